//! Colours by their purpose.

use super::palette::{Palette, mix};
use crate::model::Color;

/// What a colour is used for. The theme decides which colour that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColorRole {
    /// Background of the plot.
    Paper,
    /// Background of every second lane.
    Band,
    /// Background of panels beside the plot and of folded periods.
    Panel,
    /// Text.
    Ink,
    /// Secondary text.
    Muted,
    /// Separator lines.
    Line,
    /// Grid lines of the axis.
    Grid,
    /// An accent mixed with the paper: 0 percent is the paper, 100 the accent itself.
    Tint(Accent, u8),
    /// Text on an accent at 100 percent.
    TextOn(Accent),
}

/// A colour that distinguishes things of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Accent {
    /// The colour of a lane, by the lane's position in the timeline. Events without a
    /// lane have the position after the last lane.
    Lane(usize),
    /// The colour of the samples in a legend.
    Sample,
}

impl ColorRole {
    /// The colour in a theme. `lane_color` gives the colour of a lane by its position.
    #[must_use]
    pub fn color(self, palette: &Palette, lane_color: impl Fn(usize) -> Color) -> Color {
        let accent = |accent: Accent| match accent {
            Accent::Lane(position) => lane_color(position),
            Accent::Sample => palette.sample(),
        };
        match self {
            Self::Paper => palette.paper,
            Self::Band => palette.band,
            Self::Panel => palette.panel,
            Self::Ink => palette.ink,
            Self::Muted => palette.muted,
            Self::Line => palette.line,
            Self::Grid => palette.grid,
            Self::Tint(of, percent) => mix(palette.paper, accent(of), f32::from(percent) / 100.0),
            Self::TextOn(of) => palette.text_on(accent(of)),
        }
    }

    /// The name of the CSS custom property for this colour, without the leading hyphens.
    #[must_use]
    pub fn css_property(self) -> String {
        let accent = |accent: Accent| match accent {
            Accent::Lane(position) => format!("lane-{position}"),
            Accent::Sample => "sample".to_owned(),
        };
        match self {
            Self::Paper => "paper".to_owned(),
            Self::Band => "band".to_owned(),
            Self::Panel => "panel".to_owned(),
            Self::Ink => "ink".to_owned(),
            Self::Muted => "muted".to_owned(),
            Self::Line => "line".to_owned(),
            Self::Grid => "grid".to_owned(),
            Self::Tint(of, 100) => accent(of),
            Self::Tint(of, percent) => format!("{}-wash-{percent}", accent(of)),
            Self::TextOn(of) => format!("{}-text", accent(of)),
        }
    }
}
