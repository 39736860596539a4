//! Errors of optical character recognition, typesetting and conversion.

use super::Rng;

/// A text with errors, and where each code point of the original is in it.
pub struct Noisy {
    pub text: Vec<char>,
    /// For each code point of the original, and for its end, the position in `text`.
    pub positions: Vec<usize>,
}

/// Shapes that are taken for each other.
const CONFUSED: &[(&str, &str)] = &[
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("1", "l"),
    ("I", "l"),
    ("O", "0"),
    ("0", "O"),
    ("e", "c"),
    ("c", "e"),
    ("h", "b"),
    ("b", "h"),
    ("cl", "d"),
    ("d", "cl"),
    ("i", "j"),
    ("t", "f"),
    ("f", "t"),
    ("s", "5"),
    ("a", "o"),
    ("o", "a"),
    ("u", "ii"),
    ("n", "ri"),
    ("vv", "w"),
    ("w", "vv"),
    ("g", "9"),
    ("S", "8"),
    (".", ","),
    (",", "."),
    ("y", "v"),
];

const ANY: &str = "abcdefghijklmnopqrstuvwxyz0123456789.,;:'|~-I";

/// Makes errors at a rate per code point: two in five are confusions of shapes if
/// the letters allow it, the others substitutions, insertions, deletions, lost
/// spaces and broken words.
pub fn ocr(text: &[char], rate: f64, rng: &mut Rng) -> Noisy {
    let any: Vec<char> = ANY.chars().collect();
    let mut out = Vec::with_capacity(text.len());
    let mut positions = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    while at < text.len() {
        positions.push(out.len());
        if !rng.chance(rate) {
            out.push(text[at]);
            at += 1;
            continue;
        }
        if rng.chance(0.4) {
            let fits = |(from, _): &&(&str, &str)| {
                from.chars()
                    .enumerate()
                    .all(|(n, c)| text.get(at + n) == Some(&c))
            };
            let fitting: Vec<_> = CONFUSED.iter().filter(fits).collect();
            if !fitting.is_empty() {
                let (from, to) = fitting[rng.below(fitting.len())];
                out.extend(to.chars());
                let width = from.chars().count();
                for _ in 1..width {
                    positions.push(out.len());
                }
                at += width;
                continue;
            }
        }
        match rng.below(10) {
            0..=3 => out.push(any[rng.below(any.len())]),
            4 | 5 => {}
            6 => out.extend([text[at], any[rng.below(any.len())]]),
            7 => out.extend([text[at], ' ']),
            8 => out.extend([text[at], '-', '\n']),
            _ if text[at] == ' ' => {}
            _ => out.push(any[rng.below(any.len())]),
        }
        at += 1;
    }
    positions.push(out.len());
    Noisy {
        text: out,
        positions,
    }
}
