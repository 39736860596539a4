//! Narrow windows and large text: one panel at a time.

use eframe::egui::{Rect, Ui};

use super::bars;
use super::theme::UiPalette;
use crate::language::say;
use crate::session::{Action, FocusRequest, PanelAction, Panels, Session};

/// Below this width of the body, panels are shown one at a time, in points.
const NARROW: f32 = 560.0;
/// Below this height too, in points.
const LOW: f32 = 250.0;

/// A panel of a narrow window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SinglePanel {
    /// The plot with its axis and overview.
    #[default]
    Plot,
    /// The panel of undated events.
    Undated,
    /// The table of events.
    Table,
    /// The quotations of the selected event.
    Quotes,
    /// The source reader.
    Reader,
}

impl SinglePanel {
    /// All panels, with the message ids of their names.
    const ALL: [(Self, &str); 5] = [
        (Self::Plot, "panel-plot"),
        (Self::Undated, "panel-shelf"),
        (Self::Table, "panel-table"),
        (Self::Quotes, "panel-quotes"),
        (Self::Reader, "panel-reader"),
    ];
}

/// Whether panels are shown one at a time.
#[must_use]
pub fn is_narrow(body: Rect) -> bool {
    body.width() < NARROW || body.height() < LOW
}

/// The panel that is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct SinglePanelView {
    panel: SinglePanel,
    /// Panels of the previous frame.
    panels: Option<Panels>,
}

impl SinglePanelView {
    /// Updates the panel to show and returns it. Focus, or a panel that was
    /// opened, switches to another one.
    pub fn update(&mut self, session: &Session) -> SinglePanel {
        let panels = session.view.panels;
        let before = self.panels.replace(panels).unwrap_or(panels);
        if let Some(focus) = session.view.focus {
            self.panel = match focus {
                FocusRequest::Citation | FocusRequest::Form => SinglePanel::Quotes,
                FocusRequest::Reader | FocusRequest::Find => SinglePanel::Reader,
                FocusRequest::Table => SinglePanel::Table,
                FocusRequest::Search => self.panel,
            };
        }
        for (is_open, was_open, panel) in [
            (panels.reader, before.reader, SinglePanel::Reader),
            (panels.table, before.table, SinglePanel::Table),
            (panels.undated, before.undated, SinglePanel::Undated),
            (panels.quotes, before.quotes, SinglePanel::Quotes),
        ] {
            if is_open && !was_open {
                self.panel = panel;
            } else if was_open && !is_open && self.panel == panel {
                self.panel = SinglePanel::Plot;
            }
        }
        self.panel
    }

    /// Shows the bar for choosing a panel. Returns its height in points.
    pub fn bar(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        panels: Panels,
        actions: &mut Vec<Action>,
    ) -> f32 {
        let fill = UiPalette::of(ui).band;
        bars::show(ui, body, "panels", fill, |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for (panel, name) in SinglePanel::ALL {
                let name = say(name);
                if bars::tab(ui, &name, self.panel == panel, &name).clicked() {
                    self.panel = panel;
                    // A hidden panel is prepared only when it is opened.
                    match panel {
                        SinglePanel::Table if !panels.table => {
                            actions.push(PanelAction::FocusTable.into());
                        }
                        SinglePanel::Reader if !panels.reader => {
                            actions.push(PanelAction::ToggleReader.into());
                        }
                        _ => {}
                    }
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::{pos2, vec2};

    use super::*;

    #[test]
    fn window_of_1280_by_800_is_narrow_from_250_percent_text() {
        // Height left under the bar.
        let body = |percent: f32| {
            let points = vec2(1280.0, 800.0) / (percent / 100.0);
            Rect::from_min_size(pos2(0.0, 46.0), points - vec2(0.0, 46.0))
        };
        for (percent, narrow) in [
            (80.0, false),
            (100.0, false),
            (200.0, false),
            (250.0, true),
            (300.0, true),
        ] {
            assert_eq!(is_narrow(body(percent)), narrow, "{percent} %");
        }
    }
}
