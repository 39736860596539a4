//! Details of a source: its record, what rests on it, its passages over time
//! and in the document, and the paragraphs that nothing cites.

mod passages_in_document;
mod passages_over_time;
mod record;

use eframe::egui::{self, Rect, Ui};

use super::bidi;
use super::link_dialog;
use super::panel_input::PanelInput;
use super::theme::{SMALL_SIZE, UiPalette};
use super::timeline_view::count;
use super::widgets::{cached, separator, set_heading, small, strong};
use crate::language::{MessageArgument, say, say_with};
use crate::model::{CslName, Index, Source, visible_line, visible_text};
use crate::query::{Reliance, SourceEvents};
use crate::reading::Coverage;
use crate::session::{Action, OpenTimeline, Session, SourceText};

/// A source and its statistics.
struct SourceDetails<'a> {
    session: &'a Session,
    open: &'a OpenTimeline,
    source: Index<Source>,
    text: &'a SourceText,
    statistics: &'a SourceStatistics,
    palette: UiPalette,
}

/// Statistics that need a pass over the timeline or the text.
struct SourceStatistics {
    events: SourceEvents,
    coverage: Coverage,
}

/// Shows the details of a source.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    input: PanelInput<'_>,
    source: Index<Source>,
    text: &SourceText,
    actions: &mut Vec<Action>,
) {
    let PanelInput { session, open } = input;
    let key = (session.revision, source);
    let statistics = cached(
        ui,
        egui::Id::unique("statistics of the source"),
        key,
        || SourceStatistics {
            events: SourceEvents::of(&open.timeline, &open.index, source),
            coverage: Coverage::of(&text.paragraphs, &text.highlights),
        },
    );
    let details = SourceDetails {
        session,
        open,
        source,
        text,
        statistics: &statistics,
        palette: UiPalette::of(ui),
    };
    let salt = ("details", source.position());
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(salt));
    egui::ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink(false)
        .show(&mut child, |ui| {
            egui::Frame::NONE
                .inner_margin(egui::Margin::symmetric(22, 16))
                .show(ui, |ui| {
                    ui.set_width(rect.width() - 56.0);
                    ui.spacing_mut().item_spacing.y = 5.0;
                    details.header(ui);
                    record::show(ui, &details);
                    record::edit_button(ui, &details, actions);
                    let url = open.timeline[source].csl.url.as_ref();
                    link_dialog::button(ui, url, source, actions);
                    passages_over_time::show(ui, &details, actions);
                    passages_in_document::show(ui, &details, actions);
                });
        });
}

impl SourceDetails<'_> {
    /// Title, authors, and what rests on the source.
    fn header(&self, ui: &mut Ui) {
        let source = &self.open.timeline[self.source];
        let name = source.csl.title.clone();
        let name = name.unwrap_or_else(|| source.short_name());
        let name = visible_line(&name);
        let title = bidi::label(ui, strong(name.as_ref(), 20.0));
        set_heading(&title, &name);
        let authors = source.csl.authors.iter();
        let authors: Vec<String> = authors.map(CslName::in_order).collect();
        if !authors.is_empty() {
            bidi::label(ui, strong(visible_text(&authors.join(", ")), 15.0));
        }
        let reliance = self.open.evidence.reliance(self.source);
        let reliance = strong(reliance_in_words(reliance), SMALL_SIZE + 0.5);
        bidi::label(ui, reliance.color(self.palette.muted));
        ui.add_space(4.0);
        separator(ui);
        ui.add_space(4.0);
    }

    /// An explanation under its subject.
    fn remark(&self, ui: &mut Ui, words: String) {
        bidi::label(ui, small(words).color(self.palette.muted));
    }
}

/// Heading of a section.
fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(14.0);
    let heading = ui.label(strong(words, 15.0));
    set_heading(&heading, words);
}

/// "31 passages · cited by 27 events · supports 20, 9 as the only source".
fn reliance_in_words(reliance: Reliance) -> String {
    let Reliance {
        passages,
        citing,
        supported,
        alone,
    } = reliance;
    let mut facts = vec![count(passages, "passage")];
    if citing == 0 {
        facts.push(say("details-cited-by-none"));
    } else {
        facts.push(say_with(
            "details-cited-by",
            &[("count", MessageArgument::ungrouped(citing))],
        ));
        let id = match (supported, alone) {
            (0, _) => "details-supports-none",
            (1, 0) => "details-supports-one",
            (_, 0) => "details-supports-none-alone",
            (many, alone) if many == alone => "details-supports-alone",
            _ => "details-supports-some-alone",
        };
        let counts = [
            ("count", MessageArgument::ungrouped(supported)),
            ("alone", MessageArgument::ungrouped(alone)),
        ];
        facts.push(say_with(id, &counts));
    }
    facts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reliance_is_stated_in_words() {
        for (numbers, words) in [
            ((0, 0, 0, 0), "0 passages · cited by no event"),
            (
                (1, 1, 0, 0),
                "1 passage · cited by 1 event · supports none of them",
            ),
            (
                (3, 2, 2, 2),
                "3 passages · cited by 2 events · supports 2, as the only source",
            ),
            (
                (3, 9, 5, 2),
                "3 passages · cited by 9 events · supports 5, 2 as the only source",
            ),
        ] {
            let (passages, citing, supported, alone) = numbers;
            let reliance = Reliance {
                passages,
                citing,
                supported,
                alone,
            };
            assert_eq!(reliance_in_words(reliance), words);
        }
    }
}
