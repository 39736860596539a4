//! Shows the full address of a source before it is opened.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Label, RichText, Ui};

use super::bidi::{self, Edge};
use super::dialogs::main_button;
use super::theme::{self, Palette};
use crate::language::{say, say_with};
use crate::model::{Address, visible_id, visible_text};
use crate::session::{Action, ClipboardAction, Dialog, PanelAction, Session, SourceAction};

/// Shows the requested address, warnings about it, and the button that opens
/// it.
pub fn show(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    let asked = session.view.address.zip(session.document.as_deref());
    let Some((source, document)) = asked else {
        return;
    };
    let Some(source) = document.timeline.sources.get(source) else {
        return;
    };
    let Some(url) = &source.csl.url else {
        return;
    };
    let address = match Address::of(url) {
        Ok(address) => address,
        Err(refused) => {
            ui.add(Label::new(visible_id(url)).wrap());
            for words in [&refused.message, &refused.hint] {
                bidi::label(
                    ui,
                    RichText::new(visible_text(words)).color(palette.bad),
                    Edge::Text,
                );
            }
            return;
        }
    };
    ui.label(say("address-explained"));
    let shown = address.shown();
    let host = address.host().unwrap_or_default();
    let plain = TextFormat::simple(theme::sans(theme::TEXT_SIZE), palette.ink);
    let strong = TextFormat::simple(theme::semibold(theme::TEXT_SIZE), palette.ink);
    let mut job = LayoutJob::default();
    match shown.split_once(host).filter(|_| !host.is_empty()) {
        Some((before, after)) => {
            job.append(before, 0.0, plain.clone());
            job.append(host, 0.0, strong);
            job.append(after, 0.0, plain);
        }
        None => job.append(shown, 0.0, plain),
    }
    job.wrap.break_anywhere = true;
    ui.add(Label::new(job).wrap());
    if let Some(letters) = address.host_in_letters() {
        let message = say_with(
            "address-letters",
            &[("host", visible_id(letters).as_ref().into())],
        );
        ui.add(Label::new(RichText::new(message).color(palette.warning)).wrap());
    }
    for warning in address.warnings() {
        ui.add(Label::new(RichText::new(visible_text(warning)).color(palette.warning)).wrap());
    }
    ui.horizontal(|ui| {
        if main_button(ui, &say("address-open"), palette).clicked() {
            actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::OpenLink)));
            actions.push(Action::Source(SourceAction::OpenAddress(shown.to_owned())));
        }
        if ui.button(say("address-copy")).clicked() {
            actions.push(Action::Clipboard(ClipboardAction::Text(shown.to_owned())));
        }
    });
}

/// Button that leads to the address of a source, if it has one.
pub fn button(
    ui: &mut Ui,
    url: Option<&String>,
    source: crate::model::Index<crate::model::Source>,
    actions: &mut Vec<Action>,
) {
    if url.is_none() {
        return;
    }
    let words = RichText::new(say("address-button")).font(theme::sans(theme::SMALL_SIZE + 0.5));
    if ui
        .button(words)
        .on_hover_text(say("address-button-hint"))
        .clicked()
    {
        actions.push(Action::Source(SourceAction::ShowAddress(source)));
    }
}
