//! What is copied to the clipboard.

use crate::session::action::{ByPointer, ClipboardAction};
use crate::session::citations::CitedItem;
use crate::session::effect::Effect;
use crate::session::state::Session;

impl Session {
    /// Copies a text, if there is one.
    pub(super) fn copy(&self, action: ClipboardAction) -> Vec<Effect> {
        let effect = match action {
            ClipboardAction::Text(text) => Some(Effect::Copy(text)),
            ClipboardAction::SelectedText => self.copy_selected_text(),
            ClipboardAction::Quotation => self.quotation().map(Effect::Copy),
            ClipboardAction::Link(kind) => self.link(kind).map(|link| Effect::Copy(link.text())),
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
