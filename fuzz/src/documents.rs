//! Searches for bytes that make the extraction of text, Markdown or HTML panic
//! or give an inconsistent result.
//!
//! ```text
//! cargo run --release --manifest-path fuzz/Cargo.toml --bin documents -- [SECONDS] [SEED]
//! ```
//!
//! Like the search for dates beside it, it needs only stable Rust, and one seed
//! always gives the same inputs. An input joins the corpus if its outcome is
//! new. The last line gives the numbers of executions, inputs and findings; the
//! exit code is 1 if there is a finding. PDF, DOCX and EPUB are not searched:
//! the program extracts them in a child process.

mod search;

use std::collections::HashSet;
use std::time::Instant;

use annals_documents::{DocumentFormat, extract};
use search::Random;

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

/// Pieces that random bytes seldom contain.
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

/// Encodings that a source may specify, correctly or not.
const ENCODINGS: [Option<&str>; 8] = [
    None,
    None,
    None,
    None,
    Some("utf-8"),
    Some("utf-16be"),
    Some("shift_jis"),
    Some("windows-1252"),
];

const MAX_LENGTH: usize = 4_000;
const MAX_CORPUS: usize = 5_000;

/// Bytes made from one or two inputs of the corpus.
fn mutate(random: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = random.choose(corpus).clone();
    for _ in 0..=*random.choose(&[0, 0, 1, 3, 7]) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(24)).min(bytes.len());
        match random.below(7) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.insert(at, u8::try_from(random.below(256)).unwrap_or(0)),
            2 => {
                let other = random.choose(corpus).clone();
                let from = random.below(other.len() + 1);
                bytes.splice(at..at, other[from..].iter().copied());
            }
            3 => {
                let piece = bytes[at..end].to_vec();
                let times = *random.choose(&[1, 2, 30]);
                bytes.splice(at..at, piece.repeat(times));
            }
            4 => {
                let times = *random.choose(&[1, 1, 1, 100]);
                let piece = random.choose(&PIECES).repeat(times);
                bytes.splice(at..at, piece);
            }
            _ => {
                let piece = random.choose(&PIECES).iter().copied();
                bytes.splice(at..end, piece);
            }
        }
    }
    bytes.truncate(MAX_LENGTH);
    bytes
}

/// The formats that are searched.
const FORMATS: [DocumentFormat; 3] = [
    DocumentFormat::PlainText,
    DocumentFormat::Markdown,
    DocumentFormat::Html,
];

/// Checks what must be true for any bytes; returns the kind of the outcome.
fn check(format: DocumentFormat, bytes: &[u8], encoding: Option<&str>) -> String {
    let name = format.name();
    let extracted = match extract(format, bytes, encoding) {
        Err(error) => {
            assert!(error.hint().is_some(), "an error has a hint");
            return format!("- {name} {}", error.kind);
        }
        Ok(extracted) => extracted,
    };
    let again = extract(format, bytes, encoding).ok();
    assert_eq!(
        again.as_ref(),
        Some(&extracted),
        "the same bytes give the same text"
    );
    let length = extracted.text.chars().count();
    let mut end = 0;
    for heading in &extracted.structure.headings {
        assert!(
            end <= heading.start,
            "headings are in order and do not overlap"
        );
        assert!(heading.start < heading.end, "a heading has words");
        assert!((1..=6).contains(&heading.level), "there are six levels");
        end = heading.end;
    }
    assert!(end <= length, "headings end within the text");
    let mut start = 0;
    for page in &extracted.structure.pages {
        assert!(start <= page.start, "pages are in order");
        start = page.start;
    }
    assert!(start <= length, "pages start within the text");
    if format != DocumentFormat::PlainText {
        let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        assert!(
            !extracted.text.contains(is_control),
            "a text has no control characters"
        );
        let trimmed = extracted.text.trim_end().trim_start_matches('\n');
        assert_eq!(trimmed, extracted.text, "a text has no space around it");
    }
    let few = |count: usize| count.min(6);
    format!(
        "{name} {} {} {} {} {}",
        extracted.extractor.version,
        few(extracted.structure.headings.len()),
        few(extracted.structure.pages.len()),
        few(extracted.text.split("\n\n").count()),
        few(extracted.text.matches('\t').count()),
    )
}

fn main() -> std::process::ExitCode {
    let (duration, seed) = search::start();
    let mut random = Random(seed);
    let mut corpus: Vec<Vec<u8>> = SEEDS.iter().map(|seed| seed.to_vec()).collect();
    let seed_count = corpus.len();
    let mut seen: HashSet<String> = HashSet::new();
    let (mut executions, mut extracted, mut findings) = (0_u64, 0_u64, 0_u64);
    let start = Instant::now();
    while start.elapsed() < duration {
        let bytes = mutate(&mut random, &corpus);
        let encoding = *random.choose(&ENCODINGS);
        for format in FORMATS {
            executions += 1;
            match search::outcome(|| check(format, &bytes, encoding)) {
                Ok(outcome) => {
                    extracted += u64::from(!outcome.starts_with('-'));
                    if corpus.len() < MAX_CORPUS && seen.insert(outcome) {
                        corpus.push(bytes.clone());
                    }
                }
                Err(reason) => {
                    findings += 1;
                    println!(
                        "FOUND {} {encoding:?} {:?}: {reason}",
                        format.name(),
                        bytes.escape_ascii().to_string()
                    );
                }
            }
        }
    }
    println!(
        "documents: {executions} executions in {:.1} s, {extracted} with a text; corpus {seed_count} -> \
         {}; {findings} findings (seed {seed})",
        start.elapsed().as_secs_f64(),
        corpus.len()
    );
    search::exit_code(findings)
}
