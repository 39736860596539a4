//! Looks for a text that makes the date room panic or say something untrue.
//!
//! ```text
//! cargo run --release --manifest-path fuzz/Cargo.toml --bin edtf -- [SECONDS] [SEED]
//! ```
//!
//! Stable Rust, no tools: texts of a corpus (the cases of `tests/edtf/` and what
//! the search itself found worth keeping) are cut, joined and changed by a small
//! generator of numbers, so that one seed always makes the same texts. A text is
//! worth keeping where it is taken or refused in a way that was not seen yet.
//! At the end stand the executions, the corpus and the findings; exit code 1
//! where there is one.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use time::relation::{Certainty, after, before, overlaps, within};
use time::{Edtf, Kind, in_words, short_words};

/// The words that it says dates with.
#[path = "../../src/language/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the search asks for a part of it")]
mod language;

/// The room itself.
#[path = "../../src/time/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the search asks for a part of it")]
mod time;

const SEEDS: [&str; 4] = [
    include_str!("../../tests/edtf/taken-0.txt"),
    include_str!("../../tests/edtf/taken-1.txt"),
    include_str!("../../tests/edtf/taken-2.txt"),
    include_str!("../../tests/edtf/refused.txt"),
];

/// Pieces that a blind change of signs would seldom hit on.
const PIECES: [&str; 38] = [
    "..",
    "/",
    ",",
    "[",
    "]",
    "{",
    "}",
    "-",
    "--",
    "Y",
    "Y-",
    "E",
    "S",
    "X",
    "XX",
    "XXXX",
    "?",
    "~",
    "%",
    "T",
    "Z",
    ":",
    "+14:00",
    "-00:00",
    "T23:59:60",
    "-02-29",
    "-0000",
    "0000",
    "9999",
    "-21",
    "-41",
    "99999999999999999999",
    "E99999999999",
    "S1",
    "unknown",
    "open",
    "é",
    "(06)?",
];

const LONGEST: usize = 200;
const LARGEST_CORPUS: usize = 20_000;

/// xorshift64*: a few lines, and the same numbers everywhere.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

fn seeds() -> Vec<String> {
    SEEDS
        .iter()
        .flat_map(|table| table.lines())
        .filter(|line| !line.starts_with("## "))
        .filter_map(|line| {
            let end = if line.contains('\t') { '\t' } else { ' ' };
            line.split(end).next().map(str::to_owned)
        })
        .collect()
}

/// A text made from one or two of the corpus.
fn mutated(numbers: &mut Numbers, corpus: &[String]) -> String {
    let mut signs: Vec<char> = numbers.one_of(corpus).chars().collect();
    let most = *numbers.one_of(&[1, 1, 2, 4]);
    for _ in 0..=numbers.below(most) {
        let at = numbers.below(signs.len() + 1);
        match numbers.below(9) {
            0 if at < signs.len() => drop(signs.remove(at)),
            1 if at < signs.len() => {
                let digit = u32::try_from(numbers.below(10)).unwrap_or(0);
                signs[at] = char::from_digit(digit, 10).unwrap_or('0');
            }
            2 if at < signs.len() => signs[at] = 'X',
            3 => {
                let sign = u8::try_from(32 + numbers.below(95)).unwrap_or(b' ');
                signs.insert(at, char::from(sign));
            }
            4 => {
                let piece = numbers.one_of(&PIECES).chars();
                signs.splice(at..at, piece);
            }
            5 => {
                let piece = numbers.one_of(&PIECES).chars();
                let end = (at + 1 + numbers.below(4)).min(signs.len());
                signs.splice(at.min(end)..end, piece);
            }
            6 => {
                let other = numbers.one_of(corpus).chars();
                let joint = *numbers.one_of(&['/', ',', '-', '.']);
                signs.push(joint);
                signs.extend(other);
            }
            7 => {
                let end = (at + numbers.below(12)).min(signs.len());
                let piece = signs[at.min(end)..end].to_vec();
                signs.splice(at..at, piece);
            }
            _ => {
                let brackets = *numbers.one_of(&[('[', ']'), ('{', '}'), ('[', '}')]);
                signs.insert(0, brackets.0);
                signs.push(brackets.1);
            }
        }
    }
    signs.truncate(LONGEST);
    signs.into_iter().collect()
}

/// What must hold of any text; with which kind of outcome it came by.
fn check(text: &str, other: &Edtf) -> String {
    let date = match Edtf::parse(text) {
        Err(error) => {
            assert!(
                (1..=text.chars().count() + 1).contains(&error.column),
                "the column lies in the text"
            );
            assert!(!error.expected.is_empty(), "a refusal says why");
            let says: String = error
                .expected
                .chars()
                .filter(|sign| !sign.is_ascii_digit())
                .collect();
            if let Some((_, form)) = error.expected.split_once(" (write ") {
                let form = form.strip_suffix(')').unwrap_or(form);
                assert!(Edtf::parse(form).is_ok(), "the form that is offered is one");
            }
            return format!("- {}", says.split(" (write ").next().unwrap_or_default());
        }
        Ok(date) => date,
    };
    assert_eq!(date.as_str(), text, "it prints back to the same text");
    let extent = date.extent();
    assert!(
        extent.first() <= extent.last(),
        "the earliest is not after the latest"
    );
    let spans = date.spans();
    assert!(!spans.is_empty(), "it means some stretch of time");
    for span in spans {
        let span = span.extent();
        assert!(span.first() <= span.last(), "no stretch runs backwards");
        assert!(extent.contains(span), "the extent covers every stretch");
    }
    for words in [in_words(&date), short_words(&date)] {
        assert!(
            !words.is_empty() && !words.contains("{1}"),
            "it can be said in words"
        );
    }
    let members = date.members().len();
    match date.kind() {
        Kind::OneOf | Kind::AllOf => assert_eq!(members, spans.len(), "a stretch a member"),
        _ => assert_eq!(members, 0, "only sets have members"),
    }
    let (forth, back) = (before(&date, other), before(other, &date));
    assert_eq!(forth, after(other, &date), "after is before turned round");
    assert_eq!(
        overlaps(&date, other),
        overlaps(other, &date),
        "overlapping is mutual"
    );
    if forth == Certainty::Yes {
        assert_eq!(back, Certainty::No, "one of two is before the other");
        assert!(!extent.overlaps(other.extent()), "what is before is apart");
    }
    if within(&date, other.extent()) == Certainty::Yes {
        assert!(
            other.extent().contains(extent),
            "what is in a period is contained"
        );
    }
    // Its form: the text with digits and signs of doubt made alike.
    let form: String = text
        .chars()
        .map(|sign| match sign {
            '0'..='9' => '0',
            '~' | '%' => '?',
            _ => sign,
        })
        .take(24)
        .collect();
    format!("{} {} {form}", date.level(), date.kind().name())
}

fn main() -> std::process::ExitCode {
    let mut args = std::env::args().skip(1);
    let mut number = |default| {
        args.next()
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    };
    let (seconds, seed): (u64, u64) = (number(10), number(2019));
    std::panic::set_hook(Box::new(|_| {}));
    let mut numbers = Numbers(seed.max(1));
    let mut corpus = seeds();
    let dates: Vec<Edtf> = corpus
        .iter()
        .filter_map(|text| Edtf::parse(text).ok())
        .collect();
    let planted = corpus.len();
    let mut seen: HashSet<String> = HashSet::new();
    let (mut executions, mut taken, mut findings) = (0_u64, 0_u64, 0_u64);
    let (begun, length) = (Instant::now(), Duration::from_secs(seconds));
    // The clock is asked seldom: it would cost as much as a short date.
    while executions % 1_024 != 0 || begun.elapsed() < length {
        let planted_text = usize::try_from(executions)
            .ok()
            .and_then(|at| corpus.get(at));
        let text = match planted_text {
            Some(text) if executions < u64::try_from(planted).unwrap_or(0) => text.clone(),
            _ => mutated(&mut numbers, &corpus),
        };
        let other = numbers.one_of(&dates);
        executions += 1;
        match catch_unwind(AssertUnwindSafe(|| check(&text, other))) {
            Ok(outcome) => {
                taken += u64::from(!outcome.starts_with('-'));
                if corpus.len() < LARGEST_CORPUS && seen.insert(outcome) {
                    corpus.push(text);
                }
            }
            Err(panic) => {
                findings += 1;
                let why = panic
                    .downcast_ref::<String>()
                    .map(String::as_str)
                    .or_else(|| panic.downcast_ref::<&str>().copied())
                    .unwrap_or("it panicked");
                println!("FOUND {text:?} beside {:?}: {why}", other.as_str());
            }
        }
    }
    println!(
        "edtf: {executions} executions in {:.1} s, {taken} of them dates; corpus {planted} -> {}; \
         {findings} findings (seed {seed})",
        begun.elapsed().as_secs_f64(),
        corpus.len()
    );
    if findings == 0 {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    }
}
