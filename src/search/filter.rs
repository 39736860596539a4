//! Filters of events.

use crate::language::Message;
use crate::model::{Basis, Event, Index, Stance, Timeline};
use crate::query::{Corroboration, Evidence};
use annals_anchor::AnchorState;
use annals_edtf::Edtf;

/// A query for events, read by [`Filter::parse`]. The empty filter matches every
/// event. Terms of the same field are alternatives; everything else has to match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub(super) terms: Vec<Term>,
}

impl Filter {
    /// Whether it has no terms and matches every event.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it has words: only then are hits ranked and words highlighted.
    #[must_use]
    pub fn asks_for_words(&self) -> bool {
        self.phrases().next().is_some()
    }

    /// Whether it has states of passages, for which the passages have to be anchored.
    #[must_use]
    pub fn asks_for_states(&self) -> bool {
        let mut terms = self.terms.iter();
        terms.any(|term| matches!(term.condition, Condition::State(_)))
    }

    /// The filter without the terms of a field, to count the field's values. Negated
    /// terms stay.
    #[must_use]
    pub fn without_field(&self, field: &str) -> Self {
        let terms = self.terms.iter();
        Self {
            terms: terms
                .filter(|term| term.negated || term.condition.field() != Some(field))
                .cloned()
                .collect(),
        }
    }

    /// The required words.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        self.terms.iter().filter_map(|term| match &term.condition {
            Condition::Words(phrase) if !term.negated => Some(phrase),
            _ => None,
        })
    }
}

/// A problem in one part of a filter. The other parts still apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterProblem {
    /// Column of the part's first code point, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: Message,
    /// How to fix it.
    pub hint: Message,
}

/// One condition of a filter, or its negation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub negated: bool,
    pub condition: Condition,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Condition {
    Words(Phrase),
    Named(NameKind, NameQuery),
    /// Dated in a period: certainly if true, otherwise possibly.
    Period(Edtf, bool),
    Basis(Basis),
    State(AnchorState),
    EvidenceKind(EvidenceKind),
    Undated,
}

/// The kinds of evidence that a filter distinguishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EvidenceKind {
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

impl EvidenceKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Nothing,
        Self::SingleSource,
        Self::SeveralSources,
        Self::Disputed,
        Self::RivalDates,
    ];

    /// The name in a filter.
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

    /// Whether an event has this kind of evidence.
    #[must_use]
    pub fn holds(self, timeline: &Timeline, evidence: &Evidence, event: Index<Event>) -> bool {
        let corroboration = evidence.corroboration(event);
        match self {
            Self::Nothing => corroboration == Corroboration::None,
            Self::SingleSource => corroboration == Corroboration::SingleSource,
            Self::SeveralSources => corroboration == Corroboration::SeveralSources,
            Self::Disputed => {
                let mut citations = timeline[event].citations.iter();
                citations.any(|citation| citation.stance == Stance::Disputes)
            }
            Self::RivalDates => !timeline[event].rivals().is_empty(),
        }
    }
}

impl Condition {
    /// The name of the field; `None` for words.
    pub(super) const fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::Words(_) => return None,
            Self::Named(NameKind::Lane, _) => "lane",
            Self::Named(NameKind::Tag, _) => "tag",
            Self::Named(NameKind::Actor, _) => "actor",
            Self::Named(NameKind::Source, _) => "source",
            Self::Period(_, false) => "possibly",
            Self::Period(_, true) => "certainly",
            Self::Basis(_) => "basis",
            Self::State(_) => "state",
            Self::EvidenceKind(_) => "evidence",
            Self::Undated => "is",
        })
    }
}

/// What a filter finds by its name. Each kind is the name of a field, as in `lane:aid`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    Lane,
    Tag,
    Actor,
    Source,
}

/// One or more words that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub words: Vec<String>,
    /// Whether the last word is a prefix.
    pub is_open: bool,
}

impl Phrase {
    /// Whether the words from `at` on are this phrase.
    pub(super) fn is_at(&self, words: &[impl AsRef<str>], at: usize) -> bool {
        let last = self.words.len().saturating_sub(1);
        words.len() >= at + self.words.len()
            && self
                .words
                .iter()
                .zip(words.iter().skip(at))
                .enumerate()
                .all(|(number, (typed, word))| {
                    if number == last && self.is_open {
                        word.as_ref().starts_with(typed.as_str())
                    } else {
                        word.as_ref() == typed
                    }
                })
    }
}

/// The name of a lane, tag, actor or source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameQuery {
    /// Its words; `None` if it has neither letters nor digits.
    pub phrase: Option<Phrase>,
    /// Its literal form if it has symbols ([`super::names::literal`]). It takes
    /// precedence, so that `C#` does not match `C++`.
    pub literal: Option<String>,
    /// Whether it is a whole name, in quotation marks.
    pub is_whole: bool,
}

impl NameQuery {
    /// Whether it matches a name, given by its words.
    pub(super) fn matches(&self, words: &[impl AsRef<str>]) -> bool {
        let Some(phrase) = &self.phrase else {
            return false;
        };
        if self.is_whole {
            phrase.words.len() == words.len() && phrase.is_at(words, 0)
        } else {
            (0..words.len()).any(|at| phrase.is_at(words, at))
        }
    }
}
