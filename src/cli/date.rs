//! `annals date`: what an EDTF date says, and what it does not; and which
//! dates the words of a text suggest.

use serde::Serialize;

use super::facts::{is_false, iso};
use super::outcome::{Outcome, VerbError};
use super::run::Streams;
use super::terminal::{table, width};
use crate::date_words::in_words;
use crate::model::visible_line;
use annals_edtf::{Bound, DateKind, Edtf, EdtfError, Extent};
use annals_prose_dates::{DateFinding, find_dates, read_date};

/// Arguments of `annals date`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Examples:
  annals date 1958             A year
  annals date 1958-03-12       A day
  annals date 195X             Some year of the 1950s
  annals date '1955~/1959~'    About 1955 to 1959
  annals date 1990~/..         From about 1990 on, without end
  annals date 1914/            From 1914 on, end unknown
  annals date '[1667,1668]'    One of the two
  annals date -0043 --json     44 BCE, for a program

  annals date --in 'frozen since 2017'        Which dates words suggest
  annals date --in 'the following year, aid ended' --anchor 1953

With --in, every phrase of time is listed with its place in TEXT, in code points
from 0, and its EDTF; a duration has none, and what hangs on another date
(\"two years later\") has one only with --anchor. Only English is read.

Exit code 1 where EDTF is no EDTF; 0 with --in, whatever is found.")]
pub struct DateArgs {
    /// The date; quote it where the shell would read it
    #[arg(
        value_name = "EDTF",
        allow_hyphen_values = true,
        required_unless_present = "text",
        conflicts_with = "text"
    )]
    pub edtf: Option<String>,
    /// A text: list the dates that its words suggest
    #[arg(long = "in", value_name = "TEXT", allow_hyphen_values = true)]
    pub text: Option<String>,
    /// The date that words like "the following year" in TEXT hang on
    #[arg(
        long,
        value_name = "EDTF",
        allow_hyphen_values = true,
        requires = "text",
        conflicts_with = "edtf",
        value_parser = anchor
    )]
    pub anchor: Option<Edtf>,
    /// Explain in JSON
    #[arg(long)]
    pub json: bool,
}

/// Reads an anchor. The message ends up below "invalid value".
fn anchor(text: &str) -> Result<Edtf, String> {
    Edtf::parse(text).map_err(|error| format!("no EDTF date; {error}"))
}

pub(super) fn run(args: &DateArgs, streams: &mut Streams<'_>) -> Result<Outcome, VerbError> {
    if let Some(text) = &args.text {
        return run_in(text, args, streams);
    }
    let text = args.edtf.as_deref().unwrap_or_default();
    let parsed = Edtf::parse(text);
    if args.json {
        streams.json(&Facts::of(text, &parsed))?;
    } else {
        match &parsed {
            Ok(date) => streams.out.write_all(page(date).as_bytes())?,
            Err(error) => {
                let page = complaint(text, error);
                streams.err.write_all(page.as_bytes())?;
            }
        }
    }
    Ok(Outcome::problems_if(parsed.is_err()))
}

/// Lists the dates that the words of a text suggest.
fn run_in(text: &str, args: &DateArgs, streams: &mut Streams<'_>) -> Result<Outcome, VerbError> {
    let findings = find_dates(text, args.anchor.as_ref());
    if args.json {
        let facts: Vec<_> = findings.iter().map(FindingFacts::of).collect();
        streams.json(&facts)?;
    } else {
        let page = findings_page(&findings);
        streams.out.write_all(page.as_bytes())?;
    }
    Ok(Outcome::Fine)
}

/// One object of the array of `date --in --json`.
#[derive(Serialize)]
struct FindingFacts<'s> {
    start: usize,
    end: usize,
    text: &'s str,
    edtf: Option<&'s str>,
}

impl<'s> FindingFacts<'s> {
    fn of(finding: &'s DateFinding) -> Self {
        Self {
            start: finding.start,
            end: finding.end,
            text: &finding.text,
            edtf: finding.edtf.as_ref().map(Edtf::as_str),
        }
    }
}

/// Place, EDTF, the date in words, and the words that it rests on, which are
/// last since they may be long.
fn findings_page(findings: &[DateFinding]) -> String {
    if findings.is_empty() {
        return "No words of time were found.\n".to_owned();
    }
    let row = |finding: &DateFinding| {
        let date = finding.edtf.as_ref();
        let words: Vec<&str> = finding.text.split_whitespace().collect();
        vec![
            format!("{}–{}", finding.start, finding.end),
            date.map_or("no date", Edtf::as_str).to_owned(),
            date.map(in_words).unwrap_or_default(),
            format!("“{}”", visible_line(&words.join(" "))),
        ]
    };
    let heading = ["PLACE", "EDTF", "MEANS", "WORDS"].map(str::to_owned);
    let rows: Vec<_> = std::iter::once(heading.to_vec())
        .chain(findings.iter().map(row))
        .collect();
    table("", &rows)
}

/// The object of `date --json`.
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the machine format has a flag for each"
)]
struct Facts<'d> {
    input: &'d str,
    valid: bool,
    error: Option<ErrorFacts>,
    level: Option<u8>,
    kind: Option<&'static str>,
    earliest: Option<String>,
    latest: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    out_of_range: bool,
    approximate: bool,
    uncertain: bool,
    unspecified: bool,
    open_start: bool,
    open_end: bool,
    unknown_start: bool,
    unknown_end: bool,
    members: Vec<&'d str>,
}

#[derive(Serialize)]
struct ErrorFacts {
    column: usize,
    expected: String,
}

impl<'d> Facts<'d> {
    fn of(input: &'d str, parsed: &'d Result<Edtf, EdtfError>) -> Self {
        let date = parsed.as_ref().ok();
        let is = |quality: fn(&Edtf) -> bool| date.is_some_and(quality);
        let extent = date.map(Edtf::extent);
        Self {
            input,
            valid: date.is_some(),
            error: parsed.as_ref().err().map(|error| ErrorFacts {
                column: error.column,
                expected: error.explanation(),
            }),
            level: date.map(Edtf::level),
            kind: date.map(|date| date.kind().name()),
            earliest: extent.and_then(|extent| iso(extent.earliest)),
            latest: extent.and_then(|extent| iso(extent.latest)),
            out_of_range: extent.is_some_and(Extent::is_out_of_range),
            approximate: is(Edtf::is_approximate),
            uncertain: is(Edtf::is_uncertain),
            unspecified: is(Edtf::has_unspecified),
            open_start: is(Edtf::is_open_start),
            open_end: is(Edtf::is_open_end),
            unknown_start: is(Edtf::is_unknown_start),
            unknown_end: is(Edtf::is_unknown_end),
            members: date.map(Edtf::members).unwrap_or_default(),
        }
    }
}

fn page(date: &Edtf) -> String {
    let extent = date.extent();
    let mut rows: Vec<(&str, String)> = vec![
        ("level", level_in_words(date.level()).to_owned()),
        ("kind", kind_in_words(date.kind()).to_owned()),
    ];
    rows.extend(precision(date).map(|precision| ("precision", precision)));
    let mut qualities = Vec::new();
    for (holds, quality) in [
        (date.is_approximate(), "approximate (~)"),
        (date.is_uncertain(), "uncertain (?)"),
        (date.has_unspecified(), "some digits unspecified (X)"),
    ] {
        if holds {
            qualities.push(quality);
        }
    }
    if qualities.is_empty() {
        qualities.push("none");
    }
    rows.push(("qualifiers", qualities.join(", ")));
    if !date.members().is_empty() {
        rows.push(("members", date.members().join(" , ")));
    }
    rows.push(("earliest", bound_in_words(extent.earliest, "beginning")));
    rows.push(("latest", bound_in_words(extent.latest, "end")));
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(name, value)| vec![name.to_owned(), value])
        .collect();
    format!(
        "{}: {}\n\n{}",
        date.as_str(),
        in_words(date),
        table("  ", &rows)
    )
}

const fn level_in_words(level: u8) -> &'static str {
    match level {
        0 => "0 (ISO 8601-1)",
        1 => "1 (simple extensions)",
        _ => "2 (further extensions)",
    }
}

const fn kind_in_words(kind: DateKind) -> &'static str {
    match kind {
        DateKind::Date => "date",
        DateKind::DateTime => "date and time of day",
        DateKind::Season => "season, or another group of months",
        DateKind::Interval => "interval",
        DateKind::OneOf => "set: one of its members, nobody says which",
        DateKind::AllOf => "set: all of its members",
    }
}

/// How fine a date is, told from how far it reaches: "year", or "month to day"
/// where the ends of an interval differ.
fn precision(date: &Edtf) -> Option<String> {
    match date.kind() {
        DateKind::OneOf | DateKind::AllOf => None,
        DateKind::DateTime => Some("second".to_owned()),
        DateKind::Season => Some("some months".to_owned()),
        DateKind::Interval => {
            let ends: Vec<String> = date
                .as_str()
                .split('/')
                .filter_map(|end| Edtf::parse(end).ok())
                .filter_map(|end| precision(&end))
                .collect();
            match ends.as_slice() {
                [one, other] if one != other => Some(format!("{one} to {other}")),
                [one, ..] => Some(one.clone()),
                [] => None,
            }
        }
        DateKind::Date => {
            let extent = date.extent();
            let (first, last) = (
                extent.earliest.instant()?.day(),
                extent.latest.instant()?.day(),
            );
            let years = last.year.saturating_sub(first.year).saturating_add(1);
            Some(match years {
                1 if first == last => "day".to_owned(),
                1 if first.month == last.month => "month".to_owned(),
                1 => "year".to_owned(),
                10 => "decade".to_owned(),
                100 => "century".to_owned(),
                1_000 => "millennium".to_owned(),
                years => format!("within {years} years"),
            })
        }
    }
}

fn bound_in_words(bound: Bound, what: &str) -> String {
    match bound {
        Bound::At(instant) => instant.to_iso(),
        Bound::Open => format!("open: it has no {what}"),
        Bound::Unknown => format!("unknown: nobody says its {what}"),
        Bound::OutOfRange(_) => "further off than 64 bits can count in seconds".to_owned(),
    }
}

/// How to write a date that is given in words.
fn meant(text: &str) -> String {
    read_date(text).map_or_else(String::new, |date| {
        format!("As a date it is written {}.\n", date.as_str())
    })
}

/// The text with a caret below the place where it stops being a date.
fn complaint(text: &str, error: &EdtfError) -> String {
    let before: String = text.chars().take(error.column.saturating_sub(1)).collect();
    let indent = " ".repeat(width(&visible_line(&before)));
    format!(
        "This is no EDTF date.\n\n  {}\n  {indent}^ column {}: {}\n\n{}\
         `annals date --help` shows how dates are written.\n",
        visible_line(text),
        error.column,
        visible_line(&error.explanation()),
        meant(text)
    )
}
