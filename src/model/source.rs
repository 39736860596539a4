//! Sources and their bibliographic records.

use std::sync::Arc;

use annals_documents::Extractor;

use super::digest::Digest;

/// A document that passages are quoted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Stable id, unique among sources.
    pub id: String,
    /// The bibliographic record.
    pub csl: CslRecord,
    /// The path relative to the timeline's folder; `None` if the file gives none, or
    /// one that leaves the folder.
    pub file: Option<String>,
    /// The digest of the recorded copy.
    pub sha256: Option<Digest>,
    /// Library and version that extracted the text of that copy.
    pub extractor: Option<Extractor>,
    /// The encoding of the copy, a label of the WHATWG Encoding Standard, if the bytes
    /// do not tell.
    pub encoding: Option<String>,
    /// The language, as a BCP 47 tag.
    pub language: Option<String>,
    /// The editor's note.
    pub note: Option<String>,
}

/// A CSL-JSON record: the fields for short names and plain lines, and the whole
/// record for citation styles.
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
    /// `issued`, in words: `raw`, `literal`, or from `date-parts`.
    pub issued: Option<String>,
    /// `URL`
    pub url: Option<String>,
    /// The whole record, as the text of its JSON object in the file; empty if there is
    /// none. It stays text because few records of a timeline are ever rendered.
    pub json: Arc<str>,
}

/// A name in a CSL-JSON record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CslName {
    /// `family`, or `literal` if there is no `family`.
    pub family: String,
    /// `given`
    pub given: Option<String>,
}

impl Source {
    /// A short name of the source, such as "Coplen, Fulcrum 2025/380". Falls back to the
    /// title, then to the id.
    #[must_use]
    pub fn short_name(&self) -> String {
        let csl = &self.csl;
        let author = match csl.authors.as_slice() {
            [] => None,
            [one] => Some(one.family.clone()),
            [one, two] => Some(format!("{} and {}", one.family, two.family)),
            [one, ..] => Some(format!("{} et al.", one.family)),
        };
        let container = match (&csl.container_title, &csl.number) {
            (Some(container), Some(number)) => Some(format!("{container} {number}")),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        };
        match (author, container) {
            (Some(author), Some(container)) => format!("{author}, {container}"),
            (Some(author), None) => match &csl.title {
                Some(title) => format!("{author}, {title}"),
                None => author,
            },
            (None, container) => match (&csl.title, container) {
                (Some(title), _) => title.clone(),
                (None, Some(container)) => container,
                (None, None) => self.id.clone(),
            },
        }
    }

    /// The shortest name of the source: the family name of an author, else the
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

    /// A bibliographic line without citation style, for records that no style can
    /// render: authors, title, container and number, publisher, date and
    /// address, as far as the record has them.
    #[must_use]
    pub fn fallback_bibliography_line(&self) -> String {
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

    /// A footnote without citation style: the bibliographic line and the locator.
    #[must_use]
    pub fn fallback_footnote(&self, locator: Option<&str>) -> String {
        let mut line = self.fallback_bibliography_line();
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
