//! Cache of the painted scene: it is laid out again only when its inputs
//! change.

use std::collections::HashMap;

use eframe::egui::{Color32, Id, Ui, Vec2};

use super::bidi::{self, Edge};
use super::theme::{self, LABEL_SIZE};
use crate::layout::{
    Arrangement, Detail, RowAxis, RowKey, Rows, Scene, SceneInput, Ticks, UnclusteredClaim,
    Viewport, detail, scene, ticks,
};
use crate::model::{Event, Index, visible_line};
use crate::query::drawn_range;
use crate::session::{Document, Session};

/// The last rows and the last picture.
#[derive(Default)]
pub struct RowCache {
    key: Option<(u64, u64, RowKey)>,
    rows: Rows,
    detail: Detail,
    picture: Option<(SceneKey, Scene, Ticks)>,
}

/// Inputs of a picture. While they are equal, the picture is reused.
#[derive(PartialEq)]
struct SceneKey {
    revision: u64,
    filter_revision: u64,
    viewport: Viewport,
    size: Vec2,
    pixels_per_point: f32,
    selection: Option<Index<Event>>,
    arrangement: Arrangement,
}

impl RowCache {
    /// Scene and ticks for a viewport and a plot of this size; laid out again
    /// only if something changed.
    pub fn picture(
        &mut self,
        ui: &Ui,
        session: &Session,
        document: &Document,
        viewport: Viewport,
        size: Vec2,
    ) -> (&Scene, &Ticks) {
        let key = SceneKey {
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

    /// Which datings are drawn one by one and which as clusters in a viewport
    /// `width` points wide, and their rows.
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
        let axis = RowAxis {
            key: row_key,
            folds: viewport.folds(),
            frame: None,
        };
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
            // Rows of another revision belong to other datings.
            let is_of_this = self.key.is_some_and(|(revision, _, _)| revision == key.0);
            let before = if is_of_this { before } else { Rows::default() };
            self.rows = Rows::pack(timeline, index, lanes, &detail, axis, &measure);
            self.rows
                .follow(Some(before), timeline, index, axis, &detail, &measure);
            self.key = Some(key);
        } else if self.detail != detail {
            self.rows
                .follow(None, timeline, index, axis, &detail, &measure);
        }
        self.detail = detail;
        (&self.detail, &self.rows)
    }
}

/// Datings in view of the selected event, which is never clustered.
fn always(session: &Session, document: &Document, viewport: Viewport) -> Vec<UnclusteredClaim> {
    let mut held = session.unclustered_claims(document);
    held.retain(|held| {
        let claim = document.index.date_claims().get(held.claim);
        claim.is_some_and(|claim| {
            claim.spans().iter().any(|span| {
                let (first, last) = drawn_range(*span);
                viewport.shows(first, last)
            })
        })
    });
    held
}

/// Cache of label widths by text. Zooming measures labels in every frame, and
/// laying out text costs more than everything else in it.
#[derive(Clone, Default)]
struct Widths {
    pixels_per_point: f32,
    known: HashMap<String, f32>,
}

/// Maximum number of cached widths; above it the cache is cleared.
const MOST_WIDTHS: usize = 20_000;

impl Widths {
    fn id() -> Id {
        Id::unique("widths of labels")
    }

    /// A cached width for this resolution.
    fn get(&mut self, text: &str, pixels_per_point: f32) -> Option<f32> {
        let is_other = (self.pixels_per_point - pixels_per_point).abs() > f32::EPSILON;
        if is_other || self.known.len() > MOST_WIDTHS {
            self.pixels_per_point = pixels_per_point;
            self.known.clear();
        }
        self.known.get(text).copied()
    }
}

/// Width of a label in points, in the wider of its two fonts.
fn label_width(ui: &Ui, text: &str) -> f32 {
    let resolution = ui.pixels_per_point();
    let known = ui.data_mut(|memory| {
        let widths = memory.get_temp_mut_or_default::<Widths>(Widths::id());
        widths.get(text, resolution)
    });
    known.unwrap_or_else(|| {
        let font = theme::semibold(LABEL_SIZE);
        let shown = visible_line(text).into_owned();
        let galley = ui.painter().layout_no_wrap(shown, font, Color32::WHITE);
        let galley = bidi::reordered(ui.ctx(), galley, Edge::Text);
        let width = galley.size().x;
        ui.data_mut(|memory| {
            let widths = memory.get_temp_mut_or_default::<Widths>(Widths::id());
            widths.known.insert(text.to_owned(), width);
        });
        width
    })
}

/// Plot height in points that shows every row of the whole timeline.
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
