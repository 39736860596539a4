//! `annals locate`: where a quotation stands in a document, and how well.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::outcome::{Outcome, VerbError};
use super::run::Streams;
use super::terminal::{counted, paragraph};
use crate::library::read_document;
use crate::model::visible_line;
use annals_anchor::{
    Anchor, AnchorState, Match, PositionSelector, PositionTrust, QuoteSelector, SearchableText,
    anchor, describe,
};

/// Arguments of `annals locate`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Where the words stand in several places, the words before and after them tell
which is meant; --start only says where to look first.

Exit code 1 where they are ambiguous or missing.

Examples:
  annals locate article.txt --exact 'a radio station'
  annals locate article.txt --exact 'a radio station' --prefix 'the gift of '
  annals locate article.txt --exact 'aid' --suffix ' from China' --json")]
pub struct LocateArgs {
    /// The document: .txt, .md, .html, .pdf, .docx or .epub
    #[arg(value_name = "DOCUMENT")]
    pub document: PathBuf,
    /// The words
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub exact: String,
    /// Words just before them
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub prefix: String,
    /// Words just after them
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub suffix: String,
    /// Where they may begin, in code points
    #[arg(long, value_name = "N")]
    pub start: Option<usize>,
    /// The encoding of the document, where it cannot be told from its bytes
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Answer in JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &LocateArgs, streams: &mut Streams<'_>) -> Result<Outcome, VerbError> {
    let (_, document) = read_document(&args.document, streams.worker, args.encoding.as_deref())
        .map_err(VerbError::refused(&args.document))?;
    let text = SearchableText::new(document.text);
    // As they were given: words copied with their line breaks are `exact` where
    // these stand just so, and the search folds white space by itself.
    let quote = QuoteSelector {
        exact: args.exact.as_str().into(),
        prefix: args.prefix.as_str().into(),
        suffix: args.suffix.as_str().into(),
    };
    let position = args.start.map(|start| PositionSelector {
        start,
        end: start.saturating_add(quote.exact.chars().count()),
    });
    let is_bare = quote.prefix.is_empty()
        && quote.suffix.is_empty()
        && quote.exact.chars().any(char::is_alphanumeric);
    let found = anchor(&text, &quote, position, PositionTrust::Hint);
    if args.json {
        streams.json(&Facts::of(&text, &found))?;
    } else {
        streams
            .out
            .write_all(page(&text, &found, is_bare).as_bytes())?;
    }
    Ok(Outcome::problems_if(found.matched.is_none()))
}

/// What may find words that were changed.
pub(super) const CONTEXT_HELPS: &str = "Words that were changed are found by what stands before \
    and after them: a prefix and a suffix help.";

/// What is to be known of words that stand in several places alike.
const LOOKS_ALIKE: &str = "The same stands elsewhere in the document with the same words around \
    it: only start and end tell which is meant, and they decide where the source names the sha256 \
    of this copy.";

/// The object of `locate --json`.
#[derive(Serialize)]
struct Facts<'d> {
    state: &'static str,
    start: Option<usize>,
    end: Option<usize>,
    /// 0 where there is no one place.
    score: f64,
    text: Option<&'d str>,
    candidates: Vec<CandidateFacts<'d>>,
}

#[derive(Serialize)]
struct CandidateFacts<'d> {
    start: usize,
    end: usize,
    score: f64,
    text: &'d str,
}

impl<'d> Facts<'d> {
    fn of(text: &'d SearchableText, anchor: &Anchor) -> Self {
        let place = anchor.matched;
        Self {
            state: anchor.state.name(),
            start: place.map(|place| place.start),
            end: place.map(|place| place.end),
            score: place.map_or(0.0, |place| place.score),
            text: place.map(|place| text.slice(place.start, place.end)),
            candidates: anchor
                .candidates
                .iter()
                .map(|candidate| CandidateFacts {
                    start: candidate.start,
                    end: candidate.end,
                    score: candidate.score,
                    text: text.slice(candidate.start, candidate.end),
                })
                .collect(),
        }
    }
}

fn page(text: &SearchableText, anchor: &Anchor, is_bare: bool) -> String {
    match (anchor.state, anchor.matched) {
        (state, Some(place)) => format!(
            "{} at {}–{}, score {:.3}\n{}\nAs a passage of a timeline:\n\n{}",
            state.name(),
            place.start,
            place.end,
            place.score,
            in_context(text, place),
            as_passage(text, place)
        ),
        (AnchorState::Ambiguous, None) => {
            let places = counted(anchor.candidates.len(), "place", "places");
            let candidates = anchor.candidates.iter().map(|place| {
                format!(
                    "\n{}–{}\n{}",
                    place.start,
                    place.end,
                    in_context(text, *place)
                )
            });
            let candidates: Vec<String> = candidates.collect();
            format!("ambiguous: {places}\n{}", candidates.concat())
        }
        (state, None) if is_bare => format!(
            "{}\n{}",
            state.name(),
            paragraph("  hint: ", "  ", CONTEXT_HELPS)
        ),
        (state, None) => format!("{}\n", state.name()),
    }
}

/// The place as the keys of a passage, to be copied into a timeline.
fn as_passage(text: &SearchableText, place: Match) -> String {
    let (start, end) = (place.start, place.end);
    let quote = describe(text, PositionSelector { start, end });
    let keys = [
        ("exact", &quote.exact),
        ("prefix", &quote.prefix),
        ("suffix", &quote.suffix),
    ];
    // Without its position and the digest of its document it must be found too.
    let alone = anchor(text, &quote, None, PositionTrust::Hint).matched;
    let is_found = alone.is_some_and(|alone| (alone.start, alone.end) == (start, end));
    let lines: String = keys
        .map(|(key, words)| format!("  \"{key}\": {},\n", in_json(words)))
        .concat();
    let note = if is_found {
        String::new()
    } else {
        format!("\n{}", paragraph("", "", LOOKS_ALIKE))
    };
    format!("{lines}  \"start\": {start}, \"end\": {end}\n{note}")
}

/// A text in JSON that hides nothing: what a terminal would obey or not show is
/// escaped, so that it is seen here and is itself where it is copied to.
fn in_json(text: &str) -> String {
    let json = serde_json::to_string(text).unwrap_or_default();
    let mut shown = String::with_capacity(json.len());
    for c in json.chars() {
        let letter = c.to_string();
        if visible_line(&letter) == letter {
            shown.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a text does not fail.
                let _ = write!(shown, "\\u{unit:04x}");
            }
        }
    }
    shown
}

/// The place with a few words around it, the words themselves in brackets.
fn in_context(text: &SearchableText, place: Match) -> String {
    const AROUND: usize = 40;
    let before = text.slice(place.start.saturating_sub(AROUND), place.start);
    let words = text.slice(place.start, place.end);
    let after = text.slice(place.end, place.end.saturating_add(AROUND));
    let line = format!("…{before}[{words}]{after}…");
    let line: Vec<&str> = line.split_whitespace().collect();
    paragraph("  ", "  ", &visible_line(&line.join(" ")))
}
