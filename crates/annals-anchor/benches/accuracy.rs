//! Accuracy and speed of anchoring, by kind of change:
//! `cargo bench -p annals-anchor --bench accuracy`.
//!
//! | variable | meaning |
//! | --- | --- |
//! | `SEED` | seed of the synthetic cases |
//! | `ANNALS_REVISIONS` | folder of real documents: a folder for each, with its revisions as `.txt`, oldest first by name |
//! | `ANNALS_STRANGERS` | folder of unrelated documents, likewise |
//! | `STEP` | takes every so-many-th pair of revisions |
//! | `MOST`, `OCR`, `OTHER` | passages of each pair: as revised, damaged, in another document |
//! | `COMPARE` | runs a simple matcher too, for comparison |
//! | `UNTIMED` | skips the timings by size of document |
//! | `ANNALS_FAILURES` | file to write each case to that is not right |

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::pedantic,
    reason = "a bench prints"
)]

#[path = "../tests/evaluation/mod.rs"]
#[allow(dead_code, reason = "shared with a test")]
mod evaluation;

use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use annals_anchor::model_fitting::EditModel;
use annals_anchor::{Anchor, PositionTrust, QuoteSelector, SearchableText, anchor};
use evaluation::results::{Table, Verdict};
use evaluation::{
    CONTEXT, Case, Rng, ocr_noise, passages, revision_cases, selector, synthetic_cases,
    synthetic_prose,
};

fn number(name: &str, default: usize) -> usize {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(default)
}

fn main() {
    let mut failures = std::env::var("ANNALS_FAILURES")
        .ok()
        .and_then(|path| std::fs::File::create(path).ok());
    let mut report = |case: &Case, verdict: Verdict, anchor: &Anchor| {
        let Some(failures) = failures.as_mut().filter(|_| verdict != Verdict::Right) else {
            return;
        };
        let words =
            |range: Option<(usize, usize)>| range.map(|(a, b)| case.text.slice(a, b).to_owned());
        let range = anchor.matched.map(|found| (found.start, found.end));
        let score = anchor.matched.map_or(0.0, |found| found.score);
        let _ = writeln!(
            failures,
            "{}\t{verdict:?}\t{} {score:.3}\n  quote {:?}\n  found {:?}\n  truth {:?}",
            case.part.as_ref().unwrap_or(&case.kind),
            anchor.state.name(),
            case.quote,
            words(range),
            words(case.truth)
        );
    };
    let mut rng = Rng(number("SEED", 1) as u64);
    let (mut ours, mut baseline) = (Table::default(), Table::default());
    let compare = std::env::var_os("COMPARE").is_some();
    let model = EditModel::default();
    let mut run = |cases: &[Case]| {
        ours.run(cases, &model, &mut report);
        if compare {
            baseline.run_baseline(cases);
        }
    };
    run(&synthetic_cases::edited(&mut rng, 20_000, 400));
    run(&synthetic_cases::deleted(&mut rng, 20_000, 400));
    run(&synthetic_cases::elsewhere(&mut rng, 60_000, 4_000));
    run(&synthetic_cases::near_duplicates(&mut rng, 300));
    run(&synthetic_cases::typeset(&mut rng, 400));
    run(&synthetic_cases::reset(&mut rng, 200));
    run(&synthetic_cases::repeated(&mut rng, 300));
    let text: Vec<char> = synthetic_prose::plain(&synthetic_prose::document(&mut rng, 200_000))
        .chars()
        .collect();
    for rate in [0.05, 0.1, 0.2, 0.3, 0.35, 0.4, 0.5] {
        let kind = "synthetic: damage";
        run(&synthetic_cases::damaged(kind, &text, rate, &mut rng, 400));
    }
    if let Ok(folder) = std::env::var("ANNALS_REVISIONS") {
        run_revisions(Path::new(&folder), &mut rng, &mut run);
    }
    ours.print();
    if compare {
        println!("the simple matcher:");
        baseline.print();
    }
    if std::env::var_os("UNTIMED").is_none() {
        print_times(&mut rng);
    }
}

/// Real revisions, the same documents damaged, and passages in other documents.
fn run_revisions(folder: &Path, rng: &mut Rng, run: &mut impl FnMut(&[Case])) {
    let (most, ocr, most_other) = (number("MOST", 40), number("OCR", 2), number("OTHER", 6));
    let pairs = revision_cases::pairs(folder);
    let strangers = std::env::var("ANNALS_STRANGERS")
        .map(|folder| revision_cases::pairs(Path::new(&folder)))
        .unwrap_or_default();
    for (n, pair) in pairs.iter().enumerate().step_by(number("STEP", 1)) {
        run(&revision_cases::cases(pair, rng, most));
        for rate in [0.05, 0.1, 0.2, 0.3, 0.35, 0.4, 0.5] {
            run(&synthetic_cases::damaged(
                "damage", &pair.old, rate, rng, ocr,
            ));
        }
        let mut others: Vec<_> = [3, 7]
            .map(|distance| ("other document", &pairs[(n + distance) % pairs.len()]))
            .into();
        if !strangers.is_empty() {
            others.push(("other project", &strangers[n % strangers.len()]));
        }
        for (kind, other) in others {
            run(&revision_cases::elsewhere(
                kind, pair, other, rng, most_other,
            ));
        }
    }
}

/// Time of a quotation by kind of change and by size of the document.
fn print_times(rng: &mut Rng) {
    println!(
        "{:<12}{:>12}{:>12}{:>12}{:>12}{:>12}{:>12}",
        "code points", "index ms", "exact", "edited", "damaged", "missing", "max ms"
    );
    for size in [100_000, 1_000_000, 10_000_000] {
        let paragraphs = synthetic_prose::document(rng, size);
        let plain: Vec<char> = synthetic_prose::plain(&paragraphs).chars().collect();
        let text = SearchableText::new(plain.iter().collect::<String>());
        let absent = QuoteSelector {
            exact: "quixotic zebras vexed jumping wizards by foxglove"
                .repeat(2)
                .into(),
            ..QuoteSelector::default()
        };
        let clock = Instant::now();
        let _ = anchor(&text, &absent, None, PositionTrust::Hint);
        let indexed = clock.elapsed().as_secs_f64() * 1e3;
        let ranges = passages(&plain[..plain.len().min(400_000)], rng, 60);
        let mut longest = 0.0_f64;
        let mut mean = |change: &mut dyn FnMut(QuoteSelector) -> QuoteSelector| {
            let quotes: Vec<_> = ranges
                .iter()
                .map(|&(a, b)| change(selector(&plain, a, b, CONTEXT)))
                .collect();
            let clock = Instant::now();
            for quote in &quotes {
                let each = Instant::now();
                let _ = anchor(&text, quote, None, PositionTrust::Hint);
                longest = longest.max(each.elapsed().as_secs_f64() * 1e3);
            }
            clock.elapsed().as_secs_f64() * 1e3 / quotes.len() as f64
        };
        let exact = mean(&mut |quote| quote);
        let mut other = rng.clone();
        let edited = mean(&mut |mut quote| {
            quote.exact = synthetic_prose::edited(&quote.exact, &mut other).into();
            quote
        });
        let damaged = mean(&mut |mut quote| {
            let letters: Vec<char> = quote.exact.chars().collect();
            let noisy = ocr_noise::ocr(&letters, 0.3, &mut other);
            quote.exact = noisy.text.into_iter().collect::<String>().into();
            quote
        });
        let missing = mean(&mut |mut quote| {
            let words = synthetic_prose::sentence(&mut other);
            quote.exact = (words + &synthetic_prose::sentence(&mut other)).into();
            quote.prefix = String::new().into();
            quote.suffix = String::new().into();
            quote
        });
        println!(
            "{size:<12}{indexed:>12.1}{exact:>12.3}{edited:>12.3}{damaged:>12.3}{missing:>12.3}{longest:>12.1}"
        );
    }
}
