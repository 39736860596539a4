//! Commands of the user, which are built into edits and made.

use std::hash::BuildHasher as _;

use crate::edits::{
    DocumentText, DocumentTexts, EditCommand, EditContext, EditError, build, conflicts_of,
};
use crate::language::Message;
use crate::model::{EntryKind, Index, Passage, Source, excerpt};
use crate::session::action::Dialog;
use crate::session::edits::EntryConflict;
use crate::session::effect::Effect;
use crate::session::notices::Notice;
use crate::session::open_timeline::OpenTimeline;
use crate::session::state::Session;
use crate::storage::{EntryTexts, FileError};
use annals_anchor::PositionSelector;

impl DocumentTexts for OpenTimeline {
    fn text(&self, source: Index<Source>) -> Option<DocumentText> {
        let copy = self.holdings.get(source)?;
        let recorded = self.timeline[source].sha256;
        Some(DocumentText {
            text: copy.text.clone(),
            is_recorded: recorded.is_some_and(|digest| digest == copy.digest),
        })
    }

    fn place(&self, passage: Index<Passage>) -> Option<PositionSelector> {
        let found = self.anchor(passage)?.matched?;
        Some(PositionSelector {
            start: found.start,
            end: found.end,
        })
    }
}

/// Whether the edited entry is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SelectsEdited {
    /// It is.
    Yes,
    /// The selection stays, because the user has just changed it.
    No,
}

impl Session {
    /// Makes the edit of a command. A notice says why it cannot be made.
    pub(super) fn do_or_refuse(&mut self, command: &EditCommand, now: f64) -> Vec<Effect> {
        let selects = SelectsEdited::Yes;
        self.do_command(command, selects, now)
            .unwrap_or_else(|error| {
                let error = FileError::new(error.message);
                self.notices.notice = Some(Notice::new(self.origin().clone(), error));
                Vec::new()
            })
    }

    /// Makes the edit of a command. Nothing happens if it changes nothing.
    ///
    /// # Errors
    ///
    /// [`EditError`] if the edit cannot be made.
    pub(super) fn do_command(
        &mut self,
        command: &EditCommand,
        selects: SelectsEdited,
        now: f64,
    ) -> Result<Vec<Effect>, EditError> {
        let mut edit = self.with_edit_context(now, |context| build(command, context))?;
        if selects == SelectsEdited::No {
            edit.select = None;
        }
        if edit.is_empty() {
            return Ok(Vec::new());
        }
        let revision = self.revision;
        let effects = self.apply_edit(edit, now);
        if self.revision == revision {
            // A notice says why.
            return Err(EditError::new(Message::new("edit-refused")));
        }
        Ok(effects)
    }

    /// Finds the conflicts again, for the dialog that lists them.
    pub(super) fn list_conflicts(&mut self, now: f64) {
        self.edits.conflicts.clear();
        if self.view.dialog != Some(Dialog::Conflicts) {
            return;
        }
        let conflicts = self.with_edit_context(now, |context| Ok(conflicts_in(context)));
        self.edits.conflicts = conflicts.unwrap_or_default();
    }

    /// Calls `action` with what edits are made from.
    pub(super) fn with_edit_context<T>(
        &self,
        now: f64,
        action: impl FnOnce(&EditContext<'_>) -> Result<T, EditError>,
    ) -> Result<T, EditError> {
        let not_ready = || EditError::new(Message::new("edit-not-ready"));
        let open = self.complete_timeline().ok_or_else(not_ready)?;
        let texts = self.entry_texts().ok_or_else(not_ready)?;
        let steps = self.edits.history.steps().len();
        action(&EditContext {
            timeline: &open.timeline,
            texts: &texts,
            documents: &**open,
            seed: self.edits.ids.hash_one((now.to_bits(), steps)),
            author: None,
            now: "",
        })
    }

    /// The texts of the entries as they are shown; `None` while the file is not in
    /// memory.
    fn entry_texts(&self) -> Option<EntryTexts> {
        let bytes = self.edits.base()?.bytes.clone()?;
        let mut texts = EntryTexts::new(bytes);
        for pending in self.edits.pending() {
            texts.apply(&pending.change).ok()?;
        }
        Some(texts)
    }
}

/// Every conflict of every entry.
fn conflicts_in(context: &EditContext<'_>) -> Vec<EntryConflict> {
    let timeline = context.timeline;
    let name_of = |kind: EntryKind, id: &str| match kind {
        EntryKind::Event => {
            let event = timeline.events.by_id(id);
            event.map(|event| timeline[event].name().to_owned())
        }
        EntryKind::Passage => {
            let passage = timeline.passages.by_id(id);
            passage.map(|passage| excerpt(&timeline[passage].quote.exact))
        }
        EntryKind::Lane => {
            let lane = timeline.lanes.iter().find(|lane| lane.id == id);
            lane.map(|lane| lane.name.clone())
        }
        EntryKind::Source => None,
    };
    let mut found = Vec::new();
    for (kind, id) in context.texts.containing("\"conflicts\"") {
        let name = name_of(kind, &id).unwrap_or_else(|| id.to_string());
        found.extend(
            conflicts_of(context, kind, &id)
                .into_iter()
                .map(|conflict| EntryConflict {
                    kind,
                    id: id.clone(),
                    name: name.clone(),
                    conflict,
                }),
        );
    }
    found
}
