//! Paragraphs in columns of equal height.

use super::fonts::Face;
use super::fonts::Fonts;
use super::lines::{Placed, Setting, Words, set};
use super::piece::{Hue, Paint, Piece, Text};
use crate::layout::{Area, Point};

/// Between two columns, in points.
const GUTTER: f32 = 30.0;
/// A column is at least so wide, in points.
const LEAST_COLUMN: f32 = 330.0;
/// The most columns.
const MOST_COLUMNS: u8 = 4;

/// A paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub words: Vec<Words>,
    pub size: f32,
    /// From one line to the next, in points.
    pub leading: f32,
    /// Above it, in points, where it does not begin a column.
    pub above: f32,
    /// From the left of the column to its lines, in points.
    pub indent: f32,
    /// How much further to the left its first line begins, in points.
    pub hanging: f32,
    /// What stands before its first line.
    pub sign: Sign,
    /// Whether what comes next stands in the same column.
    pub leads: bool,
}

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Sign {
    Nothing,
    /// A number, that ends left of the lines.
    Number(String),
    /// A square in the colour of a lane.
    Lane(usize),
}

/// A line, with what belongs to it.
struct Row {
    line: Vec<Placed>,
    x: f32,
    size: f32,
    height: f32,
    above: f32,
    sign: Sign,
    indent: f32,
    leads: bool,
}

/// How many columns there are between two sides.
pub(super) fn count(width: f32) -> u8 {
    (1..=MOST_COLUMNS)
        .rev()
        .find(|count| column_width(width, *count) >= LEAST_COLUMN)
        .unwrap_or(1)
}

fn column_width(width: f32, count: u8) -> f32 {
    (width - GUTTER * f32::from(count - 1)) / f32::from(count)
}

/// Sets paragraphs in as many columns as there is room for, from `corner` on;
/// tells how high they are.
pub(super) fn columns(
    pieces: &mut Vec<Piece>,
    fonts: &Fonts,
    paragraphs: &[Paragraph],
    corner: Point,
    width: f32,
) -> f32 {
    let count = count(width);
    let column = column_width(width, count);
    let rows: Vec<Row> = paragraphs
        .iter()
        .flat_map(|paragraph| rows(fonts, paragraph, column))
        .collect();
    let height = height(&rows, usize::from(count));
    let mut x = corner.x;
    let mut lowest = 0.0_f32;
    for range in filled(&rows, height) {
        let mut y = 0.0;
        for (number, row) in rows.get(range).unwrap_or_default().iter().enumerate() {
            if number > 0 {
                y += row.above;
            }
            draw(pieces, fonts, row, Point { x, y: corner.y + y });
            y += row.height;
        }
        lowest = lowest.max(y);
        x += column + GUTTER;
    }
    lowest
}

fn rows(fonts: &Fonts, paragraph: &Paragraph, column: f32) -> Vec<Row> {
    let setting = Setting {
        size: paragraph.size,
        width: column - paragraph.indent,
        most_lines: usize::MAX,
    };
    let lines = set(fonts, &paragraph.words, setting);
    let count = lines.len();
    lines
        .into_iter()
        .enumerate()
        .map(|(number, line)| Row {
            line,
            x: paragraph.indent - if number == 0 { paragraph.hanging } else { 0.0 },
            size: paragraph.size,
            height: paragraph.leading,
            above: if number == 0 { paragraph.above } else { 0.0 },
            sign: if number == 0 {
                paragraph.sign.clone()
            } else {
                Sign::Nothing
            },
            indent: paragraph.indent,
            // Neither a paragraph's first line nor its last stands alone.
            leads: if number + 1 == count {
                paragraph.leads
            } else {
                number == 0 || number + 2 == count
            },
        })
        .collect()
}

/// The least height at which the rows have room in so many columns.
fn height(rows: &[Row], count: usize) -> f32 {
    let whole: f32 = rows.iter().map(|row| row.above + row.height).sum();
    let (mut too_low, mut fits) = (0.0_f32, whole + 1.0);
    for _ in 0..24 {
        let middle = f32::midpoint(too_low, fits);
        if filled(rows, middle).len() <= count {
            fits = middle;
        } else {
            too_low = middle;
        }
    }
    fits
}

/// The rows of each column of a height.
fn filled(rows: &[Row], height: f32) -> Vec<std::ops::Range<usize>> {
    let mut columns = Vec::new();
    let mut start = 0;
    let mut y = 0.0;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        let above = if at == start { 0.0 } else { row.above };
        if at > start && y + above + row.height > height {
            // What leads to the next row goes with it.
            let leads = |at: usize| rows.get(at).is_some_and(|row| row.leads);
            let mut end = at;
            while end > start && end.checked_sub(1).is_some_and(leads) {
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
        y += above + row.height;
        at += 1;
    }
    if start < rows.len() || columns.is_empty() {
        columns.push(start..rows.len());
    }
    columns
}

fn draw(pieces: &mut Vec<Piece>, fonts: &Fonts, row: &Row, at: Point) {
    let baseline = at.y + row.height * 0.5 + row.size * 0.33;
    match &row.sign {
        Sign::Nothing => {}
        Sign::Number(number) => {
            let size = row.size - 1.0;
            let width = fonts.width(number, Face::Semibold, size);
            let x = (at.x + row.indent - 6.0 - width).max(at.x - 14.0);
            text(
                pieces,
                Point { x, y: baseline },
                number,
                Face::Semibold,
                size,
                Paint::Muted,
            );
        }
        Sign::Lane(lane) => {
            let half = 3.0;
            let middle = at.y + row.height * 0.5;
            let left = at.x + 1.0;
            let area = Area {
                left,
                top: middle - half,
                right: left + 2.0 * half,
                bottom: middle + half,
            };
            pieces.push(Piece::rect(area, 1.0, Paint::Hue(Hue::Lane(*lane), 100)));
        }
    }
    for placed in &row.line {
        let x = at.x + row.x + placed.x;
        let words = &placed.words;
        text(
            pieces,
            Point { x, y: baseline },
            &words.text,
            words.face,
            row.size,
            words.paint,
        );
    }
}

fn text(pieces: &mut Vec<Piece>, at: Point, text: &str, face: Face, size: f32, paint: Paint) {
    if text.is_empty() {
        return;
    }
    pieces.push(Piece::Text(Text {
        at,
        line: text.to_owned(),
        face,
        size,
        paint,
        is_upright: false,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(leads: bool) -> Row {
        Row {
            line: Vec::new(),
            x: 0.0,
            size: 10.0,
            height: 10.0,
            above: 0.0,
            sign: Sign::Nothing,
            indent: 0.0,
            leads,
        }
    }

    #[test]
    fn columns_are_as_low_as_they_can_be_and_none_ends_with_a_heading() {
        let plain: Vec<Row> = (0..10).map(|_| row(false)).collect();
        let low = height(&plain, 2);
        assert!((low - 50.0).abs() < 0.1, "{low}");
        assert_eq!(filled(&plain, low + 0.1), [0..5, 5..10]);
        let mut headed = plain;
        headed[4].leads = true;
        assert_eq!(filled(&headed, 50.1)[0], 0..4);
    }

    #[test]
    fn there_are_as_many_columns_as_have_room() {
        assert_eq!([300.0, 600.0, 840.0, 1_300.0].map(count), [1, 1, 2, 3]);
    }
}
