//! Shows the full address of a source before it is opened.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Label, RichText, Ui};

use super::bidi::{self};
use super::theme::{self, UiPalette};
use super::widgets::{action_button, main_button, small_button, warning};
use crate::language::{say, say_with};
use crate::model::{Address, Index, Source, visible_id, visible_text};
use crate::session::{Action, ClipboardAction, Dialog, PanelAction, Session, SourceAction};

/// Shows the requested address, warnings about it, and the button that opens
/// it.
pub fn show(ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
    let palette = UiPalette::of(ui);
    let requested = session.view.address.zip(session.open.as_deref());
    let source = requested.and_then(|(source, open)| {
        let sources = &open.timeline.sources;
        sources.get(source)
    });
    let Some(url) = source.and_then(|source| source.csl.url.as_ref()) else {
        return;
    };
    let address = match Address::of(url) {
        Ok(address) => address,
        Err(error) => {
            ui.add(Label::new(visible_id(url)).wrap());
            for words in [&error.message, &error.hint] {
                bidi::label(
                    ui,
                    RichText::new(visible_text(&words.text())).color(palette.bad),
                );
            }
            return;
        }
    };
    ui.label(say("address-explained"));
    let shown = address.shown();
    let host = address.host().unwrap_or_default();
    let plain = TextFormat::simple(theme::sans(theme::TEXT_SIZE), palette.ink);
    let emphasised = TextFormat::simple(theme::semibold(theme::TEXT_SIZE), palette.ink);
    let mut job = LayoutJob::default();
    match shown.split_once(host).filter(|_| !host.is_empty()) {
        Some((before, after)) => {
            job.append(before, 0.0, plain.clone());
            job.append(host, 0.0, emphasised);
            job.append(after, 0.0, plain);
        }
        None => job.append(shown, 0.0, plain),
    }
    job.wrap.break_anywhere = true;
    ui.add(Label::new(job).wrap());
    if let Some(letters) = address.host_in_letters() {
        let host = visible_id(letters);
        let message = say_with("address-letters", &[("host", host.as_ref().into())]);
        warning(ui, message);
    }
    for message in address.warnings() {
        warning(ui, visible_text(&message.text()));
    }
    ui.horizontal(|ui| {
        if main_button(ui, &say("address-open")).clicked() {
            actions.push(PanelAction::ToggleDialog(Dialog::OpenLink).into());
            actions.push(SourceAction::OpenAddress(shown.to_owned()).into());
        }
        let copy = ClipboardAction::Text(shown.to_owned());
        action_button(ui, "address-copy", copy, actions);
    });
}

/// Button that leads to the address of a source, if it has one.
pub fn button(ui: &mut Ui, url: Option<&String>, source: Index<Source>, actions: &mut Vec<Action>) {
    if url.is_some() && small_button(ui, "address-button", "address-button-hint").clicked() {
        actions.push(SourceAction::ShowAddress(source).into());
    }
}
