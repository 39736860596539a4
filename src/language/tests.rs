//! The message files agree, and messages are looked up and formatted.

use super::*;
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource,
};
use std::collections::{BTreeMap, BTreeSet};

/// The messages of a file by id.
fn messages(language: Language) -> BTreeMap<String, Message<&'static str>> {
    let resource: Resource<&'static str> = fluent_syntax::parser::parse(language.source()).unwrap();
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            let id = message.id.name.to_owned();
            assert!(
                messages.insert(id.clone(), message).is_none(),
                "{id} occurs twice in {}",
                language.tag()
            );
        }
    }
    messages
}

/// The variables of a message.
fn variables(message: &Message<&'static str>) -> BTreeSet<&'static str> {
    fn add_from_inline(
        inline: &InlineExpression<&'static str>,
        found: &mut BTreeSet<&'static str>,
    ) {
        match inline {
            InlineExpression::VariableReference { id } => {
                found.insert(id.name);
            }
            InlineExpression::Placeable { expression } => add_from_expression(expression, found),
            _ => {}
        }
    }
    fn add_from_expression(
        expression: &Expression<&'static str>,
        found: &mut BTreeSet<&'static str>,
    ) {
        match expression {
            Expression::Inline(inline) => add_from_inline(inline, found),
            Expression::Select { selector, variants } => {
                add_from_inline(selector, found);
                for variant in variants {
                    add_from_pattern(&variant.value, found);
                }
            }
        }
    }
    fn add_from_pattern(pattern: &Pattern<&'static str>, found: &mut BTreeSet<&'static str>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                add_from_expression(expression, found);
            }
        }
    }
    let mut found = BTreeSet::new();
    if let Some(pattern) = &message.value {
        add_from_pattern(pattern, &mut found);
    }
    found
}

#[test]
fn every_language_has_the_same_messages_and_variables() {
    let english = messages(Language::English);
    assert!(english.len() > 300, "{}", english.len());
    for language in Language::ALL {
        let other = messages(language);
        let ids =
            |messages: &BTreeMap<String, _>| messages.keys().cloned().collect::<BTreeSet<_>>();
        let lacking: Vec<_> = ids(&english)
            .symmetric_difference(&ids(&other))
            .cloned()
            .collect();
        assert!(lacking.is_empty(), "{}: {lacking:?}", language.tag());
        for (id, message) in &english {
            assert!(message.value.is_some(), "{id} is empty");
            assert_eq!(
                variables(message),
                variables(&other[id]),
                "{id} in {}",
                language.tag()
            );
        }
    }
}

#[test]
fn french_has_french_typography() {
    for (id, message) in messages(Language::French) {
        let mut words = String::new();
        collect(message.value.as_ref().unwrap(), &mut words);
        for wrong in [" :", " ;", " !", " ?", "« ", " »", " %", "\"", "  ;"] {
            // There the question mark is a key.
            let is_key = id == "footer-gestures" && wrong == " ?";
            // The settings file has straight quotation marks.
            let is_setting = ["chord-", "setting", "timeline-"]
                .iter()
                .any(|it| id.starts_with(it));
            let is_typed = is_setting && wrong == "\"";
            assert!(
                is_key || is_typed || !words.contains(wrong),
                "{id} contains {wrong:?}: {words}"
            );
        }
        let is_apostrophe = |sign: char| sign == '\'';
        assert!(!words.contains(is_apostrophe), "{id}: {words}");
        // A colon, except in a filter, a time or an offset that is typed.
        for (at, _) in words.match_indices(':') {
            let is_in_time =
                words[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
            let is_typed =
                words[..at].ends_with(['}', '"']) || id.starts_with("filter-") || is_in_time;
            assert!(is_typed || words[..at].ends_with('\u{A0}'), "{id}: {words}");
        }
    }
}

/// The text of a pattern, with `{}` for arguments.
fn collect(pattern: &Pattern<&'static str>, into: &mut String) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value }
            | PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => into.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => {
                for variant in variants {
                    collect(&variant.value, into);
                }
            }
            PatternElement::Placeable { .. } => into.push_str("{}"),
        }
    }
}

#[test]
fn the_default_language_of_a_thread_is_english() {
    assert_eq!(current_language(), Language::English);
    assert_eq!(say("bar-open"), "Open…");
    set_language(Language::French);
    assert_eq!(say("bar-open"), "Ouvrir…");
    let elsewhere = std::thread::spawn(|| say("bar-open")).join().unwrap();
    assert_eq!(elsewhere, "Open…");
    let within = with_language(Language::English, || say("bar-open"));
    assert_eq!(
        (within.as_str(), current_language()),
        ("Open…", Language::French)
    );
}

#[test]
fn plurals_and_thousands_depend_on_the_language() {
    for (language, number, said) in [
        (Language::English, 0_usize, "0 events"),
        (Language::English, 1, "1 event"),
        (Language::English, 2, "2 events"),
        (Language::English, 12_345, "12,345 events"),
        (Language::English, 1_000_000, "1,000,000 events"),
        (Language::French, 0, "0 événement"),
        (Language::French, 1, "1 événement"),
        (Language::French, 2, "2 événements"),
        (Language::French, 999, "999 événements"),
        (Language::French, 1_234, "1\u{A0}234 événements"),
        (
            Language::French,
            1_000_000,
            "1\u{A0}000\u{A0}000 événements",
        ),
    ] {
        set_language(language);
        let number: usize = number;
        assert_eq!(say_with("count-event", &[("count", number.into())]), said);
    }
    assert_eq!(format_count(12_345), "12\u{A0}345");
    assert_eq!(decimal(0.875), "0,88");
    set_language(Language::English);
    assert_eq!(format_count(12), "12");
    assert_eq!(format_count(1_234_567), "1,234,567");
    assert_eq!(decimal(0.5), "0.50");
    let over = MessageArgument::from(-1_200_i64);
    assert_eq!(say_with("length-years", &[("number", over)]), "-1200 years");
}

#[test]
fn arguments_are_inserted_verbatim() {
    for words in ["{ $count }", "\u{200F}עברית", "a\nb", "", "{\"x\"}"] {
        let said = say_with("quoted", &[("words", words.into())]);
        assert_eq!(
            said,
            format!("“{words}”"),
            "no isolation marks, no nested message"
        );
    }
}

#[test]
fn an_unknown_message_gives_its_id() {
    for language in Language::ALL {
        set_language(language);
        assert_eq!(say("no-such-message"), "no-such-message");
        assert_eq!(say_with("", &[("count", 1_usize.into())]), "");
        assert!(say_with("count-event", &[]).contains("count"));
    }
}

#[test]
fn the_system_language_follows_posix() {
    let language_of_system = |all: &str, messages: &str, lang: &str| {
        Language::from_environment(|name| {
            let value = match name {
                "LC_ALL" => all,
                "LC_MESSAGES" => messages,
                _ => lang,
            };
            (value != "-").then(|| value.to_owned())
        })
    };
    for (variables, language) in [
        (("-", "-", "-"), Language::English),
        (("-", "-", "fr_FR.UTF-8"), Language::French),
        (("-", "", "fr"), Language::French),
        (("C", "fr_CH", "fr"), Language::English),
        (("", "fr_CH@euro", "en_US.UTF-8"), Language::French),
        (("-", "fro", "fr"), Language::English),
        (("-", "-", "km_KH.UTF-8"), Language::English),
        (("-", "-", "FR-ca"), Language::French),
    ] {
        assert_eq!(
            language_of_system(variables.0, variables.1, variables.2),
            language,
            "{variables:?}"
        );
    }
}

#[test]
fn languages_have_a_name_and_a_serialised_form() {
    for language in Language::ALL {
        assert!(!language.own_name().is_empty());
        let written = serde_json::to_string(&language).unwrap();
        assert_eq!(
            serde_json::from_str::<Language>(&written).unwrap(),
            language
        );
    }
    assert_eq!(
        serde_json::to_string(&Language::French).unwrap(),
        "\"french\""
    );
}

#[test]
fn per_language_caches_one_value_for_each_language() {
    let cached = PerLanguage::default();
    assert_eq!(cached.get_or_init(|| say("bar-keys")), "Keys");
    set_language(Language::French);
    assert_eq!(cached.get_or_init(|| say("bar-keys")), "Touches");
    set_language(Language::English);
    assert_eq!(cached.get_or_init(String::new), "Keys");
}
