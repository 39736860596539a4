//! What may happen to the timelines of a window, one enum for each subject.
//!
//! The window and the workers send [`Action`]s. Each subject has its module in
//! `update`, which matches its enum exhaustively.

use std::path::PathBuf;
use std::sync::Arc;

use super::changes::FileKind;
use super::citations::CitedItem;
pub use super::dialog::Dialog;
use super::edits::FileVersion;
use super::effect::SaveTarget;
use super::exporting::{ExportFormat, ExportOptions, ExportStatus};
use super::facets::Facet;
use super::forms::FormAction;
use super::link::{LinkKind, LinkTarget};
use super::open_timeline::{OpenTimeline, Origin, ProblemReport};
use super::reader::ReaderPane;
use super::view_state::Period;
use super::visible_set::VisibleSet;
use super::workspace::WorkspaceAction;
use crate::bibliography::Style;
use crate::edits::{Edit, EditCommand};
use crate::language::{Message, say_with};
use crate::layout::{Cluster, Viewport};
use crate::model::{Change, Event, Index, Passage, Source};
use crate::query::TableColumn;
use crate::reading::Occurrences;
use crate::search::SearchIndex;
use crate::settings::{SettingProblem, Settings, ThemeChoice};
use crate::storage::journal::JournalState;
use crate::storage::{FileError, Problem};

/// Declares [`Action`] and the conversion from the enum of each subject.
macro_rules! actions {
    ($($(#[$doc:meta])* $subject:ident($action:ident)),+ $(,)?) => {
        /// Something that happened and may change the state.
        #[derive(Debug)]
        pub enum Action {
            $($(#[$doc])* $subject($action),)+
        }

        $(impl From<$action> for Action {
            fn from(action: $action) -> Self {
                Self::$subject(action)
            }
        })+
    };
}

actions! {
    /// Opening and reading a timeline.
    Load(LoadAction),
    /// The documents and records of sources.
    Source(SourceAction),
    /// Changes to the timeline.
    Edit(EditAction),
    /// Forms.
    Form(FormAction),
    /// Closing the tab or the window.
    Close(CloseAction),
    /// The clipboard.
    Clipboard(ClipboardAction),
    /// Writing figures, pages and tables.
    Export(ExportAction),
    /// Footnotes and bibliography entries.
    Citation(CitationAction),
    /// The visible part of the plot.
    View(ViewAction),
    /// The selected event and its current citation.
    Selection(SelectionAction),
    /// Search, period and facets.
    Search(SearchAction),
    /// The table of events.
    Table(TableAction),
    /// Panels and dialogs.
    Panel(PanelAction),
    /// The source reader.
    Reader(ReaderAction),
    /// The settings.
    Settings(SettingsAction),
    /// The tabs.
    Workspace(WorkspaceAction),
}

/// About opening and reading a timeline. A number `.0` names the request that
/// is answered.
#[derive(Debug)]
pub enum LoadAction {
    /// Ask the user for a timeline file.
    PickTimeline,
    /// Open this timeline file.
    Open(PathBuf),
    /// Read the timeline and its sources again, because one of them changed on
    /// disk or because the user asks for it.
    Reload,
    /// Stop reading.
    Stop,
    /// How far the reading is.
    Progress(u64, LoadProgress),
    /// A preview to show until the timeline is read.
    PreviewReady(u64, Box<OpenTimeline>),
    /// The timeline was read.
    Loaded(u64, Box<OpenTimeline>),
    /// The timeline differs from the cached preview that was shown first.
    PreviewDiffered(u64),
    /// The timeline could not be read.
    Failed(u64, Origin, FileError),
    /// The file differs from the one that the changes began from, and both were
    /// merged. The merged timeline follows.
    Merged(u64, Box<MergedFile>),
    /// The journal has work of an earlier run, which the timeline that follows contains.
    Recovered(u64, Box<RecoveredWork>),
    /// Whether another window edits the timeline, and which one.
    EditedElsewhere(u64, Option<Message>),
    /// What checking the timeline with its changes showed.
    Checked(u64, ProblemReport),
    /// What is wrong with the stated dates.
    StatedDatesChecked(u64, Vec<Problem>),
    /// Show what a link names in the open timeline.
    FollowLink(LinkTarget),
}

/// About the documents and records of sources.
#[derive(Debug)]
pub enum SourceAction {
    /// Ask the user for a folder with documents.
    PickFolder,
    /// Ask the user for a document or a file of records.
    PickFile,
    /// Add this file or folder, which was dropped or picked.
    AddFile(PathBuf),
    /// What kind of file it is.
    Inspected(PathBuf, FileKind),
    /// It cannot be used.
    InspectFailed(PathBuf, FileError),
    /// Look for documents in this folder or file, too.
    SearchForDocumentsIn(PathBuf),
    /// Show the address of a source, before anything opens it.
    ShowAddress(Index<Source>),
    /// Open this address, which the user has seen, in another program.
    OpenAddress(String),
}

/// About changes to the timeline.
#[derive(Debug)]
pub enum EditAction {
    /// Make this edit.
    Apply(Box<Edit>),
    /// Make the edit of this command.
    Do(Box<EditCommand>),
    /// Quote the source's current words instead of the recorded ones.
    AdoptCurrentWords(Index<Passage>),
    /// Accept that the source's words differ from the recorded ones, or take
    /// that back.
    KeepRecordedWords(Index<Passage>),
    /// Undo the last step.
    Undo,
    /// Do the step again that was undone last.
    Redo,
    /// Undo or repeat steps until this many are done.
    GoToStep(usize),
    /// Give up the unsaved changes of an earlier run.
    DiscardRecovered,
    /// Keep them: hide the line about them.
    KeepRecovered,
    /// Another window edits the timeline: what was just changed is taken back.
    Locked(Message),
    /// Why changes would not survive a crash; `None` once they would again.
    AtRisk(Option<Message>),
    /// What the program stored was removed: how many files and folders, and how many
    /// journals were kept.
    PrivateDataCleared(usize, usize),
    /// Hide the line that says what just happened.
    DismissToast,
    /// Saving.
    Save(SaveAction),
}

/// About saving.
#[derive(Debug)]
pub enum SaveAction {
    /// Save the changes in the file of the timeline.
    Save,
    /// Ask the user for another file to save the timeline in, and go on there.
    SaveAs,
    /// Save the timeline there, and go on there.
    SaveAsTo(PathBuf),
    /// Ask the user where to save a copy with the changes.
    SaveCopy,
    /// Save the copy there.
    SaveCopyTo(PathBuf),
    /// Nothing has changed for a while, in answer to request `.0`: save.
    Due(u64),
    /// The timeline was written.
    Saved(Box<SavedFile>),
    /// Nothing was written, because another program has changed the file.
    FileChanged,
    /// The file could not be written.
    Failed(PathBuf, FileError),
}

/// A file that was written.
#[derive(Debug)]
pub struct SavedFile {
    /// The request that is answered.
    pub number: u64,
    /// Its path.
    pub path: PathBuf,
    /// Whether it is the timeline's own file.
    pub target: SaveTarget,
    /// What it has now.
    pub version: FileVersion,
    /// What could not be kept of the file that was there.
    pub warnings: Vec<Message>,
}

/// Work of an earlier run.
#[derive(Debug, Clone)]
pub struct RecoveredWork {
    /// The history, and what the file lacks.
    pub state: JournalState,
    /// Why later work may be missing.
    pub ended_early: Option<Message>,
}

/// What merging the changes with another version of the file gave.
#[derive(Debug)]
pub struct MergedFile {
    /// The changes of the other version, which are one step, and the change that takes
    /// them back. `None` if it changed nothing that the timeline does not have.
    pub theirs: Option<(Change, Change)>,
    /// The changes that lead from the file to the merged timeline.
    pub pending: Vec<Change>,
    /// How many entries have conflicts.
    pub conflicts: usize,
}

/// About closing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseAction {
    /// Close the window.
    Window,
    /// Close the tab.
    Tab,
    /// Go on with what was begun, and lose the unsaved changes.
    DiscardChanges,
}

/// About the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClipboardAction {
    /// Copy this text.
    Text(String),
    /// Copy the text selected in the reader, with its citation.
    SelectedText,
    /// Copy the current quotation, with its citation.
    Quotation,
    /// Copy a link.
    Link(LinkKind),
    /// Copy the selected events, to paste them in another timeline.
    SelectedEvents,
}

/// About exports.
#[derive(Debug)]
pub enum ExportAction {
    /// Write a figure, a page or a table.
    Start(ExportOptions),
    /// Ask the user for its path.
    PickPath(ExportFormat),
    /// The user chose this path.
    PathPicked(PathBuf),
    /// The dialog has taken over the picked path.
    PathTaken,
    /// How an export ended.
    Finished(ExportStatus),
}

/// About footnotes and bibliography entries.
#[derive(Debug)]
pub enum CitationAction {
    /// Format these in the citation style.
    Format(Vec<CitedItem>),
    /// The formatted lines, in answer to request `.0`.
    Formatted(u64, Vec<(CitedItem, String)>),
}

/// About the visible part of the plot.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewAction {
    /// Move by a share of the visible length, later if positive.
    Pan(f64),
    /// Magnify about a place of the visible span.
    Zoom {
        /// Above 1: closer.
        factor: f64,
        /// The place, as a share of the visible length from the centre: −0.5 is
        /// the left edge, 0.5 the right.
        about: f64,
    },
    /// Show exactly this span.
    Show(Viewport),
    /// Show the selected event, or everything if it is shown already.
    ZoomToSelection,
    /// Show everything.
    FitAll,
    /// Zoom in on the events of a cluster, or list them if zooming in would
    /// not separate them.
    OpenCluster(Cluster),
    /// List the events of a cluster.
    ListCluster(Cluster),
    /// Scroll the rows by this many points, down if positive.
    ScrollRows(f32),
    /// Fold a lane, by position, or unfold it.
    ToggleLane(usize),
    /// Move a lane, by position, to a place from the top.
    MoveLane(usize, usize),
    /// Set the height of a lane, by position, in points; `None` makes it follow
    /// its content.
    SetLaneHeight(usize, Option<f32>),
    /// Fold the long empty periods of the axis, or unfold them.
    ToggleAxisFolds,
    /// Go back to the view before the last jump.
    Back,
    /// Go forward again.
    Forward,
}

/// About the selected event and its current citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SelectionAction {
    /// Select an event and bring it into view.
    Select(Index<Event>),
    /// Select an event without moving the view, because the user clicked it.
    SelectInPlace(Index<Event>),
    /// Select an event that a command is about. If it is one of several selected
    /// events, they stay selected.
    SelectForCommand(Index<Event>),
    /// Make this citation of the selected event the current one, from 0.
    SelectCitation(usize),
    /// Select the next event in time, or in the undated panel.
    NextEvent,
    /// Select the previous event in time, or in the undated panel.
    PreviousEvent,
    /// Select the nearest event in the lane above.
    LaneUp,
    /// Select the nearest event in the lane below; after the last lane, the
    /// undated panel.
    LaneDown,
    /// Make the selected event's next citation the current one.
    NextPassage,
    /// Make the selected event's previous citation the current one.
    PreviousPassage,
}

/// About search, period and facets.
#[derive(Debug)]
pub enum SearchAction {
    /// Search the timeline for this text; an empty one shows all events.
    SetText(String),
    /// Show only the events in a period, or of all time.
    SetPeriod(Option<Period>),
    /// Clear search and period: show all events.
    Clear,
    /// Select the hit this many places further in the list, backwards if
    /// negative.
    StepHit(isize),
    /// The search index, in answer to request `.0`.
    Indexed(u64, ByPointer<SearchIndex>),
    /// The visible events, in answer to request `.0`.
    VisibleFound(u64, Box<VisibleSet>),
    /// The facets, in answer to request `.0`.
    FacetsCounted(u64, Vec<Facet>),
}

/// About the table of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableAction {
    /// Sort by a column; by the current one, in the other direction.
    Sort(TableColumn),
    /// Show or hide a column.
    ToggleColumn(TableColumn),
    /// Select the event this many rows further down, up if negative.
    StepRow(isize),
    /// Add an event to the selected ones, or take it away.
    ToggleSelected(Index<Event>),
    /// Select every row from the one where the selection began to this event.
    ExtendSelection(Index<Event>),
    /// Extend the selection by this many rows, upwards if negative.
    ExtendSelectionBy(isize),
    /// Select the events of all rows.
    SelectAll,
    /// The sorted rows, in answer to request `.0`.
    RowsSorted(u64, Vec<Index<Event>>),
}

/// About panels, dialogs and the keyboard focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanelAction {
    /// Show or hide the undated events.
    ToggleUndated,
    /// Show or hide the overview strip.
    ToggleOverview,
    /// Show or hide the quote panel.
    ToggleQuotes,
    /// Show or hide the source reader.
    ToggleReader,
    /// Show or hide the table of events.
    ToggleTable,
    /// Show or hide on the plot what the events rest on.
    ToggleEvidence,
    /// Open a dialog, or close it if it is open.
    ToggleDialog(Dialog),
    /// Open a dialog in place of a file dialog that the system lacks.
    OpenDialog(Dialog),
    /// Move the keyboard focus into the quotations of the selected event.
    FocusQuotes,
    /// Move the keyboard focus into the search field.
    FocusSearch,
    /// Show the table and move the keyboard focus into it.
    FocusTable,
    /// Close, clear or deselect the topmost of dialog, search and selections.
    Escape,
    /// The user has read the notices.
    DismissNotices,
}

/// About the source reader. Positions are code points of the source's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReaderAction {
    /// Show a source, in its tab or in a new one.
    Open(Index<Source>),
    /// Show a passage in its source.
    OpenAt(Index<Passage>),
    /// Close the tab of a source.
    Close(Index<Source>),
    /// Show the tab this many places further, backwards if negative.
    StepTab(isize),
    /// Show the text of the source, or the information about it.
    ShowPane(ReaderPane),
    /// A marked passage was clicked: highlight its events.
    ActivatePassage(Index<Passage>),
    /// Bring a position into view.
    GoTo(usize),
    /// This range of the text is in view now.
    InView(usize, usize),
    /// This range of the text is selected; `None` if nothing is.
    SelectText(Option<(usize, usize)>),
    /// Find words in the text; `None` closes the find bar.
    Find(Option<String>),
    /// Go to the match this many places further, backwards if negative.
    StepFound(isize),
    /// The matches, in answer to request `.0`.
    Found(u64, Occurrences),
}

/// About a preference.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingsAction {
    /// Set the theme.
    Theme(ThemeChoice),
    /// Whether to do without animation.
    ReduceMotion(bool),
    /// Whether the wheel scrolls rows over the plot and zooms over the lane
    /// names.
    SwapWheel(bool),
    /// Set the citation style.
    CitationStyle(Style),
    /// Set the size of text, in percent.
    TextSize(u16),
    /// Replace all settings.
    Replace(Box<Settings>),
    /// Whether the system's settings ask for no animation.
    SystemMotion(bool),
    /// They were written to the settings file, which has these problems.
    Stored(Vec<SettingProblem>),
    /// They could not be written.
    StoreFailed(PathBuf, FileError),
}

/// How far the reading of a timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadProgress {
    /// The file is read.
    Reading {
        /// Bytes that were read.
        bytes: usize,
        /// Bytes in all.
        of: usize,
    },
    /// The passages are looked for in the documents.
    Anchoring {
        /// Passages that were looked for.
        passages: usize,
        /// Passages in all.
        of: usize,
    },
}

impl LoadProgress {
    /// "12 of 66 passages looked for", "40 % read".
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Reading { bytes, of } => say_with(
                "opening-read",
                &[("share", (bytes * 100 / of.max(1)).into())],
            ),
            Self::Anchoring { passages, of } => say_with(
                "opening-searched",
                &[("passages", passages.into()), ("of", of.into())],
            ),
        }
    }
}

/// A value shared with a worker, compared by pointer: two are equal if they are the
/// same allocation.
#[derive(Debug)]
pub struct ByPointer<T>(pub Arc<T>);

impl<T> Clone for ByPointer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for ByPointer<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl From<SaveAction> for Action {
    fn from(action: SaveAction) -> Self {
        Self::Edit(EditAction::Save(action))
    }
}
