//! The size and the position of the window, from one run to the next.

use std::path::{Path, PathBuf};

use eframe::egui::{Context, Pos2, Rect, Vec2, ViewportBuilder, ViewportCommand, pos2, vec2};
use serde::{Deserialize, Serialize};

use crate::storage::{FileError, read_up_to, write_private_file};

/// The maximum size of the file in bytes.
const MAX_BYTES: u64 = 4_096;

/// The default size of the window.
const DEFAULT_SIZE: [f32; 2] = [1_280.0, 800.0];

/// The smallest size of the window.
const MIN_SIZE: [f32; 2] = [760.0, 480.0];

/// The largest size and distance that a file may say. Systems use 16 bits.
const MAX_COORDINATE: f32 = 32_767.0;

/// How much of the window's top must be on a screen, so that it can be dragged.
const MIN_VISIBLE: f32 = 64.0;

/// Size and position of the window, in points of the screen: the text size of the
/// program does not count.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct WindowGeometry {
    /// Width and height inside the frame, while not maximized.
    size: [f32; 2],
    /// The top left corner of the frame, while not maximized; `None` where the system
    /// does not say it (Wayland).
    position: Option<[f32; 2]>,
    maximized: bool,
}

impl Default for WindowGeometry {
    fn default() -> Self {
        Self {
            size: DEFAULT_SIZE,
            position: None,
            maximized: false,
        }
    }
}

impl WindowGeometry {
    /// The geometry in a file; the default where it cannot be used.
    pub(super) fn load(file: &Path) -> Self {
        let too_large = || FileError::new("The file is too large");
        let bytes = read_up_to(file, MAX_BYTES, too_large);
        let geometry = bytes.map_or_else(
            |_| Self::default(),
            |(bytes, _)| serde_json::from_slice(&bytes).unwrap_or_default(),
        );
        geometry.limited()
    }

    /// Without what no window can have.
    fn limited(self) -> Self {
        let is_possible = |value: &f32| value.abs() <= MAX_COORDINATE;
        let size = if self.size.iter().all(is_possible) {
            [0, 1].map(|side| self.size[side].max(MIN_SIZE[side]))
        } else {
            DEFAULT_SIZE
        };
        let position = self.position.filter(|it| it.iter().all(is_possible));
        Self {
            size,
            position,
            ..self
        }
    }

    /// A window with this geometry.
    pub(super) fn apply_to(self, viewport: ViewportBuilder) -> ViewportBuilder {
        let viewport = viewport
            .with_inner_size(self.size)
            .with_min_inner_size(MIN_SIZE)
            .with_maximized(self.maximized);
        match self.position {
            Some(position) => viewport.with_position(position),
            None => viewport,
        }
    }
}

/// Follows the geometry of the window, and writes it when the window closes.
#[derive(Debug, Default)]
pub(super) struct GeometryTracker {
    file: Option<PathBuf>,
    stored: WindowGeometry,
    current: WindowGeometry,
    /// Frames until what the system ignored for a hidden window is asked again.
    frames_until_shown: u32,
}

impl GeometryTracker {
    /// Follows a window that opens with this geometry.
    pub(super) fn new(file: Option<PathBuf>, stored: WindowGeometry) -> Self {
        Self {
            file,
            stored,
            current: stored,
            frames_until_shown: 2,
        }
    }

    /// Notes where the window is. `screens` are the screens, in points.
    pub(super) fn follow(&mut self, context: &Context, screens: impl FnOnce() -> Vec<Rect>) {
        let zoom = context.zoom_factor();
        let size = context.viewport_rect().size() * zoom;
        let (outer, is_maximized, is_normal) = context.input(|input| {
            let viewport = input.viewport();
            let is_full = viewport.fullscreen == Some(true);
            let is_maximized = viewport.maximized == Some(true);
            let is_minimized = viewport.minimized == Some(true);
            let is_normal = !is_full && !is_maximized && !is_minimized;
            (viewport.outer_rect, is_maximized, is_normal)
        });
        let corner = outer.map(|outer| (outer.min.to_vec2() * zoom).to_pos2());
        if self.frames_until_shown > 0 {
            self.frames_until_shown -= 1;
            if self.frames_until_shown == 0 {
                self.correct(
                    context,
                    zoom,
                    corner.map(|corner| (corner, screens())),
                    size,
                );
            }
            context.request_repaint();
            return;
        }
        self.current.maximized = is_maximized;
        if is_normal {
            self.current.size = size.into();
            self.current.position = corner.map(Into::into);
        }
    }

    /// Does what the system did not do while the window was hidden: window managers of
    /// X11 do not maximize then. A window on a screen that is gone comes back.
    fn correct(&self, context: &Context, zoom: f32, place: Option<(Pos2, Vec<Rect>)>, size: Vec2) {
        if self.stored.maximized {
            context.send_viewport_cmd(ViewportCommand::Maximized(true));
        } else if let Some((corner, screens)) = place
            && self.stored.position.is_some()
            && let Some(corner) = visible_corner(corner, size, &screens)
        {
            let corner = (corner.to_vec2() / zoom).to_pos2();
            context.send_viewport_cmd(ViewportCommand::OuterPosition(corner));
        }
    }

    /// Writes the geometry if it changed. A failure is not reported: the next window
    /// has the default size.
    pub(super) fn store(&self) {
        let geometry = self.current.limited();
        if geometry != self.stored
            && let Some(file) = &self.file
            && let Ok(text) = serde_json::to_string_pretty(&geometry)
        {
            let _ = write_private_file(file, (text + "\n").as_bytes());
        }
    }
}

/// Where a window has to go to be seen; `None` if it is on a screen.
fn visible_corner(corner: Pos2, size: Vec2, screens: &[Rect]) -> Option<Pos2> {
    let top = Rect::from_min_size(corner, vec2(size.x, MIN_VISIBLE));
    let is_seen = |screen: &Rect| {
        let seen = top.intersect(*screen);
        seen.width() >= MIN_VISIBLE && seen.height() >= MIN_VISIBLE / 2.0
    };
    let first = screens.first()?;
    let centred = first.center() - size / 2.0;
    let corner = pos2(centred.x.max(first.min.x), centred.y.max(first.min.y));
    (!screens.iter().any(is_seen)).then_some(corner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_window_can_have_is_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/window.json");
        let default = WindowGeometry::default();
        let placed = WindowGeometry {
            size: [1_000.0, 700.0],
            position: Some([-1_900.0, 20.0]),
            maximized: true,
        };
        for (text, geometry) in [
            (
                r#"{"size": [1000, 700], "position": [-1900, 20], "maximized": true}"#,
                placed,
            ),
            (
                r#"{"size": [1000, 1e9], "position": [0, 1e38], "maximized": true}"#,
                WindowGeometry {
                    maximized: true,
                    ..default
                },
            ),
            (
                r#"{"size": [-5, 700]}"#,
                WindowGeometry {
                    size: [760.0, 700.0],
                    ..default
                },
            ),
            ("{}", default),
            ("", default),
            ("null", default),
            (r#"{"size": ["a", null]}"#, default),
            (r#"{"size": [1e400, 1]}"#, default),
            (
                &format!("{{\"size\": [800, 600]}}{}", " ".repeat(5_000)),
                default,
            ),
        ] {
            write_private_file(&file, text.as_bytes()).unwrap();
            assert_eq!(WindowGeometry::load(&file), geometry, "{text:.60}");
        }
        assert_eq!(WindowGeometry::load(&folder.path().join("none")), default);
        assert_eq!(WindowGeometry::load(folder.path()), default);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_or_a_device_in_its_place_neither_stops_nor_fills_the_program() {
        use rustix::fs::{CWD, Mode, mkfifoat};
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("window.json");
        mkfifoat(CWD, &pipe, Mode::from_raw_mode(0o600)).unwrap();
        let zero = folder.path().join("zero.json");
        std::os::unix::fs::symlink("/dev/zero", &zero).unwrap();
        for file in [pipe, zero] {
            assert_eq!(WindowGeometry::load(&file), WindowGeometry::default());
            let changed = WindowGeometry {
                maximized: true,
                ..WindowGeometry::default()
            };
            let tracker = GeometryTracker {
                current: changed,
                ..GeometryTracker::new(Some(file.clone()), WindowGeometry::default())
            };
            tracker.store();
            assert!(!file.metadata().unwrap().is_file(), "it was replaced");
        }
    }

    #[test]
    fn a_changed_geometry_is_stored_privately() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/window.json");
        let mut tracker = GeometryTracker::new(Some(file.clone()), WindowGeometry::default());
        tracker.store();
        assert!(!file.exists(), "nothing changed");
        tracker.current.size = [1_001.0, 702.5];
        tracker.current.position = Some([3.0, 4.0]);
        tracker.store();
        assert_eq!(WindowGeometry::load(&file), tracker.current);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_window_on_a_screen_that_is_gone_comes_back() {
        let screen = |x, y| Rect::from_min_size(pos2(x, y), vec2(1_920.0, 1_080.0));
        let screens = [screen(0.0, 0.0), screen(1_920.0, 0.0)];
        let size = vec2(1_280.0, 800.0);
        let centre = pos2(320.0, 140.0);
        for (corner, goes) in [
            (pos2(0.0, 0.0), None),
            (pos2(2_000.0, 500.0), None),
            (pos2(-1_200.0, 500.0), None),
            (pos2(-1_250.0, 500.0), Some(centre)),
            (pos2(4_000.0, 500.0), Some(centre)),
            (pos2(100.0, 1_060.0), Some(centre)),
            (pos2(100.0, -40.0), Some(centre)),
        ] {
            assert_eq!(visible_corner(corner, size, &screens), goes, "{corner:?}");
        }
        assert_eq!(visible_corner(pos2(9_000.0, 0.0), size, &[]), None);
        // A window larger than the screen begins at its corner.
        let large = vec2(3_000.0, 2_000.0);
        let corner = visible_corner(pos2(9_000.0, 0.0), large, &screens[..1]);
        assert_eq!(corner, Some(pos2(0.0, 0.0)));
    }

    #[test]
    fn the_size_of_a_maximized_window_is_that_before() {
        let mut tracker = GeometryTracker::new(None, WindowGeometry::default());
        let context = Context::default();
        let show = |tracker: &mut GeometryTracker, size: [f32; 2], maximized| {
            let mut input = eframe::egui::RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size.into())),
                ..Default::default()
            };
            let viewport = input.viewports.entry(input.viewport_id).or_default();
            viewport.maximized = Some(maximized);
            let corner = pos2(7.0, 8.0);
            viewport.outer_rect = Some(Rect::from_min_size(corner, size.into()));
            let mut output = context.run_ui(input, |ui| tracker.follow(ui.ctx(), Vec::new));
            // Nothing is drawn.
            output.textures_delta.clear();
        };
        for _ in 0..3 {
            show(&mut tracker, [900.0, 600.0], false);
        }
        show(&mut tracker, [1_900.0, 1_000.0], true);
        let expected = WindowGeometry {
            size: [900.0, 600.0],
            position: Some([7.0, 8.0]),
            maximized: true,
        };
        assert_eq!(tracker.current, expected);
    }
}
