//! How a document's plain text is divided.

/// Pages and headings of a plain text, each in the order of the text. A text
/// that has none, as a `.txt`, has an empty structure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Structure {
    /// Where pages begin.
    pub pages: Vec<Page>,
    /// The headings.
    pub headings: Vec<Heading>,
}

impl Structure {
    /// The pages that a range of code points is on: "p. 3", "pp. 3–4"; `None`
    /// where the text has no pages.
    #[must_use]
    pub fn locator(&self, start: usize, end: usize) -> Option<String> {
        let page_of = |code_point: usize| {
            let after = self.pages.partition_point(|page| page.start <= code_point);
            self.pages.get(after.checked_sub(1)?)
        };
        let first = page_of(start)?;
        let last = page_of(end.max(start + 1) - 1)?;
        Some(if first.start == last.start {
            format!("p. {}", first.label)
        } else {
            format!("pp. {}–{}", first.label, last.label)
        })
    }
}

/// The beginning of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its first code point.
    pub start: usize,
    /// What is printed on it: "12", "iv".
    pub label: String,
}

/// A heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// Its first code point.
    pub start: usize,
    /// The code point after its last.
    pub end: usize,
    /// 1 is the highest.
    pub level: u8,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_located_by_the_pages_it_is_on() {
        let structure = Structure {
            pages: [(0, "iv"), (10, "1"), (20, "2")]
                .map(|(start, label)| Page {
                    start,
                    label: label.to_owned(),
                })
                .to_vec(),
            headings: Vec::new(),
        };
        for (start, end, locator) in [
            (0, 10, "p. iv"),
            (3, 11, "pp. iv–1"),
            (25, 99, "p. 2"),
            (12, 12, "p. 1"),
        ] {
            assert_eq!(structure.locator(start, end).as_deref(), Some(locator));
        }
        assert_eq!(Structure::default().locator(0, 1), None);
    }
}
