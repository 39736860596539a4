//! Period filter: an EDTF date, answered with counts of events.

use crate::language::{Argument, say, say_with};
use eframe::egui::{self, Button, RichText, Ui};

use super::theme::{self, Palette};
use super::timeline_view::count;
use crate::date_words::{expectation_in_words, in_words};
use crate::query::{PeriodMatch, period_match};
use crate::session::{Action, Document, Period, SearchAction, Session};
use annals_edtf::Edtf;
use annals_prose_dates::suggest_edtf;

/// Id of the field for the period.
#[must_use]
pub fn field_id() -> egui::Id {
    egui::Id::unique("period")
}

/// Shows the field and the counts.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    palette: Palette,
    text: &mut String,
    actions: &mut Vec<Action>,
) {
    let Some(document) = session.document.as_deref() else {
        return;
    };
    ui.label(say("period-explained"));
    let field = ui.add(
        egui::TextEdit::singleline(text)
            .id(field_id())
            .hint_text(RichText::new("1953/1963").color(palette.dimmed))
            .desired_width(f32::INFINITY),
    );
    field.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::TextInput, true, say("period-field"))
    });
    if text.trim().is_empty() {
        if session.view.period.is_some() && ui.button(say("period-show-everything")).clicked() {
            actions.push(Action::Search(SearchAction::SetPeriod(None)));
        }
        return;
    }
    match Edtf::parse(text.trim()) {
        Ok(edtf) => show_counts(ui, session, document, palette, &edtf, text, actions),
        Err(error) => {
            let message = match suggest_edtf(text.trim()) {
                Some(date) => say_with("period-suggestion", &[("date", date.into())]),
                None => say_with(
                    "period-incomplete",
                    &[
                        ("column", Argument::plain(error.column)),
                        ("expected", expectation_in_words(&error).into()),
                    ],
                ),
            };
            ui.label(RichText::new(message).color(palette.warning));
        }
    }
}

/// Number of events that are certainly, and only possibly, in a period.
/// Computed once for a text.
fn counted(
    ui: &Ui,
    session: &Session,
    document: &Document,
    edtf: &Edtf,
    text: &str,
) -> (usize, usize) {
    type Counted = (u64, String, usize, usize);
    let id = field_id().with("counted");
    let known: Option<Counted> = ui.data(|memory| memory.get_temp(id));
    if let Some((revision, of, certainly, possibly)) = known
        && revision == session.revision
        && of == text
    {
        return (certainly, possibly);
    }
    let (mut certainly, mut possibly) = (0, 0);
    for (event, _) in document.timeline.events.indexed() {
        match period_match(&document.index, event, edtf) {
            PeriodMatch::Certainly => certainly += 1,
            PeriodMatch::Possibly => possibly += 1,
            PeriodMatch::No => {}
        }
    }
    let counted: Counted = (session.revision, text.to_owned(), certainly, possibly);
    ui.data_mut(|memory| memory.insert_temp(id, counted));
    (certainly, possibly)
}

fn show_counts(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    palette: Palette,
    edtf: &Edtf,
    text: &mut String,
    actions: &mut Vec<Action>,
) {
    let (certainly, possibly) = counted(ui, session, document, edtf, text);
    ui.label(RichText::new(in_words(edtf)).font(theme::semibold(theme::TEXT_SIZE + 1.0)));
    let period = |certainly| Period {
        edtf: edtf.clone(),
        certainly,
    };
    for (words, wanted) in [
        (
            say_with(
                "period-certainly-in",
                &[("events", count(certainly, "event").into())],
            ),
            Some(period(true)),
        ),
        (
            say_with(
                "period-possibly-in",
                &[("events", count(certainly + possibly, "event").into())],
            ),
            Some(period(false)),
        ),
        (say("period-everything"), None),
    ] {
        let chosen = session.view.period == wanted;
        if ui.add(Button::selectable(chosen, words)).clicked() {
            if wanted.is_none() {
                text.clear();
            }
            actions.push(Action::Search(SearchAction::SetPeriod(wanted)));
        }
    }
    ui.label(RichText::new(say("period-certainly-possibly")).color(palette.muted));
}
