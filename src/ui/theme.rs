//! Paper and ink: fonts, colours, spacing.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    Stroke, TextStyle, Theme, ThemePreference, Visuals,
};

use crate::figure;
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
    let bundled = [
        (SANS, figure::SANS),
        (SANS_SEMIBOLD, figure::SEMIBOLD),
        (SERIF, figure::SERIF),
        (KHMER, figure::KHMER),
    ];
    for (name, font) in bundled {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(font.bytes)));
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
    /// Secondary text.
    pub muted: Color32,
    /// The context around a quotation.
    pub dimmed: Color32,
    /// Separators.
    pub line: Color32,
    /// Grid lines of the axis.
    pub grid: Color32,
    /// Verified.
    pub good: Color32,
    /// Needs attention.
    pub warning: Color32,
    /// Wrong.
    pub bad: Color32,
    /// Keyboard focus, links.
    pub focus: Color32,
    is_dark: bool,
}

const LIGHT: Palette = Palette::shown(&figure::LIGHT);
const DARK: Palette = Palette::shown(&figure::DARK);

const fn shown(color: model::Color) -> Color32 {
    Color32::from_rgb(color.red, color.green, color.blue)
}

const fn color_of(shown: Color32) -> model::Color {
    model::Color {
        red: shown.r(),
        green: shown.g(),
        blue: shown.b(),
    }
}

impl Palette {
    /// The palette of the current theme.
    #[must_use]
    pub fn of(ui: &egui::Ui) -> Self {
        if ui.visuals().dark_mode { DARK } else { LIGHT }
    }

    /// The same colours as figures have.
    const fn shown(of: &figure::Palette) -> Self {
        Self {
            paper: shown(of.paper),
            band: shown(of.band),
            panel: shown(of.panel),
            control: shown(of.control),
            ink: shown(of.ink),
            muted: shown(of.muted),
            dimmed: shown(of.dimmed),
            line: shown(of.line),
            grid: shown(of.grid),
            good: shown(of.good),
            warning: shown(of.warning),
            bad: shown(of.bad),
            focus: shown(of.focus),
            is_dark: of.is_dark,
        }
    }

    const fn of_figures(&self) -> &'static figure::Palette {
        if self.is_dark {
            &figure::DARK
        } else {
            &figure::LIGHT
        }
    }

    /// Accent of a lane by its position; grey for events without a lane.
    #[must_use]
    pub fn lane(&self, timeline: &Timeline, lane: usize) -> Color32 {
        shown(self.of_figures().lane(timeline, lane))
    }

    /// Colour of text on a background: ink or paper if one is readable, else
    /// black or white.
    #[must_use]
    pub fn text_on(&self, color: Color32) -> Color32 {
        shown(self.of_figures().text_on(color_of(color)))
    }
}

/// Installs both themes in a context.
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
    // Many Linux desktops do not report their theme.
    context.options_mut(|options| {
        options.fallback_theme = Theme::Light;
        // Text size is a setting, and its keys are commands.
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
    // Title bar of a popup.
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

/// Applies the user's choice of theme.
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

    fn contrast(one: Color32, other: Color32) -> f32 {
        figure::contrast(color_of(one), color_of(other))
    }

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
}
