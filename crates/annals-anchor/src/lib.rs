//! Quotations: how a passage is held, and where it stands in a text now.
//!
//! Rule of the room: it knows texts and selectors, neither files nor
//! timelines. A wrong anchor is worse than a miss.
//!
//! From the ground up:
//!
//! - `fold` says which characters are forms of one another. It
//!   yields a coarse *key* of a text, to find places by.
//! - `signs` spells a text out with just the differences gone that an anchor
//!   may overlook, and `compare` judges one place by that spelling.
//! - `text` keeps a document ready to be searched, `occurrences` finds every
//!   hit in linear time, `context` says how the recorded surroundings agree.
//! - `letters` index a text, `seeds` finds what shares much with a quotation by
//!   votes and `distance`, `alignment` lays the two against each other,
//!   `likeness` weighs that, `telling` knows which words may not change, `odds`
//!   tells editing from likeness by chance, and `fuzzy` decides; `lengthy` does for
//!   quotations of many pages. `difference` tells what changed.
//! - `survey` brings the places together, `anchor` decides between them.
//! - `describe` is the way back: from a range to a selector.

mod alignment;
mod anchor;
mod compare;
mod context;
mod describe;
mod difference;
mod distance;
mod fold;
mod fuzzy;
mod lengthy;
mod letters;
mod likeness;
mod occurrences;
mod odds;
mod seeds;
mod selector;
mod shared;
mod signs;
mod survey;
mod telling;
mod text;

#[cfg(test)]
mod tests;

pub use anchor::{Anchor, AnchorState, MAX_CANDIDATES, Match, PositionTrust, anchor};
pub use describe::{MAX_CONTEXT, describe};
pub use difference::{WordChange, WordSpan, compare_words};
pub use fold::fold_white_space;
pub use fold::{is_invisible, typographic_form};
pub use selector::{PositionSelector, QuoteSelector};
pub use shared::{SharedText, TextArena};
pub use text::SearchableText;
