//! The lines of the report as a table of HTML: a group of rows for each event.

use super::content::Report;
use super::facts::{CitationFacts, DateFacts, EventFacts, PassageFacts};
use super::wording::{basis_in_words, copy_in_words, edtf_beside, place_in_words, short};
use crate::export::{field, html, id};
use crate::model::visible_line;
use annals_anchor::{AnchorState, WordChange};

/// The table of lines, and that of passages which no event cites.
pub(super) fn lines(report: &Report<'_>) -> String {
    let mut page = String::new();
    let events: String = report.events.iter().map(group).collect();
    let caption = "A line for every citation, event by event, in the order of the file";
    page.push_str(&table("lines", "Citations", caption, &events));
    if !report.uncited.is_empty() {
        let rows = report.uncited.iter();
        let rows: String = rows.map(|passage| row("", passage, "")).collect();
        let caption = "Passages that stand in the file and that no event cites";
        page.push_str(&table(
            "uncited",
            "Uncited passages",
            caption,
            &format!("<tbody>\n{rows}</tbody>\n"),
        ));
    }
    page
}

fn table(name: &str, heading: &str, caption: &str, bodies: &str) -> String {
    format!(
        "<section aria-labelledby=\"{name}\">\n<h2 id=\"{name}\">{heading}</h2>\n\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{name}\"><table class=\"lines\">\n\
         <caption>{caption}</caption>\n<thead><tr><th scope=\"col\" class=\"no\">Line</th>\
         <th scope=\"col\" class=\"words\">Words</th><th scope=\"col\">Source</th>\
         <th scope=\"col\" class=\"stand\">Stands now</th></tr></thead>\n{bodies}</table></div>\n</section>\n"
    )
}

fn group(event: &EventFacts<'_>) -> String {
    let rows: String = event
        .citations
        .iter()
        .map(|citation| {
            let number = format!(
                "<a id=\"line-{0}\" href=\"#line-{0}\">{0}</a>",
                citation.line
            );
            row(&number, &citation.passage, &claim(citation))
        })
        .collect();
    let rows = if rows.is_empty() {
        "<tr><td></td><td colspan=\"3\">No citation.</td></tr>\n".to_owned()
    } else {
        rows
    };
    format!(
        "<tbody>\n<tr class=\"event\"><th scope=\"rowgroup\" colspan=\"4\"><span class=\"title\">{}</span>{} \
         <span class=\"soft\">{}</span></th></tr>\n{rows}</tbody>\n",
        field(event.name),
        date(&event.dating).unwrap_or_else(|| "Undated".to_owned()),
        id(event.id)
    )
}

/// "1958, stated in a passage", "about 1955–1959 (1955~/1959~), inferred: …".
fn date(dating: &DateFacts<'_>) -> Option<String> {
    let mut said = match (dating.date_in_words.as_deref(), dating.invalid_date) {
        (Some(words), _) => field(words),
        (None, Some(text)) => format!("“{}”, no EDTF", field(text)),
        (None, None) => return None,
    };
    if let Some(edtf) = edtf_beside(dating) {
        said.push_str(" (");
        said.push_str(&id(edtf));
        said.push(')');
    }
    said.push_str(basis_in_words(dating));
    if let Some(reason) = dating.reason {
        said.push_str(": ");
        said.push_str(&field(reason));
    }
    Some(said)
}

/// What the passage says of the event.
fn claim(citation: &CitationFacts<'_>) -> String {
    let mut said = vec![citation.stance.to_owned()];
    said.extend(date(&citation.dating).map(|date| format!("gives {date}")));
    said.extend(
        citation
            .attributed_to
            .map(|who| format!("attributed to {}", field(who))),
    );
    let mut claim = format!("<p class=\"soft\">{}</p>", said.join(" · "));
    if let Some(note) = citation.note {
        claim.push_str("<p class=\"soft\">Note: ");
        claim.push_str(&field(note));
        claim.push_str("</p>");
    }
    claim
}

fn row(number: &str, passage: &PassageFacts<'_>, claim: &str) -> String {
    let language = passage.language.filter(|tag| is_tag(tag));
    let lang = language.map_or_else(String::new, |tag| format!(" lang=\"{tag}\""));
    let words = match (&passage.quotation, passage.quoted_in_line) {
        (Some(words), _) => format!(
            "<blockquote dir=\"auto\"{lang}>“{}”</blockquote>{}{}",
            html(&visible_line(words)),
            cut(passage.words_cut),
            change(passage, &lang)
        ),
        (None, Some(0) | None) => String::new(),
        (None, Some(line)) => {
            format!("<p>The words of <a href=\"#line-{line}\">line {line}</a>.</p>")
        }
    };
    let mut source = format!("<p>{}</p><p class=\"soft\">", field(&passage.footnote));
    source.push_str(&id(passage.source));
    if let Some(locator) = passage.locator {
        source.push_str(", ");
        source.push_str(&field(locator));
    }
    source.push_str("<br>passage ");
    source.push_str(&id(passage.id));
    source.push_str("</p>");
    format!(
        "<tr><td class=\"no\">{number}</td><td class=\"words\">{words}{claim}</td><td>{source}</td>\
         <td class=\"stand\">{}</td></tr>\n",
        stand(passage)
    )
}

fn cut(words: usize) -> String {
    match words {
        0 => String::new(),
        1 => "<p class=\"soft\">1 word cut by the quotation limit</p>".to_owned(),
        words => format!("<p class=\"soft\">{words} words cut by the quotation limit</p>"),
    }
}

/// What changed, in the place where it changed.
fn change(passage: &PassageFacts<'_>, lang: &str) -> String {
    if passage.diff.is_empty() {
        return String::new();
    }
    let stretches: Vec<String> = passage
        .diff
        .iter()
        .map(|stretch| {
            let words = html(&visible_line(&stretch.words));
            match stretch.change {
                WordChange::Unchanged => words,
                WordChange::Removed => format!("<del>{words}</del>"),
                WordChange::Added => format!("<ins>{words}</ins>"),
            }
        })
        .collect();
    format!(
        "<div class=\"change\"><b>Written down, and standing there now</b><span dir=\"auto\"{lang}>{}</span>{}</div>",
        stretches.join(" "),
        cut(passage.diff_words_cut)
    )
}

fn stand(passage: &PassageFacts<'_>) -> String {
    let class = match passage.state {
        AnchorState::Exact | AnchorState::Normalised => "good",
        AnchorState::Drifted | AnchorState::Ambiguous | AnchorState::Missing => "bad",
        AnchorState::Unavailable => "unavailable",
    };
    let mut lines = Vec::new();
    lines.extend(place_in_words(passage).map(|place| html(&place)));
    lines.extend(passage.score.map(|score| format!("score {score:.3}")));
    let (recorded, found) = (
        passage.recorded_sha256.as_deref(),
        passage.found_sha256.as_deref(),
    );
    let digests = match (recorded, found) {
        (recorded, Some(found)) if recorded != Some(found) => format!(
            ": {}, recorded {}",
            id(&short(Some(found))),
            id(&short(recorded))
        ),
        (recorded, _) => format!(": {}", id(&short(recorded))),
    };
    lines.push(format!("{}{digests}", copy_in_words(recorded, found)));
    lines.extend(passage.extractor.as_deref().map(field));
    format!(
        "<p><span class=\"state {class}\">{}</span></p><p class=\"soft\">{}</p>",
        passage.state.name(),
        lines.join("<br>")
    )
}

/// Whether a language tag can stand in an attribute as it is (BCP 47: letters,
/// digits and hyphens).
fn is_tag(tag: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (2..=35).contains(&tag.len()) && tag.chars().all(is_plain)
}
