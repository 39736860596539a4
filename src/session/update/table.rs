//! The table of events.

use std::sync::Arc;

use crate::model::{Event, Index};
use crate::session::action::{ByPointer, TableAction};
use crate::session::effect::Effect;
use crate::session::state::Session;
use crate::session::table::SortRequest;
use crate::session::task::Task;

impl Session {
    pub(super) fn update_table(&mut self, action: TableAction, now: f64) -> Vec<Effect> {
        if self.is_preview() && !matches!(action, TableAction::RowsSorted(..)) {
            return Vec::new();
        }
        match action {
            TableAction::Sort(column) => self.view.table.sort_by(column),
            TableAction::ToggleColumn(column) => self.view.table.toggle_column(column),
            TableAction::StepRow(by) => {
                self.view.multi_selection.clear();
                self.step_row(by, now);
            }
            TableAction::ToggleSelected(event) => {
                let selection = self.view.selection;
                let next = self.view.multi_selection.toggle(event, selection);
                self.select_among_several(next, now);
            }
            TableAction::ExtendSelection(event) => self.extend_selection(event, now),
            TableAction::ExtendSelectionBy(by) => {
                if let Some(event) = self.row_at(by) {
                    self.extend_selection(event, now);
                }
            }
            TableAction::SelectAll => {
                let rows = self.view.table.rows();
                let first = rows.first().copied();
                self.view.multi_selection.select(rows.iter().copied());
                let selection = self.view.selection;
                let is_shown = |event: &_| self.view.multi_selection.contains(*event);
                self.select_among_several(selection.filter(is_shown).or(first), now);
            }
            TableAction::RowsSorted(request, rows) => {
                if self.requests.rows.accept(request) {
                    self.view.multi_selection.keep_shown(&rows);
                    self.view.table.set_rows(rows);
                }
            }
        }
        Vec::new()
    }

    /// Selects every row from the one where the selection began to an event.
    fn extend_selection(&mut self, event: Index<Event>, now: f64) {
        let selection = self.view.selection;
        let rows = self.view.table.rows();
        self.view.multi_selection.extend_to(event, selection, rows);
        self.select_among_several(Some(event), now);
    }

    /// Makes one of the selected events the one that is shown.
    fn select_among_several(&mut self, event: Option<Index<Event>>, now: f64) {
        match event {
            Some(event) => self.select(event, now),
            None => self.view.selection = None,
        }
    }

    /// Requests the rows of the table, if it is shown and they are not
    /// requested yet.
    pub(super) fn request_rows(&mut self) -> Option<Effect> {
        if !self.view.panels.table {
            return None;
        }
        let open = ByPointer(Arc::clone(self.complete_timeline()?));
        let shown = self.view.shown.clone().map(ByPointer);
        let sorting = self.view.table.sorting(self.revision, shown);
        let ticket = self.requests.rows.start_if_new(sorting.clone())?;
        let task = Task::SortRows(SortRequest { open, sorting });
        Some(Effect::Compute(ticket, task))
    }

    /// Selects the event this many rows below the selected one, above if
    /// negative; the first one if none is selected.
    fn step_row(&mut self, by: isize, now: f64) {
        if let Some(event) = self.row_at(by) {
            self.select(event, now);
        }
    }

    /// The event this many rows below the selected one, above if negative; the
    /// first one if none is selected.
    fn row_at(&self, by: isize) -> Option<Index<Event>> {
        let table = &self.view.table;
        let last = table.rows().len().saturating_sub(1);
        let selected = self.view.selection.and_then(|event| table.row_of(event));
        let row = selected.map_or(0, |row| row.saturating_add_signed(by).min(last));
        table.event_at(row)
    }
}
