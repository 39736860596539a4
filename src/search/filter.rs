//! What is asked of a timeline.

use crate::model::{Basis, Event, Index, Timeline};
use crate::query::{Corroboration, Evidence};
use annals_anchor::AnchorState;
use annals_edtf::Edtf;

/// What a person asks for, read by [`Filter::parse`]. The empty filter holds
/// for every event.
///
/// Terms of the same field are alternatives; all else must hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub(super) terms: Vec<Term>,
}

impl Filter {
    /// Whether it asks for nothing, so that every event passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it asks for words in texts: only then is there anything to mark
    /// in a text, and a rank.
    #[must_use]
    pub fn asks_for_words(&self) -> bool {
        self.phrases().next().is_some()
    }

    /// Whether it asks how passages stand in their documents, so that these must
    /// be looked for.
    #[must_use]
    pub fn asks_for_states(&self) -> bool {
        let mut terms = self.terms.iter();
        terms.any(|term| matches!(term.wanted, Wanted::State(_)))
    }

    /// The same without what must hold in a field, so that every value of the
    /// field can be counted.
    #[must_use]
    pub fn without_field(&self, field: &str) -> Self {
        let terms = self.terms.iter();
        Self {
            terms: terms
                .filter(|term| term.negated || term.wanted.field() != Some(field))
                .cloned()
                .collect(),
        }
    }

    /// The words that must be there.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        self.terms.iter().filter_map(|term| match &term.wanted {
            Wanted::Words(phrase) if !term.negated => Some(phrase),
            _ => None,
        })
    }
}

/// What is wrong with a part of a filter. The rest of it still holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterProblem {
    /// Where the part begins, in code points from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: String,
}

/// One part of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub negated: bool,
    pub wanted: Wanted,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    Words(Phrase),
    Named(Naming, Name),
    /// Possibly inside, or certainly.
    Period(Edtf, bool),
    Basis(Basis),
    State(AnchorState),
    RestsOn(RestsOn),
    Undated,
}

/// What an event rests on, as far as it can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RestsOn {
    /// No passage supports it.
    Nothing,
    /// One source supports it.
    SingleSource,
    /// More than one do.
    SeveralSources,
    /// A passage disputes it.
    Disputed,
    /// Its sources give dates that rival each other.
    RivalDates,
}

impl RestsOn {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Nothing,
        Self::SingleSource,
        Self::SeveralSources,
        Self::Disputed,
        Self::RivalDates,
    ];

    /// Its name in a filter.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::SingleSource => "single-source",
            Self::SeveralSources => "several-sources",
            Self::Disputed => "disputed",
            Self::RivalDates => "rival-dates",
        }
    }

    /// Whether an event rests so.
    #[must_use]
    pub fn holds(self, timeline: &Timeline, evidence: &Evidence, event: Index<Event>) -> bool {
        let support = evidence.support(event);
        match self {
            Self::Nothing => support.corroboration() == Corroboration::None,
            Self::SingleSource => support.corroboration() == Corroboration::SingleSource,
            Self::SeveralSources => support.corroboration() == Corroboration::SeveralSources,
            Self::Disputed => support.disputes > 0,
            Self::RivalDates => !timeline[event].rivals().is_empty(),
        }
    }
}

impl Wanted {
    /// The field that asks for it; `None` for words.
    pub(super) const fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Words(_) => return None,
            Self::Named(Naming::Lane, _) => "lane",
            Self::Named(Naming::Tag, _) => "tag",
            Self::Named(Naming::Actor, _) => "actor",
            Self::Named(Naming::Source, _) => "source",
            Self::Period(_, false) => "possibly",
            Self::Period(_, true) => "certainly",
            Self::Basis(_) => "basis",
            Self::State(_) => "state",
            Self::RestsOn(_) => "evidence",
            Self::Undated => "is",
        })
    }
}

/// What has names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    Lane,
    Tag,
    Actor,
    Source,
}

/// Words that follow one another; at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub words: Vec<String>,
    /// Whether the last word may go on.
    pub is_open: bool,
}

impl Phrase {
    /// Whether it stands in words from `at` on.
    pub(super) fn stands_at(&self, words: &[impl AsRef<str>], at: usize) -> bool {
        let last = self.words.len().saturating_sub(1);
        words.len() >= at + self.words.len()
            && self
                .words
                .iter()
                .zip(words.iter().skip(at))
                .enumerate()
                .all(|(number, (wanted, word))| {
                    if number == last && self.is_open {
                        word.as_ref().starts_with(wanted.as_str())
                    } else {
                        word.as_ref() == wanted
                    }
                })
    }
}

/// The name of a lane, tag, actor or source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Its words; `None` where it has neither letters nor digits.
    pub phrase: Option<Phrase>,
    /// What it is to the letter, where it has signs ([`super::names::literal`]).
    /// A name that is just this is meant alone, and `C#` is not `C++`.
    pub literal: Option<String>,
    /// Whether it is the whole name, as between quotation marks.
    pub is_whole: bool,
}

impl Name {
    /// Whether a name, given by its words, is meant.
    pub(super) fn means(&self, words: &[impl AsRef<str>]) -> bool {
        let Some(phrase) = &self.phrase else {
            return false;
        };
        if self.is_whole {
            phrase.words.len() == words.len() && phrase.stands_at(words, 0)
        } else {
            (0..words.len()).any(|at| phrase.stands_at(words, at))
        }
    }
}
