//! Search field, and the list of hits.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    self, Area, Color32, FontId, Frame, Id, Margin, Order, Rect, RichText, ScrollArea, Sense,
    TextEdit, Ui, pos2, vec2,
};

use super::bidi::{self, RightEdge};
use super::live_region;
use super::regions::{self, Region};
use super::theme::{self, SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::widgets::{focus_ring, highlighted, set_name, small, step_on_enter, strong};
use crate::date_words::short_words;
use crate::model::{Event, Index, Timeline, visible_line, visible_text};
use crate::query::lane_position;
use crate::search::{FIELDS, Filter, matches};
use crate::session::{Action, FocusRequest, OpenTimeline, SearchAction, SelectionAction, Session};

/// Width of the list, in points.
const LIST_WIDTH: f32 = 430.0;
/// Height of a hit, in points.
const HIT_HEIGHT: f32 = 46.0;
/// Code points shown around the first match.
const AROUND: usize = 90;

/// Id of the field.
#[must_use]
pub fn field_id() -> Id {
    Id::unique("search the timeline")
}

fn list_id() -> Id {
    Id::unique("list of hits")
}

/// Id of the mark that a hit is focused.
fn focus_id() -> Id {
    list_id().with("focused")
}

/// Shows the field in the bar, and the hits under it.
pub fn show(ui: &mut Ui, rect: Rect, session: &Session, actions: &mut Vec<Action>) {
    let palette = UiPalette::of(ui);
    let search = &session.search;
    let mut text = search.text.clone();
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("search"));
    // Right-to-left text is laid out correctly while it is typed, too.
    let mut lay_out = |ui: &Ui, typed: &dyn egui::TextBuffer, _: f32| {
        let font = egui::TextStyle::Body.resolve(ui.style());
        let job = LayoutJob::simple_singleline(typed.as_str().to_owned(), font, palette.ink);
        bidi::layout_job(ui.ctx(), job, RightEdge::WidestLine)
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
    set_name(&field, Role::TextInput, || say("search-timeline"));
    if session.view.focus == Some(FocusRequest::Search) {
        field.request_focus();
    }
    if text != search.text {
        actions.push(SearchAction::SetText(text).into());
    }
    actions.extend(step_on_enter(ui, &field).map(|by| SearchAction::StepHit(by).into()));
    let list_id = list_id();
    let is_over_list = ui.ctx().pointer_hover_pos().is_some_and(|at| {
        let known: Option<Rect> = ui.data(|memory| memory.get_temp(list_id));
        known.is_some_and(|list| list.contains(at))
    });
    // Tab moves focus from the field into the list.
    let was_focused = ui.data_mut(|memory| memory.remove_temp(focus_id()));
    let is_in_field = field.has_focus() || field.lost_focus();
    if !is_in_field && !is_over_list && !was_focused.unwrap_or(false) {
        ui.data_mut(|memory| memory.remove::<Rect>(list_id));
        return;
    }
    let left = (rect.right() - LIST_WIDTH).max(ui.ctx().content_rect().left() + 8.0);
    let area = Area::new(list_id)
        .order(Order::Foreground)
        .fixed_pos(pos2(left, rect.bottom() + 6.0))
        .show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(LIST_WIDTH.min(ui.ctx().content_rect().width() - 40.0));
                ui.spacing_mut().item_spacing.y = 5.0;
                if search.text.trim().is_empty() {
                    hints(ui);
                } else if let Some(open) = session.open.as_deref() {
                    hits(ui, session, open, actions);
                }
            });
        });
    ui.data_mut(|memory| memory.insert_temp(list_id, area.response.rect));
}

/// Examples of queries, while the field is empty.
fn hints(ui: &mut Ui) {
    let fields: Vec<&str> = FIELDS.iter().map(|(_, example)| *example).collect();
    for words in [say("search-explained"), fields.join("   ")] {
        ui.label(small(words).color(UiPalette::of(ui).muted));
    }
}

/// Problems of the query, the number of hits, and the list of hits.
fn hits(ui: &mut Ui, session: &Session, open: &OpenTimeline, actions: &mut Vec<Action>) {
    let palette = UiPalette::of(ui);
    let search = &session.search;
    for problem in &search.problems {
        let words = format!("{}. {}", problem.message.text(), problem.hint.text());
        bidi::label(ui, small(visible_text(&words)).color(palette.warning));
    }
    if !search.is_asking() {
        return;
    }
    let Some(hits) = &search.hits else {
        ui.label(RichText::new(say("search-index-being-made")).color(palette.muted));
        return;
    };
    let id = match hits.count {
        0 => "search-none",
        number if number > hits.ranked.len() => "search-found-ranked",
        _ => "search-found",
    };
    let counts = [
        ("number", hits.count.into()),
        ("events", count(open.timeline.events.len(), "event").into()),
        ("ranked", hits.ranked.len().into()),
    ];
    let message = say_with(id, &counts);
    live_region::announce(ui, "found", message.clone());
    ui.label(strong(message, SMALL_SIZE + 0.5).color(palette.ink));
    let height = (ui.ctx().content_rect().height() - 240.0).clamp(100.0, 420.0);
    ScrollArea::vertical()
        .id_salt("hits")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show_rows(ui, HIT_HEIGHT, hits.ranked.len(), |ui, rows| {
            for row in rows {
                if let Some(event) = hits.ranked.get(row) {
                    let is_current = search.current == Some(row);
                    hit(ui, open, &search.filter, *event, is_current, actions);
                }
            }
        });
}

/// One hit: title and date, and below them the matching words in context.
fn hit(
    ui: &mut Ui,
    open: &OpenTimeline,
    filter: &Filter,
    index: Index<Event>,
    is_current: bool,
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    let size = vec2(ui.available_width(), HIT_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let event = &open.timeline[index];
    let name = visible_line(event.name());
    set_name(&response, Role::Button, || {
        say_with("search-hit", &[("event", name.as_ref().into())])
    });
    if is_current || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 5.0, palette.band);
    }
    if response.has_focus() {
        ui.data_mut(|memory| memory.insert_temp(focus_id(), true));
    }
    focus_ring(ui, &response, rect, 5.0);
    let color = palette.lane(&open.timeline, lane_position(&open.timeline, index));
    ui.painter()
        .circle_filled(pos2(rect.left() + 10.0, rect.top() + 14.0), 3.5, color);
    let date = event.date.as_ref().and_then(|date| date.edtf.as_ref());
    let date = date.map_or_else(|| say("search-undated"), short_words);
    let date = ui
        .painter()
        .layout_no_wrap(date, theme::sans(SMALL_SIZE + 0.5), palette.muted);
    let date_left = rect.right() - 8.0 - date.size().x;
    ui.painter()
        .galley(pos2(date_left, rect.top() + 6.0), date, palette.muted);
    let line = |text: &str, top: f32, right: f32, font: FontId, ink: Color32| {
        let plain = TextFormat::simple(font, ink);
        let matching = TextFormat {
            background: palette.paper.lerp_to_gamma(palette.focus, 0.22),
            color: palette.ink,
            ..plain.clone()
        };
        let mut job = highlighted(text, matches(filter, text), &plain, &matching);
        job.wrap = TextWrapping::truncate_at_width(right - rect.left() - 22.0);
        let galley = bidi::layout_job(ui.ctx(), job, RightEdge::WidestLine);
        ui.painter()
            .galley(pos2(rect.left() + 22.0, rect.top() + top), galley, ink);
    };
    line(&name, 4.0, date_left - 10.0, theme::sans(14.5), palette.ink);
    if let Some(text) = matching_words(&open.timeline, filter, event) {
        let right = rect.right() - 8.0;
        line(&text, 24.0, right, theme::serif(13.5), palette.muted);
    }
    if response.clicked() {
        actions.push(SelectionAction::Select(index).into());
    }
}

/// The part of the event's quotations, summary or notes that has the first
/// match.
fn matching_words(timeline: &Timeline, filter: &Filter, event: &Event) -> Option<String> {
    let citations = event.citations.iter();
    let quotations = citations
        .clone()
        .map(|citation| timeline[citation.passage].quote.exact.as_str());
    let notes = citations.filter_map(|citation| citation.note.as_deref());
    quotations
        .chain(event.summary.as_deref())
        .chain(event.note.as_deref())
        .chain(notes)
        .find_map(|text| {
            let first = matches(filter, text).into_iter().next()?;
            // A few words of context before the match.
            let before = text.get(..first.start)?.char_indices().rev();
            let mut start = before
                .take(AROUND / 4)
                .last()
                .map_or(first.start, |(at, _)| at);
            if start > 0 {
                let space = text.get(start..)?.find(' ');
                start = space.map_or(start, |space| (start + space + 1).min(first.start));
            }
            let shown: String = text.get(start..)?.chars().take(2 * AROUND).collect();
            let ellipsis = if start > 0 { "… " } else { "" };
            Some(format!("{ellipsis}{}", visible_line(&shown)))
        })
}
