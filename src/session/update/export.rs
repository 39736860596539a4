//! What leaves the window.

use std::sync::Arc;

use super::Session;
use crate::language::{say, say_with};
use crate::session::action::{DocumentAction, Effect, Shared};
use crate::session::document::Document;
use crate::session::exporting::{ExportFormat, ExportOptions, ExportStatus, ExportTask};
use crate::storage::FileError;

impl Session {
    pub(super) fn update_export(&mut self, action: DocumentAction) -> Vec<Effect> {
        match action {
            DocumentAction::Export(export) => return self.export(export),
            DocumentAction::PickExport(form) => {
                return vec![Effect::PickExport(self.origin.clone(), form)];
            }
            DocumentAction::ExportTo(path) => self.export_path = Some(path),
            DocumentAction::ExportPathTaken => self.export_path = None,
            DocumentAction::Exported(exported) => self.exported = Some(exported),
            _ => {}
        }
        Vec::new()
    }

    /// What can be exported: an export must not have other events than were
    /// asked for. The whole has all of them.
    fn exportable(&self, is_whole: bool) -> Result<Arc<Document>, FileError> {
        let Some(document) = self.whole_document() else {
            return Err(FileError::new(say("export-still-loading")));
        };
        if is_whole {
            return Ok(Arc::clone(document));
        }
        if let Some(problem) = self.search.problems.first() {
            let refusal = FileError::new(say("export-search-not-understood"));
            return Err(refusal.with_hint(problem.hint.clone()));
        }
        if self.is_visible_set_stale() {
            return Err(FileError::new(say("export-still-searching")));
        }
        Ok(Arc::clone(document))
    }

    fn export(&mut self, export: ExportOptions) -> Vec<Effect> {
        if export.format.is_misnamed(&export.path) {
            let suffix = ("suffix", export.format.suffix().into());
            let refusal = FileError::new(say_with("export-wrong-extension", &[suffix]));
            self.exported = Some(ExportStatus::Refused(refusal));
            return Vec::new();
        }
        let is_figure = ExportFormat::FIGURES.contains(&export.format);
        let is_whole = is_figure && export.figure.is_whole;
        let document = match self.exportable(is_whole) {
            Ok(document) => document,
            Err(refusal) => {
                self.exported = Some(ExportStatus::Refused(refusal));
                return Vec::new();
            }
        };
        self.exported = Some(ExportStatus::UnderWay);
        let asked = ExportTask::new(
            export,
            Shared(document),
            &self.view,
            &self.settings,
            self.changes.amendments(),
            self.filter_text(),
        );
        vec![Effect::Export(Box::new(asked))]
    }
}
