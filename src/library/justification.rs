//! Whether the words of the passages say the dates that are called stated.
//!
//! Only quoted words count, not what stands around them: a stated date is one
//! whose words stand in the passage. Nothing is said of passages in a language
//! that cannot be read.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::model::{Basis, Citation, Event, Index, Passage, Timeline, WrittenDate};
use crate::storage::{Code, Positions, Problem};
use annals_edtf::Edtf;
use annals_prose_dates::{DateFinding, Justification, find_dates, justifies, supports_language};

/// How many dates of an event may bear its words "the following year".
const MAX_ANCHORS: usize = 8;

/// How many words are named in a problem.
const MAX_NAMED: usize = 4;

/// How many different words of time the passages of an event may have. A text
/// with more is a table or a chronicle, and nothing is said of it.
const MOST_WORDS: usize = 1_000;

/// Passages whose words of time are remembered.
const MOST_SHELVES: usize = 10_000;

/// How many bytes of passages are read again, for the dates that their words may
/// hang on. Of what would be read after that nothing is said.
const MOST_READ_AGAIN: usize = 128 << 20;

/// The stated dates that no words of their passages say, or not so precisely.
///
/// An event's date may rest on the words of any passage of the event; a
/// citation's on those of its own. A date that is wanting in both is told
/// once, at the event.
#[must_use]
pub fn unjustified(timeline: &Timeline, positions: &Positions) -> Vec<Problem> {
    let mut library = Library::of(timeline);
    let mut problems = Vec::new();
    for (index, event) in timeline.indexed_events() {
        let stated = event
            .date
            .as_ref()
            .filter(|_| event.dating.basis == Some(Basis::Stated));
        let dated = |citation: &Citation| citation.date.is_some();
        if stated.is_none() && !event.citations.iter().any(dated) {
            continue;
        }
        library.make_room();
        let passages = passages_of(event);
        let anchors = library.anchors(&passages);
        let wanting = stated.filter(|date| {
            let words = library.words(&passages, &anchors);
            let problem = words.and_then(|words| library.weigh(&words, date));
            let is_wanting = problem.is_some();
            problems.extend(problem.map(|problem| {
                let place = positions.of_event(index);
                problem.at(format!("{place}/date"), &event_name(event))
            }));
            is_wanting
        });
        // A passage may be cited a thousand times, with few dates or many.
        let mut words_of: HashMap<Index<Passage>, Option<Words>> = HashMap::new();
        let mut weighed: HashMap<(Index<Passage>, &str), Option<Wanting>> = HashMap::new();
        for (position, citation) in event.citations.iter().enumerate() {
            let Some(date) = &citation.date else { continue };
            let is_told = wanting.is_some_and(|wanting| wanting.text == date.text);
            if is_told || citation.dating.basis == Some(Basis::Inferred) {
                continue;
            }
            let passage = citation.passage;
            let problem = weighed.entry((passage, &date.text)).or_insert_with(|| {
                let words = words_of
                    .entry(passage)
                    .or_insert_with(|| library.words(&[passage], &anchors));
                library.weigh(words.as_ref()?, date)
            });
            problems.extend(problem.clone().map(|problem| {
                let place = positions.of_citation(index, position);
                let passage = &timeline[passage];
                problem.at(
                    format!("{place}/date"),
                    &format!("the passage “{}”", passage.id),
                )
            }));
        }
    }
    problems
}

/// The passages that an event cites, each once, in the order of its citations.
fn passages_of(event: &Event) -> Vec<Index<Passage>> {
    let mut seen = HashSet::new();
    let passages = event.citations.iter().map(|citation| citation.passage);
    passages.filter(|passage| seen.insert(*passage)).collect()
}

fn event_name(event: &Event) -> String {
    match event.citations.len() {
        1 => format!("the passage of “{}”", event.id),
        _ => format!("the passages of “{}”", event.id),
    }
}

/// Words of time.
struct Word {
    /// "“in 1958” (1958)"
    name: Rc<str>,
    /// The date that they suggest, unless they hang on another.
    edtf: Option<Edtf>,
}

/// Puts words that are not there yet into a list; `false` where they are more
/// than [`MOST_WORDS`].
#[derive(Default)]
struct Gathering {
    list: Vec<Rc<Word>>,
    names: HashSet<Rc<str>>,
}

impl Gathering {
    fn add(&mut self, word: Rc<Word>) -> bool {
        if self.names.insert(Rc::clone(&word.name)) {
            self.list.push(word);
        }
        self.list.len() <= MOST_WORDS
    }

    fn add_finding(&mut self, words: DateFinding) -> bool {
        let name = quoted(&words).into();
        let edtf = words.edtf;
        self.add(Rc::new(Word { name, edtf }))
    }
}

/// The words of time of a passage.
struct Shelf {
    /// Different ones, in the order of the text.
    words: Vec<Rc<Word>>,
    /// Where those begin that hang on another date.
    hanging: Vec<usize>,
}

/// The words of time of every passage that was asked for.
struct Library<'a> {
    timeline: &'a Timeline,
    /// `None` where its language cannot be read, or where they are too many.
    shelves: HashMap<Index<Passage>, Option<Rc<Shelf>>>,
    /// The words of passages with what stands around them, as far as they were
    /// asked for.
    around: HashMap<Index<Passage>, Vec<Rc<Word>>>,
    /// How many bytes were read again.
    read_again: usize,
}

impl<'a> Library<'a> {
    fn of(timeline: &'a Timeline) -> Self {
        Self {
            timeline,
            shelves: HashMap::new(),
            around: HashMap::new(),
            read_again: 0,
        }
    }

    /// Forgets what was read once that is much: few passages are cited by events
    /// far apart.
    fn make_room(&mut self) {
        if self.shelves.len() > MOST_SHELVES {
            self.shelves.clear();
            self.around.clear();
        }
    }

    fn shelf(&mut self, index: Index<Passage>) -> Option<Rc<Shelf>> {
        let timeline = self.timeline;
        let shelf = self.shelves.entry(index).or_insert_with(|| {
            let passage = &timeline[index];
            let source = &timeline[passage.source];
            let language = source.language.as_ref().or(timeline.language.as_ref());
            // What is in no named language is tried as English.
            let is_read = language.is_none_or(|language| supports_language(language));
            let exact = &passage.quote.exact;
            if !is_read || exact.trim().is_empty() {
                return None;
            }
            let found = find_dates(exact, None);
            let hanging = found.iter().filter(|words| words.edtf.is_none());
            let hanging = hanging.map(|words| words.start).collect();
            let mut words = Gathering::default();
            let are_few = found.into_iter().all(|found| words.add_finding(found));
            let words = words.list;
            are_few.then(|| Rc::new(Shelf { words, hanging }))
        });
        shelf.clone()
    }

    /// The dates that words of some passages which hang on another date may hang
    /// on. None are looked for where no words do.
    fn anchors(&mut self, passages: &[Index<Passage>]) -> Vec<Edtf> {
        let mut anchors: Vec<Edtf> = Vec::new();
        let mut hangs = false;
        for passage in passages {
            let Some(shelf) = self.shelf(*passage) else {
                continue;
            };
            hangs |= !shelf.hanging.is_empty();
            for edtf in shelf.words.iter().filter_map(|word| word.edtf.as_ref()) {
                if anchors.len() < MAX_ANCHORS && !anchors.contains(edtf) {
                    anchors.push(edtf.clone());
                }
            }
        }
        if hangs { anchors } else { Vec::new() }
    }

    /// What the words of some passages suggest; `None` where one of them
    /// cannot be read, or where they are too many.
    fn words(&mut self, passages: &[Index<Passage>], anchors: &[Edtf]) -> Option<Words> {
        let mut words = Gathering::default();
        for passage in passages {
            let shelf = self.shelf(*passage)?;
            for word in &shelf.words {
                words.add(Rc::clone(word)).then_some(())?;
            }
            if shelf.hanging.is_empty() {
                continue;
            }
            let exact = &self.timeline[*passage].quote.exact;
            for anchor in anchors {
                self.read_again = self.read_again.saturating_add(exact.len());
                (self.read_again <= MOST_READ_AGAIN).then_some(())?;
                let borne = find_dates(exact, Some(anchor)).into_iter().filter(|words| {
                    words.edtf.is_some() && shelf.hanging.binary_search(&words.start).is_ok()
                });
                for borne in borne {
                    words.add_finding(borne).then_some(())?;
                }
            }
        }
        Some(Words {
            found: words.list,
            passages: passages.to_vec(),
        })
    }

    /// What is wrong with a date that these words should say.
    fn weigh(&mut self, words: &Words, date: &WrittenDate) -> Option<Wanting> {
        let stated = date.edtf.as_ref()?;
        let dates: Vec<Edtf> = words.dates().cloned().collect();
        let code = match justifies(&dates, stated) {
            Justification::Supported => return None,
            Justification::TooPrecise => Code::StatedDateTooPrecise,
            Justification::Unsupported => Code::StatedDateUnsupported,
        };
        Some(Wanting {
            code,
            date: date.text.clone(),
            found: words.named(),
            hint: self.hint(words, code, stated),
        })
    }

    fn hint(&mut self, words: &Words, code: Code, stated: &Edtf) -> String {
        if code == Code::StatedDateTooPrecise {
            return "Date it no more precisely than the words do, or call the date inferred and \
                    say from what."
                .to_owned();
        }
        for passage in &words.passages {
            let outside = self.around(*passage).iter().find(|word| {
                let edtf = word.edtf.as_ref().map(std::slice::from_ref);
                edtf.is_some_and(|edtf| justifies(edtf, stated) == Justification::Supported)
            });
            if let Some(word) = outside {
                return format!("{} stands beside the quotation: quote it too.", word.name);
            }
        }
        if words.found.iter().any(|word| word.edtf.is_none()) && words.dates().next().is_none() {
            return "Cite the passage that these words hang on too, or call the date inferred and \
                    say from what."
                .to_owned();
        }
        "Cite the passage whose words state it, or call the date inferred and say from what."
            .to_owned()
    }

    /// The first words of time of a passage with what stands around it.
    fn around(&mut self, passage: Index<Passage>) -> &[Rc<Word>] {
        let timeline = self.timeline;
        self.around.entry(passage).or_insert_with(|| {
            let quote = &timeline[passage].quote;
            let text = format!("{}{}{}", quote.prefix, quote.exact, quote.suffix);
            let mut words = Gathering::default();
            // As many as there is room for.
            let _ = find_dates(&text, None)
                .into_iter()
                .all(|found| words.add_finding(found));
            words.list
        })
    }
}

/// The words of time in some passages.
struct Words {
    /// Different ones.
    found: Vec<Rc<Word>>,
    passages: Vec<Index<Passage>>,
}

impl Words {
    fn dates(&self) -> impl Iterator<Item = &Edtf> {
        self.found.iter().filter_map(|word| word.edtf.as_ref())
    }

    /// "“in 1958” (1958), “the following year”"
    fn named(&self) -> String {
        let named = self.found.iter().take(MAX_NAMED);
        let named: Vec<&str> = named.map(|word| &*word.name).collect();
        let named = named.join(", ");
        match self.found.len().saturating_sub(MAX_NAMED) {
            0 => named,
            more => format!("{named} and {more} more"),
        }
    }
}

/// What is wanting, before it has a place.
#[derive(Clone)]
struct Wanting {
    code: Code,
    date: String,
    found: String,
    hint: String,
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

fn quoted(words: &DateFinding) -> String {
    let text: Vec<&str> = words.text.split_whitespace().collect();
    let text = text.join(" ");
    match &words.edtf {
        Some(edtf) => format!("“{text}” ({})", edtf.as_str()),
        None => format!("“{text}”"),
    }
}
