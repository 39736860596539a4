//! History, saving and merging as a session sees them.

use super::tests::{THREE, act, load_of, open_timeline, request_of, selected_id};
use crate::edits::Edit;
use crate::model::{Change, Digest, EntryKind, EntryText, Index};
use crate::session::*;

/// A session with an open file.
pub(super) fn opened_file() -> Session {
    let origin = Origin::File("/t/three.json".into());
    let (mut session, effects) =
        Session::open(origin.clone(), SourcePaths::default(), Settings::default());
    let mut open = open_timeline(THREE);
    open.origin = origin;
    open.file = Some(version(THREE));
    act(&mut session, LoadAction::Loaded(request_of(&effects), open));
    session
}

fn version(text: &str) -> FileVersion {
    FileVersion {
        digest: Digest::of(text.as_bytes()),
        bytes: Some(text.as_bytes().into()),
        is_built_in: false,
    }
}

fn retitle(old: &str, new: &str) -> EditAction {
    let json = |title: &str| Some(format!("{title:?}").into());
    let change = Change::SetField {
        field: "title".into(),
        old: json(old),
        new: json(new),
    };
    let mut edit = Edit::new(format!("Title {new}").into(), change);
    edit.typing = Some("title".into());
    EditAction::Apply(Box::new(edit))
}

fn add_lane(id: &str) -> EditAction {
    let change = Change::Insert {
        kind: EntryKind::Lane,
        entry: EntryText::new(id, format!(r#"{{"id": "{id}", "name": "{id}"}}"#)),
        before: None,
    };
    EditAction::Apply(Box::new(Edit::new(format!("Lane {id}").into(), change)))
}

fn title(session: &Session) -> &str {
    &session.open.as_ref().unwrap().timeline.title
}

fn lanes(session: &Session) -> usize {
    session.open.as_ref().unwrap().timeline.lanes.len()
}

fn steps(session: &Session) -> (Vec<String>, usize) {
    let history = &session.edits.history;
    let names = history.steps().iter().map(|step| step.name.text());
    (names.collect(), history.done())
}

fn save_of(effects: &[Effect]) -> &SaveRequest {
    let request = effects.iter().find_map(|effect| match effect {
        Effect::Save(request) => Some(request),
        _ => None,
    });
    request.unwrap_or_else(|| panic!("{effects:?}"))
}

/// The answer to a request to save, after which the file has this text.
fn saved(effects: &[Effect], text: &str) -> SaveAction {
    let request = save_of(effects);
    SaveAction::Saved(Box::new(SavedFile {
        number: request.number,
        path: request.path.clone(),
        target: request.target,
        version: version(text),
        warnings: Vec::new(),
    }))
}

#[test]
fn typing_in_one_field_is_one_step_and_undo_brings_the_selection_back() {
    let mut session = opened_file();
    act(
        &mut session,
        SelectionAction::Select(Index::new(1).unwrap()),
    );
    act(&mut session, retitle("Three", "T"));
    act(&mut session, retitle("T", "Tw"));
    act(&mut session, retitle("Tw", "Two"));
    act(&mut session, add_lane("c"));
    assert_eq!(steps(&session).0, ["Title Two", "Lane c"]);
    act(
        &mut session,
        SelectionAction::Select(Index::new(0).unwrap()),
    );
    act(&mut session, EditAction::Undo);
    act(&mut session, EditAction::Undo);
    assert_eq!((title(&session), lanes(&session)), ("Three", 2));
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
    assert_eq!(session.edits.pending(), []);
    act(&mut session, EditAction::Undo);
    act(&mut session, EditAction::Redo);
    assert_eq!((title(&session), lanes(&session)), ("Two", 2));
    // Typing after an undo does not extend the step before.
    act(&mut session, EditAction::Undo);
    act(&mut session, retitle("Three", "Four"));
    assert_eq!(steps(&session), (vec!["Title Four".into()], 1));
    act(&mut session, EditAction::Redo);
    assert_eq!(title(&session), "Four");
}

#[test]
fn a_click_in_the_history_goes_to_that_step() {
    let mut session = opened_file();
    for id in ["c", "d", "e"] {
        act(&mut session, add_lane(id));
    }
    act(&mut session, EditAction::GoToStep(1));
    assert_eq!((lanes(&session), steps(&session).1), (3, 1));
    act(&mut session, EditAction::GoToStep(3));
    assert_eq!((lanes(&session), steps(&session).1), (5, 3));
    act(&mut session, EditAction::GoToStep(0));
    assert_eq!((lanes(&session), steps(&session).1), (2, 0));
    act(&mut session, EditAction::GoToStep(99));
    assert_eq!(steps(&session).1, 3);
}

#[test]
fn a_change_that_does_not_fit_is_refused_and_changes_nothing() {
    let mut session = opened_file();
    act(&mut session, retitle("Another", "New"));
    assert_eq!(title(&session), "Three");
    assert_eq!(steps(&session), (Vec::new(), 0));
    let notice = session.notices.notice.as_ref().unwrap();
    assert!(notice.error.hint.is_some());
}

#[test]
fn changes_are_saved_after_a_while_and_later_ones_stay_pending() {
    let mut session = opened_file();
    let effects = act(&mut session, add_lane("c"));
    let wait = effects.iter().find_map(|effect| match effect {
        Effect::WaitToSave(ticket) => Some(ticket.number()),
        _ => None,
    });
    assert!(session.has_unsaved_changes());
    let effects = act(&mut session, SaveAction::Due(wait.unwrap()));
    assert_eq!(save_of(&effects).target, SaveTarget::SameFile);
    assert_eq!(save_of(&effects).changes.len(), 1);
    assert!(session.edits.is_saving());
    // Undone while it is written: the file has the change, so it is taken back there.
    act(&mut session, EditAction::Undo);
    assert_eq!(session.edits.pending().len(), 2);
    act(&mut session, saved(&effects, "written"));
    assert_eq!(session.edits.pending().len(), 1);
    assert_eq!(session.edits.base(), Some(&version("written")));
    assert_eq!(lanes(&session), 2);
    let effects = act(&mut session, SaveAction::Save);
    act(&mut session, saved(&effects, THREE));
    assert!(!session.has_unsaved_changes());
    // The steps outlive the saving.
    act(&mut session, EditAction::Redo);
    assert_eq!(lanes(&session), 3);
}

#[test]
fn the_built_in_chronology_asks_where_to_save_and_is_never_written_by_itself() {
    let mut session = super::tests::opened();
    let effects = act(&mut session, add_lane("c"));
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::WaitToSave(_)))
    );
    assert_eq!(session.view.dialog, Some(Dialog::SaveFirst));
    act(&mut session, PanelAction::Escape);
    act(&mut session, add_lane("d"));
    assert_eq!(session.view.dialog, None, "it asks once");
    let effects = act(&mut session, SaveAction::Save);
    assert_eq!(effects, [Effect::Pick(FileDialog::SaveAs(Origin::BuiltIn))]);
    let effects = act(&mut session, SaveAction::SaveAsTo("/t/mine.json".into()));
    let effects = act(&mut session, saved(&effects, "mine"));
    let load: Vec<Effect> = effects
        .into_iter()
        .filter(|it| matches!(it, Effect::Load(_)))
        .collect();
    assert_eq!(load_of(&load).origin, Origin::File("/t/mine.json".into()));
    assert!(!session.has_unsaved_changes());
    assert_eq!((lanes(&session), steps(&session).1), (4, 2));
}

#[test]
fn another_version_is_merged_before_the_file_is_written() {
    let mut session = opened_file();
    act(&mut session, add_lane("c"));
    act(&mut session, SaveAction::Save);
    let effects = act(&mut session, SaveAction::FileChanged);
    let request = load_of(&effects);
    assert_eq!(request.base, Some(version(THREE)));
    assert_eq!(request.changes.len(), 1);
    let number = request.ticket.number();
    let theirs = THREE.replace(r#""title": "Three""#, r#""title": "Theirs""#);
    let merged = theirs.replace(
        r#"{"id": "b", "name": "B"}"#,
        r#"{"id": "b", "name": "B"}, {"id": "c", "name": "c"}"#,
    );
    let pending = session.edits.pending_changes();
    let json = |title: &str| Some(format!("{title:?}").into());
    let retitled = |old, new| Change::SetField {
        field: "title".into(),
        old: json(old),
        new: json(new),
    };
    let file = MergedFile {
        theirs: Some((retitled("Three", "Theirs"), retitled("Theirs", "Three"))),
        pending,
        conflicts: 0,
    };
    act(&mut session, LoadAction::Merged(number, Box::new(file)));
    let mut open = open_timeline(&merged);
    open.origin = Origin::File("/t/three.json".into());
    open.file = Some(version(&theirs));
    let effects = act(&mut session, LoadAction::Loaded(number, open));
    // What was to be saved is saved now, over the version that was merged.
    assert_eq!(save_of(&effects).base, Some(version(&theirs)));
    assert_eq!(session.edits.history.steps().len(), 2);
    act(&mut session, saved(&effects, &merged));
    act(&mut session, EditAction::Undo);
    assert_eq!((title(&session), lanes(&session)), ("Three", 3));
}

#[test]
fn closing_waits_until_the_changes_are_saved() {
    let mut session = opened_file();
    act(&mut session, add_lane("c"));
    assert_eq!(act(&mut session, CloseAction::Window), []);
    assert_eq!(session.view.dialog, Some(Dialog::Unsaved));
    let effects = act(&mut session, SaveAction::Save);
    let effects = act(&mut session, saved(&effects, "written"));
    assert_eq!(effects.last(), Some(&Effect::CloseWindow));
}

#[test]
fn a_failed_saving_keeps_the_changes_and_the_window_open() {
    let mut session = opened_file();
    act(&mut session, add_lane("c"));
    act(&mut session, CloseAction::Window);
    act(&mut session, SaveAction::Save);
    let error = crate::storage::FileError::new("disk full");
    let effects = act(
        &mut session,
        SaveAction::Failed("/t/three.json".into(), error),
    );
    assert_eq!(effects, []);
    assert!(session.has_unsaved_changes() && !session.edits.is_saving());
    assert!(session.notices.notice.is_some());
}

#[test]
fn changes_given_up_while_they_are_saved_are_not_counted_as_written() {
    let mut session = opened_file();
    act(&mut session, add_lane("c"));
    let effects = act(&mut session, SaveAction::Save);
    act(&mut session, EditAction::DiscardRecovered);
    act(&mut session, saved(&effects, "written"));
    assert_eq!(session.edits.pending(), []);
    assert_eq!(session.edits.base(), Some(&version(THREE)));
}

#[test]
fn a_file_chosen_while_another_is_written_is_written_next() {
    let mut session = opened_file();
    act(&mut session, add_lane("c"));
    let first = act(&mut session, SaveAction::Save);
    let copy = act(&mut session, SaveAction::SaveCopyTo("/t/copy.json".into()));
    assert!(!copy.iter().any(|effect| matches!(effect, Effect::Save(_))));
    act(&mut session, add_lane("d"));
    let effects = act(&mut session, saved(&first, "written"));
    let next = save_of(&effects);
    assert_eq!(next.target, SaveTarget::Copy);
    assert_eq!(next.changes.len(), 1);
    act(&mut session, saved(&effects, "copy"));
    assert!(session.has_unsaved_changes(), "a copy is not the file");
}

#[test]
fn two_moves_that_look_like_opposites_stay_pending() {
    let mut session = opened_file();
    act(&mut session, add_lane("c"));
    let go_before = |before: &str| {
        let change = Change::Move {
            kind: EntryKind::Lane,
            id: "c".into(),
            before: Some(before.into()),
        };
        EditAction::Apply(Box::new(Edit::new("Move".into(), change)))
    };
    act(&mut session, go_before("a"));
    act(&mut session, go_before("b"));
    assert_eq!(session.edits.pending().len(), 3);
    for _ in 0..2 {
        act(&mut session, EditAction::Undo);
    }
    let open = session.open.as_ref().unwrap();
    let ids: Vec<&str> = open.timeline.lanes.iter().map(|lane| &*lane.id).collect();
    assert_eq!(ids, ["a", "b", "c"]);
}

#[test]
fn editing_ends_the_offer_to_give_up_restored_work() {
    let mut session = opened_file();
    session.edits.recovered = Some(RecoveryNotice {
        changes: 1,
        ended_early: None,
    });
    session.edits.discard_on_close = true;
    act(&mut session, add_lane("c"));
    assert_eq!(session.edits.recovered, None);
    assert!(!session.edits.discard_on_close);
}
