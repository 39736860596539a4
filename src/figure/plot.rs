//! Draws the plot of a figure: lanes, grid, marks, clusters, axis. It looks like the
//! window's.

use std::collections::{BTreeSet, HashMap};

use super::display_item::{DisplayItem, TextLine, TextStyle};
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
    self, Area, AxisPart, BAR_HEIGHT, Fill, LaneBand, Mark, Point, Shape, Stroke, Ticks, Viewport,
};
use crate::model::{Event, Index, Timeline, visible_line};
use crate::query::lane_position;
use crate::theme::{Accent, ColorRole};

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
        let connectors = self.layout.scene.connectors();
        self.scene_shapes(connectors);
        self.clusters();
        self.items.push(DisplayItem::End);
        if let Some((viewport, ticks)) = &self.layout.axis {
            self.axis(*viewport, ticks);
        }
    }

    fn scene_shapes(&mut self, shapes: Vec<Shape>) {
        let origin = self.origin();
        let shapes = shapes.into_iter();
        self.items
            .extend(shapes.map(|shape| DisplayItem::scene_shape(shape, origin)));
    }

    /// Backgrounds and names of the lanes.
    fn bands(&mut self) {
        let right = self.plot_area().right;
        let left = self.corner.x;
        for band in &self.layout.bands {
            let top = self.corner.y + band.top;
            if band.place % 2 == 1 {
                let area = Area {
                    left,
                    top,
                    right,
                    bottom: top + band.height,
                };
                self.items
                    .push(DisplayItem::rect(area, 0.0, ColorRole::Band));
            }
            if band.place > 0 {
                self.line((left, top), (right, top), ColorRole::Line);
            }
        }
        for (lines, band) in self.layout.names.iter().zip(&self.layout.bands) {
            self.name(lines, band);
        }
    }

    fn name(&mut self, lines: &[String], band: &LaneBand) {
        let top = self.corner.y + band.top + 7.0;
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let tall = lines.len() as f32 * NAME_LINE;
        let bar = Area {
            left: self.corner.x,
            top: top + 3.0,
            right: self.corner.x + 3.5,
            bottom: top + tall + 15.0,
        };
        let color = ColorRole::Tint(Accent::Lane(band.lane), 100);
        self.items.push(DisplayItem::rect(bar, 1.75, color));
        let mut baseline = top + 14.0;
        let x = self.corner.x + NAME_LEFT;
        for line in lines {
            self.text((x, baseline), line, TextStyle::STRONG, NAME_SIZE);
            baseline += NAME_LINE;
        }
        let drawn = self.layout.in_lane.get(band.lane).copied().unwrap_or(0);
        let all = counted(band.count.events);
        let words = if drawn == band.count.events {
            all
        } else {
            let shown = ("shown", drawn.into());
            say_with("lane-some-of", &[shown, ("events", all.into())])
        };
        self.text((x, baseline - 1.0), words, TextStyle::MUTED, SMALL_SIZE);
    }

    /// Grid lines at the named ticks, and short lines at the finer ones.
    fn grid(&mut self, viewport: Viewport, ticks: &Ticks) {
        let plot = self.plot_area();
        let named = ticks.named.iter().map(|tick| (tick.at, plot.top));
        let fine = ticks.fine.iter().map(|at| (*at, plot.bottom - 4.0));
        for (at, top) in named.chain(fine) {
            let x = plot.left + viewport.point_of(at, self.layout.width);
            self.line((x, top), (x, plot.bottom), ColorRole::Grid);
        }
    }

    /// The folded periods of the axis.
    fn folds(&mut self, viewport: Viewport) {
        let plot = self.plot_area();
        for period in viewport.folds().periods() {
            let Some(area) = layout::fold_area(period, viewport, plot, self.layout.width) else {
                continue;
            };
            let shapes = layout::fold_shapes(area, Stroke::solid(0.8, ColorRole::Muted));
            self.items.extend(shapes.map(DisplayItem::Shape));
            let words = length_in_words(period.first, period.last);
            let long = self.fonts().width(&words, Face::Semibold, SMALL_SIZE);
            let width = area.right - area.left;
            if width >= 16.0 && long < plot.bottom - plot.top {
                self.items.push(DisplayItem::Text(TextLine {
                    at: Point {
                        x: f32::midpoint(area.left, area.right) + SMALL_SIZE * DROP,
                        y: f32::midpoint(plot.top, plot.bottom) + long / 2.0,
                    },
                    text: words,
                    style: TextStyle::STRONG_MUTED,
                    size: SMALL_SIZE,
                    reads_upwards: true,
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
            self.text((x, baseline), words, TextStyle::MUTED, SMALL_SIZE);
        }
        if self.layout.axis.is_none() && self.layout.off_axis.is_empty() {
            let baseline = self.corner.y + self.layout.height / 2.0;
            let words = say("plot-none-dated");
            self.text((x, baseline), words, TextStyle::MUTED, LABEL_SIZE);
        }
    }

    /// Begins a group that shows an event.
    pub(super) fn begin_event(&mut self, event: Index<Event>, label: String, is_cluster: bool) {
        self.items.push(DisplayItem::Event {
            fragment_id: event_fragment_id(self.input.timeline, event),
            label,
            is_cluster,
        });
    }

    fn marks(&mut self) {
        for mark in &self.layout.scene.marks {
            self.begin_event(mark.id.event, self.mark_label(mark), false);
            let accent = Accent::Lane(mark.lane);
            self.scene_shapes(layout::mark_shapes(mark, accent));
            self.label(mark, accent);
            self.items.push(DisplayItem::End);
        }
    }

    /// The description of a mark for screen readers.
    fn mark_label(&self, mark: &Mark) -> String {
        let timeline = self.input.timeline;
        let event = &timeline[mark.id.event];
        let lane = lane_name(timeline, lane_position(timeline, mark.id.event));
        let claim = self.input.index.date_claims().get(mark.id.claim);
        let date = claim.map_or("", |claim| claim.words());
        let passages: BTreeSet<_> = event.citations.iter().map(|it| it.passage).collect();
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
        let number = self.numbers.get(&mark.id.event).map(usize::to_string);
        let number_width = number.as_ref().map_or(0.0, |number| {
            NUMBER_GAP + self.fonts().width(number, Face::Sans, NUMBER_SIZE)
        });
        let Some(label) = &mark.label else {
            if let Some(number) = number {
                self.number_without_label(mark, number, number_width);
            }
            return;
        };
        let text = visible_line(&label.text).into_owned();
        let width = self.fonts().width(&text, Face::Sans, LABEL_SIZE);
        let whole = width + number_width;
        let x = label.left(whole) + origin.x;
        if !mark.has_label_on_bar() {
            // Grid lines and hatching must not run through words.
            self.background(mark, x - 2.0, x + whole + 2.0);
        }
        let baseline = origin.y + mark.y + LABEL_SIZE * DROP - 0.4;
        let style = TextStyle::new(Face::Sans, mark.label_role(accent));
        self.text((x, baseline), text, style, LABEL_SIZE);
        if let Some(number) = number {
            let at = (x + width + NUMBER_GAP, baseline - LABEL_SIZE * 0.34);
            self.text(at, number, style, NUMBER_SIZE);
        }
    }

    /// The note number of a mark without a label.
    fn number_without_label(&mut self, mark: &Mark, number: String, width: f32) {
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
        self.text((x, baseline), number, TextStyle::PLAIN, NUMBER_SIZE);
    }

    /// A translucent background for text at the height of a mark.
    fn background(&mut self, mark: &Mark, left: f32, right: f32) {
        let fill = Fill {
            role: self.layout.scene.background(mark.lane),
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

    fn axis(&mut self, viewport: Viewport, ticks: &Ticks) {
        let plot = self.plot_area();
        let bottom = plot.bottom;
        self.line((plot.left, bottom), (plot.right, bottom), ColorRole::Muted);
        let style = |is_strong: bool| {
            if is_strong {
                TextStyle::STRONG
            } else {
                TextStyle::MUTED
            }
        };
        let fonts = self.input.fonts;
        let lay_out = |text: &str, is_strong: bool| {
            let width = fonts.width(text, style(is_strong).face, SMALL_SIZE);
            (text.to_owned(), width)
        };
        let ends = (plot.left, self.layout.width, plot.right + 8.0);
        layout::draw_axis(ticks, viewport, ends, lay_out, |part| match part {
            AxisPart::Tick(x) => self.line((x, bottom), (x, bottom + 6.0), ColorRole::Muted),
            AxisPart::Label { x, text, is_strong } => {
                self.text((x, bottom + 18.0), text, style(is_strong), SMALL_SIZE);
            }
        });
    }

    fn line(&mut self, (x, y): (f32, f32), (to_x, to_y): (f32, f32), role: ColorRole) {
        let stroke = Stroke::solid(1.0, role);
        let (from, to) = (Point::at(x, y), Point::at(to_x, to_y));
        self.items.push(DisplayItem::line(from, to, stroke));
    }

    pub(super) fn text(
        &mut self,
        (x, y): (f32, f32),
        text: impl Into<String>,
        style: TextStyle,
        size: f32,
    ) {
        let at = Point::at(x, y);
        self.items.push(DisplayItem::text(at, text, style, size));
    }
}

/// The name of a lane by its position.
pub(super) fn lane_name(timeline: &Timeline, lane: usize) -> String {
    match timeline.lanes.get(lane) {
        Some(lane) => field(&lane.name, 400),
        None => say("no-lane"),
    }
}

/// "12 events".
pub(super) fn counted(events: usize) -> String {
    say_with("count-event", &[("count", events.into())])
}
