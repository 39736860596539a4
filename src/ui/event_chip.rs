//! An event as a small button (chip).

use eframe::egui::{
    self, CornerRadius, Id, Rect, Response, Sense, Shape, Stroke, StrokeKind, Ui, vec2,
};

use super::bidi::{self, Edge};
use super::evidence;
use super::theme::{self, Palette};
use crate::date_words::in_words;
use crate::model::{Event, Index, Timeline, visible_line};
use crate::query::Corroboration;
use crate::session::{Action, Document, Highlight, SelectionAction};

/// Height of a chip, in points.
pub const HEIGHT: f32 = 24.0;
const DOT_RADIUS: f32 = 3.5;
const PADDING: f32 = 10.0;

/// How a chip shows an event.
#[derive(Debug, Clone, Copy)]
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
    pub aside: &'a str,
    /// Highlight that the reader gives the event.
    pub lit: Option<Highlight>,
    /// Sign of what the event rests on, if it is to be shown.
    pub corroboration: Option<Corroboration>,
}

impl EventChip<'_> {
    /// Width of the chip in points, at most `most`.
    #[must_use]
    pub fn width(&self, ui: &Ui, most: f32) -> f32 {
        let (title, aside) = self.texts();
        let text = text_width(ui, &title) + text_width(ui, &aside);
        (text + 2.0 * PADDING + 2.0 * DOT_RADIUS + 6.0).min(most)
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
    pub fn show(&self, ui: &Ui, rect: egui::Rect, id: egui::Id) -> Response {
        let palette = Palette::of(ui);
        let event = &self.timeline[self.event];
        let response = ui.interact(rect, id, Sense::click());
        let (title, aside) = self.texts();
        let rests_on = self.corroboration.and_then(evidence::in_words);
        let rests_on = rests_on.map(|words| format!(", {words}"));
        let rests_on = rests_on.unwrap_or_default();
        response.widget_info(|| {
            egui::WidgetInfo::selected(
                egui::accesskit::Role::Button,
                true,
                self.selected,
                format!("{title}{aside}{rests_on}"),
            )
        });
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let lane = event
            .lane
            .map_or(self.timeline.lanes.len(), Index::position);
        let accent = palette.lane(self.timeline, lane);
        let painter = ui.painter();
        let rounding = CornerRadius::same(12);
        let fill = if response.hovered() {
            palette.line
        } else {
            palette.panel
        };
        painter.rect_filled(rect, rounding, fill);
        let strength = match self.lit {
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
        let dot = egui::pos2(rect.left() + PADDING + DOT_RADIUS, rect.center().y);
        painter.circle_filled(dot, DOT_RADIUS, accent);
        if let Some(corroboration) = self.corroboration {
            let mut shapes = Vec::new();
            let corner = rect.left_top() + vec2(7.0, 2.5);
            evidence::sign(&mut shapes, corner, corroboration, &palette);
            painter.extend(shapes);
        }
        let left = dot.x + DOT_RADIUS + 6.0;
        let room = rect.right() - PADDING - left;
        let mut job = egui::text::LayoutJob::default();
        let font = if self.selected {
            theme::semibold(13.5)
        } else {
            theme::sans(13.5)
        };
        let format = |color| egui::TextFormat::simple(font.clone(), color);
        job.append(&title, 0.0, format(palette.ink));
        job.append(&aside, 0.0, format(palette.muted));
        job.wrap = egui::text::TextWrapping::truncate_at_width(room + 1.0);
        let galley = bidi::reordered(painter.ctx(), painter.layout_job(job), Edge::Text);
        let elided = galley.elided;
        let top = rect.center().y - galley.size().y / 2.0;
        painter.galley(egui::pos2(left, top), galley, palette.ink);
        if elided {
            response.on_hover_text(format!("{title}{aside}"))
        } else {
            response
        }
    }
}

/// Shows chips that wrap; a click selects the event.
pub fn show_all(
    ui: &mut Ui,
    document: &Document,
    events: &[Index<Event>],
    salt: impl std::hash::Hash + std::fmt::Debug + Copy,
    actions: &mut Vec<Action>,
) {
    show_selectable(ui, document, events, None, salt, actions);
}

/// Like [`show_all`], with the selected event highlighted.
pub fn show_selectable(
    ui: &mut Ui,
    document: &Document,
    events: &[Index<Event>],
    selection: Option<Index<Event>>,
    salt: impl std::hash::Hash + std::fmt::Debug + Copy,
    actions: &mut Vec<Action>,
) {
    let width = ui.available_width();
    let secondary_texts = secondary_texts(document, events);
    let all: Vec<EventChip<'_>> = chips(document, events, selection, &secondary_texts).collect();
    let widths: Vec<f32> = all.iter().map(|chip| chip.width(ui, width)).collect();
    let (places, height) = flow(&widths, width);
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    for ((chip, place), width) in all.iter().zip(places).zip(widths) {
        let rect = Rect::from_min_size(area.min + place, vec2(width, HEIGHT));
        let id = Id::unique(("chip", salt, chip.event));
        let response = chip.show(ui, rect, id);
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            actions.push(Action::Selection(SelectionAction::Select(chip.event)));
        }
    }
}

/// Height of wrapped chips in a given width, in points.
#[must_use]
pub fn height_of_all(ui: &Ui, document: &Document, events: &[Index<Event>], width: f32) -> f32 {
    let secondary_texts = secondary_texts(document, events);
    let widths: Vec<f32> = chips(document, events, None, &secondary_texts)
        .map(|chip| chip.width(ui, width))
        .collect();
    flow(&widths, width).1
}

fn secondary_texts(document: &Document, events: &[Index<Event>]) -> Vec<String> {
    events
        .iter()
        .map(|event| short_date(document, *event))
        .collect()
}

fn chips<'a>(
    document: &'a Document,
    events: &'a [Index<Event>],
    selection: Option<Index<Event>>,
    secondary_texts: &'a [String],
) -> impl Iterator<Item = EventChip<'a>> {
    events
        .iter()
        .zip(secondary_texts)
        .map(move |(event, aside)| EventChip {
            timeline: &document.timeline,
            event: *event,
            selected: selection == Some(*event),
            undated: document.timeline[*event].date.is_none(),
            aside,
            lit: None,
            corroboration: None,
        })
}

/// A short date for a chip.
fn short_date(document: &Document, event: Index<Event>) -> String {
    document.timeline[event]
        .date
        .as_ref()
        .and_then(|date| date.edtf.as_ref())
        .map(in_words)
        .unwrap_or_default()
}

/// Width of a chip's text, in the wider of its two fonts.
fn text_width(ui: &Ui, text: &str) -> f32 {
    ui.painter()
        .layout_no_wrap(text.to_owned(), theme::semibold(13.5), egui::Color32::WHITE)
        .size()
        .x
}

/// A dotted outline of a pill. Dashes would say "uncertain".
fn dotted_pill(rect: egui::Rect, stroke: Stroke) -> Vec<Shape> {
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

/// Lays chips out in rows of a given width. Returns the offset of each from
/// the top left, and the total height.
#[must_use]
pub fn flow(widths: &[f32], width: f32) -> (Vec<egui::Vec2>, f32) {
    const GAP: f32 = 6.0;
    const ROW_GAP: f32 = 5.0;
    let (mut x, mut y) = (0.0, 0.0);
    let places = widths
        .iter()
        .map(|chip| {
            if x > 0.0 && x + chip > width {
                x = 0.0;
                y += HEIGHT + ROW_GAP;
            }
            let place = vec2(x, y);
            x += chip + GAP;
            place
        })
        .collect();
    let height = if widths.is_empty() { 0.0 } else { y + HEIGHT };
    (places, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chips_wrap_before_they_leave_the_width() {
        let (places, height) = flow(&[60.0, 60.0, 60.0], 130.0);
        assert_eq!(places[1], vec2(66.0, 0.0));
        assert_eq!(places[2], vec2(0.0, HEIGHT + 5.0));
        assert!((height - (2.0 * HEIGHT + 5.0)).abs() < 0.01);
        assert!(flow(&[], 130.0).1.abs() < 0.01);
    }

    #[test]
    fn chip_wider_than_the_shelf_has_its_own_row() {
        let (places, _) = flow(&[300.0, 20.0], 130.0);
        assert_eq!(places[0], vec2(0.0, 0.0));
        assert!(places[1].y > 0.0);
    }
}
