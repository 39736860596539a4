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

/// Breaks a paragraph into at most `max_lines` lines. `ellipsis` is its width, in
/// points.
pub(super) fn break_lines(
    clusters: &[GlyphCluster],
    job: &LayoutJob,
    max_lines: usize,
    ellipsis: f32,
) -> Vec<LineRange> {
    let width = job.effective_wrap_width();
    let mut lines: Vec<LineRange> = Vec::new();
    let mut start = 0;
    let mut indent = clusters
        .first()
        .map_or(0.0, |cluster| cluster.leading_space);
    if clusters.is_empty() && max_lines > 0 {
        return vec![LineRange {
            clusters: 0..0,
            is_cut: false,
        }];
    }
    while start < clusters.len() && lines.len() < max_lines {
        let rest = clusters.get(start..).unwrap_or_default();
        let fit = fitting(rest, width, indent, &job.wrap);
        let is_last = lines.len() + 1 == max_lines;
        let mut end = start + fit.length;
        let is_cut = is_last && end < clusters.len();
        if fit.is_forced && indent > 0.0 && lines.is_empty() && !is_last {
            // The next line has more space.
            end = start;
            indent = 0.0;
        } else if is_cut {
            let fits = |end: &f32| *end <= width - ellipsis;
            end = start + ends(rest, indent).take_while(fits).count();
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

/// For each cluster, the width of the line up to its end, in points.
fn ends(clusters: &[GlyphCluster], indent: f32) -> impl Iterator<Item = f32> {
    let mut end = indent;
    clusters.iter().enumerate().map(move |(position, cluster)| {
        let is_first = position == 0;
        let space = if is_first { 0.0 } else { cluster.leading_space };
        end += cluster.advance + space;
        end
    })
}

/// Number of clusters that fit on a line; at least one.
fn fitting(clusters: &[GlyphCluster], width: f32, indent: f32, wrap: &TextWrapping) -> LineFit {
    let mut last_break = None;
    for (position, (cluster, end)) in clusters.iter().zip(ends(clusters, indent)).enumerate() {
        if end > width && position > 0 {
            let length = last_break.filter(|_| !wrap.break_anywhere);
            return LineFit {
                length: length.unwrap_or(position),
                is_forced: length.is_none() && !wrap.break_anywhere,
            };
        }
        if cluster.may_break {
            last_break = Some(position + 1);
        }
    }
    LineFit {
        length: clusters.len(),
        is_forced: false,
    }
}
