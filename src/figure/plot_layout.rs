//! Lays out the plot of a figure: which events are drawn, and where.

use std::collections::BTreeSet;

use super::display_item::TextStyle;
use super::fonts::{Face, Fonts};
use super::line_breaking::{ParagraphFormat, StyledText, break_lines};
use super::options::{FigureInput, FigureOptions, TextSize};
use super::plot::{counted, lane_name};
use crate::language::say_with;
use crate::layout::{
    Arrangement, LaneBand, RowAxis, RowInput, RowKey, Rows, Scene, SceneInput, Ticks, Viewport,
    scene, ticks, visible_marks,
};
use crate::model::{Event, Index, Timeline, visible_line};
use crate::query::{DateClaim, EventSet, LaneIndexes, drawn_range, lane_position};

/// Size of labels, in points.
pub(super) const LABEL_SIZE: f32 = 13.5;
/// Size of the names of lanes, in points.
pub(super) const NAME_SIZE: f32 = 14.0;
/// Size of small text, in points.
pub(super) const SMALL_SIZE: f32 = 12.5;
/// Size of the numbers of notes beside labels, in points.
pub(super) const NUMBER_SIZE: f32 = 9.0;
/// Distance from a label to its number, in points.
pub(super) const NUMBER_GAP: f32 = 1.5;
/// Distance from one line of a lane's name to the next, in points.
pub(super) const NAME_LINE: f32 = 17.5;
/// The greatest number of lines of a lane's name.
const MAX_NAME_LINES: usize = 4;
/// Space left of a lane's name, in points. The bar in its colour is there.
pub(super) const NAME_LEFT: f32 = 13.0;
/// Space right of a lane's name, in points.
const NAME_RIGHT: f32 = 12.0;
/// The greatest width of a line of a name, in points.
const MAX_NAME_WIDTH: f32 = 150.0;

/// The plot of a figure, laid out.
pub(super) struct PlotLayout {
    pub scene: Scene,
    /// The axis; `None` if no event has a date.
    pub axis: Option<(Viewport, Ticks)>,
    /// The lanes that are drawn, top to bottom.
    pub bands: Vec<LaneBand>,
    /// The lines of the names of these lanes.
    pub names: Vec<Vec<String>>,
    /// Width of the names, in points.
    pub names_width: f32,
    /// Width of the plot, in points.
    pub width: f32,
    /// Height of the lanes that are drawn, in points.
    pub height: f32,
    /// Events that are drawn one by one, in the order of time.
    pub single: Vec<Index<Event>>,
    /// The first event of each cluster of the scene, in the order of the file.
    pub first_of_cluster: Vec<Option<Index<Event>>>,
    /// Selected events whose dates all lie beyond the range of the axis.
    pub off_axis: Vec<Index<Event>>,
    /// Selected events without a date.
    pub undated: Vec<Index<Event>>,
    pub counts: EventCounts,
    /// Number of drawn events by lane; events without a lane last.
    pub in_lane: Vec<usize>,
}

/// Numbers of events, by how a figure shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventCounts {
    /// Drawn one by one.
    pub single: usize,
    /// Drawn only in clusters.
    pub clustered: usize,
    /// Dated and outside the range, the lanes or the filter.
    pub left_out: usize,
    /// Dated and selected, but beyond the range of any axis.
    pub off_axis: usize,
    /// Undated and selected by lanes and filter.
    pub undated: usize,
    /// Undated and not selected.
    pub undated_left_out: usize,
}

/// Lays out a plot that is `width` points wide.
pub(super) fn lay_out_plot(
    input: &FigureInput<'_>,
    options: &FigureOptions,
    width: f32,
) -> PlotLayout {
    let timeline = input.timeline;
    let selected = selected_events(input, options);
    let viewport = options.viewport.or_else(|| whole(input, &selected));
    let mut shown = selected.clone();
    shown.retain(|position| {
        let event = Index::new(position);
        event.is_some_and(|event| viewport.is_some_and(|it| is_in_view(input, event, it)))
    });
    let is_shown = |event| shown.contains(event);
    let lanes = input.lanes.narrowed(input.index, is_shown);
    let has_events_without_lane = input.index.in_lane(timeline.lanes.len()).events > 0;
    let count = timeline.lanes.len() + usize::from(has_events_without_lane);
    let places = places(options, count);
    let (names, names_width) = names(input, &places);
    let plot_width = (width - names_width).max(width / 2.0);
    let arrangement = arranged(options, &places, &names, count);
    let builder = SceneBuilder {
        input,
        lanes: &lanes,
        arrangement: &arrangement,
        width: plot_width,
        number_width: number_width(input.fonts, &shown, options),
    };
    let axis = viewport.map(|viewport| {
        let measure = |text: &str| input.fonts.width(text, Face::Semibold, SMALL_SIZE);
        (viewport, ticks(viewport, plot_width, &measure))
    });
    let scene = builder.scene(
        viewport.unwrap_or_else(|| {
            Viewport::between(annals_edtf::Instant::MIN, annals_edtf::Instant::MAX)
        }),
        &places,
        options.height.unwrap_or(0.0) / scale_of(options),
    );
    let bands: Vec<LaneBand> = places
        .iter()
        .filter_map(|lane| scene.lanes.get(*lane).cloned())
        .collect();
    let height = bands
        .iter()
        .map(|band| band.top + band.height)
        .fold(0.0, f32::max);
    let mut drawn = EventSet::none(timeline.events.slot_count());
    let mut single: Vec<Index<Event>> = Vec::new();
    for mark in &scene.marks {
        if !drawn.contains(mark.id.event) {
            drawn.insert(mark.id.event);
            single.push(mark.id.event);
        }
    }
    let first_of_cluster = add_clustered(input, &scene, &lanes, &mut drawn);
    let all_undated = input.index.undated();
    let undated = all_undated.iter().copied();
    let undated: Vec<_> = undated.filter(|event| selected.contains(*event)).collect();
    let off_axis = off_axis(input, &selected, axis.is_some());
    let dated = timeline.events.len() - all_undated.len();
    PlotLayout {
        counts: EventCounts {
            single: single.len(),
            clustered: drawn.count().saturating_sub(single.len()),
            left_out: dated.saturating_sub(drawn.count() + off_axis.len()),
            off_axis: off_axis.len(),
            undated: undated.len(),
            undated_left_out: all_undated.len() - undated.len(),
        },
        scene,
        axis,
        bands,
        names,
        names_width,
        width: plot_width,
        height,
        single,
        first_of_cluster,
        off_axis,
        undated,
        in_lane: count_by_lane(timeline, &drawn),
    }
}

/// Adds the events of all clusters to a set. Returns the first event of each cluster, in the
/// order of the file.
fn add_clustered(
    input: &FigureInput<'_>,
    scene: &Scene,
    lanes: &LaneIndexes,
    drawn: &mut EventSet,
) -> Vec<Option<Index<Event>>> {
    let clusters = scene.clusters.iter();
    let first = clusters.map(|cluster| {
        let claims = cluster.cluster.date_claims(lanes).into_iter();
        let events = claims.filter_map(|at| Some(input.index.date_claims().get(at)?.event));
        events.inspect(|event| drawn.insert(*event)).min()
    });
    first.collect()
}

/// Number of events of a set in each lane; events without a lane last.
fn count_by_lane(timeline: &Timeline, events: &EventSet) -> Vec<usize> {
    let mut counts = vec![0; timeline.lanes.len() + 1];
    for event in events.iter() {
        if let Some(count) = counts.get_mut(lane_position(timeline, event)) {
            *count += 1;
        }
    }
    counts
}

/// Text size relative to the window.
pub(super) fn scale_of(options: &FigureOptions) -> f32 {
    TextSize::clamp(options.text_size) / LABEL_SIZE
}

/// The events that lanes and filter select.
fn selected_events(input: &FigureInput<'_>, options: &FigureOptions) -> EventSet {
    let mut selected = match &options.events {
        Some(events) => events.clone(),
        None => EventSet::of(input.timeline),
    };
    if let Some(lanes) = &options.lanes {
        let lanes: BTreeSet<usize> = lanes.iter().copied().collect();
        selected.retain(|position| {
            let lane = Index::new(position).map(|event| lane_position(input.timeline, event));
            lane.is_some_and(|lane| lanes.contains(&lane))
        });
    }
    selected
}

/// The dated events that no axis can show, in the order of time. Without an axis these are
/// all dated events, because none of their dates is in range.
fn off_axis(input: &FigureInput<'_>, selected: &EventSet, has_axis: bool) -> Vec<Index<Event>> {
    let is_off_axis = |event: &Index<Event>| {
        let mut claims = input.index.date_claims_of(*event);
        selected.contains(*event) && (!has_axis || claims.all(DateClaim::is_out_of_range))
    };
    let by_time = input.index.by_time().iter().copied();
    by_time.filter(is_off_axis).collect()
}

fn is_in_view(input: &FigureInput<'_>, event: Index<Event>, viewport: Viewport) -> bool {
    let mut spans = input.index.date_claims_of(event).flat_map(DateClaim::spans);
    // The last instant of a viewport belongs to the next.
    let end = viewport.last();
    spans.any(|span| {
        let (first, last) = drawn_range(*span);
        viewport.shows(first, last) && first < end
    })
}

/// The viewport that shows all of some events, with a margin.
fn whole(input: &FigureInput<'_>, selected: &EventSet) -> Option<Viewport> {
    let claims = input.index.date_claims().iter();
    let spans = claims
        .filter(|claim| selected.contains(claim.event))
        .flat_map(DateClaim::spans);
    let mut instants = spans
        .flat_map(|span| [span.start.bound.instant(), span.end.bound.instant()])
        .flatten();
    let first = instants.next()?;
    let (first, last) = instants.fold((first, first), |(first, last), instant| {
        (first.min(instant), last.max(instant))
    });
    Some(Viewport::around(first, last))
}

/// The lanes that are drawn, by position, top to bottom.
fn places(options: &FigureOptions, count: usize) -> Vec<usize> {
    match &options.lanes {
        None => options.arrangement.order(count),
        Some(lanes) => {
            let mut seen = BTreeSet::new();
            let lanes = lanes.iter().copied();
            lanes
                .filter(|lane| *lane < count && seen.insert(*lane))
                .collect()
        }
    }
}

/// The names of lanes in lines, and the width of the column of names, in points.
fn names(input: &FigureInput<'_>, places: &[usize]) -> (Vec<Vec<String>>, f32) {
    let format = ParagraphFormat {
        size: NAME_SIZE,
        width: MAX_NAME_WIDTH,
        max_lines: MAX_NAME_LINES,
    };
    let names: Vec<Vec<String>> = places
        .iter()
        .map(|lane| {
            let name = lane_name(input.timeline, *lane);
            let words = [StyledText::new(name, TextStyle::STRONG)];
            let lines = break_lines(input.fonts, &words, format).into_iter();
            let lines = lines.map(|line| line.into_iter().map(|placed| placed.text.text));
            lines.map(Iterator::collect).collect()
        })
        .collect();
    let widest = names
        .iter()
        .flatten()
        .map(|line| input.fonts.width(line, Face::Semibold, NAME_SIZE))
        .fold(60.0, f32::max);
    // The line under a name says how many of its events are drawn.
    let counts = places.iter().map(|lane| {
        let events = input.index.in_lane(*lane).events;
        let all = ("events", counted(events).into());
        let words = say_with("lane-some-of", &[("shown", events.into()), all]);
        input.fonts.width(&words, Face::Sans, SMALL_SIZE)
    });
    let widest = counts.fold(widest, f32::max);
    (names, NAME_LEFT + widest + NAME_RIGHT)
}

/// The arrangement of the options, with lanes high enough for their names. Lanes that are
/// not drawn come last.
fn arranged(
    options: &FigureOptions,
    places: &[usize],
    names: &[Vec<String>],
    count: usize,
) -> Arrangement {
    let mut arrangement = options.arrangement.clone();
    arrangement.begin_with(places, count);
    for (lane, name) in places.iter().zip(names) {
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = name.len() as f32;
        if lines > 1.0 {
            let needed = 7.0 + lines * NAME_LINE + 26.0;
            let given = arrangement.height(*lane).unwrap_or(0.0);
            arrangement.set_height(*lane, Some(given.max(needed)));
        }
    }
    arrangement
}

/// The width of the widest note number, in points.
fn number_width(fonts: &Fonts, shown: &EventSet, options: &FigureOptions) -> f32 {
    if !options.has_notes {
        return 0.0;
    }
    let widest = shown.count().to_string().replace(|_| true, "0");
    NUMBER_GAP + fonts.width(&widest, Face::Sans, NUMBER_SIZE)
}

struct SceneBuilder<'a> {
    input: &'a FigureInput<'a>,
    lanes: &'a LaneIndexes,
    arrangement: &'a Arrangement,
    width: f32,
    number_width: f32,
}

impl SceneBuilder<'_> {
    fn scene(&self, viewport: Viewport, places: &[usize], min_height: f32) -> Scene {
        let fonts = self.input.fonts;
        let measure = |text: &str| label_width(fonts, text) + self.number_width;
        let (timeline, index) = (self.input.timeline, self.input.index);
        let visible = visible_marks(self.lanes, viewport, self.width, &[], self.arrangement);
        let row_input = RowInput {
            timeline,
            index,
            lanes: self.lanes,
            visible: &visible,
            axis: RowAxis {
                key: RowKey::of(viewport.seconds_per_point(self.width)),
                folds: viewport.folds(),
                frame: Some((viewport.first(), viewport.last())),
            },
            measure: &measure,
        };
        let mut rows = Rows::pack(&row_input);
        rows.update(None, &row_input);
        let scene_in = |arrangement: &Arrangement| {
            scene(&SceneInput {
                index,
                visible: &visible,
                lane_indexes: self.lanes,
                rows: &rows,
                arrangement,
                viewport,
                width: self.width,
                height: 0.0,
                measure: &measure,
            })
        };
        let tight = scene_in(self.arrangement);
        let of_places: f32 = places
            .iter()
            .filter_map(|lane| Some(tight.lanes.get(*lane)?.height))
            .sum();
        if of_places >= min_height || of_places <= 0.0 {
            return tight;
        }
        // The lanes grow to the requested height.
        let mut arrangement = self.arrangement.clone();
        for lane in places {
            if let Some(band) = tight.lanes.get(*lane) {
                arrangement.set_height(*lane, Some(band.height * min_height / of_places));
            }
        }
        scene_in(&arrangement)
    }
}

/// The width of a label, in points. Only the beginning of a very long one is measured.
fn label_width(fonts: &Fonts, text: &str) -> f32 {
    const MAX_MEASURED: usize = 6_000;
    let end = (MAX_MEASURED..text.len()).find(|at| text.is_char_boundary(*at));
    let begun = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let width = fonts.width(&visible_line(begun), Face::Sans, LABEL_SIZE);
    #[expect(clippy::cast_precision_loss, reason = "a rough width is enough")]
    let times = text.len() as f32 / begun.len().max(1) as f32;
    width * times
}
