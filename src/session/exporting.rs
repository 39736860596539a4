//! What leaves the window: figures, pages and tables, and what is asked of them.

use std::path::{Path, PathBuf};

use super::action::Shared;
use super::document::Document;
use super::view_state::ViewState;
use super::visible_set::VisibleEvents;
use crate::bibliography::Style;
use crate::language::Language;
use crate::layout::{Arrangement, Viewport};
use crate::query::EventSet;
use crate::settings::Settings;
use crate::storage::{Amendment, FileError};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// The figure as SVG.
    Svg,
    /// The figure as PDF.
    Pdf,
    /// The figure as PNG.
    Png,
    /// The page.
    Html,
    /// A table as CSV.
    Csv,
    /// A table as Markdown.
    Markdown,
    /// Everything, as JSON.
    Json,
    /// Web annotations, as JSON-LD.
    WebAnnotation,
    /// The sources' records, as CSL-JSON.
    Csl,
}

impl ExportFormat {
    /// Those that draw.
    pub const FIGURES: [Self; 3] = [Self::Svg, Self::Pdf, Self::Png];
    /// Those that tell.
    pub const TEXTS: [Self; 6] = [
        Self::Html,
        Self::Csv,
        Self::Markdown,
        Self::Json,
        Self::WebAnnotation,
        Self::Csl,
    ];

    /// Whether a name ends as the files of another form do, and not as those of
    /// this one.
    #[must_use]
    pub fn is_misnamed(self, path: &Path) -> bool {
        let Some(suffix) = path.extension() else {
            return false;
        };
        let is_of = |form: &Self| {
            suffix.eq_ignore_ascii_case(form.suffix())
                // JSON-LD is JSON.
                || *form == Self::WebAnnotation && suffix.eq_ignore_ascii_case("json")
        };
        let mut all = Self::FIGURES.iter().chain(&Self::TEXTS);
        !is_of(&self) && all.any(is_of)
    }

    /// How the name of such a file ends.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Json | Self::Csl => "json",
            Self::WebAnnotation => "jsonld",
        }
    }
}

/// What a figure is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paper {
    /// The window's own light one.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// White, as printers like it.
    White,
}

impl Paper {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::White];
}

/// What of a figure can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureChoices {
    /// Its width, in points.
    pub width: u16,
    /// What it is drawn on.
    pub paper: Paper,
    /// Whether it lists the undated events.
    pub lists_undated: bool,
    /// Whether its notes quote the passages.
    pub quotes: bool,
    /// Whether it shows everything, whatever the window shows.
    pub is_whole: bool,
}

impl Default for FigureChoices {
    fn default() -> Self {
        Self {
            width: 900,
            paper: Paper::default(),
            lists_undated: false,
            quotes: false,
            is_whole: false,
        }
    }
}

/// What is asked to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportOptions {
    /// In which form.
    pub format: ExportFormat,
    /// What a figure looks like.
    pub figure: FigureChoices,
    /// Where.
    pub path: PathBuf,
}

/// The same, with all that it is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportTask {
    /// What is asked.
    pub export: ExportOptions,
    /// What is open.
    pub document: Shared<Document>,
    /// The span that the window shows.
    pub viewport: Viewport,
    /// How its lanes stand.
    pub arrangement: Arrangement,
    /// The events that it shows; `None` where all are.
    pub events: Option<EventSet>,
    /// What was asked for so that it shows these, as a filter has it.
    pub filter: String,
    /// The style of citations.
    pub style: Style,
    /// The most words of one source that are quoted; `None` without a limit.
    pub quote_limit: Option<usize>,
    /// What the window holds beyond its file.
    pub amendments: Vec<Amendment>,
    /// What it is written in.
    pub language: Language,
}

impl ExportTask {
    pub(super) fn new(
        export: ExportOptions,
        document: Shared<Document>,
        view: &ViewState,
        settings: &Settings,
        amendments: &[Amendment],
        filter: String,
    ) -> Self {
        // The whole is asked of a figure alone.
        let is_figure = ExportFormat::FIGURES.contains(&export.format);
        let is_whole = is_figure && export.figure.is_whole;
        let shown = view.shown.as_deref().filter(|_| !is_whole);
        Self {
            document,
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
            amendments: amendments.to_vec(),
            language: settings.language.language(),
            export,
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportStatus {
    /// It is under way.
    UnderWay,
    /// It was written, and this is to be known of it.
    Written {
        /// Where.
        path: PathBuf,
        /// How many words the limit on quotations cut.
        words_cut: usize,
        /// Characters that no font at hand has.
        without_glyph: String,
        /// How many NULs became pictures of NUL, as CSV cannot hold them.
        lost_nuls: usize,
    },
    /// It was not.
    Refused(FileError),
}

/// The state of the export.
#[derive(Debug, Default)]
pub struct ExportState {
    /// How the last export ended, until the user has read it.
    pub status: Option<ExportStatus>,
    /// The path that a file dialog returned for the next export.
    pub path: Option<PathBuf>,
}
