//! Periods of the axis in which no passage supports any event.

use super::calendar_unit::CalendarUnit;
use super::evidence::{Corroboration, Evidence};
use super::time_index::TimeIndex;
use crate::date_words::in_words;
use crate::language::{say, say_with};
use crate::model::{Event, Index};
use annals_edtf::{CivilDate, Edtf, Extent, Instant};

/// A period between two supported events in which none is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnsupportedPeriod {
    /// First second (inclusive).
    pub first: Instant,
    /// Last second (inclusive).
    pub last: Instant,
    /// Whether there are unsupported events in the period.
    pub has_events: bool,
}

/// The periods between the first and the last supported event in which no supported event may
/// lie, in the order of time.
///
/// An event is supported if at least one passage supports it ([`Corroboration`]). All its date
/// claims count, including rival dates. A date claim covers its whole extent: a decade all ten
/// years, an open or unknown end everything beyond it. Undated events cover nothing. So an
/// unsupported period only says that no supported event of this timeline may lie in it. It does
/// not say that nothing happened, nor that no source mentions the time.
#[must_use]
pub fn unsupported_periods(
    index: &TimeIndex,
    evidence: &Evidence,
    is_visible: impl Fn(Index<Event>) -> bool,
) -> Vec<UnsupportedPeriod> {
    let extents = |supported: bool| {
        let mut extents: Vec<Extent> = index
            .date_claims()
            .iter()
            .filter(|claim| {
                let corroboration = evidence.corroboration(claim.event);
                is_visible(claim.event) && supported == (corroboration != Corroboration::None)
            })
            .flat_map(|claim| claim.spans().iter().map(|span| span.extent()))
            .collect();
        extents.sort_unstable_by_key(|extent| (extent.first(), extent.last()));
        extents
    };
    let mut periods: Vec<UnsupportedPeriod> = Vec::new();
    let mut reached: Option<Instant> = None;
    for extent in extents(true) {
        if let Some(reached) = reached {
            let first = reached.saturating_add(1);
            let last = extent.first().saturating_add(-1);
            if reached < extent.first() && first <= last {
                periods.push(UnsupportedPeriod {
                    first,
                    last,
                    has_events: false,
                });
            }
        }
        reached = reached.max(Some(extent.last()));
    }
    // Both lists are sorted and the periods do not overlap, so one pass finds the overlaps.
    // Skip the periods that an earlier event has marked.
    let mut next = 0;
    for extent in extents(false) {
        let begins = periods.partition_point(|period| period.last < extent.first());
        let overlapping = periods
            .iter_mut()
            .enumerate()
            .skip(begins.max(next))
            .take_while(|(_, period)| period.first <= extent.last());
        for (position, period) in overlapping {
            period.has_events = true;
            next = position + 1;
        }
    }
    periods
}

impl UnsupportedPeriod {
    /// "no event dated 1964–1989" or, if unsupported events are dated in the period, "nothing
    /// cited 1964–1989". The period is rounded inwards to whole days; a period without a whole
    /// day is "here".
    #[must_use]
    pub fn in_words(&self) -> String {
        match (whole_days(self.first, self.last), self.has_events) {
            (Some(days), true) => {
                say_with("unsupported-uncited", &[("days", in_words(&days).into())])
            }
            (Some(days), false) => {
                say_with("unsupported-undated", &[("days", in_words(&days).into())])
            }
            (None, true) => say("unsupported-uncited-here"),
            (None, false) => say("unsupported-undated-here"),
        }
    }
}

/// The whole days of a period as a date, with the precision of years or months if it consists
/// of whole years or months. `None` if it contains no whole day or a year without exactly four
/// digits.
fn whole_days(first: Instant, last: Instant) -> Option<Edtf> {
    // Rounded up, and down.
    let first = first.seconds().checked_add(DAY_SECONDS - 1)?;
    let first = first.div_euclid(DAY_SECONDS);
    let end_day = last.seconds().checked_add(1)?.div_euclid(DAY_SECONDS);
    if first >= end_day {
        return None;
    }
    let from = CivilDate::from_days_since_epoch(first);
    let until = CivilDate::from_days_since_epoch(end_day - 1);
    let end_day = CivilDate::from_days_since_epoch(end_day);
    if from.year < 0 || until.year > 9_999 {
        return None;
    }
    let unit = match (from.day, end_day.day, from.month, end_day.month) {
        (1, 1, 1, 1) => CalendarUnit::Year,
        (1, 1, ..) => CalendarUnit::Month,
        _ => CalendarUnit::Day,
    };
    unit.range(from, until)
}

const DAY_SECONDS: i64 = 86_400;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stance, Timeline};
    use crate::query::sample_tests::{self as sample, citing, event};

    /// A timeline of events, each with its date and whether a passage supports
    /// it.
    fn timeline(dates: &[(&str, bool)]) -> Timeline {
        let event = |(date, supported): &(&str, bool)| {
            let stance = if *supported {
                Stance::Supports
            } else {
                Stance::Context
            };
            event("it", Some(date), vec![citing(0, stance, None)])
        };
        let events = dates.iter().map(event).collect();
        sample::timeline(&[("s", None)], &[(0, "x")], events)
    }

    fn words(dates: &[(&str, bool)]) -> Vec<String> {
        let timeline = timeline(dates);
        let index = TimeIndex::new(&timeline);
        unsupported_periods(&index, &Evidence::of(&timeline), |_| true)
            .iter()
            .map(UnsupportedPeriod::in_words)
            .collect()
    }

    #[test]
    fn a_period_is_unsupported_only_if_no_supported_date_may_lie_in_it() {
        for (dates, expected) in [
            (&[][..], &[][..]),
            (&[("1953", true)], &[]),
            (&[("1953", true), ("1954", true)], &[]),
            (
                &[("1953", true), ("1963", true)],
                &["no event dated 1954–1962"],
            ),
            (&[("1953", true), ("1955", true)], &["no event dated 1954"]),
            // A decade covers all its years.
            (
                &[("1953", true), ("195X", true), ("1963", true)],
                &["no event dated 1960–1962"],
            ),
            (
                &[("1953", true), ("1955~/1959~", true), ("1963", true)],
                &["no event dated 1954", "no event dated 1960–1962"],
            ),
            (&[("1953/..", true), ("1963", true)], &[]),
            (&[("1953/", true), ("1963", true)], &[]),
            (&[("1953", true), ("/1963", true)], &[]),
            (
                &[("[1953,1957]", true), ("1963", true)],
                &["no event dated 1954–1956", "no event dated 1958–1962"],
            ),
            // A date inside another one does not start a period.
            (
                &[("1950/1960", true), ("1953", true), ("1962", true)],
                &["no event dated 1961"],
            ),
            // The time before the first and after the last supported event is not a period.
            (&[("1900", false), ("1953", true), ("1954", true)], &[]),
            (
                &[("1953", true), ("1957", false), ("1963", true)],
                &["nothing cited 1954–1962"],
            ),
            (
                &[
                    ("1953", true),
                    ("1955/1960", false),
                    ("1957", true),
                    ("1959/1962", false),
                    ("1963", true),
                    ("1966", true),
                ],
                &[
                    "nothing cited 1954–1956",
                    "nothing cited 1958–1962",
                    "no event dated 1964–1965",
                ],
            ),
            (
                &[("1999-05-03", true), ("1999-05-07", true)],
                &["no event dated 4 May 1999 to 6 May 1999"],
            ),
            (
                &[("1999-05", true), ("1999-08", true)],
                &["no event dated June 1999 to July 1999"],
            ),
            (
                &[
                    ("1999-05-03T10:00:00Z", true),
                    ("1999-05-03T12:00:00Z", true),
                ],
                &["no event dated here"],
            ),
            (&[("-0050", true), ("0050", true)], &["no event dated here"]),
        ] {
            assert_eq!(words(dates), expected, "{dates:?}");
        }
    }

    #[test]
    fn hidden_events_support_nothing() {
        let timeline = timeline(&[("1953", true), ("1957", true), ("1963", true)]);
        let index = TimeIndex::new(&timeline);
        let hidden = Index::new(1).unwrap();
        let found = unsupported_periods(&index, &Evidence::of(&timeline), |event| event != hidden);
        let words: Vec<String> = found.iter().map(UnsupportedPeriod::in_words).collect();
        assert_eq!(words, ["no event dated 1954–1962"]);
    }
}
