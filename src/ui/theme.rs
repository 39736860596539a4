//! The theme of the window in egui: fonts, colours, spacing.

use std::sync::Arc;

use eframe::egui::{
    self, Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin,
    Stroke, TextStyle, Theme, ThemePreference, Visuals,
};

use crate::model::{Color, Timeline};
use crate::session::ThemeChoice;
use crate::theme::{self, ColorRole};

const SANS: &str = "Source Sans 3";
const SANS_SEMIBOLD: &str = "Source Sans 3 Semibold";
const SERIF: &str = "Source Serif 4";
const KHMER: &str = "Noto Sans Khmer";

/// Size of body text, in points.
pub const TEXT_SIZE: f32 = 14.5;
/// Size of labels on the plot, in points.
pub const LABEL_SIZE: f32 = 13.5;
/// Size of small text, in points.
pub const SMALL_SIZE: f32 = 12.5;
/// Size of quotations, in points.
pub const QUOTE_SIZE: f32 = 16.0;

/// The sans serif font at a size, in points.
#[must_use]
pub fn sans(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The semibold sans serif font at a size, in points.
#[must_use]
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SANS_SEMIBOLD.into()))
}

/// The serif font at a size, in points.
#[must_use]
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// Installs the bundled fonts. Characters that they lack come from fonts of the
/// system.
pub fn install_fonts(context: &Context) {
    let mut fonts = FontDefinitions::empty();
    let bundled = [
        (SANS, theme::SANS),
        (SANS_SEMIBOLD, theme::SEMIBOLD),
        (SERIF, theme::SERIF),
        (KHMER, theme::KHMER),
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

/// The colours of one theme, as egui has them.
pub type UiPalette = theme::Palette<Color32>;

const LIGHT: UiPalette = egui_palette(&theme::LIGHT);
const DARK: UiPalette = egui_palette(&theme::DARK);

const fn to_egui(color: Color) -> Color32 {
    Color32::from_rgb(color.red, color.green, color.blue)
}

const fn from_egui(color: Color32) -> Color {
    Color {
        red: color.r(),
        green: color.g(),
        blue: color.b(),
    }
}

const fn egui_palette(of: &theme::Palette) -> UiPalette {
    UiPalette {
        paper: to_egui(of.paper),
        band: to_egui(of.band),
        panel: to_egui(of.panel),
        control: to_egui(of.control),
        ink: to_egui(of.ink),
        muted: to_egui(of.muted),
        dimmed: to_egui(of.dimmed),
        line: to_egui(of.line),
        grid: to_egui(of.grid),
        good: to_egui(of.good),
        warning: to_egui(of.warning),
        bad: to_egui(of.bad),
        focus: to_egui(of.focus),
        is_dark: of.is_dark,
    }
}

impl UiPalette {
    /// The palette of the current theme.
    #[must_use]
    pub fn of(ui: &egui::Ui) -> Self {
        if ui.visuals().dark_mode { DARK } else { LIGHT }
    }

    const fn source(&self) -> &'static theme::Palette {
        if self.is_dark {
            &theme::DARK
        } else {
            &theme::LIGHT
        }
    }

    /// The colour of a lane by its position; grey for events without a lane.
    #[must_use]
    pub fn lane(&self, timeline: &Timeline, lane: usize) -> Color32 {
        to_egui(self.source().lane(timeline, lane))
    }

    /// The colour of text on a background: the lightest or darkest colour of the palette if
    /// it has 4.5 : 1 contrast (WCAG 2.2, 1.4.3), otherwise white or black.
    #[must_use]
    pub fn text_on(&self, color: Color32) -> Color32 {
        to_egui(self.source().text_on(from_egui(color)))
    }

    /// The colour for a purpose, where every accent has the colour `accent`.
    #[must_use]
    pub fn role(&self, role: ColorRole, accent: Color32) -> Color32 {
        match role {
            ColorRole::Paper => self.paper,
            ColorRole::Band => self.band,
            ColorRole::Panel => self.panel,
            ColorRole::Ink => self.ink,
            ColorRole::Muted => self.muted,
            ColorRole::Line => self.line,
            ColorRole::Grid => self.grid,
            ColorRole::Tint(_, percent) => {
                self.paper.lerp_to_gamma(accent, f32::from(percent) / 100.0)
            }
            ColorRole::TextOn(_) => self.text_on(accent),
        }
    }
}

/// Installs the light and the dark style.
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
        // Text size is a setting with commands of its own.
        options.zoom_with_keyboard = false;
    });
}

fn visuals(palette: UiPalette, theme: Theme) -> Visuals {
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
    // Title bar of a dialog.
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

/// Applies the theme that the user chose.
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
        theme::contrast(from_egui(one), from_egui(other))
    }

    #[test]
    fn text_meets_wcag_aa_in_both_themes() {
        for palette in [LIGHT, DARK] {
            for background in [palette.paper, palette.band, palette.panel, palette.control] {
                for (text, min_contrast) in [
                    (palette.ink, 7.0),
                    (palette.muted, 4.5),
                    (palette.good, 4.5),
                    (palette.warning, 4.5),
                    (palette.bad, 4.5),
                ] {
                    let found = contrast(text, background);
                    assert!(
                        found >= min_contrast,
                        "{text:?} on {background:?}: {found:.2}"
                    );
                }
            }
            assert!(contrast(palette.dimmed, palette.panel) >= 4.5);
            assert!(contrast(palette.focus, palette.paper) >= 3.0);
        }
    }
}
