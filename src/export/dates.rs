//! Dates of events and citations in the forms that exports write.

use std::fmt::Write as _;

use crate::date_words::in_english;
use crate::model::{Basis, Dating, WrittenDate};
use annals_edtf::{Bound, Edtf, Extent, Instant};

/// A date and how it is known. The forms are computed on demand.
#[derive(Debug, Clone, Copy)]
pub struct DateEntry<'t> {
    date: Option<&'t WrittenDate>,
    /// `stated` or `inferred`.
    pub basis: Option<&'static str>,
    /// The editor's reason for an inferred date.
    pub reason: Option<&'t str>,
}

impl<'t> DateEntry<'t> {
    /// The date of an event or a citation.
    pub(crate) fn new(date: Option<&'t WrittenDate>, dating: &'t Dating) -> Self {
        Self {
            date,
            basis: dating.basis.map(Basis::name),
            reason: dating.reason.as_deref(),
        }
    }

    /// A rival date, whose basis the citations state.
    pub(crate) const fn rival(date: &'t WrittenDate) -> Self {
        Self {
            date: Some(date),
            basis: None,
            reason: None,
        }
    }

    /// The date as written in the file, valid or not.
    #[must_use]
    pub fn text(self) -> Option<&'t str> {
        self.date.map(|date| date.text.as_str())
    }

    /// The date where it is valid EDTF.
    #[must_use]
    pub fn edtf(self) -> Option<&'t str> {
        self.valid().map(Edtf::as_str)
    }

    /// The text of a date that is not valid EDTF.
    #[must_use]
    pub fn invalid(self) -> Option<&'t str> {
        self.text().filter(|_| self.valid().is_none())
    }

    /// The date in English words.
    #[must_use]
    pub fn in_words(self) -> Option<String> {
        self.valid().map(in_english)
    }

    /// The date in English words; the text of one that is not EDTF in quotation marks.
    /// `text` escapes it for the format.
    pub(super) fn in_words_or_quoted(self, text: impl Fn(&str) -> String) -> Option<String> {
        let words = self.in_words().map(|words| text(&words));
        words.or_else(|| Some(format!("“{}”, not EDTF", text(self.invalid()?))))
    }

    /// The date with its EDTF and how it is known; `text` and `id` escape for the
    /// format: "about 1955–1959 (1955~/1959~), inferred: …".
    pub(super) fn in_full(
        self,
        text: impl Fn(&str) -> String,
        id: impl Fn(&str) -> String,
    ) -> Option<String> {
        let mut phrase = self.in_words_or_quoted(&text)?;
        if let Some(edtf) = self
            .edtf()
            .filter(|edtf| self.in_words().as_deref() != Some(edtf))
        {
            let _ = write!(phrase, " ({})", id(edtf));
        }
        phrase.push_str(match self.basis {
            Some("stated") => ", stated in a passage",
            Some(_) => ", inferred",
            None => "",
        });
        if let Some(reason) = self.reason {
            let _ = write!(phrase, ": {}", text(reason));
        }
        Some(phrase)
    }

    /// The bounds: "1958-01-01T00:00:00Z to 1958-12-31T23:59:59Z".
    pub(super) fn extent_in_words(self) -> Option<String> {
        self.edtf()?;
        let bound = |bound: Option<String>| bound.unwrap_or_else(|| "no bound".to_owned());
        let (earliest, latest) = (bound(self.earliest()), bound(self.latest()));
        let out_of_range = if self.is_out_of_range() {
            ", outside the range of dates with a time"
        } else {
            ""
        };
        Some(format!("{earliest} to {latest}{out_of_range}"))
    }

    /// The first included second as `YYYY-MM-DDThh:mm:ssZ`; `None` where it is
    /// open, unknown or out of range.
    #[must_use]
    pub fn earliest(self) -> Option<String> {
        iso(self.extent()?.earliest)
    }

    /// The last included second, likewise.
    #[must_use]
    pub fn latest(self) -> Option<String> {
        iso(self.extent()?.latest)
    }

    /// Whether a bound does not fit 64 bits of seconds.
    #[must_use]
    pub fn is_out_of_range(self) -> bool {
        self.extent().is_some_and(Extent::is_out_of_range)
    }

    fn valid(self) -> Option<&'t Edtf> {
        self.date?.edtf.as_ref()
    }

    /// The seconds that the date allows.
    pub(super) fn extent(self) -> Option<Extent> {
        self.valid().map(Edtf::extent)
    }
}

/// A bound as `YYYY-MM-DDThh:mm:ssZ`, where it is a second.
pub(super) fn iso(bound: Bound) -> Option<String> {
    bound.instant().map(Instant::to_iso)
}
