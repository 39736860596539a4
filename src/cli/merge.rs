//! `annals merge`: merges two versions of a timeline.

use std::path::PathBuf;

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use crate::model::visible_id;
use crate::storage::{merge, read_file, splice, write_atomically};

/// Arguments of `annals merge`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
A merge works by list and id, so that two people who add events never meet a conflict. What \
cannot be decided stays as in OURS and is recorded in the entry under `conflicts`, with all \
three values; `annals check` reports each.

Exit codes: 0 merged, 1 merged with conflicts, 129 not merged.

Examples:
  annals merge base.json mine.json other.json -o merged.json
  annals merge %O %A %B   As a merge driver of git; see the guide")]
pub struct MergeArgs {
    /// The version that both were made from; an empty file if there is none
    #[arg(value_name = "BASE")]
    pub base: PathBuf,
    /// One version, whose layout the result keeps
    #[arg(value_name = "OURS")]
    pub ours: PathBuf,
    /// The other version
    #[arg(value_name = "THEIRS")]
    pub theirs: PathBuf,
    /// The file to write [default: OURS]
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
}

pub(super) fn run(args: &MergeArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let read = |path: &PathBuf| {
        let bytes = read_file(path).map(|(bytes, _)| bytes);
        bytes.map_err(CommandError::about(path))
    };
    let (base, ours, theirs) = (read(&args.base)?, read(&args.ours)?, read(&args.theirs)?);
    let merged = merge(&base, &ours, &theirs).map_err(|error| {
        let path = [&args.base, &args.ours, &args.theirs][error.version];
        CommandError::about(path)(error.error)
    })?;
    let output = args.output.as_ref().unwrap_or(&args.ours);
    let refuse = || CommandError::about(output);
    let bytes = splice(&ours, &merged.changes).map_err(refuse())?;
    write_atomically(output, &bytes).map_err(refuse())?;
    if merged.conflicts > 0 {
        let name = output.to_string_lossy();
        writeln!(
            streams.err,
            "{}: {} could not be merged and are recorded under `conflicts`\n  \
             hint: `annals check` lists them.",
            visible_id(&name),
            match merged.conflicts {
                1 => "1 value".to_owned(),
                count => format!("{count} values"),
            },
        )?;
    }
    Ok(Outcome::problems_if(merged.conflicts > 0))
}
