//! A text in pieces: words, numbers and signs, each with its place.

/// What a [`Token`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// ASCII digits.
    Number,
    /// A hyphen, an en dash or the like. An em dash is a mere sign: it parts
    /// clauses and spans no years.
    Dash,
    /// Any other character.
    Sign(char),
}

/// One piece of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    /// What it is.
    pub(super) kind: Kind,
    /// Its characters.
    pub(super) text: &'t str,
    /// Where it begins and ends, in code points.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The same in bytes.
    pub(super) start_byte: usize,
    pub(super) end_byte: usize,
    /// Whether it follows the piece before it without white space.
    pub(super) glued: bool,
    /// Whether it is part of an address, a path or the like, where a number is
    /// no date.
    pub(super) in_address: bool,
}

/// Cuts a text. White space, Markdown's marks of emphasis and characters that
/// cannot be seen part no phrase, and are no tokens.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut addresses = Addresses::default();
    let mut characters = text.char_indices().enumerate().peekable();
    let mut glued = false;
    let mut before = None;
    while let Some((start, (start_byte, c))) = characters.next() {
        addresses.enter(text, start_byte, c);
        let next = characters.peek().map(|(_, (_, next))| *next);
        let left_out = is_unseen(c) || is_emphasis(c, before, next);
        before = Some(c);
        if c.is_whitespace() {
            glued = false;
            continue;
        }
        if left_out {
            continue;
        }
        let kind = kind_of(c);
        let (mut end, mut end_byte) = (start + 1, start_byte + c.len_utf8());
        if matches!(kind, Kind::Word | Kind::Number) {
            while let Some((place, (byte, next))) = characters.peek().copied() {
                if kind_of(next) != kind && !is_mark(next) {
                    break;
                }
                (end, end_byte) = (place + 1, byte + next.len_utf8());
                before = Some(next);
                characters.next();
            }
        }
        tokens.push(Token {
            kind,
            text: text.get(start_byte..end_byte).unwrap_or_default(),
            start,
            end,
            start_byte,
            end_byte,
            glued: glued && !tokens.is_empty(),
            in_address: addresses.holds(start_byte),
        });
        glued = true;
    }
    tokens
}

fn kind_of(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Number,
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' => Kind::Dash,
        c if c.is_alphanumeric() => Kind::Word,
        c => Kind::Sign(c),
    }
}

/// A combining mark belongs to the letter before it. Those of Latin letters are
/// enough for the languages in the vocabulary.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// An asterisk, or an underscore at the edge of a word. One inside a word is
/// part of a name: `file_1958_b`.
fn is_emphasis(c: char, before: Option<char>, next: Option<char>) -> bool {
    let is_inner = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    match c {
        '*' => true,
        '_' => !(is_inner(before) && is_inner(next)),
        _ => false,
    }
}

/// Which bytes belong to addresses and paths, as far as the text was read.
#[derive(Default)]
struct Addresses {
    /// Where the present run of characters without white space ends.
    run_end: usize,
    /// Where in it an address begins and ends.
    start: usize,
    end: usize,
}

impl Addresses {
    /// Looks at a run of characters when the first of it is reached.
    fn enter(&mut self, text: &str, byte: usize, c: char) {
        if byte < self.run_end || c.is_whitespace() {
            return;
        }
        let rest = text.get(byte..).unwrap_or_default();
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let run = rest.get(..length).unwrap_or_default();
        self.run_end = byte + length;
        (self.start, self.end) = match address_in(run) {
            Some((start, end)) => (byte + start, byte + end),
            None => (0, 0),
        };
    }

    const fn holds(&self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }
}

/// Where in a run of characters an address stands.
fn address_in(run: &str) -> Option<(usize, usize)> {
    let scheme = run.find("://").map(|colon| {
        let letters = run
            .get(..colon)
            .unwrap_or_default()
            .bytes()
            .rev()
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        colon - letters
    });
    if let Some(start) = scheme.or_else(|| run.find("www.")) {
        let rest = run.get(start..).unwrap_or_default();
        let end = rest.find(['>', '"', ')', ']']).unwrap_or(rest.len());
        return Some((start, start + end));
    }
    let is_path = run.contains('\\')
        || run.contains('@')
        || (run.contains('/')
            && run
                .bytes()
                .zip(run.bytes().skip(2))
                .zip(run.bytes().skip(1))
                .any(|((before, after), dot)| {
                    dot == b'.' && before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric()
                }));
    is_path.then_some((0, run.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<(&str, bool)> {
        tokens(text)
            .iter()
            .map(|token| (token.text, token.glued))
            .collect()
    }

    #[test]
    fn white_space_and_emphasis_part_nothing() {
        assert_eq!(
            pieces("in the\n**mid-2010s**"),
            [
                ("in", false),
                ("the", false),
                ("mid", false),
                ("-", true),
                ("2010", true),
                ("s", true)
            ]
        );
        assert_eq!(
            pieces("_1958_ a_1"),
            [("1958", false), ("a", false), ("_", true), ("1", true)]
        );
        assert_eq!(pieces("19\u{ad}58"), [("19", false), ("58", true)]);
    }

    #[test]
    fn places_are_code_points_and_bytes() {
        let found = tokens("é 1958");
        assert_eq!((found[1].start, found[1].end), (2, 6));
        assert_eq!((found[1].start_byte, found[1].end_byte), (3, 7));
    }

    #[test]
    fn addresses_are_known() {
        let of = |text: &'static str| {
            tokens(text)
                .into_iter()
                .filter(|token| token.kind == Kind::Number)
                .map(|token| token.in_address)
                .collect::<Vec<_>>()
        };
        assert_eq!(of("see https://a.org/1958 in 1958"), [true, false]);
        assert_eq!(
            of("[1958](https://a.org/1958) (1959)"),
            [false, true, false]
        );
        assert_eq!(of("a/b.1958 me1958@x.org C:\\1958"), [true, true, true]);
        assert_eq!(of("2025/380. and 1958/59"), [false, false, false, false]);
    }
}
