//! Architecture rules that the compiler does not check. Each is a test; each
//! failure names file and line.
//!
//! The tests read the source files as text. They blank comments and literals
//! first, so that these may mention what a rule forbids.

#![allow(clippy::unwrap_used, reason = "a failing test panics")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the program in layers, the lowest first. A module depends on
/// modules of lower layers only.
const LAYERS: &[&[&str]] = &[
    &["language"],
    &["date_words"],
    &["model"],
    &["storage", "library", "query", "bibliography", "theme"],
    &["check"],
    &["layout", "reading", "search", "settings", "edits"],
    &["figure"],
    &["export"],
    &["session"],
    &["ui", "cli"],
    &["app"],
    &["main"],
];

/// Dependencies within a layer that are intended: from, to, why.
const ALLOWED_DEPENDENCIES: &[(&str, &str, &str)] = &[
    (
        "library",
        "storage",
        "documents are found through the paths in the file, and their faults are reported as its problems",
    ),
    (
        "bibliography",
        "storage",
        "a file of records that cannot be imported has the same error type as a timeline file",
    ),
];

/// Modules that may use the crates of the user interface.
const INTERFACE_MODULES: &[&str] = &["ui", "app", "main"];

/// Crates of the user interface besides those that begin with `egui`.
const INTERFACE_CRATES: &[&str] = &["eframe", "epaint", "emath", "ecolor"];

/// Code that ends the program instead of returning an error.
const PANICKING_CODE: &[&str] = &[
    ".unwrap()",
    ".expect(",
    "panic!",
    "todo!",
    "unimplemented!",
    "dbg!",
];

/// Words that say nothing about what they name.
const EMPTY_WORDS: &[&str] = &["util", "utils", "helper", "helpers", "manager", "managers"];

/// Keywords that define an item. A `mod.rs` has none of them.
const DEFINING_KEYWORDS: &[&str] = &[
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

// Rules.

#[test]
fn only_interface_modules_use_egui() {
    check(|file| {
        if INTERFACE_MODULES.contains(&file.module.as_str()) {
            return Vec::new();
        }
        uses(&file.code, |word| {
            word.starts_with("egui") || INTERFACE_CRATES.contains(&word)
        })
    });
}

#[test]
fn modules_depend_on_lower_layers_only() {
    check(|file| {
        // The manifests of the crates say what they depend on.
        if ["lib", "crates"].contains(&file.module.as_str()) {
            return Vec::new();
        }
        let Some(own) = layer_of(&file.module) else {
            return vec![(
                1,
                format!(
                    "the module `{}` is in no layer of tests/tidy.rs",
                    file.module
                ),
            )];
        };
        modules_used(&file.code)
            .into_iter()
            .filter(|(_, named)| {
                let is_lower = layer_of(named).is_some_and(|layer| layer < own);
                !is_lower && *named != file.module && !is_allowed(&file.module, named)
            })
            .map(|(line, named)| {
                (
                    line,
                    format!(
                        "`{}` uses `{named}`, which is not in a lower layer",
                        file.module
                    ),
                )
            })
            .collect()
    });
}

#[test]
fn every_allowed_dependency_exists() {
    for (from, to, why) in ALLOWED_DEPENDENCIES {
        let needed = sources().iter().any(|file| {
            file.module == *from
                && modules_used(&file.code)
                    .iter()
                    .any(|(_, named)| named == to)
        });
        assert!(
            needed,
            "`{from}` no longer depends on `{to}`: remove it from the list ({why})"
        );
    }
}

#[test]
fn nothing_outside_tests_panics_on_purpose() {
    check(|file| {
        let mut found = Vec::new();
        for (at, line) in file.without_tests.lines().enumerate() {
            for pattern in PANICKING_CODE {
                let mut rest = line;
                while let Some(position) = rest.find(pattern) {
                    // `dbg!` may be the end of another macro's name.
                    let begins = pattern.starts_with('.')
                        || !rest[..position].ends_with(|character: char| {
                            character.is_alphanumeric() || character == '_'
                        });
                    if begins {
                        found.push((at + 1, format!("`{pattern}` outside tests")));
                    }
                    rest = &rest[position + pattern.len()..];
                }
            }
        }
        found
    });
}

#[test]
fn a_mod_file_only_declares_and_re_exports() {
    check(|file| {
        if !file.path.ends_with("mod.rs") || file.is_test() {
            return Vec::new();
        }
        uses(&file.without_tests, |word| {
            DEFINING_KEYWORDS.contains(&word)
        })
    });
}

#[test]
fn no_file_is_longer_than_600_lines() {
    check(|file| {
        let lines = file.text.lines().count();
        if lines > MAX_LINES {
            vec![(lines, format!("{lines} lines, {MAX_LINES} at most"))]
        } else {
            Vec::new()
        }
    });
}

#[test]
fn no_name_has_an_empty_word() {
    check(|file| {
        let mut found = uses(&file.code, has_empty_word);
        let empty_part = file
            .path
            .split(['/', '.'])
            .find(|part| has_empty_word(part));
        if let Some(part) = empty_part {
            found.push((1, format!("a file is named `{part}`")));
        }
        found
    });
}

#[test]
fn unsafe_code_is_forbidden_everywhere() {
    check(|file| {
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
fn every_file_begins_with_its_documentation() {
    check(|file| {
        let first = file
            .text
            .lines()
            .find(|line| !line.trim().is_empty() && !line.starts_with("#![allow"));
        let is_doc =
            |line: &str| line.starts_with("//!") || line.starts_with("#![doc = include_str!");
        if first.is_some_and(is_doc) {
            Vec::new()
        } else {
            vec![(1, "the file does not begin with a `//!` comment".to_owned())]
        }
    });
}

// Tests of the checks.

#[test]
fn comments_and_literals_are_blanked() {
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
fn test_code_is_blanked() {
    let code = "fn a() {}\n#[cfg(test)]\nmod quick;\nfn b() {}\n#[cfg(test)]\n#[allow(x)]\nmod tests {\n fn c() {}\n}\nfn d() {}\n";
    let rest = without_tests(code);
    assert_eq!(rest.lines().count(), code.lines().count());
    for expected in ["fn a", "fn b", "fn d"] {
        assert!(rest.contains(expected), "{expected} is gone: {rest}");
    }
    assert!(!rest.contains("fn c") && !rest.contains("quick"), "{rest}");
}

#[test]
fn a_file_declared_under_cfg_test_is_found() {
    let code = "#[cfg(test)]\npub(crate) mod samples;\nmod kept;\n#[cfg(test)]\nmod tests {\n fn a() {}\n}\n";
    let folder = Path::new("src/model");
    assert_eq!(
        files_under_cfg_test(&folder.join("mod.rs"), code),
        [folder.join("samples.rs")]
    );
    assert_eq!(
        files_under_cfg_test(Path::new("src/model.rs"), code),
        [folder.join("samples.rs")]
    );
}

#[test]
fn modules_are_found_in_every_form_of_path() {
    let code = "use crate::{\n  model::{Event, language},\n  language as words,\n};\nlet a = crate::query::b();\nuse super::super::ui::C;\nuse super::super::{layout::D, E};\n";
    let found = modules_used(code);
    let found: Vec<(usize, &str)> = found
        .iter()
        .map(|(line, module)| (*line, module.as_str()))
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
    /// The first part of its path below src/; `crates` in the other crates.
    module: String,
    text: String,
    /// The text with comments and literals blanked. Lines keep their numbers.
    code: String,
    /// The code with test code blanked.
    without_tests: String,
}

impl Source {
    fn is_test(&self) -> bool {
        self.path.split(['/', '_', '.']).any(|part| part == "tests")
    }
}

/// The words in code for which `is_forbidden` holds, with their lines.
fn uses(code: &str, is_forbidden: impl Fn(&str) -> bool) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, line) in code.lines().enumerate() {
        for word in words(line).filter(|word| is_forbidden(word)) {
            found.push((at + 1, format!("`{word}` in `{}`", line.trim())));
        }
    }
    found
}

/// Fails with every violation of a rule.
fn check(rule: impl Fn(&Source) -> Vec<(usize, String)>) {
    let mut report = String::new();
    for file in sources() {
        for (line, what) in rule(&file) {
            let _ = writeln!(report, "  {}:{line}: {what}", file.path);
        }
    }
    assert!(report.is_empty(), "the rule is violated at\n{report}");
}

fn sources() -> Vec<Source> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&repository.join("src"), &mut paths);
    assert!(paths.len() > 10, "src/ was not found: {paths:?}");
    for member in fs::read_dir(repository.join("crates")).unwrap() {
        collect(&member.unwrap().path().join("src"), &mut paths);
    }
    paths.sort();
    let test_files: Vec<PathBuf> = paths
        .iter()
        .flat_map(|path| {
            let text = fs::read_to_string(path).unwrap();
            files_under_cfg_test(path, &code_of(&text))
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
            let module = path
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
                module,
                text,
                code,
            };
            if file.is_test() || test_files.contains(full) {
                file.without_tests.clear();
            }
            file
        })
        .collect()
}

/// The files that a file declares under `#[cfg(test)]`.
fn files_under_cfg_test(path: &Path, code: &str) -> Vec<PathBuf> {
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
                .all(|character| character.is_alphanumeric() || character == '_')
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

fn layer_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn is_allowed(from: &str, to: &str) -> bool {
    ALLOWED_DEPENDENCIES
        .iter()
        .any(|(one, other, _)| (*one, *other) == (from, to))
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|word| !word.is_empty())
}

/// Whether a name, in snake case or camel case, has one of [`EMPTY_WORDS`].
fn has_empty_word(name: &str) -> bool {
    let mut parts = String::new();
    for character in name.chars() {
        if character.is_uppercase() {
            parts.push('_');
        }
        parts.extend(character.to_lowercase());
    }
    parts.split('_').any(|part| EMPTY_WORDS.contains(&part))
}

/// The modules that code names through the root of the crate, with their lines.
fn modules_used(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for from_root in ["crate::", "annals::", "super::super::"] {
        let mut from = 0;
        while let Some(position) = code[from..].find(from_root) {
            let start = from + position;
            let after = start + from_root.len();
            from = after;
            if code[..start]
                .ends_with(|character: char| character.is_alphanumeric() || character == '_')
            {
                continue;
            }
            let line = code[..start].matches('\n').count() + 1;
            found.extend(
                first_parts(&code[after..])
                    .into_iter()
                    .filter(|name| layer_of(name).is_some())
                    .map(|name| (line, name)),
            );
        }
    }
    found.sort();
    found
}

/// The first segment of a path, or of each path in braces.
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
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(character);
        }
    }
    parts
        .iter()
        .filter_map(|part| words(part).next().map(str::to_owned))
        .collect()
}

/// Blanks comments and literals. Lines keep their numbers.
fn code_of(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = |place: usize| characters.get(place).copied().unwrap_or('\0');
    let mut code = String::with_capacity(text.len());
    let mut place = 0;
    while place < characters.len() {
        let after_word = place > 0 && (at(place - 1).is_alphanumeric() || at(place - 1) == '_');
        let end = match (at(place), at(place + 1)) {
            ('/', '/') => end_of_line(&characters, place),
            ('/', '*') => end_of_comment(&characters, place),
            ('"', _) => end_of_quote(&characters, place, '"'),
            ('r', '"' | '#') if !after_word => end_of_raw(&characters, place),
            ('b', 'r') if !after_word => end_of_raw(&characters, place + 1),
            // A character literal, not a lifetime.
            ('\'', '\\') => end_of_quote(&characters, place, '\''),
            ('\'', _) if at(place + 2) == '\'' => place + 3,
            _ => place,
        };
        if end <= place {
            code.push(at(place));
            place += 1;
            continue;
        }
        for &character in &characters[place..end.min(characters.len())] {
            code.push(if character == '\n' { '\n' } else { ' ' });
        }
        place = end;
    }
    code
}

fn end_of_line(characters: &[char], from: usize) -> usize {
    let length = characters[from..]
        .iter()
        .position(|character| *character == '\n');
    length.map_or(characters.len(), |length| from + length)
}

fn end_of_comment(characters: &[char], from: usize) -> usize {
    let mut depth = 0_usize;
    let mut place = from;
    while place < characters.len() {
        match characters[place..] {
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

fn end_of_quote(characters: &[char], from: usize, quote: char) -> usize {
    let mut place = from + 1;
    while place < characters.len() && characters[place] != quote {
        place += if characters[place] == '\\' { 2 } else { 1 };
    }
    place + 1
}

/// The end of a raw string (`r"…"`, `r#"…"#`), or `from` if there is none.
fn end_of_raw(characters: &[char], from: usize) -> usize {
    let fence = characters[from + 1..]
        .iter()
        .take_while(|character| **character == '#')
        .count();
    let opening = from + 1 + fence;
    if characters.get(opening) != Some(&'"') {
        return from;
    }
    let mut place = opening + 1;
    while place < characters.len() {
        let closes = characters[place] == '"'
            && characters[place + 1..]
                .iter()
                .take(fence)
                .filter(|character| **character == '#')
                .count()
                == fence;
        place += 1;
        if closes {
            return place + fence;
        }
    }
    place
}

/// Blanks what `#[cfg(test)]` marks: one declaration or one block.
fn without_tests(code: &str) -> String {
    let mut rest = code.to_owned();
    while let Some(start) = rest.find("#[cfg(test)]") {
        let mut depth = 0_usize;
        let mut end = rest.len();
        for (offset, character) in rest[start..].char_indices() {
            match character {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 && matches!(character, '}' | ';') {
                end = start + offset + character.len_utf8();
                break;
            }
        }
        let blank: String = rest[start..end]
            .chars()
            .map(|character| if character == '\n' { '\n' } else { ' ' })
            .collect();
        rest.replace_range(start..end, &blank);
    }
    rest
}
