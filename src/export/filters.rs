//! Filters of the HTML templates. Every text of a timeline goes through one.

#![expect(
    clippy::unnecessary_wraps,
    reason = "askama calls filters with this signature"
)]

use askama::filters::Safe;
use askama::{Result, Values, filter_fn};

use super::escape;
use crate::language;

/// A text in an element of its own, isolated from the direction of its surroundings.
#[filter_fn]
pub(super) fn field(text: impl AsRef<str>, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(escape::field(text.as_ref())))
}

/// A text that fills an element with a direction of its own.
#[filter_fn]
pub(super) fn block(text: impl AsRef<str>, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(escape::block(text.as_ref())))
}

/// An id, a digest or a file name.
#[filter_fn]
pub(super) fn id(text: impl AsRef<str>, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(escape::id(text.as_ref())))
}

/// A text as it is.
#[filter_fn]
pub(super) fn text(text: impl AsRef<str>, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(escape::html(text.as_ref())))
}

/// A message in the language of the thread.
#[filter_fn]
pub(super) fn say(message: impl AsRef<str>, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(escape::field(&language::say(message.as_ref()))))
}

/// A message inside an attribute or another text.
#[filter_fn]
pub(super) fn say_text(message: impl AsRef<str>, _: &dyn Values) -> Result<Safe<String>> {
    Ok(Safe(escape::html(&language::say(message.as_ref()))))
}
