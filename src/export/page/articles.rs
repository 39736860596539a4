//! The events, each with its quotations.

use std::fmt::Write as _;

use super::context::{PageContext, lang};
use crate::date_words::short_words;
use crate::export::content::{CitationEntry, EventEntry};
use crate::export::escape::{block, field, html};
use crate::figure::event_anchor;
use crate::language::{say, say_with};
use crate::model::{Basis, Citation, Stance, visible_id, visible_line, visible_text};
use crate::query::{date_in_words, lane_position};
use annals_anchor::AnchorState;

/// All of them, the dated first.
pub(super) fn articles(context: &PageContext<'_, '_>) -> String {
    let (dated, _) = context.content.dated_and_undated();
    let events = &context.content.events;
    let mut part = String::new();
    for (position, entry) in events.iter().enumerate() {
        let heading = match position {
            0 if !dated.is_empty() => Some("page-dated"),
            at if at == dated.len() => Some("page-undated"),
            _ => None,
        };
        if let Some(id) = heading {
            let _ = writeln!(part, "<h2>{}</h2>", field(&say(id)));
        }
        let before = position.checked_sub(1).and_then(|at| events.get(at));
        article(
            &mut part,
            context,
            entry,
            (before, events.get(position + 1)),
        );
    }
    part
}

type Neighbour<'e, 't> = Option<&'e EventEntry<'t>>;

fn article(
    part: &mut String,
    context: &PageContext<'_, '_>,
    entry: &EventEntry<'_>,
    (before, after): (Neighbour<'_, '_>, Neighbour<'_, '_>),
) {
    let timeline = context.request.timeline;
    let (event, lang) = (entry.event, &context.lang);
    let number = entry.index.position();
    let own = event_anchor(timeline, entry.index);
    let _ = writeln!(
        part,
        "<article id=\"{own}\" class=\"event lane-{}\" aria-labelledby=\"title-{number}\">\n\
         <h3 id=\"title-{number}\" dir=\"auto\"{lang}>{}</h3>\n<p class=\"date\">{}</p>\n<p class=\"facts\">{}</p>",
        lane_position(timeline, entry.index),
        block(event.name()),
        field(&date_in_words(timeline, entry.index)),
        lane_and_actors(entry),
    );
    if let Some(reason) = &event.dating.reason {
        let words = visible_text(reason);
        let said = say_with("event-inferred", &[("reason", words.as_ref().into())]);
        let _ = writeln!(
            part,
            "<p class=\"reason\" dir=\"auto\">{}</p>",
            block(&said)
        );
    }
    if let Some(summary) = &event.summary {
        let _ = writeln!(
            part,
            "<p class=\"summary\" dir=\"auto\"{lang}>{}</p>",
            block(summary)
        );
    }
    part.push_str(&editors_note(event.note.as_deref(), lang));
    relations(part, context, entry);
    if event.citations.is_empty() {
        let _ = writeln!(
            part,
            "<p class=\"nothing\">{}</p>",
            field(&say("event-no-passage"))
        );
    }
    for citation in &entry.citations {
        quotation(part, context, citation);
    }
    if !event.tags.is_empty() {
        let tags: Vec<String> = event
            .tags
            .iter()
            .map(|tag| format!("#{}", field(tag)))
            .collect();
        let _ = writeln!(part, "<p class=\"facts\">{}</p>", tags.join(" "));
    }
    let _ = write!(
        part,
        "<nav class=\"steps\" aria-label=\"{}\">",
        html(&say("page-steps"))
    );
    for (neighbour, id) in [(before, "page-previous"), (after, "page-next")] {
        if let Some(to) = neighbour {
            let words = field(&say(id));
            let _ = write!(
                part,
                "<a href=\"#{}\">{words}</a> ",
                event_anchor(timeline, to.index)
            );
        }
    }
    let _ = writeln!(
        part,
        "<a href=\"#timeline\">{}</a></nav>\n</article>",
        field(&say("page-back"))
    );
}

/// "Phnom Penh · Cambodia · United States".
fn lane_and_actors(entry: &EventEntry<'_>) -> String {
    let event = entry.event;
    let lane = if event.lane.is_some() {
        field(entry.lane)
    } else {
        let id = visible_id(&event.lane_id);
        field(&say_with("event-no-lane", &[("lane", id.as_ref().into())]))
    };
    let mut facts = vec![lane];
    facts.extend(event.actors.iter().map(|actor| field(actor)));
    facts.join(" · ")
}

/// What the editor adds; nothing where there is nothing.
pub(super) fn editors_note(note: Option<&str>, lang: &str) -> String {
    note.map_or_else(String::new, |note| {
        format!(
            "<p class=\"note\"><b>{}</b> <span dir=\"auto\"{lang}>{}</span></p>\n",
            field(&say("page-note")),
            block(note)
        )
    })
}

/// What the sources put before and after an event, as links where it is on the
/// page.
fn relations(part: &mut String, context: &PageContext<'_, '_>, entry: &EventEntry<'_>) {
    let timeline = context.request.timeline;
    let is_shown = |event| {
        context
            .request
            .events
            .is_none_or(|some| some.contains(event))
    };
    for (id, others) in [
        ("event-order-after", &entry.event.dating.after),
        ("event-order-before", &entry.event.dating.before),
    ] {
        if others.is_empty() {
            continue;
        }
        let names = others.iter().map(|other| {
            let name = field(timeline[*other].name());
            if is_shown(*other) {
                format!("<a href=\"#{}\">{name}</a>", event_anchor(timeline, *other))
            } else {
                name
            }
        });
        let names: Vec<String> = names.collect();
        let _ = writeln!(
            part,
            "<p class=\"order\">{} {}</p>",
            field(&say(id)),
            names.join(", ")
        );
    }
}

fn quotation(part: &mut String, context: &PageContext<'_, '_>, entry: &CitationEntry<'_>) {
    let citation = entry.citation;
    let Some(passage) = context.content.passage(citation.passage) else {
        return;
    };
    part.push_str("<figure class=\"quotation\">\n");
    let stance = match citation.stance {
        Stance::Supports => None,
        Stance::Disputes => Some(("stance disputes", "passage-disputes")),
        Stance::Context => Some(("stance", "stance-context")),
    };
    if let Some((class, id)) = stance {
        let _ = writeln!(part, "<p class=\"{class}\">{}</p>", field(&say(id)));
    }
    let mut place = field(&passage.source.short_name());
    if let Some(locator) = &passage.passage.locator {
        place.push_str(", ");
        place.push_str(&field(locator));
    }
    let _ = writeln!(
        part,
        "<blockquote dir=\"auto\"{}><p>{}<span class=\"exact\">{}</span>{}</p></blockquote>\n\
         <figcaption>\n<p class=\"place\">{place}</p>\n<p class=\"footnote\" dir=\"auto\">{}</p>",
        lang(passage.source.language.as_deref()),
        html(&say("quote-opens")),
        html(&visible_line(&passage.quotation)),
        html(&say("quote-closes")),
        block(&entry.footnote),
    );
    let mut facts = facts(citation);
    if passage.words_cut > 0 {
        let named = [("count", passage.words_cut.into())];
        facts.push(say_with("page-cut", &named));
    }
    if !facts.is_empty() {
        let facts: Vec<String> = facts.iter().map(|fact| field(fact)).collect();
        let _ = writeln!(part, "<p class=\"facts\">{}</p>", facts.join(" · "));
    }
    part.push_str(&editors_note(citation.note.as_deref(), &context.lang));
    let (state, id) = (passage.state.name(), state_message(passage.state));
    let _ = writeln!(
        part,
        "<p class=\"state {state}\">{}</p>\n</figcaption>\n</figure>",
        field(&say(id))
    );
}

/// What this passage says of the date, and whose claim it reports.
fn facts(citation: &Citation) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(date) = &citation.date {
        let words = date.edtf.as_ref().map_or_else(
            || {
                let words = visible_text(&date.text);
                say_with("quoted", &[("words", words.as_ref().into())])
            },
            short_words,
        );
        let id = match citation.dating.basis {
            Some(Basis::Inferred) => "passage-dates-it-inferred",
            _ => "passage-dates-it",
        };
        facts.push(say_with(id, &[("date", words.into())]));
    }
    if let Some(who) = &citation.attributed_to {
        let who = visible_text(who);
        facts.push(say_with(
            "passage-claim-of",
            &[("who", who.as_ref().into())],
        ));
    }
    facts
}

const fn state_message(state: AnchorState) -> &'static str {
    match state {
        AnchorState::Exact => "page-exact",
        AnchorState::Normalised => "page-normalised",
        AnchorState::Drifted => "page-drifted",
        AnchorState::Ambiguous => "page-ambiguous",
        AnchorState::Missing => "page-missing",
        AnchorState::Unavailable => "page-unavailable",
    }
}
