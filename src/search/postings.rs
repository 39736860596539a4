//! The encoded lists of the units and positions of each word. A unit is an event,
//! with its own texts and the passages that no other event cites, or a passage that
//! several events cite. Events come first, in the order of the file, then passages.
//!
//! Numbers are encoded as LEB128: seven bits per byte, lowest first, and the eighth
//! bit set if more follow. For each unit with the word, the first list has the
//! distance from the unit before, times 16, plus the fields ([`super::texts`]) with
//! the word. The second list has the positions of the word among the unit's words:
//! twice the distance from the one before, plus 1 if another follows in the same
//! unit.

use super::pool::{ByteList, ByteListPool};

/// Appends an encoded number.
pub(super) fn write(number: u64, into: &mut Vec<u8>) {
    each_byte(number, |byte| into.push(byte));
}

/// Visits the bytes of an encoded number.
fn each_byte(mut number: u64, mut visit: impl FnMut(u8)) {
    while number >= 0x80 {
        visit(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    visit(number.to_le_bytes()[0]);
}

/// Decodes a list of LEB128 numbers.
pub(super) struct Leb128Reader<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl<'a> Leb128Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes: bytes.iter(),
        }
    }
}

impl Iterator for Leb128Reader<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let first = *self.bytes.next()?;
        let mut number = u64::from(first & 0x7f);
        if first < 0x80 {
            return Some(number);
        }
        let mut shift = 7;
        loop {
            let byte = *self.bytes.next()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
            shift = (shift + 7).min(56);
        }
    }
}

/// Visits each unit of a word and the fields with it.
pub(super) fn each_unit(units: &[u8], mut visit: impl FnMut(usize, u8)) {
    let mut unit = 0;
    for number in Leb128Reader::new(units) {
        unit += to_usize(number >> 4);
        visit(unit, number.to_le_bytes()[0] & 15);
    }
}

/// Visits each occurrence of a word as a unit and a position in it.
pub(super) fn each_position(units: &[u8], positions: &[u8], mut visit: impl FnMut(usize, u32)) {
    let mut positions = Leb128Reader::new(positions);
    each_unit(units, |unit, _| {
        let mut position = 0;
        for number in positions.by_ref() {
            position += to_u32(number >> 1);
            visit(unit, position);
            if number & 1 == 0 {
                break;
            }
        }
    });
}

pub(super) fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

pub(super) fn to_u32(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Builds the lists of a word in a pool. Units are added in order.
#[derive(Default)]
pub(super) struct PostingsBuilder {
    pub units: ByteList,
    pub positions: ByteList,
    /// The number of units with the word.
    pub count: u32,
    /// The last unit written.
    written: u32,
    /// The current unit, not yet written.
    unit: u32,
    fields: u8,
    /// Its last position written, and the next one, not yet written.
    before: u32,
    position: u32,
}

impl PostingsBuilder {
    pub(super) fn add(&mut self, pool: &mut ByteListPool, unit: u32, field: u8, position: u32) {
        if self.fields != 0 && self.unit == unit {
            self.write_position(pool, 1);
        } else {
            self.finish(pool);
            self.unit = unit;
            self.before = 0;
        }
        self.fields |= field;
        self.position = position;
    }

    /// Writes what is not yet written.
    pub(super) fn finish(&mut self, pool: &mut ByteListPool) {
        if self.fields == 0 {
            return;
        }
        self.write_position(pool, 0);
        let distance = u64::from(self.unit - self.written);
        let number = distance << 4 | u64::from(self.fields);
        each_byte(number, |byte| pool.push(&mut self.units, byte));
        self.written = self.unit;
        self.fields = 0;
        self.count += 1;
    }

    fn write_position(&mut self, pool: &mut ByteListPool, more: u64) {
        let distance = u64::from(self.position - self.before);
        let number = distance << 1 | more;
        each_byte(number, |byte| pool.push(&mut self.positions, byte));
        self.before = self.position;
    }
}
