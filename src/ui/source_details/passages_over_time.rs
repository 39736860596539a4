//! The passages of a source over time: a small plot of the whole timeline with
//! a bar for each date of each event that cites the source.

use eframe::egui::accesskit::Role;
use std::collections::BTreeMap;

use eframe::egui::{self, Id, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{SourceDetails, heading};
use crate::language::{MessageArgument, say, say_with};
use crate::layout::{Viewport, ticks};
use crate::model::{visible_line, visible_text};
use crate::query::{DateClaim, SourceDateClaim, lane_position};
use crate::session::{Action, SelectionAction};
use crate::ui::theme::{self, UiPalette};
use crate::ui::timeline_view::count;
use crate::ui::widgets::{one_line, outlined, set_selectable_name};

/// Height of a bar, in points.
const BAR: f32 = 7.0;
/// Vertical distance between rows of bars, in points.
const PITCH: f32 = 10.0;
/// Distance between lanes, in points.
const LANE_GAP: f32 = 5.0;
/// Height of the axis, in points.
const AXIS: f32 = 18.0;
/// Maximum number of rows in a lane; further bars overlap.
const MOST_ROWS: usize = 6;
/// Minimum width of a bar, in points.
const LEAST: f32 = 4.0;
/// Maximum number of bars that are clickable and reachable with Tab.
const MOST_CONTROLS: usize = 200;
/// Width of the lane names, in points, if they fit.
const NAMES: f32 = 92.0;

/// A bar with its position.
struct TimeBar<'a> {
    claim: SourceDateClaim,
    date: &'a DateClaim,
    /// Left and right edge of each of its spans, in points.
    spans: Vec<(f32, f32)>,
    row: usize,
}

/// The bars of one lane.
struct LaneBars<'a> {
    position: usize,
    bars: Vec<TimeBar<'a>>,
    rows: usize,
}

/// Shows the plot.
pub(super) fn show(ui: &mut Ui, details: &SourceDetails<'_>, actions: &mut Vec<Action>) {
    let events = &details.statistics.events;
    heading(ui, &say("over-time-heading"));
    let undated = [("count", MessageArgument::ungrouped(events.undated.len()))];
    if events.claims.is_empty() {
        let message = match events.undated.len() {
            0 => say("over-time-no-event"),
            _ => say_with("over-time-no-date", &undated),
        };
        details.remark(ui, message);
        return;
    }
    let width = ui.available_width();
    let names = if width > 330.0 { NAMES } else { 0.0 };
    let whole = details.session.all_time();
    let lanes = lanes(details, whole, width - names);
    let height: f32 = lanes.iter().map(LaneBars::height).sum::<f32>() + AXIS + LANE_GAP;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let plot = rect.with_min_x(rect.left() + names);
    axis(ui, plot, whole, details.palette);
    let mut y = rect.top() + LANE_GAP;
    let mut controls = 0;
    for lane in &lanes {
        if names > 0.0 {
            let muted = details.palette.muted;
            let name = lane_in_words(lane.position, details);
            let name = one_line(ui, &name, theme::sans(11.5), muted, names - 8.0);
            ui.painter().galley(pos2(rect.left(), y - 3.5), name, muted);
        }
        for bar in &lane.bars {
            controls += 1;
            let is_control = controls <= MOST_CONTROLS;
            let origin = pos2(plot.left(), y);
            show_bar(ui, origin, bar, lane.position, details, is_control, actions);
        }
        y += lane.height();
    }
    let mut message = Vec::new();
    if !events.claims.iter().all(|claim| claim.is_given) {
        let has_given = events.claims.iter().any(|claim| claim.is_given);
        message.push(say(if has_given {
            "over-time-filled-and-hollow"
        } else {
            "over-time-hollow"
        }));
    }
    if !events.undated.is_empty() {
        message.push(say_with("over-time-undated", &undated));
    }
    if !message.is_empty() {
        details.remark(ui, message.join(" "));
    }
}

impl LaneBars<'_> {
    fn height(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "rows are few")]
        let rows = self.rows as f32;
        // A name needs at least one line.
        (rows * PITCH).max(13.0) + LANE_GAP
    }
}

/// The lanes that have bars, each with its bars in rows.
fn lanes<'a>(details: &SourceDetails<'a>, whole: Viewport, width: f32) -> Vec<LaneBars<'a>> {
    let open = details.open;
    // For each lane, its bars and the right end of each row.
    let mut lanes: BTreeMap<usize, (LaneBars<'a>, Vec<f32>)> = BTreeMap::new();
    for source_claim in &details.statistics.events.claims {
        let Some(claim) = open.index.date_claims().get(source_claim.claim) else {
            continue;
        };
        let position = lane_position(&open.timeline, source_claim.event);
        let (lane, ends) = lanes.entry(position).or_insert_with(|| {
            let bars = Vec::new();
            (
                LaneBars {
                    position,
                    bars,
                    rows: 0,
                },
                Vec::new(),
            )
        });
        let spans = spans(claim, whole, width);
        let left = spans.iter().map(|span| span.0).fold(f32::MAX, f32::min);
        let right = spans.iter().map(|span| span.1).fold(f32::MIN, f32::max);
        let free = ends.iter().position(|end| *end + 1.5 <= left);
        let row = free.unwrap_or(ends.len()).min(MOST_ROWS - 1);
        match ends.get_mut(row) {
            Some(end) => *end = end.max(right),
            None => ends.push(right),
        }
        lane.rows = ends.len();
        lane.bars.push(TimeBar {
            claim: *source_claim,
            date: claim,
            spans,
            row,
        });
    }
    lanes.into_values().map(|(lane, _)| lane).collect()
}

/// Spans of a date, in points from the left. An open end continues to the
/// edge.
fn spans(claim: &DateClaim, whole: Viewport, width: f32) -> Vec<(f32, f32)> {
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the plot")]
    let x = |at| whole.x_of(at, width).clamp(0.0, f64::from(width)) as f32;
    claim
        .spans()
        .iter()
        .map(|span| {
            let extent = span.extent();
            let left = x(extent.first());
            let right = x(extent.last().saturating_add(1));
            let short = (LEAST - (right - left)).max(0.0) / 2.0;
            (left - short, right + short)
        })
        .collect()
}

fn axis(ui: &Ui, plot: Rect, whole: Viewport, palette: UiPalette) {
    let painter = ui.painter();
    let bottom = plot.bottom() - AXIS;
    let font = || theme::sans(11.5);
    let background = plot.with_max_y(bottom);
    let line = Stroke::new(1.0, palette.line);
    outlined(ui, background, 4.0, palette.band, line);
    let lay_out = |text: String| painter.layout_no_wrap(text, font(), palette.muted);
    let measure = |text: &str| lay_out(text.to_owned()).size().x;
    for tick in ticks(whole, plot.width(), &measure).named {
        #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
        let x = plot.left() + whole.x_of(tick.at, plot.width()) as f32;
        if x < plot.left() {
            continue;
        }
        painter.vline(x, plot.top()..=bottom + 4.0, line);
        let galley = lay_out(tick.label);
        if x + 3.0 + galley.size().x < plot.right() {
            painter.galley(pos2(x + 3.0, bottom + 2.0), galley, palette.muted);
        }
    }
}

fn lane_in_words(lane: usize, details: &SourceDetails<'_>) -> String {
    let lanes = &details.open.timeline.lanes;
    match lanes.get(lane) {
        Some(lane) => visible_text(&lane.name).into_owned(),
        None => say("no-lane"),
    }
}

fn show_bar(
    ui: &Ui,
    origin: Pos2,
    bar: &TimeBar<'_>,
    lane: usize,
    details: &SourceDetails<'_>,
    is_control: bool,
    actions: &mut Vec<Action>,
) {
    let open = details.open;
    let palette = details.palette;
    let SourceDateClaim {
        event: index,
        is_given,
        ..
    } = bar.claim;
    let event = &open.timeline[index];
    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
    let y = origin.y + bar.row as f32 * PITCH;
    let rects = bar.spans.iter().map(|(left, right)| {
        Rect::from_x_y_ranges(origin.x + left..=origin.x + right, y..=y + BAR)
    });
    // Filled if the source gives the date, hollow if not.
    let color = palette.lane(&open.timeline, lane);
    let fill = if is_given { color } else { palette.paper };
    for rect in rects.clone() {
        let stroke = Stroke::new(1.2, color);
        outlined(ui, rect, 1.5, fill, stroke);
    }
    let (true, Some(all)) = (is_control, rects.reduce(Rect::union)) else {
        return;
    };
    let id = Id::unique(("on source", details.source, bar.claim.claim));
    let response = ui.interact(all.expand2(vec2(1.5, 1.5)), id, Sense::click());
    let is_selected = details.session.view.selection == Some(index);
    let outline = if response.has_focus() {
        Some(Stroke::new(2.0, palette.focus))
    } else if is_selected {
        Some(Stroke::new(1.6, palette.ink))
    } else {
        response.hovered().then(|| Stroke::new(1.0, palette.muted))
    };
    if let Some(outline) = outline {
        ui.painter()
            .rect_stroke(all.expand(2.0), 3.0, outline, StrokeKind::Middle);
    }
    let given = if is_given {
        say("over-time-as-it-says")
    } else {
        say("over-time-not-from-it")
    };
    let (name, date) = (visible_line(event.name()), bar.date.words());
    let message = format!("{name}, {date}, {given}");
    set_selectable_name(&response, Role::Button, is_selected, || {
        say_with("over-time-on-axis", &[("label", message.as_str().into())])
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        actions.push(SelectionAction::Select(index).into());
    }
    let lane = lane_in_words(lane, details);
    let passages = count(event.citations.len(), "passage");
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(format!("{message}\n{lane} · {passages}"));
}
