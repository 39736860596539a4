//! A text field with suggestions. A suggestion is taken only when the user chooses
//! it, with the arrows and Enter or with the pointer.

use std::sync::Arc;

use eframe::egui::accesskit::{HasPopup, Role};
use eframe::egui::{
    self, Area, EventFilter, Frame, Id, Key, Margin, Modifiers, Order, Rect, Response, RichText,
    ScrollArea, Sense, TextEdit, Ui, vec2,
};

use super::field::register;
use crate::edits::forms::{Suggestion, rank_suggestions};
use crate::ui::theme::{self, SMALL_SIZE, TEXT_SIZE, UiPalette};
use crate::ui::widgets::{cached, set_selectable_name};

/// Height of a suggestion, in points.
const ROW_HEIGHT: f32 = 27.0;
/// Most suggestions in the list.
const MAX_SUGGESTIONS: usize = 50;
/// Largest height of the list, in points.
const MAX_HEIGHT: f32 = 232.0;

/// A text field with suggestions.
pub(super) struct CompletionField<'a> {
    /// The id of the field.
    pub(super) id: Id,
    /// Shown while the field is empty.
    pub(super) hint: &'a str,
    /// What may be suggested.
    pub(super) suggestions: &'a [Suggestion],
    /// Whether the field means one of the suggestions, and shows that it has a list.
    pub(super) is_choice: bool,
}

/// What the user did in the field.
pub(super) struct CompletionOutput {
    /// The field.
    pub(super) response: Response,
    /// The suggestion that was chosen. Its text is in the field.
    pub(super) chosen: Option<usize>,
    /// Whether Enter was pressed without a suggestion.
    pub(super) is_entered: bool,
}

/// State of the list between frames.
#[derive(Debug, Clone, Default)]
struct ListState {
    is_open: bool,
    /// The highlighted suggestion, by its place in the list.
    highlighted: Option<usize>,
    /// Whether the list was opened without typing: it has every suggestion.
    shows_all: bool,
    /// Where the list is.
    rect: Option<Rect>,
}

fn open_list_id() -> Id {
    Id::unique("open list of suggestions")
}

/// Whether a list of suggestions is open, which takes Esc and the arrows.
pub fn is_open(ui: &Ui) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    let shown_in: Option<u64> = ui.data(|memory| memory.get_temp(open_list_id()));
    shown_in.is_some_and(|shown_in| shown_in + 1 >= frame)
}

/// What the keys do to the list in this frame.
#[derive(Default)]
struct ListKeys {
    takes: bool,
}

impl CompletionField<'_> {
    /// Shows the field, and the list while it is open.
    pub(super) fn show(self, ui: &mut Ui, text: &mut String) -> CompletionOutput {
        let palette = UiPalette::of(ui);
        let state_id = self.id.with("suggestions");
        let mut state: ListState = ui.data(|memory| memory.get_temp(state_id).unwrap_or_default());
        let ranked = self.ranked(ui, text, &state);
        let has_focus = ui.memory(|memory| memory.has_focus(self.id));
        let keys = if has_focus {
            list_keys(ui, &mut state, ranked.len())
        } else {
            ListKeys::default()
        };
        register(ui, self.id);
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            tab: false,
            // The list closes before the field is left.
            escape: state.is_open,
        };
        let mut response = ui.add(
            TextEdit::singleline(text)
                .id(self.id)
                .event_filter(filter)
                .hint_text(RichText::new(self.hint).color(palette.dimmed))
                .margin(Margin {
                    left: 8,
                    right: if self.is_choice { 22 } else { 8 },
                    top: 6,
                    bottom: 6,
                })
                .desired_width(f32::INFINITY),
        );
        let was_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if response.changed() {
            state = ListState {
                is_open: true,
                rect: state.rect,
                ..ListState::default()
            };
        } else if response.clicked() && !state.is_open {
            state.is_open = true;
            state.shows_all = true;
        }
        let ranked = self.ranked(ui, text, &state);
        let is_over_list = state.rect.is_some_and(|list| {
            let pointer = ui.ctx().pointer_interact_pos();
            pointer.is_some_and(|at| list.contains(at))
        });
        state.is_open &= !ranked.is_empty() && (response.has_focus() || is_over_list);
        let mut chosen = state.highlighted.filter(|_| keys.takes);
        self.describe(ui, &response, &state);
        if self.is_choice {
            let at = response.rect.right_center() - vec2(13.0, 0.0);
            let points = [vec2(-4.0, -2.0), vec2(4.0, -2.0), vec2(0.0, 3.0)];
            let points = points.map(|point| at + point).to_vec();
            let none = egui::Stroke::NONE;
            let triangle = egui::Shape::convex_polygon(points, palette.muted, none);
            ui.painter().add(triangle);
        }
        if state.is_open && chosen.is_none() {
            let frame = ui.ctx().cumulative_frame_nr();
            ui.data_mut(|memory| memory.insert_temp(open_list_id(), frame));
            chosen = self.list(ui, response.rect, &ranked, &mut state);
        } else {
            state.rect = None;
        }
        let chosen = chosen.and_then(|place| ranked.get(place).copied());
        if let Some(suggestion) = chosen.and_then(|chosen| self.suggestions.get(chosen)) {
            text.clone_from(&suggestion.text);
            state = ListState::default();
            move_caret_to_end(ui, self.id, text);
            response.request_focus();
            response.mark_changed();
        }
        ui.data_mut(|memory| memory.insert_temp(state_id, state));
        CompletionOutput {
            response,
            chosen,
            is_entered: was_entered && chosen.is_none(),
        }
    }

    /// The suggestions that fit the text, computed once for a text.
    fn ranked(&self, ui: &Ui, text: &str, state: &ListState) -> Arc<Vec<usize>> {
        let typed = if state.shows_all { "" } else { text };
        let first = self.suggestions.first().map(|first| first.text.clone());
        let key = (typed.to_owned(), self.suggestions.len(), first);
        cached(ui, self.id.with("ranked"), key, || {
            let texts = self.suggestions.iter().map(|it| it.text.as_str());
            let ranked = rank_suggestions(typed, texts, MAX_SUGGESTIONS);
            let text = |at: usize| self.suggestions.get(at).map(|it| it.text.as_str());
            match ranked.as_slice() {
                // The typed text itself is no suggestion.
                [only] if text(*only) == Some(typed) => Vec::new(),
                _ => ranked,
            }
        })
    }

    fn describe(&self, ui: &Ui, response: &Response, state: &ListState) {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::EditableComboBox);
            node.set_has_popup(HasPopup::Listbox);
            node.set_expanded(state.is_open);
            if let Some(place) = state.highlighted.filter(|_| state.is_open) {
                node.set_active_descendant(self.row_id(place).accesskit_id());
            }
        });
    }

    fn row_id(&self, place: usize) -> Id {
        Id::unique((self.id, "suggestion", place))
    }

    /// Shows the list. Returns the place of the suggestion that was clicked.
    fn list(&self, ui: &Ui, field: Rect, ranked: &[usize], state: &mut ListState) -> Option<usize> {
        let mut clicked = None;
        let width = field.width().max(180.0);
        let area = Area::new(self.id.with("list"))
            .order(Order::Foreground)
            .fixed_pos(field.left_bottom() + vec2(0.0, 3.0))
            .constrain_to(ui.ctx().content_rect())
            .show(ui.ctx(), |ui| {
                Frame::popup(ui.style()).inner_margin(4).show(ui, |ui| {
                    ui.set_width(width - 10.0);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ScrollArea::vertical()
                        .max_height(MAX_HEIGHT)
                        .min_scrolled_height(MAX_HEIGHT)
                        .auto_shrink([false, true])
                        .show(ui, |ui| {
                            for (place, suggestion) in ranked.iter().enumerate() {
                                let Some(suggestion) = self.suggestions.get(*suggestion) else {
                                    continue;
                                };
                                let is_highlighted = state.highlighted == Some(place);
                                let id = self.row_id(place);
                                if row(ui, id, suggestion, is_highlighted) {
                                    clicked = Some(place);
                                }
                            }
                        });
                });
            });
        state.rect = Some(area.response.rect);
        clicked
    }
}

/// Applies the keys that belong to the list, so that the field does not get them.
fn list_keys(ui: &Ui, state: &mut ListState, count: usize) -> ListKeys {
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        if count == 0 && !state.shows_all && !state.is_open {
            return ListKeys::default();
        }
        if !state.is_open {
            if pressed(Key::ArrowDown) {
                state.is_open = true;
                state.shows_all = true;
                state.highlighted = Some(0);
            }
            return ListKeys::default();
        }
        let last = count.saturating_sub(1);
        if pressed(Key::ArrowDown) {
            state.highlighted = Some(state.highlighted.map_or(0, |at| (at + 1).min(last)));
        }
        if pressed(Key::ArrowUp) {
            state.highlighted = state.highlighted.and_then(|at| at.checked_sub(1));
        }
        if pressed(Key::Escape) {
            *state = ListState::default();
            return ListKeys::default();
        }
        ListKeys {
            takes: state.highlighted.is_some() && pressed(Key::Enter),
        }
    })
}

/// Shows a suggestion. Returns whether it was clicked.
fn row(ui: &mut Ui, id: Id, suggestion: &Suggestion, is_highlighted: bool) -> bool {
    let palette = UiPalette::of(ui);
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    // No stop of Tab: the field keeps the focus.
    let response = ui.interact(rect, id, Sense::CLICK);
    set_selectable_name(&response, Role::ListBoxOption, is_highlighted, || {
        if suggestion.detail.is_empty() {
            suggestion.text.clone()
        } else {
            format!("{}, {}", suggestion.text, suggestion.detail)
        }
    });
    if is_highlighted {
        ui.painter().rect_filled(rect, 5.0, palette.control);
        let stroke = egui::Stroke::new(1.5, palette.focus);
        let inside = egui::StrokeKind::Inside;
        ui.painter().rect_stroke(rect, 5.0, stroke, inside);
        response.scroll_to_me(None);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 5.0, palette.band);
    }
    let font = theme::sans(SMALL_SIZE);
    let detail = ui
        .painter()
        .layout_no_wrap(suggestion.detail.clone(), font, palette.muted);
    let width = rect.width() - detail.size().x - 22.0;
    let font = theme::sans(TEXT_SIZE);
    let shown = crate::model::visible_line(&suggestion.text);
    let text = crate::ui::widgets::one_line(ui, &shown, font, palette.ink, width.max(30.0));
    let middle = |height: f32| rect.center().y - height / 2.0;
    let at = egui::pos2(rect.left() + 8.0, middle(text.size().y));
    ui.painter().galley(at, text, palette.ink);
    let at = egui::pos2(
        rect.right() - 8.0 - detail.size().x,
        middle(detail.size().y),
    );
    ui.painter().galley(at, detail, palette.muted);
    response.clicked()
}

/// Puts the caret of a field behind a text that did not come from typing.
fn move_caret_to_end(ui: &Ui, id: Id, text: &str) {
    let Some(mut state) = TextEdit::load_state(ui.ctx(), id) else {
        return;
    };
    let end = egui::text::CCursor::new(text.chars().count());
    let end = egui::text::CCursorRange::one(end);
    state.cursor.set_char_range(Some(end));
    TextEdit::store_state(ui.ctx(), id, state);
}
