//! The open timelines of the window, each in its own tab.

use std::path::{Path, PathBuf};

use super::action::{
    Action, ByPointer, CloseAction, Dialog, LoadAction, PanelAction, SettingsAction,
};
use super::cycle::step_around;
use super::effect::Effect;
use super::link::{Link, LinkTarget};
use super::notices::Notice;
use super::open_timeline::{Origin, SourcePaths};
use super::state::Session;
use super::update::discard_journal;
use crate::language::InputError;
use crate::settings::{Bindings, RecentTimelines, SettingProblem, Settings};

/// The open timelines of one window. There is always at least one tab.
#[derive(Debug)]
pub struct Workspace {
    tabs: Vec<Tab>,
    /// The position of the current tab.
    current: usize,
    /// The number of the tab that was opened last.
    last_number: TabNumber,
    settings_file: Option<PathBuf>,
    settings_problems: Vec<SettingProblem>,
    bindings: Bindings,
    recent: RecentTimelines,
}

/// Identifies a tab as long as the window is open. Numbers are not used again,
/// so that late answers to a closed tab reach no other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct TabNumber(u64);

#[derive(Debug)]
struct Tab {
    number: TabNumber,
    session: Session,
    /// Where its documents are, as given when it was opened.
    source_paths: SourcePaths,
}

/// About the tabs.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkspaceAction {
    /// Show the tab at a position.
    Show(usize),
    /// Show the tab this many places further, backwards if negative.
    Step(isize),
    /// Open a new timeline that has no file yet; one of an earlier run, given the
    /// folder of its journal.
    New(Option<PathBuf>),
    /// Close the tab at a position, unless it is the only one.
    Close(usize),
    /// Follow this pasted text, if it is a link.
    Paste(String),
    /// Follow a link that has these problems.
    Follow(Box<Link>, Vec<InputError>),
}

/// Effects, each with the tab that it comes from.
pub type TabEffects = Vec<(TabNumber, Effect)>;

impl Workspace {
    /// A workspace with one timeline that is about to be read.
    #[must_use]
    pub fn open(
        origin: Origin,
        source_paths: SourcePaths,
        settings: Settings,
    ) -> (Self, TabEffects) {
        let (session, effects) = Session::open(origin, source_paths.clone(), settings);
        let number = TabNumber(0);
        let tab = Tab {
            number,
            session,
            source_paths,
        };
        let workspace = Self {
            bindings: Bindings::of(&tab.session.settings),
            tabs: vec![tab],
            current: 0,
            last_number: number,
            settings_file: None,
            settings_problems: Vec::new(),
            recent: RecentTimelines::default(),
        };
        let effects = effects.into_iter().map(|effect| (number, effect));
        (workspace, effects.collect())
    }

    /// Sets the path and the problems of the settings file, and the recently
    /// opened timelines.
    pub fn set_settings_file(
        &mut self,
        settings_file: Option<PathBuf>,
        problems: Vec<SettingProblem>,
        recent: RecentTimelines,
    ) {
        self.settings_file = settings_file;
        self.settings_problems = problems;
        self.recent = recent;
    }

    /// The settings file, if there is one.
    #[must_use]
    pub fn settings_file(&self) -> Option<&Path> {
        self.settings_file.as_deref()
    }

    /// The problems of the settings file.
    #[must_use]
    pub fn settings_problems(&self) -> &[SettingProblem] {
        &self.settings_problems
    }

    /// The keys of the commands.
    #[must_use]
    pub const fn bindings(&self) -> &Bindings {
        &self.bindings
    }

    /// The recently opened timelines, the last one first.
    #[must_use]
    pub const fn recent(&self) -> &RecentTimelines {
        &self.recent
    }

    /// The session of the current tab.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.tabs[self.current].session
    }

    /// The current tab.
    #[must_use]
    pub fn number(&self) -> TabNumber {
        self.tabs[self.current].number
    }

    /// The position of the current tab.
    #[must_use]
    pub const fn current(&self) -> usize {
        self.current
    }

    /// Every session, in the order of the tabs.
    pub fn sessions(&self) -> impl ExactSizeIterator<Item = &Session> {
        self.tabs.iter().map(|tab| &tab.session)
    }

    /// Whether a tab is open.
    #[must_use]
    pub fn has(&self, number: TabNumber) -> bool {
        self.tab_index_of(number).is_some()
    }

    /// Whether any timeline has unsaved changes.
    #[must_use]
    pub fn has_unsaved_changes(&self) -> bool {
        self.sessions().any(Session::has_unsaved_changes)
    }

    /// Tells the current session that a frame has been drawn.
    pub fn frame_shown(&mut self, now: f64) {
        self.tabs[self.current].session.frame_shown(now);
    }

    /// Changes the state of the current session, or of the tab that a worker
    /// answers. `now` is in seconds of a clock that only moves forward.
    pub fn update(&mut self, tab: Option<TabNumber>, action: Action, now: f64) -> TabEffects {
        let tab_index = match tab {
            None => self.current,
            Some(number) => match self.tab_index_of(number) {
                Some(tab_index) => tab_index,
                // Settings belong to no tab.
                None if matches!(action, Action::Settings(_)) => self.current,
                // The tab was closed in the meantime.
                None => return Vec::new(),
            },
        };
        match action {
            Action::Workspace(action) => self.update_workspace(tab_index, action, now),
            Action::Settings(action) => self.update_settings(action, now),
            Action::Load(LoadAction::Open(path)) => {
                self.open_in_tab(tab_index, &path, LinkTarget::default(), now)
            }
            action => {
                let failed = matches!(action, Action::Load(LoadAction::Failed(..)));
                let loaded = matches!(action, Action::Load(LoadAction::Loaded(..)));
                let mut effects = self.update_tab(tab_index, action, now);
                if loaded {
                    effects.extend(self.record_recent(tab_index));
                }
                if failed {
                    self.close_failed_tab(tab_index);
                }
                effects
            }
        }
    }

    fn tab_index_of(&self, number: TabNumber) -> Option<usize> {
        self.tabs.iter().position(|tab| tab.number == number)
    }

    fn update_workspace(
        &mut self,
        tab_index: usize,
        action: WorkspaceAction,
        now: f64,
    ) -> TabEffects {
        match action {
            WorkspaceAction::Show(tab_index) => self.current = tab_index.min(self.tabs.len() - 1),
            WorkspaceAction::Step(by) => {
                let next = step_around(Some(self.current), by, self.tabs.len());
                self.current = next.unwrap_or(self.current);
            }
            WorkspaceAction::Close(tab_index) => {
                if self.tabs.len() > 1 && tab_index < self.tabs.len() {
                    // The question about unsaved changes is asked in its tab.
                    if self.tabs[tab_index].session.has_unsaved_changes() {
                        self.current = tab_index;
                    }
                    return self.update_tab(tab_index, CloseAction::Tab.into(), now);
                }
            }
            WorkspaceAction::New(journal) => {
                return self.open_origin(
                    tab_index,
                    Origin::Untitled(journal),
                    LinkTarget::default(),
                );
            }
            WorkspaceAction::Paste(text) => return vec![(self.number(), Effect::ParseLink(text))],
            WorkspaceAction::Follow(link, problems) => {
                return self.follow(tab_index, *link, problems, now);
            }
        }
        Vec::new()
    }

    /// Changes the settings of all tabs and of the settings file.
    fn update_settings(&mut self, action: SettingsAction, now: f64) -> TabEffects {
        match action {
            SettingsAction::Stored(problems) => {
                self.settings_problems = problems;
                return Vec::new();
            }
            SettingsAction::StoreFailed(path, error) => {
                let notice = Notice::new(Origin::File(path), error);
                self.tabs[self.current].session.show_notice(notice);
                return Vec::new();
            }
            SettingsAction::Theme(_)
            | SettingsAction::ReduceMotion(_)
            | SettingsAction::SwapWheel(_)
            | SettingsAction::CitationStyle(_)
            | SettingsAction::TextSize(_)
            | SettingsAction::Replace(_)
            | SettingsAction::SystemMotion(_) => {}
        }
        let before = self.session().settings.clone();
        let mut effects = Vec::new();
        for tab in &mut self.tabs {
            let of_tab = tab.session.update(action.clone().into(), now);
            effects.extend(of_tab.into_iter().map(|effect| (tab.number, effect)));
        }
        let after = self.session().settings.clone();
        if before != after {
            self.bindings = Bindings::of(&after);
            let store = Effect::StoreSettings(Box::new(before), Box::new(after));
            effects.push((self.number(), store));
        }
        effects
    }

    /// Follows a link: in the current timeline if it names no file.
    fn follow(
        &mut self,
        tab_index: usize,
        link: Link,
        problems: Vec<InputError>,
        now: f64,
    ) -> TabEffects {
        self.tabs[tab_index].session.notices.link_problems.clear();
        let effects = match link.file {
            Some(path) => self.open_in_tab(tab_index, &path, link.target, now),
            None if link.target.is_empty() => Vec::new(),
            None => self.update_tab(tab_index, LoadAction::FollowLink(link.target).into(), now),
        };
        let session = &mut self.tabs[self.current].session;
        session.notices.add_link_problems(problems);
        effects
    }

    /// Adds a timeline that was read to the recently opened ones.
    fn record_recent(&mut self, tab_index: usize) -> Option<(TabNumber, Effect)> {
        let tab = &self.tabs[tab_index];
        let path = tab.session.origin().path()?;
        if tab.session.open.is_none() || self.recent.iter().next() == Some(path) {
            return None;
        }
        self.recent.remember(path);
        Some((tab.number, Effect::AddRecent(path.to_path_buf())))
    }

    /// Passes an action to the session of a tab, and carries out those of its
    /// effects that are about tabs.
    fn update_tab(&mut self, tab_index: usize, action: Action, now: f64) -> TabEffects {
        let cancels = matches!(
            action,
            Action::Panel(PanelAction::Escape | PanelAction::ToggleDialog(Dialog::Unsaved))
        );
        if cancels {
            // The window stays open, so that no changes are to be discarded.
            for tab in &mut self.tabs {
                tab.session.edits.discard_on_close = false;
            }
        }
        let tab = &mut self.tabs[tab_index];
        let number = tab.number;
        let mut effects = Vec::new();
        for effect in tab.session.update(action, now) {
            match effect {
                Effect::OpenInTab(path) => {
                    effects.extend(self.open_in_tab(tab_index, &path, LinkTarget::default(), now));
                }
                Effect::CloseTab => effects.extend(self.close(number)),
                Effect::CloseWindow => effects.extend(self.close_window(number, now)),
                effect => effects.push((number, effect)),
            }
        }
        effects
    }

    /// Opens a timeline: in the tab that has it, else in place of an unchanged
    /// built-in chronology, else in a new tab.
    fn open_in_tab(
        &mut self,
        from: usize,
        path: &Path,
        target: LinkTarget,
        now: f64,
    ) -> TabEffects {
        let is_open = |tab: &Tab| tab.session.origin().path() == Some(path);
        if let Some(known) = self.tabs.iter().position(is_open) {
            self.tabs[from].session.close_dialog();
            self.current = known;
            if target.is_empty() {
                return Vec::new();
            }
            return self.update_tab(known, LoadAction::FollowLink(target).into(), now);
        }
        let tab = &mut self.tabs[from];
        let session = &mut tab.session;
        let is_untouched =
            session.origin().path().is_none() && session.edits.history.steps().is_empty();
        if is_untouched || (session.open.is_none() && !session.is_loading()) {
            let open = LoadAction::Open(path.to_path_buf()).into();
            let effects = self.update_tab(from, open, now);
            self.tabs[from].session.set_pending_link(target);
            return effects;
        }
        self.open_origin(from, Origin::File(path.to_path_buf()), target)
    }

    /// Opens a timeline in a new tab after another one.
    fn open_origin(&mut self, from: usize, origin: Origin, target: LinkTarget) -> TabEffects {
        let tab = &mut self.tabs[from];
        let session = &mut tab.session;
        session.close_dialog();
        let source_paths = tab.source_paths.clone();
        let (settings, system_reduces_motion) =
            (session.settings.clone(), session.system_reduces_motion);
        let (mut session, effects) =
            Session::open_at(origin, source_paths.clone(), settings, target);
        session.system_reduces_motion = system_reduces_motion;
        self.last_number = TabNumber(self.last_number.0 + 1);
        let number = self.last_number;
        self.current = from + 1;
        let tab = Tab {
            number,
            session,
            source_paths,
        };
        self.tabs.insert(self.current, tab);
        effects.into_iter().map(|effect| (number, effect)).collect()
    }

    /// Closes a tab whose timeline could not be read, and says why in the tab
    /// before it.
    fn close_failed_tab(&mut self, tab_index: usize) {
        let session = &self.tabs[tab_index].session;
        if tab_index == 0 || session.open.is_some() || session.is_loading() {
            return;
        }
        let closed = self.tabs.remove(tab_index);
        if self.current >= tab_index {
            self.current -= 1;
        }
        if let Some(notice) = closed.session.notices.notice {
            self.tabs[tab_index - 1].session.show_notice(notice);
        }
    }

    fn close(&mut self, number: TabNumber) -> Option<(TabNumber, Effect)> {
        let tab_index = self.tab_index_of(number).filter(|_| self.tabs.len() > 1)?;
        let closed = self.tabs.remove(tab_index);
        if self.current > tab_index || self.current == self.tabs.len() {
            self.current -= 1;
        }
        let open = ByPointer(closed.session.open?);
        Some((self.number(), Effect::DropInBackground(open)))
    }

    /// Closes the window once no other tab has unsaved changes.
    fn close_window(&mut self, number: TabNumber, now: f64) -> TabEffects {
        let has_to_ask = |tab: &Tab| {
            let session = &tab.session;
            tab.number != number && session.has_unsaved_changes() && !session.edits.discard_on_close
        };
        match self.tabs.iter().position(has_to_ask) {
            None => {
                let given_up = self
                    .tabs
                    .iter()
                    .filter(|tab| tab.session.has_unsaved_changes());
                let mut effects: TabEffects = given_up
                    .map(|tab| (tab.number, discard_journal()))
                    .collect();
                effects.push((number, Effect::CloseWindow));
                effects
            }
            Some(tab_index) => {
                self.current = tab_index;
                self.update_tab(tab_index, CloseAction::Window.into(), now)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{FileVersion, SaveAction, SaveTarget, SavedFile};

    fn workspace() -> Workspace {
        Workspace::open(Origin::BuiltIn, SourcePaths::default(), Settings::default()).0
    }

    fn open(workspace: &mut Workspace, path: &str) -> TabEffects {
        workspace.update(None, LoadAction::Open(path.into()).into(), 0.0)
    }

    fn paths(workspace: &Workspace) -> Vec<String> {
        let name = |session: &Session| match session.origin() {
            Origin::BuiltIn => "built in".to_owned(),
            Origin::Untitled(_) => "untitled".to_owned(),
            Origin::File(path) => path.display().to_string(),
        };
        workspace.sessions().map(name).collect()
    }

    #[test]
    fn a_timeline_replaces_the_untouched_built_in_one_and_the_next_gets_its_own_tab() {
        let mut workspace = workspace();
        let effects = open(&mut workspace, "a.json");
        assert!(matches!(
            effects.as_slice(),
            [(TabNumber(0), Effect::Load(_))]
        ));
        assert_eq!(paths(&workspace), ["a.json"]);
        let effects = open(&mut workspace, "b.json");
        assert!(matches!(
            effects.as_slice(),
            [(TabNumber(1), Effect::Load(_))]
        ));
        assert_eq!(
            (paths(&workspace), workspace.current()),
            (vec!["a.json".into(), "b.json".into()], 1)
        );
        assert!(
            open(&mut workspace, "a.json").is_empty(),
            "it is open already"
        );
        assert_eq!(workspace.current(), 0);
    }

    #[test]
    fn stepping_through_tabs_goes_around_and_the_last_tab_cannot_be_closed() {
        let mut workspace = workspace();
        open(&mut workspace, "a.json");
        open(&mut workspace, "b.json");
        let tell = |workspace: &mut Workspace, action| {
            workspace.update(None, Action::Workspace(action), 0.0)
        };
        for (by, expected) in [(1, 0), (1, 1), (-1, 0), (-1, 1), (5, 0)] {
            tell(&mut workspace, WorkspaceAction::Step(by));
            assert_eq!(workspace.current(), expected, "{by}");
        }
        tell(&mut workspace, WorkspaceAction::Close(0));
        assert_eq!(paths(&workspace), ["b.json"]);
        tell(&mut workspace, WorkspaceAction::Close(0));
        assert_eq!(paths(&workspace), ["b.json"]);
    }

    #[test]
    fn a_timeline_that_cannot_be_read_is_reported_in_the_tab_before_it() {
        let mut workspace = workspace();
        open(&mut workspace, "a.json");
        open(&mut workspace, "broken.json");
        let number = workspace.number();
        let failed = LoadAction::Failed(
            1,
            Origin::File("broken.json".into()),
            crate::storage::FileError::new("no timeline"),
        );
        workspace.update(Some(number), failed.into(), 0.0);
        assert_eq!(paths(&workspace), ["a.json"]);
        let notice = workspace.session().notices.notice.as_ref().unwrap();
        assert_eq!(notice.error.message.text(), "no timeline");
        assert!(!notice.shows_earlier);
    }

    #[test]
    fn answers_to_a_closed_tab_are_dropped() {
        let mut workspace = workspace();
        open(&mut workspace, "a.json");
        open(&mut workspace, "b.json");
        let number = workspace.number();
        workspace.update(None, Action::Workspace(WorkspaceAction::Close(1)), 0.0);
        assert!(!workspace.has(number));
        let stop = LoadAction::Stop.into();
        assert!(workspace.update(Some(number), stop, 0.0).is_empty());
    }

    /// A workspace with two timelines, each with an unsaved change.
    fn two_unsaved() -> Workspace {
        let mut workspace = workspace();
        open(&mut workspace, "a.json");
        open(&mut workspace, "b.json");
        for tab in &mut workspace.tabs {
            let record = crate::bibliography::ImportedRecord {
                id: "new".to_owned(),
                csl: serde_json::Map::new(),
                line: 1,
            };
            let change = crate::session::changes::insert_source(&record, "new");
            let undone = crate::model::Change::Batch(Vec::new());
            let edits = &mut tab.session.edits;
            edits.add_pending("Add a source".into(), &change, &undone);
        }
        workspace
    }

    #[test]
    fn cancelling_in_a_later_tab_keeps_the_changes_of_all_tabs() {
        let mut workspace = two_unsaved();
        let tell = |workspace: &mut Workspace, action: Action| workspace.update(None, action, 0.0);
        assert!(tell(&mut workspace, CloseAction::Window.into()).is_empty());
        let discarded = tell(&mut workspace, CloseAction::DiscardChanges.into());
        assert!(
            !discarded
                .iter()
                .any(|(_, effect)| *effect == Effect::CloseWindow)
        );
        // The other tab asks now. Cancelling there keeps the changes of both.
        let stay = Action::Panel(PanelAction::ToggleDialog(Dialog::Unsaved));
        assert!(tell(&mut workspace, stay).is_empty());
        assert!(
            workspace
                .sessions()
                .all(|session| session.edits.pending().len() == 1)
        );
        // The next time both tabs ask again.
        assert!(tell(&mut workspace, CloseAction::Window.into()).is_empty());
        tell(&mut workspace, CloseAction::DiscardChanges.into());
        let effects = tell(&mut workspace, CloseAction::DiscardChanges.into());
        assert!(
            matches!(effects.as_slice(), [.., (_, Effect::CloseWindow)]),
            "{effects:?}"
        );
    }

    #[test]
    fn saving_after_cancelling_does_not_close_the_window() {
        let mut workspace = two_unsaved();
        workspace.update(None, Action::Close(CloseAction::Window), 0.0);
        let stay = Action::Panel(PanelAction::ToggleDialog(Dialog::Unsaved));
        workspace.update(None, stay, 0.0);
        let path = std::path::PathBuf::from("copy.json");
        let copy = SaveAction::SaveCopyTo(path.clone());
        assert_eq!(workspace.update(None, copy.into(), 0.0).len(), 1);
        let saved = SaveAction::Saved(Box::new(SavedFile {
            path,
            target: SaveTarget::Copy,
            version: FileVersion {
                digest: crate::model::Digest::of(b""),
                bytes: None,
                is_built_in: false,
            },
            warnings: Vec::new(),
        }));
        assert!(workspace.update(None, saved.into(), 0.0).is_empty());
        assert!(workspace.has_unsaved_changes(), "a copy is not the file");
    }
}
