//! The report as Markdown, with tables and strikethrough as GitHub reads them. See
//! `templates/report.md`.

use std::fmt::Write as _;

use askama::Template;

use super::content::{CitationRow, Report};
use super::wording::{claim_in_words, copy_details, state_details, verdict};
use crate::export::colophon::Colophon;
use crate::export::content::{EventEntry, SourceEntry};
use crate::export::escape::{markdown, markdown_id};
use crate::export::filters;
use crate::export::format::write_failed;
use crate::export::wording::{counted, digest_or_none, problems_in_words};
use crate::storage::FileError;
use annals_anchor::WordChange;

#[derive(Template)]
#[template(path = "report.md")]
struct MarkdownReport<'r> {
    report: &'r Report<'r>,
    colophon: &'r Colophon<'r>,
    title: String,
}

/// The whole report.
pub(super) fn page(report: &Report<'_>) -> Result<String, FileError> {
    let colophon = &report.content.colophon;
    let page = MarkdownReport {
        report,
        colophon,
        title: match colophon.timeline.trim() {
            "" => markdown_id(colophon.file),
            title => markdown(title),
        },
    };
    page.render().map_err(write_failed)
}

#[expect(
    clippy::unused_self,
    reason = "the template calls these functions as methods"
)]
impl MarkdownReport<'_> {
    fn copy(&self, entry: &SourceEntry<'_>) -> String {
        copy_details(entry, markdown, markdown_id).join(", ")
    }

    fn date(&self, entry: &EventEntry<'_>) -> String {
        let date = entry.date.in_full(markdown, markdown);
        date.unwrap_or_else(|| "undated".to_owned())
    }

    /// A list item, with details as a list below it.
    fn item(&self, row: &CitationRow<'_>) -> String {
        let row = *row;
        let number = row.citation.map(|citation| format!("{}.", citation.number));
        let number = number.unwrap_or_else(|| "-".to_owned());
        let words = match (row.quoted(), row.quoted_in_line()) {
            (Some(entry), _) => format!("“{}”", markdown(&entry.quotation)),
            (None, first) => format!("The words of line {}.", first.unwrap_or_default()),
        };
        let mut details = Vec::new();
        details.extend(claim_in_words(row, markdown, markdown));
        details.extend(row.note().map(|note| format!("Note: {}", markdown(note))));
        details.push(state(row));
        if !row.changes().is_empty() {
            details.push(format!("Changed: {}", changes(row)));
        }
        let cut = row.words_cut() + row.changes_words_cut();
        if cut > 0 {
            let words = counted(cut, "word", "words");
            details.push(format!("{words} cut by the quotation limit"));
        }
        let indent = " ".repeat(number.len() + 1);
        let mut item = format!("{number} {words} ({})\n", markdown(&row.entry.footnote));
        for detail in details {
            let _ = writeln!(item, "{indent}- {detail}");
        }
        item
    }
}

fn state(row: CitationRow<'_>) -> String {
    let entry = row.entry;
    let mut parts = vec![format!("**{}**", entry.state().name())];
    parts.extend(state_details(row, markdown, markdown_id));
    parts.push(format!("source {}", markdown_id(&entry.source.id)));
    parts.push(format!("passage {}", markdown_id(&entry.passage.id)));
    parts.extend(entry.passage.locator.as_deref().map(markdown));
    parts.join(" · ")
}

fn changes(row: CitationRow<'_>) -> String {
    let spans = row.changes().iter().map(|span| {
        let words = markdown(&span.words);
        match span.change {
            WordChange::Unchanged => words,
            WordChange::Removed => format!("~~{words}~~"),
            WordChange::Added => format!("**{words}**"),
        }
    });
    spans.collect::<Vec<_>>().join(" ")
}
