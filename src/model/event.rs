//! Events and how their dates are known.

use std::collections::HashSet;
use std::ops::Deref;
use std::sync::Arc;

use super::citation::Citation;
use super::compact::{BoxedText, LaneId, SharedList};
use super::id::Index;
use super::lane::Lane;
use super::passage::Passage;
use super::review::{Comment, Review, ReviewState};
use crate::date_words::{in_words, short_words};
use crate::language::PerLanguage;
use annals_anchor::SharedText;
use annals_edtf::{Edtf, Extent};

/// Something that happened, or is said to have happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stable id, unique among events.
    pub id: SharedText,
    /// A short name.
    pub title: SharedText,
    /// The date that the editor has chosen; `None` if the event is undated.
    pub date: Option<WrittenDate>,
    /// The date in the words of a source.
    pub date_text: Option<SharedText>,
    /// How the date is known, and which events come before and after.
    pub dating: Arc<Dating>,
    /// The id of its lane, as in the file.
    pub lane_id: LaneId,
    /// Its lane; `None` if no lane has that id.
    pub lane: Option<Index<Lane>>,
    /// Words to find and filter by.
    pub tags: SharedList,
    /// Who took part.
    pub actors: SharedList,
    /// The editor's summary.
    pub summary: Option<SharedText>,
    /// The editor's note.
    pub note: Option<BoxedText>,
    /// What passages say about it, in the order of the file.
    pub citations: Box<[Citation]>,
    /// Its review, if it has one.
    pub review: Option<Box<Review>>,
}

/// A date as it is in the file: its text, and its EDTF if it is valid. Events and
/// citations with the same date share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate(Arc<ParsedDate>);

/// The content of a [`WrittenDate`].
#[derive(Debug)]
pub struct ParsedDate {
    /// The text, valid or not.
    pub text: String,
    /// The date; `None` if the text is not EDTF.
    pub edtf: Option<Edtf>,
    words: PerLanguage<Box<Words>>,
}

/// A date in words.
#[derive(Debug)]
struct Words {
    full: String,
    /// The short form, if it differs.
    short: Option<String>,
}

// Everything else follows from the text.
impl PartialEq for ParsedDate {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for ParsedDate {}

impl Deref for WrittenDate {
    type Target = ParsedDate;

    fn deref(&self) -> &ParsedDate {
        &self.0
    }
}

impl WrittenDate {
    /// Parses a date.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Arc::new(ParsedDate {
            text: text.to_owned(),
            edtf: Edtf::parse(text).ok(),
            words: PerLanguage::default(),
        }))
    }

    /// Whether both have the same text. Faster than comparing texts, because most
    /// equal dates are shared.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.text == other.text
    }

    /// The time that the date allows; `None` if it is not EDTF.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        self.edtf.as_ref().map(Edtf::extent)
    }

    /// The date in words ([`in_words`]) of the current language, computed on first use;
    /// its text if it is not EDTF.
    #[must_use]
    pub fn in_words(&self) -> &str {
        self.words().map_or(&self.text, |words| &words.full)
    }

    /// The date in shorter words ([`short_words`]): a vague part of a decade as "the
    /// late 1950s".
    #[must_use]
    pub fn in_short_words(&self) -> &str {
        self.words().map_or(&self.text, |words| {
            words.short.as_deref().unwrap_or(&words.full)
        })
    }

    fn words(&self) -> Option<&Words> {
        let edtf = self.edtf.as_ref()?;
        Some(self.words.get_or_init(|| {
            let (full, short) = (in_words(edtf), short_words(edtf));
            let short = (short != full).then_some(short);
            Box::new(Words { full, short })
        }))
    }
}

/// How a date is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dating {
    /// Stated or inferred; `None` if there is no date.
    pub basis: Option<Basis>,
    /// What an inferred date is concluded from.
    pub reason: Option<SharedText>,
    /// Events that a source puts before this one.
    pub after: Vec<Index<Event>>,
    /// Events that a source puts after this one.
    pub before: Vec<Index<Event>>,
}

/// The basis of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// A passage gives it.
    Stated,
    /// The editor concludes it, with a reason.
    Inferred,
}

impl Basis {
    /// The word in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
        }
    }
}

impl Event {
    /// The passages that it cites, each once, in the order of its citations.
    #[must_use]
    pub fn cited_passages(&self) -> Vec<Index<Passage>> {
        let mut seen = HashSet::new();
        let passages = self.citations.iter().map(|citation| citation.passage);
        passages.filter(|passage| seen.insert(*passage)).collect()
    }

    /// The title, or the id if the title is blank.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.trim().is_empty() {
            &self.id
        } else {
            &self.title
        }
    }

    /// The state of its review; `None` if the file gives none.
    #[must_use]
    pub fn review_state(&self) -> Option<ReviewState> {
        self.review.as_ref()?.state
    }

    /// The comments on it, in the order of the file.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        self.review.as_ref().map_or(&[], |review| &review.comments)
    }

    /// Whether it is a draft or rejected, so that figures and exports leave it out unless
    /// they are asked for it.
    #[must_use]
    pub fn is_unpublished(&self) -> bool {
        self.review_state().is_some_and(ReviewState::is_unpublished)
    }

    /// The time that the event's own date allows; `None` if it is undated or its date
    /// is not EDTF.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        self.date.as_ref()?.extent()
    }
}
