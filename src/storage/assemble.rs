//! Turns the [shapes](super::schema) of entries into the model: ids become
//! indexes, and what the model cannot hold becomes a problem. Lanes, sources and
//! passages are here, events in [`assemble_events`](super::assemble_events).

use std::borrow::Cow;
use std::collections::HashMap;

use super::assemble_events::UnresolvedOrder;
use super::diagnostics::Diagnostics;
use super::field::{Field, Integer, JsonText};
use super::ids::Ids;
use super::interner::Interner;
use super::loaded::LeftOutCitation;
use super::positions::Positions;
use super::problem::{Code, Problem};
use super::schema::{
    CslJson, ExtractorJson, IssuedJson, LaneJson, NameJson, PassageJson, SourceJson,
};
use crate::date_words::in_english;
use crate::model::{
    Basis, Color, CslName, CslRecord, Digest, Entry, EntryKind, Event, Extractor, Index, Lane,
    Passage, Source, Timeline,
};
use annals_anchor::{PositionSelector, QuoteSelector, SharedText};
use annals_edtf::Edtf;

/// The timeline of a file, and what the timeline does not hold.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    pub(super) timeline: Timeline,
    pub(super) positions: Positions,
    pub(super) refused_files: Vec<(Index<Source>, String)>,
    pub(super) written_bases: HashMap<Index<Event>, Option<Basis>>,
    pub(super) left_out_citations: Vec<LeftOutCitation>,
}

/// Assembles a timeline entry by entry.
#[derive(Default)]
pub(super) struct Assembler<'t> {
    pub(super) diagnostics: Diagnostics,
    pub(super) made: Assembly,
    pub(super) lanes: Ids<'t, Lane>,
    pub(super) passages: Ids<'t, Passage>,
    pub(super) events: Ids<'t, Event>,
    pub(super) unresolved: UnresolvedOrder<'t>,
    pub(super) interner: Interner<'t>,
    /// The passages that the event that is read cites and that do not exist.
    pub(super) missing: Vec<(EntryKind, Box<str>)>,
    sources: Ids<'t, Source>,
}

/// A text of the file as an owned string.
pub(super) fn owned(text: Option<&JsonText<'_>>) -> Option<String> {
    text.map(|text| text.value.to_string())
}

/// An extractor; `None` unless both its parts are given.
fn extractor(json: &ExtractorJson<'_>) -> Option<Extractor> {
    Some(Extractor {
        name: owned(json.name.as_ref())?,
        version: owned(json.version.as_ref())?,
    })
}

/// Adds the id of an entry, and answers whether it is the first with this id.
pub(super) fn is_first<'t, T: Entry>(
    (diagnostics, timeline): (&mut Diagnostics, &mut Timeline),
    ids: &mut Ids<'t, T>,
    kind: EntryKind,
    position: usize,
    id: &JsonText<'t>,
    index: Option<Index<T>>,
) -> bool {
    if !ids.insert(id.value.clone(), index) {
        timeline.mark_unresolved(kind, &id.value);
        let list = kind.list_key();
        diagnostics.add(id.offset, || {
            Problem::new(
                Code::DuplicateId,
                format!("/{list}/{position}/id"),
                format!(
                    "An earlier entry of `{list}` has the id “{}”, so this one is left out.",
                    id.value
                ),
            )
            .with_hint("Give it a different id.")
        });
        return false;
    }
    true
}

impl<'t> Assembler<'t> {
    /// An assembler of single entries of a timeline.
    pub(super) fn of_entry(timeline: &'t Timeline) -> Self {
        let mut lanes = Ids::default();
        for (lane, index) in timeline.lanes.iter().zip((0..).map(Index::new)) {
            lanes.insert(Cow::Borrowed(lane.id.as_str()), index);
        }
        Self {
            lanes,
            sources: Ids::of_list(&timeline.sources),
            passages: Ids::of_list(&timeline.passages),
            events: Ids::of_list(&timeline.events),
            ..Self::default()
        }
    }

    /// Resolves what needs every entry, and moves the diagnostics to others.
    pub(super) fn finish(mut self, diagnostics: &mut Diagnostics) -> Assembly {
        self.interner.finish();
        self.resolve_order();
        diagnostics.append(self.diagnostics);
        self.made.timeline.passages.shrink_to_fit();
        self.made.timeline.events.shrink_to_fit();
        self.made
    }

    pub(super) fn lane(&mut self, lane: &LaneJson<'t>) {
        let index = Index::new(self.made.timeline.lanes.len());
        let position = lane.position;
        if !is_first(
            (&mut self.diagnostics, &mut self.made.timeline),
            &mut self.lanes,
            EntryKind::Lane,
            position,
            &lane.id,
            index,
        ) {
            return;
        }
        let color = lane.color.as_ref().and_then(|color| {
            let read = Color::from_hex(&color.value);
            if read.is_none() {
                self.diagnostics.add(color.offset, || {
                    Problem::new(
                        Code::InvalidColor,
                        format!("/lanes/{position}/color"),
                        format!("“{}” isn't a colour.", color.value),
                    )
                    .with_hint("Write it as `#rrggbb` in hexadecimal digits.")
                });
            }
            read
        });
        let id = lane.id.value.to_string();
        self.made.timeline.lanes.push(Lane {
            name: owned(lane.name.as_ref()).unwrap_or_else(|| id.clone()),
            id,
            color,
        });
        self.made.positions.lanes.push(position);
    }

    pub(super) fn source(&mut self, source: &SourceJson<'t>) {
        let position = source.position;
        let index = Index::new(self.made.timeline.sources.slot_count());
        if !is_first(
            (&mut self.diagnostics, &mut self.made.timeline),
            &mut self.sources,
            EntryKind::Source,
            source.position,
            &source.id,
            index,
        ) {
            return;
        }
        let sha256 = source.sha256.as_ref().and_then(|written| {
            let digest = Digest::from_hex(&written.value);
            if digest.is_err() {
                self.diagnostics.add(written.offset, || {
                    Problem::new(
                        Code::InvalidDigest,
                        format!("/sources/{position}/sha256"),
                        "This isn't a SHA-256 digest, which has 64 hexadecimal digits.",
                    )
                    .with_hint("`sha256sum FILE` prints it.")
                });
            }
            digest.ok()
        });
        let mut file = None;
        if let Some(written) = &source.file {
            if leaves_folder(&written.value) {
                self.diagnostics.add(written.offset, || {
                    Problem::new(
                        Code::FileOutsideFolder,
                        format!("/sources/{position}/file"),
                        format!(
                            "“{}” is outside the folder of the timeline and is not opened.",
                            written.value
                        ),
                    )
                    .with_hint(
                        "Put the document next to the timeline and write its path from there, \
                         with `/`; or name its folder with --sources.",
                    )
                });
                let refused = index.map(|index| (index, written.value.to_string()));
                self.made.refused_files.extend(refused);
            } else {
                file = Some(written.value.to_string());
            }
        }
        self.made.timeline.sources.push(Source {
            id: source.id.value.to_string(),
            csl: csl_record(&source.csl),
            file,
            sha256,
            extractor: source.extractor.as_ref().and_then(extractor),
            encoding: owned(source.encoding.as_ref()),
            language: owned(source.language.as_ref()),
            note: owned(source.note.as_ref()),
        });
        self.made.positions.sources.push(position);
    }

    pub(super) fn passage(&mut self, passage: &PassageJson<'t>) {
        let position = passage.position;
        let source = self.source_of(passage);
        let index = source.and_then(|_| Index::new(self.made.timeline.passages.slot_count()));
        if !is_first(
            (&mut self.diagnostics, &mut self.made.timeline),
            &mut self.passages,
            EntryKind::Passage,
            passage.position,
            &passage.id,
            index,
        ) {
            return;
        }
        let range = self.range(passage);
        let Some(source) = source else {
            let id = &passage.id.value;
            self.made.timeline.mark_unresolved(EntryKind::Passage, id);
            return;
        };
        let interner = &mut self.interner;
        let mut text = |text: &Option<JsonText<'_>>| {
            let text = text.as_ref();
            text.map_or_else(SharedText::default, |text| interner.alloc(&text.value))
        };
        let quote = QuoteSelector {
            exact: text(&passage.exact),
            prefix: text(&passage.prefix),
            suffix: text(&passage.suffix),
        };
        self.made.timeline.passages.push(Passage {
            id: self.interner.alloc(&passage.id.value),
            source,
            quote,
            position: range,
            locator: self.interner.locator(passage.locator.as_ref()),
            replaces: self.interner.alloc_boxed(passage.replaces.as_ref()),
        });
        self.made.positions.passages.push(position);
    }

    fn source_of(&mut self, passage: &PassageJson<'_>) -> Option<Index<Source>> {
        let id = passage.source.as_ref()?;
        let known = self.sources.get(&id.value);
        if known.is_none() {
            self.made
                .timeline
                .mark_unresolved(EntryKind::Source, &id.value);
            self.diagnostics.add(id.offset, || {
                Problem::new(
                    Code::UnknownSource,
                    format!("/passages/{}/source", passage.position),
                    format!(
                        "No source has the id “{}”, so the passage “{}” is left out.",
                        id.value, passage.id.value
                    ),
                )
                .with_hint("Add the source to `sources`, or correct the id.")
            });
        }
        known.flatten()
    }

    /// The position of a passage, if `start` and `end` are a range.
    fn range(&mut self, passage: &PassageJson<'_>) -> Option<PositionSelector> {
        let mut refuse = |offset: usize, key: &str, message: &str| {
            self.diagnostics.add(offset, || {
                let place = format!("/passages/{}{key}", passage.position);
                Problem::new(Code::InvalidRange, place, message).with_hint(
                    "`start` is the number of code points before the passage, `end` the number \
                     up to its end.",
                )
            });
            None
        };
        let (start, end) = match (passage.start, passage.end) {
            (Field::Given(start), Field::Given(end)) => (start, end),
            (Field::Given(start), Field::Absent) => {
                return refuse(start.offset, "/start", "There is a `start` but no `end`.");
            }
            (Field::Absent, Field::Given(end)) => {
                return refuse(end.offset, "/end", "There is an `end` but no `start`.");
            }
            _ => return None,
        };
        let size = |number: Integer| usize::try_from(number.value).ok();
        match (size(start), size(end)) {
            (None, _) => refuse(start.offset, "/start", "A position can't be negative."),
            (_, None) => refuse(end.offset, "/end", "A position can't be negative."),
            (Some(start_at), Some(end_at)) if start_at == end_at => refuse(
                end.offset,
                "/end",
                "The range is empty: `end` equals `start`.",
            ),
            (Some(start_at), Some(end_at)) if start_at > end_at => refuse(
                end.offset,
                "/end",
                "The range is reversed: `end` is less than `start`.",
            ),
            (Some(start), Some(end)) => Some(PositionSelector { start, end }),
        }
    }
}

/// Whether a path, relative to the timeline's folder, may lead out of it. This
/// includes paths that mean different things on different systems: a backslash is
/// a letter on one and a separator on another.
#[must_use]
pub fn leaves_folder(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    path.starts_with('/')
        || drive
        || path.contains(['\\', '\0'])
        || path.split('/').any(|part| part == "..")
}

fn csl_record(csl: &CslJson<'_>) -> CslRecord {
    CslRecord {
        title: owned(csl.title.as_ref()),
        authors: csl.author.iter().filter_map(csl_name).collect(),
        container_title: owned(csl.container_title.as_ref()),
        number: owned(csl.number.as_ref()),
        publisher: owned(csl.publisher.as_ref()),
        issued: issued_in_words(&csl.issued),
        url: owned(csl.url.as_ref()),
        json: csl.json.into(),
    }
}

fn csl_name(name: &NameJson<'_>) -> Option<CslName> {
    let given = owned(name.given.as_ref());
    match owned(name.family.as_ref().or(name.literal.as_ref())) {
        Some(family) => Some(CslName { family, given }),
        None => Some(CslName {
            family: given?,
            given: None,
        }),
    }
}

/// `raw` or `literal` as they are, else `date-parts` as a date in words.
fn issued_in_words(issued: &IssuedJson<'_>) -> Option<String> {
    if let Some(text) = issued.raw.as_ref().or(issued.literal.as_ref()) {
        return Some(text.value.to_string());
    }
    let dates: Vec<String> = issued
        .date_parts
        .iter()
        .map(|parts| {
            let padded = parts.iter().enumerate().map(|(place, part)| {
                let width = if place == 0 { 4 } else { 2 };
                format!("{:0>width$}", part.value)
            });
            padded.collect::<Vec<_>>().join("-")
        })
        .filter(|date| !date.is_empty())
        .collect();
    if dates.is_empty() {
        return None;
    }
    let text = dates.join("/");
    Some(Edtf::parse(&text).map_or(text, |date| in_english(&date)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_out_of_the_folder_are_recognised() {
        for inside in ["a.txt", "sources/a.txt", "./a.txt", "a..b/c", "…", "a b"] {
            assert!(!leaves_folder(inside), "{inside}");
        }
        for outside in [
            "/etc/passwd",
            "../a.txt",
            "sources/../../a.txt",
            "sources/..",
            "C:\\a.txt",
            "c:/a.txt",
            "\\\\server\\share\\a.txt",
            "sources\\..\\..\\a.txt",
            "//server/share",
            "a\0.txt",
        ] {
            assert!(leaves_folder(outside), "{outside}");
        }
    }
}
