//! The text: visible paragraphs, highlights, selection.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role;
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{self, Galley, Id, Pos2, Rect, Sense, Ui, pos2, vec2};

use super::super::bidi::{self, RightEdge};
use super::highlights::{hit_targets, paint_mark};
use super::input::{keys, pointer};
use super::panel::OpenSource;
use super::scroll::{MARGIN, Scroll};
use super::selection::TextSelection;
use super::visible_text::VisibleText;
use crate::model::visible_line;
use crate::reading::{Paragraph, ParagraphKind};
use crate::session::{Action, FocusRequest, ReaderAction, SourceText};
use crate::ui::regions::{self, Region};
use crate::ui::theme::{self, SMALL_SIZE, UiPalette};
use crate::ui::widgets::{clipped, focus_ring, rule, set_name};

/// Font size, in points.
const SIZE: f32 = 16.5;
/// Line height, in points.
const LEADING: f32 = 27.0;
/// Maximum line width, in points: about 70 characters.
const MEASURE: f32 = 560.0;
/// Margin at the left for the bars of passages, in points.
const LEFT: f32 = 30.0;
/// Margin at the right, in points.
const RIGHT: f32 = 18.0;
/// Distance between paragraphs, in points.
const PARAGRAPH_SPACING: f32 = 13.0;
/// Distance above a heading, in points.
const HEADING_SPACING: f32 = 24.0;
/// Height of a page label, in points.
const PAGE_LABEL: f32 = 24.0;

/// Id of the widget that has focus while a text is read.
#[must_use]
pub fn body_id() -> Id {
    Id::unique("text of the source")
}

/// View state of a text.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextState {
    /// The scroll position.
    pub scroll: Scroll,
    /// The current selection.
    pub selection: Option<TextSelection>,
}

impl TextState {
    /// Changes the selection, here and in the session.
    pub(super) fn select(&mut self, selection: Option<TextSelection>, actions: &mut Vec<Action>) {
        self.selection = selection;
        let range = selection.map(TextSelection::range);
        actions.push(ReaderAction::SelectText(range).into());
    }
}

/// Inputs that the parts of a frame share.
pub(super) struct ReaderFrame<'a> {
    pub open: &'a OpenSource<'a>,
    pub palette: UiPalette,
    /// Rectangle of the text, from edge to edge of its column.
    pub column: Rect,
}

/// A paragraph that was laid out.
pub(super) struct ParagraphLayout<'a> {
    pub paragraph: &'a Paragraph,
    pub displayed: VisibleText<'a>,
    pub galley: Arc<Galley>,
    /// Screen position of its text.
    pub at: Pos2,
}

/// Shows the text in a rectangle. Returns the range of code points in view.
pub(super) fn show(
    ui: &mut Ui,
    rect: Rect,
    open: &OpenSource<'_>,
    state: &mut TextState,
    actions: &mut Vec<Action>,
) -> (usize, usize) {
    let width = (rect.width() - LEFT - RIGHT).clamp(80.0, MEASURE);
    let left = rect.left() + LEFT + ((rect.width() - LEFT - RIGHT - width) / 2.0).max(0.0);
    let frame = ReaderFrame {
        open,
        palette: UiPalette::of(ui),
        column: Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height())),
    };
    let sense = Sense::CLICK | Sense::DRAG | Sense::FOCUSABLE;
    let response = ui.interact(rect, body_id(), sense);
    set_name(&response, Role::Document, || say("reader-text"));
    regions::offer(ui, Region::Reader, response.id);
    if open.session.view.focus == Some(FocusRequest::Reader) {
        response.request_focus();
    }
    scroll(ui, &frame, &response, state);
    let layouts = lay_out(ui, &frame, rect, state.scroll);
    let in_view = match (layouts.first(), layouts.last()) {
        (Some(first), Some(last)) => (first_in_view(first, rect), end_in_view(last, rect)),
        _ => (0, 0),
    };
    let clip = clipped(ui, rect, "source_text");
    for layout in &layouts {
        paint(&clip, &frame, layout);
        let response = clip.interact(
            Rect::from_min_size(layout.at, layout.galley.size()).intersect(rect),
            Id::unique(("paragraph", layout.paragraph.start)),
            Sense::HOVER,
        );
        set_name(&response, Role::Paragraph, || &layout.displayed.text);
    }
    hit_targets(&clip, &frame, rect, &layouts, actions);
    pointer(ui, &frame, rect, &response, &layouts, state, actions);
    keys(ui, &frame, &response, state, actions);
    focus_ring(ui, &response, rect.shrink(1.0), 4.0);
    in_view
}

/// First code point of a paragraph whose line is in view.
fn first_in_view(layout: &ParagraphLayout<'_>, rect: Rect) -> usize {
    let cursor = layout
        .galley
        .cursor_from_pos(vec2(0.0, (rect.top() + 6.0 - layout.at.y).max(0.0)));
    layout.paragraph.start + layout.displayed.source(cursor.index.0)
}

/// Code point after the last one of a paragraph whose line is in view.
fn end_in_view(layout: &ParagraphLayout<'_>, rect: Rect) -> usize {
    let down = rect.bottom() - 6.0 - layout.at.y;
    if down >= layout.galley.size().y {
        return layout.paragraph.end;
    }
    let cursor = layout
        .galley
        .cursor_from_pos(vec2(f32::INFINITY, down.max(0.0)));
    layout.paragraph.start + layout.displayed.source(cursor.index.0)
}

fn format_of(kind: ParagraphKind, palette: UiPalette) -> TextFormat {
    let (font, line_height) = match kind {
        ParagraphKind::Body => (theme::serif(SIZE), LEADING),
        ParagraphKind::Heading(1) => (theme::semibold(22.0), 29.0),
        ParagraphKind::Heading(2) => (theme::semibold(18.5), 26.0),
        ParagraphKind::Heading(_) => (theme::semibold(16.0), 24.0),
        ParagraphKind::Gap => (theme::sans(SMALL_SIZE + 0.5), 20.0),
    };
    let color = match kind {
        ParagraphKind::Gap => palette.muted,
        _ => palette.ink,
    };
    TextFormat {
        line_height: Some(line_height),
        ..TextFormat::simple(font, color)
    }
}

/// Lays out a paragraph. egui caches what it laid out in the previous frame,
/// so only newly visible paragraphs cost anything.
fn galley<'a>(
    ui: &Ui,
    frame: &ReaderFrame<'a>,
    paragraph: &Paragraph,
) -> (VisibleText<'a>, Arc<Galley>) {
    let text = frame.open.text.text.text();
    let displayed = VisibleText::of(text.get(paragraph.bytes.clone()).unwrap_or_default());
    let mut job = LayoutJob::single_section(
        displayed.text.clone().into_owned(),
        format_of(paragraph.kind, frame.palette),
    );
    job.wrap.max_width = frame.column.width();
    let edge = match paragraph.kind {
        ParagraphKind::Gap => RightEdge::WidestLine,
        ParagraphKind::Body | ParagraphKind::Heading(_) => RightEdge::WrapWidth,
    };
    let galley = bidi::layout_job(ui.ctx(), job, edge);
    (displayed, galley)
}

/// Space above a paragraph, in points.
fn space_above(text: &SourceText, position: usize) -> f32 {
    let Some(paragraph) = text.paragraphs.as_slice().get(position) else {
        return 0.0;
    };
    let spacing = match paragraph.kind {
        _ if position == 0 || paragraph.continues => 0.0,
        ParagraphKind::Heading(_) => HEADING_SPACING,
        ParagraphKind::Body | ParagraphKind::Gap => PARAGRAPH_SPACING,
    };
    let label = paragraph.page.map_or(0.0, |_| PAGE_LABEL);
    spacing + label
}

/// Follows wheel, keys and requests to reveal a place.
fn scroll(ui: &Ui, frame: &ReaderFrame<'_>, response: &egui::Response, state: &mut TextState) {
    let view = response.rect.height();
    let paragraphs = frame.open.text.paragraphs.as_slice();
    let mut by = 0.0;
    if ui.rect_contains_pointer(response.rect) {
        by -= ui.input(|input| input.smooth_scroll_delta().y);
    }
    if response.has_focus() {
        let page = view - 2.0 * LEADING;
        by += ui.input(|input| {
            let pressed = |key| f32::from(u8::from(input.key_pressed(key)));
            let space = pressed(egui::Key::Space) * if input.modifiers.shift { -1.0 } else { 1.0 };
            page * (pressed(egui::Key::PageDown) - pressed(egui::Key::PageUp) + space)
        });
        let with_command =
            |key| ui.input(|input| input.modifiers.command && input.key_pressed(key));
        if with_command(egui::Key::Home) {
            state.scroll = Scroll::default();
        } else if with_command(egui::Key::End) {
            state.scroll.paragraph = paragraphs.len();
        }
    }
    if response.dragged()
        && let Some(at) = response.interact_pointer_pos()
    {
        // Selecting beyond the edge scrolls the text.
        by += (at.y - response.rect.bottom()).max(0.0) * 0.2;
        by -= (response.rect.top() - at.y).max(0.0) * 0.2;
        if by != 0.0 {
            ui.ctx().request_repaint();
        }
    }
    if let Some((start, end)) = frame.open.session.view.reader.reveal {
        reveal(ui, frame, view, start, end, state);
    }
    let mut height = |position: usize| {
        paragraphs.get(position).map_or(0.0, |paragraph| {
            space_above(frame.open.text, position) + galley(ui, frame, paragraph).1.size().y
        })
    };
    state.scroll.go(by, paragraphs.len(), view, &mut height);
}

/// Scrolls a place into view, a little below the upper edge; does nothing if
/// it is in view already.
fn reveal(
    ui: &Ui,
    frame: &ReaderFrame<'_>,
    view: f32,
    start: usize,
    end: usize,
    state: &mut TextState,
) {
    let reader = &frame.open.session.view.reader;
    let is_seen = reader
        .in_view
        .is_some_and(|(first, last)| first < start && end.min(start + 400) < last);
    if is_seen && start < end {
        return;
    }
    let position = frame.open.text.paragraphs.at(start);
    let Some(paragraph) = frame.open.text.paragraphs.as_slice().get(position) else {
        return;
    };
    let (displayed, galley) = galley(ui, frame, paragraph);
    let within = displayed.shown(start.saturating_sub(paragraph.start));
    let cursor = egui::text::CCursor::new(within);
    let line = galley.pos_from_cursor(cursor).top();
    let lead = if start == end {
        0.0
    } else {
        (view * 0.22).min(110.0)
    };
    state.scroll = Scroll {
        paragraph: position,
        offset: space_above(frame.open.text, position) + line - lead,
    };
}

/// Lays out the visible paragraphs.
fn lay_out<'a>(
    ui: &Ui,
    frame: &ReaderFrame<'a>,
    rect: Rect,
    scroll: Scroll,
) -> Vec<ParagraphLayout<'a>> {
    let mut layouts = Vec::new();
    let mut y = rect.top() - scroll.offset;
    let paragraphs = frame.open.text.paragraphs.as_slice().iter().enumerate();
    for (position, paragraph) in paragraphs.skip(scroll.paragraph) {
        if y > rect.bottom() {
            break;
        }
        y += space_above(frame.open.text, position);
        let (displayed, galley) = galley(ui, frame, paragraph);
        let at = pos2(frame.column.left(), y);
        y += galley.size().y;
        layouts.push(ParagraphLayout {
            paragraph,
            displayed,
            galley,
            at,
        });
    }
    layouts
}

impl ParagraphLayout<'_> {
    /// Rectangles of the lines of a range of code points of the text.
    pub(super) fn rects(&self, start: usize, end: usize) -> Vec<Rect> {
        let mut rects = bidi::rects(
            &self.galley,
            self.displayed_at(start)..self.displayed_at(end),
        );
        for rect in &mut rects {
            *rect = rect.translate(self.at.to_vec2());
        }
        rects
    }

    /// Displayed character of a code point of the text, clamped to this paragraph.
    fn displayed_at(&self, code_point: usize) -> usize {
        let Paragraph { start, end, .. } = self.paragraph;
        self.displayed.shown(code_point.clamp(*start, *end) - start)
    }

    /// Position of a code point of the text in this paragraph.
    pub(super) fn caret(&self, at: usize) -> Rect {
        bidi::caret(&self.galley, self.displayed_at(at)).translate(self.at.to_vec2())
    }

    /// Code point of the text that is nearest to a point of the screen.
    pub(super) fn code_point_at(&self, at: Pos2) -> usize {
        let index = bidi::index_at(&self.galley, at - self.at);
        self.paragraph.start + self.displayed.source(index)
    }

    pub(super) fn y_range(&self) -> std::ops::RangeInclusive<f32> {
        self.at.y..=self.at.y + self.galley.size().y
    }
}

fn paint(ui: &Ui, frame: &ReaderFrame<'_>, layout: &ParagraphLayout<'_>) {
    let palette = frame.palette;
    let painter = ui.painter();
    let reader = &frame.open.session.view.reader;
    let paragraph = layout.paragraph;
    if let Some(page) = paragraph
        .page
        .and_then(|page| frame.open.text.structure.pages.get(page))
    {
        page_label(ui, frame, layout.at.y, &page.label);
    }
    for marked in frame
        .open
        .text
        .highlights
        .between(paragraph.start, paragraph.end)
    {
        paint_mark(ui, frame, layout, marked);
    }
    if let Some(text_search) = &reader.text_search {
        let places = &text_search.found.places;
        let from = places.partition_point(|(_, end)| *end <= paragraph.start);
        let found = places.iter().enumerate().skip(from);
        for (number, (start, end)) in found.take_while(|(_, (start, _))| *start < paragraph.end) {
            let is_current = text_search.current == Some(number);
            for rect in layout.rects(*start, *end) {
                let fill = palette
                    .warning
                    .gamma_multiply(if is_current { 0.5 } else { 0.22 });
                painter.rect_filled(rect.shrink2(vec2(0.0, 3.0)), 2.0, fill);
            }
        }
    }
    if let Some((start, end)) = reader.selected {
        for rect in layout.rects(start, end) {
            painter.rect_filled(rect, 0.0, ui.visuals().selection.bg_fill);
        }
    }
    let at = if paragraph.kind == ParagraphKind::Gap {
        // Centred: these are not words of the source.
        layout.at + vec2((frame.column.width() - layout.galley.size().x) / 2.0, 0.0)
    } else {
        layout.at
    };
    painter.galley(at, Arc::clone(&layout.galley), palette.ink);
}

/// "p. 12" above the first paragraph of a page, with a line beside it.
fn page_label(ui: &Ui, frame: &ReaderFrame<'_>, top: f32, label: &str) {
    let palette = frame.palette;
    let y = top - PAGE_LABEL / 2.0 - 2.0;
    let page = say_with("reader-page", &[("page", visible_line(label).into())]);
    let galley = ui
        .painter()
        .layout_no_wrap(page, theme::sans(SMALL_SIZE - 0.5), palette.muted);
    let left = frame.column.right() - galley.size().x;
    rule(ui, frame.column.with_max_x(left - 8.0), y);
    ui.painter()
        .galley(pos2(left, y - galley.size().y / 2.0), galley, palette.muted);
}

/// Message in the middle of an empty text.
pub(super) fn empty_message(ui: &Ui, rect: Rect, words: &str) {
    let muted = UiPalette::of(ui).muted;
    let font = theme::sans(theme::TEXT_SIZE);
    let width = (rect.width() - 60.0).max(80.0);
    let galley = ui.painter().layout(words.to_owned(), font, muted, width);
    let left = rect.center().x - galley.size().x / 2.0;
    let at = pos2(left, rect.top() + MARGIN + 14.0);
    ui.painter().galley(at, galley, muted);
}
