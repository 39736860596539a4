//! Hostile settings files.

use std::fs;

use proptest::prelude::*;

use super::file::{MAX_BYTES, load, store};
use super::writer::update;
use super::*;

/// The settings in a text and what is wrong with it.
fn read(text: &str) -> (Settings, Vec<SettingProblem>) {
    let file = super::reader::read(text);
    (file.settings, file.problems)
}

/// Reads and changes a text; returns the number of problems.
fn survives(text: &str) -> usize {
    let (settings, problems) = read(text);
    for problem in &problems {
        assert!(!problem.error.message.text().is_empty());
        let shown = format!("{}{:?}", problem.error.message, problem.error.hint);
        assert!(shown.len() < 2_000, "{shown}");
    }
    let mut after = settings.clone();
    after.text_size = 123;
    after.theme = ThemeChoice::Dark;
    after.panels.table = !after.panels.table;
    after.rebind(Command::Legend, Some(Vec::new()));
    after.filters.push(SavedFilter {
        name: "one more".to_owned(),
        filter: String::new(),
    });
    if let Ok(text) = update(text, &settings, &after) {
        let (again, _) = read(&text);
        assert_eq!(again.text_size, 123);
    }
    problems.len()
}

#[test]
fn a_file_over_the_size_limit_is_refused_and_left_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    let text = "a = 1\n".repeat(10 << 17);
    fs::write(&path, &text).unwrap();
    let loaded = load(&path);
    assert_eq!(loaded.settings, Settings::default());
    assert!(
        loaded.problems[0]
            .error
            .message
            .text()
            .contains("too large")
    );
    assert_eq!(
        read(&text).1[0].error.message,
        loaded.problems[0].error.message
    );
    let changed = Settings {
        swap_wheel: true,
        ..Settings::default()
    };
    assert!(store(&path, &Settings::default(), &changed).is_err());
    assert_eq!(fs::metadata(&path).unwrap().len(), text.len() as u64);
}

#[test]
fn deep_and_wide_files_are_reported_without_overflow() {
    let most = MAX_BYTES - 100;
    let numbered = |line: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        let mut number = 0;
        while text.len() < most / 8 {
            text.push_str(&line(number));
            number += 1;
        }
        text
    };
    let texts = [
        format!("x = {}", "[".repeat(most)),
        format!("x = {}{}", "[".repeat(50_000), "]".repeat(50_000)),
        format!("x = {}", "{a=".repeat(most / 3)),
        format!("{}x = 1", "a.".repeat(most / 2)),
        format!("[{}x]", "a.".repeat(most / 2)),
        "[".repeat(most),
        "\n".repeat(most),
        "\"".repeat(most),
        "#".repeat(most),
        "\0".repeat(1_000),
        "theme = \"\0\"".to_owned(),
        "theme = \"\\u0000\\u202e\"".to_owned(),
        format!("theme = \"{}\"", "x".repeat(most / 2)),
        format!("{} = 1", "x".repeat(most / 2)),
        numbered(&|number| format!("k{number} = {number}\n")),
        numbered(&|number| format!("[t{number}]\n")),
        numbered(&|_| "[[filters]]\n".to_owned()),
        numbered(&|_| "[[filters]]\nname = \"a\"\nfilter = \"b\"\n".to_owned()),
        format!(
            "[keys]\n{}",
            numbered(&|number| format!("zoom-{number} = \"W\"\n"))
        ),
        format!("[keys]\nzoom-in = [{}]", "\"F9\",".repeat(most / 16)),
        format!("[keys]\nzoom-in = [{}]", "\"nothing\",".repeat(most / 16)),
    ];
    for text in texts {
        let begins: String = text.chars().take(30).collect();
        let problems = survives(&text);
        let is_fine =
            text.trim().is_empty() || begins.starts_with(['#']) || text.contains("\"F9\"");
        assert_eq!(problems == 0, is_fine, "{begins}");
        assert!(problems <= 101, "{begins}");
    }
}

#[test]
fn every_value_of_a_wrong_type_is_reported() {
    let names = [
        "theme",
        "text-size",
        "motion",
        "swap-wheel",
        "citation-style",
        "language",
        "quote-limit",
        "single-keys",
        "panels",
        "filters",
        "keys",
    ];
    for value in [
        "1979-05-27",
        "nan",
        "[[], {}]",
        "\"\"",
        "-9223372036854775808",
    ] {
        let text: String = names
            .iter()
            .flat_map(|name| [*name, " = ", value, "\n"])
            .collect();
        let problems = survives(&text);
        assert!(problems >= names.len(), "{value}: {problems}");
        assert_eq!(read(&text).0, Settings::default(), "{value}");
    }
    for value in ["3", "{}", "[[1]]", "1.5", "false"] {
        let text: String = Command::ALL
            .iter()
            .filter(|command| !command.is_fixed())
            .flat_map(|command| ["keys.", command.id(), " = ", value, "\n"])
            .collect();
        assert!(survives(&text) >= Command::ALL.len() - 2, "{value}");
    }
}

#[test]
fn a_file_that_is_not_utf_8_is_reported_with_its_position() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    fs::write(&path, b"theme = \"dark\"\nx = \"\xE1\xFF\"\n").unwrap();
    let loaded = load(&path);
    assert_eq!(
        (
            loaded.problems[0].error.line,
            loaded.problems[0].error.column
        ),
        (Some(2), Some(6))
    );
    assert!(loaded.problems[0].error.message.text().contains("UTF-8"));
    let changed = Settings {
        swap_wheel: true,
        ..Settings::default()
    };
    assert!(store(&path, &Settings::default(), &changed).is_err());
    // A folder in its place cannot be read.
    let loaded = load(folder.path());
    assert_eq!(loaded.settings, Settings::default());
    assert_eq!(loaded.problems.len(), 1);
}

proptest! {
    #[test]
    fn any_text_is_read(text in ".{0,300}") {
        survives(&text);
    }

    #[test]
    fn any_text_that_resembles_settings_is_read(
        text in "([a-z.\\[\\]{}\"'=,# \n\r\t0-9\\\\-]|theme|keys|filters|panels|name = \"a\"|zoom-in|true){0,80}",
    ) {
        survives(&text);
    }
}
