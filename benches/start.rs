//! The time from start to the first frame with a timeline, and the resident memory
//! then, compared with a bare eframe window of the same size in the same run. Needs a
//! display. `cargo bench --bench start`.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use eframe::egui;

const ROUNDS: usize = 7;
/// The argument that makes this program the bare window.
const BARE: &str = "--bare-window";

struct Bare {
    has_reported: bool,
}

impl eframe::App for Bare {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |_| {});
        if !self.has_reported {
            self.has_reported = true;
            eprintln!("first frame");
        }
    }
}

fn bare_window() {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
        ..eframe::NativeOptions::default()
    };
    let shown = eframe::run_native(
        "bare",
        options,
        Box::new(|_| {
            Ok(Box::new(Bare {
                has_reported: false,
            }))
        }),
    );
    if let Err(error) = shown {
        eprintln!("no window: {error}");
    }
}

/// The time from the start of a process to its message that a frame is drawn, and
/// its resident memory then in MiB: all of it, and the private part.
fn measure(mut command: Command) -> Option<(Duration, f64, f64)> {
    let begun = Instant::now();
    let mut child: Child = command.stderr(Stdio::piped()).spawn().ok()?;
    let lines = BufReader::new(child.stderr.take()?).lines();
    let mut first = None;
    for line in lines.map_while(Result::ok) {
        if line.contains("first frame") {
            first = Some(begun.elapsed());
            break;
        }
    }
    // Memory settles a little after the frame is drawn.
    std::thread::sleep(Duration::from_millis(700));
    let memory = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", child.id()));
    let _ = child.kill();
    let _ = child.wait();
    let memory = memory.ok()?;
    let mebibytes = |names: &[&str]| {
        memory
            .lines()
            .filter(|line| names.iter().any(|name| line.starts_with(name)))
            .filter_map(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok())
            .sum::<f64>()
            / 1024.0
    };
    let resident = mebibytes(&["Rss:"]);
    let private = mebibytes(&["Private_Clean:", "Private_Dirty:"]);
    Some((first?, resident, private))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn report(name: &str, rounds: &[(Duration, f64, f64)]) {
    let of = |pick: fn(&(Duration, f64, f64)) -> f64| median(rounds.iter().map(pick).collect());
    println!(
        "{name:<28} first frame {:>6.0} ms   resident {:>6.1} MiB   private {:>6.1} MiB",
        of(|round| round.0.as_secs_f64() * 1e3),
        of(|round| round.1),
        of(|round| round.2),
    );
}

fn main() {
    if std::env::args().any(|argument| argument == BARE) {
        return bare_window();
    }
    let Ok(this) = std::env::current_exe() else {
        return;
    };
    let mut bare = Vec::new();
    let mut ours = Vec::new();
    // Alternate, so that other work on the machine affects both.
    for _ in 0..ROUNDS {
        let mut command = Command::new(&this);
        command.arg(BARE);
        bare.extend(measure(command));
        let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
        command.env("ANNALS_TIME_START", "1");
        ours.extend(measure(command));
    }
    if bare.is_empty() || ours.is_empty() {
        println!("skipped: there is no display to open a window on");
        return;
    }
    println!("median of {ROUNDS} starts in turns, 1280 × 800");
    report("a bare eframe window", &bare);
    report("Annals on its chronology", &ours);
}
