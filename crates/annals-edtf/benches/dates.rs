//! Dates parsed per second: EDTF of all levels, and plain days with this crate,
//! edtf-core and chrono. Run it with `cargo bench -p annals-edtf`.
//!
//! Compare the ratios; absolute numbers depend on the machine. chrono parses a
//! day and nothing else. This crate also keeps the text, builds a syntax tree
//! and computes the first and last second.

#![expect(clippy::print_stdout, reason = "a benchmark reports")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use annals_edtf::Edtf;
use chrono::NaiveDate;

/// A name, texts and a parser.
type Case<'c> = (&'c str, &'c [String], &'c dyn Fn(&str));

const ROUNDS: usize = 15;
const ROUND_DURATION: Duration = Duration::from_millis(120);

/// Every valid conformance case.
fn mixed_dates() -> Vec<String> {
    [
        include_str!("../tests/cases/valid-0.txt"),
        include_str!("../tests/cases/valid-1.txt"),
        include_str!("../tests/cases/valid-2.txt"),
    ]
    .iter()
    .flat_map(|table| table.lines())
    .filter(|line| !line.starts_with("## "))
    .filter_map(|line| line.split(' ').next().map(str::to_owned))
    .collect()
}

/// Days of some sixty years, in mixed order.
fn plain_days() -> Vec<String> {
    (0_u32..1_000)
        .map(|number| {
            let (year, month, day) = (1950 + number % 61, 1 + number % 12, 1 + number % 28);
            format!("{year:04}-{month:02}-{day:02}")
        })
        .collect()
}

/// Dates per second in one round.
fn rate(texts: &[String], parse: &dyn Fn(&str)) -> f64 {
    let start = Instant::now();
    let mut count = 0_u32;
    while start.elapsed() < ROUND_DURATION {
        for text in texts {
            parse(black_box(text));
            count += 1;
        }
    }
    f64::from(count) / start.elapsed().as_secs_f64()
}

fn parse_edtf(text: &str) {
    let _ = black_box(Edtf::parse(text));
}

/// Parses, and computes the first and last day.
fn parse_with_edtf_core(text: &str) {
    let _ = black_box(edtf_core::Edtf::parse(text).map(|date| date.bounds()));
}

fn parse_with_chrono(text: &str) {
    let _ = black_box(text.parse::<NaiveDate>());
}

fn parse_with_chrono_format(text: &str) {
    let _ = black_box(NaiveDate::parse_from_str(text, "%Y-%m-%d"));
}

fn median(rates: &mut [f64]) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}

fn main() {
    let (mixed, plain) = (mixed_dates(), plain_days());
    let invalid: Vec<String> = plain.iter().map(|text| format!("{text}u")).collect();
    let cases: [Case<'_>; 7] = [
        ("EDTF of levels 0 to 2", &mixed, &parse_edtf),
        ("plain days as EDTF", &plain, &parse_edtf),
        ("EDTF by edtf-core", &mixed, &parse_with_edtf_core),
        ("plain days by edtf-core", &plain, &parse_with_edtf_core),
        ("plain days with a wrong end", &invalid, &parse_edtf),
        ("plain days by chrono (FromStr)", &plain, &parse_with_chrono),
        (
            "plain days by chrono (format)",
            &plain,
            &parse_with_chrono_format,
        ),
    ];
    let mut rates = [const { Vec::new() }; 7];
    // In turns, so that other load on the machine affects all of them.
    for _ in 0..ROUNDS {
        for (rates, (_, texts, parse)) in rates.iter_mut().zip(&cases) {
            rates.push(rate(texts, parse));
        }
    }
    let medians = rates.map(|mut rates| median(&mut rates));
    for ((name, texts, _), rate) in cases.iter().zip(&medians) {
        let count = texts.len();
        println!(
            "{name:34} {:>6.2} million per second ({count} texts)",
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
