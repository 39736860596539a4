//! Footnotes and bibliography lines in the citation style that the user chose.
//! A line that is not formatted yet is requested; until it arrives, a plain
//! line of the record is shown.

use std::sync::Arc;

use eframe::egui::{Id, Ui};

use crate::model::{Index, Passage, Source};
use crate::session::{Action, CitationAction, CitedItem, Session};

/// Footnote of a passage.
pub fn footnote(ui: &Ui, session: &Session, passage: Index<Passage>) -> Arc<str> {
    line(ui, session, CitedItem::Passage(passage), || {
        let timeline = &session.open.as_deref()?.timeline;
        let passage = timeline.passages.get(passage)?;
        Some(timeline[passage.source].fallback_footnote(passage.locator.as_deref()))
    })
}

/// Bibliography line of a source.
pub fn entry(ui: &Ui, session: &Session, source: Index<Source>) -> Arc<str> {
    line(ui, session, CitedItem::Source(source), || {
        let timeline = &session.open.as_deref()?.timeline;
        Some(timeline.sources.get(source)?.fallback_bibliography_line())
    })
}

fn line(
    ui: &Ui,
    session: &Session,
    item: CitedItem,
    plain: impl FnOnce() -> Option<String>,
) -> Arc<str> {
    if let Some(line) = session.citations.line(item) {
        return line;
    }
    ui.data_mut(|memory| {
        let missing = memory.get_temp_mut_or_default::<Vec<CitedItem>>(missing_id());
        missing.push(item);
    });
    plain().unwrap_or_default().into()
}

fn missing_id() -> Id {
    Id::unique("citations to be formatted")
}

/// Requests the lines that were needed in this frame and not available.
pub fn request_missing(ui: &Ui, actions: &mut Vec<Action>) {
    let missing: Vec<CitedItem> =
        ui.data_mut(|memory| memory.remove_temp(missing_id()).unwrap_or_default());
    if !missing.is_empty() {
        actions.push(CitationAction::Format(missing).into());
    }
}
