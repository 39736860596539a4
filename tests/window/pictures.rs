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
        motion: annals::settings::AnimationChoice::Reduced,
        language: annals::settings::LanguageChoice::English,
        swap_wheel: false,
        ..Settings::default()
    }
}

fn compare(window: &mut TestWindow, name: &str) {
    let picture = window.picture();
    egui_kittest::image_snapshot(&picture, name);
}

#[test]
fn first_window_matches_its_snapshot() {
    compare(&mut TestWindow::open(), "first_window");
}

#[test]
fn rival_dates_match_their_snapshot() {
    let mut window = TestWindow::open();
    window.click_mark("Joint exercises frozen");
    compare(&mut window, "rival_dates");
}

#[test]
fn wide_dark_window_matches_its_snapshot() {
    let mut window = WindowOptions {
        settings: settings(ThemeChoice::Dark),
        size: vec2(1920.0, 1080.0),
        places: SourcePaths::default(),
        ..WindowOptions::default()
    }
    .open();
    window.click_mark("First national radio station built");
    window.press(egui::Key::F);
    compare(&mut window, "wide_dark");
}

#[test]
fn legend_matches_its_snapshot() {
    let mut window = TestWindow::open();
    window.click("Legend");
    compare(&mut window, "legend");
}

#[test]
fn reader_matches_its_snapshot() {
    let archive = Archive::new();
    let mut window = archive.open();
    window.click_mark("Law adopted");
    window.activate("Read in the source");
    compare(&mut window, "reader");
}

#[test]
fn clusters_match_their_snapshot() {
    let (_folder, mut window) = crowded();
    compare(&mut window, "clusters");
}
