//! What a session asks the program to do outside of it.

use std::path::PathBuf;

use super::action::ByPointer;
use super::edits::FileVersion;
use super::exporting::{ExportFormat, ExportTask};
use super::latest_request::Ticket;
use super::open_timeline::{OpenTimeline, Origin, SourcePaths};
use super::task::Task;
use crate::bibliography::Style;
use crate::model::{Change, Index, Source};

use crate::settings::Settings;
use crate::storage::journal::JournalRecord;

/// Something slow, or something outside of the program. An answer comes back
/// as an action with the number of the ticket.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read a timeline and its sources.
    Load(LoadRequest),
    /// Check a timeline with its changes, which is shown already.
    Check(LoadRequest),
    /// Stop reading.
    StopLoading,
    /// Ask the user for a file or a folder.
    Pick(FileDialog),
    /// Find out what kind of file this is.
    Inspect(PathBuf),
    /// Write a timeline with its changes to a file.
    Save(SaveRequest),
    /// Record what happened in the journal of the timeline.
    Journal(JournalUpdate),
    /// Remove journals without unsaved work, caches and lists of recent files.
    ClearPrivateData,
    /// Wait a little, and then say that it is time to save.
    WaitToSave(Ticket),
    /// Write a figure, a page or a table.
    Export(Box<ExportTask>),
    /// Copy a text to the clipboard.
    Copy(String),
    /// Copy a range of a source's text to the clipboard, with its citation.
    CopyCited(
        ByPointer<OpenTimeline>,
        Index<Source>,
        (usize, usize),
        Style,
    ),
    /// Compare the stated dates of a timeline, which has these changes, with
    /// the words of their passages.
    CheckStatedDates(Ticket, ByPointer<OpenTimeline>, Vec<Change>),
    /// Compute something on a worker.
    Compute(Ticket, Task),
    /// Drop a timeline that is no longer open. For a large one this takes time.
    DropInBackground(ByPointer<OpenTimeline>),
    /// Open an address in another program.
    OpenAddress(String),
    /// Read this text as a link. The answer goes to the workspace.
    ParseLink(String),
    /// Write the changed settings to their file: before, after.
    StoreSettings(Box<Settings>, Box<Settings>),
    /// Add this timeline to the list of recently opened ones.
    AddRecent(PathBuf),
    /// Close the window.
    CloseWindow,
    /// Close the tab. The workspace does it.
    CloseTab,
    /// Open a timeline in a tab beside this one. The workspace does it.
    OpenInTab(PathBuf),
}

/// Which timeline to read, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadRequest {
    /// Identifies the request.
    pub ticket: Ticket,
    /// The timeline.
    pub origin: Origin,
    /// Where to look for its documents.
    pub source_paths: SourcePaths,
    /// The changes to apply to the file.
    pub changes: Vec<Change>,
    /// The file as the changes began from it, if it was read before.
    pub base: Option<FileVersion>,
    /// Whether to send a preview to show meanwhile.
    pub wants_preview: bool,
}

/// What to record in the journal of a timeline.
#[derive(Debug, Clone, PartialEq)]
pub enum JournalUpdate {
    /// Something was edited.
    Record(JournalRecord),
    /// The file was read or written. The changes lead from it to what is shown.
    Base(FileVersion, Vec<Change>),
    /// The timeline was saved in another file.
    MovedTo(PathBuf),
}

/// What to save, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveRequest {
    /// Identifies the request.
    pub number: u64,
    /// Where the timeline comes from.
    pub origin: Origin,
    /// The file to write.
    pub path: PathBuf,
    /// What the file is to the timeline.
    pub target: SaveTarget,
    /// The file as the changes began from it.
    pub base: Option<FileVersion>,
    /// The changes to apply.
    pub changes: Vec<Change>,
}

/// What a file that is written is to the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveTarget {
    /// The timeline's own file. It is not written over the changes of others.
    SameFile,
    /// The timeline's file from now on.
    NewFile,
    /// A copy.
    Copy,
}

/// A file dialog of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileDialog {
    /// For a timeline to open.
    Timeline,
    /// For a folder with documents of sources.
    SourceFolder,
    /// For a document or records to add.
    SourceFile,
    /// For the path of an export. The suggested name follows the timeline's.
    Export(Origin, ExportFormat),
    /// For the path of a copy. The suggested name follows the timeline's.
    Copy(Origin),
    /// For another path of the timeline itself.
    SaveAs(Origin),
}
