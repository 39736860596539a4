//! The texts of the window come from the message files: every id that the code
//! uses exists, every message is used, and the code of the window has no texts
//! of its own.
//!
//! The tests read the source files as text, like `tests/tidy.rs`.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use annals::date_words::expectation_in_words;
use annals::language::{Language, Message, set_language, with_language};
use annals_edtf::{DatePlace, EdtfError, EndReason, Expectation, NextComponent};

/// Literals of the window's code that are shown but are not messages: what, why.
const ALLOWED_LITERALS: &[(&str, &str)] = &[
    ("Source Sans 3", "the name of a font"),
    ("Source Sans 3 Semibold", "the name of a font"),
    ("Source Serif 4", "the name of a font"),
    ("Noto Sans Khmer", "the name of a font"),
];

/// Code before literals that are not shown: ids of widgets, reasons of lints.
const BEFORE_HIDDEN_LITERALS: &[&str] = &[
    "Id::unique(",
    "Id::unique((",
    "Id::new(",
    "Id::new((",
    "id_salt(",
    "id_salt((",
    "Plot::new(",
    "Grid::new(",
    ".with(",
    "PlotItemBase::new(",
    "let salt = (",
    "reason =",
    "include_bytes!(",
];

/// Code before literals that are shown, even if they are a single word.
const BEFORE_SHOWN_LITERALS: &[&str] = &[
    ".label(",
    ".button(",
    ".heading(",
    ".hint_text(",
    ".on_hover_text(",
    "RichText::new(",
    "Label::new(",
    "Button::new(",
    "set_title(",
    "add_filter(",
];

#[test]
fn every_message_id_in_the_code_exists() {
    let ids = ids();
    let regions: BTreeSet<&str> = ids.iter().filter_map(|id| id.split('-').next()).collect();
    let mut missing = Vec::new();
    for (path, literals) in literals_of_code("src") {
        for literal in literals {
            let is_argument = ["say(", "say_with(", "Message::new("]
                .iter()
                .any(|it| literal.before.ends_with(it));
            let is_id = is_kebab(&literal.words)
                && (is_argument
                    || (path.contains("/ui/")
                        && !BEFORE_HIDDEN_LITERALS
                            .iter()
                            .any(|it| literal.before.ends_with(it))
                        && literal
                            .words
                            .split_once('-')
                            .is_some_and(|(region, _)| regions.contains(region))));
            if is_id && !ids.contains(&literal.words) {
                missing.push(format!("{path}:{}: {}", literal.line, literal.words));
            }
            if literal.before.ends_with("count(") || is_noun_of_count(&literal.before) {
                let id = format!("count-{}", literal.words);
                if !ids.contains(&id) {
                    missing.push(format!("{path}:{}: {id}", literal.line));
                }
            }
        }
    }
    for (path, id) in messages_of_templates() {
        if !ids.contains(&id) {
            missing.push(format!("{path}: {id}"));
        }
    }
    assert!(missing.is_empty(), "not in en.ftl:\n{}", missing.join("\n"));
}

#[test]
fn every_message_is_used() {
    let mut used = BTreeSet::new();
    for (_, literals) in literals_of_code("src") {
        for literal in literals {
            if is_noun_of_count(&literal.before) {
                used.insert(format!("count-{}", literal.words));
            }
            used.insert(literal.words);
        }
    }
    used.extend(messages_of_templates().into_iter().map(|(_, id)| id));
    let expectations = expectations().into_iter();
    used.extend(expectations.map(|expected| format!("edtf-{}", expected.code())));
    let unused: Vec<_> = ids().difference(&used).cloned().collect();
    assert!(unused.is_empty(), "unused messages: {unused:#?}");
}

#[test]
fn the_code_of_the_window_has_no_texts() {
    let mut found = Vec::new();
    for (path, literals) in literals_of_code("src/ui") {
        for literal in literals {
            let is_shown = BEFORE_SHOWN_LITERALS
                .iter()
                .any(|it| literal.before.ends_with(it))
                && literal.words.contains(char::is_alphabetic);
            let is_hidden = BEFORE_HIDDEN_LITERALS
                .iter()
                .any(|it| literal.before.ends_with(it));
            let is_allowed = ALLOWED_LITERALS
                .iter()
                .any(|(words, _)| *words == literal.words);
            if is_shown || (is_several_words(&literal.words) && !is_hidden && !is_allowed) {
                found.push(format!("{path}:{}: {:?}", literal.line, literal.words));
            }
        }
    }
    assert!(
        found.is_empty(),
        "move these texts to assets/language/*.ftl:\n{}",
        found.join("\n")
    );
}

#[test]
fn every_allowed_literal_exists() {
    let all: BTreeSet<String> = literals_of_code("src/ui")
        .into_iter()
        .flat_map(|(_, literals)| literals.into_iter().map(|literal| literal.words))
        .collect();
    for (words, why) in ALLOWED_LITERALS {
        assert!(
            all.contains(*words),
            "remove “{words}” from the list ({why})"
        );
    }
}

#[test]
fn literals_are_found_like_the_compiler_finds_them() {
    let code = "let a = say(\n    \"bar-open\",\n); // \"no\"\nlet b = 'x'; let c: &'a str = r#\"raw \"one\"\"#;\n/* \"no\" */ f(\"two words\\\" more\");";
    let found: Vec<(usize, String, String)> = literals(code)
        .into_iter()
        .map(|literal| (literal.line, literal.before, literal.words))
        .collect();
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!((found[0].0, found[0].2.as_str()), (2, "bar-open"));
    assert!(found[0].1.ends_with("say("), "{:?}", found[0].1);
    assert_eq!(found[1].2, "raw \"one\"");
    assert!(found[2].2.starts_with("two words"));
}

/// A string literal in code.
struct Literal {
    line: usize,
    /// The code before it, without white space at the end.
    before: String,
    words: String,
}

fn ids() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("assets/language/en.ftl")).unwrap();
    text.lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id)
        .filter(|id| is_kebab(id))
        .map(str::to_owned)
        .collect()
}

/// The messages that the HTML templates use, with the template: `{{ "page-skip"|say }}`.
fn messages_of_templates() -> Vec<(String, String)> {
    let mut messages = Vec::new();
    for entry in fs::read_dir(root().join("templates")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        for (before, _) in text
            .match_indices("\"|say")
            .map(|(at, _)| text.split_at(at))
        {
            let (_, id) = before.rsplit_once('"').unwrap();
            messages.push((name.clone(), id.to_owned()));
        }
    }
    assert!(!messages.is_empty(), "the page's template uses messages");
    messages
}

fn is_kebab(text: &str) -> bool {
    text.starts_with(|character: char| character.is_ascii_lowercase())
        && text.chars().all(|character| {
            character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
        })
}

/// Whether the next literal is the noun of `count(number, "noun")`.
fn is_noun_of_count(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(',') else {
        return false;
    };
    // Find the call whose arguments are open at the end.
    let mut depth = 0_usize;
    for (at, character) in rest.char_indices().rev() {
        match character {
            ')' => depth += 1,
            '(' if depth == 0 => {
                let name = &rest[..at];
                return name.ends_with("count")
                    && !name.trim_end_matches("count").ends_with(['.', '_']);
            }
            '(' => depth -= 1,
            _ => {}
        }
    }
    false
}

/// Whether a text has two or more words.
fn is_several_words(text: &str) -> bool {
    let is_word = |word: &str| {
        word.chars()
            .filter(|character| character.is_alphabetic())
            .count()
            > 1
            && !word.contains('{')
    };
    text.split(' ').filter(|word| is_word(word)).count() > 1
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The literals of each file below a folder, except in tests.
fn literals_of_code(folder: &str) -> Vec<(String, Vec<Literal>)> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    assert!(paths.len() > 10);
    paths
        .iter()
        .filter(|path| {
            let name = path.to_string_lossy();
            !name.split(['/', '_', '.']).any(|part| part == "tests")
        })
        .map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or(&text);
            (
                path.strip_prefix(root()).unwrap().display().to_string(),
                literals(code),
            )
        })
        .collect()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|it| it == "rs") {
            into.push(path);
        }
    }
}

/// The string literals of Rust code, except in comments.
fn literals(code: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut rest = 0;
    let mut before = String::new();
    while let Some(character) = code[rest..].chars().next() {
        let ahead = &code[rest..];
        let end = if ahead.starts_with("//") {
            rest + ahead.find('\n').unwrap_or(ahead.len())
        } else if ahead.starts_with("/*") {
            rest + ahead.find("*/").map_or(ahead.len(), |at| at + 2)
        } else if let Some(length) = character_literal(ahead) {
            before.push('\u{0}');
            rest + length
        } else if let Some((words, length)) = string_literal(ahead, &before) {
            let line = code[..rest].matches('\n').count() + 1;
            found.push(Literal {
                line,
                before: before.trim_end().to_owned(),
                words,
            });
            before.push('\u{0}');
            rest + length
        } else {
            before.push(character);
            rest + character.len_utf8()
        };
        rest = end;
        // Code further away is not needed.
        if before.len() > 400 {
            let from = before.ceil_char_boundary(200);
            before.drain(..from);
        }
    }
    found
}

/// The length of the character literal at the beginning of code.
fn character_literal(ahead: &str) -> Option<usize> {
    let inner = ahead.strip_prefix('\'')?;
    let mut characters = inner.chars();
    if characters.next()? == '\\' {
        return inner[2.min(inner.len())..].find('\'').map(|at| at + 4);
    }
    (characters.next()? == '\'').then(|| inner.chars().next().map_or(2, char::len_utf8) + 2)
}

/// The string literal at the beginning of code, and its length.
fn string_literal(ahead: &str, before: &str) -> Option<(String, usize)> {
    let is_in_name =
        before.ends_with(|character: char| character.is_alphanumeric() || character == '_');
    if let Some(raw) = ahead.strip_prefix('r').filter(|_| !is_in_name) {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inner = raw[hashes..].strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let end = inner.find(&close)?;
        let length = 1 + hashes + 1 + end + close.len();
        return Some((inner[..end].to_owned(), length));
    }
    let inner = ahead.strip_prefix('"')?;
    let mut is_escaped = false;
    for (at, character) in inner.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some((inner[..at].to_owned(), at + 2)),
            _ => {}
        }
    }
    None
}

#[test]
fn errors_of_files_are_in_the_language_of_the_window() {
    let folder = tempfile::tempdir().unwrap();
    let missing = annals::storage::read_file(&folder.path().join("missing.json"));
    let is_folder = annals::storage::read_file(folder.path());
    let errors = [missing, is_folder].map(|result| result.unwrap_err());
    set_language(Language::French);
    let french = errors.clone().map(|error| error.message.text());
    assert_eq!(
        french,
        [
            "Ce fichier n’existe pas",
            "C’est un dossier, pas un fichier"
        ]
    );
    // The command line has them in English in every thread.
    assert_eq!(errors[0].to_string(), "There is no such file");
    assert_eq!(
        serde_json::to_value(&errors[1]).unwrap()["message"],
        "This is a folder, not a file"
    );
}

#[test]
fn every_message_of_an_error_has_a_french_text() {
    let mut ids = BTreeSet::new();
    for (_, literals) in literals_of_code("src") {
        let literals = literals.into_iter();
        let of_errors = literals.filter(|it| it.before.ends_with("Message::new("));
        ids.extend(of_errors.map(|literal| literal.words));
    }
    // Some ids are chosen before they become a message.
    let prefixes = ["address-", "chord-", "link-", "setting-", "timeline-"];
    let by_prefix = self::ids().into_iter();
    ids.extend(by_prefix.filter(|id| prefixes.iter().any(|prefix| id.starts_with(prefix))));
    assert!(ids.len() > 120, "{}", ids.len());
    for id in ids {
        let text = |language| with_language(language, || annals::language::say(&id));
        let (english, french) = (text(Language::English), text(Language::French));
        assert!(english != id && french != id, "{id} has no text");
        assert_ne!(english, french, "{id}");
    }
}

#[test]
fn a_message_that_is_not_translated_is_the_same_everywhere() {
    let message = Message::from("unexpected `}`");
    set_language(Language::French);
    assert_eq!(message.text(), "unexpected `}`");
    assert_eq!(message.to_string(), "unexpected `}`");
}

/// Every expectation of an EDTF date, with each argument.
fn expectations() -> Vec<Expectation> {
    let mut all = Expectation::SIMPLE.to_vec();
    all.extend([
        Expectation::Day { last: 28 },
        Expectation::SignificantDigits { most: 4 },
        Expectation::Length { most: 10_000 },
    ]);
    for place in [DatePlace::Alone, DatePlace::Interval, DatePlace::Set] {
        for component in [None, Some(NextComponent::Month), Some(NextComponent::Day)] {
            all.extend([false, true].map(|qualifier| Expectation::AfterDate {
                component,
                qualifier,
                place,
            }));
        }
        for reason in [EndReason::NoMonth, EndReason::NoDay, EndReason::NoTime] {
            all.push(Expectation::EndOfDate { place, reason });
        }
    }
    all
}

#[test]
fn every_expectation_of_a_date_is_in_the_language_of_the_window() {
    for expected in expectations() {
        for is_space in [false, true] {
            let error = EdtfError {
                column: 1,
                expected,
                is_space,
                suggestion: None,
            };
            let text = |language| with_language(language, || expectation_in_words(&error));
            let (english, french) = (text(Language::English), text(Language::French));
            assert_eq!(english, error.expectation());
            assert_ne!(french, english);
            assert!(!french.contains("edtf-"), "{french}");
        }
    }
}
