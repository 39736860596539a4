//! Find bar of the reader.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role;
use eframe::egui::{Button, Id, Rect, TextEdit, Ui, vec2};

use crate::session::{Action, FocusRequest, ReaderAction, Session, TextSearch};
use crate::ui::theme::UiPalette;
use crate::ui::widgets::{row, rule, set_name, small, step_on_enter, strong, text_field};

/// Height of the bar, in points.
pub const HEIGHT: f32 = 36.0;

/// Id of the field.
#[must_use]
pub fn field_id() -> Id {
    Id::unique("words to find in the text")
}

/// Shows the bar.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    text_search: &TextSearch,
    actions: &mut Vec<Action>,
) {
    let palette = UiPalette::of(ui);
    ui.painter().rect_filled(rect, 0.0, palette.band);
    rule(ui, rect, rect.bottom() - 0.5);
    let mut row = row(ui, rect.shrink2(vec2(12.0, 0.0)), "find_bar");
    let mut words = text_search.words.clone();
    let field = TextEdit::singleline(&mut words)
        .id(field_id())
        .hint_text(say("reader-find-words"))
        .desired_width((rect.width() - 250.0).clamp(90.0, 300.0));
    let (field, _) = text_field(&mut row, field, &say("reader-find-in-text"));
    if session.view.focus == Some(FocusRequest::Find) {
        field.request_focus();
    }
    if words != text_search.words {
        actions.push(ReaderAction::Find(Some(words)).into());
    }
    actions.extend(step_on_enter(&row, &field).map(|by| ReaderAction::StepFound(by).into()));
    for (sign, name, by) in [
        ("‹", say("reader-find-before"), -1),
        ("›", say("reader-find-next"), 1),
    ] {
        let button = Button::new(strong(sign, 15.0)).min_size(vec2(26.0, 24.0));
        let step = row.add_enabled(!text_search.found.places.is_empty(), button);
        set_name(&step, Role::Button, || &name);
        if step.on_hover_text(name).clicked() {
            actions.push(ReaderAction::StepFound(by).into());
        }
    }
    row.label(small(count(text_search)).color(palette.muted));
}

/// Position among the matches: "2 of 14", or "no match".
fn count(text_search: &TextSearch) -> String {
    let places = text_search.found.places.len();
    match text_search.current {
        _ if text_search.words.trim().is_empty() => String::new(),
        _ if text_search.is_searching => say("reader-find-searching"),
        Some(current) => {
            let id = if text_search.found.is_cut {
                "reader-find-place-or-more"
            } else {
                "reader-find-place"
            };
            say_with(
                id,
                &[("current", (current + 1).into()), ("of", places.into())],
            )
        }
        None => say("reader-find-none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Occurrences;

    #[test]
    fn match_count_is_stated_in_words() {
        let text_search = |words: &str, places: usize, is_cut, current| TextSearch {
            words: words.to_owned(),
            found: Occurrences {
                places: vec![(0, 1); places],
                is_cut,
            },
            current,
            is_searching: false,
        };
        for (text_search, message) in [
            (text_search("", 0, false, None), ""),
            (text_search("x", 0, false, None), "no match in this text"),
            (text_search("x", 14, false, Some(1)), "2 of 14"),
            (
                text_search("x", 10_000, true, Some(0)),
                "1 of 10,000 or more",
            ),
        ] {
            assert_eq!(count(&text_search), message);
        }
    }
}
