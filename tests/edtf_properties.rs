//! What holds of every EDTF date, whatever it is: of generated ones of every
//! kind, and of texts that only look like one.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use annals::date_words::{in_words, short_words};
use annals_edtf::relation::{Certainty, after, before, overlaps, within};
use annals_edtf::{Edtf, Extent, Kind, days_in_month};
use proptest::prelude::*;

/// A plain day from -9999 to 9999.
fn day() -> impl Strategy<Value = (i64, u8, u8)> {
    (-9_999_i64..=9_999, 1_u8..=12, 1_u8..=31)
        .prop_map(|(year, month, day)| (year, month, day.min(days_in_month(year, month))))
}

fn year_text(year: i64) -> String {
    if year < 0 {
        format!("-{:04}", -year)
    } else {
        format!("{year:04}")
    }
}

/// A plain day and a text that means it among others: some digits X, or
/// components left out. The first is a narrowing of the second.
fn narrow_and_wide() -> BoxedStrategy<(String, String)> {
    (day(), any::<[bool; 8]>(), 0_u8..4)
        .prop_map(|((year, month, day), hidden, kept)| {
            let narrow = format!("{}-{month:02}-{day:02}", year_text(year));
            let wide = match kept {
                0 => year_text(year),
                1 => format!("{}-{month:02}", year_text(year)),
                _ => narrow.clone(),
            };
            let mut places = hidden.iter().copied();
            let wide: String = wide
                .chars()
                .map(|sign| {
                    if sign.is_ascii_digit() && places.next().unwrap_or(false) && kept != 3 {
                        'X'
                    } else {
                        sign
                    }
                })
                .collect();
            (narrow, wide)
        })
        .boxed()
}

fn qualifier() -> impl Strategy<Value = &'static str> {
    prop_oneof![3 => Just(""), 1 => Just("?"), 1 => Just("~"), 1 => Just("%")]
}

/// A date without a time, of any form.
fn date() -> BoxedStrategy<String> {
    let qualified =
        (narrow_and_wide(), prop::array::uniform6(qualifier())).prop_map(|((_, text), signs)| {
            // Signs go to both sides of the components, but not into a minus.
            let (minus, text) = match text.strip_prefix('-') {
                Some(text) => ("-", text.to_owned()),
                None => ("", text),
            };
            let mut signs = signs.into_iter();
            let mut next = || signs.next().unwrap_or_default();
            let mut whole = String::from(next());
            whole.push_str(minus);
            for (place, part) in text.split('-').enumerate() {
                if place > 0 {
                    whole.push('-');
                    whole.push_str(next());
                }
                whole.push_str(part);
                whole.push_str(next());
            }
            whole
        });
    let season = (-9_999_i64..=9_999, 21_u8..=41, qualifier())
        .prop_map(|(year, code, sign)| format!("{}-{code}{sign}", year_text(year)));
    let significant = (-9_999_i64..=9_999, 1_u8..=4, qualifier())
        .prop_map(|(year, digits, sign)| format!("{}S{digits}{sign}", year_text(year)));
    prop_oneof![
        4 => narrow_and_wide().prop_map(|(_, wide)| wide),
        4 => qualified,
        1 => season,
        1 => significant,
        1 => "Y-?[1-9][0-9]{4,24}(S[1-5])?[?~%]?",
        1 => "Y-?[1-9][0-9]{0,6}E([4-9]|[1-9][0-9]{1,7})(S[1-5])?",
    ]
    .boxed()
}

fn date_time() -> BoxedStrategy<String> {
    (
        day(),
        0_u8..24,
        0_u8..60,
        0_u8..60,
        prop_oneof![
            "",
            "Z",
            "[+-](0[1-9]|1[0-3])",
            "[+-](0[1-9]|1[0-3]):[0-5][0-9]"
        ],
    )
        .prop_map(|((year, month, day), hour, minute, second, zone)| {
            let year = year_text(year);
            format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}")
        })
        .boxed()
}

fn interval() -> BoxedStrategy<String> {
    prop_oneof![
        6 => (date(), date()).prop_map(|(start, end)| {
            // The right way round, where there is one.
            let straight = format!("{start}/{end}");
            if Edtf::parse(&straight).is_ok() {
                straight
            } else {
                format!("{end}/{start}")
            }
        }),
        1 => date().prop_map(|date| format!("{date}/..")),
        1 => date().prop_map(|date| format!("{date}/")),
        1 => date().prop_map(|date| format!("../{date}")),
        1 => date().prop_map(|date| format!("/{date}")),
        1 => (date(), date()).prop_map(|(start, end)| format!("..{start}/{end}..")),
    ]
    .boxed()
}

fn set() -> BoxedStrategy<String> {
    let range = (day(), day(), 0_u8..3).prop_map(|(one, other, kept)| {
        let (first, last) = (one.min(other), one.max(other));
        let text = |(year, month, day): (i64, u8, u8)| match kept {
            0 => year_text(year),
            1 => format!("{}-{month:02}", year_text(year)),
            _ => format!("{}-{month:02}-{day:02}", year_text(year)),
        };
        format!("{}..{}", text(first), text(last))
    });
    let member = prop_oneof![
        5 => date(),
        1 => date().prop_map(|date| format!("..{date}")),
        1 => date().prop_map(|date| format!("{date}..")),
        2 => range,
    ];
    (prop::collection::vec(member, 1..5), any::<bool>())
        .prop_map(|(members, one_of)| {
            let members = members.join(",");
            if one_of {
                format!("[{members}]")
            } else {
                format!("{{{members}}}")
            }
        })
        .boxed()
}

fn any_kind() -> BoxedStrategy<String> {
    prop_oneof![4 => date(), 1 => date_time(), 3 => interval(), 2 => set()].boxed()
}

/// Text that looks like EDTF and mostly is none.
fn almost() -> BoxedStrategy<String> {
    prop_oneof![
        "[-0-9XYES~?%./,\\[\\]{}TZ:+]{0,24}",
        // One sign of a date changed, added or taken away.
        (
            any_kind(),
            any::<prop::sample::Index>(),
            0_u8..3,
            "[-0-9XYESTZ~?%./,\\[\\]{}: uopé]"
        )
            .prop_map(|(text, place, how, sign)| {
                let mut signs: Vec<char> = text.chars().collect();
                let place = place.index(signs.len());
                match how {
                    0 => drop(signs.remove(place)),
                    1 => signs.insert(place, sign.chars().next().unwrap()),
                    _ => signs[place] = sign.chars().next().unwrap(),
                }
                signs.into_iter().collect()
            }),
    ]
    .boxed()
}

fn is_right_way_round(extent: Extent) -> bool {
    extent.first() <= extent.last()
}

/// Where the two readers differ on purpose: see "Decisions" in the room's docs.
fn is_a_known_difference(text: &str) -> bool {
    // Long years of any size, X before year zero, signs before Y, leading
    // zeros, leap seconds and times before year zero.
    text.contains('Y')
        || text.contains(":60")
        || text.contains("S0")
        || (text.contains('-') && text.contains('X'))
        || (text.contains('T') && text.starts_with('-'))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_date_of_any_kind_is_taken_and_prints_back_to_the_same_text(text in any_kind()) {
        let date = Edtf::parse(&text);
        prop_assert!(date.is_ok(), "{}: {:?}", text, date);
        let date = date.unwrap();
        prop_assert_eq!(date.as_str(), &text);
        prop_assert!(is_right_way_round(date.extent()), "{}", text);
        prop_assert!(!date.spans().is_empty());
        for span in date.spans() {
            prop_assert!(is_right_way_round(span.extent()), "{}", text);
            prop_assert!(date.extent().contains(span.extent()), "{}", text);
        }
        for words in [in_words(&date), short_words(&date)] {
            prop_assert!(!words.is_empty() && !words.contains("{1}"), "{}: {}", text, words);
            prop_assert!(!words.contains("  ") && words.trim() == words, "{}: {}", text, words);
        }
        let is_set = matches!(date.kind(), Kind::OneOf | Kind::AllOf);
        prop_assert_eq!(is_set, !date.members().is_empty());
    }

    #[test]
    fn what_is_refused_is_refused_inside_its_text(text in almost()) {
        match Edtf::parse(&text) {
            Ok(date) => {
                prop_assert_eq!(date.as_str(), &text);
                prop_assert!(is_right_way_round(date.extent()), "{}", text);
                prop_assert!(!in_words(&date).is_empty());
            }
            Err(error) => {
                let length = text.chars().count();
                prop_assert!((1..=length + 1).contains(&error.column), "{}: {}", text, error);
                prop_assert!(!error.expected.is_empty());
                let before: String = text.chars().take(error.column - 1).collect();
                prop_assert!(before.is_ascii(), "{}: {}", text, error);
                // What is named as the standard's form is one.
                if let Some((_, form)) = error.expected.split_once(" (write ") {
                    let form = form.strip_suffix(')').unwrap();
                    prop_assert!(Edtf::parse(form).is_ok(), "{}: {}", text, error);
                }
            }
        }
    }

    #[test]
    fn any_text_is_taken_or_refused_without_a_panic(text in ".{0,40}") {
        if let Ok(date) = Edtf::parse(&text) {
            prop_assert_eq!(date.as_str(), text);
        }
    }

    #[test]
    fn the_second_reader_agrees_where_no_decision_says_otherwise(
        text in prop_oneof![any_kind(), almost()]
    ) {
        let ours = Edtf::parse(&text).is_ok();
        let theirs = edtf_core::Edtf::parse(&text).is_ok();
        prop_assert!(ours == theirs || is_a_known_difference(&text), "{} {}", text, ours);
    }

    #[test]
    fn an_interval_covers_both_its_ends(start in date(), end in date()) {
        if let Ok(interval) = Edtf::parse(&format!("{start}/{end}")) {
            let (start, end) = (Edtf::parse(&start).unwrap(), Edtf::parse(&end).unwrap());
            prop_assert_eq!(interval.extent().earliest, start.extent().earliest);
            prop_assert_eq!(interval.extent().latest, end.extent().latest);
        }
    }

    #[test]
    fn a_set_covers_its_members(text in set()) {
        let set = Edtf::parse(&text).unwrap();
        for member in set.members() {
            if let Ok(member) = Edtf::parse(member) {
                prop_assert!(set.extent().contains(member.extent()), "{} {}", text, member.as_str());
            }
        }
    }

    #[test]
    fn narrowing_a_date_narrows_its_extent((narrow, wide) in narrow_and_wide()) {
        let (narrow, wide) = (Edtf::parse(&narrow).unwrap(), Edtf::parse(&wide).unwrap());
        prop_assert!(wide.extent().contains(narrow.extent()), "{:?} {:?}", narrow, wide);
    }

    #[test]
    fn of_two_dates_one_at_most_is_before_the_other(one in any_kind(), other in any_kind()) {
        let (one, other) = (Edtf::parse(&one).unwrap(), Edtf::parse(&other).unwrap());
        let (forth, back) = (before(&one, &other), before(&other, &one));
        prop_assert_eq!(after(&other, &one), forth);
        prop_assert_eq!(overlaps(&one, &other), overlaps(&other, &one));
        if forth == Certainty::Yes {
            prop_assert_eq!(back, Certainty::No);
            prop_assert_eq!(overlaps(&one, &other), Certainty::No);
            prop_assert!(!one.extent().overlaps(other.extent()));
        }
        if !one.extent().overlaps(other.extent()) {
            prop_assert!(forth == Certainty::Yes || back == Certainty::Yes);
        }
        if overlaps(&one, &other) == Certainty::Yes {
            prop_assert!(one.extent().overlaps(other.extent()));
        }
        if within(&one, other.extent()) == Certainty::Yes {
            prop_assert!(other.extent().contains(one.extent()));
        }
    }

    #[test]
    fn narrowing_a_date_never_turns_yes_into_no(
        (narrow, wide) in narrow_and_wide(),
        (narrow_end, wide_end) in narrow_and_wide(),
        other in any_kind(),
        shape in 0_u8..6,
    ) {
        let shaped = |date: &str, end: &str| match shape {
            0 => date.to_owned(),
            1 => format!("{date}/{end}"),
            2 => format!("{date}/.."),
            3 => format!("/{date}"),
            4 => format!("[{date},{end}]"),
            _ => format!("{{{date},{end}}}"),
        };
        let other = Edtf::parse(&other).unwrap();
        if let (Ok(narrow), Ok(wide)) = (
            Edtf::parse(&shaped(&narrow, &narrow_end)),
            Edtf::parse(&shaped(&wide, &wide_end)),
        ) {
            for (narrow, wide) in [
                (before(&narrow, &other), before(&wide, &other)),
                (before(&other, &narrow), before(&other, &wide)),
                (overlaps(&narrow, &other), overlaps(&wide, &other)),
                (within(&narrow, other.extent()), within(&wide, other.extent())),
            ] {
                prop_assert!(wide == Certainty::CannotTell || narrow == wide);
            }
        }
    }

    #[test]
    fn one_member_of_a_set_says_no_less_than_the_set(first in date(), second in date(), other in any_kind()) {
        let set = Edtf::parse(&format!("[{first},{second}]")).unwrap();
        let (first, other) = (Edtf::parse(&first).unwrap(), Edtf::parse(&other).unwrap());
        for (one, all) in [
            (before(&first, &other), before(&set, &other)),
            (overlaps(&first, &other), overlaps(&set, &other)),
        ] {
            prop_assert!(all == Certainty::CannotTell || one == all);
        }
    }
}
