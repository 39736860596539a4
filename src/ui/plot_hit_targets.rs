//! Interact rectangles on the plot, for the pointer, the keyboard and screen
//! readers.

use crate::language::{say, say_with};
use eframe::egui::accesskit::Role;
use eframe::egui::{self, Id, Rect, RichText, Sense, Ui, pos2};
use std::borrow::Cow;

use super::plot::PlotContext;
use super::regions::{self, Region};
use super::theme::{self, LABEL_SIZE, UiPalette};
use super::timeline_view::count;
use super::widgets::{set_selectable_name, strong};
use super::{clusters, event_menu, evidence, lane_drag};
use crate::layout::{ClusterBox, Mark};
use crate::model::{Basis, Event, Index, visible_line, visible_text};
use crate::query::{ClaimRole, DateClaim};
use crate::session::{Action, OpenTimeline, PanelAction, SelectionAction, Session, ViewAction};

/// Maximum number of marks and clusters that Tab reaches.
const MAX_STOPS: usize = 200;

/// Id of a mark's interact rectangle. It stays the same at any zoom and after
/// the file is read again.
pub fn mark_id(open: &OpenTimeline, mark: &Mark) -> Id {
    let event = &open.timeline[mark.id.event];
    let claim = open.index.date_claims().get(mark.id.claim);
    let words = match (mark.role, claim) {
        (ClaimRole::Rival, Some(claim)) => claim.words(),
        _ => "",
    };
    Id::unique(("mark", &event.id, words))
}

/// A mark or cluster in view, from left to right.
enum InView<'s> {
    Mark(&'s Mark, Rect),
    Cluster(&'s ClusterBox, Rect),
}

impl InView<'_> {
    const fn rect(&self) -> Rect {
        match self {
            Self::Mark(_, rect) | Self::Cluster(_, rect) => *rect,
        }
    }
}

/// Gives each mark and cluster in view an interact rectangle with a name.
/// Painted shapes have no accessibility; screen readers, Tab and tests use
/// these.
pub fn hit_targets(ui: &Ui, context: &PlotContext<'_>, actions: &mut Vec<Action>) {
    let PlotContext {
        scene,
        rect,
        origin,
        ..
    } = *context;
    let marks = scene.marks.iter().map(|mark| {
        let (left, right) = mark.reach_with_label();
        let y = origin.y + mark.y;
        // Never too narrow to hit.
        let slack = ((16.0 - (right - left)) / 2.0).max(3.0);
        let hit = Rect::from_min_max(
            pos2(origin.x + left - slack, y - 11.0),
            pos2(origin.x + right + slack, y + 11.0),
        );
        InView::Mark(mark, hit.intersect(rect))
    });
    let clusters = scene.clusters.iter().map(|cluster| {
        let hit = clusters::rect_of(cluster, origin);
        InView::Cluster(cluster, hit.intersect(rect))
    });
    let mut in_view: Vec<InView<'_>> = marks
        .chain(clusters)
        .filter(|it| it.rect().is_positive())
        .collect();
    in_view.sort_by(|one, other| one.rect().left().total_cmp(&other.rect().left()));
    for (place, it) in in_view.into_iter().enumerate() {
        let sense = if place < MAX_STOPS {
            Sense::click()
        } else {
            Sense::CLICK
        };
        match it {
            InView::Mark(mark, hit) => hit_target(ui, hit, sense, context, mark, actions),
            InView::Cluster(cluster, hit) => {
                clusters::hit_target(ui, hit, sense, context, &cluster.cluster, actions);
            }
        }
    }
}

fn hit_target(
    ui: &Ui,
    hit: Rect,
    sense: Sense,
    context: &PlotContext<'_>,
    mark: &Mark,
    actions: &mut Vec<Action>,
) {
    let PlotContext { session, open, .. } = *context;
    let Some(claim) = open.index.date_claims().get(mark.id.claim) else {
        return;
    };
    let sense = sense.union(Sense::DRAG);
    let response = ui.interact(hit, mark_id(open, mark), sense);
    regions::offer(ui, Region::Plot, response.id);
    let event = mark.id.event;
    let selected = session.view.selection == Some(event);
    set_selectable_name(&response, Role::Button, selected, || {
        mark_in_words(session, open, claim)
    });
    if response.double_clicked() {
        actions.push(SelectionAction::SelectInPlace(event).into());
        actions.push(ViewAction::ZoomToSelection.into());
    } else if response.clicked() {
        let by_keyboard = !response.clicked_by(egui::PointerButton::Primary)
            || ui.input(|input| input.key_pressed(egui::Key::Enter));
        if selected && by_keyboard {
            actions.push(PanelAction::FocusQuotes.into());
        } else {
            actions.push(SelectionAction::SelectInPlace(event).into());
        }
    }
    lane_drag::mark(ui, &response, event, context, actions);
    event_menu::show(&response, event, session, actions);
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_ui_at_pointer(|ui| tooltip(ui, session, open, claim));
}

/// Maximum number of code points of a quotation in a tooltip.
const MAX_QUOTED: usize = 110;

/// Accessible name of a mark: title, date, lane, passages, and what it rests
/// on if that is shown.
fn mark_in_words(session: &Session, open: &OpenTimeline, claim: &DateClaim) -> String {
    let event = &open.timeline[claim.event];
    let lane = event.lane.map_or_else(
        || say("mark-no-lane").into(),
        |lane| Cow::Borrowed(open.timeline[lane].name.as_str()),
    );
    let by = match (claim.role, claim.passages.first()) {
        (ClaimRole::Rival, Some(passage)) => {
            let source = &open.timeline[open.timeline[*passage].source];
            say_with("mark-by", &[("source", source.brief_name().into())])
        }
        _ => String::new(),
    };
    let by = if by.is_empty() { by } else { format!(" {by}") };
    format!(
        "{}, {}{by}, {lane}, {}{}",
        visible_line(event.name()),
        claim.words(),
        count(event.citations.len(), "passage"),
        corroboration_in_words(session, open, claim.event, ", "),
    )
}

/// What an event rests on, if that is shown and it has fewer than two sources.
fn corroboration_in_words(
    session: &Session,
    open: &OpenTimeline,
    event: Index<Event>,
    before: &str,
) -> String {
    let corroboration = open.evidence.corroboration(event);
    evidence::in_words(corroboration)
        .filter(|_| session.view.evidence)
        .map(|words| format!("{before}{words}"))
        .unwrap_or_default()
}

fn tooltip(ui: &mut Ui, session: &Session, open: &OpenTimeline, claim: &DateClaim) {
    let palette = UiPalette::of(ui);
    let timeline = &open.timeline;
    let event = &timeline[claim.event];
    ui.set_max_width(360.0);
    let title = strong(visible_line(event.name()), LABEL_SIZE + 1.0);
    ui.label(title.color(palette.ink));
    let basis = match (claim.role, claim.basis) {
        (ClaimRole::Rival, _) => {
            let sources = claim.passages.iter();
            let names: Vec<&str> = sources
                .map(|passage| timeline[timeline[*passage].source].brief_name())
                .collect();
            say_with("mark-according-to", &[("sources", names.join(", ").into())])
        }
        (ClaimRole::Main, Some(Basis::Stated)) => say("mark-stated"),
        (ClaimRole::Main, Some(Basis::Inferred)) => say("mark-inferred"),
        (ClaimRole::Main, None) => String::new(),
    };
    let date = match basis.as_str() {
        "" => claim.words().to_owned(),
        basis => format!("{}, {basis}", claim.words()),
    };
    ui.label(RichText::new(date).color(palette.ink));
    if let (ClaimRole::Main, Some(reason)) = (claim.role, &event.dating.reason) {
        ui.label(RichText::new(visible_text(reason)).color(palette.muted));
    }
    let cited = event.citations.first().map(|citation| citation.passage);
    if let Some(passage) = claim.passages.first().copied().or(cited) {
        let exact = visible_text(&timeline[passage].quote.exact);
        let start: String = exact.chars().take(MAX_QUOTED).collect();
        let rest = if start.len() < exact.len() { "…" } else { "" };
        let quotation = RichText::new(format!("{}{rest}", start.trim_end()));
        ui.label(quotation.font(theme::serif(14.5)).color(palette.ink));
    }
    let lane = event.lane.map_or_else(
        || say("no-lane"),
        |lane| visible_text(&timeline[lane].name).into_owned(),
    );
    let words = format!(
        "{lane} · {}{}",
        count(event.citations.len(), "passage"),
        corroboration_in_words(session, open, claim.event, " · "),
    );
    ui.label(RichText::new(words).color(palette.muted));
}
