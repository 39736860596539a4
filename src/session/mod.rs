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
mod desk;
mod document;
mod exporting;
mod facets;
mod link;
mod narrowing;
mod outlining;
mod range;
mod reader;
mod search;
mod table;
mod update;
mod view_state;

pub use crate::settings::{Settings, ThemeChoice};
pub use action::{
    Action, DocumentAction, Effect, Opening, Popup, ReaderAction, SettingsAction, Shared,
    ViewAction,
};
pub use changes::{Changes, Dropped, NewDocument};
pub use citations::{Citations, Cited, set_citations};
pub use commands::action_of;
pub use desk::{Desk, DeskAction, Errands, TabNumber};
pub use document::{Document, Origin, Page, Places, Verified};
pub use exporting::{ExportFormat, ExportOptions, ExportStatus, ExportTask, FigureOptions, Paper};
pub use facets::{AskedFacets, Facet, FacetValue, Facets};
pub use link::{Link, LinkKind, LinkProblem, LinkTarget};
pub use narrowing::{Asked, Narrowed, Shown};
pub use outlining::{Outlined, Outlining};
pub use reader::{Finding, Leaf, Reader};
pub use search::Search;
pub use table::{SortedRows, Table};
pub use update::{Lit, Notice, Session};
pub use view_state::{Focus, Panels, Period, ViewState};
