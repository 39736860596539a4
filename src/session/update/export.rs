//! Exports of what the window shows.

use std::sync::Arc;

use crate::language::Message;
use crate::session::action::{ByPointer, ExportAction};
use crate::session::effect::{Effect, FileDialog};
use crate::session::exporting::{ExportOptions, ExportStatus, ExportTask};
use crate::session::open_timeline::OpenTimeline;
use crate::session::state::Session;
use crate::storage::FileError;

impl Session {
    pub(super) fn update_export(&mut self, action: ExportAction) -> Vec<Effect> {
        match action {
            ExportAction::Start(options) => match self.export_task(options) {
                Ok(task) => {
                    self.export.status = Some(ExportStatus::UnderWay);
                    return vec![Effect::Export(Box::new(task))];
                }
                Err(error) => self.export.status = Some(ExportStatus::Failed(error)),
            },
            ExportAction::PickPath(format) => {
                let dialog = FileDialog::Export(self.origin().clone(), format);
                return vec![Effect::Pick(dialog)];
            }
            ExportAction::PathPicked(path) => self.export.path = Some(path),
            ExportAction::PathTaken => self.export.path = None,
            ExportAction::Finished(status) => self.export.status = Some(status),
        }
        Vec::new()
    }

    fn export_task(&self, options: ExportOptions) -> Result<ExportTask, FileError> {
        if options.format.is_misnamed(&options.path) {
            let message = Message::new("export-wrong-extension");
            let suffix = options.format.suffix();
            return Err(FileError::new(message.with("suffix", suffix)));
        }
        let is_figure = options.format.is_figure();
        let open = self.exportable(is_figure && options.figure.is_whole)?;
        Ok(ExportTask::new(
            options,
            ByPointer(open),
            &self.view,
            &self.settings,
            &self.edits.pending_changes(),
            self.filter_text(),
        ))
    }

    /// The timeline to export. Refuses while the visible events are not those
    /// that the user asked for, unless all events are exported.
    fn exportable(&self, is_whole: bool) -> Result<Arc<OpenTimeline>, FileError> {
        let Some(open) = self.complete_timeline() else {
            return Err(FileError::new(Message::new("export-still-loading")));
        };
        if !is_whole && let Some(problem) = self.search.problems.first() {
            let error = FileError::new(Message::new("export-search-not-understood"));
            return Err(error.with_hint(problem.hint.clone()));
        }
        if !is_whole && self.is_visible_set_stale() {
            return Err(FileError::new(Message::new("export-still-searching")));
        }
        Ok(Arc::clone(open))
    }
}
