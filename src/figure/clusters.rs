//! Clusters of a figure: many events drawn as one box.

use super::display_item::DisplayItem;
use super::fonts::Face;
use super::plot::{DROP, PlotPainter, counted};
use super::plot_layout::LABEL_SIZE;
use super::svg_fragment::event_fragment_id;
use crate::language::{grouped, say_with};
use crate::layout::{
    Area, CLUSTER_HEIGHT, ClusterBox, Fill, Point, Shape, Stroke, cluster_column_height,
};
use crate::theme::{Accent, ColorRole};

impl PlotPainter<'_> {
    pub(super) fn clusters(&mut self) {
        let layout = self.layout;
        let all = layout.scene.clusters.iter();
        let fullest = all.flat_map(|it| &it.profile).max().copied().unwrap_or(1);
        for (number, cluster) in layout.scene.clusters.iter().enumerate() {
            let first = layout.first_of_cluster.get(number).copied().flatten();
            let lane = cluster.cluster.lane();
            if !layout.bands.iter().any(|band| band.lane == lane) {
                continue;
            }
            let label = say_with(
                "figure-cluster-label",
                &[
                    ("events", counted(cluster.cluster.events).into()),
                    ("when", cluster.cluster.when_in_words().into()),
                ],
            );
            if let Some(first) = first {
                self.items.push(DisplayItem::Event {
                    fragment_id: event_fragment_id(self.input.timeline, first),
                    label,
                    is_cluster: true,
                });
            }
            self.cluster(cluster, Accent::Lane(lane), fullest);
            if first.is_some() {
                self.items.push(DisplayItem::End);
            }
        }
    }

    fn cluster(&mut self, cluster: &ClusterBox, accent: Accent, fullest: usize) {
        let origin = self.origin();
        let y = origin.y + cluster.y;
        let area = Area {
            left: origin.x + cluster.left,
            top: y - CLUSTER_HEIGHT / 2.0,
            right: origin.x + cluster.right,
            bottom: y + CLUSTER_HEIGHT / 2.0,
        };
        self.items
            .extend(cluster_box(area, &cluster.profile, fullest, accent));
        let available = area.right - area.left - 8.0;
        let size = LABEL_SIZE - 1.5;
        let texts = [
            cluster.cluster.count_in_words(),
            grouped(cluster.cluster.events),
        ];
        let fitting = texts.into_iter().find_map(|text| {
            let width = self.fonts().width(&text, Face::Semibold, size);
            (width <= available).then_some((text, width))
        });
        if let Some((text, width)) = fitting {
            let x = f32::midpoint(area.left, area.right) - width / 2.0;
            let baseline = y + size * DROP;
            self.text((x, baseline), &text, Face::Semibold, size, ColorRole::Ink);
        }
    }
}

/// The box of a cluster with its profile: how many events begin in each column. `fullest`
/// is the count whose column fills the box.
pub(super) fn cluster_box(
    area: Area,
    profile: &[usize],
    fullest: usize,
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
        let y = inner.bottom - cluster_column_height(*count, fullest, inner_height);
        points.push(Point::at(x, y));
        x += width;
        points.push(Point::at(x, y));
    }
    points.push(Point::at(x, inner.bottom));
    if !profile.is_empty() {
        let fill = Fill::tint(accent, 42);
        items.push(DisplayItem::Shape(Shape::polygon(points, fill)));
    }
    items.push(DisplayItem::Shape(Shape::Rect {
        area: area.shrunk(0.5),
        rounding: 3.5,
        fill: None,
        stroke: Some(Stroke::solid(1.0, ColorRole::Tint(accent, 65))),
    }));
    items
}
