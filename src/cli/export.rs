//! `annals export`: a timeline as a page, tables, text, records and annotations.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::outcome::{Outcome, VerbError};
use super::overwrite::refuse_overwriting_inputs;
use super::run::Streams;
use super::selection::{Selection, SelectionPart};
use super::timeline_file::open;
use crate::bibliography::Style;
use crate::export::{ExportRequest, Format, bytes};
use crate::library::anchor_all;
use crate::model::QuoteLimit;
use crate::model::{Index, Timeline, visible_id};
use crate::query::{EventSet, PeriodMatch, TimeIndex, period_match};
use crate::storage::{FileError, write_atomically};
use annals_edtf::Edtf;

/// Arguments of `annals export`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Formats:
  html            a page for a browser: the timeline drawn, and every quotation
  csv             a row a citation, for spreadsheets and statistics
  md              for people: in the order of time, with notes and bibliography
  json            everything, in one object
  web-annotation  W3C Web Annotations (JSON-LD), one a citation
  csl             the sources that are cited, for Zotero and pandoc

Words of a source that stand in several places count once for --quote-limit.

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
    /// The file to write; without it standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// The format: html, csv, md, json, web-annotation or csl; without it what the name of OUT ends in
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<Format>,
    /// A folder with copies of the sources
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
    /// Only the events that this holds for, as the window's search takes it
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// Only the events that may lie in this period, an EDTF date or interval; no undated ones
    #[arg(long, value_name = "EDTF", value_parser = Edtf::parse, allow_hyphen_values = true)]
    pub range: Option<Edtf>,
    /// The citation style of footnotes and bibliography: chicago-notes, apa or mla
    #[arg(long, value_name = "STYLE", default_value_t)]
    pub style: Style,
    /// How many words of one source are quoted: a number, or none
    #[arg(long, value_name = "N|none", default_value_t)]
    pub quote_limit: QuoteLimit,
}

pub(super) fn run(args: &ExportArgs, streams: &mut Streams<'_>) -> Result<Outcome, VerbError> {
    // Before the work: a mistake in what is asked is told at once.
    let format = format_of(args)?;
    let named = SelectionPart {
        place: "--filter".into(),
        range: args.range.clone(),
        filter: args.filter.clone(),
    };
    let selection = Selection::of(&args.file, named, SelectionPart::default())?;
    let file = &selection.file;
    let opened = open(file)?.with_documents(file, args.sources.as_ref(), streams.worker)?;
    if let Some(output) = &args.output {
        refuse_overwriting_inputs(output, file, &opened, []).map_err(VerbError::refused(output))?;
    }
    let timeline = &opened.reading.timeline;
    let anchors = anchor_all(timeline, &opened.gathered.holdings);
    let within = selection
        .range
        .as_ref()
        .map(|range| inside(timeline, range));
    let events = selection.events(timeline, &anchors, within.as_ref());
    let events = events.or(within);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let request = ExportRequest {
        timeline,
        file_name: &name,
        digest: opened.digest(),
        holdings: &opened.gathered.holdings,
        anchors: &anchors,
        events: events.as_ref(),
        filter: &selection.filter_text,
        range: selection.range.as_ref(),
        style: args.style,
        limit: args.quote_limit,
    };
    let rendered = bytes(format, &request)
        .map_err(|error| VerbError::refused(file)(FileError::new(error.to_string())))?;
    match &args.output {
        Some(output) => {
            write_atomically(output, &rendered.bytes).map_err(VerbError::refused(output))?;
        }
        None => streams.out.write_all(&rendered.bytes)?,
    }
    streams.problems(&file.to_string_lossy(), &opened.problems, false)?;
    if rendered.lost_nuls > 0 {
        writeln!(
            streams.err,
            "{}: NUL characters written as ␀ (U+2400): {}",
            visible_id(&file.to_string_lossy()),
            rendered.lost_nuls
        )?;
    }
    if let Some(made) = &rendered.notice {
        writeln!(
            streams.err,
            "{}: {made}",
            visible_id(&file.to_string_lossy())
        )?;
    }
    let is_link_wrong =
        selection.report_problems(&opened, events.as_ref().map(EventSet::count), streams)?;
    Ok(Outcome::problems_if(is_link_wrong || opened.has_errors()))
}

/// The events that may lie in a period; no undated ones.
fn inside(timeline: &Timeline, period: &Edtf) -> EventSet {
    let index = TimeIndex::new(timeline);
    let mut events = EventSet::all(timeline.events.len());
    events.retain(|position| {
        Index::new(position).is_some_and(|event| {
            let is_dated = index.date_claims_of(event).next().is_some();
            is_dated && period_match(&index, event, period) != PeriodMatch::No
        })
    });
    events
}

/// The format that was named, else what the name of the file ends in.
fn format_of(args: &ExportArgs) -> Result<Format, VerbError> {
    const HINT: &str = "Say it with --to html, csv, md, json, web-annotation or csl, \
                        or let the name of OUT end in .html, .csv, .md or .json.";
    if let Some(format) = args.to {
        return Ok(format);
    }
    let named = args.output.as_deref().and_then(|output| {
        let suffix = output.extension()?.to_string_lossy().into_owned();
        Format::of_suffix(&suffix)
    });
    let subject = args.output.as_deref().unwrap_or(Path::new("export"));
    named.ok_or_else(|| {
        let refusal = FileError::new("Nothing says in which format it is wanted");
        VerbError::refused(subject)(refusal.with_hint(HINT))
    })
}
