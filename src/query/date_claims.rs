//! Date claims: each dating of each event, the unit that a mark is drawn for.

use std::ops::Deref;

use crate::model::{Basis, Event, Index, Passage, Timeline, WrittenDate};
use annals_edtf::{Bound, DateKind, Edtf, Overflow, Span};

/// One dating of one event. It shares what follows from the date alone with
/// every other claim of that date: a million of them must be small.
#[derive(Debug, Clone, PartialEq)]
pub struct DateClaim {
    date: WrittenDate,
    /// The passages that give this date; empty where only the editor does.
    pub passages: Passages,
    /// The event.
    pub event: Index<Event>,
    /// Whether it is the event's own date or another's.
    pub role: Role,
    /// What sort of date it is.
    pub kind: DateKind,
    /// How the date is known.
    pub basis: Option<Basis>,
    /// Whether digits are unspecified or do not count, so that the span is a range of
    /// possibilities and not a duration.
    pub unspecified: bool,
}

/// What a claim is to its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The editor's main claim.
    Main,
    /// A date that a source gives and that rivals the main one.
    Rival,
}

/// The passages that give a date, in the order of the citations. Most dates are
/// given by one, which needs no memory of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passages(Few);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Few {
    AtMostOne(Option<Index<Passage>>),
    Several(Box<[Index<Passage>]>),
}

impl Deref for Passages {
    type Target = [Index<Passage>];

    fn deref(&self) -> &[Index<Passage>] {
        match &self.0 {
            Few::AtMostOne(passage) => passage.as_slice(),
            Few::Several(passages) => passages,
        }
    }
}

impl FromIterator<Index<Passage>> for Passages {
    fn from_iter<I: IntoIterator<Item = Index<Passage>>>(passages: I) -> Self {
        let mut passages = passages.into_iter();
        let (first, second) = (passages.next(), passages.next());
        Self(if second.is_none() {
            Few::AtMostOne(first)
        } else {
            let begun = first.into_iter().chain(second);
            Few::Several(begun.chain(passages).collect())
        })
    }
}

/// Every claim of an event: its own date first, then the dates that rival
/// it. None where it is undated or no date of it can be read.
#[must_use]
pub fn date_claims(timeline: &Timeline, index: Index<Event>) -> Vec<DateClaim> {
    let mut claims = Vec::new();
    add_date_claims(&timeline[index], index, &mut claims);
    claims
}

/// Adds every claim of an event ([`claims`]) to a list.
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
        claims.extend(DateClaim::new(index, Role::Main, main, basis, passages));
    }
    for rival in event.rivals() {
        if main.is_some_and(|main| main.extent() == Some(rival.edtf.extent())) {
            continue;
        }
        // A source's date is stated by it unless a citation says otherwise.
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
            Role::Rival,
            rival.date,
            basis,
            passages,
        ));
    }
}

impl DateClaim {
    /// `None` where the date cannot be read.
    fn new(
        event: Index<Event>,
        role: Role,
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
            // No other sign of EDTF is an S: so many digits count, the others
            // may be any.
            unspecified: edtf.has_unspecified() || edtf.as_str().contains('S'),
            date: date.clone(),
            passages,
        })
    }

    /// The date itself. There is one: a date that cannot be read has no
    /// claim.
    #[must_use]
    pub fn edtf(&self) -> Option<&Edtf> {
        self.date.edtf.as_ref()
    }

    /// The stretches of time it means: one, or one for each member of a set.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        self.edtf().map_or(&[], Edtf::spans)
    }

    /// Whether all of it lies beyond the clock on one side, so that no axis
    /// reaches it.
    #[must_use]
    pub fn is_beyond_the_clock(&self) -> bool {
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

    /// The date in words, which are made when they are first asked for.
    #[must_use]
    pub fn words(&self) -> &str {
        match self.role {
            Role::Main => self.date.in_words(),
            // Beside another date the source's way of saying it tells more:
            // "the mid-2010s", not "about 2014–2016".
            Role::Rival => self.date.in_short_words(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples;

    #[test]
    fn a_reading_is_beyond_the_clock_where_no_second_of_it_can_be_counted() {
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
            assert_eq!(claims[0].is_beyond_the_clock(), is_beyond, "{date}");
        }
    }

    #[test]
    fn a_reading_takes_four_words() {
        assert_eq!(size_of::<DateClaim>(), 4 * size_of::<u64>());
    }

    #[test]
    fn passages_read_as_a_list_however_many_they_are() {
        for count in 0..4 {
            let given: Vec<_> = (0..count).filter_map(Index::new).collect();
            let passages: Passages = given.iter().copied().collect();
            assert_eq!(*passages, given[..]);
        }
    }
}
