//! The table of events: how it is sorted, and which rows it has.

use std::sync::Arc;

use super::action::Shared;
use super::document::Document;
use super::visible_set::VisibleEvents;
use crate::model::{Event, Index};
use crate::query::{Column, TableInput, sort_rows};

/// How the table is sorted, and what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The column that it is sorted by.
    pub column: Column,
    /// Whether the last stands first.
    pub descending: bool,
    /// The columns that are shown, from left to right.
    pub columns: Vec<Column>,
    /// The events by their positions in the file, from top to bottom; those of
    /// the sorting before, until they are sorted anew.
    rows: Arc<Vec<u32>>,
    /// What the rows were asked for.
    asked: Option<Sorting>,
    /// Number of the last request for rows.
    number: u64,
    /// Whether that request is under way.
    pub is_sorting: bool,
}

/// What rows follow from.
#[derive(Debug, Clone, PartialEq)]
struct Sorting {
    revision: u64,
    shown: Option<ShownEvents>,
    column: Column,
    descending: bool,
}

/// The events that are shown. Two are the same where it is one thing.
#[derive(Debug, Clone)]
pub struct ShownEvents(pub(super) Arc<VisibleEvents>);

impl PartialEq for ShownEvents {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Asks for the rows of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct SortRequest {
    /// Number of the request.
    pub number: u64,
    document: Shared<Document>,
    sorting: Sorting,
}

impl SortRequest {
    /// The rows; `None` where they are no longer `wanted`.
    #[must_use]
    pub fn answer(&self, wanted: &dyn Fn() -> bool) -> Option<Vec<u32>> {
        let Sorting {
            column,
            descending,
            ref shown,
            ..
        } = self.sorting;
        let document = &*self.document.0;
        let shown = shown.as_ref().map(|shown| &shown.0.events);
        let of = TableInput {
            timeline: &document.timeline,
            index: &document.index,
            states: document.states(),
            shown,
        };
        sort_rows(of, column, descending, wanted)
    }
}

impl Default for Table {
    fn default() -> Self {
        Self {
            column: Column::Date,
            descending: false,
            columns: vec![
                Column::Date,
                Column::Title,
                Column::Lane,
                Column::Basis,
                Column::Passages,
                Column::Sources,
                Column::State,
            ],
            rows: Arc::default(),
            asked: None,
            number: 0,
            is_sorting: false,
        }
    }
}

impl Table {
    /// The events from top to bottom, by their positions in the file.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The row in which an event stands.
    #[must_use]
    pub fn row_of(&self, event: Index<Event>) -> Option<usize> {
        let position = u32::try_from(event.position()).ok()?;
        self.rows.iter().position(|row| *row == position)
    }

    /// The event in a row.
    #[must_use]
    pub fn event_at(&self, row: usize) -> Option<Index<Event>> {
        let position = usize::try_from(*self.rows.get(row)?).ok()?;
        Index::new(position)
    }

    /// Sorts by a column; by the one that it is sorted by already, the other
    /// way round.
    pub(super) fn sort_by(&mut self, column: Column) {
        self.descending = self.column == column && !self.descending;
        self.column = column;
    }

    /// Shows a column in its place, or hides it. The title is always shown.
    pub(super) fn toggle_column(&mut self, column: Column) {
        if column == Column::Title {
            return;
        }
        let is_shown = self.columns.contains(&column);
        let columns = Column::ALL.into_iter();
        self.columns = columns
            .filter(|at| (*at == column) != self.columns.contains(at))
            .collect();
        debug_assert_ne!(is_shown, self.columns.contains(&column));
    }
}

impl Table {
    /// Asks for the rows of these events, where they are not asked for.
    pub(super) fn ask(
        &mut self,
        document: Arc<Document>,
        revision: u64,
        shown: Option<Arc<VisibleEvents>>,
    ) -> Option<SortRequest> {
        let sorting = Sorting {
            revision,
            shown: shown.map(ShownEvents),
            column: self.column,
            descending: self.descending,
        };
        if self.asked.as_ref() == Some(&sorting) {
            return None;
        }
        self.asked = Some(sorting.clone());
        self.number += 1;
        self.is_sorting = true;
        Some(SortRequest {
            number: self.number,
            document: Shared(document),
            sorting,
        })
    }

    /// Forgets the rows: they may be of other events.
    pub(super) fn forget(&mut self) {
        self.rows = Arc::default();
        self.asked = None;
    }

    /// Takes the rows that were asked for, if they are still wanted.
    pub(super) fn take(&mut self, number: u64, rows: Vec<u32>) {
        if number == self.number {
            self.rows = Arc::new(rows);
            self.is_sorting = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_sorted_by_first_one_way_and_then_the_other() {
        let mut table = Table::default();
        table.sort_by(Column::Title);
        assert_eq!((table.column, table.descending), (Column::Title, false));
        table.sort_by(Column::Title);
        assert_eq!((table.column, table.descending), (Column::Title, true));
        table.sort_by(Column::Lane);
        assert_eq!((table.column, table.descending), (Column::Lane, false));
    }

    #[test]
    fn a_column_comes_back_to_its_place_and_the_title_stays() {
        let mut table = Table::default();
        let all = table.columns.clone();
        table.toggle_column(Column::Lane);
        assert!(!table.columns.contains(&Column::Lane));
        table.toggle_column(Column::Lane);
        assert_eq!(table.columns, all);
        table.toggle_column(Column::Title);
        assert_eq!(table.columns, all);
    }
}
