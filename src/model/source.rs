//! Sources and their bibliographic records.

use std::sync::Arc;

use annals_documents::Extractor;

use super::digest::Digest;

/// A document, with its bibliographic record and, somewhere, its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Stable id, unique among sources.
    pub id: String,
    /// The bibliographic record.
    pub csl: CslRecord,
    /// Path relative to the timeline's folder; `None` where none is given or
    /// the one given leaves that folder.
    pub file: Option<String>,
    /// The digest of the copy that the passages were checked against.
    pub sha256: Option<Digest>,
    /// What made the text of that copy, where it is no plain matter.
    pub extractor: Option<Extractor>,
    /// The encoding of the copy, a label of the WHATWG Encoding Standard, where
    /// it cannot be told from the bytes.
    pub encoding: Option<String>,
    /// BCP 47 tag of its language.
    pub language: Option<String>,
    /// The editor's note.
    pub note: Option<String>,
}

/// A CSL-JSON record: the fields that names and plain lines are made of, and the
/// whole for whoever renders it in a citation style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CslRecord {
    /// `title`
    pub title: Option<String>,
    /// `author`
    pub authors: Vec<CslName>,
    /// `container-title`
    pub container_title: Option<String>,
    /// `number`
    pub number: Option<String>,
    /// `publisher`
    pub publisher: Option<String>,
    /// `issued`, in words: `raw`, `literal`, or made of `date-parts`.
    pub issued: Option<String>,
    /// `URL`
    pub url: Option<String>,
    /// The whole record, the text of a JSON object as it stands in the file;
    /// empty where there is none. Kept as text: it is small, and a timeline of
    /// many sources is opened more often than each of them is cited.
    pub json: Arc<str>,
}

/// A name in a CSL-JSON record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CslName {
    /// `family`, or the whole where only `literal` is given.
    pub family: String,
    /// `given`
    pub given: Option<String>,
}

impl Source {
    /// A few words to tell the source by: "Coplen, Fulcrum 2025/380". Falls
    /// back on the title, then on the id.
    #[must_use]
    pub fn short_name(&self) -> String {
        let csl = &self.csl;
        let author = match csl.authors.as_slice() {
            [] => None,
            [one] => Some(one.family.clone()),
            [one, two] => Some(format!("{} and {}", one.family, two.family)),
            [one, ..] => Some(format!("{} et al.", one.family)),
        };
        let place = match (&csl.container_title, &csl.number) {
            (Some(container), Some(number)) => Some(format!("{container} {number}")),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        };
        match (author, place) {
            (Some(author), Some(place)) => format!("{author}, {place}"),
            (Some(author), None) => match &csl.title {
                Some(title) => format!("{author}, {title}"),
                None => author,
            },
            (None, place) => match (&csl.title, place) {
                (Some(title), _) => title.clone(),
                (None, Some(place)) => place,
                (None, None) => self.id.clone(),
            },
        }
    }

    /// The least to tell the source by: an author's family name, else the
    /// container, else the id.
    #[must_use]
    pub fn brief_name(&self) -> &str {
        self.csl
            .authors
            .first()
            .map(|author| author.family.as_str())
            .or(self.csl.container_title.as_deref())
            .unwrap_or(&self.id)
    }

    /// A bibliographic line: authors, title, container and number, publisher,
    /// date, address, whichever the record has.
    #[must_use]
    pub fn bibliography(&self) -> String {
        let csl = &self.csl;
        let mut parts: Vec<String> = Vec::new();
        if !csl.authors.is_empty() {
            let names: Vec<String> = csl.authors.iter().map(CslName::in_order).collect();
            parts.push(names.join(", "));
        }
        if let Some(title) = &csl.title {
            parts.push(if title.starts_with('[') {
                title.clone()
            } else {
                format!("“{title}”")
            });
        }
        match (&csl.container_title, &csl.number) {
            (Some(container), Some(number)) => parts.push(format!("{container} {number}")),
            (Some(one), None) | (None, Some(one)) => parts.push(one.clone()),
            (None, None) => {}
        }
        parts.extend(csl.publisher.clone());
        parts.extend(csl.issued.clone());
        parts.extend(csl.url.clone());
        if parts.is_empty() {
            return self.id.clone();
        }
        parts.join(", ")
    }

    /// The footnote for a place in this source: the bibliographic line and the
    /// locator.
    #[must_use]
    pub fn citation(&self, locator: Option<&str>) -> String {
        let mut line = self.bibliography();
        if let Some(locator) = locator {
            line.push_str(", ");
            line.push_str(locator);
        }
        line.push('.');
        line
    }
}

impl CslName {
    /// "Taylor Coplen".
    #[must_use]
    pub fn in_order(&self) -> String {
        match &self.given {
            Some(given) => format!("{given} {}", self.family),
            None => self.family.clone(),
        }
    }
}
