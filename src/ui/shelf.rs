//! Shelf of undated events: off the axis, in the order of the file.

use crate::language::{say, say_with};
use eframe::egui::{self, Align2, Id, Rect, Ui, pos2, vec2};

use super::event_chip::{self, EventChip};
use super::event_menu;
use super::regions::{self, Region};
use super::theme::{self, Palette};
use super::timeline_view::count;
use crate::model::{Event, Index};
use crate::session::{Action, Document, Highlight, PanelAction, SelectionAction, Session};

/// Padding above and below the chips, in points.
const PADDING: f32 = 9.0;
/// Maximum width of a chip, in points.
const MAX_CHIP: f32 = 260.0;
/// Distance between columns of the grid, in points.
const GAP: f32 = 6.0;
/// Distance between rows of the grid, in points.
const ROW_GAP: f32 = 5.0;

/// Positions of the chips.
enum ChipLayout {
    /// Each as wide as its title, wrapped: widths, offsets, total height.
    Flow(Vec<f32>, Vec<egui::Vec2>, f32),
    /// All equally wide, in columns: nothing is measured. Number of columns,
    /// column width.
    Grid(usize, f32),
}

impl ChipLayout {
    /// Up to this number chips are measured one by one in every frame.
    const MEASURED: usize = 300;

    fn of(ui: &Ui, session: &Session, document: &Document, width: f32) -> Self {
        let events = session.undated(document);
        if events.len() > Self::MEASURED {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a handful of columns"
            )]
            let columns = ((width + GAP) / (MAX_CHIP + GAP)).floor().max(1.0) as usize;
            #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
            let column = (width + GAP) / columns as f32;
            return Self::Grid(columns, column);
        }
        let widths: Vec<f32> = events
            .iter()
            .map(|event| chip(session, document, *event, None).width(ui, MAX_CHIP.min(width)))
            .collect();
        let (places, height) = event_chip::flow(&widths, width);
        Self::Flow(widths, places, height)
    }

    fn height(&self, count: usize) -> f32 {
        match self {
            Self::Flow(_, _, height) => *height,
            Self::Grid(columns, _) => {
                #[expect(clippy::cast_precision_loss, reason = "points on the screen")]
                let rows = count.div_ceil(*columns) as f32;
                rows * (event_chip::HEIGHT + ROW_GAP)
            }
        }
    }

    /// Rectangle of a chip, relative to the top left of all.
    fn rect(&self, at: usize) -> Option<Rect> {
        match self {
            Self::Flow(widths, places, _) => {
                let size = vec2(*widths.get(at)?, event_chip::HEIGHT);
                Some(Rect::from_min_size(places.get(at)?.to_pos2(), size))
            }
            Self::Grid(columns, column) => {
                #[expect(clippy::cast_precision_loss, reason = "points on the screen")]
                let (x, y) = ((at % columns) as f32, (at / columns) as f32);
                let place = pos2(x * column, y * (event_chip::HEIGHT + ROW_GAP));
                Some(Rect::from_min_size(
                    place,
                    vec2(column - GAP, event_chip::HEIGHT),
                ))
            }
        }
    }

    /// Chips that can be in a vertical range; in a flow, all.
    fn between(&self, from: f32, to: f32, count: usize) -> std::ops::Range<usize> {
        match self {
            Self::Flow(..) => 0..count,
            Self::Grid(columns, _) => {
                let row = |y: f32| {
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "rows of the shelf"
                    )]
                    let row = (y / (event_chip::HEIGHT + ROW_GAP)).max(0.0) as usize;
                    row
                };
                (row(from) * columns).min(count)..((row(to) + 1) * columns).min(count)
            }
        }
    }
}

fn chip<'a>(
    session: &Session,
    document: &'a Document,
    event: Index<Event>,
    lit: Option<Highlight>,
) -> EventChip<'a> {
    EventChip {
        timeline: &document.timeline,
        event,
        selected: session.view.selection == Some(event),
        undated: true,
        aside: "",
        lit,
        corroboration: session
            .view
            .evidence
            .then(|| document.evidence.corroboration(event)),
    }
}

/// Height in points that shows every chip in a given width.
#[must_use]
pub fn needed_height(ui: &Ui, session: &Session, document: &Document, width: f32) -> f32 {
    let places = ChipLayout::of(ui, session, document, width - 14.0);
    places.height(session.undated(document).len()) + 2.0 * PADDING
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
    let events = session.undated(document);
    let painter = ui.painter();
    painter.text(
        pos2(names.left() + 14.0, names.top() + PADDING + 2.0),
        Align2::LEFT_TOP,
        say("shelf"),
        theme::semibold(14.0),
        palette.ink,
    );
    painter.text(
        pos2(names.left() + 14.0, names.top() + PADDING + 21.0),
        Align2::LEFT_TOP,
        count(events.len(), "event"),
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
            say_with(
                "shelf-label",
                &[("events", count(events.len(), "event").into())],
            ),
        )
    });
    hint.on_hover_text(say("shelf-hint"));

    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.with_max_y(rect.bottom() - 6.0))
            .id_salt("undated shelf"),
    );
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("undated chips")
        .show_viewport(&mut child, |ui, view| {
            let width = rect.width() - 14.0;
            let places = ChipLayout::of(ui, session, document, width);
            let height = places.height(events.len());
            let (area, _) =
                ui.allocate_exact_size(vec2(width, height + 2.0 * PADDING), egui::Sense::hover());
            let origin = area.min + vec2(0.0, PADDING);
            let lit = session.highlights();
            let seen = places.between(view.top() - PADDING, view.bottom() - PADDING, events.len());
            let first = seen.start;
            for (place, event) in events.get(seen).unwrap_or_default().iter().enumerate() {
                let Some(place) = places.rect(first + place) else {
                    continue;
                };
                let rect = place.translate(origin.to_vec2());
                let chip = chip(session, document, *event, lit.get(event).copied());
                let id = Id::unique(("undated", &document.timeline[*event].id));
                let response = chip.show(ui, rect, id);
                regions::offer(ui, Region::Shelf, id);
                event_menu::show(&response, *event, actions);
                if response.clicked() {
                    actions.push(if chip.selected {
                        PanelAction::FocusQuotes.into()
                    } else {
                        SelectionAction::SelectInPlace(*event).into()
                    });
                }
                if response.gained_focus() {
                    ui.scroll_to_rect(rect, None);
                }
            }
            if session.view.reveal_row
                && let Some(selected) = session.view.selection
                && let Some(place) = events.iter().position(|event| *event == selected)
                && let Some(rect) = places.rect(place)
            {
                ui.scroll_to_rect(rect.translate(origin.to_vec2()), None);
            }
        });
}
