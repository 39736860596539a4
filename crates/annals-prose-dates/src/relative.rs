//! Times that hang on another one: "the following year", "two years later".

use super::calendar::{Date, Grain, Part};
use super::reader::{Read, Reader, longest};
use super::unit::{Hedge, Hedged, Unit};
use super::vocabulary::{Count, Period, Toward};
use annals_edtf::{Bound, Civil, Edtf, Kind, days_in_month};

/// A date that others hang on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Anchor {
    /// What comes later is counted from here, what comes earlier from there.
    /// They differ where the date is a stretch of time.
    later: Option<Point>,
    earlier: Option<Point>,
}

/// One date, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    first: Civil,
    last: Civil,
    grain: Grain,
    hedge: Hedge,
}

impl Anchor {
    /// Of an interval what is later follows its end, what is earlier comes
    /// before its start.
    pub(super) fn of(date: &Edtf) -> Self {
        if date.kind() == Kind::Interval
            && let Some((start, end)) = date.as_str().split_once('/')
        {
            let point = |end: &str| Edtf::parse(end).ok().and_then(|end| Point::of(&end));
            return Self {
                later: point(end),
                earlier: point(start),
            };
        }
        let point = Point::of(date);
        Self {
            later: point,
            earlier: point,
        }
    }

    fn point(&self, toward: Toward) -> Option<Point> {
        match toward {
            Toward::Later => self.later,
            Toward::Earlier => self.earlier,
            Toward::Same if self.later == self.earlier => self.later,
            Toward::Same => None,
        }
    }

    /// The year that it ends in.
    pub(super) fn last_year(&self) -> Option<i64> {
        self.later.map(|point| point.last.year)
    }

    /// The year that it lies in, where that is one.
    pub(super) fn only_year(&self) -> Option<i64> {
        let point = self.point(Toward::Same)?;
        (point.first.year == point.last.year).then_some(point.first.year)
    }
}

impl Point {
    fn of(date: &Edtf) -> Option<Self> {
        let extent = date.extent();
        let (Bound::At(first), Bound::At(last)) = (extent.earliest, extent.latest) else {
            return None;
        };
        let (first, last) = (first.day(), last.day());
        // Words reach no further; beyond, sums might not fit.
        if first.year < -9_999 || last.year > 9_999 {
            return None;
        }
        let text = date.as_str();
        let is_whole_month = first.day == 1 && last.day == days_in_month(last.year, last.month);
        let is_whole_year = is_whole_month && first.month == 1 && last.month == 12;
        let grain = match date.kind() {
            Kind::DateTime => Grain::Day,
            // A season is known by its months, a set by what it is made of.
            _ if is_whole_year && !text.contains("-01") => Grain::Year,
            _ if is_whole_month && (first != last) => Grain::Month,
            _ => Grain::Day,
        };
        Some(Self {
            first,
            last,
            grain,
            hedge: Hedge {
                about: date.is_approximate(),
                perhaps: date.is_uncertain(),
            },
        })
    }

    /// All dates of a precision that it may lie in.
    fn dates(self, grain: Grain) -> Unit {
        one_of(
            Date::around(self.first, grain),
            Date::around(self.last, grain),
        )
    }

    /// So many periods later, or earlier where negative. The result is no
    /// finer than the period, and no finer than this.
    fn moved(self, count: i64, period: Period) -> Hedged {
        let (grain, months, days, about) = match period {
            Period::Day => (Grain::Day, 0, count, false),
            Period::Week => (Grain::Day, 0, count * 7, true),
            Period::Month => (Grain::Month, count, 0, false),
            Period::Year => (Grain::Year, count * 12, 0, false),
            Period::Decade => (Grain::Year, count * 120, 0, true),
            Period::Century => (Grain::Year, count * 1_200, 0, true),
        };
        let moved = |day: Civil| {
            if months == 0 {
                Civil::from_days_since_epoch(day.days_since_epoch() + days)
            } else {
                day.plus_months(months)
            }
        };
        let grain = grain.max(self.grain);
        let moved = Self {
            first: moved(self.first),
            last: moved(self.last),
            ..self
        };
        Hedged {
            unit: moved.dates(grain),
            hedge: self.hedge.and(Hedge {
                about: about && count != 0,
                perhaps: false,
            }),
        }
    }
}

fn one_of(first: Date, last: Date) -> Unit {
    if first == last {
        Unit::One(first)
    } else {
        Unit::OneOf {
            first,
            last,
            through: true,
        }
    }
}

const UNKNOWN: Hedged = Hedged {
    unit: Unit::Unknown,
    hedge: Hedge {
        about: false,
        perhaps: false,
    },
};

impl Reader<'_> {
    /// A time that hangs on the anchor, or on one that it names itself.
    pub(super) fn relative(&self, at: usize) -> Read<Hedged> {
        longest([
            self.stepped(at),
            self.counted(at),
            self.neighbouring_day(at),
            self.without_year(at),
        ])
    }

    /// "the following year", "that year", "last March", "the next summer".
    fn stepped(&self, at: usize) -> Read<Hedged> {
        // "later that year" says no more than "that year".
        let inner = self.any(at, self.words.within_same);
        let (toward, noun) = self.lookup(inner.unwrap_or(at), self.words.steps)?;
        if inner.is_some() && toward != Toward::Same {
            return None;
        }
        let point = self.anchor.as_ref().and_then(|anchor| anchor.point(toward));
        let step = match toward {
            Toward::Later => 1,
            Toward::Earlier => -1,
            Toward::Same => 0,
        };
        if let Some((period, behind)) = self.lookup(noun, self.words.periods) {
            let is_one = !self.word(noun).is_some_and(|noun| {
                self.words
                    .many_periods
                    .iter()
                    .any(|many| many.eq_ignore_ascii_case(noun))
            });
            let moved = point.map_or(UNKNOWN, |point| {
                let moved = point.moved(step, period);
                if period == Period::Decade {
                    in_decade(moved)
                } else {
                    moved
                }
            });
            return is_one.then_some((moved, behind));
        }
        let month = self
            .month(noun)
            .map(|(month, behind)| (Part::Month(month), behind));
        let season = || {
            let (code, behind) = self.lookup(noun, self.words.seasons)?;
            Some((Part::Group(code), behind))
        };
        let (part, behind) = month.or_else(season)?;
        // With a year it is no relative date: "this March 1956".
        if self.named_year(behind).is_some() {
            return None;
        }
        let found = point.map_or(UNKNOWN, |point| nearest(part, point, toward));
        Some((found, behind))
    }

    /// "two years later", "a decade earlier", "ten years ago", "the year
    /// before", "two years after 1958".
    fn counted(&self, at: usize) -> Read<Hedged> {
        let (is_rough, inner) = match self.any(at, self.words.more_or_less) {
            Some(inner) => (true, inner),
            None => (false, at),
        };
        let article = self.phrase(inner, self.words.the);
        let (count, period) = match article {
            Some(period) if !is_rough => (Count::Exactly(1), period),
            _ => self.count(inner)?,
        };
        let (period, behind) = self.lookup(period, self.words.periods)?;
        let moved = |point: Option<Point>, toward: Toward| match (count, point) {
            (Count::Exactly(count), Some(point)) => {
                let count = i64::from(count);
                let moved = match toward {
                    Toward::Earlier => point.moved(-count, period),
                    _ => point.moved(count, period),
                };
                Hedged {
                    hedge: moved.hedge.and(Hedge {
                        about: is_rough,
                        perhaps: false,
                    }),
                    ..moved
                }
            }
            _ => UNKNOWN,
        };
        let by_anchor = |toward: Toward| {
            let anchor = self.anchor.as_ref();
            moved(anchor.and_then(|anchor| anchor.point(toward)), toward)
        };
        if let Some((toward, other)) = self.lookup(behind, self.words.shifts_from)
            && let Some((date, behind)) = self.whole_unit(other)
        {
            let point = date
                .whole()
                .and_then(|date| Edtf::parse(&date).ok())
                .and_then(|date| Anchor::of(&date).point(toward));
            return Some((moved(point, toward), behind));
        }
        if article.is_none()
            && let Some((toward, behind)) = self.lookup(behind, self.words.shifts)
        {
            return Some((by_anchor(toward), behind));
        }
        let (toward, behind) = self.lookup(behind, self.words.shifts_closing)?;
        self.is_pause(behind).then(|| (by_anchor(toward), behind))
    }

    /// How many: "two", "12", "several".
    pub(super) fn count(&self, at: usize) -> Read<Count> {
        if let Some(read) = self.lookup(at, self.words.counts) {
            return Some(read);
        }
        let ((number, digits), behind) = self.number(at)?;
        let is_count = digits <= 3 && self.is_free_before(at);
        is_count.then_some((Count::Exactly(u16::try_from(number).ok()?), behind))
    }

    fn neighbouring_day(&self, at: usize) -> Read<Hedged> {
        let (days, behind) = self.lookup(at, self.words.days)?;
        let point = self
            .anchor
            .as_ref()
            .and_then(|anchor| anchor.point(Toward::Same));
        Some((
            point.map_or(UNKNOWN, |point| point.moved(days, Period::Day)),
            behind,
        ))
    }

    /// "in March", "12 March": of the anchor's year.
    fn without_year(&self, at: usize) -> Read<Hedged> {
        let (date, behind) = self.yearless(at)?;
        let is_month = matches!(date.0, Part::Month(_));
        if is_month && !super::reader::holds(self.words.before_months, self.word_before(at)) {
            return None;
        }
        let year = self.anchor.as_ref().and_then(Anchor::only_year);
        let unit = year
            .and_then(|year| date.of(year))
            .map_or(Unit::Unknown, Unit::One);
        Some((unit.into(), behind))
    }
}

/// A decade by a year in it; unknown where it may be either of two.
fn in_decade(moved: Hedged) -> Hedged {
    let decade = |date: Option<Date>| date.map(|date| date.year.div_euclid(10) * 10);
    match (decade(moved.unit.first()), decade(moved.unit.last())) {
        (Some(first), Some(last)) if first == last && first >= 0 => Unit::Decade(first).into(),
        _ => UNKNOWN,
    }
}

/// The month or season that comes next after a date, or last before it: one
/// for each place where the date may lie.
fn nearest(part: Part, point: Point, toward: Toward) -> Hedged {
    let in_year = |year: i64| Date { year, part };
    let month = |day: Civil| (day.year, day.month, 0);
    let of = |day: Civil| {
        let here = in_year(day.year);
        match toward {
            Toward::Later if here.order() > month(day) => Some(here),
            Toward::Later => Some(in_year(day.year + 1)),
            Toward::Earlier if here.order() < month(day) => Some(here),
            Toward::Earlier => Some(in_year(day.year - 1)),
            Toward::Same => (point.first.year == point.last.year).then_some(here),
        }
    };
    match (of(point.first), of(point.last)) {
        (Some(first), Some(last)) => Hedged {
            unit: if first == last {
                Unit::One(first)
            } else if last.year == first.year + 1 {
                Unit::OneOf {
                    first,
                    last,
                    through: false,
                }
            } else {
                Unit::Unknown
            },
            hedge: point.hedge,
        },
        _ => UNKNOWN,
    }
}
