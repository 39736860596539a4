//! What is in the report, whatever its format.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::clock::CheckedAt;
use super::facts::{
    CandidateFacts, CitationFacts, DateFacts, EventFacts, FileFacts, OptionFacts, PassageFacts,
    SourceFacts, StateCounts, StretchFacts, Summary,
};
use crate::bibliography::{Bibliographer, Style};
use crate::cli::facts::iso;
use crate::cli::timeline_file::TimelineFile;
use crate::date_words::in_words;
use crate::library::Held;
use crate::model::{Citation, Dating, Event, Index, Passage, Source, Timeline, WrittenDate};
use crate::model::{QuoteBudget, QuoteLimit, with_cut_mark};
use crate::storage::{Problem, Severity};
use annals_anchor::{Anchor, AnchorState, compare_words};
use annals_edtf::Edtf;

/// What the report says of itself.
pub(in crate::cli) struct ReportOptions<'r> {
    /// The timeline's file name, without its folder.
    pub(in crate::cli) file_name: String,
    pub(in crate::cli) checked_at: &'r CheckedAt,
    pub(in crate::cli) style: Style,
    pub(in crate::cli) limit: QuoteLimit,
}

/// The whole report; written down as it is, its JSON form.
///
/// The words of a passage stand in the first line that cites it, and later
/// lines say in which. The limit on quotations counts in the order of the lines,
/// first a passage's words, then what changed in them.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Report<'r> {
    pub(super) title: &'r str,
    pub(super) file: FileFacts,
    /// The program and its version.
    pub(super) program: &'static str,
    pub(super) checked_at: &'r str,
    pub(super) options: OptionFacts,
    pub(super) summary: Summary,
    pub(super) sources: Vec<SourceFacts<'r>>,
    pub(super) problems: &'r [Problem],
    pub(super) events: Vec<EventFacts<'r>>,
    /// The passages that no event cites.
    pub(super) uncited: Vec<PassageFacts<'r>>,
}

impl<'r> Report<'r> {
    /// Puts the report together. `anchors` are those of the passages, in their
    /// order.
    pub(in crate::cli) fn of(
        opened: &'r TimelineFile,
        anchors: &'r [Anchor],
        options: ReportOptions<'r>,
    ) -> Self {
        let timeline = &opened.reading.timeline;
        let mut builder = ReportBuilder {
            opened,
            timeline,
            anchors,
            bibliographer: Bibliographer::new(options.style),
            footnotes: HashMap::new(),
            budget: QuoteBudget::new(options.limit, timeline.sources.len()),
            lines: 0,
            quoted: HashMap::new(),
        };
        let events: Vec<EventFacts<'r>> =
            timeline.events.iter().map(|e| builder.event(e)).collect();
        let cited: HashSet<Index<Passage>> = timeline
            .events
            .iter()
            .flat_map(|event| &event.citations)
            .map(|citation| citation.passage)
            .collect();
        let uncited: Vec<PassageFacts<'r>> = timeline
            .indexed_passages()
            .filter(|(index, _)| !cited.contains(index))
            .map(|(index, _)| builder.passage(index, 0))
            .collect();
        let sources: Vec<SourceFacts<'r>> = builder.sources();
        Self {
            title: &timeline.title,
            file: FileFacts {
                name: options.file_name,
                sha256: opened.digest().to_string(),
            },
            program: concat!("annals ", env!("CARGO_PKG_VERSION")),
            checked_at: options.checked_at.as_str(),
            options: OptionFacts {
                style: options.style.name(),
                quote_limit: options.limit.words(),
            },
            summary: summary(opened, anchors, &sources, uncited.len()),
            sources,
            problems: &opened.problems,
            events,
            uncited,
        }
    }
}

fn summary(
    opened: &TimelineFile,
    anchors: &[Anchor],
    sources: &[SourceFacts<'_>],
    uncited_passages: usize,
) -> Summary {
    let timeline = &opened.reading.timeline;
    let events = || timeline.events.iter();
    let of_severity = |severity| {
        let problems = opened.problems.iter();
        problems.filter(|p| p.severity == severity).count()
    };
    Summary {
        events: timeline.events.len(),
        undated_events: events().filter(|event| event.date.is_none()).count(),
        events_without_citations: events().filter(|event| event.citations.is_empty()).count(),
        citations: events().map(|event| event.citations.len()).sum(),
        passages: timeline.passages.len(),
        uncited_passages,
        errors: of_severity(Severity::Error),
        warnings: of_severity(Severity::Warning),
        words_quoted: sources.iter().map(|source| source.words_quoted).sum(),
        words_cut: sources.iter().map(|source| source.words_cut).sum(),
        states: counted(anchors.iter()),
    }
}

fn counted<'a>(anchors: impl Iterator<Item = &'a Anchor>) -> StateCounts {
    let mut counts = StateCounts::default();
    anchors.for_each(|anchor| counts.add(anchor.state));
    counts
}

/// Writes lines, and remembers what is written.
struct ReportBuilder<'r> {
    opened: &'r TimelineFile,
    timeline: &'r Timeline,
    anchors: &'r [Anchor],
    bibliographer: Bibliographer,
    /// Footnotes by source and locator: setting one takes its time.
    footnotes: HashMap<(usize, Option<&'r str>), String>,
    budget: QuoteBudget,
    lines: usize,
    /// The line that quotes a passage.
    quoted: HashMap<Index<Passage>, usize>,
}

impl<'r> ReportBuilder<'r> {
    fn event(&mut self, event: &'r Event) -> EventFacts<'r> {
        EventFacts {
            id: &event.id,
            title: &event.title,
            name: event.name(),
            dating: dating(event.date.as_ref(), &event.dating),
            citations: event.citations.iter().map(|c| self.citation(c)).collect(),
        }
    }

    fn citation(&mut self, citation: &'r Citation) -> CitationFacts<'r> {
        self.lines += 1;
        let line = self.lines;
        CitationFacts {
            line,
            stance: citation.stance.name(),
            attributed_to: citation.attributed_to.as_deref(),
            dating: dating(citation.date.as_ref(), &citation.dating),
            note: citation.note.as_deref(),
            passage: self.passage(citation.passage, line),
        }
    }

    fn passage(&mut self, index: Index<Passage>, line: usize) -> PassageFacts<'r> {
        let passage = &self.timeline[index];
        let source = &self.timeline[passage.source];
        let held = self.opened.gathered.holdings.of(passage.source);
        let anchor = self.anchors.get(index.position());
        let place = anchor.and_then(|anchor| anchor.matched);
        let quoted_in_line = self.quoted.get(&index).copied();
        let (mut quotation, mut words_cut) = (None, 0);
        let (mut diff, mut diff_words_cut) = (Vec::new(), 0);
        if quoted_in_line.is_none() {
            self.quoted.insert(index, line);
            let position = passage.source.position();
            let (shown, cut) = self.budget.quoted(position, &passage.quote.exact);
            (quotation, words_cut) = (Some(shown), cut);
            if let (Some(AnchorState::Drifted), Some(place), Some(held)) =
                (anchor.map(|anchor| anchor.state), place, held)
            {
                let found = held.text.slice(place.start, place.end);
                (diff, diff_words_cut) = self.diff(position, &passage.quote.exact, found);
            }
        }
        PassageFacts {
            id: &passage.id,
            quotation,
            words_cut,
            quoted_in_line,
            locator: passage.locator.as_deref(),
            source: &source.id,
            language: source.language.as_deref(),
            footnote: self.footnote(passage.source, passage.locator.as_deref()),
            recorded_sha256: source.sha256.map(|digest| digest.to_string()),
            found_sha256: held.map(|held| held.digest.to_string()),
            state: anchor.map_or(AnchorState::Unavailable, |anchor| anchor.state),
            start: place.map(|place| place.start),
            end: place.map(|place| place.end),
            score: place.map(|place| place.score),
            diff,
            diff_words_cut,
            candidates: anchor.map(candidates).unwrap_or_default(),
            recorded_extractor: source.extractor.as_ref().map(ToString::to_string),
            extractor: held.map(|held| held.extractor.to_string()),
        }
    }

    /// What changed, as far as the limit allows, and how many words are cut.
    fn diff(&mut self, source: usize, recorded: &str, found: &str) -> (Vec<StretchFacts>, usize) {
        let mut diff = Vec::new();
        let mut words_cut = 0;
        for stretch in compare_words(recorded, found) {
            let (shown, cut) = self.budget.take(source, &stretch.words);
            // Behind the first cut nothing is shown.
            if words_cut == 0 {
                diff.push(StretchFacts {
                    change: stretch.change,
                    words: with_cut_mark(shown, cut),
                });
            }
            words_cut += cut;
        }
        (diff, words_cut)
    }

    fn footnote(&mut self, index: Index<Source>, locator: Option<&'r str>) -> String {
        let set = || self.bibliographer.footnote(&self.timeline[index], locator);
        self.footnotes
            .entry((index.position(), locator))
            .or_insert_with(set)
            .clone()
    }

    fn sources(&self) -> Vec<SourceFacts<'r>> {
        let mut anchors: Vec<Vec<&Anchor>> = vec![Vec::new(); self.timeline.sources.len()];
        for (passage, anchor) in self.timeline.passages.iter().zip(self.anchors) {
            if let Some(of_source) = anchors.get_mut(passage.source.position()) {
                of_source.push(anchor);
            }
        }
        let sources = self.timeline.indexed_sources().zip(anchors);
        sources
            .map(|((index, source), anchors)| {
                let held = self.opened.gathered.holdings.of(index);
                let tally = self.budget.quoted_words(index.position());
                SourceFacts {
                    id: &source.id,
                    entry: self.bibliographer.bibliography_entry(source),
                    passages: anchors.len(),
                    states: counted(anchors.into_iter()),
                    file: held.and_then(file_name),
                    recorded_sha256: source.sha256.map(|digest| digest.to_string()),
                    found_sha256: held.map(|held| held.digest.to_string()),
                    recorded_extractor: source.extractor.as_ref().map(ToString::to_string),
                    extractor: held.map(|held| held.extractor.to_string()),
                    words_quoted: tally.shown,
                    words_cut: tally.cut,
                }
            })
            .collect()
    }
}

/// Where a copy lies is this machine's business; what it is called is not.
fn file_name(held: &Held) -> Option<String> {
    let name = held.path.file_name()?;
    Some(name.to_string_lossy().into_owned())
}

fn candidates(anchor: &Anchor) -> Vec<CandidateFacts> {
    let candidates = anchor.candidates.iter();
    candidates
        .map(|place| CandidateFacts {
            start: place.start,
            end: place.end,
            score: place.score,
        })
        .collect()
}

fn dating<'r>(date: Option<&'r WrittenDate>, dating: &'r Dating) -> DateFacts<'r> {
    let edtf = date.and_then(|date| date.edtf.as_ref());
    let extent = edtf.map(Edtf::extent);
    DateFacts {
        date: edtf.map(Edtf::as_str),
        invalid_date: date
            .filter(|date| date.edtf.is_none())
            .map(|date| date.text.as_str()),
        date_in_words: edtf.map(in_words),
        earliest: extent.and_then(|extent| iso(extent.earliest)),
        latest: extent.and_then(|extent| iso(extent.latest)),
        basis: dating.basis.map(crate::model::Basis::name),
        reason: dating.reason.as_deref(),
    }
}
