//! A parsed date: its text, and everything that follows from it.

use crate::bounds::DateBounds;
use crate::expectation::Expectation;
use crate::extent::{Extent, Span};
use crate::legacy_forms::standard_form;
use crate::parser::parse;
use crate::syntax::{Date, Expression};

/// The longest accepted text, in code points: a set of some hundred members.
const MAX_LENGTH: usize = 4_096;

/// A valid EDTF date, with the text that it was parsed from.
///
/// Dates have no order: "1958" is neither before nor after "1958-06". To sort
/// them, choose an end of the [extent](Edtf::extent). To compare what they say,
/// use [`relation`](crate::relation).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edtf {
    text: Box<str>,
    expression: Expression,
    level: u8,
    bounds: DateBounds,
}

/// Why a text is not an EDTF date.
///
/// ```
/// use annals_edtf::Edtf;
///
/// let error = Edtf::parse("1985-02-30").unwrap_err();
/// assert_eq!(error.to_string(), "column 9: expected a day from 01 to 28");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdtfError {
    /// Where the text stops being EDTF, in code points from 1.
    pub column: usize,
    /// What was expected there.
    pub expected: Expectation,
    /// Whether there is white space instead.
    pub is_space: bool,
    /// What to write instead, if the text has an older or looser form: the draft
    /// of 2012, digits without hyphens and the like. Always a valid date.
    pub suggestion: Option<String>,
}

impl EdtfError {
    /// What was expected, and what to write instead: "four digits (write 198X)".
    #[must_use]
    pub fn explanation(&self) -> String {
        match &self.suggestion {
            Some(suggestion) => format!("{} (write {suggestion})", self.expectation()),
            None => self.expectation(),
        }
    }

    /// What was expected: "a day from 01 to 28", "no space, but a month of two
    /// digits".
    #[must_use]
    pub fn expectation(&self) -> String {
        let but = if self.is_space { "no space, but " } else { "" };
        format!("{but}{}", self.expected)
    }
}

impl std::fmt::Display for EdtfError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "column {}: expected {}", self.column, self.explanation())
    }
}

impl std::error::Error for EdtfError {}

/// The kinds of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateKind {
    /// A year, month or day, with or without unspecified digits.
    Date,
    /// A day and a time of day.
    DateTime,
    /// A season or another sub-year grouping (codes 21–41).
    Season,
    /// A start and an end. One of them may be open or unknown.
    Interval,
    /// `[…]`: one of several dates.
    OneOf,
    /// `{…}`: all of several dates.
    AllOf,
}

impl DateKind {
    /// The name for machine output: `date`, `date-time`, `season`, `interval`,
    /// `one-of` or `all-of`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Season => "season",
            Self::Interval => "interval",
            Self::OneOf => "one-of",
            Self::AllOf => "all-of",
        }
    }
}

impl Edtf {
    /// Parses a date of any level. Does not trim white space.
    ///
    /// # Errors
    ///
    /// Returns an [`EdtfError`] with the column where the text stops being EDTF.
    ///
    /// ```
    /// use annals_edtf::{DateKind, Edtf};
    ///
    /// let date = Edtf::parse("1955~/1959~")?;
    /// assert_eq!((date.kind(), date.level()), (DateKind::Interval, 1));
    /// assert!(Edtf::parse("1959/1955").is_err());
    /// # Ok::<(), annals_edtf::EdtfError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        if text.len() > MAX_LENGTH && text.chars().count() > MAX_LENGTH {
            return Err(EdtfError {
                column: MAX_LENGTH + 1,
                expected: Expectation::Length { most: MAX_LENGTH },
                is_space: false,
                suggestion: None,
            });
        }
        let (expression, level) = parse(text).map_err(|error| EdtfError {
            // Everything before the error is ASCII, so bytes are code points.
            column: error.position + 1,
            expected: error.expected,
            is_space: error.is_space,
            suggestion: standard_form(text),
        })?;
        Ok(Self {
            text: text.into(),
            bounds: DateBounds::from_expression(&expression),
            level,
            expression,
        })
    }

    /// The text, exactly as it was parsed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The lowest conformance level whose grammar has this text: 0, 1 or 2.
    #[must_use]
    pub const fn level(&self) -> u8 {
        self.level
    }

    /// The kind of date.
    #[must_use]
    pub fn kind(&self) -> DateKind {
        match &self.expression {
            Expression::Date(date) if date.grouping().is_some() => DateKind::Season,
            Expression::Date(_) => DateKind::Date,
            Expression::DateTime(..) => DateKind::DateTime,
            Expression::Interval(..) => DateKind::Interval,
            Expression::OneOf(_) => DateKind::OneOf,
            Expression::AllOf(_) => DateKind::AllOf,
        }
    }

    /// The earliest and latest second that it allows.
    ///
    /// ```
    /// use annals_edtf::{Bound, Edtf, Instant};
    ///
    /// let extent = Edtf::parse("2001-24/..")?.extent();
    /// let earliest = extent.earliest.instant().map(Instant::to_iso);
    /// assert_eq!(earliest.as_deref(), Some("2001-12-01T00:00:00Z"));
    /// assert_eq!(extent.latest, Bound::Open);
    /// # Ok::<(), annals_edtf::EdtfError>(())
    /// ```
    #[must_use]
    pub fn extent(&self) -> Extent {
        self.bounds.extent()
    }

    /// Whether any part is approximate (`~`, `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.expression.any(Date::is_approximate)
    }

    /// Whether any part is uncertain (`?`, `%`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.expression.any(Date::is_uncertain)
    }

    /// Whether any digit is unspecified (`X`).
    #[must_use]
    pub fn has_unspecified(&self) -> bool {
        self.expression.any(Date::has_unspecified)
    }

    /// The members of a set as written. Ranges are not expanded. Empty if it is
    /// not a set.
    ///
    /// ```
    /// use annals_edtf::Edtf;
    ///
    /// let set = Edtf::parse("[1667,1670..1672]")?;
    /// assert_eq!(set.members(), ["1667", "1670..1672"]);
    /// # Ok::<(), annals_edtf::EdtfError>(())
    /// ```
    #[must_use]
    pub fn members(&self) -> Vec<&str> {
        match &self.expression {
            Expression::OneOf(_) | Expression::AllOf(_) => self
                .text
                .trim_start_matches(['[', '{'])
                .trim_end_matches([']', '}'])
                .split(',')
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The stretches of time that it means, in the order written: one for each
    /// member of a set, one for any other date.
    ///
    /// ```
    /// use annals_edtf::{Bound, Edtf};
    ///
    /// let set = Edtf::parse("{1958~,1990..}")?;
    /// let [year, later] = set.spans() else { unreachable!("two members") };
    /// assert!(year.start.approximate);
    /// assert_eq!(later.end.bound, Bound::Open);
    /// # Ok::<(), annals_edtf::EdtfError>(())
    /// ```
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        self.bounds.spans()
    }

    /// The syntax tree.
    #[must_use]
    pub const fn expression(&self) -> &Expression {
        &self.expression
    }
}
