//! Options and input of a figure.

use std::str::FromStr;

use serde::Deserialize;

use super::fonts::Fonts;
use crate::bibliography::Style;
use crate::layout::{Arrangement, Viewport};
use crate::model::{Digest, Timeline};
use crate::query::{EventSet, LaneIndexes, TimeIndex};
use crate::theme::Theme;
use annals_edtf::{Bound, Edtf, Overflow};

/// The default text size, in points: that of labels in the window.
pub const TEXT_SIZE: f32 = 13.5;

/// A length or a scale with two decimal places, the precision of a written figure. The least
/// and the greatest one are given in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "f64")]
pub struct Hundredths<const MIN: u32, const MAX: u32>(u32);

/// The width of a figure, in points.
pub type Width = Hundredths<30_000, 1_000_000>;
/// The height of a plot, in points.
pub type PlotHeight = Hundredths<0, 1_000_000>;
/// The size of labels, in points.
pub type TextSize = Hundredths<500, 6_000>;
/// The number of pixels per point.
pub type PixelsPerPoint = Hundredths<10, 2_000>;

impl<const MIN: u32, const MAX: u32> Hundredths<MIN, MAX> {
    /// The number.
    #[must_use]
    pub const fn get(self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "at most 10,000.00")]
        let hundredths = self.0 as f32;
        hundredths / 100.0
    }

    /// A number, clamped to the range.
    pub(super) const fn clamp(number: f32) -> f32 {
        number.clamp(Self(MIN).get(), Self(MAX).get())
    }
}

impl<const MIN: u32, const MAX: u32> TryFrom<f64> for Hundredths<MIN, MAX> {
    type Error = String;

    fn try_from(number: f64) -> Result<Self, String> {
        let (min, max) = (Self(MIN).get(), Self(MAX).get());
        if !(f64::from(min)..=f64::from(max)).contains(&number) {
            return Err(format!("expected a number from {min} to {max}"));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked above"
        )]
        let hundredths = (number * 100.0).round() as u32;
        Ok(Self(hundredths))
    }
}

impl<const MIN: u32, const MAX: u32> FromStr for Hundredths<MIN, MAX> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::try_from(text.parse().unwrap_or(f64::NAN))
    }
}

/// What a figure shows, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureOptions {
    /// The colours.
    pub theme: Theme,
    /// The width, in points, clamped to the range of [`Width`].
    pub width: f32,
    /// The least height of the plot, in points. If `None`, it is as high as its lanes need.
    pub height: Option<f32>,
    /// Font size of labels, in points, clamped to the range of [`TextSize`]. Everything
    /// else scales with it.
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
    /// How many dated and how many undated drafts and rejected events are not among them.
    pub drafts_left_out: (usize, usize),
    /// The heading.
    pub title: FigureTitle,
    /// The citation style of the notes.
    pub style: Style,
    /// Whether undated events are listed below the axis.
    pub has_undated: bool,
    /// Whether there are notes and a bibliography.
    pub has_notes: bool,
}

/// The heading of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FigureTitle {
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
            drafts_left_out: (0, 0),
            events: None,
            title: FigureTitle::default(),
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
    let at = |bound, beyond| match bound {
        Bound::At(instant) => Some(Some(instant)),
        Bound::OutOfRange(overflow) if overflow == beyond => None,
        Bound::Open | Bound::Unknown | Bound::OutOfRange(_) => Some(None),
    };
    let first = at(extent.earliest, Overflow::Future)?;
    let last = at(extent.latest, Overflow::Past)?;
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
