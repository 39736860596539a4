//! What is to be exported.

use crate::bibliography::Style;
use crate::library::Holdings;
use crate::model::QuoteLimit;
use crate::model::{Digest, Timeline};
use crate::query::EventSet;
use annals_anchor::Anchor;
use annals_edtf::Edtf;

/// A timeline, what is known of its documents, and what was asked: all that an
/// export is made of. The command line makes one of an opened file, the window
/// of an open document.
#[derive(Debug, Clone, Copy)]
pub struct ExportRequest<'t> {
    /// The timeline.
    pub timeline: &'t Timeline,
    /// The name of its file, without the folder.
    pub file_name: &'t str,
    /// The digest of the bytes of its file.
    pub digest: Digest,
    /// The documents at hand.
    pub holdings: &'t Holdings,
    /// Where each passage stands now, in the order of the passages. Of those
    /// that are not there nothing is known: they are `unavailable`.
    pub anchors: &'t [Anchor],
    /// The events that are exported; `None` for all.
    pub events: Option<&'t EventSet>,
    /// The filter that chose them, as it was typed; empty where there was none.
    pub filter: &'t str,
    /// The period that chose them.
    pub range: Option<&'t Edtf>,
    /// The citation style of footnotes and bibliography.
    pub style: Style,
    /// How many words of one source are quoted.
    pub limit: QuoteLimit,
}
