//! The shelf of undated events: off the axis, in the order of the file.

use eframe::egui::{self, Align2, Id, Rect, Ui, pos2, vec2};

use super::chip::{self, Chip};
use super::regions::{self, Region};
use super::theme::{self, Palette};
use super::timeline_view::count;
use crate::session::{Action, Document, Session, ViewAction};

/// Room above and below the chips, in points.
const PADDING: f32 = 9.0;
/// The widest that a chip may be, in points.
const MAX_CHIP: f32 = 260.0;

fn chips<'a>(session: &Session, document: &'a Document) -> Vec<Chip<'a>> {
    let lit = session.lit();
    document
        .index
        .undated()
        .iter()
        .filter(|event| session.view.shows(**event))
        .map(|event| Chip {
            timeline: &document.timeline,
            event: *event,
            selected: session.view.selection == Some(*event),
            undated: true,
            aside: "",
            lit: lit.get(event).copied(),
            footing: session
                .view
                .evidence
                .then(|| document.evidence.support(*event).footing()),
        })
        .collect()
}

fn widths(ui: &Ui, chips: &[Chip<'_>], width: f32) -> Vec<f32> {
    chips
        .iter()
        .map(|chip| chip.width(ui, MAX_CHIP.min(width)))
        .collect()
}

/// How tall the shelf would be to show every chip, `width` points wide.
#[must_use]
pub fn needed_height(ui: &Ui, session: &Session, document: &Document, width: f32) -> f32 {
    let width = width - 14.0;
    let widths = widths(ui, &chips(session, document), width);
    chip::flow(&widths, width).1 + 2.0 * PADDING
}

/// Shows the shelf: its name under the lane names, the chips under the plot.
pub fn show(
    ui: &mut Ui,
    names: Rect,
    rect: Rect,
    session: &Session,
    document: &Document,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui);
    let chips = chips(session, document);
    let painter = ui.painter();
    painter.text(
        pos2(names.left() + 14.0, names.top() + PADDING + 2.0),
        Align2::LEFT_TOP,
        "Undated",
        theme::semibold(14.0),
        palette.ink,
    );
    painter.text(
        pos2(names.left() + 14.0, names.top() + PADDING + 21.0),
        Align2::LEFT_TOP,
        count(chips.len(), "event"),
        theme::sans(12.5),
        palette.muted,
    );
    let hint = ui.interact(
        names.intersect(Rect::from_min_size(names.min, vec2(names.width(), 44.0))),
        Id::unique("shelf name"),
        egui::Sense::hover(),
    );
    hint.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Label,
            true,
            format!("Undated, {}", count(chips.len(), "event")),
        )
    });
    hint.on_hover_text("No source says when these happened, so they stand off the axis.");

    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.with_max_y(rect.bottom() - 6.0))
            .id_salt("undated shelf"),
    );
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("undated chips")
        .show(&mut child, |ui| {
            let width = rect.width() - 14.0;
            let widths = widths(ui, &chips, width);
            let (places, height) = chip::flow(&widths, width);
            let (area, _) =
                ui.allocate_exact_size(vec2(width, height + 2.0 * PADDING), egui::Sense::hover());
            for ((chip, place), width) in chips.iter().zip(places).zip(widths) {
                let rect = Rect::from_min_size(
                    area.min + vec2(0.0, PADDING) + place,
                    vec2(width, chip::HEIGHT),
                );
                let id = Id::unique(("undated", &document.timeline[chip.event].id));
                let response = chip.show(ui, rect, id);
                regions::offer(ui, Region::Shelf, id);
                if response.clicked() {
                    let action = if chip.selected {
                        ViewAction::EnterQuotes
                    } else {
                        ViewAction::SelectInPlace(chip.event)
                    };
                    actions.push(Action::View(action));
                }
                if (chip.selected && session.view.reveal_row) || response.gained_focus() {
                    ui.scroll_to_rect(rect, None);
                }
            }
        });
}
