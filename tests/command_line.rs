//! The command line as a shell sees it: its output streams and exit codes. Most
//! tests run it in this process; the last ones run the program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command as Process, Stdio};

use annals::cli::{parse_from, run};
use annals::model::Digest;
use serde_json::{Value, json};

use common::{Sandbox, run_subcommand, subcommand, worker};

const TEXT: &str = "When the country built its first national radio station in 1958, US funding \
equipped the studios.\nLater, in 1963,\naid ended. China said that aid went on. Aid matters; \
aid helps.\n";

/// A timeline of two dated events and an undated one, on one document.
fn timeline() -> Value {
    json!({
        "annals": 1,
        "title": "Sample",
        "lanes": [{ "id": "aid", "name": "Aid" }],
        "sources": [{
            "id": "coplen",
            "csl": { "title": "Continuity", "author": [{ "family": "Coplen", "given": "Taylor" }] },
            "file": "sources/coplen.txt",
            "sha256": Digest::of(TEXT.as_bytes()).to_string()
        }],
        "passages": [
            {
                "id": "radio", "source": "coplen", "exact": "first national radio station in 1958",
                "start": 27, "end": 63, "locator": "para. 1"
            },
            { "id": "ended", "source": "coplen", "exact": "in 1963, aid ended." }
        ],
        "events": [
            {
                "id": "end", "title": "Aid ends", "date": "1963", "lane": "aid",
                "dating": { "basis": "stated" },
                "citations": [
                    { "passage": "ended", "date": "1963" },
                    { "passage": "radio", "date": "1958", "stance": "disputes", "note": "n" },
                    { "passage": "ended", "stance": "context" }
                ]
            },
            { "id": "later", "title": "Later", "lane": "aid", "citations": [{ "passage": "ended" }] },
            {
                "id": "station", "title": "Radio station", "date": "1958~", "lane": "aid",
                "dating": { "basis": "inferred", "reason": "roughly" }, "summary": "S.",
                "tags": ["t"], "actors": ["a"],
                "citations": [{ "passage": "radio", "attributed_to": "Coplen" }]
            }
        ]
    })
}

/// A folder with the timeline and its document in it.
fn folder_with(timeline: &Value) -> Sandbox {
    let text = serde_json::to_string_pretty(timeline).unwrap();
    Sandbox::with_timeline(("timeline.json", &text), ("sources/coplen.txt", TEXT))
}

/// The keys of an object, in their order.
fn keys(object: &Value) -> Vec<&str> {
    object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn check_reports_states_and_totals() {
    let sandbox = folder_with(&timeline());
    let output = sandbox.run("check", &[]);
    assert_eq!((output.code, output.err.as_str()), (0, ""));
    for part in [
        "Sample",
        "radio",
        "27–63",
        "the recorded copy",
        "2 passages: 1 exact, 1 normalised.",
    ] {
        assert!(output.out.contains(part), "{part}: {}", output.out);
    }
    let facts = sandbox.run("check", &["--json"]).json();
    assert_eq!(
        facts["passages"],
        json!([
            { "id": "radio", "source": "coplen", "state": "exact", "start": 27, "end": 63 },
            { "id": "ended", "source": "coplen", "state": "normalised", "start": 105, "end": 124 }
        ])
    );
    assert_eq!(facts["problems"], json!([]));
    assert_eq!(
        facts["summary"],
        json!({
            "events": 3, "passages": 2, "errors": 0, "warnings": 0, "exact": 1, "normalised": 1,
            "drifted": 0, "ambiguous": 0, "missing": 0, "unavailable": 0
        })
    );
}

#[test]
fn the_exit_code_of_check_depends_on_errors_and_states() {
    type Change = fn(&Sandbox, &mut Value);
    let cases: [(Change, u8, &str); 8] = [
        (|_, _| {}, 0, "normalised"),
        (
            |sandbox, _| fs::remove_dir_all(sandbox.path("sources")).unwrap(),
            0,
            "unavailable",
        ),
        (
            |_, file| file["lanes"][0]["color"] = json!("red"),
            0,
            "invalid-color",
        ),
        (
            |_, file| file["events"][0]["lane"] = json!("x"),
            1,
            "unknown-lane",
        ),
        (
            |_, file| file["passages"][1]["exact"] = json!("not there"),
            1,
            "missing",
        ),
        (
            |_, file| file["passages"][1]["exact"] = json!("aid"),
            1,
            "ambiguous",
        ),
        (
            |_, file| file["passages"][0]["start"] = json!(3),
            0,
            "position-mismatch",
        ),
        (
            |sandbox, _| sandbox.write("sources/coplen.txt", TEXT.replace("Later", "Then")),
            0,
            "digest-mismatch",
        ),
    ];
    for (change, code, word) in cases {
        let sandbox = folder_with(&timeline());
        let mut file = timeline();
        change(&sandbox, &mut file);
        sandbox.write("timeline.json", file.to_string());
        for more in [&[][..], &["--json"]] {
            let output = sandbox.run("check", more);
            assert_eq!(output.code, code, "{word}: {}{}", output.out, output.err);
            assert!(
                format!("{}{}", output.out, output.err).contains(word),
                "{word}"
            );
            assert!(more.is_empty() || output.err.is_empty(), "{}", output.err);
        }
    }
}

#[test]
fn a_strict_check_reports_every_draft_as_an_error() {
    for (state, citations, plain, strict) in [
        ("draft", json!([]), "warning: ", Some("[unsourced-draft]")),
        (
            "draft",
            json!([{ "passage": "ended" }]),
            "",
            Some("[draft]"),
        ),
        ("accepted", json!([{ "passage": "ended" }]), "", None),
    ] {
        let mut file = timeline();
        file["events"][1]["review"] = json!({ "state": state });
        file["events"][1]["citations"] = citations;
        let sandbox = folder_with(&file);
        let output = sandbox.run("check", &[]);
        assert_eq!(output.code, 0, "{}", output.err);
        assert_eq!(output.err.is_empty(), plain.is_empty(), "{}", output.err);
        assert!(output.err.contains(plain), "{}", output.err);
        let output = sandbox.run("check", &["--strict"]);
        assert_eq!(output.code, u8::from(strict.is_some()), "{}", output.err);
        if let Some(code) = strict {
            assert!(output.err.contains("error: "), "{}", output.err);
            assert!(output.err.contains(code), "{}", output.err);
        }
    }
}

#[test]
fn exports_leave_drafts_and_rejected_events_out_and_count_them() {
    let mut file = timeline();
    file["events"][0]["review"] = json!({ "state": "rejected" });
    file["events"][1]["review"] = json!({ "state": "draft" });
    file["events"][2]["review"] = json!({ "state": "accepted" });
    let sandbox = folder_with(&file);
    for (subcommand, format) in [
        ("export", "md"),
        ("export", "html"),
        ("export", "csv"),
        ("export", "web-annotation"),
        ("render", "svg"),
    ] {
        let output = sandbox.run(subcommand, &["--to", format]);
        assert_eq!(output.code, 0, "{}", output.err);
        assert!(output.out.contains("Radio station"), "{format}");
        assert!(!output.out.contains("Aid ends"), "{format}");
        let counted = "2 drafts and rejected events";
        assert!(output.err.contains(counted), "{format}: {}", output.err);
        let counts = output.out.contains(counted);
        assert_eq!(counts, format != "csv", "{format}: {}", output.out);
        let output = sandbox.run(subcommand, &["--to", format, "--drafts"]);
        assert!(output.out.contains("Aid ends"), "{format}");
        assert!(!output.err.contains("drafts"), "{format}: {}", output.err);
    }
    let json = sandbox.run("export", &["--to", "json"]);
    assert_eq!(json.json()["events"].as_array().unwrap().len(), 3);
    assert!(json.err.is_empty(), "{}", json.err);
    let one = sandbox.run("export", &["--to", "md", "--filter", "ends"]);
    assert!(one.err.contains("1 draft or rejected event"), "{}", one.err);
}

#[test]
fn an_unavailable_passage_has_no_position() {
    let sandbox = folder_with(&timeline());
    fs::remove_dir_all(sandbox.path("sources")).unwrap();
    let facts = sandbox.run("check", &["--json"]).json();
    assert_eq!(
        facts["passages"][0],
        json!({ "id": "radio", "source": "coplen", "state": "unavailable", "start": null, "end": null })
    );
}

#[test]
fn problems_have_a_path_a_line_and_a_column() {
    let mut file = timeline();
    file["events"][0]["lane"] = json!("x");
    let sandbox = folder_with(&file);
    let problem = &sandbox.run("check", &["--json"]).json()["problems"][0];
    assert_eq!(
        keys(problem),
        [
            "severity", "code", "path", "line", "column", "message", "hint"
        ]
    );
    assert_eq!(problem["path"], "/events/0/lane");
    let (line, column) = (
        problem["line"].as_u64().unwrap(),
        problem["column"].as_u64().unwrap(),
    );
    let text = fs::read_to_string(sandbox.path("timeline.json")).unwrap();
    let line_text = text
        .lines()
        .nth(usize::try_from(line).unwrap() - 1)
        .unwrap();
    assert_eq!(
        &line_text[usize::try_from(column).unwrap() - 1..][..3],
        "\"x\""
    );
    let err = sandbox.run("check", &[]).err;
    assert!(
        err.contains(&format!("timeline.json:{line}:{column}: error: ")),
        "{err}"
    );
    assert!(err.contains("\n  hint: "), "{err}");
}

#[test]
fn documents_are_found_in_a_folder_by_name_or_digest() {
    let sandbox = folder_with(&timeline());
    fs::remove_dir_all(sandbox.path("sources")).unwrap();
    sandbox.write("elsewhere/renamed.txt", TEXT);
    sandbox.write("other/coplen.txt", format!("{TEXT}More."));
    for (folder, warnings) in [("elsewhere", 0), ("other", 1)] {
        let folder = sandbox.path(folder);
        let output = sandbox.run("check", &["--sources", folder.to_str().unwrap(), "--json"]);
        let facts = output.json();
        assert_eq!(output.code, 0);
        assert_eq!(facts["passages"][0]["state"], "exact");
        assert_eq!(facts["summary"]["warnings"], warnings);
        if warnings > 0 {
            let problem = &facts["problems"][0];
            assert_eq!(problem["path"], "/sources/0/sha256");
            assert!(problem["line"].is_u64());
            assert!(problem["message"].as_str().unwrap().contains("“coplen”"));
        }
    }
    let output = sandbox.run("check", &["--sources", "/no/such/folder"]);
    assert_eq!(output.code, 2);
    assert!(output.err.contains("does not exist"), "{}", output.err);
}

#[test]
fn an_unreadable_file_is_reported_on_the_requested_stream() {
    let sandbox = folder_with(&timeline());
    sandbox.write("broken.json", "{ \"annals\": 1,\n  x }");
    let path = sandbox.path("broken.json");
    let broken = path.to_str().unwrap();
    for subcommand in ["check", "list", "fmt"] {
        let plain = run_subcommand(&[subcommand, broken]);
        assert_eq!((plain.code, plain.out.as_str()), (2, ""), "{subcommand}");
        assert!(
            plain.err.contains("broken.json:2:3: The file is not JSON"),
            "{}",
            plain.err
        );
    }
    let machine = run_subcommand(&["check", broken, "--json"]);
    assert_eq!((machine.code, machine.err.as_str()), (2, ""));
    let error = &machine.json()["error"];
    assert_eq!(
        (error["line"].as_u64(), error["column"].as_u64()),
        (Some(2), Some(3))
    );
    assert_eq!(keys(error), ["file", "message", "line", "column", "hint"]);
}

#[test]
fn list_prints_events_in_the_order_of_time() {
    let sandbox = folder_with(&timeline());
    let output = sandbox.run("list", &[]);
    assert_eq!((output.code, output.err.as_str()), (0, ""));
    let lines: Vec<&str> = output.out.lines().collect();
    assert!(lines[0].starts_with("DATE"));
    assert!(lines[1].starts_with("about 1958") && lines[1].ends_with("Radio station"));
    assert!(lines[2].starts_with("1963") && lines[2].ends_with("Aid ends (2 rival dates)"));
    assert!(lines[3].starts_with("undated"));

    let list = sandbox.run("list", &["--json"]).json();
    assert_eq!(
        list[1],
        json!({
            "id": "end", "title": "Aid ends", "date": "1963",
            "earliest": "1963-01-01T00:00:00Z", "latest": "1963-12-31T23:59:59Z",
            "basis": "stated", "lane": "aid", "passages": ["ended", "radio"],
            "rivals": [
                {
                    "date": "1963", "earliest": "1963-01-01T00:00:00Z",
                    "latest": "1963-12-31T23:59:59Z", "passages": ["ended"]
                },
                {
                    "date": "1958", "earliest": "1958-01-01T00:00:00Z",
                    "latest": "1958-12-31T23:59:59Z", "passages": ["radio"]
                }
            ]
        })
    );
    assert_eq!(
        list[2],
        json!({
            "id": "later", "title": "Later", "date": null, "earliest": null, "latest": null,
            "basis": null, "lane": "aid", "passages": ["ended"], "rivals": []
        })
    );
}

#[test]
fn list_and_show_exit_with_one_only_on_errors() {
    for (color, lane, code) in [("red", "aid", 0), ("#ffffff", "x", 1)] {
        let mut file = timeline();
        file["lanes"][0]["color"] = json!(color);
        file["events"][2]["lane"] = json!(lane);
        let sandbox = folder_with(&file);
        for (subcommand, more) in [("list", &[][..]), ("show", &["station"])] {
            let output = sandbox.run(subcommand, more);
            assert_eq!(output.code, code, "{}", output.err);
            assert!(output.out.contains("Radio station"));
            assert!(output.err.contains("timeline.json:"), "{}", output.err);
            let more = [more, &["--json"]].concat();
            let output = sandbox.run(subcommand, &more);
            assert_eq!(output.code, code);
            output.json();
            let problem: Value = serde_json::from_str(output.err.trim()).unwrap();
            assert!(problem["code"].is_string());
        }
    }
}

#[test]
fn show_prints_quotations_with_footnotes() {
    let sandbox = folder_with(&timeline());
    let output = sandbox.run("show", &["end"]);
    assert_eq!((output.code, output.err.as_str()), (0, ""));
    for part in [
        "Aid ends\n1963, stated in a passage\nend · Aid\n",
        "Rival dates: 1963 [1]; 1958 [2]\n",
        "     “in 1963, aid ended.” [1]\n     supports · gives 1963 · normalised at 105–124\n",
        "DISPUTES · gives 1958 · exact at 27–63\n     Note: n\n",
        "  [1] Taylor Coplen, “Continuity,” n.d.\n  [2] Coplen, “Continuity,” para. 1.\n",
        "\nBibliography\n  Taylor Coplen, “Continuity”.\n",
    ] {
        assert!(output.out.contains(part), "{part:?}: {}", output.out);
    }
    let shown = sandbox.run("show", &["station", "--json"]).json();
    assert_eq!(
        shown,
        json!({
            "id": "station", "title": "Radio station", "date": "1958~",
            "earliest": "1958-01-01T00:00:00Z", "latest": "1958-12-31T23:59:59Z",
            "basis": "inferred", "lane": "aid", "passages": ["radio"], "rivals": [],
            "summary": "S.", "tags": ["t"], "actors": ["a"], "note": null,
            "citations": [{
                "passage": "radio", "source": "coplen",
                "exact": "first national radio station in 1958", "date": null,
                "stance": "supports", "attributed_to": "Coplen", "note": null,
                "locator": "para. 1", "state": "exact",
                "citation": "Taylor Coplen, “Continuity,” n.d., para. 1."
            }]
        })
    );
}

#[test]
fn show_uses_the_requested_citation_style() {
    let sandbox = folder_with(&timeline());
    for (style, note, entry) in [
        (
            "chicago-notes",
            "[1] Taylor Coplen, “Continuity,” n.d.",
            "Taylor Coplen, “Continuity”.",
        ),
        (
            "apa",
            "[1] (Coplen, n.d.)",
            "Coplen, T. (n.d.). Continuity.",
        ),
        ("mla", "[1] (Coplen)", "Coplen, Taylor. “Continuity.”"),
    ] {
        let output = sandbox.run("show", &["end", "--style", style]);
        assert_eq!((output.code, output.err.as_str()), (0, ""));
        assert!(output.out.contains(note), "{style}: {}", output.out);
        assert!(
            output
                .out
                .ends_with(&format!("\nBibliography\n  {entry}\n")),
            "{}",
            output.out
        );
        let json = sandbox
            .run("show", &["end", "--style", style, "--json"])
            .json();
        let citation = json["citations"][0]["citation"].as_str().unwrap();
        assert!(note.ends_with(citation), "{style}: {citation}");
    }
    let refused = parse_from(["annals", "show", "t.json", "end", "--style", "harvard"])
        .expect_err("there is no such style");
    assert_eq!(refused.exit_code(), 2);
    assert!(refused.to_string().contains("chicago-notes, apa, mla"));
}

#[test]
fn an_unknown_event_suggests_the_nearest_id() {
    let sandbox = folder_with(&timeline());
    let output = sandbox.run("show", &["statoin"]);
    assert_eq!((output.code, output.out.as_str()), (2, ""));
    assert!(
        output.err.contains("Did you mean “station”?"),
        "{}",
        output.err
    );
    assert_eq!(sandbox.run("show", &["nothing-like-it", "--json"]).code, 2);
}

#[test]
fn date_explains_a_date_as_text_and_json() {
    let explained = run_subcommand(&["date", "1955~/1959~"]);
    assert_eq!((explained.code, explained.err.as_str()), (0, ""));
    for part in [
        "about 1955–1959",
        "interval",
        "approximate",
        "1959-12-31T23:59:59Z",
    ] {
        assert!(explained.out.contains(part), "{part}: {}", explained.out);
    }
    let facts = run_subcommand(&["date", "[1667,1670..1672]", "--json"]).json();
    assert_eq!(
        facts,
        json!({
            "input": "[1667,1670..1672]", "valid": true, "error": null, "level": 2,
            "kind": "one-of", "earliest": "1667-01-01T00:00:00Z", "latest": "1672-12-31T23:59:59Z",
            "approximate": false, "uncertain": false, "unspecified": false,
            "open_start": false, "open_end": false, "unknown_start": false, "unknown_end": false,
            "members": ["1667", "1670..1672"]
        })
    );
    let far = run_subcommand(&["date", "Y400000000000", "--json"]).json();
    assert_eq!(
        (&far["valid"], &far["out_of_range"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        (&far["earliest"], &far["latest"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn an_invalid_date_is_marked_at_the_column_of_the_error() {
    let wrong = run_subcommand(&["date", "1985-02-30"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
    assert!(
        wrong.err.contains("  1985-02-30\n          ^ column 9: "),
        "{}",
        wrong.err
    );
    let facts = run_subcommand(&["date", "", "--json"]);
    assert_eq!((facts.code, facts.err.as_str()), (1, ""));
    assert_eq!(facts.json()["error"]["column"], 1);
    assert_eq!(facts.json()["kind"], Value::Null);
    let hidden = run_subcommand(&["date", "\u{1b}[2J"]);
    assert!(!hidden.err.contains('\u{1b}'));
}

#[test]
fn locate_reports_the_state_of_a_quotation() {
    let sandbox = folder_with(&timeline());
    let path = sandbox.path("sources/coplen.txt");
    let document = path.to_str().unwrap();
    for (exact, prefix, state, code) in [
        ("radio station", "", "exact", 0),
        ("Later, in 1963,  aid\tended", "", "normalised", 0),
        ("aid", "", "ambiguous", 1),
        ("aid", "1963, ", "exact", 0),
        ("-- nothing", "", "missing", 1),
    ] {
        let output = run_subcommand(&[
            "locate", document, "--json", "--exact", exact, "--prefix", prefix,
        ]);
        let facts = output.json();
        assert_eq!(
            (output.code, facts["state"].as_str().unwrap()),
            (code, state),
            "{exact}"
        );
        assert_eq!(
            keys(&facts),
            ["state", "start", "end", "score", "text", "candidates"]
        );
        assert_eq!(facts["text"].is_null(), code == 1, "{exact}");
        let candidates = facts["candidates"].as_array().unwrap();
        assert_eq!(candidates.is_empty(), state != "ambiguous", "{exact}");
        for candidate in candidates {
            assert_eq!(keys(candidate), ["start", "end", "score", "text"]);
        }
    }
    assert!(
        run_subcommand(&["locate", document, "--exact", "radio station"])
            .out
            .contains("[radio station]")
    );
    let timeline = sandbox.path("timeline.json");
    let refused = run_subcommand(&["locate", timeline.to_str().unwrap(), "--exact", "x"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains(".txt"), "{}", refused.err);
}

#[test]
fn fmt_writes_once_and_check_writes_nothing() {
    let sandbox = folder_with(&timeline());
    let read = || fs::read_to_string(sandbox.path("timeline.json")).unwrap();
    sandbox.write("timeline.json", "{\"title\":\"é\",\"annals\":1}");
    let before = read();
    let checked = sandbox.run("fmt", &["--check"]);
    assert_eq!((checked.code, read()), (1, before));
    assert!(checked.err.contains("canonical"));
    assert_eq!(sandbox.run("fmt", &[]).code, 0);
    assert_eq!(read(), "{\n  \"annals\": 1,\n  \"title\": \"é\"\n}\n");
    for more in [&[][..], &["--check"]] {
        let again = sandbox.run("fmt", more);
        assert_eq!(
            (again.code, again.out.as_str(), again.err.as_str()),
            (0, "", "")
        );
    }
}

#[test]
fn fmt_refuses_duplicate_keys_and_keeps_the_file() {
    let sandbox = folder_with(&timeline());
    let text = "{\"annals\":1,\"x\":1,\"x\":2}";
    sandbox.write("timeline.json", text);
    let refused = sandbox.run("fmt", &[]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.err.contains("timeline.json:1:19: The key “x”"),
        "{}",
        refused.err
    );
    assert_eq!(
        fs::read_to_string(sandbox.path("timeline.json")).unwrap(),
        text
    );
}

#[test]
fn control_characters_of_files_do_not_reach_the_terminal() {
    let mut file = timeline();
    for pointer in [
        "/title",
        "/lanes/0/name",
        "/sources/0/csl/title",
        "/passages/0/exact",
        "/passages/0/locator",
        "/events/2/title",
        "/events/2/summary",
        "/events/2/tags/0",
        "/events/2/actors/0",
        "/events/2/citations/0/attributed_to",
        "/events/2/dating/reason",
    ] {
        *file.pointer_mut(pointer).unwrap() = json!("\u{1b}]0;x\u{7}\u{202e}\u{9b}2J");
    }
    file["events"][0]["lane"] = json!("\u{1b}[31m");
    let sandbox = folder_with(&file);
    for (subcommand, more) in [("check", &[][..]), ("list", &[]), ("show", &["station"])] {
        let output = sandbox.run(subcommand, more);
        let shown = format!("{}{}", output.out, output.err);
        assert!(
            !shown.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']),
            "{subcommand}: {shown}"
        );
    }
}

/// A reader that has gone away.
struct Closed(io::ErrorKind);

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_stream_is_no_error_but_a_full_disk_is() {
    for arguments in [&["date", "1958"][..], &["date", "1958", "--json"]] {
        let mut err = Vec::new();
        let mut gone = Closed(io::ErrorKind::BrokenPipe);
        assert_eq!(
            run(&subcommand(arguments), &worker(), &mut gone, &mut err).code(),
            0
        );
        assert!(err.is_empty());
        let mut full = Closed(io::ErrorKind::StorageFull);
        assert_eq!(
            run(&subcommand(arguments), &worker(), &mut full, &mut err).code(),
            2
        );
        assert!(!err.is_empty());
    }
}

fn program() -> Process {
    Process::new(env!("CARGO_BIN_EXE_annals"))
}

#[test]
fn the_program_exits_with_the_code_of_the_command() {
    let sandbox = folder_with(&timeline());
    let file = sandbox.path("timeline.json");
    for (arguments, code) in [
        (&["check"][..], 2),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["date", "1958"], 0),
        (&["date", "yesterday"], 1),
        (&["check", "/no/such/file.json"], 2),
        (&["check", file.to_str().unwrap()], 0),
    ] {
        let output = program().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(output.stdout.is_empty(), code != 0, "{arguments:?}");
    }
}

#[test]
fn a_timeline_is_found_in_the_current_folder() {
    let sandbox = folder_with(&timeline());
    let output = program()
        .current_dir(sandbox.path(""))
        .args(["check", "timeline.json", "--json"])
        .output()
        .unwrap();
    let facts: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(facts["summary"]["exact"], 1);
}

#[cfg(unix)]
#[test]
fn the_program_survives_a_closed_pipe() {
    let mut file = timeline();
    let event = file["events"][1].clone();
    file["events"] = (0..5_000)
        .map(|number| {
            let mut event = event.clone();
            event["id"] = json!(format!("event-{number}"));
            event
        })
        .collect();
    let sandbox = folder_with(&file);
    let mut child = program()
        .args(["list", sandbox.path("timeline.json").to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_refused_without_waiting() {
    let sandbox = folder_with(&timeline());
    let pipe = sandbox.path("pipe.json");
    let created = Process::new("mkfifo").arg(&pipe).status();
    if !created.is_ok_and(|status| status.success()) {
        return;
    }
    let output = run_subcommand(&["check", pipe.to_str().unwrap()]);
    assert_eq!(output.code, 2);
    assert!(output.err.contains("pipe"), "{}", output.err);
    let document: &Path = &sandbox.path("sources/coplen.txt");
    fs::remove_file(document).unwrap();
    fs::rename(&pipe, document).unwrap();
    let output = sandbox.run("check", &[]);
    assert_eq!(output.code, 0);
    assert!(output.err.contains("unreadable-document"), "{}", output.err);
}
