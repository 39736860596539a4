//! The end of the page: the sources, and how the page was made.

use std::fmt::Write as _;

use super::articles::editors_note;
use super::context::PageContext;
use crate::export::content::SourceEntry;
use crate::export::escape::{block, field, html, id};
use crate::language::{say, say_with};
use crate::model::Address;

/// The sources of the events that are shown, then the colophon.
pub(super) fn footer(context: &PageContext<'_, '_>) -> String {
    let mut part = String::from("<footer>\n");
    if !context.content.sources.is_empty() {
        let _ = writeln!(
            part,
            "<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">{}</h2>\n<ul class=\"sources\">",
            field(&say("page-sources"))
        );
        for source in &context.content.sources {
            entry(&mut part, source, &context.lang);
        }
        part.push_str("</ul>\n</section>\n");
    }
    colophon(&mut part, context);
    part.push_str("</footer>\n");
    part
}

fn entry(part: &mut String, entry: &SourceEntry<'_>, lang: &str) {
    let source = entry.source;
    let _ = writeln!(part, "<li><p dir=\"auto\">{}</p>", block(&entry.entry));
    // An address is a link only where it leads where it says.
    let address = source
        .csl
        .url
        .as_deref()
        .and_then(|url| Address::of(url).ok());
    if let Some(address) = address.filter(|address| address.host().is_some()) {
        let address = html(address.shown());
        let _ = writeln!(
            part,
            "<p><a href=\"{address}\" rel=\"noopener noreferrer nofollow\">{address}</a></p>"
        );
    }
    part.push_str(&editors_note(source.note.as_deref(), lang));
    if let Some(digest) = source.sha256 {
        let _ = writeln!(
            part,
            "<p class=\"digest\">{} {}</p>",
            field(&say("page-copy")),
            id(&digest.to_string())
        );
    }
    let other = entry.held.map(|held| held.digest);
    if let Some(digest) = other.filter(|digest| Some(*digest) != source.sha256) {
        let _ = writeln!(
            part,
            "<p class=\"digest\">{} {}</p>",
            field(&say("page-checked-in")),
            id(&digest.to_string())
        );
    }
    let (shown, cut) = (entry.words.shown, entry.words.cut);
    let message = if cut > 0 {
        "page-words-cut"
    } else {
        "page-words"
    };
    let words = say_with(message, &[("count", shown.into()), ("cut", cut.into())]);
    let _ = writeln!(part, "<p class=\"digest\">{}</p></li>", field(&words));
}

/// Which timeline this is, what of it, and which program made the page.
fn colophon(part: &mut String, context: &PageContext<'_, '_>) {
    let colophon = &context.content.colophon;
    let limit = match colophon.quote_limit {
        Some(words) => say_with("page-limit", &[("count", words.into())]),
        None => say("page-no-limit"),
    };
    let mut rows = vec![
        (say("page-file"), id(colophon.file)),
        ("SHA-256".to_owned(), id(&colophon.sha256)),
        (say("page-program"), field(colophon.made_by)),
        (say("page-quoted"), field(&limit)),
    ];
    if colophon.events < colophon.events_of_timeline {
        let named = [
            ("events", colophon.events.into()),
            ("of", colophon.events_of_timeline.into()),
        ];
        rows.push((say("page-shown"), field(&say_with("page-shown-of", &named))));
    }
    rows.extend(
        colophon
            .filter
            .map(|filter| (say("page-filter"), field(filter))),
    );
    rows.extend(colophon.range.map(|range| (say("page-range"), id(range))));
    let _ = writeln!(
        part,
        "<section class=\"made\" aria-labelledby=\"made\">\n<h2 id=\"made\">{}</h2>\n<dl>",
        field(&say("page-made"))
    );
    for (label, value) in rows {
        let _ = writeln!(part, "<dt>{}</dt><dd>{value}</dd>", field(&label));
    }
    part.push_str("</dl>\n</section>\n");
}
