//! `annals locate`: finds a quotation in a document.

use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use super::terminal::paragraph;
use crate::export::{counted, match_object};
use crate::library::DocumentCache;
use crate::model::visible_line;
use annals_anchor::{
    Anchor, AnchorState, Match, PositionSelector, PositionTrust, QuoteSelector, SearchableText,
    anchor, describe,
};

/// Arguments of `annals locate`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
If the quotation is found in several places, --prefix and --suffix decide between
them. --start only orders the candidates.

The exit code is 1 if the quotation is ambiguous or missing.

Examples:
  annals locate article.txt --exact 'a radio station'
  annals locate article.txt --exact 'a radio station' --prefix 'the gift of '
  annals locate article.txt --exact 'aid' --suffix ' from China' --json")]
pub struct LocateArgs {
    /// The document: .txt, .md, .html, .pdf, .docx or .epub
    #[arg(value_name = "DOCUMENT")]
    pub document: PathBuf,
    /// The quotation
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub exact: String,
    /// The words just before it
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub prefix: String,
    /// The words just after it
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true,
        allow_hyphen_values = true
    )]
    pub suffix: String,
    /// The position where it may start, in code points
    #[arg(long, value_name = "N")]
    pub start: Option<usize>,
    /// The encoding of the document, if it cannot be detected
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &LocateArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let document = DocumentCache::new(streams.worker.clone())
        .load(&args.document, args.encoding.as_deref())
        .map_err(CommandError::about(&args.document))?;
    let text = &document.text;
    // Not normalised: a quotation copied with its line breaks can be `exact`, and
    // the search folds white space itself.
    let quote = QuoteSelector {
        exact: args.exact.as_str().into(),
        prefix: args.prefix.as_str().into(),
        suffix: args.suffix.as_str().into(),
    };
    let position = args.start.map(|start| PositionSelector {
        start,
        end: start.saturating_add(quote.exact.chars().count()),
    });
    let has_no_context = quote.prefix.is_empty()
        && quote.suffix.is_empty()
        && quote.exact.chars().any(char::is_alphanumeric);
    let found = anchor(text, &quote, position, PositionTrust::Hint);
    if args.json {
        streams.json(&anchor_json(text, &found))?;
    } else {
        streams
            .out
            .write_all(page(text, &found, has_no_context).as_bytes())?;
    }
    Ok(Outcome::problems_if(found.matched.is_none()))
}

/// The hint for a quotation without context that is not found.
pub(super) const CONTEXT_HELPS: &str =
    "To find words that were changed, record a prefix and a suffix.";

/// The note on a quotation that its context does not distinguish.
const LOOKS_ALIKE: &str = "The same words with the same context occur elsewhere in the document. \
    Only start and end distinguish them, and only where the source has the sha256 of this copy.";

/// The object of `locate --json`. The score is 0 unless there is exactly one match.
fn anchor_json(text: &SearchableText, anchor: &Anchor) -> Value {
    let found = anchor.matched;
    let candidate = |place: &Match| {
        let mut candidate = match_object(place);
        candidate["text"] = text.slice(place.start, place.end).into();
        candidate
    };
    json!({
        "state": anchor.state.name(),
        "start": found.map(|place| place.start),
        "end": found.map(|place| place.end),
        "score": found.map_or(0.0, |place| place.score),
        "text": found.map(|place| text.slice(place.start, place.end)),
        "candidates": anchor.candidates.iter().map(candidate).collect::<Value>(),
    })
}

fn page(text: &SearchableText, anchor: &Anchor, has_no_context: bool) -> String {
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
        (state, None) if has_no_context => format!(
            "{}\n{}",
            state.name(),
            paragraph("  hint: ", "  ", CONTEXT_HELPS)
        ),
        (state, None) => format!("{}\n", state.name()),
    }
}

/// The place as the keys of a passage, to copy into a timeline.
fn as_passage(text: &SearchableText, place: Match) -> String {
    let (start, end) = (place.start, place.end);
    let quote = describe(text, PositionSelector { start, end });
    let keys = [
        ("exact", &quote.exact),
        ("prefix", &quote.prefix),
        ("suffix", &quote.suffix),
    ];
    // It should be found without its position and the digest of its document.
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

/// A text as JSON with control and invisible characters escaped, so that they are
/// visible here and survive copying.
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
                let _ = write!(shown, "\\u{unit:04x}");
            }
        }
    }
    shown
}

/// The place with some context, the quotation in brackets.
fn in_context(text: &SearchableText, place: Match) -> String {
    const AROUND: usize = 40;
    let before = text.slice(place.start.saturating_sub(AROUND), place.start);
    let words = text.slice(place.start, place.end);
    let after = text.slice(place.end, place.end.saturating_add(AROUND));
    let line = format!("…{before}[{words}]{after}…");
    let line: Vec<&str> = line.split_whitespace().collect();
    paragraph("  ", "  ", &visible_line(&line.join(" ")))
}
