//! Problems: what is wrong in a file, where, and how to fix it.

use std::fmt;

use serde::Serialize;

use crate::model::visible_text;

/// How serious a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file breaks a rule of the format, and part of it cannot be used.
    Error,
    /// All of the file can be used, but something in it deserves a look.
    Warning,
}

impl Severity {
    /// The name in output: `error` or `warning`.
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

/// Defines every code in one place: its doc comment, its name in machine output
/// and its severity.
macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $code:ident = $name:literal, $severity:ident;)+) => {
        /// The kinds of [`Problem`]. Their names are stable.
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

            /// How serious a problem of this kind is.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity),+ }
            }
        }
    };
}

codes! {
    /// The file begins with a byte order mark, which is ignored.
    ByteOrderMark = "byte-order-mark", Warning;
    /// An object has a key twice. The first one counts; `fmt` refuses the file.
    DuplicateKey = "duplicate-key", Error;
    /// A field has the wrong type. It is read as absent.
    WrongType = "wrong-type", Error;
    /// A required field is missing, or an id is empty. Without an `id` an entry is
    /// left out; without another field the rest of it is used.
    MissingField = "missing-field", Error;
    /// Two entries of a list have the same id. The first one counts.
    DuplicateId = "duplicate-id", Error;
    /// No lane has this id. The event has no lane.
    UnknownLane = "unknown-lane", Error;
    /// No source has this id. The passage is left out.
    UnknownSource = "unknown-source", Error;
    /// No passage has this id. The citation is left out.
    UnknownPassage = "unknown-passage", Error;
    /// No event has this id. That one `after` or `before` is left out.
    UnknownEvent = "unknown-event", Error;
    /// A date is not EDTF. Its text is kept, but it is not on the axis.
    InvalidDate = "invalid-date", Error;
    /// The state of a review is unknown. The event counts as an ordinary one.
    UnknownReviewState = "unknown-review-state", Error;
    /// An event has no citation with a passage. The event is kept.
    EventWithoutPassage = "event-without-passage", Error;
    /// The `exact` of a passage is empty. The passage is kept, but not found.
    EmptyQuotation = "empty-quotation", Error;
    /// `start` and `end` are not a range. The passage has no position.
    InvalidRange = "invalid-range", Error;
    /// A `sha256` is not a digest. The source has none.
    InvalidDigest = "invalid-digest", Error;
    /// A `file` leaves the timeline's folder, by its path or by a link. It is
    /// not opened.
    FileOutsideFolder = "file-outside-folder", Error;
    /// A `stance` is unknown. It is read as `supports`.
    UnknownStance = "unknown-stance", Error;
    /// A `basis` is neither `stated` nor `inferred`. A dated event counts as
    /// inferred.
    UnknownBasis = "unknown-basis", Error;
    /// An event has a date but no basis. The date counts as inferred.
    MissingBasis = "missing-basis", Error;
    /// An inferred date has no reason.
    InferredWithoutReason = "inferred-without-reason", Error;
    /// An event has a basis but no date. The basis is left out.
    BasisWithoutDate = "basis-without-date", Error;
    /// No citation of an event has its stated date.
    StatedDateUncited = "stated-date-uncited", Error;
    /// A stated date is more precise or more certain than the words of its passages.
    StatedDateTooPrecise = "stated-date-too-precise", Warning;
    /// No words of its passages give a stated date.
    StatedDateUnsupported = "stated-date-unsupported", Warning;
    /// Events are before and after one another in a cycle.
    OrderCircle = "order-circle", Error;
    /// Two versions of a field or an entry could not be merged. One of them is used.
    MergeConflict = "merge-conflict", Error;
    /// A draft or a rejected event has no citation with a passage.
    UnsourcedDraft = "unsourced-draft", Warning;
    /// An event is a draft. Only a strict check reports it.
    Draft = "draft", Error;
    /// The `color` of a lane is not a colour. The program chooses one.
    InvalidColor = "invalid-color", Warning;
    /// The document found is not the recorded copy. Its passages are anchored by
    /// their words and context alone.
    DigestMismatch = "digest-mismatch", Warning;
    /// The text of a document was extracted by another program than the recorded
    /// one. Its passages are anchored by their words and context alone.
    ExtractorChanged = "extractor-changed", Warning;
    /// A document was found, but its text cannot be read.
    UnreadableDocument = "unreadable-document", Warning;
    /// In the recorded copy a quotation is not at its position.
    PositionMismatch = "position-mismatch", Warning;
    /// The file has more problems than are listed. A warning if all of those are
    /// warnings.
    MoreProblems = "more-problems", Error;
}

/// Something wrong in a file that leaves the rest of it usable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How serious it is.
    pub severity: Severity,
    /// Its kind: the name of a [`Code`].
    pub code: &'static str,
    /// The place, as a JSON Pointer (RFC 6901); empty for the whole file.
    pub path: String,
    /// The line, from 1; `None` if the problem has no place in the text.
    pub line: Option<usize>,
    /// The column, in code points from 1.
    pub column: Option<usize>,
    /// What is wrong, in sentences.
    pub message: String,
    /// How to fix it, in sentences.
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

    /// The same problem with a hint.
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

/// For terminals: without the place, and with control characters made visible.
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
    fn code_names_are_unique_and_kebab_case() {
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
    fn a_problem_without_a_place_has_null_line_and_column_in_json() {
        let problem = Problem::new(Code::UnknownLane, "/events/0/lane", "No lane “x”.");
        assert_eq!(
            serde_json::to_string(&problem).unwrap(),
            "{\"severity\":\"error\",\"code\":\"unknown-lane\",\"path\":\"/events/0/lane\",\
             \"line\":null,\"column\":null,\"message\":\"No lane “x”.\",\"hint\":null}"
        );
    }

    #[test]
    fn control_characters_are_visible_in_a_printed_problem() {
        let problem = Problem::new(Code::UnknownLane, "", "No lane “\u{1b}[31m”.");
        assert!(!problem.to_string().contains('\u{1b}'));
    }
}
