//! What is looked at.

use std::sync::Arc;

use super::action::Popup;
use super::facets::Facets;
use super::reader::Reader;
use super::table::Table;
use super::visible_set::VisibleEvents;
use crate::layout::{Arrangement, Folds, Viewport};
use crate::model::{Event, Index, Source};
use crate::query::UnsupportedPeriod;
use annals_edtf::Edtf;

/// What is looked at. Never written into a timeline file.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewState {
    /// The selected event.
    pub selection: Option<Index<Event>>,
    /// Which of its citations is current, from 0.
    pub citation: usize,
    /// The visible span; under an animation, where that ends.
    pub(super) target: Viewport,
    /// The animation that leads there.
    pub(super) glide: Option<Glide>,
    /// How far the rows are scrolled, in points.
    pub row_scroll: f32,
    /// The period that is looked at, if not all time.
    pub period: Option<Period>,
    /// Which events are shown; `None` where all are.
    pub(super) shown: Option<Arc<VisibleEvents>>,
    /// How the lanes are arranged.
    pub arrangement: Arrangement,
    /// Whether empty stretches of the axis are folded.
    pub folds_silences: bool,
    /// What of the axis would be folded.
    pub(super) foldable: Folds,
    /// What of it is.
    pub(super) folds: Folds,
    /// Grows by one whenever another set of events is shown.
    pub filter_revision: u64,
    /// Whether the plot shows what the events rest on.
    pub evidence: bool,
    /// The stretches of the axis that nothing supports, where that is shown.
    pub(super) unsupported: Vec<UnsupportedPeriod>,
    /// Which panels are shown.
    pub panels: Panels,
    /// The sources that are read.
    pub reader: Reader,
    /// The table of events.
    pub table: Table,
    /// What could be narrowed to, once it was asked.
    pub facets: Facets,
    /// The datings that are listed, by their positions in the index: one of
    /// each event.
    pub listing: Vec<usize>,
    /// The source whose address is looked at before it is opened.
    pub address: Option<Index<Source>>,
    /// The popup that is open.
    pub popup: Option<Popup>,
    /// Where the keyboard should go at the next frame.
    pub focus: Option<Focus>,
    /// Whether the selection came from elsewhere than the plot, so that its
    /// row must be scrolled into view.
    pub reveal_row: bool,
    pub(super) past: Vec<Waypoint>,
    pub(super) future: Vec<Waypoint>,
}

/// A period, and how sure an event must be to lie in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The period.
    pub edtf: Edtf,
    /// Whether only what certainly lies in it is shown.
    pub certainly: bool,
}

/// Which panels are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one panel, shown or not"
)]
pub struct Panels {
    /// The shelf of undated events.
    pub shelf: bool,
    /// The overview strip.
    pub overview: bool,
    /// The quote panel.
    pub quotes: bool,
    /// The source reader.
    pub reader: bool,
    /// The table of events.
    pub table: bool,
}

/// A region that can ask for the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The current citation in the quote panel.
    Citation,
    /// The text in the source reader.
    Reader,
    /// The field in which words to find in the text are typed.
    Find,
    /// The field in which the timeline is searched.
    Search,
    /// The table of events.
    Table,
}

/// A view to come back to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Waypoint {
    pub selection: Option<Index<Event>>,
    pub viewport: Viewport,
}

/// A short animation from one viewport to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glide {
    pub from: Viewport,
    /// In the seconds of the caller's clock.
    pub started: f64,
}

/// How long a glide takes, in seconds.
const GLIDE_SECONDS: f64 = 0.28;

/// Views that can be gone back to.
const MAX_WAYPOINTS: usize = 100;

impl ViewState {
    /// A view of everything.
    #[must_use]
    pub fn new(viewport: Viewport) -> Self {
        Self {
            selection: None,
            citation: 0,
            target: viewport,
            glide: None,
            row_scroll: 0.0,
            period: None,
            shown: None,
            arrangement: Arrangement::default(),
            folds_silences: false,
            foldable: Folds::default(),
            folds: Folds::default(),
            filter_revision: 0,
            evidence: false,
            unsupported: Vec::new(),
            panels: Panels {
                shelf: true,
                overview: true,
                quotes: true,
                reader: false,
                table: false,
            },
            reader: Reader::default(),
            table: Table::default(),
            facets: Facets::default(),
            listing: Vec::new(),
            address: None,
            popup: None,
            focus: None,
            reveal_row: false,
            past: Vec::new(),
            future: Vec::new(),
        }
    }

    /// The visible span at a time, in the seconds of the caller's clock.
    #[must_use]
    pub fn viewport(&self, now: f64) -> Viewport {
        let Some(glide) = self.glide else {
            return self.target;
        };
        let share = ((now - glide.started) / GLIDE_SECONDS).clamp(0.0, 1.0);
        // Fast away and slow to rest.
        let eased = 1.0 - (1.0 - share).powi(3);
        glide.from.toward(self.target, eased)
    }

    /// Whether an animation is still under way.
    #[must_use]
    pub fn is_gliding(&self, now: f64) -> bool {
        self.glide
            .is_some_and(|glide| now - glide.started < GLIDE_SECONDS)
    }

    /// How many events are shown; `None` where all are.
    #[must_use]
    pub fn shown_count(&self) -> Option<usize> {
        self.shown.as_deref().map(VisibleEvents::count)
    }

    /// Whether an event is shown.
    #[must_use]
    pub fn shows(&self, event: Index<Event>) -> bool {
        self.shown
            .as_ref()
            .is_none_or(|shown| shown.events.contains(event))
    }

    /// Goes to a viewport, on the axis as it is folded now.
    pub(super) fn go(&mut self, target: Viewport, now: f64, still: bool) {
        let from = self.viewport(now);
        let target = target.folded_by(&self.folds);
        self.target = target;
        self.glide = (!still && from != target).then_some(Glide { from, started: now });
    }

    pub(super) fn waypoint(&self) -> Waypoint {
        Waypoint {
            selection: self.selection,
            viewport: self.target,
        }
    }

    pub(super) fn leave_waypoint(&mut self) {
        let here = self.waypoint();
        if self.past.last() != Some(&here) {
            self.past.push(here);
        }
        if self.past.len() > MAX_WAYPOINTS {
            self.past.remove(0);
        }
        self.future.clear();
    }
}
