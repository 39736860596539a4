//! When a report says that it was made.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};

use crate::storage::FileError;
use annals_edtf::Instant;

/// The variable by which builds that can be reproduced tell the time, in seconds
/// since 1970 (reproducible-builds.org, `SOURCE_DATE_EPOCH` 1.1).
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// When a timeline was checked: a day, or a second in UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedAt(String);

impl CheckedAt {
    /// What was asked for; else what `SOURCE_DATE_EPOCH` says; else now.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the variable is set and holds no number of seconds.
    pub(in crate::cli) fn of(asked: Option<&Self>) -> Result<Self, FileError> {
        match (asked, std::env::var_os(VARIABLE)) {
            (Some(asked), _) => Ok(asked.clone()),
            (None, Some(seconds)) => Self::of_epoch(&seconds.to_string_lossy()),
            (None, None) => Ok(Self(Instant::from_seconds(Utc::now().timestamp()).to_iso())),
        }
    }

    fn of_epoch(seconds: &str) -> Result<Self, FileError> {
        seconds
            .parse()
            .map(|seconds| Self(Instant::from_seconds(seconds).to_iso()))
            .map_err(|_| {
                FileError::new(format!("{VARIABLE} holds no number of seconds: {seconds}"))
                    .with_hint("Unset it, or say `--checked-at` with a day or a time.")
            })
    }

    /// `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`.
    pub(in crate::cli) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that is neither a day nor a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedAtError;

impl fmt::Display for CheckedAtError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("say a day, 2026-02-11, or a time with its zone, 2026-02-11T09:30:00Z")
    }
}

impl std::error::Error for CheckedAtError {}

impl FromStr for CheckedAt {
    type Err = CheckedAtError;

    fn from_str(text: &str) -> Result<Self, CheckedAtError> {
        if let Ok(time) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self(Instant::from_seconds(time.timestamp()).to_iso()));
        }
        match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            Ok(day) if text.len() == 10 => Ok(Self(day.to_string())),
            _ => Err(CheckedAtError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stays_a_day_and_a_time_is_told_in_utc() {
        for (text, told) in [
            ("2026-02-11", Some("2026-02-11")),
            ("2026-02-11T09:30:00Z", Some("2026-02-11T09:30:00Z")),
            ("2026-02-11T09:30:00.9+02:00", Some("2026-02-11T07:30:00Z")),
            ("2026-02-30", None),
            ("2026-2-3", None),
            ("2026-02-11T09:30:00", None),
            ("yesterday", None),
        ] {
            let read: Option<CheckedAt> = text.parse().ok();
            assert_eq!(read.as_ref().map(CheckedAt::as_str), told, "{text}");
        }
    }

    #[test]
    fn the_variable_of_reproducible_builds_counts_seconds() {
        let told = CheckedAt::of_epoch("1770802200").unwrap();
        assert_eq!(told.as_str(), "2026-02-11T09:30:00Z");
        let refusal = CheckedAt::of_epoch("soon").unwrap_err();
        assert!(refusal.message.contains("SOURCE_DATE_EPOCH"), "{refusal}");
    }
}
