//! The rules of the house, kept by looking: each is a test, each failure names
//! file and line.
//!
//! The files are read as text. Comments and what stands in quotes are blanked
//! out first, so that a rule may be talked about where it is kept.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the house, ground floor first. A file names rooms of lower
/// floors and its own, never a peer's and never one above.
const FLOORS: &[&[&str]] = &[
    &["language"],
    &["date_words"],
    &["model"],
    &["storage", "library", "query", "bibliography"],
    &["layout", "reading", "search", "settings"],
    &["figure", "session"],
    &["export"],
    &["ui", "cli"],
    &["app"],
    &["main"],
];

/// Arrows between peers that are there on purpose: from, to, why.
const DELIBERATE_ARROWS: &[(&str, &str, &str)] = &[
    (
        "library",
        "storage",
        "a document is found through the paths that the file names, and what is wrong with it is one of the file's Problems",
    ),
    (
        "bibliography",
        "storage",
        "a file of records that cannot be imported is refused as any file is",
    ),
];

/// Rooms that know what a screen is.
const ROOMS_WITH_A_SCREEN: &[&str] = &["ui", "app", "main"];

/// The crates that draw, by every name that they go by.
const DRAWING_CRATES: &[&str] = &["eframe", "epaint", "emath", "ecolor"];

/// What ends the program where a Result or a Problem would do.
const WAYS_TO_PANIC: &[&str] = &[
    ".unwrap()",
    ".expect(",
    "panic!",
    "todo!",
    "unimplemented!",
    "dbg!",
];

/// Names that say nothing of what a thing is.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "manager", "managers"];

/// What defines something; a `mod.rs` has none of it.
const DEFINING_WORDS: &[&str] = &[
    "struct",
    "enum",
    "union",
    "trait",
    "type",
    "fn",
    "impl",
    "const",
    "static",
    "macro_rules",
];

const MAX_LINES: usize = 600;

// The rules.

#[test]
fn only_the_rooms_with_a_screen_name_the_crates_that_draw() {
    refuse(|file| {
        if ROOMS_WITH_A_SCREEN.contains(&file.room.as_str()) {
            return Vec::new();
        }
        uses(&file.code, |word| {
            word.starts_with("egui") || DRAWING_CRATES.contains(&word)
        })
    });
}

#[test]
fn arrows_between_rooms_run_downwards() {
    refuse(|file| {
        if file.room == "lib" {
            return Vec::new();
        }
        let Some(own) = floor_of(&file.room) else {
            return vec![(
                1,
                format!(
                    "the room `{}` stands on no floor of tests/tidy.rs",
                    file.room
                ),
            )];
        };
        rooms_named(&file.code)
            .into_iter()
            .filter(|(_, named)| {
                let is_lower = floor_of(named).is_some_and(|floor| floor < own);
                !is_lower && *named != file.room && !is_deliberate(&file.room, named)
            })
            .map(|(line, named)| {
                (
                    line,
                    format!("`{}` names `{named}`, which is not below it", file.room),
                )
            })
            .collect()
    });
}

#[test]
fn every_deliberate_arrow_is_still_needed() {
    for (from, to, why) in DELIBERATE_ARROWS {
        let needed = sources().iter().any(|file| {
            file.room == *from && rooms_named(&file.code).iter().any(|(_, named)| named == to)
        });
        assert!(
            needed,
            "no file of `{from}` names `{to}` any more, so take the arrow off the list ({why})"
        );
    }
}

#[test]
fn nothing_outside_tests_can_panic_by_choice() {
    refuse(|file| {
        let mut found = Vec::new();
        for (at, line) in file.without_tests.lines().enumerate() {
            for way in WAYS_TO_PANIC {
                let mut rest = line;
                while let Some(position) = rest.find(way) {
                    // `dbg!` is not found at the end of another macro's name.
                    let begins = way.starts_with('.')
                        || !rest[..position]
                            .ends_with(|sign: char| sign.is_alphanumeric() || sign == '_');
                    if begins {
                        found.push((at + 1, format!("`{way}` outside tests")));
                    }
                    rest = &rest[position + way.len()..];
                }
            }
        }
        found
    });
}

#[test]
fn a_mod_file_only_declares_and_re_exports() {
    refuse(|file| {
        if !file.path.ends_with("mod.rs") || file.is_test() {
            return Vec::new();
        }
        uses(&file.without_tests, |word| DEFINING_WORDS.contains(&word))
    });
}

#[test]
fn no_file_is_longer_than_can_be_read_at_one_sitting() {
    refuse(|file| {
        let lines = file.text.lines().count();
        if lines > MAX_LINES {
            vec![(lines, format!("{lines} lines, {MAX_LINES} at most"))]
        } else {
            Vec::new()
        }
    });
}

#[test]
fn every_name_says_what_the_thing_is() {
    refuse(|file| {
        let mut found = uses(&file.code, says_nothing);
        let said_nothing = file.path.split(['/', '.']).find(|part| says_nothing(part));
        if let Some(part) = said_nothing {
            found.push((1, format!("a file is named `{part}`")));
        }
        found
    });
}

#[test]
fn unsafe_is_named_only_where_it_is_forbidden() {
    refuse(|file| {
        let mut found = uses(&file.code, |word| word == "unsafe");
        for (at, line) in file.code.lines().enumerate() {
            if line.contains("unsafe_code") && !line.contains("forbid(") {
                found.push((
                    at + 1,
                    "`unsafe_code` is allowed or denied, not forbidden".to_owned(),
                ));
            }
        }
        found
    });
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    refuse(|file| {
        let first = file
            .text
            .lines()
            .find(|line| !line.trim().is_empty() && !line.starts_with("#!"));
        if first.is_some_and(|line| line.starts_with("//!")) {
            Vec::new()
        } else {
            vec![(1, "it does not begin with a `//!` doc".to_owned())]
        }
    });
}

// How they are checked, and that the checks can fail.

#[test]
fn comments_and_quotes_are_no_code() {
    let text = "let a = 'x'; // egui\n/* egui /* egui */ egui */ let b = \"egui\\\"egui\";\n\
                let c = r#\"egui\"egui\"#; fn d<'egui>(e: &'egui str) { '\\''; '\"'; f }\n";
    let code = code_of(text);
    assert_eq!(code.lines().count(), text.lines().count());
    assert_eq!(
        code.matches("egui").count(),
        2,
        "only the lifetimes are left: {code}"
    );
    assert!(
        code.contains("let b") && code.contains("let c") && code.contains("f }"),
        "{code}"
    );
}

#[test]
fn what_is_compiled_for_tests_alone_is_no_part_of_the_program() {
    let code = "fn a() {}\n#[cfg(test)]\nmod quick;\nfn b() {}\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n fn c() {}\n}\nfn d() {}\n";
    let rest = without_tests(code);
    assert_eq!(rest.lines().count(), code.lines().count());
    for kept in ["fn a", "fn b", "fn d"] {
        assert!(rest.contains(kept), "{kept} is gone: {rest}");
    }
    assert!(!rest.contains("fn c") && !rest.contains("quick"), "{rest}");
}

#[test]
fn a_file_that_is_declared_for_tests_alone_is_found() {
    let code = "#[cfg(test)]\npub(crate) mod samples;\nmod kept;\n#[cfg(test)]\nmod tests {\n fn a() {}\n}\n";
    let room = Path::new("src/model");
    assert_eq!(
        files_of_tests(&room.join("mod.rs"), code),
        [room.join("samples.rs")]
    );
    assert_eq!(
        files_of_tests(Path::new("src/model.rs"), code),
        [room.join("samples.rs")]
    );
}

#[test]
fn rooms_are_found_however_they_are_named() {
    let code = "use crate::{\n  model::{Event, language},\n  language as words,\n};\nlet a = crate::query::b();\nuse super::super::ui::C;\nuse super::super::{layout::D, E};\n";
    let found = rooms_named(code);
    let found: Vec<(usize, &str)> = found
        .iter()
        .map(|(line, room)| (*line, room.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (1, "language"),
            (1, "model"),
            (5, "query"),
            (6, "ui"),
            (7, "layout")
        ]
    );
}

/// One file of src/.
struct Source {
    /// From the root of the repository.
    path: String,
    /// The first part of its path below src/.
    room: String,
    text: String,
    /// The text with comments and quotes blanked out, line for line.
    code: String,
    /// The code without what is compiled for tests alone.
    without_tests: String,
}

impl Source {
    fn is_test(&self) -> bool {
        self.path.split(['/', '_', '.']).any(|part| part == "tests")
    }
}

/// The words of code that a rule refuses, with their lines.
fn uses(code: &str, refused: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in code.lines().enumerate() {
        for word in words(line).filter(|word| refused(word)) {
            found.push((at + 1, format!("`{word}` in `{}`", line.trim())));
        }
    }
    found
}

/// Fails with every place that a rule finds.
fn refuse(rule: impl Fn(&Source) -> Vec<(usize, String)>) {
    let mut report = String::new();
    for file in sources() {
        for (line, what) in rule(&file) {
            let _ = writeln!(report, "  {}:{line}: {what}", file.path);
        }
    }
    assert!(report.is_empty(), "the rule is broken at\n{report}");
}

fn sources() -> Vec<Source> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&repository.join("src"), &mut paths);
    paths.sort();
    assert!(paths.len() > 10, "src/ was not found: {paths:?}");
    let of_tests: Vec<PathBuf> = paths
        .iter()
        .flat_map(|path| {
            let text = fs::read_to_string(path).unwrap();
            files_of_tests(path, &code_of(&text))
        })
        .collect();
    paths
        .iter()
        .map(|full| {
            let below = full.strip_prefix(repository).unwrap();
            let path = below
                .iter()
                .map(|part| part.to_str().unwrap())
                .collect::<Vec<_>>()
                .join("/");
            let room = path
                .trim_start_matches("src/")
                .split(['/', '.'])
                .next()
                .unwrap()
                .to_owned();
            let text = fs::read_to_string(full).unwrap();
            let code = code_of(&text);
            let mut file = Source {
                without_tests: without_tests(&code),
                path,
                room,
                text,
                code,
            };
            if file.is_test() || of_tests.contains(full) {
                file.without_tests.clear();
            }
            file
        })
        .collect()
}

/// The files that a file declares for tests alone, whatever they are named.
fn files_of_tests(path: &Path, code: &str) -> Vec<PathBuf> {
    let folder = if path.ends_with("mod.rs") || path.ends_with("lib.rs") {
        path.parent().unwrap().to_path_buf()
    } else {
        path.with_extension("")
    };
    code.split("#[cfg(test)]")
        .skip(1)
        .filter_map(|declared| declared.split_once(';'))
        .map(|(declared, _)| declared.trim())
        .filter_map(|declared| declared.rsplit_once("mod "))
        .filter(|(_, name)| {
            name.chars()
                .all(|sign| sign.is_alphanumeric() || sign == '_')
        })
        .map(|(_, name)| folder.join(name).with_extension("rs"))
        .collect()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

fn is_deliberate(from: &str, to: &str) -> bool {
    DELIBERATE_ARROWS
        .iter()
        .any(|(one, other, _)| (*one, *other) == (from, to))
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|sign: char| !sign.is_alphanumeric() && sign != '_')
        .filter(|word| !word.is_empty())
}

/// Whether a part of a name, in either way of writing it, is one of those that
/// say nothing.
fn says_nothing(name: &str) -> bool {
    let mut parts = String::new();
    for sign in name.chars() {
        if sign.is_uppercase() {
            parts.push('_');
        }
        parts.extend(sign.to_lowercase());
    }
    parts.split('_').any(|part| EMPTY_NAMES.contains(&part))
}

/// The rooms that code names through the root of the crate, with their lines.
fn rooms_named(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for from_root in ["crate::", "annals::", "super::super::"] {
        let mut from = 0;
        while let Some(position) = code[from..].find(from_root) {
            let start = from + position;
            let after = start + from_root.len();
            from = after;
            if code[..start].ends_with(|sign: char| sign.is_alphanumeric() || sign == '_') {
                continue;
            }
            let line = code[..start].matches('\n').count() + 1;
            found.extend(
                first_parts(&code[after..])
                    .into_iter()
                    .filter(|name| floor_of(name).is_some())
                    .map(|name| (line, name)),
            );
        }
    }
    found.sort();
    found
}

/// The first part of a path, or of each path in braces.
fn first_parts(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return words(path.split("::").next().unwrap_or(""))
            .next()
            .map(str::to_owned)
            .into_iter()
            .collect();
    };
    let mut parts = vec![String::new()];
    let mut depth = 0_usize;
    for sign in group.chars() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(sign);
        }
    }
    parts
        .iter()
        .filter_map(|part| words(part).next().map(str::to_owned))
        .collect()
}

/// Blanks out comments and everything in quotes; lines stay where they are.
fn code_of(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let at = |place: usize| signs.get(place).copied().unwrap_or('\0');
    let mut code = String::with_capacity(text.len());
    let mut place = 0;
    while place < signs.len() {
        let after_word = place > 0 && (at(place - 1).is_alphanumeric() || at(place - 1) == '_');
        let end = match (at(place), at(place + 1)) {
            ('/', '/') => end_of_line(&signs, place),
            ('/', '*') => end_of_comment(&signs, place),
            ('"', _) => end_of_quote(&signs, place, '"'),
            ('r', '"' | '#') if !after_word => end_of_raw(&signs, place),
            ('b', 'r') if !after_word => end_of_raw(&signs, place + 1),
            // A quoted sign, not a lifetime.
            ('\'', '\\') => end_of_quote(&signs, place, '\''),
            ('\'', _) if at(place + 2) == '\'' => place + 3,
            _ => place,
        };
        if end <= place {
            code.push(at(place));
            place += 1;
            continue;
        }
        for &sign in &signs[place..end.min(signs.len())] {
            code.push(if sign == '\n' { '\n' } else { ' ' });
        }
        place = end;
    }
    code
}

fn end_of_line(signs: &[char], from: usize) -> usize {
    let length = signs[from..].iter().position(|sign| *sign == '\n');
    length.map_or(signs.len(), |length| from + length)
}

fn end_of_comment(signs: &[char], from: usize) -> usize {
    let mut depth = 0_usize;
    let mut place = from;
    while place < signs.len() {
        match signs[place..] {
            ['/', '*', ..] => depth += 1,
            ['*', '/', ..] => depth -= 1,
            _ => {
                place += 1;
                continue;
            }
        }
        place += 2;
        if depth == 0 {
            return place;
        }
    }
    place
}

fn end_of_quote(signs: &[char], from: usize, quote: char) -> usize {
    let mut place = from + 1;
    while place < signs.len() && signs[place] != quote {
        place += if signs[place] == '\\' { 2 } else { 1 };
    }
    place + 1
}

/// The end of `r"…"`, `r#"…"#` and so on; `from` itself where it is none.
fn end_of_raw(signs: &[char], from: usize) -> usize {
    let fence = signs[from + 1..]
        .iter()
        .take_while(|sign| **sign == '#')
        .count();
    let opening = from + 1 + fence;
    if signs.get(opening) != Some(&'"') {
        return from;
    }
    let mut place = opening + 1;
    while place < signs.len() {
        let closes = signs[place] == '"'
            && signs[place + 1..]
                .iter()
                .take(fence)
                .filter(|sign| **sign == '#')
                .count()
                == fence;
        place += 1;
        if closes {
            return place + fence;
        }
    }
    place
}

/// Blanks out what `#[cfg(test)]` marks: one declaration, or one block.
fn without_tests(code: &str) -> String {
    let mut rest = code.to_owned();
    while let Some(start) = rest.find("#[cfg(test)]") {
        let mut depth = 0_usize;
        let mut end = rest.len();
        for (offset, sign) in rest[start..].char_indices() {
            match sign {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && matches!(sign, '}' | ';') {
                end = start + offset + sign.len_utf8();
                break;
            }
        }
        let blank: String = rest[start..end]
            .chars()
            .map(|sign| if sign == '\n' { '\n' } else { ' ' })
            .collect();
        rest.replace_range(start..end, &blank);
    }
    rest
}
