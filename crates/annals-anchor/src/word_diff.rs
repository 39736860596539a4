//! Which words changed between a recorded wording and the one found.

use super::fold::is_hyphen;
use super::tokens::{WordingSource, WordingToken, tokenize};

/// If more words differ, all between the first and the last difference is one
/// change.
const MAX_CHANGES: usize = 500;

/// What happened to some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordChange {
    /// Both wordings have them, foldings aside.
    Unchanged,
    /// Only the recorded wording has them.
    Removed,
    /// Only the wording found has them.
    Added,
}

/// Consecutive words with the same change.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WordSpan {
    /// What happened to them.
    pub change: WordChange,
    /// The words, separated by single spaces. Unchanged ones are in the form
    /// found.
    pub words: String,
}

/// Compares a recorded wording with the one found, word by word.
///
/// White space separates words; a word hyphenated at the end of a line is one
/// word. What [`Normalised`](crate::AnchorState::Normalised) folds is unchanged.
/// The unchanged and removed words are, in order, the recorded ones; the unchanged
/// and added words are those found. Where both differ, removed words come first.
///
/// Takes time proportional to the number of words and of differences. If more than
/// 500 words differ, all between the first and the last difference is one change.
///
/// ```
/// use annals_anchor::{WordChange, compare_words};
///
/// let spans = compare_words("the old king", "the new king");
/// let spans: Vec<_> = spans.iter().map(|s| (s.change, s.words.as_str())).collect();
/// assert_eq!(
///     spans,
///     [
///         (WordChange::Unchanged, "the"),
///         (WordChange::Removed, "old"),
///         (WordChange::Added, "new"),
///         (WordChange::Unchanged, "king"),
///     ]
/// );
/// ```
#[must_use]
pub fn compare_words(recorded: &str, found: &str) -> Vec<WordSpan> {
    let whole_text = WordingSource::Text {
        before: '\n',
        after: '\n',
    };
    let old = words(recorded, WordingSource::Selector);
    let new = words(found, whole_text);
    let equal = |(a, b): &(&DiffWord, &DiffWord)| a.equals(b);
    let first = old.iter().zip(&new).take_while(equal).count();
    let rest = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev());
    let last = last.take(rest).take_while(equal).count();
    let middle = (
        old.get(first..old.len() - last).unwrap_or_default(),
        new.get(first..new.len() - last).unwrap_or_default(),
    );
    let mut spans = SpanBuilder::default();
    spans.push(WordChange::Unchanged, new.get(..first).unwrap_or_default());
    spans.compare(middle.0, middle.1);
    let tail = new.get(new.len() - last..).unwrap_or_default();
    spans.push(WordChange::Unchanged, tail);
    spans.0
}

/// A word as written and as compared.
#[derive(Debug, Default)]
struct DiffWord {
    written: String,
    folded: String,
    /// Whether it is hyphenated at the end of a line.
    is_broken: bool,
}

impl DiffWord {
    fn equals(&self, other: &Self) -> bool {
        if self.is_broken || other.is_broken {
            return without_hyphens(&self.folded) == without_hyphens(&other.folded);
        }
        self.folded == other.folded
    }
}

fn without_hyphens(folded: &str) -> String {
    folded.chars().filter(|&c| !is_hyphen(c)).collect()
}

/// The words of a text. White space within a broken word is dropped.
fn words(text: &str, source: WordingSource) -> Vec<DiffWord> {
    let chars: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut open: Option<(usize, DiffWord)> = None;
    let mut close = |open: &mut Option<(usize, DiffWord)>, end: usize| {
        if let Some((start, mut word)) = open.take() {
            let written = chars.get(start..end).unwrap_or_default();
            word.written = written.iter().filter(|c| !c.is_whitespace()).collect();
            if !word.folded.is_empty() {
                words.push(word);
            }
        }
    };
    for span in tokenize(text, 0, source) {
        if span.token == WordingToken::Space {
            close(&mut open, span.start);
            continue;
        }
        let (_, word) = open.get_or_insert_with(|| (span.start, DiffWord::default()));
        match span.token {
            WordingToken::Char(c) => word.folded.push(c),
            WordingToken::LineEndHyphen => word.is_broken = true,
            WordingToken::Space | WordingToken::Emphasis => {}
        }
    }
    close(&mut open, chars.len());
    words
}

#[derive(Default)]
struct SpanBuilder(Vec<WordSpan>);

impl SpanBuilder {
    fn push(&mut self, change: WordChange, words: &[DiffWord]) {
        for word in words {
            match self.0.last_mut() {
                Some(last) if last.change == change => {
                    last.words.push(' ');
                    last.words.push_str(&word.written);
                }
                _ => self.0.push(WordSpan {
                    change,
                    words: word.written.clone(),
                }),
            }
        }
    }

    fn compare(&mut self, old: &[DiffWord], new: &[DiffWord]) {
        let (mut from, mut to) = (0, 0);
        for (a, b) in equal_pairs(old, new)
            .into_iter()
            .chain([(old.len(), new.len())])
        {
            self.push(WordChange::Removed, old.get(from..a).unwrap_or_default());
            self.push(WordChange::Added, new.get(to..b).unwrap_or_default());
            self.push(WordChange::Unchanged, new.get(b..=b).unwrap_or_default());
            (from, to) = (a + 1, b + 1);
        }
    }
}

/// The pairs of equal words in a shortest edit script (Myers 1986), or none if it
/// has more than [`MAX_CHANGES`] edits.
fn equal_pairs(old: &[DiffWord], new: &[DiffWord]) -> Vec<(usize, usize)> {
    // For each number of edits, how far each diagonal reaches into `old`.
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    let most = MAX_CHANGES.min(old.len() + new.len());
    for edits in 0..=most {
        let mut reach = vec![0; 2 * edits + 1];
        let mut is_done = false;
        for diagonal in (0..=2 * edits).step_by(2) {
            let (mut a, _) = step(&rounds, edits, diagonal);
            // A diagonal is numbered by the position in `old` less that in `new`,
            // plus the edits.
            let Some(mut b) = (a + edits).checked_sub(diagonal) else {
                continue;
            };
            while let (Some(word), Some(other)) = (old.get(a), new.get(b)) {
                if !word.equals(other) {
                    break;
                }
                (a, b) = (a + 1, b + 1);
            }
            if let Some(reach) = reach.get_mut(diagonal) {
                *reach = a;
            }
            is_done |= a >= old.len() && b >= new.len();
        }
        rounds.push(reach);
        if is_done {
            return walk_back(&rounds, old.len(), new.len());
        }
    }
    Vec::new()
}

/// Where a diagonal begins before its equal words, and whether a word of `old` was
/// removed to get there.
fn step(rounds: &[Vec<usize>], edits: usize, diagonal: usize) -> (usize, bool) {
    let Some(before) = edits.checked_sub(1).and_then(|at| rounds.get(at)) else {
        return (0, false);
    };
    // In the round before, the same diagonal has a number one less.
    let removed = diagonal.checked_sub(2).and_then(|at| before.get(at));
    let added = before.get(diagonal);
    match (removed, added) {
        (Some(&removed), Some(&added)) if removed + 1 > added => (removed + 1, true),
        (Some(&removed), None) => (removed + 1, true),
        (_, added) => (added.copied().unwrap_or(0), false),
    }
}

fn walk_back(rounds: &[Vec<usize>], mut a: usize, b: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut edits = rounds.len() - 1;
    let mut diagonal = (a + edits).saturating_sub(b);
    loop {
        let (start, removed) = step(rounds, edits, diagonal);
        while a > start {
            a -= 1;
            pairs.push((a, (a + edits).saturating_sub(diagonal)));
        }
        if edits == 0 {
            break;
        }
        if removed {
            a = a.saturating_sub(1);
            diagonal = diagonal.saturating_sub(2);
        }
        edits -= 1;
    }
    pairs.reverse();
    pairs
}
