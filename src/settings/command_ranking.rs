//! Ranks commands by fuzzy search in their names, for the command palette.

use std::ops::Range;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::command::Command;

/// The maximum length of a query, in characters.
const MAX_QUERY_LENGTH: usize = 100;

/// The commands whose names match all words of the query, the best first, each
/// with the matching ranges of its name in bytes, sorted and disjoint. A word
/// matches if its letters occur in order; starts of words and consecutive
/// letters rank higher. Case does not matter, and a letter without an accent
/// matches the accented one. An empty query gives all commands, by group.
#[must_use]
pub fn rank_commands(
    query: &str,
    commands: &[(Command, String)],
) -> Vec<(Command, Vec<Range<usize>>)> {
    let query: String = query.chars().take(MAX_QUERY_LENGTH).collect();
    let pattern = Pattern::new(
        &query,
        CaseMatching::Ignore,
        Normalization::Smart,
        AtomKind::Fuzzy,
    );
    let mut config = Config::DEFAULT;
    config.prefer_prefix = true;
    let mut matcher = Matcher::new(config);
    let mut buffer = Vec::new();
    let mut ranked: Vec<(u32, Command, Vec<Range<usize>>)> = commands
        .iter()
        .filter_map(|(command, name)| {
            let mut indices = Vec::new();
            let text = Utf32Str::new(name, &mut buffer);
            let score = pattern.indices(text, &mut matcher, &mut indices)?;
            Some((score, *command, byte_ranges(name, indices)))
        })
        .collect();
    // Commands are sorted by group.
    ranked.sort_by(|(one, first, _), (other, second, _)| {
        other.cmp(one).then_with(|| first.cmp(second))
    });
    ranked
        .into_iter()
        .map(|(_, command, matches)| (command, matches))
        .collect()
}

/// Character indices of a name as ranges of bytes.
fn byte_ranges(name: &str, mut indices: Vec<u32>) -> Vec<Range<usize>> {
    indices.sort_unstable();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut indices = indices.into_iter().peekable();
    for (number, (start, character)) in (0_u32..).zip(name.char_indices()) {
        if indices.peek() != Some(&number) {
            continue;
        }
        while indices.peek() == Some(&number) {
            indices.next();
        }
        let end = start + character.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => found.push(start..end),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every command under its name in a file of messages.
    fn named(messages: &str) -> Vec<(Command, String)> {
        let name = |command: &Command| {
            let line = format!("{} = ", command.message_id());
            messages
                .lines()
                .find_map(|text| text.strip_prefix(&line))
                .unwrap()
                .to_owned()
        };
        Command::ALL
            .iter()
            .map(|command| (*command, name(command)))
            .collect()
    }

    fn english() -> Vec<(Command, String)> {
        named(include_str!("../../assets/language/commands.en.ftl"))
    }

    fn french() -> Vec<(Command, String)> {
        named(include_str!("../../assets/language/commands.fr.ftl"))
    }

    fn first(query: &str, commands: &[(Command, String)]) -> Option<Command> {
        rank_commands(query, commands)
            .first()
            .map(|(command, _)| *command)
    }

    #[test]
    fn commands_match_by_words_prefixes_and_letters() {
        let cases = [
            ("zoom in", Command::ZoomIn),
            ("ZOOM IN", Command::ZoomIn),
            ("in zoom", Command::ZoomIn),
            ("zi", Command::ZoomIn),
            ("zo", Command::ZoomIn),
            ("next tab", Command::NextTab),
            ("dark", Command::ThemeDark),
            ("legend", Command::Legend),
            ("larger", Command::TextLarger),
            ("copy link", Command::CopyLink),
            ("recent", Command::OpenRecent),
            ("settings", Command::Settings),
            ("keys", Command::Keys),
        ];
        let english = english();
        for (query, command) in cases {
            assert_eq!(first(query, &english), Some(command), "{query}");
        }
        assert_eq!(first("qqq", &english), None);
    }

    #[test]
    fn letters_match_without_accents() {
        let french = french();
        for query in ["reglages", "Réglages", "RÉGLAGES"] {
            assert_eq!(first(query, &french), Some(Command::Settings), "{query}");
        }
        assert_eq!(
            first("evenement suivant", &french),
            Some(Command::NextEvent)
        );
    }

    #[test]
    fn matching_ranges_are_in_bytes() {
        let ranked = rank_commands("regl", &french());
        let (command, matches) = &ranked[0];
        assert_eq!(*command, Command::Settings);
        // R, é of two bytes, g, l.
        assert_eq!(matches.first(), Some(&(0..5)));
        assert_eq!(matches.len(), 1);
    }

    #[test]
    fn an_empty_query_gives_every_command_by_group() {
        let mut commands = english();
        commands.reverse();
        for query in ["", "  "] {
            let all: Vec<Command> = rank_commands(query, &commands)
                .iter()
                .map(|(c, _)| *c)
                .collect();
            assert_eq!(all, Command::ALL);
        }
    }

    proptest! {
        #[test]
        fn matching_ranges_are_within_the_name(
            query in "\\PC{0,12}|[a-z ]{0,8}",
            names in prop::collection::vec("\\PC{0,20}|[a-zéè ]{0,20}", 0..8),
        ) {
            let commands: Vec<(Command, String)> =
                Command::ALL.iter().copied().zip(names).collect();
            for (command, matches) in rank_commands(&query, &commands) {
                let (_, name) = commands.iter().find(|(known, _)| *known == command).unwrap();
                let mut end = 0;
                for range in &matches {
                    prop_assert!(range.start >= end && range.start < range.end);
                    prop_assert!(name.get(range.clone()).is_some());
                    end = range.end;
                }
                prop_assert_eq!(matches.is_empty(), query.trim().is_empty());
            }
        }
    }
}
