//! What a model keeps once however often the file says it: dates, lists of tags
//! and actors, and datings that say no more than their basis.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use super::field::{Text, TextList};
use super::json_value::JsonSlice;
use crate::model::{Basis, BoxedText, Dating, InternedText, LaneId, SharedList, WrittenDate};
use annals_anchor::{SharedText, TextArena};

/// What was kept so far.
#[derive(Default)]
pub(super) struct Interner<'t> {
    arena: TextArena,
    // The keys are copies: to compare with the file's own words, anywhere in
    // it, costs more than to make them.
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
    /// How many lists are remembered, reasons, and locators. Files that have more
    /// have many different ones, which rarely come again.
    const MOST: usize = 1 << 16;

    /// Keeps a text.
    pub(super) fn text(&mut self, text: &str) -> SharedText {
        self.arena.alloc(text)
    }

    /// Keeps a text, if there is one.
    pub(super) fn optional(&mut self, text: Option<&Text<'_>>) -> Option<SharedText> {
        text.map(|text| self.arena.alloc(&text.value))
    }

    /// Keeps a text that few have, if there is one.
    pub(super) fn rare(&mut self, text: Option<&Text<'_>>) -> Option<BoxedText> {
        self.optional(text).map(BoxedText::from)
    }

    /// Keeps the id of a lane, which many events name.
    pub(super) fn lane_id(&mut self, id: Option<&Text<'t>>) -> LaneId {
        match id.map(|id| &id.value) {
            None => LaneId::default(),
            Some(Cow::Owned(id)) => self.arena.alloc(id).into(),
            Some(Cow::Borrowed(id)) => {
                let kept = self
                    .lane_ids
                    .entry(id)
                    .or_insert_with(|| self.arena.alloc(id).into());
                kept.clone()
            }
        }
    }

    /// Keeps a date.
    #[expect(
        clippy::ptr_arg,
        reason = "only what stands in the file is looked up by it"
    )]
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

    /// Keeps a list of texts, if there is one.
    pub(super) fn list(&mut self, texts: Option<TextList<'_>>) -> SharedList {
        let Some(TextList(token)) = texts else {
            return SharedList::default();
        };
        if let Some(known) = self.lists.get(token) {
            return known.clone();
        }
        let mut kept = Vec::new();
        JsonSlice { token, offset: 0 }.each_element(|_, text| {
            kept.extend(text.string().map(|text| self.arena.alloc(&text)));
        });
        let kept: SharedList = kept.into_iter().collect();
        if self.lists.len() < Self::MOST {
            self.lists.insert(token.into(), kept.clone());
        }
        kept
    }

    /// Keeps a reason of a date. In a long file many dates have the same.
    pub(super) fn reason(&mut self, reason: Option<&Text<'_>>) -> Option<SharedText> {
        let text = &*reason?.value;
        if let Some(known) = self.reasons.get(text) {
            return Some(known.clone());
        }
        let kept = self.arena.alloc(text);
        if self.reasons.len() < Self::MOST {
            self.reasons.insert(text.into(), kept.clone());
        }
        Some(kept)
    }

    /// Keeps a locator: one page has many passages, and one page number many
    /// documents.
    pub(super) fn locator(&mut self, locator: Option<&Text<'_>>) -> Option<InternedText> {
        let text = &*locator?.value;
        if let Some(known) = self.locators.get(text) {
            return Some(known.clone());
        }
        let kept = InternedText::from(self.arena.alloc(text));
        if self.locators.len() < Self::MOST {
            self.locators.insert(text.into(), kept.clone());
        }
        Some(kept)
    }

    /// Keeps a dating.
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
                    .is_some_and(|known| known.ptr_eq(reason));
            if !is_last {
                self.last_dating = Arc::new(dating);
            }
            return Arc::clone(&self.last_dating);
        }
        let [none, stated, inferred] = &mut self.datings;
        let known = match dating.basis {
            None => none,
            Some(Basis::Stated) => stated,
            Some(Basis::Inferred) => inferred,
        };
        if known.basis != dating.basis {
            *known = Arc::new(dating);
        }
        Arc::clone(known)
    }

    /// Lets everything that is kept be read.
    pub(super) fn finish(&mut self) {
        self.arena.freeze();
    }
}
