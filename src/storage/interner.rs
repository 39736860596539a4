//! Deduplicates the values that a file repeats while it is read: dates, lane ids,
//! lists of tags and actors, reasons, locators and datings. The model stores each
//! once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::field::{JsonText, TextList};
use super::json_value::JsonSlice;
use crate::model::{Basis, BoxedText, Dating, InternedText, LaneId, SharedList, WrittenDate};
use annals_anchor::{SharedText, TextArena};

/// The values so far. Texts can be read after [`Interner::finish`].
#[derive(Default)]
pub(super) struct Interner<'t> {
    arena: TextArena,
    // Keys are copies, because comparing with text all over the file costs more
    // than copying.
    dates: HashMap<Box<str>, WrittenDate>,
    last_date: Option<(&'t str, WrittenDate)>,
    lane_ids: HashMap<&'t str, LaneId>,
    lists: HashMap<Box<str>, SharedList>,
    reasons: HashMap<Box<str>, SharedText>,
    locators: HashMap<Box<str>, InternedText>,
    last_dating: Arc<Dating>,
    datings: [Arc<Dating>; 3],
}

impl<'t> Interner<'t> {
    /// How many lists, reasons and locators are interned each. In files with more,
    /// most are different and rarely repeat.
    const MAX_INTERNED: usize = 1 << 16;

    /// Stores a text without deduplication.
    pub(super) fn alloc(&mut self, text: &str) -> SharedText {
        self.arena.alloc(text)
    }

    /// Stores a text, if there is one, without deduplication.
    pub(super) fn alloc_optional(&mut self, text: Option<&JsonText<'_>>) -> Option<SharedText> {
        text.map(|text| self.arena.alloc(&text.value))
    }

    /// The same for a text that few entries have: an absent one takes one word.
    pub(super) fn alloc_boxed(&mut self, text: Option<&JsonText<'_>>) -> Option<BoxedText> {
        self.alloc_optional(text).map(BoxedText::from)
    }

    /// Interns the lane id of an event.
    pub(super) fn lane_id(&mut self, id: Option<&JsonText<'t>>) -> LaneId {
        match id.map(|id| &id.value) {
            None => LaneId::default(),
            Some(Cow::Owned(id)) => self.arena.alloc(id).into(),
            Some(Cow::Borrowed(id)) => {
                let stored = self
                    .lane_ids
                    .entry(id)
                    .or_insert_with(|| self.arena.alloc(id).into());
                stored.clone()
            }
        }
    }

    /// Interns a date.
    #[expect(clippy::ptr_arg, reason = "only borrowed texts are interned")]
    pub(super) fn date(&mut self, text: &Cow<'t, str>) -> WrittenDate {
        let Cow::Borrowed(text) = text else {
            return WrittenDate::new(text);
        };
        if let Some((last, date)) = &self.last_date
            && last == text
        {
            return date.clone();
        }
        let date = if let Some(date) = self.dates.get(*text) {
            date.clone()
        } else {
            let date = WrittenDate::new(text);
            self.dates.insert((*text).into(), date.clone());
            date
        };
        self.last_date = Some((text, date.clone()));
        date
    }

    /// Interns a list of texts, if there is one.
    pub(super) fn list(&mut self, texts: Option<TextList<'_>>) -> SharedList {
        let Some(TextList(token)) = texts else {
            return SharedList::default();
        };
        if let Some(interned) = self.lists.get(token) {
            return interned.clone();
        }
        let mut stored = Vec::new();
        JsonSlice { token, offset: 0 }.each_element(|_, text| {
            stored.extend(text.string().map(|text| self.arena.alloc(&text)));
        });
        let stored: SharedList = stored.into_iter().collect();
        if self.lists.len() < Self::MAX_INTERNED {
            self.lists.insert(token.into(), stored.clone());
        }
        stored
    }

    /// Interns the reason of a date.
    pub(super) fn reason(&mut self, reason: Option<&JsonText<'_>>) -> Option<SharedText> {
        let text = &*reason?.value;
        if let Some(interned) = self.reasons.get(text) {
            return Some(interned.clone());
        }
        let stored = self.arena.alloc(text);
        if self.reasons.len() < Self::MAX_INTERNED {
            self.reasons.insert(text.into(), stored.clone());
        }
        Some(stored)
    }

    /// Interns a locator: many passages are on one page, and many documents have a
    /// page 12.
    pub(super) fn locator(&mut self, locator: Option<&JsonText<'_>>) -> Option<InternedText> {
        let text = &*locator?.value;
        if let Some(interned) = self.locators.get(text) {
            return Some(interned.clone());
        }
        let stored = InternedText::from(self.arena.alloc(text));
        if self.locators.len() < Self::MAX_INTERNED {
            self.locators.insert(text.into(), stored.clone());
        }
        Some(stored)
    }

    /// Interns a dating without `after` and `before`. A reason must come from
    /// [`Interner::reason`].
    pub(super) fn dating(&mut self, dating: Dating) -> Arc<Dating> {
        if !dating.after.is_empty() || !dating.before.is_empty() {
            return Arc::new(dating);
        }
        if let Some(reason) = &dating.reason {
            let last = &self.last_dating;
            let is_last = last.basis == dating.basis
                && last
                    .reason
                    .as_ref()
                    .is_some_and(|interned| interned.ptr_eq(reason));
            if !is_last {
                self.last_dating = Arc::new(dating);
            }
            return Arc::clone(&self.last_dating);
        }
        let [none, stated, inferred] = &mut self.datings;
        let interned = match dating.basis {
            None => none,
            Some(Basis::Stated) => stated,
            Some(Basis::Inferred) => inferred,
        };
        if interned.basis != dating.basis {
            *interned = Arc::new(dating);
        }
        Arc::clone(interned)
    }

    /// Ends storing, after which the texts can be read.
    pub(super) fn finish(&mut self) {
        self.arena.freeze();
    }
}
