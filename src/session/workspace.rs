//! The open timelines of the window, each in its own tab.

use std::path::{Path, PathBuf};

use super::action::{
    Action, ByPointer, CloseAction, Dialog, EditAction, LoadAction, PanelAction, SaveAction,
    SettingsAction,
};
use super::cycle::step_around;
use super::effect::Effect;
use super::link::{Link, LinkTarget};
use super::notices::Notice;
use super::open_timeline::{Origin, SourcePaths};
use super::state::Session;
use super::update::discard_journal;
use crate::edits::{EditCommand, has_events};
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
    /// Remove what the program stored about the user's work.
    ClearPrivateData,
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
            WorkspaceAction::ClearPrivateData => {
                self.recent = RecentTimelines::default();
                self.tabs[tab_index].session.close_dialog();
                return vec![(self.tabs[tab_index].number, Effect::ClearPrivateData)];
            }
            WorkspaceAction::New(journal) => {
                return self.open_origin(
                    tab_index,
                    Origin::Untitled(journal),
                    LinkTarget::default(),
                );
            }
            WorkspaceAction::Paste(text) if has_events(&text) => {
                let paste = EditAction::Do(Box::new(EditCommand::Paste(text.into())));
                return self.update_tab(tab_index, paste.into(), now);
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
                | Action::Edit(EditAction::Save(
                    SaveAction::Save
                        | SaveAction::SaveAs
                        | SaveAction::SaveCopy
                        | SaveAction::Failed(..)
                ))
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
        let is_untouched = session.origin().path().is_none() && session.edits.is_untouched();
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
mod tests;
