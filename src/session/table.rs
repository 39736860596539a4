//! The table of events: its columns and its rows.

use std::sync::Arc;

use super::action::ByPointer;
use super::open_timeline::OpenTimeline;
use super::visible_set::VisibleEvents;
use crate::model::{Event, Index};
use crate::query::{TableColumn, TableInput, sort_rows};

/// The table of events.
#[derive(Debug, Clone, PartialEq)]
pub struct TableState {
    /// The column that it is sorted by.
    pub column: TableColumn,
    /// Whether it is sorted in descending order.
    pub descending: bool,
    /// The columns that are shown, from left to right.
    pub columns: Vec<TableColumn>,
    /// The events from top to bottom; those of the sorting before, until the new
    /// ones are sorted.
    rows: Arc<Vec<Index<Event>>>,
}

/// State that the rows depend on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableSortState {
    revision: u64,
    shown: Option<ByPointer<VisibleEvents>>,
    column: TableColumn,
    descending: bool,
}

/// Request to sort the rows of the table, for a worker.
#[derive(Debug, Clone, PartialEq)]
pub struct SortRequest {
    pub(super) open: ByPointer<OpenTimeline>,
    pub(super) sorting: TableSortState,
}

impl SortRequest {
    /// Sorts the rows; `None` if they are no longer `wanted`.
    #[must_use]
    pub fn sort(&self, wanted: &dyn Fn() -> bool) -> Option<Vec<Index<Event>>> {
        let TableSortState {
            column,
            descending,
            ref shown,
            ..
        } = self.sorting;
        let open = &*self.open.0;
        let shown = shown.as_ref().map(|shown| &shown.0.events);
        let of = TableInput {
            timeline: &open.timeline,
            index: &open.index,
            states: open.states(),
            shown,
        };
        sort_rows(of, column, descending, wanted)
    }
}

impl Default for TableState {
    fn default() -> Self {
        Self {
            column: TableColumn::Date,
            descending: false,
            columns: vec![
                TableColumn::Date,
                TableColumn::Title,
                TableColumn::Lane,
                TableColumn::Basis,
                TableColumn::Passages,
                TableColumn::Sources,
                TableColumn::State,
            ],
            rows: Arc::default(),
        }
    }
}

impl TableState {
    /// The events from top to bottom.
    #[must_use]
    pub fn rows(&self) -> &[Index<Event>] {
        &self.rows
    }

    /// The row of an event.
    #[must_use]
    pub fn row_of(&self, event: Index<Event>) -> Option<usize> {
        self.rows.iter().position(|row| *row == event)
    }

    /// The event in a row.
    #[must_use]
    pub fn event_at(&self, row: usize) -> Option<Index<Event>> {
        self.rows.get(row).copied()
    }

    /// Sorts by a column; by the current one, in the other direction.
    pub(super) fn sort_by(&mut self, column: TableColumn) {
        self.descending = self.column == column && !self.descending;
        self.column = column;
    }

    /// State that its rows depend on.
    pub(super) const fn sorting(
        &self,
        revision: u64,
        shown: Option<ByPointer<VisibleEvents>>,
    ) -> TableSortState {
        TableSortState {
            revision,
            shown,
            column: self.column,
            descending: self.descending,
        }
    }

    pub(super) fn set_rows(&mut self, rows: Vec<Index<Event>>) {
        self.rows = Arc::new(rows);
    }

    /// Drops the rows, because they may be of other events.
    pub(super) fn clear_rows(&mut self) {
        self.rows = Arc::default();
    }

    /// Shows a column in its place, or hides it. The title is always shown.
    pub(super) fn toggle_column(&mut self, column: TableColumn) {
        if column == TableColumn::Title {
            return;
        }
        let columns = TableColumn::ALL.into_iter();
        self.columns = columns
            .filter(|at| (*at == column) != self.columns.contains(at))
            .collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_by_the_same_column_reverses_the_order() {
        let mut table = TableState::default();
        table.sort_by(TableColumn::Title);
        assert_eq!(
            (table.column, table.descending),
            (TableColumn::Title, false)
        );
        table.sort_by(TableColumn::Title);
        assert_eq!((table.column, table.descending), (TableColumn::Title, true));
        table.sort_by(TableColumn::Lane);
        assert_eq!((table.column, table.descending), (TableColumn::Lane, false));
    }

    #[test]
    fn a_column_shown_again_keeps_its_place_and_the_title_cannot_be_hidden() {
        let mut table = TableState::default();
        let all = table.columns.clone();
        table.toggle_column(TableColumn::Lane);
        assert!(!table.columns.contains(&TableColumn::Lane));
        table.toggle_column(TableColumn::Lane);
        assert_eq!(table.columns, all);
        table.toggle_column(TableColumn::Title);
        assert_eq!(table.columns, all);
    }
}
