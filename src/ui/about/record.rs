//! The record of a source: a calm list of what is written down of it.

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Color32, Label, RichText, Ui, vec2};

use super::About;
use crate::documents::MatchedBy;
use crate::model::{visible_id, visible_text};
use crate::session::{Action, Popup, ViewAction};
use crate::ui::passage;
use crate::ui::theme::{self, SMALL_SIZE};

/// Width of the names of the fields, in points.
const NAMES: f32 = 92.0;

/// Shows the fields that the record has, and where the text is read from.
pub(super) fn show(ui: &mut Ui, about: &About<'_>) {
    let palette = about.palette;
    let entry = &about.document.timeline[about.source];
    let csl = &entry.csl;
    let text =
        |value: &Option<String>| value.as_ref().map(|value| visible_text(value).into_owned());
    let id = |value: &Option<String>| value.as_ref().map(|value| visible_id(value).into_owned());
    let fields = [
        ("Published in", text(&csl.container_title)),
        ("Number", text(&csl.number)),
        ("Publisher", text(&csl.publisher)),
        ("Date", text(&csl.issued)),
        ("Address", id(&csl.url)),
        ("Language", id(&entry.language)),
        ("Known here as", Some(visible_id(&entry.id).into_owned())),
        ("File", id(&entry.file)),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            field(ui, name, &value, palette.ink, palette.muted);
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
            let by = match held.matched_by {
                MatchedBy::Digest => "recognised by its digest: it is the copy that was quoted",
                MatchedBy::FileName => "recognised by its file name",
                MatchedBy::RecordedPath => "found where the timeline says",
            };
            let is_other = entry.sha256.is_some_and(|digest| digest != held.digest);
            let (other, color) = if is_other {
                (
                    "; it is another copy than the one that was quoted",
                    palette.warning,
                )
            } else {
                ("", palette.ink)
            };
            let path = held.path.display().to_string();
            (format!("{}, {by}{other}", visible_id(&path)), color)
        }
        None => (
            "nowhere: the text is not on this machine".to_owned(),
            palette.ink,
        ),
    };
    field(ui, "Read from", &words, color, palette.muted);
    if let Some(note) = &entry.note {
        ui.add_space(4.0);
        passage::editors_note(ui, note, palette);
    }
}

/// One line of the list: the name of a field, and what stands in it.
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
        // An address has few places to break at, a digest none.
        job.wrap.break_anywhere = !value.contains(' ');
        ui.add(Label::new(job).wrap());
    });
}

/// The button that leads to where a text can be located.
pub(super) fn locate(ui: &mut Ui, actions: &mut Vec<Action>) {
    let words = RichText::new("Locate the text…").font(theme::sans(SMALL_SIZE + 0.5));
    let button = ui
        .button(words)
        .on_hover_text("Choose the document or its folder, and it is read here");
    if button.clicked() {
        actions.push(Action::View(ViewAction::Toggle(Popup::Sources)));
    }
}
