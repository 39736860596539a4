//! Generators of EDTF texts for property tests, here and in the program.

use annals_edtf::{Edtf, days_in_month};
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

/// A plain day, and a text that includes it among other days: with some X, or
/// without components. The first is a narrowing of the second.
pub fn narrow_and_wide() -> BoxedStrategy<(String, String)> {
    (day(), any::<[bool; 8]>(), 0_u8..4)
        .prop_map(|((year, month, day), hidden, precision)| {
            let narrow = format!("{}-{month:02}-{day:02}", year_text(year));
            let wide = match precision {
                0 => year_text(year),
                1 => format!("{}-{month:02}", year_text(year)),
                _ => narrow.clone(),
            };
            let mut places = hidden.iter().copied();
            let wide: String = wide
                .chars()
                .map(|character| {
                    if character.is_ascii_digit()
                        && places.next().unwrap_or(false)
                        && precision != 3
                    {
                        'X'
                    } else {
                        character
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
pub fn date() -> BoxedStrategy<String> {
    let qualified = (narrow_and_wide(), prop::array::uniform6(qualifier())).prop_map(
        |((_, text), qualifiers)| {
            // Qualifiers on both sides of components, but not after a minus.
            let (minus, text) = match text.strip_prefix('-') {
                Some(text) => ("-", text.to_owned()),
                None => ("", text),
            };
            let mut qualifiers = qualifiers.into_iter();
            let mut next = || qualifiers.next().unwrap_or_default();
            let mut whole = String::from(next());
            whole.push_str(minus);
            for (place, component) in text.split('-').enumerate() {
                if place > 0 {
                    whole.push('-');
                    whole.push_str(next());
                }
                whole.push_str(component);
                whole.push_str(next());
            }
            whole
        },
    );
    let season = (-9_999_i64..=9_999, 21_u8..=41, qualifier())
        .prop_map(|(year, code, qualifier)| format!("{}-{code}{qualifier}", year_text(year)));
    let significant = (-9_999_i64..=9_999, 1_u8..=4, qualifier())
        .prop_map(|(year, digits, qualifier)| format!("{}S{digits}{qualifier}", year_text(year)));
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
            // Forwards, if the two dates have an order.
            let forwards = format!("{start}/{end}");
            if Edtf::parse(&forwards).is_ok() {
                forwards
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

pub fn set() -> BoxedStrategy<String> {
    let range = (day(), day(), 0_u8..3).prop_map(|(one, other, precision)| {
        let (first, last) = (one.min(other), one.max(other));
        let text = |(year, month, day): (i64, u8, u8)| match precision {
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

pub fn any_kind() -> BoxedStrategy<String> {
    prop_oneof![4 => date(), 1 => date_time(), 3 => interval(), 2 => set()].boxed()
}

/// Text that looks like EDTF. Most of it is invalid.
pub fn nearly_edtf() -> BoxedStrategy<String> {
    prop_oneof![
        "[-0-9XYES~?%./,\\[\\]{}TZ:+]{0,24}",
        // A date with one character removed, inserted or replaced.
        (
            any_kind(),
            any::<prop::sample::Index>(),
            0_u8..3,
            "[-0-9XYESTZ~?%./,\\[\\]{}: uopé]"
        )
            .prop_map(|(text, place, change, character)| {
                let mut characters: Vec<char> = text.chars().collect();
                let place = place.index(characters.len());
                match change {
                    0 => drop(characters.remove(place)),
                    1 => characters.insert(place, character.chars().next().unwrap()),
                    _ => characters[place] = character.chars().next().unwrap(),
                }
                characters.into_iter().collect()
            }),
    ]
    .boxed()
}
