//! The export job that the window and the command line share.

use super::drafts::{Drafts, without_drafts};
use super::format::{ExportOutcome, TimelineFormat};
use super::request::ExportRequest;
use super::{csl, csv, json, markdown, page, web_annotation};
use crate::figure::{self, FigureFormat, FigureInput, FigureOptions, Fonts};
use crate::model::Quotations;
use crate::storage::FileError;

/// What an export writes.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "there is one per export, and it is moved once"
)]
pub enum ExportKind<'f> {
    /// A page, a table, records or annotations.
    Text(TimelineFormat),
    /// A figure.
    Figure(FigureExport<'f>),
}

/// A figure to write.
#[derive(Debug)]
pub struct FigureExport<'f> {
    /// The file format.
    pub format: FigureFormat,
    /// What the figure shows. Its events and its style are those of the request.
    pub view: FigureOptions,
    /// The fonts of its text.
    pub fonts: &'f Fonts,
    /// Pixels per point, of a PNG.
    pub scale: f32,
    /// Whether the notes quote the passages.
    pub has_quotations: bool,
}

/// Exports a timeline, a selection of its events, or a figure of them.
///
/// # Errors
///
/// [`FileError`] where a figure has too many pixels or a font that cannot be
/// embedded, or where the writer of a format fails, which no timeline is known to
/// cause.
pub fn export(
    request: &ExportRequest<'_>,
    kind: ExportKind<'_>,
) -> Result<ExportOutcome, FileError> {
    let is_lossless = matches!(kind, ExportKind::Text(TimelineFormat::Json));
    let published = match request.drafts {
        Drafts::LeftOut(_) if !is_lossless => without_drafts(request),
        Drafts::LeftOut(_) | Drafts::Included => None,
    };
    let Some((events, counts)) = published else {
        return export_all(request, kind);
    };
    let request = ExportRequest {
        events: Some(&events),
        drafts: Drafts::LeftOut(counts),
        ..*request
    };
    let outcome = export_all(&request, kind)?;
    Ok(ExportOutcome {
        drafts_left_out: counts.all(),
        ..outcome
    })
}

/// Exports the selected events.
fn export_all(
    request: &ExportRequest<'_>,
    kind: ExportKind<'_>,
) -> Result<ExportOutcome, FileError> {
    match kind {
        ExportKind::Figure(figure) => draw(request, figure),
        ExportKind::Text(TimelineFormat::Html) => page::page(request),
        ExportKind::Text(TimelineFormat::Csv) => csv::export(request),
        ExportKind::Text(TimelineFormat::Markdown) => Ok(markdown::page(request)),
        ExportKind::Text(TimelineFormat::Json) => json::lossless(request),
        ExportKind::Text(TimelineFormat::WebAnnotation) => web_annotation::collection(request),
        ExportKind::Text(TimelineFormat::Csl) => csl::records(request),
    }
}

fn draw(
    request: &ExportRequest<'_>,
    settings: FigureExport<'_>,
) -> Result<ExportOutcome, FileError> {
    let view = FigureOptions {
        events: request.events.cloned(),
        style: request.style,
        drafts_left_out: {
            let counts = request.drafts.left_out();
            (counts.dated, counts.undated)
        },
        ..settings.view
    };
    let input = FigureInput {
        timeline: request.timeline,
        index: request.index,
        lanes: request.lanes,
        digest: Some(request.digest),
        fonts: settings.fonts,
    };
    let sources = request.timeline.sources.slot_count();
    let mut quotations = settings
        .has_quotations
        .then(|| Quotations::new(request.limit, sources));
    let drawn = figure::figure(&input, &view, quotations.as_mut());
    let bytes = match settings.format {
        FigureFormat::Svg => drawn.svg().into_bytes(),
        FigureFormat::Png => drawn.png(settings.scale)?,
        FigureFormat::Pdf => drawn.pdf()?,
    };
    let summary = drawn.summary();
    let counts = summary.counts;
    let listed = if view.has_undated {
        counts.off_axis + counts.undated
    } else {
        0
    };
    Ok(ExportOutcome {
        bytes,
        events: counts.single + counts.clustered + listed,
        words_cut: summary.words_cut,
        missing_glyphs: summary.missing.clone(),
        ..ExportOutcome::default()
    })
}
