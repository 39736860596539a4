//! The form of a lane.

use serde::{Deserialize, Serialize};

use super::field::{FieldError, FormField};
use crate::edits::EditCommand;
use crate::model::{Color, Lane, Timeline};

/// The form of a lane.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LaneForm {
    /// The id of the lane that is changed; `None` for a new one.
    pub lane: Option<String>,
    /// The name.
    pub name: String,
    /// The colour, `#rrggbb`; empty for one of the palette.
    pub color: String,
}

impl LaneForm {
    /// The form of the lane with an id.
    #[must_use]
    pub fn of(timeline: &Timeline, id: &str) -> Option<Self> {
        let lane = lane_by_id(timeline, id)?;
        Some(Self {
            lane: Some(lane.id.clone()),
            name: lane.name.clone(),
            color: hex(lane.color),
        })
    }

    /// The colour, if a valid one is typed.
    #[must_use]
    pub fn color(&self) -> Option<Color> {
        Color::from_hex(self.color.trim())
    }

    /// Whether nothing is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.name.trim().is_empty() && self.color.trim().is_empty()
    }

    /// What is wrong with the form.
    #[must_use]
    pub fn errors(&self, timeline: &Timeline) -> Vec<FieldError> {
        let mut errors = Vec::new();
        let name = self.name.trim();
        let mut others = timeline.lanes.iter();
        if name.is_empty() {
            errors.push(FieldError::new(FormField::Name, "form-error-no-name"));
        } else if others.any(|lane| lane.name == name && Some(&lane.id) != self.lane.as_ref()) {
            errors.push(FieldError::new(FormField::Name, "form-error-lane-exists"));
        }
        if !self.color.trim().is_empty() && self.color().is_none() {
            errors.push(FieldError::new(FormField::Color, "form-error-color"));
        }
        errors
    }

    /// The commands that apply the form; none if it changes nothing.
    ///
    /// # Errors
    ///
    /// The fields that are wrong.
    pub fn commands(&self, timeline: &Timeline) -> Result<Vec<EditCommand>, Vec<FieldError>> {
        let errors = self.errors(timeline);
        if !errors.is_empty() {
            return Err(errors);
        }
        let name: Box<str> = self.name.trim().into();
        let original = self.lane.as_deref();
        let Some(lane) = original.and_then(|id| lane_by_id(timeline, id)) else {
            return Ok(vec![EditCommand::NewLane { name, before: None }]);
        };
        let id: Box<str> = lane.id.as_str().into();
        let mut commands = Vec::new();
        if lane.name.trim() != &*name {
            commands.push(EditCommand::RenameLane {
                lane: id.clone(),
                name,
            });
        }
        if lane.color != self.color() {
            commands.push(EditCommand::SetLaneColor {
                lane: id,
                color: self.color.trim().into(),
            });
        }
        Ok(commands)
    }

    /// The command that gives the colour to the lane that the form has added.
    #[must_use]
    pub fn color_command(&self, timeline: &Timeline) -> Option<EditCommand> {
        self.color()?;
        let mut lanes = timeline.lanes.iter().rev();
        let lane = lanes.find(|lane| lane.name == self.name.trim())?;
        Some(EditCommand::SetLaneColor {
            lane: lane.id.as_str().into(),
            color: self.color.trim().into(),
        })
    }
}

fn lane_by_id<'t>(timeline: &'t Timeline, id: &str) -> Option<&'t Lane> {
    timeline.lanes.iter().find(|lane| lane.id == id)
}

fn hex(color: Option<Color>) -> String {
    color.map_or_else(String::new, |Color { red, green, blue }| {
        format!("#{red:02x}{green:02x}{blue:02x}")
    })
}
