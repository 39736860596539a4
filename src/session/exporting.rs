//! Exports from the window: their options, and the state of the one that runs.

use std::path::{Path, PathBuf};

use super::action::ByPointer;
use super::open_timeline::OpenTimeline;
use super::view_state::ViewState;
use super::visible_set::VisibleEvents;
use crate::bibliography::Style;
use crate::export::TimelineFormat;
use crate::figure::FigureFormat;
use crate::language::{Language, Message};
use crate::layout::{Arrangement, Viewport};
use crate::model::Change;
use crate::query::EventSet;
use crate::settings::Settings;
use crate::storage::FileError;
use crate::theme::Theme;

/// A format of the window's exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// A figure.
    Figure(FigureFormat),
    /// A page, a table, records or annotations.
    Text(TimelineFormat),
}

impl ExportFormat {
    /// The formats of figures, as the window lists them.
    pub const FIGURES: [Self; 3] = [
        Self::Figure(FigureFormat::Svg),
        Self::Figure(FigureFormat::Pdf),
        Self::Figure(FigureFormat::Png),
    ];
    /// The other formats.
    pub const TEXTS: [Self; 6] = [
        Self::Text(TimelineFormat::Html),
        Self::Text(TimelineFormat::Csv),
        Self::Text(TimelineFormat::Markdown),
        Self::Text(TimelineFormat::Json),
        Self::Text(TimelineFormat::WebAnnotation),
        Self::Text(TimelineFormat::Csl),
    ];

    /// Whether this is a format of figures.
    #[must_use]
    pub const fn is_figure(self) -> bool {
        matches!(self, Self::Figure(_))
    }

    /// Whether the name of a file has the suffix of another format.
    #[must_use]
    pub fn is_misnamed(self, path: &Path) -> bool {
        let Some(suffix) = path.extension() else {
            return false;
        };
        let has_suffix = |format: &Self| {
            suffix.eq_ignore_ascii_case(format.suffix())
                // JSON-LD is JSON.
                || *format == Self::Text(TimelineFormat::WebAnnotation)
                    && suffix.eq_ignore_ascii_case("json")
        };
        let mut all = Self::FIGURES.iter().chain(&Self::TEXTS);
        !has_suffix(&self) && all.any(has_suffix)
    }

    /// The suffix of its files.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Figure(format) => format.name(),
            Self::Text(format) => format.suffix(),
        }
    }
}

/// Options of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureChoices {
    /// Its width, in points.
    pub width: u16,
    /// Its colours.
    pub theme: Theme,
    /// Whether it lists the undated events.
    pub lists_undated: bool,
    /// Whether its notes quote the passages.
    pub quotes: bool,
    /// Whether it shows the whole timeline instead of the window's view.
    pub is_whole: bool,
}

impl Default for FigureChoices {
    fn default() -> Self {
        Self {
            width: 900,
            theme: Theme::default(),
            lists_undated: false,
            quotes: false,
            is_whole: false,
        }
    }
}

/// Options of an export.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportOptions {
    /// The format.
    pub format: ExportFormat,
    /// Options of a figure; other formats ignore them.
    pub figure: FigureChoices,
    /// The file to write.
    pub path: PathBuf,
}

/// An export with everything that it needs, to run outside the session.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportTask {
    /// The options.
    pub export: ExportOptions,
    /// The timeline to export.
    pub open: ByPointer<OpenTimeline>,
    /// The span of time that the window shows.
    pub viewport: Viewport,
    /// The arrangement of its lanes.
    pub arrangement: Arrangement,
    /// The events that it shows; `None` for all.
    pub events: Option<EventSet>,
    /// The filter that selects these events; empty for none.
    pub filter: String,
    /// The citation style.
    pub style: Style,
    /// The most words to quote per source; `None` without a limit.
    pub quote_limit: Option<usize>,
    /// The unsaved changes.
    pub changes: Vec<Change>,
    /// The language of the export.
    pub language: Language,
}

impl ExportTask {
    pub(super) fn new(
        export: ExportOptions,
        open: ByPointer<OpenTimeline>,
        view: &ViewState,
        settings: &Settings,
        changes: &[Change],
        filter: String,
    ) -> Self {
        let is_whole = export.format.is_figure() && export.figure.is_whole;
        let shown = view.shown.as_deref().filter(|_| !is_whole);
        Self {
            open,
            viewport: view.target,
            arrangement: view.arrangement.clone(),
            events: shown.map(VisibleEvents::events).cloned(),
            style: settings.citation_style,
            quote_limit: settings.quote_limit,
            filter: if shown.is_some() {
                filter
            } else {
                String::new()
            },
            changes: changes.to_vec(),
            language: settings.language.language(),
            export,
        }
    }
}

/// The state of an export.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportStatus {
    /// It is running.
    UnderWay,
    /// The file was written.
    Written {
        /// The file.
        path: PathBuf,
        /// Number of words that the quotation limit cut.
        words_cut: usize,
        /// Characters that no font has.
        without_glyph: String,
        /// Number of NULs written as U+2400, because CSV cannot hold them.
        lost_nuls: usize,
        /// What could not be kept of the file that was there before.
        warnings: Vec<Message>,
    },
    /// It failed.
    Failed(FileError),
}

/// The state of the export.
#[derive(Debug, Default)]
pub struct ExportState {
    /// How the last export ended, until the user has read it.
    pub status: Option<ExportStatus>,
    /// The path that a file dialog returned for the next export.
    pub path: Option<PathBuf>,
}
