//! What a time expression means, and how EDTF writes it.

use annals_edtf::days_in_month;
use annals_edtf::syntax::Qualifier;

use super::calendar::{CalendarDate, YearPart};
use super::vocabulary::Preposition;

/// What a time expression means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeExpression {
    /// A day, month, season or year.
    One(CalendarDate),
    /// A decade, by its first year.
    Decade(i64),
    /// "The 1800s", by their first year.
    Hundred(i64),
    /// A century, by its first year: 1801 for the nineteenth.
    Century(i64),
    /// From one date to another. Vague if the words do not name the ends, as
    /// "the late 1950s".
    Range {
        first: CalendarDate,
        last: CalendarDate,
        vague: bool,
    },
    /// One of two dates, or (`through`) of all dates from one to the other.
    OneOf {
        first: CalendarDate,
        last: CalendarDate,
        through: bool,
    },
    /// Relative to a date that is not given.
    Unknown,
}

/// A time expression and its qualifiers: "about" is `~`, "perhaps" is `?`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct QualifiedTime {
    pub(super) time: TimeExpression,
    pub(super) qualifier: Qualifier,
}

impl From<TimeExpression> for QualifiedTime {
    fn from(time: TimeExpression) -> Self {
        Self {
            time,
            qualifier: Qualifier::default(),
        }
    }
}

/// A part of a time, in percent of it: `from` is included, `to` is excluded. "Early",
/// "mid" and "late" of a decade are the digits 0–4, 4–6 and 5–9; months, years and
/// centuries have the same shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PercentRange {
    pub(super) from: u8,
    pub(super) to: u8,
}

impl TimeExpression {
    /// A part of a time. `vague` makes its ends approximate; those of a part of a
    /// month always are. Days and seasons have no parts: the result is the whole.
    pub(super) fn part(self, percent: PercentRange, vague: bool) -> Self {
        let years = |first: i64, count: i64| Self::Range {
            first: CalendarDate::year(first + count * i64::from(percent.from) / 100),
            last: CalendarDate::year(first + count * i64::from(percent.to) / 100 - 1),
            vague,
        };
        let units = |count: u8| {
            let scaled = |percent: u8| u16::from(count) * u16::from(percent) / 100;
            let first = u8::try_from(scaled(percent.from) + 1).unwrap_or(1);
            (first, u8::try_from(scaled(percent.to)).unwrap_or(count))
        };
        match self {
            Self::Decade(first) => years(first, 10),
            Self::Hundred(first) | Self::Century(first) => years(first, 100),
            Self::One(CalendarDate {
                year,
                part: YearPart::Year,
            }) => {
                let (first, last) = units(12);
                Self::Range {
                    first: CalendarDate::month(year, first),
                    last: CalendarDate::month(year, last),
                    vague,
                }
            }
            Self::One(CalendarDate {
                year,
                part: YearPart::Month(month),
            }) => {
                let (first, last) = units(days_in_month(year, month));
                match (
                    CalendarDate::day(year, month, first),
                    CalendarDate::day(year, month, last),
                ) {
                    (Some(first), Some(last)) => Self::Range {
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

    /// The first date that it can mean.
    pub(super) const fn first(self) -> Option<CalendarDate> {
        match self {
            Self::One(date) => Some(date),
            Self::Decade(year) | Self::Hundred(year) | Self::Century(year) => {
                Some(CalendarDate::year(year))
            }
            Self::Range { first, .. } | Self::OneOf { first, .. } => Some(first),
            Self::Unknown => None,
        }
    }

    /// The last date that it can mean.
    pub(super) const fn last(self) -> Option<CalendarDate> {
        match self {
            Self::One(date) => Some(date),
            Self::Decade(year) => Some(CalendarDate::year(year + 9)),
            Self::Hundred(year) | Self::Century(year) => Some(CalendarDate::year(year + 99)),
            Self::Range { last, .. } | Self::OneOf { last, .. } => Some(last),
            Self::Unknown => None,
        }
    }

    /// Whether the words do not name its ends.
    const fn has_vague_ends(self) -> bool {
        matches!(self, Self::Range { vague: true, .. } | Self::OneOf { .. })
    }
}

impl QualifiedTime {
    /// Adds qualifiers.
    pub(super) fn qualified(self, qualifier: Qualifier) -> Self {
        Self {
            qualifier: self.qualifier.combine(qualifier),
            ..self
        }
    }

    /// EDTF of "in X". `None` if the date is unknown.
    pub(super) fn edtf_in(self) -> Option<String> {
        let qualifier = self.qualifier.as_str();
        Some(match self.time {
            TimeExpression::One(date) => format!("{date}{qualifier}"),
            TimeExpression::Decade(year) => format!("{}{qualifier}", digits(year, 3)),
            TimeExpression::Hundred(year) => format!("{}{qualifier}", digits(year, 2)),
            TimeExpression::OneOf {
                first,
                last,
                through,
            } => {
                let separator = if through && last != first.next() {
                    ".."
                } else {
                    ","
                };
                format!("[{first}{qualifier}{separator}{last}{qualifier}]")
            }
            TimeExpression::Century(_) | TimeExpression::Range { .. } => {
                let (first, last) = (self.time.first()?, self.time.last()?);
                let qualifier = self.end_qualifier();
                format!("{first}{qualifier}/{last}{qualifier}")
            }
            TimeExpression::Unknown => return None,
        })
    }

    /// EDTF of X as the start of an interval: "since X".
    fn edtf_start(self) -> Option<String> {
        self.edtf_edge(self.time.first()?)
    }

    /// EDTF of X as the end of an interval: "until X".
    fn edtf_end(self) -> Option<String> {
        self.edtf_edge(self.time.last()?)
    }

    /// EDTF of an end of an interval. If the time has no sharp ends, the unknown digits
    /// stay unspecified.
    fn edtf_edge(self, end: CalendarDate) -> Option<String> {
        match self.time {
            TimeExpression::Decade(_) | TimeExpression::Hundred(_) => self.edtf_in(),
            // Not every EDTF parser accepts X in a year before zero.
            TimeExpression::Century(year) if year > 0 => Self {
                time: TimeExpression::Hundred(year - 1),
                ..self
            }
            .edtf_in(),
            TimeExpression::Century(_) => Some(format!("{end}~")),
            _ => Some(format!("{end}{}", self.end_qualifier())),
        }
    }

    /// EDTF of a preposition and this time: "since 1958" is `1958/..`.
    pub(super) fn edtf_with(self, preposition: Preposition) -> Option<String> {
        let qualifier = self.end_qualifier();
        let (first, last) = (self.time.first()?, self.time.last()?);
        Some(match preposition {
            Preposition::Since => format!("{}/..", self.edtf_start()?),
            Preposition::Until => format!("../{}", self.edtf_end()?),
            Preposition::Before => format!("[..{}{qualifier}]", first.previous()),
            Preposition::After => format!("[{}{qualifier}..]", last.next()),
            Preposition::By => format!("[..{last}{qualifier}]"),
            Preposition::NotBefore => format!("[{first}{qualifier}..]"),
            Preposition::In | Preposition::From | Preposition::Between => self.edtf_in()?,
        })
    }

    /// EDTF of "from X to Y". `None` if it would run backwards.
    pub(super) fn edtf_range(self, other: Self) -> Option<String> {
        let (first, last) = (self.time.first()?, other.time.last()?);
        if first.order() > other.time.first()?.order() || first.order() > last.order() {
            return None;
        }
        if let (TimeExpression::Century(_), TimeExpression::Century(_)) = (self.time, other.time) {
            let (start, end) = (self.end_qualifier(), other.end_qualifier());
            return Some(format!("{first}{start}/{last}{end}"));
        }
        Some(format!("{}/{}", self.edtf_start()?, other.edtf_end()?))
    }

    const fn end_qualifier(self) -> &'static str {
        Qualifier {
            approximate: self.qualifier.approximate || self.time.has_vague_ends(),
            ..self.qualifier
        }
        .as_str()
    }
}

/// A year with only its first digits, the others unspecified.
fn digits(year: i64, known: usize) -> String {
    let mut digits = format!("{year:04}");
    digits.truncate(known);
    while digits.len() < 4 {
        digits.push('X');
    }
    digits
}
