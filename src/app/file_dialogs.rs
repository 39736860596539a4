//! The file dialogs of the system.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::EffectMode;
use super::effects::Responder;
use crate::language::{say, say_with};
use crate::session::{
    Action, Dialog, ExportAction, ExportFormat, FileDialog, LoadAction, Origin, PanelAction,
    SaveAction, SourceAction,
};
use annals_documents::DocumentFormat;

/// A dialog that returns nothing within this time was never shown.
const MIN_SHOWN: Duration = Duration::from_millis(350);

/// Shows a file dialog and sends the path that the user picks. Where the system
/// has none, opens the dialog with a field for the path.
pub(super) fn pick(dialog: FileDialog, effect_mode: EffectMode, responder: Responder) {
    let request = DialogRequest::of(dialog);
    match (effect_mode, request.fallback) {
        (EffectMode::Inline, None) => {}
        (EffectMode::Inline, Some(fallback)) => {
            responder.send(PanelAction::OpenDialog(fallback));
        }
        (EffectMode::Threads, fallback) => {
            std::thread::spawn(move || {
                let shown = Instant::now();
                if let Some(path) = (request.show)() {
                    responder.send((request.action)(path));
                } else if let Some(fallback) = fallback.filter(|_| shown.elapsed() < MIN_SHOWN) {
                    responder.send(PanelAction::OpenDialog(fallback));
                }
            });
        }
    }
}

/// How to show a dialog, and what follows.
struct DialogRequest {
    show: Box<dyn FnOnce() -> Option<PathBuf> + Send>,
    /// The action for the picked path.
    action: fn(PathBuf) -> Action,
    /// The dialog that replaces the file dialog. The dialog of an export has
    /// its own field.
    fallback: Option<Dialog>,
}

impl DialogRequest {
    fn of(dialog: FileDialog) -> Self {
        // Messages are looked up here: the thread has no language.
        match dialog {
            FileDialog::Timeline => {
                let dialog =
                    titled("dialog-open").add_filter(say("file-dialog-timeline"), &["json"]);
                Self {
                    show: Box::new(|| dialog.pick_file()),
                    action: |path| LoadAction::Open(path).into(),
                    fallback: Some(Dialog::OpenPath),
                }
            }
            FileDialog::SourceFolder => {
                let dialog = titled("file-dialog-sources");
                Self {
                    show: Box::new(|| dialog.pick_folder()),
                    action: |path| SourceAction::SearchForDocumentsIn(path).into(),
                    fallback: Some(Dialog::Sources),
                }
            }
            FileDialog::SourceFile => {
                let dialog = titled("file-dialog-add")
                    .add_filter(
                        say("file-dialog-documents"),
                        &DocumentFormat::SUFFIXES.map(|(suffix, _)| suffix),
                    )
                    .add_filter(say("file-dialog-records"), &["bib", "ris", "json"]);
                Self {
                    show: Box::new(|| dialog.pick_file()),
                    action: |path| SourceAction::AddFile(path).into(),
                    fallback: Some(Dialog::AddSource),
                }
            }
            FileDialog::Export(origin, format) => {
                let dialog =
                    titled("file-dialog-export").set_file_name(export_name(&origin, format));
                Self {
                    show: Box::new(|| dialog.save_file()),
                    action: |path| ExportAction::PathPicked(path).into(),
                    fallback: None,
                }
            }
            FileDialog::Copy(origin) => {
                let name = say_with(
                    "file-dialog-name-of-copy",
                    &[("name", stem(&origin).into())],
                );
                let dialog = titled("dialog-save").set_file_name(name);
                Self {
                    show: Box::new(|| dialog.save_file()),
                    action: |path| SaveAction::SaveCopyTo(path).into(),
                    fallback: Some(Dialog::SavePath),
                }
            }
            FileDialog::SaveAs(origin) => {
                let dialog =
                    titled("dialog-save-as").set_file_name(format!("{}.json", stem(&origin)));
                Self {
                    show: Box::new(|| dialog.save_file()),
                    action: |path| SaveAction::SaveAsTo(path).into(),
                    fallback: Some(Dialog::SaveAsPath),
                }
            }
        }
    }
}

fn titled(message: &str) -> rfd::FileDialog {
    rfd::FileDialog::new().set_title(say(message))
}

fn export_name(origin: &Origin, format: ExportFormat) -> String {
    format!("{}.{}", stem(origin), format.suffix())
}

/// The file name of a timeline without suffix.
fn stem(origin: &Origin) -> String {
    let stem = origin.path().and_then(Path::file_stem);
    stem.map_or_else(
        || say("file-dialog-name"),
        |stem| stem.to_string_lossy().into_owned(),
    )
}
