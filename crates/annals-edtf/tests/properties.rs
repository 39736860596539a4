//! Properties of every EDTF date of any kind, and of texts that look like EDTF.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod generators;

use annals_edtf::relation::{Answer, after, before, overlaps, within};
use annals_edtf::{DateKind, Edtf, Extent};
use generators::{any_kind, date, narrow_and_wide, nearly_edtf, set};
use proptest::prelude::*;

fn runs_forwards(extent: Extent) -> bool {
    extent.first() <= extent.last()
}

/// Whether the two parsers differ on purpose: see "Decisions" in the documentation
/// of the crate.
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
    fn a_date_of_any_kind_is_valid_and_keeps_its_text(text in any_kind()) {
        let date = Edtf::parse(&text);
        prop_assert!(date.is_ok(), "{}: {:?}", text, date);
        let date = date.unwrap();
        prop_assert_eq!(date.as_str(), &text);
        prop_assert!(runs_forwards(date.extent()), "{}", text);
        prop_assert!(!date.spans().is_empty());
        for span in date.spans() {
            prop_assert!(runs_forwards(span.extent()), "{}", text);
            prop_assert!(date.extent().contains(span.extent()), "{}", text);
        }
        let is_set = matches!(date.kind(), DateKind::OneOf | DateKind::AllOf);
        prop_assert_eq!(is_set, !date.members().is_empty());
    }

    #[test]
    fn an_error_lies_inside_the_text(text in nearly_edtf()) {
        match Edtf::parse(&text) {
            Ok(date) => {
                prop_assert_eq!(date.as_str(), &text);
                prop_assert!(runs_forwards(date.extent()), "{}", text);
            }
            Err(error) => {
                let length = text.chars().count();
                prop_assert!((1..=length + 1).contains(&error.column), "{}: {}", text, error);
                prop_assert!(!error.expectation().is_empty());
                let before: String = text.chars().take(error.column - 1).collect();
                prop_assert!(before.is_ascii(), "{}: {}", text, error);
                if let Some(suggestion) = &error.suggestion {
                    prop_assert!(Edtf::parse(suggestion).is_ok(), "{}: {}", text, error);
                }
            }
        }
    }

    #[test]
    fn any_valid_text_is_kept(text in ".{0,40}") {
        if let Ok(date) = Edtf::parse(&text) {
            prop_assert_eq!(date.as_str(), text);
        }
    }

    #[test]
    fn edtf_core_agrees_except_for_decisions(
        text in prop_oneof![any_kind(), nearly_edtf()]
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
    fn at_most_one_of_two_dates_is_before_the_other(one in any_kind(), other in any_kind()) {
        let (one, other) = (Edtf::parse(&one).unwrap(), Edtf::parse(&other).unwrap());
        let (forth, back) = (before(&one, &other), before(&other, &one));
        prop_assert_eq!(after(&other, &one), forth);
        prop_assert_eq!(overlaps(&one, &other), overlaps(&other, &one));
        if forth == Answer::Yes {
            prop_assert_eq!(back, Answer::No);
            prop_assert_eq!(overlaps(&one, &other), Answer::No);
            prop_assert!(!one.extent().overlaps(other.extent()));
        }
        if !one.extent().overlaps(other.extent()) {
            prop_assert!(forth == Answer::Yes || back == Answer::Yes);
        }
        if overlaps(&one, &other) == Answer::Yes {
            prop_assert!(one.extent().overlaps(other.extent()));
        }
        if within(&one, other.extent()) == Answer::Yes {
            prop_assert!(other.extent().contains(one.extent()));
        }
    }

    #[test]
    fn narrowing_a_date_never_reverses_an_answer(
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
                prop_assert!(wide == Answer::CannotTell || narrow == wide);
            }
        }
    }

    #[test]
    fn an_answer_about_a_one_of_set_holds_for_each_member(first in date(), second in date(), other in any_kind()) {
        let set = Edtf::parse(&format!("[{first},{second}]")).unwrap();
        let (first, other) = (Edtf::parse(&first).unwrap(), Edtf::parse(&other).unwrap());
        for (one, all) in [
            (before(&first, &other), before(&set, &other)),
            (overlaps(&first, &other), overlaps(&set, &other)),
        ] {
            prop_assert!(all == Answer::CannotTell || one == all);
        }
    }
}
