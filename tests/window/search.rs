//! Journeys to find events: search, clusters, folded lanes.

use std::fmt::Write as _;
use std::fs;

use eframe::egui::{self, Key};

use crate::harness::{TestWindow, WindowOptions};

/// Types into the search field after pressing slash.
pub fn search(window: &mut TestWindow, words: &str) {
    window.type_text("/");
    window.settle();
    window.type_text(words);
    window.settle();
}

#[test]
fn search_narrows_plot_and_undated_panel() {
    let mut window = TestWindow::open();
    search(&mut window, "radio");
    let listed: Vec<String> = window
        .labels()
        .into_iter()
        .filter(|label| label.starts_with("Found: "))
        .collect();
    assert!(
        listed.contains(&"Found: First national radio station built".to_owned()),
        "{listed:#?}"
    );
    assert_eq!(listed.len(), 6, "{listed:#?}");
    window.expect("6 of 55 events");
    window.expect("First national radio station built, 1958, Phnom Penh");
    window.expect_not("Constitution bars foreign bases, 1993");
    window.expect_not("Colonial occupation");

    // Enter selects the first hit, Esc shows everything again.
    window.press(Key::Enter);
    window.settle();
    assert!(window.app().session().view.selection.is_some());
    window.press(Key::Escape);
    window.press(Key::Escape);
    window.settle();
    window.expect("Constitution bars foreign bases, 1993");
    window.expect("Colonial occupation");
}

#[test]
fn search_reports_unknown_terms_and_uses_the_rest() {
    let mut window = TestWindow::open();
    search(&mut window, "radio basis:perhaps");
    let labels = window.labels().join("\n");
    assert!(labels.contains("perhaps"), "{labels}");
    window.expect("Found: First national radio station built");
}

#[test]
fn search_combines_fields_and_words() {
    let mut window = TestWindow::open();
    search(&mut window, "lane:washington -is:undated");
    window.expect("US weapons embargo lifted, 2025");
    window.expect_not("Independence, 1953");
    window.expect_not("Colonial occupation");
}

/// A lane of many events and one of two.
pub fn crowded() -> (tempfile::TempDir, TestWindow) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut events = String::new();
    for number in 0..200 {
        let year = 1900 + number / 2;
        write!(
            events,
            r#"{{"id": "e{number}", "title": "Event {number}", "date": "{year}",
               "dating": {{"basis": "inferred", "reason": "r"}}, "lane": "many",
               "tags": ["made"], "citations": [{{"passage": "p"}}]}},"#
        )
        .expect("a text");
    }
    let file = format!(
        r#"{{"annals": 1, "title": "Crowded",
          "lanes": [{{"id": "many", "name": "Many"}}, {{"id": "few", "name": "Few"}}],
          "sources": [{{"id": "s", "csl": {{"title": "S"}}}}],
          "passages": [{{"id": "p", "source": "s", "exact": "Words."}}],
          "events": [{events}
            {{"id": "a", "title": "Alone", "date": "1950", "lane": "few",
              "dating": {{"basis": "inferred", "reason": "r"}}, "citations": [{{"passage": "p"}}]}},
            {{"id": "b", "title": "Apart", "date": "1980", "lane": "few",
              "dating": {{"basis": "inferred", "reason": "r"}}, "citations": [{{"passage": "p"}}]}}]}}"#
    );
    let path = folder.path().join("timeline.json");
    fs::write(&path, file).expect("a file");
    let window = WindowOptions::file(&path).open();
    (folder, window)
}

/// The labels of the clusters, and the total number of their events.
fn clusters(window: &TestWindow) -> (Vec<String>, usize) {
    let labels: Vec<String> = window
        .labels()
        .into_iter()
        .filter(|label| label.contains(" events begin ") || label.contains(" event begin "))
        .collect();
    let events = labels
        .iter()
        .filter_map(|label| label.split(' ').next()?.parse::<usize>().ok())
        .sum();
    (labels, events)
}

#[test]
fn clusters_count_every_event_of_a_crowded_lane() {
    let (_folder, mut window) = crowded();
    let (labels, events) = clusters(&window);
    let alone = window
        .labels()
        .iter()
        .filter(|label| label.starts_with("Event "))
        .count();
    assert!(labels.len() > 3, "{labels:#?}");
    assert_eq!(events + alone, 200);
    // The other lane has few events and shows each.
    window.expect("Alone, 1950, Few");
    window.expect("Apart, 1980, Few");

    // A click on a cluster zooms in until its events are drawn one by one.
    let mut left = 12;
    while let (labels, 1..) = clusters(&window) {
        let fullest = labels
            .iter()
            .max_by_key(|label| {
                label
                    .split(' ')
                    .next()
                    .and_then(|n| n.parse::<usize>().ok())
            })
            .expect("a cluster");
        window.activate(fullest);
        window.settle();
        left -= 1;
        assert!(left > 0, "{:#?}", window.labels());
    }
    assert!(
        window
            .labels()
            .iter()
            .any(|label| label.starts_with("Event "))
    );
}

#[test]
fn folded_lane_is_one_row_until_unfolded() {
    let (_folder, mut window) = crowded();
    window.activate("Lane Few, 2 events");
    window.settle();
    window.expect_not("Alone, 1950, Few");
    assert!(
        clusters(&window)
            .0
            .iter()
            .any(|label| label.ends_with("Few"))
    );
    window.activate("Lane Few, 2 events, folded");
    window.settle();
    window.expect("Alone, 1950, Few");
}

#[test]
fn event_is_selected_from_a_cluster_list() {
    let (_folder, mut window) = crowded();
    let (labels, _) = clusters(&window);
    let cluster = window.place_of(&labels[0]).center();
    window.harness.event(egui::Event::PointerMoved(cluster));
    window.settle();
    for pressed in [true, false] {
        window.harness.event(egui::Event::PointerButton {
            pos: cluster,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
        window.settle();
    }
    window.expect("Events of a cluster");
    window.activate("Event 4, 1902");
    window.settle();
    window.expect_not("Events of a cluster");
    let session = window.app().session();
    assert_eq!(
        session.view.selection.map(annals::model::Index::position),
        Some(4)
    );
}

/// Two groups of events with thirty years without events between them.
fn bursts() -> (tempfile::TempDir, TestWindow) {
    let folder = tempfile::tempdir().expect("a folder");
    let events: Vec<String> = (1950..1960)
        .chain(1990..2000)
        .map(|year| {
            format!(
                r#"{{"id": "e{year}", "title": "Event of {year}", "date": "{year}",
                   "dating": {{"basis": "inferred", "reason": "r"}}, "lane": "a",
                   "citations": [{{"passage": "p"}}]}}"#
            )
        })
        .collect();
    let file = format!(
        r#"{{"annals": 1, "title": "Bursts",
          "lanes": [{{"id": "a", "name": "Upper"}}, {{"id": "b", "name": "Lower"}}],
          "sources": [{{"id": "s", "csl": {{"title": "S"}}}}],
          "passages": [{{"id": "p", "source": "s", "exact": "Words."}}],
          "events": [{}]}}"#,
        events.join(",")
    );
    let path = folder.path().join("timeline.json");
    fs::write(&path, file).expect("a file");
    let window = WindowOptions::file(&path).open();
    (folder, window)
}

#[test]
fn gap_folds_by_key_and_unfolds_by_click() {
    let (_folder, mut window) = bursts();
    let wide = window.place_of("Event of 1999").left() - window.place_of("Event of 1950").left();
    window.expect("Fold 1 gap");
    window.press(Key::Z);
    window.expect("Folded: over 29 years in which no visible event starts or ends");
    let first = window.place_of("Event of 1950").left();
    let gap = window.place_of("Event of 1990").left() - window.place_of("Event of 1959").left();
    assert!(gap < wide / 4.0, "{gap} of {wide}");
    // Everything has its previous width.
    assert!(window.place_of("Event of 1999").left() - first > wide * 0.8);
    window.click("Unfold 1 gap");
    window.expect_not("Folded: ");
    window.expect("Fold 1 gap");
}

#[test]
fn lane_is_moved_and_resized_by_dragging() {
    let (_folder, mut window) = bursts();
    let upper = window.place_of("Lane Upper");
    let lower = window.place_of("Lane Lower");
    assert!(upper.top() < lower.top());
    window.drag(upper.center(), lower.center() + egui::vec2(0.0, 30.0));
    assert!(window.place_of("Lane Upper").top() > window.place_of("Lane Lower").top());

    // The lower lane is first now; the line between them is above the other.
    let edge = window.place_of("Lane Upper");
    let line = egui::pos2(edge.center().x, edge.top() - 11.0);
    window.drag(line, line + egui::vec2(0.0, 60.0));
    let moved = window.place_of("Lane Upper").top() - edge.top();
    assert!((moved - 60.0).abs() < 6.0, "{moved}");
}
