//! The phrases for dates: one table for each language, filled from its messages
//! once per thread.
//!
//! Labels and lists show dates by the thousand. Formatting each with Fluent would
//! be slow, so they are assembled from these phrases.

use crate::language::{Language, current_language, say, say_with};
use std::cell::OnceCell;
use std::rc::Rc;

/// The phrases of one language. `{}` is the place of one part, `{1}` and `{2}`
/// are the places of two.
pub(super) struct Phrases {
    pub months: [String; 12],
    pub seasons: [String; 4],
    pub quarters: [String; 4],
    pub thirds: [String; 3],
    pub halves: [String; 2],
    /// A month or season, and its year.
    pub of_year: String,
    /// A month or day, and a year in words: "some year of the 1950s".
    pub of: String,
    /// A quarter, a third or a half of a year, and the year.
    pub group_of_year: String,
    /// A day, and its month.
    pub day_of_month: String,
    /// Alternative days and their month: "3 or 4 May".
    pub days_of_month: String,
    /// The number of the first day of a month.
    pub first_day: String,
    /// One of several days to choose from.
    pub one_day: String,
    pub southern: String,
    pub northern: String,
    /// For years up to 99, which as a bare number would not look like years.
    pub common_era: String,
    pub before_common_era: String,
    /// A year of more than four digits.
    pub long_year: String,
    /// A year too large to write out: digits, power of ten.
    pub power_of_ten: String,
    /// The separator of groups of three digits.
    pub thousands: String,
    pub minus: String,
    pub decade: String,
    pub early_decade: String,
    pub mid_decade: String,
    pub late_decade: String,
    pub some_year: String,
    pub some_year_in: String,
    pub some_year_from_to: String,
    pub some_month: String,
    pub some_month_from_to: String,
    pub some_day: String,
    pub some_day_in: String,
    pub some_day_from_to: String,
    /// A day of an unspecified month.
    pub day_number: String,
    pub some_time_in: String,
    pub between: String,
    pub from_to: String,
    pub about: String,
    pub perhaps: String,
    pub perhaps_about: String,
    /// An approximate [`Phrases::from_to`].
    pub about_span: String,
    pub perhaps_span: String,
    pub perhaps_about_span: String,
    pub partly_about: String,
    pub partly_perhaps: String,
    pub partly_perhaps_about: String,
    /// Some parts uncertain, others approximate.
    pub partly_each: String,
    /// A year with significant digits, and the years that it may be.
    pub significant: String,
    pub significant_range: String,
    pub significant_digit: String,
    pub significant_digits: String,
    pub from_on: String,
    pub until: String,
    pub end_unknown: String,
    pub start_unknown: String,
    pub or_earlier: String,
    pub or_later: String,
    pub and_earlier: String,
    pub and_later: String,
    pub always: String,
    pub or: String,
    pub and: String,
    pub listed: String,
    pub at_time: String,
    pub utc: String,
    language: Language,
}

thread_local! {
    static ENGLISH: OnceCell<Rc<Phrases>> = const { OnceCell::new() };
    static FRENCH: OnceCell<Rc<Phrases>> = const { OnceCell::new() };
}

/// The phrases of the language of this thread.
pub(super) fn phrases() -> Rc<Phrases> {
    let cell = match current_language() {
        Language::English => &ENGLISH,
        Language::French => &FRENCH,
    };
    cell.with(|phrases| {
        phrases
            .get_or_init(|| Rc::new(Phrases::of_thread()))
            .clone()
    })
}

impl Phrases {
    fn of_thread() -> Self {
        let with_one = |id: &str| say_with(id, &[("part", "{}".into())]);
        let with_two =
            |id: &str| say_with(id, &[("first", "{1}".into()), ("second", "{2}".into())]);
        Self {
            months: [
                say("date-january"),
                say("date-february"),
                say("date-march"),
                say("date-april"),
                say("date-may"),
                say("date-june"),
                say("date-july"),
                say("date-august"),
                say("date-september"),
                say("date-october"),
                say("date-november"),
                say("date-december"),
            ],
            seasons: [
                say("date-spring"),
                say("date-summer"),
                say("date-autumn"),
                say("date-winter"),
            ],
            quarters: [
                say("date-first-quarter"),
                say("date-second-quarter"),
                say("date-third-quarter"),
                say("date-fourth-quarter"),
            ],
            thirds: [
                say("date-first-third"),
                say("date-middle-third"),
                say("date-last-third"),
            ],
            halves: [say("date-first-half"), say("date-second-half")],
            of_year: with_two("date-of-year"),
            of: with_two("date-of"),
            group_of_year: with_two("date-group-of-year"),
            day_of_month: with_two("date-day-of-month"),
            days_of_month: with_two("date-days-of-month"),
            first_day: say("date-first-day"),
            one_day: with_one("date-one-day"),
            southern: with_one("date-southern"),
            northern: with_one("date-northern"),
            common_era: with_one("date-common-era"),
            before_common_era: with_one("date-before-common-era"),
            long_year: with_one("date-long-year"),
            power_of_ten: with_two("date-power-of-ten"),
            thousands: say("date-thousands"),
            minus: say("date-minus"),
            decade: with_one("date-decade"),
            early_decade: with_one("date-early-decade"),
            mid_decade: with_one("date-mid-decade"),
            late_decade: with_one("date-late-decade"),
            some_year: say("date-some-year"),
            some_year_in: with_one("date-some-year-in"),
            some_year_from_to: with_two("date-some-year-from-to"),
            some_month: say("date-some-month"),
            some_month_from_to: with_two("date-some-month-from-to"),
            some_day: say("date-some-day"),
            some_day_in: with_one("date-some-day-in"),
            some_day_from_to: with_two("date-some-day-from-to"),
            day_number: with_one("date-day-number"),
            some_time_in: with_one("date-some-time-in"),
            between: with_two("date-between"),
            from_to: with_two("date-from-to"),
            about: with_one("date-about"),
            perhaps: with_one("date-perhaps"),
            perhaps_about: with_one("date-perhaps-about"),
            about_span: with_one("date-about-span"),
            perhaps_span: with_one("date-perhaps-span"),
            perhaps_about_span: with_one("date-perhaps-about-span"),
            partly_about: with_one("date-partly-about"),
            partly_perhaps: with_one("date-partly-perhaps"),
            partly_perhaps_about: with_one("date-partly-perhaps-about"),
            partly_each: with_one("date-partly-each"),
            significant: with_two("date-significant"),
            significant_range: with_two("date-significant-range"),
            significant_digit: say("date-significant-digit"),
            significant_digits: with_one("date-significant-digits"),
            from_on: with_one("date-from-on"),
            until: with_one("date-until"),
            end_unknown: with_one("date-end-unknown"),
            start_unknown: with_one("date-start-unknown"),
            or_earlier: with_one("date-or-earlier"),
            or_later: with_one("date-or-later"),
            and_earlier: with_one("date-and-earlier"),
            and_later: with_one("date-and-later"),
            always: say("date-always"),
            or: with_two("date-or"),
            and: with_two("date-and"),
            listed: with_two("date-listed"),
            at_time: with_two("date-at-time"),
            utc: say("date-utc"),
            language: current_language(),
        }
    }

    /// Assembled words, with the contractions of the language.
    pub fn contracted(&self, words: String) -> String {
        match self.language {
            Language::English => words,
            Language::French => with_french_contractions(words),
        }
    }
}

/// French contracts a preposition and the word after it: "du", "aux",
/// "d’avril". Applied in this order.
const CONTRACTIONS: &[(&str, &str)] = &[
    ("jusqu’à vers ", "jusque vers "),
    ("jusqu’à le ", "jusqu’au "),
    ("de vers ", "d’environ "),
    (" à vers ", " à environ "),
    ("de le ", "du "),
    ("de les ", "des "),
    (" à le ", " au "),
    (" à les ", " aux "),
    ("de avril", "d’avril"),
    ("de août", "d’août"),
    ("de octobre", "d’octobre"),
    ("de un ", "d’un "),
    ("de une ", "d’une "),
];

fn with_french_contractions(mut words: String) -> String {
    for (apart, together) in CONTRACTIONS {
        if words.contains(apart) {
            words = words.replace(apart, together);
        }
    }
    // "jusqu’en 1975", but "jusqu’à mars 1975".
    if let Some((before, after)) = words.split_once("jusqu’à ")
        && after.starts_with(|character: char| character.is_ascii_digit())
    {
        words = format!("{before}jusqu’en {after}");
    }
    words
}

pub(super) fn fill(phrase: &str, part: &str) -> String {
    phrase.replacen("{}", part, 1)
}

pub(super) fn fill_two(phrase: &str, first: &str, second: &str) -> String {
    // Fill in the second part first, so that braces in the first are kept.
    let (head, tail) = phrase.split_once("{2}").unwrap_or((phrase, ""));
    format!("{}{second}{tail}", head.replacen("{1}", first, 1))
}
