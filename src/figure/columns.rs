//! Paragraphs in columns of equal height.

use super::display_item::{DisplayItem, TextStyle};
use super::fonts::{Face, Fonts};
use super::line_breaking::{ParagraphFormat, PlacedText, StyledText, break_lines, draw_line};
use crate::layout::{Area, Point};
use crate::theme::{Accent, ColorRole};

/// Space between two columns, in points.
const GUTTER: f32 = 30.0;
/// The least width of a column, in points.
const MIN_COLUMN_WIDTH: f32 = 330.0;
/// The greatest number of columns.
const MAX_COLUMNS: u8 = 4;

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ColumnParagraph {
    pub words: Vec<StyledText>,
    pub size: f32,
    /// Distance from one line to the next, in points.
    pub leading: f32,
    /// Space above it, in points, unless it begins a column.
    pub above: f32,
    /// Indent of the lines, in points.
    pub indent: f32,
    /// How much further left the first line begins, in points.
    pub hanging: f32,
    /// What is drawn before the first line.
    pub marker: ParagraphMarker,
    /// Whether the next paragraph must be in the same column.
    pub keeps_with_next: bool,
}

/// What is drawn before a paragraph.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum ParagraphMarker {
    #[default]
    None,
    /// A number, right-aligned left of the lines.
    Number(String),
    /// A square in the colour of a lane.
    Lane(usize),
}

/// A line of a column.
struct ColumnLine<'p> {
    words: Vec<PlacedText>,
    paragraph: &'p ColumnParagraph,
    is_first: bool,
    keeps_with_next: bool,
}

impl ColumnLine<'_> {
    /// Space above the line, in points, unless it begins a column.
    fn above(&self) -> f32 {
        if self.is_first {
            self.paragraph.above
        } else {
            0.0
        }
    }
}

/// The number of columns in a width, in points.
pub(super) fn count(width: f32) -> u8 {
    (1..=MAX_COLUMNS)
        .rev()
        .find(|count| column_width(width, *count) >= MIN_COLUMN_WIDTH)
        .unwrap_or(1)
}

fn column_width(width: f32, count: u8) -> f32 {
    (width - GUTTER * f32::from(count - 1)) / f32::from(count)
}

/// Draws paragraphs in columns of equal height, down from `corner`, in a width. Returns their
/// height. Lengths are in points.
pub(super) fn columns(
    items: &mut Vec<DisplayItem>,
    fonts: &Fonts,
    paragraphs: &[ColumnParagraph],
    corner: Point,
    width: f32,
) -> f32 {
    let count = count(width);
    let column = column_width(width, count);
    let lines: Vec<ColumnLine<'_>> = paragraphs
        .iter()
        .flat_map(|paragraph| lines(fonts, paragraph, column))
        .collect();
    let height = height(&lines, usize::from(count));
    let mut x = corner.x;
    let mut lowest = 0.0_f32;
    for range in fill_columns(&lines, height) {
        let mut y = 0.0;
        for (number, line) in lines.get(range).unwrap_or_default().iter().enumerate() {
            if number > 0 {
                y += line.above();
            }
            draw(items, fonts, line, Point::at(x, corner.y + y));
            y += line.paragraph.leading;
        }
        lowest = lowest.max(y);
        x += column + GUTTER;
    }
    lowest
}

fn lines<'p>(fonts: &Fonts, paragraph: &'p ColumnParagraph, column: f32) -> Vec<ColumnLine<'p>> {
    let format = ParagraphFormat {
        size: paragraph.size,
        width: column - paragraph.indent,
        max_lines: usize::MAX,
    };
    let lines = break_lines(fonts, &paragraph.words, format);
    let count = lines.len();
    let line = |(number, words)| ColumnLine {
        words,
        paragraph,
        is_first: number == 0,
        // Neither the first nor the last line of a paragraph is alone in a column.
        keeps_with_next: if number + 1 == count {
            paragraph.keeps_with_next
        } else {
            number == 0 || number + 2 == count
        },
    };
    lines.into_iter().enumerate().map(line).collect()
}

/// The least height at which the lines fit into this many columns.
fn height(lines: &[ColumnLine<'_>], count: usize) -> f32 {
    let heights = lines.iter();
    let heights = heights.map(|line| line.above() + line.paragraph.leading);
    let whole: f32 = heights.sum();
    let (mut too_low, mut fits) = (0.0_f32, whole + 1.0);
    for _ in 0..24 {
        let middle = f32::midpoint(too_low, fits);
        if fill_columns(lines, middle).len() <= count {
            fits = middle;
        } else {
            too_low = middle;
        }
    }
    fits
}

/// The lines of each column of a height.
fn fill_columns(lines: &[ColumnLine<'_>], height: f32) -> Vec<std::ops::Range<usize>> {
    let mut columns = Vec::new();
    let mut start = 0;
    let mut y = 0.0;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let above = if at == start { 0.0 } else { line.above() };
        let leading = line.paragraph.leading;
        if at > start && y + above + leading > height {
            // A line that keeps with the next one goes to the next column with it.
            let keeps_with_next =
                |at: usize| lines.get(at).is_some_and(|line| line.keeps_with_next);
            let mut end = at;
            while end > start && end.checked_sub(1).is_some_and(keeps_with_next) {
                end -= 1;
            }
            if end == start {
                end = at;
            }
            columns.push(start..end);
            start = end;
            at = end;
            y = 0.0;
            continue;
        }
        y += above + leading;
        at += 1;
    }
    if start < lines.len() || columns.is_empty() {
        columns.push(start..lines.len());
    }
    columns
}

fn draw(items: &mut Vec<DisplayItem>, fonts: &Fonts, line: &ColumnLine<'_>, at: Point) {
    let paragraph = line.paragraph;
    let middle = at.y + paragraph.leading * 0.5;
    let baseline = middle + paragraph.size * 0.33;
    let left = at.x + paragraph.indent;
    let hanging = if line.is_first {
        paragraph.hanging
    } else {
        0.0
    };
    match &paragraph.marker {
        ParagraphMarker::Number(number) if line.is_first => {
            let size = paragraph.size - 1.0;
            let width = fonts.width(number, Face::Semibold, size);
            let x = (left - 6.0 - width).max(at.x - 14.0);
            let (at, style) = (Point::at(x, baseline), TextStyle::STRONG_MUTED);
            items.push(DisplayItem::text(at, number.as_str(), style, size));
        }
        ParagraphMarker::Lane(lane) if line.is_first => {
            let half = 3.0;
            let left = at.x + 1.0;
            let area = Area {
                left,
                top: middle - half,
                right: left + 2.0 * half,
                bottom: middle + half,
            };
            let role = ColorRole::Tint(Accent::Lane(*lane), 100);
            items.push(DisplayItem::rect(area, 1.0, role));
        }
        _ => {}
    }
    let at = Point::at(at.x + (paragraph.indent - hanging), baseline);
    draw_line(items, &line.words, at, paragraph.size);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_least_height_and_none_ends_with_a_heading() {
        let paragraph = ColumnParagraph {
            leading: 10.0,
            ..ColumnParagraph::default()
        };
        let line = || ColumnLine {
            words: Vec::new(),
            paragraph: &paragraph,
            is_first: true,
            keeps_with_next: false,
        };
        let plain: Vec<ColumnLine<'_>> = (0..10).map(|_| line()).collect();
        let low = height(&plain, 2);
        assert!((low - 50.0).abs() < 0.1, "{low}");
        assert_eq!(fill_columns(&plain, low + 0.1), [0..5, 5..10]);
        let mut headed = plain;
        headed[4].keeps_with_next = true;
        assert_eq!(fill_columns(&headed, 50.1)[0], 0..4);
    }

    #[test]
    fn wider_pages_have_more_columns() {
        assert_eq!([300.0, 600.0, 840.0, 1_300.0].map(count), [1, 1, 2, 3]);
    }
}
