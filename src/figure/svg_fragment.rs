//! The plot as an SVG element for a page. The style sheet of the page defines the colours.

use super::options::{FigureInput, FigureOptions};
use super::sheet::plot_figure;
use super::svg::{SvgTarget, properties, svg};
use super::{Figure, FigureSummary};
use crate::model::{Color, Event, Index, Timeline};

/// A plot and its legend, for a page.
#[derive(Debug, Clone)]
pub struct SvgFragment {
    /// The element `<svg …>…</svg>`, without fonts. A mark is an
    /// `<a href="#…" class="mark" aria-label="…">` that links to the [`event_fragment_id`] of its
    /// event. A cluster is an `<a … class="cluster">` that links to its first event in the file.
    pub svg: String,
    /// The CSS custom properties of its colours, with the leading hyphens, and their values in
    /// the light and in the dark theme, sorted by purpose.
    pub colors: Vec<(String, Color, Color)>,
    /// Its width and height, in points.
    pub size: (f32, f32),
    /// The selected events whose dates all lie beyond the range of the axis, in the order of
    /// time.
    pub off_axis: Vec<Index<Event>>,
    /// What the figure reports about itself.
    pub summary: FigureSummary,
}

/// The id of an event's element in a page. It is `event-` and the event's id if that consists
/// of ASCII letters, digits, `_` and `-`, so that links stay valid when events are added.
/// Otherwise it is `event--` and the position of the event in the file, from 0.
#[must_use]
pub fn event_fragment_id(timeline: &Timeline, event: Index<Event>) -> String {
    const MAX_LENGTH: usize = 200;
    let id = &*timeline[event].id;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let is_name = !id.is_empty() && id.len() <= MAX_LENGTH && !id.starts_with('-');
    if is_name && id.chars().all(is_plain) {
        format!("event-{id}")
    } else {
        format!("event--{}", event.position())
    }
}

/// Draws the plot without heading, notes and colophon. `number` distinguishes the figures
/// of one page.
#[must_use]
pub fn svg_fragment(
    input: &FigureInput<'_>,
    options: &FigureOptions,
    number: usize,
) -> SvgFragment {
    let options = FigureOptions {
        has_notes: false,
        ..options.clone()
    };
    let (figure, layout): (Figure, _) = plot_figure(input, &options);
    SvgFragment {
        svg: svg(&figure, SvgTarget::Page(number)),
        colors: properties(&figure),
        size: figure.size(),
        off_axis: layout.off_axis,
        summary: figure.summary().clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples;

    #[test]
    fn event_fragment_ids_use_the_id_of_the_event_if_it_is_plain() {
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
                events: vec![samples::event(id, None)].into(),
                ..Timeline::default()
            };
            assert_eq!(
                event_fragment_id(&timeline, Index::new(0).unwrap()),
                expected,
                "{id}"
            );
        }
    }
}
