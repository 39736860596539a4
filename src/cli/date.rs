//! `annals date`: explains an EDTF date, or lists the dates that a text suggests.

use serde_json::{Value, json};

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use super::terminal::{table, width};
use crate::date_words::in_words;
use crate::export::{bounds, joined};
use crate::model::visible_line;
use annals_edtf::{Bound, DateKind, Edtf, EdtfError};
use annals_prose_dates::{DateFinding, find_dates, suggest_edtf};

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

--in lists every phrase of time with its position in TEXT, in code points from 0,
and its EDTF. A duration has no EDTF. A phrase that depends on another date
(\"two years later\") has one only with --anchor. Only English is supported.

The exit code is 1 if EDTF is not valid. With --in it is 0, whatever is found.")]
pub struct DateArgs {
    /// The date; quote it for the shell where necessary
    #[arg(
        value_name = "EDTF",
        allow_hyphen_values = true,
        required_unless_present = "text",
        conflicts_with = "text"
    )]
    pub edtf: Option<String>,
    /// List the dates that the words of a text suggest
    #[arg(long = "in", value_name = "TEXT", allow_hyphen_values = true)]
    pub text: Option<String>,
    /// The date that phrases like "the following year" in TEXT count from
    #[arg(
        long,
        value_name = "EDTF",
        allow_hyphen_values = true,
        requires = "text",
        conflicts_with = "edtf",
        value_parser = anchor
    )]
    pub anchor: Option<Edtf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Parses an anchor. clap puts the message after "invalid value".
fn anchor(text: &str) -> Result<Edtf, String> {
    Edtf::parse(text).map_err(|error| match suggest_edtf(text) {
        Some(date) => format!("not a date in EDTF. Did you mean {date}?"),
        None => format!("not a date in EDTF: {error}"),
    })
}

pub(super) fn run(args: &DateArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    if let Some(text) = &args.text {
        return run_in(text, args, streams);
    }
    let text = args.edtf.as_deref().unwrap_or_default();
    let parsed = Edtf::parse(text);
    if args.json {
        streams.json(&date_json(text, &parsed))?;
    } else {
        match &parsed {
            Ok(date) => streams.out.write_all(page(date).as_bytes())?,
            Err(error) => {
                let page = error_page(text, error);
                streams.err.write_all(page.as_bytes())?;
            }
        }
    }
    Ok(Outcome::problems_if(parsed.is_err()))
}

/// Lists the dates that the words of a text suggest.
fn run_in(text: &str, args: &DateArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let findings = find_dates(text, args.anchor.as_ref());
    if args.json {
        streams.json(&findings.iter().map(finding_json).collect::<Value>())?;
    } else {
        let page = findings_page(&findings);
        streams.out.write_all(page.as_bytes())?;
    }
    Ok(Outcome::Fine)
}

/// One object of the array of `date --in --json`.
fn finding_json(finding: &DateFinding) -> Value {
    json!({
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "edtf": finding.edtf.as_ref().map(Edtf::as_str),
    })
}

/// A table of positions, EDTF, dates in words, and the phrases, which come last
/// because they may be long.
fn findings_page(findings: &[DateFinding]) -> String {
    if findings.is_empty() {
        return "No dates found.\n".to_owned();
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
fn date_json(input: &str, parsed: &Result<Edtf, EdtfError>) -> Value {
    let date = parsed.as_ref().ok();
    let is = |quality: fn(&Edtf) -> bool| date.is_some_and(quality);
    let error = parsed.as_ref().err();
    let error = error.map(|it| json!({ "column": it.column, "expected": it.explanation() }));
    joined([
        json!({
            "input": input,
            "valid": date.is_some(),
            "error": error,
            "level": date.map(Edtf::level),
            "kind": date.map(|date| date.kind().name()),
        }),
        bounds(date.map(Edtf::extent)),
        json!({
            "approximate": is(Edtf::is_approximate),
            "uncertain": is(Edtf::is_uncertain),
            "unspecified": is(Edtf::has_unspecified),
            "open_start": is(|date| date.extent().earliest == Bound::Open),
            "open_end": is(|date| date.extent().latest == Bound::Open),
            "unknown_start": is(|date| date.extent().earliest == Bound::Unknown),
            "unknown_end": is(|date| date.extent().latest == Bound::Unknown),
            "members": date.map(Edtf::members).unwrap_or_default(),
        }),
    ])
}

fn page(date: &Edtf) -> String {
    let extent = date.extent();
    let qualities = [
        (date.is_approximate(), "approximate (~)"),
        (date.is_uncertain(), "uncertain (?)"),
        (date.has_unspecified(), "some digits unspecified (X)"),
    ];
    let qualities = qualities.iter().filter(|(applies, _)| *applies);
    let qualities: Vec<&str> = qualities.map(|(_, quality)| *quality).collect();
    let qualifiers = match qualities.as_slice() {
        [] => "none".to_owned(),
        some => some.join(", "),
    };
    let members = date.members().join(" , ");
    let rows = [
        ("level", Some(level_in_words(date.level()).to_owned())),
        ("kind", Some(kind_in_words(date.kind()).to_owned())),
        ("precision", precision(date)),
        ("qualifiers", Some(qualifiers)),
        (
            "members",
            Some(members).filter(|members| !members.is_empty()),
        ),
        (
            "earliest",
            Some(bound_in_words(extent.earliest, "beginning")),
        ),
        ("latest", Some(bound_in_words(extent.latest, "end"))),
    ];
    let rows = rows.into_iter();
    let rows: Vec<Vec<String>> = rows
        .filter_map(|(name, value)| Some(vec![name.to_owned(), value?]))
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
        DateKind::OneOf => "set: one of its members, unknown which",
        DateKind::AllOf => "set: all of its members",
    }
}

/// The precision of a date, derived from its extent: "year", or "month to day"
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
        Bound::Unknown => format!("unknown: its {what} is not known"),
        Bound::OutOfRange(_) => "beyond what 64 bits of seconds can count".to_owned(),
    }
}

/// What was probably meant, and the text with a caret below the column where it
/// stops being a date.
fn error_page(text: &str, error: &EdtfError) -> String {
    let before: String = text.chars().take(error.column.saturating_sub(1)).collect();
    let indent = " ".repeat(width(&visible_line(&before)));
    let suggestion =
        suggest_edtf(text).map_or_else(String::new, |date| format!(" Did you mean {date}?"));
    let text = visible_line(text);
    format!(
        "“{text}” isn't a date in EDTF.{suggestion}\n\n  {text}\n  {indent}^ column {}: \
         expected {}\n\n`annals date --help` shows examples.\n",
        error.column,
        error.expectation()
    )
}
