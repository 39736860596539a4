//! Ranges of whole years, months or days as EDTF.

use annals_edtf::{CivilDate, Edtf};

/// The last year, on either side of zero, with months and days in EDTF (ISO
/// 8601-2:2019, A.5.2).
pub const MAX_YEAR_WITH_MONTHS: i64 = 9_999;

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarUnit {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
}

impl CalendarUnit {
    /// The range from the unit of one day to that of another, both included. `None`
    /// where EDTF has none.
    ///
    /// ```
    /// use annals::query::CalendarUnit;
    /// use annals_edtf::CivilDate;
    ///
    /// let first = CivilDate::first_of_year(1953);
    /// let last = first.plus_months(1);
    /// let text = |unit: CalendarUnit| unit.range(first, last).map(|it| it.as_str().to_owned());
    /// assert_eq!(text(CalendarUnit::Year).as_deref(), Some("1953"));
    /// assert_eq!(text(CalendarUnit::Month).as_deref(), Some("1953-01/1953-02"));
    /// ```
    #[must_use]
    pub fn range(self, first: CivilDate, last: CivilDate) -> Option<Edtf> {
        let (start, end) = (self.text(first), self.text(last));
        let text = if start == end {
            start
        } else {
            format!("{start}/{end}")
        };
        Edtf::parse(&text).ok()
    }

    fn text(self, day: CivilDate) -> String {
        let year = match day.year {
            year @ 0..=MAX_YEAR_WITH_MONTHS => format!("{year:04}"),
            year if (-MAX_YEAR_WITH_MONTHS..0).contains(&year) => {
                format!("-{:04}", year.unsigned_abs())
            }
            year => format!("Y{year}"),
        };
        match self {
            Self::Year => year,
            Self::Month => format!("{year}-{:02}", day.month),
            Self::Day => format!("{year}-{:02}-{:02}", day.month, day.day),
        }
    }
}
