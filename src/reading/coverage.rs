//! How much of a text its passages cover.

use super::paragraphs::{ParagraphKind, Paragraphs};
use super::passage_highlights::PassageHighlights;
use crate::language::{say, say_with};

/// How much of a text its passages cover.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// The number of paragraphs of running text. One that is split for its length
    /// counts once.
    pub paragraphs: usize,
    /// The paragraphs without any passage: the number of each, from 1, and the
    /// position of its first piece in [`Paragraphs`].
    pub uncited: Vec<(usize, usize)>,
    /// The number of code points that passages quote.
    pub quoted: usize,
}

impl Coverage {
    /// Measures a text, in time linear in its paragraphs and passages.
    #[must_use]
    pub fn of(paragraphs: &Paragraphs, highlights: &PassageHighlights) -> Self {
        let mut coverage = Self::default();
        for (position, paragraph) in paragraphs.as_slice().iter().enumerate() {
            if paragraph.kind != ParagraphKind::Body {
                continue;
            }
            let is_cited = highlights
                .between(paragraph.start, paragraph.end)
                .next()
                .is_some();
            if paragraph.continues {
                let open = coverage.uncited.last();
                if is_cited && open.is_some_and(|(number, _)| *number == coverage.paragraphs) {
                    coverage.uncited.pop();
                }
                continue;
            }
            coverage.paragraphs += 1;
            if !is_cited {
                coverage.uncited.push((coverage.paragraphs, position));
            }
        }
        let mut reached = 0;
        for marked in highlights.as_slice() {
            coverage.quoted += marked.end.saturating_sub(marked.start.max(reached));
            reached = reached.max(marked.end);
        }
        coverage
    }
}

/// A share in whole percent, never rounded to 0 % or to 100 %: "39 %", "less than
/// 1 %", "more than 99 %".
#[must_use]
pub fn share_in_words(part: usize, whole: usize) -> String {
    if part == 0 || whole == 0 {
        return share("0");
    }
    if part >= whole {
        return share("100");
    }
    let (part, whole) = (part as u128, whole as u128);
    match (200 * part + whole) / (2 * whole) {
        0 => say("share-less-than-one"),
        100 => say("share-more-than-ninety-nine"),
        rounded => share(&rounded.to_string()),
    }
}

fn share(number: &str) -> String {
    say_with("share", &[("number", number.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Index;
    use crate::reading::MAX_PARAGRAPH;
    use annals_documents::{DocumentStructure, Heading};

    fn coverage(text: &str, structure: &DocumentStructure, places: &[(usize, usize)]) -> Coverage {
        let places = places
            .iter()
            .enumerate()
            .map(|(n, (start, end))| (Index::new(n).unwrap(), *start, *end));
        Coverage::of(
            &Paragraphs::of(text, structure),
            &PassageHighlights::new(places),
        )
    }

    #[test]
    fn uncited_paragraphs_are_numbered_without_headings() {
        let text = "Title\n\none\n\ntwo\n\nthree";
        let structure = DocumentStructure {
            headings: vec![Heading {
                start: 0,
                end: 5,
                level: 1,
            }],
            ..DocumentStructure::default()
        };
        let found = coverage(text, &structure, &[(12, 14), (13, 15)]);
        assert_eq!(found.paragraphs, 3);
        assert_eq!(found.uncited, [(1, 1), (3, 3)]);
        assert_eq!(found.quoted, 3);
        assert_eq!(
            coverage("", &DocumentStructure::default(), &[]),
            Coverage::default()
        );
    }

    #[test]
    fn a_split_paragraph_is_cited_if_any_piece_is() {
        let text = "word ".repeat(MAX_PARAGRAPH / 2);
        let whole = coverage(&text, &DocumentStructure::default(), &[]);
        assert_eq!(whole.paragraphs, 1);
        assert_eq!(whole.uncited, [(1, 0)]);
        let end = text.chars().count();
        for place in [(0, 2), (end - 4, end - 1)] {
            let found = coverage(&text, &DocumentStructure::default(), &[place]);
            assert_eq!(found.paragraphs, 1);
            assert!(found.uncited.is_empty(), "{place:?}");
        }
    }

    #[test]
    fn a_share_is_never_rounded_to_0_or_100_percent() {
        for (part, whole, expected) in [
            (0, 0, "0 %"),
            (0, 9, "0 %"),
            (1, 1_000, "less than 1 %"),
            (12, 31, "39 %"),
            (1, 2, "50 %"),
            (999, 1_000, "more than 99 %"),
            (9, 9, "100 %"),
        ] {
            assert_eq!(share_in_words(part, whole), expected);
        }
    }
}
