//! Line breaking, in reading order.

use std::ops::Range;

use eframe::egui::text::{LayoutJob, TextWrapping};

use super::shaping::GlyphCluster;

/// A line: clusters of the paragraph, and whether text was cut at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineRange {
    pub clusters: Range<usize>,
    pub is_cut: bool,
}

/// Breaks a paragraph into at most `most` lines. `sign` is the width of the
/// ellipsis, in points.
pub(super) fn break_lines(
    clusters: &[GlyphCluster],
    job: &LayoutJob,
    most: usize,
    sign: f32,
) -> Vec<LineRange> {
    let room = job.effective_wrap_width();
    let mut lines: Vec<LineRange> = Vec::new();
    let mut start = 0;
    let mut indent = clusters
        .first()
        .map_or(0.0, |cluster| cluster.leading_space);
    if clusters.is_empty() && most > 0 {
        return vec![LineRange {
            clusters: 0..0,
            is_cut: false,
        }];
    }
    while start < clusters.len() && lines.len() < most {
        let rest = clusters.get(start..).unwrap_or_default();
        let fit = fitting(rest, room, indent, &job.wrap);
        let is_last = lines.len() + 1 == most;
        let mut end = start + fit.length;
        let is_cut = is_last && end < clusters.len();
        if fit.is_forced && indent > 0.0 && lines.is_empty() && !is_last {
            // The next line has more room.
            end = start;
            indent = 0.0;
        } else if is_cut {
            end = start + cut(rest, room - sign, indent);
        }
        lines.push(LineRange {
            clusters: start..end,
            is_cut,
        });
        if end > start {
            indent = 0.0;
        }
        start = end;
    }
    lines
}

struct LineFit {
    /// Number of clusters on the line.
    length: usize,
    /// Whether the line breaks where none is allowed.
    is_forced: bool,
}

/// Number of clusters that fit on a line; at least one.
fn fitting(clusters: &[GlyphCluster], room: f32, indent: f32, wrap: &TextWrapping) -> LineFit {
    let mut width = indent;
    let mut good = None;
    for (position, cluster) in clusters.iter().enumerate() {
        width += cluster.advance
            + if position > 0 {
                cluster.leading_space
            } else {
                0.0
            };
        if width > room && position > 0 {
            let length = if wrap.break_anywhere { None } else { good };
            return LineFit {
                length: length.unwrap_or(position),
                is_forced: length.is_none() && !wrap.break_anywhere,
            };
        }
        if cluster.may_break {
            good = Some(position + 1);
        }
    }
    LineFit {
        length: clusters.len(),
        is_forced: false,
    }
}

/// Number of clusters before the ellipsis.
fn cut(clusters: &[GlyphCluster], room: f32, indent: f32) -> usize {
    let mut width = indent;
    let fits = clusters
        .iter()
        .enumerate()
        .take_while(|(position, cluster)| {
            width += cluster.advance
                + if *position > 0 {
                    cluster.leading_space
                } else {
                    0.0
                };
            width <= room
        });
    fits.count()
}
