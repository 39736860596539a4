//! The action of each command in the current state.

use super::action::{
    Action, ClipboardAction, CloseAction, Dialog, EditAction, LoadAction, PanelAction,
    ReaderAction, SaveAction, SearchAction, SelectionAction, SettingsAction, SourceAction,
    ViewAction,
};
use super::forms::FormAction;
use super::link::LinkKind;
use super::state::Session;
use super::workspace::{Workspace, WorkspaceAction};
use crate::edits::forms::{FormField, FormKind};
use crate::edits::{EditCommand, NameList};
use crate::settings::{Command, Settings, ThemeChoice};

/// The factor of one zoom step.
const ZOOM_STEP: f64 = 1.3;
/// One step to the side, as a share of the visible length.
const PAN_STEP: f64 = 0.12;
/// One page of rows, in points.
const PAGE: f32 = 200.0;

/// The action of a command in the current state. `None` if it cannot be
/// done, or if the window itself does it (moving between regions).
#[must_use]
pub fn action_of(command: Command, workspace: &Workspace) -> Option<Action> {
    let session = workspace.session();
    if !is_available(command, session) {
        return None;
    }
    let toggle = |dialog| PanelAction::ToggleDialog(dialog).into();
    Some(match command {
        Command::Search | Command::FindHere => PanelAction::FocusSearch.into(),
        Command::NextFound => ReaderAction::StepFound(1).into(),
        Command::PreviousFound => ReaderAction::StepFound(-1).into(),
        Command::FindCommand => toggle(Dialog::Commands),
        Command::Filters | Command::Period | Command::SaveFilter => toggle(Dialog::Filters),
        Command::ClearFilters => SearchAction::Clear.into(),
        Command::NextEvent => SelectionAction::NextEvent.into(),
        Command::PreviousEvent => SelectionAction::PreviousEvent.into(),
        Command::LaneUp => SelectionAction::LaneUp.into(),
        Command::LaneDown => SelectionAction::LaneDown.into(),
        Command::NextPassage => SelectionAction::NextPassage.into(),
        Command::PreviousPassage => SelectionAction::PreviousPassage.into(),
        Command::EnterQuotes => PanelAction::FocusQuotes.into(),
        Command::StepBack => PanelAction::Escape.into(),
        Command::NextRegion | Command::PreviousRegion => return None,
        Command::FocusTable => PanelAction::FocusTable.into(),
        Command::Legend => toggle(Dialog::Legend),
        Command::TextLarger
        | Command::TextSmaller
        | Command::TextNormal
        | Command::ThemeLight
        | Command::ThemeDark
        | Command::ThemeSystem => about_looks(command, session)?,
        Command::NewEvent
        | Command::NewPassage
        | Command::NewSource
        | Command::NewLane
        | Command::TimelineDetails
        | Command::EditField
        | Command::EditEvent
        | Command::ResumeForm => about_forms(command, session)?,
        Command::DuplicateEvent => {
            let command = EditCommand::DuplicateEvent(selected_id(session)?);
            EditAction::Do(Box::new(command)).into()
        }
        Command::DeleteEvent
        | Command::MoveToLane
        | Command::AddTag
        | Command::RemoveTag
        | Command::AddActor
        | Command::RemoveActor
        | Command::MergeEvents
        | Command::SplitEvent
        | Command::CopyEvents
        | Command::RenameTags
        | Command::RenameActors => about_events(command, session)?,
        Command::ReadPassage
        | Command::CopyQuotation
        | Command::AdoptCurrentWords
        | Command::KeepRecordedWords
        | Command::Sources
        | Command::LocateSources
        | Command::AddSource
        | Command::CloseSource => about_sources(command, session)?,
        Command::Conflicts
        | Command::Problems
        | Command::History
        | Command::NewTimeline
        | Command::Open
        | Command::OpenRecent
        | Command::ReadAgain
        | Command::StopReading
        | Command::CopyLink
        | Command::Save
        | Command::SaveAs
        | Command::SaveCopy
        | Command::ExportFigure
        | Command::ExportPage => about_files(command, session)?,
        Command::Undo => EditAction::Undo.into(),
        Command::Redo => EditAction::Redo.into(),
        Command::NextTab => step_tab(workspace, 1)?,
        Command::PreviousTab => step_tab(workspace, -1)?,
        Command::CloseTab => {
            let current = workspace.current();
            (workspace.sessions().len() > 1).then(|| WorkspaceAction::Close(current).into())?
        }
        Command::ClearPrivateData => toggle(Dialog::PrivateData),
        Command::Settings => toggle(Dialog::Settings),
        Command::Keys => toggle(Dialog::Keys),
        Command::CloseWindow => CloseAction::Window.into(),
        _ => about_view(command).or_else(|| about_panels(command))?,
    })
}

/// The action of a command about the visible part of the plot.
fn about_view(command: Command) -> Option<Action> {
    let zoom = |factor| ViewAction::Zoom { factor, about: 0.0 };
    let action = match command {
        Command::ZoomIn => zoom(ZOOM_STEP),
        Command::ZoomOut => zoom(1.0 / ZOOM_STEP),
        Command::Earlier => ViewAction::Pan(-PAN_STEP),
        Command::Later => ViewAction::Pan(PAN_STEP),
        Command::ZoomToSelection => ViewAction::ZoomToSelection,
        Command::FitAll => ViewAction::FitAll,
        Command::ScrollUp => ViewAction::ScrollRows(-PAGE),
        Command::ScrollDown => ViewAction::ScrollRows(PAGE),
        Command::Back => ViewAction::Back,
        Command::Forward => ViewAction::Forward,
        Command::FoldEmptyPeriods => ViewAction::ToggleAxisFolds,
        _ => return None,
    };
    Some(action.into())
}

/// The action of a command about sources and quotations.
fn about_sources(command: Command, session: &Session) -> Option<Action> {
    let drifted = || session.unresolved_drift(session.current_passage()?);
    Some(match command {
        Command::ReadPassage => ReaderAction::OpenAt(session.current_passage()?).into(),
        Command::CopyQuotation => ClipboardAction::Quotation.into(),
        Command::AdoptCurrentWords => EditAction::AdoptCurrentWords(drifted()?).into(),
        Command::KeepRecordedWords => EditAction::KeepRecordedWords(drifted()?).into(),
        Command::Sources => PanelAction::ToggleDialog(Dialog::Sources).into(),
        Command::LocateSources => SourceAction::PickFolder.into(),
        Command::AddSource => SourceAction::PickFile.into(),
        Command::CloseSource => ReaderAction::Close(session.view.reader.current?).into(),
        _ => return None,
    })
}

/// The action of a command that shows or hides a part of the window.
fn about_panels(command: Command) -> Option<Action> {
    let action = match command {
        Command::ToggleUndated => PanelAction::ToggleUndated,
        Command::ToggleOverview => PanelAction::ToggleOverview,
        Command::ToggleQuotes => PanelAction::ToggleQuotes,
        Command::ToggleReader => PanelAction::ToggleReader,
        Command::ToggleTable => PanelAction::ToggleTable,
        Command::Evidence => PanelAction::ToggleEvidence,
        _ => return None,
    };
    Some(action.into())
}

/// The action of a command about the size of text and the theme.
fn about_looks(command: Command, session: &Session) -> Option<Action> {
    let action = match command {
        Command::TextLarger => SettingsAction::TextSize(session.settings.larger_text()),
        Command::TextSmaller => SettingsAction::TextSize(session.settings.smaller_text()),
        Command::TextNormal => SettingsAction::TextSize(Settings::DEFAULT_TEXT_SIZE),
        Command::ThemeLight => SettingsAction::Theme(ThemeChoice::Light),
        Command::ThemeDark => SettingsAction::Theme(ThemeChoice::Dark),
        Command::ThemeSystem => SettingsAction::Theme(ThemeChoice::System),
        _ => return None,
    };
    Some(action.into())
}

/// The action of a command about forms.
fn about_forms(command: Command, session: &Session) -> Option<Action> {
    let action = match command {
        Command::NewEvent => FormAction::New(FormKind::Event),
        Command::NewPassage => FormAction::New(FormKind::Passage),
        Command::NewSource => FormAction::New(FormKind::Source),
        Command::NewLane => FormAction::New(FormKind::Lane),
        Command::TimelineDetails => FormAction::New(FormKind::Timeline),
        Command::EditField => FormAction::EditField(session.view.selection?, FormField::Title),
        Command::EditEvent => FormAction::EditEvent(session.view.selection?),
        Command::ResumeForm => FormAction::Resume(session.edits.forms.kept.len().checked_sub(1)?),
        _ => return None,
    };
    Some(action.into())
}

/// The action of a command about files.
fn about_files(command: Command, session: &Session) -> Option<Action> {
    let link = match session.view.selection {
        Some(_) => LinkKind::Event,
        None => LinkKind::View,
    };
    Some(match command {
        Command::Conflicts => PanelAction::ToggleDialog(Dialog::Conflicts).into(),
        Command::Problems => PanelAction::ToggleDialog(Dialog::Problems).into(),
        Command::History => PanelAction::ToggleDialog(Dialog::History).into(),
        Command::NewTimeline => WorkspaceAction::New(None).into(),
        Command::Open => LoadAction::PickTimeline.into(),
        Command::OpenRecent => PanelAction::ToggleDialog(Dialog::Recent).into(),
        Command::ReadAgain => LoadAction::Reload.into(),
        Command::StopReading => LoadAction::Stop.into(),
        Command::CopyLink => ClipboardAction::Link(link).into(),
        Command::Save => SaveAction::Save.into(),
        Command::SaveAs => SaveAction::SaveAs.into(),
        Command::SaveCopy => SaveAction::SaveCopy.into(),
        Command::ExportFigure => PanelAction::ToggleDialog(Dialog::ExportFigure).into(),
        Command::ExportPage => PanelAction::ToggleDialog(Dialog::ExportPage).into(),
        _ => return None,
    })
}

/// The action of a command about the selected events, or about names of all events.
fn about_events(command: Command, session: &Session) -> Option<Action> {
    let ids = session.selected_ids();
    let dialog = match command {
        Command::RenameTags => Dialog::RenameName(NameList::Tags),
        Command::RenameActors => Dialog::RenameName(NameList::Actors),
        _ if ids.is_empty() => return None,
        Command::DeleteEvent => {
            return Some(EditAction::Do(Box::new(EditCommand::DeleteEvents(ids))).into());
        }
        Command::CopyEvents => return Some(ClipboardAction::SelectedEvents.into()),
        Command::MoveToLane => Dialog::MoveToLane,
        Command::AddTag => Dialog::AddName(NameList::Tags),
        Command::RemoveTag => Dialog::RemoveName(NameList::Tags),
        Command::AddActor => Dialog::AddName(NameList::Actors),
        Command::RemoveActor => Dialog::RemoveName(NameList::Actors),
        Command::MergeEvents if ids.len() > 1 => Dialog::MergeEvents,
        Command::SplitEvent if session.can_split() => Dialog::SplitEvent,
        _ => return None,
    };
    Some(PanelAction::ToggleDialog(dialog).into())
}

/// Whether the state of a session has what a command is about, as far as the
/// action itself does not say it.
fn is_available(command: Command, session: &Session) -> bool {
    match command {
        Command::NextFound | Command::PreviousFound => session.view.reader.text_search.is_some(),
        Command::NewEvent
        | Command::NewPassage
        | Command::NewSource
        | Command::NewLane
        | Command::TimelineDetails
        | Command::RenameTags
        | Command::RenameActors
        | Command::Filters
        | Command::Period
        | Command::SaveFilter
        | Command::Sources
        | Command::LocateSources
        | Command::AddSource
        | Command::CopyLink
        | Command::SaveAs
        | Command::SaveCopy
        | Command::ExportFigure
        | Command::ExportPage
        | Command::Problems => session.open.is_some(),
        Command::ClearFilters => session.view.period.is_some() || !session.search.text.is_empty(),
        Command::EnterQuotes => session.view.selection.is_some(),
        Command::Back => session.can_go_back(),
        Command::Forward => session.can_go_forward(),
        Command::CopyQuotation => session.current_passage().is_some(),
        Command::StopReading => session.is_loading(),
        Command::History => !session.edits.history.steps().is_empty(),
        Command::Undo => session.edits.history.last_done().is_some(),
        Command::Redo => session.edits.history.next_undone().is_some(),
        Command::Save => session.has_unsaved_changes() || session.is_built_in(),
        _ => true,
    }
}

/// The id of the selected event, if the timeline is read.
fn selected_id(session: &Session) -> Option<Box<str>> {
    let (open, event) = session.selected()?;
    (!open.is_preview()).then(|| open.timeline[event].id.as_str().into())
}

/// Steps through the timelines, or through the sources if one timeline is
/// open.
fn step_tab(workspace: &Workspace, by: isize) -> Option<Action> {
    if workspace.sessions().len() > 1 {
        return Some(WorkspaceAction::Step(by).into());
    }
    workspace.session().view.reader.current?;
    Some(ReaderAction::StepTab(by).into())
}
