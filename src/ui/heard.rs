//! What is said to who listens, without being asked: statuses (WCAG 2.2, 4.1.3).

use eframe::egui::accesskit::{Live, Role};
use eframe::egui::{Id, Rect, Sense, Ui, Vec2};

/// Says words about a topic: once they change, politely. Nothing is painted.
pub fn announce(ui: &Ui, topic: &str, words: String) {
    let id = Id::unique(("announced", topic));
    // A node needs a place, and a region that is out of the way of pointers.
    let place = Rect::from_min_size(ui.max_rect().min, Vec2::ZERO);
    ui.interact(place, id, Sense::hover());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        node.set_label(words);
    });
}
