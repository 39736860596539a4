//! Figures, pages and tables that leave the window.

use std::collections::BTreeSet;
use std::path::Path;

use super::opening;
use crate::export::{Exported as Written, Format, bytes, words_cut};
use crate::figure::{self, Fonts, Input, Theme, View, figure};
use crate::model::Digest;
use crate::quote::{Allowance, QuoteLimit};
use crate::session::{AskedExport, Document, DocumentAction, ExportForm, Exported, Origin};
use crate::storage::{Refusal, write_atomically};

/// What is written, and what is to be known of it.
#[derive(Default)]
struct Made {
    bytes: Vec<u8>,
    words_cut: usize,
    missing: BTreeSet<char>,
}

/// Writes what is asked; tells what came of it.
pub(super) fn export(asked: &AskedExport) -> DocumentAction {
    DocumentAction::Exported(match made_and_written(asked) {
        Ok(made) => Exported::Written {
            path: asked.export.path.clone(),
            words_cut: made.words_cut,
            without_glyph: made.missing.into_iter().collect(),
        },
        Err(refusal) => Exported::Refused(refusal),
    })
}

fn made_and_written(asked: &AskedExport) -> Result<Made, Refusal> {
    let document = &*asked.document.0;
    let path = &asked.export.path;
    spare(document, path)?;
    // Of the file as a copy of it would be saved now.
    let digest = Digest::of(&opening::bytes_of(&document.origin, &asked.amendments)?);
    let limit = asked
        .quote_limit
        .map_or(QuoteLimit::Unlimited, QuoteLimit::Words);
    let made = match asked.export.form {
        ExportForm::Svg | ExportForm::Pdf | ExportForm::Png => {
            drawn(asked, document, digest, limit)?
        }
        ExportForm::Html => told(asked, document, digest, limit, Format::Html)?,
        ExportForm::Csv => told(asked, document, digest, limit, Format::Csv)?,
        ExportForm::Markdown => told(asked, document, digest, limit, Format::Markdown)?,
        ExportForm::Json => told(asked, document, digest, limit, Format::Json)?,
        ExportForm::WebAnnotation => told(asked, document, digest, limit, Format::WebAnnotation)?,
        ExportForm::Csl => told(asked, document, digest, limit, Format::Csl)?,
    };
    write_atomically(path, &made.bytes)?;
    Ok(made)
}

/// Refuses to replace the timeline or a source by what is made of it.
fn spare(document: &Document, path: &Path) -> Result<(), Refusal> {
    let Ok(target) = path.canonicalize() else {
        return Ok(());
    };
    let timeline = document.origin.path().map(Path::to_owned);
    let mut held = timeline.into_iter().chain(document.document_paths());
    if held.any(|path| path.canonicalize().is_ok_and(|path| path == target)) {
        let refusal = Refusal::new("This would replace the very file that it is made from");
        return Err(refusal.with_hint("Give it a name of its own."));
    }
    Ok(())
}

fn drawn(
    asked: &AskedExport,
    document: &Document,
    digest: Digest,
    limit: QuoteLimit,
) -> Result<Made, Refusal> {
    /// Pixels a point, of a PNG: enough for print.
    const SCALE: f32 = 2.0;
    let wishes = asked.export.figure;
    let fonts = Fonts::default();
    let input = Input {
        timeline: &document.timeline,
        index: &document.index,
        lanes: &document.lanes,
        digest: Some(digest),
        fonts: &fonts,
    };
    let view = View {
        theme: if wishes.is_dark {
            Theme::Dark
        } else {
            Theme::Light
        },
        width: f32::from(wishes.width),
        viewport: (!wishes.is_whole).then_some(asked.viewport),
        arrangement: asked.arrangement.clone(),
        events: asked.events.clone(),
        style: asked.style,
        has_undated: wishes.lists_undated,
        ..View::default()
    };
    let mut allowance = Allowance::new(limit, document.timeline.sources.len());
    let mut quoting =
        |source: crate::model::Index<_>, text: &str| allowance.quoted(source.position(), text);
    let quoting: Option<figure::Quoting<'_>> = if wishes.quotes {
        Some(&mut quoting)
    } else {
        None
    };
    let drawn = figure(&input, &view, quoting);
    let bytes = match asked.export.form {
        ExportForm::Png => drawn.png(SCALE),
        ExportForm::Pdf => drawn.pdf(),
        _ => Ok(drawn.svg().into_bytes()),
    };
    let bytes = bytes.map_err(|error| Refusal::new(error.to_string()).with_hint(error.hint()))?;
    Ok(Made {
        bytes,
        words_cut: drawn.facts().words_cut,
        missing: drawn.facts().missing.clone(),
    })
}

fn told(
    asked: &AskedExport,
    document: &Document,
    digest: Digest,
    limit: QuoteLimit,
    format: Format,
) -> Result<Made, Refusal> {
    let name = match &document.origin {
        Origin::BuiltIn => "timeline.json".into(),
        Origin::File(path) => path.file_name().unwrap_or_default().to_string_lossy(),
    };
    let anchors = document.anchors();
    let exported = Written {
        timeline: &document.timeline,
        file_name: &name,
        digest,
        holdings: &document.holdings,
        anchors: &anchors,
        events: asked.events.as_ref(),
        filter: "",
        range: None,
        style: asked.style,
        limit,
    };
    let rendered = bytes(format, &exported).map_err(|error| Refusal::new(error.to_string()))?;
    Ok(Made {
        bytes: rendered.bytes,
        words_cut: words_cut(format, &exported),
        ..Made::default()
    })
}
