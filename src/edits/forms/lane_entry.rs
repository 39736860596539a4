//! The lane that is typed into a form.

use serde::{Deserialize, Serialize};

use crate::model::Timeline;

/// The content of a field for a lane.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LaneEntry {
    /// The typed name, or id.
    pub typed: String,
    /// The id of the lane that was chosen by name; it decides between lanes of the
    /// same name.
    pub id: Option<String>,
    /// Whether the user asked to create a lane of this name.
    pub creates: bool,
}

/// The lane that a [`LaneEntry`] means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LaneChoice {
    /// Nothing is typed.
    Empty,
    /// A lane of the timeline, by its id.
    Existing(String),
    /// A lane that is to be created with this name.
    New(String),
    /// No lane, or several, have this name.
    Unknown,
}

impl LaneEntry {
    /// The entry that means the lane with an id.
    #[must_use]
    pub fn of(timeline: &Timeline, id: &str) -> Self {
        let lane = timeline.lanes.iter().find(|lane| lane.id == id);
        Self {
            typed: lane.map_or(id, |lane| &lane.name).to_owned(),
            id: lane.map(|lane| lane.id.clone()),
            creates: false,
        }
    }

    /// Replaces the text by what the user types.
    pub fn set_typed(&mut self, typed: String) {
        if typed != self.typed {
            *self = Self {
                typed,
                ..Self::default()
            };
        }
    }

    /// The lane that is meant: by the chosen id, else by a name or id that only one
    /// lane has.
    #[must_use]
    pub fn choice(&self, timeline: &Timeline) -> LaneChoice {
        let typed = self.typed.trim();
        if typed.is_empty() {
            return LaneChoice::Empty;
        }
        let lanes = &timeline.lanes;
        let chosen = self.id.as_deref();
        if let Some(lane) = lanes.iter().find(|lane| chosen == Some(&lane.id)) {
            return LaneChoice::Existing(lane.id.clone());
        }
        let mut named = lanes
            .iter()
            .filter(|lane| lane.name.trim().to_lowercase() == typed.to_lowercase());
        match (named.next(), named.next()) {
            (Some(lane), None) => LaneChoice::Existing(lane.id.clone()),
            (Some(_), Some(_)) => LaneChoice::Unknown,
            (None, _) => match lanes.iter().find(|lane| lane.id == typed) {
                Some(lane) => LaneChoice::Existing(lane.id.clone()),
                None if self.creates => LaneChoice::New(typed.to_owned()),
                None => LaneChoice::Unknown,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lane;

    fn timeline() -> Timeline {
        let lane = |id: &str, name: &str| Lane {
            id: id.to_owned(),
            name: name.to_owned(),
            color: None,
        };
        Timeline {
            lanes: vec![
                lane("w", "Washington"),
                lane("b1", "Beijing"),
                lane("b2", "Beijing"),
            ],
            ..Timeline::default()
        }
    }

    #[test]
    fn a_lane_is_meant_by_name_or_id_and_created_only_when_asked() {
        let existing = |id: &str| LaneChoice::Existing(id.to_owned());
        for (typed, id, creates, expected) in [
            ("", None, false, LaneChoice::Empty),
            (" washington ", None, false, existing("w")),
            ("w", None, false, existing("w")),
            ("Beijing", None, false, LaneChoice::Unknown),
            ("Beijing", Some("b2"), false, existing("b2")),
            ("Paris", None, false, LaneChoice::Unknown),
            ("Paris", None, true, LaneChoice::New("Paris".to_owned())),
            ("Washington", None, true, existing("w")),
            ("Paris", Some("removed"), false, LaneChoice::Unknown),
        ] {
            let entry = LaneEntry {
                typed: typed.to_owned(),
                id: id.map(str::to_owned),
                creates,
            };
            assert_eq!(entry.choice(&timeline()), expected, "{entry:?}");
        }
    }

    #[test]
    fn typing_another_name_forgets_the_chosen_lane() {
        let mut entry = LaneEntry::of(&timeline(), "b2");
        assert_eq!(entry.typed, "Beijing");
        entry.set_typed("Beijin".to_owned());
        entry.set_typed("Beijing".to_owned());
        assert_eq!(entry.choice(&timeline()), LaneChoice::Unknown);
    }
}
