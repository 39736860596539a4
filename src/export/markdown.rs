//! An export as Markdown for people: in the order of time, each quotation with
//! its footnote and its state, the bibliography at the end.
//!
//! Only `CommonMark` with `-` lists is used, which forges and pandoc show alike.

use std::fmt::Write as _;

use super::content::{
    CitationEntry, EventEntry, ExportContent, ExportScope, PassageEntry, SourceEntry,
};
use super::dates::DateEntry;
use super::escape::{markdown_id, markdown_lines, markdown_verbatim as prose};
use super::format::ExportOutcome;
use super::request::ExportRequest;
use super::wording::{counted, digest_or_none};
use crate::model::{Event, Index, Stance, Timeline};
use annals_anchor::AnchorState;

/// The whole page.
pub(super) fn page(request: &ExportRequest<'_>) -> ExportOutcome {
    let content = ExportContent::new(request, ExportScope::Cited);
    let mut page = format!("# {}\n", prose(content.colophon.name()));
    if let Some(about) = &content.timeline.description {
        page.push_str(&paragraph("About: ", about));
    }
    page.push('\n');
    page.push_str(&header(request, &content));
    let (dated, undated) = content.dated_and_undated();
    for (heading, entries) in [("Events", dated), ("Undated events", undated)] {
        if !entries.is_empty() {
            let _ = write!(page, "\n## {heading}\n");
        }
        page.extend(entries.iter().map(|entry| event(&content, entry)));
    }
    page.push_str(&bibliography(&content));
    ExportOutcome::new(page, &content.colophon)
}

/// A label and a text of several lines; nothing where the text is blank.
fn paragraph(label: &str, text: &str) -> String {
    match markdown_lines(text, "") {
        text if text.is_empty() => text,
        text => format!("\n{label}{text}\n"),
    }
}

fn header(request: &ExportRequest<'_>, content: &ExportContent<'_>) -> String {
    let colophon = &content.colophon;
    let (events, of) = (colophon.events, colophon.events_of_timeline);
    let mut rows = vec![
        format!("Timeline: {}", markdown_id(colophon.file)),
        format!("SHA-256 of that file: {}", colophon.sha256),
        format!("Made by: {}", colophon.made_by),
        format!("Events: {events} of {of}"),
    ];
    if colophon.drafts_left_out > 0 {
        rows.push(format!("Left out: {}", colophon.drafts_in_words()));
    }
    for (label, text) in [("Period", colophon.range), ("Filter", colophon.filter)] {
        rows.extend(text.map(|text| format!("{label}: {}", prose(text))));
    }
    let limit = prose(&colophon.limit_in_words());
    rows.push(format!("Quotation limit: {limit}"));
    rows.push(format!("Citation style: {}", request.style.title()));
    list(&rows)
}

fn list(rows: &[String]) -> String {
    let mut list = String::new();
    for row in rows {
        let _ = writeln!(list, "- {row}");
    }
    list
}

fn event(content: &ExportContent<'_>, entry: &EventEntry<'_>) -> String {
    let timeline = content.timeline;
    let event = entry.event;
    let heading = match entry.date.in_words_or_quoted(prose) {
        Some(words) => format!("{words}: {}", prose(event.name())),
        None => prose(event.name()),
    };
    let mut rows = Vec::new();
    rows.extend(dating(entry).map(|dating| format!("Date: {dating}")));
    rows.extend(
        entry
            .date
            .extent_in_words()
            .map(|extent| format!("Extent: {extent}")),
    );
    rows.extend(rivals(entry).map(|rivals| format!("Rival dates: {rivals}")));
    for (label, others) in [
        ("After", &event.dating.after),
        ("Before", &event.dating.before),
    ] {
        if !others.is_empty() {
            rows.push(format!("{label}: {}", titles(timeline, others)));
        }
    }
    for (label, text) in [
        ("Lane", entry.lane),
        ("Actors", &event.actors.join(", ")),
        ("Tags", &event.tags.join(", ")),
    ] {
        if !text.is_empty() {
            rows.push(format!("{label}: {}", prose(text)));
        }
    }
    rows.push(format!("Event: {}", markdown_id(&event.id)));
    let mut section = format!("\n### {heading}\n\n{}", list(&rows));
    for (label, text) in [
        ("Summary: ", event.summary.as_deref()),
        ("Note: ", event.note.as_deref()),
    ] {
        section.push_str(&paragraph(label, text.unwrap_or_default()));
    }
    section.extend(content.citations(entry).map(citation));
    if entry.citations.is_empty() {
        section.push_str("\nNo citation.\n");
    }
    section
}

fn titles(timeline: &Timeline, events: &[Index<Event>]) -> String {
    let titles = events.iter().map(|other| prose(timeline[*other].name()));
    titles.collect::<Vec<_>>().join("; ")
}

/// "about 1955–1959 (1955\~/1959\~), inferred: …, “late 1950s”".
fn dating(entry: &EventEntry<'_>) -> Option<String> {
    let mut words = entry.date.in_full(prose, prose)?;
    if let Some(source) = &entry.event.date_text {
        let _ = write!(words, ", “{}”", prose(source));
    }
    Some(words)
}

/// "2017 \[3\]; about 2014–2016 \[4\]": each date with its citations.
fn rivals(entry: &EventEntry<'_>) -> Option<String> {
    let rivals = entry.rivals.iter().filter_map(|rival| {
        let date = DateEntry::rival(rival.date);
        let mut words = date.in_words_or_quoted(prose)?;
        let citations = entry.citations.iter();
        for cited in citations.filter(|cited| cited.date.edtf() == date.edtf()) {
            let _ = write!(words, " \\[{}\\]", cited.number);
        }
        Some(words)
    });
    let rivals: Vec<String> = rivals.collect();
    (!rivals.is_empty()).then(|| rivals.join("; "))
}

fn citation((entry, passage): (&CitationEntry<'_>, &PassageEntry<'_>)) -> String {
    let citation = entry.citation;
    let stance = match citation.stance {
        Stance::Supports => "Supports",
        Stance::Disputes => "Disputes",
        Stance::Context => "Context",
    };
    let mut facts = vec![stance.to_owned()];
    facts.extend(
        entry
            .date
            .in_full(prose, prose)
            .map(|date| format!("gives {date}")),
    );
    let by = citation.attributed_to.as_deref();
    facts.extend(by.map(|by| format!("attributed to {}", prose(by))));
    facts.push(state_in_words(passage));
    facts.push(format!("passage {}", markdown_id(&passage.passage.id)));
    let mut rows = vec![facts.join("; ")];
    if passage.words_cut > 0 {
        let words = counted(passage.words_cut, "word", "words");
        rows.push(format!("{words} cut by the quotation limit"));
    }
    if let Some(note) = &citation.note {
        rows.push(format!("Note: {}", markdown_lines(note, "  ")));
    }
    format!(
        "\n> “{}” \\[{}\\]\n>\n> Source: {}\n\n{}",
        markdown_lines(&passage.quotation, "> "),
        entry.number,
        prose(&passage.footnote),
        list(&rows)
    )
}

/// "exact at 27–63".
fn state_in_words(passage: &PassageEntry<'_>) -> String {
    match (passage.state(), passage.place()) {
        (AnchorState::Unavailable, _) => "not checked, because no copy was found".to_owned(),
        (state, Some((start, end))) => format!("{} at {start}–{end}", state.name()),
        (state, None) => state.name().to_owned(),
    }
}

fn bibliography(content: &ExportContent<'_>) -> String {
    if content.sources.is_empty() {
        return String::new();
    }
    let entries: Vec<String> = content
        .bibliography
        .iter()
        .map(|entry| markdown_lines(entry, "  "))
        .collect();
    let copies: Vec<String> = content.sources.iter().map(copy).collect();
    format!(
        "\n## Bibliography\n\n{}\n## Documents\n\nThe copies from which the passages were recorded, and those that were found.\n\n{}",
        list(&entries),
        list(&copies)
    )
}

fn copy(entry: &SourceEntry<'_>) -> String {
    let copy = match (entry.recorded(), entry.found()) {
        (Some(recorded), found) if found == Some(recorded) => {
            format!("the recorded copy, SHA-256 {recorded}")
        }
        (recorded, found) => {
            let [recorded, found] = [recorded, found].map(digest_or_none);
            format!("SHA-256 recorded {recorded}, found {found}")
        }
    };
    format!("Source {}: {copy}", markdown_id(&entry.source.id))
}
