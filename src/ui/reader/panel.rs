//! The whole reader: tabs, find bar, text, and the events of the passage that
//! was clicked.

use crate::language::{Argument, say, say_with};
use std::collections::HashMap;

use eframe::egui::{self, Label, Rect, RichText, Stroke, Ui, pos2, vec2};

use super::text::TextState;
use super::{find_bar, highlights, scroll_bar, tabs, text};
use crate::layout::Viewport;
use crate::model::{Index, Source, visible_line, visible_text};
use crate::session::{
    Action, Dialog, Document, PanelAction, ReaderAction, ReaderPane, Session, SourceText,
};
use crate::ui::theme::{self, Palette, SMALL_SIZE};
use crate::ui::timeline_view::count;
use crate::ui::{citation_lines, event_chip, source_details};
use annals_anchor::AnchorState;

/// Height of the line that describes the text, in points.
const FACTS: f32 = 26.0;
/// Maximum width of the outline, in points.
const OUTLINE: f32 = 190.0;

/// View state of the reader.
#[derive(Default)]
pub struct ReaderPanel {
    texts: HashMap<String, TextState>,
    outline: bool,
    /// Number of passages of a source in the brushed period, and the inputs
    /// that it was computed for.
    belonging: Option<(Belonging, usize)>,
}

/// Inputs of a passage count.
type Belonging = (u64, u64, Index<Source>, Viewport);

/// Shows the reader.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    panel: &mut ReaderPanel,
    now: f64,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui);
    ui.painter().rect_filled(rect, 0.0, palette.panel);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt("reader"));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    let ui = &mut child;
    let mut rest = rect;
    let mut take = |height: f32| {
        let part = Rect::from_min_max(rest.min, pos2(rest.right(), rest.top() + height));
        rest.min.y += height;
        part
    };
    let tabs_rect = take(tabs::HEIGHT);
    let Some(source) = session.view.reader.current else {
        text::empty_message(ui, rest, &say("reader-no-source"));
        return;
    };
    let Some(page) = document.source_text(source) else {
        return;
    };
    let has_outline = !page.structure.headings.is_empty();
    tabs::show(
        ui,
        tabs_rect,
        session,
        has_outline,
        &mut panel.outline,
        palette,
        actions,
    );
    if session.view.reader.pane == ReaderPane::About {
        source_details::show(ui, rest, session, document, source, page, actions);
        return;
    }
    if let Some(text_search) = &session.view.reader.text_search {
        let bar = take(find_bar::HEIGHT);
        find_bar::show(ui, bar, session, text_search, palette, actions);
    }
    let viewport = session.view.viewport(now);
    let whole = session.whole();
    let is_brushed = viewport.first() > whole.first() || viewport.last() < whole.last();
    let brush = is_brushed.then_some(viewport);
    let facts_rect = take(FACTS);
    let belonging = brush.map(|brush| panel.count(session, page, source, brush));
    facts(
        ui, facts_rect, session, document, source, page, belonging, palette, actions,
    );
    let mut below = rest;
    if let Some(height) = pointed_height(ui, session, document, below.width()) {
        let strip = Rect::from_min_max(pos2(below.left(), below.bottom() - height), below.max);
        below.max.y = strip.top();
        active_passage(ui, strip, session, document, palette, actions);
    }
    if panel.outline && has_outline {
        let width = OUTLINE.min(below.width() * 0.38);
        let outline_rect =
            Rect::from_min_max(below.min, pos2(below.left() + width, below.bottom()));
        below.min.x += width;
        outline(ui, outline_rect, session, page, palette, actions);
    }
    text_body(
        ui,
        below,
        session,
        document,
        (source, page),
        brush,
        panel,
        actions,
    );
}

/// The text and its scroll bar.
#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
fn text_body(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    (source, page): (Index<Source>, &SourceText),
    brush: Option<Viewport>,
    panel: &mut ReaderPanel,
    actions: &mut Vec<Action>,
) {
    if page.paragraphs.as_slice().is_empty() {
        text::empty_message(ui, rect, &say("reader-empty-text"));
        return;
    }
    let palette = Palette::of(ui);
    let bar = rect.with_min_x(rect.right() - scroll_bar::WIDTH);
    let body = rect.with_max_x(bar.left());
    let state = panel
        .texts
        .entry(document.timeline[source].id.clone())
        .or_default();
    let in_view = text::show(ui, body, session, document, page, brush, state, actions);
    if session.view.reader.in_view != Some(in_view) {
        actions.push(Action::Reader(ReaderAction::InView(in_view.0, in_view.1)));
    }
    let strokes = page.marks.as_slice().iter().map(|mark| {
        let colors = highlights::colors(document, palette, mark.passage);
        let color = colors.first().copied().unwrap_or(palette.muted);
        (mark.start, mark.end, color)
    });
    let text_search = session.view.reader.text_search.as_ref();
    let places = text_search
        .into_iter()
        .flat_map(|text_search| text_search.found.places.iter().map(|(start, _)| *start));
    let length = page.text.code_points();
    if let Some(place) = scroll_bar::show(ui, bar, length, in_view, strokes, places, palette) {
        state.scroll.paragraph = page.paragraphs.at(place);
        state.scroll.offset = 0.0;
        ui.ctx().request_repaint();
    }
}

impl ReaderPanel {
    /// Number of passages of a source in a period.
    fn count(
        &mut self,
        session: &Session,
        page: &SourceText,
        source: Index<Source>,
        brush: Viewport,
    ) -> usize {
        let key = (
            session.revision,
            session.view.filter_revision,
            source,
            brush,
        );
        if let Some((of, count)) = self.belonging
            && of == key
        {
            return count;
        }
        let marks = page.marks.as_slice().iter();
        let count = marks
            .filter(|marked| session.has_visible_event_in(brush, marked.passage))
            .count();
        self.belonging = Some((key, count));
        count
    }
}

/// Describes the text, with the number of its passages in the period that is
/// brushed on the overview.
#[expect(clippy::too_many_arguments, reason = "one caller, all distinct")]
fn facts(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    source: Index<Source>,
    page: &SourceText,
    belonging: Option<usize>,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let mut row = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(14.0, 2.0)))
            .id_salt("reader facts")
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    row.spacing_mut().item_spacing.x = 8.0;
    let small = |text: String, color| {
        RichText::new(text)
            .font(theme::sans(SMALL_SIZE))
            .color(color)
    };
    let marked = page.marks.as_slice().len();
    if !page.is_whole {
        let locate = row
            .button(small(say("locate-text"), palette.ink))
            .on_hover_text(say("locate-text-hint"));
        if locate.clicked() {
            actions.push(Action::Panel(PanelAction::ToggleDialog(Dialog::Sources)));
        }
    }
    let mut message = vec![match belonging {
        Some(belonging) => say_with(
            "reader-in-period",
            &[
                ("belonging", Argument::plain(belonging)),
                ("passages", count(marked, "passage").into()),
            ],
        ),
        None => count(marked, "passage"),
    }];
    let color = if page.is_whole {
        let is_recorded = crate::ui::dialogs::is_recorded_copy(document, source);
        let which = if is_recorded {
            "reader-recorded-copy"
        } else {
            "reader-other-copy"
        };
        message.push(say(which));
        palette.muted
    } else {
        message.push(say("reader-only-quotations"));
        palette.muted
    };
    let lost = lost(document, source);
    if lost > 0 {
        message.push(say_with(
            "reader-unplaced",
            &[("count", Argument::plain(lost))],
        ));
    }
    let color = if lost > 0 { palette.warning } else { color };
    row.add(Label::new(small(message.join(" · "), color)).truncate())
        .on_hover_text(visible_text(&citation_lines::entry(ui, session, source)));
}

/// Number of passages of a source whose place in the available text is
/// unknown.
fn lost(document: &Document, source: Index<Source>) -> usize {
    document
        .timeline
        .passages
        .indexed()
        .filter(|(index, passage)| {
            passage.source == source
                && document.anchor(*index).is_some_and(|anchor| {
                    matches!(anchor.state, AnchorState::Missing | AnchorState::Ambiguous)
                })
        })
        .count()
}

/// Height of the events of the clicked passage, if there is one, in points.
fn pointed_height(ui: &Ui, session: &Session, document: &Document, width: f32) -> Option<f32> {
    let passage = session.view.reader.active_passage?;
    let events = document.events_on(passage);
    // The quote panel shows the selected one already.
    if events.len() < 2 && session.view.panels.quotes {
        return None;
    }
    let rows = event_chip::height_of_all(ui, document, events, width - 28.0);
    Some((rows + 36.0).min(118.0))
}

/// The events of the passage that was clicked, each a click away.
fn active_passage(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    let Some(passage) = session.view.reader.active_passage else {
        return;
    };
    ui.painter().rect_filled(rect, 0.0, palette.band);
    ui.painter()
        .hline(rect.x_range(), rect.top(), Stroke::new(1.0, palette.line));
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(14.0, 6.0)))
            .id_salt("events on the passage"),
    );
    egui::ScrollArea::vertical()
        .id_salt("events on the passage")
        .auto_shrink(false)
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let events = document.events_on(passage);
            ui.label(
                RichText::new(say_with(
                    "reader-on-passage",
                    &[("events", count(events.len(), "event").into())],
                ))
                .font(theme::sans(SMALL_SIZE))
                .color(palette.muted),
            );
            let salt = ("on the passage", passage.position());
            event_chip::show_selectable(
                ui,
                document,
                events,
                session.view.selection,
                salt,
                actions,
            );
        });
}

/// The headings, each a click away; the current one is highlighted.
fn outline(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    page: &SourceText,
    palette: Palette,
    actions: &mut Vec<Action>,
) {
    ui.painter().rect_filled(rect, 0.0, palette.band);
    let headings = &page.structure.headings;
    let read = session.view.reader.in_view.map_or(0, |(start, _)| start);
    let current = headings.partition_point(|heading| heading.start <= read + 1);
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect.shrink2(vec2(8.0, 8.0)))
            .id_salt("outline"),
    );
    let line = 24.0;
    egui::ScrollArea::vertical()
        .id_salt("outline")
        .auto_shrink(false)
        .show_rows(&mut child, line, headings.len(), |ui, shown| {
            for (number, heading) in headings
                .iter()
                .enumerate()
                .take(shown.end)
                .skip(shown.start)
            {
                let words = page.text.slice(heading.start, heading.end);
                let is_current = number + 1 == current;
                let font = if is_current {
                    theme::semibold(SMALL_SIZE + 0.5)
                } else {
                    theme::sans(SMALL_SIZE + 0.5)
                };
                ui.horizontal(|ui| {
                    ui.add_space(f32::from(heading.level.saturating_sub(1).min(4)) * 10.0);
                    let name = visible_line(words.trim()).into_owned();
                    let button = egui::Button::new(RichText::new(name).font(font))
                        .frame(false)
                        .truncate();
                    if ui.add(button).clicked() {
                        actions.push(Action::Reader(ReaderAction::GoTo(heading.start)));
                    }
                });
            }
        });
}
