//! Following links and making them.

use super::YEAR_SECONDS;
use crate::language::{InputError, Message};
use crate::model::excerpt;
use crate::search::with_chip;
use crate::session::effect::Effect;
use crate::session::link::{Link, LinkKind, LinkTarget};
use crate::session::range::{range_of, viewport_of};
use crate::session::state::Session;
use annals_edtf::{Bound, Edtf, Instant};

impl Session {
    /// Shows what a link names as soon as the requested timeline is open.
    pub fn set_pending_link(&mut self, target: LinkTarget) {
        self.loading.pending_link = Some(target).filter(|target| !target.is_empty());
    }

    /// Shows what the link names that opened the timeline, once.
    pub(super) fn follow_pending_link(&mut self) -> Vec<Effect> {
        let target = self.loading.pending_link.take();
        target.map_or_else(Vec::new, |target| self.follow_link(target))
    }

    /// Shows what a link names in the open timeline; of a preview, once the
    /// timeline is read.
    pub(super) fn go_to(&mut self, target: LinkTarget) -> Vec<Effect> {
        self.notices.link_problems.clear();
        if self.complete_timeline().is_none() {
            self.set_pending_link(target);
            return Vec::new();
        }
        self.follow_link(target)
    }

    fn follow_link(&mut self, target: LinkTarget) -> Vec<Effect> {
        let LinkTarget {
            event,
            range,
            filter,
        } = target;
        let Some(open) = self.complete_timeline().cloned() else {
            return Vec::new();
        };
        let names_filter = filter.is_some();
        let mut effects = filter.map_or_else(Vec::new, |text| self.search_for(text));
        if names_filter {
            let wrong = self.search.problems.iter();
            let wrong = wrong.map(|it| InputError::new(it.message.clone(), it.hint.clone()));
            self.notices.link_problems.extend(wrong);
        }
        let found = event
            .as_deref()
            .and_then(|id| open.timeline.events.by_id(id));
        if let (Some(id), None) = (&event, found) {
            self.notices.link_problems.push(InputError::new(
                Message::new("link-unknown-event").with("event", excerpt(id)),
                Message::new("link-unknown-event-hint"),
            ));
        }
        if !names_filter && found.is_some_and(|event| !self.view.shows(event)) {
            // A filter must not hide the event that the link names.
            effects.extend(self.clear_search());
        }
        if let Some(event) = found {
            self.select(event, 0.0);
        } else if range.is_some() {
            self.view.leave_waypoint();
        }
        if let Some(range) = range {
            self.show_range(&range);
        }
        // The target is shown at once: from elsewhere an animation explains
        // nothing.
        self.view.glide = None;
        if found.is_some() {
            self.sync_reader();
        }
        effects
    }

    /// Shows the extent of a date; if one end is open, as far as the timeline
    /// goes.
    fn show_range(&mut self, range: &Edtf) {
        let extent = range.extent();
        let whole = self.open.as_ref().and_then(|open| open.index.whole());
        let has_end = |bound: Bound| !matches!(bound, Bound::Open | Bound::Unknown);
        let (first, last) = match (has_end(extent.earliest), has_end(extent.latest)) {
            (true, false) => {
                let end = whole.map_or(Instant::MIN, |(_, last)| last);
                let first = extent.first();
                (first, end.max(first.saturating_add(YEAR_SECONDS)))
            }
            (false, true) => {
                let start = whole.map_or(Instant::MAX, |(first, _)| first);
                let last = extent.last();
                (start.min(last.saturating_add(-YEAR_SECONDS)), last)
            }
            _ => (extent.first(), extent.last()),
        };
        if whole.is_none_or(|(from, to)| last < from || first > to) {
            self.notices.link_problems.push(InputError::new(
                Message::new("link-empty-range").with("range", excerpt(range.as_str())),
                Message::new("link-empty-range-hint"),
            ));
        }
        let to = viewport_of(first, last).folded_by(&self.view.folds);
        self.view.go(self.clamped(to), 0.0, true);
    }

    /// Search and period as one filter, in the form in which it can be typed.
    #[must_use]
    pub fn filter_text(&self) -> String {
        let text = self.search.text.trim();
        match &self.view.period {
            None => text.to_owned(),
            Some(period) => {
                let field = if period.certainly {
                    "certainly"
                } else {
                    "possibly"
                };
                with_chip(text, field, period.edtf.as_str())
            }
        }
    }

    /// A link of a kind; `None` if there is nothing to link to: no timeline
    /// is open, no event is selected, or no filter is set.
    #[must_use]
    pub fn link(&self, kind: LinkKind) -> Option<Link> {
        let open = self.open.as_deref()?;
        let mut target = LinkTarget::default();
        if kind == LinkKind::Event {
            let (_, event) = self.selected()?;
            target.event = Some(open.timeline[event].id.to_string());
        }
        if kind == LinkKind::View {
            target.range = range_of(self.view.target);
        }
        let filter = self.filter_text();
        if kind != LinkKind::Event && !filter.is_empty() {
            target.filter = Some(filter);
        }
        let file = open.origin.path().map(Into::into);
        (!target.is_empty()).then_some(Link { file, target })
    }
}
