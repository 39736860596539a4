//! The passages of a source over time: a small plot of the whole timeline with
//! a bar for each dating of each event that cites the source.

use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{self, Color32, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::bidi::{self, Edge};
use super::{SourceDetails, heading};
use crate::language::{Argument, say, say_with};
use crate::layout::{Viewport, ticks};
use crate::model::{visible_line, visible_text};
use crate::query::lane_position;
use crate::query::{DateClaim, SourceDateClaim};
use crate::session::{Action, SelectionAction};
use crate::ui::theme;
use crate::ui::timeline_view::count;

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
/// Width of the lane names, in points, if there is room for them.
const NAMES: f32 = 92.0;

/// A bar with its position.
struct TimeBar {
    dating: SourceDateClaim,
    /// Left and right edge of each of its spans, in points.
    spans: Vec<(f32, f32)>,
    row: usize,
}

/// The bars of one lane.
struct LaneBars {
    position: usize,
    bars: Vec<TimeBar>,
    rows: usize,
}

/// Shows the plot.
pub(super) fn show(ui: &mut Ui, about: &SourceDetails<'_>, actions: &mut Vec<Action>) {
    let on_source = &about.known.on_source;
    heading(ui, &say("over-time-heading"));
    if on_source.claims.is_empty() {
        let words = match on_source.undated.len() {
            0 => say("over-time-no-event"),
            many => say_with("over-time-no-date", &[("count", Argument::plain(many))]),
        };
        about.remark(ui, words);
        return;
    }
    let width = ui.available_width();
    let names = if width > 330.0 { NAMES } else { 0.0 };
    let whole = about.session.all_time();
    let lanes = lanes(about, whole, width - names);
    let height: f32 = lanes.iter().map(LaneBars::height).sum::<f32>() + AXIS + LANE_GAP;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let plot = rect.with_min_x(rect.left() + names);
    axis(ui, plot, whole, about);
    let mut y = rect.top() + LANE_GAP;
    let mut controls = 0;
    for lane in &lanes {
        if names > 0.0 {
            lane_name(ui, pos2(rect.left(), y), names - 8.0, lane.position, about);
        }
        for bar in &lane.bars {
            controls += 1;
            show_bar(ui, plot, y, bar, lane.position, about, controls, actions);
        }
        y += lane.height();
    }
    let filled = on_source.claims.iter().any(|dating| dating.is_given);
    let hollow = on_source.claims.iter().any(|dating| !dating.is_given);
    let mut message = Vec::new();
    if filled && hollow {
        message.push(say("over-time-filled-and-hollow"));
    } else if hollow {
        message.push(say("over-time-hollow"));
    }
    match on_source.undated.len() {
        0 => {}
        many => message.push(say_with(
            "over-time-undated",
            &[("count", Argument::plain(many))],
        )),
    }
    if !message.is_empty() {
        about.remark(ui, message.join(" "));
    }
}

impl LaneBars {
    fn height(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "rows are few")]
        let rows = self.rows as f32;
        // A name needs at least one line.
        (rows * PITCH).max(13.0) + LANE_GAP
    }
}

/// The lanes that have bars, each with its bars in rows.
fn lanes(about: &SourceDetails<'_>, whole: Viewport, width: f32) -> Vec<LaneBars> {
    let document = about.document;
    let mut lanes: Vec<LaneBars> = Vec::new();
    let mut ends: Vec<Vec<f32>> = Vec::new();
    for dating in &about.known.on_source.claims {
        let Some(claim) = document.index.date_claims().get(dating.claim) else {
            continue;
        };
        let position = lane_position(&about.document.timeline, dating.event);
        let at = lanes
            .iter()
            .position(|lane| lane.position == position)
            .unwrap_or_else(|| {
                lanes.push(LaneBars {
                    position,
                    bars: Vec::new(),
                    rows: 0,
                });
                ends.push(Vec::new());
                lanes.len() - 1
            });
        let (Some(lane), Some(ends)) = (lanes.get_mut(at), ends.get_mut(at)) else {
            continue;
        };
        let spans = spans(claim, whole, width);
        let left = spans.iter().map(|span| span.0).fold(f32::MAX, f32::min);
        let right = spans.iter().map(|span| span.1).fold(f32::MIN, f32::max);
        let free = ends.iter().position(|end| *end + 1.5 <= left);
        let row = free.unwrap_or(ends.len()).min(MOST_ROWS - 1);
        match ends.get_mut(row) {
            Some(end) => *end = end.max(right),
            None => ends.push(right),
        }
        lane.rows = lane.rows.max(row + 1);
        lane.bars.push(TimeBar {
            dating: *dating,
            spans,
            row,
        });
    }
    lanes.sort_by_key(|lane| lane.position);
    lanes
}

/// Spans of a dating, in points from the left. An open end continues to the
/// edge.
fn spans(claim: &DateClaim, whole: Viewport, width: f32) -> Vec<(f32, f32)> {
    #[expect(clippy::cast_possible_truncation, reason = "held to the strip")]
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

fn axis(ui: &Ui, plot: Rect, whole: Viewport, about: &SourceDetails<'_>) {
    let palette = about.palette;
    let painter = ui.painter();
    let bottom = plot.bottom() - AXIS;
    let font = || theme::sans(11.5);
    let ground = plot.with_max_y(bottom);
    painter.rect_filled(ground, 4.0, palette.band);
    let edge = Stroke::new(1.0, palette.line);
    painter.rect_stroke(ground, 4.0, edge, StrokeKind::Inside);
    let measure = |text: &str| {
        ui.painter()
            .layout_no_wrap(text.to_owned(), font(), Color32::WHITE)
            .size()
            .x
    };
    for tick in ticks(whole, plot.width(), &measure).named {
        #[expect(clippy::cast_possible_truncation, reason = "points on the screen")]
        let x = plot.left() + whole.x_of(tick.at, plot.width()) as f32;
        if x < plot.left() {
            continue;
        }
        painter.vline(x, plot.top()..=bottom + 4.0, Stroke::new(1.0, palette.line));
        let galley = painter.layout_no_wrap(tick.label, font(), palette.muted);
        if x + 3.0 + galley.size().x < plot.right() {
            painter.galley(pos2(x + 3.0, bottom + 2.0), galley, palette.muted);
        }
    }
}

fn lane_name(ui: &Ui, at: egui::Pos2, width: f32, lane: usize, about: &SourceDetails<'_>) {
    let mut job = egui::text::LayoutJob::simple_singleline(
        lane_in_words(lane, about),
        theme::sans(11.5),
        about.palette.muted,
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    let galley = bidi::reordered(ui.ctx(), ui.painter().layout_job(job), Edge::Text);
    let at = at - vec2(0.0, 3.5);
    ui.painter().galley(at, galley, about.palette.muted);
}

fn lane_in_words(lane: usize, about: &SourceDetails<'_>) -> String {
    let lanes = &about.document.timeline.lanes;
    match lanes.get(lane) {
        Some(lane) => visible_text(&lane.name).into_owned(),
        None => say("no-lane"),
    }
}

#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
fn show_bar(
    ui: &Ui,
    plot: Rect,
    top: f32,
    bar: &TimeBar,
    lane: usize,
    about: &SourceDetails<'_>,
    number: usize,
    actions: &mut Vec<Action>,
) {
    let document = about.document;
    let palette = about.palette;
    let event = &document.timeline[bar.dating.event];
    #[expect(clippy::cast_precision_loss, reason = "rows are few")]
    let y = top + bar.row as f32 * PITCH;
    let rects: Vec<Rect> = bar
        .spans
        .iter()
        .map(|(left, right)| {
            Rect::from_min_max(
                pos2(plot.left() + left, y),
                pos2(plot.left() + right, y + BAR),
            )
        })
        .collect();
    let color = palette.lane(&document.timeline, lane);
    let selected = about.session.view.selection == Some(bar.dating.event);
    let all = rects.iter().copied().reduce(Rect::union);
    let (Some(all), true) = (all, number <= MOST_CONTROLS) else {
        paint(ui, &rects, bar.dating.is_given, color, about);
        return;
    };
    let id = Id::unique(("on source", about.source, bar.dating.claim));
    let response = ui.interact(all.expand2(vec2(1.5, 1.5)), id, Sense::click());
    paint(ui, &rects, bar.dating.is_given, color, about);
    if selected || response.hovered() || response.has_focus() {
        let (width, color) = if response.has_focus() {
            (2.0, palette.focus)
        } else if selected {
            (1.6, palette.ink)
        } else {
            (1.0, palette.muted)
        };
        ui.painter().rect_stroke(
            all.expand(2.0),
            3.0,
            Stroke::new(width, color),
            StrokeKind::Middle,
        );
    }
    let words = document
        .index
        .date_claims()
        .get(bar.dating.claim)
        .map(|claim| claim.words().to_owned())
        .unwrap_or_default();
    let given = if bar.dating.is_given {
        say("over-time-as-it-says")
    } else {
        say("over-time-not-from-it")
    };
    let name = visible_line(event.name()).into_owned();
    let message = format!("{name}, {words}, {given}");
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            AccessRole::Button,
            true,
            selected,
            say_with("over-time-on-axis", &[("label", message.as_str().into())]),
        )
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        actions.push(Action::Selection(SelectionAction::Select(bar.dating.event)));
    }
    let message = format!(
        "{message}\n{} · {}",
        lane_in_words(lane, about),
        count(event.citations.len(), "passage")
    );
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(message);
}

/// Filled if the source gives the date, hollow if not.
fn paint(ui: &Ui, rects: &[Rect], is_given: bool, color: Color32, about: &SourceDetails<'_>) {
    for rect in rects {
        let fill = if is_given { color } else { about.palette.paper };
        ui.painter().rect_filled(*rect, 1.5, fill);
        let stroke = Stroke::new(1.2, color);
        ui.painter()
            .rect_stroke(*rect, 1.5, stroke, StrokeKind::Inside);
    }
}
