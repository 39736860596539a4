//! Footnotes and bibliographies.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{self, IndependentStyle, Locale, json};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, LocatorPayload,
    Rendered, SpecificLocator,
};

use super::locator::{self, Locator};
use super::plain_text;
use super::record::ProcessorRecord;
use super::style::Style;
use crate::model::Source;

/// The most citations or sources that are set together: the processor compares
/// each with all before it.
const MAX_TOGETHER: usize = 300;

/// The locale of the styles: all three are in US English.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let mut locales = locales();
    locales.retain(|locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == "en-US"));
    locales
});

static CHICAGO_NOTES: LazyLock<Option<IndependentStyle>> =
    LazyLock::new(|| independent(ArchivedStyle::ChicagoNotes));
static APA: LazyLock<Option<IndependentStyle>> =
    LazyLock::new(|| independent(ArchivedStyle::AmericanPsychologicalAssociation));
static MLA: LazyLock<Option<IndependentStyle>> =
    LazyLock::new(|| independent(ArchivedStyle::ModernLanguageAssociation));

fn independent(style: ArchivedStyle) -> Option<IndependentStyle> {
    match style.get() {
        citationberg::Style::Independent(style) => Some(style),
        citationberg::Style::Dependent(_) => None,
    }
}

/// Formats citations and bibliographies in one style, as plain lines.
///
/// It is cheap to create: a style is unpacked at its first use, once per program
/// run. A footnote takes nearly a millisecond, so cache those that are drawn
/// every frame.
///
/// Every record gives a line. Those that the processor cannot set give
/// [`Source::fallback_footnote`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bibliographer {
    style: Style,
}

impl Bibliographer {
    /// A bibliographer for a style.
    #[must_use]
    pub const fn new(style: Style) -> Self {
        Self { style }
    }

    /// Its style.
    #[must_use]
    pub const fn style(self) -> Style {
        self.style
    }

    /// The footnote of the first citation of a source. In APA and MLA it is the
    /// citation in parentheses: "(Lak, n.d., para. 3)".
    #[must_use]
    pub fn footnote(self, source: &Source, locator: Option<&str>) -> String {
        let line = self.set_notes(&[(source, locator)]).pop().flatten();
        line.unwrap_or_else(|| source.fallback_footnote(locator))
    }

    /// The footnotes of several citations, in their order: a source that was cited
    /// before gets the short form, and similar sources are disambiguated. Of more
    /// than 300, each is formatted as a first citation.
    #[must_use]
    pub fn notes(self, cites: &[(&Source, Option<&str>)]) -> Vec<String> {
        let alone = |(source, locator): &(&Source, Option<&str>)| self.footnote(source, *locator);
        if cites.len() > MAX_TOGETHER {
            return cites.iter().map(alone).collect();
        }
        let lines = self.set_notes(cites).into_iter().zip(cites);
        lines
            .map(|(line, cite)| line.unwrap_or_else(|| alone(cite)))
            .collect()
    }

    /// The footnotes that the processor can set.
    fn set_notes(self, cites: &[(&Source, Option<&str>)]) -> Vec<Option<String>> {
        let mut records: HashMap<&str, Option<ProcessorRecord>> = HashMap::new();
        for (source, _) in cites {
            records
                .entry(&source.id)
                .or_insert_with(|| ProcessorRecord::of(source));
        }
        let cites: Vec<(Option<&ProcessorRecord>, Option<Locator>)> = cites
            .iter()
            .map(|(source, locator)| {
                let record = records.get(&*source.id).and_then(Option::as_ref);
                (record, locator.and_then(locator::read))
            })
            .collect();
        let together: Vec<(&ProcessorRecord, Option<&Locator>)> = cites
            .iter()
            .filter_map(|(record, locator)| Some(((*record)?, locator.as_ref())))
            .collect();
        let rendered = self.render(&together);
        let mut set = rendered.iter().flat_map(|rendered| &rendered.citations);
        cites
            .iter()
            .map(|(record, locator)| {
                let record = (*record)?;
                plain_text::line(&set.next()?.citation, record, locator.as_ref())
            })
            .collect()
    }

    /// The source's entry in a bibliography; its plain line where the style gives
    /// none, as Chicago for a record with only a title.
    #[must_use]
    pub fn bibliography_entry(self, source: &Source) -> String {
        let entry = self.bibliography(&[source]).pop();
        entry.unwrap_or_else(|| source.fallback_footnote(None))
    }

    /// The bibliography of sources, each once, in the order of the style, followed
    /// by those that cannot be set. Of more than 300, each is set alone, and the
    /// entries are sorted as text.
    #[must_use]
    pub fn bibliography(self, sources: &[&Source]) -> Vec<String> {
        let mut seen = HashSet::new();
        let sources = sources.iter().copied();
        let sources: Vec<&Source> = sources.filter(|source| seen.insert(&*source.id)).collect();
        if sources.len() > MAX_TOGETHER {
            let entries = sources.iter().map(|source| self.bibliography_entry(source));
            let mut entries: Vec<String> = entries.collect();
            entries.sort();
            return entries;
        }
        let records: Vec<ProcessorRecord> = sources
            .iter()
            .copied()
            .filter_map(ProcessorRecord::of)
            .collect();
        let cites: Vec<(&ProcessorRecord, Option<&Locator>)> =
            records.iter().map(|record| (record, None)).collect();
        let by_id: HashMap<&str, &ProcessorRecord> = records
            .iter()
            .filter_map(|record| Some((record.text("id")?, record)))
            .collect();
        let rendered = self.render(&cites);
        let bibliography = rendered.and_then(|rendered| rendered.bibliography);
        let mut lines = Vec::with_capacity(sources.len());
        let mut set = HashSet::new();
        for item in bibliography.iter().flat_map(|it| &it.items) {
            if let Some(record) = by_id.get(&*item.key)
                && let Some(line) = plain_text::line(&item.content, record, None)
            {
                set.insert(item.key.as_str());
                lines.push(line);
            }
        }
        let rest = sources.iter().filter(|source| !set.contains(&*source.id));
        lines.extend(rest.map(|source| source.fallback_footnote(None)));
        lines
    }

    /// Runs the processor on citations in order, each in a footnote of its own.
    fn render(self, cites: &[(&ProcessorRecord, Option<&Locator>)]) -> Option<Rendered> {
        let style = match self.style {
            Style::ChicagoNotes => &CHICAGO_NOTES,
            Style::Apa => &APA,
            Style::Mla => &MLA,
        };
        let style = style.as_ref()?;
        let mut driver: BibliographyDriver<'_, json::Item> = BibliographyDriver::new();
        for (number, (record, locator)) in (1..).zip(cites) {
            let mut item = CitationItem::with_entry(&record.item);
            item.locator =
                locator.map(|at| SpecificLocator(at.label, LocatorPayload::Str(&at.value)));
            driver.citation(CitationRequest::new(
                vec![item],
                style,
                None,
                &LOCALES,
                Some(number),
            ));
        }
        Some(driver.finish(BibliographyRequest::new(style, None, &LOCALES)))
    }
}
