//! A temporary folder with a timeline in it.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use super::{SubcommandOutput, run_subcommand};

/// A temporary folder with a timeline and its documents.
pub struct Sandbox {
    folder: TempDir,
    /// The name of the timeline.
    timeline: &'static str,
}

impl Sandbox {
    /// An empty folder.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            timeline: "timeline.json",
        }
    }

    /// A folder with a timeline of this name, and a document.
    pub fn with_timeline(
        (name, text): (&'static str, &str),
        (document, words): (&str, &str),
    ) -> Self {
        let sandbox = Self {
            timeline: name,
            ..Self::empty()
        };
        sandbox.write(name, text);
        sandbox.write(document, words);
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Writes a file and returns its path as text.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        self.write(name, bytes);
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Runs a subcommand on the timeline with more arguments.
    pub fn run(&self, subcommand: &str, more: &[&str]) -> SubcommandOutput {
        self.run_on_link(subcommand, "", more)
    }

    /// Runs a subcommand on a link: the path of the timeline and a fragment.
    pub fn run_on_link(&self, subcommand: &str, fragment: &str, more: &[&str]) -> SubcommandOutput {
        let link = format!("{}{fragment}", self.path(self.timeline).display());
        run_subcommand(&[&[subcommand, &link], more].concat())
    }
}
