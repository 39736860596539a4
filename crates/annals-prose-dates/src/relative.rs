//! Relative dates, which need another date: "the following year", "two years
//! later".

use super::calendar::{CalendarDate, Precision, YearPart};
use super::phrase_parser::{PhraseMatch, PhraseParser, contains_word, longest};
use super::time_expression::{QualifiedTime, TimeExpression};
use super::vocabulary::{DurationUnit, Quantity, RelativeDirection};
use annals_edtf::syntax::Qualifier;
use annals_edtf::{Bound, CivilDate, DateKind, Edtf, days_in_month};

/// The date that relative dates are counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReferenceDate {
    /// What later dates are counted from.
    later: Option<ReferenceRange>,
    /// What earlier dates are counted from. Differs from `later` for an interval.
    earlier: Option<ReferenceRange>,
}

/// The days in which a reference date, or one end of it, may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ReferenceRange {
    first: CivilDate,
    last: CivilDate,
    precision: Precision,
    qualifier: Qualifier,
}

impl ReferenceDate {
    /// Later dates follow the end of an interval, earlier ones precede its
    /// start.
    pub(super) fn new(date: &Edtf) -> Self {
        if date.kind() == DateKind::Interval
            && let Some((start, end)) = date.as_str().split_once('/')
        {
            let range = |end: &str| {
                Edtf::parse(end)
                    .ok()
                    .and_then(|end| ReferenceRange::from_edtf(&end))
            };
            return Self {
                later: range(end),
                earlier: range(start),
            };
        }
        let range = ReferenceRange::from_edtf(date);
        Self {
            later: range,
            earlier: range,
        }
    }

    fn range(self, direction: RelativeDirection) -> Option<ReferenceRange> {
        match direction {
            RelativeDirection::Later => self.later,
            RelativeDirection::Earlier => self.earlier,
            RelativeDirection::Same if self.later == self.earlier => self.later,
            RelativeDirection::Same => None,
        }
    }

    /// The year that it ends in.
    pub(super) fn last_year(self) -> Option<i64> {
        self.later.map(|range| range.last.year)
    }

    /// The year that it lies in, if there is only one.
    pub(super) fn only_year(self) -> Option<i64> {
        let range = self.range(RelativeDirection::Same)?;
        (range.first.year == range.last.year).then_some(range.first.year)
    }
}

impl ReferenceRange {
    fn from_edtf(date: &Edtf) -> Option<Self> {
        let extent = date.extent();
        let (Bound::At(first), Bound::At(last)) = (extent.earliest, extent.latest) else {
            return None;
        };
        let (first, last) = (first.day(), last.day());
        // Words do not refer to other years, and sums might overflow.
        if first.year < -9_999 || last.year > 9_999 {
            return None;
        }
        let text = date.as_str();
        let is_whole_month = first.day == 1 && last.day == days_in_month(last.year, last.month);
        let is_whole_year = is_whole_month && first.month == 1 && last.month == 12;
        let precision = match date.kind() {
            DateKind::DateTime => Precision::Day,
            // `-01` in the text: the year is written with its months.
            _ if is_whole_year && !text.contains("-01") => Precision::Year,
            _ if is_whole_month && (first != last) => Precision::Month,
            _ => Precision::Day,
        };
        Some(Self {
            first,
            last,
            precision,
            qualifier: Qualifier {
                approximate: date.is_approximate(),
                uncertain: date.is_uncertain(),
            },
        })
    }

    /// The dates of this precision in which it may lie.
    fn dates(self, precision: Precision) -> TimeExpression {
        one_of(
            CalendarDate::around(self.first, precision),
            CalendarDate::around(self.last, precision),
        )
    }

    /// `count` periods later, or earlier if negative. The result is as precise
    /// as the less precise of this range and the period.
    fn moved(self, count: i64, period: DurationUnit) -> QualifiedTime {
        let (precision, months, days, is_rough) = match period {
            DurationUnit::Day => (Precision::Day, 0, count, false),
            DurationUnit::Week => (Precision::Day, 0, count * 7, true),
            DurationUnit::Month => (Precision::Month, count, 0, false),
            DurationUnit::Year => (Precision::Year, count * 12, 0, false),
            DurationUnit::Decade => (Precision::Year, count * 120, 0, true),
            DurationUnit::Century => (Precision::Year, count * 1_200, 0, true),
        };
        let moved = |day: CivilDate| {
            if months == 0 {
                CivilDate::from_days_since_epoch(day.days_since_epoch() + days)
            } else {
                day.plus_months(months)
            }
        };
        let precision = precision.max(self.precision);
        let moved = Self {
            first: moved(self.first),
            last: moved(self.last),
            ..self
        };
        QualifiedTime {
            time: moved.dates(precision),
            qualifier: self
                .qualifier
                .combine(approximate_if(is_rough && count != 0)),
        }
    }
}

fn one_of(first: CalendarDate, last: CalendarDate) -> TimeExpression {
    if first == last {
        TimeExpression::One(first)
    } else {
        TimeExpression::OneOf {
            first,
            last,
            through: true,
        }
    }
}

const UNKNOWN: QualifiedTime = QualifiedTime {
    time: TimeExpression::Unknown,
    qualifier: approximate_if(false),
};

const fn approximate_if(approximate: bool) -> Qualifier {
    Qualifier {
        uncertain: false,
        approximate,
    }
}

impl PhraseParser<'_> {
    /// What dates in a direction are counted from, if the reference date has it.
    fn reference_range(&self, direction: RelativeDirection) -> Option<ReferenceRange> {
        self.reference?.range(direction)
    }

    /// A date relative to the reference date, or to a date in the phrase itself.
    pub(super) fn relative(&self, at: usize) -> PhraseMatch<QualifiedTime> {
        longest([
            self.stepped(at),
            self.counted(at),
            self.neighbouring_day(at),
            self.without_year(at),
        ])
    }

    /// "the following year", "that year", "last March", "the next summer".
    fn stepped(&self, at: usize) -> PhraseMatch<QualifiedTime> {
        // "Later that year" says no more than "that year".
        let inner = self.any(at, &self.words.within_same);
        let (direction, noun) = self.lookup(inner.unwrap_or(at), &self.words.steps)?;
        if inner.is_some() && direction != RelativeDirection::Same {
            return None;
        }
        let range = self.reference_range(direction);
        if let Some((period, after)) = self.lookup(noun, &self.words.periods) {
            let is_one = !contains_word(&self.words.many_periods, self.word(noun));
            let moved = range.map_or(UNKNOWN, |range| {
                let moved = range.moved(direction.sign(), period);
                if period == DurationUnit::Decade {
                    in_decade(moved)
                } else {
                    moved
                }
            });
            return is_one.then_some((moved, after));
        }
        let month = self
            .month(noun)
            .map(|(month, after)| (YearPart::Month(month), after));
        let season = || {
            let (code, after) = self.lookup(noun, &self.words.seasons)?;
            Some((YearPart::Group(code), after))
        };
        let (part, after) = month.or_else(season)?;
        // With a year it is not a relative date: "this March 1956".
        if self.named_year(after).is_some() {
            return None;
        }
        let found = range.map_or(UNKNOWN, |range| nearest(part, range, direction));
        Some((found, after))
    }

    /// "two years later", "a decade earlier", "ten years ago", "the year
    /// before", "two years after 1958".
    fn counted(&self, at: usize) -> PhraseMatch<QualifiedTime> {
        let (is_rough, inner) = match self.any(at, &self.words.more_or_less) {
            Some(inner) => (true, inner),
            None => (false, at),
        };
        let article = self.phrase(inner, self.words.the);
        let (count, period) = match article {
            Some(period) if !is_rough => (Quantity::Exactly(1), period),
            _ => self.count(inner)?,
        };
        let (period, after) = self.lookup(period, &self.words.periods)?;
        let moved =
            |range: Option<ReferenceRange>, direction: RelativeDirection| match (count, range) {
                (Quantity::Exactly(count), Some(range)) => {
                    let moved = range.moved(direction.sign() * i64::from(count), period);
                    moved.qualified(approximate_if(is_rough))
                }
                _ => UNKNOWN,
            };
        let by_reference =
            |direction: RelativeDirection| moved(self.reference_range(direction), direction);
        if let Some((direction, other)) = self.lookup(after, &self.words.shifts_from)
            && let Some((date, after)) = self.whole_time(other)
        {
            let range = date
                .edtf_in()
                .and_then(|date| Edtf::parse(&date).ok())
                .and_then(|date| ReferenceDate::new(&date).range(direction));
            return Some((moved(range, direction), after));
        }
        if article.is_none()
            && let Some((direction, after)) = self.lookup(after, &self.words.shifts)
        {
            return Some((by_reference(direction), after));
        }
        let (direction, after) = self.lookup(after, &self.words.closing_shifts)?;
        self.is_pause(after)
            .then(|| (by_reference(direction), after))
    }

    /// A quantity: "two", "12", "several".
    pub(super) fn count(&self, at: usize) -> PhraseMatch<Quantity> {
        if let Some(read) = self.lookup(at, &self.words.counts) {
            return Some(read);
        }
        let ((number, digits), after) = self.number(at)?;
        let is_count = digits <= 3 && self.is_free_before(at);
        is_count.then_some((Quantity::Exactly(u16::try_from(number).ok()?), after))
    }

    fn neighbouring_day(&self, at: usize) -> PhraseMatch<QualifiedTime> {
        let (days, after) = self.lookup(at, &self.words.days)?;
        let range = self.reference_range(RelativeDirection::Same);
        let moved = range.map_or(UNKNOWN, |range| range.moved(days, DurationUnit::Day));
        Some((moved, after))
    }

    /// "in March", "12 March", in the year of the reference date.
    fn without_year(&self, at: usize) -> PhraseMatch<QualifiedTime> {
        let (date, after) = self.yearless(at)?;
        let is_month = matches!(date.0, YearPart::Month(_));
        if is_month && !contains_word(&self.words.before_months, self.word_before(at)) {
            return None;
        }
        let year = self.reference.and_then(ReferenceDate::only_year);
        let time = year
            .and_then(|year| date.in_year(year))
            .map_or(TimeExpression::Unknown, TimeExpression::One);
        Some((time.into(), after))
    }
}

/// The decade of a year. Unknown if the year may lie in two decades.
fn in_decade(moved: QualifiedTime) -> QualifiedTime {
    let decade = |date: Option<CalendarDate>| date.map(|date| date.year.div_euclid(10) * 10);
    match (decade(moved.time.first()), decade(moved.time.last())) {
        (Some(first), Some(last)) if first == last && first >= 0 => {
            TimeExpression::Decade(first).into()
        }
        _ => UNKNOWN,
    }
}

/// The next month or season after a date, or the last before it, for the first
/// and the last day on which the date may lie.
fn nearest(part: YearPart, range: ReferenceRange, direction: RelativeDirection) -> QualifiedTime {
    let in_year = |year: i64| CalendarDate { year, part };
    let month = |day: CivilDate| (day.year, day.month, 0);
    let nearest_to = |day: CivilDate| {
        let here = in_year(day.year);
        match direction {
            RelativeDirection::Later if here.order() > month(day) => Some(here),
            RelativeDirection::Later => Some(in_year(day.year + 1)),
            RelativeDirection::Earlier if here.order() < month(day) => Some(here),
            RelativeDirection::Earlier => Some(in_year(day.year - 1)),
            RelativeDirection::Same => (range.first.year == range.last.year).then_some(here),
        }
    };
    match (nearest_to(range.first), nearest_to(range.last)) {
        (Some(first), Some(last)) => QualifiedTime {
            time: if first == last {
                TimeExpression::One(first)
            } else if last.year == first.year + 1 {
                TimeExpression::OneOf {
                    first,
                    last,
                    through: false,
                }
            } else {
                TimeExpression::Unknown
            },
            qualifier: range.qualifier,
        },
        _ => UNKNOWN,
    }
}
