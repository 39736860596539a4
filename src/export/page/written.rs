//! The page as a whole.

use std::collections::HashSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

use super::{article, closing, look, opening};
use crate::export::content::{Content, Scope};
use crate::export::escape::{field, html};
use crate::export::exported::Exported;
use crate::export::format::Rendered;
use crate::export::language_tag::language_tag;
use crate::figure::{Fonts, Fragment, Input, Title, View, faces_of, fragment};
use crate::language::{say, spoken};
use crate::model::{Event, Index, visible_line};
use crate::query::{LaneIndexes, TimeIndex};

/// How wide the pictures are, in points: the first shows the whole on a screen,
/// the others are scrolled.
const WIDTHS: [f32; 3] = [760.0, 2_000.0, 5_000.0];

/// What the parts of a page are written from.
pub(super) struct Written<'x, 't> {
    pub(super) exported: &'x Exported<'t>,
    pub(super) content: Content<'t>,
    /// The timeline drawn, the whole of it first, then wider; none of one in
    /// which nothing has a place on an axis.
    pub(super) pictures: Vec<Fragment>,
    /// The dated events that are not drawn: the positions of their entries.
    pub(super) beyond: Vec<usize>,
    /// ` lang="…"` of the timeline's own texts; empty where it names none.
    pub(super) lang: String,
}

/// The page, as HTML.
pub(in crate::export) fn page(exported: &Exported<'_>) -> Rendered {
    let index = TimeIndex::new(exported.timeline);
    let content = Content::of(exported, Scope::Cited);
    let mut pictures = pictures(exported, &index);
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
    let written = Written {
        pictures,
        beyond,
        content,
        lang: lang(exported.timeline.language.as_deref()),
        exported,
    };
    let mut body = format!(
        "<a class=\"skip\" href=\"#events\">{}</a>\n",
        field(&say("page-skip"))
    );
    body.push_str(&opening::opening(&written));
    body.push_str("<main id=\"events\" tabindex=\"-1\">\n");
    body.push_str(&article::articles(&written));
    body.push_str("</main>\n");
    body.push_str(&closing::closing(&written));
    let look = look::sheet(&written, &faces_of(&body));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; font-src data:; base-uri 'none'; form-action 'none'",
        BASE64_STANDARD.encode(Sha256::digest(look.as_bytes()))
    );
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"generator\" content=\"{}\">\n\
         <title>{}</title>\n<style>{look}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
        spoken().tag(),
        written.content.made.made_by,
        html(&visible_line(written.content.made.name())),
    );
    Rendered::new(page, &written.content.made)
}

/// The timeline drawn, once for each width.
fn pictures(exported: &Exported<'_>, index: &TimeIndex) -> Vec<Fragment> {
    let lanes = LaneIndexes::new(exported.timeline, index);
    let fonts = Fonts::default();
    let input = Input {
        timeline: exported.timeline,
        index,
        lanes: &lanes,
        digest: Some(exported.digest),
        fonts: &fonts,
    };
    let picture = |(number, width): (usize, f32)| {
        let view = View {
            width,
            events: exported.events.cloned(),
            title: Title::Absent,
            style: exported.style,
            has_notes: false,
            ..View::default()
        };
        fragment(&input, &view, number)
    };
    WIDTHS.into_iter().enumerate().map(picture).collect()
}

/// ` lang="…"` of a text whose language is named; empty where that is no tag.
pub(super) fn lang(written: Option<&str>) -> String {
    language_tag(written).map_or_else(String::new, |tag| format!(" lang=\"{tag}\""))
}
