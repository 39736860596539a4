//! The arguments of the program: a subcommand, or the window.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser as _;

use super::check::CheckArgs;
use super::date::DateArgs;
use super::diff::DiffArgs;
use super::export::ExportArgs;
use super::fmt::FmtArgs;
use super::list::ListArgs;
use super::locate::LocateArgs;
use super::merge::MergeArgs;
use super::new::NewArgs;
use super::render::RenderArgs;
use super::show::ShowArgs;

/// What the arguments ask for: the window or a subcommand.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "made once, at the start")]
pub enum Invocation {
    /// The window.
    Window(WindowArgs),
    /// A subcommand, which runs without one.
    Subcommand(Subcommand),
}

/// Arguments of the window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WindowArgs {
    /// A timeline; by default `timeline.json` in the current folder, else the
    /// bundled chronology.
    pub file: Option<PathBuf>,
    /// A folder with copies of the sources.
    pub sources: Option<PathBuf>,
}

/// A command that runs without a window.
#[derive(Debug, Clone, PartialEq, Eq, clap::Subcommand)]
pub enum Subcommand {
    /// Create an empty timeline
    ///
    /// Writes a new file in canonical form, and never over another one.
    New(NewArgs),
    /// Check a timeline, and every quotation against its document
    ///
    /// Reports the problems of FILE, and searches for every passage in the text of
    /// its source: at the source's `file` beside FILE, and in DIR by digest or file
    /// name.
    Check(CheckArgs),
    /// List the events in the order of time
    ///
    /// Events without a valid date come last, in the order of the file.
    List(ListArgs),
    /// Show one event with its quotations and footnotes
    ///
    /// Each quotation is searched for in its document, as by `annals check`.
    Show(ShowArgs),
    /// Explain an EDTF date, or find the dates that a text suggests
    ///
    /// EDTF is the Extended Date/Time Format of ISO 8601-2. Annals writes all dates
    /// in it.
    Date(DateArgs),
    /// Find a quotation in a document
    ///
    /// Positions count code points of the document's plain text, from 0. Any white
    /// space matches any other.
    Locate(LocateArgs),
    /// Draw a figure of a timeline, with footnotes
    ///
    /// Draws the timeline with a key, numbered notes that cite the passages of each
    /// event, and the sources. No display is needed.
    Render(RenderArgs),
    /// Export a timeline as a page, tables, text, records or annotations
    ///
    /// Every export states the file and the version that it was made from, and how
    /// many words of which source the quotation limit cut.
    Export(ExportArgs),
    /// Format a timeline's file canonically
    ///
    /// Puts keys in the order of the format, unknown keys after them, one per line.
    /// Nothing else changes. A file that is canonical already is not written.
    Fmt(FmtArgs),
    /// Say how two versions of a timeline differ
    ///
    /// Names the entries that were added, removed, changed and moved, and the fields
    /// that changed.
    Diff(DiffArgs),
    /// Merge two versions of a timeline that were made from one
    ///
    /// Merges by list and id and keeps the layout of OURS. It is a merge driver of
    /// git, too.
    Merge(MergeArgs),
}

const ABOUT: &str = "A timeline you can check: every event rests on passages of its sources";

const LONG_ABOUT: &str = "A timeline you can check.

Every event on the time axis rests on verbatim passages of source documents. Without a \
command Annals opens its window. With one it works in the terminal.";

const EXAMPLES: &str = "\
Examples:
  annals                                   Open timeline.json here, else the bundled chronology
  annals new my.json                       Create an empty timeline
  annals my.json --sources ~/articles      Open a timeline with the documents it quotes
  annals check my.json --sources articles  Check every quotation against its document
  annals list my.json                      All events, in the order of time
  annals show my.json radio-station        One event, its quotations and footnotes
  annals date '1955~/1959~'                Explain a date
  annals date --in 'in the late 1950s'     Find the dates that a text suggests
  annals locate a.txt --exact 'the words'  Find a quotation in a document
  annals render my.json -o figure.svg      A figure with footnotes
  annals export my.json -o page.html       A page; also csv, md, json, csl, web-annotation
  annals fmt my.json                       Format the file canonically
  annals diff old.json my.json             What has changed
  annals merge base.json my.json her.json  Merge two versions

To open a file that has the name of a command, write ./check.

Exit codes: 0 no problems, 1 problems found, 2 the work could not be done.";

#[derive(Debug, clap::Parser)]
#[command(
    name = "annals",
    version,
    about = ABOUT,
    long_about = LONG_ABOUT,
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    subcommand_value_name = "COMMAND",
    subcommand_help_heading = "Commands"
)]
struct Arguments {
    /// The timeline to open in the window; FILE#event=ID, FILE#range=EDTF and FILE#filter=WORDS open it there
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// A folder with copies of the documents that the timeline quotes
    #[arg(long, value_name = "DIR")]
    sources: Option<PathBuf>,
    #[command(subcommand)]
    subcommand: Option<Subcommand>,
}

/// Parses the program's own arguments. Prints help, the version and errors, and exits
/// then (0, 0 and 2).
#[must_use]
pub fn parse() -> Invocation {
    Arguments::parse().into()
}

/// Parses arguments, the program's name first.
///
/// # Errors
///
/// clap's message and exit code, for help and the version as well as for errors.
pub fn parse_from<T: Into<OsString> + Clone>(
    arguments: impl IntoIterator<Item = T>,
) -> Result<Invocation, clap::Error> {
    Arguments::try_parse_from(arguments).map(Invocation::from)
}

impl From<Arguments> for Invocation {
    fn from(arguments: Arguments) -> Self {
        match arguments.subcommand {
            Some(subcommand) => Self::Subcommand(subcommand),
            None => Self::Window(WindowArgs {
                file: arguments.file,
                sources: arguments.sources,
            }),
        }
    }
}

impl Subcommand {
    /// Whether the result is JSON.
    pub(super) const fn is_json(&self) -> bool {
        match self {
            Self::Check(args) => args.json,
            Self::List(args) => args.json,
            Self::Show(args) => args.json,
            Self::Date(args) => args.json,
            Self::Locate(args) => args.json,
            Self::Diff(args) => args.json,
            Self::Export(_) | Self::Fmt(_) | Self::Merge(_) | Self::New(_) | Self::Render(_) => {
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_argument_definition_is_consistent() {
        use clap::CommandFactory as _;
        Arguments::command().debug_assert();
    }

    #[test]
    fn without_a_command_the_window_opens() {
        let window = |arguments: &[&str]| match parse_from(arguments) {
            Ok(Invocation::Window(window)) => window,
            other => panic!("{other:?}"),
        };
        assert_eq!(window(&["annals"]), WindowArgs::default());
        let file = window(&["annals", "./check", "--sources", "dir"]);
        assert_eq!(file.file.as_deref(), Some(Path::new("./check")));
        assert_eq!(file.sources.as_deref(), Some(Path::new("dir")));
        assert_eq!(
            window(&["annals", "a.json#event=x"]).file.as_deref(),
            Some(Path::new("a.json#event=x"))
        );
    }

    #[test]
    fn values_may_begin_with_a_hyphen_or_hold_line_breaks() {
        let Ok(Invocation::Subcommand(Subcommand::Locate(args))) = parse_from([
            "annals", "locate", "a.txt", "--exact", "-x\ny", "--prefix", "--json", "--json",
        ]) else {
            panic!()
        };
        assert_eq!(
            (args.exact.as_str(), args.prefix.as_str()),
            ("-x\ny", "--json")
        );
        assert!(args.json);
        for arguments in [
            ["annals", "date", "-0043", "--json"],
            ["annals", "date", "--json", "-0043"],
        ] {
            let Ok(Invocation::Subcommand(Subcommand::Date(args))) = parse_from(arguments) else {
                panic!("{arguments:?}")
            };
            assert_eq!((args.edtf.as_deref(), args.json), (Some("-0043"), true));
        }
        let Ok(Invocation::Subcommand(Subcommand::Date(args))) = parse_from([
            "annals",
            "date",
            "--in",
            "-in\n1958",
            "--anchor",
            "-0043",
            "--json",
        ]) else {
            panic!()
        };
        assert_eq!(args.text.as_deref(), Some("-in\n1958"));
        assert_eq!(args.anchor.unwrap().as_str(), "-0043");
    }

    #[test]
    fn help_and_version_exit_with_zero_and_errors_with_two() {
        for (arguments, code) in [
            (&["annals", "--help"][..], 0),
            (&["annals", "--version"], 0),
            (&["annals", "check", "--help"], 0),
            (&["annals", "check"], 2),
            (&["annals", "new"], 2),
            (&["annals", "new", "a.json", "--language", "en_GB"], 2),
            (&["annals", "--nonsense"], 2),
            (&["annals", "locate", "a.txt"], 2),
            (&["annals", "date"], 2),
            (&["annals", "date", "1958", "--in", "in 1958"], 2),
            (&["annals", "date", "--anchor", "1958"], 2),
            (&["annals", "date", "1958", "--anchor", "1958"], 2),
            (&["annals", "date", "--in", "x", "--anchor", "195"], 2),
            (&["annals", "date", "--help"], 0),
            (&["annals", "a.json", "b.json"], 2),
        ] {
            let error = parse_from(arguments).unwrap_err();
            assert_eq!(error.exit_code(), code, "{arguments:?}");
        }
    }
}
