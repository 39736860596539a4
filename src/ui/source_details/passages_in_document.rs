//! The passages of a source in its document, and the paragraphs that nothing
//! cites.

use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{self, Id, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::bidi::{self, Edge};
use super::{SourceDetails, heading, record};
use crate::language::{Argument, say, say_with};
use crate::model::{Index, Passage, visible_line};
use crate::reading::{Marks, share_in_words};
use crate::session::{Action, ReaderAction};
use crate::ui::reader;
use crate::ui::theme::{self, SMALL_SIZE};
use crate::ui::timeline_view::count;
use annals_anchor::AnchorState;

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
const LINE: f32 = 25.0;

/// Shows where the passages are, and what nothing cites.
pub(super) fn show(ui: &mut Ui, about: &SourceDetails<'_>, actions: &mut Vec<Action>) {
    heading(ui, &say("document-heading"));
    if about.page.is_whole {
        strip(
            ui,
            about,
            &about.page.marks,
            about.page.text.code_points(),
            actions,
        );
        cited(ui, about);
        uncited(ui, about, actions);
    } else {
        as_recorded(ui, about, actions);
    }
}

/// The document from its start, `length` code points long, with its passages.
fn strip(
    ui: &mut Ui,
    about: &SourceDetails<'_>,
    marks: &Marks,
    length: usize,
    actions: &mut Vec<Action>,
) {
    let palette = about.palette;
    let marks = marks.as_slice();
    let levels = marks.iter().map(|marked| marked.level + 1).max();
    let levels = levels.unwrap_or(1).min(MOST_LEVELS);
    #[expect(clippy::cast_precision_loss, reason = "levels are few")]
    let height = levels as f32 * PITCH + 7.0;
    let (rect, ground) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    ui.painter().rect_filled(rect, 4.0, palette.band);
    let edge = Stroke::new(1.0, palette.line);
    ui.painter()
        .rect_stroke(rect, 4.0, edge, StrokeKind::Inside);
    ground.widget_info(|| {
        egui::WidgetInfo::labeled(
            AccessRole::Button,
            true,
            say_with(
                "document-strip",
                &[("passages", count(marks.len(), "passage").into())],
            ),
        )
    });
    let inner = rect.shrink2(vec2(3.0, 0.0));
    #[expect(clippy::cast_precision_loss, reason = "points on the screen")]
    let x_of = |at: usize| inner.left() + inner.width() * (at as f32 / length.max(1) as f32);
    if let Some((start, end)) = about.session.view.reader.in_view
        && about.page.is_whole
    {
        // The part of the text that the reader shows.
        let seen = Rect::from_x_y_ranges(x_of(start)..=x_of(end.min(length)), rect.y_range());
        let line = Stroke::new(1.0, palette.muted);
        ui.painter()
            .rect_stroke(seen, 3.0, line, StrokeKind::Inside);
    }
    for (number, marked) in marks.iter().enumerate() {
        let level = marked.level.min(MOST_LEVELS - 1);
        #[expect(clippy::cast_precision_loss, reason = "levels are few")]
        let top = rect.top() + 4.5 + level as f32 * PITCH;
        let left = x_of(marked.start);
        let right = x_of(marked.end).max(left + 3.0);
        let bar = Rect::from_min_max(pos2(left, top), pos2(right, top + BAR));
        paint(ui, bar, about, marked.passage);
        if number < MOST_CONTROLS {
            control(ui, bar, about, marked.passage, actions);
        }
    }
    if ground.clicked()
        && about.page.is_whole
        && let Some(at) = ground.interact_pointer_pos()
    {
        let share = ((at.x - inner.left()) / inner.width()).clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            clippy::cast_sign_loss,
            reason = "a place on the screen"
        )]
        let place = (share * length as f32) as usize;
        actions.push(Action::Reader(ReaderAction::GoTo(place)));
    }
}

/// A passage in the lane colours of its events, stacked.
fn paint(ui: &Ui, bar: Rect, about: &SourceDetails<'_>, passage: Index<Passage>) {
    let colors = reader::colors(about.document, about.palette, passage);
    #[expect(clippy::cast_precision_loss, reason = "lanes are few")]
    let height = bar.height() / colors.len().max(1) as f32;
    let mut top = bar.top();
    for color in colors {
        let part = Rect::from_min_size(pos2(bar.left(), top), vec2(bar.width(), height));
        ui.painter().rect_filled(part, 1.0, color);
        top += height;
    }
}

/// Makes a passage's bar lead to the passage.
fn control(
    ui: &Ui,
    bar: Rect,
    about: &SourceDetails<'_>,
    passage: Index<Passage>,
    actions: &mut Vec<Action>,
) {
    let palette = about.palette;
    let entry = &about.document.timeline[passage];
    let id = Id::unique(("over the document", about.source, &entry.id));
    let response = ui.interact(bar.expand2(vec2(1.0, 1.0)), id, Sense::click());
    let exact: String = entry.quote.exact.chars().take(BEGINNING).collect();
    let words = visible_line(exact.trim_end()).replace("⟨U+000A⟩", " ");
    let rest = if exact.len() < entry.quote.exact.len() {
        "…"
    } else {
        ""
    };
    let locator = entry
        .locator
        .as_deref()
        .map_or_else(String::new, |at| format!("{}: ", visible_line(at)));
    let quoted = format!("{words}{rest}");
    let message = locator + &say_with("quoted", &[("words", quoted.into())]);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            AccessRole::Button,
            true,
            say_with("document-passage", &[("label", message.as_str().into())]),
        )
    });
    if response.hovered() || response.has_focus() {
        let color = if response.has_focus() {
            palette.focus
        } else {
            palette.ink
        };
        ui.painter().rect_stroke(
            bar.expand(1.5),
            2.0,
            Stroke::new(1.4, color),
            StrokeKind::Middle,
        );
    }
    if response.clicked() {
        actions.push(Action::Reader(ReaderAction::OpenAt(passage)));
    }
    let events = about.document.events_on(passage).len();
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text({
            let on_it = count(events, "event");
            let on_it = say_with("document-events-on-it", &[("events", on_it.into())]);
            format!("{message}\n{on_it}")
        });
}

/// How much of the text is quoted, and which passages have no place in it.
fn cited(ui: &mut Ui, about: &SourceDetails<'_>) {
    let quoted = about.known.coverage.quoted;
    let length = about.page.text.code_points();
    let mut message = vec![say_with(
        "document-quoted-share",
        &[("share", share_in_words(quoted, length).into())],
    )];
    if about.session.view.reader.in_view.is_some() {
        message.push(say("document-frame"));
    }
    let lost = lost(about);
    if lost > 0 {
        message.push(say_with(
            "document-unplaced",
            &[("count", Argument::plain(lost))],
        ));
    }
    about.remark(ui, message.join(" "));
}

/// Number of passages that are missing from the available text, or ambiguous.
fn lost(about: &SourceDetails<'_>) -> usize {
    let document = about.document;
    document
        .timeline
        .passages
        .indexed()
        .filter(|(index, passage)| {
            let state = document.anchor(*index).map(|anchor| anchor.state);
            passage.source == about.source
                && matches!(state, Some(AnchorState::Missing | AnchorState::Ambiguous))
        })
        .count()
}

/// The paragraphs that nothing cites, each a click away. Only visible rows are
/// laid out.
fn uncited(ui: &mut Ui, about: &SourceDetails<'_>, actions: &mut Vec<Action>) {
    let coverage = &about.known.coverage;
    heading(ui, &say("document-uncited"));
    let of = coverage.paragraphs;
    let none = coverage.uncited.len();
    about.remark(
        ui,
        match (none, of) {
            (_, 0) => say("document-no-paragraph"),
            (0, 1) => say("document-one-cited"),
            (0, of) => say_with("document-all-cited", &[("count", of.into())]),
            (none, of) => say_with(
                "document-uncited-count",
                &[
                    ("none", none.into()),
                    ("paragraphs", count(of, "paragraph").into()),
                    ("share", share_in_words(none, of).into()),
                ],
            ),
        },
    );
    #[expect(clippy::cast_precision_loss, reason = "lines of a list")]
    let height = none as f32 * LINE;
    let (list, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let seen = ui.clip_rect().intersect(list);
    if seen.height() <= 0.0 {
        return;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lines of a list"
    )]
    let first = ((seen.top() - list.top()) / LINE).floor().max(0.0) as usize;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lines of a list"
    )]
    let after = ((seen.bottom() - list.top()) / LINE).ceil().max(0.0) as usize;
    for line in first..after.min(none) {
        #[expect(clippy::cast_precision_loss, reason = "lines of a list")]
        let top = list.top() + line as f32 * LINE;
        let rect = Rect::from_min_size(pos2(list.left(), top), vec2(list.width(), LINE));
        uncited_line(ui, rect, about, line, actions);
    }
}

fn uncited_line(
    ui: &Ui,
    rect: Rect,
    about: &SourceDetails<'_>,
    line: usize,
    actions: &mut Vec<Action>,
) {
    let palette = about.palette;
    let Some((number, position)) = about.known.coverage.uncited.get(line).copied() else {
        return;
    };
    let Some(paragraph) = about.page.paragraphs.as_slice().get(position) else {
        return;
    };
    let words = about.page.text.slice(paragraph.start, paragraph.end);
    let begins: String = words.trim().chars().take(BEGINNING).collect();
    let begins = visible_line(&begins.replace('\n', " ")).into_owned();
    let id = Id::unique(("uncited", about.source, position));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let name = say_with(
            "document-uncited-paragraph",
            &[
                ("number", Argument::plain(number)),
                ("begins", begins.as_str().into()),
            ],
        );
        egui::WidgetInfo::labeled(AccessRole::Button, true, name)
    });
    let painter = ui.painter();
    let ground = rect.expand2(vec2(6.0, -1.0));
    if response.hovered() {
        painter.rect_filled(ground, 4.0, palette.band);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, palette.focus);
        painter.rect_stroke(ground, 4.0, ring, StrokeKind::Inside);
    }
    let numbers = 34.0;
    painter.text(
        pos2(rect.left() + numbers - 10.0, rect.center().y),
        egui::Align2::RIGHT_CENTER,
        number.to_string(),
        theme::sans(SMALL_SIZE),
        palette.dimmed,
    );
    let mut job = egui::text::LayoutJob::simple_singleline(begins, theme::serif(14.5), palette.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - numbers);
    let galley = bidi::reordered(painter.ctx(), painter.layout_job(job), Edge::Text);
    let top = rect.center().y - galley.size().y / 2.0;
    painter.galley(pos2(rect.left() + numbers, top), galley, palette.ink);
    if response.clicked() {
        actions.push(Action::Reader(ReaderAction::GoTo(paragraph.start)));
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand);
}

/// What can be shown without the text: the recorded positions of passages.
fn as_recorded(ui: &mut Ui, about: &SourceDetails<'_>, actions: &mut Vec<Action>) {
    let timeline = &about.document.timeline;
    let of_source = || {
        timeline
            .passages
            .indexed()
            .filter(|(_, passage)| passage.source == about.source)
    };
    let recorded: Vec<_> = of_source()
        .filter_map(|(index, passage)| {
            let position = passage.position?;
            Some((index, position.start, position.end))
        })
        .collect();
    let without = of_source().count() - recorded.len();
    let length = recorded.iter().map(|(_, _, end)| *end).max();
    if let Some(length) = length {
        strip(ui, about, &Marks::new(recorded), length, actions);
        let mut message = say("document-recorded");
        if without > 0 {
            message.push(' ');
            message += &say_with(
                "document-without-position",
                &[("count", Argument::plain(without))],
            );
        }
        about.remark(ui, message);
    } else {
        about.remark(ui, say("document-without-text"));
    }
    ui.add_space(4.0);
    record::locate(ui, actions);
}
