//! The French window: reached by French names alone.

use annals::language::Language;
use annals::session::{Settings, ThemeChoice};
use eframe::egui::Key;

use crate::harness::{TestWindow, WindowOptions};

fn open() -> TestWindow {
    WindowOptions {
        settings: Settings {
            theme: ThemeChoice::Light,
            motion: annals::settings::Motion::Reduced,
            language: annals::settings::LanguageChoice::French,
            ..Settings::default()
        },
        ..WindowOptions::default()
    }
    .open()
}

#[test]
fn quotation_is_read_in_french() {
    let mut stage = open();
    stage.expect("Cliquez sur un événement");
    stage.expect("Chronologie, ");
    stage.expect("Vue d’ensemble, ");
    stage.click("Commencer par «\u{A0}Independence\u{A0}»");
    stage.expect("Following its independence in 1953");
    stage.expect("Cité d’après un exemplaire qui n’est pas sur cet ordinateur");
    stage.activate("Lire dans la source");
    stage.expect("Texte de la source");
    stage.expect("citations seulement\u{A0}: le texte n’est pas sur cet ordinateur");
    stage.activate("À propos");
    stage.expect("Au fil du document");
}

#[test]
fn dates_are_french_on_marks_and_in_the_panel() {
    let mut stage = open();
    stage.click_mark("Joint exercises frozen");
    stage.expect("2017, ou le milieu des années 2010\u{A0}: dates divergentes");
    stage.expect("Date donnée\u{A0}: 2017");
    stage.expect("Joint exercises frozen, le milieu des années 2010 selon Lak, Defence");
    stage.press(Key::Escape);
    stage.activate("USS Savannah docks in Sihanoukville");
    stage.expect("Sans date");
    stage.expect("D’après les sources, après\u{A0}:");
}

#[test]
fn dialogs_and_search_are_french() {
    let mut stage = open();
    stage.click("Touches");
    stage.expect("Touches et gestes");
    stage.expect("zoomer et dézoomer");
    stage.press(Key::Escape);
    stage.click("Légende");
    stage.expect("Ce que signifient les marques");
    stage.expect("Une seule source l’appuie.");
    stage.press(Key::Escape);
    stage.click("Filtrer");
    stage.type_into("Période en EDTF", "1958");
    stage.expect("Peut-être dans la période\u{A0}: ");
    stage.press(Key::Escape);
    stage.type_into("Rechercher dans la chronologie", "nowhere:here");
    stage.expect("Champ inconnu\u{A0}: «\u{A0}nowhere\u{A0}»");
}

#[test]
fn french_window_has_no_english_names() {
    let mut stage = open();
    for label in ["Touches", "Légende", "Filtrer"] {
        stage.click(label);
        english(&stage);
        stage.press(Key::Escape);
    }
    stage.press(Key::ArrowRight);
    english(&stage);
    stage.activate("Lire dans la source");
    english(&stage);
}

/// Names that the window has in English. Texts of the file are English in any
/// case, so whole names are compared.
fn english(stage: &TestWindow) {
    let labels = stage.labels();
    for id in [
        "bar-open",
        "bar-filter",
        "bar-read",
        "bar-legend",
        "bar-keys",
        "shelf",
        "overview",
        "search-timeline",
        "dialog-close",
        "passage-read",
        "passage-copy",
        "reader-text",
        "reader-find",
        "theme-light",
        "footer-gestures",
        "plot-rows",
        "stance-context",
    ] {
        let words =
            annals::language::with_language(Language::English, || annals::language::say(id));
        assert!(
            !labels.contains(&words),
            "“{words}” ({id}) is in {labels:#?}"
        );
    }
}
