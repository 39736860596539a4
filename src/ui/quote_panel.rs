//! Quote panel: the passages of the selected event, verbatim.

use crate::language::{Argument, say, say_with};
use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{self, Rect, RichText, Sense, Stroke, Ui, vec2};

use super::bidi::{self, Edge};
use super::event_chip;
use super::live_region;
use super::theme::{self, Palette, SMALL_SIZE};
use super::timeline_view::count;
use super::{passage, rival_claims, welcome};
use crate::model::{Event, Index, visible_id, visible_line, visible_text};
use crate::query::{Support, date_in_words, lane_position};
use crate::session::{Action, ClipboardAction, Document, LinkKind, Session};

/// Margin left and right of the text, in points.
const MARGIN: f32 = 22.0;

/// Shows the panel.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui);
    ui.painter().rect_filled(rect, 0.0, palette.panel);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("quote panel"));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let selection = session.view.selection;
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        // Each event has its own scroll position.
        .id_salt(("quotes of", selection.map(Index::position)))
        .show(&mut child, |ui| {
            egui::Frame::NONE
                .inner_margin(egui::Margin::symmetric(22, 18))
                .show(ui, |ui| {
                    ui.set_width(rect.width() - 2.0 * MARGIN - 10.0);
                    match selection {
                        Some(event) => {
                            selected(ui, session, document, event, palette, actions);
                        }
                        None => welcome::show(ui, session, document, palette, actions),
                    }
                });
        });
}

fn selected(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    index: Index<Event>,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let event = &document.timeline[index];
    let accent = palette.lane(&document.timeline, lane_position(&document.timeline, index));
    header(ui, document, index, palette, actions);
    ui.add_space(4.0);
    separator(ui, palette);
    if event.citations.is_empty() {
        ui.add_space(6.0);
        ui.label(RichText::new(say("event-no-passage")).color(palette.bad));
    }
    rival_claims::show(ui, session, document, index, palette, actions);
    for (position, citation) in event.citations.iter().enumerate() {
        ui.add_space(10.0);
        let cited = passage::CitationEntry {
            document,
            event: index,
            position,
            citation,
        };
        passage::show(ui, session, cited, accent, palette, actions);
    }
    ui.add_space(14.0);
    let link = RichText::new(say("event-copy-link")).font(theme::sans(SMALL_SIZE + 0.5));
    if ui
        .button(link)
        .on_hover_text(say("event-copy-link-hint"))
        .clicked()
    {
        actions.push(Action::Clipboard(ClipboardAction::Link(LinkKind::Event)));
    }
    ui.add_space(6.0);
    if !event.tags.is_empty() {
        let tags: Vec<String> = event
            .tags
            .iter()
            .map(|tag| format!("#{}", visible_text(tag)))
            .collect();
        ui.label(
            RichText::new(tags.join("  "))
                .font(theme::sans(SMALL_SIZE))
                .color(palette.dimmed),
        );
    }
    ui.add_space(24.0);
}

fn separator(ui: &mut Ui, palette: Palette) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        Stroke::new(1.0, palette.line),
    );
}

fn header(
    ui: &mut Ui,
    document: &Document,
    index: Index<Event>,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let timeline = &document.timeline;
    let event = &timeline[index];
    ui.spacing_mut().item_spacing.y = 5.0;
    let title = bidi::label(
        ui,
        RichText::new(visible_line(event.name())).font(theme::semibold(22.0)),
        Edge::Text,
    );
    ui.ctx().accesskit_node_builder(title.id, |node| {
        node.set_role(AccessRole::Heading);
        // A label's text is its value; a heading needs a name.
        node.set_label(visible_line(event.name()).into_owned());
    });
    let date = date_in_words(timeline, index);
    let passages = count(event.citations.len(), "passage");
    let name = visible_line(event.name());
    let selected = [
        ("event", name.as_ref().into()),
        ("date", date.as_str().into()),
        ("passages", passages.into()),
    ];
    live_region::announce(ui, "selection", say_with("selection-announced", &selected));
    ui.label(
        RichText::new(date)
            .font(theme::semibold(15.5))
            .color(palette.ink),
    );
    if let Some(reason) = &event.dating.reason {
        ui.label(
            RichText::new(say_with(
                "event-inferred",
                &[("reason", visible_text(reason).as_ref().into())],
            ))
            .color(palette.muted),
        );
    }
    order_chips(ui, document, index, palette, actions);
    let unknown = document.index.order_unknown(timeline, index);
    if !unknown.is_empty() {
        let names: Vec<String> = unknown
            .iter()
            .map(|other| {
                let name = visible_line(timeline[*other].name());
                say_with("quoted", &[("words", name.as_ref().into())])
            })
            .collect();
        ui.label(
            RichText::new(say_with(
                "event-order-unknown",
                &[("events", names.join(&say("event-order-and")).into())],
            ))
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.muted),
        );
    }
    let lane = event.lane.map_or_else(
        || {
            say_with(
                "event-no-lane",
                &[("lane", visible_id(&event.lane_id).as_ref().into())],
            )
        },
        |lane| visible_text(&timeline[lane].name).into_owned(),
    );
    let mut facts = vec![lane];
    facts.extend(
        event
            .actors
            .iter()
            .map(|actor| visible_text(actor).into_owned()),
    );
    ui.label(
        RichText::new(facts.join(" · "))
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.muted),
    );
    let support = Support::of(timeline, index);
    if support.passages > 0 {
        ui.label(
            RichText::new(evidence_in_words(document, support))
                .font(theme::semibold(SMALL_SIZE + 0.5))
                .color(palette.muted),
        );
    }
    if let Some(summary) = &event.summary {
        ui.add_space(3.0);
        ui.label(visible_text(summary));
    }
    if let Some(note) = &event.note {
        passage::editors_note(ui, note, palette);
    }
}

/// What an event rests on in one line, without zeros: "4 passages · 2 sources
/// · 3 support, 1 disputes". Also says if a single source supports an event
/// that others mention.
fn evidence_in_words(document: &Document, support: Support) -> String {
    let mut facts = vec![
        count(support.passages, "passage"),
        count(support.sources, "source"),
    ];
    let verb = |number: usize, id: &str| {
        (number > 0).then(|| say_with(id, &[("count", Argument::plain(number))]))
    };
    let stances: Vec<String> = [
        verb(support.supports, "event-supports"),
        verb(support.disputes, "event-disputes"),
        verb(support.context, "event-context"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if support.supports == 0 {
        facts.push(say_with(
            "event-none-supports",
            &[("others", stances.join(", ").into())],
        ));
    } else if support.supports + support.disputes + support.context > 1 {
        facts.push(stances.join(", "));
    }
    if let (true, Some(only)) = (support.sources > 1, support.only) {
        let name = visible_text(document.timeline[only].brief_name()).into_owned();
        facts.push(say_with("event-only-supports", &[("source", name.into())]));
    }
    facts.join(" · ")
}

/// Events that the sources place before or after this one, each a click away.
fn order_chips(
    ui: &mut Ui,
    document: &Document,
    index: Index<Event>,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let event = &document.timeline[index];
    for (word, id, others) in [
        ("after", "event-order-after", &event.dating.after),
        ("before", "event-order-before", &event.dating.before),
    ] {
        if others.is_empty() {
            continue;
        }
        ui.label(
            RichText::new(say(id))
                .font(theme::sans(SMALL_SIZE + 0.5))
                .color(palette.muted),
        );
        event_chip::show_all(ui, document, others, ("order", word, index), actions);
    }
}
