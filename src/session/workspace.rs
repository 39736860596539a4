//! Several timelines open at once, each in a tab of its own.

use std::path::{Path, PathBuf};

use super::action::{Action, DocumentAction, Effect, Popup, SettingsAction, ViewAction};
use super::document::{Origin, SourcePaths};
use super::link::{Link, LinkProblem, LinkTarget};
use super::update::{Notice, Session};
use crate::settings::{Bindings, Recent, SettingProblem, Settings};

/// What is open in one window. There is always at least one session.
#[derive(Debug)]
pub struct Workspace {
    tabs: Vec<Tab>,
    /// Which tab is shown, by position.
    current: usize,
    /// Number of the last tab that was opened.
    last: TabNumber,
    /// Where the settings are kept, what is wrong there, and the keys that they
    /// give to commands.
    settings_file: Option<PathBuf>,
    settings_problems: Vec<SettingProblem>,
    bindings: Bindings,
    /// The timelines that were open lately.
    recent: Recent,
}

/// A tab, as long as the window is open: a tab that is closed leaves its number
/// to no other, so that what a worker answers too late is heard by nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct TabNumber(u64);

#[derive(Debug)]
struct Tab {
    number: TabNumber,
    session: Session,
    /// Where its documents may be, as it was opened.
    places: SourcePaths,
}

/// About the tabs.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkspaceAction {
    /// Show the tab at a position.
    Show(usize),
    /// Show the next tab, or so many further; backwards if negative.
    Step(isize),
    /// Close the tab at a position. The last one stays.
    Close(usize),
    /// A text was pasted: if it is a link, follow it.
    Paste(String),
    /// Follow a link, of which these parts could not be read.
    Follow(Box<Link>, Vec<LinkProblem>),
}

/// Problems of a link that are told.
const MOST_LINK_PROBLEMS: usize = 4;

/// Effects, each with the tab that asks for it.
pub type TabEffects = Vec<(TabNumber, Effect)>;

impl Workspace {
    /// A workspace with one timeline that is about to be read.
    #[must_use]
    pub fn open(origin: Origin, places: SourcePaths, settings: Settings) -> (Self, TabEffects) {
        let (session, effects) = Session::open(origin, places.clone(), settings);
        let number = TabNumber(0);
        let tab = Tab {
            number,
            session,
            places,
        };
        let workspace = Self {
            bindings: Bindings::of(&tab.session.settings),
            tabs: vec![tab],
            current: 0,
            last: number,
            settings_file: None,
            settings_problems: Vec::new(),
            recent: Recent::default(),
        };
        let asked = effects.into_iter().map(|effect| (number, effect));
        (workspace, asked.collect())
    }

    /// Tells where the settings are kept and what is wrong there, and which
    /// timelines were open lately.
    pub fn remember(
        &mut self,
        settings_file: Option<PathBuf>,
        problems: Vec<SettingProblem>,
        recent: Recent,
    ) {
        self.settings_file = settings_file;
        self.settings_problems = problems;
        self.recent = recent;
    }

    /// The file that the settings are kept in, where there is one.
    #[must_use]
    pub fn settings_file(&self) -> Option<&Path> {
        self.settings_file.as_deref()
    }

    /// What is wrong in it.
    #[must_use]
    pub fn settings_problems(&self) -> &[SettingProblem] {
        &self.settings_problems
    }

    /// The keys of the commands.
    #[must_use]
    pub const fn bindings(&self) -> &Bindings {
        &self.bindings
    }

    /// The timelines that were open lately, the last one first.
    #[must_use]
    pub const fn recent(&self) -> &Recent {
        &self.recent
    }

    /// The session that is shown.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.tabs[self.current].session
    }

    /// The tab that is shown.
    #[must_use]
    pub fn number(&self) -> TabNumber {
        self.tabs[self.current].number
    }

    /// The position of the tab that is shown.
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
        self.tabs.iter().any(|tab| tab.number == number)
    }

    /// Whether an outline of what a tab reads may be shown.
    #[must_use]
    pub fn wants_outline(&self, number: TabNumber) -> bool {
        self.tabs
            .iter()
            .any(|tab| tab.number == number && tab.session.wants_outline())
    }

    /// Whether changes of any timeline are in no copy.
    #[must_use]
    pub fn has_unsaved_changes(&self) -> bool {
        self.sessions().any(|session| session.changes.unsaved() > 0)
    }

    /// What was to be done once is done: a frame has shown it.
    pub fn frame_shown(&mut self, now: f64) {
        self.tabs[self.current].session.frame_shown(now);
    }

    /// Changes the state: of the session that is shown, or of the tab that a
    /// worker answers. `now` is in seconds of a clock that only moves forward.
    pub fn update(&mut self, of: Option<TabNumber>, action: Action, now: f64) -> TabEffects {
        let place = match of {
            None => self.current,
            Some(number) => match self.tabs.iter().position(|tab| tab.number == number) {
                Some(place) => place,
                // Preferences are nobody's.
                None if matches!(action, Action::Settings(_)) => self.current,
                // Its tab was closed meanwhile.
                None => return Vec::new(),
            },
        };
        match action {
            Action::Workspace(WorkspaceAction::Paste(text)) => {
                vec![(self.number(), Effect::ReadLink(text))]
            }
            Action::Workspace(WorkspaceAction::Follow(link, problems)) => {
                self.follow(place, *link, problems, now)
            }
            Action::Workspace(action) => self.update_tabs(&action, now),
            Action::Settings(SettingsAction::Stored(problems)) => {
                self.settings_problems = problems;
                Vec::new()
            }
            Action::Settings(SettingsAction::StoreFailed(path, refusal)) => {
                self.tabs[self.current].session.show_notice(Notice {
                    origin: Origin::File(path),
                    refusal,
                    shows_earlier: false,
                });
                Vec::new()
            }
            Action::Settings(action) => self.set(&action, now),
            Action::Document(DocumentAction::Open(path)) => {
                self.open_beside(place, &path, LinkTarget::default(), now)
            }
            action => {
                let refused = matches!(action, Action::Document(DocumentAction::LoadFailed(..)));
                let opened = matches!(action, Action::Document(DocumentAction::Loaded(..)));
                let mut asked = self.ask(place, action, now);
                if opened {
                    asked.extend(self.record_recent(place));
                }
                if refused {
                    self.close_failed_tab(place);
                }
                asked
            }
        }
    }

    /// Changes a preference, for all tabs alike, and in the settings file.
    fn set(&mut self, action: &SettingsAction, now: f64) -> TabEffects {
        let before = self.session().settings.clone();
        let mut asked = Vec::new();
        for tab in &mut self.tabs {
            let effects = tab.session.update(Action::Settings(action.clone()), now);
            asked.extend(effects.into_iter().map(|effect| (tab.number, effect)));
        }
        let after = self.session().settings.clone();
        if before != after {
            self.bindings = Bindings::of(&after);
            let store = Effect::StoreSettings(Box::new(before), Box::new(after));
            asked.push((self.number(), store));
        }
        asked
    }

    /// Follows a link: in the timeline that is shown where it names no file.
    fn follow(
        &mut self,
        place: usize,
        link: Link,
        problems: Vec<LinkProblem>,
        now: f64,
    ) -> TabEffects {
        self.tabs[place].session.link_problems.clear();
        let asked = match link.file {
            Some(path) => self.open_beside(place, &path, link.target, now),
            None if link.target.is_empty() => Vec::new(),
            None => {
                let go = Action::Document(DocumentAction::GoTo(link.target));
                self.ask(place, go, now)
            }
        };
        let session = &mut self.tabs[self.current].session;
        session
            .link_problems
            .extend(problems.into_iter().take(MOST_LINK_PROBLEMS));
        session.link_problems.truncate(MOST_LINK_PROBLEMS);
        asked
    }

    /// Notes which timeline was opened.
    fn record_recent(&mut self, place: usize) -> Option<(TabNumber, Effect)> {
        let tab = &self.tabs[place];
        let path = tab.session.origin().path()?;
        if tab.session.document.is_none() || self.recent.iter().next() == Some(path) {
            return None;
        }
        self.recent.remember(path);
        Some((tab.number, Effect::AddRecent(path.to_path_buf())))
    }

    /// Passes an action to the session at a place, and does what it asks of
    /// the workspace.
    fn ask(&mut self, place: usize, action: Action, now: f64) -> TabEffects {
        let stays = matches!(
            action,
            Action::View(ViewAction::Escape | ViewAction::Toggle(Popup::Unsaved))
        );
        if stays {
            // Who stays gives nothing up.
            for tab in &mut self.tabs {
                tab.session.discard_on_close = false;
            }
        }
        let tab = &mut self.tabs[place];
        let number = tab.number;
        let effects = tab.session.update(action, now);
        let mut asked = Vec::new();
        for effect in effects {
            match effect {
                Effect::OpenBeside(path) => {
                    let nothing = LinkTarget::default();
                    asked.extend(self.open_beside(place, &path, nothing, now));
                }
                Effect::CloseTab => asked.extend(self.close(number)),
                Effect::Close => asked.extend(self.leave(number, now)),
                effect => asked.push((number, effect)),
            }
        }
        asked
    }

    fn update_tabs(&mut self, action: &WorkspaceAction, now: f64) -> TabEffects {
        match *action {
            WorkspaceAction::Show(place) => self.current = place.min(self.tabs.len() - 1),
            WorkspaceAction::Step(by) => {
                let tabs = self.tabs.len();
                let by = by.rem_euclid(isize::try_from(tabs).unwrap_or(isize::MAX));
                self.current = (self.current + by.unsigned_abs()) % tabs;
            }
            WorkspaceAction::Close(place) if self.tabs.len() > 1 && place < self.tabs.len() => {
                // What is asked before it closes is asked in sight.
                if self.tabs[place].session.changes.unsaved() > 0 {
                    self.current = place;
                }
                return self.ask(place, Action::Document(DocumentAction::CloseTab), now);
            }
            WorkspaceAction::Close(_) | WorkspaceAction::Paste(_) | WorkspaceAction::Follow(..) => {
            }
        }
        Vec::new()
    }

    /// Opens a timeline: in the tab that has it, else in place of a built-in
    /// chronology that nothing was done to, else in a tab of its own.
    fn open_beside(
        &mut self,
        from: usize,
        path: &Path,
        target: LinkTarget,
        now: f64,
    ) -> TabEffects {
        let is_open = |tab: &Tab| tab.session.origin().path() == Some(path);
        let known = self.tabs.iter().position(is_open);
        if let Some(known) = known {
            self.tabs[from].session.close_popup();
            self.current = known;
            if target.is_empty() {
                return Vec::new();
            }
            let go = Action::Document(DocumentAction::GoTo(target));
            return self.ask(known, go, now);
        }
        let tab = &mut self.tabs[from];
        let session = &mut tab.session;
        let is_untouched =
            *session.origin() == Origin::BuiltIn && session.changes.amendments().is_empty();
        if is_untouched || (session.document.is_none() && !session.is_reading) {
            let open = Action::Document(DocumentAction::Open(path.to_path_buf()));
            let asked = self.ask(from, open, now);
            self.tabs[from].session.set_pending_link(target);
            return asked;
        }
        session.close_popup();
        let (settings, places) = (session.settings.clone(), tab.places.clone());
        let system_is_still = session.system_is_still;
        let (mut session, effects) = Session::open_at(
            Origin::File(path.to_path_buf()),
            places.clone(),
            settings,
            target,
        );
        session.system_is_still = system_is_still;
        self.last = TabNumber(self.last.0 + 1);
        let number = self.last;
        self.current = from + 1;
        self.tabs.insert(
            from + 1,
            Tab {
                number,
                session,
                places,
            },
        );
        effects.into_iter().map(|effect| (number, effect)).collect()
    }

    /// A tab whose timeline could not be read says why in the tab from which it
    /// was opened, and is gone.
    fn close_failed_tab(&mut self, place: usize) {
        let session = &self.tabs[place].session;
        if place == 0 || session.document.is_some() || session.is_reading {
            return;
        }
        let gone = self.tabs.remove(place);
        if self.current >= place {
            self.current -= 1;
        }
        if let Some(notice) = gone.session.notice {
            self.tabs[place - 1].session.show_notice(notice);
        }
    }

    fn close(&mut self, number: TabNumber) -> TabEffects {
        let place = self.tabs.iter().position(|tab| tab.number == number);
        let Some(place) = place.filter(|_| self.tabs.len() > 1) else {
            return Vec::new();
        };
        let gone = self.tabs.remove(place);
        if self.current > place || self.current == self.tabs.len() {
            self.current -= 1;
        }
        let rest = gone.session.document.map(|document| {
            let rest = Effect::DropInBackground(super::Shared(document));
            (self.number(), rest)
        });
        rest.into_iter().collect()
    }

    /// The window closes once no tab holds changes that are in no copy.
    fn leave(&mut self, number: TabNumber, now: f64) -> TabEffects {
        let holds = |tab: &Tab| {
            let session = &tab.session;
            tab.number != number && session.changes.unsaved() > 0 && !session.discard_on_close
        };
        match self.tabs.iter().position(holds) {
            None => vec![(number, Effect::Close)],
            Some(place) => {
                self.current = place;
                self.ask(place, Action::Document(DocumentAction::Close), now)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        Workspace::open(Origin::BuiltIn, SourcePaths::default(), Settings::default()).0
    }

    fn open(workspace: &mut Workspace, path: &str) -> TabEffects {
        let open = DocumentAction::Open(path.into());
        workspace.update(None, Action::Document(open), 0.0)
    }

    fn paths(workspace: &Workspace) -> Vec<String> {
        let name = |session: &Session| match session.origin() {
            Origin::BuiltIn => "built in".to_owned(),
            Origin::File(path) => path.display().to_string(),
        };
        workspace.sessions().map(name).collect()
    }

    #[test]
    fn a_timeline_takes_the_place_of_the_untouched_built_in_one_and_the_next_stands_beside() {
        let mut workspace = workspace();
        let asked = open(&mut workspace, "a.json");
        assert!(matches!(
            asked.as_slice(),
            [(TabNumber(0), Effect::Read(..))]
        ));
        assert_eq!(paths(&workspace), ["a.json"]);
        let asked = open(&mut workspace, "b.json");
        assert!(matches!(
            asked.as_slice(),
            [(TabNumber(1), Effect::Read(..))]
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
    fn tabs_are_walked_in_a_circle_and_the_last_one_stays() {
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
    fn a_timeline_that_cannot_be_read_says_so_where_it_was_asked_for() {
        let mut workspace = workspace();
        open(&mut workspace, "a.json");
        open(&mut workspace, "broken.json");
        let number = workspace.number();
        let refused = DocumentAction::LoadFailed(
            1,
            Origin::File("broken.json".into()),
            crate::storage::FileError::new("no timeline"),
        );
        workspace.update(Some(number), Action::Document(refused), 0.0);
        assert_eq!(paths(&workspace), ["a.json"]);
        let notice = workspace.session().notice.as_ref().unwrap();
        assert_eq!(notice.refusal.message, "no timeline");
        assert!(!notice.shows_earlier);
    }

    #[test]
    fn what_a_closed_tab_asked_for_is_heard_by_nobody() {
        let mut workspace = workspace();
        open(&mut workspace, "a.json");
        open(&mut workspace, "b.json");
        let number = workspace.number();
        workspace.update(None, Action::Workspace(WorkspaceAction::Close(1)), 0.0);
        assert!(!workspace.has(number));
        let stop = Action::Document(DocumentAction::StopReading);
        assert!(workspace.update(Some(number), stop, 0.0).is_empty());
    }

    /// A workspace with two timelines, each with a change that is in no copy.
    fn two_unsaved() -> Workspace {
        let mut workspace = workspace();
        open(&mut workspace, "a.json");
        open(&mut workspace, "b.json");
        for tab in &mut workspace.tabs {
            let record = crate::bibliography::ImportedSource {
                id: "new".to_owned(),
                csl: serde_json::Map::new(),
                line: 1,
            };
            let change = crate::session::changes::imported_source(&record, "new".to_owned());
            tab.session.changes.add(change);
        }
        workspace
    }

    #[test]
    fn who_leaves_one_timeline_and_stays_with_the_next_loses_nothing() {
        let mut workspace = two_unsaved();
        let tell = |workspace: &mut Workspace, action| workspace.update(None, action, 0.0);
        let document = Action::Document;
        assert!(tell(&mut workspace, document(DocumentAction::Close)).is_empty());
        assert!(tell(&mut workspace, document(DocumentAction::DiscardChanges)).is_empty());
        // The other one asks now; who stays there stays with both.
        let stay = Action::View(ViewAction::Toggle(Popup::Unsaved));
        assert!(tell(&mut workspace, stay).is_empty());
        assert!(
            workspace
                .sessions()
                .all(|session| session.changes.unsaved() == 1)
        );
        // And asked anew, both are asked.
        assert!(tell(&mut workspace, document(DocumentAction::Close)).is_empty());
        assert!(tell(&mut workspace, document(DocumentAction::DiscardChanges)).is_empty());
        let asked = tell(&mut workspace, document(DocumentAction::DiscardChanges));
        assert!(
            matches!(asked.as_slice(), [(_, Effect::Close)]),
            "{asked:?}"
        );
    }

    #[test]
    fn who_stays_is_not_sent_away_by_saving_later() {
        let mut workspace = two_unsaved();
        workspace.update(None, Action::Document(DocumentAction::Close), 0.0);
        let stay = Action::View(ViewAction::Toggle(Popup::Unsaved));
        workspace.update(None, stay, 0.0);
        let saved = DocumentAction::CopySaved("copy.json".into(), 1);
        assert!(
            workspace
                .update(None, Action::Document(saved), 0.0)
                .is_empty()
        );
    }
}
