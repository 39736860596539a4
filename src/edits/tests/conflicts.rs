//! Resolving what a merge could not decide.

use super::*;

const CONFLICT: &str = r#"{
  "annals": 1,
  "lanes": [ { "id": "l", "name": "L" } ],
  "events": [
    {
      "id": "a", "title": "A", "date": "1921", "lane": "l", "dating": { "basis": "inferred", "reason": "x" },
      "citations": [], "review": { "state": "draft" },
      "conflicts": [
        { "field": "/title", "base": "O", "ours": "A", "theirs": "B" },
        { "field": "/date", "ours": "1921", "theirs": "1922" },
        { "field": "/dating", "ours": { "basis": "inferred", "reason": "x" }, "theirs": { "basis": "inferred", "reason": "y" } }
      ]
    },
    {
      "id": "b", "title": "B", "lane": "l", "citations": [], "review": { "state": "draft" },
      "conflicts": [ { "field": "", "base": { "id": "b" }, "ours": { "id": "b", "title": "B" } } ]
    }
  ]
}
"#;

fn resolved(id: &str, field: &str, side: ConflictSide) -> String {
    let command = EditCommand::ResolveConflict {
        kind: EntryKind::Event,
        id: id.into(),
        field: field.into(),
        side,
    };
    let edit = build_in(CONFLICT, &command).unwrap();
    difference(CONFLICT, &changed(CONFLICT, &edit.change))
}

#[test]
fn one_field_is_taken_from_a_side() {
    let conflict =
        "-{ \"field\": \"/title\", \"base\": \"O\", \"ours\": \"A\", \"theirs\": \"B\" },\n";
    assert_eq!(resolved("a", "/title", ConflictSide::Ours), conflict);
    for (side, title) in [(ConflictSide::Theirs, "B"), (ConflictSide::Base, "O")] {
        let diff = resolved("a", "/title", side);
        assert!(
            diff.contains(&format!("+\"id\": \"a\", \"title\": \"{title}\"")),
            "{diff}"
        );
        assert!(diff.ends_with(conflict), "{diff}");
    }
}

#[test]
fn a_date_and_how_it_is_known_are_taken_together() {
    let diff = resolved("a", "/date", ConflictSide::Theirs);
    assert!(diff.contains("\"date\": \"1922\""), "{diff}");
    assert!(diff.contains("\"reason\": \"y\" },\n"), "{diff}");
    let left = "+{ \"field\": \"/title\", \"base\": \"O\", \"ours\": \"A\", \"theirs\": \"B\" }\n";
    assert!(diff.ends_with(left), "{diff}");
}

#[test]
fn a_whole_entry_is_kept_or_deleted() {
    let kept = resolved("b", "", ConflictSide::Ours);
    assert!(kept.contains("-\"conflicts\""), "{kept}");
    assert!(
        !kept.contains("-\"id\": \"b\"") || kept.contains("+\"id\": \"b\""),
        "{kept}"
    );
    let deleted = resolved("b", "", ConflictSide::Theirs);
    assert!(deleted.contains("-\"id\": \"b\""), "{deleted}");
    assert!(!deleted.contains('+'), "{deleted}");
}

#[test]
fn the_conflicts_of_an_entry_are_listed() {
    let timeline = timeline(CONFLICT);
    let texts = EntryTexts::new(CONFLICT.as_bytes().into());
    let context = context(&timeline, &texts, &NoDocuments);
    let fields = |id| -> Vec<String> {
        let conflicts = conflicts_of(&context, EntryKind::Event, id);
        conflicts
            .into_iter()
            .map(|conflict| conflict.field)
            .collect()
    };
    assert_eq!(fields("a"), ["/title", "/date", "/dating"]);
    assert_eq!(fields("b"), [""]);
    assert_eq!(
        conflicts_of(&context, EntryKind::Event, "b")[0].theirs,
        None
    );
}
