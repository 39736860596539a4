//! What a frame costs, beside an empty window with the same panels: one run of
//! the interface and its tessellation, no GPU. `cargo bench --bench frame`.
//!
//! `cargo bench --bench frame -- FILE` takes any timeline and prints one JSON
//! object: what it costs to open, to read with `serde_json` in the same run, to
//! index, and to pan and zoom.
//!
//! Absolute figures are this machine's; the ratio is what to look at.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]

use std::alloc::System;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use annals::app::{App, Located, Runner};
use annals::query::{LaneIndexes, TimeIndex};
use annals::session::{Action, Origin, Places, Settings, ThemeChoice, ViewAction};
use eframe::egui::{self, Context, Event, RawInput, Rect, pos2, vec2};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

const FRAMES: usize = 600;
const WARM_UP: usize = 60;
const SIZE: egui::Vec2 = vec2(1600.0, 900.0);

/// Runs frames and gives the median of what one costs.
fn median(mut frame: impl FnMut(usize)) -> Duration {
    for number in 0..WARM_UP {
        frame(number);
    }
    let mut costs: Vec<Duration> = (0..FRAMES)
        .map(|number| {
            let begun = Instant::now();
            frame(number);
            begun.elapsed()
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
            egui::Panel::bottom("shelf")
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

fn program(prepare: &[ViewAction], mut each: impl FnMut(&mut App, usize)) -> Duration {
    let prepare = prepare.iter().cloned().map(Action::View).collect();
    timed(Origin::BuiltIn, prepare, false, |app, number| {
        each(app, number);
        Vec::new()
    })
}

/// The program on a timeline, reading as soon as it is drawn.
fn app(context: &Context, origin: Origin) -> App {
    let settings = Settings {
        theme: ThemeChoice::Light,
        reduce_motion: true,
        swap_wheel: false,
        ..Settings::default()
    };
    App::new(
        context,
        origin,
        Places::default(),
        settings,
        Located::nowhere(),
        annals::documents::Worker {
            program: env!("CARGO_BIN_EXE_annals").into(),
        },
        Runner::Inline,
    )
}

/// The same on any timeline, with what the pointer does, and with or without a
/// screen reader listening.
fn timed(
    origin: Origin,
    prepare: Vec<Action>,
    is_heard: bool,
    mut each: impl FnMut(&mut App, usize) -> Vec<Event>,
) -> Duration {
    let context = Context::default();
    if is_heard {
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

/// A folder with a timeline and its source: a text of some 500 kB, one
/// paragraph in three of it quoted.
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

/// Scrolls the reader, forth and back.
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

/// Frames in which nothing moves, to count allocations in.
const STEADY: usize = 20;

/// What opening and showing a timeline file costs.
fn file(path: &Path) -> std::io::Result<()> {
    let ms = |begun: Instant| begun.elapsed().as_secs_f64() * 1e3;
    let bytes = std::fs::read(path)?;
    let begun = Instant::now();
    let yardstick: Result<serde_json::Value, _> = serde_json::from_slice(&bytes);
    let serde_json_ms = ms(begun);
    drop(yardstick);
    let begun = Instant::now();
    let reading = annals::storage::read(&bytes).map_err(std::io::Error::other)?;
    let read_ms = ms(begun);
    drop(bytes);
    let begun = Instant::now();
    let index = TimeIndex::new(&reading.timeline);
    black_box(LaneIndexes::new(&reading.timeline, &index, |_| true));
    let index_ms = ms(begun);
    let events = reading.timeline.events.len();
    drop((index, reading));

    let context = Context::default();
    let mut app = app(&context, Origin::File(path.to_owned()));
    let begun = Instant::now();
    let mut number = 0;
    let mut frame = |app: &mut App, action: Option<ViewAction>| {
        number += 1;
        let begun = Instant::now();
        if let Some(action) = action {
            app.ask(Action::View(action));
        }
        run(&context, number, Vec::new(), &mut |ui| {
            app.drain(ui.ctx());
            app.frame(ui);
        });
        ms(begun)
    };
    frame(&mut app, None);
    frame(&mut app, None);
    let open_ms = ms(begun);
    frame(&mut app, Some(ViewAction::NextEvent));
    let moves = |number: usize| match number % 240 {
        0..60 => ViewAction::Zoom {
            factor: 1.07,
            about: 0.1,
        },
        60..120 => ViewAction::Pan(0.004),
        120..180 => ViewAction::Zoom {
            factor: 1.0 / 1.07,
            about: 0.1,
        },
        _ => ViewAction::Pan(-0.004),
    };
    for step in 0..240 {
        frame(&mut app, Some(moves(step)));
    }
    let mut costs: Vec<f64> = (0..1_200)
        .map(|step| frame(&mut app, Some(moves(step))))
        .collect();
    costs.sort_unstable_by(f64::total_cmp);
    let at = |share: usize| {
        costs
            .get(costs.len() * share / 1_000)
            .copied()
            .unwrap_or(f64::NAN)
    };
    let frames = serde_json::json!({
        "p50": at(500), "p95": at(950), "p99": at(990), "max": at(999),
    });
    for _ in 0..10 {
        frame(&mut app, None);
    }
    let region = Region::new(ALLOCATOR);
    for _ in 0..STEADY {
        frame(&mut app, None);
    }
    let allocations = region.change().allocations / STEADY;
    let pages: usize = std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|statm| statm.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0);
    let told = serde_json::json!({
        "events": events, "read_ms": read_ms, "open_ms": open_ms, "serde_json_ms": serde_json_ms,
        "index_ms": index_ms, "frame_ms": frames, "allocations_per_steady_frame": allocations,
        "rss_bytes": pages * 4_096,
    });
    println!("{told}");
    Ok(())
}

fn main() -> std::io::Result<()> {
    let given = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    if let Some(path) = given {
        return file(Path::new(&path));
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
    row("the chronology, nothing selected", program(&[], |_, _| {}));
    row(
        "the chronology, an event and its quotations",
        program(&[ViewAction::NextEvent, ViewAction::NextEvent], |_, _| {}),
    );
    row(
        "panning all the while",
        program(&[ViewAction::NextEvent], |app, number| {
            let by = if number % 120 < 60 { 0.004 } else { -0.004 };
            app.ask(Action::View(ViewAction::Pan(by)));
        }),
    );
    row(
        "zooming all the while",
        program(&[ViewAction::NextEvent], |app, number| {
            let factor = if number % 120 < 60 { 1.05 } else { 1.0 / 1.05 };
            app.ask(Action::View(ViewAction::Zoom { factor, about: 0.1 }));
        }),
    );
    let folder = long_text()?;
    let origin = || Origin::File(folder.path().join("timeline.json"));
    let read = || vec![Action::View(ViewAction::ToggleReader)];
    row(
        "a text of 500 kB in the reader",
        timed(origin(), read(), false, |_, _| Vec::new()),
    );
    row(
        "the same, scrolled all the while",
        timed(origin(), read(), false, |_, number| scroll(number)),
    );
    row(
        "the same, with a screen reader listening",
        timed(origin(), read(), true, |_, number| scroll(number)),
    );
    Ok(())
}
