//! Content of the quote panel while nothing is selected: what this is, and
//! what to do first.

use crate::language::{say, say_with};
use eframe::egui::{Button, RichText, Ui};

use super::bidi::{self, Edge};
use super::citation_lines;
use super::regions::{self, Region};
use super::theme::{self, Palette, SMALL_SIZE};
use super::timeline_view::count;
use super::top_bar::evidence_in_words;
use crate::model::{visible_line, visible_text};
use crate::session::{Action, Dialog, Document, PanelAction, SelectionAction, Session};

/// Maximum number of sources named here; the list of sources has all.
const MOST_SOURCES: usize = 20;

/// Shows the welcome.
pub fn show(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let timeline = &document.timeline;
    ui.spacing_mut().item_spacing.y = 8.0;
    if document.is_preview() {
        loading(ui, document);
        return;
    }
    if timeline.events.is_empty() {
        ui.label(RichText::new(say("welcome-no-events")).font(theme::semibold(24.0)));
        ui.label(say("welcome-no-events-why"));
        return;
    }
    ui.label(RichText::new(say("welcome-click")).font(theme::semibold(24.0)));
    ui.label(
        RichText::new(say("welcome-and-read"))
            .font(theme::serif(18.0))
            .color(palette.ink),
    );
    ui.add_space(4.0);
    if let Some(first) = document.index.next(None) {
        let title = visible_line(timeline[first].name());
        let button = Button::new(
            RichText::new(say_with(
                "welcome-begin",
                &[("event", title.as_ref().into())],
            ))
            .font(theme::semibold(theme::TEXT_SIZE))
            .color(palette.panel),
        )
        .fill(palette.ink)
        .min_size(eframe::egui::vec2(0.0, 32.0));
        let begin = ui.add(button);
        regions::offer(ui, Region::Quotes, begin.id);
        if begin.clicked() {
            actions.push(Action::Selection(SelectionAction::Select(first)));
        }
    }
    ui.add_space(6.0);
    for line in ["welcome-wheel", "welcome-arrows", "welcome-keys"] {
        ui.label(RichText::new(say(line)).color(palette.muted));
    }
    ui.add_space(14.0);
    ui.label(RichText::new(say("welcome-this")).font(theme::semibold(16.0)));
    if let Some(description) = &timeline.description {
        bidi::label(ui, visible_text(description), Edge::Text);
    }
    let undated = document.index.undated().len();
    let mut facts = vec![
        count(timeline.events.len(), "event"),
        count(timeline.passages.len(), "quotation"),
        count(timeline.sources.len(), "source"),
    ];
    if undated > 0 {
        facts.insert(1, say_with("welcome-undated", &[("count", undated.into())]));
    }
    ui.label(RichText::new(facts.join(", ")).color(palette.muted));
    ui.add_space(10.0);
    if !timeline.sources.is_empty() {
        ui.label(RichText::new(say("welcome-drawn-from")).font(theme::semibold(16.0)));
        for (index, source) in timeline.sources.indexed().take(MOST_SOURCES) {
            bidi::label(
                ui,
                RichText::new(visible_text(&citation_lines::entry(ui, session, index)))
                    .font(theme::serif(14.5)),
                Edge::Text,
            );
            if let Some(note) = &source.note {
                bidi::label(
                    ui,
                    RichText::new(visible_text(note))
                        .font(theme::sans(SMALL_SIZE))
                        .color(palette.muted),
                    Edge::Text,
                );
            }
        }
        let more = timeline.sources.len().saturating_sub(MOST_SOURCES);
        if more > 0 {
            let message = say_with("welcome-more-sources", &[("count", more.into())]);
            ui.label(RichText::new(message).color(palette.muted));
        }
        ui.add_space(2.0);
        let evidence = evidence_in_words(document);
        if ui
            .button(evidence)
            .on_hover_text(say("bar-sources-hint"))
            .clicked()
        {
            actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Sources)));
        }
    }
}

/// Progress while events are being read.
fn loading(ui: &mut Ui, document: &Document) {
    let lanes = 0..=document.timeline.lanes.len();
    let events = lanes.map(|lane| document.index.in_lane(lane).events).sum();
    ui.label(RichText::new(say("welcome-being-read")).font(theme::semibold(24.0)));
    bidi::label(
        ui,
        say_with(
            "welcome-being-read-so-far",
            &[
                ("events", count(events, "event").into()),
                ("undated", document.undated_count().into()),
            ],
        ),
        Edge::Text,
    );
}
