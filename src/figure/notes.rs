//! The notes of a figure: the citations of each event, and the bibliography.

use std::collections::HashSet;

use super::fonts::Face;
use super::line_breaking::{StyledText, shortened};
use super::message_text::{TextStyle, format_message, joined};
use super::options::FigureInput;
use crate::bibliography::{Bibliographer, Style};
use crate::model::{
    Basis, Citation, Event, Index, Quotations, Source, Stance, WrittenDate, visible_line,
};
use crate::theme::ColorRole;

/// The most characters of a title in a note.
const MAX_TITLE: usize = 400;
/// The most characters of any other field in a note.
const MAX_FIELD: usize = 3_000;

/// How many citations the citation processor formats at once, to distinguish similar ones.
const MAX_BATCH: usize = 300;

/// Style of the words of a note.
pub(super) const PLAIN: TextStyle = TextStyle {
    face: Face::Sans,
    role: ColorRole::Ink,
};

/// The notes of a figure.
pub(super) struct Notes {
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
) -> Notes {
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
    Notes {
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
        let title = vec![StyledText::new(
            field(event.name(), MAX_TITLE),
            Face::Semibold,
            ColorRole::Ink,
        )];
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
            return format_message("figure-note-uncited", &[title, date], PLAIN);
        }
        let citations = joined(citations, "; ", PLAIN);
        let arguments = [title, date, ("citations", citations)];
        without_second_full_stop(format_message("figure-note", &arguments, PLAIN))
    }

    /// The text of one citation: source, locator, date, stance, quotation.
    fn citation(&mut self, noted: &NotedCitation<'_>, is_repeated: bool) -> Vec<StyledText> {
        let citation = noted.citation;
        let timeline = self.input.timeline;
        let passage = &timeline[citation.passage];
        let footnote = self.footnotes.next().unwrap_or_default();
        let footnote = field(footnote.trim_end().trim_end_matches('.'), MAX_FIELD);
        let mut words = match passage.locator.as_deref() {
            // The same source as in the citation just before.
            Some(locator) if is_repeated => {
                let locator = ("locator", vec![plain(field(locator, MAX_FIELD))]);
                format_message("figure-citation-again", &[locator], PLAIN)
            }
            _ => vec![plain(footnote)],
        };
        if let Some(who) = &citation.attributed_to {
            let who = ("who", vec![plain(field(who, MAX_FIELD))]);
            words = format_message("figure-citation-report", &[("citation", words), who], PLAIN);
        }
        if let Some(date) = noted.date {
            words = dated(words, citation, date);
        }
        match citation.stance {
            Stance::Supports => {}
            Stance::Disputes => {
                words = format_message("figure-citation-disputes", &[("citation", words)], PLAIN);
            }
            Stance::Context => {
                words = format_message("figure-citation-context", &[("citation", words)], PLAIN);
            }
        }
        if let Some(quotations) = self.quotations.as_mut() {
            let source = passage.source.position();
            let (shown, _) = quotations.quoted(source, &passage.quote.exact);
            let quotation = StyledText::new(field(&shown, usize::MAX), Face::Serif, ColorRole::Ink);
            let arguments = [("citation", words), ("quotation", vec![quotation])];
            words = format_message("figure-citation-words", &arguments, PLAIN);
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
fn dated(citing: Vec<StyledText>, citation: &Citation, date: &WrittenDate) -> Vec<StyledText> {
    let citing = ("citation", citing);
    let date = vec![plain(field(date.in_short_words(), MAX_FIELD))];
    let date = ("date", date);
    match (citation.dating.basis, &citation.dating.reason) {
        (Some(Basis::Inferred), Some(reason)) => {
            let reason = field(reason.trim_end().trim_end_matches('.'), MAX_FIELD);
            let reason = ("reason", vec![plain(reason)]);
            format_message(
                "figure-citation-inferred-from",
                &[citing, date, reason],
                PLAIN,
            )
        }
        (Some(Basis::Inferred), None) => {
            format_message("figure-citation-inferred", &[citing, date], PLAIN)
        }
        (Some(Basis::Stated) | None, _) => {
            format_message("figure-citation-date", &[citing, date], PLAIN)
        }
    }
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
        return format_message("figure-date-unknown", &[], PLAIN);
    };
    let date = ("date", vec![plain(field(date.in_words(), MAX_FIELD))]);
    match (event.dating.basis, &event.dating.reason) {
        (Some(Basis::Stated), _) => format_message("figure-date-stated", &[date], PLAIN),
        (Some(Basis::Inferred), Some(reason)) => {
            let reason = field(reason.trim_end().trim_end_matches('.'), MAX_FIELD);
            let reason = ("reason", vec![plain(reason)]);
            format_message("figure-date-inferred-from", &[date, reason], PLAIN)
        }
        (Some(Basis::Inferred), None) => format_message("figure-date-inferred", &[date], PLAIN),
        (None, _) => date.1,
    }
}

fn plain(text: String) -> StyledText {
    StyledText::new(text, PLAIN.face, PLAIN.role)
}

/// A field as it is shown: shortened to a number of characters, control characters visible.
pub(super) fn field(text: &str, most: usize) -> String {
    visible_line(&shortened(text, most)).into_owned()
}
