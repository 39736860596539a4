//! Sources in the citation style that the user chose. The processor takes a
//! while, so each line is made once and kept.

use std::sync::Arc;

use eframe::egui::{Id, Ui};

use crate::bibliography::Bibliographer;
use crate::model::{Index, Passage, Source};
use crate::session::Session;

/// The footnote of a passage.
pub fn footnote(ui: &Ui, session: &Session, passage: Index<Passage>) -> Arc<str> {
    kept(
        ui,
        session,
        ("footnote", passage.position()),
        |bibliographer| {
            let timeline = &session.document.as_deref()?.timeline;
            let passage = timeline.passages.get(passage.position())?;
            let source = &timeline[passage.source];
            Some(bibliographer.footnote(source, passage.locator.as_deref()))
        },
    )
}

/// The bibliography's line of a source.
pub fn entry(ui: &Ui, session: &Session, source: Index<Source>) -> Arc<str> {
    kept(
        ui,
        session,
        ("bibliography", source.position()),
        |bibliographer| {
            let timeline = &session.document.as_deref()?.timeline;
            let source = timeline.sources.get(source.position())?;
            Some(bibliographer.bibliography_entry(source))
        },
    )
}

fn kept(
    ui: &Ui,
    session: &Session,
    what: (&str, usize),
    make: impl FnOnce(Bibliographer) -> Option<String>,
) -> Arc<str> {
    let style = session.settings.citation_style;
    let id = Id::unique(("cited", session.revision, style, what));
    if let Some(line) = ui.data(|memory| memory.get_temp::<Arc<str>>(id)) {
        return line;
    }
    let line: Arc<str> = make(Bibliographer::new(style)).unwrap_or_default().into();
    ui.data_mut(|memory| memory.insert_temp(id, Arc::clone(&line)));
    line
}
