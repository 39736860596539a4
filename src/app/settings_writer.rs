//! Settings on their way to their file: one after the other, and none left
//! behind when the window closes.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use eframe::egui::Context;

use crate::session::{Action, SettingsAction, TabNumber};
use crate::settings::{Settings, file};

/// What was changed: the settings before and after.
pub(super) type Change = (Box<Settings>, Box<Settings>);

/// The thread that writes them.
pub(super) struct SettingsWriter {
    changes: Option<Sender<Change>>,
    thread: Option<JoinHandle<()>>,
}

impl SettingsWriter {
    /// Begins to wait for changes; tells what came of each.
    pub(super) fn to(
        path: PathBuf,
        context: Context,
        answers: Sender<(TabNumber, Action)>,
    ) -> Self {
        let (sender, changes) = channel::<Change>();
        let thread = std::thread::spawn(move || {
            for (before, after) in changes {
                let told = match file::store(&path, &before, &after) {
                    Ok(loaded) => SettingsAction::Stored(loaded.problems),
                    Err(refusal) => SettingsAction::StoreFailed(path.clone(), refusal),
                };
                // Preferences are of no tab.
                let _ = answers.send((TabNumber::default(), Action::Settings(told)));
                context.request_repaint();
            }
        });
        Self {
            changes: Some(sender),
            thread: Some(thread),
        }
    }

    /// Has a change written after those before it.
    pub(super) fn store(&self, change: Change) {
        if let Some(changes) = &self.changes {
            let _ = changes.send(change);
        }
    }
}

impl Drop for SettingsWriter {
    fn drop(&mut self) {
        // The thread ends once nothing more can come.
        self.changes = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
