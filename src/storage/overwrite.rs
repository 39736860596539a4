//! Nothing that is made of files is written over one of them.

use std::path::{Path, PathBuf};

use super::file_error::FileError;

/// Refuses a target that is one of the files that something is made from, by
/// whatever path or link. Of each it is said what it is: "the timeline".
///
/// # Errors
///
/// [`FileError`] where the target is one of them.
pub fn refuse_overwriting_inputs<'w>(
    target: &Path,
    made_from: impl IntoIterator<Item = (PathBuf, &'w str)>,
) -> Result<(), FileError> {
    // What cannot be resolved is not there yet, and so nothing of ours.
    let Ok(target) = target.canonicalize() else {
        return Ok(());
    };
    let mut made_from = made_from.into_iter();
    let is_target = |path: &Path| path.canonicalize().is_ok_and(|path| path == target);
    match made_from.find(|(path, _)| is_target(path)) {
        None => Ok(()),
        Some((_, what)) => {
            let refusal = FileError::new(format!("This is {what} that it would be made from"));
            Err(refusal.with_hint("Write to another file."))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_something_is_made_from_is_not_written_over_by_any_path() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("inner")).unwrap();
        for name in ["t.json", "other.json"] {
            fs::write(at(name), "{}").unwrap();
        }
        let made_from = || [(at("t.json"), "the timeline"), (at("gone.txt"), "a source")];
        for (target, is_refused) in [
            ("t.json", true),
            ("inner/../t.json", true),
            ("other.json", false),
            ("new.json", false),
            ("gone.txt", false),
        ] {
            let told = refuse_overwriting_inputs(&at(target), made_from());
            assert_eq!(told.is_err(), is_refused, "{target}: {told:?}");
        }
        let told = refuse_overwriting_inputs(&at("t.json"), made_from()).unwrap_err();
        assert!(told.to_string().contains("the timeline"), "{told}");
    }
}
