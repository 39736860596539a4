//! The page: a timeline with its quotations as one file for a browser.
//!
//! Rules of the module: no script, and nothing is fetched. Links, `:target` and
//! radio buttons do what moves. Every text of the timeline goes through a filter
//! of `filters`, in an element of its own, isolated from the direction of its
//! surroundings. A Content-Security-Policy allows the one style sheet, by its
//! digest, and the fonts inside it. Messages are in the language of the thread.

mod context;
mod stylesheet;

pub(super) use context::page;
