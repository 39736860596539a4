//! Verdicts on cases, counted by kind of change.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use annals_anchor::model_fitting::{EditModel, anchor_with};
use annals_anchor::{Anchor, AnchorState, PositionSelector, PositionTrust};

use super::{Case, baseline};

/// Whether an anchor is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The right range, or rightly none.
    Right,
    /// The right place with inexact ends: the overlap is at least one half.
    Imprecise,
    Wrong,
    Ambiguous,
    Missing,
}

/// The overlap of a match with the true range, as intersection over union; 1 if
/// both ends are within 12 code points. What is `optional` before and after the
/// true range does not count.
pub fn overlap(
    (start, end): (usize, usize),
    (from, to): (usize, usize),
    optional: (usize, usize),
) -> f64 {
    let from = start.clamp(from.saturating_sub(optional.0), from);
    let to = end.clamp(to, to + optional.1);
    let inside = end.min(to).saturating_sub(start.max(from)) as f64;
    if inside > 0.0 && start.abs_diff(from) <= 12 && end.abs_diff(to) <= 12 {
        return 1.0;
    }
    inside / (end.max(to) - start.min(from)) as f64
}

/// The anchor of a case with an edit model, and the verdict on it.
pub fn judge(case: &Case, model: &EditModel) -> (Verdict, Anchor) {
    let length = case.quote.exact.chars().count();
    let position = PositionSelector {
        start: case.position,
        end: case.position + length,
    };
    let hint = PositionTrust::Hint;
    let anchor = anchor_with(model, &case.text, &case.quote, Some(position), hint);
    let range = anchor.matched.map(|found| (found.start, found.end));
    let is_ambiguous = anchor.state == AnchorState::Ambiguous;
    (verdict(case, range, is_ambiguous), anchor)
}

fn verdict(case: &Case, range: Option<(usize, usize)>, is_ambiguous: bool) -> Verdict {
    match (range, case.truth) {
        (Some(range), Some(truth)) => match overlap(range, truth, case.optional) {
            0.8.. => Verdict::Right,
            0.5.. => Verdict::Imprecise,
            _ => Verdict::Wrong,
        },
        (Some(_), None) => Verdict::Wrong,
        (None, None) => Verdict::Right,
        (None, Some(_)) if is_ambiguous => Verdict::Ambiguous,
        (None, Some(_)) => Verdict::Missing,
    }
}

/// How many cases had each verdict, and the time they took.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    pub right: usize,
    pub imprecise: usize,
    pub wrong: usize,
    pub ambiguous: usize,
    pub missing: usize,
    pub time: Duration,
    pub longest: Duration,
}

impl Counts {
    pub fn all(&self) -> usize {
        self.right + self.imprecise + self.wrong + self.ambiguous + self.missing
    }

    pub fn percent(&self, of: usize) -> f64 {
        100.0 * of as f64 / self.all().max(1) as f64
    }

    fn add(&mut self, verdict: Verdict, time: Duration) {
        self.time += time;
        self.longest = self.longest.max(time);
        *match verdict {
            Verdict::Right => &mut self.right,
            Verdict::Imprecise => &mut self.imprecise,
            Verdict::Wrong => &mut self.wrong,
            Verdict::Ambiguous => &mut self.ambiguous,
            Verdict::Missing => &mut self.missing,
        } += 1;
    }
}

/// Counts by kind of change.
#[derive(Default)]
pub struct Table(pub BTreeMap<String, Counts>);

impl Table {
    /// Anchors cases with an edit model, and shows each result to `see`.
    pub fn run(
        &mut self,
        cases: &[Case],
        model: &EditModel,
        mut see: impl FnMut(&Case, Verdict, &Anchor),
    ) {
        for case in cases {
            let clock = Instant::now();
            let (verdict, anchor) = judge(case, model);
            self.add(case, verdict, clock.elapsed());
            see(case, verdict, &anchor);
        }
    }

    /// Anchors cases with the [`baseline`].
    pub fn run_baseline(&mut self, cases: &[Case]) {
        let mut last: Option<(&Case, baseline::Folded)> = None;
        for case in cases {
            if last
                .as_ref()
                .is_none_or(|(other, _)| !Arc::ptr_eq(&other.text, &case.text))
            {
                last = Some((case, baseline::Folded::new(&case.text)));
            }
            let Some((_, text)) = &last else { continue };
            let clock = Instant::now();
            let range = baseline::find(text, &case.quote, case.position);
            self.add(case, verdict(case, range, false), clock.elapsed());
        }
    }

    fn add(&mut self, case: &Case, verdict: Verdict, time: Duration) {
        for kind in [Some(&case.kind), case.part.as_ref()].into_iter().flatten() {
            self.0.entry(kind.clone()).or_default().add(verdict, time);
        }
    }

    pub fn print(&self) {
        println!(
            "{:<36}{:>7}{:>15}{:>10}{:>15}{:>11}{:>9}{:>10}{:>10}",
            "kind", "n", "right", "imprecise", "wrong", "ambiguous", "missing", "mean ms", "max ms"
        );
        for (kind, counts) in &self.0 {
            println!(
                "{kind:<36}{:>7}{:>7} {:>6.2}%{:>10}{:>7} {:>6.2}%{:>11}{:>9}{:>10.3}{:>10.2}",
                counts.all(),
                counts.right,
                counts.percent(counts.right),
                counts.imprecise,
                counts.wrong,
                counts.percent(counts.wrong),
                counts.ambiguous,
                counts.missing,
                counts.time.as_secs_f64() * 1e3 / counts.all().max(1) as f64,
                counts.longest.as_secs_f64() * 1e3,
            );
        }
    }
}
