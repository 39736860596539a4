//! Active filters as chips under the bar; a click removes one.

use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Rect, Stroke, Ui, vec2};

use super::bars;
use super::bidi;
use super::filter_panel::{field_name, value_name};
use super::live_region;
use super::regions::{self, Region};
use super::theme::{SMALL_SIZE, UiPalette};
use super::widgets::{action_button, set_name, small, strong};
use crate::date_words::in_words;
use crate::language::say_with;
use crate::search::{chips, without_chip};
use crate::session::{
    Action, ClipboardAction, Dialog, LinkKind, PanelAction, SearchAction, Session,
};

/// Shows the chips at the top of `body` if there are filters. Returns the
/// height in points.
pub fn show(ui: &mut Ui, body: Rect, session: &Session, actions: &mut Vec<Action>) -> f32 {
    let text = &session.search.text;
    let fields = chips(text);
    let period = session.view.period.as_ref();
    let Some(open) = session.open.as_deref() else {
        return 0.0;
    };
    if fields.is_empty() && period.is_none() {
        return 0.0;
    }
    let palette = UiPalette::of(ui);
    bars::show(ui, body, "chips", palette.panel, |ui| {
        let all = open.timeline.events.len();
        let shown = session.view.shown_count().unwrap_or(all);
        let counts = [("shown", shown.into()), ("all", all.into())];
        let message = say_with("chips-shown", &counts);
        live_region::announce(ui, "shown", message.clone());
        ui.label(strong(message, SMALL_SIZE + 0.5).color(palette.ink));
        if let Some(period) = period {
            let id = if period.certainly {
                "chips-certainly"
            } else {
                "chips-possibly"
            };
            let words = say_with(id, &[("period", in_words(&period.edtf).into())]);
            if chip(ui, &words) {
                actions.push(SearchAction::SetPeriod(None).into());
            }
        }
        for chip_of_field in &fields {
            let field = field_name(chip_of_field.field);
            let value = &chip_of_field.value;
            let value = value_name(chip_of_field.field, value, value);
            let id = if chip_of_field.negated {
                "chips-not"
            } else {
                "chips-field"
            };
            let words = say_with(id, &[("field", field.into()), ("value", value.into())]);
            if chip(ui, &words) {
                let rest = without_chip(text, chip_of_field);
                actions.push(SearchAction::SetText(rest).into());
            }
        }
        let filters = PanelAction::ToggleDialog(Dialog::Filters);
        action_button(ui, "chips-more", filters, actions);
        let link = ClipboardAction::Link(LinkKind::Filter);
        action_button(ui, "chips-copy-link", link, actions);
        action_button(ui, "chips-clear", SearchAction::Clear, actions);
    })
}

/// Shows one chip. Returns whether the user removed it.
fn chip(ui: &mut Ui, words: &str) -> bool {
    let palette = UiPalette::of(ui);
    let text = small(format!("{words}  ×")).color(palette.ink);
    let button = Button::new(bidi::words(ui, text))
        .fill(palette.control)
        .stroke(Stroke::new(1.0, palette.muted))
        .corner_radius(13.0)
        .min_size(vec2(0.0, 26.0));
    let response = ui.add(button);
    regions::offer(ui, Region::TopBar, response.id);
    set_name(&response, Role::Button, || {
        say_with("chips-remove", &[("chip", words.into())])
    });
    response.clicked()
}
