//! Turns hayagriva's output into plain text of one line.

use hayagriva::{ElemChild, ElemChildren, ElemMeta};

use super::clean::clean;
use super::locator::Locator;
use super::record::{PLACEHOLDER, ProcessorRecord};

/// Errors of the processor where a field is missing, and their corrections. None
/// is applied if the record itself contains the wrong text.
const CORRECTIONS: [(&str, &str); 9] = [
    (",)", ")"),
    ("(, ", "("),
    ("()", ""),
    (" ,", ","),
    (",,", ","),
    (",.", "."),
    (":.", "."),
    // The styles require no date of retrieval that the record lacks.
    ("Retrieved http", "http"),
    ("  ", " "),
];

/// The line of a citation with a locator, or of a bibliography entry; `None`
/// where it has no letter or digit.
pub(super) fn line(
    output: &ElemChildren,
    record: &ProcessorRecord,
    locator: Option<&Locator>,
) -> Option<String> {
    let mut writer = LineWriter {
        record,
        line: String::new(),
        date_bracket: None,
    };
    writer.children(output, false);
    let mut line = writer.line;
    for (wrong, right) in CORRECTIONS {
        if line.contains(wrong) && !record.contains(wrong) {
            line = line.replace(wrong, right);
        }
    }
    if let Some(locator) = locator {
        line = with_closing_parenthesis(line, &locator.value);
    }
    if let Some(title) = record.text("title") {
        line = without_quotes_around_description(line, title);
    }
    // American punctuation puts the stop inside the quotation marks. The
    // processor does not at the end of a line.
    if let Some(quoted) = line.strip_suffix("”.") {
        let is_ended = quoted.ends_with(['.', '?', '!']);
        line = format!("{quoted}{}”", if is_ended { "" } else { "." });
    }
    clean(&line).filter(|line| line.chars().any(char::is_alphanumeric))
}

struct LineWriter<'r> {
    record: &'r ProcessorRecord,
    line: String,
    /// The position of the closing square bracket behind the date of issue.
    date_bracket: Option<usize>,
}

impl LineWriter<'_> {
    fn children(&mut self, children: &ElemChildren, in_date: bool) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) | ElemChild::Link { text, .. } => {
                    self.text(&text.text, in_date);
                }
                ElemChild::Markup(text) => self.text(text, in_date),
                ElemChild::Elem(elem) if elem.meta == Some(ElemMeta::Date) && !in_date => {
                    self.date(&elem.children);
                }
                ElemChild::Elem(elem) => {
                    if elem.display.is_some() {
                        self.text(" ", in_date);
                    }
                    self.children(&elem.children, in_date);
                }
                // hayagriva emits this only for kinds of locators that we do not use.
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    /// Writes a date. A date supplied by the cataloguer, not printed in the source, is
    /// written in square brackets: one pair, even if the style separates the day from
    /// the year.
    fn date(&mut self, children: &ElemChildren) {
        let from = self.line.len();
        self.children(children, true);
        if !self.record.is_date_supplied || from == self.line.len() {
            return;
        }
        match self.date_bracket {
            None => self.line.insert(from, '['),
            Some(bracket) if self.line.get(bracket..from) == Some("], ") => {
                self.line.remove(bracket);
            }
            Some(_) => return,
        }
        self.date_bracket = Some(self.line.len());
        self.line.push(']');
    }

    fn text(&mut self, text: &str, in_date: bool) {
        let words = match &self.record.issued_words {
            Some(words) if in_date => text.replace(PLACEHOLDER, words),
            _ => text.to_owned(),
        };
        // The final stop of a field and the style's stop behind it become one.
        let is_ended = self.line.ends_with(['.', '?', '!']);
        let rest = words
            .strip_prefix('.')
            .filter(|rest| !rest.starts_with('.'));
        let words = rest.filter(|_| is_ended).unwrap_or(&words);
        self.line.push_str(words);
    }
}

/// Adds the style's closing parenthesis, which the processor omits behind a locator
/// that ends in a parenthesis itself.
fn with_closing_parenthesis(line: String, locator: &str) -> String {
    let open = |text: &str| text.matches('(').count();
    let closed = |text: &str| text.matches(')').count();
    let is_whole = locator.ends_with(')') && open(locator) == closed(locator);
    if !is_whole || open(&line) != closed(&line) + 1 {
        return line;
    }
    match line.rfind(locator) {
        Some(at) => {
            let (before, behind) = line.split_at(at + locator.len());
            format!("{before}){behind}")
        }
        None => line,
    }
}

/// Removes the quotation marks around a title in square brackets: it is a
/// description by the author of the record, not a quotation.
fn without_quotes_around_description(line: String, title: &str) -> String {
    if !title.starts_with('[') || !title.ends_with(']') {
        return line;
    }
    let mut line = line;
    for stop in [",", ".", ""] {
        line = line.replace(&format!("“{title}{stop}”"), &format!("{title}{stop}"));
    }
    line
}
