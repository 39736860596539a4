//! The time of a check, as a report states it.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};

use crate::storage::FileError;
use annals_edtf::Instant;

/// The environment variable with the time of a reproducible build, in seconds
/// since 1970 (reproducible-builds.org, `SOURCE_DATE_EPOCH` 1.1).
const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// When a timeline was checked: a day, or a second in UTC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckTime(String);

impl CheckTime {
    /// The time of the argument; else that of `SOURCE_DATE_EPOCH`; else now.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the variable is not a number of seconds.
    pub(super) fn or_now(argument: Option<&Self>) -> Result<Self, FileError> {
        match (argument, std::env::var_os(VARIABLE)) {
            (Some(argument), _) => Ok(argument.clone()),
            (None, Some(seconds)) => Self::of_epoch(&seconds.to_string_lossy()),
            (None, None) => Ok(Self::of_seconds(Utc::now().timestamp())),
        }
    }

    fn of_epoch(seconds: &str) -> Result<Self, FileError> {
        seconds.parse().map(Self::of_seconds).map_err(|_| {
            FileError::new(format!("{VARIABLE} is not a number of seconds: {seconds}"))
                .with_hint("Unset it, or use `--checked-at` with a day or a time.")
        })
    }

    fn of_seconds(seconds: i64) -> Self {
        Self(Instant::from_seconds(seconds).to_iso())
    }

    /// `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ssZ`.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for CheckTime {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Ok(time) = DateTime::parse_from_rfc3339(text) {
            return Ok(Self::of_seconds(time.timestamp()));
        }
        match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            Ok(day) if text.len() == 10 => Ok(Self(day.to_string())),
            _ => Err("use a day, 2026-02-11, or a time with its zone, 2026-02-11T09:30:00Z"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stays_a_day_and_a_time_becomes_utc() {
        for (text, expected) in [
            ("2026-02-11", Some("2026-02-11")),
            ("2026-02-11T09:30:00Z", Some("2026-02-11T09:30:00Z")),
            ("2026-02-11T09:30:00.9+02:00", Some("2026-02-11T07:30:00Z")),
            ("2026-02-30", None),
            ("2026-2-3", None),
            ("2026-02-11T09:30:00", None),
            ("yesterday", None),
        ] {
            let read: Option<CheckTime> = text.parse().ok();
            assert_eq!(read.as_ref().map(CheckTime::as_str), expected, "{text}");
        }
    }

    #[test]
    fn source_date_epoch_counts_seconds() {
        let checked_at = CheckTime::of_epoch("1770802200").unwrap();
        assert_eq!(checked_at.as_str(), "2026-02-11T09:30:00Z");
        let error = CheckTime::of_epoch("soon").unwrap_err();
        assert!(
            error.message.text().contains("SOURCE_DATE_EPOCH"),
            "{error}"
        );
    }
}
