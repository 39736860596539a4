//! Reads the bytes of a file into a timeline, and reports what is wrong with it.

use std::ops::ControlFlow;

use super::assemble::Assembler;
use super::field::Field;
use super::file_error::FileError;
use super::json_cursor::{Interruption, ReadResult};
use super::loaded::LoadedTimeline;
use super::pointer::JsonPath;
use super::preflight::{MAX_TIMELINE_BYTES, VERSION, preflight};
use super::problem::{Code, Problem};
use super::progress::{OnProgress, ProgressReporter};
use super::timeline_parser::TimelineParser;

/// Reads a timeline.
///
/// # Errors
///
/// [`FileError`] if the bytes are no timeline at all. Everything else that is
/// wrong is a [`Problem`], and the rest of the file is used.
pub fn read(bytes: &[u8]) -> Result<LoadedTimeline, FileError> {
    let loaded = read_with_progress(bytes, &mut |_| ControlFlow::Continue(()))?;
    Ok(loaded.unwrap_or_default())
}

/// Reads a timeline and reports progress several times a second. `Ok(None)` if
/// `on_progress` cancels.
///
/// A file whose lists are not in the order lanes, sources, passages, events is
/// begun twice, and then progress too.
///
/// # Errors
///
/// As [`read`].
pub fn read_with_progress(
    bytes: &[u8],
    on_progress: OnProgress<'_>,
) -> Result<Option<LoadedTimeline>, FileError> {
    // What is no text is refused by the preflight.
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if bytes.len() as u64 <= MAX_TIMELINE_BYTES => text,
        Ok(_) | Err(_) => "",
    };
    let mut progress = ProgressReporter::new(on_progress, bytes.len());
    let mut loaded = load(text, ListOrder::OfFile, &mut progress);
    if matches!(loaded, Err(Interruption::OutOfOrder)) {
        loaded = load(text, ListOrder::OfReference, &mut progress);
    }
    match loaded {
        Ok(loaded) => Ok(Some(loaded)),
        Err(Interruption::Cancelled) => Ok(None),
        Err(Interruption::Malformed | Interruption::OutOfOrder) => match preflight(bytes) {
            Err(error) => Err(error),
            Ok(_) => Err(FileError::new("The file cannot be read as a timeline")),
        },
    }
}

/// The order in which the lists of a file are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListOrder {
    /// As the file has them: every list after those that its entries refer to.
    OfFile,
    /// After a first pass that finds them: in the order of reference.
    OfReference,
}

/// The lists of a file. The entries of each refer only to earlier lists, or to
/// their own.
const LISTS: [&str; 4] = ["lanes", "sources", "passages", "events"];

fn load(
    text: &str,
    order: ListOrder,
    progress: &mut ProgressReporter<'_>,
) -> ReadResult<LoadedTimeline> {
    let bare = text.strip_prefix('\u{feff}');
    let text = bare.unwrap_or(text);
    let mut parser = TimelineParser::new(text);
    if bare.is_some() {
        parser.diagnostics.add(0, || {
            Problem::new(
                Code::ByteOrderMark,
                "",
                "The file begins with a byte order mark, which JSON does not use.",
            )
            .with_hint("`annals fmt` removes it.")
        });
    }
    let mut assembler = Assembler::default();
    read_root(&mut parser, &mut assembler, order, progress)?;
    let mut diagnostics = parser.diagnostics;
    let assembly = assembler.finish(&mut diagnostics);
    let diagnostics = diagnostics.sorted(text);
    Ok(LoadedTimeline {
        timeline: assembly.timeline,
        problems: diagnostics.problems,
        unlisted_problems: diagnostics.unlisted,
        positions: assembly.positions,
        refused_files: assembly.refused_files,
        unread_fields: diagnostics.unread_fields,
        written_bases: assembly.written_bases,
        left_out_citations: assembly.left_out_citations,
    })
}

fn read_root<'t>(
    parser: &mut TimelineParser<'t>,
    assembler: &mut Assembler<'t>,
    order: ListOrder,
    progress: &mut ProgressReporter<'_>,
) -> ReadResult<()> {
    let mut version = Field::Absent;
    let (mut title, mut description, mut language) = (Field::Absent, Field::Absent, Field::Absent);
    let mut conflicts = Field::Absent;
    let mut lists = [Field::Absent; LISTS.len()];
    parser.object(JsonPath::Root, |parser, key, path| match key {
        "annals" => parser.field(&mut version, path, TimelineParser::integer),
        "title" => parser.field(&mut title, path, |parser, path| {
            let text = parser.text(path)?;
            Ok(text.map(|text| assembler.made.timeline.title = text.value.into_owned()))
        }),
        "description" => parser.field(&mut description, path, |parser, path| {
            let text = parser.text(path)?;
            Ok(text.map(|text| assembler.made.timeline.description = Some(text.value.into())))
        }),
        "conflicts" => parser.field(&mut conflicts, path, TimelineParser::conflicts),
        "language" => parser.field(&mut language, path, |parser, path| {
            let text = parser.text(path)?;
            Ok(text.map(|text| assembler.made.timeline.language = Some(text.value.into())))
        }),
        _ => {
            let Some(list) = LISTS.iter().position(|list| *list == key) else {
                return Ok(false);
            };
            let (earlier, later) = lists.split_at_mut(list + 1);
            let Some(slot) = earlier.last_mut() else {
                return Ok(false);
            };
            if order == ListOrder::OfReference {
                // Checked when it is read.
                return parser.field(slot, path, |parser, _| {
                    Ok(Field::Given(parser.cursor.value()?.offset))
                });
            }
            if slot.is_absent() && !later.iter().all(Field::is_absent) {
                return Err(Interruption::OutOfOrder);
            }
            parser.field(slot, path, |parser, path| {
                read_list(parser, assembler, list, path, progress)
            })
        }
    })?;
    let is_known = version
        .given()
        .is_some_and(|version| version.value == VERSION);
    if !is_known || !parser.cursor.is_at_end() {
        return Err(Interruption::Malformed);
    }
    if order == ListOrder::OfReference {
        for (list, (key, offset)) in LISTS.iter().zip(lists).enumerate() {
            if let Field::Given(offset) = offset {
                parser.cursor.move_to(offset);
                read_list(parser, assembler, list, JsonPath::Root.key(key), progress)?;
            }
        }
    }
    Ok(())
}

/// Reads one of the [`LISTS`], given its number.
fn read_list<'t>(
    parser: &mut TimelineParser<'t>,
    assembler: &mut Assembler<'t>,
    list: usize,
    path: JsonPath<'_>,
    progress: &mut ProgressReporter<'_>,
) -> ReadResult<Field<usize>> {
    parser.list(path, |parser, path, position| {
        match list {
            0 => {
                if let Some(lane) = parser.lane(path, position)? {
                    assembler.lane(&lane);
                }
            }
            1 => {
                if let Some(source) = parser.source(path, position)? {
                    assembler.source(&source);
                }
            }
            2 => {
                if let Some(passage) = parser.passage(path, position)? {
                    assembler.passage(&passage);
                }
            }
            _ => {
                if let Some(event) = parser.event(path, position)? {
                    assembler.event(event, path);
                }
            }
        }
        if progress.update(parser.cursor.offset(), &assembler.made.timeline) {
            Ok(())
        } else {
            Err(Interruption::Cancelled)
        }
    })
}
