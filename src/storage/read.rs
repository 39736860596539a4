//! Bytes become a timeline and the problems of its file.

use std::ops::ControlFlow;

use super::assemble::{Assembly, assemble};
use super::diagnostics::Diagnostics;
use super::fields::{Field, Reader};
use super::file_error::FileError;
use super::json_lint::{DuplicateKey, each_duplicate_key};
use super::pointer::Path;
use super::positions::Positions;
use super::preflight::preflight;
use super::problem::{Code, Problem};
use super::progress::{OnProgress, ProgressReporter};
use super::streaming::streamed;
use crate::model::{Index, Source, Timeline};

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadedTimeline {
    /// The timeline, as far as it can be used.
    pub timeline: Timeline,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
    /// Where the entries of the timeline stand in the file.
    pub positions: Positions,
    /// The `file` of every source that leaves the timeline's folder. The
    /// timeline does not hold them; a folder that the user names may.
    pub refused_files: Vec<(Index<Source>, String)>,
}

/// Reads a timeline.
///
/// # Errors
///
/// [`FileError`] where the bytes are no timeline at all. Everything else that is
/// wrong is a [`Problem`], and the rest is used.
pub fn read(bytes: &[u8]) -> Result<LoadedTimeline, FileError> {
    match streamed(
        bytes,
        &mut ProgressReporter::new(&mut |_| ControlFlow::Continue(()), bytes.len()),
    ) {
        Some(reading) => Ok(reading),
        None => read_carefully(bytes, &mut |_, _| true),
    }
}

/// Reads a timeline, telling of progress some times a second at least, and
/// stops where the watcher wants it: the answer is then `None`.
///
/// Where the file turns out to need a closer look, the bytes are read a second
/// time, and progress begins again.
///
/// # Errors
///
/// As [`read`].
pub fn read_with_progress(
    bytes: &[u8],
    watch: OnProgress<'_>,
) -> Result<Option<LoadedTimeline>, FileError> {
    let mut watched = ProgressReporter::new(watch, bytes.len());
    if let Some(reading) = streamed(bytes, &mut watched) {
        return Ok(Some(reading));
    }
    if watched.is_stopped() {
        return Ok(None);
    }
    let reading = read_carefully(bytes, &mut |offset, so_far| watched.goes_on(offset, so_far))?;
    Ok((!watched.is_stopped()).then_some(reading))
}

/// Reads a timeline one level of its values after the other, whatever it holds
/// and in whatever order. `goes_on` is asked at every entry; once it says no, no
/// more of them are read.
pub(super) fn read_carefully(
    bytes: &[u8],
    goes_on: &mut dyn FnMut(usize, &Timeline) -> bool,
) -> Result<LoadedTimeline, FileError> {
    let admitted = preflight(bytes)?;
    let mut reader = Reader::default();
    if admitted.has_byte_order_mark {
        reader.diagnostics.add(0, || {
            Problem::new(
                Code::ByteOrderMark,
                "",
                "The file begins with a byte order mark, which JSON has no use for.",
            )
            .with_hint("`annals fmt` takes it away.")
        });
    }
    each_duplicate_key(admitted.text, |double| {
        note_duplicate(&mut reader.diagnostics, double, "", 0);
    });
    let path = Path::Root;
    let assembled = match reader.fields(admitted.root, &path) {
        Field::Given(root) => assemble(&mut reader, &root, goes_on),
        Field::Absent | Field::Wrong => Assembly::default(),
    };
    Ok(LoadedTimeline {
        timeline: assembled.timeline,
        problems: reader.diagnostics.placed(admitted.text),
        positions: assembled.positions,
        refused_files: assembled.refused_files,
    })
}

/// Notes a key that its object already holds, of a value that stands at a
/// pointer and an offset.
pub(super) fn note_duplicate(
    diagnostics: &mut Diagnostics,
    double: &DuplicateKey<'_, '_>,
    pointer: &str,
    offset: usize,
) {
    // Of a million doubles below a long key, each pointer repeats that key.
    if !diagnostics.has_room_for(pointer.len() + double.pointer_bytes() + double.key.len()) {
        diagnostics.leave_out(Code::DuplicateKey.severity());
        return;
    }
    diagnostics.add(offset + double.offset, || {
        Problem::new(
            Code::DuplicateKey,
            format!("{pointer}{}", double.pointer()),
            format!(
                "The key “{}” stands here a second time; the first holds.",
                double.key
            ),
        )
        .with_hint("Take one of them out.")
    });
}
