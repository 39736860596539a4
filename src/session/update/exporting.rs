//! What leaves the window.

use super::Session;
use crate::language::say;
use crate::session::action::{DocumentAction, Effect, Shared};
use crate::session::exporting::{AskedExport, Export, Exported};
use crate::storage::Refusal;

impl Session {
    pub(super) fn update_exports(&mut self, action: DocumentAction) -> Vec<Effect> {
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

    fn export(&mut self, export: Export) -> Vec<Effect> {
        let Some(document) = self.whole_document().cloned() else {
            let refusal = Refusal::new(say("export-still-read"));
            self.exported = Some(Exported::Refused(refusal));
            return Vec::new();
        };
        self.exported = Some(Exported::UnderWay);
        let asked = AskedExport::new(
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
