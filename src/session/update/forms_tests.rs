//! Forms as a session sees them.

use super::edits_tests::opened_file;
use super::tests::act;
use crate::edits::forms::{EventForm, Form, FormField, FormKind, LaneForm};
use crate::model::{Event, Index};
use crate::session::*;
use crate::storage::journal::{JournalForm, JournalRecord};

fn first_event(session: &Session) -> Index<Event> {
    let open = session.open.as_deref().unwrap();
    open.timeline.events.indexes().next().unwrap()
}

fn title_of(session: &Session, event: Index<Event>) -> String {
    session.open.as_deref().unwrap().timeline[event]
        .title
        .to_string()
}

/// Changes the open form of an event.
fn type_into(session: &mut Session, change: impl FnOnce(&mut EventForm)) -> Vec<Effect> {
    let Form::Event(mut form) = session.edits.forms.open.clone().unwrap().form else {
        panic!("another form is open");
    };
    change(&mut form);
    act(session, FormAction::Type(Box::new(Form::Event(form))))
}

fn journal(effects: &[Effect]) -> Vec<&JournalRecord> {
    let records = effects.iter().filter_map(|effect| match effect {
        Effect::Journal(JournalUpdate::Record(record)) => Some(record),
        _ => None,
    });
    records.collect()
}

#[test]
fn a_form_is_kept_with_what_is_typed_and_goes_on_where_it_was() {
    let mut session = opened_file();
    act(&mut session, FormAction::New(FormKind::Event));
    // An empty form is not worth keeping.
    act(&mut session, PanelAction::Escape);
    assert!(session.edits.forms.open.is_none() && session.edits.forms.kept.is_empty());
    act(&mut session, FormAction::New(FormKind::Event));
    type_into(&mut session, |form| form.title = "Bridge".to_owned());
    let number = session.edits.forms.open.as_ref().unwrap().number;
    // Another form takes its place.
    act(&mut session, FormAction::New(FormKind::Source));
    assert_eq!(session.edits.forms.kept.len(), 1);
    act(&mut session, FormAction::Resume(0));
    let open = session.edits.forms.open.as_ref().unwrap();
    assert_eq!((open.form.title(), open.number), ("Bridge", number));
    assert!(session.edits.forms.kept.is_empty());
}

#[test]
fn every_letter_is_recorded_until_the_form_is_closed() {
    let mut session = opened_file();
    act(&mut session, FormAction::New(FormKind::Event));
    let effects = type_into(&mut session, |form| form.title = "B".to_owned());
    let [JournalRecord::Form(JournalForm { key, json })] = journal(&effects)[..] else {
        panic!("{effects:?}");
    };
    let (key, json) = (key.clone(), json.clone());
    let form: Form = serde_json::from_str(&json).unwrap();
    assert_eq!(form.title(), "B");
    let effects = act(&mut session, FormAction::KeepForLater);
    assert!(journal(&effects).is_empty(), "{effects:?}");
    let effects = act(&mut session, FormAction::DiscardKept(0));
    assert_eq!(journal(&effects), [&JournalRecord::FormClosed(key.clone())]);
    // After a crash the form is there again, and its number is not given twice.
    let mut restarted = opened_file();
    restarted.take_recovered_forms(&[JournalForm {
        key: key.clone(),
        json,
    }]);
    assert_eq!(restarted.edits.forms.kept[0].form, form);
    act(&mut restarted, FormAction::New(FormKind::Lane));
    let number = restarted.edits.forms.open.as_ref().unwrap().number;
    assert_ne!(number.to_string(), *key);
}

#[test]
fn a_field_is_applied_when_another_event_is_selected_unless_it_is_wrong() {
    let mut session = opened_file();
    let event = first_event(&session);
    let before = title_of(&session, event);
    for (typed, expected, kept) in [("Renamed", "Renamed", 0), ("  ", "Renamed", 1)] {
        act(&mut session, SelectionAction::Select(event));
        act(&mut session, FormAction::EditField(event, FormField::Title));
        type_into(&mut session, |form| form.title = typed.to_owned());
        act(&mut session, SelectionAction::NextEvent);
        assert!(session.edits.forms.open.is_none());
        assert_ne!(session.view.selection, Some(event), "the selection stays");
        assert_eq!(title_of(&session, event), expected);
        assert_eq!(
            session.edits.forms.kept.len(),
            kept,
            "nothing typed is lost"
        );
    }
    act(&mut session, EditAction::Undo);
    assert_eq!(title_of(&session, event), before);
}

#[test]
fn escape_takes_back_what_is_typed_into_a_field() {
    let mut session = opened_file();
    let event = first_event(&session);
    let before = title_of(&session, event);
    act(&mut session, SelectionAction::Select(event));
    act(&mut session, FormAction::EditField(event, FormField::Title));
    type_into(&mut session, |form| form.title = "Renamed".to_owned());
    act(&mut session, PanelAction::Escape);
    assert!(session.edits.forms.open.is_none() && session.edits.forms.kept.is_empty());
    assert_eq!(title_of(&session, event), before);
    assert_eq!(
        session.view.selection,
        Some(event),
        "Esc goes back one level"
    );
}

#[test]
fn a_wrong_form_stays_open_with_the_keyboard_in_its_first_wrong_field() {
    let mut session = opened_file();
    act(&mut session, FormAction::New(FormKind::Lane));
    act(&mut session, FormAction::Apply);
    let open = session.edits.forms.open.as_ref().unwrap();
    assert!(open.shows_errors);
    assert_eq!(open.focus, Some(FormField::Name));
    let form = LaneForm {
        name: "Harbour".to_owned(),
        color: "#3b6ea5".to_owned(),
        ..LaneForm::default()
    };
    act(&mut session, FormAction::Type(Box::new(Form::Lane(form))));
    act(&mut session, FormAction::Apply);
    assert!(session.edits.forms.open.is_none());
    let lanes = &session.open.as_deref().unwrap().timeline.lanes;
    let last = lanes.last().unwrap();
    assert_eq!(last.name, "Harbour");
    assert!(last.color.is_some());
}

#[test]
fn a_lane_with_events_is_deleted_once_it_is_known_where_they_go() {
    let mut session = opened_file();
    let event = first_event(&session);
    let open = session.open.clone().unwrap();
    let lane = open.timeline[event].lane.unwrap().position();
    let id = open.timeline.lanes[lane].id.clone();
    let other = open.timeline.lanes.iter().find(|it| it.id != id).unwrap();
    act(&mut session, FormAction::EditLane(lane));
    act(&mut session, FormAction::Delete);
    let question = session.edits.forms.open.as_ref().unwrap().deletion.clone();
    assert!(matches!(
        question,
        Some(DeletionQuestion::LaneWithEvents(1..))
    ));
    let target = other.id.as_str().into();
    act(&mut session, FormAction::DeleteNow(Some(target)));
    let open = session.open.as_deref().unwrap();
    assert!(open.timeline.lanes.iter().all(|lane| lane.id != id));
    assert_eq!(open.timeline[event].lane_id.as_str(), other.id);
}
