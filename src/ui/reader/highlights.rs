//! Highlights of the passages in the text.

use crate::language::say_with;
use eframe::egui::accesskit::Role;
use eframe::egui::{self, Color32, Id, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use std::collections::BTreeSet;

use super::panel::OpenSource;
use super::text::{ParagraphLayout, ReaderFrame};
use crate::model::{Index, Passage, visible_line};
use crate::query::lane_position;
use crate::reading::PassageHighlight;
use crate::session::{Action, OpenTimeline, ReaderAction};
use crate::ui::theme::UiPalette;
use crate::ui::timeline_view::count;
use crate::ui::widgets::set_selectable_name;

/// Number of levels of overlapping passages with a line of their own.
const LEVELS: usize = 4;

/// Distinct lane colours of the events on a passage.
pub fn colors(open: &OpenTimeline, palette: UiPalette, passage: Index<Passage>) -> Vec<Color32> {
    let timeline = &open.timeline;
    let events = open.events_citing(passage).iter();
    let lanes: BTreeSet<usize> = events
        .map(|event| lane_position(timeline, *event))
        .collect();
    if lanes.is_empty() {
        // No event cites it.
        return vec![palette.muted];
    }
    let lanes = lanes.into_iter();
    lanes.map(|lane| palette.lane(timeline, lane)).collect()
}

/// Divides a bar between colours, from top to bottom.
pub fn paint_stack(ui: &Ui, bar: Rect, colors: &[Color32]) {
    #[expect(clippy::cast_precision_loss, reason = "lanes are few")]
    let height = bar.height() / colors.len().max(1) as f32;
    let mut top = bar.top();
    for color in colors {
        let part = Rect::from_x_y_ranges(bar.x_range(), top..=top + height);
        ui.painter().rect_filled(part, 1.0, *color);
        top += height;
    }
}

/// Highlights a passage: a tint behind the words, a line under them in the
/// colours of the lanes, a bar beside them.
pub(super) fn paint_mark(
    ui: &Ui,
    frame: &ReaderFrame<'_>,
    layout: &ParagraphLayout<'_>,
    marked: &PassageHighlight,
) {
    let palette = frame.palette;
    let painter = ui.painter();
    let session = frame.open.session;
    let is_active = session.view.reader.active_passage == Some(marked.passage);
    let period = frame.open.brush;
    let is_in_period =
        period.is_none_or(|period| session.has_visible_event_in(period, marked.passage));
    let colors = if is_in_period {
        colors(frame.open.timeline, palette, marked.passage)
    } else {
        vec![palette.dimmed]
    };
    let rects = layout.rects(marked.start, marked.end);
    let (Some(first), Some(top), Some(bottom)) = (colors.first(), rects.first(), rects.last())
    else {
        return;
    };
    let level = marked.level.min(LEVELS - 1);
    #[expect(clippy::cast_precision_loss, reason = "levels are few")]
    let step = level as f32 * 3.0;
    let strength = match (is_active, is_in_period) {
        (true, _) => 0.3,
        (false, true) => 0.12,
        (false, false) => 0.0,
    };
    for rect in &rects {
        let tint = first.gamma_multiply(strength);
        painter.rect_filled(rect.shrink2(vec2(0.0, 2.0)), 2.0, tint);
        underline(ui, *rect, rect.bottom() - 3.0 + step, &colors, is_in_period);
    }
    // Mark the start and end of a passage where another overlaps it.
    let starts = marked.start >= layout.paragraph.start;
    let ends = marked.end <= layout.paragraph.end;
    for (is_here, at) in [(starts, marked.start), (ends, marked.end)] {
        if is_here {
            let caret = layout.caret(at);
            let y_range = caret.top() + 4.0..=caret.bottom() - 2.0 + step;
            painter.vline(caret.center().x, y_range, Stroke::new(1.2, *first));
        }
    }
    let right = frame.column.left() - 8.0 - step * 1.7;
    let width = if is_active { 4.0 } else { 2.5 };
    let y_range = top.top() + 3.0..=bottom.bottom() - 3.0;
    let bar = Rect::from_x_y_ranges(right - width..=right, y_range);
    paint_stack(ui, bar, &colors);
}

/// A line under words. Several colours alternate. Dotted for a passage outside
/// of the brushed period.
fn underline(ui: &Ui, rect: Rect, y: f32, colors: &[Color32], is_solid: bool) {
    /// Length of a dash of one colour, in points.
    const DASH: f32 = 16.0;
    let painter = ui.painter();
    match colors {
        [] => {}
        [first, ..] if !is_solid => {
            let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
            painter.extend(egui::Shape::dotted_line(&ends, *first, 4.0, 0.8));
        }
        [color] => {
            painter.hline(rect.x_range(), y, Stroke::new(1.4, *color));
        }
        colors => {
            let mut x = rect.left();
            for color in colors.iter().cycle() {
                if x >= rect.right() {
                    break;
                }
                let end = (x + DASH).min(rect.right());
                painter.hline(x..=end, y, Stroke::new(1.4, *color));
                x = end;
            }
        }
    }
}

/// Adds a focusable button to the first line of each highlighted passage in view.
pub(super) fn hit_targets(
    ui: &Ui,
    frame: &ReaderFrame<'_>,
    rect: Rect,
    layouts: &[ParagraphLayout<'_>],
    actions: &mut Vec<Action>,
) {
    let OpenSource {
        session,
        timeline,
        text,
        ..
    } = *frame.open;
    for layout in layouts {
        let paragraph = layout.paragraph;
        for marked in text.highlights.between(paragraph.start, paragraph.end) {
            let first_line = layout.rects(marked.start, marked.end).into_iter().next();
            let line = first_line.map(|line| line.intersect(rect));
            let line = line.filter(|line| line.is_positive() && marked.start >= paragraph.start);
            let Some(line) = line else {
                continue;
            };
            let passage = &timeline.timeline[marked.passage];
            let id = Id::unique(("marked passage", &passage.id));
            let response = ui.interact(line, id, Sense::click());
            let is_active = session.view.reader.active_passage == Some(marked.passage);
            set_selectable_name(&response, Role::Button, is_active, || {
                let events = timeline.events_citing(marked.passage).len();
                let label = [
                    ("events", count(events, "event").into()),
                    ("words", visible_line(&passage.quote.exact).into()),
                ];
                say_with("reader-marked-passage", &label)
            });
            if response.has_focus() {
                let stroke = Stroke::new(2.0, frame.palette.focus);
                ui.painter()
                    .rect_stroke(line, 3.0, stroke, StrokeKind::Outside);
            }
            if response.clicked() {
                let point = response
                    .interact_pointer_pos()
                    .and_then(|at| innermost(frame, std::slice::from_ref(layout), at));
                let passage = point.unwrap_or(marked.passage);
                actions.push(ReaderAction::ActivatePassage(passage).into());
            }
        }
    }
}

/// The shortest of the passages at a point of the screen.
pub(super) fn innermost(
    frame: &ReaderFrame<'_>,
    layouts: &[ParagraphLayout<'_>],
    at: Pos2,
) -> Option<Index<Passage>> {
    let layout = layouts
        .iter()
        .find(|layout| layout.y_range().contains(&at.y))?;
    let (start, end) = (layout.paragraph.start, layout.paragraph.end);
    frame
        .open
        .text
        .highlights
        .between(start, end)
        .filter(|marked| {
            let rects = layout.rects(marked.start, marked.end);
            rects.iter().any(|rect| rect.contains(at))
        })
        .min_by_key(|marked| marked.end - marked.start)
        .map(|marked| marked.passage)
}
