//! The settings file: what is read, what is reported, what stays.

use std::fs;

use proptest::prelude::*;

use super::file::{load, store};
use super::writer::{new_file, update};
use super::*;
use crate::bibliography::Style;

/// The settings in a text and what is wrong with it.
fn read(text: &str) -> (Settings, Vec<SettingProblem>) {
    let file = super::reader::read(text);
    (file.settings, file.problems)
}

/// The line, column and setting of each problem.
fn reported(text: &str) -> Vec<(usize, usize, String)> {
    read(text)
        .1
        .into_iter()
        .map(|problem| {
            let place = problem
                .error
                .line
                .zip(problem.error.column)
                .unwrap_or_default();
            (place.0, place.1, problem.key)
        })
        .collect()
}

/// The text of a new file with these settings.
fn file_with(settings: &Settings) -> String {
    update(&new_file(), &Settings::default(), settings).unwrap()
}

fn after(text: &str, change: impl FnOnce(&mut Settings)) -> String {
    let (before, _) = read(text);
    let mut after = before.clone();
    change(&mut after);
    let text = update(text, &before, &after).unwrap();
    assert_eq!(sorted(read(&text).0), sorted(after), "{text}");
    text
}

/// The same with filters and keys in the order of their names: what changes is
/// set in place and what is new is added at the end.
fn sorted(mut settings: Settings) -> Settings {
    settings.filters.sort_by(|a, b| a.name.cmp(&b.name));
    settings.keys.sort_by_key(|rebinding| rebinding.command);
    settings
}

#[test]
fn every_setting_is_read() {
    let (settings, problems) = read(
        "theme = \"dark\"\ntext-size = 150\nmotion = \"reduced\"\nswap-wheel = true\n\
         citation-style = \"mla\"\nlanguage = \"fr\"\nquote-limit = \"none\"\nautosave = false\nsingle-keys = false\n\
         [panels]\nshelf = false\noverview = false\nquotes = false\nreader = true\ntable = true\n\
         [[filters]]\nname = \"Aid\"\nfilter = \"tag:aid\"\n\
         [keys]\nnext-event = \"J\"\nback = [\"B\", \"Alt+B\"]\nforth = []\n",
    );
    assert_eq!(problems, []);
    let expected = Settings {
        theme: ThemeChoice::Dark,
        text_size: 150,
        motion: AnimationChoice::Reduced,
        swap_wheel: true,
        panels: Panels {
            undated: false,
            overview: false,
            quotes: false,
            reader: true,
            table: true,
        },
        citation_style: Style::Mla,
        language: LanguageChoice::French,
        quote_limit: None,
        autosave: false,
        single_keys: false,
        filters: vec![SavedFilter {
            name: "Aid".to_owned(),
            filter: "tag:aid".to_owned(),
        }],
        keys: [
            (Command::NextEvent, &["J"][..]),
            (Command::Back, &["B", "Alt+B"]),
            (Command::Forward, &[]),
        ]
        .into_iter()
        .map(|(command, chords)| CustomKeys {
            command,
            chords: chords.iter().map(|chord| chord.parse().unwrap()).collect(),
        })
        .collect(),
    };
    assert_eq!(settings, expected);
    assert_eq!(read("").0, Settings::default());
    assert_eq!(
        read("\u{feff}theme = \"dark\"\n").0.theme,
        ThemeChoice::Dark
    );
    assert_eq!(read("theme = \"dark\"\r\n").0.theme, ThemeChoice::Dark);
    let inline = "panels.table = true\nfilters = [{ name = \"a\", filter = \"b\" }]\nkeys = { back = \"B\" }\n";
    let (settings, problems) = read(inline);
    assert_eq!(problems, []);
    assert!(settings.panels.table && settings.filters.len() == 1 && settings.keys.len() == 1);
}

#[test]
fn an_invalid_line_is_reported_with_its_position_and_ignored() {
    let cases: &[(&str, (usize, usize, &str), &str)] = &[
        ("theme = \"drak\"", (1, 9, "theme"), "\"dark\""),
        ("theme = 3", (1, 9, "theme"), "\"system\""),
        ("text-size = 79", (1, 13, "text-size"), "from 80 to 300"),
        ("text-size = 301", (1, 13, "text-size"), "from 80 to 300"),
        ("text-size = 100.0", (1, 13, "text-size"), "from 80 to 300"),
        ("text-size = -100", (1, 13, "text-size"), "from 80 to 300"),
        ("quote-limit = -1", (1, 15, "quote-limit"), "a number"),
        ("quote-limit = \"nnoe\"", (1, 15, "quote-limit"), "\"none\""),
        (
            "swap-wheel = \"yes\"",
            (1, 14, "swap-wheel"),
            "true or false",
        ),
        ("[theme]\na = 1", (1, 1, "theme"), "\"system\""),
        ("thme = \"dark\"", (1, 1, "thme"), "`theme`"),
        ("TEXT_SIZE = 90", (1, 1, "TEXT_SIZE"), "`text-size`"),
        ("[panel]\n", (1, 2, "panel"), "`panels`"),
        ("panels = 3", (1, 10, "panels"), "panels that are shown"),
        ("[panels]\nshlef = true", (2, 1, "panels.shlef"), "`shelf`"),
        (
            "[panels]\nshelf = 1",
            (2, 9, "panels.shelf"),
            "Undated events",
        ),
        ("keys = \"W\"", (1, 8, "keys"), "Other keys"),
        ("[keys]\nzoomin = \"W\"", (2, 1, "keys.zoomin"), "`zoom-in`"),
        (
            "[keys]\nzoom-in = 3",
            (2, 11, "keys.zoom-in"),
            "zoom-in = []",
        ),
        (
            "[keys]\nzoom-in = [\"W\", 3]",
            (2, 11, "keys.zoom-in"),
            "zoom-in = []",
        ),
        (
            "[keys]\nzoom-in = \"Strg+K\"",
            (2, 11, "keys.zoom-in"),
            "Ctrl+K",
        ),
        (
            "[keys]\nzoom-in = [\"W\", \"Tab\"]",
            (2, 17, "keys.zoom-in"),
            "another key",
        ),
        (
            "[keys]\nzoom-in = \"Ctrl+C\"",
            (2, 11, "keys.zoom-in"),
            "another key",
        ),
        ("[keys]\nstep-back = \"Q\"", (2, 1, "keys.step-back"), "Esc"),
        (
            "[keys]\nzoom-in = \"J\"\nzoom-out = \"J\"",
            (3, 12, "keys.zoom-out"),
            "zoom-out = []",
        ),
        (
            "[keys]\nzoom-in = \"F\"",
            (2, 11, "keys.zoom-to-selection"),
            "zoom-to-selection = []",
        ),
        ("filters = 3", (1, 11, "filters"), "name = "),
        ("filters = [3]", (1, 12, "filters[0]"), "name = "),
        ("[[filters]]\nname = \"a\"", (1, 1, "filters[0]"), "name = "),
        (
            "[[filters]]\nname = \" \"\nfilter = \"b\"",
            (1, 1, "filters[0]"),
            "name = ",
        ),
        ("# កខ\n  thme = 1", (2, 3, "thme"), "`theme`"),
        ("\"កខ\" = 1", (1, 1, "កខ"), "ignored"),
    ];
    for (wrong, (line, column, key), hint) in cases {
        assert_eq!(
            reported(wrong),
            [(*line, *column, (*key).to_owned())],
            "{wrong}"
        );
        let (_, problems) = read(wrong);
        let said = problems[0].error.hint.clone().unwrap().text();
        assert!(said.contains(hint), "{wrong}: {said}");
        // The other lines apply.
        let around = format!("motion = \"full\"\n{wrong}\n");
        assert_eq!(read(&around).0.motion, AnimationChoice::Full, "{wrong}");
    }
}

#[test]
fn the_first_of_two_filters_with_one_name_is_used() {
    let text = "filters = [{ name = \"a\", filter = \"1\" }, { name = \"a\", filter = \"2\" }]";
    let (settings, problems) = read(text);
    assert_eq!(settings.filters.len(), 1);
    assert_eq!(settings.filters[0].filter, "1");
    assert_eq!(problems.len(), 1);
    // Removing the filter removes both.
    let text = after(text, |settings| settings.filters.clear());
    assert!(!text.contains("\"2\""));
}

#[test]
fn a_change_writes_what_changed_and_nothing_else() {
    let text = "# mine\ntheme = \"light\" # by day\n\n# not yours\nunknown = { a = 1 }\n\
                \n[keys] # fast\n# onwards\nnext-event = \"N\" # n\nodd = 3\n";
    let dark = after(text, |settings| settings.theme = ThemeChoice::Dark);
    assert_eq!(dark, text.replace("\"light\"", "\"dark\""));
    let keys = after(text, |settings| {
        settings.rebind(Command::NextEvent, Some(vec!["M".parse().unwrap()]));
    });
    assert_eq!(keys, text.replace("\"N\"", "[\"M\"]"));
    let panels = after(text, |settings| settings.panels.table = true);
    assert!(panels.starts_with(text), "{panels}");
    assert!(panels.contains("[panels]\n") && panels.contains("table = true"));
    let size = after(text, |settings| settings.text_size = 120);
    for line in text.lines() {
        assert!(size.contains(line), "{line} is gone from {size}");
    }
}

#[test]
fn line_endings_stay() {
    let text = "# a\r\ntheme = \"light\"\r\n[keys]\r\n";
    let dark = after(text, |settings| settings.theme = ThemeChoice::Dark);
    assert_eq!(dark, text.replace("light", "dark"));
}

#[test]
fn changed_filters_keep_their_comments_and_invalid_ones_stay() {
    let text = "[[filters]]\n# of aid\nname = \"Aid\" # a\nfilter = \"1\"\ncolour = \"red\"\n\
                [[filters]]\nnote = \"no filter\"\n[[filters]]\nname = \"War\"\nfilter = \"2\"\n";
    let new = after(text, |settings| {
        settings.filters[0].filter = "3".to_owned();
        settings.filters.push(SavedFilter {
            name: "New".to_owned(),
            filter: "\"quoted\" \\ \n".to_owned(),
        });
    });
    for expected in ["# of aid", "# a", "colour = \"red\"", "no filter", "War"] {
        assert!(new.contains(expected), "{expected} is gone from {new}");
    }
}

#[test]
fn a_file_that_is_not_toml_gives_the_defaults_and_is_never_overwritten() {
    let cases = [
        (
            "theme = \"dark\"\ntext-size = = 3\nmotion = \"full\"\n",
            (2, 13),
        ),
        ("theme = \"dark\"\ntheme = \"light\"\n", (2, 1)),
        ("\"កខ\".x = { }; #", (1, 13)),
        ("<p>no settings</p>\n", (1, 7)),
    ];
    for (text, (line, column)) in cases {
        let (settings, problems) = read(text);
        assert_eq!(settings, Settings::default(), "{text}");
        assert_eq!(problems.len(), 1, "{text}");
        let position = (problems[0].error.line, problems[0].error.column);
        assert_eq!(position, (Some(line), Some(column)), "{text}");
        let hint = problems[0].error.hint.clone().unwrap().text();
        assert!(hint.contains("name = value"), "{hint}");
        let dark = Settings {
            theme: ThemeChoice::Dark,
            ..Settings::default()
        };
        let problem = update(text, &settings, &dark).unwrap_err();
        assert_eq!(problem, problems[0].error);
        assert!(problem.message.text().contains("left unchanged"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        fs::write(&path, text).unwrap();
        let refusal = store(&path, &settings, &dark).unwrap_err();
        assert_eq!(refusal.line, Some(line));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_new_file_explains_every_setting_and_every_command() {
    let text = new_file();
    assert_eq!(read(&text), (Settings::default(), Vec::new()), "{text}");
    for command in Command::ALL.iter().filter(|command| !command.is_fixed()) {
        assert!(text.contains(&format!("\n# {command} = [")), "{command}");
    }
    let mut above = "";
    for line in text.lines() {
        let is_setting = line.contains(" = ") && !line.starts_with('#');
        assert!(
            !is_setting || above.starts_with('#'),
            "{line} is not explained"
        );
        assert!(line.chars().count() <= 110, "{line}");
        above = line;
    }
    // A line of the list of commands can be copied below it.
    let copied = text.replace("# evidence = [\"E\"]", "") + "evidence = [\"X\"]\n";
    let (settings, problems) = read(&copied);
    assert_eq!((settings.keys.len(), problems.len()), (1, 0));
}

#[test]
fn a_file_is_created_then_changed_and_what_others_changed_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("annals/settings.toml");
    assert_eq!(load(&path), SettingsFile::default());
    let before = Settings::default();
    let ours = Settings {
        theme: ThemeChoice::Dark,
        ..Settings::default()
    };
    let first = store(&path, &before, &ours).unwrap();
    assert_eq!(first.settings, ours);
    assert_eq!(load(&path), first);
    // Somebody else writes meanwhile.
    let theirs = fs::read_to_string(&path)
        .unwrap()
        .replace("text-size = 100", "text-size = 140 # theirs");
    fs::write(&path, &theirs).unwrap();
    let next = Settings {
        theme: ThemeChoice::Light,
        ..ours.clone()
    };
    let both = store(&path, &ours, &next).unwrap();
    assert_eq!(
        (both.settings.theme, both.settings.text_size),
        (ThemeChoice::Light, 140)
    );
    assert!(fs::read_to_string(&path).unwrap().contains("# theirs"));
    assert_eq!(load(&path), both);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn changes_of_two_windows_are_merged() {
    let filter = |name: &str, filter: &str| SavedFilter {
        name: name.to_owned(),
        filter: filter.to_owned(),
    };
    let base = Settings {
        filters: vec![filter("a", "1"), filter("b", "2")],
        ..Settings::default()
    };
    let mut ours = base.clone();
    ours.filters.remove(0);
    ours.filters.push(filter("c", "3"));
    ours.rebind(Command::Evidence, Some(Vec::new()));
    let mut theirs = base.clone();
    theirs.filters[1].filter = "9".to_owned();
    theirs.filters.push(filter("d", "4"));
    theirs.rebind(Command::Legend, Some(vec!["L".parse().unwrap()]));
    let text = update(&file_with(&theirs), &base, &ours).unwrap();
    let (both, problems) = read(&text);
    assert_eq!(problems, []);
    assert_eq!(
        both.filters,
        [filter("b", "9"), filter("d", "4"), filter("c", "3")]
    );
    assert!(both.custom_chords(Command::Evidence).is_some());
    assert!(both.custom_chords(Command::Legend).is_some());
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let words = (
        prop::sample::select(vec![
            ThemeChoice::System,
            ThemeChoice::Light,
            ThemeChoice::Dark,
        ]),
        prop::sample::select(vec![
            AnimationChoice::System,
            AnimationChoice::Full,
            AnimationChoice::Reduced,
        ]),
        prop::sample::select(Style::ALL.to_vec()),
        prop::sample::select(vec![
            LanguageChoice::System,
            LanguageChoice::English,
            LanguageChoice::French,
        ]),
    );
    let numbers = (80_u16..=300, prop::option::of(0_usize..10_000));
    let panels = any::<[bool; 5]>();
    let filters = prop::collection::btree_map("[a-d\"'\\\\#=\n]{0,3}[a-d]", "\\PC{0,9}", 0..4)
        .prop_map(|map| {
            map.into_iter()
                .map(|(name, filter)| SavedFilter { name, filter })
                .collect::<Vec<_>>()
        })
        .prop_shuffle();
    let chord = "(Ctrl\\+|Alt\\+)?[B-Z1-9+]|F[1-9]|Ctrl\\+Tab"
        .prop_filter_map("a chord", |text| text.parse::<Chord>().ok());
    let chord = chord.prop_filter("free", |chord| chord.reserved().is_none());
    let commands: Vec<Command> = Command::ALL
        .iter()
        .copied()
        .filter(|command| !command.is_fixed())
        .collect();
    let count = commands.len();
    let keys = (
        prop::sample::subsequence(commands, 0..count.min(6)),
        prop::collection::vec(prop::collection::btree_set(chord, 0..3), 6),
    )
        .prop_map(|(commands, chords)| {
            commands
                .into_iter()
                .zip(chords)
                .map(|(command, chords)| CustomKeys {
                    command,
                    chords: chords.into_iter().collect(),
                })
                .collect::<Vec<_>>()
        })
        .prop_shuffle();
    (
        words,
        numbers,
        panels,
        any::<(bool, bool, bool)>(),
        filters,
        keys,
    )
        .prop_map(
            |(
                (theme, motion, citation_style, language),
                (text_size, quote_limit),
                panels,
                (swap_wheel, single_keys, autosave),
                filters,
                keys,
            )| {
                let [undated, overview, quotes, reader, table] = panels;
                Settings {
                    theme,
                    text_size,
                    motion,
                    swap_wheel,
                    autosave,
                    panels: Panels {
                        undated,
                        overview,
                        quotes,
                        reader,
                        table,
                    },
                    citation_style,
                    language,
                    quote_limit,
                    single_keys,
                    filters,
                    keys,
                }
            },
        )
}

/// Settings files in every form that TOML has, with comments, invalid values
/// and unknown settings.
fn any_text() -> impl Strategy<Value = String> {
    let root = prop::sample::subsequence(
        vec![
            "# a comment",
            "theme = \"dark\" # dark",
            "text-size = 9000",
            "motion = { a = 1 }",
            "quote-limit = \"none\"",
            "stranger = [1, 2] # mine",
            "language.deep = 3",
            "",
        ],
        0..8,
    );
    let filters = prop::sample::select(vec![
        "",
        "filters = []",
        "filters = [{ name = \"a\", filter = \"x\" }, # one\n  { name = \"b\", filter = \"y\" } # two\n]",
        "filters = [{ name = \"b\", filter = \"y\" }, 3, { name = \"a\", filter = \"\" , c = 1},]",
        "filters = \"none\"",
    ]);
    let tables = prop::sample::subsequence(
        vec![
            "[panels]\nshelf = false # no\ntable = 3",
            "[stranger2.below]\nx = 1",
            "[keys]\n# above\nback = \"B\"\nforth = [\"F2\", \"nonsense\"] # two\nodd = 1\nlegend = []",
            "# at the end",
        ],
        0..4,
    )
    .prop_shuffle();
    let inline = prop::sample::select(vec![
        "",
        "",
        "panels = { shelf = false }",
        "panels.shelf = false",
        "keys = { back = \"B\", evidence = \"F2\" }",
        "keys.back = \"B\"",
        "panels = 3",
        "keys = []",
    ]);
    let listed = prop::sample::select(vec![
        "",
        "",
        "[[filters]]\nname = \"c\" # c\nfilter = \"z\"\n[filters.sub]\nq = 1\n[[filters]]\nx = 1",
        "[[filters]]\nfilter = \"z\"\n[[filters]]\nname = \"a\"\nfilter = \"z\"",
    ]);
    (root, filters, inline, tables, listed).prop_map(|(root, filters, inline, tables, listed)| {
        let mut parts = root;
        parts.extend([filters, inline]);
        parts.extend(tables);
        parts.push(listed);
        parts.join("\n")
    })
}

proptest! {
    #[test]
    fn written_settings_are_read_back(a in any_settings(), b in any_settings()) {
        let text = file_with(&a);
        prop_assert_eq!(&read(&text).0, &a);
        let text = update(&text, &a, &b).unwrap();
        prop_assert_eq!(sorted(read(&text).0), sorted(b.clone()));
        prop_assert_eq!(update(&text, &b, &b).unwrap(), text);
    }

    #[test]
    fn a_file_in_any_form_takes_any_change(text in any_text(), b in any_settings()) {
        let (a, problems) = read(&text);
        match update(&text, &a, &b) {
            Ok(new) => {
                prop_assert_eq!(sorted(read(&new).0), sorted(b.clone()), "{}\nbecame\n{}", text, new);
                // The comments of a removed filter go with it.
                let has_listed = text.contains("[[filters]]");
                for expected in ["stranger", "# a comment", "# above", "# at the end", "odd = 1"] {
                    let stays = text.contains(expected) && !(has_listed && expected.starts_with('#'));
                    prop_assert!(!stays || new.contains(expected), "{} left {}", expected, new);
                }
                // Writing the change again changes nothing.
                prop_assert_eq!(update(&new, &a, &b).unwrap(), new);
            }
            // A text that defines a key twice is not valid TOML.
            Err(error) => prop_assert_eq!(problems, [error.into()]),
        }
    }

    #[test]
    fn no_change_writes_nothing(text in any_text(), a in any_settings()) {
        if let Ok(updated) = update(&text, &a, &a) {
            prop_assert_eq!(updated, text);
        }
    }
}
