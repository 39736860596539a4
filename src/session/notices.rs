//! Notices that the window shows until the user dismisses them.

use super::open_timeline::Origin;
use crate::language::InputError;
use crate::storage::FileError;

/// Problems of one link that are shown.
const MAX_LINK_PROBLEMS: usize = 4;

/// The notices that the user has not dismissed yet.
#[derive(Debug, Default)]
pub struct Notices {
    /// Why something could not be read or written.
    pub notice: Option<Notice>,
    /// What is wrong with the last link.
    pub link_problems: Vec<InputError>,
}

/// Why something could not be read or written.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What was to be read or written.
    pub origin: Origin,
    /// Why it could not be.
    pub error: FileError,
    /// Whether an earlier version is shown for that reason, if anything is.
    pub shows_earlier: bool,
}

impl Notice {
    pub(super) const fn new(origin: Origin, error: FileError) -> Self {
        Self {
            origin,
            error,
            shows_earlier: false,
        }
    }
}

impl Notices {
    /// Adds problems of a link, as many as are shown.
    pub(super) fn add_link_problems(&mut self, problems: Vec<InputError>) {
        self.link_problems.extend(problems);
        self.link_problems.truncate(MAX_LINK_PROBLEMS);
    }
}
