//! The legend of a figure: a sample of everything that occurs in the plot, with words.

use super::clusters::cluster_box;
use super::display_item::{DisplayItem, TextStyle};
use super::fonts::{Face, Fonts};
use super::plot_layout::PlotLayout;
use crate::language::say;
use crate::layout::{Area, LegendSample, Point, SampleSize, figure_legend};
use crate::theme::Accent;

/// Sizes of the samples, in points.
const SAMPLE: SampleSize = SampleSize {
    width: 40.0,
    day_width: 9.0,
    member_width: 40.0 / 3.0,
    rival_width: 26.0,
    rival_distance: 12.5,
};
/// Distance from a sample to its words, in points.
const WORDS_GAP: f32 = 8.0;
/// Distance from one entry to the next in its row, in points.
const ENTRY_GAP: f32 = 24.0;
/// Height of a row of entries, in points.
const ROW: f32 = 25.0;
/// Height of a row with rival dates, in points.
const TALL_ROW: f32 = 46.0;
/// Font size of the words, in points.
const SIZE: f32 = 12.0;

/// Draws the legend in rows of a width, down from `corner`. Returns its height, in points.
pub(super) fn draw_legend(
    items: &mut Vec<DisplayItem>,
    fonts: &Fonts,
    plot: &PlotLayout,
    corner: Point,
    width: f32,
) -> f32 {
    let mut rows: Vec<Vec<(f32, LegendSample, String)>> = Vec::new();
    let mut x = f32::MAX;
    for entry in figure_legend(&plot.scene) {
        let words = say(entry.message);
        let entry_width = SAMPLE.width + WORDS_GAP + fonts.width(&words, Face::Sans, SIZE);
        if x > 0.0 && x + entry_width > width {
            rows.push(Vec::new());
            x = 0.0;
        }
        if let Some(row) = rows.last_mut() {
            row.push((x, entry.sample, words));
        }
        x += entry_width + ENTRY_GAP;
    }
    let mut top = corner.y;
    for row in rows {
        let mut samples = row.iter().map(|(_, sample, _)| *sample);
        let is_tall = samples.any(|sample| sample == LegendSample::Rivals);
        let height = if is_tall { TALL_ROW } else { ROW };
        let middle = top + height / 2.0;
        for (x, sample, words) in row {
            let left = corner.x + x;
            draw_sample(items, sample, Point::at(left, middle));
            let at = Point::at(left + SAMPLE.width + WORDS_GAP, middle + SIZE * 0.345);
            items.push(DisplayItem::text(at, words, TextStyle::MUTED, SIZE));
        }
        top += height;
    }
    top - corner.y
}

/// Draws a sample whose left end and middle are at `at`.
fn draw_sample(items: &mut Vec<DisplayItem>, sample: LegendSample, at: Point) {
    if sample == LegendSample::Cluster {
        let area = Area {
            left: at.x,
            top: at.y - 9.5,
            right: at.x + SAMPLE.width,
            bottom: at.y + 9.5,
        };
        let profile = [1, 2, 5, 9, 6, 3, 1, 2, 1];
        items.extend(cluster_box(area, &profile, 12, Accent::Sample));
        return;
    }
    let (marks, connectors) = sample.shapes(SAMPLE);
    let shapes = marks.into_iter().chain(connectors);
    items.extend(shapes.map(|shape| DisplayItem::scene_shape(shape, at)));
}
