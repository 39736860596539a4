//! The guides match the program: the tests parse each `annals` command in them,
//! and run those that only read.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test panics")]

use std::path::Path;

use annals::cli::{Invocation, Outcome, parse_from, run};
use annals::search::{FIELDS, Filter};
use annals::settings::{Command as WindowCommand, Settings};
use annals_documents::Worker;
use annals_edtf::Edtf;

const GUIDE: &str = include_str!("../assets/guide/guide.md");
const FORMAT: &str = include_str!("../assets/guide/format.md");
const README: &str = include_str!("../README.md");

/// The commands of the program in the fenced blocks of a text.
fn commands(text: &str) -> Vec<Vec<String>> {
    let mut is_fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        let line = line.trim_start();
        if line.starts_with("```") {
            is_fenced = !is_fenced;
        } else if is_fenced && (line == "annals" || line.starts_with("annals ")) {
            found.push(words(line));
        }
    }
    found
}

/// Splits a line like a shell. Knows quotation marks, spaces and comments only.
fn words(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut word: Option<String> = None;
    let mut mark = None;
    for letter in line.chars() {
        match (mark, letter) {
            (Some(open), letter) if open == letter => mark = None,
            (None, '\'' | '"') => {
                mark = Some(letter);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => break,
            (None, ' ') => all.extend(word.take()),
            (None, '|' | '>' | '\\' | '`' | '$') => {
                panic!("shell syntax that this test does not parse: {line}")
            }
            _ => word.get_or_insert_default().push(letter),
        }
    }
    assert_eq!(mark, None, "{line}");
    all.extend(word);
    all
}

/// The value of an option, if it is given.
fn value_of<'w>(words: &'w [String], option: &str) -> Option<&'w str> {
    let place = words.iter().position(|word| word == option)?;
    words.get(place + 1).map(String::as_str)
}

#[test]
fn every_command_in_the_guides_parses_and_reading_ones_succeed() {
    let (mut parsed, mut run_count) = (0, 0);
    for line in commands(GUIDE).into_iter().chain(commands(README)) {
        let command = parse_from(&line).unwrap_or_else(|error| panic!("{line:?}: {error}"));
        parsed += 1;
        let Invocation::Subcommand(subcommand) = command else {
            continue;
        };
        let command_name = line[1].as_str();
        let writes = ["-o", "--output", "--report"]
            .iter()
            .any(|it| value_of(&line, it).is_some())
            || (command_name == "fmt" && !line.contains(&"--check".to_owned()));
        let second = line.get(3).filter(|_| command_name == "diff");
        let inputs = [
            Some(line[2].as_str()),
            second.map(String::as_str),
            value_of(&line, "--sources"),
        ];
        let is_available =
            command_name == "date" || inputs.iter().flatten().all(|file| Path::new(file).exists());
        if writes || !is_available {
            continue;
        }
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let outcome = run(&subcommand, &Worker::this_program(), &mut out, &mut err);
        let message = String::from_utf8_lossy(&err);
        assert_eq!(outcome, Outcome::Fine, "{line:?}: {message}");
        assert!(!out.is_empty() || command_name == "fmt", "{line:?}");
        run_count += 1;
    }
    assert!(parsed >= 30, "{parsed} commands");
    assert!(run_count >= 12, "{run_count} of {parsed} commands are run");
}

/// The code in the first cell of each row of a table.
fn first_cells<'t>(text: &'t str, heading: &str) -> Vec<&'t str> {
    let begin = text.find(heading).unwrap_or_else(|| panic!("{heading}"));
    let rows = text[begin..]
        .lines()
        .take_while(|line| line.starts_with('|'));
    rows.skip(2)
        .map(|row| row.split('`').nth(1).unwrap_or_else(|| panic!("{row}")))
        .collect()
}

#[test]
fn the_dates_in_the_guide_are_valid() {
    let written = first_cells(GUIDE, "| written | it means |");
    assert!(written.len() > 12);
    for date in written {
        assert!(Edtf::parse(date).is_ok(), "{date}");
    }
}

#[test]
fn the_searches_in_the_guide_are_valid_and_use_every_field() {
    let typed = first_cells(GUIDE, "| typed | finds |");
    for search in &typed {
        let (filter, problems) = Filter::parse(search);
        assert!(
            problems.is_empty() && !filter.is_empty(),
            "{search}: {problems:?}"
        );
    }
    for (field, _) in FIELDS {
        assert!(GUIDE.contains(&format!("`{field}:")), "{field}");
    }
}

#[test]
fn the_guide_lists_the_states_and_settings_of_the_program() {
    let states = first_cells(GUIDE, "| state | it means | what to do |");
    let known = annals_anchor::AnchorState::ALL.map(annals_anchor::AnchorState::name);
    assert_eq!(states.len(), known.len());
    for state in known {
        assert!(states.contains(&state), "{state}");
    }
    let Settings { quote_limit, .. } = Settings::default();
    assert!(GUIDE.contains(&format!("{} words", quote_limit.unwrap())));
    let sizes = Settings::TEXT_SIZES;
    assert!(GUIDE.contains(&format!("{} to {} %", sizes.start(), sizes.end())));
}

#[test]
fn the_guide_lists_the_keys_of_the_program() {
    use WindowCommand as C;
    for (row, command, chord) in [
        ("`/`, Ctrl + F", C::Search, "/"),
        ("`/`, Ctrl + F", C::FindHere, "Ctrl+F"),
        ("`←` `→` or `,` `.`", C::PreviousEvent, ","),
        ("`←` `→` or `,` `.`", C::NextEvent, "ArrowRight"),
        ("`W` `S` or `+` `-`", C::ZoomIn, "W"),
        ("`W` `S` or `+` `-`", C::ZoomOut, "-"),
        ("`A` `D`", C::Earlier, "A"),
        ("`F`", C::ZoomToSelection, "F"),
        ("`0`, Home", C::FitAll, "Home"),
        ("`[` `]`", C::PreviousPassage, "["),
        ("Alt + `←` `→`", C::Back, "Alt+ArrowLeft"),
        ("`N`", C::NewEvent, "N"),
        ("F2, Shift + F2", C::EditField, "F2"),
        ("F2, Shift + F2", C::EditEvent, "Shift+F2"),
        ("Delete, Ctrl + D", C::DeleteEvent, "Delete"),
        ("Delete, Ctrl + D", C::DuplicateEvent, "Ctrl+D"),
        ("F6", C::NextRegion, "F6"),
        ("Ctrl + 1 … 5", C::ToggleUndated, "Ctrl+1"),
        ("Ctrl + 1 … 5", C::ToggleTable, "Ctrl+5"),
        ("`E`, `Z`", C::Evidence, "E"),
        ("`E`, `Z`", C::FoldEmptyPeriods, "Z"),
        ("Ctrl + O, Ctrl + W, Ctrl + Tab", C::CloseTab, "Ctrl+W"),
        ("Ctrl + L", C::CopyLink, "Ctrl+L"),
        ("Ctrl + `+` `-` `0`", C::TextNormal, "Ctrl+0"),
        ("Ctrl + `,`", C::Settings, "Ctrl+,"),
    ] {
        assert!(GUIDE.contains(&format!("\n| {row} | ")), "{row}");
        assert!(command.default_chords().contains(&chord), "{command}");
    }
}

#[test]
fn the_links_in_the_guides_have_targets() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide");
    let anchor = |heading: &str| {
        let letters = heading
            .chars()
            .filter(|c| c.is_alphanumeric() || " -".contains(*c));
        letters
            .collect::<String>()
            .trim()
            .to_lowercase()
            .replace(' ', "-")
    };
    let mut followed = 0;
    for (name, text) in [("guide.md", GUIDE), ("format.md", FORMAT)] {
        for link in text.split("](").skip(1) {
            let link = link.split(')').next().unwrap();
            if link.starts_with("https://") {
                continue;
            }
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let file = if file.is_empty() { name } else { file };
            let there = std::fs::read_to_string(folder.join(file))
                .unwrap_or_else(|error| panic!("{name}: {link}: {error}"));
            let is_there = place.is_empty()
                || there
                    .lines()
                    .any(|line| line.starts_with('#') && anchor(line.trim_matches('#')) == place);
            assert!(is_there, "{name}: {link}");
            followed += 1;
        }
    }
    assert!(followed > 20, "{followed}");
}
