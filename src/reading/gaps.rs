//! A source whose text is not available: its quotations in the order of the
//! document, and the gaps between them.

use crate::language::{say, say_with};
use crate::model::{Index, Passage, Source, Timeline};
use annals_anchor::fold_white_space;

/// The gap between a quotation and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// This many code points are not quoted. Before the first quotation, they count
    /// from the beginning of the document.
    CodePoints(usize),
    /// The two touch or overlap.
    Adjacent,
    /// One of the two has no recorded position.
    Unknown,
}

/// The passages of a source by recorded position, each with the gap before it.
/// Those without a position come last, in the order of the file.
fn in_document_order(timeline: &Timeline, source: Index<Source>) -> Vec<(Index<Passage>, Gap)> {
    let mut passages: Vec<_> = timeline
        .passages
        .indexed()
        .filter(|(_, passage)| passage.source == source)
        .map(|(index, passage)| (index, passage.position))
        .collect();
    passages.sort_by_key(|(_, position)| {
        position.map_or((1, 0, 0), |position| (0, position.start, position.end))
    });
    let mut reached = 0;
    passages
        .into_iter()
        .map(|(index, position)| {
            let Some(position) = position else {
                return (index, Gap::Unknown);
            };
            let gap = match position.start.checked_sub(reached) {
                Some(0) | None => Gap::Adjacent,
                Some(code_points) => Gap::CodePoints(code_points),
            };
            reached = reached.max(position.end);
            (index, gap)
        })
        .collect()
}

/// The readable parts of a source whose text is not available.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuotedTextView {
    /// The quotations with their recorded context, and lines for the gaps between
    /// them. Each is a paragraph.
    pub text: String,
    /// The ranges of the quoted words in that text: the first code point, and the one
    /// after the last.
    pub places: Vec<(Index<Passage>, usize, usize)>,
    /// The first code points of the lines for gaps.
    pub gaps: Vec<usize>,
}

impl QuotedTextView {
    /// Joins the quotations of a source, in document order.
    #[must_use]
    pub fn of(timeline: &Timeline, source: Index<Source>) -> Self {
        let mut excerpts = Self::default();
        let mut end = 0;
        for (passage, gap) in in_document_order(timeline, source) {
            let note = match gap {
                Gap::Adjacent => None,
                Gap::CodePoints(1) => Some(say("omitted-one")),
                Gap::CodePoints(count) => {
                    Some(say_with("omitted-characters", &[("count", count.into())]))
                }
                Gap::Unknown => Some(say("omitted-unknown")),
            };
            if let Some(note) = note {
                excerpts.gaps.push(end);
                end += excerpts.append(&format!("… {note} …\n\n"));
            }
            let quote = &timeline[passage].quote;
            let before = fold_white_space(&quote.prefix);
            let after = fold_white_space(&quote.suffix);
            end += excerpts.append(&before);
            let start = end;
            end += excerpts.append(&fold_white_space(&quote.exact));
            excerpts.places.push((passage, start, end));
            end += excerpts.append(&after);
            end += excerpts.append("\n\n");
        }
        excerpts
    }

    fn append(&mut self, text: &str) -> usize {
        self.text.push_str(text);
        text.chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::read;

    #[test]
    fn quotations_are_in_document_order_with_their_gaps() {
        let file = serde_json::json!({
            "annals": 1,
            "sources": [{ "id": "s", "csl": {} }, { "id": "t", "csl": {} }],
            "passages": [
                { "id": "late", "source": "s", "exact": "x", "start": 50, "end": 60 },
                { "id": "unplaced", "source": "s", "exact": "x" },
                { "id": "other", "source": "t", "exact": "x", "start": 0, "end": 1 },
                { "id": "early", "source": "s", "exact": "x", "start": 10, "end": 20 },
                { "id": "over", "source": "s", "exact": "x", "start": 15, "end": 30 }
            ]
        });
        let timeline = read(file.to_string().as_bytes()).unwrap().timeline;
        let shown: Vec<_> = in_document_order(&timeline, Index::new(0).unwrap())
            .into_iter()
            .map(|(passage, gap)| (timeline[passage].id.as_str(), gap))
            .collect();
        let excerpts = QuotedTextView::of(&timeline, Index::new(0).unwrap());
        for (_, start, end) in &excerpts.places {
            let words: String = excerpts
                .text
                .chars()
                .skip(*start)
                .take(end - start)
                .collect();
            assert_eq!(words, "x");
        }
        assert_eq!(excerpts.gaps[0], 0);
        assert!(
            excerpts
                .text
                .starts_with("… 10 characters not quoted …\n\nx\n\nx")
        );
        assert_eq!(
            shown,
            [
                ("early", Gap::CodePoints(10)),
                ("over", Gap::Adjacent),
                ("late", Gap::CodePoints(20)),
                ("unplaced", Gap::Unknown),
            ]
        );
    }
}
