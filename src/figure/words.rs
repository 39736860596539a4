//! Messages whose gaps are filled with words that keep a face of their own and
//! stand apart from the rest, as fields of a file must.

use super::fonts::Face;
use super::lines::Words;
use super::piece::Paint;
use crate::language::{Value, say_with};

/// Stands for the first gap while a message is put together; the others follow.
/// No message holds such characters, and no text of a file gets there.
const FIRST_GAP: u32 = 0xf_0000;

/// How the words of a message are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Manner {
    pub face: Face,
    pub paint: Paint,
}

/// A message with words in its gaps.
pub(super) fn woven(id: &str, gaps: &[(&str, Vec<Words>)], manner: Manner) -> Vec<Words> {
    let signs: Vec<String> = (FIRST_GAP..)
        .zip(gaps)
        .map(|(sign, _)| char::from_u32(sign).map(String::from).unwrap_or_default())
        .collect();
    let named: Vec<(&str, Value<'_>)> = gaps
        .iter()
        .zip(&signs)
        .map(|((name, _), sign)| (*name, sign.as_str().into()))
        .collect();
    let message = say_with(id, &named);
    let mut woven: Vec<Words> = Vec::new();
    let mut own = String::new();
    for c in message.chars() {
        let gap = u32::from(c).checked_sub(FIRST_GAP);
        let gap = gap.and_then(|number| gaps.get(usize::try_from(number).ok()?));
        let Some((_, words)) = gap else {
            own.push(c);
            continue;
        };
        if !own.is_empty() {
            let text = std::mem::take(&mut own);
            woven.push(Words::new(text, manner.face, manner.paint));
        }
        woven.extend_from_slice(words);
    }
    if !own.is_empty() {
        woven.push(Words::new(own, manner.face, manner.paint));
    }
    woven
}

/// Lists of words, one after another, with a sign between.
pub(super) fn joined(lists: Vec<Vec<Words>>, between: &str, manner: Manner) -> Vec<Words> {
    let mut all = Vec::new();
    for (number, list) in lists.into_iter().enumerate() {
        if number > 0 {
            all.push(Words::new(between, manner.face, manner.paint));
        }
        all.extend(list);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_keeps_its_words_apart() {
        let manner = Manner {
            face: Face::Sans,
            paint: Paint::Muted,
        };
        let title = vec![Words::new("<b>", Face::Semibold, Paint::Ink)];
        let known = vec![Words::new("1958", Face::Sans, Paint::Ink)];
        let citations = vec![Words::new("A book", Face::Sans, Paint::Ink)];
        let gaps = [("title", title), ("known", known), ("citations", citations)];
        let woven = woven("figure-note", &gaps, manner);
        let texts: Vec<&str> = woven.iter().map(|words| words.text.as_str()).collect();
        assert_eq!(texts, ["<b>", " (", "1958", "). ", "A book", "."]);
    }
}
