//! One pass over a whole file, entry by entry.
//!
//! The pass wants a file as careful writers write it: one object, no key of the
//! root twice, and each list after those that it refers to. Entries that the
//! scanner does not take whole, be it for a fault or for a key of somebody
//! else's, are shown to the careful reader one by one. Any other surprise ends
//! the pass without a word, and the careful reader gets the whole file.

use super::assemble::{Assembler, Assembly};
use super::fields::Reader;
use super::json_cursor::JsonCursor;
use super::json_lint::{deeper_than, each_duplicate_key};
use super::json_value::JsonSlice;
use super::pointer::{Path, escaped};
use super::preflight::{MAX_DEPTH, MAX_TIMELINE_BYTES, VERSION};
use super::progress::ProgressReporter;
use super::read::{LoadedTimeline, note_duplicate};

/// Reads a timeline in one pass; `None` where a surprise ended it, or the
/// watcher did.
pub(super) fn streamed(bytes: &[u8], watched: &mut ProgressReporter<'_>) -> Option<LoadedTimeline> {
    if bytes.len() as u64 > MAX_TIMELINE_BYTES {
        return None;
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut pass = Pass {
        scanner: JsonCursor::new(text),
        reader: Reader::default(),
        assembler: Assembler::default(),
        watched,
    };
    pass.root()?;
    let Pass {
        mut reader,
        assembler,
        ..
    } = pass;
    let Assembly {
        timeline,
        positions,
        refused_files,
    } = assembler.finish(&mut reader);
    Some(LoadedTimeline {
        timeline,
        problems: reader.diagnostics.placed_if_all(text)?,
        positions,
        refused_files,
    })
}

struct Pass<'t, 'w, 'p> {
    scanner: JsonCursor<'t>,
    reader: Reader,
    assembler: Assembler<'t>,
    watched: &'p mut ProgressReporter<'w>,
}

/// The lists of the root, in the order in which they refer to one another.
const LISTS: [&str; 4] = ["lanes", "sources", "passages", "events"];

impl<'t> Pass<'t, '_, '_> {
    fn root(&mut self) -> Option<()> {
        let mut seen: Vec<&'t [u8]> = Vec::new();
        // The first of the lists that may still come.
        let mut lists = 0;
        let mut more = self.scanner.opens(b'{', b'}')?;
        while more {
            let key = self.scanner.key()?;
            if seen.contains(&key) || seen.len() > 64 {
                return None;
            }
            seen.push(key);
            match key {
                b"annals" => {
                    let version = self.scanner.whole()?;
                    (version.value == VERSION).then_some(())?;
                }
                b"title" => self.assembler.made.timeline.title = self.word()?,
                b"description" => {
                    self.assembler.made.timeline.description = Some(self.word()?);
                }
                b"language" => self.assembler.made.timeline.language = Some(self.word()?),
                _ => {
                    let key = std::str::from_utf8(key).ok()?;
                    if let Some(list) = LISTS.iter().position(|list| *list == key) {
                        (lists <= list).then_some(())?;
                        lists = list + 1;
                        self.list(LISTS.get(list)?)?;
                    } else {
                        self.stranger(1, &format!("/{}", escaped(key)))?;
                    }
                }
            }
            more = self.scanner.goes_on(b'}')?;
        }
        (seen.contains(&b"annals".as_slice()) && self.scanner.is_at_end()).then_some(())
    }

    /// A text of the root.
    fn word(&mut self) -> Option<String> {
        Some(self.scanner.text()?.value.into_owned())
    }

    fn list(&mut self, list: &'static str) -> Option<()> {
        let root = Path::Root;
        let path = root.key(list);
        let mut more = self.scanner.opens(b'[', b']')?;
        let mut position = 0;
        while more {
            self.entry(list, path.at(position), position)?;
            let so_far = &self.assembler.made.timeline;
            if !self.watched.goes_on(self.scanner.offset(), so_far) {
                return None;
            }
            position += 1;
            more = self.scanner.goes_on(b']')?;
        }
        Some(())
    }

    fn entry(&mut self, list: &str, path: Path<'_>, position: usize) -> Option<()> {
        let begun = self.scanner.offset();
        match list {
            "passages" => {
                if let Some(passage) = self.scanner.passage(position) {
                    self.assembler.passage(&passage);
                    return Some(());
                }
            }
            "events" => {
                if let Some(event) = self.scanner.event(position) {
                    self.assembler.event(event, path);
                    return Some(());
                }
            }
            _ => {}
        }
        self.scanner.go_back(begun);
        let value = self.stranger(2, &path.to_string())?;
        let (reader, assembler) = (&mut self.reader, &mut self.assembler);
        match list {
            "lanes" => {
                if let Some(lane) = reader.lane(value, path, position) {
                    assembler.lane(&lane);
                }
            }
            "sources" => {
                if let Some(source) = reader.source(value, path, position) {
                    assembler.source(&source);
                }
            }
            "passages" => {
                if let Some(passage) = reader.passage(value, path, position) {
                    assembler.passage(&passage);
                }
            }
            _ => {
                if let Some(event) = reader.event(value, path, position) {
                    assembler.event(event, path);
                }
            }
        }
        Some(())
    }

    /// A value that the scanner does not know, checked as the whole of a file
    /// is. It stands `depth` levels below the root.
    fn stranger(&mut self, depth: usize, pointer: &str) -> Option<JsonSlice<'t>> {
        let value = self.scanner.value()?;
        if deeper_than(MAX_DEPTH - depth, value.token).is_some() {
            return None;
        }
        each_duplicate_key(value.token, |double| {
            note_duplicate(&mut self.reader.diagnostics, double, pointer, value.offset);
        });
        Some(value)
    }
}
