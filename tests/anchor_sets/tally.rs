//! What came of cases, counted.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use annals_anchor::{Anchor, AnchorState, PositionSelector, PositionTrust, anchor};

use super::{Case, approximate};

/// What came of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Right,
    /// The right place, its ends astray: half of what is found and what is true
    /// are the same.
    Loose,
    Wrong,
    Ambiguous,
    Missing,
}

/// How much of a found range and the true one is the same, what lies within
/// reach aside: intersection over union; 1 where both ends are at most 12 code
/// points off.
pub fn overlap(
    (start, end): (usize, usize),
    (from, to): (usize, usize),
    reach: (usize, usize),
) -> f64 {
    let from = start.clamp(from.saturating_sub(reach.0), from);
    let to = end.clamp(to, to + reach.1);
    let inside = end.min(to).saturating_sub(start.max(from)) as f64;
    if inside > 0.0 && start.abs_diff(from) <= 12 && end.abs_diff(to) <= 12 {
        return 1.0;
    }
    inside / (end.max(to) - start.min(from)) as f64
}

pub fn judge(case: &Case) -> (Verdict, Anchor) {
    let length = case.quote.exact.chars().count();
    let position = PositionSelector {
        start: case.position,
        end: case.position + length,
    };
    let anchor = anchor(&case.text, &case.quote, Some(position), PositionTrust::Hint);
    let place = anchor.matched.map(|place| (place.start, place.end));
    (
        verdict(case, place, anchor.state == AnchorState::Ambiguous),
        anchor,
    )
}

fn verdict(case: &Case, place: Option<(usize, usize)>, is_ambiguous: bool) -> Verdict {
    match (place, case.truth) {
        (Some(place), Some(truth)) => match overlap(place, truth, case.reach) {
            0.8.. => Verdict::Right,
            0.5.. => Verdict::Loose,
            _ => Verdict::Wrong,
        },
        (Some(_), None) => Verdict::Wrong,
        (None, None) => Verdict::Right,
        (None, Some(_)) if is_ambiguous => Verdict::Ambiguous,
        (None, Some(_)) => Verdict::Missing,
    }
}

#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    pub right: usize,
    pub loose: usize,
    pub wrong: usize,
    pub ambiguous: usize,
    pub missing: usize,
    pub time: Duration,
    pub longest: Duration,
}

impl Counts {
    pub fn all(&self) -> usize {
        self.right + self.loose + self.wrong + self.ambiguous + self.missing
    }

    pub fn share(&self, of: usize) -> f64 {
        100.0 * of as f64 / self.all().max(1) as f64
    }
}

#[derive(Default)]
pub struct Table(pub BTreeMap<String, Counts>);

impl Table {
    pub fn run(&mut self, cases: &[Case], mut told: impl FnMut(&Case, Verdict, &Anchor)) {
        for case in cases {
            let clock = Instant::now();
            let (verdict, anchor) = judge(case);
            self.count(case, verdict, clock.elapsed());
            told(case, verdict, &anchor);
        }
    }

    /// The same cases for the matcher to compare with.
    pub fn compare(&mut self, cases: &[Case]) {
        let mut last: Option<(&Case, approximate::Folded)> = None;
        for case in cases {
            if last
                .as_ref()
                .is_none_or(|(other, _)| !std::sync::Arc::ptr_eq(&other.text, &case.text))
            {
                last = Some((case, approximate::Folded::new(&case.text)));
            }
            let Some((_, text)) = &last else { continue };
            let clock = Instant::now();
            let place = approximate::place(text, &case.quote, case.position);
            self.count(case, verdict(case, place, false), clock.elapsed());
        }
    }

    fn count(&mut self, case: &Case, verdict: Verdict, time: Duration) {
        let kinds = [Some(&case.kind), case.part.as_ref()];
        for kind in kinds.into_iter().flatten() {
            let counts = self.0.entry(kind.clone()).or_default();
            counts.time += time;
            counts.longest = counts.longest.max(time);
            match verdict {
                Verdict::Right => counts.right += 1,
                Verdict::Loose => counts.loose += 1,
                Verdict::Wrong => counts.wrong += 1,
                Verdict::Ambiguous => counts.ambiguous += 1,
                Verdict::Missing => counts.missing += 1,
            }
        }
    }

    pub fn print(&self) {
        println!(
            "{:<34}{:>7}{:>15}{:>7}{:>15}{:>11}{:>9}{:>10}{:>10}",
            "kind", "n", "right", "loose", "wrong", "ambiguous", "missing", "mean ms", "max ms"
        );
        for (kind, counts) in &self.0 {
            println!(
                "{kind:<34}{:>7}{:>7} {:>6.2}%{:>7}{:>7} {:>6.2}%{:>11}{:>9}{:>10.3}{:>10.2}",
                counts.all(),
                counts.right,
                counts.share(counts.right),
                counts.loose,
                counts.wrong,
                counts.share(counts.wrong),
                counts.ambiguous,
                counts.missing,
                counts.time.as_secs_f64() * 1e3 / counts.all().max(1) as f64,
                counts.longest.as_secs_f64() * 1e3,
            );
        }
    }
}
