//! The report as Markdown, with tables and strikethrough as GitHub reads them.

use super::content::Report;
use super::facts::{CitationFacts, DateFacts, EventFacts, PassageFacts, SourceFacts};
use super::wording::{
    basis_in_words, copy_in_words, edtf_beside, limit_in_words, place_in_words, short,
    states_in_words, verdict,
};
use crate::cli::terminal::counted;
use crate::export::{markdown, markdown_id};
use annals_anchor::WordChange;

/// The whole page.
pub(super) fn page(report: &Report<'_>) -> String {
    let title = match report.title.trim() {
        "" => markdown_id(&report.file.name),
        title => markdown(title),
    };
    let mut page = format!("# Provenance report: {title}\n\n");
    page.push_str(&header(report));
    page.push_str(&summary(report));
    page.push_str(&sources(report));
    page.push_str(&problems(report));
    page.push_str("\n## Citations\n\nA line for every citation, in the order of the file.\n");
    for event in &report.events {
        page.push_str(&group(event));
    }
    if !report.uncited.is_empty() {
        page.push_str("\n## Uncited passages\n\n");
        for passage in &report.uncited {
            page.push_str(&line("-", passage, None));
        }
    }
    page
}

fn header(report: &Report<'_>) -> String {
    format!(
        "- File: {}\n- SHA-256: {}\n- Checked: {}\n- By: {}\n- Citation style: {}\n- Quotation limit: {}\n",
        markdown_id(&report.file.name),
        report.file.sha256,
        report.checked_at,
        report.program,
        report.options.style,
        limit_in_words(report)
    )
}

fn summary(report: &Report<'_>) -> String {
    let summary = &report.summary;
    format!(
        "\n## Summary\n\n**{}**\n\n\
         - Events: {} ({} undated, {} without a citation)\n- Citations: {}\n\
         - Passages: {} ({} cited by no event)\n- Problems of the file: {}, {}\n\n\
         Checked by \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ on \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\n",
        verdict(report),
        summary.events,
        summary.undated_events,
        summary.events_without_citations,
        summary.citations,
        summary.passages,
        summary.uncited_passages,
        counted(summary.errors, "error", "errors"),
        counted(summary.warnings, "warning", "warnings"),
    )
}

fn sources(report: &Report<'_>) -> String {
    let rows: String = report.sources.iter().map(source_row).collect();
    format!(
        "\n## Sources\n\n| Source | Entry | Passages | States | Copy at hand | SHA-256 recorded | SHA-256 found | Words quoted | Words cut |\n\
         | --- | --- | --: | --- | --- | --- | --- | --: | --: |\n{rows}"
    )
}

fn source_row(source: &SourceFacts<'_>) -> String {
    let (recorded, found) = (
        source.recorded_sha256.as_deref(),
        source.found_sha256.as_deref(),
    );
    let mut copy = vec![copy_in_words(recorded, found).to_owned()];
    copy.extend(source.file.as_deref().map(markdown_id));
    copy.extend(source.extractor.as_deref().map(markdown));
    if let Some(recorded) = &source.recorded_extractor {
        copy.push(format!("recorded extractor {}", markdown(recorded)));
    }
    format!(
        "| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        markdown_id(source.id),
        markdown(&source.entry),
        source.passages,
        states_in_words(&source.states),
        copy.join(", "),
        recorded.unwrap_or("none"),
        found.unwrap_or("none"),
        source.words_quoted,
        source.words_cut
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
        "\n## Problems of the file\n\n| Weight | Code | What is wrong | Line |\n| --- | --- | --- | --: |\n{}",
        rows.collect::<String>()
    )
}

fn group(event: &EventFacts<'_>) -> String {
    let mut group = format!(
        "\n### {}\n\nEvent {}: {}\n\n",
        markdown(event.name),
        markdown_id(event.id),
        date(&event.dating).unwrap_or_else(|| "undated".to_owned())
    );
    for citation in &event.citations {
        let number = format!("{}.", citation.line);
        group.push_str(&line(&number, &citation.passage, Some(citation)));
    }
    if event.citations.is_empty() {
        group.push_str("No citation.\n");
    }
    group
}

fn date(dating: &DateFacts<'_>) -> Option<String> {
    let mut said = match (dating.date_in_words.as_deref(), dating.invalid_date) {
        (Some(words), _) => markdown(words),
        (None, Some(text)) => format!("“{}”, no EDTF", markdown(text)),
        (None, None) => return None,
    };
    if let Some(edtf) = edtf_beside(dating) {
        said.push_str(" (");
        said.push_str(&markdown(edtf));
        said.push(')');
    }
    said.push_str(basis_in_words(dating));
    if let Some(reason) = dating.reason {
        said.push_str(": ");
        said.push_str(&markdown(reason));
    }
    Some(said)
}

/// A line of the report: an entry of a list, with what more there is to say
/// as a list below it.
fn line(number: &str, passage: &PassageFacts<'_>, citation: Option<&CitationFacts<'_>>) -> String {
    let words = match (&passage.quotation, passage.quoted_in_line) {
        (Some(words), _) => format!("“{}”", markdown(words)),
        (None, Some(line)) => format!("The words of line {line}."),
        (None, None) => String::new(),
    };
    let mut line = format!("{number} {words} ({})\n", markdown(&passage.footnote));
    let indent = " ".repeat(number.len() + 1);
    let mut more = |text: &str| {
        line.push_str(&indent);
        line.push_str("- ");
        line.push_str(text);
        line.push('\n');
    };
    if let Some(citation) = citation {
        let mut said = vec![citation.stance.to_owned()];
        said.extend(date(&citation.dating).map(|date| format!("gives {date}")));
        said.extend(
            citation
                .attributed_to
                .map(|who| format!("attributed to {}", markdown(who))),
        );
        more(&said.join(" · "));
        if let Some(note) = citation.note {
            more(&format!("Note: {}", markdown(note)));
        }
    }
    more(&stand(passage));
    if !passage.diff.is_empty() {
        more(&format!("Changed: {}", change(passage)));
    }
    let cut = passage.words_cut + passage.diff_words_cut;
    if cut > 0 {
        let words = counted(cut, "word", "words");
        more(&format!("{words} cut by the quotation limit"));
    }
    line
}

fn stand(passage: &PassageFacts<'_>) -> String {
    let mut said = format!("**{}**", passage.state.name());
    if let Some(place) = place_in_words(passage) {
        said.push(' ');
        said.push_str(&place);
    }
    let mut parts = vec![said];
    parts.extend(passage.score.map(|score| format!("score {score:.3}")));
    let (recorded, found) = (
        passage.recorded_sha256.as_deref(),
        passage.found_sha256.as_deref(),
    );
    parts.push(format!(
        "source {}, {}: {}",
        markdown_id(passage.source),
        copy_in_words(recorded, found),
        short(found.or(recorded))
    ));
    parts.push(format!("passage {}", markdown_id(passage.id)));
    parts.extend(passage.locator.map(markdown));
    parts.extend(passage.extractor.as_deref().map(markdown));
    parts.join(" · ")
}

fn change(passage: &PassageFacts<'_>) -> String {
    let stretches = passage.diff.iter().map(|stretch| {
        let words = markdown(&stretch.words);
        match stretch.change {
            WordChange::Unchanged => words,
            WordChange::Removed => format!("~~{words}~~"),
            WordChange::Added => format!("**{words}**"),
        }
    });
    stretches.collect::<Vec<_>>().join(" ")
}
