//! Ticks of the axis, from thousands of millions of years to minutes.

use super::rows::Measure;
use super::viewport::Viewport;
use crate::language::{format_count, say, say_with};
use annals_edtf::{CivilDate, Instant};

/// A named tick of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Its instant.
    pub at: Instant,
    /// Its label.
    pub label: String,
    /// Whether it begins a larger unit: a year among months, a month among days.
    pub begins_larger: bool,
}

/// The ticks in view.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ticks {
    /// Named ticks, in order.
    pub named: Vec<Tick>,
    /// Whether labels name the instants (1950, 1955) and not the periods after them (1958,
    /// Feb).
    pub name_instants: bool,
    /// Finer ticks without a label, in order.
    pub fine: Vec<Instant>,
    /// The period that contains the left edge, if the labels do not say it: "1958" over months,
    /// "February 1958" over days.
    pub context: Option<String>,
}

/// The distance from one tick to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
enum TickStep {
    Years(i64),
    Months(i64),
    Days(i64),
    Seconds(i64),
}

/// The widest labels near a viewport, to measure.
struct SampleLabels {
    year: String,
    month: String,
    day: String,
}

impl SampleLabels {
    fn of(viewport: Viewport) -> Self {
        let (first, last) = (year_label(viewport.first()), year_label(viewport.last()));
        Self {
            month: of_year(&month_name(5), &first),
            day: day_and("30", &month_name(5)),
            year: if first.len() > last.len() {
                first
            } else {
                last
            },
        }
    }
}

const YEAR_SECONDS: f64 = 31_556_952.0;
const DAY: i64 = 86_400;

/// Space right of a label, in points.
const LABEL_GAP: f32 = 14.0;

/// The least distance between two ticks, in points.
const MIN_FINE: f64 = 7.0;

/// A bound for the loop. No viewport shows as many ticks.
const MAX_TICKS: usize = 2_000;

impl TickStep {
    /// All steps, finest first, up to fifty thousand million years.
    fn all() -> impl Iterator<Item = Self> {
        let seconds = [60, 300, 900, 3_600, 10_800, 21_600, 43_200].map(Self::Seconds);
        let days = [1, 2, 5, 10].map(Self::Days);
        let months = [1, 3, 6].map(Self::Months);
        let years =
            (0..=10).flat_map(|power| [1, 2, 5].map(|n| Self::Years(n * 10_i64.pow(power))));
        seconds.into_iter().chain(days).chain(months).chain(years)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "an approximate length is enough"
    )]
    fn seconds(self) -> f64 {
        match self {
            Self::Years(years) => years as f64 * YEAR_SECONDS,
            Self::Months(months) => months as f64 * YEAR_SECONDS / 12.0,
            Self::Days(days) => (days * DAY) as f64,
            Self::Seconds(seconds) => seconds as f64,
        }
    }

    /// The widest label of this step near the viewport.
    fn sample_label(self, samples: &SampleLabels) -> &str {
        match self {
            Self::Years(_) => &samples.year,
            Self::Months(_) | Self::Days(_) => &samples.month,
            Self::Seconds(_) => &samples.day,
        }
    }

    /// The last tick at or before an instant.
    fn floor(self, instant: Instant) -> Option<Instant> {
        match self {
            Self::Years(years) => nth_year(multiple_at(instant, years), years),
            Self::Months(months) => {
                let day = instant.day();
                let month0 = i64::from(day.month) - 1;
                Instant::start_of(
                    CivilDate::first_of_year(day.year)
                        .plus_months(month0.div_euclid(months) * months),
                )
            }
            Self::Days(days) => {
                let day = instant.day();
                let day0 = (i64::from(day.day) - 1).div_euclid(days) * days;
                let day0 = if days > 1 { day0.min(30 - days) } else { day0 };
                Instant::start_of(CivilDate { day: 1, ..day })
                    .map(|first| first.saturating_add(day0 * DAY))
            }
            Self::Seconds(seconds) => {
                let midnight = Instant::start_of(instant.day())?;
                let into = instant.seconds() - midnight.seconds();
                Some(midnight.saturating_add(into.div_euclid(seconds) * seconds))
            }
        }
    }

    /// The tick after one.
    fn next(self, from: Instant) -> Option<Instant> {
        match self {
            Self::Years(years) => nth_year(multiple_at(from, years) + 1, years),
            Self::Months(months) => Instant::start_of(from.day().plus_months(months)),
            Self::Days(days) => {
                let day = from.day();
                let next_month = Instant::start_of(day.plus_months(1))?;
                let next = from.saturating_add(days * DAY);
                // The last few days of a month have no tick of their own.
                let stub = days / 2 * DAY;
                if next.saturating_add(stub) >= next_month {
                    Some(next_month)
                } else {
                    Some(next)
                }
            }
            Self::Seconds(seconds) => Some(from.saturating_add(seconds)),
        }
        .filter(|next| *next > from)
    }

    fn label(self, at: Instant) -> String {
        let day = at.day();
        match self {
            Self::Years(_) => year_label(at),
            Self::Months(_) if day.month == 1 => year_label(at),
            Self::Months(_) => month_name(day.month),
            Self::Days(_) if day.day == 1 && day.month == 1 => {
                of_year(&month_name(1), &year_label(at))
            }
            Self::Days(_) if day.day == 1 => month_name(day.month),
            Self::Days(_) => day.day.to_string(),
            Self::Seconds(_) => {
                let second = at.seconds().rem_euclid(DAY);
                if second == 0 {
                    day_and(&number_of_day(day.day), &month_name(day.month))
                } else {
                    format!("{:02}:{:02}", second / 3_600, second / 60 % 60)
                }
            }
        }
    }

    fn begins_larger(self, at: Instant) -> bool {
        let day = at.day();
        match self {
            Self::Years(_) => false,
            Self::Months(_) => day.month == 1,
            Self::Days(_) => day.day == 1,
            Self::Seconds(_) => at.seconds().rem_euclid(DAY) == 0,
        }
    }

    fn context(self, first: Instant) -> Option<String> {
        let day = first.day();
        let month = || of_year(&month_name(day.month), &year_label(first));
        match self {
            Self::Years(_) => None,
            Self::Months(_) => Some(year_label(first)),
            Self::Days(_) => Some(month()),
            Self::Seconds(_) => Some(day_and(&number_of_day(day.day), &month())),
        }
    }
}

/// The number of the last tick at or before an instant. Years BCE are counted from 1 BCE, so
/// that ticks are at 100 BCE and 200 BCE and not at 101 and 201.
fn multiple_at(instant: Instant, years: i64) -> i64 {
    let year = instant.day().year;
    let year = if year > 0 { year } else { year - 1 };
    year.div_euclid(years)
}

/// The tick with a number: the first year, then the multiples of the step. Before the common
/// era the multiples are counted backwards.
fn nth_year(multiple: i64, years: i64) -> Option<Instant> {
    let year = match multiple {
        0 => 1,
        1.. => multiple.saturating_mul(years),
        _ => multiple.saturating_mul(years).saturating_add(1),
    };
    Instant::start_of(CivilDate::first_of_year(year))
}

fn year_label(at: Instant) -> String {
    let year = at.day().year;
    if year >= 1_000 {
        return number_of_year(year);
    }
    let (id, number) = if year > 0 {
        ("axis-common-era", year)
    } else {
        ("axis-before-common-era", 1 - year)
    };
    say_with(id, &[("year", number_of_year(number).into())])
}

/// A year number; a long one has its digits grouped.
fn number_of_year(number: i64) -> String {
    match usize::try_from(number) {
        Ok(long) if long >= 10_000 => format_count(long),
        _ => number.to_string(),
    }
}

fn number_of_day(day: u8) -> String {
    if day == 1 {
        say("axis-first-day")
    } else {
        day.to_string()
    }
}

fn month_name(month: u8) -> String {
    const NAMES: [&str; 12] = [
        "axis-january",
        "axis-february",
        "axis-march",
        "axis-april",
        "axis-may",
        "axis-june",
        "axis-july",
        "axis-august",
        "axis-september",
        "axis-october",
        "axis-november",
        "axis-december",
    ];
    let name = NAMES.get(usize::from(month).wrapping_sub(1));
    name.map(|name| say(name)).unwrap_or_default()
}

/// A month with its year.
fn of_year(month: &str, year: &str) -> String {
    say_with(
        "axis-month",
        &[("month", month.into()), ("year", year.into())],
    )
}

/// A day with its month.
fn day_and(day: &str, month: &str) -> String {
    say_with("axis-day", &[("day", day.into()), ("month", month.into())])
}

/// The ticks of a viewport that is `width` points wide: named ticks at the finest step whose
/// labels do not overlap, and unnamed ones at the finest step that keeps them apart.
#[must_use]
pub fn ticks(viewport: Viewport, width: f32, measure: Measure<'_>) -> Ticks {
    let point = viewport.seconds_per_point(width);
    let samples = SampleLabels::of(viewport);
    let named_step = TickStep::all().find(|step| {
        let label = measure(step.sample_label(&samples)) + LABEL_GAP;
        step.seconds() / point >= f64::from(label.max(40.0))
    });
    let Some(named_step) = named_step else {
        return Ticks::default();
    };
    let fine_step = TickStep::all()
        .find(|step| step.seconds() / point >= MIN_FINE && divides(*step, named_step))
        .filter(|step| *step != named_step);
    let mut named: Vec<Tick> = walk(named_step, viewport)
        .into_iter()
        .map(|at| Tick {
            at,
            label: named_step.label(at),
            begins_larger: named_step.begins_larger(at),
        })
        .collect();
    if !viewport.folds().is_empty() {
        remove_overlaps(&mut named, viewport, width, measure);
    }
    let fine = fine_step
        .map(|step| walk(step, viewport))
        .unwrap_or_default();
    Ticks {
        named,
        fine,
        name_instants: matches!(named_step, TickStep::Years(2..)),
        context: named_step.context(viewport.first()),
    }
}

/// Whether every tick of `coarse` is also one of `fine`.
fn divides(fine: TickStep, coarse: TickStep) -> bool {
    match (fine, coarse) {
        (TickStep::Years(fine), TickStep::Years(coarse))
        | (TickStep::Months(fine), TickStep::Months(coarse))
        | (TickStep::Seconds(fine), TickStep::Seconds(coarse)) => coarse % fine == 0,
        (TickStep::Months(_) | TickStep::Days(1), TickStep::Years(_))
        | (TickStep::Days(1), TickStep::Months(_) | TickStep::Days(_))
        | (TickStep::Seconds(_), TickStep::Days(_)) => true,
        _ => false,
    }
}

/// The ticks in view that are not folded.
fn walk(step: TickStep, viewport: Viewport) -> Vec<Instant> {
    let mut divisions = Vec::new();
    for (first, last) in unfolded(viewport) {
        let start = step.floor(first).or(Some(first));
        // After a fold, the tick before the first instant is folded.
        let is_seen = |at: &Instant| !viewport.folds().hides(*at);
        let of_period = std::iter::successors(start, |at| step.next(*at))
            .take_while(|at| *at <= last)
            .filter(is_seen);
        divisions.extend(of_period.take(MAX_TICKS));
    }
    divisions
}

/// The visible periods that are not folded, in the order of time.
fn unfolded(viewport: Viewport) -> Vec<(Instant, Instant)> {
    let (mut first, last) = (viewport.first(), viewport.last());
    let mut periods = Vec::new();
    for folded in viewport.folds().periods() {
        if folded.last < first || folded.first > last {
            continue;
        }
        if first < folded.first {
            periods.push((first, folded.first.saturating_add(-1)));
        }
        first = folded.last.saturating_add(1);
    }
    if first <= last {
        periods.push((first, last));
    }
    periods
}

/// Removes named ticks that are too close to the one before because of a fold.
fn remove_overlaps(named: &mut Vec<Tick>, viewport: Viewport, width: f32, measure: Measure<'_>) {
    let mut reached = f64::MIN;
    named.retain(|tick| {
        let x = viewport.x_of(tick.at, width);
        let is_apart = x >= reached;
        if is_apart {
            reached = x + f64::from(measure(&tick.label) + LABEL_GAP);
        }
        is_apart
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use annals_edtf::Edtf;
    use proptest::prelude::*;

    fn of(first: &str, last: &str, width: f32) -> Ticks {
        let extent = |text: &str| Edtf::parse(text).unwrap().extent();
        let viewport = Viewport::between(extent(first).first(), extent(last).last());
        ticks(viewport, width, &|text| 7.0 * text.chars().count() as f32)
    }

    fn labels(ticks: &Ticks) -> Vec<&str> {
        ticks.named.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn thirty_years_have_ticks_every_five_years() {
        assert_eq!(
            labels(&of("1953", "1982", 500.0)),
            ["1950", "1955", "1960", "1965", "1970", "1975", "1980"]
        );
    }

    #[test]
    fn a_year_has_months_and_a_month_has_days() {
        let year = of("1958", "1958", 900.0);
        assert_eq!(labels(&year)[..3], ["1958", "Feb", "Mar"]);
        assert_eq!(year.context.as_deref(), Some("1958"));
        let month = of("1958-02-20", "1958-03-05", 900.0);
        assert!(labels(&month).contains(&"Mar"));
        assert!(labels(&month).contains(&"27"));
        assert_eq!(month.context.as_deref(), Some("Feb 1958"));
    }

    #[test]
    fn a_day_has_hours() {
        let day = of("1958-02-20", "1958-02-20", 900.0);
        assert_eq!(labels(&day)[..2], ["20 Feb", "03:00"]);
    }

    #[test]
    fn centuries_before_the_common_era_are_round_numbers() {
        let ticks = of("-0350", "0250", 700.0);
        assert_eq!(
            labels(&ticks),
            [
                "400 BCE", "300 BCE", "200 BCE", "100 BCE", "1 CE", "100 CE", "200 CE"
            ]
        );
    }

    #[test]
    fn digits_of_long_years_are_grouped() {
        let ticks = of("Y-170000000", "Y-50000000", 800.0);
        assert!(labels(&ticks).contains(&"100,000,000 BCE"));
    }

    proptest! {
        #[test]
        fn labels_ascend_and_do_not_overlap_at_any_zoom(
            center in -4_000_000_000_000_i64..4_000_000_000_000, power in 2.0_f64..17.0, width in 200.0_f32..2_500.0
        ) {
            let half = (10_f64.powf(power) / 2.0) as i64;
            let viewport = Viewport::between(
                Instant::from_seconds(center.saturating_sub(half)),
                Instant::from_seconds(center.saturating_add(half)),
            );
            let measure = |text: &str| 7.0 * text.chars().count() as f32;
            let ticks = ticks(viewport, width, &measure);
            for pair in ticks.named.windows(2) {
                prop_assert!(pair[0].at < pair[1].at);
                let (left, right) = (viewport.x_of(pair[0].at, width), viewport.x_of(pair[1].at, width));
                prop_assert!(right - left >= f64::from(measure(&pair[0].label)), "{:?}", pair);
            }
            prop_assert!(ticks.fine.len() < 1_000);
        }
    }
}
