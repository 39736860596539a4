//! Dates of one event that exclude each other.

use std::collections::{HashMap, HashSet};

use super::event::{Event, WrittenDate};
use super::id::Index;
use super::passage::Passage;
use annals_edtf::{Edtf, Instant};

/// One of several dates of an event that exclude each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RivalDate<'event> {
    /// The date.
    pub edtf: &'event Edtf,
    /// The date as in the citation.
    pub date: &'event WrittenDate,
    /// The passages that give it, in the order of the citations.
    pub passages: Vec<Index<Passage>>,
}

impl Event {
    /// The dates of its citations that exclude one another; none if they agree.
    ///
    /// Two dates are rival if, qualifiers aside, neither extent contains the other.
    /// Lists every distinct date that has a rival, in the order of the citations.
    #[must_use]
    pub fn rivals(&self) -> Vec<RivalDate<'_>> {
        let dates_given = || self.citations.iter().filter_map(|one| one.date.as_ref());
        // Most events have citations with one date only.
        let first = dates_given().next();
        if dates_given().all(|date| first.is_some_and(|first| first.is_same(date))) {
            return Vec::new();
        }
        let mut dates: Vec<RivalDate<'_>> = Vec::new();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut given = HashSet::new();
        for citation in &self.citations {
            let Some(date) = &citation.date else {
                continue;
            };
            let Some(edtf) = &date.edtf else {
                continue;
            };
            let number = *numbers.entry(edtf.as_str()).or_insert(dates.len());
            if number == dates.len() {
                dates.push(RivalDate {
                    edtf,
                    date,
                    passages: Vec::new(),
                });
            }
            if given.insert((number, citation.passage))
                && let Some(date) = dates.get_mut(number)
            {
                date.passages.push(citation.passage);
            }
        }
        let mut has_rival = have_rivals(&dates).into_iter();
        dates.retain(|_| has_rival.next().unwrap_or(false));
        dates
    }
}

/// Whether each date has a rival among the others.
///
/// Neither of two extents contains the other exactly if one begins and ends before
/// the other. So a date has a rival if one that begins earlier also ends earlier, or
/// if one that begins later also ends later. Two passes over the sorted dates find
/// that, without comparing all pairs: an event may have a hundred thousand dates.
fn have_rivals(dates: &[RivalDate<'_>]) -> Vec<bool> {
    struct Ends {
        first: Instant,
        last: Instant,
        number: usize,
    }
    let mut sorted: Vec<Ends> = dates
        .iter()
        .enumerate()
        .map(|(number, date)| Ends {
            first: date.edtf.extent().first(),
            last: date.edtf.extent().last(),
            number,
        })
        .collect();
    // Of dates that begin together the longest comes first, so that none of them is a
    // rival of another in either pass.
    sorted.sort_by(|a, b| (a.first, b.last).cmp(&(b.first, a.last)));
    let mut has_rival = vec![false; dates.len()];
    let mut mark = |date: &Ends, is_rival: bool| {
        if let Some(slot) = has_rival.get_mut(date.number) {
            *slot |= is_rival;
        }
    };
    let mut earliest_end = Instant::MAX;
    for date in &sorted {
        mark(date, earliest_end < date.last);
        earliest_end = earliest_end.min(date.last);
    }
    let mut latest_end = Instant::MIN;
    for date in sorted.iter().rev() {
        mark(date, latest_end > date.last);
        latest_end = latest_end.max(date.last);
    }
    has_rival
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples::{self, citation};
    use proptest::prelude::*;

    fn event(dates: &[&str]) -> Event {
        let citations = dates.iter().enumerate();
        Event {
            citations: citations
                .map(|(number, date)| citation(number, Some(date)))
                .collect(),
            ..samples::event("", None)
        }
    }

    fn rivals(dates: &[&str]) -> Vec<String> {
        let event = event(dates);
        let rivals = event.rivals();
        rivals
            .iter()
            .map(|rival| rival.edtf.as_str().to_owned())
            .collect()
    }

    #[test]
    fn dates_are_rival_if_neither_contains_the_other() {
        for (dates, expected) in [
            (&[][..], &[][..]),
            (&["1958"], &[]),
            (&["1958", "1958~"], &[]),
            (&["1958", "1958-06"], &[]),
            (&["2017", "2014~/2016~"], &["2017", "2014~/2016~"]),
            (&["2017/..", "2018"], &[]),
            (&["1958", "1959", "195X"], &["1958", "1959"]),
            (&["1958", "x", "1958~", "1959"], &["1958", "1958~", "1959"]),
            (&["1950/1955", "1952/1957"], &["1950/1955", "1952/1957"]),
            (&["1950/1955", "1950/1957"], &[]),
            (&["1950/1957", "1955/1957"], &[]),
        ] {
            assert_eq!(rivals(dates), expected, "{dates:?}");
        }
    }

    #[test]
    fn a_rival_date_names_each_passage_once() {
        let mut event = event(&["1958", "1959", "1958", "1958"]);
        event.citations[3].passage = event.citations[0].passage;
        let rivals = event.rivals();
        let passages: Vec<usize> = rivals[0].passages.iter().map(|p| p.position()).collect();
        assert_eq!(passages, [0, 2]);
    }

    #[test]
    fn a_hundred_thousand_dates_of_one_event_are_compared_quickly() {
        let dates: Vec<String> = (0..100_000)
            .map(|year| format!("Y{}", 10_000 + year))
            .collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        assert_eq!(rivals(&dates).len(), 100_000);
    }

    proptest! {
        #[test]
        fn rivals_are_those_that_comparing_all_pairs_finds(
            dates in proptest::collection::vec(
                prop_oneof!["195[0-9]", "195[0-4]/195[5-9]", "19[5-6]X", r"195[0-9]/\.\.", r"\.\./195[0-9]"],
                0..8,
            )
        ) {
            let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
            let extents: Vec<_> =
                dates.iter().map(|date| Edtf::parse(date).unwrap().extent()).collect();
            let has_rival = |one: usize| extents.iter().any(|other| {
                !extents[one].contains(*other) && !other.contains(extents[one])
            });
            let mut expected: Vec<&str> = Vec::new();
            for (number, date) in dates.iter().enumerate() {
                if has_rival(number) && !expected.contains(date) {
                    expected.push(date);
                }
            }
            prop_assert_eq!(rivals(&dates), expected);
        }
    }
}
