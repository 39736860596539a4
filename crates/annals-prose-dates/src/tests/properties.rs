//! Properties of the findings in any text.

use proptest::prelude::*;

use super::find_dates;
use annals_edtf::Edtf;

fn some_words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "in",
            "since",
            "until",
            "from",
            "to",
            "between",
            "and",
            "before",
            "after",
            "by",
            "the",
            "early",
            "mid",
            "late",
            "about",
            "perhaps",
            "c",
            ".",
            ",",
            "-",
            "–",
            "/",
            "(",
            ")",
            "?",
            "'",
            "’",
            "~",
            "s",
            "th",
            "BC",
            "AD",
            "century",
            "decade",
            "year",
            "years",
            "month",
            "day",
            "following",
            "later",
            "ago",
            "March",
            "May",
            "spring",
            "of",
            "first",
            "half",
            "quarter",
            "fifties",
            "nineteen",
            "two",
            "a",
            "for",
            "over",
            "that",
            "last",
            "next",
            "Q",
            "or",
            "so",
            "on",
            "*",
            "_",
            "\n",
            "é",
            "ខ",
        ])
        .prop_map(str::to_owned),
        "[0-9]{1,5}",
    ];
    prop::collection::vec((word, prop::sample::select(vec!["", " "])), 0..24)
        .prop_map(|words| words.into_iter().map(|(word, gap)| word + gap).collect())
}

fn check_findings(text: &str, reference: Option<&Edtf>) {
    let characters: Vec<char> = text.chars().collect();
    let mut previous_end = 0;
    for found in find_dates(text, reference) {
        assert!(previous_end <= found.start && found.start < found.end);
        assert!(found.end <= characters.len());
        let words: String = characters[found.start..found.end].iter().collect();
        assert_eq!(words, found.text);
        assert_eq!(words.trim(), words);
        previous_end = found.end;
        if let Some(edtf) = found.edtf {
            assert_eq!(Edtf::parse(edtf.as_str()).as_ref(), Ok(&edtf));
            let extent = edtf.extent();
            assert!(
                extent.first() <= extent.last(),
                "{words}: {}",
                edtf.as_str()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn any_text_has_consistent_findings(text in ".{0,80}") {
        check_findings(&text, None);
    }

    #[test]
    fn any_time_words_have_consistent_findings(text in some_words()) {
        check_findings(&text, None);
        check_findings(&text, Edtf::parse("1958").ok().as_ref());
    }

    #[test]
    fn any_reference_date_gives_consistent_findings(
        reference in "[-0-9XY~?%./,\\[\\]{}]{1,16}|[0-9]{4}(-[0-9]{2}){0,2}",
        text in some_words()
    ) {
        if let Ok(reference) = Edtf::parse(&reference) {
            check_findings(&text, Some(&reference));
        }
    }

    #[test]
    fn a_year_is_found_in_a_sentence(year in 1000..2099_u32) {
        let text = format!("They came in {year}, and stayed.");
        let found = find_dates(&text, None);
        prop_assert_eq!(found.len(), 1);
        let year = year.to_string();
        let edtf = found[0].edtf.as_ref().map(Edtf::as_str);
        prop_assert_eq!(edtf, Some(year.as_str()));
    }
}
