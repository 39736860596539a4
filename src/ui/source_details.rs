//! Details of a source: its record, what rests on it, its passages over time
//! and in the document, and the paragraphs that nothing cites.

mod passages_in_document;
mod passages_over_time;
mod record;

use crate::language::{Argument, say, say_with};
use std::sync::Arc;

use eframe::egui::accesskit::Role as AccessRole;
use eframe::egui::{self, Id, Rect, RichText, Sense, Stroke, Ui, vec2};

use super::bidi::{self, Edge};
use super::link_dialog;
use super::theme::{self, Palette, SMALL_SIZE};
use super::timeline_view::count;
use crate::model::{Index, Source, visible_line, visible_text};
use crate::query::{Reliance, SourceEvents};
use crate::reading::Coverage;
use crate::session::{Action, Document, Session, SourceText};

/// A source and its statistics.
struct SourceDetails<'a> {
    session: &'a Session,
    document: &'a Document,
    source: Index<Source>,
    page: &'a SourceText,
    known: &'a SourceStatistics,
    palette: Palette,
}

/// Statistics that need a pass over the timeline or the text.
struct SourceStatistics {
    on_source: SourceEvents,
    coverage: Coverage,
}

/// Shows the details of a source.
pub fn show(
    ui: &mut Ui,
    rect: Rect,
    session: &Session,
    document: &Document,
    source: Index<Source>,
    page: &SourceText,
    actions: &mut Vec<Action>,
) {
    let known = known(ui, session, document, source, page);
    let about = SourceDetails {
        session,
        document,
        source,
        page,
        known: &known,
        palette: Palette::of(ui),
    };
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .max_rect(rect)
            .id_salt(("about", source.position())),
    );
    egui::ScrollArea::vertical()
        .id_salt(("about", source.position()))
        .auto_shrink(false)
        .show(&mut child, |ui| {
            egui::Frame::NONE
                .inner_margin(egui::Margin::symmetric(22, 16))
                .show(ui, |ui| {
                    ui.set_width(rect.width() - 56.0);
                    ui.spacing_mut().item_spacing.y = 5.0;
                    about.header(ui);
                    record::show(ui, &about);
                    let url = document.timeline[source].csl.url.as_ref();
                    link_dialog::button(ui, url, source, actions);
                    passages_over_time::show(ui, &about, actions);
                    passages_in_document::show(ui, &about, actions);
                });
        });
}

/// Statistics of a source, computed once for a document.
fn known(
    ui: &Ui,
    session: &Session,
    document: &Document,
    source: Index<Source>,
    page: &SourceText,
) -> Arc<SourceStatistics> {
    type CacheEntry = ((u64, Index<Source>), Arc<SourceStatistics>);
    let id = Id::unique("what is known of the source");
    let key = (session.revision, source);
    let kept: Option<CacheEntry> = ui.data(|memory| memory.get_temp(id));
    if let Some((_, known)) = kept.filter(|(of, _)| *of == key) {
        return known;
    }
    let known = Arc::new(SourceStatistics {
        on_source: SourceEvents::of(&document.timeline, &document.index, source),
        coverage: Coverage::of(&page.paragraphs, &page.marks),
    });
    ui.data_mut(|memory| memory.insert_temp::<CacheEntry>(id, (key, Arc::clone(&known))));
    known
}

impl SourceDetails<'_> {
    /// Title, authors, and what rests on the source.
    fn header(&self, ui: &mut Ui) {
        let entry = &self.document.timeline[self.source];
        let name = entry.csl.title.clone();
        let name = name.unwrap_or_else(|| entry.short_name());
        let name = visible_line(&name).into_owned();
        let title = bidi::label(
            ui,
            RichText::new(&name).font(theme::semibold(20.0)),
            Edge::Text,
        );
        ui.ctx().accesskit_node_builder(title.id, |node| {
            node.set_role(AccessRole::Heading);
            node.set_label(name);
        });
        if !entry.csl.authors.is_empty() {
            let authors: Vec<String> = entry
                .csl
                .authors
                .iter()
                .map(crate::model::CslName::in_order)
                .collect();
            let authors = authors.join(", ");
            bidi::label(
                ui,
                RichText::new(visible_text(&authors)).font(theme::semibold(15.0)),
                Edge::Text,
            );
        }
        let reliance = self.document.evidence.reliance(self.source);
        bidi::label(
            ui,
            RichText::new(reliance_in_words(reliance))
                .font(theme::semibold(SMALL_SIZE + 0.5))
                .color(self.palette.muted),
            Edge::Text,
        );
        ui.add_space(4.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
        let line = Stroke::new(1.0, self.palette.line);
        ui.painter().hline(rect.x_range(), rect.center().y, line);
        ui.add_space(4.0);
    }

    /// An explanation under its subject.
    fn remark(&self, ui: &mut Ui, words: String) {
        let words = RichText::new(words)
            .font(theme::sans(SMALL_SIZE + 0.5))
            .color(self.palette.muted);
        bidi::label(ui, words, Edge::Text);
    }
}

/// Heading of a section.
fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(14.0);
    let heading = ui.label(RichText::new(words).font(theme::semibold(15.0)));
    ui.ctx().accesskit_node_builder(heading.id, |node| {
        node.set_role(AccessRole::Heading);
        node.set_label(words);
    });
}

/// "31 passages · cited by 27 events · supports 20, 9 as the only source".
fn reliance_in_words(reliance: Reliance) -> String {
    let mut facts = vec![count(reliance.passages, "passage")];
    facts.push(match reliance.citing {
        0 => say("about-cited-by-none"),
        many => say_with("about-cited-by", &[("count", Argument::plain(many))]),
    });
    if reliance.citing > 0 {
        facts.push(match (reliance.supported, reliance.alone) {
            (0, _) => say("about-supports-none"),
            (1, 0) => say("about-supports-one"),
            (many, 0) => say_with(
                "about-supports-none-alone",
                &[("count", Argument::plain(many))],
            ),
            (many, alone) if many == alone => {
                say_with("about-supports-alone", &[("count", Argument::plain(many))])
            }
            (many, alone) => say_with(
                "about-supports-some-alone",
                &[
                    ("count", Argument::plain(many)),
                    ("alone", Argument::plain(alone)),
                ],
            ),
        });
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
