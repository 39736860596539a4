//! Pure geometry: what is to be painted, and where.
//!
//! Rule of the room: lengths are screen points, times are instants, and text
//! is measured by a function that is handed in. Nothing here paints, and the
//! same input always gives the same scene.

mod arrangement;
mod clusters;
mod detail;
mod drawn;
mod folds;
mod rows;
mod scene;
mod shape;
mod ticks;
mod viewport;

pub use arrangement::Arrangement;
pub use clusters::{ClusterBox, clusters};
pub use detail::{Cluster, ClusterId, Detail, Held, detail, is_crowded};
pub use drawn::{BAR_HEIGHT, drawn, tied};
pub use folds::{Folded, Folds, MOST_FOLDS};
pub use rows::{ARROW, FADE, Measure, Placement, RowAxis, RowKey, Rows, Side};
pub use scene::{Cap, Label, LaneBand, Mark, MarkId, Scene, SceneInput, Stretch, scene};
pub use shape::{Area, Line, Point, Shape, Tint};
pub use ticks::{Tick, Ticks, ticks};
pub use viewport::Viewport;
