//! Problems in the settings file.

use std::ops::Range;

use super::file::MAX_BYTES;
use crate::storage::FileError;

/// Something wrong in the settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingProblem {
    /// The line, from 1; `None` where the problem is the file as a whole.
    pub line: Option<usize>,
    /// The column, in code points from 1.
    pub column: Option<usize>,
    /// The setting: `text-size`, `keys.zoom-in`, `filters[0]`; empty where the
    /// problem is with no setting in particular.
    pub key: String,
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub hint: Option<String>,
}

impl SettingProblem {
    /// A problem with the file as a whole.
    pub(super) fn of_file(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            line: None,
            column: None,
            key: String::new(),
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    /// The file has more than [`MAX_BYTES`].
    pub(super) fn too_large() -> Self {
        Self::of_file(
            "The settings file is too large",
            format!("It may have {MAX_BYTES} bytes."),
        )
    }

    /// The same at an offset of the text, in bytes.
    pub(super) fn at(self, text: &str, offset: usize) -> Self {
        let before = text.get(..text.floor_char_boundary(offset)).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: Some(before.matches('\n').count() + 1),
            column: before
                .get(line_start..)
                .map(|line| line.chars().count() + 1),
            ..self
        }
    }
}

impl From<SettingProblem> for FileError {
    fn from(problem: SettingProblem) -> Self {
        Self {
            message: problem.message,
            line: problem.line,
            column: problem.column,
            hint: problem.hint,
        }
    }
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
        message: &str,
        hint: impl FnOnce() -> String,
    ) {
        if self.found.len() == MAX_PROBLEMS {
            self.omitted += 1;
            return;
        }
        let problem = SettingProblem {
            key: shortened(key),
            ..SettingProblem::of_file(message, hint())
        };
        self.found
            .push((span.map_or(0, |span| span.start), problem));
    }

    /// All problems in the order of the text, with their lines and columns.
    pub(super) fn sorted(mut self, text: &str) -> Vec<SettingProblem> {
        self.found.sort_by_key(|(offset, _)| *offset);
        let found = self.found.into_iter();
        let mut problems: Vec<_> = found
            .map(|(offset, problem)| problem.at(text, offset))
            .collect();
        if self.omitted > 0 {
            let message = format!("There are {} more problems", self.omitted);
            problems.push(SettingProblem::of_file(
                message,
                "Fix the first ones first.",
            ));
        }
        problems
    }
}

/// "Did you mean `text-size`?", where a known name is similar.
pub(super) fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
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
        .map(|(_, known)| format!("Did you mean `{known}`?"))
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
            let problem = SettingProblem::too_large().at(text, offset);
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
            assert_eq!(did_you_mean(name, known()).as_deref(), hint, "{name}");
        }
        assert_eq!(did_you_mean(&"x".repeat(1 << 20), known()), None);
    }
}
