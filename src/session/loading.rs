//! Which timeline a session reads, and what follows once it is read.

use std::sync::Arc;

use super::action::{LoadProgress, MergedFile, RecoveredWork};
use super::edits::EditState;
use super::effect::{Effect, LoadRequest};
use super::latest_request::{LatestRequest, Ticket};
use super::link::LinkTarget;
use super::open_timeline::{OpenTimeline, Origin, SourcePaths};
use super::view_state::ViewState;

/// The state of reading a timeline.
#[derive(Debug)]
pub(super) struct LoadState {
    /// The timeline that is open or was requested last.
    pub(super) origin: Origin,
    /// Where the user said that documents are.
    pub(super) source_paths: SourcePaths,
    /// The same with paths that are being tried. They are dropped if reading
    /// fails.
    pub(super) trial_paths: Option<SourcePaths>,
    pub(super) request: LatestRequest<()>,
    /// A request that restores what was open after another one failed. Its
    /// answer does not clear the notice of that failure.
    pub(super) silent_request: Option<u64>,
    pub(super) progress: Option<LoadProgress>,
    /// What merging gave, until the merged timeline is there.
    pub(super) merged: Option<MergedFile>,
    /// Work of an earlier run, until the timeline with it is there.
    pub(super) recovered: Option<RecoveredWork>,
    /// What was open before a preview of another timeline took its place.
    pub(super) suspended: Option<SuspendedTimeline>,
    /// The id of a source to show in the reader once the timeline is read.
    pub(super) open_source_after_load: Option<String>,
    /// What a link names in the timeline, to be shown once it is read.
    pub(super) pending_link: Option<LinkTarget>,
}

/// A timeline that a preview of another one has replaced for now.
#[derive(Debug)]
pub(super) struct SuspendedTimeline {
    pub(super) open: Arc<OpenTimeline>,
    pub(super) view: ViewState,
}

impl LoadState {
    pub(super) fn new(origin: Origin, source_paths: SourcePaths) -> Self {
        Self {
            origin,
            source_paths,
            trial_paths: None,
            request: LatestRequest::default(),
            silent_request: None,
            progress: None,
            merged: None,
            recovered: None,
            suspended: None,
            open_source_after_load: None,
            pending_link: None,
        }
    }

    /// Requests the timeline with its pending changes.
    pub(super) fn start(&mut self, edits: &EditState, wants_preview: bool) -> Effect {
        self.progress = None;
        self.merged = None;
        self.recovered = None;
        let ticket = self.request.start(());
        Effect::Load(LoadRequest {
            wants_preview,
            ..self.request_of(ticket, edits)
        })
    }

    /// What is to be read.
    pub(super) fn request_of(&self, ticket: Ticket, edits: &EditState) -> LoadRequest {
        let source_paths = self.trial_paths.as_ref().unwrap_or(&self.source_paths);
        LoadRequest {
            ticket,
            origin: self.origin.clone(),
            source_paths: source_paths.clone(),
            changes: edits.pending_changes(),
            base: edits.base().cloned(),
            wants_preview: false,
        }
    }

    /// Looks for documents in one more path, from the next request on.
    pub(super) fn try_path(&mut self, path: std::path::PathBuf) {
        // What was added just before is still being tried.
        let paths = &self.source_paths;
        self.trial_paths
            .get_or_insert_with(|| paths.clone())
            .add(path);
    }

    /// Makes the answer to the newest request leave the notice in sight.
    pub(super) fn keep_notice(&mut self) {
        self.silent_request = Some(self.request.ticket().number());
    }
}
