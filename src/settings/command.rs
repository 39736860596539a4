//! The commands: whatever the window does at the press of a key or a button.

use std::fmt;

/// What a command is for. The palette and the list of keys go in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Finding events, words and commands.
    Finding,
    /// Going about the timeline.
    Moving,
    /// What is shown, and how.
    Looking,
    /// Passages and sources.
    Reading,
    /// Timelines and documents on disk.
    Files,
    /// The window itself.
    Window,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 6] = [
        Self::Finding,
        Self::Moving,
        Self::Looking,
        Self::Reading,
        Self::Files,
        Self::Window,
    ];

    /// The Fluent message with its name.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Finding => "command-group-finding",
            Self::Moving => "command-group-moving",
            Self::Looking => "command-group-looking",
            Self::Reading => "command-group-reading",
            Self::Files => "command-group-files",
            Self::Window => "command-group-window",
        }
    }
}

/// One line a command, so that its name, its place and its keys stand together.
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

            /// The name in the settings file: stable, in kebab case.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The Fluent message with its name for people.
            #[must_use]
            pub const fn message_id(self) -> &'static str {
                match self { $(Self::$name => concat!("command-", $id),)* }
            }

            /// What it is for.
            #[must_use]
            pub const fn group(self) -> Group {
                match self { $(Self::$name => Group::$group,)* }
            }

            /// The keys that it has before anybody changes them, as
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
    Search "search" Finding ["/"];
    /// Search where the keyboard is: the text that is read, else the timeline.
    FindHere "find-here" Finding ["Ctrl+F"];
    /// The next place of the words that are looked for in a text.
    NextFound "next-found" Finding ["F3"];
    /// The previous one.
    PreviousFound "previous-found" Finding ["Shift+F3"];
    /// The palette.
    FindCommand "find-command" Finding ["Ctrl+K"];
    /// Which events are shown.
    Filters "filters" Finding [];
    /// Keep the filter under a name.
    SaveFilter "save-filter" Finding [];
    /// Show all events again.
    ClearFilters "clear-filters" Finding [];
    /// Show only what lies in a period.
    Period "period" Finding [];

    /// Look closer.
    ZoomIn "zoom-in" Moving ["W" "+" "="];
    /// Look from further away.
    ZoomOut "zoom-out" Moving ["S" "-" "−"];
    /// Move the view to what was before.
    Earlier "earlier" Moving ["A"];
    /// Move the view to what came after.
    Later "later" Moving ["D"];
    /// Show the selected event, or everything if it is shown already.
    ZoomToSelection "zoom-to-selection" Moving ["F"];
    /// Show everything.
    FitAll "fit-all" Moving ["0" "Home"];
    /// Select the next event in time.
    NextEvent "next-event" Moving ["ArrowRight" "."];
    /// Select the previous event in time.
    PreviousEvent "previous-event" Moving ["ArrowLeft" ","];
    /// Select in the lane above.
    LaneUp "lane-up" Moving ["ArrowUp"];
    /// Select in the lane below; past the last, the shelf.
    LaneDown "lane-down" Moving ["ArrowDown"];
    /// The next passage of the selected event.
    NextPassage "next-passage" Moving ["]"];
    /// The previous one.
    PreviousPassage "previous-passage" Moving ["["];
    /// From the selected event into its quotations, then into the source.
    EnterQuotes "enter-quotes" Moving ["Enter"];
    /// Take back one level: popup, search, text selection, event selection.
    StepBack "step-back" Moving ["Escape"];
    /// Scroll the rows up.
    ScrollUp "scroll-up" Moving ["PageUp"];
    /// Scroll the rows down.
    ScrollDown "scroll-down" Moving ["PageDown"];
    /// The view before.
    Back "back" Moving ["Alt+ArrowLeft"];
    /// The view after.
    Forward "forth" Moving ["Alt+ArrowRight"];
    /// Move the keyboard to the next region of the window.
    NextRegion "next-region" Moving ["F6"];
    /// To the previous one.
    PreviousRegion "previous-region" Moving ["Shift+F6"];
    /// Move the keyboard into the table of events.
    FocusTable "focus-table" Moving [];

    /// Show or hide the shelf of undated events.
    ToggleShelf "toggle-shelf" Looking ["Ctrl+1"];
    /// Show or hide the overview strip.
    ToggleOverview "toggle-overview" Looking ["Ctrl+2"];
    /// Show or hide the quote panel.
    ToggleQuotes "toggle-quotes" Looking ["Ctrl+3"];
    /// Show or hide the source reader.
    ToggleReader "toggle-reader" Looking ["Ctrl+4"];
    /// Show or hide the table of events.
    ToggleTable "toggle-table" Looking ["Ctrl+5"];
    /// Show or hide what each event rests on.
    Evidence "evidence" Looking ["E"];
    /// Fold the long empty stretches of the axis, or unfold them.
    FoldSilences "fold-silences" Looking ["Z"];
    /// What the marks mean.
    Legend "legend" Looking [];
    /// Larger text.
    TextLarger "text-larger" Looking ["Ctrl++" "Ctrl+="];
    /// Smaller text.
    TextSmaller "text-smaller" Looking ["Ctrl+-"];
    /// Text in its own size.
    TextNormal "text-normal" Looking ["Ctrl+0"];
    /// Light.
    ThemeLight "theme-light" Looking [];
    /// Dark.
    ThemeDark "theme-dark" Looking [];
    /// Light or dark, as the system has it.
    ThemeSystem "theme-system" Looking [];

    /// Show the current passage where it stands in its source.
    ReadPassage "read-passage" Reading [];
    /// Copy the current quotation with its citation.
    CopyQuotation "copy-quotation" Reading [];
    /// Quote the words that stand in the source now.
    AdoptCurrentWords "adopt-words" Reading [];
    /// Keep the words as they were written down.
    KeepRecordedWords "keep-words" Reading [];
    /// The sources, and where their documents are.
    Sources "sources" Reading [];
    /// Look for documents of the sources on this machine.
    LocateSources "locate-sources" Reading [];
    /// Add a source.
    AddSource "add-source" Reading [];
    /// Close the source that is read.
    CloseSource "close-source" Reading [];

    /// Open a timeline.
    Open "open" Files ["Ctrl+O"];
    /// Open a timeline that was open lately.
    OpenRecent "open-recent" Files [];
    /// Read the timeline from its file again.
    ReadAgain "read-again" Files [];
    /// Stop what is being read.
    StopReading "stop-reading" Files [];
    /// Copy a link to what is selected or in view.
    CopyLink "copy-link" Files ["Ctrl+L"];
    /// Save a copy with the changes.
    SaveCopy "save-copy" Files [];
    /// Write what is in view as a figure.
    ExportFigure "export-figure" Files ["Ctrl+Shift+E"];
    /// Write the timeline as a page or a table.
    ExportPage "export-page" Files [];
    /// The changes that are held.
    Changes "changes" Files [];
    /// Take back the last change that is held.
    UndoChange "take-back-change" Files [];
    /// What is wrong in the file.
    Problems "problems" Files [];

    /// The next tab: of the timelines where several are open, else of the
    /// sources.
    NextTab "next-tab" Window ["Ctrl+Tab"];
    /// The previous one.
    PreviousTab "previous-tab" Window ["Ctrl+Shift+Tab"];
    /// Close the timeline's tab.
    CloseTab "close-tab" Window ["Ctrl+W"];
    /// The settings.
    Settings "settings" Window ["Ctrl+,"];
    /// The keys.
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

    /// Whether its key belongs to it for good: Esc takes back and Enter goes
    /// in, in every program.
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
    fn every_command_and_group_has_a_name_in_each_language_and_no_name_is_left_over() {
        let wanted: Vec<&str> = Group::ALL
            .iter()
            .map(|group| group.message_id())
            .chain(Command::ALL.iter().map(|command| command.message_id()))
            .collect();
        for text in [ENGLISH, FRENCH] {
            let messages = messages(text);
            let ids: Vec<&str> = messages.iter().map(|(id, _)| *id).collect();
            assert_eq!(ids, wanted);
            let names: HashSet<&str> = messages.iter().map(|(_, name)| *name).collect();
            assert_eq!(names.len(), messages.len(), "two bear one name");
            for (id, name) in messages {
                assert!(!name.trim().is_empty() && name == name.trim(), "{id}");
                assert!(!name.contains(['{', '}']), "{id} takes arguments");
            }
        }
    }

    #[test]
    fn ids_are_in_kebab_case_and_lead_back_to_their_commands() {
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
    fn the_commands_stand_group_by_group() {
        assert!(Command::ALL.is_sorted_by_key(|command| command.group()));
        assert!(Command::ALL.is_sorted());
    }
}
