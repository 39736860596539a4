//! Tests of forms over a small timeline.

use super::*;
use crate::edits::{BasisChoice, CitedPassage, EditCommand, EventText};
use crate::model::{Basis, Event, Index, Timeline};

const FILE: &str = r##"{
  "annals": 1,
  "title": "A small timeline",
  "lanes": [{"id": "a", "name": "Alpha", "color": "#b5502a"}, {"id": "b", "name": "Beta"}],
  "sources": [{"id": "s", "csl": {"type": "report", "title": "Source", "author": [{"family": "Writer", "given": "A."}],
     "custom": {"key": 1}}, "file": "s.txt"}],
  "passages": [
    {"id": "p", "source": "s", "exact": "It happened in 1958."},
    {"id": "q", "source": "s", "exact": "It happened."}],
  "events": [
    {"id": "it", "title": "It happened", "date": "1958", "date_text": "in 1958", "dating": {"basis": "stated"},
     "lane": "a", "tags": ["aid"], "citations": [{"passage": "p", "date": "1958"}]},
    {"id": "vague", "title": "Vague", "date_text": "late 1950s", "lane": "b", "citations": [{"passage": "q"}]}
  ]
}"##;

fn timeline() -> Timeline {
    crate::storage::read(FILE.as_bytes()).unwrap().timeline
}

fn event(timeline: &Timeline, id: &str) -> Index<Event> {
    timeline.events.by_id(id).unwrap()
}

fn cites(passage: &str) -> CitationEntry {
    CitationEntry {
        passage: Some(passage.to_owned()),
        ..CitationEntry::default()
    }
}

fn fields_in_error(form: &EventForm, timeline: &Timeline) -> Vec<FormField> {
    let errors = form.errors(timeline).into_iter();
    errors.map(|error| error.field).collect()
}

#[test]
fn a_new_form_has_only_the_lane_of_last_time() {
    let timeline = timeline();
    let form = EventForm::new(&timeline, Some("b"));
    assert_eq!(form.lane.typed, "Beta");
    assert!(form.is_empty());
    let rest = EventForm {
        lane: LaneEntry::default(),
        ..form
    };
    assert_eq!(rest, EventForm::default());
    for (last, typed) in [(None, ""), (Some("removed"), "")] {
        assert_eq!(EventForm::new(&timeline, last).lane.typed, typed);
    }
    let first = EventForm::new(&Timeline::default(), None);
    assert_eq!(first.lane.typed, "Events");
    assert!(matches!(
        first.lane_command(&Timeline::default()),
        Some(EditCommand::NewLane { .. })
    ));
}

#[test]
fn errors_name_their_field() {
    let timeline = timeline();
    let complete = EventForm {
        title: "New".to_owned(),
        date: "1958".to_owned(),
        citations: vec![cites("p")],
        ..EventForm::new(&timeline, Some("a"))
    };
    assert_eq!(fields_in_error(&complete, &timeline), []);
    let with = |change: fn(&mut EventForm)| {
        let mut form = complete.clone();
        change(&mut form);
        fields_in_error(&form, &timeline)
    };
    assert_eq!(with(|form| form.title = " ".to_owned()), [FormField::Title]);
    assert_eq!(
        with(|form| form.lane.set_typed("Gamma".to_owned())),
        [FormField::Lane]
    );
    assert_eq!(
        with(|form| form.lane.set_typed(String::new())),
        [FormField::Lane]
    );
    // The words of the passage do not give this date.
    assert_eq!(
        with(|form| form.date = "1960".to_owned()),
        [FormField::Basis]
    );
    assert_eq!(
        with(|form| form.basis = EventBasis::Inferred),
        [FormField::Reason]
    );
    assert_eq!(
        with(|form| form.citations[0].date = "some day".to_owned()),
        [
            FormField::Basis,
            FormField::Citation(0, CitationField::Date)
        ]
    );
    assert_eq!(
        with(|form| form.citations[0].passage = Some("gone".to_owned())),
        [
            FormField::Basis,
            FormField::Citation(0, CitationField::Passage)
        ]
    );
    assert_eq!(
        with(|form| form.citations[0].new_passage = Some(PassageForm::default())),
        [
            FormField::Basis,
            FormField::Citation(0, CitationField::Source),
            FormField::Citation(0, CitationField::Exact)
        ]
    );
    // Vague words are no error: the event is undated.
    assert_eq!(with(|form| form.date = "before the war".to_owned()), []);
    assert_eq!(
        with(|form| form.citations.push(CitationEntry::default())),
        []
    );
}

#[test]
fn a_date_is_stated_only_where_words_give_it_or_the_user_says_so() {
    let timeline = timeline();
    let form = |date: &str, basis, passages: &[&str]| EventForm {
        date: date.to_owned(),
        basis,
        citations: passages.iter().map(|passage| cites(passage)).collect(),
        ..EventForm::default()
    };
    let automatic = EventBasis::Automatic;
    for (form, basis) in [
        (form("1958", automatic, &["p"]), Some(Basis::Stated)),
        (form("in 1958", automatic, &["q", "p"]), Some(Basis::Stated)),
        (form("1958-03", automatic, &["p"]), None),
        (form("1958", automatic, &["q"]), None),
        (form("1958", automatic, &[]), None),
        (
            form("1960", EventBasis::Stated, &["q"]),
            Some(Basis::Stated),
        ),
        (
            form("1960", EventBasis::Inferred, &["p"]),
            Some(Basis::Inferred),
        ),
        (form("before the war", EventBasis::Stated, &["p"]), None),
        (form("", EventBasis::Stated, &["p"]), None),
    ] {
        assert_eq!(form.basis(&timeline), basis, "{form:?}");
    }
    let date = annals_edtf::Edtf::parse("1958").unwrap();
    for (passages, stating) in [
        (&["q", "p"][..], Some(1)),
        (&["q"], Some(0)),
        (&["q", "q"], None),
    ] {
        let form = form("1958", EventBasis::Stated, passages);
        assert_eq!(
            form.stating_citation(&timeline, &date),
            stating,
            "{passages:?}"
        );
    }
}

#[test]
fn words_of_an_undated_event_stay_words_until_they_are_changed() {
    let timeline = timeline();
    let mut form = EventForm::of(&timeline, event(&timeline, "vague"));
    assert_eq!(form.date, "late 1950s");
    assert_eq!(form.edtf(&timeline), None);
    assert!(matches!(
        form.date_reading(&timeline),
        DateReading::Words {
            suggestion: Some(_)
        }
    ));
    form.title = "Renamed".to_owned();
    assert_eq!(fields_in_error(&form, &timeline), []);
    form.date = "the late 1950s".to_owned();
    assert!(form.edtf(&timeline).is_some());
}

#[test]
fn an_unchanged_form_has_no_command() {
    let timeline = timeline();
    for id in ["it", "vague"] {
        let form = EventForm::of(&timeline, event(&timeline, id));
        assert_eq!(form.command(&timeline), Ok(None), "{id}");
    }
    let source = SourceForm::of(&timeline, timeline.sources.by_id("s").unwrap());
    assert_eq!(source.commands(&timeline), Ok(Vec::new()));
    let passage = PassageForm::of(&timeline, timeline.passages.by_id("p").unwrap());
    assert_eq!(passage.command(&timeline), Ok(None));
    let lane = LaneForm::of(&timeline, "a").unwrap();
    assert_eq!(lane.commands(&timeline), Ok(Vec::new()));
    assert_eq!(
        TimelineForm::of(&timeline).commands(&timeline),
        Ok(Vec::new())
    );
}

#[test]
fn a_field_edited_in_its_place_is_checked_and_changed_alone() {
    let timeline = timeline();
    let mut form = EventForm::of(&timeline, event(&timeline, "it"));
    form.only = Some(FormField::Title);
    form.title = "It happened indeed ".to_owned();
    // Wrong, but of another field.
    form.lane.set_typed("nowhere".to_owned());
    assert_eq!(
        form.command(&timeline),
        Ok(Some(EditCommand::SetEventText {
            event: "it".into(),
            field: EventText::Title,
            text: "It happened indeed".into(),
        }))
    );
    form.only = Some(FormField::Lane);
    assert!(form.command(&timeline).is_err());
    form.only = Some(FormField::Date);
    form.date = "1959".to_owned();
    form.basis = EventBasis::Inferred;
    form.reason = "The anniversary was in 1969.".to_owned();
    assert_eq!(
        form.command(&timeline),
        Ok(Some(EditCommand::SetEventDate {
            event: "it".into(),
            date: "1959".into(),
            basis: BasisChoice::Inferred("The anniversary was in 1969.".into()),
        }))
    );
}

#[test]
fn a_new_event_is_made_with_its_passage() {
    let timeline = timeline();
    let new_passage = PassageForm {
        source: SourceEntry {
            typed: "s".to_owned(),
            id: None,
        },
        exact: "It  happened\nin 1963.".to_owned(),
        ..PassageForm::default()
    };
    let mut form = EventForm {
        title: "Again".to_owned(),
        date: "1963".to_owned(),
        citations: vec![CitationEntry {
            new_passage: Some(new_passage),
            ..CitationEntry::default()
        }],
        ..EventForm::new(&timeline, Some("a"))
    };
    form.tags.typed = "media".to_owned();
    let Ok(Some(EditCommand::NewEvent(fields))) = form.command(&timeline) else {
        panic!("{:?}", form.errors(&timeline));
    };
    assert_eq!(fields.basis, BasisChoice::StatedBy(0));
    assert_eq!(fields.tags, ["media".into()]);
    assert_eq!(&*fields.lane, "a");
    let CitedPassage::New(passage) = &fields.citations[0].passage else {
        panic!("{fields:?}");
    };
    assert_eq!(&*passage.exact, "It happened in 1963.");
    assert_eq!(&*passage.source, "s");
}

#[test]
fn the_record_of_a_source_keeps_what_the_form_does_not_show() {
    let timeline = timeline();
    let mut form = SourceForm::of(&timeline, timeline.sources.by_id("s").unwrap());
    assert_eq!(form.text("author"), "Writer, A.");
    assert_eq!(
        form.shown_fields(),
        [
            "title",
            "author",
            "number",
            "publisher",
            "publisher-place",
            "issued",
            "URL"
        ]
    );
    form.set_text("issued", "2025-02".to_owned());
    form.set_text("title", "Another title".to_owned());
    let commands = form.commands(&timeline).unwrap();
    let [EditCommand::EditSource { fields, .. }] = &commands[..] else {
        panic!("{commands:?}");
    };
    assert_eq!(
        serde_json::Value::Object(fields.csl.clone()),
        serde_json::json!({
            "type": "report", "title": "Another title",
            "author": [{ "family": "Writer", "given": "A." }],
            "custom": { "key": 1 }, "issued": { "date-parts": [[2025, 2]] },
        })
    );
    form.set_text("title", String::new());
    form.set_text("author", String::new());
    form.file = "../secret.txt".to_owned();
    let errors: Vec<FormField> = form.errors().into_iter().map(|error| error.field).collect();
    assert_eq!(
        errors,
        [FormField::Record("title".to_owned()), FormField::File]
    );
}

#[test]
fn a_form_can_be_stored_and_restored() {
    let timeline = timeline();
    let mut event_form = EventForm::of(&timeline, event(&timeline, "it"));
    event_form.only = Some(FormField::Citation(0, CitationField::Note));
    event_form.tags.typed = "half a t".to_owned();
    event_form.citations.push(CitationEntry {
        new_passage: Some(PassageForm::default()),
        ..CitationEntry::default()
    });
    for form in [
        Form::Event(Box::new(event_form)),
        Form::Source(Box::new(SourceForm::new())),
        Form::Lane(LaneForm::default()),
        Form::Timeline(TimelineForm::of(&timeline)),
    ] {
        let stored = serde_json::to_string(&form).unwrap();
        assert_eq!(
            serde_json::from_str::<Form>(&stored).unwrap(),
            form,
            "{stored}"
        );
    }
}
