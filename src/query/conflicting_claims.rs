//! What the passages of one event say where they do not say the same: each
//! claim with its words, its date and who says so.

use std::ops::Range;

use crate::date_words::short_words;
use crate::model::{Basis, Citation, Event, Index, Source, Stance, Timeline, WrittenDate};
use annals_prose_dates::{Justification, find_dates, justifies, supports_language};

/// A quotation of no more code points than this is told whole.
const SHORT: usize = 140;
/// Of a longer one without words that give a date, so many code points are
/// told at least, and so many at most.
const BEGINNING: Range<usize> = 60..110;
/// How many code points are told before the words that give a date.
const BEFORE: usize = 60;
/// How many are told after them.
const AFTER: usize = 30;
/// A word may make an end longer by no more than this, in code points.
const LONGEST_WORD: usize = 24;

/// In what the passages of an event differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// They give dates that exclude each other.
    Dates,
    /// Some say that it happened so, others dispute it.
    Stances,
    /// All are for it, and report what several people claim.
    Voices,
}

/// One claim: what one citation says of the event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Which of the event's citations, from 0.
    pub citation: usize,
    /// The source.
    pub source: Index<Source>,
    /// The words that say it.
    pub words: Excerpt,
    /// The date that the citation gives, in words; the text as it was written
    /// where that is no date.
    pub date: Option<String>,
    /// Whether that date is inferred and not stated.
    pub inferred: bool,
    /// Whose claim the passage reports; `None` where it is the source's own.
    pub attributed_to: Option<String>,
    /// For, against, or around.
    pub stance: Stance,
}

/// A part of a quotation: verbatim, cut between words and nowhere within.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The words.
    pub text: String,
    /// Whether the quotation begins earlier.
    pub cut_before: bool,
    /// Whether it goes on.
    pub cut_after: bool,
    /// The bytes of `text` that give the date, where they can be found.
    pub dates: Option<Range<usize>>,
}

/// The claims of an event where they differ, in the order of its citations;
/// `None` where fewer than two do.
///
/// They differ where dates rival each other, where one disputes what another
/// supports, and where supporting passages report the claims of several
/// people. What only frames the event and gives it no date is no claim.
#[must_use]
pub fn conflicting_claims(
    timeline: &Timeline,
    event: Index<Event>,
) -> Option<(Disagreement, Vec<Claim>)> {
    let event = timeline.events.get(event.position())?;
    let differing = differing(event)?;
    let claims: Vec<Claim> = event
        .citations
        .iter()
        .enumerate()
        .filter(|(_, citation)| {
            citation.stance != Stance::Context
                || differing == Disagreement::Dates && citation.date.is_some()
        })
        .filter_map(|(number, citation)| claim(timeline, number, citation))
        .collect();
    (claims.len() > 1).then_some((differing, claims))
}

fn differing(event: &Event) -> Option<Disagreement> {
    if !event.rivals().is_empty() {
        return Some(Disagreement::Dates);
    }
    let stands = |stance| event.citations.iter().any(|one| one.stance == stance);
    if stands(Stance::Disputes) {
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

fn claim(timeline: &Timeline, number: usize, citation: &Citation) -> Option<Claim> {
    let passage = timeline.passages.get(citation.passage.position())?;
    let source = timeline.sources.get(passage.source.position())?;
    let language = source.language.as_ref().or(timeline.language.as_ref());
    // What is in no named language is tried as English.
    let is_read = language.is_none_or(|language| supports_language(language));
    let exact = &passage.quote.exact;
    let dates = citation
        .date
        .as_ref()
        .filter(|_| is_read)
        .and_then(|date| words_that_give(exact, date));
    Some(Claim {
        citation: number,
        source: passage.source,
        words: Excerpt::around(exact, dates.as_ref()),
        date: citation.date.as_ref().map(|date| match &date.edtf {
            Some(edtf) => short_words(edtf),
            None => date.text.clone(),
        }),
        inferred: citation.dating.basis == Some(Basis::Inferred),
        attributed_to: citation.attributed_to.clone().map(String::from),
        stance: citation.stance,
    })
}

/// The code points of a quotation that give a date: the first words that say
/// as much, or more.
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

impl Excerpt {
    /// The part of a quotation around some of its code points; without any,
    /// its beginning. Runs of white space become one space.
    fn around(exact: &str, kept: Option<&Range<usize>>) -> Self {
        let signs: Vec<char> = exact.chars().collect();
        let all = 0..signs.len();
        let part = match kept {
            _ if signs.len() <= SHORT => all.clone(),
            Some(kept) => {
                let from = kept.start.saturating_sub(BEFORE);
                let to = (kept.end + AFTER).min(signs.len());
                word_start(&signs, from, kept.start)..word_end(&signs, to)
            }
            None => 0..beginning_end(&signs),
        };
        let mut excerpt = Self {
            text: String::new(),
            cut_before: part.start > all.start,
            cut_after: part.end < all.end,
            dates: None,
        };
        let mut begins = None;
        for place in part {
            let Some(sign) = signs.get(place) else { break };
            if kept.is_some_and(|kept| kept.start == place) {
                begins = Some(excerpt.text.len());
            }
            if !sign.is_whitespace() {
                excerpt.text.push(*sign);
            } else if !excerpt.text.ends_with(' ') {
                excerpt.text.push(' ');
            }
            if kept.is_some_and(|kept| kept.end == place + 1) {
                excerpt.dates = begins.map(|begins| begins..excerpt.text.len());
            }
        }
        excerpt
    }
}

/// The first beginning of a word from a place on, no further than `most`.
fn word_start(signs: &[char], from: usize, most: usize) -> usize {
    let is_space = |place: usize| signs.get(place).is_some_and(|sign| sign.is_whitespace());
    if from == 0 {
        return 0;
    }
    (from..most)
        .find(|place| is_space(place - 1) && !is_space(*place))
        .unwrap_or(from)
}

/// Where the beginning of a quotation is cut: at the end of a clause, so that
/// nobody's words are parted from what they qualify; at a word where no clause
/// ends in time.
fn beginning_end(signs: &[char]) -> usize {
    let ends_clause = |place: &usize| {
        let mark = signs
            .get(*place)
            .is_some_and(|sign| ",;:.!?".contains(*sign));
        let space = signs
            .get(place + 1)
            .is_some_and(|sign| sign.is_whitespace());
        mark && space
    };
    match BEGINNING.rev().find(ends_clause) {
        Some(place) => match signs.get(place) {
            Some('.' | '!' | '?') => place + 1,
            _ => place,
        },
        None => word_end(signs, BEGINNING.end),
    }
}

/// The end of the word that a place lies in, or the place where that is far.
fn word_end(signs: &[char], from: usize) -> usize {
    let tail = signs.get(from..).unwrap_or_default();
    match tail.iter().position(|sign| sign.is_whitespace()) {
        Some(more) if more <= LONGEST_WORD => from + more,
        None if tail.len() <= LONGEST_WORD => signs.len(),
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
    fn of(citations: Vec<Citation>) -> Option<(Disagreement, Vec<Claim>)> {
        let short = "Suspended in the mid-2010s.";
        let timeline = sample::timeline(
            &[("s", None), ("t", None), ("km", Some("km"))],
            &[(0, LONG), (1, short), (2, short)],
            vec![event("it", None, citations)],
        );
        conflicting_claims(&timeline, Index::new(0).unwrap())
    }

    #[test]
    fn rival_dates_stand_beside_the_words_that_give_them() {
        let vague = Citation {
            attributed_to: Some("the palace".into()),
            ..citing(1, Supports, Some("2014~/2016~"))
        };
        let (differing, claims) = of(vec![
            citing(0, Supports, Some("2017")),
            vague,
            citing(1, Context, None),
        ])
        .unwrap();
        assert_eq!(differing, Disagreement::Dates);
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
    fn words_that_are_not_found_leave_the_beginning() {
        let mut inferred = citing(0, Supports, Some("1999"));
        std::sync::Arc::make_mut(&mut inferred.dating).basis = Some(Basis::Inferred);
        let (_, claims) = of(vec![inferred, citing(2, Supports, Some("2014~/2016~"))]).unwrap();
        assert!(LONG.starts_with(&claims[0].words.text));
        assert!(claims[0].words.cut_after && claims[0].words.dates.is_none());
        // A clause is not parted.
        assert!(claims[0].words.text.ends_with("signed a treaty of trade"));
        assert!(claims[0].inferred);
        // The words are not read in a language that nobody taught.
        assert_eq!(claims[1].words.dates, None);
    }

    #[test]
    fn readings_are_told_only_where_they_differ() {
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
            let told = format!("{citations:?}");
            let found = of(citations).map(|(differing, claims)| (differing, claims.len()));
            assert_eq!(found, expected, "{told}");
        }
    }

    proptest! {
        #[test]
        fn an_excerpt_is_verbatim_and_holds_what_it_is_around(
            words in proptest::collection::vec("[a-zក-ឃ]{1,12}", 1..60),
            at in 0_usize..60,
        ) {
            let exact = words.join(" ");
            let at = at % words.len();
            let start = words[..at].iter().map(|word| word.chars().count() + 1).sum();
            let kept = start..start + words[at].chars().count();
            let excerpt = Excerpt::around(&exact, Some(&kept));
            prop_assert!(exact.contains(&excerpt.text));
            prop_assert_eq!(&excerpt.text[excerpt.dates.clone().unwrap()], &words[at]);
            prop_assert!(excerpt.cut_before || exact.starts_with(&excerpt.text));
            for word in excerpt.text.split(' ') {
                prop_assert!(words.iter().any(|whole| whole == word), "{} is no word", word);
            }
        }
    }
}
