//! Text layout for terminals: aligned columns and wrapped lines, in any script.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The width of running text, in columns.
pub(super) const LINE_WIDTH: usize = 80;

/// The width of a text, in columns.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Wraps running text into lines of at most `width` columns: at white space, and
/// between characters where a line has none (Khmer, Chinese). A long ASCII word,
/// most often an address, stays whole so that it can be copied. Line feeds stay.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && self::width(&line) + 1 + self::width(word) > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            push_word(word, width, &mut line, &mut lines);
        }
        lines.push(line);
    }
    lines
}

/// Appends a word, broken if it is longer than a line.
fn push_word(word: &str, width: usize, line: &mut String, lines: &mut Vec<String>) {
    if word.is_ascii() {
        line.push_str(word);
        return;
    }
    let mut used = self::width(line);
    for c in word.chars() {
        // A character without width belongs to the one before it.
        let wide = c.width().unwrap_or(0);
        if wide > 0 && used + wide > width && !line.is_empty() {
            lines.push(std::mem::take(line));
            used = 0;
        }
        line.push(c);
        used += wide;
    }
}

/// Wrapped text with every line indented, the first by `first`.
pub(super) fn paragraph(first: &str, indent: &str, text: &str) -> String {
    let width = LINE_WIDTH.saturating_sub(self::width(first).max(self::width(indent)));
    let mut page = String::new();
    for (position, line) in wrapped(text, width.max(20)).iter().enumerate() {
        let margin = if position == 0 { first } else { indent };
        page.push_str(format!("{margin}{line}").trim_end());
        page.push('\n');
    }
    page
}

/// A text padded with spaces to a width.
pub(super) fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(self::width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// The greatest width of a column. A wider cell shifts only its own row: one id of a
/// megabyte must not widen ten thousand rows.
const MAX_COLUMN_WIDTH: usize = LINE_WIDTH;

/// Rows with aligned columns, two spaces apart. The last column is not padded.
pub(super) fn table(indent: &str, rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            let wide = width(cell).min(MAX_COLUMN_WIDTH);
            match widths.get_mut(column) {
                Some(widest) => *widest = wide.max(*widest),
                None => widths.push(wide),
            }
        }
    }
    let mut page = String::new();
    for row in rows {
        let mut line = indent.to_owned();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(&padded(cell, *width));
            line.push_str("  ");
        }
        page.push_str(line.trim_end());
        page.push('\n');
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_wraps_at_spaces_and_between_characters() {
        for (text, lines) in [
            ("", vec![""]),
            ("one two three", vec!["one two", "three"]),
            ("one\n\ntwo", vec!["one", "", "two"]),
            ("a b abcdefghijk c", vec!["a b", "abcdefghijk", "c"]),
            ("漢字漢字漢字", vec!["漢字漢字", "漢字"]),
            ("a b  c", vec!["a b c"]),
        ] {
            assert_eq!(wrapped(text, 8), lines, "{text}");
        }
    }

    #[test]
    fn columns_align_by_width() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        assert_eq!(
            table(
                " ",
                &[row(&["漢字", "x"]), row(&["ab", "y"]), row(&["", ""])]
            ),
            " 漢字  x\n ab    y\n\n"
        );
    }

    #[test]
    fn one_wide_cell_does_not_widen_every_row() {
        let mut rows = vec![vec!["a".to_owned(), "b".to_owned()]; 1_000];
        let long = "x".repeat(100_000);
        rows.push(vec![long.clone(), "c".to_owned()]);
        let page = table("", &rows);
        assert!(page.len() < 2 * long.len(), "{}", page.len());
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!(lines[0], format!("a{}b", " ".repeat(MAX_COLUMN_WIDTH + 1)));
        assert_eq!(lines[1_000], format!("{long}  c"));
    }

    proptest! {
        #[test]
        fn wrapping_keeps_every_letter_and_the_width(text in "[a-z漢ខ្ \n]{0,60}") {
            let lines = wrapped(&text, 8);
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&lines.join(" ")), letters(&text));
            for line in lines {
                let is_long_word = line.is_ascii() && !line.contains(' ');
                prop_assert!(width(&line) <= 8 || is_long_word, "{}", line);
            }
        }
    }
}
