//! Search field, and the list of hits.

use crate::language::{say, say_with};
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Area, Frame, Id, Key, Margin, Order, Rect, RichText, ScrollArea, Sense, Stroke, TextEdit,
    Ui, pos2, vec2,
};

use super::bidi::{self, Edge};
use super::live_region;
use super::regions::{self, Region};
use super::theme::{self, Palette, SMALL_SIZE};
use super::timeline_view::count;
use crate::date_words::short_words;
use crate::model::{Event, Index, Timeline, visible_line, visible_text};
use crate::query::lane_position;
use crate::search::{FIELDS, Filter, matches};
use crate::session::{Action, Document, Focus, SearchAction, SelectionAction, Session};

/// Width of the list, in points.
const LIST_WIDTH: f32 = 430.0;
/// Height of a hit, in points.
const LINE: f32 = 46.0;
/// Code points shown around the first match.
const AROUND: usize = 90;

/// Id of the field.
#[must_use]
pub fn field_id() -> Id {
    Id::unique("search the timeline")
}

fn list_id() -> Id {
    Id::unique("what was found")
}

/// Shows the field in the bar, and the hits under it.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, actions: &mut Vec<Action>) {
    let palette = Palette::of(ui);
    let search = &session.search;
    let mut text = search.text.clone();
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("search"));
    // Right-to-left text is laid out correctly while it is typed, too.
    let mut lay_out = |ui: &Ui, typed: &dyn egui::TextBuffer, _: f32| {
        let font = egui::TextStyle::Body.resolve(ui.style());
        let job = LayoutJob::simple_singleline(typed.as_str().to_owned(), font, palette.ink);
        bidi::layout_job(ui.ctx(), job, Edge::Text)
    };
    let field = child.add_sized(
        rect.size(),
        TextEdit::singleline(&mut text)
            .layouter(&mut lay_out)
            .id(field_id())
            .hint_text(RichText::new(say("search-placeholder")).color(palette.dimmed))
            .align(egui::Align2::LEFT_CENTER)
            .margin(Margin::symmetric(9, 4)),
    );
    regions::offer(ui, Region::TopBar, field.id);
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, &search.text, &search.text, say("search"));
        info.label = Some(say("search-timeline"));
        info
    });
    if session.view.focus == Some(Focus::Search) {
        field.request_focus();
    }
    if text != search.text {
        actions.push(Action::Search(SearchAction::SetText(text)));
    }
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        let back = ui.input(|input| input.modifiers.shift);
        actions.push(Action::Search(SearchAction::StepHit(if back {
            -1
        } else {
            1
        })));
        field.request_focus();
    }
    let list_id = list_id();
    let is_over_list = ui.ctx().pointer_hover_pos().is_some_and(|at| {
        let known: Option<Rect> = ui.data(|memory| memory.get_temp(list_id));
        known.is_some_and(|list| list.contains(at))
    });
    // Tab moves focus from the field into the list.
    let focus_id = list_id.with("has the keyboard");
    let has_keyboard = ui.data(|memory| memory.get_temp(focus_id)).unwrap_or(false);
    let is_in_field = field.has_focus() || field.lost_focus();
    if !is_in_field && !is_over_list && !has_keyboard {
        ui.data_mut(|memory| memory.remove::<Rect>(list_id));
        return;
    }
    ui.data_mut(|memory| memory.insert_temp(focus_id, false));
    let left = (rect.right() - LIST_WIDTH).max(ui.ctx().content_rect().left() + 8.0);
    let area = Area::new(list_id)
        .order(Order::Foreground)
        .fixed_pos(pos2(left, rect.bottom() + 6.0))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(LIST_WIDTH.min(ui.ctx().content_rect().width() - 40.0));
                ui.spacing_mut().item_spacing.y = 5.0;
                if search.text.trim().is_empty() {
                    hints(ui, palette);
                } else {
                    found(ui, session, palette, actions);
                }
            });
        });
    ui.data_mut(|memory| memory.insert_temp(list_id, area.response.rect));
}

/// Examples of queries, while the field is empty.
fn hints(ui: &mut Ui, palette: Palette) {
    let small = |text: String| {
        RichText::new(text)
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.muted)
    };
    ui.label(small(say("search-explained")));
    let fields: Vec<&str> = FIELDS.iter().map(|(_, example)| *example).collect();
    ui.label(small(fields.join("   ")));
}

fn found(ui: &mut Ui, session: &Session, palette: Palette, actions: &mut Vec<Action>) {
    let Some(document) = session.document.as_deref() else {
        return;
    };
    let search = &session.search;
    for problem in &search.problems {
        bidi::label(
            ui,
            RichText::new(visible_text(&format!(
                "{}. {}",
                problem.message.text(),
                problem.hint.text()
            )))
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.warning),
            Edge::Text,
        );
    }
    if !search.is_asking() {
        return;
    }
    let Some(hits) = &search.hits else {
        ui.label(RichText::new(say("search-index-being-made")).color(palette.muted));
        return;
    };
    let all = document.timeline.events.len();
    let message = match hits.count {
        0 => say("search-none"),
        number if number > hits.ranked.len() => say_with(
            "search-found-ranked",
            &[
                ("number", number.into()),
                ("events", count(all, "event").into()),
                ("ranked", hits.ranked.len().into()),
            ],
        ),
        number => say_with(
            "search-found",
            &[
                ("number", number.into()),
                ("events", count(all, "event").into()),
            ],
        ),
    };
    live_region::announce(ui, "found", message.clone());
    ui.label(
        RichText::new(message)
            .font(theme::semibold(SMALL_SIZE + 0.5))
            .color(palette.ink),
    );
    let height = (ui.ctx().content_rect().height() - 240.0).clamp(100.0, 420.0);
    ScrollArea::vertical()
        .id_salt("hits")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, LINE, hits.ranked.len(), |ui, range| {
            for at in range {
                if let Some(event) = hits.ranked.get(at) {
                    let is_current = search.current == Some(at);
                    hit(
                        ui,
                        document,
                        &search.filter,
                        *event,
                        is_current,
                        palette,
                        actions,
                    );
                }
            }
        });
}

/// One hit: title and date, and below them the matching words in context.
fn hit(
    ui: &mut Ui,
    document: &Document,
    filter: &Filter,
    event: Index<Event>,
    is_current: bool,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let of_event = &document.timeline[event];
    let name = visible_line(of_event.name());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::accesskit::Role::Button,
            true,
            say_with("search-hit", &[("event", name.as_ref().into())]),
        )
    });
    if is_current || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 5.0, palette.band);
    }
    if response.has_focus() {
        ui.data_mut(|memory| {
            memory.insert_temp(list_id().with("has the keyboard"), true);
        });
        let stroke = Stroke::new(2.0, palette.focus);
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
    }
    let color = palette.lane(&document.timeline, lane_position(&document.timeline, event));
    ui.painter()
        .circle_filled(pos2(rect.left() + 10.0, rect.top() + 14.0), 3.5, color);
    let date = of_event
        .date
        .as_ref()
        .and_then(|date| date.edtf.as_ref())
        .map_or_else(|| say("search-undated"), short_words);
    let date = ui
        .painter()
        .layout_no_wrap(date, theme::sans(SMALL_SIZE + 0.5), palette.muted);
    let date_left = rect.right() - 8.0 - date.size().x;
    ui.painter()
        .galley(pos2(date_left, rect.top() + 6.0), date, palette.muted);
    let line = |text: &str, top: f32, right: f32, font: egui::FontId, ink: egui::Color32| {
        let mut job = marked(filter, text, &font, ink, palette);
        job.wrap = egui::text::TextWrapping::truncate_at_width(right - rect.left() - 22.0);
        let galley = bidi::reordered(ui.ctx(), ui.painter().layout_job(job), Edge::Text);
        ui.painter()
            .galley(pos2(rect.left() + 22.0, rect.top() + top), galley, ink);
    };
    line(&name, 4.0, date_left - 10.0, theme::sans(14.5), palette.ink);
    if let Some(text) = words_found(&document.timeline, filter, event) {
        line(
            &text,
            24.0,
            rect.right() - 8.0,
            theme::serif(13.5),
            palette.muted,
        );
    }
    if response.clicked() {
        actions.push(Action::Selection(SelectionAction::Select(event)));
    }
}

/// The part of the event's quotations, summary or notes that has the first
/// match.
fn words_found(timeline: &Timeline, filter: &Filter, event: Index<Event>) -> Option<String> {
    let of_event = &timeline[event];
    let quotations = of_event
        .citations
        .iter()
        .map(|citation| timeline[citation.passage].quote.exact.as_str());
    let summary = of_event.summary.as_deref();
    let note = of_event.note.as_deref();
    let notes = of_event
        .citations
        .iter()
        .filter_map(|citation| citation.note.as_deref());
    quotations
        .chain(summary)
        .chain(note)
        .chain(notes)
        .find_map(|text| {
            let first = matches(filter, text).into_iter().next()?;
            let before = text.get(..first.start)?;
            // A few words of context before the match.
            let start = before
                .char_indices()
                .rev()
                .take(AROUND / 4)
                .last()
                .map_or(first.start, |(at, _)| at);
            let start = match start {
                0 => 0,
                start => text
                    .get(start..)?
                    .find(' ')
                    .map_or(start, |space| (start + space + 1).min(first.start)),
            };
            let shown: String = text.get(start..)?.chars().take(2 * AROUND).collect();
            let begins = if start > 0 { "… " } else { "" };
            Some(format!("{begins}{}", visible_line(&shown)))
        })
}

/// A text with its matches highlighted.
fn marked(
    filter: &Filter,
    text: &str,
    font: &egui::FontId,
    ink: egui::Color32,
    palette: Palette,
) -> LayoutJob {
    let mut job = LayoutJob::default();
    let plain = TextFormat {
        font_id: font.clone(),
        color: ink,
        ..TextFormat::default()
    };
    let found = TextFormat {
        background: palette.paper.lerp_to_gamma(palette.focus, 0.22),
        color: palette.ink,
        ..plain.clone()
    };
    let mut from = 0;
    for range in matches(filter, text) {
        job.append(
            text.get(from..range.start).unwrap_or_default(),
            0.0,
            plain.clone(),
        );
        from = range.end;
        job.append(text.get(range).unwrap_or_default(), 0.0, found.clone());
    }
    job.append(text.get(from..).unwrap_or_default(), 0.0, plain);
    job
}
