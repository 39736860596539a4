//! Figures, pages and tables that leave the window.

use std::collections::BTreeSet;
use std::path::Path;

use super::timeline_loader;
use crate::export::{ExportRequest, Format, bytes};
use crate::figure::{FigureInput, FigureOptions, Fonts, Theme, figure};
use crate::language::{say, say_with};
use crate::model::Digest;
use crate::model::{Quotations, QuoteLimit};
use crate::session::{
    Document, ExportAction, ExportFormat, ExportStatus, ExportTask, Origin, Paper,
};
use crate::storage::{FileError, read, refuse_overwriting_inputs, write_atomically};

/// What is written, and what is to be known of it.
#[derive(Default)]
struct Made {
    bytes: Vec<u8>,
    words_cut: usize,
    missing: BTreeSet<char>,
    lost_nuls: usize,
}

/// Writes what is asked; tells what came of it.
pub(super) fn export(asked: &ExportTask) -> ExportAction {
    // What breaks here must not leave the window waiting.
    let work = std::panic::AssertUnwindSafe(|| made_and_written(asked));
    let done = std::panic::catch_unwind(work)
        .unwrap_or_else(|_| Err(FileError::new(say("export-failed"))));
    ExportAction::Finished(match done {
        Ok(made) => ExportStatus::Written {
            path: asked.export.path.clone(),
            words_cut: made.words_cut,
            without_glyph: made.missing.into_iter().collect(),
            lost_nuls: made.lost_nuls,
        },
        Err(refusal) => ExportStatus::Refused(refusal),
    })
}

fn made_and_written(asked: &ExportTask) -> Result<Made, FileError> {
    let document = &*asked.document.0;
    let path = &asked.export.path;
    spare(document, path)?;
    let digest = digest_of(asked, document)?;
    let limit = asked
        .quote_limit
        .map_or(QuoteLimit::Unlimited, QuoteLimit::Words);
    let made = match asked.export.format {
        ExportFormat::Svg | ExportFormat::Pdf | ExportFormat::Png => {
            drawn(asked, document, digest, limit)?
        }
        ExportFormat::Html => told(asked, document, digest, limit, Format::Html)?,
        ExportFormat::Csv => told(asked, document, digest, limit, Format::Csv)?,
        ExportFormat::Markdown => told(asked, document, digest, limit, Format::Markdown)?,
        ExportFormat::Json => told(asked, document, digest, limit, Format::Json)?,
        ExportFormat::WebAnnotation => told(asked, document, digest, limit, Format::WebAnnotation)?,
        ExportFormat::Csl => told(asked, document, digest, limit, Format::Csl)?,
    };
    write_atomically(path, &made.bytes)?;
    Ok(made)
}

/// The digest of what is exported: of the file, or of a copy with what the
/// window holds beyond it. A file that says something else by now is refused.
fn digest_of(asked: &ExportTask, document: &Document) -> Result<Digest, FileError> {
    let bytes = timeline_loader::bytes_of(&document.origin, &asked.amendments)?;
    let is_same = read(&bytes).is_ok_and(|reading| reading.timeline == document.timeline);
    if is_same {
        return Ok(Digest::of(&bytes));
    }
    let refusal = FileError::new(say("export-file-changed"));
    Err(refusal.with_hint(say("export-file-changed-hint")))
}

/// Refuses to replace the timeline or a source by what is made of it.
fn spare(document: &Document, path: &Path) -> Result<(), FileError> {
    let timeline = document.origin.path().map(Path::to_owned);
    let timeline = timeline.into_iter().map(|path| (path, "the timeline"));
    let sources = document.document_paths().into_iter();
    let sources = sources.map(|path| (path, "a source"));
    refuse_overwriting_inputs(path, timeline.chain(sources))
}

fn drawn(
    asked: &ExportTask,
    document: &Document,
    digest: Digest,
    limit: QuoteLimit,
) -> Result<Made, FileError> {
    /// Pixels a point, of a PNG: enough for print.
    const SCALE: f32 = 2.0;
    let wishes = asked.export.figure;
    let fonts = Fonts::default();
    let input = FigureInput {
        timeline: &document.timeline,
        index: &document.index,
        lanes: &document.lanes,
        digest: Some(digest),
        fonts: &fonts,
    };
    let view = FigureOptions {
        theme: match wishes.paper {
            Paper::Light => Theme::Light,
            Paper::Dark => Theme::Dark,
            Paper::White => Theme::Print,
        },
        width: f32::from(wishes.width),
        viewport: (!wishes.is_whole).then_some(asked.viewport),
        arrangement: asked.arrangement.clone(),
        events: asked.events.clone(),
        style: asked.style,
        has_undated: wishes.lists_undated,
        ..FigureOptions::default()
    };
    let mut quotations = Quotations::new(limit, document.timeline.sources.len());
    let drawn = figure(&input, &view, wishes.quotes.then_some(&mut quotations));
    let bytes = match asked.export.format {
        ExportFormat::Png => drawn.png(SCALE),
        ExportFormat::Pdf => drawn.pdf(),
        _ => Ok(drawn.svg().into_bytes()),
    };
    let bytes = bytes.map_err(|error| FileError::new(error.to_string()).with_hint(error.hint()))?;
    Ok(Made {
        bytes,
        words_cut: drawn.summary().words_cut,
        missing: drawn.summary().missing.clone(),
        ..Made::default()
    })
}

fn told(
    asked: &ExportTask,
    document: &Document,
    digest: Digest,
    limit: QuoteLimit,
    format: Format,
) -> Result<Made, FileError> {
    let name = match &document.origin {
        Origin::BuiltIn => "timeline.json".into(),
        Origin::File(path) => path.file_name().unwrap_or_default().to_string_lossy(),
    };
    // No file has the digest of what is not saved.
    let name = if asked.amendments.is_empty() {
        name
    } else {
        let named = [
            ("file", name.as_ref().into()),
            ("count", asked.amendments.len().into()),
        ];
        say_with("export-unsaved", &named).into()
    };
    let anchors = document.anchors();
    let request = ExportRequest {
        timeline: &document.timeline,
        file_name: &name,
        digest,
        holdings: &document.holdings,
        anchors: &anchors,
        events: asked.events.as_ref(),
        filter: &asked.filter,
        range: None,
        style: asked.style,
        limit,
    };
    let rendered = bytes(format, &request).map_err(|error| FileError::new(error.to_string()))?;
    Ok(Made {
        bytes: rendered.bytes,
        words_cut: rendered.words_cut,
        lost_nuls: rendered.lost_nuls,
        ..Made::default()
    })
}
