//! Whole phrases: a name of a time with the words that say how it is meant.

use super::calendar::Part;
use super::names::Yearless;
use super::reader::{Read, Reader, longest};
use super::unit::{Hedge, Hedged, Unit};
use super::vocabulary::Lead;

/// How many words of doubt may follow one another.
const MOST_HEDGES: usize = 3;

impl Reader<'_> {
    /// The longest phrase of time at a position, and its EDTF, if it has one.
    pub(super) fn time_phrase(&self, at: usize) -> Read<Option<String>> {
        let (perhaps, inner) = match self.any(at, self.words.perhaps) {
            Some(inner) => (true, inner),
            None => (false, at),
        };
        let doubt = |date: Hedged| Hedged {
            hedge: date.hedge.and(Hedge {
                about: false,
                perhaps,
            }),
            ..date
        };
        let led = self
            .lookup(inner, self.words.leads)
            .and_then(|(lead, behind)| self.led(lead, behind, &doubt));
        longest([led, self.span(inner, &doubt)])
    }

    /// What follows a word like "since".
    fn led(
        &self,
        lead: Lead,
        at: usize,
        doubt: &impl Fn(Hedged) -> Hedged,
    ) -> Read<Option<String>> {
        // "post-1958", "in 1958".
        let at = match self.dash(at) {
            Some(inner) if self.glued(at) => inner,
            _ => at,
        };
        let one = || {
            let (date, behind) = self.hedged(at)?;
            Some((doubt(date), behind))
        };
        let written =
            |write: fn(Hedged) -> Option<String>| one().map(|(date, behind)| (write(date), behind));
        match lead {
            Lead::In => self.span(at, doubt),
            Lead::Since => written(Hedged::start)
                .map(|(start, behind)| (start.map(|start| format!("{start}/..")), behind)),
            Lead::Until => written(Hedged::end)
                .map(|(end, behind)| (end.map(|end| format!("../{end}")), behind)),
            Lead::Before => written(Hedged::before),
            Lead::After => written(Hedged::after),
            Lead::By => written(Hedged::or_before),
            Lead::NotBefore => written(Hedged::or_after),
            Lead::Between => self.joined(at, self.hedged(at), &[self.words.and], doubt),
            Lead::From => {
                let onward = || {
                    let (date, behind) = one()?;
                    let behind = self.any(behind, self.words.onward)?;
                    let start = date.start().map(|start| format!("{start}/.."));
                    Some((start, behind))
                };
                longest([self.span(at, doubt), onward()])
            }
        }
    }

    /// One time, or from one to another.
    fn span(&self, at: usize, doubt: &impl Fn(Hedged) -> Hedged) -> Read<Option<String>> {
        let first = self.hedged(at);
        longest([
            first.map(|(date, behind)| (doubt(date).whole(), behind)),
            self.joined(at, first, self.words.to, doubt),
            self.either(first, doubt),
        ])
    }

    /// "March 1970 to April 1975", "March–May 1970". Only what goes forward.
    fn joined(
        &self,
        at: usize,
        first: Read<Hedged>,
        connectors: &[&str],
        doubt: &impl Fn(Hedged) -> Hedged,
    ) -> Read<Option<String>> {
        let second = |behind: usize| {
            let second = self.any(behind, connectors).or_else(|| self.dash(behind));
            self.hedged(second?)
        };
        let full = || {
            let (first, behind) = first?;
            let (last, behind) = second(behind)?;
            if first.unit == Unit::Unknown || last.unit == Unit::Unknown {
                return Some((None, behind));
            }
            let range = doubt(first).to(doubt(last))?;
            Some((Some(range), behind))
        };
        let yearless = || {
            let (first, behind) = self.yearless(at)?;
            let (last, behind) = second(behind)?;
            let first = first_of(first, last)?;
            let range = doubt(first).to(doubt(last))?;
            Some((Some(range), behind))
        };
        longest([yearless(), full()])
    }

    /// "1953 or 1954".
    fn either(
        &self,
        first: Read<Hedged>,
        doubt: &impl Fn(Hedged) -> Hedged,
    ) -> Read<Option<String>> {
        let (first, behind) = first?;
        let (last, behind) = self.hedged(self.phrase(behind, self.words.or)?)?;
        let (Unit::One(one), Unit::One(other)) = (first.unit, last.unit) else {
            return None;
        };
        let is_alike = std::mem::discriminant(&one.part) == std::mem::discriminant(&other.part);
        if !is_alike || one.order() >= other.order() || first.hedge != last.hedge {
            return None;
        }
        let either = Hedged {
            unit: Unit::OneOf {
                first: one,
                last: other,
                through: false,
            },
            hedge: first.hedge,
        };
        Some((doubt(either).whole(), behind))
    }

    /// A name of a time and the words of doubt around it.
    fn hedged(&self, at: usize) -> Read<Hedged> {
        let mut hedge = Hedge::default();
        let mut inner = at;
        for _ in 0..MOST_HEDGES {
            if let Some(behind) = self.any(inner, self.words.about) {
                hedge.about = true;
                // "c. 1958"
                inner = match self.sign(behind, '.') {
                    Some(stop) if self.glued(behind) => stop,
                    _ => behind,
                };
            } else if let Some(behind) = self.any(inner, self.words.perhaps) {
                hedge.perhaps = true;
                inner = behind;
            } else if let Some(behind) = self.sign(inner, '~').or_else(|| self.sign(inner, '≈')) {
                hedge.about = true;
                inner = behind;
            } else {
                break;
            }
        }
        let (date, mut behind) = self.unit(inner)?;
        if let Some(end) = self.any(behind, self.words.or_so) {
            hedge.about = true;
            behind = end;
        }
        if let Some(end) = self.query_behind(behind) {
            hedge.perhaps = true;
            behind = end;
        }
        let date = Hedged {
            hedge: date.hedge.and(hedge),
            ..date
        };
        Some((date, behind))
    }

    /// "(?)"
    fn query_behind(&self, at: usize) -> Option<usize> {
        self.sign(self.sign(self.sign(at, '(')?, '?')?, ')')
    }
}

/// A date without a year that a later one gives: "March to May 1970".
fn first_of(first: Yearless, last: Hedged) -> Option<Hedged> {
    let last_date = last.unit.last()?;
    let is_alike = matches!(
        (first.0, last_date.part),
        (Part::Month(_), Part::Month(_)) | (Part::Day(..), Part::Day(..))
    );
    if !is_alike || !matches!(last.unit, Unit::One(_)) {
        return None;
    }
    let date = first.of(last_date.year)?;
    Some(Hedged {
        unit: Unit::One(date),
        hedge: last.hedge,
    })
}
