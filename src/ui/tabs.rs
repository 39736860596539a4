//! The tabs of the timelines that are open, where there are several.

use eframe::egui::{self, Button, Rect, RichText, ScrollArea, Stroke, Ui, pos2, vec2};

use super::regions::{self, Region};
use super::theme::{self, Palette};
use crate::language::{say, say_with};
use crate::model::{visible_id, visible_line};
use crate::session::{Action, Desk, DeskAction, Origin, Session};

/// Height of the strip, in points.
const HEIGHT: f32 = 34.0;
/// A tab is never wider than this, in points.
const MOST: f32 = 260.0;

/// Shows the strip at the top of the body where several timelines are open;
/// tells its height.
pub fn show(ui: &mut Ui, body: Rect, desk: &Desk, actions: &mut Vec<Action>) -> f32 {
    if desk.sessions().len() < 2 {
        return 0.0;
    }
    let palette = Palette::of(ui);
    let strip = Rect::from_min_max(body.min, pos2(body.right(), body.top() + HEIGHT));
    ui.painter().rect_filled(strip, 0.0, palette.band);
    ui.painter().hline(
        strip.x_range(),
        strip.bottom(),
        Stroke::new(1.0, palette.line),
    );
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(strip.shrink2(vec2(8.0, 2.0)))
            .id_salt("tabs"),
    );
    ScrollArea::horizontal()
        .id_salt("tabs of timelines")
        .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
        .show(&mut child, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for (place, session) in desk.sessions().enumerate() {
                    tab(
                        ui,
                        place,
                        session,
                        place == desk.current(),
                        palette,
                        actions,
                    );
                }
            });
        });
    HEIGHT
}

fn tab(
    ui: &mut Ui,
    place: usize,
    session: &Session,
    is_shown: bool,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let name = name_of(session);
    let unsaved = session.changes.unsaved() > 0;
    let shown = if unsaved {
        format!("• {name}")
    } else {
        name.clone()
    };
    let mut text = RichText::new(shown);
    text = if is_shown {
        text.font(theme::semibold(theme::TEXT_SIZE))
            .color(palette.ink)
    } else {
        text.color(palette.muted)
    };
    ui.scope(|ui| {
        ui.set_max_width(MOST);
        ui.visuals_mut().widgets.inactive.weak_bg_fill = if is_shown {
            palette.panel
        } else {
            egui::Color32::TRANSPARENT
        };
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::NONE;
        let response = ui.add(Button::new(text).truncate().min_size(vec2(0.0, 28.0)));
        regions::offer(ui, Region::TopBar, response.id);
        response.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::accesskit::Role::Tab,
                true,
                is_shown,
                say_with("tabs-timeline", &[("name", name.as_str().into())]),
            )
        });
        if is_shown {
            ui.painter().hline(
                response.rect.x_range(),
                response.rect.bottom() + 1.0,
                Stroke::new(2.0, palette.focus),
            );
        }
        let where_from = match session.origin() {
            Origin::BuiltIn => say("bar-built-in"),
            Origin::File(path) => visible_id(&path.display().to_string()).into_owned(),
        };
        if response.on_hover_text(where_from).clicked() {
            actions.push(Action::Desk(DeskAction::Show(place)));
        }
    });
    ui.scope(|ui| {
        ui.visuals_mut().widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
        ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::NONE;
        let close =
            ui.add(Button::new(RichText::new("×").color(palette.muted)).min_size(vec2(24.0, 24.0)));
        close.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::accesskit::Role::Button,
                true,
                say_with("tabs-close", &[("name", name.as_str().into())]),
            )
        });
        if close.on_hover_text(say("tabs-close-hint")).clicked() {
            actions.push(Action::Desk(DeskAction::Close(place)));
        }
    });
}

/// What a timeline is called in its tab: by its title, else by its file.
fn name_of(session: &Session) -> String {
    let title = session
        .document
        .as_ref()
        .map(|document| document.timeline.title.as_str())
        .filter(|title| !title.is_empty());
    match (title, session.origin()) {
        (Some(title), _) => visible_line(title).into_owned(),
        (None, Origin::File(path)) => {
            let name = path.file_name().unwrap_or(path.as_os_str());
            visible_id(&name.to_string_lossy()).into_owned()
        }
        (None, Origin::BuiltIn) => "Annals".to_owned(),
    }
}
