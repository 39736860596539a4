//! Snapshots of the window, compared with the images beside the tests. They
//! are rendered in software, so they are the same on every machine.
//! `UPDATE_SNAPSHOTS=1 cargo test` renders them again.

use annals::session::{Settings, SourcePaths, ThemeChoice};
use eframe::egui::{self, vec2};

use crate::harness::{TestWindow, WindowOptions};
use crate::reader::Archive;
use crate::search::crowded;

fn settings(theme: ThemeChoice) -> Settings {
    Settings {
        theme,
        motion: annals::settings::Motion::Reduced,
        language: annals::settings::LanguageChoice::English,
        swap_wheel: false,
        ..Settings::default()
    }
}

fn compare(stage: &mut TestWindow, name: &str) {
    let picture = stage.picture();
    egui_kittest::image_snapshot(&picture, name);
}

#[test]
fn first_window_matches_its_snapshot() {
    compare(&mut TestWindow::open(), "first_window");
}

#[test]
fn rival_dates_match_their_snapshot() {
    let mut stage = TestWindow::open();
    stage.click_mark("Joint exercises frozen");
    compare(&mut stage, "rival_dates");
}

#[test]
fn wide_dark_window_matches_its_snapshot() {
    let mut stage = WindowOptions {
        settings: settings(ThemeChoice::Dark),
        size: vec2(1920.0, 1080.0),
        places: SourcePaths::default(),
        ..WindowOptions::default()
    }
    .open();
    stage.click_mark("First national radio station built");
    stage.press(egui::Key::F);
    compare(&mut stage, "wide_dark");
}

#[test]
fn legend_matches_its_snapshot() {
    let mut stage = TestWindow::open();
    stage.click("Legend");
    compare(&mut stage, "legend");
}

#[test]
fn reader_matches_its_snapshot() {
    let archive = Archive::new();
    let mut stage = archive.open();
    stage.click_mark("Law adopted");
    stage.activate("Read in the source");
    compare(&mut stage, "reader");
}

#[test]
fn clusters_match_their_snapshot() {
    let (_folder, mut stage) = crowded();
    compare(&mut stage, "clusters");
}
