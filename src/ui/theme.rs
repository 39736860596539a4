//! Paper and ink: fonts, colours, spacing.

use std::sync::LazyLock;

use std::sync::Arc;

use eframe::egui::{
    self, Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    Stroke, TextStyle, Theme, ThemePreference, Visuals,
};

use crate::model::{self, Timeline};
use crate::session::ThemeChoice;

const SANS: &str = "Source Sans 3";
const SANS_SEMIBOLD: &str = "Source Sans 3 Semibold";
const SERIF: &str = "Source Serif 4";
const KHMER: &str = "Noto Sans Khmer";

/// Size of running text in the sans, in points.
pub const TEXT_SIZE: f32 = 14.5;
/// Size of labels on the plot, in points.
pub const LABEL_SIZE: f32 = 13.5;
/// Size of small text, in points.
pub const SMALL_SIZE: f32 = 12.5;
/// Size of quotations, in points.
pub const QUOTE_SIZE: f32 = 16.0;

/// The sans at a size.
#[must_use]
pub fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The semibold sans at a size.
#[must_use]
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SANS_SEMIBOLD.into()))
}

/// The reading serif at a size.
#[must_use]
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// Gives a context the bundled fonts. Scripts that they lack are taken from
/// the system.
pub fn install_fonts(context: &Context) {
    let mut fonts = FontDefinitions::empty();
    let bundled: [(&str, &'static [u8]); 4] = [
        (
            SANS,
            include_bytes!("../../assets/fonts/SourceSans3-Regular.ttf"),
        ),
        (
            SANS_SEMIBOLD,
            include_bytes!("../../assets/fonts/SourceSans3-Semibold.ttf"),
        ),
        (
            SERIF,
            include_bytes!("../../assets/fonts/SourceSerif4-Regular.ttf"),
        ),
        (
            KHMER,
            include_bytes!("../../assets/fonts/NotoSansKhmer-Regular.ttf"),
        ),
    ];
    for (name, bytes) in bundled {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let families = [
        (FontFamily::Proportional, [SANS, KHMER, SERIF]),
        (FontFamily::Monospace, [SANS, KHMER, SERIF]),
        (
            FontFamily::Name(SANS_SEMIBOLD.into()),
            [SANS_SEMIBOLD, KHMER, SANS],
        ),
        (FontFamily::Name(SERIF.into()), [SERIF, KHMER, SANS]),
    ];
    for (family, names) in families {
        fonts
            .families
            .insert(family, names.map(str::to_owned).to_vec());
    }
    context.set_fonts(fonts);
}

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Behind the plot.
    pub paper: Color32,
    /// Every second lane.
    pub band: Color32,
    /// Bars and panels beside the plot.
    pub panel: Color32,
    /// A control at rest.
    pub control: Color32,
    /// Text.
    pub ink: Color32,
    /// Text that is not the point.
    pub muted: Color32,
    /// The context around a quotation.
    pub dimmed: Color32,
    /// Lines between things.
    pub line: Color32,
    /// Lines of the axis.
    pub grid: Color32,
    /// Verified.
    pub good: Color32,
    /// To be looked at.
    pub warning: Color32,
    /// Wrong.
    pub bad: Color32,
    /// Keyboard focus, links.
    pub focus: Color32,
    is_dark: bool,
}

const LIGHT: Palette = Palette {
    paper: Color32::from_rgb(0xfb, 0xf9, 0xf4),
    band: Color32::from_rgb(0xf4, 0xf0, 0xe7),
    panel: Color32::from_rgb(0xff, 0xff, 0xfd),
    control: Color32::from_rgb(0xf2, 0xee, 0xe4),
    ink: Color32::from_rgb(0x21, 0x25, 0x2a),
    muted: Color32::from_rgb(0x5d, 0x62, 0x67),
    dimmed: Color32::from_rgb(0x75, 0x75, 0x70),
    line: Color32::from_rgb(0xe2, 0xdc, 0xce),
    grid: Color32::from_rgb(0xe3, 0xde, 0xd2),
    good: Color32::from_rgb(0x2b, 0x6a, 0x3c),
    warning: Color32::from_rgb(0x8a, 0x56, 0x00),
    bad: Color32::from_rgb(0xa8, 0x2c, 0x22),
    focus: Color32::from_rgb(0x1d, 0x63, 0xb8),
    is_dark: false,
};

const DARK: Palette = Palette {
    paper: Color32::from_rgb(0x16, 0x17, 0x1a),
    band: Color32::from_rgb(0x1c, 0x1e, 0x22),
    panel: Color32::from_rgb(0x1e, 0x20, 0x24),
    control: Color32::from_rgb(0x2a, 0x2d, 0x32),
    ink: Color32::from_rgb(0xec, 0xe7, 0xdd),
    muted: Color32::from_rgb(0xad, 0xa9, 0x9f),
    dimmed: Color32::from_rgb(0x93, 0x90, 0x88),
    line: Color32::from_rgb(0x34, 0x37, 0x3d),
    grid: Color32::from_rgb(0x2b, 0x2e, 0x33),
    good: Color32::from_rgb(0x8f, 0xcb, 0x9b),
    warning: Color32::from_rgb(0xe3, 0xb6, 0x60),
    bad: Color32::from_rgb(0xf2, 0x8d, 0x82),
    focus: Color32::from_rgb(0x8a, 0xb9, 0xf5),
    is_dark: true,
};

/// Accents for lanes whose file gives none.
const ACCENTS: [model::Color; 6] = [
    rgb(0xb0, 0x4f, 0x2c),
    rgb(0x2f, 0x5f, 0x93),
    rgb(0x6b, 0x55, 0xa3),
    rgb(0x4a, 0x7a, 0x47),
    rgb(0x93, 0x70, 0x1c),
    rgb(0x8f, 0x3f, 0x6b),
];

const fn rgb(red: u8, green: u8, blue: u8) -> model::Color {
    model::Color { red, green, blue }
}

impl Palette {
    /// The palette of the theme that is shown.
    #[must_use]
    pub fn of(ui: &egui::Ui) -> Self {
        if ui.visuals().dark_mode { DARK } else { LIGHT }
    }

    /// The accent of a lane by its position; grey for events without a lane.
    #[must_use]
    pub fn lane(&self, timeline: &Timeline, lane: usize) -> Color32 {
        let Some(entry) = timeline.lanes.get(lane) else {
            return self.muted;
        };
        let accent = entry
            .color
            .or_else(|| ACCENTS.get(lane % ACCENTS.len()).copied());
        let Some(accent) = accent else {
            return self.muted;
        };
        let color = Color32::from_rgb(accent.red, accent.green, accent.blue);
        self.readable(color)
    }

    /// A colour of a file's choosing, moved towards the ink until it stands
    /// out from the paper (3 : 1, as WCAG 2.2, 1.4.11 asks of graphics).
    fn readable(&self, color: Color32) -> Color32 {
        (0..=10_u8)
            .map(|step| color.lerp_to_gamma(self.ink, f32::from(step) / 10.0))
            .find(|color| contrast(*color, self.band) >= 3.0)
            .unwrap_or(self.ink)
    }

    /// Text on a colour: ink or paper where one of them reads well (4.5 : 1, as
    /// WCAG 2.2, 1.4.3 asks of text), else black or white, one of which always
    /// does.
    #[must_use]
    pub fn text_on(&self, color: Color32) -> Color32 {
        let (dark, light) = if self.is_dark {
            (self.paper, self.ink)
        } else {
            (self.ink, self.panel)
        };
        [light, dark, Color32::WHITE, Color32::BLACK]
            .into_iter()
            .find(|text| contrast(*text, color) >= 4.5)
            .unwrap_or(light)
    }
}

/// Contrast ratio of two opaque colours (WCAG 2.2, "contrast ratio").
#[must_use]
pub fn contrast(one: Color32, other: Color32) -> f32 {
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
    let luminance = |color: Color32| {
        0.0722f32.mul_add(
            linear(color.b()),
            0.2126f32.mul_add(linear(color.r()), 0.7152 * linear(color.g())),
        )
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Gives a context both themes.
pub fn install_styles(context: &Context) {
    for (theme, palette) in [(Theme::Light, LIGHT), (Theme::Dark, DARK)] {
        context.style_mut_of(theme, |style| {
            style.text_styles = [
                (TextStyle::Small, sans(SMALL_SIZE)),
                (TextStyle::Body, sans(TEXT_SIZE)),
                (TextStyle::Monospace, sans(TEXT_SIZE)),
                (TextStyle::Button, sans(TEXT_SIZE)),
                (TextStyle::Heading, semibold(20.0)),
            ]
            .into();
            style.spacing.item_spacing = egui::vec2(8.0, 6.0);
            style.spacing.button_padding = egui::vec2(9.0, 4.0);
            style.spacing.scroll = egui::style::ScrollStyle::solid();
            style.spacing.scroll.bar_width = 8.0;
            style.spacing.tooltip_width = 380.0;
            style.spacing.window_margin = Margin::same(18);
            style.interaction.tooltip_delay = 0.25;
            style.visuals = visuals(palette, theme);
        });
    }
    // Many Linux desktops do not tell their theme.
    context.options_mut(|options| {
        options.fallback_theme = Theme::Light;
        // The size of text is a setting; its keys are commands.
        options.zoom_with_keyboard = false;
    });
}

fn visuals(palette: Palette, theme: Theme) -> Visuals {
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = palette.paper;
    visuals.faint_bg_color = palette.band;
    visuals.hyperlink_color = palette.focus;
    visuals.selection.bg_fill = palette.focus.gamma_multiply(0.28);
    visuals.selection.stroke = Stroke::new(1.5, palette.focus);
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.bad;
    let rounded = CornerRadius::same(6);
    let widgets = &mut visuals.widgets;
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, palette.line);
    widgets.noninteractive.fg_stroke = Stroke::new(1.0, palette.ink);
    widgets.inactive.fg_stroke = Stroke::new(1.0, palette.ink);
    widgets.inactive.bg_fill = palette.control;
    widgets.inactive.weak_bg_fill = palette.control;
    widgets.inactive.bg_stroke = Stroke::new(1.0, palette.line);
    widgets.hovered.fg_stroke = Stroke::new(1.0, palette.ink);
    widgets.hovered.bg_fill = palette.line;
    widgets.hovered.weak_bg_fill = palette.line;
    widgets.hovered.bg_stroke = Stroke::new(1.0, palette.muted);
    widgets.active.fg_stroke = Stroke::new(1.0, palette.ink);
    widgets.active.weak_bg_fill = palette.line;
    widgets.active.bg_stroke = Stroke::new(1.5, palette.focus);
    // The title bar of a popup.
    widgets.open.weak_bg_fill = palette.panel;
    for state in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        state.corner_radius = rounded;
        state.expansion = 0.0;
    }
    visuals
}

/// Follows the user's choice of theme.
pub fn set_theme(context: &Context, choice: ThemeChoice) {
    context.set_theme(match choice {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_meets_wcag_aa_on_every_ground_of_both_themes() {
        for palette in [LIGHT, DARK] {
            for ground in [palette.paper, palette.band, palette.panel, palette.control] {
                for (text, least) in [
                    (palette.ink, 7.0),
                    (palette.muted, 4.5),
                    (palette.good, 4.5),
                    (palette.warning, 4.5),
                    (palette.bad, 4.5),
                ] {
                    let found = contrast(text, ground);
                    assert!(found >= least, "{text:?} on {ground:?}: {found:.2}");
                }
            }
            assert!(contrast(palette.dimmed, palette.panel) >= 4.5);
            assert!(contrast(palette.focus, palette.paper) >= 3.0);
        }
    }

    #[test]
    fn a_lane_of_any_colour_stands_out_from_the_paper() {
        for palette in [LIGHT, DARK] {
            for color in [
                Color32::WHITE,
                Color32::BLACK,
                Color32::from_rgb(250, 240, 90),
            ] {
                let shown = palette.readable(color);
                assert!(contrast(shown, palette.band) >= 3.0);
                assert!(contrast(palette.text_on(shown), shown) >= 4.5);
            }
        }
    }
}
