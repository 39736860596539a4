//! Fuzzes `annals-edtf` and `annals-prose-dates`: searches for a text that makes
//! them panic or break one of their laws.
//!
//! ```text
//! cargo run --release --manifest-path fuzz/Cargo.toml --bin edtf -- [SECONDS] [SEED]
//! ```
//!
//! Needs stable Rust and no tools. A small random number generator cuts, joins
//! and changes the texts of two corpora: EDTF (the cases of
//! `crates/annals-edtf/tests/cases/`) and dates in prose. The same seed gives
//! the same texts. A text joins its corpus if its outcome is new. At the end
//! the search prints the number of executions, corpora and findings. The exit
//! code is 1 if there is a finding.

mod search;

use std::collections::HashSet;
use std::time::Instant;

use annals_edtf::relation::{Answer, after, before, overlaps, within};
use annals_edtf::{DateKind, Edtf};
use annals_prose_dates::{find_dates, suggest_edtf};
use search::Random;

const CASES: [&str; 4] = [
    include_str!("../../crates/annals-edtf/tests/cases/valid-0.txt"),
    include_str!("../../crates/annals-edtf/tests/cases/valid-1.txt"),
    include_str!("../../crates/annals-edtf/tests/cases/valid-2.txt"),
    include_str!("../../crates/annals-edtf/tests/cases/invalid.txt"),
];

/// Parts of EDTF that random characters would seldom make.
const EDTF_PIECES: [&str; 38] = [
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

const PROSE: [&str; 14] = [
    "frozen since 2017, for nearly a decade",
    "from about 1953 to the late 1950s",
    "before 12 March 1956 (or thereabouts)",
    "the following year; two years later",
    "perhaps in the mid-19th century",
    "March 12–15, 1956, and May 1957",
    "winter of 1970–71, Q4 1970",
    "500–450 BC, AD 79",
    "12.3.1956 and 03/12/1956",
    "the ’50s and the nineteen-fifties",
    "1958 soldiers, no. 1958, $1958",
    "https://a.org/1958 **in 1958**",
    "between 1953 and 1958, by no later than 1960",
    "the first half of the 1950s",
];

const PROSE_PIECES: [&str; 38] = [
    " ",
    "since ",
    "until ",
    "from ",
    " to ",
    "between ",
    " and ",
    "the ",
    "early ",
    "mid-",
    "late ",
    "about ",
    "c. ",
    "perhaps ",
    "19th",
    " century",
    " BC",
    "AD ",
    "1950s",
    "1958",
    "0000",
    "99999",
    "March ",
    "31 ",
    "February ",
    "Q1 ",
    "half of ",
    "years ",
    "decade ",
    "later",
    "ago",
    "year before",
    "’",
    "–",
    "—",
    "\n",
    "é",
    "\u{ad}",
];

const MAX_LENGTH: usize = 200;
const MAX_CORPUS: usize = 20_000;

/// The texts of one kind, and the outcomes that they had.
struct Corpus {
    texts: Vec<String>,
    /// The number of texts that the search began with.
    seeds: usize,
    /// The next seed to check as it is.
    next_seed: usize,
    pieces: &'static [&'static str],
    outcomes: HashSet<String>,
}

impl Corpus {
    fn new(texts: Vec<String>, pieces: &'static [&'static str]) -> Self {
        Self {
            seeds: texts.len(),
            next_seed: 0,
            texts,
            pieces,
            outcomes: HashSet::new(),
        }
    }

    /// Each seed once, then mutations.
    fn next_text(&mut self, random: &mut Random) -> String {
        if self.next_seed < self.seeds {
            self.next_seed += 1;
            return self.texts[self.next_seed - 1].clone();
        }
        self.mutation(random)
    }

    /// A text made from one or two of the corpus.
    fn mutation(&self, random: &mut Random) -> String {
        let mut characters: Vec<char> = random.choose(&self.texts).chars().collect();
        let max_changes = *random.choose(&[1, 1, 2, 4]);
        for _ in 0..=random.below(max_changes) {
            let at = random.below(characters.len() + 1);
            match random.below(9) {
                0 if at < characters.len() => drop(characters.remove(at)),
                1 if at < characters.len() => {
                    let digit = u32::try_from(random.below(10)).unwrap_or(0);
                    characters[at] = char::from_digit(digit, 10).unwrap_or('0');
                }
                2 if at < characters.len() => characters[at] = 'X',
                3 => {
                    let ascii = u8::try_from(32 + random.below(95)).unwrap_or(b' ');
                    characters.insert(at, char::from(ascii));
                }
                4 => {
                    let piece = random.choose(self.pieces).chars();
                    characters.splice(at..at, piece);
                }
                5 => {
                    let piece = random.choose(self.pieces).chars();
                    let end = (at + 1 + random.below(4)).min(characters.len());
                    characters.splice(at.min(end)..end, piece);
                }
                6 => {
                    let other = random.choose(&self.texts).chars();
                    let separator = *random.choose(&['/', ',', '-', '.']);
                    characters.push(separator);
                    characters.extend(other);
                }
                7 => {
                    let end = (at + random.below(12)).min(characters.len());
                    let piece = characters[at.min(end)..end].to_vec();
                    characters.splice(at..at, piece);
                }
                _ => {
                    let brackets = *random.choose(&[('[', ']'), ('{', '}'), ('[', '}')]);
                    characters.insert(0, brackets.0);
                    characters.push(brackets.1);
                }
            }
        }
        characters.truncate(MAX_LENGTH);
        characters.into_iter().collect()
    }

    fn record(&mut self, text: String, outcome: String) {
        if self.texts.len() < MAX_CORPUS && self.outcomes.insert(outcome) {
            self.texts.push(text);
        }
    }
}

fn cases() -> Vec<String> {
    CASES
        .iter()
        .flat_map(|table| table.lines())
        .filter(|line| !line.starts_with("## "))
        .filter_map(|line| {
            let separator = if line.contains('\t') { '\t' } else { ' ' };
            line.split(separator).next().map(str::to_owned)
        })
        .collect()
}

/// Checks the laws of `annals-edtf` for a text. Returns its outcome, which
/// begins with "-" for an invalid text.
fn check_edtf(text: &str, other: &Edtf) -> String {
    let date = match Edtf::parse(text) {
        Err(error) => {
            assert!(
                (1..=text.chars().count() + 1).contains(&error.column),
                "the column of an error lies in the text"
            );
            assert!(
                !error.expectation().is_empty(),
                "an error says what was expected"
            );
            if let Some(suggestion) = &error.suggestion {
                assert!(Edtf::parse(suggestion).is_ok(), "a suggestion is valid");
            }
            let message: String = error
                .expectation()
                .chars()
                .filter(|character| !character.is_ascii_digit())
                .collect();
            return format!("- {message}");
        }
        Ok(date) => date,
    };
    assert_eq!(date.as_str(), text, "a date keeps its text");
    let extent = date.extent();
    assert!(
        extent.first() <= extent.last(),
        "the earliest second is not after the latest"
    );
    let spans = date.spans();
    assert!(!spans.is_empty(), "a date has a span");
    for span in spans {
        let span = span.extent();
        assert!(span.first() <= span.last(), "no span runs backwards");
        assert!(extent.contains(span), "the extent covers every span");
    }
    let members = date.members().len();
    match date.kind() {
        DateKind::OneOf | DateKind::AllOf => {
            assert_eq!(members, spans.len(), "every member has a span");
        }
        _ => assert_eq!(members, 0, "only sets have members"),
    }
    check_relations(&date, other);
    // The form of the text: digits and qualifiers made alike.
    let form: String = text
        .chars()
        .map(|character| match character {
            '0'..='9' => '0',
            '~' | '%' => '?',
            _ => character,
        })
        .take(24)
        .collect();
    format!("{} {} {form}", date.level(), date.kind().name())
}

fn check_relations(date: &Edtf, other: &Edtf) {
    let extent = date.extent();
    let (forth, back) = (before(date, other), before(other, date));
    assert_eq!(forth, after(other, date), "after is the reverse of before");
    assert_eq!(
        overlaps(date, other),
        overlaps(other, date),
        "overlapping is symmetric"
    );
    if forth == Answer::Yes {
        assert_eq!(back, Answer::No, "only one of two is before the other");
        assert!(
            !extent.overlaps(other.extent()),
            "a date before another does not overlap it"
        );
    }
    if within(date, other.extent()) == Answer::Yes {
        assert!(
            other.extent().contains(extent),
            "a period contains what lies within it"
        );
    }
}

/// Checks the laws of `annals-prose-dates` for a text. Returns its outcome.
fn check_prose(text: &str, anchor: &Edtf) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut previous_end = 0;
    let mut outcome = String::new();
    for finding in find_dates(text, Some(anchor)) {
        assert!(
            previous_end <= finding.start && finding.start < finding.end,
            "findings have words, in order, and do not overlap"
        );
        let words: String = characters[finding.start..finding.end].iter().collect();
        assert_eq!(words, finding.text, "a finding has the words at its place");
        previous_end = finding.end;
        // The form of the date, without its digits.
        let edtf = finding.edtf.as_ref().map_or("none", Edtf::as_str);
        outcome.extend(edtf.chars().filter(|character| !character.is_ascii_digit()));
        outcome.push(' ');
    }
    if let Some(suggestion) = suggest_edtf(text) {
        assert!(Edtf::parse(&suggestion).is_ok(), "a suggestion is valid");
    }
    outcome
}

fn main() -> std::process::ExitCode {
    let (duration, seed) = search::start();
    let mut random = Random(seed);
    let mut edtf = Corpus::new(cases(), &EDTF_PIECES);
    let mut prose = Corpus::new(PROSE.map(str::to_owned).to_vec(), &PROSE_PIECES);
    let dates: Vec<Edtf> = edtf
        .texts
        .iter()
        .filter_map(|text| Edtf::parse(text).ok())
        .collect();
    let (mut executions, mut valid, mut findings) = (0_u64, 0_u64, 0_u64);
    let start = Instant::now();
    // Reading the clock takes as long as parsing a short date.
    while executions % 1_024 != 0 || start.elapsed() < duration {
        // Prose takes longer, so that it has its turn less often.
        let (corpus, check): (_, fn(&str, &Edtf) -> String) = if executions % 8 == 7 {
            (&mut prose, check_prose)
        } else {
            (&mut edtf, check_edtf)
        };
        let text = corpus.next_text(&mut random);
        let other = random.choose(&dates);
        match search::outcome(|| check(&text, other)) {
            Ok(outcome) => {
                let is_edtf = executions % 8 != 7;
                valid += u64::from(is_edtf && !outcome.starts_with('-'));
                corpus.record(text, outcome);
            }
            Err(reason) => {
                findings += 1;
                println!("FOUND {text:?} with {:?}: {reason}", other.as_str());
            }
        }
        executions += 1;
    }
    println!(
        "edtf: {executions} executions in {:.1} s, {valid} of them valid dates; corpora: \
         EDTF {} -> {}, prose {} -> {}; {findings} findings (seed {seed})",
        start.elapsed().as_secs_f64(),
        edtf.seeds,
        edtf.texts.len(),
        prose.seeds,
        prose.texts.len()
    );
    search::exit_code(findings)
}
