//! The citation styles, by name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A citation style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// The Chicago Manual of Style, 18th edition: notes and bibliography.
    #[default]
    ChicagoNotes,
    /// The Publication Manual of the American Psychological Association, 7th
    /// edition: author and date in parentheses.
    Apa,
    /// The MLA Handbook, 9th edition: author and place in parentheses.
    Mla,
}

impl Style {
    /// Every style, the default first.
    pub const ALL: [Self; 3] = [Self::ChicagoNotes, Self::Apa, Self::Mla];

    /// The name on the command line: `chicago-notes`, `apa`, `mla`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChicagoNotes => "chicago-notes",
            Self::Apa => "apa",
            Self::Mla => "mla",
        }
    }

    /// The name in the window: "Chicago (notes)".
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::ChicagoNotes => "Chicago (notes)",
            Self::Apa => "APA",
            Self::Mla => "MLA",
        }
    }
}

impl fmt::Display for Style {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The error of an unknown style name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownStyle;

impl fmt::Display for UnknownStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = Style::ALL.map(Style::name).join(", ");
        write!(
            f,
            "there is no citation style of that name; choose one of {names}"
        )
    }
}

impl std::error::Error for UnknownStyle {}

impl FromStr for Style {
    type Err = UnknownStyle;

    fn from_str(text: &str) -> Result<Self, UnknownStyle> {
        let has_name = |style: &Self| style.name().eq_ignore_ascii_case(text.trim());
        Self::ALL.into_iter().find(has_name).ok_or(UnknownStyle)
    }
}
