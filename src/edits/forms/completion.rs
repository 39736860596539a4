//! Suggestions for a field, by the typed text.

/// A suggestion for a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggestion {
    /// What is shown, and typed into the field if it is taken.
    pub text: String,
    /// A detail that is shown beside it, such as a number of events.
    pub detail: String,
    /// The id of what is suggested, if it has one.
    pub id: String,
}

/// The positions of the suggestions that fit a typed text: those that begin with
/// it, then those with a word that does, then those that contain it, each in the
/// given order. All fit an empty text. At most `limit`.
pub fn rank_suggestions<'a>(
    typed: &str,
    suggestions: impl IntoIterator<Item = &'a str>,
    limit: usize,
) -> Vec<usize> {
    let typed = typed.trim().to_lowercase();
    let mut ranked: [Vec<usize>; 3] = Default::default();
    for (position, text) in suggestions.into_iter().enumerate() {
        let rank = rank(&typed, &text.to_lowercase());
        if let Some(ranked) = rank.and_then(|rank| ranked.get_mut(rank)) {
            ranked.push(position);
        }
    }
    ranked.into_iter().flatten().take(limit).collect()
}

fn rank(typed: &str, text: &str) -> Option<usize> {
    if text.starts_with(typed) {
        return Some(0);
    }
    text.find(typed)?;
    let begins_word = text.match_indices(typed).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric())
    });
    Some(if begins_word { 1 } else { 2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_that_begin_with_the_text_come_first() {
        let known = [
            "Phnom Penh",
            "Sihanoukville",
            "Beijing",
            "penalties",
            "Open",
        ];
        for (typed, expected) in [
            ("pen", &["penalties", "Phnom Penh", "Open"][..]),
            ("", &known),
            ("  BEI", &["Beijing"]),
            ("x", &[]),
        ] {
            let found: Vec<&str> = rank_suggestions(typed, known, 9)
                .into_iter()
                .map(|position| known[position])
                .collect();
            assert_eq!(found, expected, "{typed}");
        }
        assert_eq!(rank_suggestions("", known, 2), [0, 1]);
    }
}
