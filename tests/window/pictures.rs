//! Pictures of the window, compared with those kept beside the tests. They are
//! drawn without a GPU, so they are the same everywhere. `UPDATE_SNAPSHOTS=1
//! cargo test` draws them anew.

use annals::session::{Settings, SourcePaths, ThemeChoice};
use eframe::egui::{self, vec2};

use crate::finding::crowded;
use crate::reading::Archive;
use crate::stage::{Scenery, Stage};

fn settings(theme: ThemeChoice) -> Settings {
    Settings {
        theme,
        motion: annals::settings::Motion::Reduced,
        language: annals::settings::LanguageChoice::English,
        swap_wheel: false,
        ..Settings::default()
    }
}

fn compare(stage: &mut Stage, name: &str) {
    let picture = stage.picture();
    egui_kittest::image_snapshot(&picture, name);
}

#[test]
fn the_first_window_explains_itself() {
    compare(&mut Stage::open(), "first_window");
}

#[test]
fn rival_dates_are_drawn_and_quoted() {
    let mut stage = Stage::open();
    stage.click_mark("Joint exercises frozen");
    compare(&mut stage, "rival_dates");
}

#[test]
fn a_wide_dark_window_keeps_its_proportions() {
    let mut stage = Scenery {
        settings: settings(ThemeChoice::Dark),
        size: vec2(1920.0, 1080.0),
        places: SourcePaths::default(),
        ..Scenery::default()
    }
    .open();
    stage.click_mark("First national radio station built");
    stage.press(egui::Key::F);
    compare(&mut stage, "wide_dark");
}

#[test]
fn the_legend_shows_every_shape() {
    let mut stage = Stage::open();
    stage.click("Legend");
    compare(&mut stage, "legend");
}

#[test]
fn a_source_is_read_beside_the_plot() {
    let archive = Archive::new();
    let mut stage = archive.open();
    stage.click_mark("Law adopted");
    stage.activate("Read in the source");
    compare(&mut stage, "reader");
}

#[test]
fn a_crowded_lane_shows_how_its_events_lie() {
    let (_folder, mut stage) = crowded();
    compare(&mut stage, "clusters");
}
