//! The report as a page that needs no other file: no script, nothing fetched, fit
//! for paper, light and dark. See `templates/report.html`.

use askama::Template;

use super::content::{CitationRow, Report};
use super::wording::{
    claim_in_words, copy_in_words, date_in_words, file_name, limit_in_words, place_in_words,
    problems_in_words, score_in_words, short_digest, verdict,
};
use crate::export::colophon::Colophon;
use crate::export::content::{EventEntry, SourceEntry};
use crate::export::escape::{field, html, id};
use crate::export::filters;
use crate::export::format::write_failed;
use crate::export::language_tag::lang_attribute;
use crate::export::wording::counted;
use crate::storage::FileError;
use crate::storage::Severity;
use annals_anchor::{AnchorState, WordChange};

/// Sizes are in rem and ch, so that a reader's own text size applies.
const STYLESHEET: &str = include_str!("../../../templates/report.css");

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'r> {
    report: &'r Report<'r>,
    colophon: &'r Colophon<'r>,
    title: &'r str,
}

/// The whole page.
pub(super) fn page(report: &Report<'_>) -> Result<String, FileError> {
    let colophon = &report.content.colophon;
    let page = Page {
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
impl Page<'_> {
    fn needs_review(&self) -> bool {
        self.report.states.needing_review() > 0 || self.report.problem_count(Severity::Error) > 0
    }

    fn of_which(&self, count: usize, what: &str) -> String {
        match count {
            0 => String::new(),
            count => format!(", {count} {what}"),
        }
    }

    fn copy(&self, entry: &SourceEntry<'_>) -> String {
        let (recorded, found) = (entry.recorded_sha256(), entry.found_sha256());
        let mut parts = vec![copy_in_words(recorded.as_deref(), found.as_deref()).to_owned()];
        let document = entry.document;
        let name = document.and_then(file_name);
        parts.extend(name.map(|name| format!("file {}", id(&name))));
        let extractor = document.map(|document| field(&document.extractor.to_string()));
        parts.extend(extractor.map(|extractor| format!("read by {extractor}")));
        if let Some(recorded) = &entry.source.extractor {
            parts.push(format!(
                "recorded extractor {}",
                field(&recorded.to_string())
            ));
        }
        let quoted = counted(entry.words.shown, "word", "words");
        parts.push(match entry.words.cut {
            0 => format!("{quoted} quoted"),
            cut => format!("{quoted} quoted, {cut} cut"),
        });
        parts.join(" · ")
    }

    #[expect(clippy::ref_option, reason = "the template passes fields by reference")]
    fn id_or_none(&self, digest: &Option<String>) -> String {
        digest
            .as_ref()
            .map_or_else(|| "none".to_owned(), |digest| id(digest))
    }

    fn date(&self, entry: &EventEntry<'_>) -> String {
        date_in_words(entry.date, field, id).unwrap_or_else(|| "Undated".to_owned())
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
        let (recorded, found) = (row.entry.recorded_sha256(), row.entry.found_sha256());
        let (recorded, found) = (recorded.as_deref(), found.as_deref());
        let short = |digest| id(&short_digest(digest));
        let digests = match found {
            Some(_) if recorded != found => {
                format!("{}, recorded {}", short(found), short(recorded))
            }
            _ => short(recorded),
        };
        let mut details = Vec::new();
        details.extend(place_in_words(*row).map(|place| html(&place)));
        details.extend(score_in_words(*row));
        details.push(format!("{}: {digests}", copy_in_words(recorded, found)));
        let document = row.entry.document;
        details.extend(document.map(|document| field(&document.extractor.to_string())));
        details.join("<br>")
    }
}
