//! What is copied to the clipboard.

use crate::edits::copy_events;
use crate::session::action::{ByPointer, ClipboardAction};
use crate::session::citations::CitedItem;
use crate::session::effect::Effect;
use crate::session::notices::Notice;
use crate::session::state::Session;
use crate::storage::FileError;

impl Session {
    /// Copies a text, if there is one.
    pub(super) fn copy(&mut self, action: ClipboardAction) -> Vec<Effect> {
        let effect = match action {
            ClipboardAction::Text(text) => Some(Effect::Copy(text)),
            ClipboardAction::SelectedText => self.copy_selected_text(),
            ClipboardAction::Quotation => self.quotation().map(Effect::Copy),
            ClipboardAction::Link(kind) => self.link(kind).map(|link| Effect::Copy(link.text())),
            ClipboardAction::SelectedEvents => self.copy_selected_events(),
        };
        effect.into_iter().collect()
    }

    /// The citation of a selected text is formatted by a worker.
    fn copy_selected_text(&self) -> Option<Effect> {
        let open = ByPointer(self.open.clone()?);
        let (source, range) = (self.view.reader.current?, self.view.reader.selected?);
        let style = self.settings.citation_style;
        Some(Effect::CopyCited(open, source, range, style))
    }

    /// The selected events with what they need elsewhere. A notice says why they cannot
    /// be copied.
    fn copy_selected_events(&mut self) -> Option<Effect> {
        let ids = self.selected_ids();
        if ids.is_empty() {
            return None;
        }
        match self.with_edit_context(0.0, |context| copy_events(&ids, context)) {
            Ok(text) => Some(Effect::Copy(text)),
            Err(error) => {
                self.notices.notice = Some(Notice::new(
                    self.origin().clone(),
                    FileError::new(error.message),
                ));
                None
            }
        }
    }

    /// The current quotation with its citation.
    fn quotation(&self) -> Option<String> {
        let timeline = &self.open.as_deref()?.timeline;
        let index = self.current_passage()?;
        let passage = &timeline[index];
        let footnote = self.citations.line(CitedItem::Passage(index)).map_or_else(
            || timeline[passage.source].fallback_footnote(passage.locator.as_deref()),
            |line| line.to_string(),
        );
        Some(format!("“{}”\n{footnote}", passage.quote.exact))
    }
}
