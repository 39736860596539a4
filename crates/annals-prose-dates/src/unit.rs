//! What a name of a time means, and how EDTF writes it.

use super::calendar::{Date, Part};
use annals_edtf::days_in_month;

/// How sure the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hedge {
    /// "about": `~`.
    pub(super) about: bool,
    /// "perhaps": `?`.
    pub(super) perhaps: bool,
}

impl Hedge {
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            about: self.about || other.about,
            perhaps: self.perhaps || other.perhaps,
        }
    }

    const fn suffix(self) -> &'static str {
        match (self.about, self.perhaps) {
            (false, false) => "",
            (true, false) => "~",
            (false, true) => "?",
            (true, true) => "%",
        }
    }
}

/// What a name of a time means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A day, month, season or year.
    One(Date),
    /// A decade, by its first year.
    Decade(i64),
    /// "the 1800s", by their first year.
    Hundred(i64),
    /// A century, by its first year: 1801 is the nineteenth's.
    Century(i64),
    /// From one date to another; vague where the words name no ends.
    Stretch {
        first: Date,
        last: Date,
        vague: bool,
    },
    /// One of two dates, or of all from one to the other.
    OneOf {
        first: Date,
        last: Date,
        through: bool,
    },
    /// Nobody can say without another date.
    Unknown,
}

/// A [`Unit`] as sure as its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hedged {
    pub(super) unit: Unit,
    pub(super) hedge: Hedge,
}

impl From<Unit> for Hedged {
    fn from(unit: Unit) -> Self {
        Self {
            unit,
            hedge: Hedge::default(),
        }
    }
}

/// Which tenths of a time are meant: the first included, the last excluded.
/// "Early", "mid" and "late" of a decade are the digits 0–4, 4–6 and 5–9; the
/// same tenths serve for months, years and centuries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tenths {
    pub(super) from: u8,
    pub(super) to: u8,
}

impl Unit {
    /// Part of a time. A part of a day or of a season is the whole of it.
    pub(super) fn part(self, tenths: Tenths, vague: bool) -> Self {
        let years = |first: i64, count: i64| Self::Stretch {
            first: Date::year(first + count * i64::from(tenths.from) / 10),
            last: Date::year(first + count * i64::from(tenths.to) / 10 - 1),
            vague,
        };
        let of = |count: u8| {
            let at = |tenth: u8| u16::from(count) * u16::from(tenth) / 10;
            let first = u8::try_from(at(tenths.from) + 1).unwrap_or(1);
            (first, u8::try_from(at(tenths.to)).unwrap_or(count))
        };
        match self {
            Self::Decade(first) => years(first, 10),
            Self::Hundred(first) | Self::Century(first) => years(first, 100),
            Self::One(Date {
                year,
                part: Part::Year,
            }) => {
                let (first, last) = of(12);
                Self::Stretch {
                    first: Date::month(year, first),
                    last: Date::month(year, last),
                    vague,
                }
            }
            Self::One(Date {
                year,
                part: Part::Month(month),
            }) => {
                let (first, last) = of(days_in_month(year, month));
                match (Date::day(year, month, first), Date::day(year, month, last)) {
                    (Some(first), Some(last)) => Self::Stretch {
                        first,
                        last,
                        vague: true,
                    },
                    _ => self,
                }
            }
            other => other,
        }
    }

    /// The first date in it.
    pub(super) const fn first(self) -> Option<Date> {
        match self {
            Self::One(date) => Some(date),
            Self::Decade(year) | Self::Hundred(year) | Self::Century(year) => {
                Some(Date::year(year))
            }
            Self::Stretch { first, .. } | Self::OneOf { first, .. } => Some(first),
            Self::Unknown => None,
        }
    }

    /// The last date in it.
    pub(super) const fn last(self) -> Option<Date> {
        match self {
            Self::One(date) => Some(date),
            Self::Decade(year) => Some(Date::year(year + 9)),
            Self::Hundred(year) | Self::Century(year) => Some(Date::year(year + 99)),
            Self::Stretch { last, .. } | Self::OneOf { last, .. } => Some(last),
            Self::Unknown => None,
        }
    }

    /// Whether its ends are no dates that the words name.
    const fn has_vague_ends(self) -> bool {
        matches!(self, Self::Stretch { vague: true, .. } | Self::OneOf { .. })
    }
}

impl Hedged {
    /// The whole of it: "in X".
    pub(super) fn whole(self) -> Option<String> {
        let marks = self.hedge.suffix();
        Some(match self.unit {
            Unit::One(date) => format!("{date}{marks}"),
            Unit::Decade(year) => format!("{}{marks}", digits(year, 3)),
            Unit::Hundred(year) => format!("{}{marks}", digits(year, 2)),
            Unit::OneOf {
                first,
                last,
                through,
            } => {
                let comma = if through && last != first.next() {
                    ".."
                } else {
                    ","
                };
                format!("[{first}{marks}{comma}{last}{marks}]")
            }
            Unit::Century(_) | Unit::Stretch { .. } => {
                let (first, last) = (self.unit.first()?, self.unit.last()?);
                let marks = self.marks_of_ends();
                format!("{first}{marks}/{last}{marks}")
            }
            Unit::Unknown => return None,
        })
    }

    /// Where it begins: "since X" goes on from there.
    pub(super) fn start(self) -> Option<String> {
        self.edge(self.unit.first()?)
    }

    /// Where it ends.
    pub(super) fn end(self) -> Option<String> {
        self.edge(self.unit.last()?)
    }

    /// An end of an interval. Of a time that has no sharp ends the digits that
    /// are not known stay unspecified.
    fn edge(self, end: Date) -> Option<String> {
        match self.unit {
            Unit::Decade(_) | Unit::Hundred(_) => self.whole(),
            // Years before the common era cannot have unspecified digits.
            Unit::Century(year) if year > 0 => Self {
                unit: Unit::Hundred(year - 1),
                ..self
            }
            .whole(),
            Unit::Century(_) => Some(format!("{end}~")),
            _ => Some(format!("{end}{}", self.marks_of_ends())),
        }
    }

    /// `[..X]`: some time before this.
    pub(super) fn before(self) -> Option<String> {
        let last = self.unit.first()?.previous();
        Some(format!("[..{last}{}]", self.marks_of_ends()))
    }

    /// `[X..]`: some time after this.
    pub(super) fn after(self) -> Option<String> {
        let first = self.unit.last()?.next();
        Some(format!("[{first}{}..]", self.marks_of_ends()))
    }

    /// `[..X]`: this or before.
    pub(super) fn or_before(self) -> Option<String> {
        let last = self.unit.last()?;
        Some(format!("[..{last}{}]", self.marks_of_ends()))
    }

    /// `[X..]`: this or after.
    pub(super) fn or_after(self) -> Option<String> {
        let first = self.unit.first()?;
        Some(format!("[{first}{}..]", self.marks_of_ends()))
    }

    /// From this to that. `None` where it would run backwards.
    pub(super) fn to(self, other: Self) -> Option<String> {
        let (first, last) = (self.unit.first()?, other.unit.last()?);
        if first.order() > other.unit.first()?.order() || first.order() > last.order() {
            return None;
        }
        if let (Unit::Century(_), Unit::Century(_)) = (self.unit, other.unit) {
            let (start, end) = (self.marks_of_ends(), other.marks_of_ends());
            return Some(format!("{first}{start}/{last}{end}"));
        }
        Some(format!("{}/{}", self.start()?, other.end()?))
    }

    const fn marks_of_ends(self) -> &'static str {
        Hedge {
            about: self.hedge.about || self.unit.has_vague_ends(),
            perhaps: self.hedge.perhaps,
        }
        .suffix()
    }
}

/// The first digits of a year, the others unspecified.
fn digits(year: i64, known: usize) -> String {
    let mut digits = format!("{year:04}");
    digits.truncate(known);
    while digits.len() < 4 {
        digits.push('X');
    }
    digits
}
