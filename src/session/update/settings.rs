//! The settings.

use crate::session::action::SettingsAction;
use crate::session::citations::Citations;
use crate::session::state::Session;
use crate::settings::{AnimationChoice, Settings};

impl Session {
    pub(super) fn update_settings(&mut self, action: SettingsAction) {
        let style = self.settings.citation_style;
        let settings = &mut self.settings;
        match action {
            SettingsAction::Theme(theme) => settings.theme = theme,
            SettingsAction::ReduceMotion(true) => settings.motion = AnimationChoice::Reduced,
            SettingsAction::ReduceMotion(false) => settings.motion = AnimationChoice::Full,
            SettingsAction::SwapWheel(swap) => settings.swap_wheel = swap,
            SettingsAction::CitationStyle(style) => settings.citation_style = style,
            SettingsAction::TextSize(percent) => {
                let sizes = Settings::TEXT_SIZES;
                settings.text_size = percent.clamp(*sizes.start(), *sizes.end());
            }
            SettingsAction::Replace(all) => *settings = *all,
            SettingsAction::SystemMotion(still) => self.system_reduces_motion = Some(still),
            // The workspace has done it.
            SettingsAction::Stored(_) | SettingsAction::StoreFailed(..) => {}
        }
        if style != self.settings.citation_style {
            self.citations = Citations::default();
            self.requests.citations.start(());
        }
    }
}
