//! What changed between the words written down and those that stand there now.

use super::fold::is_hyphen;
use super::signs::{Sign, Wording, spell};

/// How many words may differ before what lies between is told as one change.
const MOST_CHANGES: usize = 500;

/// What became of some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordChange {
    /// They stand in both, foldings aside.
    Unchanged,
    /// Only in what was written down.
    Removed,
    /// Only in what stands there now.
    Added,
}

/// Some words in a row to which the same happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WordSpan {
    /// What became of them.
    pub change: WordChange,
    /// The words, one space between two; those kept in the form found now.
    pub words: String,
}

/// Compares what was written down with what stands there now, word by word.
///
/// Words are what stands between white space; a word that a hyphen breaks at
/// the end of a line is one. What `normalised` folds away counts as kept. The
/// words kept and removed are, in order, the recorded ones, those kept and added
/// the found ones; where both stand in one place, the removed ones come first.
///
/// Takes time in proportion to the words and to how many of them differ, and
/// where more than five hundred do, the stretch between the first and the last is
/// told as one change.
#[must_use]
pub fn compare_words(recorded: &str, found: &str) -> Vec<WordSpan> {
    let wording = Wording::OfText {
        before: '\n',
        after: '\n',
    };
    let old = words(recorded, Wording::OfSelector);
    let new = words(found, wording);
    let alike = |(a, b): &(&Word, &Word)| a.is_like(b);
    let first = old.iter().zip(&new).take_while(alike).count();
    let rest = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev());
    let last = last.take(rest).take_while(alike).count();
    let middle = (
        old.get(first..old.len() - last).unwrap_or_default(),
        new.get(first..new.len() - last).unwrap_or_default(),
    );
    let mut stretches = Stretches::default();
    stretches.push(WordChange::Unchanged, new.get(..first).unwrap_or_default());
    stretches.compare(middle.0, middle.1);
    stretches.push(
        WordChange::Unchanged,
        new.get(new.len() - last..).unwrap_or_default(),
    );
    stretches.0
}

/// A word as it is shown and as it is compared.
#[derive(Debug)]
struct Word {
    shown: String,
    signs: String,
    /// Whether a hyphen at a line's end breaks it.
    is_broken: bool,
}

impl Word {
    fn is_like(&self, other: &Self) -> bool {
        if self.is_broken || other.is_broken {
            return without_hyphens(&self.signs) == without_hyphens(&other.signs);
        }
        self.signs == other.signs
    }
}

fn without_hyphens(signs: &str) -> String {
    signs.chars().filter(|&c| !is_hyphen(c)).collect()
}

/// The words of a text. White space within one, at a line's end, is left out.
fn words(text: &str, wording: Wording) -> Vec<Word> {
    let chars: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut open: Option<(usize, Word)> = None;
    let mut close = |open: &mut Option<(usize, Word)>, end: usize| {
        if let Some((start, mut word)) = open.take() {
            let shown = chars.get(start..end).unwrap_or_default();
            word.shown = shown.iter().filter(|c| !c.is_whitespace()).collect();
            if !word.signs.is_empty() {
                words.push(word);
            }
        }
    };
    for spelt in spell(text, 0, wording) {
        if spelt.sign == Sign::Space {
            close(&mut open, spelt.start);
            continue;
        }
        let blank = || Word {
            shown: String::new(),
            signs: String::new(),
            is_broken: false,
        };
        let (_, word) = open.get_or_insert_with(|| (spelt.start, blank()));
        match spelt.sign {
            Sign::Char(c) => word.signs.push(c),
            Sign::Joint => word.is_broken = true,
            Sign::Space | Sign::Mark => {}
        }
    }
    close(&mut open, chars.len());
    words
}

#[derive(Default)]
struct Stretches(Vec<WordSpan>);

impl Stretches {
    fn push(&mut self, change: WordChange, words: &[Word]) {
        for word in words {
            match self.0.last_mut() {
                Some(last) if last.change == change => {
                    last.words.push(' ');
                    last.words.push_str(&word.shown);
                }
                _ => self.0.push(WordSpan {
                    change,
                    words: word.shown.clone(),
                }),
            }
        }
    }

    fn compare(&mut self, old: &[Word], new: &[Word]) {
        let (mut from, mut to) = (0, 0);
        for (a, b) in pairs(old, new).into_iter().chain([(old.len(), new.len())]) {
            self.push(WordChange::Removed, old.get(from..a).unwrap_or_default());
            self.push(WordChange::Added, new.get(to..b).unwrap_or_default());
            self.push(WordChange::Unchanged, new.get(b..=b).unwrap_or_default());
            (from, to) = (a + 1, b + 1);
        }
    }
}

/// The pairs of like words in a shortest script of changes (Myers 1986), or
/// none where it would have more than [`MOST_CHANGES`].
fn pairs(old: &[Word], new: &[Word]) -> Vec<(usize, usize)> {
    // How far each diagonal reaches into `old`, for each number of changes.
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    let most = MOST_CHANGES.min(old.len() + new.len());
    for changes in 0..=most {
        let mut reach = vec![0; 2 * changes + 1];
        let mut is_done = false;
        for diagonal in (0..=2 * changes).step_by(2) {
            let (mut a, _) = step(&rounds, changes, diagonal);
            // The diagonal is the number in `old` less that in `new`, plus changes.
            let Some(mut b) = (a + changes).checked_sub(diagonal) else {
                continue;
            };
            while let (Some(word), Some(other)) = (old.get(a), new.get(b)) {
                if !word.is_like(other) {
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

/// Where a diagonal begins before its like words, and whether a word of `old`
/// was left out to get there.
fn step(rounds: &[Vec<usize>], changes: usize, diagonal: usize) -> (usize, bool) {
    let Some(before) = changes.checked_sub(1).and_then(|at| rounds.get(at)) else {
        return (0, false);
    };
    // Seen from the round before, diagonals count one less.
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
    let mut changes = rounds.len() - 1;
    let mut diagonal = (a + changes).saturating_sub(b);
    loop {
        let (start, removed) = step(rounds, changes, diagonal);
        while a > start {
            a -= 1;
            pairs.push((a, (a + changes).saturating_sub(diagonal)));
        }
        if changes == 0 {
            break;
        }
        if removed {
            a = a.saturating_sub(1);
            diagonal = diagonal.saturating_sub(2);
        }
        changes -= 1;
    }
    pairs.reverse();
    pairs
}
