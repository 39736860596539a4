//! Writes figures, pages and tables for the window.

use std::path::Path;

use super::timeline_loader::changed_bytes;
use crate::export::{Drafts, ExportKind, ExportOutcome, ExportRequest, FigureExport, export};
use crate::figure::{FigureOptions, Fonts};
use crate::language::{Message, say_with};
use crate::model::{Digest, QuoteLimit};
use crate::session::{ExportAction, ExportFormat, ExportStatus, ExportTask, OpenTimeline, Origin};
use crate::storage::{FileError, refuse_overwriting_inputs, write_atomically};

/// Pixels per point of a PNG: enough for print.
const SCALE: f32 = 2.0;

/// Runs an export and reports its result to the session.
pub(super) fn run(task: &ExportTask) -> ExportAction {
    // A panic must not leave the window waiting.
    let work = std::panic::AssertUnwindSafe(|| export_to_file(task));
    let done = std::panic::catch_unwind(work)
        .unwrap_or_else(|_| Err(FileError::new(Message::new("export-failed"))));
    ExportAction::Finished(match done {
        Ok((outcome, warnings)) => ExportStatus::Written {
            path: task.export.path.clone(),
            words_cut: outcome.words_cut,
            without_glyph: outcome.missing_glyphs.into_iter().collect(),
            lost_nuls: outcome.lost_nuls,
            warnings,
        },
        Err(error) => ExportStatus::Failed(error),
    })
}

/// Returns what was written, and what could not be kept of the file before.
fn export_to_file(task: &ExportTask) -> Result<(ExportOutcome, Vec<Message>), FileError> {
    let open = &*task.open.0;
    let path = &task.export.path;
    refuse_overwriting_files_of(open, path)?;
    let digest = match open.digest() {
        Some(digest) => digest,
        // It is still being checked.
        None => Digest::of(&changed_bytes(&open.origin, &task.changes)?),
    };
    let file_name = file_name(task);
    let anchors = open.anchors();
    let request = ExportRequest {
        timeline: &open.timeline,
        index: &open.index,
        lanes: &open.lanes,
        file_name: &file_name,
        digest,
        holdings: &open.holdings,
        anchors: &anchors,
        events: task.events.as_ref(),
        filter: &task.filter,
        range: None,
        style: task.style,
        limit: task
            .quote_limit
            .map_or(QuoteLimit::Unlimited, QuoteLimit::Words),
        drafts: Drafts::default(),
    };
    let fonts = Fonts::default();
    let outcome = export(&request, export_kind(task, &fonts))?;
    let warnings = write_atomically(path, &outcome.bytes)?;
    Ok((outcome, warnings))
}

fn export_kind<'f>(task: &ExportTask, fonts: &'f Fonts) -> ExportKind<'f> {
    let format = match task.export.format {
        ExportFormat::Text(format) => return ExportKind::Text(format),
        ExportFormat::Figure(format) => format,
    };
    let options = task.export.figure;
    ExportKind::Figure(FigureExport {
        format,
        view: FigureOptions {
            theme: options.theme,
            width: f32::from(options.width),
            viewport: (!options.is_whole).then_some(task.viewport),
            arrangement: task.arrangement.clone(),
            has_undated: options.lists_undated,
            ..FigureOptions::default()
        },
        fonts,
        scale: SCALE,
        has_quotations: options.quotes,
    })
}

/// The name of the timeline's file, with the number of unsaved changes.
fn file_name(task: &ExportTask) -> String {
    let name = match &task.open.0.origin {
        Origin::BuiltIn | Origin::Untitled(_) => "timeline.json".into(),
        Origin::File(path) => path.file_name().unwrap_or_default().to_string_lossy(),
    };
    match task.changes.len() {
        0 => name.into_owned(),
        changes => say_with(
            "export-unsaved",
            &[("file", name.as_ref().into()), ("count", changes.into())],
        ),
    }
}

/// Refuses to overwrite the timeline or a source.
fn refuse_overwriting_files_of(open: &OpenTimeline, path: &Path) -> Result<(), FileError> {
    let timeline = open.origin.path().map(Path::to_owned);
    let timeline = timeline.into_iter().map(|path| (path, "timeline"));
    let sources = open.document_paths().into_iter();
    let sources = sources.map(|path| (path, "source"));
    refuse_overwriting_inputs(path, timeline.chain(sources))
}
