//! `annals check`: the problems of a timeline, and the state of every quotation in
//! its document.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::check_time::CheckTime;
use super::locate::CONTEXT_HELPS;
use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use super::terminal::{padded, paragraph, table};
use super::timeline_file::{TimelineFile, open};
use crate::bibliography::Style;
use crate::export::{
    Drafts, ExportRequest, Report, ReportRequest, StateCounts, TimelineFormat, copy_in_words,
    counted, places_in_words, problem_count, problems_in_words,
};
use crate::language::Message;
use crate::model::{Index, Passage, QuoteLimit, Source, Timeline, visible_id, visible_line};
use crate::storage::{FileError, Severity, write_atomically};
use annals_anchor::{Anchor, AnchorState};

/// Arguments of `annals check`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
States of a passage:
  exact        found letter for letter
  normalised   found, except for spaces, line breaks, hyphens, quote marks, markup
  drifted      found in other words
  ambiguous    found in several places that the context does not distinguish
  missing      not found
  unavailable  no copy of the document on this machine

The exit code is 1 if there is an error, or if a passage is drifted, ambiguous or
missing. Warnings and unavailable passages do not count; with --strict a draft
counts as an error, which is what a timeline needs before it is published. A report changes neither
the exit code nor the output. If it cannot be written, the exit code is 2.

A report has one line per citation and a summary to sign. It quotes at most 300
words per source, changes included. Change this with --quote-limit; with
`--quote-limit none` and .json nothing is left out. With --checked-at, or
SOURCE_DATE_EPOCH in the environment, the same files give the same bytes.

Examples:
  annals check timeline.json
  annals check timeline.json --sources ~/articles
  annals check timeline.json --json | jq .summary
  annals check timeline.json --sources ~/articles --report provenance.html
  annals check timeline.json --report report.csv --report report.json --checked-at 2026-02-11")]
pub struct CheckArgs {
    /// The timeline
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A folder with copies of the sources
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
    /// Write a provenance report; the suffix gives the format: .html, .md, .csv or .json
    #[arg(long, value_name = "OUT")]
    pub report: Vec<PathBuf>,
    /// The most words that a report quotes per source: a number, or none
    #[arg(long, value_name = "N|none", default_value_t, requires = "report")]
    pub quote_limit: QuoteLimit,
    /// The citation style of a report: chicago-notes, apa or mla
    #[arg(long, value_name = "STYLE", default_value_t, requires = "report")]
    pub style: Style,
    /// The time of the check in a report: a day, or a time such as 2026-02-11T09:30:00Z [default: `SOURCE_DATE_EPOCH`, else now]
    #[arg(long, value_name = "WHEN", requires = "report")]
    pub checked_at: Option<CheckTime>,
    /// Count every draft as an error
    #[arg(long)]
    pub strict: bool,
    /// Print JSON, problems included
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    // Before the work, so that a mistake in the name of a report is reported at once.
    let reports: Vec<(&Path, TimelineFormat)> = args
        .report
        .iter()
        .map(|path| Ok((path.as_path(), report_format(path)?)))
        .collect::<Result<_, CommandError>>()?;
    let mut file = open(&args.file)?.with_documents(args.sources.as_ref(), streams.worker)?;
    let anchors = file.anchor_passages();
    if args.strict {
        file.refuse_drafts();
    }
    let written = write_reports(args, &reports, &file, &anchors)?;
    let result = CheckResult {
        file: &file,
        anchors: &anchors,
        states: anchors.iter().map(|anchor| anchor.state).collect(),
    };
    if args.json {
        streams.json(&result.json())?;
    } else {
        streams.out.write_all(result.page().as_bytes())?;
        streams.problems(&args.file, &file.problems, false)?;
    }
    for ((path, _), (lost_nuls, warnings)) in reports.iter().zip(written) {
        streams.lost_nuls(path, lost_nuls)?;
        streams.save_warnings(path, &warnings)?;
    }
    let has_problems = result.states.needing_review() > 0 || file.has_errors();
    Ok(Outcome::problems_if(has_problems))
}

/// The format of a report, by the suffix of its file.
fn report_format(path: &Path) -> Result<TimelineFormat, CommandError> {
    let suffix = path.extension().unwrap_or_default().to_string_lossy();
    TimelineFormat::of_suffix(&suffix).ok_or_else(|| {
        let error = FileError::new("The suffix of this report is no format");
        CommandError::about(path)(error.with_hint("Let it end in .html, .md, .csv or .json."))
    })
}

/// Writes the reports. Returns for each the number of NULs that it could not hold, and
/// what could not be kept of the file before.
fn write_reports(
    args: &CheckArgs,
    reports: &[(&Path, TimelineFormat)],
    file: &TimelineFile,
    anchors: &[Anchor],
) -> Result<Vec<(usize, Vec<Message>)>, CommandError> {
    if reports.is_empty() {
        return Ok(Vec::new());
    }
    for (path, _) in reports {
        file.refuse_overwriting_inputs(path, [])?;
    }
    let checked_at = CheckTime::or_now(args.checked_at.as_ref());
    let checked_at = checked_at.map_err(CommandError::about(&args.file))?;
    let indexes = file.indexes();
    let report = Report::new(&ReportRequest {
        export: ExportRequest {
            style: args.style,
            limit: args.quote_limit,
            drafts: Drafts::Included,
            ..file.request(&indexes, anchors)
        },
        problems: &file.problems,
        checked_at: checked_at.as_str(),
    });
    let write = |(path, format): &(&Path, TimelineFormat)| {
        let outcome = report.export(*format)?;
        let warnings = write_atomically(path, &outcome.bytes)?;
        Ok((outcome.lost_nuls, warnings))
    };
    let reports = reports.iter();
    reports
        .map(|report| write(report).map_err(CommandError::about(report.0)))
        .collect()
}

/// The result of a check.
struct CheckResult<'r> {
    file: &'r TimelineFile,
    anchors: &'r [Anchor],
    states: StateCounts,
}

impl<'r> CheckResult<'r> {
    fn timeline(&self) -> &'r Timeline {
        self.file.timeline()
    }

    /// The object of `check --json`.
    fn json(&self) -> Value {
        let passage = |(passage, anchor): (&Passage, &Anchor)| {
            json!({
                "id": &*passage.id,
                "source": &*self.timeline()[passage.source].id,
                "state": anchor.state.name(),
                "start": anchor.matched.map(|found| found.start),
                "end": anchor.matched.map(|found| found.end),
            })
        };
        let mut summary = Map::new();
        let counts = [
            ("events", self.timeline().events.len()),
            ("passages", self.timeline().passages.len()),
            (
                "errors",
                problem_count(&self.file.problems, Severity::Error),
            ),
            (
                "warnings",
                problem_count(&self.file.problems, Severity::Warning),
            ),
        ];
        let states = self.states.iter();
        let states = states.map(|(state, count)| (state.name(), count));
        for (name, count) in counts.into_iter().chain(states) {
            summary.insert(name.to_owned(), count.into());
        }
        json!({
            "passages": self.passages().map(passage).collect::<Value>(),
            "problems": self.file.problems,
            "summary": summary,
        })
    }

    fn page(&self) -> String {
        let timeline = self.timeline();
        let mut page = String::new();
        if !timeline.title.is_empty() {
            page.push_str(&paragraph("", "", &visible_line(&timeline.title)));
            page.push('\n');
        }
        // One table for all sources, so that the columns align.
        let rows: Vec<Vec<String>> = self.passages().map(|(p, a)| row(p, a)).collect();
        let table = table("", &rows);
        let mut by_source = vec![String::new(); timeline.sources.slot_count()];
        for (line, (passage, anchor)) in table.lines().zip(self.passages()) {
            if let Some(lines) = by_source.get_mut(passage.source.position()) {
                lines.push_str(line);
                lines.push('\n');
                lines.push_str(&self.explanation(passage, anchor));
            }
        }
        for ((index, source), lines) in timeline.sources.indexed().zip(&by_source) {
            page.push_str(&self.source(index, source));
            page.push_str(lines);
            page.push('\n');
        }
        page.push_str(&self.totals());
        page
    }

    fn source(&self, index: Index<Source>, source: &Source) -> String {
        let name = format!(
            "{}: {}",
            visible_id(&source.id),
            visible_line(&source.short_name())
        );
        let copy = match self.file.copies.holdings.get(index) {
            Some(document) => {
                let path = document.path.to_string_lossy();
                let copy = copy_in_words(source.sha256, Some(document.digest));
                format!("{}, {copy}", visible_id(&path))
            }
            None => "no copy on this machine".to_owned(),
        };
        paragraph("", "  ", &name) + &paragraph("  ", "  ", &copy)
    }

    fn passages(&self) -> impl Iterator<Item = (&'r Passage, &'r Anchor)> {
        self.timeline().passages.iter().zip(self.anchors)
    }

    /// Details below a passage that needs a look.
    fn explanation(&self, passage: &Passage, anchor: &Anchor) -> String {
        let indent = " ".repeat(14);
        let quoted = |label: &str, text: &str| {
            let label = format!("    {}", padded(label, 10));
            paragraph(&label, &indent, &format!("“{}”", visible_line(text)))
        };
        let recorded = || quoted("recorded", &passage.quote.exact);
        let document = self.file.copies.holdings.get(passage.source);
        match (anchor.state, anchor.matched) {
            (AnchorState::Drifted, Some(place)) => {
                let found = document.map(|document| {
                    let words = document.text.slice(place.start, place.end);
                    let words: Vec<&str> = words.split_whitespace().collect();
                    quoted("found", &words.join(" "))
                });
                recorded() + &found.unwrap_or_default()
            }
            (AnchorState::Ambiguous, _) => {
                let places = places_in_words(&anchor.candidates);
                recorded() + &paragraph("    found at  ", &indent, &places)
            }
            (AnchorState::Missing, _) if is_bare(passage) && document.is_some() => {
                recorded() + &paragraph("    hint: ", &indent, CONTEXT_HELPS)
            }
            (AnchorState::Missing, _) => recorded(),
            _ => String::new(),
        }
    }

    fn totals(&self) -> String {
        let passages = counted(self.timeline().passages.len(), "passage", "passages");
        let first = match self.states.in_words() {
            states if states.is_empty() => format!("{passages}."),
            states => format!("{passages}: {states}."),
        };
        let second = format!(
            "{}. {}.",
            counted(self.timeline().events.len(), "event", "events"),
            problems_in_words(&self.file.problems),
        );
        paragraph("", "", &first) + &paragraph("", "", &second)
    }
}

/// Whether no context of a quotation is recorded.
fn is_bare(passage: &Passage) -> bool {
    passage.quote.prefix.is_empty() && passage.quote.suffix.is_empty()
}

/// A passage as a row of the table.
fn row(passage: &Passage, anchor: &Anchor) -> Vec<String> {
    let mark = if StateCounts::NEEDING_REVIEW.contains(&anchor.state) {
        "!"
    } else {
        " "
    };
    let place = anchor.matched.map_or_else(String::new, |place| {
        format!("{}–{}", place.start, place.end)
    });
    vec![
        format!("{mark} {}", anchor.state.name()),
        visible_id(&passage.id).into_owned(),
        place,
        visible_line(passage.locator.as_deref().unwrap_or_default()).into_owned(),
    ]
}
