//! The command line without a window.
//!
//! Rule of the room: results go to standard output, problems to standard
//! error, and with `--json` everything that a machine may want goes to
//! standard output. Streams are arguments; nothing here prints on its own, and
//! nothing from a file reaches a terminal that would obey it.
//!
//! Exit codes: 0 fine, 1 problems found, 2 could not do it.

mod args;
mod check;
mod date;
mod export;
mod facts;
mod fmt;
mod list;
mod locate;
mod outcome;
mod overwrite;
mod render;
mod report;
mod run;
mod selection;
mod show;
mod terminal;
mod timeline_file;

pub use args::{Command, Verb, WindowArgs, parse, parse_from};
pub use check::CheckArgs;
pub use date::DateArgs;
pub use export::ExportArgs;
pub use fmt::FmtArgs;
pub use list::ListArgs;
pub use locate::LocateArgs;
pub use outcome::Outcome;
pub use render::RenderArgs;
pub use report::{CheckedAt, CheckedAtError};
pub use run::run;
pub use show::ShowArgs;
