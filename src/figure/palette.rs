//! The colours of the themes, as plain numbers.
//!
//! Contrast is as WCAG 2.2 counts it: text has 4.5 : 1 at least (1.4.3), what
//! is drawn 3 : 1 (1.4.11).

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::model::{Color, Timeline};

/// Paper with ink, or ink with paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// Dark on white, as printers like it.
    Print,
}

impl Theme {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];

    /// Its name in arguments and recipes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
        }
    }

    /// Its colours.
    #[must_use]
    pub const fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Print => &PRINT,
        }
    }
}

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Behind the plot.
    pub paper: Color,
    /// Every second lane.
    pub band: Color,
    /// Bars and panels beside the plot.
    pub panel: Color,
    /// A control at rest.
    pub control: Color,
    /// Text.
    pub ink: Color,
    /// Text that is not the point.
    pub muted: Color,
    /// The context around a quotation.
    pub dimmed: Color,
    /// Lines between things.
    pub line: Color,
    /// Lines of the axis.
    pub grid: Color,
    /// Verified.
    pub good: Color,
    /// To be looked at.
    pub warning: Color,
    /// Wrong.
    pub bad: Color,
    /// Keyboard focus, links.
    pub focus: Color,
    /// Whether it is the dark one.
    pub is_dark: bool,
}

/// Dark on light.
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

/// Dark on white.
pub const PRINT: Palette = Palette {
    paper: WHITE,
    band: rgb(0xf5, 0xf5, 0xf4),
    panel: WHITE,
    line: rgb(0xd8, 0xd8, 0xd6),
    grid: rgb(0xde, 0xde, 0xdc),
    ..LIGHT
};

/// Light on dark.
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

/// Accents for lanes whose file gives none.
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
    /// The accent of a lane by its position; grey for events without a lane.
    #[must_use]
    pub fn lane(&self, timeline: &Timeline, lane: usize) -> Color {
        let Some(entry) = timeline.lanes.get(lane) else {
            return self.muted;
        };
        let accent = entry
            .color
            .or_else(|| ACCENTS.get(lane % ACCENTS.len()).copied());
        accent.map_or(self.muted, |accent| self.readable(accent))
    }

    /// A colour of a file's choosing, moved towards the ink until it stands
    /// out from the paper.
    #[must_use]
    pub fn readable(&self, color: Color) -> Color {
        (0..=10_u8)
            .map(|step| mixed(color, self.ink, f32::from(step) / 10.0))
            .find(|color| contrast(*color, self.band) >= 3.0)
            .unwrap_or(self.ink)
    }

    /// Text on a colour: ink or paper where one of them reads well, else black
    /// or white, one of which always does.
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

    /// The colour of the samples of a key, which is no lane's.
    #[must_use]
    pub fn sample(&self) -> Color {
        mixed(self.muted, self.focus, 0.5)
    }
}

/// A colour on the way from one to another: 0 is the one, 1 the other.
#[must_use]
pub fn mixed(one: Color, other: Color, share: f32) -> Color {
    let mix = |one: u8, other: u8| {
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
        red: mix(one.red, other.red),
        green: mix(one.green, other.green),
        blue: mix(one.blue, other.blue),
    }
}

/// Contrast ratio of two colours (WCAG 2.2, "contrast ratio").
#[must_use]
pub fn contrast(one: Color, other: Color) -> f32 {
    // Asked for each mark of each frame: a power is computed once for a byte.
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
    fn text_reads_well_on_every_ground_of_every_theme() {
        for theme in Theme::ALL {
            let palette = theme.palette();
            for ground in [palette.paper, palette.band] {
                assert!(contrast(palette.ink, ground) >= 7.0);
                assert!(contrast(palette.muted, ground) >= 4.5);
                assert!(contrast(palette.sample(), ground) >= 3.0);
            }
        }
    }

    #[test]
    fn a_lane_of_any_colour_stands_out_and_carries_text() {
        for theme in Theme::ALL {
            let palette = theme.palette();
            for color in [WHITE, BLACK, rgb(250, 240, 90), rgb(128, 128, 128)] {
                let shown = palette.readable(color);
                assert!(contrast(shown, palette.band) >= 3.0);
                assert!(contrast(palette.text_on(shown), shown) >= 4.5);
            }
        }
    }

    #[test]
    fn a_mixture_begins_and_ends_with_its_colours() {
        assert_eq!(mixed(WHITE, BLACK, 0.0), WHITE);
        assert_eq!(mixed(WHITE, BLACK, 1.0), BLACK);
        assert_eq!(mixed(BLACK, WHITE, 0.5), rgb(128, 128, 128));
    }
}
