//! The dialogs of the window.

use crate::edits::NameList;

/// A dialog over the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// The keys.
    Keys,
    /// The problems of the file.
    Problems,
    /// The sources, and the paths of their documents.
    Sources,
    /// What the marks mean.
    Legend,
    /// The filters that can be set, with counts.
    Filters,
    /// Every command by its name.
    Commands,
    /// The settings.
    Settings,
    /// The question whether to open the web address of a source.
    OpenLink,
    /// The recently opened timelines.
    Recent,
    /// The events of a cluster.
    ClusterEvents,
    /// A field for the path of a timeline, if the system has no file dialog.
    OpenPath,
    /// A field for the path of a document or of records, if the system has
    /// no file dialog.
    AddSource,
    /// The export of a figure.
    ExportFigure,
    /// The export of a page or a table.
    ExportPage,
    /// A field for the path of a copy, if the system has no file dialog.
    SavePath,
    /// A field for the path to save in, if the system has no file dialog.
    SaveAsPath,
    /// The question where to save the built-in chronology.
    SaveFirst,
    /// The steps that can be undone and done again.
    History,
    /// What merging could not decide.
    Conflicts,
    /// The question whether to remove what the program stored.
    PrivateData,
    /// The question whether to close with unsaved changes.
    Unsaved,
    /// The lanes that the selected events can go to.
    MoveToLane,
    /// A tag or an actor to add to the selected events.
    AddName(NameList),
    /// The tags or actors that can be removed from the selected events.
    RemoveName(NameList),
    /// Which of the selected events the others are merged into.
    MergeEvents,
    /// Which citations of the selected event go to a new event.
    SplitEvent,
    /// The tags or actors that can be renamed in all events.
    RenameName(NameList),
}

impl Dialog {
    /// Whether it shows events or what they rest on, which a preview lacks.
    pub(super) const fn needs_events(self) -> bool {
        match self {
            Self::Problems
            | Self::Sources
            | Self::Filters
            | Self::OpenLink
            | Self::ClusterEvents
            | Self::AddSource
            | Self::SavePath
            | Self::SaveAsPath
            | Self::SaveFirst
            | Self::ExportFigure
            | Self::ExportPage
            | Self::Conflicts
            | Self::History
            | Self::MoveToLane
            | Self::AddName(_)
            | Self::RemoveName(_)
            | Self::MergeEvents
            | Self::SplitEvent
            | Self::RenameName(_) => true,
            Self::Keys
            | Self::PrivateData
            | Self::Legend
            | Self::OpenPath
            | Self::Unsaved
            | Self::Commands
            | Self::Settings
            | Self::Recent => false,
        }
    }
}
