//! Options and input of a figure.

use super::fonts::Fonts;
use crate::bibliography::Style;
use crate::layout::{Arrangement, Viewport};
use crate::model::{Digest, Timeline};
use crate::query::{EventSet, LaneIndexes, TimeIndex};
use crate::theme::Theme;
use annals_edtf::{Bound, Edtf, Overflow};

/// The least and the greatest width of a figure, in points.
pub const WIDTHS: (f32, f32) = (300.0, 10_000.0);
/// The greatest height of a plot that can be requested, in points.
pub const MAX_PLOT_HEIGHT: f32 = 10_000.0;
/// The least and the greatest text size, in points.
pub const TEXT_SIZES: (f32, f32) = (5.0, 60.0);
/// The default text size, in points: that of labels in the window.
pub const TEXT_SIZE: f32 = 13.5;
/// The least and the greatest number of pixels per point.
pub const SCALES: (f32, f32) = (0.1, 20.0);

/// What a figure shows, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureOptions {
    /// The colours.
    pub theme: Theme,
    /// The width, in points, clamped to [`WIDTHS`].
    pub width: f32,
    /// The least height of the plot, in points. If `None`, it is as high as its lanes need.
    pub height: Option<f32>,
    /// Font size of labels, in points, clamped to [`TEXT_SIZES`]. Everything else scales with it.
    pub text_size: f32,
    /// The time span that is drawn; that of all shown events if `None`.
    pub viewport: Option<Viewport>,
    /// Order and heights of the lanes.
    pub arrangement: Arrangement,
    /// Only these lanes, by position, in this order. Events without a lane have the position
    /// after the last.
    pub lanes: Option<Vec<usize>>,
    /// Only these events; all if `None`.
    pub events: Option<EventSet>,
    /// The heading.
    pub title: Title,
    /// The citation style of the notes.
    pub style: Style,
    /// Whether undated events are listed below the axis.
    pub has_undated: bool,
    /// Whether there are notes and a bibliography.
    pub has_notes: bool,
}

/// The heading of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Title {
    /// The timeline's title and description.
    #[default]
    OfTimeline,
    /// This text.
    Custom(String),
    /// No heading.
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

/// The input of a figure.
#[derive(Debug, Clone, Copy)]
pub struct FigureInput<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Its index.
    pub index: &'a TimeIndex,
    /// The index of each lane, with all events.
    pub lanes: &'a LaneIndexes,
    /// The digest of its file, if it has one.
    pub digest: Option<Digest>,
    /// The fonts of the text.
    pub fonts: &'a Fonts,
}

/// The viewport that shows a date from its first to its last second. An open, unknown or
/// out-of-range end is replaced by that of the timeline, at least a year away. `None` if no
/// axis can show the date: all of it is out of range, or both ends are open in a timeline
/// without dates.
#[must_use]
pub fn viewport_of(range: &Edtf, index: &TimeIndex) -> Option<Viewport> {
    /// Length of a leap year, in seconds.
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
