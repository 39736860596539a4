//! Quotations: how a passage is held, and where it stands in a text now.
//!
//! Rule of the room: it knows texts and selectors, neither files nor
//! timelines. A wrong anchor is worse than a miss.

mod selector;

pub use selector::{PositionSelector, QuoteSelector};
