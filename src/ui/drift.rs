//! A passage whose source now has other words: the difference, and what the
//! user can do about it.

use crate::language::{decimal, say, say_with};
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Button, RichText, Stroke, Ui};

use super::bidi::{self, Edge};
use super::theme::{self, Palette, QUOTE_SIZE, SMALL_SIZE};
use crate::model::{Index, Passage, visible_id, visible_text};
use crate::session::{Action, Document, EditAction, Session};
use annals_anchor::{AnchorState, WordChange, compare_words};

/// Shows the source's current words if they differ from the recorded ones,
/// with the possible actions.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    passage: Index<Passage>,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let Some(now) = words_now(document, passage) else {
        return;
    };
    let score = document
        .anchor(passage)
        .and_then(|anchor| anchor.matched)
        .map_or(0.0, |place| place.score);
    ui.label(small(say("drift-now"), palette.warning))
        .on_hover_text(say_with(
            "drift-similarity",
            &[("score", decimal(score).into())],
        ));
    bidi::label(ui, difference(document, passage, now, palette), Edge::Text);
    if let Some(adopted) = document.replacement_of(passage) {
        let id = &document.timeline[adopted].id;
        ui.label(small(
            say_with(
                "drift-adopted",
                &[("passage", visible_id(id).as_ref().into())],
            ),
            palette.good,
        ));
        return;
    }
    let is_kept = session
        .edits
        .accepted_drift
        .contains(document.timeline[passage].id.as_str());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let button = |words: &str| {
            Button::new(RichText::new(say(words)).font(theme::sans(SMALL_SIZE + 0.5)))
        };
        let keep = ui
            .add(button("drift-keep").selected(is_kept))
            .on_hover_text(say("drift-keep-hint"));
        if keep.clicked() {
            actions.push(Action::Edit(EditAction::KeepRecordedWords(passage)));
        }
        let adopt = ui
            .add_enabled(!is_kept, button("drift-adopt"))
            .on_hover_text(say("drift-adopt-hint"));
        if adopt.clicked() {
            actions.push(Action::Edit(EditAction::AdoptCurrentWords(passage)));
        }
    });
}

/// The current words: removed words struck through, added words underlined.
fn difference(
    document: &Document,
    passage: Index<Passage>,
    now: &str,
    palette: Palette,
) -> LayoutJob {
    let recorded = &document.timeline[passage].quote.exact;
    let mut job = LayoutJob::default();
    for (number, stretch) in compare_words(recorded, now).into_iter().enumerate() {
        let mut format = TextFormat {
            font_id: theme::serif(QUOTE_SIZE - 1.0),
            color: palette.ink,
            line_height: Some(22.0),
            ..TextFormat::default()
        };
        match stretch.change {
            WordChange::Unchanged => {}
            WordChange::Removed => {
                format.color = palette.bad;
                format.strikethrough = Stroke::new(1.0, palette.bad);
            }
            WordChange::Added => {
                format.color = palette.good;
                format.underline = Stroke::new(1.4, palette.good);
            }
        }
        if number > 0 {
            let plain = TextFormat {
                underline: Stroke::NONE,
                strikethrough: Stroke::NONE,
                ..format.clone()
            };
            job.append(" ", 0.0, plain);
        }
        job.append(&visible_text(&stretch.words), 0.0, format);
    }
    job
}

fn small(words: impl Into<String>, color: eframe::egui::Color32) -> RichText {
    RichText::new(words)
        .font(theme::sans(SMALL_SIZE + 0.5))
        .color(color)
}

/// The source's current words, if they differ from the recorded ones.
fn words_now(document: &Document, passage: Index<Passage>) -> Option<&str> {
    let anchor = document.anchor(passage)?;
    let place = anchor
        .matched
        .as_ref()
        .filter(|_| anchor.state == AnchorState::Drifted)?;
    let source = document.timeline[passage].source;
    let text = &document.holdings.of(source)?.text;
    Some(text.slice(place.start, place.end))
}
