//! How many words of one source an output may quote.
//!
//! Every output that quotes for readers elsewhere counts its words, in the order
//! of the output and for each source: the report with a [`QuoteBudget`], figures
//! and exports with [`Quotations`].

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use unicode_segmentation::UnicodeSegmentation as _;

/// Marks where words were cut.
pub const CUT_MARK: &str = "[…]";

/// The most words of one source that an output quotes.
///
/// Words are those of Unicode Standard Annex 29, section 4. In scripts without
/// spaces each character or syllable counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteLimit {
    /// This many.
    Words(usize),
    /// No limit.
    Unlimited,
}

impl Default for QuoteLimit {
    fn default() -> Self {
        Self::Words(300)
    }
}

impl QuoteLimit {
    /// The number of words; `None` if there is no limit.
    #[must_use]
    pub const fn words(self) -> Option<usize> {
        match self {
            Self::Words(words) => Some(words),
            Self::Unlimited => None,
        }
    }
}

impl fmt::Display for QuoteLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Words(words) => write!(f, "{words}"),
            Self::Unlimited => f.write_str("none"),
        }
    }
}

/// The error of parsing a text that is no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteLimitError;

impl fmt::Display for QuoteLimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a limit is a number of words, or `none`")
    }
}

impl std::error::Error for QuoteLimitError {}

impl FromStr for QuoteLimit {
    type Err = QuoteLimitError;

    fn from_str(text: &str) -> Result<Self, QuoteLimitError> {
        if text == "none" {
            return Ok(Self::Unlimited);
        }
        text.parse().map(Self::Words).map_err(|_| QuoteLimitError)
    }
}

/// The number of words of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QuotedWords {
    /// Words that the output shows.
    pub shown: usize,
    /// Words that it leaves out because of the limit.
    pub cut: usize,
}

/// How much of each source may still be quoted. Sources are numbered from 0.
#[derive(Debug)]
pub struct QuoteBudget {
    limit: QuoteLimit,
    counts: Vec<QuotedWords>,
}

impl QuoteBudget {
    /// A budget for `sources` sources, of which nothing is quoted yet.
    #[must_use]
    pub fn new(limit: QuoteLimit, sources: usize) -> Self {
        Self {
            limit,
            counts: vec![QuotedWords::default(); sources],
        }
    }

    /// Takes the words of a text, up to the limit. Returns the part that may be
    /// shown and the number of words cut after it.
    pub fn take<'t>(&mut self, source: usize, text: &'t str) -> (&'t str, usize) {
        let words = text.unicode_words().count();
        let Some(quoted) = self.counts.get_mut(source) else {
            return ("", words);
        };
        let left = match self.limit {
            QuoteLimit::Words(limit) => limit.saturating_sub(quoted.shown),
            QuoteLimit::Unlimited => usize::MAX,
        };
        if words <= left {
            quoted.shown += words;
            return (text, 0);
        }
        quoted.shown += left;
        quoted.cut += words - left;
        let last = left.checked_sub(1);
        let last = last.and_then(|last| text.unicode_word_indices().nth(last));
        let end = last.map_or(0, |(start, word)| start + word.len());
        (text.get(..end).unwrap_or_default(), words - left)
    }

    /// Like [`take`](Self::take), but the text ends in [`CUT_MARK`] if words are
    /// cut.
    pub fn quoted(&mut self, source: usize, text: &str) -> (String, usize) {
        let (shown, cut) = self.take(source, text);
        (with_cut_mark(shown, cut), cut)
    }

    /// Takes a whole text or nothing, and returns whether it may be shown. If not,
    /// all its words count as cut.
    pub fn take_whole(&mut self, source: usize, text: &str) -> bool {
        let words = text.unicode_words().count();
        let limit = self.limit.words().unwrap_or(usize::MAX);
        let Some(quoted) = self.counts.get_mut(source) else {
            return false;
        };
        let fits = words <= limit.saturating_sub(quoted.shown);
        *if fits {
            &mut quoted.shown
        } else {
            &mut quoted.cut
        } += words;
        fits
    }

    /// The words of a source so far.
    #[must_use]
    pub fn quoted_words(&self, source: usize) -> QuotedWords {
        self.counts.get(source).copied().unwrap_or_default()
    }
}

/// Quotes texts of sources, up to the limit. The same text of a source counts once,
/// however often it is quoted, and is cut the same way each time. Sources are
/// numbered from 0.
#[derive(Debug)]
pub struct Quotations<'t> {
    budget: QuoteBudget,
    /// The texts quoted so far, as shown, with the number of words cut.
    quoted: HashMap<(usize, &'t str), (String, usize)>,
}

impl<'t> Quotations<'t> {
    /// The quotations of `sources` sources, none yet.
    #[must_use]
    pub fn new(limit: QuoteLimit, sources: usize) -> Self {
        Self {
            budget: QuoteBudget::new(limit, sources),
            quoted: HashMap::new(),
        }
    }

    /// The part of a text that may be shown, with [`CUT_MARK`] if words are cut, and
    /// the number of words cut.
    pub fn quoted(&mut self, source: usize, text: &'t str) -> (String, usize) {
        let budget = &mut self.budget;
        let entry = self.quoted.entry((source, text));
        entry.or_insert_with(|| budget.quoted(source, text)).clone()
    }

    /// Takes a whole text or nothing ([`QuoteBudget::take_whole`]).
    pub fn take_whole(&mut self, source: usize, text: &str) -> bool {
        self.budget.take_whole(source, text)
    }

    /// The words of a source so far.
    #[must_use]
    pub fn quoted_words(&self, source: usize) -> QuotedWords {
        self.budget.quoted_words(source)
    }

    /// The number of words cut, of all sources.
    #[must_use]
    pub fn words_cut(&self) -> usize {
        self.budget.counts.iter().map(|words| words.cut).sum()
    }
}

/// A text with [`CUT_MARK`] after it if words are cut.
#[must_use]
pub fn with_cut_mark(shown: &str, cut: usize) -> String {
    match (cut, shown.is_empty()) {
        (0, _) => shown.to_owned(),
        (_, true) => CUT_MARK.to_owned(),
        (_, false) => format!("{shown} {CUT_MARK}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_limit_is_a_number_or_none() {
        for (text, limit) in [
            ("300", Ok(QuoteLimit::Words(300))),
            ("0", Ok(QuoteLimit::Words(0))),
            ("none", Ok(QuoteLimit::Unlimited)),
            ("", Err(QuoteLimitError)),
            ("-1", Err(QuoteLimitError)),
            ("many", Err(QuoteLimitError)),
        ] {
            assert_eq!(text.parse(), limit, "{text}");
            if let Ok(limit) = limit {
                assert_eq!(limit.to_string(), text);
            }
        }
        assert_eq!(QuoteLimit::default().words(), Some(300));
    }

    #[test]
    fn words_are_counted_by_source_and_cuts_are_marked() {
        let mut budget = QuoteBudget::new(QuoteLimit::Words(5), 2);
        for (source, text, shown, cut) in [
            (0, "One, two, three.", "One, two, three.", 0),
            (1, "one", "one", 0),
            (0, "Four (five) six, seven.", "Four (five […]", 2),
            (0, "eight", "[…]", 1),
            (0, "…", "…", 0),
            (1, "two", "two", 0),
        ] {
            assert_eq!(
                budget.quoted(source, text),
                (shown.to_owned(), cut),
                "{text}"
            );
        }
        assert_eq!(budget.quoted_words(0), QuotedWords { shown: 5, cut: 3 });
        assert_eq!(budget.quoted_words(1), QuotedWords { shown: 2, cut: 0 });
    }

    #[test]
    fn whole_texts_are_not_cut() {
        let mut budget = QuoteBudget::new(QuoteLimit::Words(3), 1);
        for (text, fits) in [
            ("one two", true),
            ("three four", false),
            ("…", true),
            ("three", true),
            ("four", false),
        ] {
            assert_eq!(budget.take_whole(0, text), fits, "{text}");
        }
        assert_eq!(budget.quoted_words(0), QuotedWords { shown: 3, cut: 3 });
        assert!(!budget.take_whole(1, ""), "there is no such source");
    }

    #[test]
    fn a_repeated_quotation_counts_once() {
        let mut quotations = Quotations::new(QuoteLimit::Words(3), 2);
        for (source, text, shown, cut) in [
            (0, "one two", "one two", 0),
            (0, "one two", "one two", 0),
            (0, "one three four", "one […]", 2),
            (0, "one three four", "one […]", 2),
            (1, "one two", "one two", 0),
        ] {
            let quoted = quotations.quoted(source, text);
            assert_eq!(quoted, (shown.to_owned(), cut), "{text}");
        }
        assert_eq!(quotations.quoted_words(0), QuotedWords { shown: 3, cut: 2 });
        assert_eq!(quotations.words_cut(), 2);
        assert!(!quotations.take_whole(0, "more"));
        assert_eq!(quotations.words_cut(), 3);
    }

    proptest! {
        #[test]
        fn no_more_words_are_shown_than_the_limit_allows(
            limit in 0_usize..12,
            texts in proptest::collection::vec(r"\PC{0,40}|[a-z.' ]{0,40}|[ក-៓ ]{0,20}", 0..8),
        ) {
            let mut budget = QuoteBudget::new(QuoteLimit::Words(limit), 1);
            let mut shown = 0;
            let mut cut = 0;
            for text in &texts {
                let (quoted, missing) = budget.quoted(0, text);
                shown += quoted.unicode_words().count();
                cut += missing;
                prop_assert_eq!(missing > 0, quoted != *text);
                prop_assert!(missing == 0 || quoted.ends_with(CUT_MARK));
            }
            let words: usize = texts.iter().map(|text| text.unicode_words().count()).sum();
            prop_assert!(shown <= limit);
            prop_assert_eq!(budget.quoted_words(0), QuotedWords { shown, cut });
            prop_assert_eq!(shown + cut, words);
        }
    }
}
