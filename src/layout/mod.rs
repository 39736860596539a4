//! Geometry of the plot: which shapes are drawn, and where.
//!
//! Lengths are in points, times are instants, and text is measured by a function that the
//! caller passes in. Nothing here paints, and the same input always gives the same scene.

mod arrangement;
mod clusters;
mod detail;
mod display_list;
mod folds;
mod legend;
mod mark_shapes;
mod rows;
mod scene;
mod ticks;
mod viewport;

pub use arrangement::Arrangement;
pub use clusters::{CLUSTER_HEIGHT, ClusterBox, cluster_column_height, clusters};
pub use detail::{Cluster, ClusterId, Detail, UnclusteredClaim, detail, is_crowded};
pub use display_list::{Area, Fill, Point, Shape, Stroke, bounds};
pub use folds::{FoldedPeriod, Folds, MAX_FOLDS};
pub use legend::{LegendEntry, LegendSample, SampleSize, WINDOW_LEGEND, figure_legend};
pub use mark_shapes::{BAR_HEIGHT, connector_shapes, mark_shapes};
pub use rows::{ARROW, FADE, LabelSide, Measure, RowAxis, RowKey, RowPlacement, Rows};
pub use scene::{Cap, Label, LaneBand, Mark, MarkId, MarkSegment, Scene, SceneInput, scene};

pub use ticks::{Tick, Ticks, ticks};
pub use viewport::Viewport;
