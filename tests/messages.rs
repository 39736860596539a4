//! What the window says comes from the files of messages: every id that the
//! code asks for is there, every message is asked for, and no words stand in
//! the code of the window itself.
//!
//! The files are read as text, as `tests/tidy.rs` reads them.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Words of the window's code that are shown and are no message: what, why.
const NO_MESSAGES: &[(&str, &str)] = &[
    ("Source Sans 3", "the name of a font"),
    ("Source Sans 3 Semibold", "the name of a font"),
    ("Source Serif 4", "the name of a font"),
    ("Noto Sans Khmer", "the name of a font"),
];

/// What stands before words that nobody sees: ids of widgets, and the reasons
/// of lints.
const UNSEEN: &[&str] = &[
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

/// Where whatever is given is shown, be it one word.
const SHOWN: &[&str] = &[
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
fn every_message_that_the_code_asks_for_is_there() {
    let ids = ids();
    let regions: BTreeSet<&str> = ids.iter().filter_map(|id| id.split('-').next()).collect();
    let mut lacking = Vec::new();
    for (path, literals) in literals_of_code("src") {
        for literal in literals {
            let asked = literal.before.ends_with("say(") || literal.before.ends_with("say_with(");
            let is_id = is_kebab(&literal.words)
                && (asked
                    || (path.contains("/ui/")
                        && !UNSEEN.iter().any(|it| literal.before.ends_with(it))
                        && literal
                            .words
                            .split_once('-')
                            .is_some_and(|(region, _)| regions.contains(region))));
            if is_id && !ids.contains(&literal.words) {
                lacking.push(format!("{path}:{}: {}", literal.line, literal.words));
            }
            if literal.before.ends_with("count(") || is_noun_of_count(&literal.before) {
                let id = format!("count-{}", literal.words);
                if !ids.contains(&id) {
                    lacking.push(format!("{path}:{}: {id}", literal.line));
                }
            }
        }
    }
    assert!(lacking.is_empty(), "not in en.ftl:\n{}", lacking.join("\n"));
}

#[test]
fn every_message_is_asked_for() {
    let mut asked = BTreeSet::new();
    for (_, literals) in literals_of_code("src") {
        for literal in literals {
            if is_noun_of_count(&literal.before) {
                asked.insert(format!("count-{}", literal.words));
            }
            asked.insert(literal.words);
        }
    }
    let idle: Vec<_> = ids().difference(&asked).cloned().collect();
    assert!(idle.is_empty(), "nothing asks for {idle:#?}");
}

#[test]
fn no_words_stand_in_the_code_of_the_window() {
    let mut found = Vec::new();
    for (path, literals) in literals_of_code("src/ui") {
        for literal in literals {
            let is_shown = SHOWN.iter().any(|it| literal.before.ends_with(it))
                && literal.words.contains(char::is_alphabetic);
            let is_unseen = UNSEEN.iter().any(|it| literal.before.ends_with(it));
            let is_allowed = NO_MESSAGES.iter().any(|(words, _)| *words == literal.words);
            if is_shown || (is_several_words(&literal.words) && !is_unseen && !is_allowed) {
                found.push(format!("{path}:{}: {:?}", literal.line, literal.words));
            }
        }
    }
    assert!(
        found.is_empty(),
        "these belong into assets/language/*.ftl:\n{}",
        found.join("\n")
    );
}

#[test]
fn what_is_allowed_to_stand_in_the_code_stands_there() {
    let all: BTreeSet<String> = literals_of_code("src/ui")
        .into_iter()
        .flat_map(|(_, literals)| literals.into_iter().map(|literal| literal.words))
        .collect();
    for (words, why) in NO_MESSAGES {
        assert!(all.contains(*words), "take “{words}” off the list ({why})");
    }
}

#[test]
fn literals_are_found_as_the_compiler_finds_them() {
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

/// A literal of the code.
struct Literal {
    line: usize,
    /// The code before it on its line and the line before, without the white
    /// space at the end.
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

fn is_kebab(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_ascii_lowercase())
        && text
            .chars()
            .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
}

/// Whether what follows is the noun of `count(number, "noun")`.
fn is_noun_of_count(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(',') else {
        return false;
    };
    // The call that is open at the end.
    let mut depth = 0_usize;
    for (at, sign) in rest.char_indices().rev() {
        match sign {
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

/// Two words or more, a space between them.
fn is_several_words(text: &str) -> bool {
    let is_word = |word: &str| {
        word.chars().filter(|sign| sign.is_alphabetic()).count() > 1 && !word.contains('{')
    };
    text.split(' ').filter(|word| is_word(word)).count() > 1
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The literals of each file below a folder, without those of tests.
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

/// The string literals of a piece of Rust, comments left out.
fn literals(code: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut rest = 0;
    let mut before = String::new();
    while let Some(sign) = code[rest..].chars().next() {
        let ahead = &code[rest..];
        let end = if ahead.starts_with("//") {
            rest + ahead.find('\n').unwrap_or(ahead.len())
        } else if ahead.starts_with("/*") {
            rest + ahead.find("*/").map_or(ahead.len(), |at| at + 2)
        } else if let Some(length) = character(ahead) {
            before.push('\u{0}');
            rest + length
        } else if let Some((words, length)) = string(ahead, &before) {
            let line = code[..rest].matches('\n').count() + 1;
            found.push(Literal {
                line,
                before: before.trim_end().to_owned(),
                words,
            });
            before.push('\u{0}');
            rest + length
        } else {
            before.push(sign);
            rest + sign.len_utf8()
        };
        rest = end;
        // What is further away tells nothing.
        if before.len() > 400 {
            let from = before.ceil_char_boundary(200);
            before.drain(..from);
        }
    }
    found
}

/// The length of a character in quotes.
fn character(ahead: &str) -> Option<usize> {
    let inner = ahead.strip_prefix('\'')?;
    let mut signs = inner.chars();
    if signs.next()? == '\\' {
        return inner[2.min(inner.len())..].find('\'').map(|at| at + 4);
    }
    (signs.next()? == '\'').then(|| inner.chars().next().map_or(2, char::len_utf8) + 2)
}

/// A string at the beginning of some code, and its length.
fn string(ahead: &str, before: &str) -> Option<(String, usize)> {
    let is_in_name = before.ends_with(|sign: char| sign.is_alphanumeric() || sign == '_');
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
    for (at, sign) in inner.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return Some((inner[..at].to_owned(), at + 2)),
            _ => {}
        }
    }
    None
}
