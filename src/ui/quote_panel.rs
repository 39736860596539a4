//! The passages of the selected event, verbatim, with what is known of each.

use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    self, Button, CornerRadius, Id, Label, Rect, RichText, Sense, Stroke, Ui, pos2, vec2,
};

use super::chip::{self, Chip};
use super::popups::is_recorded_copy;
use super::theme::{self, Palette, QUOTE_SIZE, SMALL_SIZE};
use super::timeline_view::{count, lane_position};
use super::welcome;
use crate::model::{Basis, Citation, Event, Index, Source, Stance, visible_id, visible_text};
use crate::quote::{Anchor, State};
use crate::query::{Role, readings};
use crate::session::{Action, Document, DocumentAction, Focus, Popup, Session, ViewAction};
use crate::time::in_words;

/// Room left and right of the text, in points.
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
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect)
            .id_salt("quote panel"),
    );
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let selection = session.view.selection;
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        // Each event has a scroll position of its own.
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
                        None => welcome::show(ui, document, palette, actions),
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
    let accent = palette.lane(&document.timeline, lane_position(document, index));
    header(ui, document, index, palette, actions);
    ui.add_space(4.0);
    separator(ui, palette);
    if event.citations.is_empty() {
        ui.add_space(6.0);
        ui.label(
            RichText::new(
                "This event rests on no passage. Nothing in the file supports it.",
            )
            .color(palette.bad),
        );
    }
    for (position, citation) in event.citations.iter().enumerate() {
        ui.add_space(10.0);
        passage(
            ui, session, document, index, position, citation, accent, palette, actions,
        );
    }
    ui.add_space(24.0);
}

fn separator(ui: &mut Ui, palette: Palette) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter()
        .hline(rect.x_range(), rect.center().y, Stroke::new(1.0, palette.line));
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
    let title = ui.add(
        Label::new(RichText::new(visible_text(&event.title)).font(theme::semibold(22.0))).wrap(),
    );
    ui.ctx().accesskit_node_builder(title.id, |node| {
        node.set_role(AccessRole::Heading);
    });
    ui.label(
        RichText::new(date_in_words(document, index))
            .font(theme::semibold(15.5))
            .color(palette.ink),
    );
    if let Some(reason) = &event.dating.reason {
        ui.label(RichText::new(format!("Inferred: {}", visible_text(reason))).color(palette.muted));
    }
    order_chips(ui, document, index, palette, actions);
    let lane = event
        .lane
        .map_or_else(|| format!("no lane “{}”", visible_id(&event.lane_id)), |lane| {
            visible_text(&timeline[lane].name).into_owned()
        });
    let mut sources: Vec<Index<Source>> = event
        .citations
        .iter()
        .map(|citation| timeline[citation.passage].source)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    let mut facts = vec![
        lane,
        count(event.citations.len(), "passage"),
        count(sources.len(), "source"),
    ];
    facts.extend(event.actors.iter().map(|actor| visible_text(actor).into_owned()));
    ui.label(
        RichText::new(facts.join(" · "))
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(palette.muted),
    );
    if let Some(summary) = &event.summary {
        ui.add_space(3.0);
        ui.label(visible_text(summary));
    }
    if let Some(note) = &event.note {
        editors_note(ui, note, palette);
    }
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
}

/// The date as a person would say it, and how it is known.
pub fn date_in_words(document: &Document, index: Index<Event>) -> String {
    let event = &document.timeline[index];
    let quoted = event
        .date_text
        .as_ref()
        .map(|text| format!(" (“{}”)", visible_text(text)))
        .unwrap_or_default();
    let all = readings(&document.timeline, index);
    let rivals: Vec<&str> = all
        .iter()
        .filter(|reading| reading.role == Role::Rival)
        .map(|reading| reading.words.as_str())
        .collect();
    let Some(date) = &event.date else {
        return match &event.date_text {
            Some(text) => format!("Undated: the source says “{}”", visible_text(text)),
            None => "Undated: no source says when".to_owned(),
        };
    };
    let Some(edtf) = &date.edtf else {
        return format!("“{}” is no date that can be read", visible_text(&date.text));
    };
    if !rivals.is_empty() {
        return format!(
            "{}, or {}: the sources differ",
            in_words(edtf),
            rivals.join(", or ")
        );
    }
    let words = in_words(edtf);
    // The source's own words add something only where they are others.
    let quoted = if event
        .date_text
        .as_ref()
        .is_some_and(|text| text.contains(&words))
    {
        String::new()
    } else {
        quoted
    };
    match event.dating.basis {
        Some(Basis::Stated) => {
            let place = if event.citations.len() > 1 {
                "a passage"
            } else {
                "the passage"
            };
            format!("{words}{quoted}, stated in {place}")
        }
        Some(Basis::Inferred) => format!("{words}{quoted}, inferred, not stated"),
        None => format!("{words}{quoted}"),
    }
}

/// Events that the sources put before or after this one, each a click away.
fn order_chips(
    ui: &mut Ui,
    document: &Document,
    index: Index<Event>,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let event = &document.timeline[index];
    for (word, others) in [
        ("after", &event.dating.after),
        ("before", &event.dating.before),
    ] {
        if others.is_empty() {
            continue;
        }
        ui.label(
            RichText::new(format!("By the sources’ order, {word}:"))
                .font(theme::sans(SMALL_SIZE + 0.5))
                .color(palette.muted),
        );
        chips(ui, document, others, ("order", word, index), actions);
    }
}

/// Chips of events, wrapped; a click selects.
fn chips(
    ui: &mut Ui,
    document: &Document,
    events: &[Index<Event>],
    salt: impl std::hash::Hash + std::fmt::Debug + Copy,
    actions: &mut Vec<Action>,
) {
    let width = ui.available_width();
    let asides: Vec<String> = events
        .iter()
        .map(|event| short_date(document, *event))
        .collect();
    let all: Vec<Chip<'_>> = events
        .iter()
        .zip(&asides)
        .map(|(event, aside)| Chip {
            timeline: &document.timeline,
            event: *event,
            selected: false,
            undated: document.timeline[*event].date.is_none(),
            aside,
        })
        .collect();
    let widths: Vec<f32> = all.iter().map(|chip| chip.width(ui, width)).collect();
    let (places, height) = chip::flow(&widths, width);
    let (area, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    for ((chip, place), width) in all.iter().zip(places).zip(widths) {
        let rect = Rect::from_min_size(area.min + place, vec2(width, chip::HEIGHT));
        let id = Id::unique(("chip", salt, chip.event));
        if chip.show(ui, rect, id).clicked() {
            actions.push(Action::View(ViewAction::Select(chip.event)));
        }
    }
}

/// A date in a few words, for a chip.
fn short_date(document: &Document, event: Index<Event>) -> String {
    document.timeline[event]
        .date
        .as_ref()
        .and_then(|date| date.edtf.as_ref())
        .map(in_words)
        .unwrap_or_default()
}

#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
fn passage(
    ui: &mut Ui,
    session: &Session,
    document: &Document,
    event: Index<Event>,
    position: usize,
    citation: &Citation,
    accent: egui::Color32,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let timeline = &document.timeline;
    let passage = &timeline[citation.passage];
    let source = &timeline[passage.source];
    let anchor = document.anchor(citation.passage);
    let id = Id::unique(("citation", &timeline[event].id, position));
    let is_current = session.view.citation == position;

    let inner = egui::Frame::NONE
        .inner_margin(egui::Margin {
            left: 15,
            right: 2,
            top: 3,
            bottom: 3,
        })
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 5.0;
            if citation.stance != Stance::Supports {
                let (text, color) = match citation.stance {
                    Stance::Disputes => ("Disputes this", palette.bad),
                    _ => ("Context", palette.muted),
                };
                ui.label(
                    RichText::new(text)
                        .font(theme::semibold(SMALL_SIZE + 0.5))
                        .color(color),
                );
            }
            quotation(ui, document, citation, palette);
            ui.add(
                Label::new(RichText::new(short_citation(source, passage.locator.as_deref()))
                    .font(theme::semibold(SMALL_SIZE + 1.0)))
                .wrap(),
            )
            .on_hover_text(source.citation(passage.locator.as_deref()));
            facts(ui, citation, palette);
            if let Some(note) = &citation.note {
                editors_note(ui, note, palette);
            }
            if let Some(anchor) = anchor {
                state_line(ui, document, anchor, source, palette, actions);
            }
            let copy = ui
                .add(Button::new(
                    RichText::new("Copy with citation").font(theme::sans(SMALL_SIZE + 0.5)),
                ))
                .on_hover_text("The quotation and its citation, to the clipboard");
            if copy.clicked() {
                actions.push(Action::Document(DocumentAction::Copy(copied(
                    &passage.quote.exact,
                    &source.citation(passage.locator.as_deref()),
                ))));
            }
            let others: Vec<Index<Event>> = document
                .events_on(citation.passage)
                .iter()
                .copied()
                .filter(|other| *other != event)
                .collect();
            if !others.is_empty() {
                ui.add_space(2.0);
                ui.label(
                    RichText::new("Also resting on this passage")
                        .font(theme::sans(SMALL_SIZE + 0.5))
                        .color(palette.muted),
                );
                chips(ui, document, &others, ("also", event, position), actions);
            }
        });
    let rect = inner.response.rect;
    // The passage as a whole can hold the keyboard: Enter on an event comes
    // here, and [ ] walk.
    let focus_rect = Rect::from_min_max(rect.min, pos2(rect.left() + 12.0, rect.bottom()));
    let response = ui.interact(focus_rect, id, Sense::click());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            AccessRole::Group,
            true,
            format!(
                "Passage {} of {}: {}",
                position + 1,
                timeline[event].citations.len(),
                visible_text(&passage.quote.exact)
            ),
        )
    });
    if response.clicked() {
        actions.push(Action::View(ViewAction::SelectCitation(position)));
    }
    if is_current && session.view.focus == Some(Focus::Citation) {
        response.request_focus();
        ui.scroll_to_rect(rect, Some(egui::Align::Min));
    }
    let bar = Rect::from_min_max(
        pos2(rect.left(), rect.top() + 2.0),
        pos2(rect.left() + 3.5, rect.bottom() - 2.0),
    );
    let color = if is_current {
        accent
    } else {
        accent.gamma_multiply(0.55)
    };
    ui.painter().rect_filled(bar, CornerRadius::same(2), color);
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand2(vec2(4.0, 3.0)),
            CornerRadius::same(6),
            Stroke::new(2.0, palette.focus),
            egui::StrokeKind::Outside,
        );
    }
}

/// The words as they were written down, their context dimmed around them.
fn quotation(ui: &mut Ui, document: &Document, citation: &Citation, palette: Palette) {
    let passage = &document.timeline[citation.passage];
    let format = |color| TextFormat {
        font_id: theme::serif(QUOTE_SIZE),
        color,
        line_height: Some(24.0),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    let quote = &passage.quote;
    if !quote.prefix.is_empty() {
        job.append("… ", 0.0, format(palette.dimmed));
        job.append(&visible_text(&quote.prefix), 0.0, format(palette.dimmed));
    }
    job.append(&visible_text(&quote.exact), 0.0, format(palette.ink));
    if !quote.suffix.is_empty() {
        job.append(&visible_text(&quote.suffix), 0.0, format(palette.dimmed));
        job.append(" …", 0.0, format(palette.dimmed));
    }
    ui.add(Label::new(job).wrap());
    if let Some(now) = words_now(document, citation) {
        ui.label(
            RichText::new("Stands there now:")
                .font(theme::sans(SMALL_SIZE + 0.5))
                .color(palette.warning),
        );
        ui.label(
            RichText::new(now)
                .font(theme::serif_italic(QUOTE_SIZE - 1.0))
                .color(palette.ink),
        );
    }
}

/// What stands in the source now, where it is not what was written down.
fn words_now(document: &Document, citation: &Citation) -> Option<String> {
    let anchor = document.anchor(citation.passage)?;
    let place = anchor
        .place
        .as_ref()
        .filter(|_| anchor.state == State::Drifted)?;
    let source = document.timeline[citation.passage].source;
    let text = &document.holdings.of(source)?.text;
    Some(visible_text(text.slice(place.start, place.end)).into_owned())
}

/// "Coplen, Fulcrum 2025/380, para. 2".
fn short_citation(source: &Source, locator: Option<&str>) -> String {
    let name = visible_text(&source.short_name()).into_owned();
    match locator {
        Some(locator) => format!("{name}, {}", visible_text(locator)),
        None => name,
    }
}

fn facts(ui: &mut Ui, citation: &Citation, palette: Palette) {
    let mut facts = Vec::new();
    if let Some(date) = &citation.date {
        let words = date
            .edtf
            .as_ref()
            .map_or_else(|| format!("“{}”", visible_text(&date.text)), in_words);
        facts.push(match citation.dating.basis {
            Some(Basis::Inferred) => format!("Dates it {words} (inferred)"),
            _ => format!("Dates it {words}"),
        });
    }
    if let Some(who) = &citation.attributed_to {
        facts.push(format!("Reported claim of {}", visible_text(who)));
    }
    if !facts.is_empty() {
        ui.label(
            RichText::new(facts.join(" · "))
                .font(theme::sans(SMALL_SIZE + 0.5))
                .color(palette.muted),
        );
    }
}

fn editors_note(ui: &mut Ui, note: &str, palette: Palette) {
    egui::Frame::NONE
        .fill(palette.band)
        .corner_radius(5)
        .inner_margin(egui::Margin::symmetric(9, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            let mut job = LayoutJob::default();
            let format = |font, color| TextFormat::simple(font, color);
            job.append(
                "Editor’s note  ",
                0.0,
                format(theme::semibold(SMALL_SIZE + 0.5), palette.muted),
            );
            job.append(
                &visible_text(note),
                0.0,
                format(theme::sans(SMALL_SIZE + 1.0), palette.ink),
            );
            ui.add(Label::new(job).wrap());
        });
}

/// Where the passage stands, calmly where it cannot be known.
fn state_line(
    ui: &mut Ui,
    document: &Document,
    anchor: &Anchor,
    source: &Source,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let (text, color) = match anchor.state {
        State::Exact => ("✓ Verified, word for word".to_owned(), palette.good),
        State::Normalised => (
            "✓ Verified; line breaks or typography differ".to_owned(),
            palette.good,
        ),
        State::Drifted => (
            "≈ The text at hand says it differently".to_owned(),
            palette.warning,
        ),
        State::Ambiguous => (
            format!(
                "? Stands in {} places of the text at hand; its context does not say which",
                anchor.candidates.len()
            ),
            palette.warning,
        ),
        State::Missing => ("× Not found in the text at hand".to_owned(), palette.bad),
        State::Unavailable => (
            "Quoted from a copy that is not on this machine".to_owned(),
            palette.muted,
        ),
    };
    let response = ui.label(
        RichText::new(text)
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(color),
    );
    if let Some(place) = &anchor.place {
        response.on_hover_text(format!(
            "Characters {} to {} of the text at hand, which {}",
            place.start,
            place.end,
            copy_in_words(document, source),
        ));
    }
    if anchor.state == State::Unavailable {
        ui.horizontal_wrapped(|ui| {
            if let Some(digest) = &source.sha256 {
                ui.label(
                    RichText::new(format!("SHA-256 {}…", digest.short()))
                        .font(theme::sans(SMALL_SIZE))
                        .color(palette.muted),
                )
                .on_hover_text(format!("The copy that was quoted has the digest {digest}"));
            }
            let locate = ui
                .add(Button::new(
                    RichText::new("Locate the text…").font(theme::sans(SMALL_SIZE + 0.5)),
                ))
                .on_hover_text("Choose the document or its folder, and the quotation is checked");
            if locate.clicked() {
                actions.push(Action::View(ViewAction::Toggle(Popup::Sources)));
            }
        });
    }
}

fn copy_in_words(document: &Document, source: &Source) -> &'static str {
    let is_recorded = document
        .timeline
        .indexed_sources()
        .find(|(_, other)| other.id == source.id)
        .is_some_and(|(index, _)| is_recorded_copy(document, index));
    if is_recorded {
        "is the copy that was quoted"
    } else {
        "is another copy than the one that was quoted"
    }
}

/// What the clipboard gets: the words as they are in the file, and their
/// footnote.
fn copied(exact: &str, citation: &str) -> String {
    format!("“{exact}”\n{citation}\n")
}
