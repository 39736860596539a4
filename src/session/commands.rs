//! What a command means now: the action that it is, if it can be done.

use super::action::{Action, DocumentAction, Popup, ReaderAction, SettingsAction, ViewAction};
use super::link::LinkKind;
use super::workspace::{Workspace, WorkspaceAction};
use crate::model::{Index, Passage};
use crate::settings::{Command, Settings, ThemeChoice};

/// What one press of + or W magnifies.
const ZOOM_STEP: f64 = 1.3;
/// What one press of A or D moves by, as a share of the visible length.
const PAN_STEP: f64 = 0.12;
/// What Page Down scrolls rows by, in points.
const PAGE: f32 = 200.0;

/// The action that a command is now; `None` where it cannot be done, or where
/// it is the window's own (the regions).
#[must_use]
#[expect(clippy::too_many_lines, reason = "a line or two for each command")]
pub fn action_of(command: Command, workspace: &Workspace) -> Option<Action> {
    let session = workspace.session();
    let document = session.document.as_deref();
    let reader = &session.view.reader;
    let view = |action| Some(Action::View(action));
    let toggle = |popup| view(ViewAction::Toggle(popup));
    let zoom = |factor| view(ViewAction::Zoom { factor, about: 0.0 });
    let theme = |theme| Some(Action::Settings(SettingsAction::Theme(theme)));
    let current_passage = || -> Option<Index<Passage>> {
        let (document, event) = session.selected()?;
        let citations = &document.timeline[event].citations;
        Some(citations.get(session.view.citation)?.passage)
    };
    match command {
        Command::Search | Command::FindHere => view(ViewAction::EnterSearch),
        Command::NextFound | Command::PreviousFound => {
            reader.text_search.as_ref()?;
            let by = if command == Command::NextFound { 1 } else { -1 };
            Some(Action::Reader(ReaderAction::StepFound(by)))
        }
        Command::FindCommand => toggle(Popup::Commands),
        Command::Filters | Command::Period | Command::SaveFilter => {
            document?;
            toggle(Popup::Filters)
        }
        Command::ClearFilters => (session.view.period.is_some() || !session.search.text.is_empty())
            .then_some(Action::View(ViewAction::ShowAll)),
        Command::ZoomIn => zoom(ZOOM_STEP),
        Command::ZoomOut => zoom(1.0 / ZOOM_STEP),
        Command::Earlier => view(ViewAction::Pan(-PAN_STEP)),
        Command::Later => view(ViewAction::Pan(PAN_STEP)),
        Command::ZoomToSelection => view(ViewAction::ZoomToSelection),
        Command::FitAll => view(ViewAction::FitAll),
        Command::NextEvent => view(ViewAction::NextEvent),
        Command::PreviousEvent => view(ViewAction::PreviousEvent),
        Command::LaneUp => view(ViewAction::LaneUp),
        Command::LaneDown => view(ViewAction::LaneDown),
        Command::NextPassage => view(ViewAction::NextPassage),
        Command::PreviousPassage => view(ViewAction::PreviousPassage),
        Command::EnterQuotes => {
            session.view.selection?;
            view(ViewAction::EnterQuotes)
        }
        Command::StepBack => view(ViewAction::Escape),
        Command::ScrollUp => view(ViewAction::ScrollRows(-PAGE)),
        Command::ScrollDown => view(ViewAction::ScrollRows(PAGE)),
        Command::Back => session
            .can_go_back()
            .then_some(Action::View(ViewAction::Back)),
        Command::Forward => session
            .can_go_forward()
            .then_some(Action::View(ViewAction::Forward)),
        // The window knows its regions.
        Command::NextRegion | Command::PreviousRegion => None,
        Command::FocusTable => view(ViewAction::EnterTable),
        Command::ToggleShelf => view(ViewAction::ToggleShelf),
        Command::ToggleOverview => view(ViewAction::ToggleOverview),
        Command::ToggleQuotes => view(ViewAction::ToggleQuotes),
        Command::ToggleReader => view(ViewAction::ToggleReader),
        Command::ToggleTable => view(ViewAction::ToggleTable),
        Command::Evidence => view(ViewAction::ToggleEvidence),
        Command::FoldSilences => view(ViewAction::ToggleSilences),
        Command::Legend => toggle(Popup::Legend),
        Command::TextLarger => Some(text_size(session.settings.larger_text())),
        Command::TextSmaller => Some(text_size(session.settings.smaller_text())),
        Command::TextNormal => Some(text_size(Settings::NORMAL_TEXT)),
        Command::ThemeLight => theme(ThemeChoice::Light),
        Command::ThemeDark => theme(ThemeChoice::Dark),
        Command::ThemeSystem => theme(ThemeChoice::System),
        Command::ReadPassage => Some(Action::Reader(ReaderAction::OpenAt(current_passage()?))),
        Command::CopyQuotation => {
            current_passage()?;
            Some(Action::Document(DocumentAction::CopyQuotation))
        }
        Command::AdoptCurrentWords => {
            let passage = session.drifted_since(current_passage()?)?;
            Some(Action::Document(DocumentAction::AdoptCurrentWords(passage)))
        }
        Command::KeepRecordedWords => {
            let passage = session.drifted_since(current_passage()?)?;
            Some(Action::Document(DocumentAction::KeepRecordedWords(passage)))
        }
        Command::Sources => {
            document?;
            toggle(Popup::Sources)
        }
        Command::LocateSources => {
            document?;
            Some(Action::Document(DocumentAction::PickSources))
        }
        Command::AddSource => {
            document?;
            Some(Action::Document(DocumentAction::PickAddition))
        }
        Command::CloseSource => Some(Action::Reader(ReaderAction::Close(reader.current?))),
        Command::Open => Some(Action::Document(DocumentAction::PickTimeline)),
        Command::OpenRecent => toggle(Popup::Recent),
        Command::ReadAgain => Some(Action::Document(DocumentAction::FileChanged)),
        Command::StopReading => session
            .is_reading
            .then_some(Action::Document(DocumentAction::StopReading)),
        Command::CopyLink => {
            document?;
            let kind = if session.view.selection.is_some() {
                LinkKind::Event
            } else {
                LinkKind::View
            };
            view(ViewAction::CopyLink(kind))
        }
        Command::SaveCopy => {
            document?;
            Some(Action::Document(DocumentAction::SaveCopy))
        }
        Command::ExportFigure => {
            document?;
            toggle(Popup::ExportFigure)
        }
        Command::ExportPage => {
            document?;
            toggle(Popup::ExportPage)
        }
        Command::Changes => (!session.changes.amendments().is_empty())
            .then_some(Action::View(ViewAction::Toggle(Popup::Changes))),
        Command::UndoChange => (!session.changes.amendments().is_empty())
            .then_some(Action::Document(DocumentAction::UndoChange)),
        Command::Problems => {
            document?;
            toggle(Popup::Problems)
        }
        Command::NextTab | Command::PreviousTab => {
            let by = if command == Command::NextTab { 1 } else { -1 };
            if workspace.sessions().len() > 1 {
                Some(Action::Workspace(WorkspaceAction::Step(by)))
            } else {
                reader.current?;
                Some(Action::Reader(ReaderAction::StepTab(by)))
            }
        }
        Command::CloseTab => (workspace.sessions().len() > 1).then_some(Action::Workspace(
            WorkspaceAction::Close(workspace.current()),
        )),
        Command::Settings => toggle(Popup::Settings),
        Command::Keys => toggle(Popup::Keys),
        Command::CloseWindow => Some(Action::Document(DocumentAction::Close)),
    }
}

fn text_size(percent: u16) -> Action {
    Action::Settings(SettingsAction::TextSize(percent))
}
