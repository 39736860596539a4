//! Dates: as EDTF, and in the words of a source.

use super::Rng;

/// Days from 1900 to 2025.
pub const DAYS: usize = 46_021;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date, and where it comes from.
pub struct Made {
    pub edtf: String,
    /// The words that state it.
    pub words: String,
    /// From what it is inferred, where no words state it.
    pub reason: Option<String>,
    day: usize,
}

/// Year, month and day of a day counted from 1900.
fn civil(day: usize) -> (usize, usize, usize) {
    let (mut year, mut rest) = (1900, day);
    loop {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = if leap { 366 } else { 365 };
        if rest < length {
            let lengths = [
                31,
                if leap { 29 } else { 28 },
                31,
                30,
                31,
                30,
                31,
                31,
                30,
                31,
                30,
                31,
            ];
            for (month, days) in lengths.into_iter().enumerate() {
                if rest < days {
                    return (year, month + 1, rest + 1);
                }
                rest -= days;
            }
        }
        rest -= length;
        year += 1;
    }
}

fn made(edtf: String, words: String, day: usize) -> Made {
    Made {
        edtf,
        words,
        reason: None,
        day,
    }
}

/// A date of some precision at or from a day.
pub fn make(rng: &mut Rng, day: usize) -> Made {
    let (year, month, date) = civil(day);
    let name = MONTHS[month - 1];
    let mut it = match rng.below(100) {
        0..30 => span(rng, day),
        30..58 => made(
            format!("{year}-{month:02}-{date:02}"),
            format!("on {date} {name} {year}"),
            day,
        ),
        58..74 => made(
            format!("{year}-{month:02}"),
            format!("in {name} {year}"),
            day,
        ),
        74..88 => made(year.to_string(), format!("in {year}"), day),
        88..92 => made(format!("{year}~"), format!("around {year}"), day),
        92..95 => made(format!("{year}?"), format!("perhaps in {year}"), day),
        95..98 => {
            // "The 1900s" are as well a century.
            let is_decade = year % 100 >= 10;
            let words = format!("in the {}0s", year / 10);
            made(
                format!("{}X", year / 10),
                if is_decade { words } else { String::new() },
                day,
            )
        }
        98 => made(format!("{year}-{}", 21 + month % 4), String::new(), day),
        _ => made(format!("[{year},{}]", year + 2), String::new(), day),
    };
    if it.words.is_empty() || rng.percent(25) {
        it.reason = Some("What is told before and after it leaves no other date.".to_owned());
    }
    it
}

fn span(rng: &mut Rng, day: usize) -> Made {
    // Weeks to decades.
    let length = (14.0 * 500_f64.powf(rng.fraction())) as usize;
    let (year, month, date) = civil(day);
    let (last_year, last_month, last_date) = civil((day + length).min(DAYS - 1));
    match rng.below(20) {
        0 => made(format!("{year}/.."), format!("since {year}"), day),
        1 => made(format!("{year}/"), String::new(), day),
        2..4 => made(format!("{year}~/{last_year}~"), String::new(), day),
        4..10 => made(
            format!("{year}-{month:02}-{date:02}/{last_year}-{last_month:02}-{last_date:02}"),
            String::new(),
            day,
        ),
        10..14 => made(
            format!("{year}-{month:02}/{last_year}-{last_month:02}"),
            String::new(),
            day,
        ),
        _ => made(
            format!("{year}/{last_year}"),
            format!("from {year} to {last_year}"),
            day,
        ),
    }
}

/// A date that excludes another.
pub fn rival(rng: &mut Rng, other: &Made) -> Made {
    let moved = 400 + rng.below(2_000);
    let day = if other.day >= moved {
        other.day - moved
    } else {
        other.day + moved
    };
    let (year, month, _) = civil(day.min(DAYS - 1));
    made(
        format!("{year}-{month:02}"),
        format!("in {} {year}", MONTHS[month - 1]),
        day,
    )
}
