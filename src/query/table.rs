//! The order of the events in a table.

use super::event_set::EventSet;
use super::lane_index::lane_position;
use super::time_index::TimeIndex;
use crate::model::{Basis, Event, Index, Timeline};
use annals_anchor::AnchorState;

/// A column of the table of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// When it happened.
    Date,
    /// Its title.
    Title,
    /// Its lane.
    Lane,
    /// How its date is known.
    Basis,
    /// How many passages it rests on.
    Passages,
    /// The sources of those.
    Sources,
    /// In which state the least sure of those is.
    State,
    /// Its tags.
    Tags,
    /// Its actors.
    Actors,
}

impl Column {
    /// Every column, from left to right.
    pub const ALL: [Self; 9] = [
        Self::Date,
        Self::Title,
        Self::Lane,
        Self::Basis,
        Self::Passages,
        Self::Sources,
        Self::State,
        Self::Tags,
        Self::Actors,
    ];
}

/// Whose rows they are, and what is known of their passages.
#[derive(Clone, Copy)]
pub struct TableInput<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Its index.
    pub index: &'a TimeIndex,
    /// The state of each passage, in the order of the file.
    pub states: &'a [AnchorState],
    /// The events that have a row; all where there is none.
    pub shown: Option<&'a EventSet>,
}

/// Events between two questions whether the answer is still wanted.
const BETWEEN: usize = 50_000;

/// The events by their positions in the file, sorted by a column; what is equal
/// in it stands in the order of time, and there the undated come last, in the
/// order of the file. The undated come last by date too, whichever way it is
/// sorted, because nothing says that they are early or late. `None` where the
/// answer is no longer `wanted`.
#[must_use]
pub fn sort_rows(
    of: TableInput<'_>,
    column: Column,
    descending: bool,
    wanted: &dyn Fn() -> bool,
) -> Option<Vec<u32>> {
    let is_shown = |event: &Index<Event>| of.shown.is_none_or(|shown| shown.contains(*event));
    let position = |event: &Index<Event>| u32::try_from(event.position()).unwrap_or(u32::MAX);
    let rows = |events: &[Index<Event>]| -> Vec<u32> {
        events
            .iter()
            .filter(|at| is_shown(at))
            .map(position)
            .collect()
    };
    let mut dated = rows(of.index.by_time());
    let undated = rows(of.index.undated());
    if column == Column::Date {
        if descending {
            dated.reverse();
        }
        dated.extend(undated);
        return Some(dated);
    }
    dated.extend(undated);
    match column {
        Column::Date => Some(dated),
        Column::Lane => by_number(dated, descending, wanted, |event| {
            lane_position(of.timeline, event)
        }),
        Column::Basis => by_number(dated, descending, wanted, |event| {
            match of.timeline[event].dating.basis {
                Some(Basis::Stated) => 0,
                Some(Basis::Inferred) => 1,
                None => 2,
            }
        }),
        Column::Passages => by_number(dated, descending, wanted, |event| {
            of.timeline[event].citations.len()
        }),
        Column::State => by_number(dated, descending, wanted, |event| {
            worst_state(of.timeline, of.states, event).map_or(0, |state| 1 + doubt(state))
        }),
        Column::Title => by_text(dated, descending, wanted, |event, text| {
            text.push_str(of.timeline[event].name());
        }),
        Column::Sources => by_text(dated, descending, wanted, |event, text| {
            for citation in &of.timeline[event].citations {
                let source = of.timeline[citation.passage].source;
                text.push_str(of.timeline[source].brief_name());
                text.push('\n');
            }
        }),
        Column::Tags => by_text(dated, descending, wanted, |event, text| {
            for tag in of.timeline[event].tags.iter() {
                text.push_str(tag);
                text.push('\n');
            }
        }),
        Column::Actors => by_text(dated, descending, wanted, |event, text| {
            for actor in of.timeline[event].actors.iter() {
                text.push_str(actor);
                text.push('\n');
            }
        }),
    }
}

/// The state of the least sure passage that an event rests on; `None` where it
/// rests on none.
#[must_use]
pub fn worst_state(
    timeline: &Timeline,
    states: &[AnchorState],
    event: Index<Event>,
) -> Option<AnchorState> {
    timeline[event]
        .citations
        .iter()
        .filter_map(|citation| states.get(citation.passage.position()).copied())
        .max_by_key(|state| doubt(*state))
}

/// How little a state says for a quotation.
const fn doubt(state: AnchorState) -> usize {
    match state {
        AnchorState::Exact => 0,
        AnchorState::Normalised => 1,
        AnchorState::Unavailable => 2,
        AnchorState::Drifted => 3,
        AnchorState::Ambiguous => 4,
        AnchorState::Missing => 5,
    }
}

fn event_at(position: u32) -> Option<Index<Event>> {
    Index::new(usize::try_from(position).ok()?)
}

fn by_number(
    rows: Vec<u32>,
    descending: bool,
    wanted: &dyn Fn() -> bool,
    number: impl Fn(Index<Event>) -> usize,
) -> Option<Vec<u32>> {
    let mut keyed: Vec<(usize, u32)> = Vec::with_capacity(rows.len());
    for (at, row) in rows.into_iter().enumerate() {
        if at % BETWEEN == 0 && !wanted() {
            return None;
        }
        keyed.push((event_at(row).map_or(0, &number), row));
    }
    keyed.sort_by(|(one, _), (other, _)| {
        let order = one.cmp(other);
        if descending { order.reverse() } else { order }
    });
    Some(keyed.into_iter().map(|(_, row)| row).collect())
}

/// Sorts by texts, without regard to case; what has none stands last.
fn by_text(
    rows: Vec<u32>,
    descending: bool,
    wanted: &dyn Fn() -> bool,
    write: impl Fn(Index<Event>, &mut String),
) -> Option<Vec<u32>> {
    // All keys stand in one text: no allocation for each, none to compare.
    let mut keys = String::new();
    let mut keyed: Vec<(std::ops::Range<usize>, u32)> = Vec::with_capacity(rows.len());
    let mut text = String::new();
    for (at, row) in rows.into_iter().enumerate() {
        if at % BETWEEN == 0 && !wanted() {
            return None;
        }
        text.clear();
        if let Some(event) = event_at(row) {
            write(event, &mut text);
        }
        let start = keys.len();
        keys.extend(text.chars().flat_map(char::to_lowercase));
        keyed.push((start..keys.len(), row));
    }
    let key = |range: &std::ops::Range<usize>| keys.get(range.clone()).unwrap_or_default();
    keyed.sort_by(|(one, _), (other, _)| {
        let order = key(one).cmp(key(other));
        let order = if descending { order.reverse() } else { order };
        one.is_empty().cmp(&other.is_empty()).then(order)
    });
    wanted().then(|| keyed.into_iter().map(|(_, row)| row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples;

    fn timeline() -> Timeline {
        let mut events = vec![
            samples::event("b", Some("1960")),
            samples::event("a", None),
            samples::event("C", Some("1950")),
            samples::event("a", Some("1970")),
        ];
        for (event, basis) in events.iter_mut().zip([
            Some(Basis::Inferred),
            None,
            Some(Basis::Stated),
            Some(Basis::Stated),
        ]) {
            event.dating = std::sync::Arc::new(crate::model::Dating {
                basis,
                ..crate::model::Dating::default()
            });
        }
        events[2].citations = vec![samples::citation(0, None), samples::citation(1, None)].into();
        events[3].citations = vec![samples::citation(0, None)].into();
        Timeline {
            events,
            ..Timeline::default()
        }
    }

    fn sorted(column: Column, descending: bool, shown: Option<&EventSet>) -> Vec<u32> {
        let timeline = timeline();
        let of = TableInput {
            timeline: &timeline,
            index: &TimeIndex::new(&timeline),
            states: &[AnchorState::Exact, AnchorState::Missing],
            shown,
        };
        sort_rows(of, column, descending, &|| true).unwrap()
    }

    #[test]
    fn rows_are_sorted_by_a_column_and_within_it_by_time() {
        for (column, up, down) in [
            (Column::Date, [2, 0, 3, 1], [3, 0, 2, 1]),
            (Column::Title, [3, 1, 0, 2], [2, 0, 3, 1]),
            (Column::Basis, [2, 3, 0, 1], [1, 0, 2, 3]),
            (Column::Passages, [0, 1, 3, 2], [2, 3, 0, 1]),
            (Column::State, [0, 1, 3, 2], [2, 3, 0, 1]),
            // All in one lane, and without tags: by time alone.
            (Column::Lane, [2, 0, 3, 1], [2, 0, 3, 1]),
            (Column::Tags, [2, 0, 3, 1], [2, 0, 3, 1]),
        ] {
            assert_eq!(sorted(column, false, None), up, "{column:?}");
            assert_eq!(sorted(column, true, None), down, "{column:?}");
        }
    }

    #[test]
    fn only_what_is_shown_has_a_row_and_an_answer_that_nobody_wants_ends() {
        let mut shown = EventSet::none(4);
        shown.put(0);
        shown.put(1);
        assert_eq!(sorted(Column::Title, false, Some(&shown)), [1, 0]);
        let timeline = timeline();
        let of = TableInput {
            timeline: &timeline,
            index: &TimeIndex::new(&timeline),
            states: &[],
            shown: None,
        };
        assert_eq!(sort_rows(of, Column::Title, false, &|| false), None);
    }

    #[test]
    fn the_state_of_an_event_is_that_of_its_least_sure_passage() {
        let timeline = timeline();
        let state = |at: usize| {
            let states = [AnchorState::Exact, AnchorState::Missing];
            worst_state(&timeline, &states, Index::new(at).unwrap())
        };
        assert_eq!(state(2), Some(AnchorState::Missing));
        assert_eq!(state(3), Some(AnchorState::Exact));
        assert_eq!(state(0), None);
    }
}
