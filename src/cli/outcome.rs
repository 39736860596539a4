//! How a verb ends.

use std::io;

use crate::storage::FileError;

/// How a verb ended, for the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// The work is done, and something is wrong with what was looked at.
    Problems,
    /// The work could not be done.
    Failed,
}

impl Outcome {
    /// The exit code.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Problems => 1,
            Self::Failed => 2,
        }
    }

    /// Fine, or not.
    pub(super) const fn problems_if(found: bool) -> Self {
        if found { Self::Problems } else { Self::Fine }
    }
}

impl From<Outcome> for std::process::ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome.code())
    }
}

/// Why a verb stops before its end.
#[derive(Debug)]
pub(super) enum VerbError {
    /// It cannot do its work.
    Refused {
        /// What was refused: a file, as the user named it.
        subject: String,
        /// Why.
        refusal: FileError,
    },
    /// Its output goes nowhere.
    Output(io::Error),
}

impl VerbError {
    /// Ties a refusal to what was refused.
    pub(super) fn refused(subject: &std::path::Path) -> impl FnOnce(FileError) -> Self {
        let subject = subject.to_string_lossy().into_owned();
        move |refusal| Self::Refused { subject, refusal }
    }
}

impl From<io::Error> for VerbError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<serde_json::Error> for VerbError {
    fn from(error: serde_json::Error) -> Self {
        Self::Output(error.into())
    }
}
