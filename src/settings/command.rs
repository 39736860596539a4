//! Commands: the actions of the window that have a name, and keys.

use std::fmt;

/// A group of commands, in the order of the palette and the list of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CommandGroup {
    /// Search for events, words and commands.
    Search,
    /// Navigation in the timeline.
    Navigation,
    /// View options.
    View,
    /// Writing events, passages, sources and lanes.
    Editing,
    /// Passages and sources.
    Sources,
    /// Files on disk.
    Files,
    /// The window itself.
    Window,
}

impl CommandGroup {
    /// Every group, in order.
    pub const ALL: [Self; 7] = [
        Self::Search,
        Self::Navigation,
        Self::View,
        Self::Editing,
        Self::Sources,
        Self::Files,
        Self::Window,
    ];

    /// The Fluent message with its name.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Search => "command-group-search",
            Self::Navigation => "command-group-navigation",
            Self::View => "command-group-view",
            Self::Editing => "command-group-editing",
            Self::Sources => "command-group-sources",
            Self::Files => "command-group-files",
            Self::Window => "command-group-window",
        }
    }
}

/// Defines the commands, one per line: name, id, group, default chords.
macro_rules! commands {
    ($($(#[$about:meta])* $name:ident $id:literal $group:ident [$($chord:literal)*];)*) => {
        /// A command. The order is that of the palette.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command {
            $($(#[$about])* $name,)*
        }

        impl Command {
            /// Every command, group by group.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable name in the settings file, in kebab case.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The Fluent message with its name.
            #[must_use]
            pub const fn message_id(self) -> &'static str {
                match self { $(Self::$name => concat!("command-", $id),)* }
            }

            /// Its group.
            #[must_use]
            pub const fn group(self) -> CommandGroup {
                match self { $(Self::$name => CommandGroup::$group,)* }
            }

            /// Its default keys, as
            /// [`Chord`](super::Chord) reads them.
            #[must_use]
            pub const fn default_chords(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($chord),*],)* }
            }
        }
    };
}

commands! {
    /// Move the keyboard into the field that searches the timeline.
    Search "search" Search ["/"];
    /// Find words in the open source, or else in the timeline.
    FindHere "find-here" Search ["Ctrl+F"];
    /// The next match in the text.
    NextFound "next-found" Search ["F3"];
    /// The previous one.
    PreviousFound "previous-found" Search ["Shift+F3"];
    /// Open the command palette.
    FindCommand "find-command" Search ["Ctrl+K"];
    /// Open the filters.
    Filters "filters" Search [];
    /// Save the filter under a name.
    SaveFilter "save-filter" Search [];
    /// Clear all filters.
    ClearFilters "clear-filters" Search [];
    /// Filter by period.
    Period "period" Search [];

    /// Zoom in.
    ZoomIn "zoom-in" Navigation ["W" "+" "="];
    /// Zoom out.
    ZoomOut "zoom-out" Navigation ["S" "-" "−"];
    /// Move the view to earlier dates.
    Earlier "earlier" Navigation ["A"];
    /// Move the view to later dates.
    Later "later" Navigation ["D"];
    /// Zoom to the selected event, or show everything if the view shows it already.
    ZoomToSelection "zoom-to-selection" Navigation ["F"];
    /// Show everything.
    FitAll "fit-all" Navigation ["0" "Home"];
    /// Select the next event in time.
    NextEvent "next-event" Navigation ["ArrowRight" "."];
    /// Select the previous event in time.
    PreviousEvent "previous-event" Navigation ["ArrowLeft" ","];
    /// Select in the lane above.
    LaneUp "lane-up" Navigation ["ArrowUp"];
    /// Select in the lane below; after the last lane, the undated events.
    LaneDown "lane-down" Navigation ["ArrowDown"];
    /// The next passage of the selected event.
    NextPassage "next-passage" Navigation ["]"];
    /// The previous one.
    PreviousPassage "previous-passage" Navigation ["["];
    /// Go from the selected event to its quotations, then to the source.
    EnterQuotes "enter-quotes" Navigation ["Enter"];
    /// Close or clear one level: dialog, search, text selection, event selection.
    StepBack "step-back" Navigation ["Escape"];
    /// Scroll the rows up.
    ScrollUp "scroll-up" Navigation ["PageUp"];
    /// Scroll the rows down.
    ScrollDown "scroll-down" Navigation ["PageDown"];
    /// The previous view.
    Back "back" Navigation ["Alt+ArrowLeft"];
    /// The next view.
    Forward "forth" Navigation ["Alt+ArrowRight"];
    /// Focus the next region of the window.
    NextRegion "next-region" Navigation ["F6"];
    /// Focus the previous region.
    PreviousRegion "previous-region" Navigation ["Shift+F6"];
    /// Focus the table of events.
    FocusTable "focus-table" Navigation [];

    /// Show or hide the undated events.
    ToggleUndated "toggle-shelf" View ["Ctrl+1"];
    /// Show or hide the overview.
    ToggleOverview "toggle-overview" View ["Ctrl+2"];
    /// Show or hide the quotations.
    ToggleQuotes "toggle-quotes" View ["Ctrl+3"];
    /// Show or hide the source reader.
    ToggleReader "toggle-reader" View ["Ctrl+4"];
    /// Show or hide the table of events.
    ToggleTable "toggle-table" View ["Ctrl+5"];
    /// Show or hide the evidence for each event.
    Evidence "evidence" View ["E"];
    /// Fold or unfold the long empty periods of the axis.
    FoldEmptyPeriods "fold-silences" View ["Z"];
    /// Explain the marks.
    Legend "legend" View [];
    /// Larger text.
    TextLarger "text-larger" View ["Ctrl++" "Ctrl+="];
    /// Smaller text.
    TextSmaller "text-smaller" View ["Ctrl+-"];
    /// Default text size.
    TextNormal "text-normal" View ["Ctrl+0"];
    /// Light theme.
    ThemeLight "theme-light" View [];
    /// Dark theme.
    ThemeDark "theme-dark" View [];
    /// The theme of the system.
    ThemeSystem "theme-system" View [];

    /// Write a new event.
    NewEvent "new-event" Editing ["N"];
    /// Write a new passage.
    NewPassage "new-passage" Editing [];
    /// Write a new source.
    NewSource "new-source" Editing [];
    /// Write a new lane.
    NewLane "new-lane" Editing [];
    /// Edit title, description and language of the timeline.
    TimelineDetails "timeline-details" Editing [];
    /// Edit the title of the selected event in its place.
    EditField "edit-field" Editing ["F2"];
    /// Edit every field of the selected event.
    EditEvent "edit-event" Editing ["Shift+F2"];
    /// Add an event like the selected one.
    DuplicateEvent "duplicate-event" Editing ["Ctrl+D"];
    /// Delete the selected event.
    DeleteEvent "delete-event" Editing ["Delete"];
    /// Move the selected events to another lane.
    MoveToLane "move-to-lane" Editing ["M"];
    /// Add a tag to the selected events.
    AddTag "add-tag" Editing [];
    /// Remove a tag from the selected events.
    RemoveTag "remove-tag" Editing [];
    /// Add an actor to the selected events.
    AddActor "add-actor" Editing [];
    /// Remove an actor from the selected events.
    RemoveActor "remove-actor" Editing [];
    /// Merge the selected events into one.
    MergeEvents "merge-events" Editing [];
    /// Move citations of the selected event to a new one.
    SplitEvent "split-event" Editing [];
    /// Copy the selected events, to paste them in another timeline.
    CopyEvents "copy-events" Editing [];
    /// Rename or merge tags in all events.
    RenameTags "rename-tags" Editing [];
    /// Rename or merge actors in all events.
    RenameActors "rename-actors" Editing [];
    /// Go on with the form that was kept last.
    ResumeForm "resume-form" Editing [];

    /// Show the current passage in its source.
    ReadPassage "read-passage" Sources [];
    /// Copy the current quotation with its citation.
    CopyQuotation "copy-quotation" Sources [];
    /// Quote the source's current words instead of the recorded ones.
    AdoptCurrentWords "adopt-words" Sources [];
    /// Keep the recorded words.
    KeepRecordedWords "keep-words" Sources [];
    /// Show the sources and their documents.
    Sources "sources" Sources [];
    /// Choose a folder with the documents of the sources.
    LocateSources "locate-sources" Sources [];
    /// Add a source.
    AddSource "add-source" Sources [];
    /// Close the open source.
    CloseSource "close-source" Sources [];

    /// Begin a new timeline.
    NewTimeline "new-timeline" Files ["Ctrl+N"];
    /// Open a timeline.
    Open "open" Files ["Ctrl+O"];
    /// Open a recent timeline.
    OpenRecent "open-recent" Files [];
    /// Reload the timeline from its file.
    ReadAgain "read-again" Files [];
    /// Stop loading.
    StopReading "stop-reading" Files [];
    /// Copy a link to the selected event or the view.
    CopyLink "copy-link" Files ["Ctrl+L"];
    /// Save the changes in the file.
    Save "save" Files ["Ctrl+S"];
    /// Save the timeline as another file, and go on there.
    SaveAs "save-as" Files ["Ctrl+Shift+S"];
    /// Save a copy with the changes.
    SaveCopy "save-copy" Files [];
    /// Export a figure.
    ExportFigure "export-figure" Files ["Ctrl+Shift+E"];
    /// Export a page or a table.
    ExportPage "export-page" Files [];
    /// Show the steps that can be undone and done again.
    History "changes" Files [];
    /// Undo the last step.
    Undo "take-back-change" Files ["Ctrl+Z"];
    /// Do the step again that was undone last.
    Redo "redo" Files ["Ctrl+Shift+Z" "Ctrl+Y"];
    /// Show what merging could not decide.
    Conflicts "conflicts" Files [];
    /// Show the problems of the file.
    Problems "problems" Files [];

    /// The next tab of the timelines if several are open, or else of the
    /// sources.
    NextTab "next-tab" Window ["Ctrl+Tab"];
    /// The previous one.
    PreviousTab "previous-tab" Window ["Ctrl+Shift+Tab"];
    /// Close the timeline's tab.
    CloseTab "close-tab" Window ["Ctrl+W"];
    /// Remove what the program stored about the user's work.
    ClearPrivateData "clear-private-data" Window [];
    /// Open the settings.
    Settings "settings" Window ["Ctrl+,"];
    /// Show all keys.
    Keys "keys" Window ["?"];
    /// Close the window.
    CloseWindow "close-window" Window [];
}

impl Command {
    /// The command with an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|command| command.id() == id)
    }

    /// Whether its key cannot be changed: Esc and Enter mean the same in every
    /// program.
    #[must_use]
    pub const fn is_fixed(self) -> bool {
        matches!(self, Self::StepBack | Self::EnterQuotes)
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const ENGLISH: &str = include_str!("../../assets/language/commands.en.ftl");
    const FRENCH: &str = include_str!("../../assets/language/commands.fr.ftl");

    /// The messages of a file of plain lines.
    fn messages(text: &str) -> Vec<(&str, &str)> {
        text.lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
            .map(|line| line.split_once(" = ").unwrap())
            .collect()
    }

    #[test]
    fn every_language_names_every_command_and_group() {
        let expected: Vec<&str> = CommandGroup::ALL
            .iter()
            .map(|group| group.message_id())
            .chain(Command::ALL.iter().map(|command| command.message_id()))
            .collect();
        for text in [ENGLISH, FRENCH] {
            let messages = messages(text);
            let ids: Vec<&str> = messages.iter().map(|(id, _)| *id).collect();
            assert_eq!(ids, expected);
            let names: HashSet<&str> = messages.iter().map(|(_, name)| *name).collect();
            assert_eq!(names.len(), messages.len(), "two have the same name");
            for (id, name) in messages {
                assert!(!name.trim().is_empty() && name == name.trim(), "{id}");
                assert!(!name.contains(['{', '}']), "{id} takes arguments");
            }
        }
    }

    #[test]
    fn ids_are_in_kebab_case_and_identify_their_commands() {
        for &command in Command::ALL {
            let id = command.id();
            assert!(
                id.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{id}"
            );
            assert_eq!(Command::from_id(id), Some(command));
            assert_eq!(command.message_id(), format!("command-{id}"));
        }
        assert_eq!(Command::from_id("Zoom-In"), None);
    }

    #[test]
    fn commands_are_sorted_by_group() {
        assert!(Command::ALL.is_sorted_by_key(|command| command.group()));
        assert!(Command::ALL.is_sorted());
    }
}
