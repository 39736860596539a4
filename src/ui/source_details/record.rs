//! The bibliographic record of a source.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Color32, RichText, Ui, vec2};

use super::super::bidi::{self, Edge};
use super::SourceDetails;
use crate::language::say;
use crate::library::MatchKind;
use crate::model::{visible_id, visible_text};
use crate::session::{Action, Dialog, PanelAction};
use crate::ui::passage;
use crate::ui::theme::{self, SMALL_SIZE};

/// Width of the field names, in points.
const NAMES: f32 = 92.0;

/// Shows the fields of the record, and where the text is read from.
pub(super) fn show(ui: &mut Ui, about: &SourceDetails<'_>) {
    let palette = about.palette;
    let entry = &about.document.timeline[about.source];
    let csl = &entry.csl;
    let text =
        |value: &Option<String>| value.as_ref().map(|value| visible_text(value).into_owned());
    let id = |value: &Option<String>| value.as_ref().map(|value| visible_id(value).into_owned());
    let fields = [
        (say("record-published-in"), text(&csl.container_title)),
        (say("record-number"), text(&csl.number)),
        (say("record-publisher"), text(&csl.publisher)),
        (say("record-date"), text(&csl.issued)),
        (say("record-address"), id(&csl.url)),
        (say("record-language"), id(&entry.language)),
        (
            say("record-known-as"),
            Some(visible_id(&entry.id).into_owned()),
        ),
        (say("record-file"), id(&entry.file)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            field(ui, &name, &value, palette.ink, palette.muted);
        }
    }
    if let Some(digest) = &entry.sha256 {
        field(
            ui,
            "SHA-256",
            &digest.to_string(),
            palette.ink,
            palette.muted,
        );
    }
    let (words, color) = match about.document.holdings.of(about.source) {
        Some(held) => {
            let by = match held.match_kind {
                MatchKind::Digest => say("record-by-digest"),
                MatchKind::FileName => say("record-by-name"),
                MatchKind::RecordedPath => say("record-by-path"),
            };
            let is_other = entry.sha256.is_some_and(|digest| digest != held.digest);
            let (other, color) = if is_other {
                (say("record-other-copy"), palette.warning)
            } else {
                (String::new(), palette.ink)
            };
            let path = held.path.display().to_string();
            (format!("{}, {by}{other}", visible_id(&path)), color)
        }
        None => (say("record-not-found"), palette.ink),
    };
    field(ui, &say("record-read-from"), &words, color, palette.muted);
    if let Some(note) = &entry.note {
        ui.add_space(4.0);
        passage::editors_note(ui, note, palette);
    }
}

/// One line of the list: name and value of a field.
fn field(ui: &mut Ui, name: &str, value: &str, ink: Color32, muted: Color32) {
    let font = theme::sans(SMALL_SIZE + 1.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let height = ui.text_style_height(&egui::TextStyle::Body);
        ui.allocate_ui_with_layout(
            vec2(NAMES, height),
            egui::Layout::left_to_right(egui::Align::Min),
            |ui| {
                ui.set_min_width(NAMES);
                ui.label(RichText::new(name).font(font.clone()).color(muted));
            },
        );
        let mut job = LayoutJob::default();
        job.append(value, 0.0, TextFormat::simple(font.clone(), ink));
        job.wrap.max_width = ui.available_width();
        // An address has few places for line breaks, a digest none.
        job.wrap.break_anywhere = !value.contains(' ');
        bidi::label(ui, job, Edge::Text);
    });
}

/// Button for locating a document.
pub(super) fn locate(ui: &mut Ui, actions: &mut Vec<Action>) {
    let words = RichText::new(say("locate-text")).font(theme::sans(SMALL_SIZE + 0.5));
    let button = ui.button(words).on_hover_text(say("locate-text-hint"));
    if button.clicked() {
        actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Sources)));
    }
}
