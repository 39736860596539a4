//! The French window: reached by French names alone.

use annals::language::Language;
use annals::session::{Settings, ThemeChoice};
use eframe::egui::Key;

use crate::harness::{TestWindow, WindowOptions};

fn open() -> TestWindow {
    WindowOptions {
        settings: Settings {
            theme: ThemeChoice::Light,
            motion: annals::settings::AnimationChoice::Reduced,
            language: annals::settings::LanguageChoice::French,
            ..Settings::default()
        },
        ..WindowOptions::default()
    }
    .open()
}

#[test]
fn quotation_is_read_in_french() {
    let mut window = open();
    window.expect("Cliquez sur un événement");
    window.expect("Chronologie, ");
    window.expect("Vue d’ensemble, ");
    window.click("Commencer par «\u{A0}Independence\u{A0}»");
    window.expect("Following its independence in 1953");
    window.expect("Cité d’après un exemplaire qui n’est pas sur cet ordinateur");
    window.activate("Lire dans la source");
    window.expect("Texte de la source");
    window.expect("citations seulement\u{A0}: le texte n’est pas sur cet ordinateur");
    window.activate("À propos");
    window.expect("Au fil du document");
}

#[test]
fn dates_are_french_on_marks_and_in_the_panel() {
    let mut window = open();
    window.click_mark("Joint exercises frozen");
    window.expect("2017, ou le milieu des années 2010\u{A0}: dates divergentes");
    window.expect("Date donnée\u{A0}: 2017");
    window.expect("Joint exercises frozen, le milieu des années 2010 selon Lak, Defence");
    window.press(Key::Escape);
    window.activate("USS Savannah docks in Sihanoukville");
    window.expect("Sans date");
    window.expect("D’après les sources, après\u{A0}:");
}

#[test]
fn dialogs_and_search_are_french() {
    let mut window = open();
    window.click("Touches");
    window.expect("Touches et gestes");
    window.expect("zoomer et dézoomer");
    window.press(Key::Escape);
    window.click("Légende");
    window.expect("Ce que signifient les marques");
    window.expect("Une seule source l’appuie.");
    window.press(Key::Escape);
    window.click("Filtrer");
    window.type_into("Période en EDTF", "1958");
    window.expect("Peut-être dans la période\u{A0}: ");
    window.press(Key::Escape);
    window.type_into("Rechercher dans la chronologie", "nowhere:here");
    window.expect("Champ inconnu\u{A0}: «\u{A0}nowhere\u{A0}»");
}

#[test]
fn french_window_has_no_english_names() {
    let mut window = open();
    for label in ["Touches", "Légende", "Filtrer"] {
        window.click(label);
        english(&window);
        window.press(Key::Escape);
    }
    window.press(Key::ArrowRight);
    english(&window);
    window.activate("Lire dans la source");
    english(&window);
}

/// Names that the window has in English. Texts of the file are English in any
/// case, so whole names are compared.
fn english(window: &TestWindow) {
    let labels = window.labels();
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
