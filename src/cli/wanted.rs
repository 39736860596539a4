//! What of a timeline is wanted: by flags, by a link, by a recipe, in this order.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::open::Opened;
use super::outcome::Stop;
use super::run::Streams;
use crate::model::{Timeline, visible_id, visible_line};
use crate::query::{EventSet, Evidence};
use crate::quote::{Anchor, State};
use crate::search::{Context, Filter, SearchIndex};
use crate::session::Link;
use crate::storage::Refusal;
use crate::time::Edtf;

/// A part of a timeline, as it is asked for in one place.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Part {
    /// Where it is asked for, to be named where it is wrong.
    pub place: PathBuf,
    pub range: Option<Edtf>,
    pub filter: Option<String>,
}

/// The file that is wanted, and what of it.
#[derive(Debug)]
pub(super) struct Wanted {
    pub file: PathBuf,
    pub range: Option<Edtf>,
    /// As it was typed; empty where there is none.
    pub filter_text: String,
    pub filter: Filter,
    /// The event that a link names.
    event: Option<String>,
    /// What is wrong with the link, and how to mend it.
    problems: Vec<(String, String)>,
}

impl Wanted {
    /// Reads what is wanted: `named` goes before what the link says, and that
    /// before `otherwise`. A filter that was written for this verb must be right,
    /// as other events than were asked for may go unnoticed in what is made; of
    /// one of a link the rest holds, and what is wrong is told.
    pub(super) fn of(argument: &OsStr, named: Part, otherwise: Part) -> Result<Self, Stop> {
        let (link, problems) = Link::parse_os(argument, &Path::exists);
        let mut problems: Vec<(String, String)> = problems
            .into_iter()
            .map(|problem| (problem.message, problem.hint))
            .collect();
        let file = link.file.ok_or_else(|| {
            let refusal = Refusal::new("The link names no timeline");
            Stop::refused(Path::new(argument))(refusal.with_hint("Name its file before the #."))
        })?;
        let is_of_link = named.filter.is_none() && link.target.filter.is_some();
        let place = if named.filter.is_some() {
            &named.place
        } else {
            &otherwise.place
        };
        let filter_text = named.filter.or(link.target.filter).or(otherwise.filter);
        let filter_text = filter_text.unwrap_or_default();
        let (filter, wrong) = Filter::parse(&filter_text);
        for problem in wrong {
            let message = problem.message.trim_end_matches('.');
            let message = format!("Column {} of the filter: {message}", problem.column);
            if !is_of_link {
                let refusal = Refusal::new(message).with_hint(problem.hint);
                return Err(Stop::refused(place)(refusal));
            }
            problems.push((message, problem.hint));
        }
        Ok(Self {
            file,
            range: named.range.or(link.target.range).or(otherwise.range),
            filter_text,
            filter,
            event: link.target.event,
            problems,
        })
    }

    /// The events that the filter leaves, of those that are named; `None` where it
    /// asks for nothing. `anchors` are those of the passages, where documents were
    /// looked for.
    pub(super) fn found(
        &self,
        timeline: &Timeline,
        anchors: &[Anchor],
        among: Option<&EventSet>,
    ) -> Option<EventSet> {
        if self.filter.is_empty() {
            return None;
        }
        let states: Vec<State> = anchors.iter().map(|anchor| anchor.state).collect();
        let evidence = Evidence::of(timeline);
        let context = Context {
            timeline,
            states: Some(&states),
            evidence: Some(&evidence),
            among,
            most_ranked: 0,
        };
        // Nobody says no to it; if somebody did, none is found rather than all.
        let index = SearchIndex::build(timeline, &|_| true);
        let found = index.map(|index| index.find(&self.filter, &context).events);
        Some(found.unwrap_or_else(|| EventSet::none(timeline.events.len())))
    }

    /// Tells what is wrong with the link, and whether anything is; and that none
    /// of so many `events` that were chosen is left.
    pub(super) fn tell(
        &self,
        opened: &Opened,
        events: Option<usize>,
        streams: &mut Streams<'_>,
    ) -> Result<bool, Stop> {
        let timeline = &opened.reading.timeline;
        let event = self.event.as_deref();
        let unknown = event.filter(|id| timeline.event_by_id(id).is_none());
        let unknown = unknown.map(|id| {
            let message = format!("No event has the id “{id}” of the link");
            (message, "`annals list FILE` lists the ids.".to_owned())
        });
        let name = self.file.to_string_lossy();
        let name = visible_id(&name);
        for (message, hint) in self.problems.iter().chain(&unknown) {
            let (message, hint) = (visible_line(message), visible_line(hint));
            writeln!(streams.err, "{name}: error: {message}\n  hint: {hint}")?;
        }
        if events == Some(0) {
            let message = "No event is chosen, so none stands in what was made";
            let hint = "`annals list FILE` lists the events and their lanes.";
            writeln!(streams.err, "{name}: warning: {message}\n  hint: {hint}")?;
        }
        if event.is_some() && unknown.is_none() {
            let hint = "`annals show FILE EVENT` shows one event.";
            let message = "The `event` of the link chooses nothing here";
            writeln!(streams.err, "{name}: warning: {message}\n  hint: {hint}")?;
        }
        Ok(unknown.is_some() || !self.problems.is_empty())
    }
}
