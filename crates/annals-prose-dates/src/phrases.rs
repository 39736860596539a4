//! Whole phrases: a time with the words that relate or qualify it ("since",
//! "about").

use super::calendar::YearPart;
use super::names::YearlessDate;
use super::phrase_parser::{PhraseMatch, PhraseParser, longest};
use super::time_expression::{QualifiedTime, TimeExpression};
use super::vocabulary::Preposition;
use annals_edtf::syntax::Qualifier;

/// The largest number of qualifying words in a row: "perhaps in or about".
const MAX_QUALIFYING_WORDS: usize = 3;

impl PhraseParser<'_> {
    /// The longest time phrase at a position, and its EDTF if it has one.
    pub(super) fn time_phrase(&self, at: usize) -> PhraseMatch<Option<String>> {
        let (uncertain, inner) = match self.any(at, &self.words.perhaps) {
            Some(inner) => (true, inner),
            None => (false, at),
        };
        let outer = Qualifier {
            uncertain,
            approximate: false,
        };
        let after_preposition = self
            .lookup(inner, &self.words.prepositions)
            .and_then(|(preposition, after)| self.object_of(preposition, after, outer));
        longest([after_preposition, self.time_or_range(inner, outer)])
    }

    /// The time after a preposition such as "since".
    fn object_of(
        &self,
        preposition: Preposition,
        at: usize,
        outer: Qualifier,
    ) -> PhraseMatch<Option<String>> {
        // "post-1958", "in 1958".
        let at = match self.dash(at) {
            Some(inner) if self.adjoins(at) => inner,
            _ => at,
        };
        let one = || {
            let (date, after) = self.qualified_time(at)?;
            Some((date.qualified(outer), after))
        };
        match preposition {
            Preposition::In => self.time_or_range(at, outer),
            Preposition::Since
            | Preposition::Until
            | Preposition::Before
            | Preposition::After
            | Preposition::By
            | Preposition::NotBefore => {
                one().map(|(date, after)| (date.edtf_with(preposition), after))
            }
            Preposition::Between => {
                self.range(at, self.qualified_time(at), &[self.words.and], outer)
            }
            Preposition::From => {
                let onward = || {
                    let (date, after) = one()?;
                    let after = self.any(after, &self.words.onward)?;
                    Some((date.edtf_with(Preposition::Since), after))
                };
                longest([self.time_or_range(at, outer), onward()])
            }
        }
    }

    /// One time, or a range or choice of two.
    fn time_or_range(&self, at: usize, outer: Qualifier) -> PhraseMatch<Option<String>> {
        let first = self.qualified_time(at);
        longest([
            first.map(|(date, after)| (date.qualified(outer).edtf_in(), after)),
            self.range(at, first, &self.words.to, outer),
            self.either(first, outer),
        ])
    }

    /// "March 1970 to April 1975", "March–May 1970". A range goes forward.
    fn range(
        &self,
        at: usize,
        first: PhraseMatch<QualifiedTime>,
        connectors: &[&str],
        outer: Qualifier,
    ) -> PhraseMatch<Option<String>> {
        let second = |after: usize| {
            let second = self.any(after, connectors).or_else(|| self.dash(after));
            self.qualified_time(second?)
        };
        let full = || {
            let (first, after) = first?;
            let (last, after) = second(after)?;
            if first.time == TimeExpression::Unknown || last.time == TimeExpression::Unknown {
                return Some((None, after));
            }
            let range = first.qualified(outer).edtf_range(last.qualified(outer))?;
            Some((Some(range), after))
        };
        let yearless = || {
            let (first, after) = self.yearless(at)?;
            let (last, after) = second(after)?;
            let first = with_year_of(first, last)?;
            let range = first.qualified(outer).edtf_range(last.qualified(outer))?;
            Some((Some(range), after))
        };
        longest([yearless(), full()])
    }

    /// "1953 or 1954".
    fn either(
        &self,
        first: PhraseMatch<QualifiedTime>,
        outer: Qualifier,
    ) -> PhraseMatch<Option<String>> {
        let (first, after) = first?;
        let (last, after) = self.qualified_time(self.phrase(after, self.words.or)?)?;
        let (TimeExpression::One(one), TimeExpression::One(other)) = (first.time, last.time) else {
            return None;
        };
        let is_same_precision =
            std::mem::discriminant(&one.part) == std::mem::discriminant(&other.part);
        if !is_same_precision || one.order() >= other.order() || first.qualifier != last.qualifier {
            return None;
        }
        let either = QualifiedTime {
            time: TimeExpression::OneOf {
                first: one,
                last: other,
                through: false,
            },
            qualifier: first.qualifier,
        };
        Some((either.qualified(outer).edtf_in(), after))
    }

    /// A time and the qualifying words around it.
    fn qualified_time(&self, at: usize) -> PhraseMatch<QualifiedTime> {
        let mut qualifier = Qualifier::default();
        let mut inner = at;
        for _ in 0..MAX_QUALIFYING_WORDS {
            if let Some(after) = self.any(inner, &self.words.about) {
                qualifier.approximate = true;
                // "c. 1958"
                inner = match self.sign(after, '.') {
                    Some(stop) if self.adjoins(after) => stop,
                    _ => after,
                };
            } else if let Some(after) = self.any(inner, &self.words.perhaps) {
                qualifier.uncertain = true;
                inner = after;
            } else if let Some(after) = self.sign(inner, '~').or_else(|| self.sign(inner, '≈')) {
                qualifier.approximate = true;
                inner = after;
            } else {
                break;
            }
        }
        let (date, mut after) = self.time(inner)?;
        if let Some(end) = self.any(after, &self.words.or_so) {
            qualifier.approximate = true;
            after = end;
        }
        if let Some(end) = self.question_mark_after(after) {
            qualifier.uncertain = true;
            after = end;
        }
        Some((date.qualified(qualifier), after))
    }

    /// "(?)"
    fn question_mark_after(&self, at: usize) -> Option<usize> {
        self.sign(self.sign(self.sign(at, '(')?, '?')?, ')')
    }
}

/// A date whose year a later one gives: "March to May 1970".
fn with_year_of(first: YearlessDate, last: QualifiedTime) -> Option<QualifiedTime> {
    let last_date = last.time.last()?;
    let is_same_precision = matches!(
        (first.0, last_date.part),
        (YearPart::Month(_), YearPart::Month(_)) | (YearPart::Day(..), YearPart::Day(..))
    );
    if !is_same_precision || !matches!(last.time, TimeExpression::One(_)) {
        return None;
    }
    let date = first.in_year(last_date.year)?;
    Some(QualifiedTime {
        time: TimeExpression::One(date),
        qualifier: last.qualifier,
    })
}
