//! Geometry of the plot: which shapes are drawn, and where.
//!
//! Lengths are in points, times are instants, and text is measured by a function that the
//! caller passes in. Nothing here paints, and the same input always gives the same scene.

mod arrangement;
mod axis;
mod clusters;
mod display_list;
mod elision;
mod folds;
mod legend;
mod mark_shapes;
mod rows;
mod scene;
mod ticks;
mod viewport;
mod visible_marks;

pub use arrangement::Arrangement;
pub use axis::{AxisPart, draw_axis, fold_area, fold_shapes};
pub use clusters::{CLUSTER_HEIGHT, ClusterBox, cluster_column_height, clusters};
pub use display_list::{Area, Fill, Geometry, Point, Shape, Stroke};
pub use elision::{elided, limited};
pub use folds::{AxisFolds, MAX_FOLDS};
pub use legend::{
    LegendEntry, LegendSample, SampleSize, WINDOW_LEGEND, date_sample, figure_legend,
};
pub use mark_shapes::{BAR_HEIGHT, mark_shapes};
pub use rows::{ARROW, FADE, LabelSide, Measure, RowAxis, RowInput, RowKey, Rows};
pub use scene::{BarEnd, Label, LaneBand, Mark, MarkId, MarkSegment, Scene, SceneInput, scene};
pub use visible_marks::{
    Cluster, ClusterId, UnclusteredClaim, VisibleMarks, is_crowded, visible_marks,
};

pub use ticks::{Tick, Ticks, ticks};
pub use viewport::Viewport;
