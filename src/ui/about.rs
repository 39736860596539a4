//! What is known of a source: its record, its passages over the document, and
//! the paragraphs that nothing cites.

use eframe::egui::{self, Label, Rect, RichText, Sense, Ui, pos2, vec2};

use super::reader;
use super::theme::{self, Palette, SMALL_SIZE};
use super::timeline_view::count;
use crate::model::{Index, Source, visible_id, visible_line, visible_text};
use crate::session::{Action, Document, Page, ReaderAction, Session};

/// Code points of an uncited paragraph that are shown.
const BEGINNING: usize = 90;

/// Shows what is known of a source.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    _session: &Session,
    document: &Document,
    source: Index<Source>,
    page: &Page,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui);
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect)
            .id_salt(("about", source.position())),
    );
    egui::ScrollArea::vertical()
        .id_salt(("about", source.position()))
        .auto_shrink(false)
        .show(&mut child, |ui| {
            egui::Frame::NONE
                .inner_margin(egui::Margin::symmetric(22, 16))
                .show(ui, |ui| {
                    ui.set_width(rect.width() - 56.0);
                    ui.spacing_mut().item_spacing.y = 6.0;
                    record(ui, document, source, palette);
                    heading(ui, "Passages over the document");
                    strip(ui, document, page, palette, actions);
                    uncited(ui, page, palette, actions);
                });
        });
}

fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(words).font(theme::semibold(15.0)));
}

fn record(ui: &mut Ui, document: &Document, source: Index<Source>, palette: Palette) {
    let entry = &document.timeline[source];
    ui.add(
        Label::new(RichText::new(visible_text(&entry.bibliography())).font(theme::serif(15.5)))
            .wrap(),
    );
    let muted = |text: String| {
        RichText::new(text)
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.muted)
    };
    if let Some(digest) = &entry.sha256 {
        ui.add(Label::new(muted(format!("SHA-256 {digest}"))).wrap());
    }
    match document.holdings.of(source) {
        Some(held) => {
            let path = held.path.display().to_string();
            ui.add(Label::new(muted(format!("Read from {}", visible_id(&path)))).wrap());
        }
        None => {
            ui.add(Label::new(muted("Its text is not on this machine.".to_owned())).wrap());
        }
    }
    if let Some(note) = &entry.note {
        ui.add(Label::new(muted(visible_text(note).into_owned())).wrap());
    }
}

/// The document from beginning to end as a strip, with its passages.
fn strip(
    ui: &mut Ui,
    document: &Document,
    page: &Page,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    ui.painter().rect_filled(rect, 4.0, palette.band);
    #[expect(clippy::cast_precision_loss, reason = "points on the screen")]
    let x_of = |at: usize| {
        rect.left() + rect.width() * (at as f32 / page.text.code_points().max(1) as f32)
    };
    for marked in page.marks.as_slice() {
        let colors = reader::colors(document, palette, marked.passage);
        let bar = Rect::from_min_max(
            pos2(x_of(marked.start), rect.top() + 4.0),
            pos2(
                x_of(marked.end).max(x_of(marked.start) + 2.0),
                rect.bottom() - 4.0,
            ),
        );
        let color = colors.first().copied().unwrap_or(palette.muted);
        ui.painter().rect_filled(bar, 1.0, color);
    }
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Button,
            true,
            format!(
                "{} over the document",
                count(page.marks.as_slice().len(), "passage")
            ),
        )
    });
    if response.clicked()
        && let Some(at) = response.interact_pointer_pos()
    {
        let share = ((at.x - rect.left()) / rect.width()).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a place on the screen"
        )]
        let place = (share * page.text.code_points() as f32) as usize;
        actions.push(Action::Reader(ReaderAction::GoTo(place)));
    }
}

fn uncited(ui: &mut Ui, page: &Page, palette: Palette, actions: &mut Vec<Action>) {
    if !page.is_whole {
        return;
    }
    let uncited = page.marks.uncited(&page.paragraphs);
    heading(
        ui,
        &format!("{} that nothing cites", count(uncited.len(), "paragraph")),
    );
    for position in uncited {
        let Some(paragraph) = page.paragraphs.as_slice().get(position) else {
            continue;
        };
        let words = page.text.slice(paragraph.start, paragraph.end);
        let begins: String = words.chars().take(BEGINNING).collect();
        let button = egui::Button::new(
            RichText::new(visible_line(begins.trim()).into_owned())
                .font(theme::serif(14.0))
                .color(palette.ink),
        )
        .frame(false)
        .truncate();
        if ui.add(button).clicked() {
            actions.push(Action::Reader(ReaderAction::GoTo(paragraph.start)));
        }
    }
}
