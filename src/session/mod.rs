//! The state of the timelines that are open in one window.
//!
//! This module knows no screen, no files and no clock. [`Session::update`] and
//! [`Workspace::update`] are the only places where state changes. Whatever is
//! slow or outside of the program leaves them as an [`Effect`], and its answer
//! comes back as an [`Action`].

mod action;
mod anchors;
mod changes;
mod citations;
mod commands;
mod cycle;
mod dialog;
mod edits;
mod effect;
mod exporting;
mod facets;
mod forms;
mod history;
mod latest_request;
mod link;
mod loading;
mod multi_selection;
mod notices;
mod open_timeline;
mod preview_updates;
mod range;
mod reader;
mod requests;
mod search;
mod source_text;
mod state;
mod table;
mod task;
mod update;
mod view_history;
mod view_state;
mod visible_set;
mod workspace;

pub use crate::settings::{Panels, Settings, ThemeChoice};
pub use action::{
    Action, ByPointer, CitationAction, ClipboardAction, CloseAction, Dialog, EditAction,
    ExportAction, LoadAction, LoadProgress, MergedFile, PanelAction, ReaderAction, RecoveredWork,
    SaveAction, SavedFile, SearchAction, SelectionAction, SettingsAction, SourceAction,
    TableAction, ViewAction,
};
pub use changes::{FileKind, NewDocument};
pub use citations::{Citations, CitedItem};
pub use commands::action_of;
pub use edits::{
    EditState, EntryConflict, FileVersion, MAX_KEPT_BYTES, PendingChange, RecoveryNotice, Toast,
};
pub use effect::{Effect, FileDialog, JournalUpdate, LoadRequest, SaveRequest, SaveTarget};
pub use exporting::{
    ExportFormat, ExportOptions, ExportState, ExportStatus, ExportTask, FigureChoices,
};
pub use facets::{Facet, FacetRequest, FacetValue};
pub use forms::{DeletionQuestion, FormAction, FormState, FoundQuotation, KeptForm, OpenForm};
pub use history::{EditView, History};
pub use latest_request::{LatestRequest, Ticket};
pub use link::{Link, LinkKind, LinkTarget};
pub use multi_selection::MultiSelection;
pub use notices::{Notice, Notices};
pub use open_timeline::{
    ListedProblem, OpenTimeline, Origin, ProblemReport, QuotationCounts, SourcePaths,
};
pub use preview_updates::{PreviewOutcome, PreviewUpdates};
pub use reader::{ReaderPane, ReaderState, TextSearch};
pub use search::SearchState;
pub use source_text::SourceText;
pub use state::Session;
pub use table::{SortRequest, TableState};
pub use task::Task;
pub use update::Highlight;
pub use view_state::{FocusRequest, Period, ViewState};
pub use visible_set::{VisibleEvents, VisibleQuery, VisibleSet};
pub use workspace::{TabEffects, TabNumber, Workspace, WorkspaceAction};
