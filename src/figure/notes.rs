//! The notes of a figure: the citations of each event, and the bibliography.

use std::collections::HashSet;

use super::display_item::TextStyle;
use super::line_breaking::StyledText;
use super::message_text::format_message;
use super::options::FigureInput;
use crate::bibliography::{Bibliographer, Style};
use crate::layout::limited;
use crate::model::{
    Basis, Citation, Dating, Event, Index, Quotations, Source, Stance, WrittenDate, visible_line,
};

/// The most characters of a title in a note.
const MAX_TITLE: usize = 400;
/// The most characters of any other field in a note.
const MAX_FIELD: usize = 3_000;

/// How many citations the citation processor formats at once, to distinguish similar ones.
const MAX_BATCH: usize = 300;

/// The notes of a figure.
pub(super) struct FigureNotes {
    /// The notes in the order of their numbers.
    pub entries: Vec<Vec<StyledText>>,
    /// The bibliography entries of the cited sources.
    pub bibliography: Vec<String>,
}

/// Writes the notes of events.
pub(super) fn notes<'a>(
    input: &FigureInput<'a>,
    style: Style,
    events: &[Index<Event>],
    quotations: Option<&mut Quotations<'a>>,
) -> FigureNotes {
    let timeline = input.timeline;
    let bibliographer = Bibliographer::new(style);
    let mentioned: Vec<Vec<NotedCitation<'_>>> = events
        .iter()
        .map(|event| noted_citations(input, &timeline[*event], quotations.is_some()))
        .collect();
    let citations: Vec<(&Source, Option<&str>)> = mentioned
        .iter()
        .flatten()
        .map(|noted| {
            let passage = &timeline[noted.citation.passage];
            (&timeline[passage.source], passage.locator.as_deref())
        })
        .collect();
    // After a full citation, a source is cited in short form until the next batch.
    let footnotes: Vec<String> = citations
        .chunks(MAX_BATCH)
        .flat_map(|citations| bibliographer.notes(citations))
        .collect();
    let sources: Vec<&Source> = citations.iter().map(|(source, _)| *source).collect();
    let mut writer = NoteWriter {
        input,
        footnotes: footnotes.into_iter(),
        quotations,
        shortens_repeats: matches!(style, Style::ChicagoNotes),
    };
    let notes = events.iter().zip(&mentioned);
    FigureNotes {
        entries: notes
            .map(|(event, noted)| writer.note(*event, noted))
            .collect(),
        bibliography: bibliographer.bibliography(&sources),
    }
}

/// A citation, and the date that its note mentions.
struct NotedCitation<'a> {
    citation: &'a Citation,
    date: Option<&'a WrittenDate>,
}

/// The citations of an event that a note mentions. Of citations that would read the same,
/// only the first.
fn noted_citations<'a>(
    input: &FigureInput<'a>,
    event: &'a Event,
    with_quotations: bool,
) -> Vec<NotedCitation<'a>> {
    let rivals: HashSet<String> = event
        .rivals()
        .iter()
        .map(|rival| rival.edtf.as_str().to_owned())
        .collect();
    let mut seen = HashSet::new();
    let mut places = HashSet::new();
    let mut noted: Vec<NotedCitation<'a>> = Vec::new();
    for citation in &event.citations {
        let passage = &input.timeline[citation.passage];
        let place = (passage.source, passage.locator.as_deref());
        let date = citation.date.as_ref().filter(|date| {
            rivals.contains(date.text.as_str()) || is_incompatible(event.date.as_ref(), date)
        });
        let date_key = date.map(|date| {
            let reason = citation.dating.reason.as_deref();
            (date.text.as_str(), citation.dating.basis, reason)
        });
        let who = citation.attributed_to.as_deref();
        let words = with_quotations.then_some(citation.passage);
        let is_new = seen.insert((place, citation.stance, date_key, who, words));
        // Skip a bare context citation of a locator already cited.
        let adds = citation.stance != Stance::Context
            || who.is_some()
            || date.is_some()
            || with_quotations
            || !places.contains(&place);
        if is_new && adds {
            places.insert(place);
            noted.push(NotedCitation { citation, date });
        }
    }
    noted
}

struct NoteWriter<'a, 'q> {
    input: &'q FigureInput<'a>,
    /// Formatted citations, in the order of the notes.
    footnotes: std::vec::IntoIter<String>,
    quotations: Option<&'q mut Quotations<'a>>,
    /// Whether the style shortens a citation of the source that was cited just before.
    shortens_repeats: bool,
}

impl NoteWriter<'_, '_> {
    fn note(&mut self, index: Index<Event>, noted: &[NotedCitation<'_>]) -> Vec<StyledText> {
        let event = &self.input.timeline[index];
        let title = field(event.name(), MAX_TITLE);
        let title = vec![StyledText::new(title, TextStyle::STRONG)];
        let date = date_and_basis(event);
        let mut before = None;
        let mut citations = Vec::new();
        for noted in noted {
            let source = self.input.timeline[noted.citation.passage].source;
            let is_same_source = before.replace(source) == Some(source);
            citations.push(self.citation(noted, is_same_source && self.shortens_repeats));
        }
        let (title, date) = (("title", title), ("date", date));
        if citations.is_empty() {
            return message("figure-note-uncited", &[title, date]);
        }
        let separator = [StyledText::new("; ", TextStyle::PLAIN)];
        let citations = citations.join(&separator[..]);
        let arguments = [title, date, ("citations", citations)];
        without_second_full_stop(message("figure-note", &arguments))
    }

    /// The text of one citation: source, locator, date, stance, quotation.
    fn citation(&mut self, noted: &NotedCitation<'_>, is_repeated: bool) -> Vec<StyledText> {
        let citation = noted.citation;
        let timeline = self.input.timeline;
        let passage = &timeline[citation.passage];
        let footnote = self.footnotes.next().unwrap_or_default();
        let footnote = argument("citation", footnote.trim_end().trim_end_matches('.'));
        let mut words = match passage.locator.as_deref() {
            // The same source as in the citation just before.
            Some(locator) if is_repeated => {
                message("figure-citation-again", &[argument("locator", locator)])
            }
            _ => footnote.1,
        };
        if let Some(who) = &citation.attributed_to {
            let arguments = [("citation", words), argument("who", who)];
            words = message("figure-citation-report", &arguments);
        }
        if let Some(date) = noted.date {
            words = dated(words, citation, date);
        }
        words = match citation.stance {
            Stance::Supports => words,
            Stance::Disputes => message("figure-citation-disputes", &[("citation", words)]),
            Stance::Context => message("figure-citation-context", &[("citation", words)]),
        };
        if let Some(quotations) = self.quotations.as_mut() {
            let source = passage.source.position();
            let (shown, _) = quotations.quoted(source, &passage.quote.exact);
            let quotation = StyledText::new(field(&shown, usize::MAX), TextStyle::SERIF);
            let arguments = [("citation", words), ("quotation", vec![quotation])];
            words = message("figure-citation-words", &arguments);
        }
        words
    }
}

/// Whether the date of a source is incompatible with that of the event: neither extent contains
/// the other, so that neither is a more precise form of the other.
fn is_incompatible(main: Option<&WrittenDate>, date: &WrittenDate) -> bool {
    let Some(main) = main else {
        return true;
    };
    match (main.extent(), date.extent()) {
        (Some(main), Some(date)) => !main.contains(date) && !date.contains(main),
        _ => main.text != date.text,
    }
}

/// Adds the date that a citation gives, or that the editor infers from it.
fn dated(words: Vec<StyledText>, citation: &Citation, date: &WrittenDate) -> Vec<StyledText> {
    let arguments = vec![("citation", words), argument("date", date.in_short_words())];
    let (stated, inferred, with_reason) = (
        "figure-citation-date",
        "figure-citation-inferred",
        "figure-citation-inferred-from",
    );
    match citation.dating.basis {
        Some(Basis::Inferred) => {
            message_with_reason(inferred, with_reason, arguments, &citation.dating)
        }
        Some(Basis::Stated) | None => message(stated, &arguments),
    }
}

/// The message of an inferred date, with the reason if there is one.
fn message_with_reason(
    id: &str,
    id_with_reason: &str,
    mut arguments: Vec<StyledArgument<'_>>,
    dating: &Dating,
) -> Vec<StyledText> {
    let Some(reason) = &dating.reason else {
        return message(id, &arguments);
    };
    arguments.push(argument("reason", reason.trim_end().trim_end_matches('.')));
    message(id_with_reason, &arguments)
}

/// Removes the full stop after a quotation that ends with a punctuation mark.
fn without_second_full_stop(mut words: Vec<StyledText>) -> Vec<StyledText> {
    let text: String = words.iter().map(|words| words.text.as_str()).collect();
    let bare = text
        .strip_suffix('.')
        .map(|it| it.trim_end_matches(|c: char| matches!(c, '”' | '»') || c.is_whitespace()));
    let is_quoted = bare.is_some_and(|bare| bare.len() + 1 < text.len());
    if is_quoted
        && bare.is_some_and(|bare| bare.ends_with(['.', '!', '?']))
        && let Some(last) = words.last_mut()
    {
        last.text.pop();
    }
    words
}

/// The date of an event in words, and the basis of the date.
fn date_and_basis(event: &Event) -> Vec<StyledText> {
    let Some(date) = &event.date else {
        return message("figure-date-unknown", &[]);
    };
    let date = argument("date", date.in_words());
    let (inferred, with_reason) = ("figure-date-inferred", "figure-date-inferred-from");
    match event.dating.basis {
        Some(Basis::Stated) => message("figure-date-stated", &[date]),
        Some(Basis::Inferred) => {
            message_with_reason(inferred, with_reason, vec![date], &event.dating)
        }
        None => date.1,
    }
}

/// A named argument of a message.
type StyledArgument<'n> = (&'n str, Vec<StyledText>);

/// A field as an argument of a message.
fn argument<'n>(name: &'n str, text: &str) -> StyledArgument<'n> {
    let text = StyledText::new(field(text, MAX_FIELD), TextStyle::PLAIN);
    (name, vec![text])
}

fn message(id: &str, arguments: &[StyledArgument<'_>]) -> Vec<StyledText> {
    format_message(id, arguments, TextStyle::PLAIN)
}

/// A field as it is shown: shortened to a number of characters, control characters visible.
pub(super) fn field(text: &str, max_graphemes: usize) -> String {
    visible_line(&limited(text, max_graphemes)).into_owned()
}
