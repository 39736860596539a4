//! Generated dates: as EDTF, and in the words of a source.

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

/// A date and its basis.
pub struct GeneratedDate {
    pub edtf: String,
    /// The words that state it; may be empty.
    pub words: String,
    /// The reason for inferring it, if it is inferred.
    pub reason: Option<String>,
    day: usize,
}

/// Year, month and day of a day, counted from 1900-01-01 as 0.
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

fn stated(edtf: String, words: String, day: usize) -> GeneratedDate {
    GeneratedDate {
        edtf,
        words,
        reason: None,
        day,
    }
}

/// A date of random precision that begins on a day.
pub fn make(rng: &mut Rng, day: usize) -> GeneratedDate {
    let (year, month, date) = civil(day);
    let name = MONTHS[month - 1];
    let mut it = match rng.below(100) {
        0..30 => span(rng, day),
        30..58 => stated(
            format!("{year}-{month:02}-{date:02}"),
            format!("on {date} {name} {year}"),
            day,
        ),
        58..74 => stated(
            format!("{year}-{month:02}"),
            format!("in {name} {year}"),
            day,
        ),
        74..88 => stated(year.to_string(), format!("in {year}"), day),
        88..92 => stated(format!("{year}~"), format!("around {year}"), day),
        92..95 => stated(format!("{year}?"), format!("perhaps in {year}"), day),
        95..98 => {
            // "The 1900s" may be a century too.
            let is_decade = year % 100 >= 10;
            let words = format!("in the {}0s", year / 10);
            stated(
                format!("{}X", year / 10),
                if is_decade { words } else { String::new() },
                day,
            )
        }
        98 => stated(format!("{year}-{}", 21 + month % 4), String::new(), day),
        _ => stated(format!("[{year},{}]", year + 2), String::new(), day),
    };
    if it.words.is_empty() || rng.percent(25) {
        it.reason = Some("What is told before and after it leaves no other date.".to_owned());
    }
    it
}

fn span(rng: &mut Rng, day: usize) -> GeneratedDate {
    // Weeks to decades.
    let length = (14.0 * 500_f64.powf(rng.fraction())) as usize;
    let (year, month, date) = civil(day);
    let (last_year, last_month, last_date) = civil((day + length).min(DAYS - 1));
    match rng.below(20) {
        0 => stated(format!("{year}/.."), format!("since {year}"), day),
        1 => stated(format!("{year}/"), String::new(), day),
        2..4 => stated(format!("{year}~/{last_year}~"), String::new(), day),
        4..10 => stated(
            format!("{year}-{month:02}-{date:02}/{last_year}-{last_month:02}-{last_date:02}"),
            String::new(),
            day,
        ),
        10..14 => stated(
            format!("{year}-{month:02}/{last_year}-{last_month:02}"),
            String::new(),
            day,
        ),
        _ => stated(
            format!("{year}/{last_year}"),
            format!("from {year} to {last_year}"),
            day,
        ),
    }
}

/// A date incompatible with another.
pub fn rival(rng: &mut Rng, other: &GeneratedDate) -> GeneratedDate {
    let moved = 400 + rng.below(2_000);
    let day = if other.day >= moved {
        other.day - moved
    } else {
        other.day + moved
    };
    let (year, month, _) = civil(day.min(DAYS - 1));
    stated(
        format!("{year}-{month:02}"),
        format!("in {} {year}", MONTHS[month - 1]),
        day,
    )
}
