//! The page: a timeline with its quotations as one file for a browser.
//!
//! Rule of the folder: no script, and nothing is fetched. What moves does so by
//! links, by `:target` and by boxes that are ticked. Every text of a timeline
//! goes through `escape`, and stands in an element of its own, apart from the
//! direction of what surrounds it. A Content-Security-Policy allows the one
//! style sheet, by its digest, and the fonts that stand in it. What the program
//! says is in the language of the thread.

mod articles;
mod context;
mod footer;
mod header;
mod stylesheet;

pub(super) use context::page;
