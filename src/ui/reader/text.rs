//! The text itself: paragraphs in sight, marked passages, selection.

use std::sync::Arc;

use eframe::egui::text::{CharIndex, LayoutJob, TextFormat};
use eframe::egui::{
    self, Align, Color32, CornerRadius, Galley, Id, Pos2, Rect, Sense, Stroke, StrokeKind, Ui,
    pos2, vec2,
};

use super::displayed::Displayed;
use super::scroll::{MARGIN, Scroll};
use super::selection::{Selection, word_at};
use crate::model::{Index, Passage, visible_line};
use crate::reading::{Kind, Marked, Paragraph};
use crate::session::{Action, Document, DocumentAction, Focus, Page, ReaderAction, Session};
use crate::ui::regions::{self, Region};
use crate::ui::theme::{self, Palette, SMALL_SIZE};
use crate::ui::timeline_view::count;

/// Size of the text, in points.
const SIZE: f32 = 16.5;
/// From line to line, in points.
const LEADING: f32 = 27.0;
/// The widest that a line may be, in points: some 70 characters.
const MEASURE: f32 = 560.0;
/// Room at the left, for the bars of the passages, in points.
const LEFT: f32 = 30.0;
/// Room at the right, in points.
const RIGHT: f32 = 18.0;
/// Between paragraphs, in points.
const GAP: f32 = 13.0;
/// Above a heading, in points.
const GAP_HEADING: f32 = 24.0;
/// Room for the label of a page, in points.
const PAGE_LABEL: f32 = 24.0;
/// Levels of overlapping passages that have a line of their own.
const LEVELS: usize = 4;

/// The widget that holds the keyboard while a text is read.
#[must_use]
pub fn body_id() -> Id {
    Id::unique("text of the source")
}

/// What drawing a text keeps from one frame to the next.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextState {
    /// Where it is scrolled to.
    pub scroll: Scroll,
    /// The selection under way.
    pub selection: Option<Selection>,
}

/// Everything that the parts of one frame need.
struct Frame<'a> {
    session: &'a Session,
    document: &'a Document,
    page: &'a Page,
    palette: Palette,
    /// Where the text stands, from edge to edge of its column.
    column: Rect,
    /// Whether passages outside of the brushed period are held back.
    brush: Option<crate::layout::Viewport>,
}

/// A paragraph that was laid out.
struct Laid<'a> {
    paragraph: &'a Paragraph,
    displayed: Displayed<'a>,
    galley: Arc<Galley>,
    /// Where the words begin.
    at: Pos2,
}

/// Shows the text in a rectangle; tells what of it is in view.
#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    page: &Page,
    brush: Option<crate::layout::Viewport>,
    state: &mut TextState,
    actions: &mut Vec<Action>,
) -> (usize, usize) {
    let width = (rect.width() - LEFT - RIGHT).clamp(80.0, MEASURE);
    let left = rect.left() + LEFT + ((rect.width() - LEFT - RIGHT - width) / 2.0).max(0.0);
    let frame = Frame {
        session,
        document,
        page,
        palette: Palette::of(ui),
        column: Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height())),
        brush,
    };
    let response = ui.interact(
        rect,
        body_id(),
        Sense::CLICK | Sense::DRAG | Sense::FOCUSABLE,
    );
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Document, true, "Text of the source")
    });
    regions::offer(ui, Region::Reader, response.id);
    if session.view.focus == Some(Focus::Reader) {
        response.request_focus();
    }
    scroll(ui, &frame, &response, state);
    let laid = lay_out(ui, &frame, rect, state.scroll);
    let in_view = match (laid.first(), laid.last()) {
        (Some(first), Some(last)) => (seen_from(first, rect), seen_until(last, rect)),
        _ => (0, 0),
    };
    let mut clip = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("source text"));
    clip.set_clip_rect(rect.intersect(ui.clip_rect()));
    for laid in &laid {
        paint(&clip, &frame, laid);
        let heard = clip.interact(
            Rect::from_min_size(laid.at, laid.galley.size()).intersect(rect),
            Id::unique(("paragraph", laid.paragraph.start)),
            Sense::HOVER,
        );
        heard.widget_info(|| {
            egui::WidgetInfo::labeled(egui::accesskit::Role::Paragraph, true, &laid.displayed.text)
        });
    }
    marks(&clip, &frame, rect, &laid, actions);
    pointer(ui, &frame, rect, &response, &laid, state, actions);
    keys(ui, &frame, &response, state, actions);
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.shrink(1.0),
            CornerRadius::same(4),
            Stroke::new(2.0, frame.palette.focus),
            StrokeKind::Inside,
        );
    }
    in_view
}

/// The first code point of a paragraph whose line is in view.
fn seen_from(laid: &Laid<'_>, rect: Rect) -> usize {
    let cursor = laid
        .galley
        .cursor_from_pos(vec2(0.0, (rect.top() + 6.0 - laid.at.y).max(0.0)));
    laid.paragraph.start + laid.displayed.source(cursor.index.0)
}

/// The code point after the last of a paragraph whose line is in view.
fn seen_until(laid: &Laid<'_>, rect: Rect) -> usize {
    let down = rect.bottom() - 6.0 - laid.at.y;
    if down >= laid.galley.size().y {
        return laid.paragraph.end;
    }
    let cursor = laid
        .galley
        .cursor_from_pos(vec2(f32::INFINITY, down.max(0.0)));
    laid.paragraph.start + laid.displayed.source(cursor.index.0)
}

fn format_of(kind: Kind, palette: Palette) -> TextFormat {
    let (font_id, line_height, color) = match kind {
        Kind::Body => (theme::serif(SIZE), LEADING, palette.ink),
        Kind::Heading(1) => (theme::semibold(22.0), 29.0, palette.ink),
        Kind::Heading(2) => (theme::semibold(18.5), 26.0, palette.ink),
        Kind::Heading(_) => (theme::semibold(16.0), 24.0, palette.ink),
        Kind::Gap => (theme::sans(SMALL_SIZE + 0.5), 20.0, palette.muted),
    };
    TextFormat {
        font_id,
        color,
        line_height: Some(line_height),
        ..TextFormat::default()
    }
}

/// A paragraph's words laid out. egui keeps what it laid out in the frame
/// before, so that only what comes into view costs anything.
fn galley<'a>(ui: &Ui, frame: &Frame<'a>, paragraph: &Paragraph) -> (Displayed<'a>, Arc<Galley>) {
    let text = frame.page.text.text();
    let displayed = Displayed::of(text.get(paragraph.bytes.clone()).unwrap_or_default());
    let mut job = LayoutJob::single_section(
        displayed.text.clone().into_owned(),
        format_of(paragraph.kind, frame.palette),
    );
    job.wrap.max_width = frame.column.width();
    let galley = ui.painter().layout_job(job);
    (displayed, galley)
}

/// Room above a paragraph.
fn room_above(page: &Page, position: usize) -> f32 {
    let Some(paragraph) = page.paragraphs.as_slice().get(position) else {
        return 0.0;
    };
    let gap = match paragraph.kind {
        _ if position == 0 || paragraph.continues => 0.0,
        Kind::Heading(_) => GAP_HEADING,
        Kind::Body | Kind::Gap => GAP,
    };
    gap + if paragraph.page.is_some() {
        PAGE_LABEL
    } else {
        0.0
    }
}

/// Follows wheel, keys and what is to be revealed.
fn scroll(ui: &Ui, frame: &Frame<'_>, response: &egui::Response, state: &mut TextState) {
    let view = response.rect.height();
    let paragraphs = frame.page.paragraphs.as_slice();
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
        let (home, end) = ui.input(|input| {
            let command = input.modifiers.command;
            (
                command && input.key_pressed(egui::Key::Home),
                command && input.key_pressed(egui::Key::End),
            )
        });
        if home {
            state.scroll = Scroll::default();
        } else if end {
            state.scroll.paragraph = paragraphs.len();
        }
    }
    if response.dragged()
        && let Some(at) = response.interact_pointer_pos()
    {
        // Selecting beyond the edge takes the text along.
        by += (at.y - response.rect.bottom()).max(0.0) * 0.2;
        by -= (response.rect.top() - at.y).max(0.0) * 0.2;
        if by != 0.0 {
            ui.ctx().request_repaint();
        }
    }
    if let Some((start, end)) = frame.session.view.reader.reveal {
        reveal(ui, frame, view, start, end, state);
    }
    let mut height = |position: usize| {
        paragraphs.get(position).map_or(0.0, |paragraph| {
            room_above(frame.page, position) + galley(ui, frame, paragraph).1.size().y
        })
    };
    state.scroll.go(by, paragraphs.len(), view, &mut height);
}

/// Brings a place into view, a little below the upper edge; where it is in
/// view already, nothing moves.
fn reveal(ui: &Ui, frame: &Frame<'_>, view: f32, start: usize, end: usize, state: &mut TextState) {
    let reader = &frame.session.view.reader;
    let is_seen = reader
        .in_view
        .is_some_and(|(first, last)| first < start && end.min(start + 400) < last);
    if is_seen && start < end {
        return;
    }
    let position = frame.page.paragraphs.at(start);
    let Some(paragraph) = frame.page.paragraphs.as_slice().get(position) else {
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
        offset: room_above(frame.page, position) + line - lead,
    };
}

/// Lays out the paragraphs in sight.
fn lay_out<'a>(ui: &Ui, frame: &Frame<'a>, rect: Rect, scroll: Scroll) -> Vec<Laid<'a>> {
    let mut laid = Vec::new();
    let mut y = rect.top() - scroll.offset;
    let paragraphs = frame.page.paragraphs.as_slice().iter().enumerate();
    for (position, paragraph) in paragraphs.skip(scroll.paragraph) {
        if y > rect.bottom() {
            break;
        }
        y += room_above(frame.page, position);
        let (displayed, galley) = galley(ui, frame, paragraph);
        let at = pos2(frame.column.left(), y);
        y += galley.size().y;
        laid.push(Laid {
            paragraph,
            displayed,
            galley,
            at,
        });
    }
    laid
}

impl Laid<'_> {
    /// The rectangles of the lines that hold a range of code points of the
    /// text.
    fn rects(&self, start: usize, end: usize) -> Vec<Rect> {
        let within = |at: usize| {
            let at = at.clamp(self.paragraph.start, self.paragraph.end);
            self.displayed.shown(at - self.paragraph.start)
        };
        let (start, end) = (within(start), within(end));
        let mut rects = Vec::new();
        let mut first = 0;
        for row in &self.galley.rows {
            let length = row.char_count_excluding_newline().0;
            // The space at which a line was broken is not seen.
            let is_broken = row.glyphs.last().is_some_and(|glyph| glyph.chr == ' ');
            let seen = length - usize::from(is_broken);
            let (from, to) = (start.max(first), end.min(first + seen));
            if from < to {
                let x = |at: usize| row.pos.x + row.x_offset(CharIndex(at - first));
                rects.push(
                    Rect::from_min_max(pos2(x(from), row.min_y()), pos2(x(to), row.max_y()))
                        .translate(self.at.to_vec2()),
                );
            }
            first += row.char_count_including_newline().0;
        }
        rects
    }

    /// The code point of the text that is nearest to a point of the screen.
    fn code_point_at(&self, at: Pos2) -> usize {
        let cursor = self.galley.cursor_from_pos(at - self.at);
        self.paragraph.start + self.displayed.source(cursor.index.0)
    }

    fn y_range(&self) -> std::ops::RangeInclusive<f32> {
        self.at.y..=self.at.y + self.galley.size().y
    }
}

/// The colours of the lanes of the events on a passage, each once.
pub fn colors(document: &Document, palette: Palette, passage: Index<Passage>) -> Vec<Color32> {
    let timeline = &document.timeline;
    let mut lanes: Vec<usize> = document
        .events_on(passage)
        .iter()
        .map(|event| {
            timeline[*event]
                .lane
                .map_or(timeline.lanes.len(), Index::position)
        })
        .collect();
    lanes.sort_unstable();
    lanes.dedup();
    let mut colors: Vec<Color32> = lanes
        .into_iter()
        .map(|lane| palette.lane(timeline, lane))
        .collect();
    if colors.is_empty() {
        // Nothing rests on it.
        colors.push(palette.muted);
    }
    colors
}

fn paint(ui: &Ui, frame: &Frame<'_>, laid: &Laid<'_>) {
    let palette = frame.palette;
    let painter = ui.painter();
    let reader = &frame.session.view.reader;
    let paragraph = laid.paragraph;
    if let Some(page) = paragraph
        .page
        .and_then(|page| frame.page.structure.pages.get(page))
    {
        page_label(ui, frame, laid.at.y, &page.label);
    }
    for marked in frame.page.marks.between(paragraph.start, paragraph.end) {
        paint_mark(ui, frame, laid, marked);
    }
    if let Some(finding) = &reader.finding {
        let places = &finding.found.places;
        let from = places.partition_point(|(_, end)| *end <= paragraph.start);
        let found = places.iter().enumerate().skip(from);
        for (number, (start, end)) in found.take_while(|(_, (start, _))| *start < paragraph.end) {
            let is_current = finding.current == Some(number);
            for rect in laid.rects(*start, *end) {
                let fill = palette
                    .warning
                    .gamma_multiply(if is_current { 0.5 } else { 0.22 });
                painter.rect_filled(rect.shrink2(vec2(0.0, 3.0)), 2.0, fill);
            }
        }
    }
    if let Some((start, end)) = reader.selected {
        for rect in laid.rects(start, end) {
            painter.rect_filled(rect, 0.0, ui.visuals().selection.bg_fill);
        }
    }
    let at = if paragraph.kind == Kind::Gap {
        // In the middle: these are not the source's words.
        laid.at + vec2((frame.column.width() - laid.galley.size().x) / 2.0, 0.0)
    } else {
        laid.at
    };
    painter.galley(at, Arc::clone(&laid.galley), palette.ink);
}

/// "p. 12" above the first paragraph of a page, with a line beside it.
fn page_label(ui: &Ui, frame: &Frame<'_>, top: f32, label: &str) {
    let palette = frame.palette;
    let y = top - PAGE_LABEL / 2.0 - 2.0;
    let galley = ui.painter().layout_no_wrap(
        format!("p. {}", visible_line(label)),
        theme::sans(SMALL_SIZE - 0.5),
        palette.muted,
    );
    let left = frame.column.right() - galley.size().x;
    ui.painter().hline(
        frame.column.left()..=left - 8.0,
        y,
        Stroke::new(1.0, palette.line),
    );
    ui.painter()
        .galley(pos2(left, y - galley.size().y / 2.0), galley, palette.muted);
}

/// A marked passage: a tint behind the words, a line beneath them in the
/// colours of the lanes, a bar beside them.
fn paint_mark(ui: &Ui, frame: &Frame<'_>, laid: &Laid<'_>, marked: &Marked) {
    let palette = frame.palette;
    let painter = ui.painter();
    let is_pointed = frame.session.view.reader.pointed == Some(marked.passage);
    let belongs = frame
        .brush
        .is_none_or(|brush| frame.session.belongs_to(brush, marked.passage));
    let colors = if belongs {
        colors(frame.document, palette, marked.passage)
    } else {
        vec![palette.dimmed]
    };
    let Some(first) = colors.first().copied() else {
        return;
    };
    let level = marked.level.min(LEVELS - 1);
    #[expect(clippy::cast_precision_loss, reason = "levels are few")]
    let step = level as f32 * 3.0;
    let rects = laid.rects(marked.start, marked.end);
    let strength = match (is_pointed, belongs) {
        (true, _) => 0.3,
        (false, true) => 0.12,
        (false, false) => 0.0,
    };
    for rect in &rects {
        painter.rect_filled(
            rect.shrink2(vec2(0.0, 2.0)),
            2.0,
            first.gamma_multiply(strength),
        );
        underline(ui, *rect, rect.bottom() - 3.0 + step, &colors, belongs);
    }
    // Where a passage begins and ends is told where another overlaps it.
    if let Some(begin) = rects
        .first()
        .filter(|_| marked.start >= laid.paragraph.start)
    {
        painter.vline(
            begin.left(),
            begin.top() + 4.0..=begin.bottom() - 2.0 + step,
            Stroke::new(1.2, first),
        );
    }
    if let Some(end) = rects.last().filter(|_| marked.end <= laid.paragraph.end) {
        painter.vline(
            end.right(),
            end.top() + 4.0..=end.bottom() - 2.0 + step,
            Stroke::new(1.2, first),
        );
    }
    let (Some(top), Some(bottom)) = (rects.first(), rects.last()) else {
        return;
    };
    let x = frame.column.left() - 8.0 - step * 1.7;
    let width = if is_pointed { 4.0 } else { 2.5 };
    let height = bottom.bottom() - top.top() - 6.0;
    #[expect(clippy::cast_precision_loss, reason = "lanes are few")]
    let part = height / colors.len() as f32;
    let mut y = top.top() + 3.0;
    for color in colors {
        let bar = Rect::from_min_size(pos2(x - width, y), vec2(width, part));
        painter.rect_filled(bar, CornerRadius::same(1), color);
        y += part;
    }
}

/// A line beneath words; of several colours each takes its turn. Where the
/// passage is held back, it is dotted.
fn underline(ui: &Ui, rect: Rect, y: f32, colors: &[Color32], firm: bool) {
    /// How long a colour lasts, in points.
    const TURN: f32 = 16.0;
    let Some(first) = colors.first().copied() else {
        return;
    };
    if !firm {
        let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
        ui.painter()
            .extend(egui::Shape::dotted_line(&ends, first, 4.0, 0.8));
        return;
    }
    if colors.len() == 1 {
        ui.painter()
            .hline(rect.x_range(), y, Stroke::new(1.4, first));
        return;
    }
    let mut x = rect.left();
    for color in colors.iter().cycle() {
        if x >= rect.right() {
            break;
        }
        let end = (x + TURN).min(rect.right());
        ui.painter().hline(x..=end, y, Stroke::new(1.4, *color));
        x = end;
    }
}

/// Each marked passage in sight is a control with a name, on its first line.
fn marks(ui: &Ui, frame: &Frame<'_>, rect: Rect, laid: &[Laid<'_>], actions: &mut Vec<Action>) {
    for laid in laid {
        let paragraph = laid.paragraph;
        for marked in frame.page.marks.between(paragraph.start, paragraph.end) {
            if marked.start < paragraph.start {
                continue;
            }
            let Some(line) = laid.rects(marked.start, marked.end).into_iter().next() else {
                continue;
            };
            let line = line.intersect(rect);
            if !line.is_positive() {
                continue;
            }
            let passage = &frame.document.timeline[marked.passage];
            let id = Id::unique(("marked passage", &passage.id));
            let response = ui.interact(line, id, Sense::click());
            let events = frame.document.events_on(marked.passage).len();
            response.widget_info(|| {
                egui::WidgetInfo::selected(
                    egui::accesskit::Role::Button,
                    true,
                    frame.session.view.reader.pointed == Some(marked.passage),
                    format!(
                        "Marked passage, {}: {}",
                        count(events, "event"),
                        visible_line(&passage.quote.exact)
                    ),
                )
            });
            if response.has_focus() {
                ui.painter().rect_stroke(
                    line,
                    CornerRadius::same(3),
                    Stroke::new(2.0, frame.palette.focus),
                    StrokeKind::Outside,
                );
            }
            if response.clicked() {
                let point = response
                    .interact_pointer_pos()
                    .and_then(|at| innermost(frame, std::slice::from_ref(laid), at));
                let passage = point.unwrap_or(marked.passage);
                actions.push(Action::Reader(ReaderAction::Point(passage)));
            }
        }
    }
}

/// Of the passages at a point of the screen the shortest.
fn innermost(frame: &Frame<'_>, laid: &[Laid<'_>], at: Pos2) -> Option<Index<Passage>> {
    let laid = laid.iter().find(|laid| laid.y_range().contains(&at.y))?;
    let (start, end) = (laid.paragraph.start, laid.paragraph.end);
    frame
        .page
        .marks
        .between(start, end)
        .filter(|marked| {
            let rects = laid.rects(marked.start, marked.end);
            rects.iter().any(|rect| rect.contains(at))
        })
        .min_by_key(|marked| marked.end - marked.start)
        .map(|marked| marked.passage)
}

fn pointer(
    ui: &Ui,
    frame: &Frame<'_>,
    rect: Rect,
    response: &egui::Response,
    laid: &[Laid<'_>],
    state: &mut TextState,
    actions: &mut Vec<Action>,
) {
    let nearest = |at: Pos2| {
        laid.iter()
            .min_by(|one, other| {
                let distance = |laid: &Laid<'_>| {
                    let range = laid.y_range();
                    (range.start() - at.y).max(at.y - range.end()).max(0.0)
                };
                distance(one).total_cmp(&distance(other))
            })
            .filter(|_| rect.is_positive())
    };
    let mut select = |state: &mut TextState, selection: Option<Selection>| {
        state.selection = selection;
        let range = selection.map(Selection::range);
        actions.push(Action::Reader(ReaderAction::SelectText(range)));
    };
    if let Some(at) = response.hover_pos() {
        let icon = if innermost(frame, laid, at).is_some() {
            egui::CursorIcon::PointingHand
        } else {
            egui::CursorIcon::Text
        };
        ui.ctx().set_cursor_icon(icon);
    }
    let press = ui.input(|input| input.pointer.press_origin());
    let now = response.interact_pointer_pos();
    if response.drag_started() || response.clicked() {
        response.request_focus();
    }
    if response.drag_started()
        && let Some((at, laid)) = press.and_then(|at| Some((at, nearest(at)?)))
    {
        let anchor = laid.code_point_at(at);
        state.selection = Some(Selection {
            anchor,
            head: anchor,
        });
    }
    if response.dragged()
        && let (Some(selection), Some(at)) = (state.selection, now)
        && let Some(laid) = nearest(at)
    {
        let head = laid.code_point_at(at);
        select(state, Some(Selection { head, ..selection }));
    }
    let Some((at, under)) = now.and_then(|at| Some((at, nearest(at)?))) else {
        return;
    };
    let start = under.paragraph.start;
    if response.triple_clicked() {
        let whole = Selection {
            anchor: start,
            head: under.paragraph.end,
        };
        select(state, Some(whole));
    } else if response.double_clicked() {
        let within = under.code_point_at(at) - start;
        let words = frame.page.text.slice(start, under.paragraph.end);
        let (first, end) = word_at(words, within);
        let word = Selection {
            anchor: start + first,
            head: start + end,
        };
        select(state, Some(word));
    } else if response.clicked() {
        let extends = ui.input(|input| input.modifiers.shift);
        match state.selection {
            Some(selection) if extends => {
                let head = under.code_point_at(at);
                select(state, Some(Selection { head, ..selection }));
            }
            _ => {
                select(state, None);
                if let Some(passage) = innermost(frame, laid, at) {
                    actions.push(Action::Reader(ReaderAction::Point(passage)));
                }
            }
        }
    }
}

/// Copying, selecting all, and moving the end of a selection.
fn keys(
    ui: &Ui,
    frame: &Frame<'_>,
    response: &egui::Response,
    state: &mut TextState,
    actions: &mut Vec<Action>,
) {
    let reader = &frame.session.view.reader;
    if reader.selected.is_none() && !response.dragged() {
        state.selection = None;
    }
    if !response.has_focus() {
        return;
    }
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(
            response.id,
            egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..egui::EventFilter::default()
            },
        );
    });
    let (copies, selects_all, step) = ui.input(|input| {
        let copies = input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Copy));
        let pressed = |key| isize::from(input.key_pressed(key));
        let step = pressed(egui::Key::ArrowRight) - pressed(egui::Key::ArrowLeft)
            + 60 * (pressed(egui::Key::ArrowDown) - pressed(egui::Key::ArrowUp));
        (
            copies,
            input.modifiers.command && input.key_pressed(egui::Key::A),
            if input.modifiers.shift { step } else { 0 },
        )
    });
    let length = frame.page.text.code_points();
    if selects_all {
        state.selection = Some(Selection {
            anchor: 0,
            head: length,
        });
        actions.push(Action::Reader(ReaderAction::SelectText(Some((0, length)))));
    }
    if let (true, Some(selection)) = (step != 0, state.selection) {
        let head = selection.head.saturating_add_signed(step).min(length);
        let selection = Selection { head, ..selection };
        state.selection = Some(selection);
        actions.push(Action::Reader(ReaderAction::SelectText(Some(
            selection.range(),
        ))));
    }
    if copies && let (Some((start, end)), Some(source)) = (reader.selected, reader.current) {
        let text = frame.document.copied(source, start, end);
        actions.push(Action::Document(DocumentAction::Copy(text)));
    }
}

/// A text that is empty, said in the middle.
pub fn nothing(ui: &Ui, rect: Rect, words: &str) {
    let palette = Palette::of(ui);
    let galley = ui.painter().layout(
        words.to_owned(),
        theme::sans(theme::TEXT_SIZE),
        palette.muted,
        (rect.width() - 60.0).max(80.0),
    );
    let size = galley.size();
    let at = Align::Center
        .align_size_within_range(size.x, rect.x_range())
        .min;
    ui.painter()
        .galley(pos2(at, rect.top() + MARGIN + 14.0), galley, palette.muted);
}
