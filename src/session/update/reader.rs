//! The source reader, and what it highlights on the plot.

use std::collections::HashMap;
use std::sync::Arc;

use crate::layout::Viewport;
use crate::model::{Event, Index, Passage};
use crate::query::drawn_range;
use crate::session::action::{ByPointer, ReaderAction};
use crate::session::effect::Effect;
use crate::session::reader::{ReaderPane, TextSearch};
use crate::session::source_text::SourceText;
use crate::session::state::Session;
use crate::session::task::Task;
use crate::session::view_state::FocusRequest;

/// Why an event is highlighted on the plot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Highlight {
    /// A passage that it cites is in view in the reader.
    InView,
    /// It cites the passage that was clicked.
    Active,
}

impl Session {
    /// The text in the reader.
    #[must_use]
    pub fn current_source_text(&self) -> Option<&SourceText> {
        self.open.as_deref()?.source_text(self.view.reader.current?)
    }

    /// The events that the reader highlights on the plot.
    #[must_use]
    pub fn highlights(&self) -> HashMap<Index<Event>, Highlight> {
        let mut highlights = HashMap::new();
        let Some(open) = self.open.as_deref() else {
            return highlights;
        };
        if !self.view.panels.reader {
            return highlights;
        }
        let reader = &self.view.reader;
        if let (Some(source_text), Some((start, end))) =
            (self.current_source_text(), reader.in_view)
        {
            for marked in source_text.highlights.between(start, end) {
                let events = open.events_citing(marked.passage).iter();
                highlights.extend(events.map(|event| (*event, Highlight::InView)));
            }
        }
        if let Some(active_passage) = reader.active_passage {
            let events = open.events_citing(active_passage).iter();
            highlights.extend(events.map(|event| (*event, Highlight::Active)));
        }
        highlights
    }

    /// Whether a visible event that cites a passage is dated in a viewport.
    #[must_use]
    pub fn has_visible_event_in(&self, viewport: Viewport, passage: Index<Passage>) -> bool {
        let Some(open) = self.open.as_deref() else {
            return false;
        };
        open.events_citing(passage).iter().any(|event| {
            self.view.shows(*event)
                && open.index.date_claims_of(*event).any(|claim| {
                    claim.spans().iter().any(|span| {
                        let (first, last) = drawn_range(*span);
                        viewport.shows(first, last)
                    })
                })
        })
    }

    pub(super) fn update_reader(&mut self, action: ReaderAction, now: f64) -> Vec<Effect> {
        if self.is_preview() {
            return Vec::new();
        }
        match action {
            ReaderAction::Open(source) => {
                self.view.panels.reader = true;
                self.view.reader.show(source);
                self.view.focus = Some(FocusRequest::Reader);
            }
            ReaderAction::OpenAt(passage) => {
                self.view.panels.reader = true;
                self.reveal_passage(passage);
                self.view.focus = Some(FocusRequest::Reader);
            }
            ReaderAction::Close(source) => {
                self.view.reader.close(source);
                if self.view.reader.tabs.is_empty() {
                    self.view.panels.reader = false;
                }
            }
            ReaderAction::StepTab(by) => self.view.reader.step_tab(by),
            ReaderAction::ShowPane(pane) => self.view.reader.pane = pane,
            ReaderAction::ActivatePassage(passage) => self.activate(passage, now),
            ReaderAction::GoTo(place) => {
                self.view.reader.pane = ReaderPane::Text;
                self.view.reader.reveal = Some((place, place));
            }
            ReaderAction::InView(start, end) => self.view.reader.in_view = Some((start, end)),
            ReaderAction::SelectText(range) => {
                self.view.reader.selected = range.filter(|(start, end)| start < end);
            }
            ReaderAction::Find(words) => return self.find(words),
            ReaderAction::StepFound(by) => {
                if let Some(text_search) = &mut self.view.reader.text_search {
                    text_search.step(by);
                    self.view.reader.reveal = text_search.place();
                }
            }
            ReaderAction::Found(request, found) => {
                let reader = &mut self.view.reader;
                if self.requests.find.accept(request)
                    && let Some(text_search) = &mut reader.text_search
                {
                    text_search.found = found;
                    text_search.is_searching = false;
                    text_search.begin_at(reader.in_view.map_or(0, |(start, _)| start));
                    reader.reveal = text_search.place();
                }
            }
        }
        Vec::new()
    }

    /// Shows a passage in the reader: where it is anchored, else at the most
    /// likely candidate.
    pub(super) fn reveal_passage(&mut self, index: Index<Passage>) {
        let Some(open) = self.open.clone() else {
            return;
        };
        let Some(passage) = open.timeline.passages.get(index) else {
            return;
        };
        let reader = &mut self.view.reader;
        reader.show(passage.source);
        reader.pane = ReaderPane::Text;
        reader.active_passage = Some(index);
        let anchored = open
            .source_text(passage.source)
            .and_then(|source_text| source_text.highlights.of(index))
            .map(|marked| (marked.start, marked.end));
        let likeliest = || {
            let candidate = open.anchor(index)?.candidates.first()?;
            Some((candidate.start, candidate.end))
        };
        reader.reveal = anchored.or_else(likeliest);
    }

    /// Highlights the events of a passage that was clicked, and selects the event
    /// if there is only one.
    fn activate(&mut self, passage: Index<Passage>, now: f64) {
        let Some(open) = self.open.clone() else {
            return;
        };
        self.view.reader.active_passage = Some(passage);
        let events = open.events_citing(passage);
        let selected = self.view.selection.filter(|event| events.contains(event));
        let event = match (selected, events) {
            (Some(selected), _) => selected,
            (None, [only]) => *only,
            (None, _) => return,
        };
        self.select(event, now);
        let citations = &open.timeline[event].citations;
        if let Some(place) = citations.iter().position(|c| c.passage == passage) {
            self.view.citation = place;
        }
    }

    /// Finds words in the text, or closes the find bar.
    fn find(&mut self, words: Option<String>) -> Vec<Effect> {
        let text = self
            .current_source_text()
            .map(|source_text| Arc::clone(&source_text.text));
        let reader = &mut self.view.reader;
        let Some(words) = words else {
            self.requests.find.cancel();
            reader.text_search = None;
            return Vec::new();
        };
        if reader
            .text_search
            .as_ref()
            .is_none_or(|before| before.words == words)
        {
            // The find bar was opened, and nothing is typed into it yet.
            self.view.focus = Some(FocusRequest::Find);
        }
        let ticket = self.requests.find.start(());
        let query = words.trim().to_owned();
        let is_searching = !query.is_empty() && text.is_some();
        // The matches of the words before stay in sight until the answer
        // arrives.
        let before = reader.text_search.take().unwrap_or_default();
        reader.text_search = Some(TextSearch {
            words,
            is_searching,
            ..if is_searching {
                before
            } else {
                TextSearch::default()
            }
        });
        match text {
            Some(text) if is_searching => {
                vec![Effect::Compute(
                    ticket,
                    Task::FindText(ByPointer(text), query),
                )]
            }
            _ => Vec::new(),
        }
    }

    /// Makes an open reader show the passage of the current citation.
    pub(super) fn sync_reader(&mut self) {
        if !self.view.panels.reader {
            return;
        }
        match self.current_passage() {
            Some(passage) => self.reveal_passage(passage),
            None => self.view.reader.active_passage = None,
        }
    }

    /// Shows the reader, at the current citation or the first source, or hides
    /// it.
    pub(super) fn toggle_reader(&mut self) {
        self.view.panels.reader ^= true;
        if !self.view.panels.reader {
            return;
        }
        self.view.focus = Some(FocusRequest::Reader);
        if self.view.selection.is_some() {
            self.sync_reader();
        }
        if self.view.reader.current.is_none() {
            let open = self.open.as_deref();
            let first = open.and_then(|open| open.timeline.sources.indexed().next());
            if let Some((first, _)) = first {
                self.view.reader.show(first);
            }
        }
    }
}
