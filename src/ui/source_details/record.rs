//! The bibliographic record of a source.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Color32, RichText, Ui, vec2};

use super::super::bidi;
use super::SourceDetails;
use crate::language::say;
use crate::library::MatchKind;
use crate::model::{visible_id, visible_text};
use crate::session::{Action, Dialog, FormAction, PanelAction};
use crate::ui::passage;
use crate::ui::theme::{self, SMALL_SIZE, UiPalette};
use crate::ui::widgets::small_button;

/// Width of the field names, in points.
const NAMES: f32 = 92.0;

/// Shows the fields of the record, and where the text is read from.
pub(super) fn show(ui: &mut Ui, details: &SourceDetails<'_>) {
    let palette = details.palette;
    let source = &details.open.timeline[details.source];
    let csl = &source.csl;
    let text = |value: &Option<String>| value.as_deref().map(|value| visible_text(value).into());
    let id = |value: &Option<String>| value.as_deref().map(|value| visible_id(value).into());
    let digest = source.sha256.map(|digest| digest.to_string());
    let fields: [(String, Option<String>); 9] = [
        (say("record-published-in"), text(&csl.container_title)),
        (say("record-number"), text(&csl.number)),
        (say("record-publisher"), text(&csl.publisher)),
        (say("record-date"), text(&csl.issued)),
        (say("record-address"), id(&csl.url)),
        (say("record-language"), id(&source.language)),
        (say("record-known-as"), Some(visible_id(&source.id).into())),
        (say("record-file"), id(&source.file)),
        ("SHA-256".to_owned(), digest),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            field(ui, &name, &value, palette.ink);
        }
    }
    let (words, color) = match details.open.holdings.get(details.source) {
        Some(holding) => {
            let by = match holding.match_kind {
                MatchKind::Digest => say("record-by-digest"),
                MatchKind::FileName => say("record-by-name"),
                MatchKind::RecordedPath => say("record-by-path"),
            };
            let is_other = source.sha256.is_some_and(|digest| digest != holding.digest);
            let (other, color) = if is_other {
                (say("record-other-copy"), palette.warning)
            } else {
                (String::new(), palette.ink)
            };
            let path = holding.path.display().to_string();
            (format!("{}, {by}{other}", visible_id(&path)), color)
        }
        None => (say("record-not-found"), palette.ink),
    };
    field(ui, &say("record-read-from"), &words, color);
    if let Some(note) = &source.note {
        ui.add_space(4.0);
        passage::editors_note(ui, note);
    }
}

/// One line of the list: name and value of a field.
fn field(ui: &mut Ui, name: &str, value: &str, ink: Color32) {
    let font = theme::sans(SMALL_SIZE + 1.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let height = ui.text_style_height(&egui::TextStyle::Body);
        let layout = egui::Layout::left_to_right(egui::Align::Min);
        ui.allocate_ui_with_layout(vec2(NAMES, height), layout, |ui| {
            ui.set_min_width(NAMES);
            let name = RichText::new(name).font(font.clone());
            ui.label(name.color(UiPalette::of(ui).muted));
        });
        let mut job = LayoutJob::default();
        job.append(value, 0.0, TextFormat::simple(font, ink));
        job.wrap.max_width = ui.available_width();
        // An address has few places for line breaks, a digest none.
        job.wrap.break_anywhere = !value.contains(' ');
        bidi::label(ui, job);
    });
}

/// Button for editing the record.
pub(super) fn edit_button(ui: &mut Ui, details: &SourceDetails<'_>, actions: &mut Vec<Action>) {
    if !details.open.is_preview() && small_button(ui, "record-edit", "record-edit-hint").clicked() {
        actions.push(FormAction::EditSource(details.source).into());
    }
}

/// Button for locating a document.
pub(super) fn locate_button(ui: &mut Ui, actions: &mut Vec<Action>) {
    if small_button(ui, "locate-text", "locate-text-hint").clicked() {
        actions.push(PanelAction::ToggleDialog(Dialog::Sources).into());
    }
}
