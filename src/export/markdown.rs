//! An export as Markdown, for people: in the order of time, each quotation with
//! its note and its state, the bibliography at the end.
//!
//! It is plain `CommonMark` with `-` lists, so that forges and pandoc show the
//! same.

use super::content::{CitationEntry, Content, EventEntry, PassageEntry, Scope, SourceEntry};
use super::dates::DateEntry;
use super::escape::{markdown_id, markdown_lines, markdown_verbatim as prose};
use super::format::ExportOutcome;
use super::request::ExportRequest;
use crate::model::{Event, Index, Stance, Timeline};
use annals_anchor::AnchorState;

/// The whole page.
pub(super) fn page(request: &ExportRequest<'_>) -> ExportOutcome {
    let content = Content::of(request, Scope::Cited);
    let mut page = format!("# {}\n", prose(content.colophon.name()));
    if let Some(about) = &content.timeline.description {
        page.push_str(&paragraph("About: ", about));
    }
    page.push('\n');
    page.push_str(&header(request, &content));
    let (dated, undated) = content.dated_and_undated();
    for (heading, entries) in [("Events", dated), ("Undated events", undated)] {
        if !entries.is_empty() {
            page.push_str("\n## ");
            page.push_str(heading);
            page.push('\n');
        }
        for entry in entries {
            page.push_str(&event(&content, entry));
        }
    }
    page.push_str(&bibliography(&content));
    ExportOutcome::new(page, &content.colophon)
}

/// A label and a text of several lines behind it; nothing where the text is
/// blank.
fn paragraph(label: &str, text: &str) -> String {
    match markdown_lines(text, "") {
        text if text.is_empty() => text,
        text => format!("\n{label}{text}\n"),
    }
}

fn header(request: &ExportRequest<'_>, content: &Content<'_>) -> String {
    let colophon = &content.colophon;
    let mut rows = vec![
        format!("Timeline: {}", markdown_id(colophon.file)),
        format!("SHA-256 of that file: {}", colophon.sha256),
        format!("Made by: {}", colophon.made_by),
        format!(
            "Events: {} of {}",
            colophon.events, colophon.events_of_timeline
        ),
    ];
    rows.extend(
        colophon
            .range
            .map(|range| format!("Period: {}", prose(range))),
    );
    rows.extend(
        colophon
            .filter
            .map(|filter| format!("Filter: {}", prose(filter))),
    );
    rows.push(format!(
        "Quotation limit: {}",
        prose(&colophon.limit_in_words())
    ));
    rows.push(format!("Citation style: {}", request.style.title()));
    list(&rows)
}

fn list(rows: &[String]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("- {row}\n")).collect();
    rows.concat()
}

fn event(content: &Content<'_>, entry: &EventEntry<'_>) -> String {
    let timeline = content.timeline;
    let event = entry.event;
    let heading = match date_in_words(&entry.date) {
        Some(words) => format!("{words}: {}", prose(event.name())),
        None => prose(event.name()),
    };
    let mut rows = Vec::new();
    rows.extend(dating(entry).map(|dating| format!("Date: {dating}")));
    rows.extend(extent(&entry.date).map(|extent| format!("Extent: {extent}")));
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
    let mut block = format!("\n### {heading}\n\n{}", list(&rows));
    for (label, text) in [
        ("Summary: ", event.summary.as_deref()),
        ("Note: ", event.note.as_deref()),
    ] {
        block.push_str(&paragraph(label, text.unwrap_or_default()));
    }
    for cited in &entry.citations {
        if let Some(passage) = content.passage(cited.citation.passage) {
            block.push_str(&citation(cited, passage));
        }
    }
    if entry.citations.is_empty() {
        block.push_str("\nNo citation.\n");
    }
    block
}

fn titles(timeline: &Timeline, events: &[Index<Event>]) -> String {
    let titles = events.iter().map(|other| prose(timeline[*other].name()));
    titles.collect::<Vec<_>>().join("; ")
}

fn date_in_words(date: &DateEntry<'_>) -> Option<String> {
    match (&date.in_words, date.invalid) {
        (Some(words), _) => Some(prose(words)),
        (None, Some(text)) => Some(format!("“{}”, no EDTF", prose(text))),
        (None, None) => None,
    }
}

/// "about 1955–1959, EDTF 1955\~/1959\~, inferred: …, “late 1950s”".
fn dating(entry: &EventEntry<'_>) -> Option<String> {
    let mut said = known(&entry.date)?;
    if let Some(words) = &entry.event.date_text {
        said.push_str(", “");
        said.push_str(&prose(words));
        said.push('”');
    }
    Some(said)
}

fn known(date: &DateEntry<'_>) -> Option<String> {
    let mut said = date_in_words(date)?;
    if let Some(edtf) = date.edtf {
        said.push_str(", EDTF ");
        said.push_str(&prose(edtf));
    }
    match (date.basis, date.reason) {
        (Some("stated"), _) => said.push_str(", stated in a passage"),
        (Some(_), Some(reason)) => {
            said.push_str(", inferred: ");
            said.push_str(&prose(reason));
        }
        (Some(_), None) => said.push_str(", inferred"),
        (None, _) => {}
    }
    Some(said)
}

fn extent(date: &DateEntry<'_>) -> Option<String> {
    date.edtf?;
    let end = |end: &Option<String>| end.clone().unwrap_or_else(|| "no bound".to_owned());
    let beyond = if date.is_out_of_range {
        ", beyond what the clock counts"
    } else {
        ""
    };
    Some(format!(
        "{} to {}{beyond}",
        end(&date.earliest),
        end(&date.latest)
    ))
}

/// "2017 \[3\]; about 2014–2016 \[4\]": each date with its citations.
fn rivals(entry: &EventEntry<'_>) -> Option<String> {
    let rivals = entry.rivals.iter().filter_map(|rival| {
        let mut said = date_in_words(&rival.date)?;
        for cited in &entry.citations {
            if cited.date.edtf == rival.date.edtf {
                said.push_str(" \\[");
                said.push_str(&cited.number.to_string());
                said.push_str("\\]");
            }
        }
        Some(said)
    });
    let rivals: Vec<String> = rivals.collect();
    (!rivals.is_empty()).then(|| rivals.join("; "))
}

fn citation(entry: &CitationEntry<'_>, passage: &PassageEntry<'_>) -> String {
    let citation = entry.citation;
    let mut said = vec![
        match citation.stance {
            Stance::Supports => "Supports",
            Stance::Disputes => "Disputes",
            Stance::Context => "Context",
        }
        .to_owned(),
    ];
    said.extend(known(&entry.date).map(|date| format!("gives {date}")));
    said.extend(
        citation
            .attributed_to
            .as_deref()
            .map(|who| format!("attributed to {}", prose(who))),
    );
    said.push(state_in_words(passage));
    said.push(format!("passage {}", markdown_id(&passage.passage.id)));
    let mut rows = vec![said.join("; ")];
    if passage.words_cut > 0 {
        rows.push(match passage.words_cut {
            1 => "1 word cut by the quotation limit".to_owned(),
            words => format!("{words} words cut by the quotation limit"),
        });
    }
    if let Some(note) = &citation.note {
        rows.push(format!("Note: {}", markdown_lines(note, "  ")));
    }
    format!(
        "\n> “{}” \\[{}\\]\n>\n> Source: {}\n\n{}",
        markdown_lines(&passage.quotation, "> "),
        entry.number,
        prose(&entry.footnote),
        list(&rows)
    )
}

/// "exact at 27–63".
fn state_in_words(passage: &PassageEntry<'_>) -> String {
    match (passage.state, passage.place) {
        (AnchorState::Unavailable, _) => "not checked, as no copy is at hand".to_owned(),
        (state, Some((start, end))) => format!("{} at {start}–{end}", state.name()),
        (state, None) => state.name().to_owned(),
    }
}

fn bibliography(content: &Content<'_>) -> String {
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
        "\n## Bibliography\n\n{}\n## Documents\n\nThe copies that the passages were recorded from, and those at hand.\n\n{}",
        list(&entries),
        list(&copies)
    )
}

fn copy(entry: &SourceEntry<'_>) -> String {
    let recorded = entry.source.sha256.map(|digest| digest.to_string());
    let found = entry.held.map(|held| held.digest.to_string());
    let said = match (&recorded, &found) {
        (Some(recorded), Some(found)) if recorded == found => {
            format!("the recorded copy, SHA-256 {recorded}")
        }
        (recorded, found) => {
            let or_none = |digest: &Option<String>| digest.clone().unwrap_or("none".to_owned());
            format!(
                "SHA-256 recorded {}, found {}",
                or_none(recorded),
                or_none(found)
            )
        }
    };
    format!("Source {}: {said}", markdown_id(&entry.source.id))
}
