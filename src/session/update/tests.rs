//! The effect of actions on a session.

use crate::library::Holdings;
use crate::model::{Change, EntryText, Index};
use crate::session::*;
use crate::storage::{self, FileError};

pub(super) const THREE: &str = r#"{
  "annals": 1,
  "title": "Three",
  "lanes": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
  "sources": [{"id": "s", "csl": {"title": "S"}}],
  "passages": [
    {"id": "p", "source": "s", "exact": "one"},
    {"id": "q", "source": "s", "exact": "two"}
  ],
  "events": [
    {"id": "first", "title": "First", "date": "1953", "dating": {"basis": "stated"},
     "lane": "a", "citations": [{"passage": "p", "date": "1953"}, {"passage": "q"}]},
    {"id": "second", "title": "Second", "date": "1963", "dating": {"basis": "stated"},
     "lane": "b", "citations": [{"passage": "p", "date": "1963"}]},
    {"id": "shelved", "title": "Shelved", "lane": "a", "citations": [{"passage": "q"}]},
    {"id": "last", "title": "Last", "date": "2025", "dating": {"basis": "stated"},
     "lane": "b", "citations": [{"passage": "q", "date": "2025"}]}
  ]
}"#;

pub(super) fn open_timeline(text: &str) -> Box<OpenTimeline> {
    let reading = storage::read(text.as_bytes()).unwrap();
    let problems = reading.problems.clone();
    Box::new(OpenTimeline::new(
        Origin::BuiltIn,
        reading,
        Holdings::default(),
        Vec::new(),
        problems,
    ))
}

pub(super) fn opened() -> Session {
    let (mut session, effects) =
        Session::open(Origin::BuiltIn, SourcePaths::default(), Settings::default());
    let loaded = LoadAction::Loaded(request_of(&effects), open_timeline(THREE));
    act(&mut session, loaded);
    session
}

pub(super) fn act(session: &mut Session, action: impl Into<Action>) -> Vec<Effect> {
    session.update(action.into(), 0.0)
}

pub(super) fn selected_id(session: &Session) -> Option<String> {
    let (open, event) = session.selected()?;
    Some(open.timeline[event].id.to_string())
}

pub(super) fn load_of(effects: &[Effect]) -> &LoadRequest {
    match effects {
        [Effect::Load(request)] => request,
        other => panic!("{other:?}"),
    }
}

pub(super) fn request_of(effects: &[Effect]) -> u64 {
    load_of(effects).ticket.number()
}

/// Reads another version of the open timeline.
pub(super) fn reload(session: &mut Session, text: &str) {
    let request = request_of(&act(session, LoadAction::Reload));
    act(session, LoadAction::Loaded(request, open_timeline(text)));
}

#[test]
fn stepping_through_events_follows_time_and_stops_at_the_ends() {
    let mut session = opened();
    let mut walked = Vec::new();
    for _ in 0..5 {
        act(&mut session, SelectionAction::NextEvent);
        walked.extend(selected_id(&session));
    }
    assert_eq!(walked, ["first", "second", "last", "last", "last"]);
    act(&mut session, SelectionAction::PreviousEvent);
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
}

#[test]
fn lane_down_goes_through_the_lanes_and_then_to_the_undated_events() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    act(&mut session, SelectionAction::LaneDown);
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
    act(&mut session, SelectionAction::LaneDown);
    assert_eq!(selected_id(&session).as_deref(), Some("shelved"));
    act(&mut session, SelectionAction::NextEvent);
    assert_eq!(selected_id(&session).as_deref(), Some("shelved"));
    act(&mut session, SelectionAction::LaneUp);
    let back = selected_id(&session).unwrap();
    assert!(back == "second" || back == "last", "{back}");
}

#[test]
fn stepping_through_passages_stays_within_the_event() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    act(&mut session, SelectionAction::NextPassage);
    assert_eq!(session.view.citation, 1);
    act(&mut session, SelectionAction::NextPassage);
    assert_eq!(session.view.citation, 1);
    act(&mut session, SelectionAction::PreviousPassage);
    assert_eq!(session.view.citation, 0);
}

#[test]
fn escape_closes_the_dialog_first_and_then_deselects() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    act(&mut session, PanelAction::ToggleDialog(Dialog::Keys));
    act(&mut session, PanelAction::Escape);
    assert_eq!(session.view.dialog, None);
    assert!(session.view.selection.is_some());
    act(&mut session, PanelAction::Escape);
    assert_eq!(session.view.selection, None);
}

#[test]
fn zooming_to_the_selection_twice_shows_everything() {
    let mut session = opened();
    let whole = session.view.viewport(9.0);
    act(&mut session, SelectionAction::NextEvent);
    act(&mut session, ViewAction::ZoomToSelection);
    let near = session.view.viewport(9.0);
    assert!(near.length_seconds() < whole.length_seconds() / 10.0);
    act(&mut session, ViewAction::ZoomToSelection);
    assert_eq!(session.view.viewport(9.0), whole);
}

#[test]
fn selecting_an_event_out_of_view_is_animated_unless_motion_is_reduced() {
    for still in [false, true] {
        let mut session = opened();
        act(&mut session, SettingsAction::ReduceMotion(still));
        act(&mut session, SelectionAction::NextEvent);
        act(&mut session, ViewAction::ZoomToSelection);
        let before = session.view.viewport(9.0);
        session.update(Action::Selection(SelectionAction::PreviousEvent), 10.0);
        let last = session.open.as_ref().unwrap().index.previous(None).unwrap();
        session.update(Action::Selection(SelectionAction::Select(last)), 10.0);
        assert_eq!(session.view.is_gliding(10.01), !still);
        assert_eq!(session.view.viewport(10.0) == before, !still);
        assert!(!session.view.is_gliding(11.0));
        let whole = session.open.as_ref().unwrap().index.whole().unwrap();
        assert!(session.view.viewport(11.0).shows(whole.1, whole.1));
    }
}

#[test]
fn a_new_version_keeps_selection_and_viewport() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    act(&mut session, ViewAction::ZoomToSelection);
    let viewport = session.view.viewport(9.0);
    // In the new version the event has another position in the list.
    let newer = THREE.replace(
        "\"events\": [",
        "\"events\": [{\"id\": \"zeroth\", \"title\": \"Z\", \"lane\": \"a\", \"citations\": [{\"passage\": \"p\"}]},",
    );
    reload(&mut session, &newer);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
    assert_eq!(session.view.viewport(9.0), viewport);
    assert_eq!(session.revision, 2);
}

#[test]
fn an_event_that_a_new_version_lacks_is_deselected() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    act(&mut session, SelectionAction::NextEvent);
    let newer = THREE.replace("\"second\"", "\"renamed\"");
    reload(&mut session, &newer);
    assert_eq!(session.view.selection, None);
    // Going back to a view of that event selects nothing and breaks nothing.
    act(&mut session, ViewAction::Back);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
}

#[test]
fn a_version_that_cannot_be_read_leaves_the_one_before_open() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    let request = request_of(&act(&mut session, LoadAction::Reload));
    act(
        &mut session,
        LoadAction::Failed(request, Origin::BuiltIn, FileError::new("broken")),
    );
    assert!(session.notices.notice.is_some());
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
    act(&mut session, PanelAction::DismissNotices);
    assert!(session.notices.notice.is_none());
}

#[test]
fn an_answer_to_an_earlier_request_is_dropped() {
    let mut session = opened();
    let first = request_of(&act(&mut session, LoadAction::Reload));
    let second = request_of(&act(&mut session, LoadAction::Reload));
    let older = THREE.replace("\"Three\"", "\"Older\"");
    act(
        &mut session,
        LoadAction::Loaded(second, open_timeline(THREE)),
    );
    act(
        &mut session,
        LoadAction::Loaded(first, open_timeline(&older)),
    );
    assert_eq!(session.open.as_ref().unwrap().timeline.title, "Three");
}

#[test]
fn panning_and_zooming_keep_the_timeline_in_sight() {
    let mut session = opened();
    for _ in 0..50 {
        act(&mut session, ViewAction::Pan(1.0));
    }
    let whole = session.open.as_ref().unwrap().index.whole().unwrap();
    assert!(
        session
            .view
            .viewport(9.0)
            .shows(whole.0, whole.1.saturating_add(86_400 * 1_000))
    );
    for _ in 0..200 {
        act(
            &mut session,
            ViewAction::Zoom {
                factor: 0.5,
                about: 0.2,
            },
        );
    }
    let zoomed_out = session.view.viewport(9.0);
    act(&mut session, ViewAction::FitAll);
    let all = session.view.viewport(9.0);
    assert!(zoomed_out.length_seconds() <= all.length_seconds() * 2.001);
}

#[test]
fn zooming_out_at_the_limit_moves_nothing() {
    let mut session = opened();
    let out = || ViewAction::Zoom {
        factor: 0.5,
        about: 0.4,
    };
    act(&mut session, out());
    act(&mut session, out());
    let limit = session.view.viewport(9.0);
    act(&mut session, out());
    let after = session.view.viewport(9.0);
    let moved = after.offset_of(limit.center()) / after.length_seconds();
    assert!(moved.abs() < 1e-6, "{moved}");
}

#[test]
fn back_and_forward_restore_views() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    act(&mut session, ViewAction::ZoomToSelection);
    let near = session.view.viewport(9.0);
    act(&mut session, ViewAction::Back);
    assert_ne!(session.view.viewport(9.0), near);
    act(&mut session, ViewAction::Forward);
    assert_eq!(session.view.viewport(9.0), near);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
}

#[test]
fn navigation_in_an_empty_timeline_does_nothing() {
    let mut session = opened();
    reload(&mut session, "{\"annals\": 1}");
    for action in [
        Action::from(SelectionAction::NextEvent),
        SelectionAction::LaneDown.into(),
        SelectionAction::NextPassage.into(),
        ViewAction::ZoomToSelection.into(),
        PanelAction::FocusQuotes.into(),
        ViewAction::Back.into(),
    ] {
        act(&mut session, action);
    }
    assert_eq!(session.view.selection, None);
    assert!(session.view.viewport(9.0).length_seconds() > 0.0);
}

#[test]
fn a_source_path_that_fails_is_dropped() {
    let mut session = opened();
    let action = SourceAction::SearchForDocumentsIn("/nowhere".into());
    let effects = act(&mut session, action);
    let request = load_of(&effects);
    assert_eq!(request.source_paths.paths.len(), 1);
    let failed = LoadAction::Failed(
        request.ticket.number(),
        request.origin.clone(),
        FileError::new("none"),
    );
    let effects = act(&mut session, failed);
    assert!(load_of(&effects).source_paths.paths.is_empty());
    let loaded = LoadAction::Loaded(request_of(&effects), open_timeline(THREE));
    act(&mut session, loaded);
    assert!(
        session.notices.notice.is_some(),
        "it still tells of the failure"
    );
    reload(&mut session, THREE);
    assert!(session.notices.notice.is_none());
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_open_one_open() {
    let mut session = opened();
    act(&mut session, SelectionAction::NextEvent);
    let action = LoadAction::Open("/nowhere.json".into());
    let request = request_of(&act(&mut session, action));
    let failed = LoadAction::Failed(
        request,
        Origin::File("/nowhere.json".into()),
        FileError::new("none"),
    );
    let effects = act(&mut session, failed);
    assert_eq!(load_of(&effects).origin, Origin::BuiltIn);
    assert_eq!(selected_id(&session).as_deref(), Some("first"));
}

#[test]
fn unsupported_periods_follow_the_visible_events() {
    let mut session = opened();
    assert!(session.unsupported().is_empty());
    act(&mut session, PanelAction::ToggleEvidence);
    let words = |session: &Session| -> Vec<String> {
        let stretches = session.unsupported().iter();
        stretches
            .map(crate::query::UnsupportedPeriod::in_words)
            .collect()
    };
    assert_eq!(
        words(&session),
        ["no event dated 1954–1962", "no event dated 1964–2024"]
    );
    let period = Period {
        edtf: annals_edtf::Edtf::parse("1950/1970").unwrap(),
        certainly: true,
    };
    act(&mut session, SearchAction::SetPeriod(Some(period)));
    assert_eq!(words(&session), ["no event dated 1954–1962"]);
    act(&mut session, PanelAction::ToggleEvidence);
    assert!(session.unsupported().is_empty());
}

/// A document that was dropped.
fn dropped(path: &str, digest: u8) -> SourceAction {
    let path = std::path::PathBuf::from(path);
    SourceAction::Inspected(
        path.clone(),
        FileKind::Document(Box::new(NewDocument {
            stem: path.file_stem().unwrap().to_string_lossy().into_owned(),
            path,
            canonical: None,
            digest: crate::model::Digest::of(&[digest]),
            title: "Title".to_owned(),
            extractor: crate::model::Extractor {
                name: "x".into(),
                version: "1".into(),
            },
        })),
    )
}

fn added(change: &Change) -> &EntryText {
    match change {
        Change::Insert { entry, .. } => entry,
        other => panic!("{other:?}"),
    }
}

fn changed_ids(session: &Session) -> Vec<String> {
    let mut ids = Vec::new();
    for pending in session.edits.pending() {
        let visit = &mut |change: &Change| ids.push(added(change).id.to_string());
        pending.change.each(visit);
    }
    ids
}

#[test]
fn a_change_is_shown_at_once_and_checked_afterwards() {
    use crate::bibliography::{ImportFormat, import};
    let mut session = opened();
    act(
        &mut session,
        SelectionAction::Select(Index::new(1).unwrap()),
    );
    let records = import(b"@book{new, title = {New}}", ImportFormat::BibTex).unwrap();
    let import = SourceAction::Inspected("/r.bib".into(), FileKind::Records(records));
    let effects = act(&mut session, import);
    let check = effects.iter().find_map(|effect| match effect {
        Effect::Load(_) => panic!("{effects:?}"),
        Effect::Check(request) => Some(request.ticket.number()),
        _ => None,
    });
    let check = check.unwrap();
    let sources = |session: &Session| session.open.as_ref().unwrap().timeline.sources.len();
    assert_eq!(sources(&session), 2);
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
    assert!(!session.is_loading());

    let problems = |session: &Session| session.open.as_ref().unwrap().problem_count();
    let before = problems(&session);
    let unsure = r#""stance": "unsure", "date": "1963""#;
    let mut checked = open_timeline(&THREE.replace(r#""date": "1963"}"#, &format!("{unsure}}}")));
    checked.digest_as_read = Some(crate::model::Digest::of(b"with the change"));
    let report = checked.problem_report();
    act(&mut session, LoadAction::Checked(check - 1, report.clone()));
    assert_eq!(
        problems(&session),
        before,
        "an answer to an earlier request"
    );
    act(&mut session, LoadAction::Checked(check, report));
    let open = session.open.as_ref().unwrap();
    assert_eq!(open.problem_count(), checked.problem_count());
    assert!(checked.problem_count() > before);
    assert_eq!(open.digest(), checked.digest_as_read);
    let about = open.problems().find_map(|listed| listed.event).unwrap();
    assert_eq!(&*open.timeline[about].id, "second");

    let effects = act(&mut session, EditAction::Undo);
    assert!(
        !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Load(_)))
    );
    assert_eq!(sources(&session), 1);
    assert_eq!(selected_id(&session).as_deref(), Some("second"));
}

#[test]
fn documents_dropped_together_are_all_added() {
    let mut session = opened();
    act(&mut session, dropped("/a/report.pdf", 1));
    let effects = act(&mut session, dropped("/b/report.txt", 2));
    assert_eq!(changed_ids(&session), ["report", "report-2"]);
    let last = effects.last().into_iter().cloned().collect::<Vec<_>>();
    let request = load_of(&last);
    assert_eq!(request.source_paths.paths.len(), 2);
    assert_eq!(request.changes.len(), 2);
    act(&mut session, EditAction::Undo);
    act(&mut session, dropped("/c/report.md", 3));
    assert_eq!(changed_ids(&session), ["report", "report-2"]);
}

#[test]
fn records_imported_twice_get_different_ids() {
    use crate::bibliography::{ImportFormat, import};
    let mut session = opened();
    let records = b"@book{s, title = {One}}\n@book{s2, title = {Two}}";
    for _ in 0..2 {
        let imported = import(records, ImportFormat::BibTex).unwrap();
        let dropped = SourceAction::Inspected("/r.bib".into(), FileKind::Records(imported));
        act(&mut session, dropped);
    }
    assert_eq!(changed_ids(&session), ["s-2", "s2", "s-3", "s2-2"]);
}

#[test]
fn only_a_path_within_the_timelines_folder_is_recorded() {
    use crate::library::{CopySearch, DocumentCache, find_copies};
    use annals_documents::Worker;
    let scratch = tempfile::tempdir().unwrap();
    let folder = scratch.path().canonicalize().unwrap();
    let documents = DocumentCache::new(Worker {
        program: "there-is-no-such-program".into(),
    });
    let open = |timeline: &str, timeline_folder: Option<&std::path::Path>| {
        let mut open = *open_timeline(THREE);
        if let Some(timeline_folder) = timeline_folder {
            let reading = storage::read(THREE.as_bytes()).unwrap();
            let search = CopySearch {
                timeline: &reading,
                timeline_folder,
                sources_folders: &[],
                files: &[],
                documents: &documents,
            };
            open.holdings = find_copies(search).unwrap().holdings.into();
        }
        open.origin = Origin::File(timeline.into());
        open
    };
    let recorded = |open: &OpenTimeline, path: &str, canonical: Option<std::path::PathBuf>| {
        let new = NewDocument {
            path: path.into(),
            canonical,
            digest: crate::model::Digest::of(b""),
            title: "T".to_owned(),
            stem: "t".to_owned(),
            extractor: crate::model::Extractor {
                name: "x".into(),
                version: "1".into(),
            },
        };
        let source = new.insert_edit(open, "t").change;
        let entry = serde_json::from_str::<serde_json::Value>(&added(&source).json).unwrap();
        entry
            .get("file")
            .and_then(|file| file.as_str().map(str::to_owned))
    };
    // A relative timeline, as the one of the current folder is.
    let here = open("timeline.json", Some(&folder));
    let inside = folder.join("docs/a.pdf");
    let shown = inside.to_string_lossy().into_owned();
    assert_eq!(
        recorded(&here, &shown, Some(inside.clone())).as_deref(),
        Some("docs/a.pdf")
    );
    assert_eq!(
        recorded(&here, "a.pdf", Some("/elsewhere/a.pdf".into())),
        None
    );
    // Where canonical paths are unknown, the paths are compared.
    let unseen = open("timeline.json", None);
    for (path, file) in [
        (shown.as_str(), None),
        ("docs/a.pdf", Some("docs/a.pdf")),
        ("../a.pdf", None),
        ("docs/../../a.pdf", None),
    ] {
        assert_eq!(recorded(&unseen, path, None).as_deref(), file, "{path}");
    }
    let named = open("/t/timeline.json", None);
    assert_eq!(recorded(&named, "/t/a.pdf", None).as_deref(), Some("a.pdf"));
    assert_eq!(recorded(&named, "/t/../a.pdf", None), None);
    // The built-in chronology has no folder.
    let built_in = open_timeline(THREE);
    assert_eq!(recorded(&built_in, "a.pdf", None), None);
}

#[test]
fn replacements_are_found_in_linear_time() {
    // In quadratic time this takes minutes.
    let count = 40_000;
    let passages: Vec<String> = (0..count)
        .map(|number| {
            let old = count - 1 - number;
            format!(r#"{{"id": "p{number}", "source": "s", "exact": "x", "replaces": "p{old}"}}"#)
        })
        .collect();
    let text = format!(
        r#"{{"annals": 1, "sources": [{{"id": "s", "csl": {{}}}}], "passages": [{}]}}"#,
        passages.join(",")
    );
    let open = open_timeline(&text);
    for (index, _) in open.timeline.passages.indexed() {
        let new = open.replacement_of(index).unwrap();
        assert_eq!(new.position(), count - 1 - index.position());
    }
}

#[test]
fn the_stated_dates_of_a_large_timeline_are_checked_once_it_is_shown() {
    let mut session = opened();
    let known = session.open.as_ref().unwrap().problem_count();
    let effects = act(&mut session, LoadAction::Reload);
    let mut large = open_timeline(THREE);
    large.defers_date_check = true;
    let opened = LoadAction::Loaded(request_of(&effects), large);
    let effects = act(&mut session, opened);
    let check = effects.iter().find_map(|effect| match effect {
        Effect::CheckStatedDates(ticket, open, _) => Some((ticket.number(), open.clone())),
        _ => None,
    });
    let (request, open) = check.unwrap();
    let violations = crate::check::check_stated_dates(&open.0.timeline);
    let found = crate::check::problems_at(open.0.positions(), violations);
    assert!(!found.is_empty());
    let number = found.len();
    // The answer to an earlier request is dropped.
    let late = LoadAction::StatedDatesChecked(request - 1, found.clone());
    act(&mut session, late);
    let count = |session: &Session| session.open.as_ref().unwrap().problem_count();
    assert_eq!(count(&session), known);
    act(&mut session, LoadAction::StatedDatesChecked(request, found));
    assert_eq!(count(&session), known + number);
}
