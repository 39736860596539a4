//! The plot of a figure in pieces: lanes, grid, marks, clusters, axis. It looks
//! as the window's does.

use std::collections::HashMap;

use super::fonts::{Face, Fonts};
use super::notes::field;
use super::options::FigureInput;
use super::picture::{
    LABEL_SIZE, NAME_LEFT, NAME_LINE, NAME_SIZE, NUMBER_GAP, NUMBER_SIZE, Picture, SMALL_SIZE,
};
use super::piece::{Hue, Paint, Piece, Text};
use super::svg_fragment::event_anchor;
use crate::date_words::length_in_words;
use crate::language::{say, say_with};
use crate::layout::{
    self, Area, BAR_HEIGHT, LabelSide, LaneBand, Mark, Point, Tick, Ticks, Viewport,
};
use crate::model::{Basis, Event, Index, visible_line};
use crate::query::{Role, lane_position};
use annals_edtf::DateKind;

/// Height of the axis, in points.
pub(super) const AXIS_HEIGHT: f32 = 26.0;
/// From the middle of a line of text to its baseline, as a share of its size.
pub(super) const DROP: f32 = 0.345;

/// The number of each event's note.
pub(super) type Numbers = HashMap<Index<Event>, usize>;

/// Draws a picture whose names begin at `corner`.
pub(super) struct Painter<'a> {
    pub input: &'a FigureInput<'a>,
    pub picture: &'a Picture,
    pub numbers: &'a Numbers,
    /// Where the names begin.
    pub corner: Point,
    pub pieces: Vec<Piece>,
}

impl Painter<'_> {
    pub(super) fn fonts(&self) -> &Fonts {
        self.input.fonts
    }

    /// Where the scene begins.
    pub(super) fn origin(&self) -> Point {
        Point {
            x: self.corner.x + self.picture.names_width,
            y: self.corner.y,
        }
    }

    fn plot(&self) -> Area {
        let origin = self.origin();
        Area {
            left: origin.x,
            top: origin.y,
            right: origin.x + self.picture.width,
            bottom: origin.y + self.picture.height,
        }
    }

    /// Draws all of it.
    pub(super) fn paint(&mut self) {
        self.bands();
        let plot = self.plot();
        self.pieces.push(Piece::Clip(plot));
        if let Some((viewport, ticks)) = &self.picture.axis {
            self.folds(*viewport);
            self.grid(*viewport, ticks);
        }
        self.empty_lanes();
        self.marks();
        self.ties();
        self.clusters();
        self.pieces.push(Piece::End);
        if let Some((viewport, ticks)) = &self.picture.axis {
            self.axis(*viewport, ticks);
        }
    }

    /// Grounds and names of the lanes.
    fn bands(&mut self) {
        let plot = self.plot();
        let left = self.corner.x;
        for (number, band) in self.picture.bands.iter().enumerate() {
            let top = self.corner.y + band.top;
            if number % 2 == 1 {
                let area = Area {
                    left,
                    top,
                    right: plot.right,
                    bottom: top + band.height,
                };
                self.pieces.push(Piece::rect(area, 0.0, Paint::Band));
            }
            if number > 0 {
                let (from, to) = (
                    Point { x: left, y: top },
                    Point {
                        x: plot.right,
                        y: top,
                    },
                );
                let stroke = Paint::Line.stroke(1.0);
                self.pieces.push(Piece::line(from, to, stroke));
            }
        }
        for (number, band) in self.picture.bands.iter().enumerate() {
            self.name(number, band);
        }
    }

    fn name(&mut self, number: usize, band: &LaneBand) {
        let picture = self.picture;
        let Some(lines) = picture.names.get(number) else {
            return;
        };
        let top = self.corner.y + band.top + 7.0;
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let tall = lines.len() as f32 * NAME_LINE;
        let bar = Area {
            left: self.corner.x,
            top: top + 3.0,
            right: self.corner.x + 3.5,
            bottom: top + tall + 15.0,
        };
        let hue = Hue::Lane(band.lane);
        self.pieces
            .push(Piece::rect(bar, 1.75, Paint::Hue(hue, 100)));
        let mut baseline = top + 14.0;
        let x = self.corner.x + NAME_LEFT;
        for line in lines {
            self.text((x, baseline), line, Face::Semibold, NAME_SIZE, Paint::Ink);
            baseline += NAME_LINE;
        }
        let drawn = picture.in_lane.get(band.lane).copied().unwrap_or(0);
        let all = counted(band.count.events);
        let words = if drawn == band.count.events {
            all
        } else {
            let shown = ("shown", drawn.into());
            say_with("lane-some-of", &[shown, ("events", all.into())])
        };
        self.text(
            (x, baseline - 1.0),
            &words,
            Face::Sans,
            SMALL_SIZE,
            Paint::Muted,
        );
    }

    /// The lines of the named divisions, and short strokes for the finer ones.
    fn grid(&mut self, viewport: Viewport, ticks: &Ticks) {
        let plot = self.plot();
        for tick in &ticks.named {
            let x = plot.left + self.x(viewport, tick);
            let (from, to) = (Point { x, y: plot.top }, Point { x, y: plot.bottom });
            let stroke = Paint::Grid.stroke(1.0);
            self.pieces.push(Piece::line(from, to, stroke));
        }
        for at in &ticks.fine {
            #[expect(clippy::cast_possible_truncation, reason = "points of a figure")]
            let x = plot.left + viewport.x_of(*at, self.picture.width) as f32;
            let (from, to) = (
                Point {
                    x,
                    y: plot.bottom - 4.0,
                },
                Point { x, y: plot.bottom },
            );
            let stroke = Paint::Grid.stroke(1.0);
            self.pieces.push(Piece::line(from, to, stroke));
        }
    }

    fn x(&self, viewport: Viewport, tick: &Tick) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "points of a figure")]
        let x = viewport.x_of(tick.at, self.picture.width) as f32;
        x
    }

    /// Stretches that are shorter on the axis than in time.
    fn folds(&mut self, viewport: Viewport) {
        const TURN: f32 = 7.0;
        const DEPTH: f32 = 3.0;
        const LEAST_WIDTH: f32 = 10.0;
        let plot = self.plot();
        let width = self.picture.width;
        for folded in viewport.folds().periods() {
            let x = |at| {
                let x = viewport
                    .x_of(at, width)
                    .clamp(-100.0, f64::from(width) + 100.0);
                #[expect(clippy::cast_possible_truncation, reason = "held near the plot")]
                let x = x as f32;
                plot.left + x
            };
            let (left, right) = (x(folded.first), x(folded.last.saturating_add(1)));
            let middle = f32::midpoint(left, right);
            let half = (right - left).max(LEAST_WIDTH) / 2.0;
            let area = Area {
                left: middle - half,
                right: middle + half,
                ..plot
            };
            if area.right < plot.left || area.left > plot.right {
                continue;
            }
            self.pieces.push(Piece::rect(area, 0.0, Paint::Panel));
            for edge in [area.left, area.right] {
                let mut points = Vec::new();
                let mut y = plot.top;
                let mut side = -DEPTH;
                while y < plot.bottom + TURN {
                    points.push(Point { x: edge + side, y });
                    side = -side;
                    y += TURN;
                }
                self.pieces.push(Piece::Path {
                    points,
                    is_closed: false,
                    fill: None,
                    stroke: Some(Paint::Muted.stroke(0.8)),
                });
            }
            let words = length_in_words(folded.first, folded.last);
            let long = self.fonts().width(&words, Face::Semibold, SMALL_SIZE);
            if 2.0 * half >= 16.0 && long < plot.bottom - plot.top {
                self.pieces.push(Piece::Text(Text {
                    at: Point {
                        x: middle + SMALL_SIZE * DROP,
                        y: f32::midpoint(plot.top, plot.bottom) + long / 2.0,
                    },
                    line: words,
                    face: Face::Semibold,
                    size: SMALL_SIZE,
                    paint: Paint::Muted,
                    is_upright: true,
                }));
            }
        }
    }

    /// A lane without a mark says why it is empty.
    fn empty_lanes(&mut self) {
        let x = self.plot().left + 12.0;
        for band in &self.picture.bands {
            if band.count.dated > 0 || band.count.events == 0 {
                continue;
            }
            let events = ("events", counted(band.count.events).into());
            let words = say_with("plot-lane-without-place", &[events]);
            let baseline = self.corner.y + band.top + band.height / 2.0 + SMALL_SIZE * DROP;
            self.text((x, baseline), &words, Face::Sans, SMALL_SIZE, Paint::Muted);
        }
        if self.picture.axis.is_none() && self.picture.beyond.is_empty() {
            let baseline = self.corner.y + self.picture.height / 2.0;
            let words = say("plot-none-dated");
            self.text((x, baseline), &words, Face::Sans, LABEL_SIZE, Paint::Muted);
        }
    }

    fn marks(&mut self) {
        let picture = self.picture;
        for mark in &picture.scene.marks {
            let words = self.heard(mark);
            self.pieces.push(Piece::Event {
                anchor: event_anchor(self.input.timeline, mark.id.event),
                words,
                is_cluster: false,
            });
            let hue = Hue::Lane(mark.lane);
            let origin = self.origin();
            let shapes = layout::mark_shapes(mark).into_iter();
            self.pieces
                .extend(shapes.map(|shape| Piece::of_shape(shape, origin, hue)));
            self.label(mark, hue);
            self.pieces.push(Piece::End);
        }
    }

    /// A mark in the words of who hears it.
    fn heard(&self, mark: &Mark) -> String {
        let timeline = self.input.timeline;
        let event = &timeline[mark.id.event];
        let lane = match timeline.lanes.get(lane_position(timeline, mark.id.event)) {
            Some(lane) => field(&lane.name, 400),
            None => say("no-lane"),
        };
        let claim = self.input.index.date_claims().get(mark.id.claim);
        let date = claim.map_or("", |claim| claim.words());
        let mut passages: Vec<_> = event.citations.iter().map(|it| it.passage).collect();
        passages.sort_unstable();
        passages.dedup();
        let passages = say_with("count-passage", &[("count", passages.len().into())]);
        say_with(
            "figure-event-label",
            &[
                ("title", field(event.name(), 400).into()),
                ("date", date.into()),
                ("lane", lane.into()),
                ("passages", passages.into()),
            ],
        )
    }

    fn label(&mut self, mark: &Mark, hue: Hue) {
        let origin = self.origin();
        let y = origin.y + mark.y;
        let number = self.numbers.get(&mark.id.event).map(usize::to_string);
        let number_width = number.as_ref().map_or(0.0, |number| {
            NUMBER_GAP + self.fonts().width(number, Face::Sans, NUMBER_SIZE)
        });
        let solid = mark.basis != Some(Basis::Inferred)
            && !mark.unspecified
            && mark.kind != DateKind::OneOf
            && !mark.segments.iter().any(|stretch| stretch.uncertain);
        let Some(label) = &mark.label else {
            if let Some(number) = number {
                self.number_alone(mark, &number, number_width);
            }
            return;
        };
        let text = visible_line(&label.text).into_owned();
        let width = self.fonts().width(&text, Face::Sans, LABEL_SIZE);
        let whole = width + number_width;
        let x = match label.side {
            LabelSide::Left => label.x + (label.width - whole).max(0.0),
            LabelSide::Right | LabelSide::Inside => label.x,
        } + origin.x;
        let is_on_bar = label.side == LabelSide::Inside && solid;
        let paint = match mark.role {
            _ if is_on_bar => Paint::On(hue),
            Role::Main => Paint::Ink,
            Role::Rival => Paint::Muted,
        };
        if !is_on_bar {
            // Neither grid lines nor hatching run through words.
            self.behind(mark, x - 2.0, x + whole + 2.0);
        }
        let baseline = y + LABEL_SIZE * DROP - 0.4;
        self.text((x, baseline), &text, Face::Sans, LABEL_SIZE, paint);
        if let Some(number) = number {
            let at = (x + width + NUMBER_GAP, baseline - LABEL_SIZE * 0.34);
            self.text(at, &number, Face::Sans, NUMBER_SIZE, paint);
        }
    }

    /// The number of a mark that has no room for a label.
    fn number_alone(&mut self, mark: &Mark, number: &str, width: f32) {
        let plot = self.plot();
        let (left, right) = mark.reach();
        let (left, right) = (plot.left + left, plot.left + right);
        let x = if right + width + 4.0 <= plot.right {
            right + 2.0
        } else if left - width - 2.0 >= plot.left {
            left - width - 1.0
        } else {
            // A bar from edge to edge: over it.
            plot.right - width - 16.0
        };
        self.behind(mark, x - 1.0, x + width + 1.0);
        let baseline = self.origin().y + mark.y - LABEL_SIZE * 0.06;
        self.text((x, baseline), number, Face::Sans, NUMBER_SIZE, Paint::Ink);
    }

    fn behind(&mut self, mark: &Mark, left: f32, right: f32) {
        let places = self.picture.bands.iter();
        let place = places.enumerate().find(|(_, band)| band.lane == mark.lane);
        let is_band = place.is_some_and(|(place, _)| place % 2 == 1);
        let paint = if is_band { Paint::Band } else { Paint::Paper };
        let mut coat = paint.coat();
        coat.opacity = 0.86;
        let y = self.origin().y + mark.y;
        self.pieces.push(Piece::Rect {
            area: Area {
                left,
                right,
                top: y - BAR_HEIGHT / 2.0 + 0.5,
                bottom: y + BAR_HEIGHT / 2.0 - 0.5,
            },
            rounding: 2.0,
            fill: Some(coat),
            stroke: None,
        });
    }

    /// Ties the dates of each event that has several.
    fn ties(&mut self) {
        let mut by_event: HashMap<Index<Event>, Vec<&Mark>> = HashMap::new();
        for mark in &self.picture.scene.marks {
            by_event.entry(mark.id.event).or_default().push(mark);
        }
        let origin = self.origin();
        for event in &self.picture.single {
            let Some(mut marks) = by_event.remove(event) else {
                continue;
            };
            if marks.len() < 2 || marks.iter().all(|mark| mark.role == Role::Main) {
                continue;
            }
            marks.sort_by(|one, other| one.y.total_cmp(&other.y));
            let hue = marks
                .first()
                .map_or(Hue::Sample, |mark| Hue::Lane(mark.lane));
            let shapes = layout::connector_shapes(&marks).into_iter();
            self.pieces
                .extend(shapes.map(|shape| Piece::of_shape(shape, origin, hue)));
        }
    }

    fn axis(&mut self, viewport: Viewport, ticks: &Ticks) {
        let plot = self.plot();
        let (from, to) = (
            Point {
                x: plot.left,
                y: plot.bottom,
            },
            Point {
                x: plot.right,
                y: plot.bottom,
            },
        );
        let stroke = Paint::Muted.stroke(1.0);
        self.pieces.push(Piece::line(from, to, stroke));
        let baseline = plot.bottom + 18.0;
        let first = ticks
            .named
            .iter()
            .map(|tick| plot.left + self.x(viewport, tick));
        let first = first
            .into_iter()
            .find(|x| *x >= plot.left)
            .unwrap_or(f32::MAX);
        let context = ticks.context.as_ref().map(|context| {
            let width = self.fonts().width(context, Face::Semibold, SMALL_SIZE);
            (context, width)
        });
        // A division's own name goes before the name of what the edge lies in.
        let context = context.filter(|(_, width)| plot.left + width + 14.0 <= first);
        let taken = match &context {
            Some((_, width)) => plot.left + width + 12.0,
            None => plot.left - 8.0,
        };
        for tick in &ticks.named {
            let x = plot.left + self.x(viewport, tick);
            if x < plot.left || x > plot.right {
                continue;
            }
            let below = Point {
                x,
                y: plot.bottom + 6.0,
            };
            let from = Point { x, y: plot.bottom };
            self.pieces.push(Piece::line(from, below, stroke));
            let (face, paint) = if tick.begins_larger {
                (Face::Semibold, Paint::Ink)
            } else {
                (Face::Sans, Paint::Muted)
            };
            let width = self.fonts().width(&tick.label, face, SMALL_SIZE);
            let left = if ticks.name_instants {
                x - width / 2.0
            } else {
                x + 4.0
            };
            // What would leave the figure, or run into the context, is left out.
            if left >= taken && left + width <= plot.right + 8.0 {
                self.text((left, baseline), &tick.label, face, SMALL_SIZE, paint);
            }
        }
        if let Some((context, _)) = context {
            let at = (plot.left + 4.0, baseline);
            self.text(at, context, Face::Semibold, SMALL_SIZE, Paint::Ink);
        }
    }

    pub(super) fn text(
        &mut self,
        (x, y): (f32, f32),
        text: &str,
        face: Face,
        size: f32,
        paint: Paint,
    ) {
        self.pieces.push(Piece::Text(Text {
            at: Point { x, y },
            line: text.to_owned(),
            face,
            size,
            paint,
            is_upright: false,
        }));
    }
}

/// "12 events".
pub(super) fn counted(events: usize) -> String {
    say_with("count-event", &[("count", events.into())])
}
