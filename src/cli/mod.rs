//! The command line without a window.
//!
//! Rules of the module: results go to standard output, problems to standard error;
//! with `--json` everything for machines goes to standard output. Streams are
//! arguments. Control characters from files never reach a terminal.
//!
//! Exit codes: 0 no problems, 1 problems found, 2 the subcommand could not do its work.

mod args;
mod check;
mod check_time;
mod date;
mod diff;
mod export;
mod fmt;
mod list;
mod locate;
mod merge;
mod new;
mod outcome;
mod render;
mod run;
mod selection;
mod show;
mod terminal;
mod timeline_file;

pub use args::{Invocation, Subcommand, WindowArgs, parse, parse_from};
pub use check::CheckArgs;
pub use check_time::CheckTime;
pub use date::DateArgs;
pub use diff::DiffArgs;
pub use export::ExportArgs;
pub use fmt::FmtArgs;
pub use list::ListArgs;
pub use locate::LocateArgs;
pub use merge::MergeArgs;
pub use new::NewArgs;
pub use outcome::Outcome;
pub use render::RenderArgs;
pub use run::run;
pub use show::ShowArgs;
