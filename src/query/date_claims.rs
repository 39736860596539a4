//! Date claims: the dates of each event. Each is drawn as one mark.

use std::ops::Deref;

use crate::model::{Basis, Event, Index, Passage, Timeline, WrittenDate};
use annals_edtf::{Bound, DateKind, Edtf, Overflow, Span};

/// One date of one event. Claims of the same date share its data, because a timeline may have
/// a million of them.
#[derive(Debug, Clone, PartialEq)]
pub struct DateClaim {
    date: WrittenDate,
    /// The passages that give this date; empty if only the editor gives it.
    pub passages: Passages,
    /// The event.
    pub event: Index<Event>,
    /// Whether it is the editor's date or a rival date.
    pub role: ClaimRole,
    /// The kind of date.
    pub kind: DateKind,
    /// How the date is known.
    pub basis: Option<Basis>,
    /// Whether digits are unspecified or not significant, so that the span is a range of
    /// possibilities and not a duration.
    pub unspecified: bool,
}

/// The relation of a claim to its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimRole {
    /// The date that the editor chose.
    Main,
    /// A date that a source gives and that differs from the main one.
    Rival,
}

/// The passages that give a date, in the order of the citations. A single passage, the most
/// frequent case, needs no allocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passages(PassageList);

#[derive(Debug, Clone, PartialEq, Eq)]
enum PassageList {
    AtMostOne(Option<Index<Passage>>),
    Several(Box<[Index<Passage>]>),
}

impl Deref for Passages {
    type Target = [Index<Passage>];

    fn deref(&self) -> &[Index<Passage>] {
        match &self.0 {
            PassageList::AtMostOne(passage) => passage.as_slice(),
            PassageList::Several(passages) => passages,
        }
    }
}

impl FromIterator<Index<Passage>> for Passages {
    fn from_iter<I: IntoIterator<Item = Index<Passage>>>(passages: I) -> Self {
        let mut passages = passages.into_iter();
        let (first, second) = (passages.next(), passages.next());
        Self(if second.is_none() {
            PassageList::AtMostOne(first)
        } else {
            let begun = first.into_iter().chain(second);
            PassageList::Several(begun.chain(passages).collect())
        })
    }
}

/// The date claims of an event: its own date first, then rival dates. Empty if it has no valid
/// date.
#[must_use]
pub fn date_claims(timeline: &Timeline, index: Index<Event>) -> Vec<DateClaim> {
    let mut claims = Vec::new();
    add_date_claims(&timeline[index], index, &mut claims);
    claims
}

/// Adds the date claims of an event to a list. See [`date_claims`].
pub(super) fn add_date_claims(event: &Event, index: Index<Event>, claims: &mut Vec<DateClaim>) {
    let main = event.date.as_ref().filter(|date| date.edtf.is_some());
    if let Some(main) = main {
        let passages = event
            .citations
            .iter()
            .filter(|citation| {
                let date = citation.date.as_ref();
                date.is_some_and(|date| date.is_same(main))
            })
            .map(|citation| citation.passage)
            .collect();
        let basis = event.dating.basis;
        claims.extend(DateClaim::new(
            index,
            ClaimRole::Main,
            main,
            basis,
            passages,
        ));
    }
    for rival in event.rivals() {
        if main.is_some_and(|main| main.extent() == Some(rival.edtf.extent())) {
            continue;
        }
        // The date of a source is stated unless a citation says otherwise.
        let inferred = event.citations.iter().any(|citation| {
            let date = citation.date.as_ref();
            let gives_it = date.is_some_and(|date| date.is_same(rival.date));
            gives_it && citation.dating.basis == Some(Basis::Inferred)
        });
        let basis = Some(if inferred {
            Basis::Inferred
        } else {
            Basis::Stated
        });
        let passages = rival.passages.into_iter().collect();
        claims.extend(DateClaim::new(
            index,
            ClaimRole::Rival,
            rival.date,
            basis,
            passages,
        ));
    }
}

impl DateClaim {
    /// `None` if the date is not valid.
    fn new(
        event: Index<Event>,
        role: ClaimRole,
        date: &WrittenDate,
        basis: Option<Basis>,
        passages: Passages,
    ) -> Option<Self> {
        let edtf = date.edtf.as_ref()?;
        Some(Self {
            event,
            role,
            kind: edtf.kind(),
            basis,
            // In EDTF, `S` is only used for the number of significant digits.
            unspecified: edtf.has_unspecified() || edtf.as_str().contains('S'),
            date: date.clone(),
            passages,
        })
    }

    /// The date. It is always `Some`, because invalid dates have no claim.
    #[must_use]
    pub fn edtf(&self) -> Option<&Edtf> {
        self.date.edtf.as_ref()
    }

    /// Its spans: one, or one for each member of a set.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        self.edtf().map_or(&[], Edtf::spans)
    }

    /// Whether all of it lies outside the range of instants on one side, so that no axis can
    /// show it.
    #[must_use]
    pub fn is_out_of_range(&self) -> bool {
        let is_beyond = |span: &Span| {
            let extent = span.extent();
            matches!(
                (extent.earliest, extent.latest),
                (
                    Bound::OutOfRange(Overflow::Past) | Bound::Open | Bound::Unknown,
                    Bound::OutOfRange(Overflow::Past)
                ) | (
                    Bound::OutOfRange(Overflow::Future),
                    Bound::OutOfRange(Overflow::Future) | Bound::Open | Bound::Unknown
                )
            )
        };
        self.spans().iter().all(is_beyond)
    }

    /// The date in words. They are computed once.
    #[must_use]
    pub fn words(&self) -> &str {
        match self.role {
            ClaimRole::Main => self.date.in_words(),
            // Beside another date, the short form is more informative: "the mid-2010s" instead of
            // "about 2014–2016".
            ClaimRole::Rival => self.date.in_short_words(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples;

    #[test]
    fn a_claim_without_any_second_in_range_is_out_of_range() {
        for (date, is_beyond) in [
            ("1958", false),
            ("Y170000000002", false),
            ("Y170000000002000", true),
            ("Y-170000000002000", true),
            ("Y170000000002000/..", true),
            ("../Y-170000000002000", true),
            ("1958/Y170000000002000", false),
            ("Y-170000000002000/Y170000000002000", false),
        ] {
            let event = samples::event("a", Some(date));
            let mut claims = Vec::new();
            add_date_claims(&event, Index::new(0).unwrap(), &mut claims);
            assert_eq!(claims[0].is_out_of_range(), is_beyond, "{date}");
        }
    }

    #[test]
    fn a_date_claim_has_four_words() {
        assert_eq!(size_of::<DateClaim>(), 4 * size_of::<u64>());
    }

    #[test]
    fn passages_are_a_slice() {
        for count in 0..4 {
            let given: Vec<_> = (0..count).filter_map(Index::new).collect();
            let passages: Passages = given.iter().copied().collect();
            assert_eq!(*passages, given[..]);
        }
    }
}
