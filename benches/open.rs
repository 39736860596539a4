//! The cost of opening a timeline: `check::read_checked` compared with `serde_json` into
//! owned types of the same content, in one run. `cargo bench --bench open -- FILE`.
//!
//! Each runs in its own process, so that memory is measured separately, and the best
//! of three counts. Absolute figures depend on the machine; compare the ratio.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark fails so, and counts few things"
)]

use std::hint::black_box;
use std::process::Command;

use measure::{CpuTimer, owned, resident};

mod measure;

/// Prints the CPU time of reading in milliseconds, the bytes that are still resident after
/// those of the file are freed, the peak, and the number of events.
fn measured<T>(bytes: Vec<u8>, read: impl FnOnce(&[u8]) -> T, events: impl Fn(&T) -> usize) {
    let length = bytes.len() as u64;
    let empty = resident().saturating_sub(length);
    let start = CpuTimer::now();
    let value = read(&bytes);
    let milliseconds = start.milliseconds();
    let peak = resident().saturating_sub(empty);
    drop(bytes);
    let retained = resident().saturating_sub(empty);
    println!("{milliseconds} {retained} {peak} {}", events(&value));
    black_box(&value);
}

fn child(way: &str, file: &str) {
    let bytes = std::fs::read(file).unwrap();
    match way {
        "annals" => measured(
            bytes,
            |bytes| {
                let reading = annals::check::read_checked(bytes).unwrap();
                assert!(
                    reading.problems.is_empty(),
                    "{:?}",
                    reading.problems.first()
                );
                reading
            },
            |reading| reading.timeline.events.len(),
        ),
        _ => measured(
            bytes,
            |bytes| serde_json::from_slice::<owned::Timeline>(bytes).unwrap(),
            |timeline| timeline.events.len(),
        ),
    }
}

/// The figures of the fastest of three processes.
fn best(way: &str, file: &str) -> Vec<f64> {
    let program = std::env::current_exe().unwrap();
    let mut rounds: Vec<Vec<f64>> = (0..3)
        .map(|_| {
            let output = Command::new(&program).args([way, file]).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let error = String::from_utf8_lossy(&output.stderr).into_owned();
            let figures: Vec<f64> = text
                .split_whitespace()
                .map(|figure| figure.parse().unwrap())
                .collect();
            assert_eq!(figures.len(), 4, "{error}");
            figures
        })
        .collect();
    rounds.sort_by(|one, other| one[0].total_cmp(&other[0]));
    rounds.swap_remove(0)
}

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    match arguments.as_slice() {
        [way, file] => child(way, file),
        [file] => {
            let length = std::fs::metadata(file).unwrap().len() as f64;
            let (ours, serde) = (best("annals", file), best("serde_json", file));
            for (name, figures) in [("annals", &ours), ("serde_json", &serde)] {
                println!(
                    "{name:<10} {:8.1} ms, retained {:6.1} MB ({:.2} of the file, {:.0} bytes an event), \
                     with the file {:6.1} MB",
                    figures[0],
                    figures[1] / 1e6,
                    figures[1] / length,
                    figures[1] / figures[3],
                    figures[2] / 1e6,
                );
            }
            println!("ratio of times {:.2}", ours[0] / serde[0]);
        }
        _ => println!("cargo bench --bench open -- FILE"),
    }
}
