#![doc = include_str!("../README.md")]

mod alignment;
mod anchor;
mod compare;
mod context;
mod describe;
mod edit_distance;
mod edit_model;
mod exact_candidates;
mod fold;
mod fuzzy;
mod letter_index;
mod long_quotes;
mod occurrences;
mod salient_words;
mod seeds;
mod selector;
mod shared_text;
mod similarity;
mod text;
mod tokens;
mod word_diff;

#[cfg(test)]
mod tests;

pub use anchor::{Anchor, AnchorState, MAX_CANDIDATES, Match, PositionTrust, anchor};
pub use describe::{MAX_CONTEXT, describe};
pub use fold::{fold_white_space, is_invisible, typographic_form};
pub use selector::{PositionSelector, QuoteSelector};
pub use shared_text::{SharedText, TextArena};
pub use text::SearchableText;
pub use word_diff::{WordChange, WordSpan, compare_words};

/// The edit model, for the bench that fits its weights. Not part of the public
/// interface.
#[doc(hidden)]
pub mod fit {
    pub use super::anchor::anchor_with;
    pub use super::edit_model::{EditFeatures, EditModel, SideFeatures};
    pub use super::fuzzy::best_features;
}
