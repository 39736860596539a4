//! The Extended Date/Time Format of ISO 8601-2:2019, Annex A, levels 0 to 2.
//!
//! The text of a date is kept as it was written; what it says is read once
//! ([`super::parser`]) into parts, and how far it reaches follows from the parts
//! ([`super::bounds`]). Nothing outside `time` sees either.
//!
//! # What is taken, clause by clause
//!
//! Clauses of ISO 8601-2:2019, unless "8601-1" stands before them; their
//! numbers and content after the Library of Congress's specification and the
//! notes on the standard that the authors of `edtf-core` publish. The standard
//! itself is sold and was not at hand.
//!
//! | level | form | example | clause |
//! | --- | --- | --- | --- |
//! | 0 | year, month, day | `1985-04-12` | A.4.2; 8601-1, 5.2.2 |
//! | 0 | day and time of day, with or without an offset | `1985-04-12T23:20:30+04:30` | A.4.3; 8601-1, 5.4.1 |
//! | 0 | interval of dates | `2004-02-01/2005` | A.4.4 |
//! | 1 | year of more than four digits | `Y-170000002` | A.5.2, 4.7.2 |
//! | 1 | year before 0000 | `-0044` | A.5.2, 4.4.1.2 |
//! | 1 | season | `2001-21` | A.5.3, 4.8.1 |
//! | 1 | doubt about a whole date | `2004-06?` | A.5.4, 8.2.1, 8.4 |
//! | 1 | unspecified digits from the right | `201X`, `1985-XX-XX` | A.5.5, 9.2.1 |
//! | 1 | open and unknown ends, doubtful ends | `1985/..`, `/1985`, `1984~/` | A.5.6, 10.2, 10.3.2 |
//! | 2 | exponential year | `Y-17E7` | A.6.2, 4.7.3 |
//! | 2 | significant digits | `1950S2`, `Y3388E2S3` | A.6.3, 4.4.3, 4.7.4 |
//! | 2 | parts of the year 25–41 | `2001-34` | A.6.4, 4.8.1 |
//! | 2 | sets | `[1667,1670..1672]`, `{..1984}` | A.6.5, 6.1–6.3 |
//! | 2 | doubt about a group (from the right) or one component (from the left) | `2004-06~-11`, `?2004-06-~11` | A.6.6, 8.2.2, 8.2.3 |
//! | 2 | unspecified digits anywhere | `156X-12-25`, `1560-X2` | A.6.7, 9.2.2 |
//! | 2 | ends of an interval with any of these, or reaching further | `..2004-06-01/2004-06-20..` | 10.3.3, 10.6 |
//!
//! # Decisions
//!
//! Where the standard leaves room, or its readers differ. The cases stand in
//! `tests/edtf/`; `LoC` is the Library of Congress's specification of February
//! 2019, from which Annex A was made.
//!
//! **The level** is the lowest whose grammar has the spelling: `?1985` is level
//! 2 as a sign on the left is (A.6.6), though `1985?` says the same at level 1.
//! X in an interval is level 2: 10.4 stands in no list of level 1. `XXXX` and
//! `1XXX` are level 2, as A.5.5 has one or two X only (edtf.js: 1).
//!
//! **Years.** Year zero is `0000` and there is no `-0000` (4.4.1.2). `Y` is for
//! years beyond ±9999 ("should" in 4.7.2, "only" in `LoC`), without leading
//! zeros, of any number of digits; exponents and significant digits are whole
//! numbers from 1 without leading zeros. X may stand in a year before zero:
//! 9.2.2 lets it stand for any digit, and `-01XX` runs from -0199 to -0100;
//! `-000X` ends at -0001 (edtf.js and python-edtf take them, edtf-core does not).
//! `Y171010000S3` runs from 171000000 to 171999999, by 4.4.3 and `LoC`; the range
//! printed in A.6.3 is of six digits. Leading zeros of a four-digit year count
//! among its four digits.
//!
//! **X** stands for what makes a day of the calendar: `1985-02-3X` is refused,
//! `XXXX-02-29` runs from 0000 to 9996, a month with X is one of the twelve
//! and never a season, so that `2X` is refused (9.2.2: `X2` is 02 or 12).
//!
//! **Seasons** without a hemisphere (21–24) are read as the northern ones, in
//! whole months, winter running from December into the next year's February;
//! the standard leaves it open (4.8.1). They may be in doubt, have X in the
//! year and stand at the ends of intervals, as a year and month may (edtf.js
//! asks for a "level 3"); they have no day and begin or end no range.
//!
//! **Times of day** are complete (hh:mm:ss), without fractions (A.4.3; edtf.js
//! takes them), and stand alone, not in intervals or sets (A.4.4). The hour 24
//! is refused (8601-1:2019, 5.3.2; edtf.js and python-edtf take it, and an
//! amendment of 2022 to part 1 brings it back; part 2 is of 2019). A second 60
//! is a leap second, so that with a zone it must be 23:59:60 UTC; without one
//! nobody can say, and it is taken (8601-1, 4.3.10; edtf.js takes none). It
//! counts as the second before it. Offsets are hours, or hours and minutes with
//! a colon, at most 14:00 either way: part 1 sets no limit, the grammar of the
//! draft of 2012 set this one, and no zone needs more (edtf.js: -12:00 to
//! +14:00). `-00:00` is refused: zero is `+00:00` or `Z` (8601-1, 4.3.13). Without a zone a time
//! counts as UTC. A day before year zero may have a time (edtf-core: no).
//!
//! **Intervals** need one date: `../..`, `/`, `/..` and `../` are refused (no
//! example has them; edtf.js takes all four). The end must be able to lie
//! at or after the start, so that `2004/2003` is refused and `2004-06/2004` and
//! `198X/1985` are not; years too large for a clock are compared digit by
//! digit. `..date` stands at the start, `date..` at the end.
//!
//! **Sets** need a member, have no spaces (6.1), do not nest, and hold dates
//! only. Members may be in doubt or have X. A range runs between two plain
//! dates of one precision, not downwards: 6.3 gives no meaning to another one.
//! `..date` and `date..` may stand at any place among the members.
//!
//! **Signs on both sides** of a component add up (8.2): `?2004~` is both.
//! Qualifiers never move a bound (8.4.2); they say how firmly it is drawn.
//!
//! **Refused though others take it:** the draft of 2012 (`u`, `x`, `y`, `?~`,
//! `unknown`, `open`, parentheses, `^southernHemisphere`), bare decades and
//! centuries (`198`, `19`), basic format, white space, a Unicode minus. Where
//! the standard has a form for it, the refusal names it.
//!
//! **Years too large** for seconds in `i64` (beyond some ±292 billion) are
//! dates like others, out of range ([`Bound::OutOfRange`]).
//!
//! # Why not a crate
//!
//! `edtf-core` 1.2.3 was judged and used first: all levels, no dependency, good
//! bounds. Its columns point before the fault where a text ends early and at
//! the start of times and sets, its messages speak of its types, it refuses X
//! before year zero, years beyond `i64` and exponents beyond 100,000, lets an
//! interval of far years run backwards and counts every level by meaning and
//! not by spelling. What remained behind a layer that mends this was the
//! reading of two digits, so that the layer became the reader; `edtf-core` is
//! kept for the tests, where both must agree but for the cases above.

use super::bounds::Reach;
use super::extent::{Bound, Extent, Span};
use super::legacy_forms::modern;
use super::parser::read;
use super::syntax::{Date, Value};

/// The longest text that is taken for a date, in code points: a set of some
/// hundred members.
const MAX_LENGTH: usize = 4_096;

/// A date as it was written, and all that follows from it.
///
/// It has no order of its own: "1958" is neither before nor after "1958-06".
/// Sort by [`Edtf::extent`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf {
    text: Box<str>,
    value: Value,
    level: u8,
    reach: Reach,
}

/// Why a text is no EDTF date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfError {
    /// Where it stops being one, in code points from 1.
    pub column: usize,
    /// What was expected there, in plain words; and how the standard writes
    /// it, where an older or looser form can be told.
    pub expected: String,
}

impl std::fmt::Display for EdtfError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "column {}: {}", self.column, self.expected)
    }
}

impl std::error::Error for EdtfError {}

/// What sort of date it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A year, month or day, with or without unspecified digits.
    Date,
    /// A day and a time of day.
    DateTime,
    /// A season or another grouping of months (codes 21–41).
    Season,
    /// A start and an end, either of which may be open or unknown.
    Interval,
    /// `[…]`: one of several, nobody says which.
    OneOf,
    /// `{…}`: all of several.
    AllOf,
}

impl Kind {
    /// The word for it in machine output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Season => "season",
            Self::Interval => "interval",
            Self::OneOf => "one-of",
            Self::AllOf => "all-of",
        }
    }
}

impl Edtf {
    /// Reads a date of any level.
    ///
    /// # Errors
    ///
    /// [`EdtfError`] with the column where the text stops being EDTF.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        if text.len() > MAX_LENGTH && text.chars().count() > MAX_LENGTH {
            return Err(EdtfError {
                column: MAX_LENGTH + 1,
                expected: format!("a date of at most {MAX_LENGTH} characters"),
            });
        }
        let read = read(text).map_err(|refusal| EdtfError {
            // All that was read before it is ASCII.
            column: refusal.at + 1,
            expected: match modern(text) {
                Some(form) => format!("{} (write {form})", refusal.expected),
                None => refusal.expected,
            },
        })?;
        Ok(Self {
            text: text.into(),
            reach: Reach::of(&read.value),
            level: read.level,
            value: read.value,
        })
    }

    /// The text, exactly as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The lowest conformance level whose grammar has this text: 0, 1 or 2.
    #[must_use]
    pub const fn level(&self) -> u8 {
        self.level
    }

    /// What sort of date it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.value {
            Value::Date(date) if date.grouping().is_some() => Kind::Season,
            Value::Date(_) => Kind::Date,
            Value::DateTime(..) => Kind::DateTime,
            Value::Interval(..) => Kind::Interval,
            Value::OneOf(_) => Kind::OneOf,
            Value::AllOf(_) => Kind::AllOf,
        }
    }

    /// The earliest and latest second that it allows.
    #[must_use]
    pub fn extent(&self) -> Extent {
        self.reach.extent()
    }

    /// Whether any part is approximate (`~`, `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.value.any(Date::is_approximate)
    }

    /// Whether any part is uncertain (`?`, `%`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.value.any(Date::is_uncertain)
    }

    /// Whether any digit is unspecified (`X`).
    #[must_use]
    pub fn has_unspecified(&self) -> bool {
        self.value.any(Date::has_unspecified)
    }

    /// Whether it has no beginning (`../1975`, `[..1975]`).
    #[must_use]
    pub fn is_open_start(&self) -> bool {
        self.extent().earliest == Bound::Open
    }

    /// Whether it has no end (`1990/..`, `[1990..]`).
    #[must_use]
    pub fn is_open_end(&self) -> bool {
        self.extent().latest == Bound::Open
    }

    /// Whether its beginning is unknown (`/1975`).
    #[must_use]
    pub fn is_unknown_start(&self) -> bool {
        self.extent().earliest == Bound::Unknown
    }

    /// Whether its end is unknown (`1914/`).
    #[must_use]
    pub fn is_unknown_end(&self) -> bool {
        self.extent().latest == Bound::Unknown
    }

    /// The members of a set as written, ranges unexpanded; none where it is no
    /// set.
    #[must_use]
    pub fn members(&self) -> Vec<&str> {
        match &self.value {
            Value::OneOf(_) | Value::AllOf(_) => self
                .text
                .trim_start_matches(['[', '{'])
                .trim_end_matches([']', '}'])
                .split(',')
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The stretches of time that it means, in the order written: one for each
    /// member of a set, else one.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        self.reach.spans()
    }

    /// What was read, for the words and the relations.
    pub const fn value(&self) -> &Value {
        &self.value
    }
}
