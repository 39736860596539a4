//! A text that is not quite TOML: the lines that are none are passed over, so
//! that one slip does not cost every setting.

use std::ops::Range;

use toml_edit::Document;

use super::problem::Problems;

/// The most lines that are passed over. A file with more of them is something
/// else than settings.
const MOST_SLIPS: usize = 20;

/// What is said of a line that is no TOML.
pub(super) const HOW_TO_WRITE: &str = "\
A setting is written name = value, and text stands in quotes: theme = \"dark\".";

/// The settings of a text, and what of it is no TOML; `None` where too much is
/// not. The bytes that remain stand where they stood.
pub(super) fn parse(text: &str, problems: &mut Problems<'_>) -> Option<Document<String>> {
    let mut mended = text.to_owned();
    for _ in 0..=MOST_SLIPS {
        let error = match Document::parse(mended.clone()) {
            Ok(document) => return Some(document),
            Err(error) => error,
        };
        let place = error.span().unwrap_or(0..0);
        problems.add(
            Some(place.clone()),
            "",
            format!("This is no TOML: {}", error.message()),
            Some(HOW_TO_WRITE.to_owned()),
        );
        mended = without_line(&mended, place.start)?;
    }
    None
}

/// The same with the line at a byte blanked out; with the last line before it
/// that is not blank, where that one is. `None` where no line is left.
fn without_line(text: &str, byte: usize) -> Option<String> {
    let mut line = line_at(text, byte.min(text.len()));
    while is_blank(text, &line) {
        // To the line before.
        line = line_at(text, line.start.checked_sub(1)?);
    }
    let mut blanked = String::with_capacity(text.len());
    blanked.push_str(text.get(..line.start)?);
    blanked.extend(std::iter::repeat_n(' ', line.len()));
    blanked.push_str(text.get(line.end..)?);
    Some(blanked)
}

/// The line that holds a byte, without its end.
fn line_at(text: &str, byte: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let (before, after) = bytes.split_at_checked(byte).unwrap_or((bytes, &[]));
    let is_end = |byte: &u8| *byte == b'\n';
    let start = before.iter().rposition(is_end).map_or(0, |at| at + 1);
    let length = after.iter().position(is_end).unwrap_or(after.len());
    start..byte + length
}

fn is_blank(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone())
        .is_none_or(|line| line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (Option<String>, Vec<(usize, usize)>) {
        let mut problems = Problems::of(text);
        let document = parse(text, &mut problems);
        let places = problems.told();
        let places = places
            .iter()
            .filter_map(|problem| problem.line.zip(problem.column))
            .collect();
        (
            document.map(|document| document.into_mut().to_string()),
            places,
        )
    }

    #[test]
    fn a_line_that_is_no_toml_costs_itself_alone() {
        let (rest, places) = told("a = 1\nb = = 2\nc = 3\nc = 4\nd\ne = 5");
        let rest = rest.unwrap();
        assert_eq!(
            places.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
            [2, 4, 5]
        );
        for kept in ["a = 1", "c = 3", "e = 5"] {
            assert!(rest.contains(kept), "{rest}");
        }
        assert!(!rest.contains("c = 4"));
    }

    #[test]
    fn a_bracket_that_is_never_closed_costs_what_it_swallowed_and_no_more() {
        let (rest, places) = told("a = 1\nb = [\n");
        assert!(rest.unwrap().contains("a = 1"));
        assert!(!places.is_empty());
    }

    #[test]
    fn what_is_something_else_altogether_is_given_up() {
        let (rest, places) = told(&"<p>no settings</p>\n".repeat(1_000));
        assert_eq!(rest, None);
        assert_eq!(places.len(), MOST_SLIPS + 1);
    }
}
