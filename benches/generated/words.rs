//! Generated words with the frequencies of natural language (Zipf's law).

use super::Rng;

/// The most frequent words, in order.
const COMMON: [&str; 96] = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "was",
    "that",
    "for",
    "on",
    "by",
    "with",
    "from",
    "its",
    "had",
    "were",
    "as",
    "at",
    "which",
    "not",
    "his",
    "their",
    "be",
    "an",
    "after",
    "government",
    "would",
    "it",
    "they",
    "minister",
    "new",
    "before",
    "army",
    "under",
    "between",
    "no",
    "who",
    "into",
    "two",
    "war",
    "first",
    "made",
    "more",
    "been",
    "against",
    "country",
    "years",
    "over",
    "other",
    "when",
    "party",
    "said",
    "people",
    "council",
    "through",
    "all",
    "city",
    "some",
    "border",
    "north",
    "treaty",
    "river",
    "south",
    "law",
    "foreign",
    "only",
    "trade",
    "time",
    "until",
    "without",
    "general",
    "port",
    "king",
    "several",
    "month",
    "agreed",
    "signed",
    "land",
    "workers",
    "troops",
    "east",
    "west",
    "railway",
    "assembly",
    "election",
    "rights",
    "peace",
    "delegation",
    "bridge",
    "harvest",
    "refused",
    "école",
    "café",
    "señor",
    "über",
    "naïve",
];

const STARTS: [&str; 36] = [
    "b", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m",
    "n", "p", "ph", "pl", "pr", "qu", "r", "s", "sh", "sl", "st", "str", "t", "th", "tr", "v", "w",
    "y", "z",
];

const MIDDLES: [&str; 14] = [
    "a", "e", "i", "o", "u", "ai", "ea", "ee", "ia", "io", "oo", "ou", "é", "ö",
];

const ENDS: [&str; 18] = [
    "", "", "", "l", "m", "n", "nd", "ng", "nt", "r", "rd", "rn", "s", "st", "t", "ld", "ck", "x",
];

/// The number of words, including a few random repeats.
const VOCABULARY: usize = 40_000;

/// All words, most frequent first.
pub struct Words {
    words: Vec<String>,
}

impl Words {
    pub fn new(rng: &mut Rng) -> Self {
        let mut words: Vec<String> = COMMON.iter().map(|&word| word.to_owned()).collect();
        while words.len() < VOCABULARY {
            // Common words are short, rare ones long.
            let syllables = 1 + rng.below(2) + usize::from(words.len() > 800) + rng.below(2);
            let mut word = String::new();
            for _ in 0..syllables {
                word += STARTS[rng.below(STARTS.len())];
                // Marks are rare.
                let middles = if rng.percent(3) { 14 } else { 12 };
                word += MIDDLES[rng.below(middles)];
            }
            word += ENDS[rng.below(ENDS.len())];
            words.push(word);
        }
        Self { words }
    }

    /// A random word; that of rank n has a frequency proportional to 1/n.
    fn word(&self, rng: &mut Rng) -> &str {
        let rank = (self.words.len() as f64).powf(rng.fraction()) - 1.0;
        &self.words[rank as usize]
    }

    /// Three to eight words.
    pub fn title(&self, rng: &mut Rng) -> String {
        let words = 3 + rng.below(6);
        let mut title = String::new();
        for number in 0..words {
            if number == 0 {
                capital(&mut title, self.word(rng));
            } else {
                title.push(' ');
                title += self.word(rng);
            }
        }
        title
    }

    /// Sentences of `least` to `most` characters, or a few more for the last word.
    pub fn prose(&self, rng: &mut Rng, least: usize, most: usize) -> String {
        let length = least + rng.below(most - least);
        let mut text = String::new();
        let mut characters = 0;
        let mut in_sentence = 0;
        while characters < length {
            let before = text.len();
            if in_sentence > 0 {
                text.push(' ');
            }
            let word = self.word(rng);
            if in_sentence == 0 || rng.percent(6) {
                capital(&mut text, word);
            } else {
                text += word;
            }
            in_sentence += 1;
            match rng.below(40) {
                0..3 => text.push(','),
                3 => text += " —",
                4 => text += "’s",
                5..8 if in_sentence > 6 => {
                    text += ". ";
                    in_sentence = 0;
                }
                _ => {}
            }
            characters += text[before..].chars().count();
        }
        text.truncate(text.trim_end_matches([' ', ',', '—', '.']).len());
        text.push('.');
        text
    }

    /// A few words before or after a quotation.
    pub fn context(&self, rng: &mut Rng, before: bool) -> String {
        let mut text = String::new();
        for _ in 0..3 {
            if !before {
                text.push(' ');
            }
            text += self.word(rng);
            if before {
                text.push(' ');
            }
        }
        text
    }

    /// A text with the words of a date at its end.
    pub fn with_date(&self, text: &str, date: &str) -> String {
        format!("{}, {date}.", text.trim_end_matches('.'))
    }
}

fn capital(text: &mut String, word: &str) {
    let mut chars = word.chars();
    if let Some(first) = chars.next() {
        text.extend(first.to_uppercase());
        text.push_str(chars.as_str());
    }
}
