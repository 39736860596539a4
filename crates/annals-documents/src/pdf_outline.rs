//! The outline and the page labels of a PDF (ISO 32000-2, 12.3.3 and 12.4.2).
//!
//! Both are trees of objects, with cycles in malicious files: every traversal
//! counts its steps.

use std::collections::HashMap;

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, String as PdfString,
};

/// The most objects that one traversal visits.
const MAX_STEPS: usize = 50_000;

/// The titles of an outline by their pages.
#[derive(Debug, Default)]
pub(crate) struct PdfOutline {
    /// For each page (from 0) the comparison keys of its titles, and their levels.
    titles: HashMap<usize, Vec<(String, u8)>>,
}

impl PdfOutline {
    /// Reads the outline. A PDF without one has no titles.
    pub(crate) fn read(pdf: &Pdf) -> Self {
        let mut titles: HashMap<usize, Vec<(String, u8)>> = HashMap::new();
        let Some(catalog) = catalog(pdf) else {
            return Self::default();
        };
        let pages = page_indexes(pdf);
        let named = named_destinations(&catalog);
        let first = catalog
            .get::<Dict<'_>>("Outlines")
            .and_then(|outlines| outlines.get::<Dict<'_>>("First"));
        let mut stack: Vec<(Dict<'_>, u8)> = first.map(|first| (first, 1)).into_iter().collect();
        let mut steps = 0;
        while let Some((entry, level)) = stack.pop() {
            steps += 1;
            if steps > MAX_STEPS {
                break;
            }
            let title = entry.get::<PdfString<'_>>("Title");
            let page = destination(&entry).and_then(|to| page_of(to, &named, &pages));
            if let Some((title, page)) = title.zip(page) {
                let title = comparison_key(&text_string(&title));
                titles.entry(page).or_default().push((title, level));
            }
            stack.extend(entry.get::<Dict<'_>>("Next").map(|next| (next, level)));
            let below = entry.get::<Dict<'_>>("First");
            stack.extend(below.map(|below| (below, level.saturating_add(1).min(6))));
        }
        Self { titles }
    }

    /// The headings among the paragraphs of a page, by index with their levels: for
    /// each title the first paragraph that has its words, perhaps behind a number.
    pub(crate) fn headings_on(&self, page: usize, paragraphs: &[String]) -> HashMap<usize, u8> {
        /// Most bytes of the comparison key before a title: "Chapter 12",
        /// "Appendix IV".
        const MAX_NUMBER_BYTES: usize = 14;
        let mut headings = HashMap::new();
        let Some(titles) = self.titles.get(&page) else {
            return headings;
        };
        let keys: Vec<String> = paragraphs
            .iter()
            .map(|paragraph| comparison_key(paragraph))
            .collect();
        for (title, level) in titles {
            let has_title = |key: &String| {
                let number = key.strip_suffix(title.as_str());
                number.is_some_and(|number| number.len() <= MAX_NUMBER_BYTES)
            };
            let found = keys
                .iter()
                .enumerate()
                .position(|(index, key)| !headings.contains_key(&index) && has_title(key));
            if let Some(index) = found.filter(|_| !title.is_empty()) {
                headings.insert(index, *level);
            }
        }
        headings
    }
}

/// The letters and digits of a title or paragraph in lower case, for comparing.
fn comparison_key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn catalog(pdf: &Pdf) -> Option<Dict<'_>> {
    let xref = pdf.xref();
    xref.get::<Dict<'_>>(xref.root_id())
}

/// Index (from 0) of each page object.
fn page_indexes(pdf: &Pdf) -> HashMap<ObjectIdentifier, usize> {
    let pages = pdf.pages().iter().enumerate();
    pages
        .filter_map(|(index, page)| Some((page.raw().obj_id()?, index)))
        .collect()
}

/// The destination of an outline entry, its own or its action's.
fn destination<'a>(entry: &Dict<'a>) -> Option<Object<'a>> {
    entry
        .get::<Object<'_>>("Dest")
        .or_else(|| entry.get::<Dict<'_>>("A")?.get::<Object<'_>>("D"))
}

fn page_of(
    destination: Object<'_>,
    named: &HashMap<Vec<u8>, Object<'_>>,
    pages: &HashMap<ObjectIdentifier, usize>,
) -> Option<usize> {
    let destination = match destination {
        Object::String(name) => named.get(name.as_bytes())?.clone(),
        Object::Name(name) => named.get(name.as_ref() as &[u8])?.clone(),
        direct => direct,
    };
    let view: Array<'_> = match destination {
        Object::Array(view) => view,
        // A dictionary with the destination (ISO 32000-2, 12.3.2.4).
        Object::Dict(holder) => holder.get::<Array<'_>>("D")?,
        _ => return None,
    };
    match view.raw_iter().next()? {
        MaybeRef::Ref(page) => pages.get(&ObjectIdentifier::from(page)).copied(),
        MaybeRef::NotRef(_) => None,
    }
}

/// The named destinations, of PDF 1.1 (`Dests`) and of PDF 1.2 (`Names`).
fn named_destinations<'a>(catalog: &Dict<'a>) -> HashMap<Vec<u8>, Object<'a>> {
    let mut named = HashMap::new();
    if let Some(listed) = catalog.get::<Dict<'_>>("Dests") {
        for name in listed.keys().take(MAX_STEPS) {
            if let Some(to) = listed.get::<Object<'_>>(&*name) {
                named.insert(name.to_vec(), to);
            }
        }
    }
    let tree = catalog
        .get::<Dict<'_>>("Names")
        .and_then(|names| names.get::<Dict<'_>>("Dests"));
    for leaf in leaves(tree, "Names") {
        let mut entries = leaf.iter::<Object<'_>>();
        while let (Some(Object::String(name)), Some(to)) = (entries.next(), entries.next()) {
            named.insert(name.as_bytes().to_vec(), to);
            if named.len() > MAX_STEPS {
                return named;
            }
        }
    }
    named
}

/// The arrays at the leaves of a name tree or number tree (ISO 32000-2, 7.9.6
/// and 7.9.7), in order.
fn leaves<'a>(root: Option<Dict<'a>>, key: &str) -> Vec<Array<'a>> {
    let mut leaves = Vec::new();
    let mut stack: Vec<Dict<'a>> = root.into_iter().collect();
    let mut steps = 0;
    while let Some(node) = stack.pop() {
        steps += 1;
        if steps > MAX_STEPS {
            break;
        }
        leaves.extend(node.get::<Array<'_>>(key));
        if let Some(kids) = node.get::<Array<'_>>("Kids") {
            let kids: Vec<Dict<'a>> = kids.iter::<Dict<'_>>().take(MAX_STEPS).collect();
            stack.extend(kids.into_iter().rev());
        }
    }
    leaves
}

/// The labels of the pages, one per page. No label at all if the PDF has none or
/// lacks the range of the first page; a page with an empty label gets its number
/// from 1.
pub(crate) fn page_labels(pdf: &Pdf) -> Vec<String> {
    let count = pdf.pages().len();
    let tree = catalog(pdf).and_then(|catalog| catalog.get::<Dict<'_>>("PageLabels"));
    let mut ranges: Vec<(usize, Dict<'_>)> = Vec::new();
    for leaf in leaves(tree, "Nums") {
        let mut entries = leaf.iter::<Object<'_>>();
        while let (Some(first), Some(Object::Dict(style))) = (entries.next(), entries.next()) {
            let first = first
                .into_i32()
                .and_then(|first| usize::try_from(first).ok());
            ranges.extend(first.map(|first| (first, style)));
            if ranges.len() > MAX_STEPS {
                break;
            }
        }
    }
    ranges.sort_by_key(|(first, _)| *first);
    // The standard requires a range for the first page. Without it the labels
    // are unreliable.
    if ranges.first().is_none_or(|(first, _)| *first != 0) {
        return Vec::new();
    }
    let mut labels = Vec::with_capacity(count);
    for (index, (first, style)) in ranges.iter().enumerate() {
        let end = ranges
            .get(index + 1)
            .map_or(count, |(next, _)| (*next).min(count));
        let prefix = style.get::<PdfString<'_>>("P");
        let prefix = prefix.map_or_else(String::new, |prefix| text_string(&prefix));
        let start = style.get::<u32>("St").unwrap_or(1);
        let form = style.get::<Name<'_>>("S");
        for page in *first..end {
            let number = u32::try_from(page - first).map_or(start, |on| start.saturating_add(on));
            let number = match form.as_deref() {
                Some(b"D") => number.to_string(),
                Some(b"r") => roman(number),
                Some(b"R") => roman(number).to_uppercase(),
                Some(b"a") => alphabetic(number),
                Some(b"A") => alphabetic(number).to_uppercase(),
                _ => String::new(),
            };
            labels.push(format!("{prefix}{number}"));
        }
    }
    for (index, label) in labels.iter_mut().enumerate() {
        if label.trim().is_empty() {
            *label = (index + 1).to_string();
        }
    }
    labels
}

fn roman(number: u32) -> String {
    const NUMERALS: [[&str; 10]; 3] = [
        ["", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"],
        ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"],
        ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"],
    ];
    // Longer numerals are unreadable.
    if number > 4999 {
        return number.to_string();
    }
    let thousands = std::iter::repeat_n("m", number as usize / 1000);
    let digits = NUMERALS.iter().zip([100, 10, 1]);
    let digits = digits
        .filter_map(|(numerals, digit_value)| numerals.get(number as usize / digit_value % 10));
    thousands.chain(digits.copied()).collect()
}

/// a to z, then aa to zz, then aaa (ISO 32000-2, 12.4.2).
fn alphabetic(number: u32) -> String {
    const MAX_REPETITIONS: u32 = 8;
    let Some(from_zero) = number.checked_sub(1) else {
        return String::new();
    };
    let repetitions = from_zero / 26 + 1;
    if repetitions > MAX_REPETITIONS {
        return number.to_string();
    }
    let letter = u8::try_from(from_zero % 26).map_or('a', |at| char::from(b'a' + at));
    std::iter::repeat_n(letter, repetitions as usize).collect()
}

/// A text string (ISO 32000-2, 7.9.2.2). `PDFDocEncoding` is decoded as Latin-1,
/// from which it differs in a few characters.
fn text_string(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_has_the_words_of_a_title() {
        let paragraphs = ["2", "1.2 The Begin-\nning", "The beginning of it all"];
        let titles = vec![
            (comparison_key("The Beginning"), 2),
            (comparison_key("Elsewhere"), 1),
        ];
        let outline = PdfOutline {
            titles: HashMap::from([(0, titles)]),
        };
        let headings = outline.headings_on(0, &paragraphs.map(str::to_owned));
        assert_eq!(headings, HashMap::from([(1, 2)]));
        assert!(outline.headings_on(1, &[]).is_empty());
    }

    #[test]
    fn labels_have_roman_and_alphabetic_forms() {
        for (number, in_roman, in_letters) in [
            (0, "", ""),
            (1, "i", "a"),
            (4, "iv", "d"),
            (27, "xxvii", "aa"),
            (1994, "mcmxciv", "1994"),
            (u32::MAX, "4294967295", "4294967295"),
        ] {
            assert_eq!(roman(number), in_roman);
            assert_eq!(alphabetic(number), in_letters);
        }
    }

    #[test]
    fn text_strings_are_latin_1_or_unicode() {
        assert_eq!(text_string(b"caf\xe9"), "café");
        assert_eq!(text_string(b"\xfe\xff\x17\x80"), "ក");
        assert_eq!(text_string(b"\xef\xbb\xbfcaf\xc3\xa9"), "café");
    }
}
