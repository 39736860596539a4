//! `annals export`: a timeline as a page, tables, text, records and annotations.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use super::selection::{CommandScope, SelectionSource};
use super::timeline_file::{drafts_of, open};
use crate::bibliography::Style;
use crate::export::{ExportKind, ExportRequest, TimelineFormat, export};
use crate::library::anchor_passages;
use crate::model::{Index, QuoteLimit, Timeline};
use crate::query::{EventSet, PeriodMatch, TimeIndex, period_match};
use crate::storage::{FileError, write_atomically};
use annals_edtf::Edtf;

/// Arguments of `annals export`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Formats:
  html            a page for a browser: the timeline as a drawing, and every quotation
  csv             one row per citation, for spreadsheets and statistics
  md              text for people, in the order of time, with notes and bibliography
  json            everything, in one object
  web-annotation  W3C Web Annotations (JSON-LD), one per citation
  csl             the cited sources, for Zotero and pandoc

Exports quote at most 300 words per source. Change this with --quote-limit.
Words that several citations quote count once.

Examples:
  annals export timeline.json -o page.html --sources articles
  annals export timeline.json -o events.csv
  annals export timeline.json -o chronology.md --range 1953/1970 --style apa
  annals export timeline.json --to csl > sources.json
  annals export timeline.json --to web-annotation --filter 'lane:washington'
  annals export 'timeline.json#range=195X' --to json | jq '.events[].title'")]
pub struct ExportArgs {
    /// The timeline; FILE#range=EDTF and FILE#filter=WORDS export that part of it
    #[arg(value_name = "FILE")]
    pub file: OsString,
    /// The file to write [default: standard output]
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// The format: html, csv, md, json, web-annotation or csl [default: by the suffix of OUT]
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<TimelineFormat>,
    /// A folder with copies of the sources
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
    /// Export only the events that match this search
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// Export only the dated events that may lie in this period, an EDTF date or interval
    #[arg(long, value_name = "EDTF", value_parser = Edtf::parse, allow_hyphen_values = true)]
    pub range: Option<Edtf>,
    /// The citation style of footnotes and bibliography: chicago-notes, apa or mla
    #[arg(long, value_name = "STYLE", default_value_t)]
    pub style: Style,
    /// Export drafts and rejected events too; JSON always has them
    #[arg(long)]
    pub drafts: bool,
    /// The most words to quote per source: a number, or none
    #[arg(long, value_name = "N|none", default_value_t)]
    pub quote_limit: QuoteLimit,
}

pub(super) fn run(args: &ExportArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    // Before the work, so that mistakes in the arguments are reported at once.
    let format = format_of(args)?;
    let flags = SelectionSource {
        named_as: "--filter".into(),
        range: args.range.clone(),
        filter: args.filter.clone(),
    };
    let selection = CommandScope::of(&args.file, flags, SelectionSource::default())?;
    let path = &selection.file;
    let file = open(path)?.with_documents(args.sources.as_ref(), streams.worker)?;
    if let Some(output) = &args.output {
        file.refuse_overwriting_inputs(output, [])?;
    }
    let anchors = anchor_passages(file.timeline(), &file.copies.holdings);
    let indexes = file.indexes();
    let range = selection.range.as_ref();
    let in_range = range.map(|range| events_within(file.timeline(), &indexes.index, range));
    let events = selection.events(file.timeline(), &anchors, in_range.as_ref());
    let events = events.or(in_range);
    let request = ExportRequest {
        events: events.as_ref(),
        filter: &selection.filter_text,
        range,
        style: args.style,
        limit: args.quote_limit,
        drafts: drafts_of(args.drafts),
        ..file.request(&indexes, &anchors)
    };
    let outcome = export(&request, ExportKind::Text(format)).map_err(CommandError::about(path))?;
    match &args.output {
        Some(output) => {
            let written = write_atomically(output, &outcome.bytes);
            let warnings = written.map_err(CommandError::about(output))?;
            streams.save_warnings(output, &warnings)?;
        }
        None => streams.out.write_all(&outcome.bytes)?,
    }
    streams.problems(path, &file.problems, false)?;
    streams.lost_nuls(path, outcome.lost_nuls)?;
    streams.drafts_left_out(path, outcome.drafts_left_out)?;
    if let Some(notice) = &outcome.notice {
        streams.remark(path, notice)?;
    }
    let selected = events.map(|_| outcome.events);
    let has_link_problems = selection.report_problems(&file, selected, streams)?;
    Ok(Outcome::problems_if(has_link_problems || file.has_errors()))
}

/// The events with a date that may lie in a period.
fn events_within(timeline: &Timeline, index: &TimeIndex, period: &Edtf) -> EventSet {
    let mut events = EventSet::of(timeline);
    events.retain(|position| {
        Index::new(position).is_some_and(|event| {
            let is_dated = index.date_claims_of(event).next().is_some();
            is_dated && period_match(index, event, period) != PeriodMatch::No
        })
    });
    events
}

/// The format of `--to`, else that of the output's suffix.
fn format_of(args: &ExportArgs) -> Result<TimelineFormat, CommandError> {
    const HINT: &str = "Use --to html, csv, md, json, web-annotation or csl, \
                        or a name of OUT that ends in .html, .csv, .md or .json.";
    if let Some(format) = args.to {
        return Ok(format);
    }
    let suffix = args.output.as_deref().and_then(Path::extension);
    let by_suffix = suffix.and_then(|suffix| TimelineFormat::of_suffix(&suffix.to_string_lossy()));
    let subject = args.output.as_deref().unwrap_or(Path::new("export"));
    by_suffix.ok_or_else(|| {
        let error = FileError::new("The format of the export is not given");
        CommandError::about(subject)(error.with_hint(HINT))
    })
}
