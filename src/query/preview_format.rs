//! The binary format of previews.
//!
//! All numbers are little-endian. A signature, a version and the head, with titles
//! and counts as JSON, are followed by six columns for each lane. The last four bytes
//! are the checksum of all before them (CRC-32). The head and every column begin with
//! their length (`u64`): that of the head in bytes, that of a column in entries.
//!
//! A column of seconds is written as differences, each a `u32`: of an ascending
//! column from the second before, of the last seconds of spans from their first. So a
//! column that could be read is in order. A difference too great for that is written
//! as [`LONG`], and in full as a `u64` after all of them.

use serde::{Deserialize, Serialize};

use super::lane_index::{LaneColumns, LaneIndex, LaneIndexes};
use super::preview::TimelinePreview;
use super::time_index::{LaneCount, TimeIndex};
use crate::model::{Color, Lane, Timeline};
use annals_edtf::Instant;

/// The first bytes of a preview.
const SIGNATURE: &[u8; 8] = b"annals\x1ao";

/// The version of the format. It also changes when the index of the same file changes.
const VERSION: [u8; 4] = 2_u32.to_le_bytes();

/// Marks a difference that does not fit 32 bits.
const LONG: u32 = u32::MAX;

/// What a preview contains besides columns.
#[derive(Serialize, Deserialize)]
struct Head {
    title: String,
    language: Option<String>,
    /// The first and the last second.
    whole: Option<(i64, i64)>,
    /// The id, the name and the colour of each lane.
    lanes: Vec<(String, String, Option<[u8; 3]>)>,
    counts: Vec<LaneCount>,
}

impl TimelinePreview {
    /// Writes the preview of a timeline as bytes. The same timeline always gives the same
    /// bytes.
    #[must_use]
    pub fn encode(timeline: &Timeline, index: &TimeIndex, indexes: &LaneIndexes) -> Vec<u8> {
        let lanes = indexes.lanes();
        let head = Head {
            title: timeline.title.clone(),
            language: timeline.language.clone(),
            whole: index
                .whole()
                .map(|(first, last)| (first.seconds(), last.seconds())),
            lanes: timeline
                .lanes
                .iter()
                .map(|lane| {
                    let color = lane.color.map(|it| [it.red, it.green, it.blue]);
                    (lane.id.clone(), lane.name.clone(), color)
                })
                .collect(),
            counts: (0..lanes.len()).map(|lane| index.in_lane(lane)).collect(),
        };
        // Strings and numbers can always be written.
        let head = serde_json::to_vec(&head).unwrap_or_default();
        let spans: usize = lanes.iter().map(LaneIndex::len).sum();
        let mut bytes = Vec::with_capacity(head.len() + spans * 13 + 1024);
        bytes.extend_from_slice(SIGNATURE);
        bytes.extend_from_slice(&VERSION);
        length(&mut bytes, head.len());
        bytes.extend_from_slice(&head);
        for lane in lanes {
            let columns = lane.columns();
            ascending(&mut bytes, &columns.starts);
            differences(&mut bytes, columns.starts.iter(), &columns.ends);
            ascending(&mut bytes, &columns.ends_sorted);
            length(&mut bytes, columns.repeated.len());
            for (position, previous) in &columns.repeated {
                bytes.extend_from_slice(&position.to_le_bytes());
                bytes.extend_from_slice(&previous.to_le_bytes());
            }
            ascending(&mut bytes, &columns.shared_starts);
            ascending(&mut bytes, &columns.shared_ends);
        }
        let checksum = crc32fast::hash(&bytes);
        bytes.extend_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// Reads a preview; `None` if the bytes are not a preview of this version, or are
    /// damaged. Memory use is proportional to the number of bytes, even if they are
    /// corrupt.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (bytes, checksum) = bytes.split_last_chunk()?;
        let mut rest = ByteReader(bytes.strip_prefix(SIGNATURE)?.strip_prefix(&VERSION)?);
        if crc32fast::hash(bytes) != u32::from_le_bytes(*checksum) {
            return None;
        }
        let length = rest.length()?;
        let head: Head = serde_json::from_slice(rest.take(length)?).ok()?;
        let is_possible = head.whole.is_none_or(|(first, last)| first <= last)
            && head.counts.iter().all(|count| count.dated <= count.events)
            // The last lane is that of events without a lane.
            && head.counts.len() == head.lanes.len() + 1;
        if !is_possible {
            return None;
        }
        let indexes: Option<Vec<LaneIndex>> = head.counts.iter().map(|_| rest.lane()).collect();
        let lane = |(id, name, color): (String, String, Option<[u8; 3]>)| Lane {
            id,
            name,
            color: color.map(|[red, green, blue]| Color { red, green, blue }),
        };
        let instants = |(first, last)| (Instant::from_seconds(first), Instant::from_seconds(last));
        rest.0.is_empty().then_some(Self {
            title: head.title,
            language: head.language,
            lanes: head.lanes.into_iter().map(lane).collect(),
            counts: head.counts,
            whole: head.whole.map(instants),
            indexes: LaneIndexes::of_preview(indexes?),
        })
    }
}

// Writing.

fn length(bytes: &mut Vec<u8>, length: usize) {
    bytes.extend_from_slice(&(length as u64).to_le_bytes());
}

/// Writes seconds in ascending order.
fn ascending(bytes: &mut Vec<u8>, seconds: &[i64]) {
    differences(bytes, std::iter::once(&i64::MIN).chain(seconds), seconds);
}

/// Writes seconds, each as its difference from one that is not later.
fn differences<'s>(bytes: &mut Vec<u8>, from: impl Iterator<Item = &'s i64>, seconds: &[i64]) {
    length(bytes, seconds.len());
    let mut long = Vec::new();
    for (from, second) in from.zip(seconds) {
        let difference = second.abs_diff(*from);
        let short = u32::try_from(difference).unwrap_or(LONG);
        if short == LONG {
            long.extend_from_slice(&difference.to_le_bytes());
        }
        bytes.extend_from_slice(&short.to_le_bytes());
    }
    bytes.extend_from_slice(&long);
}

// Reading.

/// The bytes that are still to be read. Nothing is allocated for a length before so
/// many bytes were found.
struct ByteReader<'b>(&'b [u8]);

impl<'b> ByteReader<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next chunks of some bytes each.
    fn chunks<const N: usize>(&mut self, count: usize) -> Option<&'b [[u8; N]]> {
        Some(self.take(count.checked_mul(N)?)?.as_chunks().0)
    }

    fn length(&mut self) -> Option<usize> {
        let (length, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        usize::try_from(u64::from_le_bytes(*length)).ok()
    }

    fn lane(&mut self) -> Option<LaneIndex> {
        let starts = self.ascending()?;
        let ends = self.seconds(|position, _| starts.get(position).copied())?;
        let columns = LaneColumns {
            ends_sorted: self.ascending()?,
            repeated: self.pairs(starts.len())?,
            shared_starts: self.ascending()?,
            shared_ends: self.ascending()?,
            starts,
            ends,
        };
        // A span must not end before it begins.
        let fit = |starts: &[i64], ends: &[i64]| {
            starts.len() == ends.len() && starts.iter().zip(ends).all(|(first, end)| first <= end)
        };
        let is_possible = columns.ends.len() == columns.starts.len()
            && fit(&columns.starts, &columns.ends_sorted)
            && fit(&columns.shared_starts, &columns.shared_ends);
        is_possible.then(|| LaneIndex::of_columns(columns))
    }

    /// Reads seconds in ascending order.
    fn ascending(&mut self) -> Option<Vec<i64>> {
        self.seconds(|_, before| Some(before))
    }

    /// Reads seconds. `from` gives what the difference of each is from, by its position
    /// and the second before.
    fn seconds(&mut self, from: impl Fn(usize, i64) -> Option<i64>) -> Option<Vec<i64>> {
        let length = self.length()?;
        let short = self.chunks::<4>(length)?;
        let is_long = |short: &&[u8; 4]| **short == LONG.to_le_bytes();
        let mut long = self
            .chunks::<8>(short.iter().filter(is_long).count())?
            .iter();
        let mut seconds = Vec::with_capacity(length);
        let mut before = i64::MIN;
        for (position, short) in short.iter().enumerate() {
            let difference = match u32::from_le_bytes(*short) {
                LONG => u64::from_le_bytes(*long.next()?),
                short => u64::from(short),
            };
            before = from(position, before)?.checked_add_unsigned(difference)?;
            seconds.push(before);
        }
        Some(seconds)
    }

    /// Reads pairs of a position and an earlier one, ascending by the first.
    fn pairs(&mut self, below: usize) -> Option<Vec<(u32, u32)>> {
        let length = self.length()?;
        let written = self.chunks::<8>(length)?;
        let mut pairs = Vec::with_capacity(length);
        let mut least = 0;
        for [a, b, c, d, e, f, g, h] in written {
            let position = u32::from_le_bytes([*a, *b, *c, *d]);
            let previous = u32::from_le_bytes([*e, *f, *g, *h]);
            if position < least || previous >= position || position as usize >= below {
                return None;
            }
            least = position + 1;
            pairs.push((position, previous));
        }
        Some(pairs)
    }
}
