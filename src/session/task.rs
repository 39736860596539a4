//! What workers compute for a session, without files or a clock.

use std::sync::Arc;

use super::action::{Action, ByPointer, CitationAction, ReaderAction, SearchAction, TableAction};
use super::citations::{CitedItem, format_citations};
use super::facets::FacetRequest;
use super::forms::{FormAction, find_quotations};
use super::latest_request::Ticket;
use super::open_timeline::OpenTimeline;
use super::table::SortRequest;
use super::visible_set::{VisibleQuery, VisibleSet};
use crate::bibliography::Style;
use crate::reading;
use crate::search::SearchIndex;
use annals_anchor::SearchableText;

/// A computation that takes too long for a frame.
#[derive(Debug, Clone, PartialEq)]
pub enum Task {
    /// Find words in a text.
    FindText(ByPointer<SearchableText>, String),
    /// Build the search index.
    BuildIndex(ByPointer<OpenTimeline>),
    /// Find the visible events.
    FindVisible(
        ByPointer<OpenTimeline>,
        Option<ByPointer<SearchIndex>>,
        VisibleQuery,
    ),
    /// Count the facets.
    CountFacets(FacetRequest),
    /// Sort the rows of the table.
    SortRows(SortRequest),
    /// Find words in the documents of sources, given by their ids.
    FindQuotations(ByPointer<OpenTimeline>, Vec<(String, String)>),
    /// Format citations in a style.
    FormatCitations(ByPointer<OpenTimeline>, Style, Vec<CitedItem>),
}

impl Task {
    /// Computes the answer to a request. `None` if the request becomes stale
    /// before that.
    #[must_use]
    pub fn run(&self, ticket: &Ticket) -> Option<Action> {
        let number = ticket.number();
        let wanted = || ticket.is_newest();
        Some(match self {
            Self::FindText(text, words) => {
                ReaderAction::Found(number, reading::find(&text.0, words)).into()
            }
            Self::BuildIndex(open) => {
                let index = SearchIndex::build(&open.0.timeline, &open.0.index, &wanted)?;
                SearchAction::Indexed(number, ByPointer(Arc::new(index))).into()
            }
            Self::FindVisible(open, index, query) => {
                let index = index.as_ref().map(|index| &*index.0);
                let visible = VisibleSet::find(&open.0, index, query, &wanted)?;
                SearchAction::VisibleFound(number, Box::new(visible)).into()
            }
            Self::CountFacets(request) => {
                SearchAction::FacetsCounted(number, request.count(&wanted)?).into()
            }
            Self::SortRows(request) => {
                TableAction::RowsSorted(number, request.sort(&wanted)?).into()
            }
            Self::FindQuotations(open, quotations) => {
                FormAction::QuotationsFound(number, find_quotations(open, quotations)).into()
            }
            Self::FormatCitations(open, style, items) => {
                let lines = format_citations(&open.0, *style, items);
                CitationAction::Formatted(number, lines).into()
            }
        })
    }
}
