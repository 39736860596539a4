//! Options of a figure: flags, recipes, links.

use std::fs;

use annals::figure::viewport_of;
use annals::query::TimeIndex;
use annals_edtf::Edtf;
use serde_json::json;

use super::{drawn, folder, read_timeline, run, texts, timeline};

#[test]
fn range_lanes_and_filter_select_events_and_count_the_rest() {
    let folder = folder();
    let draw = |more: &[&str]| {
        let arguments = [&["render", "t.json"], more].concat();
        texts(&drawn(&arguments, folder.path())).concat()
    };
    for (more, has, lacks) in [
        (
            &["--range", "1955/1960"][..],
            "The bridge opens",
            "The mill",
        ),
        (&["--lanes", "north"], "The bridge opens", "South bank"),
        (&["--filter", "mill"], "The mill closes", "The bridge"),
        (&["--filter", "lane:South"], "The ferry runs", "The bridge"),
    ] {
        let all = draw(more);
        assert!(all.contains(has) && !all.contains(lacks), "{more:?}: {all}");
        assert!(all.contains("outside the selection"), "{more:?}: {all}");
    }
    let both = draw(&["--lanes", "south,north"]);
    assert!(both.find("South bank").unwrap() < both.find("North").unwrap());
    let link = texts(&drawn(
        &["render", "t.json#filter=mill&range=1960/1965"],
        folder.path(),
    ));
    assert!(link.concat().contains("The mill closes") && !link.concat().contains("The bridge"));
    let bare = draw(&["--no-title", "--no-notes"]);
    assert!(!bare.contains("Rivers") && !bare.contains("Notes") && !bare.contains("Ash,"));
    assert!(draw(&["--title", "Of bridges"]).starts_with("Of bridges"));
    assert!(draw(&["--undated"]).contains("Undated: one event"));
    assert!(draw(&["--quotations"]).contains("the bridge of 1958"));
    let cut = draw(&["--quotations", "--quote-limit", "2"]);
    assert!(cut.contains("the bridge […]") && cut.contains("quoted words are left out"));
}

#[test]
fn a_recipe_equals_arguments_and_arguments_override_it() {
    let folder = folder();
    let recipe = "theme = 'dark'\nwidth = 500\nlanes = ['north']\n";
    fs::write(folder.path().join("r.toml"), recipe).unwrap();
    let by_recipe = drawn(&["render", "t.json", "--recipe", "r.toml"], folder.path());
    let by_flags = [
        "render", "t.json", "--theme", "dark", "--width", "500", "--lanes", "north",
    ];
    assert_eq!(by_recipe, drawn(&by_flags, folder.path()));
    let wider = ["render", "t.json", "--recipe", "r.toml", "--width", "700"];
    assert!(drawn(&wider, folder.path()).contains("width=\"700\""));
    fs::write(folder.path().join("r.toml"), "\n  wide = 3\n").unwrap();
    let refused = run(&["render", "t.json", "--recipe", "r.toml"], folder.path());
    assert_eq!(refused.status.code(), Some(2));
    let errors = String::from_utf8(refused.stderr).unwrap();
    assert!(
        errors.contains("r.toml:2:3") && errors.contains("`width`, `height`"),
        "{errors}"
    );
}

#[test]
fn a_picture_has_the_requested_size() {
    let folder = folder();
    let size = |more: &[&str]| {
        let arguments = [&["render", "t.json", "--to", "png"], more].concat();
        let png = run(&arguments, folder.path()).stdout;
        u32::from_be_bytes(png[16..20].try_into().unwrap())
    };
    assert_eq!(size(&[]), 1_800);
    assert_eq!(size(&["--width", "400", "--scale", "1.5"]), 600);
    let huge = [
        "render", "t.json", "--to", "png", "--width", "10000", "--scale", "20",
    ];
    let refused = run(&huge, folder.path());
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("smaller scale"));
}

#[test]
fn input_files_are_not_overwritten() {
    let folder = folder();
    fs::write(folder.path().join("r.toml"), "to = 'svg'").unwrap();
    let mut value = timeline();
    value["sources"][0]["file"] = json!("ash.txt");
    fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
    fs::write(folder.path().join("ash.txt"), "the bridge of 1958").unwrap();
    for target in ["t.json", "./t.json", "r.toml", "ash.txt"] {
        let before = fs::read(folder.path().join(target)).unwrap();
        let arguments = ["render", "t.json", "--recipe", "r.toml", "-o", target];
        let refused = run(&arguments, folder.path());
        assert_eq!(refused.status.code(), Some(2), "{target}");
        assert_eq!(
            fs::read(folder.path().join(target)).unwrap(),
            before,
            "{target}"
        );
    }
    for (arguments, code) in [
        (&["render", "none.json"][..], 2),
        (&["render", "t.json", "-o", "fig.gif"], 2),
        (&["render", "t.json", "--lanes", "west"], 2),
        (&["render", "t.json", "--filter", "basis:maybe"], 2),
        (&["render", "t.json", "--font", "t.json"], 2),
        (&["render", "t.json#event=none"], 1),
        (&["render", "t.json", "-o", "fig.svg"], 0),
    ] {
        let output = run(arguments, folder.path());
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {output:?}");
    }
}

#[test]
fn labels_fit_the_figure_and_lanes_grow_to_the_requested_height() {
    let folder = folder();
    let narrow = [
        "render",
        "t.json",
        "--width",
        "450",
        "--range",
        "1945/1958",
        "--no-notes",
    ];
    let words = texts(&drawn(&narrow, folder.path()));
    assert!(words.iter().any(|it| it == "The bridge opens"), "{words:?}");
    let svg = drawn(&["render", "t.json", "--height", "3000"], folder.path());
    let height = svg.split(" height=\"").nth(1).unwrap();
    let height: f32 = height.split('"').next().unwrap().parse().unwrap();
    assert!(height > 3_000.0, "{height}");
}

#[test]
fn the_description_names_the_visible_span() {
    let folder = folder();
    for (range, expected) in [
        ("1953/1963", "A timeline, 1953–1963: "),
        ("1958", "A timeline, January 1958 to December 1958: "),
    ] {
        let svg = drawn(&["render", "t.json", "--range", range], folder.path());
        let description = svg.split("<desc>").nth(1).unwrap();
        assert!(description.starts_with(expected), "{}", &description[..60]);
    }
    let svg = drawn(&["render", "t.json", "--filter", "fair"], folder.path());
    assert!(svg.contains("<desc>A timeline in which no dated event is drawn."));
}

#[test]
fn flags_override_a_recipe_and_the_extension_gives_the_format() {
    let folder = folder();
    let recipe = "to = 'pdf'\nundated = true\nquotations = true\nnotes = false\ntitle = false\n";
    fs::write(folder.path().join("r.toml"), recipe).unwrap();
    let undone = [
        "render",
        "t.json",
        "--recipe",
        "r.toml",
        "--to",
        "svg",
        "--undated=false",
        "--quotations=false",
        "--no-notes=false",
        "--no-title=false",
    ];
    let plain = drawn(&["render", "t.json"], folder.path());
    assert_eq!(drawn(&undone, folder.path()), plain);
    let by_suffix = ["render", "t.json", "--recipe", "r.toml", "-o", "fig.svg"];
    assert_eq!(drawn(&by_suffix, folder.path()), "");
    let written = fs::read_to_string(folder.path().join("fig.svg")).unwrap();
    assert!(
        written.starts_with("<svg") || written.starts_with("<?xml"),
        "{written}"
    );
}

#[test]
fn an_open_range_extends_to_the_end_of_the_timeline_and_at_least_a_year() {
    let timeline = read_timeline(&timeline());
    let index = TimeIndex::new(&timeline);
    let day = |text: &str, last: bool| {
        let extent = Edtf::parse(text).unwrap().extent();
        if last { extent.last() } else { extent.first() }.seconds()
    };
    // The timeline extends from the beginning of 1950 to the end of 1962.
    for (range, first, last) in [
        (
            "1955/1960",
            Some(day("1955", false)),
            Some(day("1960", true)),
        ),
        ("1955/..", Some(day("1955", false)), Some(day("1962", true))),
        ("../1955", Some(day("1950", false)), Some(day("1955", true))),
        ("../1900", None, Some(day("1900", true))),
        ("2000/..", Some(day("2000", false)), None),
        ("2000/", Some(day("2000", false)), None),
    ] {
        let viewport = viewport_of(&Edtf::parse(range).unwrap(), &index);
        let viewport = viewport.unwrap_or_else(|| panic!("{range}"));
        let (begins, ends) = (viewport.first().seconds(), viewport.last().seconds());
        assert_eq!(first.unwrap_or(begins), begins, "{range}");
        let one_second_on = last.map(|last| last + 1);
        assert_eq!(one_second_on.unwrap_or(ends), ends, "{range}");
        assert!(ends - begins >= 365 * 86_400, "{range}: {begins} {ends}");
    }
    let far = Edtf::parse("Y-170000000002000/1955").unwrap();
    let open = Edtf::parse("../1955").unwrap();
    assert_eq!(viewport_of(&far, &index), viewport_of(&open, &index));
    let beyond = Edtf::parse("Y170000000002000/..").unwrap();
    assert_eq!(viewport_of(&beyond, &index), None);
}

#[test]
fn a_filter_by_state_works_in_every_notation() {
    let folder = folder();
    let mut value = timeline();
    value["sources"][0]["file"] = json!("ash.txt");
    fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
    fs::write(folder.path().join("ash.txt"), "Here is the bridge of 1958.").unwrap();
    for filter in ["state:exact", "State:exact", "STATE:EXACT"] {
        let words = texts(&drawn(
            &["render", "t.json", "--filter", filter],
            folder.path(),
        ))
        .concat();
        assert!(words.contains("The bridge opens"), "{filter}: {words}");
        assert!(!words.contains("The mill closes"), "{filter}: {words}");
    }
}

#[test]
fn events_without_a_lane_can_be_selected() {
    let folder = folder();
    let mut value = timeline();
    value["events"][1]["lane"] = json!("nowhere");
    fs::write(folder.path().join("t.json"), value.to_string()).unwrap();
    let output = run(&["render", "t.json", "--lanes", "none"], folder.path());
    // The unknown lane is an error, but the event is drawn.
    assert_eq!(output.status.code(), Some(1));
    let words = texts(&String::from_utf8(output.stdout).unwrap()).concat();
    assert!(words.contains("The mill closes") && !words.contains("The bridge opens"));
}

#[test]
fn render_and_export_report_the_same_errors_of_a_link() {
    let folder = folder();
    for (part, code, expected) in [
        ("foo=1", 1, "foo"),
        ("range=xx", 1, "xx"),
        ("event=zz", 1, "zz"),
        ("filter=basis:maybe", 1, "maybe"),
        ("event=mill", 0, "is ignored here"),
        ("filter=mill", 0, ""),
    ] {
        let link = format!("t.json#{part}");
        for arguments in [&["render", &link][..], &["export", &link, "--to", "csv"]] {
            let output = run(arguments, folder.path());
            let errors = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(code), "{arguments:?} {errors}");
            assert!(errors.contains(expected), "{arguments:?}: {errors}");
            assert_eq!(errors.contains("error:"), code == 1, "{errors}");
            assert!(output.stdout.len() > 200, "{arguments:?}");
        }
    }
    for arguments in [
        &["render", "#range=1958"][..],
        &["export", "#range=1958", "--to", "csv"],
    ] {
        let output = run(arguments, folder.path());
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(errors.contains("names no timeline"), "{errors}");
    }
}

#[test]
fn a_quote_limit_without_quotations_is_a_warning() {
    let folder = folder();
    let output = run(&["render", "t.json", "--quote-limit", "3"], folder.path());
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--quotations"));
}
