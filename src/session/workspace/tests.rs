//! Tabs, links to files, and closing with unsaved changes.

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
    let tell =
        |workspace: &mut Workspace, action| workspace.update(None, Action::Workspace(action), 0.0);
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
    // It waits until the timeline is read.
    let copy = SaveAction::SaveCopyTo(path.clone());
    assert!(workspace.update(None, copy.into(), 0.0).is_empty());
    let saved = SaveAction::Saved(Box::new(SavedFile {
        number: 1,
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
