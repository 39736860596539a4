//! The state of one open window.
//!
//! Rule of the room: no screen, no files, no clock. [`Session::update`] is the
//! one place where state changes; whatever is slow or outside leaves it as an
//! [`Effect`] and comes back as an [`Action`].

mod action;
mod anchors;
mod changes;
mod citations;
mod commands;
mod document;
mod exporting;
mod facets;
mod link;
mod outline_previews;
mod range;
mod reader;
mod search;
mod table;
mod update;
mod view_state;
mod visible_set;
mod workspace;

pub use crate::settings::{Settings, ThemeChoice};
pub use action::{
    Action, DocumentAction, Effect, LoadProgress, Popup, ReaderAction, SettingsAction, Shared,
    ViewAction,
};
pub use changes::{Changes, FileKind, NewDocument};
pub use citations::{Citations, CitedItem, format_citations};
pub use commands::action_of;
pub use document::{Document, Origin, QuotationCounts, SourcePaths, SourceText};
pub use exporting::{ExportFormat, ExportOptions, ExportStatus, ExportTask, FigureOptions, Paper};
pub use facets::{Facet, FacetRequest, FacetValue, Facets};
pub use link::{Link, LinkKind, LinkProblem, LinkTarget};
pub use outline_previews::{OutlineOutcome, OutlinePreviews};
pub use reader::{Reader, ReaderPane, TextSearch};
pub use search::Search;
pub use table::{SortRequest, Table};
pub use update::{Highlight, Notice, Session};
pub use view_state::{Focus, Panels, Period, ViewState};
pub use visible_set::{VisibleEvents, VisibleQuery, VisibleSet};
pub use workspace::{TabEffects, TabNumber, Workspace, WorkspaceAction};
