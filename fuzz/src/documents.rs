//! Looks for bytes that make the readers of text, Markdown and HTML panic or
//! say something untrue. PDF, DOCX and EPUB are read in a child process in any
//! case; these are searched here, in one.
//!
//! ```text
//! cargo run --release --manifest-path fuzz/documents/Cargo.toml -- [SECONDS] [SEED]
//! ```
//!
//! As the search for dates beside it: stable Rust, no tools, one seed always
//! makes the same bytes. Bytes are worth keeping where they are read or refused
//! in a way that was not seen yet. At the end stand the executions, the corpus
//! and the findings; exit code 1 where there is one.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use documents::{PlainText, html_text, markdown_text, plain_text};
use storage::FileError;

/// What the room below asks of the model.
mod model {
    /// What made a text.
    #[derive(Debug, Clone, PartialEq, Eq, Hash)]
    pub struct Extractor {
        pub name: String,
        pub version: String,
    }

    pub fn visible_text(text: &str) -> std::borrow::Cow<'_, str> {
        text.into()
    }
}

#[allow(dead_code, reason = "the search asks for a part of it")]
#[path = "../../src/storage"]
mod storage {
    mod file_error;
    pub use file_error::FileError;
}

/// The files of the room that read these formats.
#[allow(dead_code, reason = "the search asks for a part of it")]
#[path = "../../src/documents"]
mod documents {
    mod decoding;
    mod flow;
    mod html;
    mod markdown;
    mod markup;
    mod structure;

    pub use decoding::plain_text;
    pub use structure::PlainText;

    use crate::storage::FileError;

    pub fn html_text(bytes: &[u8], told: Option<&str>) -> Result<PlainText, FileError> {
        html::html_text(bytes, told)
    }

    pub fn markdown_text(bytes: &[u8], told: Option<&str>) -> Result<PlainText, FileError> {
        markdown::markdown_text(bytes, told)
    }
}

const SEEDS: [&[u8]; 8] = [
    b"",
    b"In 1958 they built a radio station.\r\n\r\nNobody could hear it.",
    b"\xef\xbb\xbfa\xff\xfeb\x00c",
    b"---\ntitle: t\n---\n# One\n\n1. a\n2. b\n   - c\n\n> d\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    b"Two\n===\n\n[^1] and [a](b) ![c](d) `e` $f$\n\n[^1]: note\n\n```\n  code\n```\n<br>\n",
    b"<!DOCTYPE html><html><head><meta charset=koi8-r><title>T</title></head><body><nav>m</nav>\
      <article><h1>T</h1><p>a <em>b</em><br>c</p><p id=x>d</p></article></body></html>",
    b"<table><tr><th>a<th>b<tr><td>1<td><ul><li>2<ol start=9><li value=-3>3</table>",
    b"<span epub:type=pagebreak title='Page 12.'></span><pre> a\n  b</pre><p hidden>c<ruby>d<rt>e",
];

/// Pieces that a blind change of bytes would seldom hit on.
const PIECES: [&[u8]; 44] = [
    b"<p>",
    b"</p>",
    b"<div>",
    b"</div>",
    b"<h1>",
    b"</h6>",
    b"<ul>",
    b"<ol start=-9>",
    b"<li>",
    b"</li>",
    b"<table>",
    b"<tr>",
    b"<td>",
    b"</table>",
    b"<pre>",
    b"</pre>",
    b"<br>",
    b"<a href=#>",
    b"<script>",
    b"</script>",
    b"<svg>",
    b"<template>",
    b"<nav>",
    b"<article>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"&amp;",
    b"&#0;",
    b"&#x110000;",
    b"&nosuch;",
    b"<meta charset=",
    b"utf-16",
    b"shift_jis",
    b"iso-2022-jp",
    b"\x1b$B",
    b"\xff\xfe",
    b"\x00",
    b"\n\n",
    b"    ",
    b"| - |",
    b"```\n",
    b"[^1]: ",
    b"<span role=doc-pagebreak aria-label=x>",
];

/// Encodings that a timeline may tell, right or wrong.
const TOLD: [Option<&str>; 8] = [
    None,
    None,
    None,
    None,
    Some("utf-8"),
    Some("utf-16be"),
    Some("shift_jis"),
    Some("windows-1252"),
];

const LONGEST: usize = 4_000;
const LARGEST_CORPUS: usize = 5_000;

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

/// Bytes made from one or two of the corpus.
fn mutated(numbers: &mut Numbers, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = numbers.one_of(corpus).clone();
    for _ in 0..=*numbers.one_of(&[0, 0, 1, 3, 7]) {
        let at = numbers.below(bytes.len() + 1);
        let end = (at + numbers.below(24)).min(bytes.len());
        match numbers.below(7) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.insert(at, u8::try_from(numbers.below(256)).unwrap_or(0)),
            2 => {
                let other = numbers.one_of(corpus).clone();
                let from = numbers.below(other.len() + 1);
                bytes.splice(at..at, other[from..].iter().copied());
            }
            3 => {
                let piece = bytes[at..end].to_vec();
                let times = *numbers.one_of(&[1, 2, 30]);
                bytes.splice(at..at, piece.repeat(times));
            }
            4 => {
                let times = *numbers.one_of(&[1, 1, 1, 100]);
                let piece = numbers.one_of(&PIECES).repeat(times);
                bytes.splice(at..at, piece);
            }
            _ => {
                let piece = numbers.one_of(&PIECES).iter().copied();
                bytes.splice(at..end, piece);
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

/// A reader of one format.
type Read = fn(&[u8], Option<&str>) -> Result<PlainText, FileError>;

const READERS: [(&str, Read); 3] = [
    ("text", plain_text),
    ("markdown", markdown_text),
    ("html", html_text),
];

/// What must hold of any bytes; with which kind of outcome they came by.
fn check((format, read): (&str, Read), bytes: &[u8], told: Option<&str>) -> String {
    let plain = match read(bytes, told) {
        Err(refusal) => {
            assert!(!refusal.message.is_empty(), "a refusal says why");
            return format!("- {format} {}", refusal.message);
        }
        Ok(plain) => plain,
    };
    let again = read(bytes, told).ok();
    assert_eq!(
        again.as_ref(),
        Some(&plain),
        "the same bytes, the same text"
    );
    let length = plain.text.chars().count();
    let mut end = 0;
    for heading in &plain.structure.headings {
        assert!(end <= heading.start, "headings stand in order and apart");
        assert!(heading.start < heading.end, "a heading has words");
        assert!((1..=6).contains(&heading.level), "there are six ranks");
        end = heading.end;
    }
    assert!(end <= length, "a heading stands in the text");
    let mut start = 0;
    for page in &plain.structure.pages {
        assert!(start <= page.start, "pages stand in order");
        start = page.start;
    }
    assert!(start <= length, "a page begins in the text");
    if format != "text" {
        let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        assert!(!plain.text.contains(is_control), "no text holds controls");
        let trimmed = plain.text.trim_end().trim_start_matches('\n');
        assert_eq!(trimmed, plain.text, "nothing stands around the text");
    }
    let few = |count: usize| count.min(6);
    format!(
        "{format} {} {} {} {} {}",
        plain.extractor.version,
        few(plain.structure.headings.len()),
        few(plain.structure.pages.len()),
        few(plain.text.split("\n\n").count()),
        few(plain.text.matches('\t').count()),
    )
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
    let mut corpus: Vec<Vec<u8>> = SEEDS.iter().map(|seed| seed.to_vec()).collect();
    let planted = corpus.len();
    let mut seen: HashSet<String> = HashSet::new();
    let (mut executions, mut read, mut findings) = (0_u64, 0_u64, 0_u64);
    let (begun, length) = (Instant::now(), Duration::from_secs(seconds));
    while begun.elapsed() < length {
        let bytes = mutated(&mut numbers, &corpus);
        let told = *numbers.one_of(&TOLD);
        for reader in READERS {
            executions += 1;
            match catch_unwind(AssertUnwindSafe(|| check(reader, &bytes, told))) {
                Ok(outcome) => {
                    read += u64::from(!outcome.starts_with('-'));
                    if corpus.len() < LARGEST_CORPUS && seen.insert(outcome) {
                        corpus.push(bytes.clone());
                    }
                }
                Err(panic) => {
                    findings += 1;
                    let why = panic
                        .downcast_ref::<String>()
                        .map(String::as_str)
                        .or_else(|| panic.downcast_ref::<&str>().copied())
                        .unwrap_or("it panicked");
                    let (format, _) = reader;
                    println!(
                        "FOUND {format} {told:?} {:?}: {why}",
                        bytes.escape_ascii().to_string()
                    );
                }
            }
        }
    }
    println!(
        "documents: {executions} executions in {:.1} s, {read} of them read; corpus {planted} -> \
         {}; {findings} findings (seed {seed})",
        begun.elapsed().as_secs_f64(),
        corpus.len()
    );
    if findings == 0 {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    }
}
