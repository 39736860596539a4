//! The result of a subcommand.

use std::io;

use crate::storage::FileError;

/// The result of a subcommand, for the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// No problems.
    Fine,
    /// The subcommand did its work and found problems.
    Problems,
    /// The subcommand could not do its work.
    Failed,
    /// A merge could not be made, at which git stops.
    NotMerged,
}

impl Outcome {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Problems => 1,
            Self::Failed => 2,
            Self::NotMerged => 129,
        }
    }

    /// [`Outcome::Problems`] where any were found.
    pub(super) const fn problems_if(found: bool) -> Self {
        if found { Self::Problems } else { Self::Fine }
    }
}

impl From<Outcome> for std::process::ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.code())
    }
}

/// A subcommand failed.
#[derive(Debug)]
pub(super) enum CommandError {
    /// A file cannot be used.
    Refused {
        /// A file, as the user named it.
        subject: String,
        /// The reason.
        error: Box<FileError>,
    },
    /// Its output cannot be written.
    Output(io::Error),
}

impl CommandError {
    /// Attaches the file to an error.
    pub(super) fn about(subject: &std::path::Path) -> impl FnOnce(FileError) -> Self {
        let subject = subject.to_string_lossy().into_owned();
        move |error| Self::Refused {
            subject,
            error: Box::new(error),
        }
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for CommandError {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}
