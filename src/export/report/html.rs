//! The report as a page that needs no other file: no script, nothing fetched, fit
//! for paper, light and dark. See `templates/report.html`.

use askama::Template;

use super::content::{CitationRow, Report};
use super::wording::{claim_in_words, copy_details, state_details, verdict};
use crate::export::colophon::Colophon;
use crate::export::content::{EventEntry, SourceEntry};
use crate::export::escape::{field, id};
use crate::export::filters;
use crate::export::format::write_failed;
use crate::export::language_tag::lang_attribute;
use crate::export::wording::{counted, digest_or_none, problem_count, problems_in_words};
use crate::storage::FileError;
use crate::storage::Severity;
use annals_anchor::{AnchorState, WordChange};

/// Sizes are in rem and ch, so that a reader's own text size applies.
const STYLESHEET: &str = include_str!("../../../templates/report.css");

#[derive(Template)]
#[template(path = "report.html")]
struct HtmlReport<'r> {
    report: &'r Report<'r>,
    colophon: &'r Colophon<'r>,
    title: &'r str,
}

/// The whole page.
pub(super) fn page(report: &Report<'_>) -> Result<String, FileError> {
    let colophon = &report.content.colophon;
    let page = HtmlReport {
        report,
        colophon,
        title: colophon.name().trim(),
    };
    Ok(page.render().map_err(write_failed)? + "\n")
}

#[expect(
    clippy::unused_self,
    reason = "the template calls these functions as methods"
)]
impl HtmlReport<'_> {
    fn needs_review(&self) -> bool {
        self.report.states.needing_review() > 0
            || problem_count(self.report.problems, Severity::Error) > 0
    }

    fn of_which(&self, count: usize, what: &str) -> String {
        match count {
            0 => String::new(),
            count => format!(", {count} {what}"),
        }
    }

    fn copy(&self, entry: &SourceEntry<'_>) -> String {
        let mut parts = copy_details(entry, field, id);
        let quoted = counted(entry.words.shown, "word", "words");
        parts.push(match entry.words.cut {
            0 => format!("{quoted} quoted"),
            cut => format!("{quoted} quoted, {cut} cut"),
        });
        parts.join(" · ")
    }

    fn date(&self, entry: &EventEntry<'_>) -> String {
        entry
            .date
            .in_full(field, id)
            .unwrap_or_else(|| "Undated".to_owned())
    }

    fn claim(&self, row: &CitationRow<'_>) -> Option<String> {
        claim_in_words(*row, field, id)
    }

    fn state_class(&self, row: &CitationRow<'_>) -> &'static str {
        match row.entry.state() {
            AnchorState::Exact | AnchorState::Normalised => "good",
            AnchorState::Drifted | AnchorState::Ambiguous | AnchorState::Missing => "bad",
            AnchorState::Unavailable => "unavailable",
        }
    }

    fn state_details(&self, row: &CitationRow<'_>) -> String {
        state_details(*row, field, id).join("<br>")
    }
}
