//! What of a timeline is drawn, and where: the scene of a figure.

use std::collections::BTreeSet;

use super::fonts::{Face, Fonts};
use super::lines::{Setting, Words, set};
use super::options::{FigureInput, FigureOptions};
use super::piece::Paint;
use crate::language::{say, say_with};
use crate::layout::{
    Arrangement, LaneBand, RowAxis, RowKey, Rows, Scene, SceneInput, Ticks, Viewport, detail,
    scene, ticks,
};
use crate::model::{Event, Index, visible_line};
use crate::query::{DateClaim, EventSet, LaneIndexes, drawn_range, lane_position};

/// Size of labels, in points.
pub(super) const LABEL_SIZE: f32 = 13.5;
/// Size of the names of lanes, in points.
pub(super) const NAME_SIZE: f32 = 14.0;
/// Size of small text, in points.
pub(super) const SMALL_SIZE: f32 = 12.5;
/// Size of the numbers of notes beside labels, in points.
pub(super) const NUMBER_SIZE: f32 = 9.0;
/// From a label to its number, in points.
pub(super) const NUMBER_GAP: f32 = 1.5;
/// From one line of a lane's name to the next, in points.
pub(super) const NAME_LINE: f32 = 17.5;
/// The most lines of a lane's name.
const NAME_LINES: usize = 4;
/// Left of a lane's name, in points: the bar of its colour and room beside it.
pub(super) const NAME_LEFT: f32 = 13.0;
/// Right of it, in points.
const NAME_RIGHT: f32 = 12.0;
/// The widest that names may be, in points.
const MOST_NAME: f32 = 150.0;

/// A figure's plot, laid out.
pub(super) struct Picture {
    pub scene: Scene,
    /// `None` where nothing is dated.
    pub axis: Option<(Viewport, Ticks)>,
    /// The lanes that are drawn, top to bottom.
    pub bands: Vec<LaneBand>,
    /// The names of the lanes, line by line, in the same order.
    pub names: Vec<Vec<String>>,
    /// Width of the names, in points.
    pub names_width: f32,
    /// Width of the plot, in points.
    pub width: f32,
    /// Height of the lanes that are drawn, in points.
    pub height: f32,
    /// Events under marks, in the order of time.
    pub single: Vec<Index<Event>>,
    /// The first event under each cluster, in the order of the scene's.
    pub first_of_cluster: Vec<Option<Index<Event>>>,
    /// The events among those whose every date lies beyond the clock.
    pub beyond: Vec<Index<Event>>,
    /// The undated events among those that lanes and filter leave.
    pub undated: Vec<Index<Event>>,
    pub counts: EventCounts,
    /// How many events of each lane are drawn, that without a name last.
    pub in_lane: Vec<usize>,
}

/// How many events are where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventCounts {
    /// Drawn one by one.
    pub single: usize,
    /// Drawn in clusters alone.
    pub clustered: usize,
    /// Dated, and left out by the range, the lanes or the filter.
    pub left_out: usize,
    /// Dated, and chosen, and drawn on no axis: beyond the clock.
    pub beyond_axis: usize,
    /// Undated, of those that the lanes and the filter leave.
    pub undated: usize,
    /// Undated, and left out by the lanes or the filter.
    pub undated_left_out: usize,
}

/// Lays out the plot of a figure that is `width` points wide.
pub(super) fn picture(input: &FigureInput<'_>, view: &FigureOptions, width: f32) -> Picture {
    let timeline = input.timeline;
    let wanted = wanted(input, view);
    let viewport = view.viewport.or_else(|| whole(input, &wanted));
    let mut shown = wanted.clone();
    shown.retain(|position| {
        let event = Index::new(position);
        event.is_some_and(|event| viewport.is_some_and(|it| is_in_view(input, event, it)))
    });
    let is_shown = |event| shown.contains(event);
    let lanes = input.lanes.narrowed(input.index, is_shown);
    let has_stray = input.index.in_lane(timeline.lanes.len()).events > 0;
    let count = timeline.lanes.len() + usize::from(has_stray);
    let places = places(view, count);
    let (names, names_width) = names(input, &places);
    let plot_width = (width - names_width).max(width / 2.0);
    let arrangement = arranged(view, &places, &names, count);
    let made = Scenes {
        input,
        lanes: &lanes,
        arrangement: &arrangement,
        width: plot_width,
        number_room: number_room(input.fonts, &shown, view),
    };
    let axis = viewport.map(|viewport| {
        let measure = |text: &str| input.fonts.width(text, Face::Semibold, SMALL_SIZE);
        (viewport, ticks(viewport, plot_width, &measure))
    });
    let scene = made.scene(
        viewport.unwrap_or_else(|| {
            Viewport::between(annals_edtf::Instant::MIN, annals_edtf::Instant::MAX)
        }),
        &places,
        view.height.unwrap_or(0.0) / scale_of(view),
    );
    let bands: Vec<LaneBand> = places
        .iter()
        .filter_map(|lane| scene.lanes.get(*lane).cloned())
        .collect();
    let height = bands
        .iter()
        .map(|band| band.top + band.height)
        .fold(0.0, f32::max);
    let mut single: Vec<Index<Event>> = Vec::new();
    let mut seen = EventSet::none(timeline.events.len());
    for mark in &scene.marks {
        if !seen.contains(mark.id.event) {
            seen.insert(mark.id.event);
            single.push(mark.id.event);
        }
    }
    let mut in_clusters = seen.clone();
    let mut first_of_cluster = Vec::new();
    for cluster in &scene.clusters {
        let claims = cluster.cluster.date_claims(&lanes);
        let mut events = claims
            .iter()
            .filter_map(|at| Some(input.index.date_claims().get(*at)?.event));
        first_of_cluster.push(events.clone().min());
        events.by_ref().for_each(|event| in_clusters.insert(event));
    }
    let undated: Vec<Index<Event>> = input.index.undated().to_vec();
    let all_undated = undated.len();
    let undated: Vec<Index<Event>> = undated
        .into_iter()
        .filter(|event| wanted.contains(*event))
        .collect();
    let beyond = beyond_the_clock(input, &wanted, axis.is_some());
    let drawn_events = in_clusters.count();
    let dated = timeline.events.len() - all_undated;
    let mut in_lane = vec![0; timeline.lanes.len() + 1];
    for event in in_clusters.iter() {
        if let Some(count) = in_lane.get_mut(lane_position(timeline, event)) {
            *count += 1;
        }
    }
    Picture {
        counts: EventCounts {
            single: single.len(),
            clustered: drawn_events.saturating_sub(single.len()),
            left_out: dated.saturating_sub(drawn_events + beyond.len()),
            beyond_axis: beyond.len(),
            undated: undated.len(),
            undated_left_out: all_undated - undated.len(),
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
        beyond,
        undated,
        in_lane,
    }
}

/// How much larger than the window's the text is.
pub(super) fn scale_of(view: &FigureOptions) -> f32 {
    let (least, most) = super::options::TEXT_SIZES;
    view.text_size.clamp(least, most) / LABEL_SIZE
}

/// The events that lanes and filter leave.
fn wanted(input: &FigureInput<'_>, view: &FigureOptions) -> EventSet {
    let mut wanted = match &view.events {
        Some(events) => events.clone(),
        None => EventSet::all(input.timeline.events.len()),
    };
    if let Some(lanes) = &view.lanes {
        let lanes: BTreeSet<usize> = lanes.iter().copied().collect();
        wanted.retain(|position| {
            let lane = Index::new(position).map(|event| lane_position(input.timeline, event));
            lane.is_some_and(|lane| lanes.contains(&lane))
        });
    }
    wanted
}

/// The events that have a date and none that an axis reaches, in the order of
/// time; every one that has a date where there is no axis, as none names a second.
fn beyond_the_clock(
    input: &FigureInput<'_>,
    wanted: &EventSet,
    has_axis: bool,
) -> Vec<Index<Event>> {
    let is_beyond = |event: &Index<Event>| {
        let mut claims = input.index.date_claims_of(*event);
        wanted.contains(*event) && (!has_axis || claims.all(DateClaim::is_beyond_the_clock))
    };
    let by_time = input.index.by_time().iter().copied();
    by_time.filter(is_beyond).collect()
}

fn is_in_view(input: &FigureInput<'_>, event: Index<Event>, viewport: Viewport) -> bool {
    let mut spans = input.index.date_claims_of(event).flat_map(DateClaim::spans);
    // The last instant of a viewport is where the next begins.
    let end = viewport.last();
    spans.any(|span| {
        let (first, last) = drawn_range(*span);
        viewport.shows(first, last) && first < end
    })
}

/// The viewport that shows all of some events, with a little room.
fn whole(input: &FigureInput<'_>, wanted: &EventSet) -> Option<Viewport> {
    let claims = input.index.date_claims().iter();
    let spans = claims
        .filter(|claim| wanted.contains(claim.event))
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
fn places(view: &FigureOptions, count: usize) -> Vec<usize> {
    match &view.lanes {
        None => view.arrangement.order(count),
        Some(lanes) => {
            let mut seen = BTreeSet::new();
            let lanes = lanes.iter().copied();
            lanes
                .filter(|lane| *lane < count && seen.insert(*lane))
                .collect()
        }
    }
}

/// The names of lanes in lines, and the width that they take with what stands
/// beside them.
fn names(input: &FigureInput<'_>, places: &[usize]) -> (Vec<Vec<String>>, f32) {
    let setting = Setting {
        size: NAME_SIZE,
        width: MOST_NAME,
        most_lines: NAME_LINES,
    };
    let names: Vec<Vec<String>> = places
        .iter()
        .map(|lane| {
            let name = match input.timeline.lanes.get(*lane) {
                Some(lane) => {
                    visible_line(super::lines::shortened(&lane.name, 400).as_str()).into_owned()
                }
                None => say("no-lane"),
            };
            let words = [Words::new(name, Face::Semibold, Paint::Ink)];
            let lines = set(input.fonts, &words, setting);
            lines
                .into_iter()
                .map(|line| line.into_iter().map(|placed| placed.words.text).collect())
                .collect()
        })
        .collect();
    let widest = names
        .iter()
        .flatten()
        .map(|line| input.fonts.width(line, Face::Semibold, NAME_SIZE))
        .fold(60.0, f32::max);
    // Under a name stands how many of its events are drawn: all at most.
    let counts = places.iter().map(|lane| {
        let events = input.index.in_lane(*lane).events;
        let all = say_with("count-event", &[("count", events.into())]);
        let words = say_with(
            "lane-some-of",
            &[("shown", events.into()), ("events", all.into())],
        );
        input.fonts.width(&words, Face::Sans, SMALL_SIZE)
    });
    let widest = counts.fold(widest, f32::max);
    (names, NAME_LEFT + widest + NAME_RIGHT)
}

/// The arrangement of the view, with room for the names, in the order in which
/// the lanes are drawn; those that are not come last.
fn arranged(
    view: &FigureOptions,
    places: &[usize],
    names: &[Vec<String>],
    count: usize,
) -> Arrangement {
    let mut arrangement = view.arrangement.clone();
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

/// The room that the number of a note takes, in points.
fn number_room(fonts: &Fonts, shown: &EventSet, view: &FigureOptions) -> f32 {
    if !view.has_notes {
        return 0.0;
    }
    let widest = shown.count().to_string().replace(|_| true, "0");
    NUMBER_GAP + fonts.width(&widest, Face::Sans, NUMBER_SIZE)
}

struct Scenes<'a> {
    input: &'a FigureInput<'a>,
    lanes: &'a LaneIndexes,
    arrangement: &'a Arrangement,
    width: f32,
    number_room: f32,
}

impl Scenes<'_> {
    fn scene(&self, viewport: Viewport, places: &[usize], least: f32) -> Scene {
        let fonts = self.input.fonts;
        let measure = |text: &str| label_width(fonts, text) + self.number_room;
        let (timeline, index) = (self.input.timeline, self.input.index);
        let detail = detail(self.lanes, viewport, self.width, &[], self.arrangement);
        let axis = RowAxis {
            key: RowKey::of(viewport.seconds_per_point(self.width)),
            folds: viewport.folds(),
            frame: Some((viewport.first(), viewport.last())),
        };
        let mut rows = Rows::pack(timeline, index, self.lanes, &detail, axis, &measure);
        rows.follow(None, timeline, index, axis, &detail, &measure);
        let made = |arrangement: &Arrangement| {
            scene(&SceneInput {
                timeline,
                index,
                detail: &detail,
                lane_indexes: self.lanes,
                rows: &rows,
                arrangement,
                viewport,
                width: self.width,
                height: 0.0,
                measure: &measure,
            })
        };
        let tight = made(self.arrangement);
        let of_places: f32 = places
            .iter()
            .filter_map(|lane| Some(tight.lanes.get(*lane)?.height))
            .sum();
        if of_places >= least || of_places <= 0.0 {
            return tight;
        }
        // What is asked for is given, however far the lanes have to grow.
        let mut arrangement = self.arrangement.clone();
        for lane in places {
            if let Some(band) = tight.lanes.get(*lane) {
                arrangement.set_height(*lane, Some(band.height * least / of_places));
            }
        }
        made(&arrangement)
    }
}

/// The width of a label, in points. Of one that is far too long for any figure,
/// only the beginning is measured.
fn label_width(fonts: &Fonts, text: &str) -> f32 {
    const MOST_MEASURED: usize = 6_000;
    let end = (MOST_MEASURED..text.len()).find(|at| text.is_char_boundary(*at));
    let begun = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let width = fonts.width(&visible_line(begun), Face::Sans, LABEL_SIZE);
    #[expect(clippy::cast_precision_loss, reason = "a rough width is enough")]
    let times = text.len() as f32 / begun.len().max(1) as f32;
    width * times
}
