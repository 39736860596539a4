//! From a point to a character of a galley, and from characters to rectangles.
//!
//! Positions count characters of `galley.job.text`, line feeds included. Works
//! for unchanged egui galleys too.

use std::ops::Range;

use eframe::egui::epaint::text::{Glyph, PlacedRow};
use eframe::egui::{Galley, Rect, Vec2, pos2};
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::direction::has_right_to_left;

/// A row and its characters.
struct TextRow<'a> {
    row: &'a PlacedRow,
    /// Position of the first character.
    first: usize,
    /// Whether the row ends because of the width, not of the text.
    is_broken: bool,
}

fn lines(galley: &Galley) -> impl Iterator<Item = TextRow<'_>> {
    let last = galley.rows.len().saturating_sub(1);
    let mut next = 0;
    galley.rows.iter().enumerate().map(move |(number, row)| {
        let first = next;
        next += row.char_count_including_newline().0;
        TextRow {
            row,
            first,
            is_broken: !row.ends_with_newline && number < last,
        }
    })
}

/// For each character, whether it is set from right to left; empty if none is.
fn directions(galley: &Galley) -> Vec<bool> {
    let text = galley.text();
    if !has_right_to_left(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut paragraph_levels = Vec::new();
    let mut add = |paragraph: &str| {
        let bidi = ParagraphBidiInfo::new(paragraph, None);
        let levels = paragraph.char_indices().map(|(byte, _)| byte);
        let levels = levels.map(|byte| bidi.levels.get(byte).is_some_and(Level::is_rtl));
        found.extend(levels);
        found.push(bidi.paragraph_level.is_rtl());
        paragraph_levels.resize(found.len(), bidi.paragraph_level.is_rtl());
    };
    if galley.job.break_on_newline {
        text.split('\n').for_each(add);
    } else {
        add(text);
    }
    // White space at the end of a line follows its paragraph (L1).
    for line in lines(galley) {
        let glyphs = line.row.glyphs.iter().enumerate().rev();
        let blank = glyphs.take_while(|(_, glyph)| glyph.chr.is_whitespace());
        for (at, _) in blank {
            let at = line.first + at;
            if let (Some(found), Some(level)) = (found.get_mut(at), paragraph_levels.get(at)) {
                *found = *level;
            }
        }
    }
    found
}

/// Rectangles of a range of characters, relative to the galley: in each row
/// one for each visually contiguous part, from left to right. The space at a
/// line break is left out.
#[must_use]
pub fn rects(galley: &Galley, range: Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    for TextRow {
        row,
        first,
        is_broken,
    } in lines(galley)
    {
        let ends_blank = row.glyphs.last().is_some_and(|glyph| glyph.chr == ' ');
        let visible = row.glyphs.len() - usize::from(is_broken && ends_blank);
        let within = |at: usize| at.saturating_sub(first).min(visible);
        let glyphs = row.glyphs.get(within(range.start)..within(range.end));
        let mut spans: Vec<(f32, f32)> = glyphs
            .unwrap_or_default()
            .iter()
            .filter(|glyph| glyph.advance_width > 0.0)
            .map(|glyph| (glyph.pos.x, glyph.max_x()))
            .collect();
        spans.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let mut merged: Vec<(f32, f32)> = Vec::new();
        for (left, right) in spans {
            match merged.last_mut() {
                // egui places glyphs on whole pixels, so they do not quite
                // meet.
                Some((_, end)) if left - *end < 1.0 => *end = end.max(right),
                _ => merged.push((left, right)),
            }
        }
        rects.extend(merged.into_iter().map(|(left, right)| {
            Rect::from_min_max(
                pos2(row.pos.x + left, row.min_y()),
                pos2(row.pos.x + right, row.max_y()),
            )
        }));
    }
    rects
}

/// Caret position nearest to a point of the galley, as the number of the
/// character after it. Points above the text count for the first row, points
/// below for the last.
#[must_use]
pub fn index_at(galley: &Galley, point: Vec2) -> usize {
    let distance = |row: &PlacedRow| (row.min_y() - point.y).max(point.y - row.max_y()).max(0.0);
    let nearest =
        lines(galley).min_by(|one, other| distance(one.row).total_cmp(&distance(other.row)));
    let Some(line) = nearest else {
        return 0;
    };
    let glyphs = &line.row.glyphs;
    let x = point.x - line.row.pos.x;
    let away = |glyph: &Glyph| (glyph.pos.x - x).max(x - glyph.max_x()).max(0.0);
    let found = glyphs
        .iter()
        .enumerate()
        .filter(|(_, glyph)| glyph.advance_width > 0.0)
        .min_by(|(_, one), (_, other)| away(one).total_cmp(&away(other)));
    let Some((at, glyph)) = found else {
        return line.first;
    };
    let is_left = x < glyph.pos.x + glyph.advance_width / 2.0;
    let is_right_to_left = directions(galley).get(line.first + at) == Some(&true);
    let is_before = is_left != is_right_to_left;
    let column = if is_before { at } else { after(glyphs, at) };
    line.first + column
}

/// The next character with a width of its own.
fn after(glyphs: &[Glyph], at: usize) -> usize {
    let marks = glyphs.iter().skip(at + 1);
    at + 1 + marks.take_while(|glyph| glyph.advance_width == 0.0).count()
}

/// Zero-width caret rectangle before a character, relative to the galley; at
/// the end of the text, after the last character.
#[must_use]
pub fn caret(galley: &Galley, index: usize) -> Rect {
    let directions = directions(galley);
    let mut place = Rect::ZERO;
    for TextRow { row, first, .. } in lines(galley) {
        if index < first {
            break;
        }
        let glyphs = &row.glyphs;
        let edge = |at: usize, is_end: bool| {
            let glyph = glyphs.get(at)?;
            let is_left = is_end == (directions.get(first + at) == Some(&true));
            Some(if is_left { glyph.pos.x } else { glyph.max_x() })
        };
        let has_width = |at: &usize| glyphs.get(*at).is_some_and(|g| g.advance_width > 0.0);
        let last = (0..glyphs.len()).rev().find(has_width).unwrap_or(0);
        let x = edge(index - first, false).or_else(|| edge(last, true));
        let x = row.pos.x + x.unwrap_or(0.0);
        place = Rect::from_min_max(pos2(x, row.min_y()), pos2(x, row.max_y()));
    }
    place
}
