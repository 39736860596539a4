//! The passages of a source in its document, and the paragraphs that nothing
//! cites.

use eframe::egui::accesskit::Role;
use eframe::egui::{self, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{SourceDetails, heading, record};
use crate::language::{MessageArgument, say, say_with};
use crate::model::{Index, Passage, visible_line};
use crate::reading::{PassageHighlights, share_in_words};
use crate::session::{Action, ReaderAction};
use crate::ui::reader;
use crate::ui::theme::{self, SMALL_SIZE};
use crate::ui::timeline_view::count;
use crate::ui::widgets::{focus_ring, one_line, outlined, set_name};

/// Height of a passage's bar, in points.
const BAR: f32 = 12.0;
/// Vertical distance between levels of overlapping passages, in points.
const PITCH: f32 = 14.0;
/// Maximum number of levels of overlapping passages.
const MOST_LEVELS: usize = 6;
/// Maximum number of passages that are clickable and reachable with Tab.
const MOST_CONTROLS: usize = 200;
/// Code points shown of a quotation or a paragraph.
const BEGINNING: usize = 160;
/// Height of a row of the list, in points.
const ROW_HEIGHT: f32 = 25.0;

/// Shows where the passages are, and what nothing cites.
pub(super) fn show(ui: &mut Ui, details: &SourceDetails<'_>, actions: &mut Vec<Action>) {
    heading(ui, &say("document-heading"));
    let text = details.text;
    if text.is_whole {
        let length = text.text.code_points();
        strip(ui, details, &text.highlights, length, actions);
        coverage(ui, details);
        uncited(ui, details, actions);
    } else {
        as_recorded(ui, details, actions);
    }
}

/// The document from its start, `length` code points long, with its passages.
fn strip(
    ui: &mut Ui,
    details: &SourceDetails<'_>,
    highlights: &PassageHighlights,
    length: usize,
    actions: &mut Vec<Action>,
) {
    let palette = details.palette;
    let highlights = highlights.as_slice();
    let levels = highlights.iter().map(|marked| marked.level + 1).max();
    let levels = levels.unwrap_or(1).min(MOST_LEVELS);
    #[expect(clippy::cast_precision_loss, reason = "levels are few")]
    let height = levels as f32 * PITCH + 7.0;
    let size = vec2(ui.available_width(), height);
    let (rect, background) = ui.allocate_exact_size(size, Sense::click());
    let edge = Stroke::new(1.0, palette.line);
    outlined(ui, rect, 4.0, palette.band, edge);
    set_name(&background, Role::Button, || {
        let passages = [("passages", count(highlights.len(), "passage").into())];
        say_with("document-strip", &passages)
    });
    let inner = rect.shrink2(vec2(3.0, 0.0));
    #[expect(clippy::cast_precision_loss, reason = "points on the screen")]
    let x_of = |at: usize| inner.left() + inner.width() * (at as f32 / length.max(1) as f32);
    let is_whole = details.text.is_whole;
    if let (true, Some((start, end))) = (is_whole, details.session.view.reader.in_view) {
        // The part of the text that the reader shows.
        let in_view = Rect::from_x_y_ranges(x_of(start)..=x_of(end.min(length)), rect.y_range());
        let line = Stroke::new(1.0, palette.muted);
        ui.painter()
            .rect_stroke(in_view, 3.0, line, StrokeKind::Inside);
    }
    for (number, marked) in highlights.iter().enumerate() {
        let level = marked.level.min(MOST_LEVELS - 1);
        #[expect(clippy::cast_precision_loss, reason = "levels are few")]
        let top = rect.top() + 4.5 + level as f32 * PITCH;
        let left = x_of(marked.start);
        let right = x_of(marked.end).max(left + 3.0);
        let bar = Rect::from_min_max(pos2(left, top), pos2(right, top + BAR));
        let colors = reader::colors(details.open, palette, marked.passage);
        reader::paint_stack(ui, bar, &colors);
        if number < MOST_CONTROLS {
            control(ui, bar, details, marked.passage, actions);
        }
    }
    if background.clicked()
        && is_whole
        && let Some(at) = background.interact_pointer_pos()
    {
        let share = ((at.x - inner.left()) / inner.width()).clamp(0.0, 1.0);
        actions.push(ReaderAction::GoTo(reader::code_point_at(share, length)).into());
    }
}

/// Makes a passage's bar lead to the passage.
fn control(
    ui: &Ui,
    bar: Rect,
    details: &SourceDetails<'_>,
    passage: Index<Passage>,
    actions: &mut Vec<Action>,
) {
    let palette = details.palette;
    let entry = &details.open.timeline[passage];
    let id = Id::unique(("over the document", details.source, &entry.id));
    let response = ui.interact(bar.expand2(vec2(1.0, 1.0)), id, Sense::click());
    let exact: String = entry.quote.exact.chars().take(BEGINNING).collect();
    let mut quoted = visible_line(exact.trim_end()).replace("⟨U+000A⟩", " ");
    if exact.len() < entry.quote.exact.len() {
        quoted.push('…');
    }
    let locator = entry
        .locator
        .as_deref()
        .map_or_else(String::new, |at| format!("{}: ", visible_line(at)));
    let message = locator + &say_with("quoted", &[("words", quoted.into())]);
    set_name(&response, Role::Button, || {
        say_with("document-passage", &[("label", message.as_str().into())])
    });
    if response.hovered() || response.has_focus() {
        let color = if response.has_focus() {
            palette.focus
        } else {
            palette.ink
        };
        let stroke = Stroke::new(1.4, color);
        ui.painter()
            .rect_stroke(bar.expand(1.5), 2.0, stroke, StrokeKind::Middle);
    }
    if response.clicked() {
        actions.push(ReaderAction::OpenAt(passage).into());
    }
    let events = count(details.open.events_citing(passage).len(), "event");
    let events = say_with("document-events-on-it", &[("events", events.into())]);
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text(format!("{message}\n{events}"));
}

/// How much of the text is quoted, and which passages have no place in it.
fn coverage(ui: &mut Ui, details: &SourceDetails<'_>) {
    let quoted = details.statistics.coverage.quoted;
    let share = share_in_words(quoted, details.text.text.code_points());
    let share = [("share", share.into())];
    let mut message = vec![say_with("document-quoted-share", &share)];
    if details.session.view.reader.in_view.is_some() {
        message.push(say("document-frame"));
    }
    let unplaced = reader::unplaced_count(details.open, details.source);
    if unplaced > 0 {
        let unplaced = [("count", MessageArgument::ungrouped(unplaced))];
        message.push(say_with("document-unplaced", &unplaced));
    }
    details.remark(ui, message.join(" "));
}

/// The paragraphs that nothing cites, each a click away. Only visible rows are
/// laid out.
fn uncited(ui: &mut Ui, details: &SourceDetails<'_>, actions: &mut Vec<Action>) {
    let coverage = &details.statistics.coverage;
    heading(ui, &say("document-uncited"));
    let of = coverage.paragraphs;
    let uncited = coverage.uncited.len();
    let message = match (uncited, of) {
        (_, 0) => say("document-no-paragraph"),
        (0, 1) => say("document-one-cited"),
        (0, of) => say_with("document-all-cited", &[("count", of.into())]),
        (uncited, of) => say_with(
            "document-uncited-count",
            &[
                ("none", uncited.into()),
                ("paragraphs", count(of, "paragraph").into()),
                ("share", share_in_words(uncited, of).into()),
            ],
        ),
    };
    details.remark(ui, message);
    #[expect(clippy::cast_precision_loss, reason = "rows of a list")]
    let top_of = |row: usize| row as f32 * ROW_HEIGHT;
    let size = vec2(ui.available_width(), top_of(uncited));
    let (list, _) = ui.allocate_exact_size(size, Sense::hover());
    let in_view = ui.clip_rect().intersect(list);
    if in_view.height() <= 0.0 {
        return;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rows of a list"
    )]
    let row_at = |y: f32| ((y - list.top()) / ROW_HEIGHT).max(0.0) as usize;
    for row in row_at(in_view.top())..uncited.min(row_at(in_view.bottom()) + 1) {
        let at = list.min + vec2(0.0, top_of(row));
        let rect = Rect::from_min_size(at, vec2(list.width(), ROW_HEIGHT));
        uncited_row(ui, rect, details, row, actions);
    }
}

fn uncited_row(
    ui: &Ui,
    rect: Rect,
    details: &SourceDetails<'_>,
    row: usize,
    actions: &mut Vec<Action>,
) {
    /// Width of the paragraph numbers, in points.
    const NUMBERS: f32 = 34.0;
    let palette = details.palette;
    let text = details.text;
    let paragraphs = text.paragraphs.as_slice();
    let uncited = details.statistics.coverage.uncited.get(row).copied();
    let uncited = uncited.and_then(|(number, at)| Some((number, at, paragraphs.get(at)?)));
    let Some((number, position, paragraph)) = uncited else {
        return;
    };
    let words = text.text.slice(paragraph.start, paragraph.end);
    let begins: String = words.trim().chars().take(BEGINNING).collect();
    let begins = visible_line(&begins.replace('\n', " ")).into_owned();
    let id = Id::unique(("uncited", details.source, position));
    let response = ui.interact(rect, id, Sense::click());
    set_name(&response, Role::Button, || {
        let paragraph = [
            ("number", MessageArgument::ungrouped(number)),
            ("begins", begins.as_str().into()),
        ];
        say_with("document-uncited-paragraph", &paragraph)
    });
    let painter = ui.painter();
    let background = rect.expand2(vec2(6.0, -1.0));
    if response.hovered() {
        painter.rect_filled(background, 4.0, palette.band);
    }
    focus_ring(ui, &response, background, 4.0);
    painter.text(
        pos2(rect.left() + NUMBERS - 10.0, rect.center().y),
        egui::Align2::RIGHT_CENTER,
        number.to_string(),
        theme::sans(SMALL_SIZE),
        palette.dimmed,
    );
    let font = theme::serif(14.5);
    let galley = one_line(ui, &begins, font, palette.ink, rect.width() - NUMBERS);
    let top = rect.center().y - galley.size().y / 2.0;
    painter.galley(pos2(rect.left() + NUMBERS, top), galley, palette.ink);
    if response.clicked() {
        actions.push(ReaderAction::GoTo(paragraph.start).into());
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand);
}

/// Without the text: the recorded positions of passages.
fn as_recorded(ui: &mut Ui, details: &SourceDetails<'_>, actions: &mut Vec<Action>) {
    let passages = details.open.timeline.passages.indexed();
    let (mut recorded, mut without) = (Vec::new(), 0);
    for (index, passage) in passages.filter(|(_, passage)| passage.source == details.source) {
        match passage.position {
            Some(position) => recorded.push((index, position.start, position.end)),
            None => without += 1,
        }
    }
    let length = recorded.iter().map(|(_, _, end)| *end).max();
    let mut message = say("document-without-text");
    if let Some(length) = length {
        strip(
            ui,
            details,
            &PassageHighlights::new(recorded),
            length,
            actions,
        );
        message = say("document-recorded");
        if without > 0 {
            let without = [("count", MessageArgument::ungrouped(without))];
            message.push(' ');
            message += &say_with("document-without-position", &without);
        }
    }
    details.remark(ui, message);
    ui.add_space(4.0);
    record::locate_button(ui, actions);
}
