//! The plot as a part of a page, whose style says the colours.

use super::options::{FigureInput, FigureOptions};
use super::sheet::bare;
use super::svg::{Medium, properties, svg};
use super::{Figure, FigureSummary};
use crate::model::{Color, Event, Index, Timeline};

/// A plot and its key, to stand in a page.
#[derive(Debug, Clone)]
pub struct SvgFragment {
    /// The element, `<svg …>…</svg>`, without fonts. A mark is an
    /// `<a href="#…" class="mark" aria-label="…">` to the [`event_anchor`] of its event; a
    /// cluster an `<a … class="cluster">` to the
    /// first of its events in the file.
    pub svg: String,
    /// The custom properties that its colours are, with their hyphens, and what
    /// they are in the light and in the dark theme; sorted by what they are for.
    pub colors: Vec<(String, Color, Color)>,
    /// Its width and height, in points.
    pub size: (f32, f32),
    /// The events among those shown whose every date lies beyond the clock, in
    /// the order of time.
    pub beyond: Vec<Index<Event>>,
    /// How many events are where.
    pub summary: FigureSummary,
}

/// The id of an event's element in a page: `event-` and its own id where that is
/// made of letters, digits and `_`, so that links outlast an event that is added
/// before it; else `event--` and its position in the file, from 0.
#[must_use]
pub fn event_anchor(timeline: &Timeline, event: Index<Event>) -> String {
    const MOST: usize = 200;
    let id = &*timeline[event].id;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let is_name = !id.is_empty() && id.len() <= MOST && !id.starts_with('-');
    if is_name && id.chars().all(is_plain) {
        format!("event-{id}")
    } else {
        format!("event--{}", event.position())
    }
}

/// Draws the plot of a view as a part of a page, in which it is the picture of
/// this number: no heading, no notes, no colophon.
#[must_use]
pub fn svg_fragment(input: &FigureInput<'_>, view: &FigureOptions, number: usize) -> SvgFragment {
    let view = FigureOptions {
        has_notes: false,
        ..view.clone()
    };
    let (figure, picture): (Figure, _) = bare(input, &view);
    SvgFragment {
        svg: svg(&figure, Medium::Page(number)),
        colors: properties(&figure),
        size: figure.size(),
        beyond: picture.beyond,
        summary: figure.summary().clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples;

    #[test]
    fn a_link_to_an_event_names_its_id_where_that_can_stand_in_one() {
        for (id, expected) in [
            ("radio-station", "event-radio-station"),
            ("e_1", "event-e_1"),
            ("-1", "event--0"),
            ("a b", "event--0"),
            ("a.b", "event--0"),
            ("\"><script>", "event--0"),
            ("é", "event--0"),
            (&"x".repeat(300), "event--0"),
        ] {
            let timeline = Timeline {
                events: vec![samples::event(id, None)],
                ..Timeline::default()
            };
            assert_eq!(
                event_anchor(&timeline, Index::new(0).unwrap()),
                expected,
                "{id}"
            );
        }
    }
}
