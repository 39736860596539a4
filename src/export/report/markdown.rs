//! The report as Markdown, with tables and strikethrough as GitHub reads them.

use std::fmt::Write as _;

use super::content::{CitationRow, Report};
use super::state_counts::StateCounts;
use super::wording::{
    claim_in_words, copy_in_words, date_in_words, file_name, limit_in_words, place_in_words,
    problems_in_words, score_in_words, short_digest, verdict,
};
use crate::export::content::{EventEntry, SourceEntry};
use crate::export::escape::{markdown, markdown_id};
use crate::export::wording::counted;
use annals_anchor::WordChange;

/// The whole report.
pub(super) fn page(report: &Report<'_>) -> String {
    let colophon = &report.content.colophon;
    let title = match colophon.timeline.trim() {
        "" => markdown_id(colophon.file),
        title => markdown(title),
    };
    let mut page = format!("# Provenance report: {title}\n\n");
    page.push_str(&header(report));
    page.push_str(&summary(report));
    page.push_str(&sources(report));
    page.push_str(&problems(report));
    page.push_str("\n## Citations\n\nOne line per citation, in the order of the file.\n");
    for entry in &report.content.events {
        page.push_str(&event(report, entry));
    }
    if report.uncited().next().is_some() {
        page.push_str("\n## Uncited passages\n\n");
        page.extend(report.uncited().map(|uncited| line("-", uncited)));
    }
    page
}

fn header(report: &Report<'_>) -> String {
    let colophon = &report.content.colophon;
    format!(
        "- File: {}\n- SHA-256: {}\n- Checked: {}\n- By: {}\n- Citation style: {}\n- Quotation limit: {}\n",
        markdown_id(colophon.file),
        colophon.sha256,
        report.checked_at,
        colophon.made_by,
        colophon.style,
        limit_in_words(report)
    )
}

fn summary(report: &Report<'_>) -> String {
    format!(
        "\n## Summary\n\n**{}**\n\n\
         - Events: {} ({} undated, {} without a citation)\n- Citations: {}\n\
         - Passages: {} ({} cited by no event)\n- Problems of the file: {}\n\n\
         Checked by \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ on \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n",
        verdict(report),
        report.content.events.len(),
        report.undated_events(),
        report.events_without_citations(),
        report.citations(),
        report.states.total(),
        report.uncited().count(),
        problems_in_words(report),
    )
}

fn sources(report: &Report<'_>) -> String {
    let row = |(entry, states): (&SourceEntry<'_>, &StateCounts)| {
        let (recorded, found) = (entry.recorded_sha256(), entry.found_sha256());
        let document = entry.document;
        let mut copy = vec![copy_in_words(recorded.as_deref(), found.as_deref()).to_owned()];
        copy.extend(document.and_then(file_name).map(|name| markdown_id(&name)));
        copy.extend(document.map(|document| markdown(&document.extractor.to_string())));
        if let Some(recorded) = &entry.source.extractor {
            copy.push(format!(
                "recorded extractor {}",
                markdown(&recorded.to_string())
            ));
        }
        format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
            markdown_id(&entry.source.id),
            markdown(&entry.entry),
            states.total(),
            states.in_words(),
            copy.join(", "),
            recorded.as_deref().unwrap_or("none"),
            found.as_deref().unwrap_or("none"),
            entry.words.shown,
            entry.words.cut
        )
    };
    format!(
        "\n## Sources\n\n| Source | Entry | Passages | States | Copy found | SHA-256 recorded | SHA-256 found | Words quoted | Words cut |\n\
         | --- | --- | --: | --- | --- | --- | --- | --: | --: |\n{}",
        report.sources().map(row).collect::<String>()
    )
}

fn problems(report: &Report<'_>) -> String {
    if report.problems.is_empty() {
        return String::new();
    }
    let rows = report.problems.iter().map(|problem| {
        let line = problem
            .line
            .map_or_else(String::new, |line| line.to_string());
        format!(
            "| {} | {} | {} | {line} |\n",
            problem.severity,
            markdown_id(problem.code),
            markdown(&problem.message)
        )
    });
    format!(
        "\n## Problems of the file\n\n| Severity | Code | Problem | Line |\n| --- | --- | --- | --: |\n{}",
        rows.collect::<String>()
    )
}

fn event(report: &Report<'_>, entry: &EventEntry<'_>) -> String {
    let date = date_in_words(entry.date, markdown, markdown);
    let mut section = format!(
        "\n### {}\n\nEvent {}: {}\n\n",
        markdown(entry.event.name()),
        markdown_id(&entry.event.id),
        date.unwrap_or_else(|| "undated".to_owned())
    );
    for cited in report.rows(entry) {
        let number = cited.citation.map_or(0, |citation| citation.number);
        section.push_str(&line(&format!("{number}."), cited));
    }
    if entry.citations.is_empty() {
        section.push_str("No citation.\n");
    }
    section
}

/// A list item, with details as a list below it.
fn line(number: &str, row: CitationRow<'_>) -> String {
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

fn state(row: CitationRow<'_>) -> String {
    let mut state = format!("**{}**", row.entry.state().name());
    if let Some(place) = place_in_words(row) {
        state.push(' ');
        state.push_str(&place);
    }
    let (recorded, found) = (row.entry.recorded_sha256(), row.entry.found_sha256());
    let (recorded, found) = (recorded.as_deref(), found.as_deref());
    let mut parts = vec![state];
    parts.extend(score_in_words(row));
    parts.push(format!(
        "source {}, {}: {}",
        markdown_id(&row.entry.source.id),
        copy_in_words(recorded, found),
        short_digest(found.or(recorded))
    ));
    parts.push(format!("passage {}", markdown_id(&row.entry.passage.id)));
    parts.extend(row.entry.passage.locator.as_deref().map(markdown));
    let document = row.entry.document;
    parts.extend(document.map(|document| markdown(&document.extractor.to_string())));
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
