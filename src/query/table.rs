//! Sorts the rows of the table of events.

use std::cmp::Ordering;
use std::ops::Range;

use super::event_set::EventSet;
use super::lane_index::lane_position;
use super::time_index::TimeIndex;
use crate::model::{Basis, Event, Index, Timeline};
use annals_anchor::AnchorState;

/// A column of the table of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableColumn {
    /// Date.
    Date,
    /// Title.
    Title,
    /// Lane.
    Lane,
    /// Basis of the date.
    Basis,
    /// Number of cited passages.
    Passages,
    /// Sources of these passages.
    Sources,
    /// Worst anchor state of these passages.
    State,
    /// Tags.
    Tags,
    /// Actors.
    Actors,
}

impl TableColumn {
    /// All columns, from left to right.
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

/// The input of a table.
#[derive(Clone, Copy)]
pub struct TableInput<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Its index.
    pub index: &'a TimeIndex,
    /// The state of each passage, in the order of the file.
    pub states: &'a [AnchorState],
    /// The events that have a row; all if `None`.
    pub shown: Option<&'a EventSet>,
}

/// Number of events between two checks for cancellation.
const CHECK_INTERVAL: usize = 50_000;

/// Sorts events by a column. Events with equal values are in the order of time, and undated
/// events last, in the order of the file. In the date column undated events are last in both
/// directions. `None` if `wanted` became false.
#[must_use]
pub fn sort_rows(
    input: TableInput<'_>,
    column: TableColumn,
    descending: bool,
    wanted: &dyn Fn() -> bool,
) -> Option<Vec<Index<Event>>> {
    let timeline = input.timeline;
    let shown = |events: &[Index<Event>]| -> Vec<Index<Event>> {
        let events = events.iter().copied();
        events
            .filter(|event| input.shown.is_none_or(|shown| shown.contains(*event)))
            .collect()
    };
    let (mut rows, undated) = (shown(input.index.by_time()), shown(input.index.undated()));
    if column == TableColumn::Date && descending {
        rows.reverse();
    }
    rows.extend(undated);
    let by_number = |rows, number: &dyn Fn(Index<Event>) -> usize| {
        let mut keyed = with_keys(rows, wanted, number)?;
        keyed.sort_by(|(one, _), (other, _)| directed(one.cmp(other), descending));
        Some(keyed.into_iter().map(|(_, event)| event).collect())
    };
    let by_text =
        |rows, write: &dyn Fn(Index<Event>, &mut String)| by_text(rows, descending, wanted, write);
    match column {
        TableColumn::Date => Some(rows),
        TableColumn::Lane => by_number(rows, &|event| lane_position(timeline, event)),
        TableColumn::Basis => by_number(rows, &|event| match timeline[event].dating.basis {
            Some(Basis::Stated) => 0,
            Some(Basis::Inferred) => 1,
            None => 2,
        }),
        TableColumn::Passages => by_number(rows, &|event| timeline[event].citations.len()),
        TableColumn::State => by_number(rows, &|event| {
            worst_state(timeline, input.states, event).map_or(0, |state| 1 + rank(state))
        }),
        TableColumn::Title => by_text(rows, &|event, text| text.push_str(timeline[event].name())),
        TableColumn::Sources => by_text(rows, &|event, text| {
            for citation in &timeline[event].citations {
                let source = timeline[citation.passage].source;
                text.extend([timeline[source].brief_name(), "\n"]);
            }
        }),
        TableColumn::Tags => by_text(rows, &|event, text| {
            text.extend(timeline[event].tags.iter().flat_map(|tag| [tag, "\n"]));
        }),
        TableColumn::Actors => by_text(rows, &|event, text| {
            text.extend(
                timeline[event]
                    .actors
                    .iter()
                    .flat_map(|actor| [actor, "\n"]),
            );
        }),
    }
}

/// The worst state of the passages of an event; `None` if it cites none.
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
        .max_by_key(|state| rank(*state))
}

/// Rank of a state, from best to worst.
const fn rank(state: AnchorState) -> usize {
    match state {
        AnchorState::Exact => 0,
        AnchorState::Normalised => 1,
        AnchorState::Unavailable => 2,
        AnchorState::Drifted => 3,
        AnchorState::Ambiguous => 4,
        AnchorState::Missing => 5,
    }
}

fn directed(order: Ordering, descending: bool) -> Ordering {
    if descending { order.reverse() } else { order }
}

/// The rows with their keys; `None` if `wanted` became false.
fn with_keys<K>(
    rows: Vec<Index<Event>>,
    wanted: &dyn Fn() -> bool,
    mut key: impl FnMut(Index<Event>) -> K,
) -> Option<Vec<(K, Index<Event>)>> {
    let mut keyed = Vec::with_capacity(rows.len());
    for (at, event) in rows.into_iter().enumerate() {
        if at % CHECK_INTERVAL == 0 && !wanted() {
            return None;
        }
        keyed.push((key(event), event));
    }
    Some(keyed)
}

/// Sorts by texts without regard to case. Rows without a text are last.
fn by_text(
    rows: Vec<Index<Event>>,
    descending: bool,
    wanted: &dyn Fn() -> bool,
    write: &dyn Fn(Index<Event>, &mut String),
) -> Option<Vec<Index<Event>>> {
    // All keys are in one string, to avoid an allocation per row.
    let mut keys = String::new();
    let mut text = String::new();
    let mut keyed = with_keys(rows, wanted, |event| {
        text.clear();
        write(event, &mut text);
        let start = keys.len();
        keys.extend(text.chars().flat_map(char::to_lowercase));
        start..keys.len()
    })?;
    let key = |range: &Range<usize>| keys.get(range.clone()).unwrap_or_default();
    keyed.sort_by(|(one, _), (other, _)| {
        let order = directed(key(one).cmp(key(other)), descending);
        one.is_empty().cmp(&other.is_empty()).then(order)
    });
    wanted().then(|| keyed.into_iter().map(|(_, event)| event).collect())
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
            events: events.into(),
            ..Timeline::default()
        }
    }

    fn sorted(column: TableColumn, descending: bool, shown: Option<&EventSet>) -> Vec<usize> {
        let timeline = timeline();
        let input = TableInput {
            timeline: &timeline,
            index: &TimeIndex::new(&timeline),
            states: &[AnchorState::Exact, AnchorState::Missing],
            shown,
        };
        let rows = sort_rows(input, column, descending, &|| true).unwrap();
        rows.into_iter().map(Index::position).collect()
    }

    #[test]
    fn rows_are_sorted_by_column_and_then_by_time() {
        for (column, up, down) in [
            (TableColumn::Date, [2, 0, 3, 1], [3, 0, 2, 1]),
            (TableColumn::Title, [3, 1, 0, 2], [2, 0, 3, 1]),
            (TableColumn::Basis, [2, 3, 0, 1], [1, 0, 2, 3]),
            (TableColumn::Passages, [0, 1, 3, 2], [2, 3, 0, 1]),
            (TableColumn::State, [0, 1, 3, 2], [2, 3, 0, 1]),
            // All in one lane and without tags, so sorted by time.
            (TableColumn::Lane, [2, 0, 3, 1], [2, 0, 3, 1]),
            (TableColumn::Tags, [2, 0, 3, 1], [2, 0, 3, 1]),
        ] {
            assert_eq!(sorted(column, false, None), up, "{column:?}");
            assert_eq!(sorted(column, true, None), down, "{column:?}");
        }
    }

    #[test]
    fn only_shown_events_have_a_row_and_sorting_can_be_cancelled() {
        let mut shown = EventSet::none(4);
        shown.insert_at(0);
        shown.insert_at(1);
        assert_eq!(sorted(TableColumn::Title, false, Some(&shown)), [1, 0]);
        let timeline = timeline();
        let input = TableInput {
            timeline: &timeline,
            index: &TimeIndex::new(&timeline),
            states: &[],
            shown: None,
        };
        assert_eq!(sort_rows(input, TableColumn::Title, false, &|| false), None);
    }

    #[test]
    fn worst_state_is_that_of_the_worst_passage() {
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
