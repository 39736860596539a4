#![doc = include_str!("../README.md")]
//!
//! # How it works
//!
//! Searches use two reductions of a text. Its *search key* keeps letters, digits and
//! most punctuation in compatibility decomposition, without spaces, hyphens, quotation
//! marks, emphasis marks and combining marks. Its *letters* are the key in lower case,
//! one byte per character; in scripts of more than 128 characters some share a byte.
//!
//! 1. **Position.** If the caller states that the text is unchanged, the quotation
//!    fills its recorded position and the recorded context agrees, that is the match.
//! 2. **Key candidates.** All occurrences of the quotation's key in the text's key are
//!    compared token by token. Each is equal, equal but for white space, equal after
//!    folding, or has only the same letters. The last needs 16 letters of quotation and
//!    context together.
//! 3. **Context.** Each side of a candidate scores *none*, *near* (the 16 characters of
//!    the key next to it match) or *full* (all that were recorded match). A candidate
//!    wins if it matches on more sides than any other, or on as many sides with none
//!    worse and one better. Otherwise the position in an unchanged text decides, unless
//!    the context points elsewhere; otherwise the anchor is ambiguous.
//! 4. **Fuzzy candidates**, if nothing was found, or only out of context. Runs of four
//!    letters vote for ranges (`seeds`). The most voted are compared by edit distance,
//!    and the best twelve are aligned with the quotation and up to 64 letters of context
//!    on a side (`alignment`). The *information* of a candidate is the sum over its
//!    letters: rare letters that agree count most, up to 5 bits; gaps and substitutions
//!    cost.
//! 5. **Acceptance.** The best candidate needs log2(length of the text in letters) + 25
//!    bits; a text of that length reaches log2(length) bits by chance. Then one of these
//!    has to hold:
//!    - *Edited:* the log-odds of the edit model below are above 0. Unless the context
//!      agrees on both sides, no salient word may be contradicted. If less than half of
//!      the letters are unchanged, no name may be added or removed.
//!    - *Context match:* the context agrees on both sides and 58 % of the letters are
//!      unchanged. A contradiction is accepted only from 66 % on, between context of
//!      which 80 % of the information is left; an added or removed name from 60 % on.
//!    - *OCR damage:* at least 44 letters, with differences spread at random over them as
//!      by optical character recognition; 45 % unchanged, or 50 to 75 % without agreeing
//!      context. From 70 % on, numbers and names have to agree, as far as the context
//!      does not make up for them.
//! 6. **Rivals.** The anchor is ambiguous if another candidate, more than half as
//!    similar, has less information than the best by less than a margin. The margin is
//!    0.7 × 5.5 × √(2 *n* *s* (1 − *s*)) bits, but at least 10; *n* is the number of
//!    letters of quotation and context, *s* the lower similarity. It is the spread that
//!    damage as heavy as this causes. If the context does not agree on both sides, the
//!    first factor is 1.3.
//!
//! *Salient words* are numbers, names, codes (letters with digits) and English
//! negations. They are *contradicted* if one replaces another of its kind or a negation
//! is added or removed. Possible misreadings do not count. Quotations of more than 4,000
//! letters are found by their first and last 1,000 code points.
//!
//! # The edit model
//!
//! A logistic regression ([source](../src/annals_anchor/edit_model.rs.html)): are these
//! the quoted words after an edit, or others that are similar? The log-odds are the
//! intercept plus the weighted features. Above the threshold, 0, an edit is more likely
//! than not.
//!
//! | feature | weight | refitted |
//! | --- | --- | --- |
//! | intercept | −10.45 | −13.30 |
//! | share of the words' information that is left, clamped at 0 | 9.6 | 12.94 |
//! | share of the context's information, on the side with more | 3.8 | 5.43 |
//! | the same on the other side | 2.8 | 3.35 |
//! | ln(letters / 60), with at least 10 letters | 0.9 | −0.15 |
//! | 1 if a name is added or removed, or contradicted | −1.0 | −0.86 |
//! | 1 if a salient word is contradicted | −1.5 | −3.11 |
//!
//! Context that is not next to the candidate counts 0.3 of its share. If context was
//! recorded on one side only, the other counts as 0.3.
//!
//! The weights in use were fitted to revisions of public documents and rounded, with
//! contradictions weighted more, as a wrong anchor is worse than none. That data is not
//! available. One command fits new weights and compares both:
//!
//! ```sh
//! cargo bench -p annals-anchor --bench fit_edit_model
//! ```
//!
//! A sample is the best candidate of a quotation that is not found unchanged; it is
//! positive if it overlaps the true range by at least one half. The quotations were
//! edited or deleted, have near-duplicates, or are from another document. The texts are
//! synthetic and, if `ANNALS_REVISIONS` names a folder, real. A ridge-penalised logistic
//! regression is fitted to a random half of the cases and judged on the other.
//!
//! The column *refitted* is from the synthetic texts and 893 pairs of revisions of
//! Python Enhancement Proposals (their state at the beginning of 2008, 2016, 2020 and
//! 2025): 3,979 cases, of which 2,241 have a candidate, 816 of them right. The weights are
//! larger, as these samples are easier to separate. On the 3,926 other cases the weights
//! in use anchor 189 of 213 edited passages rightly and 2 of 124 deleted ones wrongly; the
//! new weights 193 and 3. All other test sets give the same result. The weights in use are
//! better, as they make fewer wrong anchors.

mod alignment;
mod anchor;
mod compare;
mod context;
mod describe;
mod edit_distance;
mod edit_model;
mod fold;
mod fuzzy;
mod key_candidates;
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
pub mod model_fitting {
    pub use super::anchor::anchor_with;
    pub use super::edit_model::{EditFeatures, EditModel, SideFeatures};
    pub use super::fuzzy::best_features;
}
