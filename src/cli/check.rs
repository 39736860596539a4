//! `annals check`: is the file right, and does every quotation stand in its
//! document?

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Map, Value};

use super::locate::CONTEXT_HELPS;
use super::outcome::{Outcome, VerbError};
use super::report::{CheckedAt, Report, ReportFile, ReportOptions, save};
use super::run::Streams;
use super::terminal::{LINE_WIDTH, counted, padded, paragraph, table, width};
use super::timeline_file::{TimelineFile, open};
use crate::bibliography::Style;
use crate::library::{Held, MatchedBy};
use crate::model::QuoteLimit;
use crate::model::{Index, Passage, Source, Timeline, visible_id, visible_line};
use crate::storage::{Problem, Severity};
use annals_anchor::{Anchor, AnchorState};

/// Arguments of `annals check`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Each passage is one of
  exact        stands there letter for letter
  normalised   the same but for spaces, line breaks, hyphens, quote marks, markup
  drifted      stands there in other words
  ambiguous    stands in several places, and nothing tells which is meant
  missing      stands nowhere
  unavailable  no copy of the document is on this machine

Exit code 1 where there is an error, or a passage is drifted, ambiguous or
missing. Warnings and unavailable passages are fine. A report changes neither
that nor the output; where it cannot be written, the exit code is 2.

A report has a line for every citation and a summary to sign. It quotes at most
300 words of each source, what changed included; --quote-limit none lifts that,
and .json is then the form that loses nothing. With --checked-at, or
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
    /// Write a provenance report, in the form that its name ends in: .html, .md, .csv or .json
    #[arg(long, value_name = "OUT")]
    pub report: Vec<PathBuf>,
    /// How many words of one source a report may quote: a number, or none
    #[arg(long, value_name = "N|none", default_value_t, requires = "report")]
    pub quote_limit: QuoteLimit,
    /// The citation style of a report: chicago-notes, apa or mla
    #[arg(long, value_name = "STYLE", default_value_t, requires = "report")]
    pub style: Style,
    /// When a report says that it was made: a day or a time, 2026-02-11T09:30:00Z; without it `SOURCE_DATE_EPOCH`, else now
    #[arg(long, value_name = "WHEN", requires = "report")]
    pub checked_at: Option<CheckedAt>,
    /// Report in JSON, problems included
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> Result<Outcome, VerbError> {
    // Before the work: a mistake in the name of a report is told at once.
    let files: Vec<ReportFile<'_>> = args
        .report
        .iter()
        .map(|path| ReportFile::new(path).map_err(VerbError::refused(path)))
        .collect::<Result<_, _>>()?;
    let mut opened =
        open(&args.file)?.with_documents(&args.file, args.sources.as_ref(), streams.worker)?;
    let anchors = opened.anchor_all();
    let remarks = write_reports(args, &files, &opened, &anchors)?;
    let result = CheckResult {
        opened: &opened,
        anchors: &anchors,
    };
    if args.json {
        streams.json(&result.facts())?;
    } else {
        streams.out.write_all(result.page().as_bytes())?;
        streams.problems(&args.file.to_string_lossy(), &opened.problems, false)?;
    }
    for remark in remarks {
        writeln!(streams.err, "{remark}")?;
    }
    let astray = anchors.iter().any(|anchor| is_astray(anchor.state));
    Ok(Outcome::problems_if(astray || opened.has_errors()))
}

/// Writes every report, or says why one cannot be written; gives what is to be
/// remarked on those that were.
fn write_reports(
    args: &CheckArgs,
    files: &[ReportFile<'_>],
    opened: &TimelineFile,
    anchors: &[Anchor],
) -> Result<Vec<String>, VerbError> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    for file in files {
        let checked = file.refuse_overwriting_inputs(&args.file, opened);
        checked.map_err(VerbError::refused(file.path))?;
    }
    let checked_at =
        CheckedAt::of(args.checked_at.as_ref()).map_err(VerbError::refused(&args.file))?;
    let name = args.file.file_name().unwrap_or_default();
    let options = ReportOptions {
        file_name: name.to_string_lossy().into_owned(),
        checked_at: &checked_at,
        style: args.style,
        limit: args.quote_limit,
    };
    let report = Report::of(opened, anchors, options);
    let mut remarks = Vec::new();
    for file in files {
        remarks.extend(save(file, &report).map_err(VerbError::refused(file.path))?);
    }
    Ok(remarks)
}

/// Whether a passage in this state needs somebody to look.
const fn is_astray(state: AnchorState) -> bool {
    matches!(
        state,
        AnchorState::Drifted | AnchorState::Ambiguous | AnchorState::Missing
    )
}

/// What the terminal shows.
struct CheckResult<'r> {
    opened: &'r TimelineFile,
    anchors: &'r [Anchor],
}

/// The object of `check --json`.
#[derive(Serialize)]
struct Facts<'r> {
    passages: Vec<PassageFacts<'r>>,
    problems: &'r [Problem],
    summary: Map<String, Value>,
}

#[derive(Serialize)]
struct PassageFacts<'r> {
    id: &'r str,
    source: &'r str,
    state: &'static str,
    start: Option<usize>,
    end: Option<usize>,
}

impl<'r> CheckResult<'r> {
    fn timeline(&self) -> &'r Timeline {
        &self.opened.reading.timeline
    }

    fn facts(&self) -> Facts<'r> {
        let timeline = self.timeline();
        Facts {
            passages: self
                .passages()
                .map(|(passage, anchor)| PassageFacts {
                    id: &passage.id,
                    source: &timeline[passage.source].id,
                    state: anchor.state.name(),
                    start: anchor.matched.map(|place| place.start),
                    end: anchor.matched.map(|place| place.end),
                })
                .collect(),
            problems: &self.opened.problems,
            summary: self.summary(),
        }
    }

    fn summary(&self) -> Map<String, Value> {
        let mut summary = Map::new();
        let mut put = |name: &str, count: usize| {
            summary.insert(name.to_owned(), count.into());
        };
        put("events", self.timeline().events.len());
        put("passages", self.timeline().passages.len());
        put("errors", self.problem_count(Severity::Error));
        put("warnings", self.problem_count(Severity::Warning));
        for state in AnchorState::ALL {
            put(state.name(), self.state_count(state));
        }
        summary
    }

    fn problem_count(&self, severity: Severity) -> usize {
        let problems = self.opened.problems.iter();
        problems
            .filter(|problem| problem.severity == severity)
            .count()
    }

    fn state_count(&self, state: AnchorState) -> usize {
        let anchors = self.anchors.iter();
        anchors.filter(|anchor| anchor.state == state).count()
    }

    fn page(&self) -> String {
        let timeline = self.timeline();
        let mut page = String::new();
        if !timeline.title.is_empty() {
            page.push_str(&paragraph("", "", &visible_line(&timeline.title)));
            page.push('\n');
        }
        // One table for all, so that the columns align, dealt out by source.
        let rows: Vec<Vec<String>> = self.passages().map(|(p, a)| row(p, a)).collect();
        let table = table("", &rows);
        let mut by_source = vec![String::new(); timeline.sources.len()];
        for (line, (passage, anchor)) in table.lines().zip(self.passages()) {
            if let Some(lines) = by_source.get_mut(passage.source.position()) {
                lines.push_str(&clipped(line));
                lines.push('\n');
                lines.push_str(&self.explanation(passage, anchor));
            }
        }
        for ((index, source), lines) in timeline.indexed_sources().zip(&by_source) {
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
        let copy = match self.opened.gathered.holdings.of(index) {
            Some(held) => copy_in_words(held, source),
            None => "no copy on this machine".to_owned(),
        };
        paragraph("", "  ", &name) + &paragraph("  ", "  ", &copy)
    }

    fn passages(&self) -> impl Iterator<Item = (&'r Passage, &'r Anchor)> {
        self.timeline().passages.iter().zip(self.anchors)
    }

    /// What a reader needs below a passage that is astray.
    fn explanation(&self, passage: &Passage, anchor: &Anchor) -> String {
        let indent = " ".repeat(14);
        let quoted = |label: &str, text: &str| {
            let label = format!("    {}", padded(label, 10));
            paragraph(&label, &indent, &format!("“{}”", visible_line(text)))
        };
        let recorded = || quoted("recorded", &passage.quote.exact);
        let is_held = self.opened.gathered.holdings.of(passage.source).is_some();
        match (anchor.state, anchor.matched) {
            (AnchorState::Drifted, Some(place)) => {
                let found = self
                    .opened
                    .gathered
                    .holdings
                    .of(passage.source)
                    .map(|held| {
                        let words = held.text.slice(place.start, place.end);
                        quoted(
                            "found",
                            &words.split_whitespace().collect::<Vec<_>>().join(" "),
                        )
                    });
                recorded() + &found.unwrap_or_default()
            }
            (AnchorState::Ambiguous, _) => {
                let places: Vec<String> = anchor
                    .candidates
                    .iter()
                    .take(5)
                    .map(|place| format!("{}–{}", place.start, place.end))
                    .collect();
                let more = anchor.candidates.len().saturating_sub(places.len());
                let mut listed = places.join(", ");
                if more > 0 {
                    listed = format!("{listed} and {more} more");
                }
                recorded() + &paragraph("    stands at ", &indent, &listed)
            }
            (AnchorState::Missing, _) if is_bare(passage) && is_held => {
                recorded() + &paragraph("    hint: ", &indent, CONTEXT_HELPS)
            }
            (AnchorState::Missing, _) => recorded(),
            _ => String::new(),
        }
    }

    fn totals(&self) -> String {
        let states: Vec<String> = AnchorState::ALL
            .into_iter()
            .map(|state| (state, self.state_count(state)))
            .filter(|(_, count)| *count > 0)
            .map(|(state, count)| format!("{count} {}", state.name()))
            .collect();
        let passages = counted(self.timeline().passages.len(), "passage", "passages");
        let first = if states.is_empty() {
            format!("{passages}.")
        } else {
            format!("{passages}: {}.", states.join(", "))
        };
        let second = format!(
            "{}. {}, {}.",
            counted(self.timeline().events.len(), "event", "events"),
            counted(self.problem_count(Severity::Error), "error", "errors"),
            counted(self.problem_count(Severity::Warning), "warning", "warnings"),
        );
        paragraph("", "", &first) + &paragraph("", "", &second)
    }
}

/// Whether nothing is recorded of what stands around a quotation.
fn is_bare(passage: &Passage) -> bool {
    passage.quote.prefix.is_empty() && passage.quote.suffix.is_empty()
}

/// A passage in one line.
fn row(passage: &Passage, anchor: &Anchor) -> Vec<String> {
    let mark = if is_astray(anchor.state) { "!" } else { " " };
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

fn copy_in_words(held: &Held, source: &Source) -> String {
    let path = held.path.to_string_lossy();
    let path = visible_id(&path);
    match (held.matched_by, source.sha256) {
        (MatchedBy::Digest, _) => format!("{path}, the recorded copy"),
        (_, Some(_)) => format!("{path}, not the recorded copy"),
        (_, None) => format!("{path}, no digest recorded"),
    }
}

/// A line cut to the width of the page. Only locators are long enough for it.
fn clipped(line: &str) -> String {
    if width(line) <= LINE_WIDTH {
        return line.to_owned();
    }
    let mut clipped = String::new();
    let mut used = 0;
    for c in line.chars() {
        used += unicode_width::UnicodeWidthChar::width(c).unwrap_or(0);
        if used >= LINE_WIDTH {
            break;
        }
        clipped.push(c);
    }
    clipped.truncate(clipped.trim_end().len());
    clipped.push('…');
    clipped
}
