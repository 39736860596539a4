//! BibTeX and BibLaTeX: files, entries, abbreviations.
//!
//! `biblatex` reads a file as a whole and gives it up for one mistake. A file
//! that it gives up is cut where entries begin, and read entry by entry. What
//! it would follow without end (abbreviations that name each other, braces in
//! braces, entries that refer to each other) is settled here before it sees it.

use std::collections::HashMap;

use biblatex::{Field, Pair, RawBibliography, RawChunk, RawEntry, Spanned};

use super::bibtex_entry::{Entry, Parents};
use super::imported::{ImportProblem, Lines, Readings};

/// How deep braces may stand in braces.
const MAX_BRACES: usize = 64;

/// How many abbreviations may stand in one another.
const MAX_ABBREVIATIONS: usize = 16;

/// The longest field, in bytes, abbreviations written out.
const MAX_FIELD_BYTES: usize = 1 << 18;

/// Abbreviations that need no `@string`.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Reads the entries of a text.
pub(super) fn read(text: &str) -> Readings {
    let lines = Lines::of(text);
    let mut readings = Readings::default();
    let mut raw: Vec<(usize, RawEntry<'_>)> = Vec::new();
    let mut strings: HashMap<String, Field<'_>> = HashMap::new();
    for (start, piece) in pieces(text) {
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
            Err((offset, why)) => readings.problems.push(
                ImportProblem::new(
                    lines.at(start + offset),
                    format!("The entry that begins in line {line} cannot be read: {why}."),
                )
                .with_hint("Look for a brace, a quotation mark or a comma too many or too few."),
            ),
        }
    }
    let entries: Vec<Entry> = raw
        .into_iter()
        .filter_map(|(line, raw)| {
            let raw = written_out(raw, line, &strings, &mut readings);
            Entry::of(raw, line, &mut readings)
        })
        .collect();
    let parents = Parents::of(&entries);
    for entry in &entries {
        readings.records.extend(entry.record(&parents));
    }
    readings
}

/// The whole where it can be read as a whole, else its entries.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    if bibliography(text).is_ok() {
        return vec![(0, text)];
    }
    let mut starts = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let begun = line.trim_start();
        let is_entry = begun.strip_prefix('@').is_some_and(|rest| {
            let name = rest.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
            name.len() < rest.len() && name.trim_start().starts_with(['{', '('])
        });
        if is_entry {
            starts.push(offset + line.len() - begun.len());
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
        return Err((
            offset,
            "its braces stand too deep in one another".to_owned(),
        ));
    }
    RawBibliography::parse(text).map_err(|error| (error.span.start, error.kind.to_string()))
}

/// Where braces stand deeper than [`MAX_BRACES`].
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

/// The entry with every abbreviation written out.
fn written_out<'t>(
    raw: RawEntry<'t>,
    line: usize,
    strings: &HashMap<String, Field<'t>>,
    readings: &mut Readings,
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
            Err(why) => readings.problems.push(ImportProblem::new(
                line,
                format!(
                    "The field “{}” of “{}” is left out: {why}.",
                    key.v, raw.key.v
                ),
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
            return Err("its abbreviations name each other".to_owned());
        }
        for chunk in field {
            let text = match &chunk.v {
                RawChunk::Normal(text) => *text,
                RawChunk::Abbreviation(name) => {
                    if let Some(meant) = self.strings.get(&name.to_lowercase()) {
                        self.field(meant, depth + 1)?;
                        continue;
                    }
                    // What is no abbreviation says what it says.
                    let month = name.to_lowercase();
                    let month = MONTHS.iter().find(|known| **known == month);
                    month.copied().unwrap_or(name)
                }
            };
            self.bytes += text.len();
            if self.bytes > MAX_FIELD_BYTES {
                return Err("it is longer than any field".to_owned());
            }
            let chunk = RawChunk::Normal(text);
            self.chunks.push(Spanned::zero(chunk));
        }
        Ok(())
    }
}
