//! Refuses to overwrite the files that an output is made from.

use std::path::{Path, PathBuf};

use super::file_error::FileError;
use crate::language::Message;

/// Refuses an output whose target is one of its own input files, by whatever path
/// or link. Each input has a name for the message `file-overwrites`: "timeline",
/// "source", "recipe" or "font".
///
/// # Errors
///
/// [`FileError`] if the target is an input.
pub fn refuse_overwriting_inputs(
    target: &Path,
    inputs: impl IntoIterator<Item = (PathBuf, &'static str)>,
) -> Result<(), FileError> {
    // A path that cannot be resolved does not exist yet.
    let Ok(target) = target.canonicalize() else {
        return Ok(());
    };
    let mut inputs = inputs.into_iter();
    let is_target = |path: &Path| path.canonicalize().is_ok_and(|path| path == target);
    match inputs.find(|(path, _)| is_target(path)) {
        None => Ok(()),
        Some((_, name)) => {
            let error = FileError::new(Message::new("file-overwrites").with("input", name));
            Err(error.with_hint(Message::new("file-overwrites-hint")))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_input_is_not_overwritten_by_any_path() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("inner")).unwrap();
        for name in ["t.json", "other.json"] {
            fs::write(at(name), "{}").unwrap();
        }
        let inputs = || [(at("t.json"), "timeline"), (at("gone.txt"), "source")];
        for (target, is_refused) in [
            ("t.json", true),
            ("inner/../t.json", true),
            ("other.json", false),
            ("new.json", false),
            ("gone.txt", false),
        ] {
            let outcome = refuse_overwriting_inputs(&at(target), inputs());
            assert_eq!(outcome.is_err(), is_refused, "{target}: {outcome:?}");
        }
        let error = refuse_overwriting_inputs(&at("t.json"), inputs()).unwrap_err();
        assert!(error.to_string().contains("the timeline"), "{error}");
    }
}
