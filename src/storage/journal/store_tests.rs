//! Journals of moved and untitled timelines, and their removal.

use std::fs;

use super::file_tests::{TestFolder, base_at, edit};
use super::tests::{START, base, title_step};
use super::*;
use crate::model::Digest;

#[test]
fn the_journal_of_a_moved_file_is_found_by_its_digest() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let digest = Digest::of(START.as_bytes());
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 2);
    let moved = test.folder.path().join("moved.json");
    fs::rename(&path, &moved).unwrap();
    assert_eq!(
        test.store.find_moved(|| Some(digest)),
        None,
        "a window has it"
    );
    let state = journal.state().clone();
    drop(journal);
    // The file was copied.
    fs::copy(&moved, &path).unwrap();
    let not_asked = || unreachable!("no file of a journal is gone");
    assert_eq!(test.store.find_moved(not_asked), None);
    fs::remove_file(&path).unwrap();
    let another = || Some(Digest::of(b"another"));
    assert_eq!(test.store.find_moved(another), None);
    assert_eq!(test.store.find_moved(|| None), None);
    assert_eq!(test.store.find_moved(|| Some(digest)), Some(folder.clone()));

    let mut journal = Journal::open(&folder).unwrap();
    let new_folder = test.store.for_file(&moved);
    journal.move_to(&new_folder, &moved).unwrap();
    assert!(!folder.exists());
    assert_eq!(journal.state().steps, state.steps);
    assert_eq!(journal.state().path(), Some(&*moved));
    journal
        .append([JournalRecord::Step(title_step(2, 3))])
        .unwrap();
    drop(journal);
    assert_eq!(test.store.find_moved(|| Some(digest)), None);
    let journal = Journal::open(&new_folder).unwrap();
    assert_eq!(
        (journal.state().done, journal.state().path()),
        (3, Some(&*moved))
    );
    assert_eq!(journal.base_copy().as_deref(), Some(START.as_bytes()));
}

#[test]
fn a_journal_is_not_moved_onto_one_in_use() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let (other_path, other_folder) = test.timeline("b.json", START);
    let mut journal = Journal::open(&folder).unwrap();
    edit(&mut journal, &path, START, 1);
    let mut other = Journal::open(&other_folder).unwrap();
    edit(&mut other, &other_path, START, 2);
    let state = journal.state().clone();
    assert!(journal.move_to(&other_folder, &other_path).is_err());
    assert_eq!((journal.state(), journal.folder()), (&state, &*folder));
    journal
        .append([JournalRecord::Step(title_step(1, 2))])
        .unwrap();
    drop(other);
    // Saved over a timeline that a crash left with work: that journal is kept.
    journal.move_to(&other_folder, &other_path).unwrap();
    drop(journal);
    let unread = fs::read(other_folder.join("journal.unread")).unwrap();
    assert_eq!(replay(&unread[..]).0.done, 2);
    assert_eq!(Journal::open(&other_folder).unwrap().state().done, 2);
}

#[test]
fn untitled_timelines_with_work_are_listed() {
    let test = TestFolder::new();
    assert_eq!(test.store.untitled(), []);
    let folders: Vec<_> = (0..3).map(|_| test.store.new_untitled()).collect();
    assert!(folders[0] != folders[1] && folders[1] != folders[2]);
    let record = JournalRecord::Base {
        base: JournalBase {
            path: None,
            ..base(START.as_bytes())
        },
        pending: Vec::new(),
    };
    let mut journals: Vec<_> = folders
        .iter()
        .map(|folder| Journal::open(folder).unwrap())
        .collect();
    for journal in &mut journals {
        journal.append([record.clone()]).unwrap();
    }
    for journal in &mut journals[..2] {
        journal
            .append([JournalRecord::Step(title_step(0, 1))])
            .unwrap();
    }
    assert_eq!(test.store.untitled(), [], "windows have them");
    let shown = journals.remove(0);
    drop(journals);
    let listed = test.store.untitled();
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (&listed[0].folder, listed[0].changes, listed[0].forms),
        (&folders[1], 1, 0)
    );
    drop(shown);
    assert_eq!(test.store.untitled().len(), 2);
}

#[test]
fn all_paths_of_a_file_have_one_journal() {
    let test = TestFolder::new();
    let (path, folder) = test.timeline("a.json", START);
    let indirect = path.parent().unwrap().join("./none/../a.json");
    fs::create_dir(path.parent().unwrap().join("none")).unwrap();
    assert_eq!(test.store.for_file(&indirect), folder);
    #[cfg(unix)]
    {
        let link = path.with_file_name("link.json");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        assert_eq!(test.store.for_file(&link), folder);
    }
    assert_ne!(test.store.for_file(&path.with_file_name("b.json")), folder);
    // Also after the file is deleted.
    fs::remove_file(&path).unwrap();
    assert_eq!(test.store.for_file(&path), folder);
    let name = folder.file_name().unwrap().to_str().unwrap();
    assert_eq!(name.len(), 16);
    assert_ne!(test.store.built_in(), folder);
}

#[test]
fn clearing_private_data_keeps_unsaved_work_and_what_is_in_use() {
    let test = TestFolder::new();
    let state_folder = test.folder.path().join("state");
    let cache = test.folder.path().join("cache");
    fs::create_dir_all(cache.join("outlines")).unwrap();
    fs::write(cache.join("outlines/a.kept"), "a").unwrap();
    let (damaged_path, damaged) = test.timeline("damaged.json", START);
    edit(
        &mut Journal::open(&damaged).unwrap(),
        &damaged_path,
        START,
        1,
    );
    fs::write(damaged.join("journal"), "x\n").unwrap();
    let (saved, in_use, unsaved) = (
        test.timeline("saved.json", START),
        test.timeline("in-use.json", START),
        test.timeline("unsaved.json", START),
    );
    for (path, folder) in [&saved, &unsaved] {
        edit(&mut Journal::open(folder).unwrap(), path, START, 1);
    }
    let mut journal = Journal::open(&saved.1).unwrap();
    journal.append([base_at(&saved.0, b"saved")]).unwrap();
    drop(journal);
    let mut used = Journal::open(&in_use.1).unwrap();
    edit(&mut used, &in_use.0, START, 1);
    used.append([base_at(&in_use.0, b"saved")]).unwrap();
    for name in ["recent.json", "located.json", "other.txt"] {
        fs::write(state_folder.join(name), "[]").unwrap();
    }
    let foreign = state_folder.join("journals/foreign");
    fs::create_dir(&foreign).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&foreign, cache.join("link")).unwrap();

    let cleared = clear_private_data(&state_folder, Some(&cache));
    assert_eq!(cleared.failed, []);
    for (path, is_left) in [
        (saved.1.clone(), false),
        (in_use.1.join("journal"), true),
        (unsaved.1.join("journal"), true),
        (damaged.join("journal"), true),
        (state_folder.join("recent.json"), false),
        (state_folder.join("located.json"), false),
        (state_folder.join("other.txt"), true),
        (foreign, true),
        (cache.join("outlines"), false),
        (cache.join("link"), false),
        (cache, true),
    ] {
        assert_eq!(path.exists(), is_left, "{}", path.display());
        assert!(is_left || cleared.removed.contains(&path));
    }
    let reason = |folder: &std::path::Path| {
        let kept = cleared.kept.iter().find(|kept| kept.folder == *folder);
        kept.map(|kept| kept.reason.clone())
    };
    let unreadable = KeptReason::Unreadable(ReplayError::Damaged(1));
    assert_eq!(reason(&damaged), Some(unreadable));
    let mut kept: Vec<_> = cleared
        .kept
        .iter()
        .filter(|kept| kept.folder != damaged)
        .map(|kept| {
            (
                kept.folder.clone(),
                kept.timeline.clone(),
                kept.reason == KeptReason::UnsavedWork,
            )
        })
        .collect();
    kept.sort();
    let mut expected = vec![(in_use.1, None, false), (unsaved.1, Some(unsaved.0), true)];
    expected.sort();
    assert_eq!(kept, expected);
    // A second time there is nothing to do.
    let again = clear_private_data(&state_folder, None);
    assert_eq!((again.removed, again.kept.len()), (Vec::new(), 3));
}
