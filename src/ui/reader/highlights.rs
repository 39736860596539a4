//! Highlights of the passages in the text.

use crate::language::say_with;
use eframe::egui::{
    self, Color32, CornerRadius, Id, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::text::{ParagraphLayout, ReaderFrame};
use crate::model::{Index, Passage, visible_line};
use crate::reading::PassageMark;
use crate::session::{Action, Document, ReaderAction};
use crate::ui::theme::Palette;
use crate::ui::timeline_view::count;

/// Number of levels of overlapping passages with a line of their own.
const LEVELS: usize = 4;

/// Distinct lane colours of the events on a passage.
pub fn colors(document: &Document, palette: Palette, passage: Index<Passage>) -> Vec<Color32> {
    let timeline = &document.timeline;
    let mut lanes: Vec<usize> = document
        .events_on(passage)
        .iter()
        .map(|event| {
            timeline[*event]
                .lane
                .map_or(timeline.lanes.len(), Index::position)
        })
        .collect();
    lanes.sort_unstable();
    lanes.dedup();
    let mut colors: Vec<Color32> = lanes
        .into_iter()
        .map(|lane| palette.lane(timeline, lane))
        .collect();
    if colors.is_empty() {
        // No event cites it.
        colors.push(palette.muted);
    }
    colors
}

/// Highlights a passage: a tint behind the words, a line under them in the
/// colours of the lanes, a bar beside them.
pub(super) fn paint_mark(
    ui: &Ui,
    frame: &ReaderFrame<'_>,
    layout: &ParagraphLayout<'_>,
    marked: &PassageMark,
) {
    let palette = frame.palette;
    let painter = ui.painter();
    let is_pointed = frame.session.view.reader.active_passage == Some(marked.passage);
    let is_in_period = frame
        .brush
        .is_none_or(|brush| frame.session.has_visible_event_in(brush, marked.passage));
    let colors = if is_in_period {
        colors(frame.document, palette, marked.passage)
    } else {
        vec![palette.dimmed]
    };
    let Some(first) = colors.first().copied() else {
        return;
    };
    let level = marked.level.min(LEVELS - 1);
    #[expect(clippy::cast_precision_loss, reason = "levels are few")]
    let step = level as f32 * 3.0;
    let rects = layout.rects(marked.start, marked.end);
    let strength = match (is_pointed, is_in_period) {
        (true, _) => 0.3,
        (false, true) => 0.12,
        (false, false) => 0.0,
    };
    for rect in &rects {
        painter.rect_filled(
            rect.shrink2(vec2(0.0, 2.0)),
            2.0,
            first.gamma_multiply(strength),
        );
        underline(ui, *rect, rect.bottom() - 3.0 + step, &colors, is_in_period);
    }
    // Mark the start and end of a passage where another overlaps it.
    if !rects.is_empty() && marked.start >= layout.paragraph.start {
        let begin = layout.caret(marked.start);
        painter.vline(
            begin.center().x,
            begin.top() + 4.0..=begin.bottom() - 2.0 + step,
            Stroke::new(1.2, first),
        );
    }
    if !rects.is_empty() && marked.end <= layout.paragraph.end {
        let end = layout.caret(marked.end);
        painter.vline(
            end.center().x,
            end.top() + 4.0..=end.bottom() - 2.0 + step,
            Stroke::new(1.2, first),
        );
    }
    let (Some(top), Some(bottom)) = (rects.first(), rects.last()) else {
        return;
    };
    let x = frame.column.left() - 8.0 - step * 1.7;
    let width = if is_pointed { 4.0 } else { 2.5 };
    let height = bottom.bottom() - top.top() - 6.0;
    #[expect(clippy::cast_precision_loss, reason = "lanes are few")]
    let part = height / colors.len() as f32;
    let mut y = top.top() + 3.0;
    for color in colors {
        let bar = Rect::from_min_size(pos2(x - width, y), vec2(width, part));
        painter.rect_filled(bar, CornerRadius::same(1), color);
        y += part;
    }
}

/// A line under words. Several colours alternate. Dotted for a passage outside
/// of the brushed period.
fn underline(ui: &Ui, rect: Rect, y: f32, colors: &[Color32], is_solid: bool) {
    /// Length of a dash of one colour, in points.
    const DASH: f32 = 16.0;
    let Some(first) = colors.first().copied() else {
        return;
    };
    if !is_solid {
        let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
        ui.painter()
            .extend(egui::Shape::dotted_line(&ends, first, 4.0, 0.8));
        return;
    }
    if colors.len() == 1 {
        ui.painter()
            .hline(rect.x_range(), y, Stroke::new(1.4, first));
        return;
    }
    let mut x = rect.left();
    for color in colors.iter().cycle() {
        if x >= rect.right() {
            break;
        }
        let end = (x + DASH).min(rect.right());
        ui.painter().hline(x..=end, y, Stroke::new(1.4, *color));
        x = end;
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
    for layout in layouts {
        let paragraph = layout.paragraph;
        for marked in frame.page.marks.between(paragraph.start, paragraph.end) {
            if marked.start < paragraph.start {
                continue;
            }
            let Some(line) = layout.rects(marked.start, marked.end).into_iter().next() else {
                continue;
            };
            let line = line.intersect(rect);
            if !line.is_positive() {
                continue;
            }
            let passage = &frame.document.timeline[marked.passage];
            let id = Id::unique(("marked passage", &passage.id));
            let response = ui.interact(line, id, Sense::click());
            let events = frame.document.events_on(marked.passage).len();
            response.widget_info(|| {
                egui::WidgetInfo::selected(
                    egui::accesskit::Role::Button,
                    true,
                    frame.session.view.reader.active_passage == Some(marked.passage),
                    say_with(
                        "reader-marked-passage",
                        &[
                            ("events", count(events, "event").into()),
                            ("words", visible_line(&passage.quote.exact).as_ref().into()),
                        ],
                    ),
                )
            });
            if response.has_focus() {
                ui.painter().rect_stroke(
                    line,
                    CornerRadius::same(3),
                    Stroke::new(2.0, frame.palette.focus),
                    StrokeKind::Outside,
                );
            }
            if response.clicked() {
                let point = response
                    .interact_pointer_pos()
                    .and_then(|at| innermost(frame, std::slice::from_ref(layout), at));
                let passage = point.unwrap_or(marked.passage);
                actions.push(Action::Reader(ReaderAction::ActivatePassage(passage)));
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
        .page
        .marks
        .between(start, end)
        .filter(|marked| {
            let rects = layout.rects(marked.start, marked.end);
            rects.iter().any(|rect| rect.contains(at))
        })
        .min_by_key(|marked| marked.end - marked.start)
        .map(|marked| marked.passage)
}
