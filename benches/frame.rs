//! What a frame costs, beside an empty window with the same panels: one run of
//! the interface and its tessellation, no GPU. `cargo bench --bench frame`.
//!
//! Absolute figures are this machine's; the ratio is what to look at.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use annals::app::{App, Located, Runner};
use annals::session::{Action, Origin, Places, Settings, ThemeChoice, ViewAction};
use eframe::egui::{self, Context, RawInput, Rect, pos2, vec2};

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

fn input(number: usize) -> RawInput {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred frames")]
    let time = number as f64 / 60.0;
    RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
        time: Some(time),
        ..RawInput::default()
    }
}

/// One frame as eframe runs it, up to the triangles.
fn run(context: &Context, number: usize, draw: &mut dyn FnMut(&mut egui::Ui)) {
    let mut output = context.run_ui(input(number), |ui| draw(ui));
    black_box(context.tessellate(output.shapes, output.pixels_per_point));
    output.textures_delta.clear();
}

fn empty_window() -> Duration {
    let context = Context::default();
    annals::ui::install_fonts(&context);
    annals::ui::install_styles(&context);
    median(|number| {
        run(&context, number, &mut |ui| {
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
    let context = Context::default();
    let settings = Settings {
        theme: ThemeChoice::Light,
        reduce_motion: true,
        swap_wheel: false,
        ..Settings::default()
    };
    let mut app = App::new(
        &context,
        Origin::BuiltIn,
        Places::default(),
        settings,
        Located::nowhere(),
        annals::documents::Worker {
            program: env!("CARGO_BIN_EXE_annals").into(),
        },
        Runner::Inline,
    );
    for action in prepare {
        app.ask(Action::View(action.clone()));
    }
    median(|number| {
        each(&mut app, number);
        run(&context, number, &mut |ui| {
            app.drain(ui.ctx());
            app.frame(ui);
        });
    })
}

fn main() {
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
}
