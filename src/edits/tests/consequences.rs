//! What is said before a deletion.

use super::*;

fn said(command: &EditCommand) -> Vec<String> {
    let timeline = timeline(FILE);
    let texts = EntryTexts::new(FILE.as_bytes().into());
    let messages = consequences(command, &context(&timeline, &texts, &NoDocuments)).unwrap();
    messages.iter().map(ToString::to_string).collect()
}

#[test]
fn a_deletion_names_the_events_that_it_affects() {
    assert_eq!(
        said(&EditCommand::DeleteSources(ids(["diary"]))),
        [
            "2 passages are deleted too.",
            "This event has no passage left and becomes a draft: Flood.",
            "2 events lose citations: The mill burns, Rebuilt.",
            "This event loses its date, which no other citation gives: The mill burns.",
        ]
    );
    assert_eq!(
        said(&EditCommand::DeletePassages(ids(["flood"]))),
        [
            "This event has no passage left and becomes a draft: Flood.",
            "This event loses a citation: Rebuilt.",
        ]
    );
    assert_eq!(
        said(&EditCommand::DeleteEvents(ids(["burns"]))),
        ["This event is no longer ordered by what is deleted: Flood."]
    );
    assert_eq!(
        said(&EditCommand::SetTitle("x".into())),
        Vec::<String>::new()
    );
}
