//! The part of a timeline that a subcommand works on. Flags win over the link, the
//! link wins over the recipe.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::outcome::CommandError;
use super::run::Streams;
use super::timeline_file::TimelineFile;
use crate::language::InputError;
use crate::model::Timeline;
use crate::query::{EventSet, Evidence, TimeIndex};
use crate::search::{Filter, SearchContext, SearchIndex};
use crate::session::Link;
use crate::storage::{FileError, Severity};
use annals_anchor::{Anchor, AnchorState};
use annals_edtf::Edtf;

/// Range and filter from the flags or from a recipe (TOML file of figure options).
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct SelectionSource {
    /// The option or file to name in an error message.
    pub named_as: PathBuf,
    pub range: Option<Edtf>,
    pub filter: Option<String>,
}

/// A timeline's file and the events of it to work on.
#[derive(Debug)]
pub(super) struct CommandScope {
    pub file: PathBuf,
    pub range: Option<Edtf>,
    /// The filter as typed; empty for none.
    pub filter_text: String,
    pub filter: Filter,
    /// The event that a link names.
    event: Option<String>,
    /// Problems of the link.
    problems: Vec<InputError>,
}

impl CommandScope {
    /// Reads the selection: `flags` win over the link, the link wins over
    /// `recipe`.
    ///
    /// # Errors
    ///
    /// A filter given by a flag or the recipe must be valid, because nobody
    /// would notice that the output has other events. An invalid term in a link is
    /// reported and ignored.
    pub(super) fn of(
        link_or_path: &OsStr,
        flags: SelectionSource,
        recipe: SelectionSource,
    ) -> Result<Self, CommandError> {
        let (link, mut problems) = Link::parse_os(link_or_path, &Path::exists);
        let file = link.file.ok_or_else(|| {
            let error = FileError::new("The link names no timeline");
            let error = error.with_hint("Write the file before the #.");
            CommandError::about(Path::new(link_or_path))(error)
        })?;
        let is_of_link = flags.filter.is_none() && link.target.filter.is_some();
        let named_as = if flags.filter.is_some() {
            &flags.named_as
        } else {
            &recipe.named_as
        };
        let filter_text = flags.filter.or(link.target.filter).or(recipe.filter);
        let filter_text = filter_text.unwrap_or_default();
        let (filter, wrong) = Filter::parse(&filter_text);
        for problem in wrong {
            let message = format!(
                "Column {} of the filter: {}",
                problem.column, problem.message
            );
            if !is_of_link {
                let error = FileError::new(message).with_hint(problem.hint);
                return Err(CommandError::about(named_as)(error));
            }
            problems.push(InputError::new(message.into(), problem.hint));
        }
        Ok(Self {
            file,
            range: flags.range.or(link.target.range).or(recipe.range),
            filter_text,
            filter,
            event: link.target.event,
            problems,
        })
    }

    /// The events of `restrict_to` that match the filter; `None` for an empty filter.
    /// `anchors` is empty where no documents were searched for.
    pub(super) fn events(
        &self,
        timeline: &Timeline,
        anchors: &[Anchor],
        restrict_to: Option<&EventSet>,
    ) -> Option<EventSet> {
        if self.filter.is_empty() {
            return None;
        }
        let states: Vec<AnchorState> = anchors.iter().map(|anchor| anchor.state).collect();
        let evidence = Evidence::of(timeline);
        let context = SearchContext {
            timeline,
            states: Some(&states),
            evidence: Some(&evidence),
            restrict_to,
            max_ranked: 0,
        };
        // The callback never cancels. If it did, no event would match.
        let index = SearchIndex::build(timeline, &TimeIndex::new(timeline), &|| true);
        let found = index.map(|index| index.find(&self.filter, &context).events);
        Some(found.unwrap_or_else(|| EventSet::none(timeline.events.slot_count())))
    }

    /// Writes the problems of the link to standard error, and a warning where no
    /// event is selected. Returns whether the link has problems.
    pub(super) fn report_problems(
        &self,
        file: &TimelineFile,
        events: Option<usize>,
        streams: &mut Streams<'_>,
    ) -> Result<bool, CommandError> {
        let event = self.event.as_deref();
        let is_unknown = event.is_some_and(|id| file.timeline().events.by_id(id).is_none());
        let path = &self.file;
        for problem in &self.problems {
            let (message, hint) = (problem.message.to_string(), problem.hint.to_string());
            streams.report(path, Severity::Error, &message, &hint)?;
        }
        if let Some(id) = event.filter(|_| is_unknown) {
            let message = format!("No event has the id “{id}” of the link");
            let hint = "`annals list FILE` lists the ids.";
            streams.report(path, Severity::Error, &message, hint)?;
        }
        if events == Some(0) {
            let message = "No events match, so the output has none";
            let hint = "`annals list FILE` lists the events and their lanes.";
            streams.report(path, Severity::Warning, message, hint)?;
        }
        if event.is_some() && !is_unknown {
            let message = "The `event` of the link is ignored here";
            let hint = "`annals show FILE EVENT` shows one event.";
            streams.report(path, Severity::Warning, message, hint)?;
        }
        Ok(is_unknown || !self.problems.is_empty())
    }
}
