//! The table of events.

use std::sync::Arc;

use crate::session::action::{ByPointer, TableAction};
use crate::session::effect::Effect;
use crate::session::state::Session;
use crate::session::table::SortRequest;
use crate::session::task::Task;

impl Session {
    pub(super) fn update_table(&mut self, action: TableAction, now: f64) -> Vec<Effect> {
        let waits = self.is_preview();
        match action {
            TableAction::Sort(column) if !waits => self.view.table.sort_by(column),
            TableAction::ToggleColumn(column) if !waits => self.view.table.toggle_column(column),
            TableAction::StepRow(by) if !waits => self.step_row(by, now),
            TableAction::RowsSorted(request, rows) => {
                if self.requests.rows.accept(request) {
                    self.view.table.set_rows(rows);
                }
            }
            TableAction::Sort(_) | TableAction::ToggleColumn(_) | TableAction::StepRow(_) => {}
        }
        Vec::new()
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
        let table = &self.view.table;
        let last = table.rows().len().saturating_sub(1);
        let selected = self.view.selection.and_then(|event| table.row_of(event));
        let row = selected.map_or(0, |row| row.saturating_add_signed(by).min(last));
        if let Some(event) = table.event_at(row) {
            self.select(event, now);
        }
    }
}
