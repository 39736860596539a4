//! The page as a whole.

use std::collections::HashSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::{articles, footer, header, stylesheet};
use crate::export::content::{Content, Scope};
use crate::export::escape::{field, html};
use crate::export::format::ExportOutcome;
use crate::export::language_tag::language_tag;
use crate::export::request::ExportRequest;
use crate::figure::{
    FigureInput, FigureOptions, Fonts, SvgFragment, Title, font_face_rules, svg_fragment,
};
use crate::language::{say, spoken};
use crate::model::{Event, Index, visible_line};
use crate::query::{LaneIndexes, TimeIndex};

/// How wide the pictures are, in points: the first shows the whole on a screen,
/// the others are scrolled.
const WIDTHS: [f32; 3] = [760.0, 2_000.0, 5_000.0];

/// What the parts of a page are written from.
pub(super) struct PageContext<'x, 't> {
    pub(super) request: &'x ExportRequest<'t>,
    pub(super) content: Content<'t>,
    /// The timeline drawn, the whole of it first, then wider; none of one in
    /// which nothing has a place on an axis.
    pub(super) pictures: Vec<SvgFragment>,
    /// The dated events that are not drawn: the positions of their entries.
    pub(super) beyond: Vec<usize>,
    /// ` lang="…"` of the timeline's own texts; empty where it names none.
    pub(super) lang: String,
}

/// The page, as HTML.
pub(in crate::export) fn page(request: &ExportRequest<'_>) -> ExportOutcome {
    let index = TimeIndex::new(request.timeline);
    let content = Content::of(request, Scope::Cited);
    let mut pictures = pictures(request, &index);
    let far = pictures.first().map(|picture| picture.beyond.as_slice());
    let far: HashSet<Index<Event>> = far.unwrap_or_default().iter().copied().collect();
    let (dated, _) = content.dated_and_undated();
    let positions = dated.iter().enumerate();
    let beyond: Vec<usize> = positions
        .filter(|(_, entry)| far.contains(&entry.index))
        .map(|(position, _)| position)
        .collect();
    if beyond.len() == dated.len() {
        pictures.clear();
    }
    let context = PageContext {
        pictures,
        beyond,
        content,
        lang: lang(request.timeline.language.as_deref()),
        request,
    };
    let mut body = format!(
        "<a class=\"skip\" href=\"#events\">{}</a>\n",
        field(&say("page-skip"))
    );
    body.push_str(&header::header(&context));
    body.push_str("<main id=\"events\" tabindex=\"-1\">\n");
    body.push_str(&articles::articles(&context));
    body.push_str("</main>\n");
    body.push_str(&footer::footer(&context));
    let sheet = stylesheet::stylesheet(&context, &font_face_rules(&body));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; font-src data:; base-uri 'none'; form-action 'none'",
        BASE64_STANDARD.encode(Sha256::digest(sheet.as_bytes()))
    );
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"{}\">\n\
         <title>{}</title>\n<style>{sheet}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        spoken().tag(),
        context.content.colophon.made_by,
        html(&visible_line(context.content.colophon.name())),
    );
    ExportOutcome::new(page, &context.content.colophon)
}

/// The timeline drawn, once for each width.
fn pictures(request: &ExportRequest<'_>, index: &TimeIndex) -> Vec<SvgFragment> {
    let lanes = LaneIndexes::new(request.timeline, index);
    let fonts = Fonts::default();
    let input = FigureInput {
        timeline: request.timeline,
        index,
        lanes: &lanes,
        digest: Some(request.digest),
        fonts: &fonts,
    };
    let picture = |(number, width): (usize, f32)| {
        let view = FigureOptions {
            width,
            events: request.events.cloned(),
            title: Title::Absent,
            style: request.style,
            has_notes: false,
            ..FigureOptions::default()
        };
        svg_fragment(&input, &view, number)
    };
    WIDTHS.into_iter().enumerate().map(picture).collect()
}

/// ` lang="…"` of a text whose language is named; empty where that is no tag.
pub(super) fn lang(tag: Option<&str>) -> String {
    language_tag(tag).map_or_else(String::new, |tag| format!(" lang=\"{tag}\""))
}
