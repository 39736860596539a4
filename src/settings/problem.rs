//! What is wrong in the settings file.

use std::fmt;
use std::ops::Range;

use crate::model::{visible_line, visible_text};
use crate::storage::FileError;

/// Something in the settings file that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingProblem {
    /// The line, from 1; none where it is the file as a whole.
    pub line: Option<usize>,
    /// The column, in code points from 1.
    pub column: Option<usize>,
    /// Which setting: `text-size`, `keys.zoom-in`, `filters[0].name`; empty
    /// where it is none in particular.
    pub key: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

impl SettingProblem {
    /// Of the file as a whole.
    pub(super) fn of_file(message: impl Into<String>, hint: Option<String>) -> Self {
        Self {
            line: None,
            column: None,
            key: String::new(),
            message: message.into(),
            hint,
        }
    }
}

impl fmt::Display for SettingProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, "{line}:{column}: ")?;
        }
        if !self.key.is_empty() {
            write!(f, "{}: ", visible_line(&self.key))?;
        }
        f.write_str(&visible_text(&self.message))?;
        match &self.hint {
            Some(hint) => write!(f, "\n  hint: {}", visible_text(hint)),
            None => Ok(()),
        }
    }
}

impl std::error::Error for SettingProblem {}

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

/// The most problems of one file that are told.
pub(super) const MOST_PROBLEMS: usize = 100;

/// What is wrong in a file, as it is found.
pub(super) struct Problems<'a> {
    text: &'a str,
    found: Vec<(usize, SettingProblem)>,
    untold: usize,
}

impl<'a> Problems<'a> {
    pub(super) const fn of(text: &'a str) -> Self {
        Self {
            text,
            found: Vec::new(),
            untold: 0,
        }
    }

    /// Something wrong at a place of the text, given in bytes.
    pub(super) fn add(
        &mut self,
        span: Option<Range<usize>>,
        key: impl Into<String>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        if self.found.len() == MOST_PROBLEMS {
            self.untold += 1;
            return;
        }
        let at = span.map(|span| span.start);
        let (line, column) = at.map(|at| line_and_column(self.text, at)).unzip();
        let problem = SettingProblem {
            line,
            column,
            key: key.into(),
            message: message.into(),
            hint,
        };
        self.found.push((at.unwrap_or(0), problem));
    }

    /// [`did_you_mean`], where one more problem is told: a file may hold many
    /// names that nobody knows.
    pub(super) fn meant<'b>(
        &self,
        name: &str,
        known: impl Iterator<Item = &'b str>,
    ) -> Option<String> {
        let is_told = self.found.len() < MOST_PROBLEMS;
        is_told.then(|| did_you_mean(name, known)).flatten()
    }

    /// All of them, in the order of the file.
    pub(super) fn told(self) -> Vec<SettingProblem> {
        let mut found = self.found;
        found.sort_by_key(|(at, _)| *at);
        let mut told: Vec<SettingProblem> = found.into_iter().map(|(_, problem)| problem).collect();
        if self.untold > 0 {
            let message = format!("And {} more things are wrong", self.untold);
            told.push(SettingProblem::of_file(message, None));
        }
        told
    }
}

/// The line and the column of a byte, both from 1, the column in code points.
pub(super) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or("");
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or("").chars().count() + 1;
    (line, column)
}

/// "Did you mean `text-size`?", where a known name is near.
pub(super) fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    /// Longer names are no slips of the pen.
    const LONGEST: usize = 64;
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase().replace('_', "-");
    let distance = |known: &str| strsim::damerau_levenshtein(&name, known);
    let allowed = name.chars().count().div_ceil(3);
    known
        .map(|known| (distance(known), known))
        .min()
        .filter(|(distance, _)| *distance <= allowed)
        .map(|(_, known)| format!("Did you mean `{known}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_line_and_a_column_in_code_points() {
        let text = "a\nកខ = 1\r\nb";
        let cases = [
            (0, (1, 1)),
            (2, (2, 1)),
            (5, (2, 2)),
            (8, (2, 3)),
            (99, (3, 2)),
        ];
        for (byte, place) in cases {
            assert_eq!(line_and_column(text, byte), place, "{byte}");
        }
        // In the middle of a character: where it begins.
        assert_eq!(line_and_column(text, 3), (2, 1));
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised_and_a_stranger_is_not() {
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
