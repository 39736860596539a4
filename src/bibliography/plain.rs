//! What the processor made, as one plain line.

use hayagriva::{ElemChild, ElemChildren, ElemMeta};

use super::clean::clean;
use super::locator::Locator;
use super::record::{Record, STAND_IN};

/// Slips of the processor where a field is missing, and what should stand
/// there. None is mended where a field of the record reads so itself.
const SLIPS: [(&str, &str); 9] = [
    (",)", ")"),
    ("(, ", "("),
    ("()", ""),
    (" ,", ","),
    (",,", ","),
    (",.", "."),
    (":.", "."),
    // No style asks for a day that the record does not give.
    ("Retrieved http", "http"),
    ("  ", " "),
];

/// The line of a citation of a place, or of an entry. `None` where it says
/// nothing.
pub(super) fn line(
    set: &ElemChildren,
    record: &Record,
    locator: Option<&Locator>,
) -> Option<String> {
    let mut writer = Writer {
        record,
        line: String::new(),
        bracket: None,
    };
    writer.children(set, false);
    let mut line = writer.line;
    for (slip, right) in SLIPS {
        if line.contains(slip) && !record.says(slip) {
            line = line.replace(slip, right);
        }
    }
    if let Some(locator) = locator {
        line = with_both_brackets(line, &locator.value);
    }
    if let Some(title) = record.text("title") {
        line = without_quotes_round_a_description(line, title);
    }
    // American punctuation, which the processor forgets at the end of a line.
    if let Some(quoted) = line.strip_suffix("”.") {
        let is_ended = quoted.ends_with(['.', '?', '!']);
        line = format!("{quoted}{}”", if is_ended { "" } else { "." });
    }
    clean(&line).filter(|line| line.chars().any(char::is_alphanumeric))
}

struct Writer<'r> {
    record: &'r Record,
    line: String,
    /// Where the bracket behind the date of issue stands, once it is set.
    bracket: Option<usize>,
}

impl Writer<'_> {
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
                // Asked for by locators of another kind than ours.
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    /// Some styles set the day apart from the year: one pair of brackets holds
    /// both.
    fn date(&mut self, children: &ElemChildren) {
        let from = self.line.len();
        self.children(children, true);
        if !self.record.is_date_supplied || from == self.line.len() {
            return;
        }
        match self.bracket {
            None => self.line.insert(from, '['),
            Some(bracket) if self.line.get(bracket..from) == Some("], ") => {
                self.line.remove(bracket);
            }
            Some(_) => return,
        }
        self.bracket = Some(self.line.len());
        self.line.push(']');
    }

    fn text(&mut self, text: &str, in_date: bool) {
        let words = match &self.record.issued_words {
            Some(words) if in_date => text.replace(STAND_IN, words),
            _ => text.to_owned(),
        };
        // A field that ends in a stop and the style's stop behind it are one.
        let is_ended = self.line.ends_with(['.', '?', '!']);
        let rest = words
            .strip_prefix('.')
            .filter(|rest| !rest.starts_with('.'));
        let words = rest.filter(|_| is_ended).unwrap_or(&words);
        self.line.push_str(words);
    }
}

/// Behind a place that ends in a bracket the processor takes the bracket of the
/// style for the same one.
fn with_both_brackets(line: String, place: &str) -> String {
    let open = |text: &str| text.matches('(').count();
    let closed = |text: &str| text.matches(')').count();
    let is_whole = place.ends_with(')') && open(place) == closed(place);
    if !is_whole || open(&line) != closed(&line) + 1 {
        return line;
    }
    match line.rfind(place) {
        Some(at) => {
            let (before, behind) = line.split_at(at + place.len());
            format!("{before}){behind}")
        }
        None => line,
    }
}

/// A title in square brackets is a description by whoever made the record, no
/// words of the document, and no style puts quotation marks round one.
fn without_quotes_round_a_description(line: String, title: &str) -> String {
    if !title.starts_with('[') || !title.ends_with(']') {
        return line;
    }
    let mut line = line;
    for sign in [",", ".", ""] {
        line = line.replace(&format!("“{title}{sign}”"), &format!("{title}{sign}"));
    }
    line
}
