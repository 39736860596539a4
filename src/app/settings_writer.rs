//! Writes changed settings to their file, in order and before the window
//! closes.

use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use eframe::egui::Context;

use crate::session::{Action, SettingsAction, TabNumber};
use crate::settings::{Settings, file};

/// A change: the settings before and after.
pub(super) type SettingsChange = (Box<Settings>, Box<Settings>);

/// A thread that writes changes. Dropping it waits until all are written.
pub(super) struct SettingsWriter {
    changes: Option<Sender<SettingsChange>>,
    thread: Option<JoinHandle<()>>,
}

impl SettingsWriter {
    /// Starts the thread, which answers each change.
    pub(super) fn to(
        path: PathBuf,
        context: Context,
        answers: Sender<(TabNumber, Action)>,
    ) -> Self {
        let (sender, changes) = channel::<SettingsChange>();
        let thread = std::thread::spawn(move || {
            for (before, after) in changes {
                let answer = match file::store(&path, &before, &after) {
                    Ok(loaded) => SettingsAction::Stored(loaded.problems),
                    Err(error) => SettingsAction::StoreFailed(path.clone(), error),
                };
                // Settings belong to no tab.
                let _ = answers.send((TabNumber::default(), Action::Settings(answer)));
                context.request_repaint();
            }
        });
        Self {
            changes: Some(sender),
            thread: Some(thread),
        }
    }

    /// Writes a change after the ones before it.
    pub(super) fn store(&self, change: SettingsChange) {
        if let Some(changes) = &self.changes {
            let _ = changes.send(change);
        }
    }
}

impl Drop for SettingsWriter {
    fn drop(&mut self) {
        // The thread ends when the channel is disconnected.
        self.changes = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
