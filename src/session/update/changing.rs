//! Changes to the timeline, and leaving it while they are in no copy.

use std::path::PathBuf;

use super::{Notice, Session};
use crate::session::action::{DocumentAction, Effect, Popup, Shared};
use crate::session::changes::{Changes, adopted};
use crate::session::document::Origin;

/// What a timeline is left for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    /// Another timeline.
    For(PathBuf),
    /// The window is closed.
    Closing,
}

impl Session {
    pub(super) fn update_changes(&mut self, action: DocumentAction) -> Vec<Effect> {
        match action {
            DocumentAction::AdoptWords(passage) => {
                let document = self.document.clone();
                let Some(change) = document.and_then(|open| adopted(&open, passage)) else {
                    return Vec::new();
                };
                self.changes.add(change);
                self.read()
            }
            DocumentAction::KeepWords(passage) => {
                if let Some(document) = self.document.as_deref()
                    && let Some(passage) = document.timeline.passages.get(passage.position())
                {
                    let id = passage.id.clone();
                    if !self.kept.remove(&id) {
                        self.kept.insert(id);
                    }
                }
                Vec::new()
            }
            DocumentAction::TakeBackChange => {
                if !self.changes.take_back() {
                    return Vec::new();
                }
                if self.changes.amendments().is_empty() && self.view.popup == Some(Popup::Changes) {
                    self.view.popup = None;
                }
                self.read()
            }
            DocumentAction::SaveCopy => {
                self.view.popup = None;
                vec![Effect::PickCopy(self.origin.clone())]
            }
            DocumentAction::SaveCopyTo(path) => {
                self.view.popup = None;
                let amendments = self.changes.amendments().to_vec();
                vec![Effect::WriteCopy(self.origin.clone(), amendments, path)]
            }
            DocumentAction::CopySaved(path, count) => self.copy_saved(path, count),
            DocumentAction::CopyRefused(path, refusal) => {
                self.leaving = None;
                self.notice = Some(Notice {
                    origin: Origin::File(path),
                    refusal,
                });
                Vec::new()
            }
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
            DocumentAction::Cite(wanted) => {
                let wanted = self.citations.ask(wanted);
                let Some(document) = self.document.clone().filter(|_| !wanted.is_empty()) else {
                    return Vec::new();
                };
                let style = self.settings.citation_style;
                vec![Effect::Cite(self.revision, Shared(document), style, wanted)]
            }
            DocumentAction::CitationsSet(revision, style, lines) => {
                if revision == self.revision && style == self.settings.citation_style {
                    self.citations.take(lines);
                }
                Vec::new()
            }
            DocumentAction::LeaveUnsaved => {
                self.view.popup = None;
                self.changes = Changes::default();
                let leaving = self.leaving.take();
                leaving.map_or_else(Vec::new, |leaving| self.leave(leaving))
            }
            DocumentAction::Close => self.leave(Leaving::Closing),
            _ => Vec::new(),
        }
    }

    /// A copy was saved: what is held is safe. Where the copy took the place of
    /// what is open, it holds the changes itself.
    fn copy_saved(&mut self, path: PathBuf, count: usize) -> Vec<Effect> {
        let leaving = self.leaving.take();
        if self.origin.path() == Some(path.as_path()) {
            self.changes = Changes::default();
            let mut effects = self.read();
            effects.extend(leaving.map_or_else(Vec::new, |leaving| self.leave(leaving)));
            return effects;
        }
        self.changes.mark_saved(count);
        leaving.map_or_else(Vec::new, |leaving| self.leave(leaving))
    }

    /// Leaves what is open, unless changes would be lost: then the user is
    /// asked.
    pub(super) fn leave(&mut self, leaving: Leaving) -> Vec<Effect> {
        if self.changes.unsaved() > 0 {
            self.leaving = Some(leaving);
            self.view.popup = Some(Popup::Unsaved);
            return Vec::new();
        }
        match leaving {
            Leaving::Closing => vec![Effect::Close],
            Leaving::For(path) => {
                self.view.popup = None;
                if self.origin.path() != Some(path.as_path()) {
                    self.changes = Changes::default();
                    self.kept.clear();
                }
                self.origin = Origin::File(path);
                self.read()
            }
        }
    }
}
