//! Tabs of the open sources, and the actions on the current one.

use crate::language::{say, say_with};
use eframe::egui::{
    self, Align, Button, Id, Layout, Rect, RichText, Sense, Stroke, Ui, pos2, vec2,
};

use super::super::bidi::{self, Edge};
use crate::model::{Index, Source, visible_line};
use crate::session::{Action, ReaderAction, ReaderPane, Session};
use crate::ui::regions::{self, Region};
use crate::ui::theme::{self, Palette, SMALL_SIZE};

/// Height of the tabs, in points.
pub const HEIGHT: f32 = 36.0;
/// Maximum width of a tab, in points.
const WIDEST: f32 = 170.0;

/// Shows the tabs.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    has_outline: bool,
    outline: &mut bool,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let Some(document) = session.document.as_deref() else {
        return;
    };
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, palette.line),
    );
    let reader = &session.view.reader;
    let mut controls = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(8.0, 0.0)))
            .id_salt("reader controls")
            .layout(Layout::right_to_left(Align::Center)),
    );
    controls.spacing_mut().item_spacing.x = 2.0;
    buttons(&mut controls, session, has_outline, outline, actions);
    let room = (controls.min_rect().left() - rect.left() - 12.0).max(40.0);
    let count = reader.tabs.len().max(1);
    #[expect(clippy::cast_precision_loss, reason = "tabs are few")]
    let width = (room / count as f32).min(WIDEST);
    for (place, source) in reader.tabs.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "tabs are few")]
        let left = rect.left() + 6.0 + width * place as f32;
        let tab = Rect::from_min_max(pos2(left, rect.top()), pos2(left + width, rect.bottom()));
        let entry = &document.timeline[*source];
        one(
            ui,
            session,
            tab,
            entry,
            *source,
            reader.current == Some(*source),
            palette,
            actions,
        );
    }
}

#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
fn one(
    ui: &Ui,
    session: &Session,
    rect: Rect,
    entry: &Source,
    source: Index<Source>,
    is_current: bool,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let name = visible_line(entry.brief_name()).into_owned();
    let id = Id::unique(("reader tab", &entry.id));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::accesskit::Role::Tab,
            true,
            is_current,
            say_with("reader-tab", &[("source", name.as_str().into())]),
        )
    });
    let close_rect =
        Rect::from_center_size(pos2(rect.right() - 13.0, rect.center().y), vec2(18.0, 18.0));
    let close = ui.interact(close_rect, id.with("close"), Sense::click());
    close.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Button,
            true,
            say_with("reader-close-tab", &[("source", name.as_str().into())]),
        )
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
    let mut job = egui::text::LayoutJob::simple_singleline(name, font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 36.0);
    let galley = bidi::reordered(painter.ctx(), painter.layout_job(job), Edge::Text);
    let text_at = pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
    painter.galley(text_at, galley, color);
    if is_current {
        painter.hline(
            rect.left() + 6.0..=rect.right() - 4.0,
            rect.bottom() - 1.5,
            Stroke::new(2.5, palette.ink),
        );
    }
    if response.has_focus() {
        painter.rect_stroke(
            rect.shrink(2.0),
            5.0,
            Stroke::new(2.0, palette.focus),
            egui::StrokeKind::Inside,
        );
    }
    if close.hovered() || close.has_focus() {
        painter.rect_filled(close_rect, 4.0, palette.line);
    }
    let arm = 3.2;
    let center = close_rect.center();
    for (x, y) in [(arm, arm), (arm, -arm)] {
        painter.line_segment(
            [center - vec2(x, y), center + vec2(x, y)],
            Stroke::new(1.3, palette.muted),
        );
    }
    if session.view.reader.pane == ReaderPane::About {
        // Otherwise the text takes focus.
        regions::offer(ui, Region::Reader, id);
    }
    let clicked = response.clicked();
    let middle = response.middle_clicked();
    response.on_hover_text(visible_line(&entry.short_name()));
    if close.on_hover_text(say("reader-close")).clicked() || middle {
        actions.push(Action::Reader(ReaderAction::Close(source)));
    } else if clicked {
        actions.push(Action::Reader(ReaderAction::Open(source)));
    }
}

/// From right to left: details, outline, find.
fn buttons(
    ui: &mut Ui,
    session: &Session,
    has_outline: bool,
    outline: &mut bool,
    actions: &mut Vec<Action>,
) {
    let reader = &session.view.reader;
    let about = reader.pane == ReaderPane::About;
    if toggle(ui, "reader-about", about, "reader-about-hint").clicked() {
        let pane = if about {
            ReaderPane::Text
        } else {
            ReaderPane::About
        };
        actions.push(Action::Reader(ReaderAction::ShowPane(pane)));
    }
    if has_outline && toggle(ui, "reader-outline", *outline, "reader-outline-hint").clicked() {
        *outline = !*outline;
    }
    let text_search = reader.text_search.is_some();
    if toggle(ui, "reader-find", text_search, "reader-find-hint").clicked() {
        let words = if text_search {
            None
        } else {
            Some(String::new())
        };
        actions.push(Action::Reader(ReaderAction::Find(words)));
    }
}

fn toggle(ui: &mut Ui, name: &str, on: bool, hint: &str) -> egui::Response {
    let palette = Palette::of(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        if !on {
            widgets.inactive.weak_bg_fill = egui::Color32::TRANSPARENT;
        }
        widgets.inactive.bg_stroke = Stroke::NONE;
        widgets.hovered.bg_stroke = Stroke::NONE;
        let text = RichText::new(say(name))
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(if on { palette.ink } else { palette.muted });
        let button = ui.add(Button::new(text).min_size(vec2(0.0, 24.0)));
        if button.has_focus() {
            ui.painter().rect_stroke(
                button.rect,
                6.0,
                Stroke::new(2.0, palette.focus),
                egui::StrokeKind::Inside,
            );
        }
        button
    })
    .inner
    .on_hover_text(say(hint))
}
