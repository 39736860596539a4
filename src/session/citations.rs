//! Footnotes and entries of the bibliography, set on a worker as they come
//! into view: the processor of citation styles takes its time.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::document::Document;
use crate::bibliography::{Bibliographer, Style};
use crate::model::{Index, Passage, Source};

/// What is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CitedItem {
    /// A passage, with its locator: a footnote.
    Passage(Index<Passage>),
    /// A source as a whole: a line of the bibliography.
    Source(Index<Source>),
}

/// The lines that were set, for one document in one style.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Citations {
    lines: HashMap<CitedItem, Arc<str>>,
    asked: HashSet<CitedItem>,
}

impl Citations {
    /// A line, once it is set.
    #[must_use]
    pub fn line(&self, cited: CitedItem) -> Option<Arc<str>> {
        self.lines.get(&cited).map(Arc::clone)
    }

    /// Of these, the ones that were not asked for before.
    pub(super) fn ask(&mut self, wanted: Vec<CitedItem>) -> Vec<CitedItem> {
        wanted
            .into_iter()
            .filter(|cited| self.asked.insert(*cited))
            .collect()
    }

    pub(super) fn take(&mut self, lines: Vec<(CitedItem, String)>) {
        let lines = lines.into_iter();
        self.lines
            .extend(lines.map(|(cited, line)| (cited, line.into())));
    }
}

/// Sets lines in a style. Some milliseconds each, and some hundred the first
/// time: it runs on a worker.
#[must_use]
pub fn format_citations(
    document: &Document,
    style: Style,
    wanted: &[CitedItem],
) -> Vec<(CitedItem, String)> {
    let bibliographer = Bibliographer::new(style);
    let timeline = &document.timeline;
    let line = |cited: &CitedItem| match *cited {
        CitedItem::Passage(passage) => {
            let passage = timeline.passages.get(passage.position())?;
            let source = &timeline[passage.source];
            Some(bibliographer.footnote(source, passage.locator.as_deref()))
        }
        CitedItem::Source(source) => {
            let source = timeline.sources.get(source.position())?;
            Some(bibliographer.bibliography_entry(source))
        }
    };
    wanted
        .iter()
        .filter_map(|cited| Some((*cited, line(cited)?)))
        .collect()
}
