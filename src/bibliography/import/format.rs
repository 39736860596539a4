//! The formats of files of records.

use std::path::Path;

/// A format that records are imported from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportFormat {
    /// CSL-JSON, as Zotero and Pandoc write it.
    CslJson,
    /// BibTeX and BibLaTeX.
    BibTex,
    /// RIS, as databases and `EndNote` write it.
    Ris,
}

impl ImportFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::CslJson, Self::BibTex, Self::Ris];

    /// The name in the window.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::CslJson => "CSL-JSON",
            Self::BibTex => "BibTeX",
            Self::Ris => "RIS",
        }
    }

    /// The format of a file's suffix, otherwise of its first characters; `None`
    /// where neither is known.
    #[must_use]
    pub fn recognise(path: &Path, bytes: &[u8]) -> Option<Self> {
        let suffix = path.extension().and_then(|suffix| suffix.to_str());
        match suffix.map(str::to_ascii_lowercase).as_deref() {
            Some("bib" | "bibtex" | "biblatex") => Some(Self::BibTex),
            Some("ris") => Some(Self::Ris),
            Some("json" | "csljson") => Some(Self::CslJson),
            _ => Self::of_content(bytes),
        }
    }

    fn of_content(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let start = String::from_utf8_lossy(bytes.get(..4_096).unwrap_or(bytes));
        let start = start.trim_start();
        if start.starts_with(['[', '{']) {
            return Some(Self::CslJson);
        }
        start.lines().find_map(|line| {
            let line = line.trim();
            if line.starts_with("TY  -") {
                Some(Self::Ris)
            } else if line.starts_with('@') && line.contains(['{', '(']) {
                Some(Self::BibTex)
            } else {
                None
            }
        })
    }
}
