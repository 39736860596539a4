//! An entry of BibTeX as a CSL-JSON record.

use std::collections::{BTreeMap, HashMap};

use biblatex::{
    Bibliography, Chunks, ChunksExt as _, Pair, Person, RawBibliography, RawEntry, Spanned,
};
use serde_json::{Value, json};

use super::fields::{CslBuilder, date, issued_date, month, parted_name};
use super::imported::{ImportProblem, ParsedFile, ParsedRecord};
use crate::language::Message;

/// A decoded entry.
pub(super) struct BibtexEntry {
    line: usize,
    key: String,
    /// In lower case.
    kind: String,
    fields: BTreeMap<String, Chunks>,
    /// The key of the entry that it inherits from.
    parent: Option<String>,
}

/// Entries by key, exact and in lower case, for inheritance.
pub(super) struct Parents<'e>(HashMap<String, &'e BibtexEntry>);

impl<'e> Parents<'e> {
    pub(super) fn of(entries: &'e [BibtexEntry]) -> Self {
        let mut parents = HashMap::new();
        for entry in entries {
            parents.insert(entry.key.clone(), entry);
        }
        for entry in entries {
            parents.entry(entry.key.to_lowercase()).or_insert(entry);
        }
        Self(parents)
    }

    fn get(&self, key: &str) -> Option<&'e BibtexEntry> {
        let exact = self.0.get(key);
        exact.or_else(|| self.0.get(&key.to_lowercase())).copied()
    }
}

/// The fields that an entry inherits from its parent: not the URL and the DOI,
/// which are those of the parent.
const INHERITED: [&str; 14] = [
    "address",
    "date",
    "editor",
    "isbn",
    "issn",
    "issue",
    "location",
    "month",
    "number",
    "organization",
    "publisher",
    "series",
    "volume",
    "year",
];

impl BibtexEntry {
    /// Decodes an entry with expanded abbreviations. A field that cannot be decoded
    /// is a problem and is skipped.
    pub(super) fn of(raw: RawEntry<'_>, line: usize, parsed: &mut ParsedFile) -> Option<Self> {
        let mut entry = Self {
            line,
            key: raw.key.v.trim().to_owned(),
            kind: raw.kind.v.to_lowercase(),
            fields: BTreeMap::new(),
            parent: None,
        };
        for pair in raw.fields {
            let name = pair.key.v.to_lowercase();
            match decode_field(pair, &raw.key, &raw.kind) {
                // Only one step is followed, since references can be cyclic.
                Ok(chunks) if matches!(&*name, "crossref" | "xdata") => {
                    entry.parent = Some(chunks.format_verbatim());
                }
                Ok(chunks) => {
                    entry.fields.entry(name).or_insert(chunks);
                }
                Err(why) => parsed.problems.push(ImportProblem::new(
                    line,
                    skipped_field(&name, &entry.key, &why),
                )),
            }
        }
        if entry.fields.is_empty() && entry.parent.is_none() {
            let problem = Message::new("import-empty-entry").with("entry", &entry.key);
            parsed.problems.push(ImportProblem::new(line, problem));
            return None;
        }
        Some(entry)
    }

    /// Its record; `None` for an entry that only others inherit from.
    pub(super) fn record(&self, parents: &Parents<'_>) -> Option<ParsedRecord> {
        if matches!(&*self.kind, "xdata" | "set") {
            return None;
        }
        let parent = self
            .parent
            .as_ref()
            .and_then(|key| parents.get(key))
            .filter(|parent| !std::ptr::eq(*parent, self));
        let fields = EntryFields { own: self, parent };
        let key = (!self.key.is_empty()).then(|| self.key.clone());
        Some(ParsedRecord {
            line: self.line,
            key,
            csl: fields.csl().0,
        })
    }
}

/// Decodes one field alone, so that an error in it affects no other.
fn decode_field(
    pair: Pair<'_>,
    key: &Spanned<&str>,
    kind: &Spanned<&str>,
) -> Result<Chunks, String> {
    let name = pair.key.v.to_ascii_lowercase();
    let name = match &*name {
        // The library would follow these references.
        "crossref" | "xdata" => "note",
        name => name,
    };
    let raw = RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::zero(RawEntry {
            key: Spanned::zero(key.v),
            kind: Spanned::zero(kind.v),
            fields: vec![Pair::new(Spanned::zero(name), pair.value)],
        })],
        abbreviations: Vec::new(),
    };
    let bibliography = Bibliography::from_raw(raw).map_err(|error| error.kind.to_string())?;
    let field = bibliography
        .into_vec()
        .pop()
        .and_then(|mut entry| entry.remove(name));
    field.ok_or_else(|| "nothing is left of it".to_owned())
}

struct EntryFields<'e> {
    own: &'e BibtexEntry,
    parent: Option<&'e BibtexEntry>,
}

impl<'e> EntryFields<'e> {
    fn chunks(&self, names: &[&str]) -> Option<&'e Chunks> {
        let own = names.iter().find_map(|name| self.own.fields.get(*name));
        own.or_else(|| {
            let parent = self.parent?;
            let is_inherited = |name: &&&str| INHERITED.contains(*name) || parent.kind == "xdata";
            names
                .iter()
                .filter(is_inherited)
                .find_map(|name| parent.fields.get(*name))
        })
    }

    fn text(&self, names: &[&str]) -> Option<String> {
        let text = self.chunks(names)?.format_verbatim();
        (!text.trim().is_empty()).then_some(text)
    }

    fn csl(&self) -> CslBuilder {
        let mut csl = CslBuilder::default();
        let kind = self.kind();
        csl.text("type", kind);
        let number = match kind {
            "article-journal" | "article-magazine" | "article-newspaper" => "issue",
            "book" | "chapter" | "paper-conference" => "collection-number",
            _ => "number",
        };
        if let Some(title) = self.text(&["title"]) {
            let subtitle = self.text(&["subtitle"]);
            csl.text(
                "title",
                &subtitle.map_or(title.clone(), |more| format!("{title}: {more}")),
            );
        }
        let container = self
            .text(&["journaltitle", "journal", "booktitle", "maintitle"])
            .or_else(|| {
                self.parent?
                    .fields
                    .get("title")
                    .map(|title| title.format_verbatim())
            });
        csl.text("container-title", &container.unwrap_or_default());
        for (key, names) in [
            ("title-short", &["shorttitle"][..]),
            ("container-title-short", &["shortjournal", "journalabbr"]),
            ("collection-title", &["series"]),
            ("volume", &["volume"]),
            (number, &["number"]),
            ("issue", &["issue"]),
            (
                "publisher",
                &["publisher", "institution", "school", "organization"],
            ),
            ("publisher-place", &["location", "address"]),
            ("edition", &["edition"]),
            ("chapter-number", &["chapter"]),
            ("genre", &["type"]),
            ("ISBN", &["isbn"]),
            ("ISSN", &["issn"]),
            ("number-of-pages", &["pagetotal"]),
            ("number-of-volumes", &["volumes"]),
            ("version", &["version"]),
            ("abstract", &["abstract"]),
            ("keyword", &["keywords"]),
            ("language", &["langid", "language"]),
            ("archive", &["eprinttype", "archiveprefix"]),
            ("archive_location", &["eprint"]),
            ("event-title", &["eventtitle"]),
            ("note", &["note", "annote"]),
            ("URL", &["url"]),
        ] {
            csl.text(key, &self.text(names).unwrap_or_default());
        }
        if let Some(how) = self.text(&["howpublished"]) {
            let is_address = how.starts_with("http://") || how.starts_with("https://");
            csl.text(if is_address { "URL" } else { "medium" }, &how);
        }
        let pages = self.text(&["pages"]).unwrap_or_default();
        csl.text("page", &pages.replace(['–', '—'], "-").replace("--", "-"));
        csl.doi(&self.text(&["doi"]).unwrap_or_default());
        if kind == "thesis" && !csl.has("genre") {
            let genre = match &*self.own.kind {
                "phdthesis" => "PhD thesis",
                "mastersthesis" => "Master’s thesis",
                _ => "",
            };
            csl.text("genre", genre);
        }
        for (key, name) in [
            ("author", "author"),
            ("editor", "editor"),
            ("translator", "translator"),
            ("container-author", "bookauthor"),
        ] {
            self.names(&mut csl, key, name);
        }
        self.dates(&mut csl);
        csl
    }

    fn names(&self, csl: &mut CslBuilder, key: &str, name: &str) {
        let persons = self
            .chunks(&[name])
            .and_then(|chunks| chunks.parse::<Vec<Person>>().ok());
        for person in persons.into_iter().flatten() {
            // "and others" is not a name, and CSL has nothing for it.
            if person.name == "others" && person.given_name.is_empty() {
                continue;
            }
            let name = if person.given_name.is_empty() && person.prefix.is_empty() {
                literal(&person.name)
            } else {
                let Person {
                    name,
                    given_name,
                    prefix,
                    suffix,
                    ..
                } = person;
                Some(parted_name(&name, &given_name, &prefix, &suffix))
            };
            if let Some(name) = name {
                csl.name(key, name);
            }
        }
    }

    fn dates(&self, csl: &mut CslBuilder) {
        let issued = match (self.text(&["date"]), self.text(&["year"])) {
            (Some(written), _) => date(&written),
            (None, Some(year)) => {
                let written = self.text(&["month"]).unwrap_or_default();
                // "July 4", "4 July", "7".
                let words: Vec<&str> = written
                    .split(|c: char| !c.is_alphanumeric())
                    .filter(|word| !word.is_empty())
                    .collect();
                let by_name = words
                    .iter()
                    .find(|word| word.starts_with(char::is_alphabetic));
                let month = by_name.or(words.first()).and_then(|word| month(word));
                let day = by_name.and_then(|_| words.iter().find_map(|word| word.parse().ok()));
                issued_date(&year, month, day)
            }
            (None, None) => None,
        };
        if let Some(issued) = issued {
            csl.0.insert("issued".to_owned(), issued);
        }
        csl.date("accessed", &self.text(&["urldate"]).unwrap_or_default());
        csl.date("event-date", &self.text(&["eventdate"]).unwrap_or_default());
        csl.date(
            "original-date",
            &self.text(&["origdate"]).unwrap_or_default(),
        );
    }

    /// The CSL type of the entry's type in BibTeX or BibLaTeX.
    fn kind(&self) -> &'static str {
        match &*self.own.kind {
            "article" | "suppperiodical" => match self.text(&["entrysubtype"]).as_deref() {
                Some("magazine") => "article-magazine",
                Some("newspaper") => "article-newspaper",
                _ => "article-journal",
            },
            "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings"
            | "reference" | "mvreference" | "manual" => "book",
            "booklet" => "pamphlet",
            "inbook" | "incollection" | "bookinbook" | "suppbook" | "suppcollection" => "chapter",
            "inproceedings" | "conference" => "paper-conference",
            "inreference" => "entry-encyclopedia",
            "thesis" | "phdthesis" | "mastersthesis" => "thesis",
            "report" | "techreport" => "report",
            "online" | "electronic" | "www" => "webpage",
            "unpublished" => "manuscript",
            "periodical" => "periodical",
            "patent" => "patent",
            "dataset" => "dataset",
            "software" => "software",
            "artwork" | "image" => "graphic",
            "video" | "movie" => "motion_picture",
            "audio" | "music" => "song",
            "legislation" => "legislation",
            "jurisdiction" => "legal_case",
            "letter" => "personal_communication",
            "standard" => "standard",
            _ if self.chunks(&["url"]).is_some() => "webpage",
            _ => "document",
        }
    }
}

/// A name without parts: one word is a family name, several are an organisation.
fn literal(name: &str) -> Option<Value> {
    let name = name.trim();
    match name.split_whitespace().count() {
        0 => None,
        1 => Some(json!({ "family": name })),
        _ => Some(json!({ "literal": name })),
    }
}

/// The problem of a field that cannot be used.
pub(super) fn skipped_field(field: &str, entry: &str, error: &str) -> Message {
    Message::new("import-skipped-field")
        .with("field", field)
        .with("entry", entry)
        .with("error", error)
}
