//! What is valid EDTF and what is not, case by case; and where another parser,
//! the crate `edtf-core`, disagrees.
//!
//! `cargo test -p annals-edtf --test conformance -- --nocapture` prints the
//! results by level and feature. The cases and their sources are in
//! `tests/cases/`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test says what it expects by failing, and this one reports"
)]

use annals_edtf::{Bound, Edtf, Instant, Overflow};

const VALID: [(u8, &str); 3] = [
    (0, include_str!("cases/valid-0.txt")),
    (1, include_str!("cases/valid-1.txt")),
    (2, include_str!("cases/valid-2.txt")),
];
const INVALID: &str = include_str!("cases/invalid.txt");

/// A valid text, and what it says.
struct ValidCase {
    level: u8,
    feature: &'static str,
    text: &'static str,
    kind: &'static str,
    earliest: &'static str,
    latest: &'static str,
    flags: &'static str,
    sources: &'static str,
}

/// An invalid text, and its error.
struct InvalidCase {
    feature: &'static str,
    text: &'static str,
    column: usize,
    explanation: &'static str,
    sources: &'static str,
}

/// The lines of a table, each with the feature of its section.
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

fn valid_cases() -> Vec<ValidCase> {
    VALID
        .iter()
        .flat_map(|(level, table)| {
            lines(table).map(|(feature, line)| {
                let fields: Vec<&str> = line.split(' ').collect();
                let [text, kind, earliest, latest, flags, sources] = fields[..] else {
                    panic!("six fields: {line}");
                };
                ValidCase {
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

fn invalid_cases() -> Vec<InvalidCase> {
    lines(INVALID)
        .map(|(feature, line)| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [text, column, explanation, sources] = fields[..] else {
                panic!("four fields: {line}");
            };
            InvalidCase {
                feature,
                text,
                column: column.parse().unwrap(),
                explanation,
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
        Bound::OutOfRange(Overflow::Past) => "past".to_owned(),
        Bound::OutOfRange(Overflow::Future) => "future".to_owned(),
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
fn fault_of_valid(case: &ValidCase) -> Option<String> {
    let date = match Edtf::parse(case.text) {
        Ok(date) => date,
        Err(error) => return Some(format!("is invalid: {error}")),
    };
    let extent = date.extent();
    // Times of day are complete in the table, even at the end of a day.
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
    None
}

fn fault_of_invalid(case: &InvalidCase) -> Option<String> {
    match Edtf::parse(case.text) {
        Ok(date) => Some(format!("is a valid {}", date.kind().name())),
        Err(error)
            if error.column != case.column || !error.explanation().contains(case.explanation) =>
        {
            Some(format!("{error}, not {} {}", case.column, case.explanation))
        }
        Err(_) => None,
    }
}

/// Rows of level and feature, number of cases, number passed.
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
fn every_case_has_the_result_of_the_standard() {
    let mut report = Report(Vec::new());
    let mut faults = Vec::new();
    for case in valid_cases() {
        let fault = fault_of_valid(&case);
        report.count(
            format!("{} | {}", case.level, case.feature),
            fault.is_none(),
        );
        faults.extend(fault.map(|fault| format!("{} ({}): {fault}", case.text, case.sources)));
    }
    for case in invalid_cases() {
        let fault = fault_of_invalid(&case);
        report.count(format!("invalid | {}", case.feature), fault.is_none());
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
fn no_text_is_in_the_tables_twice() {
    let mut texts: Vec<&str> = valid_cases().iter().map(|case| case.text).collect();
    texts.extend(invalid_cases().iter().map(|case| case.text));
    texts.sort_unstable();
    let twice: Vec<_> = texts.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

/// The sources of a case say `core!` exactly if `edtf-core` has another verdict,
/// level or extent. A new version that differs elsewhere fails here.
#[test]
fn edtf_core_differs_exactly_where_the_tables_say() {
    let is_known = |sources: &str| sources.split(',').any(|source| source == "core!");
    let mut faults = Vec::new();
    for case in valid_cases() {
        let theirs = edtf_core::Edtf::parse(case.text).ok();
        let agrees = theirs.is_some_and(|theirs| {
            theirs.level() == case.level && same_days(&theirs, &Edtf::parse(case.text).unwrap())
        });
        if agrees == is_known(case.sources) {
            faults.push(format!("{} ({})", case.text, case.sources));
        }
    }
    for case in invalid_cases() {
        let is_valid = edtf_core::Edtf::parse(case.text).is_ok();
        if is_valid != is_known(case.sources) {
            faults.push(format!("{:?} ({})", case.text, case.sources));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whether both parsers give the same first and last day. Times of day and
/// bounds out of range are not compared: `edtf-core` has days only.
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
