//! Whether the words of the passages say the dates that are called stated.
//!
//! Only quoted words count, not what stands around them: a stated date is one
//! whose words stand in the passage. Nothing is said of passages in a language
//! that cannot be read.

use std::collections::HashMap;

use crate::model::{Basis, Citation, Event, Index, Passage, Timeline, WrittenDate};
use crate::storage::{Code, Problem, Reading};
use crate::time::{Edtf, Justification, Suggestion, justifies, reads_language, suggest};

/// How many dates of an event may bear its words "the following year".
const MAX_ANCHORS: usize = 8;

/// How many words are named in a problem.
const MAX_NAMED: usize = 4;

/// The stated dates that no words of their passages say, or not so precisely.
///
/// An event's date may rest on the words of any passage of the event; a
/// citation's on those of its own. A date that is wanting in both is told
/// once, at the event.
#[must_use]
pub fn unjustified(reading: &Reading) -> Vec<Problem> {
    let mut library = Library::default();
    let mut problems = Vec::new();
    for (index, event) in reading.timeline.indexed_events() {
        let stated = event
            .date
            .as_ref()
            .filter(|_| event.dating.basis == Some(Basis::Stated));
        let dated = |citation: &Citation| citation.date.is_some();
        if stated.is_none() && !event.citations.iter().any(dated) {
            continue;
        }
        let anchors = library.anchors(&reading.timeline, event);
        let wanting = stated.filter(|date| {
            let passages = event.citations.iter().map(|citation| citation.passage);
            let passages: Vec<_> = passages.collect();
            let words = library.words(&reading.timeline, &passages, &anchors);
            let problem = words.and_then(|words| words.weigh(date));
            let is_wanting = problem.is_some();
            problems.extend(problem.map(|problem| {
                let place = reading.positions.of_event(index);
                problem.at(format!("{place}/date"), &event_name(event))
            }));
            is_wanting
        });
        for (position, citation) in event.citations.iter().enumerate() {
            let Some(date) = &citation.date else { continue };
            let is_told = wanting.is_some_and(|wanting| wanting.text == date.text);
            if is_told || citation.dating.basis == Some(Basis::Inferred) {
                continue;
            }
            let words = library.words(&reading.timeline, &[citation.passage], &anchors);
            problems.extend(words.and_then(|words| words.weigh(date)).map(|problem| {
                let place = reading.positions.of_citation(index, position);
                let passage = &reading.timeline[citation.passage];
                problem.at(
                    format!("{place}/date"),
                    &format!("the passage “{}”", passage.id),
                )
            }));
        }
    }
    problems
}

fn event_name(event: &Event) -> String {
    match event.citations.len() {
        1 => format!("the passage of “{}”", event.id),
        _ => format!("the passages of “{}”", event.id),
    }
}

/// The words of time of every passage that was asked for; `None` where its
/// language cannot be read.
#[derive(Default)]
struct Library {
    shelves: HashMap<usize, Option<Vec<Suggestion>>>,
}

impl Library {
    fn shelf(&mut self, timeline: &Timeline, index: Index<Passage>) -> Option<&[Suggestion]> {
        let shelf = self.shelves.entry(index.position()).or_insert_with(|| {
            let passage = &timeline[index];
            let source = &timeline[passage.source];
            let language = source.language.as_ref().or(timeline.language.as_ref());
            // What is in no named language is tried as English.
            let is_read = language.is_none_or(|language| reads_language(language));
            let exact = &passage.quote.exact;
            (is_read && !exact.trim().is_empty()).then(|| suggest(exact, None))
        });
        shelf.as_deref()
    }

    /// The dates that words of an event which hang on another date may hang
    /// on. None are looked for where no words do.
    fn anchors(&mut self, timeline: &Timeline, event: &Event) -> Vec<Edtf> {
        let mut anchors: Vec<Edtf> = Vec::new();
        let mut hangs = false;
        for citation in &event.citations {
            for found in self.shelf(timeline, citation.passage).unwrap_or_default() {
                match &found.edtf {
                    Some(edtf) if anchors.len() < MAX_ANCHORS && !anchors.contains(edtf) => {
                        anchors.push(edtf.clone());
                    }
                    Some(_) => {}
                    None => hangs = true,
                }
            }
        }
        if hangs { anchors } else { Vec::new() }
    }

    /// What the words of some passages suggest; `None` where one of them
    /// cannot be read.
    fn words(
        &mut self,
        timeline: &Timeline,
        passages: &[Index<Passage>],
        anchors: &[Edtf],
    ) -> Option<Words> {
        let mut words = Words::default();
        for passage in passages {
            let found = self.shelf(timeline, *passage)?;
            let hanging: Vec<usize> = found
                .iter()
                .filter(|words| words.edtf.is_none())
                .map(|words| words.start)
                .collect();
            words.found.extend_from_slice(found);
            if !hanging.is_empty() {
                let exact = &timeline[*passage].quote.exact;
                for anchor in anchors {
                    let borne = suggest(exact, Some(anchor));
                    words.found.extend(borne.into_iter().filter(|words| {
                        words.edtf.is_some() && hanging.binary_search(&words.start).is_ok()
                    }));
                }
            }
            let quote = &timeline[*passage].quote;
            words
                .in_context
                .push(format!("{}{}{}", quote.prefix, quote.exact, quote.suffix));
        }
        Some(words)
    }
}

/// The words of time in some passages.
#[derive(Default)]
struct Words {
    found: Vec<Suggestion>,
    /// The passages with what stands around them.
    in_context: Vec<String>,
}

/// What is wanting, before it has a place.
struct Wanting {
    code: Code,
    date: String,
    found: String,
    hint: String,
}

impl Words {
    /// What is wrong with a date that these words should say.
    fn weigh(&self, date: &WrittenDate) -> Option<Wanting> {
        let stated = date.edtf.as_ref()?;
        let dates: Vec<Edtf> = self.dates().cloned().collect();
        let code = match justifies(&dates, stated) {
            Justification::Supports => return None,
            Justification::TooPrecise => Code::StatedDateTooPrecise,
            Justification::No => Code::StatedDateUnsupported,
        };
        Some(Wanting {
            code,
            date: date.text.clone(),
            found: self.named(),
            hint: self.hint(code, stated),
        })
    }

    fn dates(&self) -> impl Iterator<Item = &Edtf> {
        self.found.iter().filter_map(|words| words.edtf.as_ref())
    }

    /// "“in 1958” (1958), “the following year”"
    fn named(&self) -> String {
        let mut named: Vec<String> = Vec::new();
        for words in &self.found {
            let one = quoted(words);
            if !named.contains(&one) {
                named.push(one);
            }
        }
        let more = named.len().saturating_sub(MAX_NAMED);
        named.truncate(MAX_NAMED);
        match more {
            0 => named.join(", "),
            more => format!("{} and {more} more", named.join(", ")),
        }
    }

    fn hint(&self, code: Code, stated: &Edtf) -> String {
        if code == Code::StatedDateTooPrecise {
            return "Date it no more precisely than the words do, or call the date inferred and \
                    say from what."
                .to_owned();
        }
        let outside = self.in_context.iter().find_map(|text| {
            let around = suggest(text, None);
            around.into_iter().find(|words| {
                let edtf = words.edtf.as_ref().map(std::slice::from_ref);
                edtf.is_some_and(|edtf| justifies(edtf, stated) == Justification::Supports)
            })
        });
        if let Some(words) = outside {
            return format!(
                "{} stands beside the quotation: quote it too.",
                quoted(&words)
            );
        }
        if self.found.iter().any(|words| words.edtf.is_none()) && self.dates().next().is_none() {
            return "Cite the passage that these words hang on too, or call the date inferred and \
                    say from what."
                .to_owned();
        }
        "Cite the passage whose words state it, or call the date inferred and say from what."
            .to_owned()
    }
}

impl Wanting {
    fn at(self, path: String, whose: &str) -> Problem {
        let Self { date, found, .. } = &self;
        let message = match (self.code, found.is_empty()) {
            (Code::StatedDateTooPrecise, _) => {
                format!("The stated date {date} says more than the words of {whose}: {found}.")
            }
            (_, true) => {
                format!("The date {date} is called stated, and no words of {whose} date it.")
            }
            (_, false) => format!(
                "The date {date} is called stated, and no words of {whose} suggest it. Found: \
                 {found}."
            ),
        };
        Problem::new(self.code, path, message).with_hint(self.hint)
    }
}

fn quoted(words: &Suggestion) -> String {
    let text: Vec<&str> = words.text.split_whitespace().collect();
    let text = text.join(" ");
    match &words.edtf {
        Some(edtf) => format!("“{text}” ({})", edtf.as_str()),
        None => format!("“{text}”"),
    }
}
