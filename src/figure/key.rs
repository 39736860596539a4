//! The key: a sample of each sign that occurs in a figure, with words.

use std::collections::HashSet;

use super::clusters::box_of;
use super::fonts::{Face, Fonts};
use super::picture::Picture;
use super::piece::{Hue, Paint, Piece, Text};
use crate::language::say;
use crate::layout::{self, Area, Cap, Mark, MarkId, MarkSegment, Point};
use crate::model::{Basis, Event, Index};
use crate::query::Role;
use annals_edtf::DateKind;

/// Width of a sample, in points.
const SAMPLE_WIDTH: f32 = 40.0;
/// From a sample to its words, in points.
const GAP: f32 = 8.0;
/// From one entry to the next, in points.
const BETWEEN: f32 = 24.0;
/// Height of a row of entries, in points.
const ROW: f32 = 25.0;
/// Height of one with rival dates, in points.
const TALL_ROW: f32 = 46.0;
/// Size of the words, in points.
const SIZE: f32 = 12.0;

/// A sign that marks have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Sign {
    Stated,
    Inferred,
    Day,
    DayInferred,
    Narrow,
    About,
    Uncertain,
    Within,
    Interval,
    OpenStart,
    Open,
    UnknownStart,
    Unknown,
    Season,
    OneOf,
    AllOf,
    Cluster,
    Rivals,
}

impl Sign {
    /// Every one, in the order of the key.
    const ALL: [Self; 18] = [
        Self::Stated,
        Self::Inferred,
        Self::Day,
        Self::DayInferred,
        Self::Narrow,
        Self::About,
        Self::Uncertain,
        Self::Within,
        Self::Interval,
        Self::OpenStart,
        Self::Open,
        Self::UnknownStart,
        Self::Unknown,
        Self::Season,
        Self::OneOf,
        Self::AllOf,
        Self::Cluster,
        Self::Rivals,
    ];

    fn words(self) -> String {
        match self {
            Self::Stated => say("figure-key-stated"),
            Self::Inferred => say("figure-key-inferred"),
            Self::Day => say("figure-key-day"),
            Self::DayInferred => say("figure-key-day-inferred"),
            Self::Narrow => say("figure-key-narrow"),
            Self::About => say("figure-key-about"),
            Self::Uncertain => say("figure-key-uncertain"),
            Self::Within => say("figure-key-within"),
            Self::Interval => say("figure-key-interval"),
            Self::OpenStart => say("figure-key-open-start"),
            Self::Open => say("figure-key-open"),
            Self::UnknownStart => say("figure-key-unknown-start"),
            Self::Unknown => say("figure-key-unknown"),
            Self::Season => say("figure-key-season"),
            Self::OneOf => say("figure-key-one-of"),
            Self::AllOf => say("figure-key-all-of"),
            Self::Cluster => say("figure-key-cluster"),
            Self::Rivals => say("figure-key-rivals"),
        }
    }

    fn is_tall(self) -> bool {
        self == Self::Rivals
    }
}

/// The signs of a picture.
fn signs(picture: &Picture) -> HashSet<Sign> {
    let mut signs = HashSet::new();
    for mark in &picture.scene.marks {
        let any = |holds: fn(&MarkSegment) -> bool| mark.segments.iter().any(holds);
        let is_bar = any(|it| !(it.narrow && it.point));
        let begins = |cap: Cap| mark.segments.iter().any(|it| it.start == cap);
        let ends = |cap: Cap| mark.segments.iter().any(|it| it.end == cap);
        let capped = |cap: Cap| begins(cap) || ends(cap);
        let is_day = any(|it| it.narrow && it.point);
        let is_inferred = mark.basis == Some(Basis::Inferred);
        let is_plain = is_bar && !any(|it| it.narrow);
        let found = [
            (Sign::Stated, is_plain && mark.basis == Some(Basis::Stated)),
            (Sign::Inferred, is_bar && is_inferred),
            (Sign::Day, is_day && !is_inferred),
            (Sign::DayInferred, is_day && is_inferred),
            (Sign::Narrow, any(|it| it.narrow && !it.point)),
            (Sign::About, capped(Cap::Faded)),
            (Sign::Uncertain, any(|it| it.uncertain)),
            (Sign::Within, mark.unspecified),
            (
                Sign::Interval,
                mark.kind == DateKind::Interval && capped(Cap::Firm),
            ),
            (Sign::OpenStart, begins(Cap::Arrow)),
            (Sign::Open, ends(Cap::Arrow)),
            (Sign::UnknownStart, begins(Cap::Broken)),
            (Sign::Unknown, ends(Cap::Broken)),
            (Sign::Season, mark.kind == DateKind::Season),
            (Sign::OneOf, mark.kind == DateKind::OneOf),
            (Sign::AllOf, mark.kind == DateKind::AllOf),
            (Sign::Rivals, mark.role == Role::Rival),
        ];
        signs.extend(
            found
                .into_iter()
                .filter(|(_, is)| *is)
                .map(|(sign, _)| sign),
        );
    }
    if !picture.scene.clusters.is_empty() {
        signs.insert(Sign::Cluster);
    }
    signs
}

/// Draws the key between two sides, from `top` on; tells its height.
pub(super) fn key(
    pieces: &mut Vec<Piece>,
    fonts: &Fonts,
    picture: &Picture,
    corner: Point,
    width: f32,
) -> f32 {
    let signs = signs(picture);
    let mut rows: Vec<Vec<(f32, Sign, String)>> = Vec::new();
    let mut x = f32::MAX;
    for sign in Sign::ALL {
        if !signs.contains(&sign) {
            continue;
        }
        let words = sign.words();
        let wide = SAMPLE_WIDTH + GAP + fonts.width(&words, Face::Sans, SIZE);
        if x > 0.0 && x + wide > width {
            rows.push(Vec::new());
            x = 0.0;
        }
        if let Some(row) = rows.last_mut() {
            row.push((x, sign, words));
        }
        x += wide + BETWEEN;
    }
    let mut top = corner.y;
    for row in rows {
        let is_tall = row.iter().any(|(_, sign, _)| sign.is_tall());
        let height = if is_tall { TALL_ROW } else { ROW };
        let middle = top + height / 2.0;
        for (x, sign, words) in row {
            let left = corner.x + x;
            sample(pieces, sign, Point { x: left, y: middle });
            pieces.push(Piece::Text(Text {
                at: Point {
                    x: left + SAMPLE_WIDTH + GAP,
                    y: middle + SIZE * 0.345,
                },
                line: words,
                face: Face::Sans,
                size: SIZE,
                paint: Paint::Muted,
                is_upright: false,
            }));
        }
        top += height;
    }
    top - corner.y
}

fn stretch(left: f32, right: f32, start: Cap, end: Cap) -> MarkSegment {
    MarkSegment {
        left,
        right,
        start,
        end,
        uncertain: false,
        narrow: false,
        point: false,
    }
}

/// Draws the sample of a sign whose left end and middle are at `at`.
fn sample(pieces: &mut Vec<Piece>, sign: Sign, at: Point) {
    if sign == Sign::Cluster {
        let area = Area {
            left: at.x,
            top: at.y - 9.5,
            right: at.x + SAMPLE_WIDTH,
            bottom: at.y + 9.5,
        };
        pieces.extend(box_of(area, &[1, 2, 5, 9, 6, 3, 1, 2, 1], 12, Hue::Sample));
        return;
    }
    let marks = marks_of(sign);
    let tied: Vec<&Mark> = marks.iter().collect();
    let ties = if sign == Sign::Rivals {
        layout::connector_shapes(&tied)
    } else {
        Vec::new()
    };
    let shapes = marks.iter().flat_map(layout::mark_shapes).chain(ties);
    pieces.extend(shapes.map(|shape| Piece::of_shape(shape, at, Hue::Sample)));
}

fn marks_of(sign: Sign) -> Vec<Mark> {
    let Some(event) = Index::<Event>::new(0) else {
        return Vec::new();
    };
    let firm = stretch(0.0, SAMPLE_WIDTH, Cap::Firm, Cap::Firm);
    let narrow = |half: f32, point| MarkSegment {
        narrow: true,
        point,
        ..stretch(
            SAMPLE_WIDTH / 2.0 - half,
            SAMPLE_WIDTH / 2.0 + half,
            Cap::Firm,
            Cap::Firm,
        )
    };
    let third = SAMPLE_WIDTH / 3.0;
    let stretches = match sign {
        Sign::Day | Sign::DayInferred => vec![narrow(4.5, true)],
        Sign::Narrow => vec![narrow(1.5, false)],
        Sign::About => vec![stretch(0.0, SAMPLE_WIDTH, Cap::Faded, Cap::Faded)],
        Sign::Uncertain => vec![MarkSegment {
            uncertain: true,
            ..firm
        }],
        Sign::OpenStart => vec![stretch(0.0, SAMPLE_WIDTH, Cap::Arrow, Cap::Firm)],
        Sign::UnknownStart => vec![stretch(0.0, SAMPLE_WIDTH, Cap::Broken, Cap::Firm)],
        Sign::Open => vec![stretch(0.0, SAMPLE_WIDTH, Cap::Firm, Cap::Arrow)],
        Sign::Unknown => vec![stretch(0.0, SAMPLE_WIDTH, Cap::Firm, Cap::Broken)],
        Sign::OneOf | Sign::AllOf => vec![
            stretch(0.0, third, Cap::Firm, Cap::Firm),
            stretch(2.0 * third, SAMPLE_WIDTH, Cap::Firm, Cap::Firm),
        ],
        _ => vec![firm],
    };
    let kind = match sign {
        Sign::Interval | Sign::OpenStart | Sign::Open | Sign::UnknownStart | Sign::Unknown => {
            DateKind::Interval
        }
        Sign::Season => DateKind::Season,
        Sign::OneOf => DateKind::OneOf,
        Sign::AllOf => DateKind::AllOf,
        _ => DateKind::Date,
    };
    let mark = |y: f32, segments: Vec<MarkSegment>| Mark {
        id: MarkId { event, claim: 0 },
        lane: 0,
        y,
        segments,
        basis: Some(if matches!(sign, Sign::Inferred | Sign::DayInferred) {
            Basis::Inferred
        } else {
            Basis::Stated
        }),
        role: Role::Main,
        kind,
        unspecified: sign == Sign::Within,
        label: None,
    };
    if sign == Sign::Rivals {
        let upper = stretch(14.0, SAMPLE_WIDTH, Cap::Firm, Cap::Firm);
        let lower = stretch(0.0, 26.0, Cap::Faded, Cap::Faded);
        return vec![mark(-12.5, vec![upper]), mark(12.5, vec![lower])];
    }
    vec![mark(0.0, stretches)]
}
