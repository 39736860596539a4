//! Events and how their dates are known.

use std::ops::Deref;
use std::sync::Arc;

use super::citation::Citation;
use super::compact::{BoxedText, LaneId, SharedList};
use super::id::Index;
use super::lane::Lane;
use crate::date_words::{in_words, short_words};
use crate::language::PerLanguage;
use annals_anchor::SharedText;
use annals_edtf::{Edtf, Extent};

/// Something that happened, or was said to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Stable id, unique among events.
    pub id: SharedText,
    /// A short name.
    pub title: SharedText,
    /// The editor's main reading of its date; `None` where it is undated.
    pub date: Option<WrittenDate>,
    /// The date in the words of the source.
    pub date_text: Option<SharedText>,
    /// How the date is known, and what comes before and after.
    pub dating: Arc<Dating>,
    /// The id of its lane, as written.
    pub lane_id: LaneId,
    /// Its lane; `None` where no lane has that id.
    pub lane: Option<Index<Lane>>,
    /// Free words to find it by.
    pub tags: SharedList,
    /// Who took part.
    pub actors: SharedList,
    /// The editor's summary.
    pub summary: Option<SharedText>,
    /// The editor's note.
    pub note: Option<BoxedText>,
    /// The passages it rests on, in the order of the file.
    pub citations: Box<[Citation]>,
}

/// A date as it stands in the file: its text, and its reading if it has one.
/// Many events and citations share a date, and with it this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate(Arc<ParsedDate>);

/// What a [`WrittenDate`] holds.
#[derive(Debug)]
pub struct ParsedDate {
    /// The text as written, whatever it is.
    pub text: String,
    /// The reading; `None` where the text is no EDTF.
    pub edtf: Option<Edtf>,
    words: PerLanguage<Box<Words>>,
}

/// A date in words.
#[derive(Debug)]
struct Words {
    full: String,
    /// Where it is said otherwise beside another date.
    short: Option<String>,
}

// All else follows from the text.
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
    /// Reads a date, keeping its text in any case.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Arc::new(ParsedDate {
            text: text.to_owned(),
            edtf: Edtf::parse(text).ok(),
            words: PerLanguage::default(),
        }))
    }

    /// Whether both are the same text. Sooner told than by comparing them, as
    /// most that are share it.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.text == other.text
    }

    /// What it allows; `None` where it is no EDTF.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        self.edtf.as_ref().map(Edtf::extent)
    }

    /// It in words ([`in_words`]) of the language that is spoken, made when they
    /// are first asked for; its text where it is no EDTF.
    #[must_use]
    pub fn in_words(&self) -> &str {
        self.words().map_or(&self.text, |words| &words.full)
    }

    /// The same, a vague part of a decade as the words that it stands for
    /// ([`short_words`]).
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
    /// Stated or inferred; `None` where there is no date.
    pub basis: Option<Basis>,
    /// From what an inferred date is inferred.
    pub reason: Option<SharedText>,
    /// Events that a source puts before this one.
    pub after: Vec<Index<Event>>,
    /// Events that a source puts after this one.
    pub before: Vec<Index<Event>>,
}

/// Where a date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Basis {
    /// Its words stand in a passage.
    Stated,
    /// The editor concluded it and says from what.
    Inferred,
}

impl Basis {
    /// The word that stands in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
        }
    }
}

impl Event {
    /// What it is called: its title, or its id where that is blank.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.title.trim().is_empty() {
            &self.id
        } else {
            &self.title
        }
    }

    /// What the event's own date allows; `None` where it is undated or its
    /// date is no EDTF.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        self.date.as_ref()?.extent()
    }
}
