//! What leaves the window: figures, pages, tables; and what it tells by itself.

use std::fs;
use std::path::Path;

use annals::session::{
    Action, DocumentAction, ExportFormat, ExportOptions, ExportStatus, FigureOptions,
};
use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT;
use egui_kittest::kittest::Queryable as _;

use crate::finding::search;
use crate::stage::{Scenery, Stage};

const CTRL: Modifiers = Modifiers::COMMAND;

/// Says where an export goes.
fn name(stage: &mut Stage, path: &Path) {
    stage.harness.get_by_label("File").focus();
    stage.settle();
    stage.press_with(CTRL, Key::A);
    stage.type_text(path.to_str().expect("a path in UTF-8"));
}

/// Exports through the dialog, and gives the bytes of what was written.
fn exported(stage: &mut Stage, command: &str, form: &str, path: &Path) -> Vec<u8> {
    stage.press_with(CTRL, Key::K);
    stage.type_text(command);
    stage.press(Key::Enter);
    stage.activate(form);
    name(stage, path);
    stage.activate("Write");
    stage.expect("Written: ");
    stage.press(Key::Escape);
    fs::read(path).expect("it was written")
}

#[test]
fn a_figure_of_what_is_in_view_is_written_with_its_notes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = Stage::open();
    let path = folder.path().join("figure.svg");
    let figure = exported(&mut stage, "export figure", "SVG", &path);
    let figure = String::from_utf8(figure).expect("text");
    for words in ["Independence", "Notes", "Coplen"] {
        assert!(figure.contains(words), "{words}");
    }
    let pdf = exported(
        &mut stage,
        "export figure",
        "PDF",
        &folder.path().join("figure.pdf"),
    );
    assert!(pdf.starts_with(b"%PDF-"));
}

#[test]
fn a_filter_of_the_window_holds_for_what_leaves_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = Stage::open();
    search(&mut stage, "lane:washington");
    let path = folder.path().join("page.html");
    let page = exported(
        &mut stage,
        "export page",
        "A page for a browser (HTML)",
        &path,
    );
    let page = String::from_utf8(page).expect("text");
    assert!(page.contains("US aid relationship collapses"));
    assert!(!page.contains("First national radio station built</bdi></h3>"));
    assert_eq!(page.matches("<article ").count(), 15);
}

#[test]
fn what_cannot_be_searched_for_is_not_written_as_if_it_had_been() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut stage = Stage::open();
    search(&mut stage, "lane:washington basis:perhaps");
    let path = folder.path().join("page.html");
    stage.ask(Action::Document(DocumentAction::Export(ExportOptions {
        format: ExportFormat::Html,
        figure: FigureOptions::default(),
        path: path.clone(),
    })));
    let told = stage.app().session().exported.clone();
    assert!(matches!(told, Some(ExportStatus::Refused(_))), "{told:?}");
    assert!(!path.exists());
}

#[test]
fn what_stands_there_is_replaced_by_a_second_press_alone_and_the_timeline_never() {
    let folder = tempfile::tempdir().expect("a folder");
    let timeline = folder.path().join("timeline.json");
    fs::copy("timeline.json", &timeline).expect("the bundled chronology");
    let before = fs::read(&timeline).expect("it is there");
    let mut stage = Scenery::file(&timeline).open();
    let there = folder.path().join("figure.svg");
    fs::write(&there, "mine").expect("written");
    stage.press_with(CTRL, Key::K);
    stage.type_text("export figure");
    stage.press(Key::Enter);
    // Beside the timeline is where it goes if nothing else is said.
    let beside = folder.path().join("timeline.svg");
    let field = stage.harness.get_by_label("File").accesskit_node().value();
    assert_eq!(field.as_deref(), beside.to_str());
    name(&mut stage, &there);
    stage.activate("Write");
    stage.expect("A file stands there already. Press Write once more to put this in its place.");
    assert_eq!(fs::read(&there).expect("it is there"), b"mine");
    stage.activate("Write");
    stage.expect("Written: ");
    assert_ne!(fs::read(&there).expect("it is there"), b"mine");
    // The timeline itself is refused, however often it is asked for.
    stage.ask(Action::Document(DocumentAction::Export(ExportOptions {
        format: ExportFormat::Json,
        figure: FigureOptions::default(),
        path: timeline.clone(),
    })));
    let told = stage.app().session().exported.clone();
    assert!(matches!(told, Some(ExportStatus::Refused(_))), "{told:?}");
    assert_eq!(fs::read(&timeline).expect("it is there"), before);
}

/// The names of what is told by itself.
fn statuses(stage: &Stage) -> Vec<String> {
    let nodes = stage.harness.root().children_recursive();
    nodes
        .filter_map(|node| {
            let node = node.accesskit_node();
            let is_told = node.role() == Role::Status && node.live() == Live::Polite;
            is_told.then(|| node.label()).flatten()
        })
        .collect()
}

#[test]
fn what_is_selected_is_told_to_who_listens() {
    let mut stage = Stage::open();
    stage.click_mark("Independence");
    let told = statuses(&stage);
    let selected = "Selected: Independence, 1953, stated in the passage, 1 passage";
    assert!(told.iter().any(|words| words == selected), "{told:?}");
}
