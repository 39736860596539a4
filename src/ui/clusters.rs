//! Clusters on the plot: many events as one box that shows their number and
//! distribution. A click zooms in; the context menu lists the events.

use std::collections::HashMap;

use eframe::egui::accesskit::Role;
use eframe::egui::epaint::{Mesh, Shape};
use eframe::egui::{
    self, CornerRadius, Id, Pos2, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2,
    vec2,
};

use super::plot::{PlotContext, is_hovered};
use super::regions::{self, Region};
use super::theme::{self, LABEL_SIZE, SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::widgets::{one_line, set_name, strong};
use crate::language::{format_count, say};
use crate::layout::{CLUSTER_HEIGHT, Cluster, ClusterBox, ClusterId, cluster_column_height};
use crate::model::{Timeline, visible_line};
use crate::query::{DateClaim, lane_position};
use crate::session::{
    Action, Dialog, OpenTimeline, PanelAction, SelectionAction, Session, ViewAction,
};
use crate::theme::{Accent, ColorRole};

/// Number of tags that a tooltip names.
const TOP_TAGS: usize = 3;
/// Above this number of events a tooltip names no tags, because counting them takes too long
/// for a frame.
const MAX_EVENTS_FOR_TAGS: usize = 20_000;
/// Height of a row of the event list, in points.
const ROW_HEIGHT: f32 = 25.0;
/// Radius of the corners of a box, in points.
const ROUNDING: CornerRadius = CornerRadius::same(4);

/// Colours of the inside, of the columns and of the edge of a box.
type ClusterColors = [egui::Color32; 3];

/// Id of a cluster's interact rectangle. It stays the same while the view is
/// panned.
fn id_of(cluster: &Cluster) -> Id {
    Id::unique(("cluster", cluster.id))
}

/// Screen rectangle of a cluster's box.
pub fn rect_of(cluster: &ClusterBox, origin: Pos2) -> Rect {
    let y = origin.y + cluster.y;
    Rect::from_min_max(
        pos2(origin.x + cluster.left, y - CLUSTER_HEIGHT / 2.0),
        pos2(origin.x + cluster.right, y + CLUSTER_HEIGHT / 2.0),
    )
}

/// Adds the shapes of the clusters of a scene.
pub fn paint(ui: &Ui, shapes: &mut Vec<Shape>, context: &PlotContext<'_>) {
    let palette = context.palette;
    let near = context.rect.expand(CLUSTER_HEIGHT);
    let clusters = context.scene.clusters.iter();
    let visible: Vec<(&ClusterBox, Rect, ClusterColors)> = clusters
        .map(|cluster| (cluster, rect_of(cluster, context.origin)))
        .filter(|(_, rect)| rect.intersects(near))
        .map(|(cluster, rect)| {
            let color = palette.lane(&context.open.timeline, cluster.cluster.lane());
            let tint = |percent| palette.role(ColorRole::Tint(Accent::Sample, percent), color);
            (cluster, rect, [13, 42, 65].map(tint))
        })
        .collect();
    let profiles = visible.iter().flat_map(|(cluster, ..)| &cluster.profile);
    let max_count = profiles.max().copied().unwrap_or(1);
    // One mesh for all columns: there can be thousands.
    let mut columns = Mesh::default();
    for (cluster, rect, [inside, column, _]) in &visible {
        shapes.push(Shape::rect_filled(*rect, ROUNDING, *inside));
        profile(
            &mut columns,
            &cluster.profile,
            rect.shrink(1.5),
            max_count,
            *column,
        );
    }
    shapes.push(Shape::mesh(columns));
    let font = theme::semibold(LABEL_SIZE - 1.5);
    for (cluster, rect, [.., edge]) in visible {
        let id = id_of(&cluster.cluster);
        let stroke = if ui.memory(|memory| memory.has_focus(id)) {
            Stroke::new(2.0, palette.focus)
        } else if is_hovered(ui, id) {
            Stroke::new(1.5, palette.ink)
        } else {
            Stroke::new(1.0, edge)
        };
        let frame = Shape::rect_stroke(rect, ROUNDING, stroke, StrokeKind::Inside);
        shapes.push(frame);
        let lay_out = |text| {
            let painter = ui.painter();
            let galley = painter.layout_no_wrap(text, font.clone(), palette.ink);
            let width = galley.size().x;
            (galley, width)
        };
        if let Some(galley) = cluster.cluster.label(rect.width() - 8.0, lay_out) {
            let place = rect.center() - galley.size() / 2.0;
            shapes.push(Shape::galley(place, galley, palette.ink));
        }
    }
}

/// Adds the profile of a cluster: how many events begin in each column.
fn profile(mesh: &mut Mesh, counts: &[usize], rect: Rect, max_count: usize, color: egui::Color32) {
    #[expect(clippy::cast_precision_loss, reason = "some tens of columns")]
    let width = rect.width() / counts.len().max(1) as f32;
    let mut left = rect.left();
    for count in counts {
        if *count > 0 {
            let height = cluster_column_height(*count, max_count, rect.height());
            mesh.add_colored_rect(
                Rect::from_min_max(
                    pos2(left, rect.bottom() - height),
                    pos2(left + width, rect.bottom()),
                ),
                color,
            );
        }
        left += width;
    }
}

/// Interact rectangle of a cluster, for screen readers, Tab, the pointer and
/// tests.
pub fn hit_target(
    ui: &Ui,
    hit: Rect,
    sense: Sense,
    context: &PlotContext<'_>,
    cluster: &Cluster,
    actions: &mut Vec<Action>,
) {
    let response = ui.interact(hit, id_of(cluster), sense);
    regions::offer(ui, Region::Plot, response.id);
    let events = || count(cluster.events, "event");
    let lane = || lane_name(&context.open.timeline, cluster.lane());
    set_name(&response, Role::Button, || {
        format!("{} {}, {}", events(), cluster.when_in_words(), lane())
    });
    let is_listed_by_key =
        response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::L));
    if response.secondary_clicked() || is_listed_by_key {
        actions.push(ViewAction::ListCluster(cluster.clone()).into());
    } else if response.clicked() {
        actions.push(ViewAction::OpenCluster(cluster.clone()).into());
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    response.on_hover_ui_at_pointer(|ui| {
        let palette = context.palette;
        ui.set_max_width(340.0);
        ui.label(strong(events(), LABEL_SIZE + 1.0).color(palette.ink));
        let words = format!("{} · {}", lane(), cluster.when_in_words());
        ui.label(RichText::new(words).color(palette.ink));
        let tags = top_tags(context.session, context.open, cluster);
        if !tags.is_empty() {
            let tags = tags.iter();
            let tags = tags
                .map(|(tag, number)| format!("{} {}", visible_line(tag), format_count(*number)));
            let line = tags.collect::<Vec<_>>().join(" · ");
            ui.label(RichText::new(line).color(palette.muted));
        }
        let hint = match cluster.id {
            // The events are not loaded yet.
            _ if context.open.is_preview() => "cluster-zooms",
            ClusterId::InBin { .. } if cluster.first != cluster.last => "cluster-zooms-and-lists",
            _ => "cluster-lists",
        };
        let hint = RichText::new(say(hint)).font(theme::sans(SMALL_SIZE));
        ui.label(hint.color(palette.muted));
    });
}

fn lane_name(timeline: &Timeline, lane: usize) -> String {
    match timeline.lanes.get(lane) {
        Some(lane) => visible_line(&lane.name).into_owned(),
        None => say("no-lane"),
    }
}

/// The most frequent tags of a cluster's events; none if there are too many
/// events to count in a frame.
fn top_tags<'a>(
    session: &Session,
    open: &'a OpenTimeline,
    cluster: &Cluster,
) -> Vec<(&'a str, usize)> {
    if cluster.events > MAX_EVENTS_FOR_TAGS {
        return Vec::new();
    }
    let claims = cluster.date_claims(session.lanes(open)).into_iter();
    let mut events: Vec<_> = claims
        .filter_map(|at| Some(open.index.date_claims().get(at)?.event))
        .collect();
    // Count an event with several date claims in the cluster once.
    events.sort_unstable();
    events.dedup();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for event in events {
        for tag in open.timeline[event].tags.iter() {
            *counts.entry(tag).or_default() += 1;
        }
    }
    let mut tags: Vec<(&str, usize)> = counts.into_iter().collect();
    tags.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(other.0)));
    tags.truncate(TOP_TAGS);
    tags
}

/// The list of a cluster's events, in a dialog. Only visible rows are laid out.
pub fn list(ui: &mut Ui, session: &Session, palette: UiPalette, actions: &mut Vec<Action>) {
    let Some(open) = session.open.as_deref() else {
        return;
    };
    let claims = &session.view.cluster_claims;
    ui.label(RichText::new(count(claims.len(), "event")).color(palette.muted));
    let height = (ui.ctx().content_rect().height() - 220.0).max(100.0);
    ScrollArea::vertical()
        .id_salt("events of a cluster")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show_rows(
            ui,
            ROW_HEIGHT - ui.spacing().item_spacing.y,
            claims.len(),
            |ui, range| {
                for at in claims.get(range).unwrap_or_default() {
                    if let Some(claim) = open.index.date_claims().get(*at) {
                        line(ui, open, claim, palette, actions);
                    }
                }
            },
        );
}

/// One row of the list: the event, and at the right the date that places it in
/// the cluster.
fn line(
    ui: &mut Ui,
    open: &OpenTimeline,
    claim: &DateClaim,
    palette: UiPalette,
    actions: &mut Vec<Action>,
) {
    let event = claim.event;
    let title = visible_line(open.timeline[event].name());
    let height = ROW_HEIGHT - ui.spacing().item_spacing.y;
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let words = format!("{title}, {}", claim.words());
    set_name(&response, Role::Button, || &words);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, ROUNDING, palette.band);
    }
    let lane = lane_position(&open.timeline, event);
    let dot = pos2(rect.left() + 8.0, rect.center().y);
    let color = palette.lane(&open.timeline, lane);
    ui.painter().circle_filled(dot, 3.5, color);
    let font = theme::sans(LABEL_SIZE);
    let date = ui
        .painter()
        .layout_no_wrap(claim.words().to_owned(), font.clone(), palette.muted);
    let date_left = rect.right() - date.size().x - 8.0;
    let title_left = dot.x + 12.0;
    let title_width = (date_left - title_left - 12.0).max(0.0);
    let title = one_line(ui, &title, font, palette.ink, title_width);
    let is_elided = title.elided;
    for (left, galley, color) in [
        (title_left, title, palette.ink),
        (date_left, date, palette.muted),
    ] {
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(left, top), galley, color);
    }
    let mut response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if is_elided {
        response = response.on_hover_text(words);
    }
    if response.clicked() {
        actions.push(PanelAction::ToggleDialog(Dialog::ClusterEvents).into());
        actions.push(SelectionAction::Select(event).into());
    }
}
