//! The file that a report is written to.

use std::path::Path;

use super::content::Report;
use super::{csv, html, markdown};
use crate::cli::overwrite::refuse_overwriting_inputs;
use crate::cli::timeline_file::TimelineFile;
use crate::model::visible_id;
use crate::storage::{FileError, write_atomically};

/// The forms that a report may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Html,
    Markdown,
    Csv,
    Json,
}

/// Where a report goes, and in what form.
pub(in crate::cli) struct ReportFile<'r> {
    pub(in crate::cli) path: &'r Path,
    form: Form,
}

impl<'r> ReportFile<'r> {
    /// Tells the form from the name.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the name ends in no form that there is.
    pub(in crate::cli) fn new(path: &'r Path) -> Result<Self, FileError> {
        let suffix = path.extension().unwrap_or_default().to_string_lossy();
        let form = match suffix.to_ascii_lowercase().as_str() {
            "html" => Form::Html,
            "md" => Form::Markdown,
            "csv" => Form::Csv,
            "json" => Form::Json,
            _ => {
                let refusal = FileError::new(
                    "The name of this report does not say in which form it is wanted",
                );
                return Err(refusal.with_hint("Let it end in .html, .md, .csv or .json."));
            }
        };
        Ok(Self { path, form })
    }

    /// Refuses to put the report in the place of what it reports on.
    pub(in crate::cli) fn refuse_overwriting_inputs(
        &self,
        timeline: &Path,
        opened: &TimelineFile,
    ) -> Result<(), FileError> {
        refuse_overwriting_inputs(self.path, timeline, opened, [])
    }

    fn bytes(&self, report: &Report<'_>) -> Result<Rendered, FileError> {
        let whole = |text: String| Rendered {
            bytes: text.into_bytes(),
            lost_nuls: 0,
        };
        let fault = |error: &dyn std::fmt::Display| {
            FileError::new(format!("The report cannot be put together: {error}"))
        };
        match self.form {
            Form::Html => Ok(whole(html::page(report))),
            Form::Markdown => Ok(whole(markdown::page(report))),
            Form::Csv => csv::table(report).map_err(|error| fault(&error)),
            Form::Json => serde_json::to_string_pretty(report)
                .map(|text| whole(text + "\n"))
                .map_err(|error| fault(&error)),
        }
    }
}

/// A report as it stands in its file.
pub(super) struct Rendered {
    pub(super) bytes: Vec<u8>,
    /// How many NULs became pictures of NUL.
    pub(super) lost_nuls: usize,
}

/// Writes a report, whole or not at all. What the form cannot hold is told in a
/// sentence.
///
/// # Errors
///
/// [`FileError`] where the file cannot be written.
pub(in crate::cli) fn save(
    file: &ReportFile<'_>,
    report: &Report<'_>,
) -> Result<Option<String>, FileError> {
    let rendered = file.bytes(report)?;
    write_atomically(file.path, &rendered.bytes)?;
    Ok((rendered.lost_nuls > 0).then(|| {
        format!(
            "{}: NUL characters written as ␀ (U+2400): {}",
            visible_id(&file.path.to_string_lossy()),
            rendered.lost_nuls
        )
    }))
}
