//! Tests of replacing files. `tests/saving.rs` has those with other programs and other
//! users.

use std::fs;
use std::path::Path;

use super::replace::{ExpectedContent, ReplaceError, replace_file, write_atomically};
use super::stamp::Stamp;
use crate::language::Message;

fn files_in(folder: &Path) -> usize {
    fs::read_dir(folder).unwrap().count()
}

#[test]
fn replacing_a_file_leaves_no_temporary_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    write_atomically(&file, b"one").unwrap();
    let before = Stamp::of(&file);
    write_atomically(&file, b"two").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"two");
    assert_eq!(files_in(folder.path()), 1);
    if cfg!(unix) {
        assert_ne!(Stamp::of(&file), before);
    }
    let nowhere = write_atomically(&folder.path().join("no/a.json"), b"").unwrap_err();
    assert!(nowhere.message.text().contains("does not exist"));
    for not_a_name in [
        folder.path(),
        Path::new(""),
        Path::new("/"),
        Path::new(".."),
    ] {
        assert!(write_atomically(not_a_name, b"").is_err());
    }
}

#[test]
fn a_file_name_of_maximal_length_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    // 255 bytes, the maximum on Linux.
    let path = folder.path().join("ក".repeat(85));
    write_atomically(&path, b"one").unwrap();
    write_atomically(&path, b"two").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(files_in(folder.path()), 1);
}

#[cfg(unix)]
#[test]
fn a_file_in_an_unreadable_folder_can_be_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    // Files can be created in it but not listed, so it cannot be opened for
    // synchronising, except by root.
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o300)).unwrap();
    let path = closed.join("a.json");
    let written = write_atomically(&path, b"one");
    let read = fs::read(&path).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!((written, read.as_slice()), (Ok(Vec::new()), &b"one"[..]));
}

#[cfg(unix)]
#[test]
fn replacing_a_file_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    fs::write(&file, "one").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let link = folder.path().join("link.json");
    symlink(&file, &link).unwrap();
    write_atomically(&link, b"two").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&file).unwrap(), b"two");
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
    fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).unwrap();
    let refusal = write_atomically(&file, b"three").unwrap_err();
    assert!(refusal.message.text().contains("read-only"));
}
const CHANGED: ReplaceError = ReplaceError::Changed { recovered: None };

#[test]
fn a_file_is_replaced_only_if_it_is_what_is_expected() {
    let folder = tempfile::tempdir().unwrap();
    let cases: &[(Option<&[u8]>, ExpectedContent<'_>, bool)] = &[
        (None, ExpectedContent::Anything, true),
        (None, ExpectedContent::Absent, true),
        (None, ExpectedContent::Bytes(b""), false),
        (None, ExpectedContent::Bytes(b"one"), false),
        (Some(b"one"), ExpectedContent::Anything, true),
        (Some(b"one"), ExpectedContent::Absent, false),
        (Some(b"one"), ExpectedContent::Bytes(b"one"), true),
        (Some(b"one"), ExpectedContent::Bytes(b"on"), false),
        (Some(b"one"), ExpectedContent::Bytes(b"ones"), false),
        (Some(b"one"), ExpectedContent::Bytes(b"owe"), false),
        (Some(b""), ExpectedContent::Absent, false),
        (Some(b""), ExpectedContent::Bytes(b""), true),
    ];
    for (number, (before, expected, is_replaced)) in cases.iter().enumerate() {
        let path = folder.path().join(format!("{number}.json"));
        if let Some(before) = before {
            fs::write(&path, before).unwrap();
        }
        let outcome = replace_file(&path, b"new", *expected);
        let wanted = if *is_replaced {
            Ok(Vec::new())
        } else {
            Err(CHANGED)
        };
        assert_eq!(outcome, wanted, "{before:?} {expected:?}");
        let after = fs::read(&path).ok();
        let wanted = if *is_replaced {
            Some(&b"new"[..])
        } else {
            *before
        };
        assert_eq!(after.as_deref(), wanted, "{before:?} {expected:?}");
    }
    assert!(fs::read_dir(folder.path()).unwrap().all(|entry| {
        let name = entry.unwrap().file_name();
        !name.to_string_lossy().starts_with('.')
    }));
}

#[test]
fn a_large_file_is_compared_to_its_last_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    for length in [(1 << 16) - 1, 1 << 16, (1 << 16) + 1, 200_000] {
        let mut bytes = vec![b'x'; length];
        fs::write(&path, &bytes).unwrap();
        bytes[length - 1] = b'y';
        let outcome = replace_file(&path, b"new", ExpectedContent::Bytes(&bytes));
        assert_eq!(outcome, Err(CHANGED));
        fs::write(&path, &bytes).unwrap();
        replace_file(&path, b"new", ExpectedContent::Bytes(&bytes)).unwrap();
    }
}

#[test]
fn a_file_without_a_folder_in_its_path_can_be_written() {
    // The folder of the tests is that of the package.
    let name = format!("saved-by-a-test-{}.tmp", std::process::id());
    let path = Path::new(&name);
    assert_eq!(
        replace_file(path, b"one", ExpectedContent::Absent),
        Ok(Vec::new())
    );
    let replaced = replace_file(path, b"two", ExpectedContent::Bytes(b"one"));
    let content = fs::read(path);
    fs::remove_file(path).unwrap();
    assert_eq!(replaced, Ok(Vec::new()));
    assert_eq!(content.unwrap(), b"two");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_a_dangling_one_refused() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    symlink("gone.json", at("dangling.json")).unwrap();
    symlink("dangling.json", at("second.json")).unwrap();
    symlink("loop.json", at("loop.json")).unwrap();
    for (link, words) in [
        ("dangling.json", "does not exist"),
        ("second.json", "does not exist"),
        ("loop.json", "cannot be written"),
    ] {
        for expected in [
            ExpectedContent::Anything,
            ExpectedContent::Absent,
            ExpectedContent::Bytes(b""),
        ] {
            let Err(ReplaceError::Failed(error)) = replace_file(&at(link), b"new", expected) else {
                panic!("{link} was replaced")
            };
            assert!(error.message.text().contains(words), "{error}");
        }
        assert!(at(link).is_symlink(), "{link}");
    }
    assert_eq!(files_in(folder.path()), 3);
    // Once the file is there, links to links lead to it.
    fs::write(at("gone.json"), "one").unwrap();
    replace_file(&at("second.json"), b"two", ExpectedContent::Bytes(b"one")).unwrap();
    assert_eq!(fs::read(at("gone.json")).unwrap(), b"two");
    assert!(at("second.json").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_usual_mode() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let mode = |name: &str| {
        let metadata = fs::metadata(folder.path().join(name)).unwrap();
        metadata.permissions().mode() & 0o7777
    };
    fs::write(folder.path().join("usual"), "").unwrap();
    write_atomically(&folder.path().join("anything"), b"").unwrap();
    replace_file(&folder.path().join("absent"), b"", ExpectedContent::Absent).unwrap();
    assert_eq!(mode("anything"), mode("usual"));
    assert_eq!(mode("absent"), mode("usual"));
    assert_eq!(files_in(folder.path()), 3);
}

#[cfg(unix)]
#[test]
fn other_names_of_a_file_are_reported_and_keep_the_old_version() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    fs::write(&one, "old").unwrap();
    fs::hard_link(&one, &two).unwrap();
    let warnings = replace_file(&one, b"new", ExpectedContent::Bytes(b"old")).unwrap();
    let wanted = Message::new("file-hard-links").with("count", 1_usize);
    assert_eq!(warnings, [wanted]);
    assert_eq!(fs::read(&two).unwrap(), b"old");
}

#[test]
fn a_change_is_explained_with_the_place_of_the_second_version() {
    use super::file_error::FileError;
    let once = FileError::from(CHANGED);
    assert!(
        once.hint
            .unwrap()
            .text()
            .contains("as the other program left it")
    );
    let twice = FileError::from(ReplaceError::Changed {
        recovered: Some("a/b-recovered-1.json".into()),
    });
    assert!(twice.hint.unwrap().text().contains("a/b-recovered-1.json"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_a_program_has_open_for_writing_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, "one").unwrap();
    let mut writer = fs::File::options().append(true).open(&path).unwrap();
    let Err(ReplaceError::Failed(error)) =
        replace_file(&path, b"two", ExpectedContent::Bytes(b"one"))
    else {
        panic!("it was replaced")
    };
    assert!(error.message.text().contains("open for writing"), "{error}");
    std::io::Write::write_all(&mut writer, b", and more").unwrap();
    drop(writer);
    assert_eq!(fs::read(&path).unwrap(), b"one, and more");
    let read = b"one, and more";
    replace_file(&path, b"two", ExpectedContent::Bytes(read)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(files_in(folder.path()), 1);
}
