//! The samples of a legend, for the window and for figures.

use super::display_list::Shape;
use super::mark_shapes::{connector_shapes, mark_shapes};
use super::scene::{BarEnd, Mark, MarkId, MarkSegment, Scene, is_point};
use crate::model::{Basis, Event, Index};
use crate::query::ClaimRole;
use crate::theme::Accent;
use annals_edtf::{DateKind, Edtf, Span};

/// A sample with its explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegendEntry {
    /// What is shown.
    pub sample: LegendSample,
    /// Id of the message that explains it.
    pub message: &'static str,
}

/// What a sample shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegendSample {
    /// The mark of a date in EDTF, whose basis is known.
    Date(&'static str, Basis),
    /// A span without a start or an end, which no date in EDTF is.
    Open,
    /// A span that is drawn wider than it lasted.
    Widened,
    /// Rival dates of one event.
    Rivals,
    /// Several events drawn as one box.
    Cluster,
}

/// Sizes of samples, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleSize {
    /// Width of a sample.
    pub width: f32,
    /// Width of a day.
    pub day_width: f32,
    /// Width of each member of a set.
    pub member_width: f32,
    /// Width of each of two rival dates.
    pub rival_width: f32,
    /// Distance of two rival dates from the middle of the sample.
    pub rival_distance: f32,
}

const fn entry(message: &'static str, sample: LegendSample) -> LegendEntry {
    LegendEntry { sample, message }
}

const fn stated(message: &'static str, date: &'static str) -> LegendEntry {
    entry(message, LegendSample::Date(date, Basis::Stated))
}

const fn inferred(message: &'static str, date: &'static str) -> LegendEntry {
    entry(message, LegendSample::Date(date, Basis::Inferred))
}

/// The legend of the window, from top to bottom.
pub const WINDOW_LEGEND: [LegendEntry; 15] = [
    stated("legend-stated", "1958"),
    inferred("legend-inferred", "1958"),
    stated("legend-day", "1958-05-14"),
    stated("legend-within", "195X"),
    stated("legend-approximate", "1958~"),
    stated("legend-uncertain", "1958?"),
    stated("legend-approximate-uncertain", "1958%"),
    stated("legend-interval", "1958/1960"),
    stated("legend-interval-about", "1958/1960~"),
    entry("legend-open", LegendSample::Open),
    stated("legend-ended", "1958/"),
    stated("legend-season", "1958-21"),
    stated("legend-one-of", "[1958,1960]"),
    stated("legend-all-of", "{1958,1960}"),
    entry("legend-rival", LegendSample::Rivals),
];

/// The legend of a figure: what occurs in its scene, in reading order.
#[must_use]
pub fn figure_legend(scene: &Scene) -> Vec<LegendEntry> {
    let entries = figure_entries(scene).into_iter();
    let entries = entries.filter(|(_, occurs)| *occurs);
    entries.map(|(entry, _)| entry).collect()
}

/// Everything that the legend of a figure can have, and whether it occurs in a scene.
fn figure_entries(scene: &Scene) -> [(LegendEntry, bool); 18] {
    let any = |holds: &dyn Fn(&Mark) -> bool| scene.marks.iter().any(holds);
    let begins = |end: BarEnd| any(&|mark| mark.segments.iter().any(|it| it.start == end));
    let ends = |end: BarEnd| any(&|mark| mark.segments.iter().any(|it| it.end == end));
    let is_of = |kind: DateKind| any(&|mark| mark.kind == kind);
    let is_day = |it: &MarkSegment| it.narrow && it.point;
    let has_day = |mark: &Mark| mark.segments.iter().any(is_day);
    let has_bar = |mark: &Mark| !mark.segments.iter().all(is_day);
    let is_wide = |mark: &Mark| !mark.segments.iter().any(|it| it.narrow);
    let is_inferred = |mark: &Mark| mark.basis == Some(Basis::Inferred);
    let is_stated = |mark: &Mark| mark.basis == Some(Basis::Stated);
    let has_firm_end = |mark: &Mark| {
        let mut segments = mark.segments.iter();
        segments.any(|it| it.start == BarEnd::Firm || it.end == BarEnd::Firm)
    };
    [
        (
            stated("figure-key-stated", "1958"),
            any(&|mark| has_bar(mark) && is_wide(mark) && is_stated(mark)),
        ),
        (
            inferred("figure-key-inferred", "1958"),
            any(&|mark| has_bar(mark) && is_inferred(mark)),
        ),
        (
            stated("figure-key-day", "1958-05-14"),
            any(&|mark| has_day(mark) && !is_inferred(mark)),
        ),
        (
            inferred("figure-key-day-inferred", "1958-05-14"),
            any(&|mark| has_day(mark) && is_inferred(mark)),
        ),
        (
            entry("figure-key-narrow", LegendSample::Widened),
            any(&|mark| mark.segments.iter().any(|it| it.narrow && !it.point)),
        ),
        (
            stated("figure-key-about", "1958~"),
            begins(BarEnd::Faded) || ends(BarEnd::Faded),
        ),
        (
            stated("figure-key-uncertain", "1958?"),
            any(&|mark| mark.segments.iter().any(|it| it.uncertain)),
        ),
        (
            stated("figure-key-within", "195X"),
            any(&|mark| mark.unspecified),
        ),
        (
            stated("figure-key-interval", "1958/1960"),
            any(&|mark| mark.kind == DateKind::Interval && has_firm_end(mark)),
        ),
        (
            stated("figure-key-open-start", "../1960"),
            begins(BarEnd::Arrow),
        ),
        (stated("figure-key-open", "1958/.."), ends(BarEnd::Arrow)),
        (
            stated("figure-key-unknown-start", "/1960"),
            begins(BarEnd::Broken),
        ),
        (stated("figure-key-unknown", "1958/"), ends(BarEnd::Broken)),
        (
            stated("figure-key-season", "1958-21"),
            is_of(DateKind::Season),
        ),
        (
            stated("figure-key-one-of", "[1958,1960]"),
            is_of(DateKind::OneOf),
        ),
        (
            stated("figure-key-all-of", "{1958,1960}"),
            is_of(DateKind::AllOf),
        ),
        (
            entry("figure-key-cluster", LegendSample::Cluster),
            !scene.clusters.is_empty(),
        ),
        (
            entry("figure-key-rivals", LegendSample::Rivals),
            any(&|mark| mark.role == ClaimRole::Rival),
        ),
    ]
}

/// The shapes of the mark of a date, as a sample of its kind: from the left at 0 and
/// around the height 0. Of a set with many members two are drawn.
#[must_use]
pub fn date_sample(date: &Edtf, basis: Basis, size: SampleSize) -> Vec<Shape> {
    let mark = size.mark_of(date, basis, 0.0, (0.0, size.width));
    let mark = mark.map(|mut mark| {
        mark.segments.truncate(2);
        mark
    });
    let marks: Vec<&Mark> = mark.iter().collect();
    let mut shapes = connector_shapes(&marks);
    let own = marks.into_iter();
    shapes.extend(own.flat_map(|mark| mark_shapes(mark, Accent::Sample)));
    shapes
}

impl LegendSample {
    /// The shapes of the marks of the sample, from the left at 0 and around the height 0, and
    /// of the lines that connect them. A cluster has none.
    #[must_use]
    pub fn shapes(self, size: SampleSize) -> (Vec<Shape>, Vec<Shape>) {
        let marks = self.marks(size);
        let marks: Vec<&Mark> = marks.iter().collect();
        let shapes = marks.iter();
        let shapes = shapes.flat_map(|mark| mark_shapes(mark, Accent::Sample));
        (shapes.collect(), connector_shapes(&marks))
    }

    fn marks(self, size: SampleSize) -> Vec<Mark> {
        let whole = (0.0, size.width);
        let marks = match self {
            Self::Date(date, basis) => [size.mark(date, basis, 0.0, whole), None],
            Self::Open => {
                let mut open = size.mark("1958/..", Basis::Stated, 0.0, whole);
                for segment in open.iter_mut().flat_map(|mark| &mut mark.segments) {
                    segment.start = BarEnd::Arrow;
                }
                [open, None]
            }
            Self::Widened => [
                size.mark("1958", Basis::Stated, 0.0, size.middle(3.0)),
                None,
            ],
            Self::Rivals => {
                let upper = (size.width - size.rival_width, size.width);
                let lower = (0.0, size.rival_width);
                [
                    size.mark("1958", Basis::Stated, -size.rival_distance, upper),
                    size.mark("1958~", Basis::Stated, size.rival_distance, lower),
                ]
            }
            Self::Cluster => [None, None],
        };
        marks.into_iter().flatten().collect()
    }
}

impl SampleSize {
    /// The ends of a span in the middle.
    const fn middle(self, width: f32) -> (f32, f32) {
        let left = (self.width - width) / 2.0;
        (left, f32::midpoint(self.width, width))
    }

    /// The mark of a date in EDTF.
    fn mark(self, date: &str, basis: Basis, y: f32, ends: (f32, f32)) -> Option<Mark> {
        self.mark_of(&Edtf::parse(date).ok()?, basis, y, ends)
    }

    /// The mark of a date at a height. A span that is neither a day nor a member of a set has
    /// these ends.
    fn mark_of(self, date: &Edtf, basis: Basis, y: f32, ends: (f32, f32)) -> Option<Mark> {
        let is_set = date.spans().len() > 1;
        let segment = |(number, span): (usize, &Span)| {
            let (left, right) = match number {
                0 if is_set => (0.0, self.member_width),
                _ if is_set => (self.width - self.member_width, self.width),
                _ if is_point(*span) => self.middle(self.day_width),
                _ => ends,
            };
            MarkSegment::new(*span, left, right, true)
        };
        Some(Mark {
            // A sample is of no event: the id is never looked up.
            id: MarkId {
                event: Index::<Event>::new(0)?,
                claim: 0,
            },
            lane: 0,
            y,
            segments: date.spans().iter().enumerate().map(segment).collect(),
            basis: Some(basis),
            role: ClaimRole::Main,
            kind: date.kind(),
            unspecified: date.has_unspecified(),
            label: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_legend_entry_has_a_sample() {
        let size = SampleSize {
            width: 40.0,
            day_width: 9.0,
            member_width: 13.0,
            rival_width: 26.0,
            rival_distance: 12.0,
        };
        let figure = figure_entries(&Scene::default()).map(|(entry, _)| entry);
        for LegendEntry { sample, .. } in WINDOW_LEGEND.into_iter().chain(figure) {
            let marks = sample.marks(size);
            let expected = match sample {
                LegendSample::Cluster => 0,
                LegendSample::Rivals => 2,
                _ => 1,
            };
            assert_eq!(marks.len(), expected, "{sample:?}");
            for mark in marks {
                let (left, right) = mark.reach();
                assert!(left >= 0.0 && right <= size.width, "{sample:?}");
            }
        }
    }
}
