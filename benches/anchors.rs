//! The bar for anchors, measured: kind of change by what came of it, and time.
//!
//! `cargo bench --bench anchors`. `SEED` is a number to vary the sets by.
//! `ANNALS_REVISIONS` names a folder of folders, each a document and in it its
//! revisions as `.txt`, oldest first by name; without it only made-up prose is
//! used; `ANNALS_STRANGERS` one of documents that have nothing to do with them.
//! `STEP` takes every so-many-th document, `MOST`, `OCR` and `OTHER` say how
//! many passages of each are tried. `ANNALS_TOLD` names a file that takes every
//! passage that was not followed rightly.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::pedantic,
    reason = "a bench prints"
)]

#[path = "../tests/anchor_sets/mod.rs"]
#[allow(dead_code, reason = "shared with a test")]
mod anchor_sets;

use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anchor_sets::tally::{Table, Verdict};
use anchor_sets::{CONTEXT, Case, Dice, made, passages, prose, revisions, selector};
use annals_anchor::{Anchor, PositionTrust, QuoteSelector, SearchableText, anchor};

fn number(name: &str, or: usize) -> usize {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(or)
}

fn main() {
    let mut told = std::env::var("ANNALS_TOLD")
        .ok()
        .and_then(|path| std::fs::File::create(path).ok());
    let mut tell = |case: &Case, verdict: Verdict, anchor: &Anchor| {
        let Some(told) = told.as_mut().filter(|_| verdict != Verdict::Right) else {
            return;
        };
        let words =
            |range: Option<(usize, usize)>| range.map(|(a, b)| case.text.slice(a, b).to_owned());
        let found = anchor.matched.map(|place| (place.start, place.end));
        let score = anchor.matched.map_or(0.0, |place| place.score);
        let _ = writeln!(
            told,
            "{}\t{verdict:?}\t{} {score:.3}\n  C {:?} {:?}\n  Q {:?}\n  F {:?}\n  T {:?}",
            case.part.as_ref().unwrap_or(&case.kind),
            anchor.state.name(),
            case.quote.prefix,
            case.quote.suffix,
            case.quote,
            words(found),
            words(case.truth)
        );
    };
    let mut dice = Dice(number("SEED", 1) as u64);
    let (mut ours, mut theirs) = (Table::default(), Table::default());
    let compare = std::env::var_os("COMPARE").is_some();
    let mut run = |cases: &[Case]| {
        ours.run(cases, &mut tell);
        if compare {
            theirs.compare(cases);
        }
    };
    run(&made::edited(&mut dice, 20_000, 400));
    run(&made::deleted(&mut dice, 20_000, 400));
    run(&made::elsewhere(&mut dice, 60_000, 4_000));
    run(&made::near_duplicates(&mut dice, 300));
    run(&made::typeset(&mut dice, 400));
    run(&made::set_anew(&mut dice, 200));
    run(&made::repeated(&mut dice, 300));
    let text: Vec<char> = prose::plain(&prose::document(&mut dice, 200_000))
        .chars()
        .collect();
    for rate in [0.05, 0.1, 0.2, 0.3, 0.35, 0.4, 0.5] {
        run(&made::damaged("made: damage", &text, rate, &mut dice, 400));
    }
    if let Ok(folder) = std::env::var("ANNALS_REVISIONS") {
        real(Path::new(&folder), &mut dice, &mut run);
    }
    ours.print();
    if compare {
        println!("the matcher to compare with:");
        theirs.print();
    }
    if std::env::var_os("UNTIMED").is_none() {
        times(&mut dice);
    }
}

/// Real revisions, the same documents damaged, and each in another.
fn real(folder: &Path, dice: &mut Dice, run: &mut impl FnMut(&[Case])) {
    let (most, ocr) = (number("MOST", 40), number("OCR", 2));
    let pairs = revisions::pairs(folder);
    let strangers = std::env::var("ANNALS_STRANGERS")
        .map(|folder| revisions::pairs(Path::new(&folder)))
        .unwrap_or_default();
    for (n, pair) in pairs.iter().enumerate().step_by(number("STEP", 1)) {
        run(&revisions::cases(pair, dice, most));
        for rate in [0.05, 0.1, 0.2, 0.3, 0.35, 0.4, 0.5] {
            run(&made::damaged("damage", &pair.old, rate, dice, ocr));
        }
        for distance in [3, 7] {
            let other = &pairs[(n + distance) % pairs.len()];
            let cases =
                revisions::elsewhere("other document", pair, other, dice, number("OTHER", 6));
            run(&cases);
        }
        if !strangers.is_empty() {
            let other = &strangers[n % strangers.len()];
            let cases =
                revisions::elsewhere("other project", pair, other, dice, number("OTHER", 6));
            run(&cases);
        }
    }
}

/// Time a passage by what is asked and by the size of the document.
fn times(dice: &mut Dice) {
    println!(
        "{:<12}{:>12}{:>12}{:>12}{:>12}{:>12}{:>12}",
        "size", "index ms", "exact", "edited", "damaged", "missing", "max ms"
    );
    for size in [100_000, 1_000_000, 10_000_000] {
        let paragraphs = prose::document(dice, size);
        let plain: Vec<char> = prose::plain(&paragraphs).chars().collect();
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
        let ranges = passages(&plain[..plain.len().min(400_000)], dice, 60);
        let mut longest = 0.0_f64;
        let mut mean = |changed: &mut dyn FnMut(QuoteSelector) -> QuoteSelector| {
            let quotes: Vec<_> = ranges
                .iter()
                .map(|&(a, b)| changed(selector(&plain, a, b, CONTEXT)))
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
        let mut other = dice.clone();
        let edited = mean(&mut |mut quote| {
            quote.exact = prose::edited(&quote.exact, &mut other).into();
            quote
        });
        let damaged = mean(&mut |mut quote| {
            let letters: Vec<char> = quote.exact.chars().collect();
            quote.exact = anchor_sets::noise::ocr(&letters, 0.3, &mut other)
                .text
                .into_iter()
                .collect::<String>()
                .into();
            quote
        });
        let missing = mean(&mut |mut quote| {
            quote.exact = (prose::sentence(&mut other) + &prose::sentence(&mut other)).into();
            quote.prefix = String::new().into();
            quote.suffix = String::new().into();
            quote
        });
        println!(
            "{size:<12}{indexed:>12.1}{exact:>12.3}{edited:>12.3}{damaged:>12.3}{missing:>12.3}{longest:>12.1}"
        );
    }
}
