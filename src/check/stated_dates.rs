//! Whether the words of the passages give the dates that are marked as stated.
//!
//! Only quoted words count, not those around them. A passage in a language that
//! cannot be read is skipped.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::finding::{Finding, place};
use crate::model::{
    Basis, Citation, EntryKind, Event, FieldName, Index, Passage, Place, Timeline, WrittenDate,
};
use crate::storage::Code;
use annals_edtf::Edtf;
use annals_prose_dates::{DateFinding, Justification, find_dates, justifies, supports_language};

/// How many dates of an event relative words such as "the following year" are
/// resolved against.
const MAX_REFERENCE_DATES: usize = 8;

/// How many date phrases a message names.
const MAX_NAMED: usize = 4;

/// How many different date phrases the passages of an event may have. A text with
/// more is a table or a chronicle, and is skipped.
const MAX_PHRASES: usize = 1_000;

/// How many passages are cached.
const MAX_CACHED_PASSAGES: usize = 10_000;

/// How many bytes of passages are read again to resolve relative words. Events
/// that would need more are skipped.
const MAX_BYTES_READ_AGAIN: usize = 128 << 20;

/// Reports the stated dates that no words of their passages give, or not so
/// precisely.
///
/// The date of an event may rest on any of its passages, the date of a citation
/// on its own passage. A date that fails as both is reported once, at the event.
#[must_use]
pub fn check_stated_dates(timeline: &Timeline) -> Vec<Finding> {
    let mut phrases = PhraseCache::of(timeline);
    let mut findings = Vec::new();
    for (index, event) in timeline.events.indexed() {
        check_event_dates(&mut phrases, (index, event), &mut findings);
    }
    findings
}

fn check_event_dates(
    phrases: &mut PhraseCache<'_>,
    (index, event): (Index<Event>, &Event),
    findings: &mut Vec<Finding>,
) {
    let stated = event
        .date
        .as_ref()
        .filter(|_| event.dating.basis == Some(Basis::Stated));
    let is_dated = |citation: &Citation| citation.date.is_some();
    if stated.is_none() && !event.citations.iter().any(is_dated) {
        return;
    }
    phrases.evict();
    let place = |field| place(EntryKind::Event, &event.id, index.position(), field);
    let passages = event.cited_passages();
    let reference_dates = phrases.reference_dates(&passages);
    let unsupported = stated.filter(|date| {
        let found_phrases = phrases.found_phrases(&passages, &reference_dates);
        let doubt = found_phrases.and_then(|found_phrases| phrases.doubt(&found_phrases, date));
        let is_unsupported = doubt.is_some();
        findings
            .extend(doubt.map(|doubt| doubt.at(place(FieldName::Date), &passages_in_words(event))));
        is_unsupported
    });
    // A passage may be cited a thousand times, with few dates or many.
    let mut found_phrases_of: HashMap<Index<Passage>, Option<FoundPhrases>> = HashMap::new();
    let mut doubts: HashMap<(Index<Passage>, &str), Option<UnjustifiedDate>> = HashMap::new();
    for (number, citation) in event.citations.iter().enumerate() {
        let Some(date) = &citation.date else { continue };
        let is_reported = unsupported.is_some_and(|reported| reported.text == date.text);
        if is_reported || citation.dating.basis == Some(Basis::Inferred) {
            continue;
        }
        let passage = citation.passage;
        let doubt = doubts.entry((passage, &date.text)).or_insert_with(|| {
            let found_phrases = found_phrases_of
                .entry(passage)
                .or_insert_with(|| phrases.found_phrases(&[passage], &reference_dates));
            phrases.doubt(found_phrases.as_ref()?, date)
        });
        findings.extend(doubt.clone().map(|doubt| {
            let passage = format!("the passage “{}”", phrases.timeline[passage].id);
            doubt.at(place(FieldName::CitationDate(number)), &passage)
        }));
    }
}

fn passages_in_words(event: &Event) -> String {
    match event.citations.len() {
        1 => format!("the passage of “{}”", event.id),
        _ => format!("the passages of “{}”", event.id),
    }
}

/// Words that give a date.
struct DatePhrase {
    /// The words and their date: `“in 1958” (1958)`.
    name: Rc<str>,
    /// The date; `None` if it is relative to another.
    edtf: Option<Edtf>,
}

/// Different date phrases, at most [`MAX_PHRASES`].
#[derive(Default)]
struct PhraseList {
    phrases: Vec<Rc<DatePhrase>>,
    names: HashSet<Rc<str>>,
}

impl PhraseList {
    /// Adds a phrase unless an equal one is there; `false` if they become too
    /// many.
    fn add(&mut self, phrase: Rc<DatePhrase>) -> bool {
        if self.names.insert(Rc::clone(&phrase.name)) {
            self.phrases.push(phrase);
        }
        self.phrases.len() <= MAX_PHRASES
    }

    fn add_finding(&mut self, finding: DateFinding) -> bool {
        let name = quoted(&finding).into();
        let edtf = finding.edtf;
        self.add(Rc::new(DatePhrase { name, edtf }))
    }
}

/// The date phrases of a passage.
struct PassagePhrases {
    /// Different ones, in the order of the text.
    phrases: Vec<Rc<DatePhrase>>,
    /// The starts of those that are relative to another date, ascending.
    relative: Vec<usize>,
}

/// The date phrases of the passages that were read.
struct PhraseCache<'a> {
    timeline: &'a Timeline,
    /// `None` for a passage that is skipped.
    of_passages: HashMap<Index<Passage>, Option<Rc<PassagePhrases>>>,
    /// The phrases of passages together with their context.
    in_context: HashMap<Index<Passage>, Vec<Rc<DatePhrase>>>,
    bytes_read_again: usize,
}

impl<'a> PhraseCache<'a> {
    fn of(timeline: &'a Timeline) -> Self {
        Self {
            timeline,
            of_passages: HashMap::new(),
            in_context: HashMap::new(),
            bytes_read_again: 0,
        }
    }

    /// Empties a full cache: few passages are cited by events far apart.
    fn evict(&mut self) {
        if self.of_passages.len() > MAX_CACHED_PASSAGES {
            self.of_passages.clear();
            self.in_context.clear();
        }
    }

    fn of_passage(&mut self, index: Index<Passage>) -> Option<Rc<PassagePhrases>> {
        let timeline = self.timeline;
        let phrases = self.of_passages.entry(index).or_insert_with(|| {
            let passage = &timeline[index];
            let source = &timeline[passage.source];
            let language = source.language.as_ref().or(timeline.language.as_ref());
            // A text without a language is read as English.
            let is_read = language.is_none_or(|language| supports_language(language));
            let exact = &passage.quote.exact;
            if !is_read || exact.trim().is_empty() {
                return None;
            }
            let found = find_dates(exact, None);
            let relative = found.iter().filter(|phrase| phrase.edtf.is_none());
            let relative = relative.map(|phrase| phrase.start).collect();
            let mut list = PhraseList::default();
            let are_few = found.into_iter().all(|found| list.add_finding(found));
            let phrases = list.phrases;
            are_few.then(|| Rc::new(PassagePhrases { phrases, relative }))
        });
        phrases.clone()
    }

    /// The dates that relative words of some passages may refer to; none if there
    /// are no relative words.
    fn reference_dates(&mut self, passages: &[Index<Passage>]) -> Vec<Edtf> {
        let mut reference_dates: Vec<Edtf> = Vec::new();
        let mut has_relative = false;
        for passage in passages {
            let Some(found) = self.of_passage(*passage) else {
                continue;
            };
            has_relative |= !found.relative.is_empty();
            for edtf in found.phrases.iter().filter_map(|one| one.edtf.as_ref()) {
                if reference_dates.len() < MAX_REFERENCE_DATES && !reference_dates.contains(edtf) {
                    reference_dates.push(edtf.clone());
                }
            }
        }
        if has_relative {
            reference_dates
        } else {
            Vec::new()
        }
    }

    /// The date phrases of some passages; `None` if they are skipped.
    fn found_phrases(
        &mut self,
        passages: &[Index<Passage>],
        reference_dates: &[Edtf],
    ) -> Option<FoundPhrases> {
        let mut list = PhraseList::default();
        for passage in passages {
            let found = self.of_passage(*passage)?;
            for phrase in &found.phrases {
                list.add(Rc::clone(phrase)).then_some(())?;
            }
            if found.relative.is_empty() {
                continue;
            }
            let exact = &self.timeline[*passage].quote.exact;
            for reference_date in reference_dates {
                self.bytes_read_again = self.bytes_read_again.saturating_add(exact.len());
                (self.bytes_read_again <= MAX_BYTES_READ_AGAIN).then_some(())?;
                let resolved =
                    find_dates(exact, Some(reference_date))
                        .into_iter()
                        .filter(|phrase| {
                            phrase.edtf.is_some()
                                && found.relative.binary_search(&phrase.start).is_ok()
                        });
                for resolved in resolved {
                    list.add_finding(resolved).then_some(())?;
                }
            }
        }
        Some(FoundPhrases {
            phrases: list.phrases,
            passages: passages.to_vec(),
        })
    }

    /// What is doubtful about a date that should rest on this evidence.
    fn doubt(
        &mut self,
        found_phrases: &FoundPhrases,
        date: &WrittenDate,
    ) -> Option<UnjustifiedDate> {
        let stated = date.edtf.as_ref()?;
        let dates: Vec<Edtf> = found_phrases.dates().cloned().collect();
        let code = match justifies(&dates, stated) {
            Justification::Supported => return None,
            Justification::TooPrecise => Code::StatedDateTooPrecise,
            Justification::Unsupported => Code::StatedDateUnsupported,
        };
        Some(UnjustifiedDate {
            code,
            date: date.text.clone(),
            found: found_phrases.in_words(),
            hint: self.hint(found_phrases, code, stated),
        })
    }

    fn hint(&mut self, found_phrases: &FoundPhrases, code: Code, stated: &Edtf) -> String {
        if code == Code::StatedDateTooPrecise {
            return "Use a date no more precise than the words, or mark it as inferred with a \
                    `reason`."
                .to_owned();
        }
        for passage in &found_phrases.passages {
            let beside = self.in_context(*passage).iter().find(|phrase| {
                let edtf = phrase.edtf.as_ref().map(std::slice::from_ref);
                edtf.is_some_and(|edtf| justifies(edtf, stated) == Justification::Supported)
            });
            if let Some(phrase) = beside {
                return format!("{} is next to the quotation: quote it too.", phrase.name);
            }
        }
        let is_relative = found_phrases
            .phrases
            .iter()
            .any(|phrase| phrase.edtf.is_none());
        if is_relative && found_phrases.dates().next().is_none() {
            return "Also cite the passage that these words refer to, or mark the date as inferred \
                    with a `reason`."
                .to_owned();
        }
        "Cite the passage whose words state it, or mark the date as inferred with a `reason`."
            .to_owned()
    }

    /// The first date phrases of a passage together with its context.
    fn in_context(&mut self, passage: Index<Passage>) -> &[Rc<DatePhrase>] {
        let timeline = self.timeline;
        self.in_context.entry(passage).or_insert_with(|| {
            let quote = &timeline[passage].quote;
            let text = format!("{}{}{}", quote.prefix, quote.exact, quote.suffix);
            let mut list = PhraseList::default();
            // Those beyond the limit are not needed for a hint.
            let _ = find_dates(&text, None)
                .into_iter()
                .all(|found| list.add_finding(found));
            list.phrases
        })
    }
}

/// The date phrases that a date may rest on.
struct FoundPhrases {
    /// Different ones.
    phrases: Vec<Rc<DatePhrase>>,
    passages: Vec<Index<Passage>>,
}

impl FoundPhrases {
    fn dates(&self) -> impl Iterator<Item = &Edtf> {
        self.phrases
            .iter()
            .filter_map(|phrase| phrase.edtf.as_ref())
    }

    /// The phrases as a list: `“in 1958” (1958), “the following year”`.
    fn in_words(&self) -> String {
        let named = self.phrases.iter().take(MAX_NAMED);
        let named: Vec<&str> = named.map(|phrase| &*phrase.name).collect();
        let named = named.join(", ");
        match self.phrases.len().saturating_sub(MAX_NAMED) {
            0 => named,
            more => format!("{named} and {more} more"),
        }
    }
}

/// A finding about a date, before it has a place.
#[derive(Clone)]
struct UnjustifiedDate {
    code: Code,
    date: String,
    found: String,
    hint: String,
}

impl UnjustifiedDate {
    fn at(self, place: Place, passages: &str) -> Finding {
        let Self { date, found, .. } = &self;
        let message = match (self.code, found.is_empty()) {
            (Code::StatedDateTooPrecise, _) => format!(
                "The stated date {date} is more precise than the words of {passages}: {found}."
            ),
            (_, true) => format!(
                "The date {date} is marked as stated, but no words of {passages} give \
                 any date."
            ),
            (_, false) => format!(
                "The date {date} is marked as stated, but no words of {passages} give it. Found: \
                 {found}."
            ),
        };
        Finding {
            code: self.code,
            place,
            message,
            hint: self.hint,
        }
    }
}

fn quoted(words: &DateFinding) -> String {
    let text: Vec<&str> = words.text.split_whitespace().collect();
    let text = text.join(" ");
    match &words.edtf {
        Some(edtf) => format!("“{text}” ({})", edtf.as_str()),
        None => format!("“{text}”"),
    }
}
