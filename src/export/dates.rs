//! Dates as an export says them.

use crate::date_words::in_english;
use crate::model::{Basis, Dating, Event, Index, Passage, WrittenDate};
use annals_edtf::{Bound, Edtf, Extent, Instant};

/// A date in its several forms, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DateEntry<'t> {
    /// EDTF, and nothing else.
    pub edtf: Option<&'t str>,
    /// What stands in the file where that is no EDTF.
    pub invalid: Option<&'t str>,
    /// The date in English words.
    pub in_words: Option<String>,
    /// The first included second, `YYYY-MM-DDThh:mm:ssZ`; `None` where it is
    /// open, unknown or beyond the clock.
    pub earliest: Option<String>,
    /// The last included second, likewise.
    pub latest: Option<String>,
    /// Whether a bound lies beyond the clock.
    pub is_out_of_range: bool,
    /// `stated` or `inferred`.
    pub basis: Option<&'static str>,
    /// From what an inferred date is inferred.
    pub reason: Option<&'t str>,
}

impl<'t> DateEntry<'t> {
    pub(super) fn of(date: Option<&'t WrittenDate>, dating: &'t Dating) -> Self {
        let Some(date) = date else {
            return Self {
                basis: dating.basis.map(Basis::name),
                reason: dating.reason.as_deref(),
                ..Self::default()
            };
        };
        let extent = date.extent();
        Self {
            edtf: date.edtf.as_ref().map(Edtf::as_str),
            invalid: date.edtf.is_none().then_some(date.text.as_str()),
            in_words: date.edtf.as_ref().map(in_english),
            earliest: extent.and_then(|extent| iso(extent.earliest)),
            latest: extent.and_then(|extent| iso(extent.latest)),
            is_out_of_range: extent.is_some_and(Extent::is_out_of_range),
            basis: dating.basis.map(Basis::name),
            reason: dating.reason.as_deref(),
        }
    }

    /// Whether anything stands in the file.
    #[must_use]
    pub const fn is_given(&self) -> bool {
        self.edtf.is_some() || self.invalid.is_some()
    }
}

/// One of the dates of an event that exclude each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RivalEntry<'t> {
    /// The date.
    pub date: DateEntry<'t>,
    /// The passages that give it, in the order of the citations.
    pub passages: Vec<Index<Passage>>,
}

impl<'t> RivalEntry<'t> {
    pub(super) fn all_of(event: &'t Event, no_dating: &'t Dating) -> Vec<Self> {
        let rivals = event.rivals().into_iter();
        rivals
            .map(|rival| Self {
                date: DateEntry::of(Some(rival.date), no_dating),
                passages: rival.passages,
            })
            .collect()
    }
}

fn iso(bound: Bound) -> Option<String> {
    bound.instant().map(Instant::to_iso)
}
