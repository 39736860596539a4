//! The whole reader: tabs, find bar, text, and the events of the passage that
//! was clicked.

use crate::language::{MessageArgument, say, say_with};
use std::collections::HashMap;

use eframe::egui::{self, Label, Rect, RichText, Ui, vec2};

use super::text::TextState;
use super::{find_bar, highlights, scroll_bar, tabs, text};
use crate::layout::Viewport;
use crate::model::{Index, Passage, Source, visible_line, visible_text};
use crate::session::{
    Action, Dialog, OpenTimeline, PanelAction, ReaderAction, ReaderPane, Session, SourceText,
};
use crate::ui::dialogs::is_recorded_copy;
use crate::ui::panel_input::PanelInput;
use crate::ui::theme::{self, SMALL_SIZE, UiPalette};
use crate::ui::timeline_view::count;
use crate::ui::widgets::{clipped, row, rule, small, strong};
use crate::ui::{citation_lines, event_chip, source_details};
use annals_anchor::AnchorState;

/// Height of the line that describes the text, in points.
const FACTS: f32 = 26.0;
/// Maximum width of the outline, in points.
const OUTLINE: f32 = 190.0;

/// A source in the reader.
pub(super) struct OpenSource<'a> {
    pub session: &'a Session,
    pub timeline: &'a OpenTimeline,
    pub source: Index<Source>,
    pub text: &'a SourceText,
    /// The brushed period; passages outside of it are dimmed.
    pub brush: Option<Viewport>,
}

/// View state of the reader.
#[derive(Default)]
pub struct ReaderPanel {
    texts: HashMap<String, TextState>,
    has_outline: bool,
    /// Number of passages of a source in the brushed period, and the inputs
    /// that it was computed for.
    in_period: Option<(CountInputs, usize)>,
}

/// Inputs of a passage count.
type CountInputs = (u64, u64, Index<Source>, Viewport);

impl ReaderPanel {
    /// Shows the reader.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        input: PanelInput<'_>,
        now: f64,
        actions: &mut Vec<Action>,
    ) {
        let PanelInput { session, open } = input;
        ui.painter().rect_filled(rect, 0.0, UiPalette::of(ui).panel);
        let ui = &mut clipped(ui, rect, "reader");
        let reader = &session.view.reader;
        let (tabs_rect, mut rest) = rect.split_top_bottom_at_y(rect.top() + tabs::HEIGHT);
        let Some(source) = reader.current else {
            text::empty_message(ui, rest, &say("reader-no-source"));
            return;
        };
        let Some(text) = open.source_text(source) else {
            return;
        };
        let outline = (!text.structure.headings.is_empty()).then_some(&mut self.has_outline);
        tabs::show(ui, tabs_rect, input, outline, actions);
        if reader.pane == ReaderPane::Details {
            source_details::show(ui, rest, input, source, text, actions);
            return;
        }
        if let Some(text_search) = &reader.text_search {
            let (bar, below) = rest.split_top_bottom_at_y(rest.top() + find_bar::HEIGHT);
            find_bar::show(ui, bar, session, text_search, actions);
            rest = below;
        }
        let viewport = session.view.viewport(now);
        let whole = session.whole();
        let is_brushed = viewport.first() > whole.first() || viewport.last() < whole.last();
        let open = &OpenSource {
            session,
            timeline: open,
            source,
            text,
            brush: is_brushed.then_some(viewport),
        };
        let (facts_rect, mut rest) = rest.split_top_bottom_at_y(rest.top() + FACTS);
        self.facts(ui, facts_rect, open, actions);
        if let Some(passage) = reader.active_passage
            && let Some(height) = events_height(ui, open, passage, rest.width())
        {
            let (above, strip) = rest.split_top_bottom_at_y(rest.bottom() - height);
            active_passage(ui, strip, open, passage, actions);
            rest = above;
        }
        if self.has_outline && !text.structure.headings.is_empty() {
            let width = OUTLINE.min(rest.width() * 0.38);
            let (left, right) = rest.split_left_right_at_x(rest.left() + width);
            show_outline(ui, left, open, actions);
            rest = right;
        }
        self.text(ui, rest, open, actions);
    }

    /// The text and its scroll bar.
    fn text(&mut self, ui: &mut Ui, rect: Rect, open: &OpenSource<'_>, actions: &mut Vec<Action>) {
        let OpenSource { timeline, text, .. } = *open;
        if text.paragraphs.as_slice().is_empty() {
            text::empty_message(ui, rect, &say("reader-empty-text"));
            return;
        }
        let palette = UiPalette::of(ui);
        let (body, bar) = rect.split_left_right_at_x(rect.right() - scroll_bar::WIDTH);
        let id = timeline.timeline[open.source].id.clone();
        let state = self.texts.entry(id).or_default();
        let in_view = text::show(ui, body, open, state, actions);
        let reader = &open.session.view.reader;
        if reader.in_view != Some(in_view) {
            actions.push(ReaderAction::InView(in_view.0, in_view.1).into());
        }
        let strokes = text.highlights.as_slice().iter().map(|mark| {
            let colors = highlights::colors(timeline, palette, mark.passage);
            let color = colors.first().copied().unwrap_or(palette.muted);
            (mark.start, mark.end, color)
        });
        let text_search = reader.text_search.iter();
        let matches = text_search
            .flat_map(|text_search| text_search.found.places.iter().map(|(start, _)| *start));
        let length = text.text.code_points();
        if let Some(place) = scroll_bar::show(ui, bar, length, in_view, strokes, matches) {
            state.scroll.paragraph = text.paragraphs.at(place);
            state.scroll.offset = 0.0;
            ui.ctx().request_repaint();
        }
    }

    /// Number of passages of a source in a period.
    fn count_in_period(&mut self, open: &OpenSource<'_>, period: Viewport) -> usize {
        let session = open.session;
        let filter_revision = session.view.filter_revision;
        let inputs = (session.revision, filter_revision, open.source, period);
        if let Some((of, count)) = self.in_period
            && of == inputs
        {
            return count;
        }
        let highlights = open.text.highlights.as_slice().iter();
        let count = highlights
            .filter(|marked| session.has_visible_event_in(period, marked.passage))
            .count();
        self.in_period = Some((inputs, count));
        count
    }

    /// Describes the text, with the number of its passages in the period that
    /// is brushed on the overview.
    fn facts(&mut self, ui: &mut Ui, rect: Rect, open: &OpenSource<'_>, actions: &mut Vec<Action>) {
        let palette = UiPalette::of(ui);
        let mut row = row(ui, rect.shrink2(vec2(14.0, 2.0)), "reader_facts");
        row.spacing_mut().item_spacing.x = 8.0;
        let fine = |text: String, color| {
            let text = RichText::new(text).font(theme::sans(SMALL_SIZE));
            text.color(color)
        };
        if !open.text.is_whole {
            let locate = row.button(fine(say("locate-text"), palette.ink));
            if locate.on_hover_text(say("locate-text-hint")).clicked() {
                actions.push(PanelAction::ToggleDialog(Dialog::Sources).into());
            }
        }
        let passages = count(open.text.highlights.as_slice().len(), "passage");
        let passages = match open.brush {
            Some(period) => {
                let in_period = self.count_in_period(open, period);
                let counts = [
                    ("belonging", MessageArgument::ungrouped(in_period)),
                    ("passages", passages.into()),
                ];
                say_with("reader-in-period", &counts)
            }
            None => passages,
        };
        let copy = if !open.text.is_whole {
            "reader-only-quotations"
        } else if is_recorded_copy(open.timeline, open.source) {
            "reader-recorded-copy"
        } else {
            "reader-other-copy"
        };
        let mut message = vec![passages, say(copy)];
        let mut color = palette.muted;
        let unplaced = unplaced_count(open.timeline, open.source);
        if unplaced > 0 {
            let unplaced = [("count", MessageArgument::ungrouped(unplaced))];
            message.push(say_with("reader-unplaced", &unplaced));
            color = palette.warning;
        }
        let entry = citation_lines::entry(&row, open.session, open.source);
        row.add(Label::new(fine(message.join(" · "), color)).truncate())
            .on_hover_text(visible_text(&entry));
    }
}

/// Number of passages of a source whose place in the available text is
/// unknown.
pub fn unplaced_count(open: &OpenTimeline, source: Index<Source>) -> usize {
    let passages = open.timeline.passages.indexed();
    let unplaced = passages.filter(|(index, passage)| {
        let state = open.anchor(*index).map(|anchor| anchor.state);
        passage.source == source
            && matches!(state, Some(AnchorState::Missing | AnchorState::Ambiguous))
    });
    unplaced.count()
}

/// Height of the events of the clicked passage, if they are shown, in points.
fn events_height(
    ui: &Ui,
    open: &OpenSource<'_>,
    passage: Index<Passage>,
    width: f32,
) -> Option<f32> {
    let events = open.timeline.events_citing(passage);
    // The quote panel shows the selected one already.
    if events.len() < 2 && open.session.view.panels.quotes {
        return None;
    }
    let rows = event_chip::height_of_all(ui, open.timeline, events, width - 28.0);
    Some((rows + 36.0).min(118.0))
}

/// The events of the passage that was clicked, each a click away.
fn active_passage(
    ui: &mut Ui,
    rect: Rect,
    open: &OpenSource<'_>,
    passage: Index<Passage>,
    actions: &mut Vec<Action>,
) {
    ui.painter().rect_filled(rect, 0.0, UiPalette::of(ui).band);
    rule(ui, rect, rect.top());
    let inner = rect.shrink2(vec2(14.0, 6.0));
    let name = "events_on_passage";
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt(name));
    egui::ScrollArea::vertical()
        .id_salt(name)
        .auto_shrink(false)
        .show(&mut child, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let OpenSource {
                session, timeline, ..
            } = *open;
            let events = timeline.events_citing(passage);
            let number = [("events", count(events.len(), "event").into())];
            let heading = RichText::new(say_with("reader-on-passage", &number));
            let heading = heading.font(theme::sans(SMALL_SIZE));
            ui.label(heading.color(UiPalette::of(ui).muted));
            let salt = ("on the passage", passage.position());
            let selection = session.view.selection;
            event_chip::show_all(ui, timeline, events, selection, salt, actions);
        });
}

/// The headings, each a click away; the current one is highlighted.
fn show_outline(ui: &mut Ui, rect: Rect, open: &OpenSource<'_>, actions: &mut Vec<Action>) {
    const ROW_HEIGHT: f32 = 24.0;
    ui.painter().rect_filled(rect, 0.0, UiPalette::of(ui).band);
    let headings = &open.text.structure.headings;
    let in_view = open.session.view.reader.in_view;
    let first = in_view.map_or(0, |(start, _)| start);
    let current = headings.partition_point(|heading| heading.start <= first + 1);
    let inner = rect.shrink2(vec2(8.0, 8.0));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("outline"));
    egui::ScrollArea::vertical()
        .id_salt("outline")
        .auto_shrink(false)
        .show_rows(&mut child, ROW_HEIGHT, headings.len(), |ui, rows| {
            let rows = headings.iter().enumerate().take(rows.end).skip(rows.start);
            for (number, heading) in rows {
                let words = open.text.text.slice(heading.start, heading.end);
                let name = visible_line(words.trim());
                let name = if number + 1 == current {
                    strong(name, SMALL_SIZE + 0.5)
                } else {
                    small(name)
                };
                ui.horizontal(|ui| {
                    ui.add_space(f32::from(heading.level.saturating_sub(1).min(4)) * 10.0);
                    let button = egui::Button::new(name).frame(false).truncate();
                    if ui.add(button).clicked() {
                        actions.push(ReaderAction::GoTo(heading.start).into());
                    }
                });
            }
        });
}
