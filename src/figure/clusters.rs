//! Clusters of a figure: many events drawn as one box.

use super::display_item::{DisplayItem, TextStyle};
use super::fonts::Face;
use super::plot::{DROP, PlotPainter, counted};
use super::plot_layout::LABEL_SIZE;
use crate::language::say_with;
use crate::layout::{
    Area, CLUSTER_HEIGHT, ClusterBox, Fill, Point, Shape, Stroke, cluster_column_height,
};
use crate::theme::{Accent, ColorRole};

/// Font size of the number of events, in points.
const COUNT_SIZE: f32 = LABEL_SIZE - 1.5;

impl PlotPainter<'_> {
    pub(super) fn clusters(&mut self) {
        let layout = self.layout;
        let all = layout.scene.clusters.iter();
        let max_count = all.flat_map(|it| &it.profile).max().copied().unwrap_or(1);
        for (cluster, first) in layout.scene.clusters.iter().zip(&layout.first_of_cluster) {
            let lane = cluster.cluster.lane();
            if !layout.bands.iter().any(|band| band.lane == lane) {
                continue;
            }
            if let Some(first) = first {
                let events = counted(cluster.cluster.events).into();
                let when = cluster.cluster.when_in_words().into();
                let words = [("events", events), ("when", when)];
                self.begin_event(*first, say_with("figure-cluster-label", &words), true);
            }
            self.cluster(cluster, Accent::Lane(lane), max_count);
            if first.is_some() {
                self.items.push(DisplayItem::End);
            }
        }
    }

    fn cluster(&mut self, cluster: &ClusterBox, accent: Accent, max_count: usize) {
        let origin = self.origin();
        let y = origin.y + cluster.y;
        let area = Area {
            left: origin.x + cluster.left,
            top: y - CLUSTER_HEIGHT / 2.0,
            right: origin.x + cluster.right,
            bottom: y + CLUSTER_HEIGHT / 2.0,
        };
        self.items
            .extend(cluster_box(area, &cluster.profile, max_count, accent));
        let available = area.right - area.left - 8.0;
        let lay_out = |text: String| {
            let width = self.fonts().width(&text, Face::Semibold, COUNT_SIZE);
            ((text, width), width)
        };
        if let Some((text, width)) = cluster.cluster.label(available, lay_out) {
            let x = f32::midpoint(area.left, area.right) - width / 2.0;
            let baseline = y + COUNT_SIZE * DROP;
            self.text((x, baseline), text, TextStyle::STRONG, COUNT_SIZE);
        }
    }
}

/// The box of a cluster with its profile: how many events begin in each column. `max_count`
/// is the count whose column fills the box.
pub(super) fn cluster_box(
    area: Area,
    profile: &[usize],
    max_count: usize,
    accent: Accent,
) -> Vec<DisplayItem> {
    let mut items = vec![DisplayItem::rect(area, 4.0, ColorRole::Tint(accent, 13))];
    let inner = area.shrunk(1.5);
    let inner_height = inner.bottom - inner.top;
    #[expect(clippy::cast_precision_loss, reason = "some tens of columns")]
    let width = (inner.right - inner.left) / profile.len().max(1) as f32;
    // One outline for all columns: there may be thousands.
    let mut points = Vec::with_capacity(profile.len() * 2 + 2);
    let mut x = inner.left;
    points.push(Point::at(x, inner.bottom));
    for count in profile {
        let y = inner.bottom - cluster_column_height(*count, max_count, inner_height);
        points.push(Point::at(x, y));
        x += width;
        points.push(Point::at(x, y));
    }
    points.push(Point::at(x, inner.bottom));
    if !profile.is_empty() {
        let fill = Fill::tint(accent, 42);
        items.push(DisplayItem::Shape(Shape::polygon(points, fill)));
    }
    let edge = Stroke::solid(1.0, ColorRole::Tint(accent, 65));
    let frame = Shape::frame(area.shrunk(0.5), 3.5, edge);
    items.push(DisplayItem::Shape(frame));
    items
}
