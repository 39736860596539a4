//! The time of a frame, compared with an empty window with the same panels: one run
//! of the interface and its tessellation, without a GPU: `cargo bench --bench frame`.
//! Compare the ratios; absolute figures depend on the machine.
//!
//! `cargo bench --bench frame -- FILE` measures a timeline file and prints one JSON
//! object: the time to open it, to read it with `serde_json`, to index, search, pan
//! and zoom it, and the resident memory.
//!
//! `-- --frames FILE` opens a timeline, prints "ready", waits for a line on standard
//! input and runs 240 frames of panning and zooming. Use it to count instructions,
//! which are the same in each run: start `valgrind --tool=callgrind
//! --instr-atstart=no` and switch it on at "ready" with `callgrind_control -i on`.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]

use std::alloc::System;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use annals::app::{App, DocumentLocations, EffectMode, StartOptions, TimelineLoader};
use annals::layout::{Arrangement, Viewport, visible_marks};
use annals::model::Timeline;
use annals::query::{EventSet, LaneIndexes, TableColumn, TimeIndex, drawn_range};
use annals::search::{Filter, SearchContext, SearchIndex};
use annals::session::{
    Action, Dialog, LatestRequest, LoadRequest, Origin, PanelAction, SelectionAction, Settings,
    SourcePaths, TableAction, ThemeChoice, ViewAction,
};
use eframe::egui::{self, Context, Event, RawInput, Rect, pos2, vec2};
use measure::{CpuTimer, owned, resident};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

mod measure;

const FRAMES: usize = 600;
const WARM_UP: usize = 60;
const SIZE: egui::Vec2 = vec2(1600.0, 900.0);

/// Runs frames and returns the median time of one.
fn median(mut frame: impl FnMut(usize)) -> Duration {
    for number in 0..WARM_UP {
        frame(number);
    }
    let mut costs: Vec<Duration> = (0..FRAMES)
        .map(|number| {
            let start = Instant::now();
            frame(number);
            start.elapsed()
        })
        .collect();
    costs.sort_unstable();
    costs.get(costs.len() / 2).copied().unwrap_or_default()
}

fn input(number: usize, events: Vec<Event>) -> RawInput {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred frames")]
    let time = number as f64 / 60.0;
    RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
        time: Some(time),
        events,
        ..RawInput::default()
    }
}

/// One frame as eframe runs it, up to the triangles.
fn run(context: &Context, number: usize, events: Vec<Event>, draw: &mut dyn FnMut(&mut egui::Ui)) {
    let mut output = context.run_ui(input(number, events), |ui| draw(ui));
    black_box(context.tessellate(output.shapes, output.pixels_per_point));
    output.textures_delta.clear();
}

fn empty_window() -> Duration {
    let context = Context::default();
    annals::ui::install_fonts(&context);
    annals::ui::install_styles(&context);
    median(|number| {
        run(&context, number, Vec::new(), &mut |ui| {
            egui::Panel::top("bar").exact_size(46.0).show(ui, |_| {});
            egui::Panel::right("quotes")
                .exact_size(432.0)
                .show(ui, |_| {});
            egui::Panel::bottom("overview")
                .exact_size(54.0)
                .show(ui, |_| {});
            egui::Panel::bottom("undated")
                .exact_size(150.0)
                .show(ui, |_| {});
            egui::CentralPanel::default().show(ui, |ui| {
                egui_plot::Plot::new("plot")
                    .show_axes(false)
                    .show(ui, |_| {});
            });
        });
    })
}

/// The time of a frame of the program with the built-in chronology.
fn chronology(prepare: Vec<Action>, mut each: impl FnMut(&mut App, usize)) -> Duration {
    program(Origin::BuiltIn, prepare, false, |app, number| {
        each(app, number);
        Vec::new()
    })
}

/// The program with a timeline, which it loads in its first frame.
fn app(context: &Context, origin: Origin) -> App {
    let settings = Settings {
        theme: ThemeChoice::Light,
        motion: annals::settings::AnimationChoice::Reduced,
        language: annals::settings::LanguageChoice::English,
        swap_wheel: false,
        ..Settings::default()
    };
    let options = StartOptions {
        settings,
        ..StartOptions::new(origin, worker(), EffectMode::Inline)
    };
    App::new(context, options)
}

/// The child process that extracts documents.
fn worker() -> annals_documents::Worker {
    annals_documents::Worker {
        program: env!("CARGO_BIN_EXE_annals").into(),
    }
}

/// The time of a frame of the program with a timeline. `each` acts before each frame
/// and returns its input events.
fn program(
    origin: Origin,
    prepare: Vec<Action>,
    has_screen_reader: bool,
    mut each: impl FnMut(&mut App, usize) -> Vec<Event>,
) -> Duration {
    let context = Context::default();
    if has_screen_reader {
        context.enable_accesskit();
    }
    let mut app = app(&context, origin);
    for action in prepare {
        app.ask(action);
    }
    median(|number| {
        let events = each(&mut app, number);
        run(&context, number, events, &mut |ui| {
            app.drain(ui.ctx());
            app.frame(ui);
        });
    })
}

/// A folder with a timeline and its source: a text of some 500 kB. The timeline
/// quotes one paragraph in three.
fn long_text() -> std::io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let mut text = String::new();
    let mut passages = Vec::new();
    for number in 0..900 {
        let words = format!("Sentence {number} of the long text says something of its own. ");
        let exact = words.repeat(2).trim_end().to_owned();
        text.push_str(&words.repeat(9));
        text.push_str("\n\n");
        if number % 3 == 0 {
            passages.push(serde_json::json!({
                "id": format!("p{number}"), "source": "s", "exact": exact,
            }));
        }
    }
    let events: Vec<_> = (0..passages.len())
        .map(|number| {
            serde_json::json!({
                "id": format!("e{number}"), "title": format!("Event {number}"), "lane": "a",
                "date": format!("{}", 1700 + number), "dating": { "basis": "inferred", "reason": "r" },
                "citations": [{ "passage": format!("p{}", number * 3) }],
            })
        })
        .collect();
    let timeline = serde_json::json!({
        "annals": 1, "title": "Long", "lanes": [{ "id": "a", "name": "A" }],
        "sources": [{ "id": "s", "csl": { "title": "Long text" }, "file": "long.txt",
                      "sha256": annals::model::Digest::of(text.as_bytes()).to_string() }],
        "passages": passages, "events": events,
    });
    std::fs::write(folder.path().join("long.txt"), text)?;
    std::fs::write(folder.path().join("timeline.json"), timeline.to_string())?;
    Ok(folder)
}

/// Scrolls the reader forth and back.
fn scroll(number: usize) -> Vec<Event> {
    let delta = if number % 300 < 150 { -60.0 } else { 60.0 };
    vec![
        Event::PointerMoved(pos2(SIZE.x - 200.0, SIZE.y - 200.0)),
        Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, delta),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        },
    ]
}

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The number of frames whose instructions are counted: one round of zooming and
/// panning.
const COUNTED: usize = 240;

/// The number of frames in which allocations are counted.
const STEADY: usize = 20;

/// A quantile of sorted figures, in thousandths.
fn quantile(costs: &[f64], thousandths: usize) -> f64 {
    let place = (costs.len() * thousandths / 1_000).min(costs.len().saturating_sub(1));
    costs.get(place).copied().unwrap_or(f64::NAN)
}

/// The median and the highest quantiles of some figures.
fn spread(mut costs: Vec<f64>) -> serde_json::Value {
    costs.sort_unstable_by(f64::total_cmp);
    serde_json::json!({
        "p50": quantile(&costs, 500), "p95": quantile(&costs, 950), "p99": quantile(&costs, 990),
        "max": quantile(&costs, 1_000),
    })
}

/// A window whose frames are counted one by one.
struct Screen {
    context: Context,
    app: App,
    frames: usize,
}

impl Screen {
    fn new(origin: Origin) -> Self {
        let context = Context::default();
        let app = app(&context, origin);
        Self {
            context,
            app,
            frames: 0,
        }
    }

    /// The CPU time in milliseconds of one frame with an action and input events.
    fn frame(&mut self, action: Option<Action>, events: Vec<Event>) -> f64 {
        self.frames += 1;
        let timer = CpuTimer::now();
        if let Some(action) = action {
            self.app.ask(action);
        }
        let app = &mut self.app;
        run(&self.context, self.frames, events, &mut |ui| {
            app.drain(ui.ctx());
            app.frame(ui);
        });
        timer.milliseconds()
    }

    /// The average number of allocations in a frame.
    fn allocations(&mut self, mut action: impl FnMut(usize) -> Option<Action>) -> usize {
        let region = Region::new(ALLOCATOR);
        for number in 0..STEADY {
            self.frame(action(number), Vec::new());
        }
        region.change().allocations / STEADY
    }
}

/// Zooming in, panning, zooming out and panning back, 60 frames each.
fn zoom_or_pan(number: usize) -> ViewAction {
    let about = 0.1;
    match number % 240 {
        0..60 => ViewAction::Zoom {
            factor: 1.07,
            about,
        },
        60..120 => ViewAction::Pan(0.004),
        120..180 => ViewAction::Zoom {
            factor: 1.0 / 1.07,
            about,
        },
        _ => ViewAction::Pan(-0.004),
    }
}

/// The words that are searched, letter by letter.
const SEARCHED: [&str; 6] = ["government", "the", "troops", "through", "quick", "zzyzx"];

/// The CPU times of searches in milliseconds, for up to three letters and for more.
fn search_times(timeline: &Timeline, index: &SearchIndex) -> [Vec<f64>; 2] {
    let mut costs = [Vec::new(), Vec::new()];
    let context = SearchContext {
        timeline,
        states: None,
        evidence: None,
        restrict_to: None,
        max_ranked: 100,
    };
    for word in SEARCHED {
        for length in 1..=word.len() {
            let (filter, _) = Filter::parse(word.get(..length).unwrap_or_default());
            for _ in 0..5 {
                let timer = CpuTimer::now();
                black_box(index.find(&filter, &context));
                if let Some(costs) = costs.get_mut(usize::from(length > 3)) {
                    costs.push(timer.milliseconds());
                }
            }
        }
    }
    costs
}

/// Compares the events under marks and clusters with all events in view. Returns how
/// many stretches of time were compared, and in how many the two differ.
fn check_details(timeline: &Timeline, index: &TimeIndex, lanes: &LaneIndexes) -> (usize, usize) {
    const WINDOWS: usize = 120;
    let Some((first, last)) = index.whole() else {
        return (0, 0);
    };
    let mut wrong = 0;
    for number in 0..WINDOWS {
        // From all time down to minutes, at arbitrary places.
        let depth = number % 12;
        let length = (last.seconds() - first.seconds()) >> (2 * depth);
        let slack = (last.seconds() - first.seconds() - length).max(1);
        let offset = i64::try_from(number).unwrap_or(0) * 7_919_000_003 % slack;
        let from = first.saturating_add(offset);
        let viewport = Viewport::between(from, from.saturating_add(length.max(60)));
        let visible = visible_marks(lanes, viewport, SIZE.x, &[], &Arrangement::default());
        let mut shown = EventSet::none(timeline.events.slot_count());
        let unclustered = visible.unclustered.iter().map(|mark| mark.claim);
        let mut is_exact = true;
        for cluster in &visible.clusters {
            let mut under = EventSet::none(timeline.events.slot_count());
            for claim in cluster.date_claims(lanes) {
                under.insert(index.date_claims()[claim].event);
            }
            is_exact &= under.count() == cluster.events;
            shown.add(&under);
        }
        for claim in unclustered {
            shown.insert(index.date_claims()[claim].event);
        }
        let mut in_view = EventSet::none(timeline.events.slot_count());
        for claim in index.date_claims() {
            let seen = claim.spans().iter().any(|span| {
                let (first, last) = drawn_range(*span);
                viewport.shows(first, last)
            });
            if seen {
                in_view.insert(claim.event);
            }
        }
        wrong += usize::from(!is_exact || shown != in_view);
    }
    (WINDOWS, wrong)
}

/// The resident bytes of another process that shows a timeline and has all indexes.
/// Without a path it shows the built-in chronology.
fn resident_with(path: Option<&Path>) -> std::io::Result<u64> {
    let mut command = std::process::Command::new(std::env::current_exe()?);
    command.arg("--resident").args(path);
    let output = command.output()?;
    let printed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    printed.parse().map_err(std::io::Error::other)
}

/// Prints the resident bytes of this process for [`resident_with`].
fn print_resident(path: Option<&Path>) {
    let origin = path.map_or(Origin::BuiltIn, |path| Origin::File(path.to_owned()));
    let mut screen = Screen::new(origin);
    for _ in 0..5 {
        screen.frame(None, Vec::new());
    }
    println!("{}", resident());
}

/// Opens a timeline, waits for a line on standard input, and pans and zooms.
fn count_frames(path: &Path) -> std::io::Result<()> {
    let mut screen = Screen::new(Origin::File(path.to_owned()));
    for _ in 0..3 {
        screen.frame(None, Vec::new());
    }
    screen.frame(Some(SelectionAction::NextEvent.into()), Vec::new());
    for step in 0..240 {
        screen.frame(Some(zoom_or_pan(step).into()), Vec::new());
    }
    println!("ready");
    std::io::stdin().read_line(&mut String::new())?;
    for step in 0..COUNTED {
        screen.frame(Some(zoom_or_pan(step).into()), Vec::new());
    }
    println!("{COUNTED} frames");
    Ok(())
}

/// Measures a timeline file and prints one JSON object. Times are CPU time in
/// milliseconds.
fn measure_file(path: &Path) -> std::io::Result<()> {
    let rss = resident_with(Some(path))?;
    let rss_of_empty = resident_with(None)?;
    let bytes = std::fs::read(path)?;
    let timer = CpuTimer::now();
    let for_comparison: Result<owned::Timeline, _> = serde_json::from_slice(&bytes);
    let serde_json_ms = timer.milliseconds();
    drop(for_comparison);
    let timer = CpuTimer::now();
    let loaded = annals::storage::read(&bytes).map_err(std::io::Error::other)?;
    let read_ms = timer.milliseconds();
    drop(bytes);
    let timeline = loaded.timeline;
    let timer = CpuTimer::now();
    let index = TimeIndex::new(&timeline);
    let lanes = LaneIndexes::new(&timeline, &index);
    let index_ms = timer.milliseconds();
    let (windows, wrong) = check_details(&timeline, &index, &lanes);
    drop(lanes);
    let timer = CpuTimer::now();
    let search_index = SearchIndex::build(&timeline, &index, &|| true);
    let search_index_ms = timer.milliseconds();
    drop(index);
    let [short, long] =
        search_index.map_or_else(Default::default, |index| search_times(&timeline, &index));
    let events = timeline.events.len();
    drop(timeline);

    let timer = CpuTimer::now();
    let loader = TimelineLoader {
        locations: &DocumentLocations::default(),
        documents: &annals::library::DocumentCache::new(worker()),
        cache: None,
    };
    let request = LoadRequest {
        ticket: LatestRequest::default().start(()),
        origin: Origin::File(path.to_owned()),
        source_paths: SourcePaths::default(),
        changes: Vec::new(),
        base: None,
        wants_preview: false,
    };
    let opened = loader.load(&request, &mut |_| ControlFlow::Continue(()));
    let read_and_indexed_ms = timer.milliseconds();
    drop(opened);
    let mut screen = Screen::new(Origin::File(path.to_owned()));
    // The first frames load the document and build the search index.
    screen.frame(None, Vec::new());
    screen.frame(None, Vec::new());
    screen.app.ask(ViewAction::FitAll);
    let first_frame_ms = screen.frame(None, Vec::new());
    screen.frame(Some(SelectionAction::NextEvent.into()), Vec::new());
    for step in 0..240 {
        screen.frame(Some(zoom_or_pan(step).into()), Vec::new());
    }
    let costs = (0..1_200)
        .map(|step| screen.frame(Some(zoom_or_pan(step).into()), Vec::new()))
        .collect();
    let frames = spread(costs);
    for _ in 0..10 {
        screen.frame(None, Vec::new());
    }
    let allocations = screen.allocations(|_| None);
    let panning = screen.allocations(|number| Some(zoom_or_pan(60 + number).into()));
    // Alternating, so that a machine that slows down affects both.
    let (mut still, mut pointed): (Vec<f64>, Vec<f64>) = (0_u16..600)
        .map(|number| {
            let still = screen.frame(None, Vec::new());
            // Along the axis, where nothing reacts to the pointer except the hit test.
            let to = pos2(300.0 + f32::from(number), SIZE.y - 100.0);
            (still, screen.frame(None, vec![Event::PointerMoved(to)]))
        })
        .unzip();
    still.sort_unstable_by(f64::total_cmp);
    pointed.sort_unstable_by(f64::total_cmp);
    let hit_us = (quantile(&pointed, 500) - quantile(&still, 500)).max(0.0) * 1e3;
    // The window does this on a worker thread, this bench in a frame.
    let mut costs_of = |action: Action| -> f64 {
        let first = screen.frame(Some(action), Vec::new());
        first + screen.frame(None, Vec::new()) + screen.frame(None, Vec::new())
    };
    let table_ms = costs_of(PanelAction::ToggleTable.into());
    let sort_by_title_ms = costs_of(TableAction::Sort(TableColumn::Title).into());
    let facets_ms = costs_of(PanelAction::ToggleDialog(Dialog::Filters).into());
    screen.frame(Some(PanelAction::Escape.into()), Vec::new());
    let mut with_table: Vec<f64> = (0..200).map(|_| screen.frame(None, Vec::new())).collect();
    with_table.sort_unstable_by(f64::total_cmp);
    let figures = serde_json::json!({
        "table_ms": table_ms, "sort_by_title_ms": sort_by_title_ms, "facets_ms": facets_ms,
        "still_frame_with_table_ms": quantile(&with_table, 500),
        "events": events, "read_ms": read_ms, "open_ms": read_and_indexed_ms + first_frame_ms,
        "serde_json_ms": serde_json_ms, "index_ms": index_ms,
        "search_index_ms": search_index_ms, "frame_ms": frames,
        "still_frame_ms": quantile(&still, 500),
        "search_ms": spread(short), "search_of_four_letters_ms": spread(long), "hit_us": hit_us,
        "allocations_per_steady_frame": allocations, "allocations_per_pan_frame": panning,
        "rss_bytes": rss, "rss_bytes_of_an_empty_window": rss_of_empty,
        "windows": windows, "windows_in_which_an_event_is_missing": wrong,
    });
    println!("{figures}");
    Ok(())
}

fn main() -> std::io::Result<()> {
    if std::env::args().any(|argument| argument == "--frames")
        && let Some(path) = std::env::args().next_back()
    {
        return count_frames(Path::new(&path));
    }
    let prints_resident = std::env::args().any(|argument| argument == "--resident");
    let given = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    if prints_resident {
        print_resident(given.as_deref().map(Path::new));
        return Ok(());
    }
    if let Some(path) = given {
        return measure_file(Path::new(&path));
    }
    let empty = empty_window();
    let row = |name: &str, cost: Duration| {
        println!(
            "{name:<44} {:>8.3} ms   {:>5.1} × empty",
            cost.as_secs_f64() * 1e3,
            cost.as_secs_f64() / empty.as_secs_f64().max(1e-9)
        );
    };
    println!("run and tessellate, median of {FRAMES} frames, {SIZE:?}");
    row("an empty window with the same panels", empty);
    row(
        "the chronology, nothing selected",
        chronology(Vec::new(), |_, _| {}),
    );
    let second_event = || -> Vec<Action> {
        vec![
            SelectionAction::NextEvent.into(),
            SelectionAction::NextEvent.into(),
        ]
    };
    row(
        "the chronology, an event and its quotations",
        chronology(second_event(), |_, _| {}),
    );
    row(
        "the same, with a screen reader",
        program(Origin::BuiltIn, second_event(), true, |_, _| Vec::new()),
    );
    let mut with_table = second_event();
    with_table.push(PanelAction::ToggleTable.into());
    row(
        "the same, with the table of events",
        chronology(with_table, |_, _| {}),
    );
    row(
        "panning",
        chronology(vec![SelectionAction::NextEvent.into()], |app, number| {
            let by = if number % 120 < 60 { 0.004 } else { -0.004 };
            app.ask(ViewAction::Pan(by));
        }),
    );
    row(
        "zooming",
        chronology(vec![SelectionAction::NextEvent.into()], |app, number| {
            let factor = if number % 120 < 60 { 1.05 } else { 1.0 / 1.05 };
            app.ask(ViewAction::Zoom { factor, about: 0.1 });
        }),
    );
    let folder = long_text()?;
    let origin = || Origin::File(folder.path().join("timeline.json"));
    let read = || vec![Action::Panel(PanelAction::ToggleReader)];
    row(
        "a text of 500 kB in the reader",
        program(origin(), read(), false, |_, _| Vec::new()),
    );
    row(
        "the same, scrolling",
        program(origin(), read(), false, |_, number| scroll(number)),
    );
    row(
        "the same, with a screen reader",
        program(origin(), read(), true, |_, number| scroll(number)),
    );
    Ok(())
}
