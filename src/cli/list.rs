//! `annals list`: the events, in the order of time.

use std::path::PathBuf;

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use super::terminal::table;
use super::timeline_file::open;
use crate::date_words::in_words;
use crate::export::{JsonStream, event_summary};
use crate::model::{Event, Timeline, visible_id, visible_line};

/// Arguments of `annals list`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Examples:
  annals list timeline.json
  annals list timeline.json | grep Washington
  annals list timeline.json --json | jq '.[] | select(.rivals != []) | .id'")]
pub struct ListArgs {
    /// The timeline
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// A folder with copies of the sources
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &ListArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let mut file = open(&args.file)?;
    if args.sources.is_some() {
        file = file.with_documents(args.sources.as_ref(), streams.worker)?;
    }
    let timeline = file.timeline();
    let events = in_time_order(timeline);
    if args.json {
        let summary = |event: &&Event| event_summary(timeline, event);
        streams.json(&JsonStream(|| events.iter().map(summary)))?;
    } else if !events.is_empty() {
        let heading = ["DATE", "BASIS", "LANE", "ID", "QUOTES", "EVENT"];
        let mut rows = vec![heading.map(str::to_owned).to_vec()];
        rows.extend(events.iter().map(|event| row(timeline, event)));
        streams.out.write_all(table("", &rows).as_bytes())?;
    }
    streams.problems(&args.file, &file.problems, args.json)?;
    Ok(Outcome::problems_if(file.has_errors()))
}

/// The events by the earliest second, then by the latest; those without an extent
/// come last.
fn in_time_order(timeline: &Timeline) -> Vec<&Event> {
    let mut events: Vec<&Event> = timeline.events.iter().collect();
    events.sort_by_cached_key(|event| match event.extent() {
        Some(extent) => (false, Some((extent.first(), extent.last()))),
        None => (true, None),
    });
    events
}

fn row(timeline: &Timeline, event: &Event) -> Vec<String> {
    let lane = match event.lane {
        Some(lane) => visible_line(&timeline[lane].name),
        None => visible_id(&event.lane_id),
    };
    let rivals = match event.rivals().len() {
        0 => String::new(),
        count => format!(" ({count} rival dates)"),
    };
    let basis = event.dating.basis.map_or("", |basis| basis.name());
    vec![
        date_in_words(event),
        basis.to_owned(),
        lane.into_owned(),
        visible_id(&event.id).into_owned(),
        event.cited_passages().len().to_string(),
        format!("{}{rivals}", visible_line(&event.title)),
    ]
}

/// The date in words; as written where it is not EDTF.
pub(super) fn date_in_words(event: &Event) -> String {
    match &event.date {
        None => "undated".to_owned(),
        Some(date) => match &date.edtf {
            Some(edtf) => in_words(edtf),
            None => format!("“{}”, not EDTF", visible_line(&date.text)),
        },
    }
}
