//! Problems in the settings file.

use std::ops::Range;

use super::file::MAX_BYTES;
use crate::language::{Message, MessageArgument};
use crate::storage::FileError;

/// Something wrong in the settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingProblem {
    /// The setting: `text-size`, `keys.zoom-in`, `filters[0]`; empty where the
    /// problem is with no setting in particular.
    pub key: String,
    /// What is wrong, where, and how to fix it.
    pub error: FileError,
}

impl From<FileError> for SettingProblem {
    /// A problem with the file as a whole.
    fn from(error: FileError) -> Self {
        Self {
            key: String::new(),
            error,
        }
    }
}

/// The file has more than [`MAX_BYTES`].
pub(super) fn too_large() -> FileError {
    FileError::new(Message::new("settings-too-large")).with_hint(
        Message::new("settings-too-large-hint")
            .with("bytes", MessageArgument::ungrouped(MAX_BYTES)),
    )
}

/// The most problems that are reported one by one.
const MAX_PROBLEMS: usize = 100;

/// The problems found so far.
#[derive(Default)]
pub(super) struct Problems {
    /// Each with its offset in the text, in bytes.
    found: Vec<(usize, SettingProblem)>,
    omitted: usize,
}

impl Problems {
    /// Adds a problem at a range of the text, in bytes.
    pub(super) fn add(
        &mut self,
        span: Option<Range<usize>>,
        key: &str,
        message: Message,
        hint: impl FnOnce() -> Message,
    ) {
        if self.found.len() == MAX_PROBLEMS {
            self.omitted += 1;
            return;
        }
        let problem = SettingProblem {
            key: shortened(key),
            error: FileError::new(message).with_hint(hint()),
        };
        self.found
            .push((span.map_or(0, |span| span.start), problem));
    }

    /// All problems in the order of the text, with their lines and columns.
    pub(super) fn sorted(mut self, text: &str) -> Vec<SettingProblem> {
        self.found.sort_by_key(|(offset, _)| *offset);
        let found = self.found.into_iter();
        let mut problems: Vec<_> = found
            .map(|(offset, SettingProblem { key, error })| SettingProblem {
                key,
                error: error.at_offset(text, offset),
            })
            .collect();
        if self.omitted > 0 {
            let message = Message::new("settings-more-problems").with("count", self.omitted);
            let hint = Message::new("settings-more-problems-hint");
            problems.push(FileError::new(message).with_hint(hint).into());
        }
        problems
    }
}

/// A known name that is similar to an unknown one, else that the name is ignored.
pub(super) fn unknown_name_hint<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Message {
    did_you_mean(name, known).unwrap_or(Message::new("settings-ignored"))
}

/// "Did you mean `text-size`?", where a known name is similar.
fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<Message> {
    /// A longer name is not a typing error.
    const MAX_LENGTH: usize = 64;
    if name.len() > MAX_LENGTH {
        return None;
    }
    let name = name.to_lowercase().replace('_', "-");
    let max_distance = name.chars().count().div_ceil(3);
    known
        .map(|known| (strsim::damerau_levenshtein(&name, known), known))
        .min()
        .filter(|(distance, _)| *distance <= max_distance)
        .map(|(_, known)| Message::new("settings-similar-name").with("name", known))
}

/// The first characters of a text that may be long.
pub(super) fn shortened(text: &str) -> String {
    const MAX_LENGTH: usize = 60;
    let mut short: String = text.chars().take(MAX_LENGTH).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_lines_and_columns_in_code_points() {
        let text = "a\nកខ = 1\r\nb";
        let cases = [
            (0, (1, 1)),
            (2, (2, 1)),
            // Within a character: where the character starts.
            (3, (2, 1)),
            (5, (2, 2)),
            (8, (2, 3)),
            (99, (3, 2)),
        ];
        for (offset, (line, column)) in cases {
            let problem = too_large().at_offset(text, offset);
            let position = (problem.line, problem.column);
            assert_eq!(position, (Some(line), Some(column)), "{offset}");
        }
    }

    #[test]
    fn a_similar_name_is_suggested_and_a_different_one_is_not() {
        let known = || ["text-size", "theme", "motion"].into_iter();
        let cases = [
            ("textsize", Some("Did you mean `text-size`?")),
            ("text_size", Some("Did you mean `text-size`?")),
            ("Theme", Some("Did you mean `theme`?")),
            ("thmee", Some("Did you mean `theme`?")),
            ("colour", None),
            ("", None),
        ];
        for (name, hint) in cases {
            let found = did_you_mean(name, known()).map(|hint| hint.to_string());
            assert_eq!(found.as_deref(), hint, "{name}");
        }
        assert_eq!(did_you_mean(&"x".repeat(1 << 20), known()), None);
    }
}
