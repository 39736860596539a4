//! The colours of each theme.
//!
//! Contrast ratios follow WCAG 2.2: text has at least 4.5 : 1 (success criterion 1.4.3),
//! graphics at least 3 : 1 (1.4.11).

use std::str::FromStr;
use std::sync::LazyLock;

use serde::de::IntoDeserializer as _;
use serde::de::value::Error as ValueError;
use serde::{Deserialize, Serialize};

use crate::model::{Color, Timeline};

/// A set of colours, chosen by the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark text on warm white.
    #[default]
    Light,
    /// Light text on a dark background.
    Dark,
    /// Dark text on pure white, for printing.
    Print,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];

    /// The colours of this theme.
    #[must_use]
    pub const fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Print => &PRINT,
        }
    }
}

/// Reads a theme by its name. The error says which names are allowed.
impl FromStr for Theme {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::deserialize(text.into_deserializer())
    }
}

/// The colours of one theme. `C` is their type: RGB here, the type of egui in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette<C = Color> {
    /// Background of the plot.
    pub paper: C,
    /// Background of every second lane.
    pub band: C,
    /// Background of bars and panels beside the plot.
    pub panel: C,
    /// Background of a control that is not hovered or pressed.
    pub control: C,
    /// Text.
    pub ink: C,
    /// Secondary text.
    pub muted: C,
    /// Context before and after a quotation.
    pub dimmed: C,
    /// Separator lines.
    pub line: C,
    /// Grid lines of the axis.
    pub grid: C,
    /// Verified quotations.
    pub good: C,
    /// Warnings.
    pub warning: C,
    /// Errors.
    pub bad: C,
    /// Keyboard focus and links.
    pub focus: C,
    /// Whether this palette has light text on a dark background.
    pub is_dark: bool,
}

/// Colours of [`Theme::Light`].
pub const LIGHT: Palette = Palette {
    paper: rgb(0xfb, 0xf9, 0xf4),
    band: rgb(0xf4, 0xf0, 0xe7),
    panel: rgb(0xff, 0xff, 0xfd),
    control: rgb(0xf2, 0xee, 0xe4),
    ink: rgb(0x21, 0x25, 0x2a),
    muted: rgb(0x5d, 0x62, 0x67),
    dimmed: rgb(0x75, 0x75, 0x70),
    line: rgb(0xe2, 0xdc, 0xce),
    grid: rgb(0xe3, 0xde, 0xd2),
    good: rgb(0x2b, 0x6a, 0x3c),
    warning: rgb(0x8a, 0x56, 0x00),
    bad: rgb(0xa8, 0x2c, 0x22),
    focus: rgb(0x1d, 0x63, 0xb8),
    is_dark: false,
};

/// Colours of [`Theme::Print`].
const PRINT: Palette = Palette {
    paper: WHITE,
    band: rgb(0xf5, 0xf5, 0xf4),
    panel: WHITE,
    line: rgb(0xd8, 0xd8, 0xd6),
    grid: rgb(0xde, 0xde, 0xdc),
    ..LIGHT
};

/// Colours of [`Theme::Dark`].
pub const DARK: Palette = Palette {
    paper: rgb(0x16, 0x17, 0x1a),
    band: rgb(0x1c, 0x1e, 0x22),
    panel: rgb(0x1e, 0x20, 0x24),
    control: rgb(0x2a, 0x2d, 0x32),
    ink: rgb(0xec, 0xe7, 0xdd),
    muted: rgb(0xad, 0xa9, 0x9f),
    dimmed: rgb(0x93, 0x90, 0x88),
    line: rgb(0x34, 0x37, 0x3d),
    grid: rgb(0x2b, 0x2e, 0x33),
    good: rgb(0x8f, 0xcb, 0x9b),
    warning: rgb(0xe3, 0xb6, 0x60),
    bad: rgb(0xf2, 0x8d, 0x82),
    focus: rgb(0x8a, 0xb9, 0xf5),
    is_dark: true,
};

/// Colours of lanes whose file gives none, in turn.
pub const ACCENTS: [Color; 6] = [
    rgb(0xb0, 0x4f, 0x2c),
    rgb(0x2f, 0x5f, 0x93),
    rgb(0x6b, 0x55, 0xa3),
    rgb(0x4a, 0x7a, 0x47),
    rgb(0x93, 0x70, 0x1c),
    rgb(0x8f, 0x3f, 0x6b),
];

const WHITE: Color = rgb(0xff, 0xff, 0xff);
const BLACK: Color = rgb(0, 0, 0);

const fn rgb(red: u8, green: u8, blue: u8) -> Color {
    Color { red, green, blue }
}

impl Palette {
    /// The colour of a lane by its position; grey for events without a lane.
    #[must_use]
    pub fn lane(&self, timeline: &Timeline, lane: usize) -> Color {
        let Some(entry) = timeline.lanes.get(lane) else {
            return self.muted;
        };
        let accent = entry
            .color
            .or_else(|| ACCENTS.get(lane % ACCENTS.len()).copied());
        accent.map_or(self.muted, |accent| self.with_graphic_contrast(accent))
    }

    /// A colour from a file, mixed with the ink until it has 3 : 1 contrast to the
    /// background of the lanes (WCAG 2.2, 1.4.11). This is enough for marks, not for text.
    #[must_use]
    pub fn with_graphic_contrast(&self, color: Color) -> Color {
        (0..=10_u8)
            .map(|step| mix(color, self.ink, f32::from(step) / 10.0))
            .find(|color| contrast(*color, self.band) >= 3.0)
            .unwrap_or(self.ink)
    }

    /// The colour of text on a background: the lightest or darkest colour of the palette if
    /// it has 4.5 : 1 contrast (WCAG 2.2, 1.4.3), otherwise white or black.
    #[must_use]
    pub fn text_on(&self, color: Color) -> Color {
        let (dark, light) = if self.is_dark {
            (self.paper, self.ink)
        } else {
            (self.ink, self.panel)
        };
        [light, dark, WHITE, BLACK]
            .into_iter()
            .find(|text| contrast(*text, color) >= 4.5)
            .unwrap_or(light)
    }

    /// The colour of legend samples. No lane has it.
    #[must_use]
    pub fn sample(&self) -> Color {
        mix(self.muted, self.focus, 0.5)
    }
}

/// Mixes two colours: a share of 0 gives `one`, 1 gives `other`.
#[must_use]
pub fn mix(one: Color, other: Color, share: f32) -> Color {
    let channel = |one: u8, other: u8| {
        let mixed = f32::from(one) + (f32::from(other) - f32::from(one)) * share.clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between two bytes"
        )]
        let byte = (mixed + 0.5) as u8;
        byte
    };
    Color {
        red: channel(one.red, other.red),
        green: channel(one.green, other.green),
        blue: channel(one.blue, other.blue),
    }
}

/// Contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
#[must_use]
pub fn contrast(one: Color, other: Color) -> f32 {
    // Called for each mark of each frame, so the powers are computed once.
    static LINEAR: LazyLock<[f32; 256]> = LazyLock::new(|| {
        let mut shares = [0.0; 256];
        for (byte, linear) in (0_u8..=255).zip(&mut shares) {
            let share = f32::from(byte) / 255.0;
            *linear = if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            };
        }
        shares
    });
    let linear = |byte: u8| LINEAR.get(usize::from(byte)).copied().unwrap_or(1.0);
    let luminance = |color: Color| {
        0.0722f32.mul_add(
            linear(color.blue),
            0.2126f32.mul_add(linear(color.red), 0.7152 * linear(color.green)),
        )
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_has_enough_contrast_in_every_theme() {
        for theme in Theme::ALL {
            let palette = theme.palette();
            for background in [palette.paper, palette.band] {
                assert!(contrast(palette.ink, background) >= 7.0);
                assert!(contrast(palette.muted, background) >= 4.5);
                assert!(contrast(palette.sample(), background) >= 3.0);
            }
        }
    }

    #[test]
    fn any_lane_colour_is_visible_and_its_text_readable() {
        for theme in Theme::ALL {
            let palette = theme.palette();
            for color in [WHITE, BLACK, rgb(250, 240, 90), rgb(128, 128, 128)] {
                let shown = palette.with_graphic_contrast(color);
                assert!(contrast(shown, palette.band) >= 3.0);
                assert!(contrast(palette.text_on(shown), shown) >= 4.5);
            }
        }
    }

    #[test]
    fn mixing_starts_at_one_colour_and_ends_at_the_other() {
        assert_eq!(mix(WHITE, BLACK, 0.0), WHITE);
        assert_eq!(mix(WHITE, BLACK, 1.0), BLACK);
        assert_eq!(mix(BLACK, WHITE, 0.5), rgb(128, 128, 128));
    }
}
