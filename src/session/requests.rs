//! The requests of a session to its workers, apart from the reading itself.

use super::latest_request::LatestRequest;
use super::table::TableSortState;
use super::visible_set::VisibleQuery;

/// The newest request of each kind.
#[derive(Debug, Default)]
pub(super) struct Requests {
    /// The search index of the open timeline.
    pub(super) index: LatestRequest<()>,
    /// The check of the timeline with its changes.
    pub(super) check: LatestRequest<()>,
    /// The check of its stated dates.
    pub(super) stated_dates: LatestRequest<()>,
    /// The saving that is due when nothing has changed for a while.
    pub(super) autosave: LatestRequest<()>,
    /// The visible events.
    pub(super) visible: LatestRequest<()>,
    /// The facets, with the revision they belong to.
    pub(super) facets: LatestRequest<(u64, VisibleQuery)>,
    /// The rows of the table.
    pub(super) rows: LatestRequest<TableSortState>,
    /// The matches in the reader's text.
    pub(super) find: LatestRequest<()>,
    /// The places of words of the open form in the documents.
    pub(super) quotations: LatestRequest<Vec<(String, String)>>,
    /// The citations of the open timeline in the current style. There may be
    /// many answers.
    pub(super) citations: LatestRequest<()>,
}

impl Requests {
    /// Cancels what belongs to the timeline that was open.
    pub(super) fn cancel_for_timeline(&mut self) {
        self.index.cancel();
        self.check.cancel();
        self.stated_dates.cancel();
        self.rows.cancel();
        self.citations.start(());
    }
}
