//! Places of events on the page, and the languages of its texts.

use dom_query::Document;
use serde_json::{Value, json};

use crate::town::{folder_with, timeline};

fn page(timeline: &Value) -> Document {
    let output = folder_with(timeline).run("export", &["--to", "html"]);
    assert_ne!(output.code, 2, "{}", output.err);
    Document::from(output.out)
}

fn texts(page: &Document, selector: &str) -> Vec<String> {
    let found = page.select(selector);
    found
        .nodes()
        .iter()
        .map(|it| it.text().trim().to_owned())
        .collect()
}

/// A timeline of events with these dates, which are their ids as well.
fn dated(dates: &[&str]) -> Value {
    let mut timeline = timeline();
    let events = dates.iter().map(|date| {
        json!({
            "id": date, "title": format!("Event of {date}"), "date": date, "lane": "town",
            "dating": { "basis": "inferred", "reason": "So it is." },
            "citations": [{ "passage": "fire" }]
        })
    });
    timeline["events"] = events.collect();
    timeline
}

#[test]
fn a_date_out_of_range_is_listed_below_the_drawing() {
    // These have no second that the clock counts, and none between two ends.
    let far = [
        "../Y-400000000000",
        "/Y-400000000000",
        "Y-400000000000",
        "[Y-400000000000,Y400000000000]",
        "Y400000000000",
        "Y400000000000/..",
        "Y400000000000/",
    ];
    let near = [
        "1950",
        "Y-170000000002",
        "Y-400000000000/1950",
        "Y-400000000000/..",
        "1950/Y400000000000",
        "Y-400000000000/Y400000000000",
        "[Y-400000000000,1950]",
    ];
    let all = [&near[..], &far[..]].concat();
    let page = page(&dated(&all));
    let listed = texts(&page, "[aria-labelledby=beyond] li");
    assert_eq!(listed.len(), far.len(), "{listed:?}");
    for date in far {
        let title = format!("Event of {date} ");
        assert!(
            listed.iter().any(|it| it.starts_with(&title)),
            "{date}: {listed:?}"
        );
    }
    let expected = "Event of Y400000000000 year 400,000,000,000, inferred, not stated";
    assert!(listed.iter().any(|it| it == expected), "{listed:?}");
    // Every event is either in the widest drawing or in the list, and none in both.
    let links = |selector: &str| -> Vec<String> {
        let mut links: Vec<String> = page
            .select(selector)
            .nodes()
            .iter()
            .map(|it| it.attr("href").unwrap().to_string())
            .collect();
        links.sort();
        links.dedup();
        links
    };
    let (drawn, listed) = (links(".zoom-2 a.mark"), links("[aria-labelledby=beyond] a"));
    assert_eq!(drawn.len(), near.len(), "{drawn:?}");
    assert!(drawn.iter().all(|it| !listed.contains(it)), "{listed:?}");
    assert_eq!(texts(&page, "article").len(), all.len());
    assert!(texts(&page, "[aria-labelledby=shelf]").is_empty());
}

#[test]
fn dates_all_out_of_range_are_listed_and_not_drawn() {
    let page = page(&dated(&["Y400000000000", "Y-400000000000/Y400000000000"]));
    assert_eq!(page.select("svg").length(), 0);
    assert_eq!(texts(&page, "[aria-labelledby=beyond] li").len(), 2);
}

#[test]
fn a_page_of_undated_events_has_no_drawing() {
    let output =
        folder_with(&timeline()).run("export", &["--to", "html", "--filter", "is:undated"]);
    let page = Document::from(output.out);
    assert_eq!(page.select("svg").length(), 0);
    assert_eq!(
        texts(&page, "[aria-labelledby=shelf] li"),
        ["Nothing is known"]
    );
    assert!(texts(&page, "[aria-labelledby=beyond]").is_empty());
}

#[test]
fn an_event_dated_only_by_citations_is_among_the_dated() {
    let mut rivals = timeline();
    rivals["events"][2] = json!({
        "id": "fire", "title": "The archive burns", "lane": "town",
        "citations": [
            { "passage": "fire", "date": "1921" },
            { "passage": "letter", "date": "1925" }
        ]
    });
    let page = page(&rivals);
    assert_eq!(
        texts(&page, "article h3"),
        [
            "The archive burns",
            "A reading room opens",
            "Nothing is known"
        ]
    );
    assert_eq!(
        texts(&page, "main h2"),
        ["In chronological order", "Undated"]
    );
    assert_eq!(
        texts(&page, "[aria-labelledby=shelf] li"),
        ["Nothing is known"]
    );
    assert_eq!(
        texts(&page, "article .date")[0],
        "No date of its own; its sources give 1921, or 1925"
    );
    let markdown = folder_with(&rivals).run("export", &["--to", "md"]).out;
    let at = |text: &str| {
        markdown
            .find(text)
            .unwrap_or_else(|| panic!("{text}: {markdown}"))
    };
    let places = [
        "\n## Events\n",
        "\n### The archive burns\n",
        "\n- Rival dates: 1921 \\[1\\]; 1925 \\[2\\]\n",
        "A reading room opens\n",
        "\n## Undated events\n",
        "\n### Nothing is known\n",
    ]
    .map(at);
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn quotations_have_the_sources_language_and_notes_the_timelines() {
    let mut noted = timeline();
    noted["language"] = json!("fr");
    noted["sources"][0]["language"] = json!("km");
    noted["sources"][0]["note"] = json!("Une note.");
    noted["sources"][1]["language"] = json!("no language at all");
    noted["events"][2]["note"] = json!("Une autre.");
    let page = page(&noted);
    let langs = |selector: &str| -> Vec<Option<String>> {
        page.select(selector)
            .nodes()
            .iter()
            .map(|it| it.attr("lang").map(|lang| lang.to_string()))
            .collect()
    };
    let some = |lang: &str| Some(lang.to_owned());
    assert_eq!(
        langs("blockquote"),
        [some("km"), None, some("km"), some("km")]
    );
    assert_eq!(langs(".note span"), vec![some("fr"); 3]);
    assert_eq!(texts(&page, ".sources .note span"), ["Une note."]);
}
