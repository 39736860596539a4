//! Cache of the painted scene: it is laid out again only when its inputs
//! change.

use std::collections::HashMap;

use eframe::egui::{Color32, FontId, Id, Ui, Vec2, vec2};

use super::bidi::{self, RightEdge};
use super::panel_input::PanelInput;
use super::theme::{self, LABEL_SIZE, SMALL_SIZE};
use crate::layout::{
    Arrangement, RowAxis, RowInput, RowKey, Rows, Scene, SceneInput, Ticks, UnclusteredClaim,
    Viewport, VisibleMarks, scene, ticks, visible_marks,
};
use crate::model::{Event, Index, visible_line};

/// The last rows, and the last scene with its ticks.
#[derive(Default)]
pub struct SceneCache {
    key: Option<(u64, u64, RowKey)>,
    rows: Rows,
    visible: VisibleMarks,
    cached: Option<(SceneKey, Scene, Ticks)>,
}

/// Inputs of a scene. While they are equal, the scene is reused.
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

impl SceneCache {
    /// Scene and ticks for a viewport and a plot of this size; laid out again
    /// only if something changed.
    pub fn scene_and_ticks(
        &mut self,
        ui: &Ui,
        input: PanelInput<'_>,
        viewport: Viewport,
        size: Vec2,
    ) -> (&Scene, &Ticks) {
        let session = input.session;
        let key = SceneKey {
            revision: session.revision,
            filter_revision: session.view.filter_revision,
            viewport,
            size,
            pixels_per_point: ui.pixels_per_point(),
            selection: session.view.selection,
            arrangement: session.view.arrangement.clone(),
        };
        let known = self.cached.take().filter(|(of, _, _)| *of == key);
        let (scene, ticks) = if let Some((_, scene, ticks)) = known {
            (scene, ticks)
        } else {
            let scene = self.scene(ui, input, viewport, size);
            let measure = |text: &str| text_width(ui, text, theme::sans(SMALL_SIZE));
            (scene, ticks(viewport, size.x, &measure))
        };
        let (_, scene, ticks) = self.cached.insert((key, scene, ticks));
        (scene, ticks)
    }

    fn scene(&mut self, ui: &Ui, input: PanelInput<'_>, viewport: Viewport, size: Vec2) -> Scene {
        self.update_rows(ui, input, viewport, size.x);
        let PanelInput { session, open } = input;
        scene(&SceneInput {
            index: &open.index,
            visible: &self.visible,
            lane_indexes: session.lanes(open),
            rows: &self.rows,
            arrangement: &session.view.arrangement,
            viewport,
            width: size.x,
            height: size.y,
            measure: &|text| label_width(ui, text),
        })
    }

    /// Plot height in points that shows every row of the whole timeline.
    pub fn needed_height(&mut self, ui: &Ui, input: PanelInput<'_>, width: f32) -> f32 {
        let whole = input.session.whole();
        self.scene(ui, input, whole, vec2(width, 0.0)).height
    }

    /// Computes which date claims are drawn one by one and which as clusters in
    /// a viewport `width` points wide, and their rows.
    fn update_rows(&mut self, ui: &Ui, input: PanelInput<'_>, viewport: Viewport, width: f32) {
        let PanelInput { session, open } = input;
        let lanes = session.lanes(open);
        let row_key = RowKey::of(viewport.seconds_per_point(width));
        let key = (session.revision, session.view.filter_revision, row_key);
        let visible = visible_marks(
            lanes,
            viewport,
            width,
            &unclustered_in_view(input, viewport),
            &session.view.arrangement,
        );
        let row_input = RowInput {
            timeline: &open.timeline,
            index: &open.index,
            lanes,
            visible: &visible,
            axis: RowAxis {
                key: row_key,
                folds: viewport.folds(),
                frame: None,
            },
            measure: &|text| label_width(ui, text),
        };
        if self.key != Some(key) {
            let before = std::mem::take(&mut self.rows);
            // Rows of another revision belong to other date claims.
            let is_of_this = self.key.is_some_and(|(revision, _, _)| revision == key.0);
            let before = if is_of_this { before } else { Rows::default() };
            self.rows = Rows::pack(&row_input);
            self.rows.update(Some(before), &row_input);
            self.key = Some(key);
        } else if self.visible != visible {
            self.rows.update(None, &row_input);
        }
        self.visible = visible;
    }
}

/// Date claims in view of the selected event, which is never clustered.
fn unclustered_in_view(input: PanelInput<'_>, viewport: Viewport) -> Vec<UnclusteredClaim> {
    let PanelInput { session, open } = input;
    let mut claims = session.unclustered_claims(open);
    claims.retain(|single| {
        let claim = open.index.date_claims().get(single.claim);
        claim.is_some_and(|claim| viewport.shows_any(claim.spans()))
    });
    claims
}

/// Width of a text on one line, in points.
pub fn text_width(ui: &Ui, text: &str, font: FontId) -> f32 {
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, Color32::WHITE);
    galley.size().x
}

/// Cache of label widths by text. Zooming measures labels in every frame, and
/// laying out text costs more than everything else in it.
#[derive(Clone, Default)]
struct Widths {
    pixels_per_point: f32,
    known: HashMap<String, f32>,
}

/// Maximum number of cached widths; above it the cache is cleared.
const MAX_WIDTHS: usize = 20_000;

impl Widths {
    fn id() -> Id {
        Id::unique("widths of labels")
    }

    /// A cached width for this resolution.
    fn get(&mut self, text: &str, pixels_per_point: f32) -> Option<f32> {
        let is_other = (self.pixels_per_point - pixels_per_point).abs() > f32::EPSILON;
        if is_other || self.known.len() > MAX_WIDTHS {
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
        let galley = bidi::reordered(ui.ctx(), galley, RightEdge::WidestLine);
        let width = galley.size().x;
        ui.data_mut(|memory| {
            let widths = memory.get_temp_mut_or_default::<Widths>(Widths::id());
            widths.known.insert(text.to_owned(), width);
        });
        width
    })
}
