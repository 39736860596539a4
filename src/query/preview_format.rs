//! The binary format of previews.
//!
//! All numbers are little-endian. A signature and a version are followed by
//! blocks: the length of a block (`u64`), its checksum (CRC-32, over the length
//! and the content), its content. The first block holds titles and counts; then
//! come six for each lane.
//!
//! A column of seconds is written as differences, each a `u32`: of an ascending
//! column from the second before, of the last seconds of stretches from their
//! first. So a column that could be read is in order. A difference too great for
//! that is written as [`LONG`], and in full as a `u64` after all of them.

use std::fmt;

use super::lane_index::{LaneColumns, LaneIndex, LaneIndexes, OwnedLaneColumns};
use super::preview::TimelinePreview;
use super::time_index::LaneCount;
use crate::model::{Color, Lane};
use annals_edtf::Instant;

/// The first bytes of a preview.
const SIGNATURE: &[u8; 8] = b"annals\x1ao";

/// The version of the format. It also changes when the index of the same file changes.
const VERSION: u32 = 1;

/// Marks a difference that does not fit 32 bits.
const LONG: u32 = u32::MAX;

/// Bytes are not a valid preview. The error is not reported, because the timeline is read
/// anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviewError {
    /// The signature is missing.
    Unknown,
    /// The preview has another version.
    OtherVersion,
    /// The checksum of a block is wrong.
    Damaged,
    /// There are too few or too many bytes.
    Length,
    /// The content is contradictory.
    Impossible,
}

impl fmt::Display for PreviewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "this is not a preview of a timeline",
            Self::OtherVersion => "the preview was written by another version of the program",
            Self::Damaged => "a part of the preview is damaged",
            Self::Length => "the preview is too short or too long",
            Self::Impossible => "the preview contradicts itself",
        })
    }
}

impl std::error::Error for PreviewError {}

/// The content of a preview, borrowed.
pub(super) struct PreviewFields<'a> {
    pub title: &'a str,
    pub language: Option<&'a str>,
    pub lanes: &'a [Lane],
    pub counts: &'a [LaneCount],
    pub whole: Option<(Instant, Instant)>,
    pub indexes: &'a LaneIndexes,
}

// Writing.

/// Writes a preview.
pub(super) fn encoded(parts: &PreviewFields<'_>) -> Vec<u8> {
    let lanes = parts.indexes.lanes();
    let stretches: usize = lanes.iter().map(LaneIndex::len).sum();
    let mut bytes = Vec::with_capacity(stretches * 13 + 1024);
    bytes.extend_from_slice(SIGNATURE);
    bytes.extend_from_slice(&VERSION.to_le_bytes());
    block(&mut bytes, |bytes| head(bytes, parts));
    for lane in lanes {
        let LaneColumns {
            firsts,
            lasts,
            ends,
            again,
            shared_firsts,
            shared_ends,
        } = lane.columns();
        block(&mut bytes, |bytes| ascending(bytes, firsts));
        block(&mut bytes, |bytes| differences(bytes, firsts.iter(), lasts));
        block(&mut bytes, |bytes| ascending(bytes, ends));
        block(&mut bytes, |bytes| {
            for (position, previous) in again {
                bytes.extend_from_slice(&position.to_le_bytes());
                bytes.extend_from_slice(&previous.to_le_bytes());
            }
        });
        block(&mut bytes, |bytes| ascending(bytes, shared_firsts));
        block(&mut bytes, |bytes| ascending(bytes, shared_ends));
    }
    bytes
}

/// Appends a block whose content `write` writes.
fn block(bytes: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
    let frame = bytes.len();
    bytes.extend_from_slice(&[0; FRAME]);
    write(bytes);
    let Some((frame, content)) = bytes
        .get_mut(frame..)
        .and_then(<[u8]>::split_first_chunk_mut::<FRAME>)
    else {
        return;
    };
    let length = (content.len() as u64).to_le_bytes();
    let (of_length, of_checksum) = frame.split_at_mut(length.len());
    of_length.copy_from_slice(&length);
    of_checksum.copy_from_slice(&checksum(length, content).to_le_bytes());
}

/// The bytes before the content of a block: length and checksum.
const FRAME: usize = 12;

fn checksum(length: [u8; 8], content: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&length);
    hasher.update(content);
    hasher.finalize()
}

fn head(bytes: &mut Vec<u8>, parts: &PreviewFields<'_>) {
    text(bytes, parts.title);
    bytes.push(u8::from(parts.language.is_some()));
    text(bytes, parts.language.unwrap_or_default());
    bytes.push(u8::from(parts.whole.is_some()));
    let (first, last) = parts.whole.unwrap_or((Instant::MIN, Instant::MIN));
    bytes.extend_from_slice(&first.seconds().to_le_bytes());
    bytes.extend_from_slice(&last.seconds().to_le_bytes());
    number(bytes, parts.lanes.len());
    for lane in parts.lanes {
        text(bytes, &lane.id);
        text(bytes, &lane.name);
        let [red, green, blue] = lane
            .color
            .map_or([0; 3], |color| [color.red, color.green, color.blue]);
        bytes.extend_from_slice(&[u8::from(lane.color.is_some()), red, green, blue]);
    }
    let counts = parts.counts.iter().copied();
    let counts = counts.chain(std::iter::repeat(LaneCount::default()));
    for (lane, count) in parts.indexes.lanes().iter().zip(counts) {
        let columns = lane.columns();
        number(bytes, count.events);
        number(bytes, count.dated);
        number(bytes, columns.firsts.len());
        number(bytes, columns.again.len());
        number(bytes, columns.shared_firsts.len());
    }
}

fn number(bytes: &mut Vec<u8>, number: usize) {
    bytes.extend_from_slice(&(number as u64).to_le_bytes());
}

fn text(bytes: &mut Vec<u8>, text: &str) {
    number(bytes, text.len());
    bytes.extend_from_slice(text.as_bytes());
}

/// Writes seconds in ascending order.
fn ascending(bytes: &mut Vec<u8>, seconds: &[i64]) {
    differences(bytes, std::iter::once(&i64::MIN).chain(seconds), seconds);
}

/// Writes seconds, each as its difference from one that is not later.
fn differences<'s>(bytes: &mut Vec<u8>, from: impl Iterator<Item = &'s i64>, seconds: &[i64]) {
    let mut long = Vec::new();
    for (from, second) in from.zip(seconds) {
        let difference = second.abs_diff(*from);
        let short = u32::try_from(difference).unwrap_or(LONG);
        if short == LONG {
            long.push(difference);
        }
        bytes.extend_from_slice(&short.to_le_bytes());
    }
    for difference in long {
        bytes.extend_from_slice(&difference.to_le_bytes());
    }
}

// Reading.

/// Reads a preview.
pub(super) fn decoded(bytes: &[u8]) -> Result<TimelinePreview, PreviewError> {
    let rest = bytes
        .strip_prefix(SIGNATURE.as_slice())
        .ok_or(PreviewError::Unknown)?;
    let mut rest = ByteReader(rest);
    if u32::from_le_bytes(rest.array()?) != VERSION {
        return Err(PreviewError::OtherVersion);
    }
    let mut head = ByteReader(rest.block()?);
    let title = head.text()?;
    let has_language = head.flag()?;
    let language = head.text()?;
    let is_dated = head.flag()?;
    let (first, last) = (head.second()?, head.second()?);
    if first > last {
        return Err(PreviewError::Impossible);
    }
    let mut lanes = Vec::new();
    for _ in 0..head.number()? {
        lanes.push(head.lane()?);
    }
    let mut counts = Vec::new();
    let mut indexes = Vec::new();
    // Includes the lane of events without a lane.
    for _ in 0..=lanes.len() {
        let count = LaneCount {
            events: head.number()?,
            dated: head.number()?,
        };
        if count.dated > count.events {
            return Err(PreviewError::Impossible);
        }
        counts.push(count);
        let lengths = [head.number()?, head.number()?, head.number()?];
        indexes.push(lane(&mut rest, lengths)?);
    }
    if !head.0.is_empty() || !rest.0.is_empty() {
        return Err(PreviewError::Length);
    }
    Ok(TimelinePreview {
        title,
        language: has_language.then_some(language),
        lanes,
        counts,
        whole: is_dated.then_some((first, last)),
        indexes: LaneIndexes::of_preview(indexes),
    })
}

/// Reads a lane with these numbers of spans, repeated spans and overlaps.
fn lane(
    rest: &mut ByteReader<'_>,
    [stretches, again, shared]: [usize; 3],
) -> Result<LaneIndex, PreviewError> {
    // Checked before anything is allocated.
    let least = [stretches, again, shared]
        .iter()
        .zip([12, 8, 8])
        .try_fold(0_usize, |sum, (many, bytes)| {
            sum.checked_add(many.checked_mul(bytes)?)
        })
        .ok_or(PreviewError::Length)?;
    if least > rest.0.len() {
        return Err(PreviewError::Length);
    }
    let firsts = in_order(rest.block()?, stretches)?;
    let lasts = beyond(rest.block()?, &firsts)?;
    let ends = in_order(rest.block()?, stretches)?;
    let again = pairs(rest.block()?, again, stretches)?;
    let shared_firsts = in_order(rest.block()?, shared)?;
    let shared_ends = in_order(rest.block()?, shared)?;
    // A span must not end before it begins.
    let is_possible = |firsts: &[i64], ends: &[i64]| {
        let pairs = firsts.iter().zip(ends);
        pairs.filter(|(first, end)| first > end).count() == 0
    };
    if !is_possible(&firsts, &ends) || !is_possible(&shared_firsts, &shared_ends) {
        return Err(PreviewError::Impossible);
    }
    Ok(LaneIndex::of_columns(OwnedLaneColumns {
        firsts,
        lasts,
        ends,
        again,
        shared_firsts,
        shared_ends,
    }))
}

/// Reads a column in ascending order.
fn in_order(block: &[u8], many: usize) -> Result<Vec<i64>, PreviewError> {
    let mut differences = Differences::of(block, many)?;
    let mut seconds = Vec::with_capacity(many);
    let mut at = i64::MIN;
    for short in differences.short {
        at = differences
            .long
            .resolve(*short)
            .and_then(|difference| at.checked_add_unsigned(difference))
            .ok_or(PreviewError::Impossible)?;
        seconds.push(at);
    }
    differences.long.end()?;
    Ok(seconds)
}

/// Reads a column of seconds, each not before that of another column.
fn beyond(block: &[u8], from: &[i64]) -> Result<Vec<i64>, PreviewError> {
    let mut differences = Differences::of(block, from.len())?;
    let mut seconds = Vec::with_capacity(from.len());
    for (short, from) in differences.short.iter().zip(from) {
        let second = differences
            .long
            .resolve(*short)
            .and_then(|difference| from.checked_add_unsigned(difference))
            .ok_or(PreviewError::Impossible)?;
        seconds.push(second);
    }
    differences.long.end()?;
    Ok(seconds)
}

/// Reads pairs of a position and an earlier one, ascending by the first.
fn pairs(block: &[u8], many: usize, below: usize) -> Result<Vec<(u32, u32)>, PreviewError> {
    let (written, []) = block.as_chunks::<8>() else {
        return Err(PreviewError::Length);
    };
    if written.len() != many {
        return Err(PreviewError::Length);
    }
    let mut pairs = Vec::with_capacity(many);
    let mut least = 0;
    for [a, b, c, d, e, f, g, h] in written {
        let position = u32::from_le_bytes([*a, *b, *c, *d]);
        let previous = u32::from_le_bytes([*e, *f, *g, *h]);
        if position < least || previous >= position || position as usize >= below {
            return Err(PreviewError::Impossible);
        }
        least = position + 1;
        pairs.push((position, previous));
    }
    Ok(pairs)
}

/// The differences of a column.
struct Differences<'b> {
    short: &'b [[u8; 4]],
    long: LongDifferences<'b>,
}

/// The differences that are written in full.
struct LongDifferences<'b>(std::slice::Iter<'b, [u8; 8]>);

impl<'b> Differences<'b> {
    fn of(block: &'b [u8], many: usize) -> Result<Self, PreviewError> {
        let (short, long) = many
            .checked_mul(4)
            .and_then(|length| block.split_at_checked(length))
            .ok_or(PreviewError::Length)?;
        let (long, []) = long.as_chunks::<8>() else {
            return Err(PreviewError::Length);
        };
        Ok(Self {
            short: short.as_chunks::<4>().0,
            long: LongDifferences(long.iter()),
        })
    }
}

impl LongDifferences<'_> {
    fn resolve(&mut self, short: [u8; 4]) -> Option<u64> {
        match u32::from_le_bytes(short) {
            LONG => self.0.next().map(|long| u64::from_le_bytes(*long)),
            short => Some(u64::from(short)),
        }
    }

    /// Fails if some were not used.
    fn end(&self) -> Result<(), PreviewError> {
        if self.0.len() == 0 {
            Ok(())
        } else {
            Err(PreviewError::Length)
        }
    }
}

/// The bytes that are still to be read.
struct ByteReader<'b>(&'b [u8]);

impl<'b> ByteReader<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], PreviewError> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(PreviewError::Length)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], PreviewError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(PreviewError::Length)?;
        self.0 = rest;
        Ok(*taken)
    }

    /// The content of the next block, after checking its checksum.
    fn block(&mut self) -> Result<&'b [u8], PreviewError> {
        let length = self.array()?;
        let expected = u32::from_le_bytes(self.array()?);
        let many = usize::try_from(u64::from_le_bytes(length)).map_err(|_| PreviewError::Length)?;
        let content = self.take(many)?;
        if checksum(length, content) != expected {
            return Err(PreviewError::Damaged);
        }
        Ok(content)
    }

    fn number(&mut self) -> Result<usize, PreviewError> {
        usize::try_from(u64::from_le_bytes(self.array()?)).map_err(|_| PreviewError::Length)
    }

    fn second(&mut self) -> Result<Instant, PreviewError> {
        Ok(Instant::from_seconds(i64::from_le_bytes(self.array()?)))
    }

    fn flag(&mut self) -> Result<bool, PreviewError> {
        match self.array()? {
            [0] => Ok(false),
            [1] => Ok(true),
            [_] => Err(PreviewError::Impossible),
        }
    }

    fn text(&mut self) -> Result<String, PreviewError> {
        let length = self.number()?;
        let text = std::str::from_utf8(self.take(length)?);
        text.map(str::to_owned)
            .map_err(|_| PreviewError::Impossible)
    }

    fn lane(&mut self) -> Result<Lane, PreviewError> {
        let (id, name) = (self.text()?, self.text()?);
        let has_color = self.flag()?;
        let [red, green, blue] = self.array()?;
        Ok(Lane {
            id,
            name,
            color: has_color.then_some(Color { red, green, blue }),
        })
    }
}
