//! Period filter: an EDTF date, answered with counts of events.

use crate::language::{MessageArgument, say, say_with};
use eframe::egui::{self, Button, RichText, Ui};

use super::theme::{self, UiPalette};
use super::timeline_view::count;
use super::widgets::{action_button, cached, strong, text_field, warning};
use crate::date_words::{expectation_in_words, in_words};
use crate::query::{PeriodMatch, period_match};
use crate::session::{Action, OpenTimeline, Period, SearchAction, Session};
use annals_edtf::Edtf;
use annals_prose_dates::suggest_edtf;

/// Id of the field for the period.
#[must_use]
pub fn field_id() -> egui::Id {
    egui::Id::unique("period")
}

/// Shows the field and the counts.
pub fn show(ui: &mut Ui, session: &Session, text: &mut String, actions: &mut Vec<Action>) {
    let Some(open) = session.open.as_deref() else {
        return;
    };
    ui.label(say("period-explained"));
    let field = egui::TextEdit::singleline(text)
        .id(field_id())
        .hint_text(RichText::new("1953/1963").color(UiPalette::of(ui).dimmed))
        .desired_width(f32::INFINITY);
    text_field(ui, field, &say("period-field"));
    if text.trim().is_empty() {
        if session.view.period.is_some() {
            let clear = SearchAction::SetPeriod(None);
            action_button(ui, "period-show-everything", clear, actions);
        }
        return;
    }
    match Edtf::parse(text.trim()) {
        Ok(edtf) => choices(ui, session, open, &edtf, text, actions),
        Err(error) => {
            let message = match suggest_edtf(text.trim()) {
                Some(date) => say_with("period-suggestion", &[("date", date.into())]),
                None => say_with(
                    "period-incomplete",
                    &[
                        ("column", MessageArgument::ungrouped(error.column)),
                        ("expected", expectation_in_words(&error).into()),
                    ],
                ),
            };
            warning(ui, message);
        }
    }
}

/// Number of events that are certainly, and only possibly, in a period.
/// Computed once for a text.
fn counts(ui: &Ui, session: &Session, open: &OpenTimeline, edtf: &Edtf, text: &str) -> [usize; 2] {
    let key = (session.revision, text.to_owned());
    *cached(ui, egui::Id::unique("events in the period"), key, || {
        let mut counts = [0, 0];
        for (event, _) in open.timeline.events.indexed() {
            match period_match(&open.index, event, edtf) {
                PeriodMatch::Certainly => counts[0] += 1,
                PeriodMatch::Possibly => counts[1] += 1,
                PeriodMatch::No => {}
            }
        }
        counts
    })
}

/// The readings of a period, each with its number of events.
fn choices(
    ui: &mut Ui,
    session: &Session,
    open: &OpenTimeline,
    edtf: &Edtf,
    text: &mut String,
    actions: &mut Vec<Action>,
) {
    let [certainly, possibly] = counts(ui, session, open, edtf, text);
    ui.label(strong(in_words(edtf), theme::TEXT_SIZE + 1.0));
    let choice = |id: &str, events: usize, certainly| {
        let events = [("events", count(events, "event").into())];
        let edtf = edtf.clone();
        (say_with(id, &events), Some(Period { edtf, certainly }))
    };
    for (words, period) in [
        choice("period-certainly-in", certainly, true),
        choice("period-possibly-in", certainly + possibly, false),
        (say("period-everything"), None),
    ] {
        let is_chosen = session.view.period == period;
        if ui.add(Button::selectable(is_chosen, words)).clicked() {
            if period.is_none() {
                text.clear();
            }
            actions.push(SearchAction::SetPeriod(period).into());
        }
    }
    let explained = RichText::new(say("period-certainly-possibly"));
    ui.label(explained.color(UiPalette::of(ui).muted));
}
