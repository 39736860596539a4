//! Splits a text into words, numbers and other characters, with their positions.

/// The kinds of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters.
    Word,
    /// ASCII digits.
    Number,
    /// A hyphen, an en dash or a similar character. An em dash is a `Sign`: it
    /// separates clauses, not years.
    Dash,
    /// Any other character.
    Sign(char),
}

/// One word, number or character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind,
    pub(super) text: &'t str,
    /// Where it begins, in code points of the text.
    pub(super) start: usize,
    /// Where it ends, not included.
    pub(super) end: usize,
    /// `start` in bytes.
    pub(super) start_byte: usize,
    /// `end` in bytes.
    pub(super) end_byte: usize,
    /// Whether it follows the previous token without white space.
    pub(super) adjoins: bool,
    /// Whether it is part of a URL, email address or path, where a number is not
    /// a date.
    pub(super) in_address: bool,
}

/// Splits a text into tokens. White space, Markdown emphasis and invisible
/// characters are not tokens and do not separate the words of a phrase.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut addresses = Addresses::default();
    let mut characters = text.char_indices().enumerate().peekable();
    let mut adjoins = false;
    let mut before = None;
    while let Some((start, (start_byte, c))) = characters.next() {
        addresses.enter(text, start_byte, c);
        let next = characters.peek().map(|(_, (_, next))| *next);
        let is_skipped = is_invisible(c) || is_emphasis(c, before, next);
        before = Some(c);
        if c.is_whitespace() {
            adjoins = false;
            continue;
        }
        if is_skipped {
            continue;
        }
        let kind = kind_of(c);
        let (mut end, mut end_byte) = (start + 1, start_byte + c.len_utf8());
        if matches!(kind, TokenKind::Word | TokenKind::Number) {
            while let Some((index, (byte, next))) = characters.peek().copied() {
                if kind_of(next) != kind && !is_mark(next) {
                    break;
                }
                (end, end_byte) = (index + 1, byte + next.len_utf8());
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
            adjoins: adjoins && !tokens.is_empty(),
            in_address: addresses.contains(start_byte),
        });
        adjoins = true;
    }
    tokens
}

fn kind_of(c: char) -> TokenKind {
    match c {
        '0'..='9' => TokenKind::Number,
        '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' => TokenKind::Dash,
        c if c.is_alphanumeric() => TokenKind::Word,
        c => TokenKind::Sign(c),
    }
}

/// Whether a character is a combining mark, which belongs to the letter before
/// it. Those of Latin letters are enough for the languages in the vocabulary.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// Whether a character is an asterisk, or an underscore at the edge of a word.
/// An underscore inside a word is part of a name: `file_1958_b`.
fn is_emphasis(c: char, before: Option<char>, next: Option<char>) -> bool {
    let is_inner = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    match c {
        '*' => true,
        '_' => !(is_inner(before) && is_inner(next)),
        _ => false,
    }
}

/// The address or path, if any, in the current run of characters without white
/// space, in bytes.
#[derive(Default)]
struct Addresses {
    /// Where the run ends.
    run_end: usize,
    /// Where the address begins.
    start: usize,
    /// Where the address ends, not included.
    end: usize,
}

impl Addresses {
    /// Searches a run for an address when its first character is reached.
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

    const fn contains(&self, byte: usize) -> bool {
        self.start <= byte && byte < self.end
    }
}

/// The bytes of a run of characters that are an address or path.
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

    fn split(text: &str) -> Vec<(&str, bool)> {
        tokens(text)
            .iter()
            .map(|token| (token.text, token.adjoins))
            .collect()
    }

    #[test]
    fn white_space_and_emphasis_are_not_tokens() {
        assert_eq!(
            split("in the\n**mid-2010s**"),
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
            split("_1958_ a_1"),
            [("1958", false), ("a", false), ("_", true), ("1", true)]
        );
        assert_eq!(split("19\u{ad}58"), [("19", false), ("58", true)]);
    }

    #[test]
    fn positions_are_code_points_and_bytes() {
        let found = tokens("é 1958");
        assert_eq!((found[1].start, found[1].end), (2, 6));
        assert_eq!((found[1].start_byte, found[1].end_byte), (3, 7));
    }

    #[test]
    fn numbers_in_addresses_and_paths_are_recognised() {
        let in_address = |text: &'static str| {
            tokens(text)
                .into_iter()
                .filter(|token| token.kind == TokenKind::Number)
                .map(|token| token.in_address)
                .collect::<Vec<_>>()
        };
        assert_eq!(in_address("see https://a.org/1958 in 1958"), [true, false]);
        assert_eq!(
            in_address("[1958](https://a.org/1958) (1959)"),
            [false, true, false]
        );
        assert_eq!(
            in_address("a/b.1958 me1958@x.org C:\\1958"),
            [true, true, true]
        );
        assert_eq!(
            in_address("2025/380. and 1958/59"),
            [false, false, false, false]
        );
    }
}
