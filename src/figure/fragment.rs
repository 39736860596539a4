//! The plot as a part of a page, whose style says the colours.

use super::sheet::bare;
use super::svg::{Medium, properties, svg};
use super::view::{Input, View};
use super::{Facts, Figure};
use crate::model::{Color, Event, Index};

/// A plot and its key, to stand in a page.
#[derive(Debug, Clone)]
pub struct Fragment {
    /// The element, `<svg …>…</svg>`, without fonts. A mark is an
    /// `<a href="#event-N" class="mark" aria-label="…">`, N the position of its
    /// event in the file, from 0; a cluster an `<a … class="cluster">` to the
    /// first of its events in the file.
    pub svg: String,
    /// The custom properties that its colours are, with their hyphens, and what
    /// they are in the light and in the dark theme; sorted by what they are for.
    pub colors: Vec<(String, Color, Color)>,
    /// Its width and height, in points.
    pub size: (f32, f32),
    /// The events that have a mark of their own, in the order of time.
    pub single: Vec<Index<Event>>,
    /// The events among those shown whose every date lies beyond the clock, in
    /// the order of time.
    pub beyond: Vec<Index<Event>>,
    /// The undated events among those shown, in the order of the file.
    pub undated: Vec<Index<Event>>,
    /// How many events are where.
    pub facts: Facts,
}

/// Draws the plot of a view as a part of a page, in which it is the picture of
/// this number: no heading, no notes, no colophon.
#[must_use]
pub fn fragment(input: &Input<'_>, view: &View, number: usize) -> Fragment {
    let view = View {
        has_notes: false,
        ..view.clone()
    };
    let (figure, picture): (Figure, _) = bare(input, &view);
    Fragment {
        svg: svg(&figure, Medium::Page(number)),
        colors: properties(&figure),
        size: figure.size(),
        single: picture.single,
        beyond: picture.beyond,
        undated: picture.undated,
        facts: figure.facts().clone(),
    }
}
