//! The documents and records of sources.

use std::path::PathBuf;

use crate::bibliography::ImportResult;
use crate::edits::Edit;
use crate::language::{Message, MessageArgument};
use crate::model::Change;
use crate::session::action::{Dialog, SourceAction};
use crate::session::changes::{FileKind, NewDocument, id_from_name, insert_source, source_ids};
use crate::session::effect::{Effect, FileDialog};
use crate::session::notices::Notice;
use crate::session::open_timeline::{OpenTimeline, Origin};
use crate::session::state::Session;
use crate::storage::FileError;

impl Session {
    pub(super) fn update_sources(&mut self, action: SourceAction, now: f64) -> Vec<Effect> {
        match action {
            SourceAction::PickFolder => vec![Effect::Pick(FileDialog::SourceFolder)],
            SourceAction::PickFile => vec![Effect::Pick(FileDialog::SourceFile)],
            SourceAction::AddFile(path) => {
                self.view.dialog = None;
                vec![Effect::Inspect(path)]
            }
            SourceAction::Inspected(path, kind) => self.add_file(path, kind, now),
            SourceAction::InspectFailed(path, error) => {
                self.notices.notice = Some(Notice::new(Origin::File(path), error));
                Vec::new()
            }
            SourceAction::SearchForDocumentsIn(path) => self.search_for_documents_in(path),
            SourceAction::ShowAddress(source) => {
                if !self.is_preview() {
                    self.view.address = Some(source);
                    self.view.dialog = Some(Dialog::OpenLink);
                }
                Vec::new()
            }
            SourceAction::OpenAddress(address) => vec![Effect::OpenAddress(address)],
        }
    }

    fn search_for_documents_in(&mut self, path: PathBuf) -> Vec<Effect> {
        self.loading.try_path(path);
        self.load()
    }

    /// Uses a file as its kind suggests: opens a timeline, makes records into
    /// sources, and a document into a source unless it is a copy of one.
    fn add_file(&mut self, path: PathBuf, kind: FileKind, now: f64) -> Vec<Effect> {
        let open = self.complete_timeline().cloned();
        match (kind, open) {
            (FileKind::Timeline, _) => vec![Effect::OpenInTab(path)],
            (_, None) => Vec::new(),
            (FileKind::Folder, Some(_)) => self.search_for_documents_in(path),
            (FileKind::Document(new), Some(open)) => {
                let mut effects = self.add_source(&new, &open, now);
                effects.extend(self.search_for_documents_in(path));
                effects
            }
            (FileKind::Records(imported), Some(open)) => {
                self.add_records(path, &imported, &open, now)
            }
        }
    }

    fn add_source(&mut self, new: &NewDocument, open: &OpenTimeline, now: f64) -> Vec<Effect> {
        let timeline = &open.timeline;
        let mut effects = Vec::new();
        let id = if let Some(source) = new.matching_source(timeline) {
            timeline[source].id.clone()
        } else {
            let id = source_ids(timeline).allocate(&id_from_name(&new.stem));
            effects = self.apply_edit(new.insert_edit(open, &id), now);
            id
        };
        self.loading.open_source_after_load = Some(id);
        effects
    }

    fn add_records(
        &mut self,
        path: PathBuf,
        imported: &ImportResult,
        open: &OpenTimeline,
        now: f64,
    ) -> Vec<Effect> {
        let mut ids = source_ids(&open.timeline);
        let added = imported.records.iter().map(|record| {
            let id = ids.allocate(&record.id);
            insert_source(record, &id)
        });
        let added: Vec<Change> = added.collect();
        if imported.records.is_empty() || !imported.problems.is_empty() {
            self.notices.notice = Some(import_notice(path, imported));
        }
        if imported.records.is_empty() {
            return Vec::new();
        }
        self.view.dialog = Some(Dialog::History);
        let name = Message::new("step-add-records");
        let name = name.with("count", MessageArgument::ungrouped(added.len()));
        let effects = self.apply_edit(Edit::new(name, Change::Batch(added)), now);
        self.loading.keep_notice();
        effects
    }
}

/// Says how many records of a file could not be used.
fn import_notice(path: PathBuf, imported: &ImportResult) -> Notice {
    let lost = imported.problems.len();
    let message = match (imported.records.len(), lost) {
        (0, 0) => Message::new("notice-no-records"),
        (0, lost) => {
            Message::new("notice-no-record-used").with("lost", MessageArgument::ungrouped(lost))
        }
        (used, lost) => Message::new("notice-records-added")
            .with("used", MessageArgument::ungrouped(used))
            .with("lost", MessageArgument::ungrouped(lost)),
    };
    let first = imported.problems.first();
    let error = FileError {
        line: first.map(|problem| problem.line),
        column: first.map(|_| 1),
        hint: first.map(|problem| problem.message.clone()),
        ..FileError::new(message)
    };
    Notice::new(Origin::File(path), error)
}
