//! The page as a whole. See `templates/page.html` and `templates/page_body.html`.

use std::collections::HashSet;

use askama::Template;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::stylesheet;
use crate::date_words::short_words;
use crate::export::content::{
    CitationEntry, EventEntry, ExportContent, ExportScope, PassageEntry, SourceEntry,
};
use crate::export::escape::{field, id};
use crate::export::filters;
use crate::export::format::{ExportOutcome, write_failed};
use crate::export::iri;
use crate::export::language_tag::lang_attribute;
use crate::export::request::ExportRequest;
use crate::figure::{
    FigureInput, FigureOptions, FigureTitle, Fonts, SvgFragment, event_fragment_id,
    font_face_rules, svg_fragment,
};
use crate::language::{current_language, say, say_with};
use crate::model::{Basis, Digest, Event, Index, Stance, visible_id, visible_text};
use crate::query::{date_in_words, lane_position};
use crate::storage::FileError;
use annals_anchor::AnchorState;

/// The pictures: message with the name, and width in points. The first shows the
/// whole timeline on a screen, the others scroll.
const PICTURES: [(&str, f32); 3] = [
    ("page-whole", 760.0),
    ("page-wider", 2_000.0),
    ("page-widest", 5_000.0),
];

/// The input of the page's parts.
#[derive(Template)]
#[template(path = "page_body.html")]
pub(super) struct PageContext<'x, 't> {
    pub(super) request: &'x ExportRequest<'t>,
    pub(super) content: ExportContent<'t>,
    /// Drawings of the timeline, the whole first, with the messages that name
    /// them; none where nothing has a place on an axis.
    pub(super) pictures: Vec<(&'static str, SvgFragment)>,
    /// Positions of the dated events outside the range of the axis, which are not drawn.
    off_axis: Vec<usize>,
    /// ` lang="…"` of the timeline's own texts; empty where it names no language.
    lang: String,
}

/// The document around the page's body: head and style sheet.
#[derive(Template)]
#[template(path = "page.html")]
struct PageTemplate<'x> {
    language: &'static str,
    generator: &'static str,
    title: &'x str,
    stylesheet: String,
    style_digest: String,
    body: String,
}

/// A list of links to events.
struct EventList<'c, 't> {
    id: &'static str,
    heading: &'static str,
    entries: Vec<&'c EventEntry<'t>>,
    has_dates: bool,
}

/// An event on the page.
struct Article<'c, 't> {
    entry: &'c EventEntry<'t>,
    /// The message of the heading before it.
    heading: Option<&'static str>,
    /// Messages and fragment ids of the links to the events before and after it.
    steps: Vec<(&'static str, String)>,
}

/// The name of an event, and the fragment id of its article if it is on the page.
type EventLink<'t> = (&'t str, Option<String>);

/// The page, as HTML.
///
/// # Errors
///
/// [`FileError`] where a template fails, which no timeline is known to cause.
pub(in crate::export) fn page(request: &ExportRequest<'_>) -> Result<ExportOutcome, FileError> {
    let context = PageContext::new(request);
    let body = context.render().map_err(write_failed)?;
    let stylesheet = stylesheet::stylesheet(&context, &font_face_rules(&body));
    let colophon = &context.content.colophon;
    let template = PageTemplate {
        language: current_language().tag(),
        generator: colophon.made_by,
        title: colophon.name(),
        style_digest: BASE64_STANDARD.encode(Sha256::digest(stylesheet.as_bytes())),
        stylesheet,
        body,
    };
    Ok(ExportOutcome::new(
        template.render().map_err(write_failed)? + "\n",
        colophon,
    ))
}

#[expect(
    clippy::unused_self,
    reason = "the template calls these functions as methods"
)]
impl<'x, 't> PageContext<'x, 't> {
    fn new(request: &'x ExportRequest<'t>) -> Self {
        let content = ExportContent::new(request, ExportScope::Cited);
        let mut pictures = pictures(request);
        let off_axis = pictures
            .first()
            .map(|(_, picture)| picture.off_axis.as_slice());
        let off_axis: HashSet<Index<Event>> =
            off_axis.unwrap_or_default().iter().copied().collect();
        let (dated, _) = content.dated_and_undated();
        let positions = dated.iter().enumerate();
        let off_axis: Vec<usize> = positions
            .filter(|(_, entry)| off_axis.contains(&entry.index))
            .map(|(position, _)| position)
            .collect();
        if off_axis.len() == dated.len() {
            pictures.clear();
        }
        Self {
            pictures,
            off_axis,
            content,
            lang: lang_attribute(request.timeline.language.as_deref()),
            request,
        }
    }

    fn counts(&self) -> String {
        let undated = self.content.dated_and_undated().1.len();
        let events = self.content.events.len();
        say_with(
            "page-counts",
            &[("events", events.into()), ("undated", undated.into())],
        )
    }

    /// The events that are not drawn: those outside the range of the axis, and the undated.
    fn lists(&self) -> Vec<EventList<'_, 't>> {
        let (dated, undated) = self.content.dated_and_undated();
        let off_axis = self.off_axis.iter().filter_map(|at| dated.get(*at));
        let lists = [
            EventList {
                id: "beyond",
                heading: "page-beyond",
                entries: off_axis.collect(),
                has_dates: true,
            },
            EventList {
                id: "shelf",
                heading: "page-undated",
                entries: undated.iter().collect(),
                has_dates: false,
            },
        ];
        let lists = lists.into_iter();
        lists.filter(|list| !list.entries.is_empty()).collect()
    }

    fn articles(&self) -> impl Iterator<Item = Article<'_, 't>> {
        let (events, dated) = (&self.content.events, self.content.dated);
        events.iter().enumerate().map(move |(position, entry)| {
            let previous = position.checked_sub(1).and_then(|at| events.get(at));
            let steps = [
                ("page-previous", previous),
                ("page-next", events.get(position + 1)),
            ];
            let steps = steps.into_iter();
            Article {
                entry,
                heading: match position {
                    0 if dated > 0 => Some("page-dated"),
                    at if at == dated => Some("page-undated"),
                    _ => None,
                },
                steps: steps
                    .filter_map(|(message, entry)| Some((message, self.fragment_id(entry?.index))))
                    .collect(),
            }
        })
    }

    pub(super) fn fragment_id(&self, event: Index<Event>) -> String {
        event_fragment_id(self.request.timeline, event)
    }

    fn fragment_id_of(&self, entry: &EventEntry<'_>) -> String {
        self.fragment_id(entry.index)
    }

    fn lane(&self, entry: &EventEntry<'_>) -> usize {
        lane_position(self.request.timeline, entry.index)
    }

    fn date(&self, entry: &EventEntry<'_>) -> String {
        date_in_words(self.request.timeline, entry.index)
    }

    fn lane_name(&self, entry: &EventEntry<'_>) -> String {
        if entry.event.lane.is_some() {
            return entry.lane.to_owned();
        }
        let id = visible_id(&entry.event.lane_id);
        say_with("event-no-lane", &[("lane", id.as_ref().into())])
    }

    fn reason(&self, reason: &str) -> String {
        let words = visible_text(reason);
        say_with("event-inferred", &[("reason", words.as_ref().into())])
    }

    /// The events that sources place before and after an event, with the message
    /// that says so, and a fragment id for those on the page.
    fn relations(&self, entry: &EventEntry<'_>) -> Vec<(&'static str, Vec<EventLink<'_>>)> {
        let exported = self.request.events;
        let link = |event: &Index<Event>| {
            let is_on_page = exported.is_none_or(|events| events.contains(*event));
            let name = self.request.timeline[*event].name();
            (name, is_on_page.then(|| self.fragment_id(*event)))
        };
        let dating = &entry.event.dating;
        [
            ("event-order-after", &dating.after),
            ("event-order-before", &dating.before),
        ]
        .into_iter()
        .filter(|(_, others)| !others.is_empty())
        .map(|(message, others)| (message, others.iter().map(link).collect()))
        .collect()
    }

    /// The date that a passage gives, whose claim it reports, and what was cut.
    fn claims(&self, entry: &CitationEntry<'_>, passage: &PassageEntry<'_>) -> Vec<String> {
        let citation = entry.citation;
        let mut claims = Vec::new();
        if let Some(date) = &citation.date {
            let quoted = || {
                let words = visible_text(&date.text);
                say_with("quoted", &[("words", words.as_ref().into())])
            };
            let words = date.edtf.as_ref().map_or_else(quoted, short_words);
            let message = match citation.dating.basis {
                Some(Basis::Inferred) => "passage-dates-it-inferred",
                _ => "passage-dates-it",
            };
            claims.push(say_with(message, &[("date", words.into())]));
        }
        if let Some(who) = &citation.attributed_to {
            let who = visible_text(who);
            claims.push(say_with(
                "passage-claim-of",
                &[("who", who.as_ref().into())],
            ));
        }
        if passage.words_cut > 0 {
            claims.push(say_with("page-cut", &[("count", passage.words_cut.into())]));
        }
        claims
    }

    fn state_message(&self, passage: &PassageEntry<'_>) -> &'static str {
        match passage.state() {
            AnchorState::Exact => "page-exact",
            AnchorState::Normalised => "page-normalised",
            AnchorState::Drifted => "page-drifted",
            AnchorState::Ambiguous => "page-ambiguous",
            AnchorState::Missing => "page-missing",
            AnchorState::Unavailable => "page-unavailable",
        }
    }

    /// The address of a source, where it is one that a link may lead to.
    fn address(&self, entry: &SourceEntry<'_>) -> Option<String> {
        iri::web_address(entry.source.csl.url.as_deref()?)
    }

    /// The digest of the recorded copy, and of the document where it is another.
    fn digests(&self, entry: &SourceEntry<'_>) -> Vec<(&'static str, Digest)> {
        let recorded = entry.source.sha256;
        let found = entry.document.map(|document| document.digest);
        let found = found.filter(|digest| Some(*digest) != recorded);
        let digests = [("page-copy", recorded), ("page-checked-in", found)].into_iter();
        digests
            .filter_map(|(message, digest)| Some((message, digest?)))
            .collect()
    }

    fn words(&self, entry: &SourceEntry<'_>) -> String {
        let (shown, cut) = (entry.words.shown, entry.words.cut);
        let message = if cut > 0 {
            "page-words-cut"
        } else {
            "page-words"
        };
        say_with(message, &[("count", shown.into()), ("cut", cut.into())])
    }

    /// Labels and values that say how the page was made, the values as HTML.
    fn colophon(&self) -> Vec<(String, String)> {
        let colophon = &self.content.colophon;
        let limit = match colophon.quote_limit {
            Some(words) => say_with("page-limit", &[("count", words.into())]),
            None => say("page-no-limit"),
        };
        let mut rows = vec![
            (say("page-file"), id(colophon.file)),
            ("SHA-256".to_owned(), id(&colophon.sha256)),
            (say("page-program"), field(colophon.made_by)),
            (say("page-quoted"), field(&limit)),
        ];
        let (events, of) = (colophon.events, colophon.events_of_timeline);
        if events < of {
            let shown = say_with(
                "page-shown-of",
                &[("events", events.into()), ("of", of.into())],
            );
            rows.push((say("page-shown"), field(&shown)));
        }
        if colophon.drafts_left_out > 0 {
            let count = [("count", colophon.drafts_left_out.into())];
            let drafts = say_with("page-drafts", &count);
            rows.push((say("page-left-out"), field(&drafts)));
        }
        rows.extend(colophon.filter.map(|it| (say("page-filter"), field(it))));
        rows.extend(colophon.range.map(|it| (say("page-range"), id(it))));
        rows
    }
}

/// The timeline drawn once for each width.
fn pictures(request: &ExportRequest<'_>) -> Vec<(&'static str, SvgFragment)> {
    let fonts = Fonts::default();
    let input = FigureInput {
        timeline: request.timeline,
        index: request.index,
        lanes: request.lanes,
        digest: Some(request.digest),
        fonts: &fonts,
    };
    let picture = |(number, (name, width)): (usize, (&'static str, f32))| {
        let options = FigureOptions {
            width,
            events: request.events.cloned(),
            title: FigureTitle::Absent,
            style: request.style,
            has_notes: false,
            ..FigureOptions::default()
        };
        (name, svg_fragment(&input, &options, number))
    };
    PICTURES.into_iter().enumerate().map(picture).collect()
}
