//! Footnotes and bibliography entries. Workers format them as they come into
//! view, because the processor of citation styles is slow.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::open_timeline::OpenTimeline;
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

/// The formatted lines, for one timeline in one style.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Citations {
    lines: HashMap<CitedItem, Arc<str>>,
    requested: HashSet<CitedItem>,
}

impl Citations {
    /// A line, once it is formatted.
    #[must_use]
    pub fn line(&self, cited: CitedItem) -> Option<Arc<str>> {
        self.lines.get(&cited).map(Arc::clone)
    }

    /// Those of the items that were not requested before.
    pub(super) fn not_requested(&mut self, items: Vec<CitedItem>) -> Vec<CitedItem> {
        items
            .into_iter()
            .filter(|item| self.requested.insert(*item))
            .collect()
    }

    pub(super) fn insert(&mut self, lines: Vec<(CitedItem, String)>) {
        let lines = lines.into_iter();
        self.lines
            .extend(lines.map(|(cited, line)| (cited, line.into())));
    }
}

/// Formats lines in a style. Takes some milliseconds for each, and some hundred
/// for the first.
pub(super) fn format_citations(
    open: &OpenTimeline,
    style: Style,
    items: &[CitedItem],
) -> Vec<(CitedItem, String)> {
    let bibliographer = Bibliographer::new(style);
    let timeline = &open.timeline;
    let line = |cited: &CitedItem| match *cited {
        CitedItem::Passage(passage) => {
            let passage = timeline.passages.get(passage)?;
            let source = &timeline[passage.source];
            Some(bibliographer.footnote(source, passage.locator.as_deref()))
        }
        CitedItem::Source(source) => {
            let source = timeline.sources.get(source)?;
            Some(bibliographer.bibliography_entry(source))
        }
    };
    items
        .iter()
        .filter_map(|cited| Some((*cited, line(cited)?)))
        .collect()
}
