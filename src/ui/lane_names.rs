//! The names of the lanes, left of the plot.

use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{self, Align2, CornerRadius, Id, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::theme::{self, Palette};
use super::timeline_view::count;
use crate::layout::Scene;
use crate::model::visible_text;
use crate::reading::grouped;
use crate::session::{Action, Document, Session, ViewAction};

/// Size of a name, in points.
const NAME_SIZE: f32 = 14.0;

/// Shows the names of the lanes of a scene that is scrolled by `scroll` points.
#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
pub fn show(
    ui: &Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    scene: &Scene,
    scroll: f32,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let painter = ui.painter().with_clip_rect(rect);
    for band in &scene.lanes {
        let top = rect.top() + band.top - scroll;
        if top > rect.bottom() || top + band.height < rect.top() {
            continue;
        }
        if band.lane % 2 == 1 {
            let behind = Rect::from_x_y_ranges(rect.x_range(), top..=top + band.height);
            painter.rect_filled(behind, CornerRadius::ZERO, palette.band);
        }
        if band.lane > 0 {
            painter.hline(rect.x_range(), top, Stroke::new(1.0, palette.line));
        }
        let color = palette.lane(&document.timeline, band.lane);
        let bar = Rect::from_min_size(pos2(rect.left() + 14.0, top + 10.0), vec2(3.5, 29.0));
        painter.rect_filled(bar, CornerRadius::same(2), color);
        let name = document
            .timeline
            .lanes
            .get(band.lane)
            .map_or("No lane", |lane| lane.name.as_str());
        let counted = match session.shown_in_lane(band.lane) {
            Some(shown) => format!(
                "{} of {}",
                grouped(shown),
                count(band.count.events, "event")
            ),
            None => count(band.count.events, "event"),
        };
        let text_left = bar.right() + 9.0;
        let room = rect.right() - text_left - 6.0;
        let mut job = egui::text::LayoutJob::simple_singleline(
            visible_text(name).into_owned(),
            theme::semibold(NAME_SIZE),
            palette.ink,
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        let galley = painter.layout_job(job);
        let elided = galley.elided;
        let text_rect = Rect::from_min_size(pos2(text_left, top + 7.0), galley.size());
        painter.galley(text_rect.min, galley, palette.ink);
        painter.text(
            pos2(text_left, top + 26.0),
            Align2::LEFT_TOP,
            &counted,
            theme::sans(12.5),
            palette.muted,
        );
        let response = ui.interact(
            Rect::from_min_max(bar.min, pos2(rect.right(), top + band.height.min(46.0)))
                .intersect(rect),
            Id::unique(("lane name", band.lane)),
            Sense::CLICK,
        );
        let is_folded = session.view.folded.contains(&band.lane);
        response.widget_info(|| {
            let folded = if is_folded { ", folded" } else { "" };
            egui::WidgetInfo::labeled(
                AccessRole::Button,
                true,
                format!("Lane {}, {}{folded}", visible_text(name), counted),
            )
        });
        if response.clicked() {
            actions.push(Action::View(ViewAction::ToggleLane(band.lane)));
        }
        if is_folded || response.hovered() {
            arrow(
                &painter,
                pos2(rect.right() - 12.0, top + 33.0),
                is_folded,
                palette,
            );
        }
        let does = if is_folded {
            "Folded: all its events stand together. A click unfolds it."
        } else {
            "A click folds this lane: all its events stand together."
        };
        let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
        if elided {
            response.on_hover_text(format!("{}\n{does}", visible_text(name)));
        } else {
            response.on_hover_text(does);
        }
    }
}

/// A small triangle: to the right where a lane is folded, else down.
fn arrow(painter: &egui::Painter, center: egui::Pos2, is_folded: bool, palette: Palette) {
    let points = if is_folded {
        [vec2(-2.5, -4.0), vec2(3.5, 0.0), vec2(-2.5, 4.0)]
    } else {
        [vec2(-4.0, -2.5), vec2(4.0, -2.5), vec2(0.0, 3.5)]
    };
    painter.add(egui::Shape::convex_polygon(
        points.map(|point| center + point).to_vec(),
        palette.muted,
        Stroke::NONE,
    ));
}
