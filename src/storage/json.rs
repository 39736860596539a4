//! Bytes become a timeline and the problems of its file.

use super::admission::admit;
use super::assemble::{Assembled, assemble};
use super::fields::{Field, Reader};
use super::pointer::Path;
use super::positions::Positions;
use super::problem::{Code, Problem};
use super::refusal::Refusal;
use super::scan::each_duplicate_key;
use crate::model::{Index, Source, Timeline};

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
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
/// [`Refusal`] where the bytes are no timeline at all. Everything else that is
/// wrong is a [`Problem`], and the rest is used.
pub fn read(bytes: &[u8]) -> Result<Reading, Refusal> {
    let admitted = admit(bytes)?;
    let mut reader = Reader::default();
    if admitted.has_byte_order_mark {
        reader.findings.add(0, || {
            Problem::new(
                Code::ByteOrderMark,
                "",
                "The file begins with a byte order mark, which JSON has no use for.",
            )
            .with_hint("`annals fmt` takes it away.")
        });
    }
    each_duplicate_key(admitted.text, |double| {
        reader.findings.add(double.offset, || {
            Problem::new(
                Code::DuplicateKey,
                double.pointer,
                format!(
                    "The key “{}” stands here a second time; the first holds.",
                    double.key
                ),
            )
            .with_hint("Take one of them out.")
        });
    });
    let path = Path::Root;
    let assembled = match reader.fields(admitted.root, &path) {
        Field::Given(root) => assemble(&mut reader, &root),
        Field::Absent | Field::Wrong => Assembled::default(),
    };
    Ok(Reading {
        timeline: assembled.timeline,
        problems: reader.findings.placed(admitted.text),
        positions: assembled.positions,
        refused_files: assembled.refused_files,
    })
}
