//! The style sheet of the page: light, dark and printed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::context::PageContext;
use crate::model::Color;
use crate::theme::Theme;

/// The rules. Lengths are in rem and ch, so that a reader's own text size applies.
const RULES: &str = include_str!("../../../templates/page.css");

/// With more events, marks do not show which event is read, because each needs a
/// rule of its own.
const MAX_HIGHLIGHTED_EVENTS: usize = 2_000;

/// The style sheet, starting with its fonts.
pub(super) fn stylesheet(context: &PageContext<'_, '_>, fonts: &str) -> String {
    let (light, dark) = (colors(context, Theme::Light), colors(context, Theme::Dark));
    let mut sheet = format!(
        "\n{fonts}:root{{color-scheme:light dark;{light}}}\n\
         @media(prefers-color-scheme:dark){{:root{{{dark}}}}}\n@media print{{:root{{{light}}}}}\n"
    );
    for lane in 0..=context.request.timeline.lanes.len() {
        let _ = writeln!(sheet, ".lane-{lane}{{--lane:var(--lane-{lane})}}");
    }
    sheet.push('\n');
    sheet.push_str(RULES);
    let events = &context.content.events;
    if !events.is_empty() && events.len() <= MAX_HIGHLIGHTED_EVENTS {
        let highlighted = events.iter().map(|entry| {
            let fragment_id = context.fragment_id(entry.index);
            format!("body:has(#{fragment_id}:target) [href=\"#{fragment_id}\"]")
        });
        let highlighted: Vec<String> = highlighted.collect();
        let _ = writeln!(
            sheet,
            ":is({}):is(.mark,.chip){{outline:2px solid var(--ink);outline-offset:1px}}",
            highlighted.join(",")
        );
    }
    sheet
}

/// The colours of a theme, as custom properties.
fn colors(context: &PageContext<'_, '_>, theme: Theme) -> String {
    let palette = theme.palette();
    let mut colors: BTreeMap<String, Color> = [
        ("--paper", palette.paper),
        ("--band", palette.band),
        ("--panel", palette.panel),
        ("--ink", palette.ink),
        ("--muted", palette.muted),
        ("--line", palette.line),
        ("--good", palette.good),
        ("--warning", palette.warning),
        ("--bad", palette.bad),
        ("--focus", palette.focus),
    ]
    .map(|(name, color)| (name.to_owned(), color))
    .into();
    let timeline = context.request.timeline;
    for lane in 0..=timeline.lanes.len() {
        colors.insert(format!("--lane-{lane}"), palette.lane(timeline, lane));
    }
    let pictures = context.pictures.iter();
    for (name, light, dark) in pictures.flat_map(|(_, picture)| &picture.colors) {
        let color = match theme {
            Theme::Light | Theme::Print => light,
            Theme::Dark => dark,
        };
        colors.insert(name.clone(), *color);
    }
    let mut properties = String::new();
    for (name, Color { red, green, blue }) in colors {
        let _ = write!(properties, "{name}:#{red:02x}{green:02x}{blue:02x};");
    }
    properties
}
