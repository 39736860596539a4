//! The timeline: lane names, plot and axis together; pointer to actions.

use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{self, Color32, CornerRadius, Id, Pos2, Rect, Sense, Ui, Vec2, pos2, vec2};

use super::evidence;
use super::regions::{self, Region};
use super::theme::{self, LABEL_SIZE, Palette};
use super::{axis, clusters, folds, lane_names, plot};
use crate::layout::{
    Arrangement, ClusterBox, Detail, Held, Mark, RowKey, Rows, Scene, SceneInput, Ticks, Viewport,
    detail, scene, ticks,
};
use crate::model::{Event, Index, visible_line, visible_text};
use crate::query::{Reading, Role, drawn};
use crate::reading::grouped;
use crate::session::{Action, Document, Session, ViewAction};
use crate::time::span_in_words;

/// Height of the axis under the plot, in points.
pub const AXIS_HEIGHT: f32 = 26.0;
/// Marks that Tab stops at, at most.
pub const MAX_STOPS: usize = 200;

/// Where the parts of the timeline stand.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Lane names.
    pub names: Rect,
    /// The plot.
    pub plot: Rect,
    /// The axis beneath.
    pub axis: Rect,
}

/// What was laid out last, kept while it lasts.
#[derive(Default)]
pub struct RowCache {
    key: Option<(u64, u64, RowKey)>,
    rows: Rows,
    detail: Detail,
    picture: Option<(PictureKey, Scene, Ticks)>,
}

/// What a picture is laid out from; as long as it stays, so does the picture.
#[derive(PartialEq)]
struct PictureKey {
    revision: u64,
    filter_revision: u64,
    viewport: Viewport,
    size: Vec2,
    pixels_per_point: f32,
    selection: Option<Index<Event>>,
    arrangement: Arrangement,
}

impl RowCache {
    /// The scene of a viewport in a plot of this size, and the divisions of its
    /// axis; laid out anew only where something is another.
    fn picture(
        &mut self,
        ui: &Ui,
        session: &Session,
        document: &Document,
        viewport: Viewport,
        size: Vec2,
    ) -> (&Scene, &Ticks) {
        let key = PictureKey {
            revision: session.revision,
            filter_revision: session.view.filter_revision,
            viewport,
            size,
            pixels_per_point: ui.pixels_per_point(),
            selection: session.view.selection,
            arrangement: session.view.arrangement.clone(),
        };
        let known = self.picture.take().filter(|(of, _, _)| *of == key);
        let (scene, ticks) = match known {
            Some((_, scene, ticks)) => (scene, ticks),
            None => self.lay_out(ui, session, document, viewport, size),
        };
        let (_, scene, ticks) = self.picture.insert((key, scene, ticks));
        (scene, ticks)
    }

    fn lay_out(
        &mut self,
        ui: &Ui,
        session: &Session,
        document: &Document,
        viewport: Viewport,
        size: Vec2,
    ) -> (Scene, Ticks) {
        let (detail, rows) = self.rows(ui, session, document, viewport, size.x);
        let measure = |text: &str| label_width(ui, text);
        let scene = scene(&SceneInput {
            timeline: &document.timeline,
            index: &document.index,
            detail,
            lane_indexes: session.lanes(document),
            rows,
            arrangement: &session.view.arrangement,
            viewport,
            width: size.x,
            height: size.y,
            measure: &measure,
        });
        let axis_measure = |text: &str| {
            ui.painter()
                .layout_no_wrap(text.to_owned(), theme::sans(12.5), Color32::WHITE)
                .size()
                .x
        };
        (scene, ticks(viewport, size.x, &axis_measure))
    }

    /// What is drawn one by one and what together in a viewport drawn `width`
    /// points wide, and the rows for it.
    pub fn rows(
        &mut self,
        ui: &Ui,
        session: &Session,
        document: &Document,
        viewport: Viewport,
        width: f32,
    ) -> (&Detail, &Rows) {
        let lanes = session.lanes(document);
        let row_key = RowKey::of(viewport.seconds_per_point(width));
        let key = (session.revision, session.view.filter_revision, row_key);
        let measure = |text: &str| label_width(ui, text);
        let folds = (row_key, viewport.folds());
        let timeline = &document.timeline;
        let index = &document.index;
        let detail = detail(
            lanes,
            viewport,
            width,
            &always(session, document, viewport),
            &session.view.arrangement,
        );
        if self.key != Some(key) {
            let before = std::mem::take(&mut self.rows);
            // Rows of another revision are of other readings.
            let is_of_this = self.key.is_some_and(|(revision, _, _)| revision == key.0);
            let before = if is_of_this { before } else { Rows::default() };
            self.rows = Rows::pack(timeline, index, lanes, &detail, folds, &measure);
            self.rows
                .follow(Some(before), timeline, index, folds, &detail, &measure);
            self.key = Some(key);
        } else if self.detail != detail {
            self.rows
                .follow(None, timeline, index, folds, &detail, &measure);
        }
        self.detail = detail;
        (&self.detail, &self.rows)
    }
}

/// The datings in view of the event that is drawn by itself wherever it lies.
fn always(session: &Session, document: &Document, viewport: Viewport) -> Vec<Held> {
    let mut held = session.always_shown(document);
    held.retain(|held| {
        let reading = document.index.readings().get(held.reading);
        reading.is_some_and(|reading| {
            reading.spans().iter().any(|span| {
                let (first, last) = drawn(*span);
                viewport.shows(first, last)
            })
        })
    });
    held
}

/// The width of a label, in the wider of the two fonts that it may have.
fn label_width(ui: &Ui, text: &str) -> f32 {
    ui.painter()
        .layout_no_wrap(
            visible_line(text).into_owned(),
            theme::semibold(LABEL_SIZE),
            Color32::WHITE,
        )
        .size()
        .x
}

/// How tall the plot has to be to show every row of the whole timeline.
#[must_use]
pub fn needed_height(
    ui: &Ui,
    session: &Session,
    document: &Document,
    (detail, rows): (&Detail, &Rows),
    whole: Viewport,
    width: f32,
) -> f32 {
    let measure = |text: &str| label_width(ui, text);
    scene(&SceneInput {
        timeline: &document.timeline,
        index: &document.index,
        detail,
        lane_indexes: session.lanes(document),
        rows,
        arrangement: &session.view.arrangement,
        viewport: whole,
        width,
        height: 0.0,
        measure: &measure,
    })
    .height
}

/// Shows lane names, plot and axis.
pub fn show(
    ui: &mut Ui,
    frame: Frame,
    session: &Session,
    document: &Document,
    cache: &mut RowCache,
    now: f64,
    actions: &mut Vec<Action>,
) {
    let palette = Palette::of(ui);
    let viewport = session.view.viewport(now);
    let (scene, ticks) = cache.picture(ui, session, document, viewport, frame.plot.size());
    let hidden = (scene.height - frame.plot.height()).max(0.0);
    let mut scroll = session.view.row_scroll.min(hidden);
    if session.view.reveal_row
        && let Some(mark) = scene
            .marks
            .iter()
            .find(|mark| Some(mark.id.event) == session.view.selection)
    {
        let room = 24.0;
        scroll = scroll
            .clamp(
                mark.y + room - frame.plot.height(),
                (mark.y - room).max(mark.y + room - frame.plot.height()),
            )
            .clamp(0.0, hidden);
    }
    if (scroll - session.view.row_scroll).abs() > 0.5 {
        actions.push(Action::View(ViewAction::ScrollRows(
            scroll - session.view.row_scroll,
        )));
    }
    let origin = frame.plot.left_top() - vec2(0.0, scroll);

    let response = plot::show(
        ui, frame.plot, session, document, scene, ticks, viewport, origin,
    );
    axis::show(ui, frame.axis, ticks, viewport, palette);
    folds::show(ui, frame, session, viewport, palette, actions);
    lane_names::show(
        ui,
        frame.names,
        session,
        document,
        scene,
        scroll,
        palette,
        actions,
    );
    announce(ui, &response, session, document, scene, viewport);
    pointer(ui, frame, session, &response, hidden > 0.0, actions);
    proxies(ui, frame.plot, session, document, scene, origin, actions);
    if hidden > 0.0 {
        scroll_bar(ui, frame.plot, scroll, scene, palette, actions, session);
    }
}

/// What the screen reader hears of the plot as a whole.
fn announce(
    ui: &Ui,
    response: &egui::Response,
    session: &Session,
    document: &Document,
    scene: &Scene,
    viewport: Viewport,
) {
    let text = format!(
        "Timeline, {}: {} in view, {}{}",
        span_in_words(viewport.first(), viewport.last()),
        events_in_view(session, document, scene),
        count(document.timeline.lanes.len(), "lane"),
        evidence::stretches_in_words(viewport, session.unsupported()),
    );
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(AccessRole::Group);
        node.set_label(text);
        let rect = response.rect;
        node.set_bounds(eframe::egui::accesskit::Rect {
            x0: rect.min.x.into(),
            y0: rect.min.y.into(),
            x1: rect.max.x.into(),
            y1: rect.max.y.into(),
        });
    });
}

/// How many distinct events are under the marks and clusters of a scene, in
/// words. An event with datings in several of them is looked up only while
/// that is cheap; beyond, it counts once for each, and that is said.
fn events_in_view(session: &Session, document: &Document, scene: &Scene) -> String {
    const MOST_LOOKED_AT: usize = 500;
    let together: usize = scene.clusters.iter().map(|it| it.cluster.events).sum();
    let mut events: Vec<_> = scene.marks.iter().map(|mark| mark.id.event).collect();
    if together <= MOST_LOOKED_AT {
        let lanes = session.lanes(document);
        let readings = scene
            .clusters
            .iter()
            .flat_map(|it| it.cluster.readings(lanes));
        events.extend(readings.filter_map(|at| Some(document.index.readings().get(at)?.event)));
    }
    events.sort_unstable();
    events.dedup();
    if together <= MOST_LOOKED_AT {
        count(events.len(), "event")
    } else {
        format!("about {}", count(events.len() + together, "event"))
    }
}

/// "1 event", "2 events".
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// The identity of a mark's interact rectangle: the same at any zoom and after
/// the file is read again.
pub fn mark_id(document: &Document, mark: &Mark) -> Id {
    let event = &document.timeline[mark.id.event];
    let reading = document.index.readings().get(mark.id.reading);
    let words = match (mark.role, reading) {
        (Role::Rival, Some(reading)) => reading.words(),
        _ => "",
    };
    Id::unique(("mark", &event.id, words))
}

/// What is in view, left to right.
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

/// Painted marks and clusters have no accessibility: each in view gets an
/// interact rectangle with a name, which screen readers, Tab and tests live on.
fn proxies(
    ui: &Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    scene: &Scene,
    origin: Pos2,
    actions: &mut Vec<Action>,
) {
    let marks = scene.marks.iter().map(|mark| {
        let (left, right) = mark.reach_with_label();
        let y = origin.y + mark.y;
        // Never so narrow that it could not be hit.
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
            InView::Mark(mark, hit) => proxy(ui, hit, sense, session, document, mark, actions),
            InView::Cluster(cluster, hit) => {
                let cluster = &cluster.cluster;
                clusters::proxy(ui, hit, sense, session, document, cluster, actions);
            }
        }
    }
}

fn proxy(
    ui: &Ui,
    hit: Rect,
    sense: Sense,
    session: &Session,
    document: &Document,
    mark: &Mark,
    actions: &mut Vec<Action>,
) {
    let Some(reading) = document.index.readings().get(mark.id.reading) else {
        return;
    };
    let response = ui.interact(hit, mark_id(document, mark), sense);
    regions::offer(ui, Region::Plot, response.id);
    let event = mark.id.event;
    let selected = session.view.selection == Some(event);
    response.widget_info(|| {
        egui::WidgetInfo::selected(
            AccessRole::Button,
            true,
            selected,
            mark_in_words(session, document, reading),
        )
    });
    if response.has_focus() {
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                response.id,
                egui::EventFilter {
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    ..egui::EventFilter::default()
                },
            );
        });
    }
    if response.double_clicked() {
        actions.push(Action::View(ViewAction::SelectInPlace(event)));
        actions.push(Action::View(ViewAction::ZoomToSelection));
    } else if response.clicked() {
        let by_keyboard = !response.clicked_by(egui::PointerButton::Primary)
            || ui.input(|input| input.key_pressed(egui::Key::Enter));
        if selected && by_keyboard {
            actions.push(Action::View(ViewAction::EnterQuotes));
        } else {
            actions.push(Action::View(ViewAction::SelectInPlace(event)));
        }
    }
    response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_ui_at_pointer(|ui| tooltip(ui, session, document, reading));
}

/// Code points of the quotation that a tooltip begins.
const QUOTED: usize = 110;

/// What a mark says to a screen reader: title, date, lane, passages, and what
/// it rests on where that is to be seen.
fn mark_in_words(session: &Session, document: &Document, reading: &Reading) -> String {
    let event = &document.timeline[reading.event];
    let lane = event
        .lane
        .map_or("no lane", |lane| document.timeline[lane].name.as_str());
    let by = match (reading.role, reading.passages.first()) {
        (Role::Rival, Some(passage)) => {
            let source = &document.timeline[document.timeline[*passage].source];
            format!(" according to {}", source.brief_name())
        }
        _ => String::new(),
    };
    format!(
        "{}, {}{by}, {lane}, {}{}",
        visible_line(event.name()),
        reading.words(),
        count(event.citations.len(), "passage"),
        footing_in_words(session, document, reading.event, ", "),
    )
}

/// What an event rests on, where that is to be seen and is less than two
/// sources.
fn footing_in_words(
    session: &Session,
    document: &Document,
    event: Index<Event>,
    before: &str,
) -> String {
    let footing = document.evidence.support(event).footing();
    evidence::in_words(footing)
        .filter(|_| session.view.evidence)
        .map(|words| format!("{before}{words}"))
        .unwrap_or_default()
}

fn tooltip(ui: &mut Ui, session: &Session, document: &Document, reading: &Reading) {
    let palette = Palette::of(ui);
    let event = &document.timeline[reading.event];
    ui.set_max_width(360.0);
    ui.label(
        egui::RichText::new(visible_line(event.name()))
            .font(theme::semibold(LABEL_SIZE + 1.0))
            .color(palette.ink),
    );
    let basis = match (reading.role, reading.basis) {
        (Role::Rival, _) => {
            let names: Vec<&str> = reading
                .passages
                .iter()
                .map(|passage| document.timeline[document.timeline[*passage].source].brief_name())
                .collect();
            format!(", according to {}", names.join(", "))
        }
        (Role::Main, Some(crate::model::Basis::Stated)) => ", stated".to_owned(),
        (Role::Main, Some(crate::model::Basis::Inferred)) => ", inferred".to_owned(),
        (Role::Main, None) => String::new(),
    };
    ui.label(egui::RichText::new(format!("{}{basis}", reading.words())).color(palette.ink));
    if let (Role::Main, Some(reason)) = (reading.role, &event.dating.reason) {
        ui.label(egui::RichText::new(visible_text(reason)).color(palette.muted));
    }
    let quoted = reading
        .passages
        .first()
        .copied()
        .or_else(|| event.citations.first().map(|citation| citation.passage));
    if let Some(passage) = quoted {
        let exact = visible_text(&document.timeline[passage].quote.exact);
        let start: String = exact.chars().take(QUOTED).collect();
        let rest = if start.len() < exact.len() { "…" } else { "" };
        ui.label(
            egui::RichText::new(format!("{}{rest}", start.trim_end()))
                .font(theme::serif(14.5))
                .color(palette.ink),
        );
    }
    let lane = event
        .lane
        .map_or("No lane", |lane| document.timeline[lane].name.as_str());
    ui.label(
        egui::RichText::new(format!(
            "{} · {}{}",
            visible_text(lane),
            count(event.citations.len(), "passage"),
            footing_in_words(session, document, reading.event, " · "),
        ))
        .color(palette.muted),
    );
}

/// Wheel, pinch and drag.
fn pointer(
    ui: &Ui,
    frame: Frame,
    session: &Session,
    plot: &egui::Response,
    rows_scroll: bool,
    actions: &mut Vec<Action>,
) {
    let width = f64::from(frame.plot.width().max(1.0));
    let over_plot = ui.rect_contains_pointer(frame.plot) || ui.rect_contains_pointer(frame.axis);
    let over_names = ui.rect_contains_pointer(frame.names);
    if over_plot || over_names {
        let (scroll, pinch, at) = ui.input(|input| {
            (
                input.smooth_scroll_delta(),
                input.zoom_delta(),
                input.pointer.hover_pos(),
            )
        });
        let about = at.map_or(0.0, |at| {
            f64::from((at.x - frame.plot.left()) / frame.plot.width().max(1.0)) - 0.5
        });
        let about = if over_plot { about } else { 0.0 };
        if (pinch - 1.0).abs() > f32::EPSILON {
            actions.push(Action::View(ViewAction::Zoom {
                factor: f64::from(pinch),
                about,
            }));
        }
        if scroll.y != 0.0 {
            // The preference swaps the two places.
            if over_plot == session.settings.swap_wheel {
                if rows_scroll {
                    actions.push(Action::View(ViewAction::ScrollRows(-scroll.y)));
                }
            } else {
                actions.push(Action::View(ViewAction::Zoom {
                    factor: f64::from(scroll.y / 200.0).exp(),
                    about,
                }));
            }
        }
        if scroll.x != 0.0 {
            actions.push(Action::View(ViewAction::Pan(-f64::from(scroll.x) / width)));
        }
    }
    if plot.dragged() {
        let by = plot.drag_delta();
        if by.x != 0.0 {
            actions.push(Action::View(ViewAction::Pan(-f64::from(by.x) / width)));
        }
        if by.y != 0.0 && rows_scroll {
            actions.push(Action::View(ViewAction::ScrollRows(-by.y)));
        }
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    }
    if plot.double_clicked() {
        actions.push(Action::View(ViewAction::ZoomToSelection));
    }
}

fn scroll_bar(
    ui: &Ui,
    rect: Rect,
    scroll: f32,
    scene: &Scene,
    palette: Palette,
    actions: &mut Vec<Action>,
    session: &Session,
) {
    // In the gutter beside the plot, where it covers no mark.
    let track = Rect::from_min_max(
        pos2(rect.right() + 2.0, rect.top()),
        pos2(rect.right() + 10.0, rect.bottom()),
    );
    let share = rect.height() / scene.height.max(1.0);
    let length = (track.height() * share).max(24.0);
    let travel = (track.height() - length).max(1.0);
    let hidden = (scene.height - rect.height()).max(1.0);
    let top = track.top() + travel * (scroll / hidden).clamp(0.0, 1.0);
    let handle = Rect::from_min_size(pos2(track.left() + 1.0, top), vec2(6.0, length));
    let response = ui.interact(track, Id::unique("row scroll bar"), Sense::drag());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(AccessRole::ScrollBar, true, "Rows of the timeline")
    });
    if response.dragged() {
        let by = response.drag_delta().y / travel * hidden;
        let to = (session.view.row_scroll + by).clamp(0.0, hidden);
        actions.push(Action::View(ViewAction::ScrollRows(
            to - session.view.row_scroll,
        )));
    }
    let color = if response.hovered() || response.dragged() {
        palette.muted
    } else {
        palette.muted.gamma_multiply(0.55)
    };
    ui.painter()
        .rect_filled(handle, CornerRadius::same(3), color);
}
