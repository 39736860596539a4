//! A passage whose source now has other words: the difference, and what the
//! user can do about it.

use crate::language::{decimal, say, say_with};
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Button, Stroke, Ui};

use super::bidi;
use super::panel_input::PanelInput;
use super::theme::{self, QUOTE_SIZE, UiPalette};
use super::widgets::small;
use crate::model::{Index, Passage, visible_id, visible_text};
use crate::session::{Action, EditAction, OpenTimeline};
use annals_anchor::{AnchorState, WordChange, compare_words};

/// Shows the source's current words if they differ from the recorded ones,
/// with the possible actions.
pub fn show(
    ui: &mut Ui,
    input: PanelInput<'_>,
    passage: Index<Passage>,
    actions: &mut Vec<Action>,
) {
    let PanelInput { session, open } = input;
    let palette = UiPalette::of(ui);
    let Some((words, score)) = current_words(open, passage) else {
        return;
    };
    let similarity = [("score", decimal(score).into())];
    ui.label(small(say("drift-now")).color(palette.warning))
        .on_hover_text(say_with("drift-similarity", &similarity));
    let recorded = &open.timeline[passage].quote.exact;
    bidi::label(ui, difference(recorded, words, palette));
    if let Some(adopted) = open.replacement_of(passage) {
        let id = visible_id(&open.timeline[adopted].id);
        let message = say_with("drift-adopted", &[("passage", id.into())]);
        ui.label(small(message).color(palette.good));
        return;
    }
    let id = open.timeline[passage].id.as_str();
    let is_kept = session.edits.accepted_drift.contains(id);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let keep = Button::new(small(say("drift-keep"))).selected(is_kept);
        let keep = ui.add(keep).on_hover_text(say("drift-keep-hint"));
        if keep.clicked() {
            actions.push(EditAction::KeepRecordedWords(passage).into());
        }
        let adopt = Button::new(small(say("drift-adopt")));
        let adopt = ui.add_enabled(!is_kept, adopt);
        if adopt.on_hover_text(say("drift-adopt-hint")).clicked() {
            actions.push(EditAction::AdoptCurrentWords(passage).into());
        }
    });
}

/// The current words: removed words struck through, added words underlined.
fn difference(recorded: &str, current: &str, palette: UiPalette) -> LayoutJob {
    let plain = TextFormat {
        line_height: Some(22.0),
        ..TextFormat::simple(theme::serif(QUOTE_SIZE - 1.0), palette.ink)
    };
    let mut job = LayoutJob::default();
    for (number, part) in compare_words(recorded, current).into_iter().enumerate() {
        let mut format = plain.clone();
        match part.change {
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
            job.append(" ", 0.0, plain.clone());
        }
        job.append(&visible_text(&part.words), 0.0, format);
    }
    job
}

/// The source's current words, if they differ from the recorded ones, and how
/// similar they are.
fn current_words(open: &OpenTimeline, passage: Index<Passage>) -> Option<(&str, f64)> {
    let anchor = open.anchor(passage)?;
    let drifted = anchor.state == AnchorState::Drifted;
    let place = anchor.matched.as_ref().filter(|_| drifted)?;
    let source = open.timeline[passage].source;
    let text = &open.holdings.get(source)?.text;
    Some((text.slice(place.start, place.end), place.score))
}
