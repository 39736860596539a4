//! Annals: a timeline whose every event can be checked against its sources.
//!
//! # The map of the house
//!
//! Rooms stand on floors, and arrows between rooms run downwards: a room may
//! name what lies below it and nothing else. Two floors down from the screen
//! nobody has heard of one. `tests/tidy.rs` keeps it so.
//!
//! | floor | room | what lives there |
//! | --- | --- | --- |
//! | top | `main` | verb or window |
//! | | [`app`] | the program with a window: drains actions, runs effects |
//! | | [`ui`], [`cli`] | the window; the command line |
//! | | [`export`] | a timeline as others take it away: a page, tables, annotations |
//! | | [`figure`], [`session`] | a timeline on paper, with its evidence; the state of one window and of the timelines open in it, the one place that changes it |
//! | | [`check`] | rules over the model: what is wrong, where, and how to fix it |
//! | | [`layout`], [`reading`], [`search`], [`settings`] | pure geometry of the plot; a source as a reader sees it; finding events by their words; what the user has chosen, and the commands with their keys |
//! | | [`storage`], [`library`], [`query`], [`bibliography`], [`theme`] | the file; the documents at hand; order in time; sources in a citation style; colours and fonts of window and figures |
//! | | [`model`] | timeline, lane, source, passage, event, citation |
//! | | [`time`], [`quote`] | dates and what they allow; quotations and where they stand |
//! | ground | [`language`] | what the window says, in the language of its reader |
//!
//! **File to pixels.** [`storage::read_file`] takes the bytes, [`storage::read`]
//! makes a [`model::Timeline`] and a list of [`storage::Problem`]s of them,
//! [`library::find_copies`] finds the documents at hand, [`library::anchor_passages`]
//! finds every passage in them. [`session::Document`] puts it all together with
//! a [`query::TimeIndex`]; each frame [`layout::scene()`] lays out what the
//! viewport shows, and [`ui::Window`] paints it.
//!
//! **Click to quote.** The window tells what was done as
//! [`session::Action`]s. [`app::App`] drains them, first in, first out, into
//! [`session::Session::update`], the only place where state changes. Whatever
//! is slow or outside comes out of it as a [`session::Effect`], runs on a
//! worker, and comes back as an action with the number of its request.
//!
//! # What is nowhere
//!
//! - No date that a source does not give: an event without one stands off the
//!   axis.
//! - No corrected quotation: `exact` is never rewritten by the program.
//! - No position in a file as a reference: ids are strings, indexes are made on
//!   load.
//! - No view state in a timeline file.
//! - No `f64` for a moment in time, except relative to a viewport's centre.
//! - No network.

#![forbid(unsafe_code)]
#![cfg_attr(
    test,
    allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::float_cmp,
        clippy::needless_pass_by_value,
        clippy::too_many_lines,
        clippy::type_complexity,
        reason = "tests count few things, and tables of cases are long"
    )
)]

pub mod language;

pub mod date_words;

pub mod model;

pub mod storage;

pub mod library;

pub mod query;

pub mod theme;

pub mod check;

pub mod bibliography;

pub mod layout;

pub mod reading;

pub mod search;

pub mod settings;

pub mod figure;

pub mod session;

pub mod export;

pub mod ui;

pub mod cli;

pub mod app;
