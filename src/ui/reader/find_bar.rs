//! Find bar of the reader.

use crate::language::{say, say_with};
use eframe::egui::{self, Align, Id, Key, Layout, Rect, RichText, Stroke, TextEdit, Ui, vec2};

use crate::session::{Action, Focus, ReaderAction, Session, TextSearch};
use crate::ui::theme::{self, Palette, SMALL_SIZE};

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
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    ui.painter().rect_filled(rect, 0.0, palette.band);
    ui.painter().hline(
        rect.x_range(),
        rect.bottom() - 0.5,
        Stroke::new(1.0, palette.line),
    );
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(12.0, 0.0)))
            .id_salt("find bar")
            .layout(Layout::left_to_right(Align::Center)),
    );
    let mut words = text_search.words.clone();
    let width = (rect.width() - 250.0).clamp(90.0, 300.0);
    let field = row.add(
        TextEdit::singleline(&mut words)
            .id(field_id())
            .hint_text(say("reader-find-words"))
            .desired_width(width),
    );
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(
            true,
            &text_search.words,
            &text_search.words,
            say("reader-find-words"),
        );
        info.label = Some(say("reader-find-in-text"));
        info
    });
    if session.view.focus == Some(Focus::Find) {
        field.request_focus();
    }
    if words != text_search.words {
        actions.push(Action::Reader(ReaderAction::Find(Some(words))));
    }
    if field.lost_focus() && row.input(|input| input.key_pressed(Key::Enter)) {
        let back = row.input(|input| input.modifiers.shift);
        actions.push(Action::Reader(ReaderAction::StepFound(if back {
            -1
        } else {
            1
        })));
        field.request_focus();
    }
    for (name, hint, by) in [
        ("‹", say("reader-find-before"), -1),
        ("›", say("reader-find-next"), 1),
    ] {
        let step = row.add_enabled(
            !text_search.found.places.is_empty(),
            egui::Button::new(RichText::new(name).font(theme::semibold(15.0)))
                .min_size(vec2(26.0, 24.0)),
        );
        step.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &hint));
        if step.on_hover_text(hint).clicked() {
            actions.push(Action::Reader(ReaderAction::StepFound(by)));
        }
    }
    row.label(
        RichText::new(count(text_search))
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.muted),
    );
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
