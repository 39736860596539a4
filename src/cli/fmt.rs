//! `annals fmt`: formats a file canonically.

use std::path::PathBuf;

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use crate::model::visible_id;
use crate::storage::{ExpectedContent, read_file, replace_file, to_canonical_form};

/// Arguments of `annals fmt`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
A file with duplicate keys is refused, because one of them would be lost. If another program \
changes the file meanwhile, its version stays, and nothing is written.

Examples:
  annals fmt timeline.json
  annals fmt timeline.json --check   Exit with 1 if the file would change; write nothing")]
pub struct FmtArgs {
    /// The timeline
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Only report whether the file would change
    #[arg(long)]
    pub check: bool,
}

pub(super) fn run(args: &FmtArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let (bytes, _) = read_file(&args.file).map_err(CommandError::about(&args.file))?;
    let canonical = to_canonical_form(&bytes).map_err(CommandError::about(&args.file))?;
    if canonical.as_bytes() == bytes {
        return Ok(Outcome::Fine);
    }
    if args.check {
        let name = args.file.to_string_lossy();
        writeln!(
            streams.err,
            "{} is not in canonical form\n  hint: Run `annals fmt` without --check.",
            visible_id(&name)
        )?;
        return Ok(Outcome::Problems);
    }
    let replaced = replace_file(
        &args.file,
        canonical.as_bytes(),
        ExpectedContent::Bytes(&bytes),
    );
    let warnings = replaced.map_err(|error| CommandError::about(&args.file)(error.into()))?;
    streams.save_warnings(&args.file, &warnings)?;
    Ok(Outcome::Fine)
}
