//! Whether passages are where their positions say.

use super::rule_violation::{RuleViolation, place};
use crate::library::Holdings;
use crate::model::{EntryKind, FieldName, Timeline};
use crate::storage::Code;
use annals_anchor::{Anchor, PositionTrust};

/// Reports passages that are, in the very copy that they were recorded from,
/// elsewhere than their position says. Their words are right and their position
/// is not. `anchors` are those of all passages, in order.
#[must_use]
pub fn check_positions(
    timeline: &Timeline,
    holdings: &Holdings,
    anchors: &[Anchor],
) -> Vec<RuleViolation> {
    let passages = timeline.passages.indexed().zip(anchors);
    passages
        .filter_map(|((index, passage), anchor)| {
            let copy = holdings.get(passage.source)?;
            let (recorded, found) = (passage.position?, anchor.matched?);
            let agrees = (recorded.start, recorded.end) == (found.start, found.end);
            if copy.trust != PositionTrust::Authoritative || agrees {
                return None;
            }
            Some(RuleViolation {
                code: Code::PositionMismatch,
                place: place(
                    EntryKind::Passage,
                    &passage.id,
                    index.position(),
                    FieldName::Start,
                ),
                message: format!(
                    "The passage “{}” is at {}–{} of its source, but its position is {}–{}.",
                    passage.id, found.start, found.end, recorded.start, recorded.end
                ),
                hint: format!("Set `start` to {} and `end` to {}.", found.start, found.end),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use annals_documents::Worker;
    use serde_json::{Value, json};

    use super::*;
    use crate::check::problems_at;
    use crate::library::{CopySearch, DocumentCache, anchor_passages, find_copies};
    use crate::model::Digest;
    use crate::storage::{Problem, read};

    const TEXT: &str = "In 1958 they built a radio station.";

    /// The problems of a passage of this source, recorded at a position.
    fn problems(source: &Value, position: Option<(usize, usize)>) -> Vec<Problem> {
        let mut source = source.clone();
        source["id"] = json!("s");
        source["csl"] = json!({});
        let mut passage = json!({ "id": "p", "source": "s", "exact": "a radio station" });
        if let Some((start, end)) = position {
            passage["start"] = json!(start);
            passage["end"] = json!(end);
        }
        let file = json!({ "annals": 1, "sources": [source], "passages": [passage] });
        let loaded = read(file.to_string().as_bytes()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), TEXT).unwrap();
        let worker = Worker {
            program: "text-needs-no-worker".into(),
        };
        let holdings = find_copies(CopySearch {
            timeline: &loaded,
            timeline_folder: folder.path(),
            sources_folders: &[],
            files: &[],
            documents: &DocumentCache::new(worker),
        })
        .unwrap()
        .holdings;
        let anchors = anchor_passages(&loaded.timeline, &holdings);
        let violations = check_positions(&loaded.timeline, &holdings, &anchors);
        problems_at(&loaded.positions, violations)
    }

    #[test]
    fn a_wrong_position_in_the_recorded_copy_is_reported() {
        let recorded = json!({
            "file": "a.txt", "sha256": Digest::of(TEXT.as_bytes()).to_string()
        });
        let unrecorded = json!({ "file": "a.txt" });
        for (source, position, count) in [
            (&json!({}), None, 0),
            (&recorded, None, 0),
            (&recorded, Some((19, 34)), 0),
            (&recorded, Some((3, 18)), 1),
            (&unrecorded, Some((3, 18)), 0),
        ] {
            let found = problems(source, position);
            assert_eq!(found.len(), count, "{source} {position:?}");
            for problem in found {
                assert_eq!(problem.path, "/passages/0/start");
                assert!(problem.hint.unwrap().contains("19"));
            }
        }
    }
}
