//! `annals merge`: merges two versions of a timeline.

use std::path::PathBuf;

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use crate::language::Message;
use crate::model::visible_id;
use crate::storage::{ExpectedContent, ReplaceError, merge, read_file, replace_file, splice};

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
    let read = |path: &PathBuf| read_file(path).map_err(CommandError::about(path));
    let ((base, _), (theirs, _)) = (read(&args.base)?, read(&args.theirs)?);
    let (ours, _) = read(&args.ours)?;
    let merged = merge(&base, &ours, &theirs).map_err(|error| {
        let path = [&args.base, &args.ours, &args.theirs][error.version];
        CommandError::about(path)(error.error)
    })?;
    let output = args.output.as_ref().unwrap_or(&args.ours);
    let refuse = |error| CommandError::about(output)(error);
    let bytes = splice(&ours, &merged.changes).map_err(refuse)?;
    let warnings = write(args, &bytes, &ours).map_err(|error| refuse(error.into()))?;
    streams.save_warnings(output, &warnings)?;
    if merged.conflicts > 0 {
        let name = output.to_string_lossy();
        writeln!(
            streams.err,
            "{}: {} could not be merged; see `conflicts` in the file\n  \
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

/// Writes the merged timeline. OURS is replaced only if it still is as it was read,
/// because somebody may have saved it meanwhile.
fn write(args: &MergeArgs, bytes: &[u8], ours: &[u8]) -> Result<Vec<Message>, ReplaceError> {
    match &args.output {
        Some(output) if *output != args.ours => {
            replace_file(output, bytes, ExpectedContent::Anything)
        }
        _ => replace_file(&args.ours, bytes, ExpectedContent::Bytes(ours)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn ours_is_not_replaced_if_it_changed_while_merging() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let args = |output: Option<&str>| MergeArgs {
            base: path("base.json"),
            ours: path("ours.json"),
            theirs: path("theirs.json"),
            output: output.map(path),
        };
        fs::write(path("ours.json"), "as somebody saved it").unwrap();
        for output in [None, Some("ours.json")] {
            write(&args(output), b"merged", b"as read").unwrap_err();
        }
        let ours = fs::read_to_string(path("ours.json")).unwrap();
        assert_eq!(ours, "as somebody saved it");
        write(&args(Some("out.json")), b"merged", b"as read").unwrap();
        assert_eq!(fs::read_to_string(path("out.json")).unwrap(), "merged");
    }
}
