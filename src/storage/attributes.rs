//! Owner, group, mode, access control list and extended attributes of files.

use std::fs::File;
use std::io;

use crate::language::Message;

/// Gives a file the owner, the group, the mode and the attributes of the one that it
/// replaces. Returns what could not be done, and what will be different although
/// nothing failed.
///
/// # Errors
///
/// If even the mode cannot be set.
#[cfg(not(unix))]
pub(super) fn copy_attributes(from: &File, to: &File) -> io::Result<Vec<Message>> {
    to.set_permissions(from.metadata()?.permissions())?;
    Ok(Vec::new())
}

/// Gives a file the owner, the group, the mode and the attributes of the one that it
/// replaces. Returns what could not be done, and what will be different although
/// nothing failed.
///
/// # Errors
///
/// If even the mode cannot be set.
#[cfg(unix)]
pub(super) fn copy_attributes(from: &File, to: &File) -> io::Result<Vec<Message>> {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};

    let (old, new) = (from.metadata()?, to.metadata()?);
    let mut warnings = Vec::new();
    let mut mode = old.mode() & 0o7777;
    // Owner and group first, because changing them removes bits of the mode.
    let keeps_group = old.gid() == new.gid() || fchown(to, None, Some(old.gid())).is_ok();
    let keeps_owner = old.uid() == new.uid() || fchown(to, Some(old.uid()), None).is_ok();
    if !keeps_group {
        // Another group gets the rights of everybody, not those of the old group.
        mode = mode & !0o070 | (mode & 0o007) << 3;
        warnings.push(Message::new("file-group-lost"));
    }
    if !keeps_owner {
        warnings.push(Message::new("file-owner-lost"));
    }
    if !(keeps_group && keeps_owner) {
        // A program must not run as somebody else.
        mode &= 0o1777;
    }
    copy_extended_attributes(from, to, keeps_group, &mut warnings);
    to.set_permissions(Permissions::from_mode(mode))?;
    if let Some(others @ 1..) = old.nlink().checked_sub(1) {
        let others = usize::try_from(others).unwrap_or(usize::MAX);
        warnings.push(Message::new("file-hard-links").with("count", others));
    }
    Ok(warnings)
}

/// The access control list (acl(5)).
#[cfg(target_os = "linux")]
const ACL: &str = "system.posix_acl_access";

/// Digests of the content and the attributes, which the kernel writes: integrity
/// measurement (IMA) and its protection (EVM).
#[cfg(target_os = "linux")]
const COMPUTED: &[&str] = &["security.ima", "security.evm"];

/// Copies the extended attributes, of which the access control list is one.
#[cfg(target_os = "linux")]
fn copy_extended_attributes(
    from: &File,
    to: &File,
    keeps_group: bool,
    warnings: &mut Vec<Message>,
) {
    use rustix::fs::{XattrFlags, fremovexattr, fsetxattr};

    let names = attribute_names(from);
    // A list that the folder gave to the new file.
    if !names.iter().any(|name| name == ACL) && attribute(to, ACL).is_some() {
        let _ = fremovexattr(to, ACL);
    }
    for name in names {
        let Some(value) = attribute(from, &name) else {
            continue;
        };
        let is_same = attribute(to, &name).as_ref() == Some(&value);
        if is_same || COMPUTED.contains(&&*name) {
            continue;
        }
        if name == ACL {
            // One of its entries is about the group of the file.
            if !keeps_group || fsetxattr(to, ACL, &value, XattrFlags::empty()).is_err() {
                let _ = fremovexattr(to, ACL);
                warnings.push(Message::new("file-acl-lost"));
            }
        } else if fsetxattr(to, &*name, &value, XattrFlags::empty()).is_err() {
            warnings.push(Message::new("file-attribute-lost").with("name", &*name));
        }
    }
}

/// Other systems have other attributes, which stay with the old file.
#[cfg(all(unix, not(target_os = "linux")))]
fn copy_extended_attributes(_: &File, _: &File, _: bool, _: &mut Vec<Message>) {}

/// The names of the extended attributes; none where the file system has none.
#[cfg(target_os = "linux")]
fn attribute_names(file: &File) -> Vec<String> {
    // The most that Linux returns (`XATTR_LIST_MAX`).
    let mut list = vec![0_u8; 1 << 16];
    let length = rustix::fs::flistxattr(file, &mut list[..]).unwrap_or(0);
    let names = list[..length].split(|byte| *byte == 0);
    names
        .filter(|name| !name.is_empty())
        .filter_map(|name| String::from_utf8(name.to_vec()).ok())
        .collect()
}

#[cfg(target_os = "linux")]
fn attribute(file: &File, name: &str) -> Option<Vec<u8>> {
    // The most that Linux stores (`XATTR_SIZE_MAX`).
    let mut value = vec![0_u8; 1 << 16];
    let length = rustix::fs::fgetxattr(file, name, &mut value[..]).ok()?;
    value.truncate(length);
    Some(value)
}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
    use std::path::Path;

    use rustix::fs::{XattrFlags, fsetxattr};

    use super::*;

    /// Two files, of which the first has this mode.
    fn files(folder: &Path, mode: u32) -> (File, File) {
        let file = |name| {
            let _ = fs::remove_file(folder.join(name));
            File::create_new(folder.join(name)).unwrap()
        };
        let (old, new) = (file("old"), file("new"));
        old.set_permissions(Permissions::from_mode(mode)).unwrap();
        new.set_permissions(Permissions::from_mode(0o600)).unwrap();
        (old, new)
    }

    /// An access control list that lets user 12345 read (acl(5), version 2).
    fn list(mask: u8) -> Vec<u8> {
        let entry = |tag: u16, rights: u8, id: u32| {
            let mut entry = Vec::new();
            entry.extend(tag.to_le_bytes());
            entry.extend(u16::from(rights).to_le_bytes());
            entry.extend(id.to_le_bytes());
            entry
        };
        let nobody = u32::MAX;
        [
            2_u32.to_le_bytes().to_vec(),
            entry(0x01, 6, nobody),
            entry(0x02, 4, 12_345),
            entry(0x04, 4, nobody),
            entry(0x10, mask, nobody),
            entry(0x20, 0, nobody),
        ]
        .concat()
    }

    #[test]
    fn the_mode_is_copied() {
        let folder = tempfile::tempdir().unwrap();
        for mode in [0o600, 0o644, 0o640, 0o664, 0o755, 0o2640] {
            let (old, new) = files(folder.path(), mode);
            assert_eq!(copy_attributes(&old, &new).unwrap(), []);
            assert_eq!(new.metadata().unwrap().mode() & 0o7777, mode, "{mode:o}");
        }
    }

    #[test]
    fn extended_attributes_and_the_access_control_list_are_copied() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = files(folder.path(), 0o640);
        if let Err(error) = fsetxattr(&old, "user.note", b"mine", XattrFlags::empty()) {
            eprintln!("skipped: the file system has no extended attributes: {error}");
            return;
        }
        fsetxattr(&new, "user.own", b"stays", XattrFlags::empty()).unwrap();
        assert_eq!(copy_attributes(&old, &new).unwrap(), []);
        assert_eq!(attribute(&new, "user.note").unwrap(), b"mine");
        assert_eq!(attribute(&new, "user.own").unwrap(), b"stays");
        if let Err(error) = fsetxattr(&old, ACL, &list(4), XattrFlags::empty()) {
            eprintln!("skipped: the file system has no access control lists: {error}");
            return;
        }
        assert_eq!(copy_attributes(&old, &new).unwrap(), []);
        assert_eq!(attribute(&new, ACL), attribute(&old, ACL));
        // A list that the old file does not have goes.
        let (old, new) = files(folder.path(), 0o600);
        fsetxattr(&new, ACL, &list(4), XattrFlags::empty()).unwrap();
        assert_eq!(copy_attributes(&old, &new).unwrap(), []);
        assert_eq!(attribute(&new, ACL), None);
        assert_eq!(new.metadata().unwrap().mode() & 0o777, 0o600);
    }

    #[test]
    fn other_names_of_a_file_are_reported() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = files(folder.path(), 0o600);
        fs::hard_link(folder.path().join("old"), folder.path().join("second")).unwrap();
        let warnings = copy_attributes(&old, &new).unwrap();
        assert_eq!(
            warnings,
            [Message::new("file-hard-links").with("count", 1_usize)]
        );
    }

    #[test]
    fn owner_and_group_are_copied_by_root() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = files(folder.path(), 0o640);
        if let Err(error) = chown(folder.path().join("old"), Some(12_345), Some(12_346)) {
            eprintln!("skipped: only root can give files away: {error}");
            return;
        }
        assert_eq!(copy_attributes(&old, &new).unwrap(), []);
        let copied = new.metadata().unwrap();
        assert_eq!((copied.uid(), copied.gid()), (12_345, 12_346));
        assert_eq!(copied.mode() & 0o777, 0o640);
    }
}
