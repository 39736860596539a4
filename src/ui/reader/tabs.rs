//! Tabs of the open sources, and the actions on the current one.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role;
use eframe::egui::{self, Align, Button, Id, Layout, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::model::{Index, Source, visible_line};
use crate::session::{Action, ReaderAction, ReaderPane, Session};
use crate::ui::panel_input::PanelInput;
use crate::ui::regions::{self, Region};
use crate::ui::theme::{self, SMALL_SIZE, UiPalette};
use crate::ui::widgets::{
    flat_button, focus_ring, one_line, rule, set_name, set_selectable_name, small,
};

/// Height of the tabs, in points.
pub const HEIGHT: f32 = 36.0;
/// Maximum width of a tab, in points.
const WIDEST: f32 = 170.0;

/// Shows the tabs. `outline` is whether the outline is shown, if the text has
/// headings.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    input: PanelInput<'_>,
    outline: Option<&mut bool>,
    actions: &mut Vec<Action>,
) {
    rule(ui, rect, rect.bottom() - 0.5);
    let reader = &input.session.view.reader;
    let mut controls = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(8.0, 0.0)))
            .id_salt("reader controls")
            .layout(Layout::right_to_left(Align::Center)),
    );
    controls.spacing_mut().item_spacing.x = 2.0;
    buttons(&mut controls, input.session, outline, actions);
    let available = (controls.min_rect().left() - rect.left() - 12.0).max(40.0);
    #[expect(clippy::cast_precision_loss, reason = "tabs are few")]
    let width = (available / reader.tabs.len().max(1) as f32).min(WIDEST);
    for (place, source) in reader.tabs.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "tabs are few")]
        let left = rect.left() + 6.0 + width * place as f32;
        let tab_rect = Rect::from_x_y_ranges(left..=left + width, rect.y_range());
        tab(ui, tab_rect, input, *source, actions);
    }
}

fn tab(
    ui: &Ui,
    rect: Rect,
    input: PanelInput<'_>,
    index: Index<Source>,
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    let reader = &input.session.view.reader;
    let source = &input.open.timeline[index];
    let is_current = reader.current == Some(index);
    let name = visible_line(source.brief_name());
    let named = [("source", name.as_ref().into())];
    let id = Id::unique(("reader tab", &source.id));
    let response = ui.interact(rect, id, Sense::click());
    set_selectable_name(&response, Role::Tab, is_current, || {
        say_with("reader-tab", &named)
    });
    let center = pos2(rect.right() - 13.0, rect.center().y);
    let close_rect = Rect::from_center_size(center, vec2(18.0, 18.0));
    let close = ui.interact(close_rect, id.with("close"), Sense::click());
    set_name(&close, Role::Button, || {
        say_with("reader-close-tab", &named)
    });
    let painter = ui.painter_at(rect);
    if response.hovered() && !is_current {
        painter.rect_filled(rect.shrink2(vec2(1.0, 4.0)), 5.0, palette.control);
    }
    let (font, color) = if is_current {
        (theme::semibold(SMALL_SIZE + 1.0), palette.ink)
    } else {
        (theme::sans(SMALL_SIZE + 1.0), palette.muted)
    };
    let galley = one_line(ui, &name, font, color, rect.width() - 36.0);
    let text_at = pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
    painter.galley(text_at, galley, color);
    if is_current {
        let x_range = rect.left() + 6.0..=rect.right() - 4.0;
        let stroke = Stroke::new(2.5, palette.ink);
        painter.hline(x_range, rect.bottom() - 1.5, stroke);
    }
    focus_ring(ui, &response, rect.shrink(2.0), 5.0);
    if close.hovered() || close.has_focus() {
        painter.rect_filled(close_rect, 4.0, palette.line);
    }
    for arm in [vec2(3.2, 3.2), vec2(3.2, -3.2)] {
        let stroke = Stroke::new(1.3, palette.muted);
        painter.line_segment([center - arm, center + arm], stroke);
    }
    if reader.pane == ReaderPane::Details {
        // Otherwise the text takes focus.
        regions::offer(ui, Region::Reader, id);
    }
    let (is_clicked, is_middle_clicked) = (response.clicked(), response.middle_clicked());
    response.on_hover_text(visible_line(&source.short_name()));
    if close.on_hover_text(say("reader-close")).clicked() || is_middle_clicked {
        actions.push(ReaderAction::Close(index).into());
    } else if is_clicked {
        actions.push(ReaderAction::Open(index).into());
    }
}

/// From right to left: details, outline, find.
fn buttons(ui: &mut Ui, session: &Session, outline: Option<&mut bool>, actions: &mut Vec<Action>) {
    let reader = &session.view.reader;
    let shows_details = reader.pane == ReaderPane::Details;
    if toggle(ui, "reader-details", shows_details, "reader-details-hint").clicked() {
        let pane = if shows_details {
            ReaderPane::Text
        } else {
            ReaderPane::Details
        };
        actions.push(ReaderAction::ShowPane(pane).into());
    }
    if let Some(outline) = outline
        && toggle(ui, "reader-outline", *outline, "reader-outline-hint").clicked()
    {
        *outline = !*outline;
    }
    let is_finding = reader.text_search.is_some();
    if toggle(ui, "reader-find", is_finding, "reader-find-hint").clicked() {
        let words = (!is_finding).then(String::new);
        actions.push(ReaderAction::Find(words).into());
    }
}

fn toggle(ui: &mut Ui, name: &str, is_on: bool, hint: &str) -> egui::Response {
    let palette = UiPalette::of(ui);
    let (fill, color) = if is_on {
        (palette.control, palette.ink)
    } else {
        (egui::Color32::TRANSPARENT, palette.muted)
    };
    let button = Button::new(small(say(name)).color(color)).min_size(vec2(0.0, 24.0));
    flat_button(ui, button, fill).on_hover_text(say(hint))
}
