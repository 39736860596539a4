//! Preferences.

use super::Session;
use crate::model::{Index, Passage, Source};
use crate::session::action::{Popup, SettingsAction, ViewAction};
use crate::session::citations::Citations;
use crate::session::view_state::Panels;
use crate::settings::{Motion, Settings};
use annals_anchor::AnchorState;

impl Session {
    pub(super) fn update_settings(&mut self, action: SettingsAction) {
        let mut settings = self.settings.clone();
        match action {
            SettingsAction::Theme(theme) => settings.theme = theme,
            SettingsAction::ReduceMotion(reduce) => {
                settings.motion = if reduce {
                    Motion::Reduced
                } else {
                    Motion::Full
                };
            }
            SettingsAction::SwapWheel(swap) => settings.swap_wheel = swap,
            SettingsAction::CitationStyle(style) => settings.citation_style = style,
            SettingsAction::TextSize(percent) => {
                let sizes = Settings::TEXT_SIZES;
                settings.text_size = percent.clamp(*sizes.start(), *sizes.end());
            }
            SettingsAction::Replace(all) => settings = *all,
            SettingsAction::SystemMotion(still) => self.system_is_still = Some(still),
            // The workspace's own.
            SettingsAction::Stored(_) | SettingsAction::StoreFailed(..) => {}
        }
        if settings.citation_style != self.settings.citation_style {
            self.citations = Citations::default();
        }
        self.settings = settings;
    }

    /// How the lanes stand, and whether empty stretches are folded.
    pub(super) fn arrange(&mut self, action: &ViewAction) {
        match *action {
            ViewAction::ToggleLane(lane) => {
                self.view.arrangement.toggle_folded(lane);
                // Rows are packed anew.
                self.view.filter_revision += 1;
            }
            ViewAction::MoveLane(lane, place) => {
                let lanes = self.lane_count();
                self.view.arrangement.move_to(lane, place, lanes);
            }
            ViewAction::SetLaneHeight(lane, height) => {
                self.view.arrangement.set_height(lane, height);
                // The height of all is measured anew.
                self.view.filter_revision += 1;
            }
            ViewAction::ToggleSilences => {
                self.view.folds_silences ^= true;
                self.fold_silences();
                // Rows are packed anew.
                self.view.filter_revision += 1;
            }
            _ => {}
        }
    }

    /// Shows the address of a source before anything opens it.
    pub(super) fn ask_address(&mut self, source: Index<Source>) {
        self.view.address = Some(source);
        self.view.popup = Some(Popup::Address);
    }

    /// Whether a view can be gone back to.
    #[must_use]
    pub const fn can_go_back(&self) -> bool {
        !self.view.past.is_empty()
    }

    /// Whether a view can be gone forth to.
    #[must_use]
    pub const fn can_go_forward(&self) -> bool {
        !self.view.future.is_empty()
    }

    /// A passage, if it drifted and nothing took its place.
    #[must_use]
    pub fn drifted_since(&self, passage: Index<Passage>) -> Option<Index<Passage>> {
        let document = self.document.as_deref()?;
        let has_drifted = document.states().get(passage.position()) == Some(&AnchorState::Drifted);
        (has_drifted && document.replacement_of(passage).is_none()).then_some(passage)
    }

    /// Whether to do without animation.
    #[must_use]
    pub fn is_still(&self) -> bool {
        self.settings.reduces_motion(self.system_is_still)
    }

    /// The panels that are shown at first.
    pub(super) fn panels_at_start(settings: &Settings) -> Panels {
        let panels = settings.panels;
        Panels {
            shelf: panels.shelf,
            overview: panels.overview,
            quotes: panels.quotes,
            reader: panels.reader,
            table: panels.table,
        }
    }
}
