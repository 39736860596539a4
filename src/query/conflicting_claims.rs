//! Conflicting claims: what the passages of an event say if they disagree.

use std::ops::Range;

use crate::date_words::short_words;
use crate::model::{Basis, Citation, Event, Index, Source, Stance, Timeline, WrittenDate};
use annals_prose_dates::{Justification, find_dates, justifies, supports_language};

/// A quotation of at most this many code points is shown completely.
const SHORT: usize = 140;
/// The least and the greatest number of code points that are shown of a longer quotation
/// without words that give a date.
const BEGINNING: Range<usize> = 60..110;
/// Number of code points that are shown before the words that give a date.
const BEFORE: usize = 60;
/// Number of code points that are shown after them.
const AFTER: usize = 30;
/// The greatest number of code points that complete a word at an end.
const LONGEST_WORD: usize = 24;

/// What the passages of an event disagree about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// They give rival dates.
    Dates,
    /// Some support the event, others dispute it.
    Stances,
    /// All support it, and report the claims of different people.
    Voices,
}

/// What one citation says about the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictingClaim {
    /// Which of the event's citations, from 0.
    pub citation: usize,
    /// The source.
    pub source: Index<Source>,
    /// The words of the passage.
    pub words: QuotationExcerpt,
    /// The date that the citation gives, in words; the text of the file if it is not a valid
    /// date.
    pub date: Option<String>,
    /// Whether that date is inferred instead of stated.
    pub inferred: bool,
    /// Whose claim the passage reports; `None` if it is that of the source.
    pub attributed_to: Option<String>,
    /// Supports, disputes or context.
    pub stance: Stance,
}

/// A part of a quotation: verbatim, cut between words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotationExcerpt {
    /// The words.
    pub text: String,
    /// Whether text before it is left out.
    pub cut_before: bool,
    /// Whether text after it is left out.
    pub cut_after: bool,
    /// The bytes of `text` that give the date, if they are found.
    pub dates: Option<Range<usize>>,
}

/// The conflicting claims about an event, in the order of its citations; `None` if fewer than
/// two conflict.
///
/// Claims conflict if there are rival dates, if one citation disputes what another supports, or
/// if supporting passages report the claims of different people. A citation for context that
/// gives no date is not a claim.
#[must_use]
pub fn conflicting_claims(
    timeline: &Timeline,
    event: Index<Event>,
) -> Option<(Disagreement, Vec<ConflictingClaim>)> {
    let event = timeline.events.get(event)?;
    let disagreement = disagreement(event)?;
    let claims: Vec<ConflictingClaim> = event
        .citations
        .iter()
        .enumerate()
        .filter(|(_, citation)| {
            citation.stance != Stance::Context
                || disagreement == Disagreement::Dates && citation.date.is_some()
        })
        .filter_map(|(number, citation)| claim(timeline, number, citation))
        .collect();
    (claims.len() > 1).then_some((disagreement, claims))
}

fn disagreement(event: &Event) -> Option<Disagreement> {
    if !event.rivals().is_empty() {
        return Some(Disagreement::Dates);
    }
    let has_stance = |stance| event.citations.iter().any(|one| one.stance == stance);
    if has_stance(Stance::Disputes) {
        return Some(Disagreement::Stances);
    }
    let mut voices: Vec<&str> = event
        .citations
        .iter()
        .filter(|citation| citation.stance == Stance::Supports)
        .filter_map(|citation| citation.attributed_to.as_deref())
        .collect();
    voices.sort_unstable();
    voices.dedup();
    (voices.len() > 1).then_some(Disagreement::Voices)
}

fn claim(timeline: &Timeline, number: usize, citation: &Citation) -> Option<ConflictingClaim> {
    let passage = timeline.passages.get(citation.passage)?;
    let source = timeline.sources.get(passage.source)?;
    let language = source.language.as_ref().or(timeline.language.as_ref());
    // Text without a known language is tried as English.
    let is_read = language.is_none_or(|language| supports_language(language));
    let exact = &passage.quote.exact;
    let dates = citation
        .date
        .as_ref()
        .filter(|_| is_read)
        .and_then(|date| words_that_give(exact, date));
    Some(ConflictingClaim {
        citation: number,
        source: passage.source,
        words: QuotationExcerpt::around(exact, dates.as_ref()),
        date: citation.date.as_ref().map(|date| match &date.edtf {
            Some(edtf) => short_words(edtf),
            None => date.text.clone(),
        }),
        inferred: citation.dating.basis == Some(Basis::Inferred),
        attributed_to: citation.attributed_to.clone().map(String::from),
        stance: citation.stance,
    })
}

/// The code points of a quotation that give a date: the first words that support it.
fn words_that_give(exact: &str, date: &WrittenDate) -> Option<Range<usize>> {
    let stated = date.edtf.as_ref()?;
    find_dates(exact, None)
        .into_iter()
        .find(|words| {
            words.edtf.as_ref().is_some_and(|edtf| {
                justifies(std::slice::from_ref(edtf), stated) == Justification::Supported
            })
        })
        .map(|words| words.start..words.end)
}

impl QuotationExcerpt {
    /// The part of a quotation around some of its code points, or its beginning. White space
    /// is collapsed.
    fn around(exact: &str, focus: Option<&Range<usize>>) -> Self {
        let chars: Vec<char> = exact.chars().collect();
        let all = 0..chars.len();
        let part = match focus {
            _ if chars.len() <= SHORT => all.clone(),
            Some(focus) => {
                let from = focus.start.saturating_sub(BEFORE);
                let to = (focus.end + AFTER).min(chars.len());
                word_start(&chars, from, focus.start)..word_end(&chars, to)
            }
            None => 0..beginning_end(&chars),
        };
        let mut excerpt = Self {
            text: String::new(),
            cut_before: part.start > all.start,
            cut_after: part.end < all.end,
            dates: None,
        };
        let mut begins = None;
        for place in part {
            let Some(sign) = chars.get(place) else { break };
            if focus.is_some_and(|focus| focus.start == place) {
                begins = Some(excerpt.text.len());
            }
            if !sign.is_whitespace() {
                excerpt.text.push(*sign);
            } else if !excerpt.text.ends_with(' ') {
                excerpt.text.push(' ');
            }
            if focus.is_some_and(|focus| focus.end == place + 1) {
                excerpt.dates = begins.map(|begins| begins..excerpt.text.len());
            }
        }
        excerpt
    }
}

/// The first start of a word at or after `from`, before `most`.
fn word_start(chars: &[char], from: usize, most: usize) -> usize {
    let is_space = |place: usize| chars.get(place).is_some_and(|char| char.is_whitespace());
    if from == 0 {
        return 0;
    }
    (from..most)
        .find(|place| is_space(place - 1) && !is_space(*place))
        .unwrap_or(from)
}

/// Where the beginning of a quotation is cut: at the end of a clause, so that words are not
/// separated from what they qualify, or at a word if no clause ends in range.
fn beginning_end(chars: &[char]) -> usize {
    let ends_clause = |place: &usize| {
        let mark = chars
            .get(*place)
            .is_some_and(|char| ",;:.!?".contains(*char));
        let space = chars
            .get(place + 1)
            .is_some_and(|char| char.is_whitespace());
        mark && space
    };
    match BEGINNING.rev().find(ends_clause) {
        Some(place) => match chars.get(place) {
            Some('.' | '!' | '?') => place + 1,
            _ => place,
        },
        None => word_end(chars, BEGINNING.end),
    }
}

/// The end of the word at a position, or the position if the end is far away.
fn word_end(chars: &[char], from: usize) -> usize {
    let tail = chars.get(from..).unwrap_or_default();
    match tail.iter().position(|char| char.is_whitespace()) {
        Some(more) if more <= LONGEST_WORD => from + more,
        None if tail.len() <= LONGEST_WORD => chars.len(),
        _ => from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample_tests::{self as sample, citing, claimed, event};
    use Stance::{Context, Disputes, Supports};
    use proptest::prelude::*;

    const LONG: &str = "Following the signing of the deal, the government lifted its embargo, \
                        signed a treaty of trade, and announced that the exercises would begin \
                        again that had been frozen since 2017, when both capitals fell out over \
                        the matter of the harbour.";

    /// The claims of an event. Passage 0 is long, 1 short, 2 in Khmer as far
    /// as anybody says.
    fn of(citations: Vec<Citation>) -> Option<(Disagreement, Vec<ConflictingClaim>)> {
        let short = "Suspended in the mid-2010s.";
        let timeline = sample::timeline(
            &[("s", None), ("t", None), ("km", Some("km"))],
            &[(0, LONG), (1, short), (2, short)],
            vec![event("it", None, citations)],
        );
        conflicting_claims(&timeline, Index::new(0).unwrap())
    }

    #[test]
    fn rival_dates_have_the_words_that_give_them() {
        let vague = Citation {
            attributed_to: Some("the palace".into()),
            ..citing(1, Supports, Some("2014~/2016~"))
        };
        let (disagreement, claims) = of(vec![
            citing(0, Supports, Some("2017")),
            vague,
            citing(1, Context, None),
        ])
        .unwrap();
        assert_eq!(disagreement, Disagreement::Dates);
        assert_eq!(claims.len(), 2);
        let words = &claims[0].words;
        assert!(LONG.contains(&words.text), "{}", words.text);
        assert!(words.cut_before && words.cut_after);
        assert_eq!(&words.text[words.dates.clone().unwrap()], "since 2017");
        assert_eq!(claims[0].date.as_deref(), Some("2017"));
        assert_eq!(claims[1].date.as_deref(), Some("the mid-2010s"));
        assert_eq!(claims[1].words.text, "Suspended in the mid-2010s.");
        assert!(!claims[1].words.cut_before && !claims[1].words.cut_after);
        assert_eq!(claims[1].attributed_to.as_deref(), Some("the palace"));
    }

    #[test]
    fn without_words_that_give_the_date_the_beginning_is_shown() {
        let mut inferred = citing(0, Supports, Some("1999"));
        std::sync::Arc::make_mut(&mut inferred.dating).basis = Some(Basis::Inferred);
        let (_, claims) = of(vec![inferred, citing(2, Supports, Some("2014~/2016~"))]).unwrap();
        assert!(LONG.starts_with(&claims[0].words.text));
        assert!(claims[0].words.cut_after && claims[0].words.dates.is_none());
        // A clause is not cut.
        assert!(claims[0].words.text.ends_with("signed a treaty of trade"));
        assert!(claims[0].inferred);
        // Dates are not found in an unsupported language.
        assert_eq!(claims[1].words.dates, None);
    }

    #[test]
    fn claims_are_listed_only_if_they_conflict() {
        let plain = |passage, stance| citing(passage, stance, None);
        for (citations, expected) in [
            (vec![], None),
            (vec![plain(0, Supports), plain(1, Supports)], None),
            (
                vec![plain(0, Supports), plain(1, Disputes)],
                Some((Disagreement::Stances, 2)),
            ),
            (vec![plain(1, Disputes)], None),
            (
                vec![
                    claimed(0, Supports, "a"),
                    claimed(1, Supports, "b"),
                    claimed(2, Context, "c"),
                ],
                Some((Disagreement::Voices, 2)),
            ),
            (
                vec![claimed(0, Supports, "a"), claimed(1, Context, "b")],
                None,
            ),
            (
                vec![
                    citing(0, Supports, Some("2017")),
                    citing(1, Supports, Some("201X")),
                ],
                None,
            ),
        ] {
            let context = format!("{citations:?}");
            let found = of(citations).map(|(disagreement, claims)| (disagreement, claims.len()));
            assert_eq!(found, expected, "{context}");
        }
    }

    proptest! {
        #[test]
        fn an_excerpt_is_verbatim_and_contains_the_requested_words(
            words in proptest::collection::vec("[a-zក-ឃ]{1,12}", 1..60),
            at in 0_usize..60,
        ) {
            let exact = words.join(" ");
            let at = at % words.len();
            let start = words[..at].iter().map(|word| word.chars().count() + 1).sum();
            let focus = start..start + words[at].chars().count();
            let excerpt = QuotationExcerpt::around(&exact, Some(&focus));
            prop_assert!(exact.contains(&excerpt.text));
            prop_assert_eq!(&excerpt.text[excerpt.dates.clone().unwrap()], &words[at]);
            prop_assert!(excerpt.cut_before || exact.starts_with(&excerpt.text));
            for word in excerpt.text.split(' ') {
                prop_assert!(words.iter().any(|whole| whole == word), "{} is no word", word);
            }
        }
    }
}
