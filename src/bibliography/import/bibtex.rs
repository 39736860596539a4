//! BibTeX and BibLaTeX: files, entries, abbreviations.
//!
//! `biblatex` rejects a whole file for one error, so a rejected file is split at
//! the starts of its entries and parsed entry by entry. Cyclic abbreviations,
//! deep braces and cyclic cross-references, on which it would not terminate, are
//! resolved here first.

use std::collections::HashMap;

use biblatex::{Field, Pair, RawBibliography, RawChunk, RawEntry, Spanned};

use super::bibtex_entry::{BibtexEntry, Parents, skipped_field};
use super::fields::MONTHS;
use super::imported::{ImportProblem, LineIndex, ParsedFile};
use crate::language::{Message, MessageArgument};

/// The deepest nesting of braces.
const MAX_BRACES: usize = 64;

/// The deepest nesting of abbreviations.
const MAX_ABBREVIATIONS: usize = 16;

/// The longest field with expanded abbreviations, in bytes.
const MAX_FIELD_BYTES: usize = 1 << 18;

/// Parses the entries of a text.
pub(super) fn read(text: &str) -> ParsedFile {
    let lines = LineIndex::of(text);
    let mut parsed = ParsedFile::default();
    let mut raw: Vec<(usize, RawEntry<'_>)> = Vec::new();
    let mut strings: HashMap<String, Field<'_>> = HashMap::new();
    for (start, piece) in split_entries(text) {
        let line = lines.at(start);
        match bibliography(piece) {
            Ok(bibliography) => {
                for Pair { key, value } in bibliography.abbreviations {
                    strings.entry(key.v.to_lowercase()).or_insert(value.v);
                }
                raw.extend(bibliography.entries.into_iter().map(|entry| {
                    let line = lines.at(start + entry.span.start);
                    (line, entry.v)
                }));
            }
            Err((offset, why)) => parsed.problems.push(
                ImportProblem::new(
                    lines.at(start + offset),
                    Message::new("import-unreadable-entry")
                        .with("line", MessageArgument::ungrouped(line))
                        .with("error", why),
                )
                .with_hint("import-unreadable-entry-hint"),
            ),
        }
    }
    let entries: Vec<BibtexEntry> = raw
        .into_iter()
        .filter_map(|(line, raw)| {
            let raw = expand_abbreviations(raw, line, &strings, &mut parsed);
            BibtexEntry::of(raw, line, &mut parsed)
        })
        .collect();
    let parents = Parents::of(&entries);
    for entry in &entries {
        parsed.records.extend(entry.record(&parents));
    }
    parsed
}

/// The whole text if it can be parsed as a whole, otherwise its entries, each with
/// its byte offset.
fn split_entries(text: &str) -> Vec<(usize, &str)> {
    if bibliography(text).is_ok() {
        return vec![(0, text)];
    }
    let mut starts = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let start = line.trim_start();
        let is_entry = start.strip_prefix('@').is_some_and(|rest| {
            let name = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            name.len() < rest.len() && name.trim_start().starts_with(['{', '('])
        });
        if is_entry {
            starts.push(offset + line.len() - start.len());
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| Some((*start, text.get(*start..end)?)))
        .collect()
}

fn bibliography(text: &str) -> Result<RawBibliography<'_>, (usize, String)> {
    if let Some(offset) = too_deep(text) {
        return Err((offset, "its braces are nested too deeply".to_owned()));
    }
    RawBibliography::parse(text).map_err(|error| (error.span.start, error.kind.to_string()))
}

/// The offset where braces are nested deeper than [`MAX_BRACES`].
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    memchr::memchr2_iter(b'{', b'}', text.as_bytes()).find(|at| {
        if text.as_bytes().get(*at) == Some(&b'{') {
            depth += 1;
        } else {
            depth = depth.saturating_sub(1);
        }
        depth > MAX_BRACES
    })
}

/// The entry with expanded abbreviations.
fn expand_abbreviations<'t>(
    raw: RawEntry<'t>,
    line: usize,
    strings: &HashMap<String, Field<'t>>,
    parsed: &mut ParsedFile,
) -> RawEntry<'t> {
    let mut fields = Vec::with_capacity(raw.fields.len());
    for Pair { key, value } in raw.fields {
        let mut expansion = Expansion {
            strings,
            chunks: Vec::new(),
            bytes: 0,
        };
        match expansion.field(&value.v, 0) {
            Ok(()) => fields.push(Pair {
                key,
                value: Spanned::new(expansion.chunks, value.span),
            }),
            Err(why) => parsed.problems.push(ImportProblem::new(
                line,
                skipped_field(key.v, raw.key.v, &why),
            )),
        }
    }
    RawEntry { fields, ..raw }
}

struct Expansion<'t, 's> {
    strings: &'s HashMap<String, Field<'t>>,
    chunks: Field<'t>,
    bytes: usize,
}

impl<'t> Expansion<'t, '_> {
    fn field(&mut self, field: &Field<'t>, depth: usize) -> Result<(), String> {
        if depth > MAX_ABBREVIATIONS {
            return Err("its abbreviations are cyclic".to_owned());
        }
        for chunk in field {
            let text = match &chunk.v {
                RawChunk::Normal(text) => *text,
                RawChunk::Abbreviation(name) => {
                    if let Some(expansion) = self.strings.get(&name.to_lowercase()) {
                        self.field(expansion, depth + 1)?;
                        continue;
                    }
                    // An unknown abbreviation stays as it is.
                    let month = name.to_lowercase();
                    let month = MONTHS.iter().find(|known| **known == month);
                    month.copied().unwrap_or(name)
                }
            };
            self.bytes += text.len();
            if self.bytes > MAX_FIELD_BYTES {
                return Err("it is too long".to_owned());
            }
            let chunk = RawChunk::Normal(text);
            self.chunks.push(Spanned::zero(chunk));
        }
        Ok(())
    }
}
