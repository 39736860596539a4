#![doc = include_str!("../README.md")]
//!
//! # Accepted forms, clause by clause
//!
//! Clauses of ISO 8601-2:2019, unless "8601-1" precedes them.
//!
//! | level | form | example | clause |
//! | --- | --- | --- | --- |
//! | 0 | year, month, day | `1985-04-12` | A.4.2; 8601-1, 5.2.2 |
//! | 0 | day and time of day, with or without an offset | `1985-04-12T23:20:30+04:30` | A.4.3; 8601-1, 5.4.1 |
//! | 0 | interval of dates | `2004-02-01/2005` | A.4.4 |
//! | 1 | year of more than four digits | `Y-170000002` | A.5.2, 4.7.2 |
//! | 1 | year before 0000 | `-0044` | A.5.2, 4.4.1.2 |
//! | 1 | season | `2001-21` | A.5.3, 4.8.1 |
//! | 1 | qualifier of a whole date | `2004-06?` | A.5.4, 8.2.1, 8.4 |
//! | 1 | unspecified digits from the right | `201X`, `1985-XX-XX` | A.5.5, 9.2.1 |
//! | 1 | open and unknown ends, qualified ends | `1985/..`, `/1985`, `1984~/` | A.5.6, 10.2, 10.3.2 |
//! | 2 | exponential year | `Y-17E7` | A.6.2, 4.7.3 |
//! | 2 | significant digits | `1950S2`, `Y3388E2S3` | A.6.3, 4.4.3, 4.7.4 |
//! | 2 | sub-year groupings 25–41 | `2001-34` | A.6.4, 4.8.1 |
//! | 2 | sets | `[1667,1670..1672]`, `{..1984}` | A.6.5, 6.1–6.3 |
//! | 2 | qualifier of a group (on the right) or one component (on the left) | `2004-06~-11`, `?2004-06-~11` | A.6.6, 8.2.2, 8.2.3 |
//! | 2 | unspecified digits anywhere | `156X-12-25`, `1560-X2` | A.6.7, 9.2.2 |
//! | 2 | intervals whose ends have any of these, or extend further | `..2004-06-01/2004-06-20..` | 10.3.3, 10.6 |
//!
//! # Decisions
//!
//! What this crate does where the standard leaves a choice or parsers differ.
//! The cases are in `tests/cases/`. `LoC` is the Library of Congress's
//! specification of February 2019, from which Annex A was made. Parentheses say
//! what other parsers do: edtf.js, python-edtf and the crate edtf-core 1.2.3.
//!
//! **Level.** The level is the lowest whose grammar has the spelling: `?1985`
//! is level 2 because of the qualifier on the left (A.6.6), though `1985?` says
//! the same at level 1. X in an interval is level 2, since no list of level 1
//! includes 10.4. `XXXX` and `1XXX` are level 2, since A.5.5 has one or two X
//! only (edtf.js: level 1).
//!
//! **Years.** Year zero is `0000`; `-0000` is an error (4.4.1.2). `Y` is for
//! years beyond ±9999 ("should" in 4.7.2, "only" in `LoC`), without leading
//! zeros and with any number of digits. Exponents and significant digits are
//! whole numbers from 1 without leading zeros. X is allowed in a year before
//! zero, since 9.2.2 allows it for any digit: `-01XX` runs from -0199 to -0100,
//! and `-000X` ends at -0001 (edtf.js and python-edtf accept them, edtf-core
//! does not). `Y171010000S3` runs from 171000000 to 171999999, by 4.4.3 and
//! `LoC`; the range printed in A.6.3 has six digits. Leading zeros of a
//! four-digit year count among its four digits.
//!
//! **X** means any digit that makes a day of the calendar: `1985-02-3X` is an
//! error, `XXXX-02-29` runs from 0000 to 9996, and a month with X is one of the
//! twelve and never a season, so that `2X` is an error (9.2.2: `X2` is 02 or
//! 12).
//!
//! **Seasons** without a hemisphere (21–24) are the northern ones, in whole
//! months; winter runs from December to the next year's February. The standard
//! leaves this open (4.8.1). A season can have qualifiers, an X in its year, and
//! be an end of an interval, like a year and month (edtf.js requires "level
//! 3"). It has no day and is no end of a range.
//!
//! **Times of day** are complete (hh:mm:ss), without fractions (A.4.3; edtf.js
//! accepts them), and not part of intervals or sets (A.4.4). Hour 24 is an error
//! (8601-1:2019, 5.3.2; edtf.js and python-edtf accept it, and an amendment of
//! 2022 to part 1 restores it, but part 2 is of 2019). Second 60 is a leap
//! second: with an offset it must be 23:59:60 UTC, without one it is accepted
//! (8601-1, 4.3.10; edtf.js accepts none). It counts as the second before it.
//! Offsets are hours, or hours and minutes with a colon, at most 14:00 either
//! way: part 1 sets no limit, the grammar of the draft of 2012 has this one, and
//! no time zone needs more (edtf.js: -12:00 to +14:00). `-00:00` is an error;
//! zero is `+00:00` or `Z` (8601-1, 4.3.13). A day before year zero can have a
//! time (edtf-core: no).
//!
//! **Intervals** need at least one date: `../..`, `/`, `/..` and `../` are
//! errors (no example has them; edtf.js accepts all four). The end must be able
//! to lie at or after the start: `2004/2003` is an error, `2004-06/2004` and
//! `198X/1985` are not. Years out of range are compared digit by digit. `..date`
//! is allowed at the start, `date..` at the end.
//!
//! **Sets** need a member, have no spaces (6.1), do not nest, and have only
//! dates as members. Members can have qualifiers or X. A range runs forwards
//! between two plain dates of the same precision; 6.3 gives no meaning to any
//! other. `..date` and `date..` are allowed anywhere among the members.
//!
//! **Qualifiers on both sides** of a component add up (8.2): `?2004~` is both.
//! A qualifier never moves a bound (8.4.2).
//!
//! **Not accepted, though other parsers do:** the draft of 2012 (`u`, `x`, `y`,
//! `?~`, `unknown`, `open`, parentheses, `^southernHemisphere`), decades and
//! centuries without X (`198`, `19`), the basic format, white space, and the
//! Unicode minus sign. [`EdtfError::suggestion`] has the form of the standard
//! that says the same.
//!
//! **Years out of range** of seconds in `i64` (some ±292 billion) are valid
//! dates whose bounds are [`Bound::OutOfRange`].

mod bounds;
mod civil;
mod edtf;
mod expectation;
mod extent;
mod instant;
mod legacy_forms;
mod parser;
pub mod relation;
pub mod syntax;

#[cfg(test)]
mod edtf_tests;

pub use civil::{CivilDate, days_in_month};
pub use edtf::{DateKind, Edtf, EdtfError};
pub use expectation::{DatePlace, EndReason, Expectation, NextComponent};
pub use extent::{Bound, Extent, Overflow, Span, SpanEnd};
pub use instant::{DAY_SECONDS, Instant};
