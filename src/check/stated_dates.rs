//! Whether the words of the passages give the dates that are marked as stated.
//!
//! Only quoted words count, not those around them. A passage in a language that
//! cannot be read is skipped.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::rule_violation::{RuleViolation, place};
use crate::model::{
    Basis, Citation, EntryKind, Event, FieldName, Index, Passage, Place, Timeline, WrittenDate,
};
use crate::storage::Code;
use annals_edtf::Edtf;
use annals_prose_dates::{DateFinding, Justification, find_dates, justifies, supports_language};

/// How many dates of an event relative words such as "the following year" are
/// resolved against.
const MAX_REFERENCE_DATES: usize = 8;

/// How many date findings a message names.
const MAX_NAMED: usize = 4;

/// How many different date findings the passages of an event may have. A text with
/// more is a table or a chronicle, and is skipped.
const MAX_FINDINGS: usize = 1_000;

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
pub fn check_stated_dates(timeline: &Timeline) -> Vec<RuleViolation> {
    let mut cache = FindingCache::new(timeline);
    let mut violations = Vec::new();
    for (index, event) in timeline.events.indexed() {
        check_event_dates(&mut cache, (index, event), &mut violations);
    }
    violations
}

/// Adds the stated dates of one event that no words of its passages give.
pub(super) fn add_event_dates(
    timeline: &Timeline,
    index: Index<Event>,
    violations: &mut Vec<RuleViolation>,
) {
    if let Some(event) = timeline.events.get(index) {
        let mut cache = FindingCache::new(timeline);
        check_event_dates(&mut cache, (index, event), violations);
    }
}

fn check_event_dates(
    cache: &mut FindingCache<'_>,
    (index, event): (Index<Event>, &Event),
    violations: &mut Vec<RuleViolation>,
) {
    let stated = event
        .date
        .as_ref()
        .filter(|_| event.dating.basis == Some(Basis::Stated));
    let is_dated = |citation: &Citation| citation.date.is_some();
    if stated.is_none() && !event.citations.iter().any(is_dated) {
        return;
    }
    cache.clear_if_full();
    let place = |field| place(EntryKind::Event, &event.id, index.position(), field);
    let passages = event.cited_passages();
    let reference_dates = cache.reference_dates(&passages);
    let unsupported = stated.filter(|date| {
        let cited = cache.cited_findings(&passages, &reference_dates);
        let unjustified = cited.and_then(|cited| cache.check_date(&cited, date));
        let is_unsupported = unjustified.is_some();
        violations.extend(unjustified.map(|unjustified| {
            unjustified.into_violation(place(FieldName::Date), &passages_in_words(event))
        }));
        is_unsupported
    });
    // A passage may be cited a thousand times, with few dates or many.
    let mut cited_by_passage: HashMap<Index<Passage>, Option<CitedFindings>> = HashMap::new();
    let mut results: HashMap<(Index<Passage>, &str), Option<UnjustifiedDate>> = HashMap::new();
    for (number, citation) in event.citations.iter().enumerate() {
        let Some(date) = &citation.date else { continue };
        let is_reported = unsupported.is_some_and(|reported| reported.text == date.text);
        if is_reported || citation.dating.basis == Some(Basis::Inferred) {
            continue;
        }
        let passage = citation.passage;
        let result = results.entry((passage, &date.text)).or_insert_with(|| {
            let cited = cited_by_passage
                .entry(passage)
                .or_insert_with(|| cache.cited_findings(&[passage], &reference_dates));
            cache.check_date(cited.as_ref()?, date)
        });
        violations.extend(result.clone().map(|unjustified| {
            let passage = format!("the passage “{}”", cache.timeline[passage].id);
            unjustified.into_violation(place(FieldName::CitationDate(number)), &passage)
        }));
    }
}

fn passages_in_words(event: &Event) -> String {
    match event.citations.len() {
        1 => format!("the passage of “{}”", event.id),
        _ => format!("the passages of “{}”", event.id),
    }
}

/// A date finding, as a message names it.
struct NamedFinding {
    /// The words and their date: `“in 1958” (1958)`.
    name: Rc<str>,
    /// The date; `None` if it is relative to another.
    edtf: Option<Edtf>,
}

/// Different date findings, at most [`MAX_FINDINGS`].
#[derive(Default)]
struct FindingList {
    findings: Vec<Rc<NamedFinding>>,
    names: HashSet<Rc<str>>,
}

impl FindingList {
    /// Adds a finding unless one with its name is there; `false` if they become too
    /// many.
    fn add(&mut self, finding: Rc<NamedFinding>) -> bool {
        if self.names.insert(Rc::clone(&finding.name)) {
            self.findings.push(finding);
        }
        self.findings.len() <= MAX_FINDINGS
    }

    fn add_finding(&mut self, finding: DateFinding) -> bool {
        let name = phrase_with_date(&finding).into();
        let edtf = finding.edtf;
        self.add(Rc::new(NamedFinding { name, edtf }))
    }
}

/// The date findings of a passage.
struct PassageFindings {
    /// Different ones, in the order of the text.
    findings: Vec<Rc<NamedFinding>>,
    /// The code point offsets in the quotation at which those start that are relative
    /// to another date, ascending.
    relative_starts: Vec<usize>,
}

/// The date findings of the passages that were read.
struct FindingCache<'a> {
    timeline: &'a Timeline,
    /// `None` for a passage that is skipped.
    by_passage: HashMap<Index<Passage>, Option<Rc<PassageFindings>>>,
    /// The findings of passages together with their context.
    with_context: HashMap<Index<Passage>, Vec<Rc<NamedFinding>>>,
    bytes_read_again: usize,
}

impl<'a> FindingCache<'a> {
    fn new(timeline: &'a Timeline) -> Self {
        Self {
            timeline,
            by_passage: HashMap::new(),
            with_context: HashMap::new(),
            bytes_read_again: 0,
        }
    }

    /// Clears the cache when full. Events that share passages are usually close in the
    /// file, so little is read twice.
    fn clear_if_full(&mut self) {
        if self.by_passage.len() > MAX_CACHED_PASSAGES {
            self.by_passage.clear();
            self.with_context.clear();
        }
    }

    /// The date findings of a passage; `None` if it is skipped.
    fn passage_findings(&mut self, index: Index<Passage>) -> Option<Rc<PassageFindings>> {
        let timeline = self.timeline;
        let findings = self.by_passage.entry(index).or_insert_with(|| {
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
            let relative = found.iter().filter(|finding| finding.edtf.is_none());
            let relative_starts = relative.map(|finding| finding.start).collect();
            let mut list = FindingList::default();
            let is_within_limit = found.into_iter().all(|found| list.add_finding(found));
            is_within_limit.then(|| {
                Rc::new(PassageFindings {
                    findings: list.findings,
                    relative_starts,
                })
            })
        });
        findings.clone()
    }

    /// The dates that relative words of some passages may refer to; none if there
    /// are no relative words.
    fn reference_dates(&mut self, passages: &[Index<Passage>]) -> Vec<Edtf> {
        let mut reference_dates: Vec<Edtf> = Vec::new();
        let mut has_relative = false;
        for passage in passages {
            let Some(found) = self.passage_findings(*passage) else {
                continue;
            };
            has_relative |= !found.relative_starts.is_empty();
            for edtf in found.findings.iter().filter_map(|one| one.edtf.as_ref()) {
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

    /// The date findings of some passages; `None` if they are skipped.
    fn cited_findings(
        &mut self,
        passages: &[Index<Passage>],
        reference_dates: &[Edtf],
    ) -> Option<CitedFindings> {
        let mut list = FindingList::default();
        for passage in passages {
            let found = self.passage_findings(*passage)?;
            for finding in &found.findings {
                list.add(Rc::clone(finding)).then_some(())?;
            }
            if found.relative_starts.is_empty() {
                continue;
            }
            let exact = &self.timeline[*passage].quote.exact;
            for reference_date in reference_dates {
                self.bytes_read_again = self.bytes_read_again.saturating_add(exact.len());
                (self.bytes_read_again <= MAX_BYTES_READ_AGAIN).then_some(())?;
                let resolved =
                    find_dates(exact, Some(reference_date))
                        .into_iter()
                        .filter(|finding| {
                            finding.edtf.is_some()
                                && found.relative_starts.binary_search(&finding.start).is_ok()
                        });
                for resolved in resolved {
                    list.add_finding(resolved).then_some(())?;
                }
            }
        }
        Some(CitedFindings {
            findings: list.findings,
            passages: passages.to_vec(),
        })
    }

    /// Why these findings do not support a date; `None` if they do.
    fn check_date(&mut self, cited: &CitedFindings, date: &WrittenDate) -> Option<UnjustifiedDate> {
        let stated = date.edtf.as_ref()?;
        let dates: Vec<Edtf> = cited.dates().cloned().collect();
        let code = match justifies(&dates, stated) {
            Justification::Supported => return None,
            Justification::TooPrecise => Code::StatedDateTooPrecise,
            Justification::Unsupported => Code::StatedDateUnsupported,
        };
        Some(UnjustifiedDate {
            code,
            date: date.text.clone(),
            found: cited.in_words(),
            hint: self.hint(cited, code, stated),
        })
    }

    fn hint(&mut self, cited: &CitedFindings, code: Code, stated: &Edtf) -> String {
        if code == Code::StatedDateTooPrecise {
            return "Use a date no more precise than the words, or mark it as inferred with a \
                    `reason`."
                .to_owned();
        }
        for passage in &cited.passages {
            let beside = self.findings_with_context(*passage).iter().find(|finding| {
                let edtf = finding.edtf.as_ref().map(std::slice::from_ref);
                edtf.is_some_and(|edtf| justifies(edtf, stated) == Justification::Supported)
            });
            if let Some(finding) = beside {
                return format!("{} is next to the quotation: quote it too.", finding.name);
            }
        }
        let is_relative = cited.findings.iter().any(|finding| finding.edtf.is_none());
        if is_relative && cited.dates().next().is_none() {
            return "Also cite the passage that these words refer to, or mark the date as inferred \
                    with a `reason`."
                .to_owned();
        }
        "Cite the passage whose words state it, or mark the date as inferred with a `reason`."
            .to_owned()
    }

    /// The first date findings of a passage together with its context.
    fn findings_with_context(&mut self, passage: Index<Passage>) -> &[Rc<NamedFinding>] {
        let timeline = self.timeline;
        self.with_context.entry(passage).or_insert_with(|| {
            let quote = &timeline[passage].quote;
            let text = format!("{}{}{}", quote.prefix, quote.exact, quote.suffix);
            let mut list = FindingList::default();
            // Those beyond the limit are not needed for a hint.
            let _ = find_dates(&text, None)
                .into_iter()
                .all(|found| list.add_finding(found));
            list.findings
        })
    }
}

/// The date findings in the passages that a date is cited from.
struct CitedFindings {
    /// Different ones.
    findings: Vec<Rc<NamedFinding>>,
    passages: Vec<Index<Passage>>,
}

impl CitedFindings {
    fn dates(&self) -> impl Iterator<Item = &Edtf> {
        self.findings
            .iter()
            .filter_map(|finding| finding.edtf.as_ref())
    }

    /// The findings as a list: `“in 1958” (1958), “the following year”`.
    fn in_words(&self) -> String {
        let named = self.findings.iter().take(MAX_NAMED);
        let named: Vec<&str> = named.map(|finding| &*finding.name).collect();
        let named = named.join(", ");
        match self.findings.len().saturating_sub(MAX_NAMED) {
            0 => named,
            more => format!("{named} and {more} more"),
        }
    }
}

/// Why a date is not supported. [`Self::into_violation`] adds the field.
#[derive(Clone)]
struct UnjustifiedDate {
    code: Code,
    date: String,
    found: String,
    hint: String,
}

impl UnjustifiedDate {
    fn into_violation(self, place: Place, passages: &str) -> RuleViolation {
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
        RuleViolation {
            code: self.code,
            place,
            message,
            hint: self.hint,
        }
    }
}

/// The words of a finding in quotation marks, and its date: `“in 1958” (1958)`.
fn phrase_with_date(finding: &DateFinding) -> String {
    let text: Vec<&str> = finding.text.split_whitespace().collect();
    let text = text.join(" ");
    match &finding.edtf {
        Some(edtf) => format!("“{text}” ({})", edtf.as_str()),
        None => format!("“{text}”"),
    }
}
