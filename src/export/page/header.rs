//! The upper part of the page: what it is, the timeline drawn, the undated.

use std::fmt::Write as _;

use super::context::PageContext;
use crate::export::content::EventEntry;
use crate::export::escape::{block, field, html};
use crate::figure::event_anchor;
use crate::language::{say, say_with};
use crate::query::{date_in_words, lane_position};

/// What the pictures are called, from the narrowest on.
const NAMES: [&str; 3] = ["page-whole", "page-wider", "page-widest"];

/// The heading, the pictures, and the shelves of what they do not show.
pub(super) fn header(context: &PageContext<'_, '_>) -> String {
    let timeline = context.request.timeline;
    let lang = &context.lang;
    let mut part = format!(
        "<header class=\"opening\" id=\"timeline\">\n<h1 dir=\"auto\"{lang}>{}</h1>\n",
        block(context.content.colophon.name())
    );
    if let Some(description) = &timeline.description {
        let description = block(description);
        let _ = writeln!(
            part,
            "<p class=\"about\" dir=\"auto\"{lang}>{description}</p>"
        );
    }
    let undated = context.content.dated_and_undated().1.len();
    let counts = say_with(
        "page-counts",
        &[
            ("events", context.content.events.len().into()),
            ("undated", undated.into()),
        ],
    );
    let _ = writeln!(part, "<p class=\"counts\">{}</p>", field(&counts));
    part.push_str(&plot(context));
    part.push_str(&unplotted(context));
    part.push_str(&shelf(context));
    part.push_str("</header>\n");
    part
}

fn plot(context: &PageContext<'_, '_>) -> String {
    if context.pictures.is_empty() {
        return String::new();
    }
    let name = html(&say("page-timeline"));
    let mut part = format!(
        "<section class=\"timeline\" aria-label=\"{name}\">\n<fieldset><legend>{}</legend>",
        field(&say("page-zoom"))
    );
    for (position, (name, _)) in NAMES.iter().zip(&context.pictures).enumerate() {
        let checked = if position == 0 { " checked" } else { "" };
        let _ = write!(
            part,
            "<label><input type=\"radio\" name=\"zoom\" id=\"zoom-{position}\"{checked}>{}</label>",
            field(&say(name))
        );
    }
    part.push_str("</fieldset>\n");
    for (position, picture) in context.pictures.iter().enumerate() {
        let _ = writeln!(
            part,
            "<div class=\"plot zoom-{position}\" role=\"region\" tabindex=\"0\" aria-label=\"{name}\">\n{}</div>",
            picture.svg
        );
    }
    part.push_str("</section>\n");
    part
}

/// The undated events, each a link, in the order of the file.
fn shelf(context: &PageContext<'_, '_>) -> String {
    let (_, undated) = context.content.dated_and_undated();
    event_list(
        "shelf",
        "page-undated",
        undated.iter().map(|it| chip(context, it)),
    )
}

/// The dated events that no axis can show, each a link with its date in words,
/// in the order of time.
fn unplotted(context: &PageContext<'_, '_>) -> String {
    let (dated, _) = context.content.dated_and_undated();
    let entries = context.beyond.iter().filter_map(|at| dated.get(*at));
    let chips = entries.map(|entry| {
        let date = date_in_words(context.request.timeline, entry.index);
        let chip = chip(context, entry);
        format!("{chip} <span class=\"facts\">{}</span>", field(&date))
    });
    event_list("beyond", "page-beyond", chips)
}

fn chip(context: &PageContext<'_, '_>, entry: &EventEntry<'_>) -> String {
    format!(
        "<a class=\"chip lane-{}\" href=\"#{}\" dir=\"auto\"{}>{}</a>",
        lane_position(context.request.timeline, entry.index),
        event_anchor(context.request.timeline, entry.index),
        context.lang,
        block(entry.event.name())
    )
}

/// A shelf under a heading; nothing where nothing stands on it.
fn event_list(id: &str, heading: &str, chips: impl Iterator<Item = String>) -> String {
    let chips: Vec<String> = chips.map(|chip| format!("<li>{chip}</li>\n")).collect();
    if chips.is_empty() {
        return String::new();
    }
    format!(
        "<nav class=\"shelf\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n<ul>\n{}</ul>\n</nav>\n",
        field(&say(heading)),
        chips.concat()
    )
}
