//! Live regions: status messages for screen readers (WCAG 2.2, 4.1.3).

use eframe::egui::accesskit::{Live, Node, Role};
use eframe::egui::{Context, FullOutput, Id, Plugin, Rect, Sense, Ui, Vec2};

use crate::model::visible_text;

/// Makes control characters visible in accessible names, as they are on
/// screen. No name from a file can change the direction of a line or hide
/// text.
#[derive(Debug)]
pub struct VisibleNames;

impl Plugin for VisibleNames {
    fn debug_name(&self) -> &'static str {
        "visible-names"
    }

    fn output_hook(&mut self, _: &Context, output: &mut FullOutput) {
        let update = output.platform_output.accesskit_update.as_mut();
        let nodes = update.into_iter().flat_map(|update| &mut update.nodes);
        nodes.for_each(|(_, node)| show_controls(node));
    }
}

fn show_controls(node: &mut Node) {
    let shown = |text: Option<&str>| {
        let text = text?;
        let shown = visible_text(text);
        (shown != text).then(|| shown.into_owned())
    };
    if let Some(label) = shown(node.label()) {
        node.set_label(label);
    }
    if let Some(description) = shown(node.description()) {
        node.set_description(description);
    }
    // Typed text and text runs are addressed by character, so leave them as
    // they are.
    let is_typed = matches!(
        node.role(),
        Role::TextInput | Role::MultilineTextInput | Role::SearchInput | Role::TextRun
    );
    if let Some(value) = shown(node.value()).filter(|_| !is_typed) {
        node.set_value(value);
    }
}

/// Announces `words` about a topic politely when they change. Paints nothing.
pub fn announce(ui: &Ui, topic: &str, words: String) {
    let id = Id::unique(("announced", topic));
    // A node needs a rectangle, and a region that pointers do not hit.
    let place = Rect::from_min_size(ui.max_rect().min, Vec2::ZERO);
    ui.interact(place, id, Sense::hover());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        node.set_label(words);
    });
}
