//! Changes to the timeline, and leaving it while they are in no copy.

use crate::language::{Value, say, say_with};
use std::path::{Path, PathBuf};

use super::{Notice, Session};
use crate::bibliography::Imported;
use crate::session::action::{DocumentAction, Effect, Popup, Shared};
use crate::session::changes::{Changes, FileKind, IdAllocator, adopted, imported_source};
use crate::session::citations::CitedItem;
use crate::session::document::Origin;
use crate::session::link::LinkTarget;
use crate::storage::FileError;

/// What a timeline is left for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CloseReason {
    /// Another timeline.
    OpenTimeline(PathBuf),
    /// The window is closed.
    CloseWindow,
    /// The tab is closed.
    CloseTab,
}

impl Session {
    pub(super) fn update_changes(&mut self, action: DocumentAction) -> Vec<Effect> {
        match action {
            DocumentAction::AdoptCurrentWords(passage) => {
                let document = self.whole_document().cloned();
                let Some(change) = document.and_then(|open| adopted(&open, passage)) else {
                    return Vec::new();
                };
                self.changes.add(change);
                self.read()
            }
            DocumentAction::KeepRecordedWords(passage) => {
                if let Some(document) = self.document.as_deref()
                    && let Some(passage) = document.timeline.passages.get(passage.position())
                {
                    let id = passage.id.to_string();
                    if !self.accepted_drift.remove(&id) {
                        self.accepted_drift.insert(id);
                    }
                }
                Vec::new()
            }
            DocumentAction::UndoChange => {
                if !self.changes.take_back() {
                    return Vec::new();
                }
                if self.changes.amendments().is_empty() && self.view.popup == Some(Popup::Changes) {
                    self.view.popup = None;
                }
                self.read()
            }
            DocumentAction::Export(_)
            | DocumentAction::PickExport(_)
            | DocumentAction::ExportTo(_)
            | DocumentAction::ExportPathTaken
            | DocumentAction::Exported(_) => self.update_export(action),
            DocumentAction::SaveCopy => {
                if self.view.popup.take() != Some(Popup::Unsaved) {
                    self.pending_close = None;
                }
                vec![Effect::PickCopy(self.origin.clone())]
            }
            DocumentAction::SaveCopyTo(path) => {
                self.view.popup = None;
                let amendments = self.changes.amendments().to_vec();
                vec![Effect::WriteCopy(self.origin.clone(), amendments, path)]
            }
            DocumentAction::CopySaved(path, count) => self.mark_copy_saved(&path, count),
            DocumentAction::SaveFailed(path, refusal) => {
                self.pending_close = None;
                self.notice = Some(Notice {
                    origin: Origin::File(path),
                    refusal,
                    shows_earlier: false,
                });
                Vec::new()
            }
            DocumentAction::CopyQuotation => self.copy_quotation(),
            DocumentAction::CopySelected => {
                let reader = &self.view.reader;
                match (self.document.clone(), reader.current, reader.selected) {
                    (Some(document), Some(source), Some(range)) => {
                        let style = self.settings.citation_style;
                        vec![Effect::CopyWords(Shared(document), source, range, style)]
                    }
                    _ => Vec::new(),
                }
            }
            DocumentAction::Progress(request, opening) => {
                if request == self.requested && self.is_reading {
                    self.progress = Some(opening);
                }
                Vec::new()
            }
            DocumentAction::StopReading => vec![Effect::StopReading],
            DocumentAction::PickAddition => vec![Effect::PickAddition],
            DocumentAction::Add(path) => {
                self.view.popup = None;
                vec![Effect::Inspect(path)]
            }
            DocumentAction::Inspected(path, dropped) => self.add_file(path, dropped),
            DocumentAction::InspectFailed(path, refusal) => {
                self.notice = Some(Notice {
                    origin: Origin::File(path),
                    refusal,
                    shows_earlier: false,
                });
                Vec::new()
            }
            DocumentAction::FormatCitations(wanted) => self.cite(wanted),
            DocumentAction::CitationsFormatted(revision, style, lines) => {
                if revision == self.revision && style == self.settings.citation_style {
                    self.citations.take(lines);
                }
                Vec::new()
            }
            DocumentAction::DiscardChanges => self.discard_changes(),
            DocumentAction::Close => self.leave(CloseReason::CloseWindow),
            DocumentAction::CloseTab => self.leave(CloseReason::CloseTab),
            _ => Vec::new(),
        }
    }

    /// Does what was to be done, whatever becomes of the changes.
    fn discard_changes(&mut self) -> Vec<Effect> {
        self.view.popup = None;
        match self.pending_close.take() {
            None => Vec::new(),
            // Another timeline may yet keep the window open.
            Some(CloseReason::CloseWindow) => {
                self.discard_on_close = true;
                vec![Effect::Close]
            }
            Some(leaving) => {
                self.changes = Changes::default();
                self.leave(leaving)
            }
        }
    }

    /// Copies the current quotation with its citation.
    fn copy_quotation(&self) -> Vec<Effect> {
        let text = self.selected().and_then(|(document, event)| {
            let citations = &document.timeline[event].citations;
            let passage = citations.get(self.view.citation)?.passage;
            let exact = &document.timeline[passage].quote.exact;
            let of_passage = &document.timeline[passage];
            let set = self.citations.line(CitedItem::Passage(passage));
            let footnote = set.map_or_else(
                || {
                    let source = &document.timeline[of_passage.source];
                    source.citation(of_passage.locator.as_deref())
                },
                |line| line.to_string(),
            );
            Some(format!("“{exact}”\n{footnote}"))
        });
        text.map_or_else(Vec::new, |text| vec![Effect::Copy(text)])
    }

    /// Asks for the lines that are not set yet.
    fn cite(&mut self, wanted: Vec<CitedItem>) -> Vec<Effect> {
        let Some(document) = self.whole_document().cloned() else {
            return Vec::new();
        };
        let wanted = self.citations.ask(wanted);
        if wanted.is_empty() {
            return Vec::new();
        }
        let style = self.settings.citation_style;
        vec![Effect::FormatCitations(
            self.revision,
            Shared(document),
            style,
            wanted,
        )]
    }

    /// Makes of a dropped file what it is: a timeline is opened, a document
    /// becomes a source unless it is a copy of one, records become sources.
    fn add_file(&mut self, path: PathBuf, dropped: FileKind) -> Vec<Effect> {
        let Some(document) = self.whole_document().cloned() else {
            return match dropped {
                FileKind::Timeline => vec![Effect::OpenBeside(path)],
                _ => Vec::new(),
            };
        };
        let timeline = &document.timeline;
        match dropped {
            FileKind::Timeline => vec![Effect::OpenBeside(path)],
            FileKind::Folder => self.update_document(DocumentAction::AddSources(path)),
            FileKind::Document(new) => {
                if let Some(source) = new.known(timeline) {
                    self.open_source_after_load = Some(timeline[source].id.clone());
                } else {
                    let added = new.as_source(&document, |id| {
                        timeline.source_by_id(id).is_some() || self.changes.adds_source(id)
                    });
                    self.open_source_after_load = Some(added.id().to_owned());
                    self.changes.add(added);
                }
                self.update_document(DocumentAction::AddSources(path))
            }
            FileKind::Records(imported) => {
                let ids = timeline.sources.iter().map(|source| source.id.as_str());
                let mut naming = IdAllocator::new(ids.collect());
                for record in &imported.records {
                    let id = naming.free(&record.id, |id| self.changes.adds_source(id));
                    self.changes.add(imported_source(record, id));
                }
                if imported.records.is_empty() || !imported.problems.is_empty() {
                    self.notice = Some(not_all_imported(path, &imported));
                }
                self.view.popup = (!imported.records.is_empty()).then_some(Popup::Changes);
                let notice = self.notice.take();
                let effects = self.read();
                self.notice = notice;
                self.silent_request = Some(self.requested);
                effects
            }
        }
    }

    /// A copy was saved: what is held is safe. Where the copy took the place of
    /// what is open, it holds the changes itself.
    fn mark_copy_saved(&mut self, path: &Path, count: usize) -> Vec<Effect> {
        let leaving = self.pending_close.take();
        if self.origin.path() == Some(path) {
            self.changes = Changes::default();
            let mut effects = self.read();
            effects.extend(leaving.map_or_else(Vec::new, |leaving| self.leave(leaving)));
            return effects;
        }
        self.changes.mark_saved(count);
        leaving.map_or_else(Vec::new, |leaving| self.leave(leaving))
    }

    /// Closes the popup that is open.
    pub fn close_popup(&mut self) {
        self.view.popup = None;
    }

    /// Tells the user why something that was to be opened from here could not
    /// be.
    pub fn show_notice(&mut self, notice: Notice) {
        self.notice = Some(Notice {
            shows_earlier: false,
            ..notice
        });
    }

    /// Leaves what is open, unless changes would be lost: then the user is
    /// asked.
    pub(super) fn leave(&mut self, leaving: CloseReason) -> Vec<Effect> {
        if self.changes.unsaved() > 0 {
            self.pending_close = Some(leaving);
            self.view.popup = Some(Popup::Unsaved);
            return Vec::new();
        }
        match leaving {
            CloseReason::CloseWindow => vec![Effect::Close],
            CloseReason::CloseTab => vec![Effect::CloseTab],
            CloseReason::OpenTimeline(path) => {
                self.view.popup = None;
                if self.origin.path() != Some(path.as_path()) {
                    self.changes = Changes::default();
                    self.accepted_drift.clear();
                }
                self.set_pending_link(LinkTarget::default());
                self.origin = Origin::File(path);
                self.read()
            }
        }
    }
}

/// What of a file of records could not be used.
fn not_all_imported(path: PathBuf, imported: &Imported) -> Notice {
    let lost = imported.problems.len();
    let message = match (imported.records.len(), lost) {
        (0, 0) => say("notice-no-records"),
        (0, lost) => say_with("notice-no-record-used", &[("lost", Value::plain(lost))]),
        (used, lost) => say_with(
            "notice-records-added",
            &[("used", Value::plain(used)), ("lost", Value::plain(lost))],
        ),
    };
    let first = imported.problems.first();
    Notice {
        origin: Origin::File(path),
        refusal: FileError {
            line: first.map(|problem| problem.line),
            column: first.map(|_| 1),
            hint: first.map(|problem| problem.message.clone()),
            ..FileError::new(message)
        },
        shows_earlier: false,
    }
}
