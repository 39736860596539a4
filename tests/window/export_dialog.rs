//! Journeys to exports: figures, pages, tables; and status announcements.

use std::fs;
use std::path::Path;

use annals::export::TimelineFormat;
use annals::session::{
    Action, ExportAction, ExportFormat, ExportOptions, ExportStatus, FigureChoices,
};
use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use egui_kittest::kittest::Queryable as _;

use crate::harness::{TestWindow, WindowOptions};
use crate::search::search;

const CTRL: Modifiers = Modifiers::COMMAND;

/// Enters the file name of an export.
fn name(window: &mut TestWindow, path: &Path) {
    window.harness.get_by_label("File").focus();
    window.settle();
    window.press_with(CTRL, Key::A);
    window.type_text(path.to_str().expect("a path in UTF-8"));
}

/// Exports through the dialog, and returns the bytes of the file.
fn exported(window: &mut TestWindow, command: &str, form: &str, path: &Path) -> Vec<u8> {
    window.press_with(CTRL, Key::K);
    window.type_text(command);
    window.press(Key::Enter);
    window.activate(form);
    name(window, path);
    window.activate("Export");
    window.expect("Exported: ");
    window.press(Key::Escape);
    fs::read(path).expect("it was written")
}

#[test]
fn figure_of_the_view_is_exported_with_notes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = TestWindow::open();
    let path = folder.path().join("figure.svg");
    let figure = exported(&mut window, "export figure", "SVG", &path);
    let figure = String::from_utf8(figure).expect("text");
    for words in ["Independence", "Notes", "Coplen"] {
        assert!(figure.contains(words), "{words}");
    }
    let pdf = exported(
        &mut window,
        "export figure",
        "PDF",
        &folder.path().join("figure.pdf"),
    );
    assert!(pdf.starts_with(b"%PDF-"));
}

#[test]
fn export_applies_the_filter() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = TestWindow::open();
    search(&mut window, "lane:washington");
    let path = folder.path().join("page.html");
    let page = exported(&mut window, "export page", "Web page (HTML)", &path);
    let page = String::from_utf8(page).expect("text");
    assert!(page.contains("US aid relationship collapses"));
    assert!(!page.contains("First national radio station built</bdi></h3>"));
    assert_eq!(page.matches("<article ").count(), 15);
}

#[test]
fn export_refuses_an_invalid_filter() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = TestWindow::open();
    search(&mut window, "lane:washington basis:perhaps");
    let path = folder.path().join("page.html");
    window.ask(Action::Export(ExportAction::Start(ExportOptions {
        format: ExportFormat::Text(TimelineFormat::Html),
        figure: FigureChoices::default(),
        path: path.clone(),
    })));
    let status = window.app().session().export.status.clone();
    assert!(
        matches!(status, Some(ExportStatus::Failed(_))),
        "{status:?}"
    );
    assert!(!path.exists());
}

#[test]
fn export_replaces_a_file_on_second_press_but_never_the_timeline() {
    let folder = tempfile::tempdir().expect("a folder");
    let timeline = folder.path().join("timeline.json");
    fs::copy("timeline.json", &timeline).expect("the bundled chronology");
    let before = fs::read(&timeline).expect("it is there");
    let mut window = WindowOptions::file(&timeline).open();
    let there = folder.path().join("figure.svg");
    fs::write(&there, "mine").expect("written");
    window.press_with(CTRL, Key::K);
    window.type_text("export figure");
    window.press(Key::Enter);
    // Without a path, the export is written beside the timeline.
    let beside = folder.path().join("timeline.svg");
    let field = window.harness.get_by_label("File").accesskit_node().value();
    assert_eq!(field.as_deref(), beside.to_str());
    name(&mut window, &there);
    window.activate("Export");
    window.expect("This file exists. Replace it?");
    assert_eq!(fs::read(&there).expect("it is there"), b"mine");
    window.activate("Replace");
    window.expect("Exported: ");
    assert_ne!(fs::read(&there).expect("it is there"), b"mine");
    // The timeline itself is never replaced, however often it is requested.
    window.ask(Action::Export(ExportAction::Start(ExportOptions {
        format: ExportFormat::Text(TimelineFormat::Json),
        figure: FigureChoices::default(),
        path: timeline.clone(),
    })));
    let status = window.app().session().export.status.clone();
    assert!(
        matches!(status, Some(ExportStatus::Failed(_))),
        "{status:?}"
    );
    assert_eq!(fs::read(&timeline).expect("it is there"), before);
}

/// Names of the live regions.
fn statuses(window: &TestWindow) -> Vec<String> {
    let nodes = window.harness.root().children_recursive();
    nodes
        .filter_map(|node| {
            let node = node.accesskit_node();
            let is_told = node.role() == Role::Status && node.live() == Live::Polite;
            is_told.then(|| node.label()).flatten()
        })
        .collect()
}

#[test]
fn selection_is_announced() {
    let mut window = TestWindow::open();
    window.click_mark("Independence");
    let found = statuses(&window);
    let selected = "Selected: Independence, 1953, stated in the passage, 1 passage";
    assert!(found.iter().any(|words| words == selected), "{found:?}");
}
