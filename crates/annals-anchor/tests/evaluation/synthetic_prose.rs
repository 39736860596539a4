//! Synthetic prose: sentences of an invented chronicle, with letters as frequent as
//! in English and with phrases that recur.

use super::Rng;

const SUBJECTS: &[&str] = &[
    "the king",
    "the ministry of trade",
    "a delegation from the coast",
    "the assembly",
    "the governor",
    "an engineer from the north",
    "the harbour master",
    "the old council",
    "a group of students",
    "the envoy",
    "the railway company",
    "a retired general",
    "the bishop",
    "the editor of the paper",
    "the committee",
    "a merchant family",
    "the surveyors",
    "the new cabinet",
    "the garrison",
    "the women of the market",
    "the schoolmaster",
    "a foreign bank",
    "the court",
    "the islanders",
];
const VERBS: &[&str] = &[
    "signed",
    "rejected",
    "proposed",
    "published",
    "delayed",
    "welcomed",
    "questioned",
    "financed",
    "abandoned",
    "rebuilt",
    "described",
    "inspected",
    "forbade",
    "praised",
    "copied",
    "defended",
    "denounced",
    "measured",
    "inherited",
    "divided",
    "renamed",
    "reopened",
    "mortgaged",
    "painted",
];
const OBJECTS: &[&str] = &[
    "a treaty of friendship",
    "the plan for a second bridge",
    "the tax on salt",
    "a report on the floods",
    "the lease of the dockyard",
    "an appeal for grain",
    "the law on schools",
    "a map of the delta",
    "the monopoly of the ferries",
    "a loan for the waterworks",
    "the charter of the town",
    "a ban on night fishing",
    "the inventory of the palace",
    "the contract for the lighthouse",
    "a petition against the duty",
    "the statutes of the guild",
    "an atlas of the border country",
    "the accounts of the hospital",
    "a proposal for common weights",
    "the ruins of the fort",
];
const MANNERS: &[&str] = &[
    "after a long dispute",
    "without asking the province",
    "in great haste",
    "against all advice",
    "for the third time",
    "to general surprise",
    "in the presence of witnesses",
    "by a single vote",
    "under heavy rain",
    "with borrowed money",
    "as the season ended",
    "before the roads were open",
    "despite the protests of the millers",
    "at the request of the neighbours",
    "almost unnoticed",
];
const CLAUSES: &[&str] = &[
    "although few had expected it",
    "because the treasury was empty",
    "while the river kept rising",
    "so that work could begin before winter",
    "which the older families never forgave",
    "and the price of rice doubled within weeks",
    "yet nothing came of it for years",
    "as letters found later make clear",
    "since the harbour had silted up",
    "until the courts stepped in",
    "and nobody could say who had paid",
    "which pleased the traders and angered the priests",
];
const NAMES: &[&str] = &[
    "Marensdal",
    "Ostrova",
    "Kelbury",
    "Tarn Vaag",
    "Philby",
    "Doruna",
    "Elsgate",
    "Hollin",
    "Brema",
    "Quenford",
    "Isgard",
    "Sarnay",
    "Velmoor",
    "Whitlow",
    "Ardenne",
    "Castor",
    "Lumley",
    "Orsk",
];
const SHORT_SENTENCES: &[&str] = &[
    "Little else is known.",
    "The winter was mild.",
    "Opinions differed.",
    "It did not last.",
    "The papers said nothing of this.",
    "Trade went on as before.",
    "The cause remains unclear.",
];

/// One sentence.
pub fn sentence(rng: &mut Rng) -> String {
    let year = 1850 + rng.below(120);
    let (who, did, what) = (rng.choose(SUBJECTS), rng.choose(VERBS), rng.choose(OBJECTS));
    let (how, and, name) = (rng.choose(MANNERS), rng.choose(CLAUSES), rng.choose(NAMES));
    let other = rng.choose(NAMES);
    let count = 2 + rng.below(90);
    let text = match rng.below(9) {
        0 => format!("in {year} {who} {did} {what} {how}, {and}."),
        1 => format!("{who} at {name} {did} {what}, {and}."),
        2 => format!("{how}, {who} {did} {what} and sent {count} copies to {name}."),
        3 => format!("from {name} to {other} it was said that {who} {did} {what} {how}."),
        4 => format!(
            "{who} {did} {what} in the spring of {year}, {and}, and {count} men left {name}."
        ),
        5 => format!("a letter of {year} tells how {who} {did} {what} {how}."),
        6 => format!("when {who} of {other} {did} {what}, {and}."),
        7 => return rng.choose(SHORT_SENTENCES).to_owned(),
        _ => format!("{what}, which {who} {did} {how}, cost {count} thousand crowns, {and}."),
    };
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Paragraphs of sentences, about `length` code points in all.
pub fn document(rng: &mut Rng, length: usize) -> Vec<Vec<String>> {
    let mut paragraphs = Vec::new();
    let mut size = 0;
    while size < length {
        let paragraph: Vec<_> = (0..3 + rng.below(5)).map(|_| sentence(rng)).collect();
        size += paragraph
            .iter()
            .map(|sentence| sentence.len() + 1)
            .sum::<usize>();
        paragraphs.push(paragraph);
    }
    paragraphs
}

/// Paragraphs as plain text.
pub fn plain(paragraphs: &[Vec<String>]) -> String {
    let lines: Vec<_> = paragraphs
        .iter()
        .map(|sentences| sentences.join(" "))
        .collect();
    lines.join("\n\n")
}

/// A sentence with a few words replaced, removed, inflected or added.
pub fn edited(sentence: &str, rng: &mut Rng) -> String {
    let mut words: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
    let edits = 1 + rng.below((words.len() / 5).max(1));
    for _ in 0..edits {
        let at = rng.below(words.len());
        match rng.below(4) {
            0 => {
                words[at] = rng
                    .choose(&["several", "perhaps", "recent", "quietly", "further"])
                    .to_owned()
            }
            1 if words.len() > 6 => drop(words.remove(at)),
            2 => words.insert(
                at,
                rng.choose(&["indeed", "later", "so-called", "much", "then"])
                    .to_owned(),
            ),
            _ => words[at].push_str(rng.choose(&["s", "e", "ed"])),
        }
    }
    words.join(" ")
}
