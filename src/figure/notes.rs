//! The notes of a figure: what each event rests on, and the sources of them all.

use std::collections::HashSet;

use super::fonts::Face;
use super::lines::{Words, shortened};
use super::options::FigureInput;
use super::piece::Paint;
use super::words::{Manner, joined, woven};
use crate::bibliography::{Bibliographer, Style};
use crate::model::Quotations;
use crate::model::{Basis, Citation, Event, Index, Source, Stance, WrittenDate, visible_line};

/// The most characters of a title in a note.
const MOST_TITLE: usize = 400;
/// The most characters of any other field in it.
const MOST_FIELD: usize = 3_000;

/// So many citations are set together, and told apart from each other.
const MOST_TOGETHER: usize = 300;

/// The words of notes.
pub(super) const PLAIN: Manner = Manner {
    face: Face::Sans,
    paint: Paint::Ink,
};

/// Notes, in the order of their numbers, and what follows from them.
pub(super) struct Notes {
    pub entries: Vec<Vec<Words>>,
    /// The entries of the sources cited.
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
    let told: Vec<Vec<Told<'_>>> = events
        .iter()
        .map(|event| told(input, &timeline[*event], quotations.is_some()))
        .collect();
    let cites: Vec<(&Source, Option<&str>)> = told
        .iter()
        .flatten()
        .map(|told| {
            let passage = &timeline[told.citation.passage];
            (&timeline[passage.source], passage.locator.as_deref())
        })
        .collect();
    // A source is cited shortly after it was cited in full; once in a while it
    // is cited in full again.
    let footnotes: Vec<String> = cites
        .chunks(MOST_TOGETHER)
        .flat_map(|cites| bibliographer.notes(cites))
        .collect();
    let sources: Vec<&Source> = cites.iter().map(|(source, _)| *source).collect();
    let mut scribe = Scribe {
        input,
        footnotes: footnotes.into_iter(),
        quotations,
        again: matches!(style, Style::ChicagoNotes),
    };
    let notes = events.iter().zip(&told);
    Notes {
        entries: notes
            .map(|(event, told)| scribe.note(*event, told))
            .collect(),
        bibliography: bibliographer.bibliography(&sources),
    }
}

/// A citation, and the date that its note tells.
struct Told<'a> {
    citation: &'a Citation,
    date: Option<&'a WrittenDate>,
}

/// The citations of an event that say something of their own: of those that
/// differ in nothing that a note tells, the first.
fn told<'a>(input: &FigureInput<'a>, event: &'a Event, with_words: bool) -> Vec<Told<'a>> {
    let rivals: HashSet<String> = event
        .rivals()
        .iter()
        .map(|rival| rival.edtf.as_str().to_owned())
        .collect();
    let mut seen = HashSet::new();
    let mut places = HashSet::new();
    let mut told: Vec<Told<'a>> = Vec::new();
    for citation in &event.citations {
        let passage = &input.timeline[citation.passage];
        let place = (passage.source, passage.locator.as_deref());
        let date = citation.date.as_ref().filter(|date| {
            rivals.contains(date.text.as_str()) || is_other(event.date.as_ref(), date)
        });
        let known = date.map(|date| {
            let reason = citation.dating.reason.as_deref();
            (date.text.as_str(), citation.dating.basis, reason)
        });
        let who = citation.attributed_to.as_deref();
        let words = with_words.then_some(citation.passage);
        let is_new = seen.insert((place, citation.stance, known, who, words));
        // That a place gives the context too adds nothing to what it says.
        let adds = citation.stance != Stance::Context
            || who.is_some()
            || date.is_some()
            || with_words
            || !places.contains(&place);
        if is_new && adds {
            places.insert(place);
            told.push(Told { citation, date });
        }
    }
    told
}

struct Scribe<'a, 'q> {
    input: &'q FigureInput<'a>,
    /// Those of the citations, in their order.
    footnotes: std::vec::IntoIter<String>,
    quotations: Option<&'q mut Quotations<'a>>,
    /// Whether a source that was cited just before is cited as the same.
    again: bool,
}

impl Scribe<'_, '_> {
    fn note(&mut self, index: Index<Event>, told: &[Told<'_>]) -> Vec<Words> {
        let event = &self.input.timeline[index];
        let title = vec![Words::new(
            field(event.name(), MOST_TITLE),
            Face::Semibold,
            Paint::Ink,
        )];
        let known = known(event);
        let mut before = None;
        let mut citations = Vec::new();
        for told in told {
            let source = self.input.timeline[told.citation.passage].source;
            let is_again = before.replace(source) == Some(source);
            citations.push(self.citation(told, is_again && self.again));
        }
        let (title, known) = (("title", title), ("known", known));
        if citations.is_empty() {
            return woven("figure-note-uncited", &[title, known], PLAIN);
        }
        let citations = joined(citations, "; ", PLAIN);
        let gaps = [title, known, ("citations", citations)];
        one_stop(woven("figure-note", &gaps, PLAIN))
    }

    /// A source and a place in it, and what it says of the event.
    fn citation(&mut self, told: &Told<'_>, is_again: bool) -> Vec<Words> {
        let citation = told.citation;
        let timeline = self.input.timeline;
        let passage = &timeline[citation.passage];
        let footnote = self.footnotes.next().unwrap_or_default();
        let footnote = field(footnote.trim_end().trim_end_matches('.'), MOST_FIELD);
        let mut words = match passage.locator.as_deref() {
            // The source of the citation just before.
            Some(locator) if is_again => {
                let locator = ("locator", vec![plain(field(locator, MOST_FIELD))]);
                woven("figure-citing-again", &[locator], PLAIN)
            }
            _ => vec![plain(footnote)],
        };
        if let Some(who) = &citation.attributed_to {
            let who = ("who", vec![plain(field(who, MOST_FIELD))]);
            words = woven("figure-citing-report", &[("citation", words), who], PLAIN);
        }
        if let Some(date) = told.date {
            words = dated(words, citation, date);
        }
        match citation.stance {
            Stance::Supports => {}
            Stance::Disputes => {
                words = woven("figure-citing-against", &[("citation", words)], PLAIN);
            }
            Stance::Context => {
                words = woven("figure-citing-context", &[("citation", words)], PLAIN);
            }
        }
        if let Some(quotations) = self.quotations.as_mut() {
            let source = passage.source.position();
            let (shown, _) = quotations.quoted(source, &passage.quote.exact);
            let quotation = Words::new(field(&shown, usize::MAX), Face::Serif, Paint::Ink);
            let gaps = [("citation", words), ("quotation", vec![quotation])];
            words = woven("figure-citing-words", &gaps, PLAIN);
        }
        words
    }
}

/// Whether a source's date is another than the event's: neither is a closer
/// claim of the other.
fn is_other(main: Option<&WrittenDate>, date: &WrittenDate) -> bool {
    let Some(main) = main else {
        return true;
    };
    match (main.extent(), date.extent()) {
        (Some(main), Some(date)) => !main.contains(date) && !date.contains(main),
        _ => main.text != date.text,
    }
}

/// A citation with the date that it gives, or that the editor infers from it.
fn dated(citing: Vec<Words>, citation: &Citation, date: &WrittenDate) -> Vec<Words> {
    let citing = ("citation", citing);
    let date = vec![plain(field(date.in_short_words(), MOST_FIELD))];
    let date = ("date", date);
    match (citation.dating.basis, &citation.dating.reason) {
        (Some(Basis::Inferred), Some(reason)) => {
            let reason = field(reason.trim_end().trim_end_matches('.'), MOST_FIELD);
            let reason = ("reason", vec![plain(reason)]);
            woven(
                "figure-citing-inferred-from",
                &[citing, date, reason],
                PLAIN,
            )
        }
        (Some(Basis::Inferred), None) => woven("figure-citing-inferred", &[citing, date], PLAIN),
        (Some(Basis::Stated) | None, _) => woven("figure-citing-date", &[citing, date], PLAIN),
    }
}

/// Takes away the full stop after a quotation that ends with its own.
fn one_stop(mut words: Vec<Words>) -> Vec<Words> {
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

/// The date of an event in words, and how it is known.
fn known(event: &Event) -> Vec<Words> {
    let Some(date) = &event.date else {
        return woven("figure-known-not", &[], PLAIN);
    };
    let date = ("date", vec![plain(field(date.in_words(), MOST_FIELD))]);
    match (event.dating.basis, &event.dating.reason) {
        (Some(Basis::Stated), _) => woven("figure-known-stated", &[date], PLAIN),
        (Some(Basis::Inferred), Some(reason)) => {
            let reason = field(reason.trim_end().trim_end_matches('.'), MOST_FIELD);
            let reason = ("reason", vec![plain(reason)]);
            woven("figure-known-inferred-from", &[date, reason], PLAIN)
        }
        (Some(Basis::Inferred), None) => woven("figure-known-inferred", &[date], PLAIN),
        (None, _) => date.1,
    }
}

fn plain(text: String) -> Words {
    Words::new(text, PLAIN.face, PLAIN.paint)
}

/// A field as it is shown: no longer than can be read, controls made visible.
pub(super) fn field(text: &str, most: usize) -> String {
    visible_line(&shortened(text, most)).into_owned()
}
