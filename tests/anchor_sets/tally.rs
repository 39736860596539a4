//! What came of cases, counted.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use annals::quote::{Anchor, State, Trust, anchor};

use super::Case;

/// What came of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Right,
    Wrong,
    Ambiguous,
    Missing,
}

/// The found range covers the true one and little else: intersection over union
/// at least 0.8, or both ends at most 12 code points off.
pub fn is_right((start, end): (usize, usize), (from, to): (usize, usize)) -> bool {
    let inside = end.min(to).saturating_sub(start.max(from)) as f64;
    let outside = (end.max(to) - start.min(from)) as f64;
    inside / outside >= 0.8
        || (inside > 0.0 && start.abs_diff(from) <= 12 && end.abs_diff(to) <= 12)
}

pub fn judge(case: &Case) -> (Verdict, Anchor) {
    let anchor = anchor(&case.text, &case.quote, None, Trust::OrdersOnly);
    let verdict = match (anchor.place, case.truth) {
        (Some(place), Some(truth)) if is_right((place.start, place.end), truth) => Verdict::Right,
        (Some(_), _) => Verdict::Wrong,
        (None, None) => Verdict::Right,
        (None, Some(_)) if anchor.state == State::Ambiguous => Verdict::Ambiguous,
        (None, Some(_)) => Verdict::Missing,
    };
    (verdict, anchor)
}

#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    pub right: usize,
    pub wrong: usize,
    pub ambiguous: usize,
    pub missing: usize,
    pub time: Duration,
    pub longest: Duration,
}

impl Counts {
    pub fn all(&self) -> usize {
        self.right + self.wrong + self.ambiguous + self.missing
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
            let time = clock.elapsed();
            let counts = self.0.entry(case.kind.clone()).or_default();
            counts.time += time;
            counts.longest = counts.longest.max(time);
            match verdict {
                Verdict::Right => counts.right += 1,
                Verdict::Wrong => counts.wrong += 1,
                Verdict::Ambiguous => counts.ambiguous += 1,
                Verdict::Missing => counts.missing += 1,
            }
            told(case, verdict, &anchor);
        }
    }

    pub fn print(&self) {
        println!(
            "{:<34}{:>7}{:>15}{:>15}{:>11}{:>9}{:>10}{:>10}",
            "kind", "n", "right", "wrong", "ambiguous", "missing", "mean ms", "max ms"
        );
        for (kind, counts) in &self.0 {
            println!(
                "{kind:<34}{:>7}{:>7} {:>6.2}%{:>7} {:>6.2}%{:>11}{:>9}{:>10.3}{:>10.2}",
                counts.all(),
                counts.right,
                counts.share(counts.right),
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
