//! The exact lines of the three sources of the bundled chronology.

use super::super::{Bibliographer, Style};
use crate::model::Source;

const WISHLIST: &str =
    "https://pressxpress.org/2025/02/07/cambodias-diplomatic-playbook-for-trumps-second-term";
const LAK: &str = "https://pacforum.org/publications/pacnet-32-strategic-crossroads-navigating-diverging-perspectives-to-enhance-cambodia-us-ties";

fn bundled() -> Vec<Source> {
    let file = include_bytes!("../../../timeline.json");
    let sources = crate::storage::read(file).unwrap().timeline.sources;
    sources.iter().cloned().collect()
}

/// Checks the footnote for paragraph 3 and the entry of a source in each style.
fn check(id: &str, expected: [(Style, String, String); 3]) {
    let sources = bundled();
    let source = sources.iter().find(|source| source.id == id).unwrap();
    for (style, note, entry) in expected {
        let bibliographer = Bibliographer::new(style);
        let locator = Some("para. 3");
        assert_eq!(bibliographer.footnote(source, locator), note, "{style}");
        assert_eq!(bibliographer.bibliography_entry(source), entry, "{style}");
    }
}

#[test]
fn a_commentary_with_a_number_and_a_year() {
    let title = "Cambodia’s Warming Ties with Washington Reflect Continuity, Not Realignment";
    check(
        "coplen",
        [
            (
                Style::ChicagoNotes,
                format!("Taylor Coplen, “{title},” Fulcrum, no. 2025/380 (2025): para. 3."),
                format!("Coplen, Taylor. “{title}.” Fulcrum, no. 2025/380 (2025)."),
            ),
            (
                Style::Apa,
                "(Coplen, 2025, para. 3)".to_owned(),
                format!("Coplen, T. (2025). {title}. Fulcrum, (2025/380)."),
            ),
            (
                Style::Mla,
                "(Coplen, par. 3)".to_owned(),
                format!("Coplen, Taylor. “{title}.” Fulcrum, no. 2025/380, 2025."),
            ),
        ],
    );
}

#[test]
fn a_newsletter_without_a_date() {
    let title =
        "Strategic Crossroads: Navigating Diverging Perspectives to Enhance Cambodia-US Ties";
    check(
        "lak",
        [
            (
                Style::ChicagoNotes,
                format!("Chansok Lak, “{title},” PacNet, no. 32 (n.d.): para. 3, {LAK}."),
                format!("Lak, Chansok. “{title}.” PacNet, no. 32 (n.d.). {LAK}."),
            ),
            (
                Style::Apa,
                "(Lak, n.d., para. 3)".to_owned(),
                format!("Lak, C. (n.d.). {title}. PacNet, (32). {LAK}"),
            ),
            (
                Style::Mla,
                "(Lak, par. 3)".to_owned(),
                format!("Lak, Chansok. “{title}.” PacNet, no. 32, {LAK}."),
            ),
        ],
    );
}

#[test]
fn a_page_whose_title_and_date_an_editor_supplied() {
    let title = "[Cambodia’s Diplomatic Playbook for Trump’s Second Term]";
    check(
        "wishlist",
        [
            (
                Style::ChicagoNotes,
                format!("{title}, [February 7, 2025], para. 3, {WISHLIST}."),
                format!("{title}. [February 7, 2025]. {WISHLIST}."),
            ),
            (
                Style::Apa,
                format!("({title}, [2025], para. 3)"),
                format!("{title}. ([2025, February 7]). {WISHLIST}"),
            ),
            (
                Style::Mla,
                format!("({title}, par. 3)"),
                format!("{title}. [7 Feb. 2025], {WISHLIST}."),
            ),
        ],
    );
}

#[test]
fn every_locator_of_the_chronology_is_complete() {
    let file = include_bytes!("../../../timeline.json");
    let timeline = crate::storage::read(file).unwrap().timeline;
    for passage in &timeline.passages {
        let source = &timeline[passage.source];
        let locator = passage.locator.as_deref().unwrap();
        let note = Bibliographer::default().footnote(source, Some(locator));
        assert!(note.contains(locator), "{locator}: {note}");
    }
}
