//! The input of an export.

use super::drafts::Drafts;
use crate::bibliography::Style;
use crate::library::Holdings;
use crate::model::{Digest, QuoteLimit, Timeline};
use crate::query::{EventSet, LaneIndexes, TimeIndex};
use annals_anchor::Anchor;
use annals_edtf::Edtf;

/// A timeline, its documents, and the options of an export. The command line makes
/// one of a file, the window one of the open document.
#[derive(Debug, Clone, Copy)]
pub struct ExportRequest<'t> {
    /// The timeline.
    pub timeline: &'t Timeline,
    /// Its events in the order of time.
    pub index: &'t TimeIndex,
    /// Its events by lane.
    pub lanes: &'t LaneIndexes,
    /// The name of its file, without the folder.
    pub file_name: &'t str,
    /// The digest of its file.
    pub digest: Digest,
    /// The documents that were found.
    pub holdings: &'t Holdings,
    /// The anchors of the passages, in their order. A passage without one is
    /// `unavailable`.
    pub anchors: &'t [Anchor],
    /// The events to export; `None` for all.
    pub events: Option<&'t EventSet>,
    /// The filter that selected them, as typed; empty for none.
    pub filter: &'t str,
    /// The period that selected them.
    pub range: Option<&'t Edtf>,
    /// The citation style of footnotes and bibliography.
    pub style: Style,
    /// The quotation limit per source.
    pub limit: QuoteLimit,
    /// Whether drafts and rejected events are exported. JSON has them in any case.
    pub drafts: Drafts,
}
