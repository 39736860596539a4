//! An event as a small button (chip).

use eframe::egui::{
    self, CornerRadius, Id, Pos2, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::bidi::{self, RightEdge};
use super::evidence;
use super::scene_cache::text_width;
use super::theme::{self, LABEL_SIZE, UiPalette};
use super::widgets::set_selectable_name;
use crate::date_words::in_words;
use crate::model::{Event, Index, Timeline, visible_line};
use crate::query::{Corroboration, lane_position};
use crate::session::{Action, Highlight, OpenTimeline, SelectionAction};

/// Height of a chip, in points.
pub const HEIGHT: f32 = 24.0;
/// Distance between chips of a row, in points.
pub const GAP: f32 = 6.0;
/// Distance between rows of chips, in points.
pub const ROW_GAP: f32 = 5.0;
const DOT_RADIUS: f32 = 3.5;
const PADDING: f32 = 10.0;

/// How a chip shows an event.
#[derive(Debug, Clone)]
pub struct EventChip<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// The event.
    pub event: Index<Event>,
    /// Whether the event is selected.
    pub selected: bool,
    /// Whether the event has no date: drawn with a dotted outline.
    pub undated: bool,
    /// Muted text after the title.
    pub aside: String,
    /// Highlight that the reader gives the event.
    pub highlight: Option<Highlight>,
    /// Sign of what the event rests on, if it is to be shown.
    pub corroboration: Option<Corroboration>,
}

impl EventChip<'_> {
    /// Width of the chip in points, at most `max_width`.
    #[must_use]
    pub fn width(&self, ui: &Ui, max_width: f32) -> f32 {
        let (title, aside) = self.texts();
        // In the wider of its two fonts.
        let width = |text: &str| text_width(ui, text, theme::semibold(LABEL_SIZE));
        let text = width(&title) + width(&aside);
        (text + 2.0 * PADDING + 2.0 * DOT_RADIUS + 6.0).min(max_width)
    }

    fn texts(&self) -> (String, String) {
        let title = visible_line(self.timeline[self.event].name()).into_owned();
        let aside = if self.aside.is_empty() {
            String::new()
        } else {
            format!("  {}", self.aside)
        };
        (title, aside)
    }

    /// Draws the chip into `rect` and returns the response.
    pub fn show(&self, ui: &Ui, rect: Rect, id: Id) -> Response {
        let palette = UiPalette::of(ui);
        let sense = if self.undated {
            // It can be dragged to a lane.
            Sense::click_and_drag()
        } else {
            Sense::click()
        };
        let response = ui.interact(rect, id, sense);
        let (title, aside) = self.texts();
        let role = egui::accesskit::Role::Button;
        set_selectable_name(&response, role, self.selected, || {
            let evidence = self.corroboration.and_then(evidence::in_words);
            let evidence = evidence.map_or_else(String::new, |words| format!(", {words}"));
            format!("{title}{aside}{evidence}")
        });
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let lane = lane_position(self.timeline, self.event);
        let accent = palette.lane(self.timeline, lane);
        let painter = ui.painter();
        let rounding = CornerRadius::same(12);
        let fill = if response.hovered() {
            palette.line
        } else {
            palette.panel
        };
        painter.rect_filled(rect, rounding, fill);
        let strength = match self.highlight {
            None => 0.0,
            Some(Highlight::InView) => 0.16,
            Some(Highlight::Active) => 0.34,
        };
        painter.rect_filled(rect, rounding, accent.gamma_multiply(strength));
        let stroke = if self.selected {
            Stroke::new(2.0, palette.ink)
        } else if response.has_focus() {
            Stroke::new(2.0, palette.focus)
        } else {
            Stroke::new(1.0, palette.muted)
        };
        if self.undated && !self.selected && !response.has_focus() {
            painter.extend(dotted_pill(rect, stroke));
        } else {
            painter.rect_stroke(rect, rounding, stroke, StrokeKind::Inside);
        }
        let dot = pos2(rect.left() + PADDING + DOT_RADIUS, rect.center().y);
        painter.circle_filled(dot, DOT_RADIUS, accent);
        if let Some(corroboration) = self.corroboration {
            let mut shapes = Vec::new();
            let corner = rect.left_top() + vec2(7.0, 2.5);
            evidence::sign(&mut shapes, corner, corroboration, &palette);
            painter.extend(shapes);
        }
        let left = dot.x + DOT_RADIUS + 6.0;
        let available = rect.right() - PADDING - left;
        let mut job = egui::text::LayoutJob::default();
        let font = if self.selected {
            theme::semibold(LABEL_SIZE)
        } else {
            theme::sans(LABEL_SIZE)
        };
        let format = |color| egui::TextFormat::simple(font.clone(), color);
        job.append(&title, 0.0, format(palette.ink));
        job.append(&aside, 0.0, format(palette.muted));
        job.wrap = egui::text::TextWrapping::truncate_at_width(available + 1.0);
        let galley = bidi::layout_job(ui.ctx(), job, RightEdge::WidestLine);
        let elided = galley.elided;
        let top = rect.center().y - galley.size().y / 2.0;
        painter.galley(pos2(left, top), galley, palette.ink);
        if elided {
            response.on_hover_text(format!("{title}{aside}"))
        } else {
            response
        }
    }
}

/// Shows chips that wrap; a click selects the event. The chip of `selection` is
/// highlighted.
pub fn show_all(
    ui: &mut Ui,
    open: &OpenTimeline,
    events: &[Index<Event>],
    selection: Option<Index<Event>>,
    salt: impl std::hash::Hash + std::fmt::Debug + Copy,
    actions: &mut Vec<Action>,
) {
    let width = ui.available_width();
    let chips = chips(open, events, selection);
    let (places, height) = flow(chips.iter().map(|chip| chip.width(ui, width)), width);
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    for (chip, place) in chips.iter().zip(places) {
        let id = Id::unique(("chip", salt, chip.event));
        let response = chip.show(ui, place.translate(area.min.to_vec2()), id);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            actions.push(SelectionAction::Select(chip.event).into());
        }
    }
}

/// Height of wrapped chips in a given width, in points.
#[must_use]
pub fn height_of_all(ui: &Ui, open: &OpenTimeline, events: &[Index<Event>], width: f32) -> f32 {
    let chips = chips(open, events, None);
    flow(chips.iter().map(|chip| chip.width(ui, width)), width).1
}

/// Chips that show short dates after the titles.
fn chips<'a>(
    open: &'a OpenTimeline,
    events: &[Index<Event>],
    selection: Option<Index<Event>>,
) -> Vec<EventChip<'a>> {
    let chip = |event: &Index<Event>| {
        let date = open.timeline[*event].date.as_ref();
        let edtf = date.and_then(|date| date.edtf.as_ref());
        EventChip {
            timeline: &open.timeline,
            event: *event,
            selected: selection == Some(*event),
            undated: date.is_none(),
            aside: edtf.map(in_words).unwrap_or_default(),
            highlight: None,
            corroboration: None,
        }
    };
    events.iter().map(chip).collect()
}

/// A dotted outline of a pill. Dashes would say "uncertain".
fn dotted_pill(rect: Rect, stroke: Stroke) -> Vec<Shape> {
    let rect = rect.shrink(0.5);
    let radius = rect.height() / 2.0;
    let mut outline = Vec::new();
    for (center, from) in [
        (rect.right_center() - vec2(radius, 0.0), -90.0_f32),
        (rect.left_center() + vec2(radius, 0.0), 90.0),
    ] {
        for step in 0..=8_u8 {
            let angle = (from + f32::from(step) * 22.5).to_radians();
            outline.push(center + radius * vec2(angle.cos(), angle.sin()));
        }
    }
    outline.extend(outline.first().copied());
    Shape::dotted_line(&outline, stroke.color, 3.0, 0.75)
}

/// Lays chips out in rows of a given width. Returns the rectangle of each
/// relative to the top left, and the total height.
#[must_use]
pub fn flow(widths: impl IntoIterator<Item = f32>, width: f32) -> (Vec<Rect>, f32) {
    let mut next = Pos2::ZERO;
    let place = |chip: f32| {
        if next.x > 0.0 && next.x + chip > width {
            next = pos2(0.0, next.y + HEIGHT + ROW_GAP);
        }
        let place = Rect::from_min_size(next, vec2(chip, HEIGHT));
        next.x += chip + GAP;
        place
    };
    let places: Vec<Rect> = widths.into_iter().map(place).collect();
    let height = places.last().map_or(0.0, Rect::bottom);
    (places, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chips_wrap_before_they_leave_the_width() {
        let (places, height) = flow([60.0, 60.0, 60.0], 130.0);
        assert_eq!(places[1].min, pos2(66.0, 0.0));
        assert_eq!(places[2].min, pos2(0.0, HEIGHT + 5.0));
        assert!((height - (2.0 * HEIGHT + 5.0)).abs() < 0.01);
        assert!(flow([], 130.0).1.abs() < 0.01);
    }

    #[test]
    fn chip_wider_than_the_panel_has_its_own_row() {
        let (places, _) = flow([300.0, 20.0], 130.0);
        assert_eq!(places[0].min, Pos2::ZERO);
        assert!(places[1].top() > 0.0);
    }
}
