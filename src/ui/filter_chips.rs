//! Active filters as chips under the bar; a click removes one.

use eframe::egui::{self, Button, Rect, RichText, Stroke, Ui, vec2};

use super::bars;
use super::bidi;
use super::filter_panel::{field_name, value_name};
use super::live_region;
use super::regions::{self, Region};
use super::theme::{self, Palette, SMALL_SIZE};
use crate::date_words::in_words;
use crate::language::{say, say_with};
use crate::search::{chips, without_chip};
use crate::session::{
    Action, ClipboardAction, Dialog, LinkKind, PanelAction, SearchAction, Session,
};

/// Shows the chips at the top of `body` if there are filters. Returns the
/// height in points.
pub fn show(ui: &mut Ui, body: Rect, session: &Session, actions: &mut Vec<Action>) -> f32 {
    let text = &session.search.text;
    let of_filter = chips(text);
    let period = session.view.period.as_ref();
    let Some(document) = session.document.as_deref() else {
        return 0.0;
    };
    if of_filter.is_empty() && period.is_none() {
        return 0.0;
    }
    let palette = Palette::of(ui);
    bars::show(ui, body, "chips", palette.panel, |ui| {
        let all = document.timeline.events.len();
        let shown = session.view.shown_count().unwrap_or(all);
        let message = say_with(
            "chips-shown",
            &[("shown", shown.into()), ("all", all.into())],
        );
        live_region::announce(ui, "shown", message.clone());
        ui.label(
            RichText::new(message)
                .font(theme::semibold(SMALL_SIZE + 0.5))
                .color(palette.ink),
        );
        if let Some(period) = period {
            let how = if period.certainly {
                "chips-certainly"
            } else {
                "chips-possibly"
            };
            let words = say_with(how, &[("period", in_words(&period.edtf).into())]);
            if chip(ui, &words, palette) {
                actions.push(Action::Search(SearchAction::SetPeriod(None)));
            }
        }
        for one in &of_filter {
            let value = value_name(one.field, &one.value, &one.value);
            let id = if one.negated {
                "chips-not"
            } else {
                "chips-field"
            };
            let field = field_name(one.field);
            let words = say_with(id, &[("field", field.into()), ("value", value.into())]);
            if chip(ui, &words, palette) {
                let rest = without_chip(text, one);
                actions.push(Action::Search(SearchAction::SetText(rest)));
            }
        }
        if ui.button(say("chips-more")).clicked() {
            actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Filters)));
        }
        if ui.button(say("chips-copy-link")).clicked() {
            actions.push(Action::Clipboard(ClipboardAction::Link(LinkKind::Filter)));
        }
        if ui.button(say("chips-clear")).clicked() {
            actions.push(Action::Search(SearchAction::Clear));
        }
    })
}

/// Shows one chip. Returns whether the user removed it.
fn chip(ui: &mut Ui, words: &str, palette: Palette) -> bool {
    let text = RichText::new(format!("{words}  ×"))
        .font(theme::sans(SMALL_SIZE + 0.5))
        .color(palette.ink);
    let button = Button::new(bidi::words(ui, text))
        .fill(palette.control)
        .stroke(Stroke::new(1.0, palette.muted))
        .corner_radius(13.0)
        .min_size(vec2(0.0, 26.0));
    let response = ui.add(button);
    regions::offer(ui, Region::TopBar, response.id);
    response.widget_info(|| {
        let message = say_with("chips-remove", &[("chip", words.to_owned().into())]);
        egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, message)
    });
    response.clicked()
}
