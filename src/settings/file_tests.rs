//! The settings file: what is read, what is told, what stays.

use std::fs;

use proptest::prelude::*;

use super::file::{changed, load, read, store, whole};
use super::*;
use crate::bibliography::Style;

/// Where, which setting, and a word of what is said.
fn told(text: &str) -> Vec<(usize, usize, String)> {
    read(text)
        .1
        .into_iter()
        .map(|problem| {
            let place = problem.line.zip(problem.column).unwrap_or_default();
            (place.0, place.1, problem.key)
        })
        .collect()
}

fn after(text: &str, change: impl FnOnce(&mut Settings)) -> String {
    let (before, _) = read(text);
    let mut after = before.clone();
    change(&mut after);
    let text = changed(text, &before, &after).unwrap();
    assert_eq!(read(&text).0, after, "{text}");
    text
}

#[test]
fn every_setting_is_read() {
    let (settings, problems) = read(
        "theme = \"dark\"\ntext-size = 150\nmotion = \"reduced\"\nswap-wheel = true\n\
         citation-style = \"mla\"\nlanguage = \"fr\"\nquote-limit = \"none\"\nsingle-keys = false\n\
         [panels]\nshelf = false\noverview = false\nquotes = false\nreader = true\ntable = true\n\
         [[filters]]\nname = \"Aid\"\nfilter = \"tag:aid\"\n\
         [keys]\nnext-event = \"N\"\nback = [\"B\", \"Alt+B\"]\nforth = []\n",
    );
    assert_eq!(problems, []);
    let expected = Settings {
        theme: ThemeChoice::Dark,
        text_size: 150,
        motion: Motion::Reduced,
        swap_wheel: true,
        panels: PanelsAtStart {
            shelf: false,
            overview: false,
            quotes: false,
            reader: true,
            table: true,
        },
        citation_style: Style::Mla,
        language: LanguageChoice::French,
        quote_limit: None,
        single_keys: false,
        filters: vec![SavedFilter {
            name: "Aid".to_owned(),
            filter: "tag:aid".to_owned(),
        }],
        keys: [
            (Command::NextEvent, &["N"][..]),
            (Command::Back, &["B", "Alt+B"]),
            (Command::Forward, &[]),
        ]
        .into_iter()
        .map(|(command, chords)| Rebinding {
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
fn what_is_wrong_is_told_with_its_place_and_the_rest_holds() {
    let cases: &[(&str, (usize, usize, &str), &str)] = &[
        ("theme = \"drak\"", (1, 9, "theme"), "Did you mean `dark`?"),
        ("theme = 3", (1, 9, "theme"), "theme = \"system\""),
        ("text-size = 79", (1, 13, "text-size"), "text-size = 100"),
        ("text-size = 301", (1, 13, "text-size"), "100"),
        ("text-size = 100.0", (1, 13, "text-size"), "100"),
        ("text-size = -100", (1, 13, "text-size"), "100"),
        ("quote-limit = -1", (1, 15, "quote-limit"), "300"),
        ("quote-limit = \"nnoe\"", (1, 15, "quote-limit"), "`none`"),
        ("swap-wheel = \"yes\"", (1, 14, "swap-wheel"), "false"),
        ("[theme]\na = 1", (1, 1, "theme"), "theme = \"system\""),
        ("thme = \"dark\"", (1, 1, "thme"), "`theme`"),
        ("TEXT_SIZE = 90", (1, 1, "TEXT_SIZE"), "`text-size`"),
        ("[panel]\n", (1, 2, "panel"), "`panels`"),
        ("panels = 3", (1, 10, "panels"), "[panels]"),
        ("[panels]\nshlef = true", (2, 1, "panels.shlef"), "`shelf`"),
        (
            "[panels]\nshelf = 1",
            (2, 9, "panels.shelf"),
            "shelf = true",
        ),
        ("keys = \"W\"", (1, 8, "keys"), "[keys]"),
        ("[keys]\nzoomin = \"W\"", (2, 1, "keys.zoomin"), "`zoom-in`"),
        (
            "[keys]\nzoom-in = 3",
            (2, 11, "keys.zoom-in"),
            "[] for none",
        ),
        (
            "[keys]\nzoom-in = [\"W\", 3]",
            (2, 11, "keys.zoom-in"),
            "[] for none",
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
            "[keys]\nzoom-in = \"N\"\nzoom-out = \"N\"",
            (3, 12, "keys.zoom-out"),
            "zoom-out = []",
        ),
        (
            "[keys]\nzoom-in = \"F\"",
            (2, 11, "keys.zoom-to-selection"),
            "zoom-to-selection = []",
        ),
        ("filters = 3", (1, 11, "filters"), "filters = ["),
        ("filters = [3]", (1, 12, "filters[0]"), "name = "),
        ("[[filters]]\nname = \"a\"", (1, 1, "filters[0]"), "name = "),
        (
            "[[filters]]\nname = \" \"\nfilter = \"b\"",
            (1, 1, "filters[0]"),
            "name = ",
        ),
        ("# កខ\n  thme = 1", (2, 3, "thme"), "`theme`"),
        ("\"កខ\" = 1", (1, 1, "កខ"), "left"),
        ("\"កខ\".x = { }; #", (1, 13, ""), "name = value"),
    ];
    for (wrong, (line, column, key), hint) in cases {
        assert_eq!(
            told(wrong),
            [(*line, *column, (*key).to_owned())],
            "{wrong}"
        );
        let (_, problems) = read(wrong);
        let said = problems[0].hint.clone().unwrap();
        assert!(said.contains(hint), "{wrong}: {said}");
        assert!(problems[0].to_string().contains(&said));
        // The rest holds, whether it comes before or after.
        let around = format!("motion = \"full\"\n{wrong}\n");
        assert_eq!(read(&around).0.motion, Motion::Full, "{wrong}");
    }
}

#[test]
fn of_two_filters_with_one_name_the_first_holds() {
    let text = "filters = [{ name = \"a\", filter = \"1\" }, { name = \"a\", filter = \"2\" }]";
    let (settings, problems) = read(text);
    assert_eq!(settings.filters.len(), 1);
    assert_eq!(settings.filters[0].filter, "1");
    assert_eq!(problems.len(), 1);
    // What is taken off the list does not come back from behind.
    let text = after(text, |settings| settings.filters.clear());
    assert!(!text.contains("\"2\""));
}

#[test]
fn a_change_touches_what_changed_and_nothing_else() {
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
fn lines_end_as_they_did() {
    let text = "# a\r\ntheme = \"light\"\r\n[keys]\r\n";
    let dark = after(text, |settings| settings.theme = ThemeChoice::Dark);
    assert_eq!(dark, text.replace("light", "dark"));
}

#[test]
fn filters_keep_their_comments_and_what_is_no_filter_stays() {
    let text = "[[filters]]\n# of aid\nname = \"Aid\" # a\nfilter = \"1\"\ncolour = \"red\"\n\
                [[filters]]\nnote = \"no filter\"\n[[filters]]\nname = \"War\"\nfilter = \"2\"\n";
    let new = after(text, |settings| {
        settings.filters[0].filter = "3".to_owned();
        settings.filters.push(SavedFilter {
            name: "New".to_owned(),
            filter: "\"quoted\" \\ \n".to_owned(),
        });
    });
    for kept in ["# of aid", "# a", "colour = \"red\"", "no filter", "War"] {
        assert!(new.contains(kept), "{kept} is gone from {new}");
    }
    let turned = after(text, |settings| settings.filters.reverse());
    assert!(turned.find("War").unwrap() < turned.find("Aid").unwrap());
}

#[test]
fn a_file_that_is_no_toml_is_read_as_far_as_it_goes_and_never_written_over() {
    let text = "theme = \"dark\"\ntext-size = = 3\nmotion = \"full\"\n";
    let (settings, problems) = read(text);
    assert_eq!(settings.theme, ThemeChoice::Dark);
    assert_eq!(settings.motion, Motion::Full);
    assert_eq!((problems[0].line, problems[0].column), (Some(2), Some(13)));
    let problem = changed(text, &settings, &Settings::default()).unwrap_err();
    assert_eq!(problem.line, Some(2));
    assert!(problem.message.contains("not written over"));
    assert!(problem.hint.is_some());
    // Where nothing changed there is nothing to refuse.
    assert_eq!(changed(text, &settings, &settings).as_deref(), Ok(text));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    fs::write(&path, text).unwrap();
    let refusal = store(&path, &settings, &Settings::default()).unwrap_err();
    assert_eq!(refusal.line, Some(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_new_file_explains_every_setting_and_every_command() {
    let text = whole(&Settings::default());
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
    // A line of the list of commands works as it stands.
    let loosened = text.replace("# evidence = [\"E\"]", "") + "evidence = [\"X\"]\n";
    let (settings, problems) = read(&loosened);
    assert_eq!((settings.keys.len(), problems.len()), (1, 0));
}

#[test]
fn a_file_is_made_read_and_changed_and_what_others_changed_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("annals/settings.toml");
    assert_eq!(load(&path), Loaded::default());
    let before = Settings::default();
    let ours = Settings {
        theme: ThemeChoice::Dark,
        ..Settings::default()
    };
    let first = store(&path, &before, &ours).unwrap();
    assert_eq!(first.settings, ours);
    assert_eq!(load(&path), first);
    // Somebody else writes meanwhile.
    let theirs = first
        .text
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
    assert!(both.text.contains("# theirs"));
    assert_eq!(load(&path), both);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn filters_and_keys_of_two_windows_come_together() {
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
    let text = changed(&whole(&theirs), &base, &ours).unwrap();
    let (both, problems) = read(&text);
    assert_eq!(problems, []);
    assert_eq!(
        both.filters,
        [filter("b", "9"), filter("c", "3"), filter("d", "4")]
    );
    assert!(both.rebound(Command::Evidence).is_some());
    assert!(both.rebound(Command::Legend).is_some());
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let words = (
        prop::sample::select(vec![
            ThemeChoice::System,
            ThemeChoice::Light,
            ThemeChoice::Dark,
        ]),
        prop::sample::select(vec![Motion::System, Motion::Full, Motion::Reduced]),
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
                .map(|(command, chords)| Rebinding {
                    command,
                    chords: chords.into_iter().collect(),
                })
                .collect::<Vec<_>>()
        })
        .prop_shuffle();
    (words, numbers, panels, any::<(bool, bool)>(), filters, keys).prop_map(
        |(
            (theme, motion, citation_style, language),
            (text_size, quote_limit),
            panels,
            (swap_wheel, single_keys),
            filters,
            keys,
        )| {
            let [shelf, overview, quotes, reader, table] = panels;
            Settings {
                theme,
                text_size,
                motion,
                swap_wheel,
                panels: PanelsAtStart {
                    shelf,
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

/// Texts as people leave them: in any form that TOML has, with comments, wrong
/// values and settings that there are none of.
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
    fn what_is_written_is_what_is_read(a in any_settings(), b in any_settings()) {
        let text = whole(&a);
        prop_assert_eq!(&read(&text).0, &a);
        let text = changed(&text, &a, &b).unwrap();
        prop_assert_eq!(&read(&text).0, &b);
        prop_assert_eq!(changed(&text, &b, &b).unwrap(), text);
    }

    #[test]
    fn a_text_in_any_form_takes_any_change(text in any_text(), b in any_settings()) {
        // A text that gives one thing twice is no TOML and is refused.
        let (a, problems) = read(&text);
        match changed(&text, &a, &b) {
            Ok(new) => {
                prop_assert_eq!(&read(&new).0, &b, "{}\nbecame\n{}", text, new);
                // What is said above a filter goes with it.
                let has_listed = text.contains("[[filters]]");
                for kept in ["stranger", "# a comment", "# above", "# at the end", "odd = 1"] {
                    let stays = text.contains(kept) && !(has_listed && kept.starts_with('#'));
                    prop_assert!(!stays || new.contains(kept), "{} left {}", kept, new);
                }
                // Written again it is the same.
                prop_assert_eq!(changed(&new, &a, &b).unwrap(), new);
            }
            Err(problem) => prop_assert!(problems.iter().any(|known| known.line == problem.line)),
        }
    }

    #[test]
    fn what_has_not_changed_is_not_touched(text in any_text(), a in any_settings()) {
        prop_assert_eq!(changed(&text, &a, &a), Ok(text));
    }
}
