//! F6: the keyboard from region to region, in the order that Tab goes.

use eframe::egui::{Id, Key, Ui};

/// A region of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// The bar at the top.
    TopBar,
    /// The plot.
    Plot,
    /// The shelf of undated events.
    Shelf,
    /// The overview strip.
    Overview,
    /// The table of events.
    Table,
    /// The quote panel.
    Quotes,
    /// The source reader.
    Reader,
}

const ORDER: [Region; 7] = [
    Region::TopBar,
    Region::Plot,
    Region::Shelf,
    Region::Overview,
    Region::Table,
    Region::Quotes,
    Region::Reader,
];

/// What can take the keyboard for a region, and in which frame it was there.
type Door = (Id, u64);

fn door_id(region: Region) -> Id {
    Id::unique(("door of", region))
}

fn current_id() -> Id {
    Id::unique("region of the keyboard")
}

/// Says which control takes the keyboard for a region. Of several in one frame
/// the first does.
pub fn offer(ui: &Ui, region: Region, control: Id) {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|memory| {
        let known: Option<Door> = memory.get_temp(door_id(region));
        if known.is_none_or(|(_, seen)| seen != frame) {
            memory.insert_temp::<Door>(door_id(region), (control, frame));
        }
    });
}

/// Moves the keyboard where F6 was pressed: to the next region that is there,
/// with Shift to the one before.
pub fn follow_f6(ui: &Ui) {
    let (pressed, back) = ui.input(|input| (input.key_pressed(Key::F6), input.modifiers.shift));
    if !pressed {
        return;
    }
    let frame = ui.ctx().cumulative_frame_nr();
    let count = ORDER.len();
    // Before the first region, or after the last.
    let outside = if back { 0 } else { count - 1 };
    let from: usize = ui.data(|memory| memory.get_temp(current_id()).unwrap_or(outside));
    let step = if back { count - 1 } else { 1 };
    let reached = (1..=count)
        .map(|times| (from + step * times) % count)
        .find_map(|place| {
            let region = ORDER.get(place)?;
            let door: Option<Door> = ui.data(|memory| memory.get_temp(door_id(*region)));
            let (control, seen) = door?;
            (seen + 1 >= frame).then_some((place, control))
        });
    if let Some((place, control)) = reached {
        ui.data_mut(|memory| memory.insert_temp(current_id(), place));
        ui.memory_mut(|memory| memory.request_focus(control));
    }
}
