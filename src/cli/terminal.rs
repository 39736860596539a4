//! Text laid out for terminals: columns that align and lines that end in time,
//! whatever the script.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// The width that running text is set to.
pub(super) const LINE_WIDTH: usize = 80;

/// How many columns of a terminal a text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// Breaks running text into lines of at most `width` columns: at white space,
/// and where there is none for a whole line (Khmer, Chinese) between characters.
/// A long word of ASCII, most often an address, stays whole so that it can be
/// copied. Line feeds stay.
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

/// Appends a word, broken where it is longer than a line.
fn push_word(word: &str, width: usize, line: &mut String, lines: &mut Vec<String>) {
    if word.is_ascii() {
        line.push_str(word);
        return;
    }
    let mut used = self::width(line);
    for c in word.chars() {
        // What has no width of its own belongs to what stands before it.
        let wide = c.width().unwrap_or(0);
        if wide > 0 && used + wide > width && !line.is_empty() {
            lines.push(std::mem::take(line));
            used = 0;
        }
        line.push(c);
        used += wide;
    }
}

/// Running text with every line indented, the first by `first`.
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

/// A text filled up with spaces to a width.
pub(super) fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(self::width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// The widest that a column is made. What is wider pushes on the rest of its
/// own row alone: one id of a megabyte must not widen ten thousand rows.
const WIDEST: usize = LINE_WIDTH;

/// Rows whose columns begin below one another, two spaces apart. The last
/// column is not filled up.
pub(super) fn table(indent: &str, rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            let wide = width(cell).min(WIDEST);
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

/// "1 event", "2 events".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_between_characters() {
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
    fn columns_align_by_width_and_not_by_letters() {
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
        assert_eq!(lines[0], format!("a{}b", " ".repeat(WIDEST + 1)));
        assert_eq!(lines[1_000], format!("{long}  c"));
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_no_line_too_long(text in "[a-z漢ខ្ \n]{0,60}") {
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
