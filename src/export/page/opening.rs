//! The upper part of the page: what it is, the timeline drawn, the undated.

use std::fmt::Write as _;

use super::written::Written;
use crate::export::content::EventEntry;
use crate::export::escape::{block, field, html};
use crate::figure::anchor;
use crate::language::{say, say_with};
use crate::query::{date_in_words, lane_position};

/// What the pictures are called, from the narrowest on.
const NAMES: [&str; 3] = ["page-whole", "page-wider", "page-widest"];

/// The heading, the pictures, and the shelves of what they do not show.
pub(super) fn opening(written: &Written<'_, '_>) -> String {
    let timeline = written.exported.timeline;
    let lang = &written.lang;
    let mut part = format!(
        "<header class=\"opening\" id=\"timeline\">\n<h1 dir=\"auto\"{lang}>{}</h1>\n",
        block(written.content.made.name())
    );
    if let Some(description) = &timeline.description {
        let description = block(description);
        let _ = writeln!(
            part,
            "<p class=\"about\" dir=\"auto\"{lang}>{description}</p>"
        );
    }
    let undated = written.content.dated_and_undated().1.len();
    let counts = say_with(
        "page-counts",
        &[
            ("events", written.content.events.len().into()),
            ("undated", undated.into()),
        ],
    );
    let _ = writeln!(part, "<p class=\"counts\">{}</p>", field(&counts));
    part.push_str(&drawn(written));
    part.push_str(&beyond(written));
    part.push_str(&shelf(written));
    part.push_str("</header>\n");
    part
}

fn drawn(written: &Written<'_, '_>) -> String {
    if written.pictures.is_empty() {
        return String::new();
    }
    let name = html(&say("page-timeline"));
    let mut part = format!(
        "<section class=\"timeline\" aria-label=\"{name}\">\n<fieldset><legend>{}</legend>",
        field(&say("page-zoom"))
    );
    for (position, (name, _)) in NAMES.iter().zip(&written.pictures).enumerate() {
        let checked = if position == 0 { " checked" } else { "" };
        let _ = write!(
            part,
            "<label><input type=\"radio\" name=\"zoom\" id=\"zoom-{position}\"{checked}>{}</label>",
            field(&say(name))
        );
    }
    part.push_str("</fieldset>\n");
    for (position, picture) in written.pictures.iter().enumerate() {
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
fn shelf(written: &Written<'_, '_>) -> String {
    let (_, undated) = written.content.dated_and_undated();
    listed(
        "shelf",
        "page-undated",
        undated.iter().map(|it| chip(written, it)),
    )
}

/// The dated events that no axis can show, each a link with its date in words,
/// in the order of time.
fn beyond(written: &Written<'_, '_>) -> String {
    let (dated, _) = written.content.dated_and_undated();
    let entries = written.beyond.iter().filter_map(|at| dated.get(*at));
    let chips = entries.map(|entry| {
        let date = date_in_words(written.exported.timeline, entry.index);
        let chip = chip(written, entry);
        format!("{chip} <span class=\"facts\">{}</span>", field(&date))
    });
    listed("beyond", "page-beyond", chips)
}

fn chip(written: &Written<'_, '_>, entry: &EventEntry<'_>) -> String {
    format!(
        "<a class=\"chip lane-{}\" href=\"#{}\" dir=\"auto\"{}>{}</a>",
        lane_position(written.exported.timeline, entry.index),
        anchor(written.exported.timeline, entry.index),
        written.lang,
        block(entry.event.name())
    )
}

/// A shelf under a heading; nothing where nothing stands on it.
fn listed(id: &str, heading: &str, chips: impl Iterator<Item = String>) -> String {
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
