//! Problems: what is wrong in a file, where, and how to mend it.

use std::fmt;

use serde::Serialize;

use crate::model::visible_text;

/// How much a [`Problem`] weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file says something that it may not say, and part of it is unusable.
    Error,
    /// The file can be used whole, and deserves a look.
    Warning,
}

impl Severity {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Writes each code down once: its doc comment, its name in machine output and
/// its severity.
macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $code:ident = $name:literal, $severity:ident;)+) => {
        /// Every sort of [`Problem`]. The names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Code {
            $($(#[doc = $meaning])+ $code,)+
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$code),+];

            /// The stable name in machine output, in kebab case.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$code => $name),+ }
            }

            /// How much a problem of this sort weighs.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity),+ }
            }
        }
    };
}

codes! {
    /// The file begins with a byte order mark. It is read past.
    ByteOrderMark = "byte-order-mark", Warning;
    /// An object holds a key twice. The first holds; `fmt` refuses the file.
    DuplicateKey = "duplicate-key", Error;
    /// A field has another type than it must have. It is read as absent.
    WrongType = "wrong-type", Error;
    /// A required field is absent or an id is empty. Without an `id` an entry
    /// is left out, without another field it is used as far as it goes.
    MissingField = "missing-field", Error;
    /// Two entries of one list share an id. The first holds.
    DuplicateId = "duplicate-id", Error;
    /// No lane has this id. The event stands in no lane.
    UnknownLane = "unknown-lane", Error;
    /// No source has this id. The passage is left out.
    UnknownSource = "unknown-source", Error;
    /// No passage has this id. The citation is left out.
    UnknownPassage = "unknown-passage", Error;
    /// No event has this id. That one `after` or `before` is left out.
    UnknownEvent = "unknown-event", Error;
    /// A date is no EDTF. Its text is kept; it has no place on the axis.
    InvalidDate = "invalid-date", Error;
    /// No citation of an event leads to a passage. The event is kept.
    EventWithoutPassage = "event-without-passage", Error;
    /// The `exact` of a passage is empty. It is kept and found nowhere.
    EmptyQuotation = "empty-quotation", Error;
    /// `start` and `end` are no range. The passage has no position.
    InvalidRange = "invalid-range", Error;
    /// A `sha256` is no digest. The source has none.
    InvalidDigest = "invalid-digest", Error;
    /// A `file` leaves the timeline's folder, by its path or by a link. It is
    /// not opened.
    FileOutsideFolder = "file-outside-folder", Error;
    /// A `stance` is none of the three. It is read as `supports`.
    UnknownStance = "unknown-stance", Error;
    /// A `basis` is neither `stated` nor `inferred`. A dated event counts as
    /// inferred, which claims less.
    UnknownBasis = "unknown-basis", Error;
    /// An event has a date and does not say how it is known. It counts as
    /// inferred.
    MissingBasis = "missing-basis", Error;
    /// An inferred date gives no reason.
    InferredWithoutReason = "inferred-without-reason", Error;
    /// An event has a basis and no date. The basis is left out.
    BasisWithoutDate = "basis-without-date", Error;
    /// A stated date is the date of none of the event's citations.
    StatedDateUncited = "stated-date-uncited", Error;
    /// A stated date is finer or surer than any words of its passages.
    StatedDateTooPrecise = "stated-date-too-precise", Warning;
    /// No words of its passages suggest a stated date.
    StatedDateUnsupported = "stated-date-unsupported", Warning;
    /// Events stand before and after one another in a circle.
    OrderCircle = "order-circle", Error;
    /// A lane's `color` is no colour. The lane gets one of the program's.
    InvalidColor = "invalid-color", Warning;
    /// A document at hand is not the recorded copy. Its passages are anchored
    /// by their words and context alone.
    DigestMismatch = "digest-mismatch", Warning;
    /// The text of a document is made by another extractor than the recorded
    /// one. Its passages are anchored by their words and context alone.
    ExtractorChanged = "extractor-changed", Warning;
    /// A document is at hand and its text cannot be read.
    UnreadableDocument = "unreadable-document", Warning;
    /// In the recorded copy a quotation stands elsewhere than its position
    /// says.
    PositionMismatch = "position-mismatch", Warning;
    /// The file has more problems than are listed. A warning where all of
    /// those are.
    MoreProblems = "more-problems", Error;
}

/// Something wrong in a file that leaves the rest of it usable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How much it weighs.
    pub severity: Severity,
    /// Its sort: the name of a [`Code`].
    pub code: &'static str,
    /// Where, as a JSON Pointer (RFC 6901); empty for the whole file.
    pub path: String,
    /// The line, from 1; `None` where it has no place in the text.
    pub line: Option<usize>,
    /// The column, in code points from 1.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem that has no line and column yet (see
    /// [`locate`](super::locate_problems)).
    #[must_use]
    pub fn new(code: Code, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity: code.severity(),
            code: code.name(),
            path: path.into(),
            line: None,
            column: None,
            message: message.into(),
            hint: None,
        }
    }

    /// The same with a hint how to mend it.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// For terminals, without the place, and with nothing in it that a terminal
/// would obey.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = visible_text(&self.message);
        write!(f, "{}: {message} [{}]", self.severity, self.code)?;
        match &self.hint {
            Some(hint) => write!(f, "\n  hint: {}", visible_text(hint)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own_in_kebab_case() {
        let names: HashSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for name in names {
            assert!(
                name.split('-')
                    .all(|word| !word.is_empty()
                        && word.bytes().all(|byte| byte.is_ascii_lowercase())),
                "{name}"
            );
        }
    }

    #[test]
    fn a_problem_without_a_place_says_null_in_json() {
        let problem = Problem::new(Code::UnknownLane, "/events/0/lane", "No lane “x”.");
        assert_eq!(
            serde_json::to_string(&problem).unwrap(),
            "{\"severity\":\"error\",\"code\":\"unknown-lane\",\"path\":\"/events/0/lane\",\
             \"line\":null,\"column\":null,\"message\":\"No lane “x”.\",\"hint\":null}"
        );
    }

    #[test]
    fn a_terminal_obeys_nothing_in_a_problem() {
        let problem = Problem::new(Code::UnknownLane, "", "No lane “\u{1b}[31m”.");
        assert!(!problem.to_string().contains('\u{1b}'));
    }
}
