//! What can be asked of a session, and what a session can ask for.

use crate::language::say_with;
use std::path::PathBuf;
use std::sync::Arc;

use super::changes::FileKind;
use super::citations::CitedItem;
use super::document::{Document, Origin, SourcePaths};
use super::exporting::{ExportFormat, ExportOptions, ExportStatus, ExportTask};
use super::facets::{Facet, FacetRequest};
use super::link::{LinkKind, LinkTarget};
use super::reader::ReaderPane;
use super::table::SortRequest;
use super::view_state::Period;
use super::visible_set::{VisibleQuery, VisibleSet};
use super::workspace::WorkspaceAction;
use crate::bibliography::Style;
use crate::layout::{Cluster, Viewport};
use crate::model::{Event, Index, Passage, Source};
use crate::query::Column;
use crate::reading::Occurrences;
use crate::search::SearchIndex;
use crate::settings::{SettingProblem, Settings, ThemeChoice};
use crate::storage::{Amendment, FileError, Problem};
use annals_anchor::SearchableText;

/// Something that happened and may change the session's state.
#[derive(Debug)]
pub enum Action {
    /// To the timeline and its sources.
    Document(DocumentAction),
    /// To what is looked at.
    View(ViewAction),
    /// To the source that is read.
    Reader(ReaderAction),
    /// To a preference.
    Settings(SettingsAction),
    /// To which timelines are open.
    Workspace(WorkspaceAction),
}

/// About the timeline and its sources.
#[derive(Debug)]
pub enum DocumentAction {
    /// Ask the user for a timeline file.
    PickTimeline,
    /// Open this timeline file.
    Open(PathBuf),
    /// A document was read in answer to request number `.0`.
    Loaded(u64, Box<Document>),
    /// It could not be, for this reason.
    LoadFailed(u64, Origin, FileError),
    /// This outline is what can be shown until request number `.0` is answered.
    OutlineReady(u64, Box<Document>),
    /// The document that answered request number `.0` is not what the outline
    /// said that was kept of it.
    OutlineDiffered(u64),
    /// So far is what request number `.0` asked for.
    Progress(u64, LoadProgress),
    /// Stop what is being read.
    StopReading,
    /// The timeline or one of its sources changed on disk.
    FileChanged,
    /// Ask the user for documents of this timeline's sources.
    PickSources,
    /// The system has no file dialog to show.
    NoPicker(Popup),
    /// A file or folder was dropped, or picked to be added.
    Add(PathBuf),
    /// It was looked at.
    Inspected(PathBuf, FileKind),
    /// It cannot be used, for this reason.
    InspectFailed(PathBuf, FileError),
    /// Ask the user for a document, or for records of sources.
    PickAddition,
    /// Look for documents here too: a folder, or a file.
    AddSources(PathBuf),
    /// Put this text on the clipboard.
    Copy(String),
    /// Open this address, which was checked and seen, in another program.
    OpenAddress(String),
    /// Show what a link names in the timeline that is open.
    GoTo(LinkTarget),
    /// The user has read the notice.
    DismissNotice,
    /// Hold in the session that the words which stand in the source now are
    /// quoted, in place of those that were written down.
    AdoptCurrentWords(Index<Passage>),
    /// The words that were written down stay, whatever the source says now.
    KeepRecordedWords(Index<Passage>),
    /// Take back the last change that is held.
    UndoChange,
    /// Write a figure, a page or a table.
    Export(ExportOptions),
    /// Ask the user where to write it.
    PickExport(ExportFormat),
    /// The user chose a place for it.
    ExportTo(PathBuf),
    /// The dialog has taken that place over.
    ExportPathTaken,
    /// This came of what was to be written.
    Exported(ExportStatus),
    /// Ask the user where to save a copy with the changes.
    SaveCopy,
    /// Save the copy there.
    SaveCopyTo(PathBuf),
    /// The copy with so many changes was saved.
    CopySaved(PathBuf, usize),
    /// It could not be.
    SaveFailed(PathBuf, FileError),
    /// Put what is selected in the reader on the clipboard, with its citation.
    CopySelected,
    /// Put the current quotation on the clipboard, with its citation.
    CopyQuotation,
    /// Set these in the citation style.
    FormatCitations(Vec<CitedItem>),
    /// The index for searching revision `.0` was made; not where another
    /// revision took its place meanwhile.
    Indexed(u64, Option<Shared<SearchIndex>>),
    /// What is wrong with the stated dates of revision `.0`.
    StatedDatesChecked(u64, Vec<Problem>),
    /// The facets that request number `.0` asked for.
    FacetsCounted(u64, Vec<Facet>),
    /// The rows that request number `.0` asked for.
    RowsSorted(u64, Vec<u32>),
    /// What request number `.0` asked to be shown.
    VisibleFound(u64, Box<VisibleSet>),
    /// They were set, for the document of revision `.0` in the style `.1`.
    CitationsFormatted(u64, Style, Vec<(CitedItem, String)>),
    /// Leave in spite of changes that are in no copy.
    DiscardChanges,
    /// The window is asked to close.
    Close,
    /// The tab is asked to close.
    CloseTab,
}

/// About what is looked at.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewAction {
    /// Select an event and bring it into view.
    Select(Index<Event>),
    /// Select an event where it stands: it was clicked, so it is in view.
    SelectInPlace(Index<Event>),
    /// Make this citation of the selected event the current one.
    SelectCitation(usize),
    /// Select the next event in time, or in the shelf.
    NextEvent,
    /// Select the previous event in time, or in the shelf.
    PreviousEvent,
    /// Select the nearest event in the lane above.
    LaneUp,
    /// Select the nearest event in the lane below; past the last, the shelf.
    LaneDown,
    /// Make the selected event's next passage the current one.
    NextPassage,
    /// Make the selected event's previous passage the current one.
    PreviousPassage,
    /// Move the keyboard into the quotations of the selected event.
    EnterQuotes,
    /// Take back one level: popup, then selection.
    Escape,
    /// Move by a share of the visible length, later if positive.
    Pan(f64),
    /// Magnify by a factor, about a place given as a share of the visible
    /// length from the centre.
    Zoom {
        /// Above 1: closer.
        factor: f64,
        /// −0.5 is the left edge, 0.5 the right.
        about: f64,
    },
    /// Go to where the events of a cluster begin; where zooming in would not
    /// part them, list them.
    OpenCluster(Cluster),
    /// List the events of a cluster.
    ListCluster(Cluster),
    /// Fold a lane, by position, or unfold it.
    ToggleLane(usize),
    /// Move a lane, by position, to a place from the top.
    MoveLane(usize, usize),
    /// Give a lane, by position, a height in points, or let it follow what is
    /// in it.
    SetLaneHeight(usize, Option<f32>),
    /// Fold the long empty stretches of the axis, or unfold them.
    ToggleSilences,
    /// Put a link to this on the clipboard.
    CopyLink(LinkKind),
    /// Search the timeline for this; show all where it is empty.
    Search(String),
    /// Move the keyboard into the search field.
    EnterSearch,
    /// Select the next of the hits that are listed, or so many further;
    /// backwards if negative.
    StepHit(isize),
    /// Look at exactly this.
    Show(Viewport),
    /// Show the selected event, or everything if it is shown already.
    ZoomToSelection,
    /// Show everything.
    FitAll,
    /// Scroll the rows by so many points, down if positive.
    ScrollRows(f32),
    /// Show or hide the shelf of undated events.
    ToggleShelf,
    /// Show or hide the overview strip.
    ToggleOverview,
    /// Show or hide the quote panel.
    ToggleQuotes,
    /// Show or hide the source reader.
    ToggleReader,
    /// Show or hide the table of events.
    ToggleTable,
    /// Show the table, and move the keyboard into it.
    EnterTable,
    /// Sort the table by a column; by the one that it is sorted by, the other
    /// way round.
    SortTable(Column),
    /// Show or hide a column of the table.
    ToggleColumn(Column),
    /// Select the event in the next row of the table, or so many further;
    /// upwards if negative.
    StepRow(isize),
    /// Show or hide on the plot what the events rest on.
    ToggleEvidence,
    /// Open a popup, or close it if it is open.
    Toggle(Popup),
    /// Look at the address of a source before it is opened.
    AskAddress(Index<Source>),
    /// Show all events: search for nothing, in no period.
    ShowAll,
    /// Show only what lies in a period; everything where there is none.
    SetPeriod(Option<Period>),
    /// Go back to the view before the last jump.
    Back,
    /// Go forth again.
    Forward,
}

/// About the source that is read. Positions are code points of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReaderAction {
    /// Show a source, in the tab it has or in a new one.
    Open(Index<Source>),
    /// Show a passage where it stands in its source.
    OpenAt(Index<Passage>),
    /// Close the tab of a source.
    Close(Index<Source>),
    /// Show the next tab, or so many further; backwards if negative.
    StepTab(isize),
    /// Show the text, or what is known of the source.
    ShowPane(ReaderPane),
    /// A marked passage was clicked: light up its events.
    PointAt(Index<Passage>),
    /// Bring a place into view.
    GoTo(usize),
    /// This much of the text is in view now.
    InView(usize, usize),
    /// This much of the text is selected; nothing where there is no range.
    SelectText(Option<(usize, usize)>),
    /// Look for words in the text; stop looking where there are none.
    Find(Option<String>),
    /// Go to the next place where they stand, or so many further; backwards if
    /// negative.
    StepFound(isize),
    /// The places where they stand, in answer to request number `.0`.
    Found(u64, Occurrences),
}

/// A popup over the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Popup {
    /// The keys.
    Keys,
    /// The problems of the file.
    Problems,
    /// The sources, and where their documents are.
    Sources,
    /// What the marks mean.
    Legend,
    /// What the events that are shown can be narrowed to.
    Filters,
    /// Every command by its name.
    Commands,
    /// The settings.
    Settings,
    /// The address of a source, before it is opened.
    Address,
    /// The timelines that were open lately.
    Recent,
    /// The events of a cluster.
    Listing,
    /// The path of a timeline, where the system has no file dialog.
    OpenPath,
    /// The path of a document or of records, where the system has no file
    /// dialog.
    AddPath,
    /// What figure to write, and where.
    ExportFigure,
    /// What page or table to write, and where.
    ExportPage,
    /// The path of a copy, where the system has no file dialog.
    SavePath,
    /// The changes that are held in the session.
    Changes,
    /// Leaving while changes are in no copy.
    Unsaved,
}

/// About a preference.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingsAction {
    /// Which theme.
    Theme(ThemeChoice),
    /// Whether to do without animation.
    ReduceMotion(bool),
    /// Whether the wheel over the plot scrolls rows and over the lane names
    /// zooms.
    SwapWheel(bool),
    /// The style that sources are cited in.
    CitationStyle(Style),
    /// How large text is, in percent.
    TextSize(u16),
    /// All of them at once.
    Replace(Box<Settings>),
    /// Whether the system says that its user wants no animation.
    SystemMotion(bool),
    /// They were written to the settings file, in which this is wrong.
    Stored(Vec<SettingProblem>),
    /// They could not be, for this reason.
    StoreFailed(PathBuf, FileError),
}

/// How far the opening of a timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadProgress {
    /// The file is read.
    Reading {
        /// Bytes that were read.
        bytes: usize,
        /// Bytes in all.
        of: usize,
    },
    /// Its passages are looked for in the documents.
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

/// What a session asks the outside to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read a timeline with what is to be added to it, and its sources; answer
    /// with request number `.0`.
    Read(u64, Origin, SourcePaths, Vec<Amendment>),
    /// Write a figure, a page or a table.
    Export(Box<ExportTask>),
    /// Ask the user where to write it, beginning with this file's name.
    PickExport(Origin, ExportFormat),
    /// Ask the user where to save a copy, beginning with this file's name.
    PickCopy(Origin),
    /// Write a timeline with what is to be added to it to a file.
    WriteCopy(Origin, Vec<Amendment>, PathBuf),
    /// Close the window.
    Close,
    /// Open an address in another program.
    OpenAddress(String),
    /// Read this text as a link; answer the workspace.
    ReadLink(String),
    /// Close the tab. The workspace does it.
    CloseTab,
    /// Open a timeline beside this one. The workspace does it.
    OpenBeside(PathBuf),
    /// Ask the user for a timeline file.
    PickTimeline,
    /// Ask the user for documents.
    PickSources,
    /// Ask the user for a document, or for records of sources.
    PickAddition,
    /// Find out what a file is.
    Inspect(PathBuf),
    /// Stop what is being read.
    StopReading,
    /// Put a text on the clipboard.
    Copy(String),
    /// Look for words in a text; answer with request number `.0`.
    Find(u64, Shared<SearchableText>, String),
    /// Put words of a source on the clipboard, cited in a style.
    CopyWords(Shared<Document>, Index<Source>, (usize, usize), Style),
    /// Make the index for searching; answer with the revision `.0`.
    Index(u64, Shared<Document>),
    /// Find out what is to be shown; answer with request number `.0`. Earlier
    /// requests are no longer wanted.
    FindVisible(
        u64,
        Shared<Document>,
        Option<Shared<SearchIndex>>,
        VisibleQuery,
    ),
    /// Hold the stated dates of a document, in which these amendments are,
    /// against the words of their passages; answer with the revision `.0`.
    CheckStatedDates(u64, Shared<Document>, Vec<Amendment>),
    /// A document that is no longer open; to let go of a large one takes time.
    DropInBackground(Shared<Document>),
    /// Count what could be narrowed to.
    CountFacets(FacetRequest),
    /// Write to the settings file what was changed, from the first to the
    /// second.
    StoreSettings(Box<Settings>, Box<Settings>),
    /// Note that this timeline was open.
    AddRecent(PathBuf),
    /// Sort the rows of the table.
    SortRows(SortRequest),
    /// Set citations in a style; answer with the revision `.0`.
    FormatCitations(u64, Shared<Document>, Style, Vec<CitedItem>),
}

/// Something shared with a worker. Two are the same where it is one thing.
#[derive(Debug)]
pub struct Shared<T>(pub Arc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
