//! What opening a timeline costs: `storage::read` beside `serde_json` into owned
//! types of the same content, in one run. `cargo bench --bench open -- FILE`.
//!
//! Each is done in a process of its own, so that the memory of one is not the
//! other's, and the better of three counts. Absolute figures are this machine's;
//! the ratio is what to look at.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a benchmark fails so, and counts few things"
)]

use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use serde::Deserialize;

#[expect(dead_code, reason = "read and never looked at")]
mod owned {
    //! The content of a timeline as plain owned types.

    use super::Deserialize;

    #[derive(Deserialize)]
    pub struct Timeline {
        pub title: Option<String>,
        pub description: Option<String>,
        pub language: Option<String>,
        #[serde(default)]
        pub lanes: Vec<Lane>,
        #[serde(default)]
        pub sources: Vec<Source>,
        #[serde(default)]
        pub passages: Vec<Passage>,
        #[serde(default)]
        pub events: Vec<Event>,
    }

    #[derive(Deserialize)]
    pub struct Lane {
        pub id: String,
        pub name: String,
        pub color: Option<String>,
    }

    #[derive(Deserialize)]
    pub struct Source {
        pub id: String,
        pub csl: serde_json::Value,
        pub file: Option<String>,
        pub sha256: Option<String>,
        pub language: Option<String>,
        pub note: Option<String>,
    }

    #[derive(Deserialize)]
    pub struct Passage {
        pub id: String,
        pub source: String,
        pub exact: String,
        pub prefix: Option<String>,
        pub suffix: Option<String>,
        pub start: Option<u64>,
        pub end: Option<u64>,
        pub locator: Option<String>,
        pub replaces: Option<String>,
    }

    #[derive(Deserialize)]
    pub struct Event {
        pub id: String,
        pub title: String,
        pub date: Option<String>,
        pub date_text: Option<String>,
        pub dating: Option<Dating>,
        pub lane: String,
        #[serde(default)]
        pub tags: Vec<String>,
        #[serde(default)]
        pub actors: Vec<String>,
        pub summary: Option<String>,
        pub note: Option<String>,
        pub citations: Vec<Citation>,
    }

    #[derive(Deserialize)]
    pub struct Dating {
        pub basis: Option<String>,
        pub reason: Option<String>,
        #[serde(default)]
        pub after: Vec<String>,
        #[serde(default)]
        pub before: Vec<String>,
    }

    #[derive(Deserialize)]
    pub struct Citation {
        pub passage: String,
        pub date: Option<String>,
        pub dating: Option<Dating>,
        pub stance: Option<String>,
        pub attributed_to: Option<String>,
        pub note: Option<String>,
    }
}

/// Resident bytes of this process, where the system tells.
fn resident() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm")
        .ok()
        .and_then(|line| {
            let pages = line.split(' ').nth(1)?;
            pages.parse::<u64>().ok()
        });
    pages.unwrap_or(0) * 4096
}

/// What this thread has been running for, where the system tells. Other work on
/// the machine does not count, as it does on a clock.
fn busy_nanoseconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok()
}

/// Milliseconds of CPU of one reading, the bytes that stay resident once the file's
/// own are given back, and how many events there were.
fn measured<T>(bytes: Vec<u8>, read: impl FnOnce(&[u8]) -> T, events: impl Fn(&T) -> usize) {
    let length = bytes.len() as u64;
    let empty = resident().saturating_sub(length);
    let (begun, busy) = (Instant::now(), busy_nanoseconds());
    let made = read(&bytes);
    let wall = begun.elapsed().as_secs_f64() * 1000.0;
    let milliseconds = busy
        .zip(busy_nanoseconds())
        .map_or(wall, |(before, after)| (after - before) / 1e6);
    let peak = resident().saturating_sub(empty);
    drop(bytes);
    let kept = resident().saturating_sub(empty);
    println!("{milliseconds} {kept} {peak} {}", events(&made));
    black_box(&made);
}

fn child(way: &str, file: &str) {
    let bytes = std::fs::read(file).unwrap();
    match way {
        "annals" => measured(
            bytes,
            |bytes| {
                let reading = annals::storage::read(bytes).unwrap();
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

/// The quickest of three processes.
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
                    "{name:<10} {:8.1} ms, kept {:6.1} MB ({:.2} of the file, {:.0} bytes an event), \
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
