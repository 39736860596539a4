//! What is asked of a figure.

use super::fonts::Fonts;
use super::palette::Theme;
use crate::bibliography::Style;
use crate::layout::{Arrangement, Viewport};
use crate::model::{Digest, Timeline};
use crate::query::{EventSet, LaneIndexes, TimeIndex};
use annals_edtf::{Bound, Edtf, Overflow};

/// The least and the greatest width of a figure, in points.
pub const WIDTHS: (f32, f32) = (300.0, 10_000.0);
/// The greatest height that may be asked of a plot, in points.
pub const MAX_PLOT_HEIGHT: f32 = 10_000.0;
/// The least and the greatest size of text, in points.
pub const TEXT_SIZES: (f32, f32) = (5.0, 60.0);
/// The size of text where none is asked, in points: that of labels in the window.
pub const TEXT_SIZE: f32 = 13.5;
/// The least and the greatest number of pixels that a point is wide.
pub const SCALES: (f32, f32) = (0.1, 20.0);

/// What a figure shows, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureOptions {
    /// Its colours.
    pub theme: Theme,
    /// Its width, in points; held to [`WIDTHS`].
    pub width: f32,
    /// The least height of the plot, in points; without one it has what its
    /// lanes need.
    pub height: Option<f32>,
    /// The size of labels, in points, and with it of all else in the figure;
    /// held to [`TEXT_SIZES`].
    pub text_size: f32,
    /// The span of time that is drawn; all that is shown where it is `None`.
    pub viewport: Option<Viewport>,
    /// How the lanes are arranged.
    pub arrangement: Arrangement,
    /// These lanes alone, by position, in this order; that of the events without
    /// one is one past the last.
    pub lanes: Option<Vec<usize>>,
    /// The events that a filter leaves; all where it is `None`.
    pub events: Option<EventSet>,
    /// Its heading.
    pub title: Title,
    /// The citation style of the notes.
    pub style: Style,
    /// Whether undated events are listed under the axis.
    pub has_undated: bool,
    /// Whether notes and bibliography follow.
    pub has_notes: bool,
}

/// The heading of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Title {
    /// The timeline's title and description.
    #[default]
    OfTimeline,
    /// These words.
    Custom(String),
    /// None.
    Absent,
}

impl Default for FigureOptions {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            width: 900.0,
            height: None,
            text_size: TEXT_SIZE,
            viewport: None,
            arrangement: Arrangement::default(),
            lanes: None,
            events: None,
            title: Title::default(),
            style: Style::default(),
            has_undated: false,
            has_notes: true,
        }
    }
}

/// What a figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct FigureInput<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Its index.
    pub index: &'a TimeIndex,
    /// What lies where in each lane, of all events.
    pub lanes: &'a LaneIndexes,
    /// The digest of its file, where it has one.
    pub digest: Option<Digest>,
    /// What it is set in.
    pub fonts: &'a Fonts,
}

/// The viewport that shows a date: from its first second to its last; where one
/// of them is open, unknown or beyond the clock, as far as the timeline goes, and a
/// year at least. `None` where it is drawn on no axis: all of it beyond the clock,
/// or without any end in a timeline without dates.
#[must_use]
pub fn viewport_of(range: &Edtf, index: &TimeIndex) -> Option<Viewport> {
    /// A year, in seconds.
    const YEAR: i64 = 366 * 86_400;
    let extent = range.extent();
    let whole = index.whole();
    let first = match extent.earliest {
        Bound::At(first) => Some(first),
        Bound::Open | Bound::Unknown | Bound::OutOfRange(Overflow::Past) => None,
        Bound::OutOfRange(Overflow::Future) => return None,
    };
    let last = match extent.latest {
        Bound::At(last) => Some(last),
        Bound::Open | Bound::Unknown | Bound::OutOfRange(Overflow::Future) => None,
        Bound::OutOfRange(Overflow::Past) => return None,
    };
    let (first, last) = match (first, last) {
        (Some(first), Some(last)) => (first, last),
        (Some(first), None) => {
            let year = first.saturating_add(YEAR);
            (first, whole.map_or(year, |whole| whole.1.max(year)))
        }
        (None, Some(last)) => {
            let year = last.saturating_add(-YEAR);
            (whole.map_or(year, |whole| whole.0.min(year)), last)
        }
        (None, None) => whole?,
    };
    Some(Viewport::between(first, last.saturating_add(1)))
}
