//! Fields of the timeline, lanes, tags and actors.

use super::*;

#[test]
fn fields_of_the_timeline_are_set() {
    check(vec![
        (
            EditCommand::SetTitle("Mills".into()),
            "Set the title to “Mills”",
            r#"-"title": "The mill",
+"title": "Mills",
"#,
        ),
        (
            EditCommand::SetDescription("About a mill.".into()),
            "Set the description",
            r#"+"description": "About a mill.",
"#,
        ),
        (
            EditCommand::SetLanguage(" ".into()),
            "Remove the language of the timeline",
            r#"-"language": "en",
"#,
        ),
    ]);
    let (_, field) = refused(&EditCommand::SetLanguage("not a tag".into()));
    assert_eq!(field.as_deref(), Some("/language"));
}

#[test]
fn lanes_are_added_changed_moved_and_deleted() {
    let delete = |move_to: Option<&str>| EditCommand::DeleteLane {
        lane: "river".into(),
        move_to: move_to.map(Box::from),
    };
    check(vec![
        (
            EditCommand::NewLane {
                name: "The hill".into(),
                before: Some("river".into()),
            },
            "New lane “The hill”",
            r#"+{ "id": "the-hill-qe34", "name": "The hill" },
"#,
        ),
        (
            EditCommand::DuplicateLane("town".into()),
            "Duplicate the lane “The town”",
            r##"+{ "id": "the-town-2-qe34", "name": "The town 2", "color": "#3b6ea5", "x": 1.5 },
"##,
        ),
        (
            EditCommand::RenameLane {
                lane: "town".into(),
                name: "Village".into(),
            },
            "Rename the lane “The town” to “Village”",
            r##"-{ "id": "town", "name": "The town", "color": "#3b6ea5", "x": 1.50 },
+{ "id": "town", "name": "Village", "color": "#3b6ea5", "x": 1.50 },
"##,
        ),
        (
            EditCommand::SetLaneColor {
                lane: "river".into(),
                color: "#fa0".into(),
            },
            "Set the colour of “The river”",
            r##"-{ "id": "river", "name": "The river" }
+{ "id": "river", "name": "The river", "color": "#fa0" }
"##,
        ),
        (
            EditCommand::Move {
                kind: EntryKind::Lane,
                id: "town".into(),
                before: None,
            },
            "Move the lane “The town”",
            r##"-{ "id": "town", "name": "The town", "color": "#3b6ea5", "x": 1.50 },
-{ "id": "river", "name": "The river" }
+{ "id": "river", "name": "The river" },
+{ "id": "town", "name": "The town", "color": "#3b6ea5", "x": 1.50 }
"##,
        ),
        (
            delete(Some("town")),
            "Delete the lane “The river”",
            r##"-{ "id": "town", "name": "The town", "color": "#3b6ea5", "x": 1.50 },
-{ "id": "river", "name": "The river" }
+{ "id": "town", "name": "The town", "color": "#3b6ea5", "x": 1.50 }
-"id": "flooded", "title": "Flood", "lane": "river", "tags": ["loss", "fire", "x"],
+"id": "flooded", "title": "Flood", "lane": "town", "tags": ["loss", "fire", "x"],
"##,
        ),
    ]);
    for target in [None, Some("river"), Some("nowhere")] {
        refused(&delete(target));
    }
    let (message, _) = refused(&delete(None));
    assert_eq!(
        message,
        "This lane has 1 event. Choose the lane that gets it."
    );
    let color = EditCommand::SetLaneColor {
        lane: "river".into(),
        color: "blue".into(),
    };
    assert_eq!(refused(&color).1.as_deref(), Some("/color"));
}

#[test]
fn tags_and_actors_are_changed_everywhere() {
    let (tags, actors) = (NameList::Tags, NameList::Actors);
    check(vec![
        (
            EditCommand::AddName {
                events: ids(["burns", "rebuilt"]),
                list: tags,
                name: "loss".into(),
            },
            "Add the tag “loss” to 2 events",
            r#"-"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
+"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "tags": ["loss"], "actors": ["Anna"],
"#,
        ),
        (
            EditCommand::RemoveName {
                events: ids(["rebuilt"]),
                list: actors,
                name: "Anna".into(),
            },
            "Remove the actor “Anna” from “Rebuilt”",
            r#"-"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town", "actors": ["Anna"],
+"id": "rebuilt", "title": "Rebuilt", "date": "1925~", "lane": "town",
"#,
        ),
        (
            EditCommand::RenameName {
                list: tags,
                from: "x".into(),
                to: "y".into(),
            },
            "Rename the tag “x” to “y”",
            r#"-"id": "flooded", "title": "Flood", "lane": "river", "tags": ["loss", "fire", "x"],
+"id": "flooded", "title": "Flood", "lane": "river", "tags": ["loss", "fire", "y"],
"#,
        ),
        (
            EditCommand::RenameName {
                list: tags,
                from: "fire".into(),
                to: "loss".into(),
            },
            "Merge the tag “fire” into “loss”",
            r#"-"lane": "town", "tags": ["fire", "loss"],
+"lane": "town", "tags": ["loss"],
-"id": "flooded", "title": "Flood", "lane": "river", "tags": ["loss", "fire", "x"],
+"id": "flooded", "title": "Flood", "lane": "river", "tags": ["loss", "x"],
"#,
        ),
        (
            EditCommand::DeleteName {
                list: tags,
                name: "loss".into(),
            },
            "Remove the tag “loss” from 2 events",
            r#"-"lane": "town", "tags": ["fire", "loss"],
+"lane": "town", "tags": ["fire"],
-"id": "flooded", "title": "Flood", "lane": "river", "tags": ["loss", "fire", "x"],
+"id": "flooded", "title": "Flood", "lane": "river", "tags": ["fire", "x"],
"#,
        ),
    ]);
}
