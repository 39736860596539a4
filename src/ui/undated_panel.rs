//! Panel of undated events: off the axis, in the order of the file.

use crate::language::{say, say_with};
use eframe::egui::{self, Align2, Id, Rect, Ui, pos2, vec2};

use super::event_chip::{self, EventChip};
use super::event_menu;
use super::lane_drag;
use super::panel_input::PanelInput;
use super::regions::{self, Region};
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::widgets::set_name;
use crate::model::{Event, Index};
use crate::session::{Action, Highlight, PanelAction, SelectionAction};

/// Padding above and below the chips, in points.
const PADDING: f32 = 9.0;
/// Maximum width of a chip, in points.
const MAX_CHIP: f32 = 260.0;
/// Distance from one row of the grid to the next, in points.
const ROW: f32 = event_chip::HEIGHT + event_chip::ROW_GAP;

/// Positions of the chips, relative to the top left of all.
enum ChipLayout {
    /// Each as wide as its title, wrapped; with the total height.
    Flow(Vec<Rect>, f32),
    /// All equally wide, in this many columns of this width: nothing is
    /// measured.
    Grid(usize, f32),
}

impl ChipLayout {
    /// Up to this number chips are measured one by one in every frame.
    const MEASURED: usize = 300;

    fn of(ui: &Ui, input: PanelInput<'_>, width: f32) -> Self {
        let events = input.session.undated(input.open);
        if events.len() > Self::MEASURED {
            let available = width + event_chip::GAP;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a handful of columns"
            )]
            let columns = (available / (MAX_CHIP + event_chip::GAP)).max(1.0) as u16;
            return Self::Grid(columns.into(), available / f32::from(columns));
        }
        let max_width = MAX_CHIP.min(width);
        let width_of = |event: &Index<Event>| chip(input, *event, None).width(ui, max_width);
        let (places, height) = event_chip::flow(events.iter().map(width_of), width);
        Self::Flow(places, height)
    }

    #[expect(clippy::cast_precision_loss, reason = "points on the screen")]
    fn height(&self, count: usize) -> f32 {
        match self {
            Self::Flow(_, height) => *height,
            Self::Grid(columns, _) => count.div_ceil(*columns) as f32 * ROW,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "points on the screen")]
    fn rect(&self, at: usize) -> Option<Rect> {
        match self {
            Self::Flow(places, _) => places.get(at).copied(),
            Self::Grid(columns, column) => {
                let place = pos2((at % columns) as f32 * column, (at / columns) as f32 * ROW);
                let size = vec2(column - event_chip::GAP, event_chip::HEIGHT);
                Some(Rect::from_min_size(place, size))
            }
        }
    }

    /// Chips that can be in a vertical range; in a flow, all.
    fn between(&self, from: f32, to: f32, count: usize) -> std::ops::Range<usize> {
        let Self::Grid(columns, _) = self else {
            return 0..count;
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "rows of the panel"
        )]
        let row = |y: f32| (y / ROW).max(0.0) as usize;
        (row(from) * columns).min(count)..((row(to) + 1) * columns).min(count)
    }
}

fn chip(input: PanelInput<'_>, event: Index<Event>, highlight: Option<Highlight>) -> EventChip<'_> {
    let PanelInput { session, open } = input;
    EventChip {
        timeline: &open.timeline,
        event,
        selected: session.view.selection == Some(event),
        undated: true,
        aside: String::new(),
        highlight,
        corroboration: session
            .view
            .evidence
            .then(|| open.evidence.corroboration(event)),
    }
}

/// Height in points that shows every chip in a given width.
#[must_use]
pub fn needed_height(ui: &Ui, input: PanelInput<'_>, width: f32) -> f32 {
    let places = ChipLayout::of(ui, input, width - 14.0);
    places.height(input.session.undated(input.open).len()) + 2.0 * PADDING
}

/// Shows the panel: its name under the lane names, the chips under the plot.
pub fn show(
    ui: &mut Ui,
    names: Rect,
    rect: Rect,
    input: PanelInput<'_>,
    actions: &mut Vec<Action>,
) {
    let PanelInput { session, open } = input;
    let palette = UiPalette::of(ui);
    let events = session.undated(open);
    for (down, words, font, color) in [
        (2.0, say("shelf"), theme::semibold(14.0), palette.ink),
        (
            21.0,
            count(events.len(), "event"),
            theme::sans(SMALL_SIZE),
            palette.muted,
        ),
    ] {
        let place = names.min + vec2(14.0, PADDING + down);
        ui.painter()
            .text(place, Align2::LEFT_TOP, words, font, color);
    }
    let hint = ui.interact(
        names.intersect(Rect::from_min_size(names.min, vec2(names.width(), 44.0))),
        Id::unique("name of the undated panel"),
        egui::Sense::hover(),
    );
    set_name(&hint, egui::accesskit::Role::Label, || {
        let events = ("events", count(events.len(), "event").into());
        say_with("shelf-label", &[events])
    });
    hint.on_hover_text(say("shelf-hint"));

    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.with_max_y(rect.bottom() - 6.0))
            .id_salt("undated panel"),
    );
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .id_salt("undated chips")
        .show_viewport(&mut child, |ui, view| {
            let width = rect.width() - 14.0;
            let places = ChipLayout::of(ui, input, width);
            let height = places.height(events.len());
            let (area, _) =
                ui.allocate_exact_size(vec2(width, height + 2.0 * PADDING), egui::Sense::hover());
            let origin = area.min + vec2(0.0, PADDING);
            let highlights = session.highlights();
            let seen = places.between(view.top() - PADDING, view.bottom() - PADDING, events.len());
            let first = seen.start;
            for (place, event) in events.get(seen).unwrap_or_default().iter().enumerate() {
                let Some(place) = places.rect(first + place) else {
                    continue;
                };
                let rect = place.translate(origin.to_vec2());
                let chip = chip(input, *event, highlights.get(event).copied());
                let id = Id::unique(("undated", &open.timeline[*event].id));
                let response = chip.show(ui, rect, id);
                regions::offer(ui, Region::Undated, id);
                if response.drag_started() {
                    lane_drag::start(&response, *event, session);
                }
                event_menu::show(&response, *event, session, actions);
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
