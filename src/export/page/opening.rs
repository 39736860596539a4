//! The upper part of the page: what it is, the timeline drawn, the undated.

use std::fmt::Write as _;

use super::written::Written;
use crate::export::escape::{block, field, html};
use crate::language::{say, say_with};
use crate::query::lane_position;

/// What the pictures are called, from the narrowest on.
const NAMES: [&str; 3] = ["page-whole", "page-wider", "page-widest"];

/// The heading, the pictures and the shelf of the undated.
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
    if undated.is_empty() {
        return String::new();
    }
    let mut part = format!(
        "<nav class=\"shelf\" aria-labelledby=\"shelf\">\n<h2 id=\"shelf\">{}</h2>\n<ul>\n",
        field(&say("page-undated"))
    );
    for entry in undated {
        let lane = lane_position(written.exported.timeline, entry.index);
        let _ = writeln!(
            part,
            "<li><a class=\"chip lane-{lane}\" href=\"#event-{}\" dir=\"auto\"{}>{}</a></li>",
            entry.index.position(),
            written.lang,
            field(entry.event.name())
        );
    }
    part.push_str("</ul>\n</nav>\n");
    part
}
