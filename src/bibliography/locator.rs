//! Locators: "para. 3" as a label and a value.

use hayagriva::citationberg::taxonomy::Locator as Label;

use super::clean::{MAX_FIELD_CHARS, clean};

/// The cited part of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Locator {
    /// The unit; [`Label::Custom`] where the value is a free text.
    pub(super) label: Label,
    /// "3", "3–5", or the free text.
    pub(super) value: String,
}

/// The spellings of the labels, without a final stop.
const LABELS: [(Label, &str); 19] = [
    (
        Label::Paragraph,
        "para paras par pars paragraph paragraphs ¶ ¶¶",
    ),
    (Label::Page, "p pp pg page pages"),
    (Label::Section, "§ §§ sec secs sect section sections"),
    (Label::Chapter, "ch chs chap chaps chapter chapters"),
    (Label::Line, "l ll line lines"),
    (Label::Note, "n nn note notes fn"),
    (Label::Verse, "v vv verse verses"),
    (Label::Folio, "fol fols folio folios"),
    (Label::Column, "col cols column columns"),
    (Label::Figure, "fig figs figure figures"),
    (Label::Volume, "vol vols volume volumes"),
    (Label::Part, "pt pts part parts"),
    (Label::Book, "bk bks book books"),
    (Label::ArticleLocator, "art arts article articles"),
    (Label::Appendix, "app apps appendix appendices"),
    (Label::Table, "tbl tbls table tables"),
    (Label::Issue, "no nos issue issues"),
    (Label::Rule, "rule rules"),
    (Label::SubVerbo, "s.v s.vv"),
];

/// Parses a locator; `None` where it is empty.
pub(super) fn read(text: &str) -> Option<Locator> {
    let text = clean(text)?;
    let free_text = |text: String| Locator {
        label: Label::Custom,
        value: text,
    };
    if text.chars().count() > MAX_FIELD_CHARS {
        let cut: String = text.chars().take(MAX_FIELD_CHARS).collect();
        return Some(free_text(cut + "…"));
    }
    let labelled = labelled(&text);
    Some(labelled.unwrap_or_else(|| free_text(text)))
}

fn labelled(text: &str) -> Option<Locator> {
    // "§4" has no space, "p.12" a stop, "para. 3" both.
    let end = text.find(|c: char| c.is_whitespace() || c.is_ascii_digit())?;
    let (word, value) = text.split_at(end);
    let word = word.strip_suffix('.').unwrap_or(word).to_lowercase();
    let has_word = |words: &str| words.split(' ').any(|known| known == word);
    let (label, _) = LABELS.iter().find(|(_, words)| has_word(words))?;
    let value = value.trim();
    let fits = match label {
        // An entry of a dictionary.
        Label::SubVerbo => !value.is_empty(),
        _ => is_numeric(value),
    };
    fits.then(|| Locator {
        label: *label,
        value: value.to_owned(),
    })
}

/// "3", "12a", "iv", "3–5", "3, 7 & 9": numbers, ranges and lists.
fn is_numeric(value: &str) -> bool {
    let mut words = value
        .split([' ', ',', '-', '–', '&'])
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some()
        && value.starts_with(|c: char| c.is_ascii_alphanumeric())
        && value.ends_with(|c: char| c.is_ascii_alphanumeric())
        && words.all(is_number)
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = word.len() - digits.len();
    let is_arabic = digits.len() <= 9 && letters <= 1;
    let is_arabic = is_arabic && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let is_roman = word.bytes().all(|byte| b"ivxlcdm".contains(&byte))
        || word.bytes().all(|byte| b"IVXLCDM".contains(&byte));
    is_arabic || is_roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locator_is_a_label_with_a_value_or_a_free_text() {
        for (text, label, value) in [
            ("para. 3", Label::Paragraph, "3"),
            ("Paras 3–5", Label::Paragraph, "3–5"),
            ("¶3", Label::Paragraph, "3"),
            ("p. 12", Label::Page, "12"),
            ("p.12", Label::Page, "12"),
            ("pp. 3–5", Label::Page, "3–5"),
            ("pp. iv-ix, 3 & 7a", Label::Page, "iv-ix, 3 & 7a"),
            ("§ 4", Label::Section, "4"),
            ("§4", Label::Section, "4"),
            ("ch. 2", Label::Chapter, "2"),
            ("fol. 12r", Label::Folio, "12r"),
            ("s.v. timeline", Label::SubVerbo, "timeline"),
            ("12", Label::Custom, "12"),
            ("para. the last", Label::Custom, "para. the last"),
            ("p.", Label::Custom, "p."),
            ("p. -", Label::Custom, "p. -"),
            ("“Results”, para. 2", Label::Custom, "“Results”, para. 2"),
            (
                "para. 3 (as a pull quote)",
                Label::Custom,
                "para. 3 (as a pull quote)",
            ),
            ("p. 99999999999", Label::Custom, "p. 99999999999"),
            ("a\nb\u{7}", Label::Custom, "a b"),
        ] {
            let read = read(text).unwrap();
            assert_eq!((read.label, &*read.value), (label, value), "{text}");
        }
        assert_eq!(read(" \n"), None);
    }

    #[test]
    fn a_long_locator_is_cut() {
        let read = read(&"x".repeat(1_000_000)).unwrap();
        assert_eq!(read.value.chars().count(), MAX_FIELD_CHARS + 1);
    }
}
