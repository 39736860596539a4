//! Forms: opening, typing, applying, keeping for later.

use std::sync::Arc;

use super::commands::SelectsEdited;
use crate::edits::forms::{
    EventForm, FieldError, Form, FormField, FormKind, LaneForm, PassageForm, SourceForm,
    TimelineForm,
};
use crate::edits::{EditCommand, EditError, consequences};
use crate::model::{Event, Index};
use crate::session::action::ByPointer;
use crate::session::effect::{Effect, JournalUpdate};
use crate::session::forms::{DeletionQuestion, FormAction, KeptForm, MAX_KEPT, OpenForm};
use crate::session::state::Session;
use crate::session::task::Task;
use crate::session::view_state::FocusRequest;
use crate::storage::journal::{JournalForm, JournalRecord};

impl Session {
    pub(super) fn update_forms(&mut self, action: FormAction, now: f64) -> Vec<Effect> {
        match action {
            FormAction::New(kind) => self.open_new_form(kind, now),
            FormAction::EditEvent(event) => self.open_event_form(event, None, now),
            FormAction::EditField(event, field) => self.open_event_form(event, Some(field), now),
            FormAction::EditPassage(passage) => {
                let form = self
                    .complete_timeline()
                    .map(|open| Form::Passage(Box::new(PassageForm::of(&open.timeline, passage))));
                self.open_form(form, now)
            }
            FormAction::EditSource(source) => {
                let form = self
                    .complete_timeline()
                    .map(|open| Form::Source(Box::new(SourceForm::of(&open.timeline, source))));
                self.open_form(form, now)
            }
            FormAction::EditLane(lane) => {
                let form = self.complete_timeline().and_then(|open| {
                    let lane = open.timeline.lanes.get(lane)?;
                    LaneForm::of(&open.timeline, &lane.id).map(Form::Lane)
                });
                self.open_form(form, now)
            }
            FormAction::Type(form) => self.type_into_form(*form),
            FormAction::Apply => self.apply_form(SelectsEdited::Yes, now),
            FormAction::Delete => self.ask_to_delete(now),
            FormAction::DeleteNow(move_to) => self.delete_entry(move_to, now),
            FormAction::CancelDeletion => {
                if let Some(open) = &mut self.edits.forms.open {
                    open.deletion = None;
                }
                Vec::new()
            }
            FormAction::KeepForLater => self.keep_form(),
            FormAction::Discard => self.discard_form(),
            FormAction::Resume(position) => {
                let kept = &mut self.edits.forms.kept;
                let Some(KeptForm { form, number }) =
                    (position < kept.len()).then(|| kept.remove(position))
                else {
                    return Vec::new();
                };
                self.open_numbered_form(form, number, now)
            }
            FormAction::DiscardKept(position) => {
                let kept = &mut self.edits.forms.kept;
                let form = (position < kept.len()).then(|| kept.remove(position));
                form.map_or_else(Vec::new, |form| vec![form_closed(form.number)])
            }
            FormAction::QuotationsFound(number, found) => {
                if self.requests.quotations.accept(number) {
                    self.edits.forms.quotations = found;
                }
                Vec::new()
            }
        }
    }

    fn open_new_form(&mut self, kind: FormKind, now: f64) -> Vec<Effect> {
        let last_lane = self.edits.forms.last_lane.as_deref();
        let form = self.complete_timeline().map(|open| match kind {
            FormKind::Event => Form::Event(Box::new(EventForm::new(&open.timeline, last_lane))),
            FormKind::Passage => Form::Passage(Box::default()),
            FormKind::Source => Form::Source(Box::new(SourceForm::new())),
            FormKind::Lane => Form::Lane(LaneForm::default()),
            FormKind::Timeline => Form::Timeline(TimelineForm::of(&open.timeline)),
        });
        self.open_form(form, now)
    }

    fn open_event_form(
        &mut self,
        event: Index<Event>,
        only: Option<FormField>,
        now: f64,
    ) -> Vec<Effect> {
        let form = self.complete_timeline().map(|open| {
            let form = EventForm::of(&open.timeline, event);
            Form::Event(Box::new(EventForm { only, ..form }))
        });
        self.open_form(form, now)
    }

    fn open_form(&mut self, form: Option<Form>, now: f64) -> Vec<Effect> {
        let Some(form) = form else {
            return Vec::new();
        };
        self.edits.forms.opened += 1;
        self.open_numbered_form(form, self.edits.forms.opened, now)
    }

    /// Opens a form in place of the one that is open, of which nothing is lost.
    fn open_numbered_form(&mut self, form: Form, number: u64, now: f64) -> Vec<Effect> {
        let mut effects = self.finish_form(now);
        self.view.dialog = None;
        self.view.panels.quotes = true;
        self.view.focus = Some(FocusRequest::Form);
        let focus = form.only().cloned();
        let focus = focus.unwrap_or_else(|| form.kind().first_field());
        self.edits.forms.open = Some(OpenForm {
            form,
            number,
            shows_errors: false,
            refusal: Vec::new(),
            focus: Some(focus),
            deletion: None,
        });
        effects.extend(self.request_quotations());
        effects
    }

    /// Closes the open form and drops what is typed.
    pub(super) fn discard_form(&mut self) -> Vec<Effect> {
        let form = self.edits.forms.open.take();
        form.map_or_else(Vec::new, |form| vec![form_closed(form.number)])
    }

    fn type_into_form(&mut self, form: Form) -> Vec<Effect> {
        let Some(open) = &mut self.edits.forms.open else {
            return Vec::new();
        };
        open.form = form;
        open.refusal.clear();
        let mut effects = vec![form_typed(open)];
        effects.extend(self.request_quotations());
        effects
    }

    /// Looks for the words of the form in the documents, unless that is done.
    fn request_quotations(&mut self) -> Vec<Effect> {
        let (Some(open), Some(form)) = (self.open.clone(), &self.edits.forms.open) else {
            return Vec::new();
        };
        let quotations = form.form.quotations(&open.timeline);
        let known = &self.edits.forms;
        if quotations
            .iter()
            .all(|(source, words)| known.quotation(source, words).is_some())
        {
            return Vec::new();
        }
        let ticket = self.requests.quotations.start(quotations.clone());
        vec![Effect::Compute(
            ticket,
            Task::FindQuotations(ByPointer(Arc::clone(&open)), quotations),
        )]
    }

    /// Applies the open form, and closes it if that worked.
    fn apply_form(&mut self, selects: SelectsEdited, now: f64) -> Vec<Effect> {
        let Some(open_form) = self.edits.forms.open.clone() else {
            return Vec::new();
        };
        let form = open_form.form;
        let Some(open) = self.complete_timeline() else {
            return Vec::new();
        };
        let errors = form.errors(&open.timeline);
        if !errors.is_empty() {
            self.show_form_errors(&errors, Vec::new());
            return Vec::new();
        }
        let lane_command = match &form {
            Form::Event(event) => event.lane_command(&open.timeline),
            _ => None,
        };
        let mut effects = Vec::new();
        let result = self.do_form_commands(&form, lane_command, &mut effects, (selects, now));
        if let Err(error) = result {
            self.refuse_form(&form, &error);
            return effects;
        }
        if let (Form::Event(event), Some(open)) = (&form, self.open.as_deref()) {
            self.edits.forms.last_lane = event.lane_id(&open.timeline);
        }
        effects.extend(self.discard_form());
        effects
    }

    /// Does the commands of a form, the one that creates its lane first.
    fn do_form_commands(
        &mut self,
        form: &Form,
        lane_command: Option<EditCommand>,
        effects: &mut Vec<Effect>,
        (selects, now): (SelectsEdited, f64),
    ) -> Result<(), EditError> {
        if let Some(command) = lane_command {
            effects.extend(self.do_command(&command, selects, now)?);
        }
        let commands = self
            .complete_timeline()
            .map(|open| form.commands(&open.timeline));
        let commands = commands.and_then(Result::ok).unwrap_or_default();
        let adds_lane = matches!(commands.as_slice(), [EditCommand::NewLane { .. }]);
        for command in commands {
            effects.extend(self.do_command(&command, selects, now)?);
        }
        if let (Form::Lane(lane), true, Some(open)) = (form, adds_lane, self.complete_timeline())
            && let Some(command) = lane.color_command(&open.timeline)
        {
            effects.extend(self.do_command(&command, selects, now)?);
        }
        Ok(())
    }

    /// Shows why the form could not be applied, at the field that it is about.
    fn refuse_form(&mut self, form: &Form, error: &EditError) {
        let field = form.field_of_pointer(error.field.as_deref().unwrap_or_default());
        let refusal = FieldError {
            field,
            message: error.message.clone(),
        };
        self.show_form_errors(&[], vec![refusal]);
    }

    /// Deletes the entry of the open form, or asks first.
    fn ask_to_delete(&mut self, now: f64) -> Vec<Effect> {
        let form = self.edits.forms.open.as_ref();
        let Some(command) = form.and_then(|open| open.form.deletion(None)) else {
            return Vec::new();
        };
        let question = if let EditCommand::DeleteLane { lane, .. } = &command
            && let Some(open) = self.open.as_deref()
        {
            let events = open.timeline.events.iter();
            let events = events.filter(|event| *event.lane_id == **lane).count();
            (events > 0).then_some(DeletionQuestion::LaneWithEvents(events))
        } else {
            let affected = self.with_edit_context(now, |it| consequences(&command, it));
            let affected = affected.unwrap_or_default();
            (!affected.is_empty()).then_some(DeletionQuestion::Consequences(affected))
        };
        if question.is_none() {
            return self.delete_entry(None, now);
        }
        if let Some(open) = &mut self.edits.forms.open {
            open.deletion = question;
        }
        Vec::new()
    }

    fn delete_entry(&mut self, move_to: Option<Box<str>>, now: f64) -> Vec<Effect> {
        let form = self.edits.forms.open.as_ref();
        let Some(command) = form.and_then(|open| open.form.deletion(move_to)) else {
            return Vec::new();
        };
        let mut effects = self.do_or_refuse(&command, now);
        effects.extend(self.discard_form());
        effects
    }

    /// Shows errors at their fields, and moves the keyboard to the first.
    fn show_form_errors(&mut self, errors: &[FieldError], refusal: Vec<FieldError>) {
        if let Some(open) = &mut self.edits.forms.open {
            open.shows_errors = true;
            open.focus = errors
                .first()
                .or(refusal.first())
                .map(|error| error.field.clone());
            open.refusal = refusal;
        }
    }

    /// Closes the open form: a field that is edited in its place is applied if it is
    /// right; every other form is kept for later.
    pub(super) fn finish_form(&mut self, now: f64) -> Vec<Effect> {
        let Some(open) = &self.edits.forms.open else {
            return Vec::new();
        };
        let is_right = self.open.as_deref().is_some_and(|timeline| {
            let timeline = &timeline.timeline;
            let exists = match &open.form {
                Form::Event(form) => form.original(timeline).is_some(),
                _ => true,
            };
            exists && open.form.errors(timeline).is_empty()
        });
        let mut effects = if open.form.only().is_some() && is_right {
            self.apply_form(SelectsEdited::No, now)
        } else {
            Vec::new()
        };
        effects.extend(self.keep_form());
        effects
    }

    /// Closes the open form and keeps what is typed, if there is anything.
    pub(super) fn keep_form(&mut self) -> Vec<Effect> {
        let Some(OpenForm { form, number, .. }) = self.edits.forms.open.take() else {
            return Vec::new();
        };
        let timeline = self.open.as_deref();
        let is_changed = timeline.is_none_or(|open| form.is_changed(&open.timeline));
        if !is_changed {
            return vec![form_closed(number)];
        }
        let kept = &mut self.edits.forms.kept;
        kept.push(KeptForm { form, number });
        if kept.len() <= MAX_KEPT {
            return Vec::new();
        }
        vec![form_closed(kept.remove(0).number)]
    }

    /// Keeps the forms of an earlier run for later.
    pub(super) fn take_recovered_forms(&mut self, recovered: &[JournalForm]) {
        for form in recovered {
            let Ok(content) = serde_json::from_str(&form.json) else {
                continue;
            };
            let number = form.key.parse().unwrap_or(0);
            let forms = &mut self.edits.forms;
            forms.opened = forms.opened.max(number);
            forms.kept.push(KeptForm {
                form: content,
                number,
            });
        }
    }

    /// Closes a field that is edited in its place when another event is selected.
    pub(super) fn leave_field(&mut self, now: f64) -> Vec<Effect> {
        let Some(Form::Event(form)) = self.edits.forms.in_place().map(|open| &open.form) else {
            return Vec::new();
        };
        let selected = self
            .selected()
            .map(|(open, event)| &*open.timeline[event].id);
        if selected == form.event.as_deref() {
            return Vec::new();
        }
        self.finish_form(now)
    }
}

/// Records what is typed into a form.
fn form_typed(open: &OpenForm) -> Effect {
    let json = serde_json::to_string(&open.form).unwrap_or_default();
    let form = JournalForm {
        key: open.number.to_string().into(),
        json: json.into(),
    };
    Effect::Journal(JournalUpdate::Record(JournalRecord::Form(form)))
}

/// Records that a form was applied or dropped.
fn form_closed(number: u64) -> Effect {
    let key = number.to_string().into();
    Effect::Journal(JournalUpdate::Record(JournalRecord::FormClosed(key)))
}
