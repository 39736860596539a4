//! What is taken for EDTF and what is refused, case by case; and where the
//! second reader, `edtf-core`, sees it otherwise.
//!
//! `cargo test --test edtf_conformance -- --nocapture` prints the table by level
//! and feature. The cases stand in `tests/edtf/`, with their sources.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing, and this one reports"
)]

use annals::date_words::in_words;
use annals_edtf::{Bound, Edtf, Far, Instant};

const TAKEN: [(u8, &str); 3] = [
    (0, include_str!("edtf/taken-0.txt")),
    (1, include_str!("edtf/taken-1.txt")),
    (2, include_str!("edtf/taken-2.txt")),
];
const REFUSED: &str = include_str!("edtf/refused.txt");

/// A text that is EDTF, and what it says.
struct Taken {
    level: u8,
    feature: &'static str,
    text: &'static str,
    kind: &'static str,
    earliest: &'static str,
    latest: &'static str,
    flags: &'static str,
    sources: &'static str,
}

/// A text that is none, where it stops being one, and what is said.
struct Refused {
    feature: &'static str,
    text: &'static str,
    column: usize,
    says: &'static str,
    sources: &'static str,
}

/// The lines of a table, each with the feature that it stands under.
fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut feature = "";
    table.lines().filter_map(move |line| {
        if let Some(name) = line.strip_prefix("## ") {
            feature = name;
            return None;
        }
        Some((feature, line))
    })
}

fn taken() -> Vec<Taken> {
    TAKEN
        .iter()
        .flat_map(|(level, table)| {
            lines(table).map(|(feature, line)| {
                let fields: Vec<&str> = line.split(' ').collect();
                let [text, kind, earliest, latest, flags, sources] = fields[..] else {
                    panic!("six fields: {line}");
                };
                Taken {
                    level: *level,
                    feature,
                    text,
                    kind,
                    earliest,
                    latest,
                    flags,
                    sources,
                }
            })
        })
        .collect()
}

fn refused() -> Vec<Refused> {
    lines(REFUSED)
        .map(|(feature, line)| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [text, column, says, sources] = fields[..] else {
                panic!("four fields: {line}");
            };
            Refused {
                feature,
                text,
                column: column.parse().unwrap(),
                says,
                sources,
            }
        })
        .collect()
}

/// A bound as the tables write it.
fn written(bound: Bound, day_ends_at: &str) -> String {
    match bound {
        Bound::At(instant) => {
            let iso = instant.to_iso();
            match iso.strip_suffix(day_ends_at) {
                Some(day) => day.to_owned(),
                None => iso,
            }
        }
        Bound::Open => "open".to_owned(),
        Bound::Unknown => "unknown".to_owned(),
        Bound::OutOfRange(Far::Past) => "past".to_owned(),
        Bound::OutOfRange(Far::Future) => "future".to_owned(),
    }
}

fn flags(date: &Edtf) -> String {
    let flags: String = [
        (date.is_approximate(), 'a'),
        (date.is_uncertain(), 'u'),
        (date.has_unspecified(), 'x'),
    ]
    .into_iter()
    .filter_map(|(holds, flag)| holds.then_some(flag))
    .collect();
    if flags.is_empty() {
        "-".to_owned()
    } else {
        flags
    }
}

/// What is wrong with a case, if anything.
fn fault_of_taken(case: &Taken) -> Option<String> {
    let date = match Edtf::parse(case.text) {
        Ok(date) => date,
        Err(error) => return Some(format!("refused: {error}")),
    };
    let extent = date.extent();
    // A time of day is written in full, though it may end a day.
    let (first, last) = if case.kind == "date-time" {
        ("-", "-")
    } else {
        ("T00:00:00Z", "T23:59:59Z")
    };
    let found = [
        date.as_str().to_owned(),
        date.level().to_string(),
        date.kind().name().to_owned(),
        written(extent.earliest, first),
        written(extent.latest, last),
        flags(&date),
    ];
    let expected = [
        case.text,
        &case.level.to_string(),
        case.kind,
        case.earliest,
        case.latest,
        case.flags,
    ]
    .map(str::to_owned);
    if found != expected {
        return Some(format!("says {found:?} and not {expected:?}"));
    }
    if in_words(&date).is_empty() || in_words(&date).contains(['{', '}']) {
        return Some(format!("in words: {}", in_words(&date)));
    }
    None
}

fn fault_of_refused(case: &Refused) -> Option<String> {
    match Edtf::parse(case.text) {
        Ok(date) => Some(format!("taken as {}", in_words(&date))),
        Err(error) if error.column != case.column || !error.expected.contains(case.says) => {
            Some(format!("{error}, not {} {}", case.column, case.says))
        }
        Err(_) => None,
    }
}

/// The table by level and feature: cases and passed.
struct Report(Vec<(String, usize, usize)>);

impl Report {
    fn count(&mut self, row: String, passed: bool) {
        if self.0.last().is_none_or(|(last, ..)| *last != row) {
            self.0.push((row, 0, 0));
        }
        if let Some((_, cases, passes)) = self.0.last_mut() {
            *cases += 1;
            *passes += usize::from(passed);
        }
    }
}

#[test]
fn every_case_is_what_the_standard_makes_of_it() {
    let mut report = Report(Vec::new());
    let mut faults = Vec::new();
    for case in taken() {
        let fault = fault_of_taken(&case);
        report.count(
            format!("{} | {}", case.level, case.feature),
            fault.is_none(),
        );
        faults.extend(fault.map(|fault| format!("{} ({}): {fault}", case.text, case.sources)));
    }
    for case in refused() {
        let fault = fault_of_refused(&case);
        report.count(format!("refused | {}", case.feature), fault.is_none());
        faults.extend(fault.map(|fault| format!("{:?} ({}): {fault}", case.text, case.sources)));
    }
    let (mut cases, mut passes) = (0, 0);
    println!("| level | feature | cases | passed |\n| --- | --- | --- | --- |");
    for (row, of, passed) in &report.0 {
        println!("| {row} | {of} | {passed} |");
        cases += of;
        passes += passed;
    }
    println!("| all | | {cases} | {passes} |");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_text_stands_in_the_tables_twice() {
    let mut texts: Vec<&str> = taken().iter().map(|case| case.text).collect();
    texts.extend(refused().iter().map(|case| case.text));
    texts.sort_unstable();
    let twice: Vec<_> = texts.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

/// Where `edtf-core` takes what the table refuses, refuses what it takes, or
/// puts it on another level, the sources say `core!`; and nowhere else. So a
/// new version of it that agrees, or differs elsewhere, is noticed.
#[test]
fn the_second_reader_differs_where_the_tables_say_and_nowhere_else() {
    let says = |sources: &str| sources.split(',').any(|source| source == "core!");
    let mut faults = Vec::new();
    for case in taken() {
        let theirs = edtf_core::Edtf::parse(case.text).ok();
        let agrees = theirs.is_some_and(|theirs| {
            theirs.level() == case.level && same_days(&theirs, &Edtf::parse(case.text).unwrap())
        });
        if agrees == says(case.sources) {
            faults.push(format!("{} ({})", case.text, case.sources));
        }
    }
    for case in refused() {
        let taken = edtf_core::Edtf::parse(case.text).is_ok();
        if taken != says(case.sources) {
            faults.push(format!("{:?} ({})", case.text, case.sources));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether both readers give the same first and last day; times of day and
/// what is beyond the clock are not compared, theirs being in days.
fn same_days(theirs: &edtf_core::Edtf, ours: &Edtf) -> bool {
    if matches!(theirs, edtf_core::Edtf::DateTime(_)) {
        return true;
    }
    let (theirs, ours) = (theirs.bounds(), ours.extent());
    let day = |instant: Instant| {
        let day = instant.day();
        (day.year, day.month, day.day)
    };
    [(theirs.earliest, ours.earliest), (theirs.latest, ours.latest)]
        .into_iter()
        .all(|bounds| match bounds {
            (edtf_core::Bound::Date(theirs), Bound::At(ours)) => {
                (theirs.year, theirs.month, theirs.day) == day(ours)
            }
            (_, Bound::OutOfRange(_))
            | (edtf_core::Bound::Unknown, Bound::Unknown)
            | (
                edtf_core::Bound::NegativeInfinity | edtf_core::Bound::PositiveInfinity,
                Bound::Open,
            ) => true,
            _ => false,
        })
}
