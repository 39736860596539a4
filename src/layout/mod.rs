//! Geometry of the plot: which shapes are drawn, and where.
//!
//! Lengths are in points, times are instants, and text is measured by a function that the
//! caller passes in. Nothing here paints, and the same input always gives the same scene.

mod arrangement;
mod axis;
mod clusters;
mod detail;
mod display_list;
mod elision;
mod folds;
mod legend;
mod mark_shapes;
mod rows;
mod scene;
mod ticks;
mod viewport;

pub use arrangement::Arrangement;
pub use axis::{AxisPart, draw_axis, fold_area, fold_shapes};
pub use clusters::{CLUSTER_HEIGHT, ClusterBox, cluster_column_height, clusters};
pub use detail::{Cluster, ClusterId, Detail, UnclusteredClaim, detail, is_crowded};
pub use display_list::{Area, Fill, Outline, Point, Shape, Stroke};
pub use elision::{elided, limited};
pub use folds::{Folds, MAX_FOLDS};
pub use legend::{LegendEntry, LegendSample, SampleSize, WINDOW_LEGEND, figure_legend};
pub use mark_shapes::{BAR_HEIGHT, mark_shapes};
pub use rows::{ARROW, FADE, LabelSide, Measure, RowAxis, RowInput, RowKey, Rows};
pub use scene::{Cap, Label, LaneBand, Mark, MarkId, MarkSegment, Scene, SceneInput, scene};

pub use ticks::{Tick, Ticks, ticks};
pub use viewport::Viewport;
