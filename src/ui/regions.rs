//! F6: moves keyboard focus between regions, in the order of Tab.

use eframe::egui::{Id, Key, Response, Ui, Vec2, vec2};

/// A region of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// The bar at the top.
    TopBar,
    /// The plot.
    Plot,
    /// The panel of undated events.
    Undated,
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
    Region::Undated,
    Region::Overview,
    Region::Table,
    Region::Quotes,
    Region::Reader,
];

/// The control that takes focus for a region, and the frame in which it was
/// shown.
type RegionEntry = (Id, u64);

fn entry_id(region: Region) -> Id {
    Id::unique(("entry of", region))
}

fn current_id() -> Id {
    Id::unique("region of the keyboard")
}

fn arrows_id() -> Id {
    Id::unique("control that has the arrows")
}

/// Whether the focused control uses the arrow keys instead of the plot; it
/// registered in the previous frame.
#[must_use]
pub fn has_arrows(ui: &Ui, focused: Id) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    let known: Option<RegionEntry> = ui.data(|memory| memory.get_temp(arrows_id()));
    known.is_some_and(|(control, shown_in)| control == focused && shown_in + 1 >= frame)
}

/// Gives a control the arrow keys while it is focused. Returns how often they
/// were pressed: right and down are positive.
#[must_use]
pub fn arrows(ui: &Ui, control: &Response) -> Vec2 {
    if !control.has_focus() {
        return Vec2::ZERO;
    }
    let frame = ui.ctx().cumulative_frame_nr();
    let was_registered = has_arrows(ui, control.id);
    ui.data_mut(|memory| memory.insert_temp::<RegionEntry>(arrows_id(), (control.id, frame)));
    if !was_registered {
        // The plot received them in this frame.
        return Vec2::ZERO;
    }
    ui.input(|input| {
        let times = |key| f32::from(u8::from(input.key_pressed(key)));
        vec2(
            times(Key::ArrowRight) - times(Key::ArrowLeft),
            times(Key::ArrowDown) - times(Key::ArrowUp),
        )
    })
}

/// Registers the control that takes focus for a region. The first one in a
/// frame counts.
pub fn offer(ui: &Ui, region: Region, control: Id) {
    let frame = ui.ctx().cumulative_frame_nr();
    ui.data_mut(|memory| {
        let known: Option<RegionEntry> = memory.get_temp(entry_id(region));
        if known.is_none_or(|(_, shown_in)| shown_in != frame) {
            memory.insert_temp::<RegionEntry>(entry_id(region), (control, frame));
        }
    });
}

/// Moves focus to the next or previous visible region.
pub fn go(ui: &Ui, back: bool) {
    let frame = ui.ctx().cumulative_frame_nr();
    let entry = |region| -> Option<RegionEntry> {
        let entry: Option<RegionEntry> = ui.data(|memory| memory.get_temp(entry_id(region)));
        entry.filter(|(_, shown_in)| shown_in + 1 >= frame)
    };
    let count = ORDER.len();
    // Before the first region, or after the last.
    let outside = if back { 0 } else { count - 1 };
    let from: usize = ui.data(|memory| memory.get_temp(current_id()).unwrap_or(outside));
    let step = if back { count - 1 } else { 1 };
    for times in 1..=count {
        let place = (from + step * times) % count;
        if let Some((control, _)) = ORDER.get(place).and_then(|region| entry(*region)) {
            ui.data_mut(|memory| memory.insert_temp(current_id(), place));
            ui.memory_mut(|memory| memory.request_focus(control));
            return;
        }
    }
}
