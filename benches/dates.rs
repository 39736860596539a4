//! How many dates are read a second: EDTF of all levels, plain days, and plain
//! days by chrono, in one run. `cargo bench --bench dates`.
//!
//! Absolute figures are this machine's; the ratio is what to look at. chrono
//! reads a day and nothing else; here a text is kept, read into its parts and
//! brought to its first and last second.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use annals_edtf::Edtf;
use chrono::NaiveDate;

/// What is read, and how.
type Contest<'c> = (&'c str, &'c [String], &'c dyn Fn(&str));

const ROUNDS: usize = 15;
const ROUND: Duration = Duration::from_millis(120);

/// Every date of the conformance tables, whatever its level.
fn mixed() -> Vec<String> {
    [
        include_str!("../tests/edtf/taken-0.txt"),
        include_str!("../tests/edtf/taken-1.txt"),
        include_str!("../tests/edtf/taken-2.txt"),
    ]
    .iter()
    .flat_map(|table| table.lines())
    .filter(|line| !line.starts_with("## "))
    .filter_map(|line| line.split(' ').next().map(str::to_owned))
    .collect()
}

/// Days of some sixty years, in no order.
fn plain() -> Vec<String> {
    (0_u32..1_000)
        .map(|number| {
            let (year, month, day) = (1950 + number % 61, 1 + number % 12, 1 + number % 28);
            format!("{year:04}-{month:02}-{day:02}")
        })
        .collect()
}

/// Dates a second in one round.
fn rate(texts: &[String], read: &dyn Fn(&str)) -> f64 {
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < ROUND {
        for text in texts {
            read(black_box(text));
            count += 1;
        }
    }
    f64::from(count) / begun.elapsed().as_secs_f64()
}

fn edtf(text: &str) {
    let _ = black_box(Edtf::parse(text));
}

/// The crate that was used before: parsed, and brought to days.
fn by_edtf_core(text: &str) {
    let _ = black_box(edtf_core::Edtf::parse(text).map(|date| date.bounds()));
}

fn by_chrono(text: &str) {
    let _ = black_box(text.parse::<NaiveDate>());
}

fn by_chrono_with_format(text: &str) {
    let _ = black_box(NaiveDate::parse_from_str(text, "%Y-%m-%d"));
}

fn median(rates: &mut [f64]) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}

fn main() {
    let (mixed, plain) = (mixed(), plain());
    let refused: Vec<String> = plain.iter().map(|text| format!("{text}u")).collect();
    let contests: [Contest<'_>; 7] = [
        ("EDTF of levels 0 to 2", &mixed, &edtf),
        ("plain days as EDTF", &plain, &edtf),
        ("EDTF by edtf-core", &mixed, &by_edtf_core),
        ("plain days by edtf-core", &plain, &by_edtf_core),
        ("plain days refused for their end", &refused, &edtf),
        ("plain days by chrono (FromStr)", &plain, &by_chrono),
        (
            "plain days by chrono (format)",
            &plain,
            &by_chrono_with_format,
        ),
    ];
    let mut rates = [const { Vec::new() }; 7];
    // Turn about, so that a busy moment of the machine falls on all of them.
    for _ in 0..ROUNDS {
        for (rates, (_, texts, read)) in rates.iter_mut().zip(&contests) {
            rates.push(rate(texts, read));
        }
    }
    let medians = rates.map(|mut rates| median(&mut rates));
    for ((name, texts, _), rate) in contests.iter().zip(&medians) {
        let count = texts.len();
        println!(
            "{name:34} {:>6.2} million a second ({count} texts)",
            rate / 1e6
        );
    }
    let [mixed, plain, _, _, _, chrono, chrono_with_format] = medians;
    println!(
        "plain days: {:.2} times chrono's FromStr, {:.2} times its parse_from_str",
        plain / chrono,
        plain / chrono_with_format
    );
    println!(
        "mixed EDTF: {:.2} times chrono's FromStr on plain days",
        mixed / chrono
    );
}
