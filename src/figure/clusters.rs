//! Clusters in pieces: many events drawn as one, and how they lie in it.

use super::fonts::Face;
use super::picture::LABEL_SIZE;
use super::piece::{Hue, Paint, Piece};
use super::plot::{DROP, Painter, counted};
use super::svg_fragment::event_anchor;
use crate::date_words::span_in_words;
use crate::language::{grouped, say, say_with};
use crate::layout::{Area, ClusterBox, ClusterId, Point};

/// Height of a cluster's box, in points.
const CLUSTER_HEIGHT: f32 = 19.0;

impl Painter<'_> {
    pub(super) fn clusters(&mut self) {
        let picture = self.picture;
        let all = picture.scene.clusters.iter();
        let fullest = all.flat_map(|it| &it.profile).max().copied().unwrap_or(1);
        for (number, cluster) in picture.scene.clusters.iter().enumerate() {
            let first = picture.first_of_cluster.get(number).copied().flatten();
            let lane = cluster.cluster.lane();
            if !picture.bands.iter().any(|band| band.lane == lane) {
                continue;
            }
            let words = say_with(
                "figure-cluster-label",
                &[
                    ("events", counted(cluster.cluster.events).into()),
                    ("when", when(cluster).into()),
                ],
            );
            if let Some(first) = first {
                self.pieces.push(Piece::Event {
                    anchor: event_anchor(self.input.timeline, first),
                    words,
                    is_cluster: true,
                });
            }
            self.cluster(cluster, Hue::Lane(lane), fullest);
            if first.is_some() {
                self.pieces.push(Piece::End);
            }
        }
    }

    fn cluster(&mut self, cluster: &ClusterBox, hue: Hue, fullest: usize) {
        let origin = self.origin();
        let y = origin.y + cluster.y;
        let area = Area {
            left: origin.x + cluster.left,
            top: y - CLUSTER_HEIGHT / 2.0,
            right: origin.x + cluster.right,
            bottom: y + CLUSTER_HEIGHT / 2.0,
        };
        self.pieces
            .extend(box_of(area, &cluster.profile, fullest, hue));
        let room = area.right - area.left - 8.0;
        let size = LABEL_SIZE - 1.5;
        let texts = [in_words(cluster), grouped(cluster.cluster.events)];
        let fitting = texts.into_iter().find_map(|text| {
            let width = self.fonts().width(&text, Face::Semibold, size);
            (width <= room).then_some((text, width))
        });
        if let Some((text, width)) = fitting {
            let x = f32::midpoint(area.left, area.right) - width / 2.0;
            let baseline = y + size * DROP;
            self.text((x, baseline), &text, Face::Semibold, size, Paint::Ink);
        }
    }
}

/// The box of a cluster, with how densely the events lie in it: heights go with
/// the square root, so that one alone is still seen beside a hundred.
pub(super) fn box_of(area: Area, profile: &[usize], fullest: usize, hue: Hue) -> Vec<Piece> {
    let mut pieces = vec![Piece::rect(area, 4.0, Paint::Hue(hue, 13))];
    let inner = Area {
        left: area.left + 1.5,
        top: area.top + 1.5,
        right: area.right - 1.5,
        bottom: area.bottom - 1.5,
    };
    #[expect(clippy::cast_precision_loss, reason = "some tens of columns")]
    let width = (inner.right - inner.left) / profile.len().max(1) as f32;
    let height = |count: usize| {
        #[expect(clippy::cast_precision_loss, reason = "counts of events in a column")]
        let share = (count as f32 / fullest.max(1) as f32).sqrt();
        if count == 0 {
            0.0
        } else {
            (share * (inner.bottom - inner.top)).max(1.5)
        }
    };
    // One outline for all columns: there may be some thousands.
    let mut points = Vec::with_capacity(profile.len() * 2 + 2);
    let mut x = inner.left;
    points.push(Point { x, y: inner.bottom });
    for count in profile {
        let y = inner.bottom - height(*count);
        points.push(Point { x, y });
        x += width;
        points.push(Point { x, y });
    }
    points.push(Point { x, y: inner.bottom });
    if !profile.is_empty() {
        pieces.push(Piece::Path {
            points,
            is_closed: true,
            fill: Some(Paint::Hue(hue, 42).coat()),
            stroke: None,
        });
    }
    let edge = Area {
        left: area.left + 0.5,
        top: area.top + 0.5,
        right: area.right - 0.5,
        bottom: area.bottom - 0.5,
    };
    pieces.push(Piece::Rect {
        area: edge,
        rounding: 3.5,
        fill: None,
        stroke: Some(Paint::Hue(hue, 65).stroke(1.0)),
    });
    pieces
}

fn in_words(cluster: &ClusterBox) -> String {
    match cluster.cluster.id {
        ClusterId::Beginning { .. } => counted(cluster.cluster.events),
        ClusterId::Reaching { .. } => say_with(
            "cluster-began-earlier",
            &[("count", cluster.cluster.events.into())],
        ),
    }
}

fn when(cluster: &ClusterBox) -> String {
    match cluster.cluster.id {
        ClusterId::Beginning { .. } => {
            let span = span_in_words(cluster.cluster.first, cluster.cluster.last);
            say_with("cluster-begin", &[("span", span.into())])
        }
        ClusterId::Reaching { .. } => say("cluster-reaching"),
    }
}
