//! `annals show`: one event with its quotations and footnotes.

use std::collections::HashMap;
use std::path::PathBuf;

use strsim::levenshtein;

use super::list::date_in_words;
use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use super::terminal::paragraph;
use super::timeline_file::{TimelineFile, open};
use crate::bibliography::{Bibliographer, Style};
use crate::date_words::in_words;
use crate::export::event_details;
use crate::library::Holdings;
use crate::model::{
    Basis, Citation, Event, Index, RivalDate, Source, Stance, Timeline, visible_id, visible_line,
    visible_text,
};
use crate::storage::FileError;
use annals_anchor::{Anchor, AnchorState};

/// Arguments of `annals show`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Examples:
  annals show timeline.json radio-station
  annals show timeline.json radio-station --sources ~/articles
  annals show timeline.json radio-station --style apa
  annals show timeline.json radio-station --json | jq -r '.citations[].exact'")]
pub struct ShowArgs {
    /// The timeline
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The id of the event, as `annals list` shows it
    #[arg(value_name = "EVENT", allow_hyphen_values = true)]
    pub event: String,
    /// A folder with copies of the sources
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
    /// The citation style of footnotes and bibliography: chicago-notes, apa or mla
    #[arg(long, value_name = "STYLE", default_value_t)]
    pub style: Style,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &ShowArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let file = open(&args.file)?;
    let Some(index) = file.timeline().events.by_id(&args.event) else {
        let error = unknown_event(file.timeline(), &args.event);
        return Err(CommandError::about(&args.file)(error));
    };
    let file = file.with_documents(args.sources.as_ref(), streams.worker)?;
    let view = EventView::new(&file, index, args.style);
    if args.json {
        let states = view.anchors.iter().map(|anchor| anchor.state);
        let timeline = view.timeline;
        streams.json(&event_details(
            timeline,
            view.event,
            states,
            view.bibliographer,
        ))?;
    } else {
        streams.out.write_all(view.page().as_bytes())?;
    }
    streams.problems(&args.file, &file.problems, args.json)?;
    Ok(Outcome::problems_if(file.has_errors()))
}

/// An event as the terminal shows it.
struct EventView<'t> {
    timeline: &'t Timeline,
    event: &'t Event,
    /// The anchors of the cited passages, in the order of the citations.
    anchors: Vec<Anchor>,
    bibliographer: Bibliographer,
}

impl<'t> EventView<'t> {
    fn new(file: &'t TimelineFile, index: Index<Event>, style: Style) -> Self {
        let timeline = file.timeline();
        let event = &timeline[index];
        let holdings = &file.copies.holdings;
        let citations = event.citations.iter();
        Self {
            timeline,
            event,
            anchors: citations
                .map(|citation| anchor_of(timeline, holdings, citation))
                .collect(),
            bibliographer: Bibliographer::new(style),
        }
    }

    fn page(&self) -> String {
        let event = self.event;
        let lane = match event.lane {
            Some(lane) => visible_line(&self.timeline[lane].name),
            None => visible_id(&event.lane_id),
        };
        let mut page = paragraph("", "", &visible_line(&event.title));
        page.push_str(&paragraph("", "  ", &self.dating()));
        let mut place = visible_id(&event.id).into_owned();
        for more in [&*lane, &*visible_line(&event.tags.join(", "))] {
            if !more.is_empty() {
                place.push_str(" · ");
                place.push_str(more);
            }
        }
        page.push_str(&paragraph("", "  ", &place));
        for (label, text) in [
            ("", event.summary.as_deref().unwrap_or_default()),
            ("Actors: ", &event.actors.join(", ")),
            ("Note: ", event.note.as_deref().unwrap_or_default()),
        ] {
            if !text.is_empty() {
                page.push('\n');
                page.push_str(&paragraph(
                    "",
                    "",
                    &format!("{label}{}", visible_text(text)),
                ));
            }
        }
        page.push_str(&self.rivals());
        for (number, (citation, anchor)) in
            (1..).zip(self.event.citations.iter().zip(&self.anchors))
        {
            page.push('\n');
            page.push_str(&self.quotation(number, citation, anchor));
        }
        page.push_str(&self.footnotes());
        page
    }

    /// "1958, stated in a passage; “in 1958”".
    fn dating(&self) -> String {
        let event = self.event;
        let mut parts = vec![date_in_words(event)];
        match (event.dating.basis, &event.dating.reason) {
            (Some(Basis::Stated), _) => parts.push(", stated in a passage".to_owned()),
            (Some(Basis::Inferred), Some(reason)) => {
                parts.push(format!(", inferred: {}", visible_line(reason)));
            }
            (Some(Basis::Inferred), None) => parts.push(", inferred".to_owned()),
            (None, _) => {}
        }
        if let Some(words) = &event.date_text {
            parts.push(format!(" (“{}”)", visible_line(words)));
        }
        for (label, events) in [
            ("after", &event.dating.after),
            ("before", &event.dating.before),
        ] {
            for other in events {
                let title = visible_line(&self.timeline[*other].title);
                parts.push(format!("; {label} “{title}”"));
            }
        }
        parts.concat()
    }

    /// "Rival dates: 2017 \[1\]; about 2014–2016 \[2\]".
    fn rivals(&self) -> String {
        let mut numbers: HashMap<&str, String> = HashMap::new();
        for (number, citation) in (1..).zip(&self.event.citations) {
            if let Some(edtf) = citation.date.as_ref().and_then(|date| date.edtf.as_ref()) {
                let number = format!(" [{number}]");
                numbers.entry(edtf.as_str()).or_default().push_str(&number);
            }
        }
        let numbers =
            |rival: &RivalDate<'_>| numbers.get(rival.edtf.as_str()).map_or("", String::as_str);
        let rivals: Vec<String> = self
            .event
            .rivals()
            .iter()
            .map(|rival| format!("{}{}", in_words(rival.edtf), numbers(rival)))
            .collect();
        if rivals.is_empty() {
            return String::new();
        }
        format!(
            "\n{}",
            paragraph("", "", &format!("Rival dates: {}", rivals.join("; ")))
        )
    }

    fn quotation(&self, number: usize, citation: &Citation, anchor: &Anchor) -> String {
        const INDENT: &str = "     ";
        let passage = &self.timeline[citation.passage];
        let exact = format!("“{}” [{number}]", visible_line(&passage.quote.exact));
        let mut page = paragraph(INDENT, INDENT, &exact);
        let stance = match citation.stance {
            Stance::Disputes => "DISPUTES",
            stance => stance.name(),
        };
        let mut facts = vec![stance.to_owned()];
        if let Some(date) = &citation.date {
            let words = date
                .edtf
                .as_ref()
                .map_or_else(|| format!("“{}”", visible_line(&date.text)), in_words);
            facts.push(format!("gives {words}"));
        }
        if let Some(who) = &citation.attributed_to {
            facts.push(format!("attributed to {}", visible_line(who)));
        }
        facts.push(state_in_words(anchor));
        page.push_str(&paragraph(INDENT, INDENT, &facts.join(" · ")));
        if let Some(note) = &citation.note {
            let note = format!("Note: {}", visible_text(note));
            page.push_str(&paragraph(INDENT, INDENT, &note));
        }
        page
    }

    fn footnotes(&self) -> String {
        let cites: Vec<(&Source, Option<&str>)> = self
            .event
            .citations
            .iter()
            .map(|citation| {
                let passage = &self.timeline[citation.passage];
                (&self.timeline[passage.source], passage.locator.as_deref())
            })
            .collect();
        if cites.is_empty() {
            return String::new();
        }
        let mut page = "\n".to_owned();
        for (number, note) in (1..).zip(self.bibliographer.notes(&cites)) {
            let margin = format!("{:>5} ", format!("[{number}]"));
            page.push_str(&paragraph(&margin, "      ", &visible_line(&note)));
        }
        page.push_str("\nBibliography\n");
        let sources: Vec<&Source> = cites.iter().map(|(source, _)| *source).collect();
        for entry in self.bibliographer.bibliography(&sources) {
            page.push_str(&paragraph("  ", "      ", &visible_line(&entry)));
        }
        page
    }
}

fn anchor_of(timeline: &Timeline, holdings: &Holdings, citation: &Citation) -> Anchor {
    let passage = &timeline[citation.passage];
    match holdings.get(passage.source) {
        Some(document) => document.anchor(&passage.quote, passage.position, document.trust),
        None => Anchor::unavailable(),
    }
}

fn state_in_words(anchor: &Anchor) -> String {
    match (anchor.state, anchor.matched) {
        (state, Some(place)) => format!("{} at {}–{}", state.name(), place.start, place.end),
        (AnchorState::Ambiguous, None) => {
            format!("ambiguous, {} places", anchor.candidates.len())
        }
        (AnchorState::Unavailable, None) => "document not on this machine".to_owned(),
        (state, None) => state.name().to_owned(),
    }
}

fn unknown_event(timeline: &Timeline, id: &str) -> FileError {
    const MAX_COMPARED: usize = 64;
    let error = FileError::new(format!("No event has the id “{id}”"));
    let start = |id: &str| id.chars().take(MAX_COMPARED).collect::<String>();
    let typed = start(id);
    let nearest = timeline
        .events
        .iter()
        .map(|event| (levenshtein(&start(&event.id), &typed), &event.id))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, _)| *distance <= 1 + id.chars().count() / 4);
    match nearest {
        Some((_, near)) => error.with_hint(format!("Did you mean “{near}”?")),
        None => error.with_hint("`annals list FILE` shows the ids."),
    }
}
