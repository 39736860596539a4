//! Draws the plot of a figure: lanes, grid, marks, clusters, axis. It looks like the
//! window's.

use std::collections::HashMap;

use super::display_item::{DisplayItem, TextLine};
use super::fonts::{Face, Fonts};
use super::notes::field;
use super::options::FigureInput;
use super::plot_layout::{
    LABEL_SIZE, NAME_LEFT, NAME_LINE, NAME_SIZE, NUMBER_GAP, NUMBER_SIZE, PlotLayout, SMALL_SIZE,
};
use super::svg_fragment::event_fragment_id;
use crate::date_words::length_in_words;
use crate::language::{say, say_with};
use crate::layout::{
    self, Area, BAR_HEIGHT, Fill, LabelSide, LaneBand, Mark, Point, Shape, Stroke, Tick, Ticks,
    Viewport,
};
use crate::model::{Basis, Event, Index, visible_line};
use crate::query::{Role, lane_position};
use crate::theme::{Accent, ColorRole};
use annals_edtf::DateKind;

/// Height of the axis, in points.
pub(super) const AXIS_HEIGHT: f32 = 26.0;
/// Distance from the middle of a line of text to its baseline, as a share of its size.
pub(super) const DROP: f32 = 0.345;

/// The number of each event's note.
pub(super) type NoteNumbers = HashMap<Index<Event>, usize>;

/// Draws a plot.
pub(super) struct PlotPainter<'a> {
    pub input: &'a FigureInput<'a>,
    pub layout: &'a PlotLayout,
    pub numbers: &'a NoteNumbers,
    /// The upper left corner of the names of the lanes.
    pub corner: Point,
    pub items: Vec<DisplayItem>,
}

impl PlotPainter<'_> {
    pub(super) fn fonts(&self) -> &Fonts {
        self.input.fonts
    }

    /// The upper left corner of the scene.
    pub(super) fn origin(&self) -> Point {
        Point::at(self.corner.x + self.layout.names_width, self.corner.y)
    }

    fn plot_area(&self) -> Area {
        let origin = self.origin();
        Area {
            left: origin.x,
            top: origin.y,
            right: origin.x + self.layout.width,
            bottom: origin.y + self.layout.height,
        }
    }

    /// Draws the whole plot.
    pub(super) fn paint(&mut self) {
        self.bands();
        let plot = self.plot_area();
        self.items.push(DisplayItem::Clip(plot));
        if let Some((viewport, ticks)) = &self.layout.axis {
            self.folds(*viewport);
            self.grid(*viewport, ticks);
        }
        self.empty_lanes();
        self.marks();
        self.connectors();
        self.clusters();
        self.items.push(DisplayItem::End);
        if let Some((viewport, ticks)) = &self.layout.axis {
            self.axis(*viewport, ticks);
        }
    }

    /// Backgrounds and names of the lanes.
    fn bands(&mut self) {
        let plot = self.plot_area();
        let left = self.corner.x;
        for (number, band) in self.layout.bands.iter().enumerate() {
            let top = self.corner.y + band.top;
            if number % 2 == 1 {
                let area = Area {
                    left,
                    top,
                    right: plot.right,
                    bottom: top + band.height,
                };
                self.items
                    .push(DisplayItem::rect(area, 0.0, ColorRole::Band));
            }
            if number > 0 {
                let (from, to) = (Point::at(left, top), Point::at(plot.right, top));
                let stroke = Stroke::solid(1.0, ColorRole::Line);
                self.items.push(DisplayItem::line(from, to, stroke));
            }
        }
        for (number, band) in self.layout.bands.iter().enumerate() {
            self.name(number, band);
        }
    }

    fn name(&mut self, number: usize, band: &LaneBand) {
        let layout = self.layout;
        let Some(lines) = layout.names.get(number) else {
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
        let accent = Accent::Lane(band.lane);
        self.items
            .push(DisplayItem::rect(bar, 1.75, ColorRole::Tint(accent, 100)));
        let mut baseline = top + 14.0;
        let x = self.corner.x + NAME_LEFT;
        for line in lines {
            self.text(
                (x, baseline),
                line,
                Face::Semibold,
                NAME_SIZE,
                ColorRole::Ink,
            );
            baseline += NAME_LINE;
        }
        let drawn = layout.in_lane.get(band.lane).copied().unwrap_or(0);
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
            ColorRole::Muted,
        );
    }

    /// Grid lines at the named ticks, and short lines at the finer ones.
    fn grid(&mut self, viewport: Viewport, ticks: &Ticks) {
        let plot = self.plot_area();
        for tick in &ticks.named {
            let x = plot.left + self.x(viewport, tick);
            let (from, to) = (Point::at(x, plot.top), Point::at(x, plot.bottom));
            let stroke = Stroke::solid(1.0, ColorRole::Grid);
            self.items.push(DisplayItem::line(from, to, stroke));
        }
        for at in &ticks.fine {
            #[expect(clippy::cast_possible_truncation, reason = "points of a figure")]
            let x = plot.left + viewport.x_of(*at, self.layout.width) as f32;
            let (from, to) = (
                Point {
                    x,
                    y: plot.bottom - 4.0,
                },
                Point::at(x, plot.bottom),
            );
            let stroke = Stroke::solid(1.0, ColorRole::Grid);
            self.items.push(DisplayItem::line(from, to, stroke));
        }
    }

    fn x(&self, viewport: Viewport, tick: &Tick) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "points of a figure")]
        let x = viewport.x_of(tick.at, self.layout.width) as f32;
        x
    }

    /// The folded periods of the axis.
    fn folds(&mut self, viewport: Viewport) {
        const TURN: f32 = 7.0;
        const DEPTH: f32 = 3.0;
        const LEAST_WIDTH: f32 = 10.0;
        let plot = self.plot_area();
        let width = self.layout.width;
        for folded in viewport.folds().periods() {
            let x = |at| {
                let x = viewport
                    .x_of(at, width)
                    .clamp(-100.0, f64::from(width) + 100.0);
                #[expect(clippy::cast_possible_truncation, reason = "clamped near the plot")]
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
            self.items
                .push(DisplayItem::rect(area, 0.0, ColorRole::Panel));
            for edge in [area.left, area.right] {
                let mut points = Vec::new();
                let mut y = plot.top;
                let mut side = -DEPTH;
                while y < plot.bottom + TURN {
                    points.push(Point::at(edge + side, y));
                    side = -side;
                    y += TURN;
                }
                let stroke = Stroke::solid(0.8, ColorRole::Muted);
                self.items
                    .push(DisplayItem::Shape(Shape::line(points, stroke)));
            }
            let words = length_in_words(folded.first, folded.last);
            let long = self.fonts().width(&words, Face::Semibold, SMALL_SIZE);
            if 2.0 * half >= 16.0 && long < plot.bottom - plot.top {
                self.items.push(DisplayItem::Text(TextLine {
                    at: Point {
                        x: middle + SMALL_SIZE * DROP,
                        y: f32::midpoint(plot.top, plot.bottom) + long / 2.0,
                    },
                    text: words,
                    face: Face::Semibold,
                    size: SMALL_SIZE,
                    role: ColorRole::Muted,
                    is_upright: true,
                }));
            }
        }
    }

    /// Says in each lane without marks why it is empty.
    fn empty_lanes(&mut self) {
        let x = self.plot_area().left + 12.0;
        for band in &self.layout.bands {
            if band.count.dated > 0 || band.count.events == 0 {
                continue;
            }
            let events = ("events", counted(band.count.events).into());
            let words = say_with("plot-lane-without-place", &[events]);
            let baseline = self.corner.y + band.top + band.height / 2.0 + SMALL_SIZE * DROP;
            self.text(
                (x, baseline),
                &words,
                Face::Sans,
                SMALL_SIZE,
                ColorRole::Muted,
            );
        }
        if self.layout.axis.is_none() && self.layout.off_axis.is_empty() {
            let baseline = self.corner.y + self.layout.height / 2.0;
            let words = say("plot-none-dated");
            self.text(
                (x, baseline),
                &words,
                Face::Sans,
                LABEL_SIZE,
                ColorRole::Muted,
            );
        }
    }

    fn marks(&mut self) {
        let layout = self.layout;
        for mark in &layout.scene.marks {
            let label = self.mark_label(mark);
            self.items.push(DisplayItem::Event {
                fragment_id: event_fragment_id(self.input.timeline, mark.id.event),
                label,
                is_cluster: false,
            });
            let accent = Accent::Lane(mark.lane);
            let origin = self.origin();
            let shapes = layout::mark_shapes(mark, accent).into_iter();
            self.items
                .extend(shapes.map(|shape| DisplayItem::scene_shape(shape, origin)));
            self.label(mark, accent);
            self.items.push(DisplayItem::End);
        }
    }

    /// The description of a mark for screen readers.
    fn mark_label(&self, mark: &Mark) -> String {
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

    fn label(&mut self, mark: &Mark, accent: Accent) {
        let origin = self.origin();
        let y = origin.y + mark.y;
        let number = self.numbers.get(&mark.id.event).map(usize::to_string);
        let number_width = number.as_ref().map_or(0.0, |number| {
            NUMBER_GAP + self.fonts().width(number, Face::Sans, NUMBER_SIZE)
        });
        let is_solid = mark.basis != Some(Basis::Inferred)
            && !mark.unspecified
            && mark.kind != DateKind::OneOf
            && !mark.segments.iter().any(|segment| segment.uncertain);
        let Some(label) = &mark.label else {
            if let Some(number) = number {
                self.number_without_label(mark, &number, number_width);
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
        let is_on_bar = label.side == LabelSide::Inside && is_solid;
        let role = match mark.role {
            _ if is_on_bar => ColorRole::TextOn(accent),
            Role::Main => ColorRole::Ink,
            Role::Rival => ColorRole::Muted,
        };
        if !is_on_bar {
            // Grid lines and hatching must not run through words.
            self.background(mark, x - 2.0, x + whole + 2.0);
        }
        let baseline = y + LABEL_SIZE * DROP - 0.4;
        self.text((x, baseline), &text, Face::Sans, LABEL_SIZE, role);
        if let Some(number) = number {
            let at = (x + width + NUMBER_GAP, baseline - LABEL_SIZE * 0.34);
            self.text(at, &number, Face::Sans, NUMBER_SIZE, role);
        }
    }

    /// The note number of a mark without a label.
    fn number_without_label(&mut self, mark: &Mark, number: &str, width: f32) {
        let plot = self.plot_area();
        let (left, right) = mark.reach();
        let (left, right) = (plot.left + left, plot.left + right);
        let x = if right + width + 4.0 <= plot.right {
            right + 2.0
        } else if left - width - 2.0 >= plot.left {
            left - width - 1.0
        } else {
            // The bar extends from edge to edge, so the number is on it.
            plot.right - width - 16.0
        };
        self.background(mark, x - 1.0, x + width + 1.0);
        let baseline = self.origin().y + mark.y - LABEL_SIZE * 0.06;
        self.text(
            (x, baseline),
            number,
            Face::Sans,
            NUMBER_SIZE,
            ColorRole::Ink,
        );
    }

    /// A translucent background for text at the height of a mark.
    fn background(&mut self, mark: &Mark, left: f32, right: f32) {
        let places = self.layout.bands.iter();
        let place = places.enumerate().find(|(_, band)| band.lane == mark.lane);
        let is_band = place.is_some_and(|(place, _)| place % 2 == 1);
        let fill = Fill {
            role: if is_band {
                ColorRole::Band
            } else {
                ColorRole::Paper
            },
            opacity: 0.86,
        };
        let y = self.origin().y + mark.y;
        let area = Area {
            left,
            right,
            top: y - BAR_HEIGHT / 2.0 + 0.5,
            bottom: y + BAR_HEIGHT / 2.0 - 0.5,
        };
        self.items
            .push(DisplayItem::Shape(Shape::rect(area, 2.0, fill)));
    }

    /// Connects the dates of each event that has rival dates.
    fn connectors(&mut self) {
        let mut by_event: HashMap<Index<Event>, Vec<&Mark>> = HashMap::new();
        for mark in &self.layout.scene.marks {
            by_event.entry(mark.id.event).or_default().push(mark);
        }
        let origin = self.origin();
        for event in &self.layout.single {
            let Some(mut marks) = by_event.remove(event) else {
                continue;
            };
            if marks.len() < 2 || marks.iter().all(|mark| mark.role == Role::Main) {
                continue;
            }
            marks.sort_by(|one, other| one.y.total_cmp(&other.y));
            let shapes = layout::connector_shapes(&marks).into_iter();
            self.items
                .extend(shapes.map(|shape| DisplayItem::scene_shape(shape, origin)));
        }
    }

    fn axis(&mut self, viewport: Viewport, ticks: &Ticks) {
        let plot = self.plot_area();
        let (from, to) = (
            Point::at(plot.left, plot.bottom),
            Point::at(plot.right, plot.bottom),
        );
        let stroke = Stroke::solid(1.0, ColorRole::Muted);
        self.items.push(DisplayItem::line(from, to, stroke));
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
        // If there is no space for both, the label of the first tick wins over the context.
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
            let from = Point::at(x, plot.bottom);
            self.items.push(DisplayItem::line(from, below, stroke));
            let (face, role) = if tick.begins_larger {
                (Face::Semibold, ColorRole::Ink)
            } else {
                (Face::Sans, ColorRole::Muted)
            };
            let width = self.fonts().width(&tick.label, face, SMALL_SIZE);
            let left = if ticks.name_instants {
                x - width / 2.0
            } else {
                x + 4.0
            };
            // A label that would leave the figure or overlap the context is left out.
            if left >= taken && left + width <= plot.right + 8.0 {
                self.text((left, baseline), &tick.label, face, SMALL_SIZE, role);
            }
        }
        if let Some((context, _)) = context {
            let at = (plot.left + 4.0, baseline);
            self.text(at, context, Face::Semibold, SMALL_SIZE, ColorRole::Ink);
        }
    }

    pub(super) fn text(
        &mut self,
        (x, y): (f32, f32),
        text: &str,
        face: Face,
        size: f32,
        role: ColorRole,
    ) {
        let at = Point::at(x, y);
        self.items
            .push(DisplayItem::text(at, text, face, size, role));
    }
}

/// "12 events".
pub(super) fn counted(events: usize) -> String {
    say_with("count-event", &[("count", events.into())])
}
