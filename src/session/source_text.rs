//! The text of a source as the reader shows it.

use std::sync::Arc;

use crate::library::Holdings;
use crate::model::{Index, Passage, Source, Timeline};
use crate::reading::{Paragraphs, PassageHighlights, QuotedTextView};
use annals_anchor::SearchableText;
use annals_documents::DocumentStructure;

/// The text of a source as the reader shows it, in paragraphs and with its
/// passages marked.
#[derive(Debug)]
pub struct SourceText {
    /// Whether this is the whole text. If not, the document was not found, and
    /// this is the source's quotations with marked gaps.
    pub is_whole: bool,
    /// The text.
    pub text: Arc<SearchableText>,
    /// Its pages and headings.
    pub structure: Arc<DocumentStructure>,
    /// Its paragraphs.
    pub paragraphs: Paragraphs,
    /// The passages in it.
    pub highlights: PassageHighlights,
}

impl SourceText {
    /// Prepares the text of a source, or its quotations.
    pub(super) fn new(
        timeline: &Timeline,
        holdings: &Holdings,
        source: Index<Source>,
        places: Vec<(Index<Passage>, usize, usize)>,
    ) -> Self {
        if let Some(held) = holdings.get(source) {
            return Self {
                is_whole: true,
                paragraphs: Paragraphs::of(held.text.text(), &held.structure),
                text: Arc::clone(&held.text),
                structure: Arc::clone(&held.structure),
                highlights: PassageHighlights::new(places),
            };
        }
        let excerpts = QuotedTextView::of(timeline, source);
        let structure = DocumentStructure::default();
        Self {
            is_whole: false,
            paragraphs: Paragraphs::of(&excerpts.text, &structure).with_gaps(&excerpts.gaps),
            highlights: PassageHighlights::new(excerpts.places),
            text: Arc::new(SearchableText::new(excerpts.text)),
            structure: Arc::new(structure),
        }
    }
}
