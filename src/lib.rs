//! Annals: a timeline whose every event can be checked against its sources.
//!
//! # Modules
//!
//! Modules form layers. A module depends only on layers below its own, and only
//! the top layers know of a screen; `tests/tidy.rs` checks both.
//!
//! | layer | modules | contents |
//! | --- | --- | --- |
//! | top | `main` | command line or window |
//! | | [`app`] | the program with a window: drains actions, runs effects |
//! | | [`ui`], [`cli`] | the window; the command line |
//! | | [`export`] | exports: page, tables, annotations |
//! | | [`figure`], [`session`] | figures; the state of a window and of its timelines, the one place that changes it |
//! | | [`layout`], [`reading`], [`search`], [`settings`] | geometry of the plot; a source in the reader; finding events by words; preferences, commands and their keys |
//! | | [`check`] | rules over the model: what is wrong, where, and how to fix it |
//! | | [`storage`], [`library`], [`query`], [`bibliography`], [`theme`] | the file; the documents at hand; order in time; sources in a citation style; colours and fonts of window and figures |
//! | | [`model`] | timeline, lane, source, passage, event, citation |
//! | | [`date_words`] | dates in words |
//! | bottom | [`language`] | the messages of the window, by language |
//!
//! Below them are crates of their own: `annals-edtf` (dates and their extents),
//! `annals-anchor` (finding quotations), `annals-prose-dates` (dates in running
//! text) and `annals-documents` (text of documents).
//!
//! **From file to pixels.** [`storage::read_file`] reads the bytes,
//! [`storage::read`] turns them into a [`model::Timeline`] and a list of
//! [`storage::Problem`]s, and [`check::check_loaded`] adds rule violations.
//! [`library::find_copies`] finds the available documents, [`library::anchor_passages`] finds
//! every passage in them. [`session::OpenTimeline`] has all of it, with a
//! [`query::TimeIndex`]. In each frame [`layout::scene()`] lays out the viewport,
//! and [`ui::WindowState`] paints it.
//!
//! **From click to quotation.** The window reports what the user did as
//! [`session::Action`]s. [`app::App`] passes them in order to
//! [`session::Session::update`], the only place where state changes. Slow work and
//! the outside world are [`session::Effect`]s: they run on a worker, and their
//! result comes back as an action with the number of its request.
//!
//! # What Annals never does
//!
//! - It draws no date that no source gives: an undated event is not on the axis.
//! - It corrects no quotation: `exact` is never rewritten by the program.
//! - Timeline files refer by string id, never by position. Indexes are created on
//!   load.
//! - It stores no view state in a timeline file.
//! - It uses no `f64` for a moment in time, except relative to the centre of a
//!   viewport.
//! - It uses no network.

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

pub mod edits;

pub mod figure;

pub mod session;

pub mod export;

pub mod ui;

pub mod cli;

pub mod app;
