//! Messages whose arguments keep their own face and colour.
//!
//! Text from a file stays a separate text, so that it cannot be mistaken for words of the
//! message.

use super::display_item::TextStyle;
use super::line_breaking::StyledText;
use crate::language::{MessageArgument, say_with};

/// The private-use character that represents the first argument while a message is
/// formatted; the others follow. No message has such characters, and texts from files are
/// not formatted.
const FIRST_ARGUMENT: u32 = 0xf_0000;

/// Formats a message. Its own words get `style`, its arguments keep theirs.
pub(super) fn format_message(
    id: &str,
    arguments: &[(&str, Vec<StyledText>)],
    style: TextStyle,
) -> Vec<StyledText> {
    let placeholders: Vec<String> = (FIRST_ARGUMENT..)
        .zip(arguments)
        .map(|(placeholder, _)| {
            char::from_u32(placeholder)
                .map(String::from)
                .unwrap_or_default()
        })
        .collect();
    let named: Vec<(&str, MessageArgument<'_>)> = arguments
        .iter()
        .zip(&placeholders)
        .map(|((name, _), placeholder)| (*name, placeholder.as_str().into()))
        .collect();
    let message = say_with(id, &named);
    let mut texts: Vec<StyledText> = Vec::new();
    let mut own = String::new();
    for c in message.chars() {
        let argument = u32::from(c).checked_sub(FIRST_ARGUMENT);
        let argument = argument.and_then(|number| arguments.get(usize::try_from(number).ok()?));
        let Some((_, words)) = argument else {
            own.push(c);
            continue;
        };
        if !own.is_empty() {
            let text = std::mem::take(&mut own);
            texts.push(StyledText::new(text, style));
        }
        texts.extend_from_slice(words);
    }
    if !own.is_empty() {
        texts.push(StyledText::new(own, style));
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_of_a_message_stay_separate_texts() {
        let style = TextStyle::MUTED;
        let title = vec![StyledText::new("<b>", TextStyle::STRONG)];
        let date = vec![StyledText::new("1958", TextStyle::PLAIN)];
        let citations = vec![StyledText::new("A book", TextStyle::PLAIN)];
        let arguments = [("title", title), ("date", date), ("citations", citations)];
        let message = format_message("figure-note", &arguments, style);
        let texts: Vec<&str> = message.iter().map(|words| words.text.as_str()).collect();
        assert_eq!(texts, ["<b>", " (", "1958", "). ", "A book", "."]);
    }
}
