//! `annals new`: writes an empty timeline.

use std::path::PathBuf;

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use crate::export::language_tag;
use crate::storage::{
    ExpectedContent, FileError, ReplaceError, empty_timeline, replace_file, title_of_file,
};

/// Arguments of `annals new`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
The timeline has one lane, Events, and nothing else. A file that exists is never overwritten.

Examples:
  annals new radio-history.json                     Its title is Radio history
  annals new mill.json --title 'The mill at Ely' --language en")]
pub struct NewArgs {
    /// The file to create
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The title of the timeline [default: made from the name of FILE]
    #[arg(long, value_name = "TITLE", allow_hyphen_values = true)]
    pub title: Option<String>,
    /// The language in which the timeline is written, as a tag such as en, fr or zh-Hant
    #[arg(long, value_name = "LANG", value_parser = parse_language)]
    pub language: Option<String>,
}

fn parse_language(text: &str) -> Result<String, &'static str> {
    match language_tag(Some(text)) {
        Some(tag) => Ok(tag.to_owned()),
        None => Err("this is no language tag (BCP 47), such as en, fr or zh-Hant"),
    }
}

pub(super) fn run(args: &NewArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let refuse = |error| CommandError::about(&args.file)(error);
    let title = args.title.clone();
    let title = title.unwrap_or_else(|| title_of_file(&args.file));
    let text = empty_timeline(&title, args.language.as_deref()).map_err(refuse)?;
    match replace_file(&args.file, text.as_bytes(), ExpectedContent::Absent) {
        Ok(warnings) => streams.save_warnings(&args.file, &warnings)?,
        Err(ReplaceError::Failed(error)) => return Err(refuse(error)),
        Err(ReplaceError::Changed { .. }) => {
            let error = FileError::new("This file exists already, and nothing was written");
            return Err(refuse(error.with_hint("Choose another name.")));
        }
    }
    Ok(Outcome::Fine)
}
