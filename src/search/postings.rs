//! In which units a word stands, and where in them. A unit is an event with its
//! own texts and the passages that it alone cites, or a passage that several
//! events cite, whose words are read once. Events come first, in the order of
//! the file, then passages.
//!
//! Numbers are written as differences, seven bits a byte, the lowest first; the
//! eighth bit says that more follow (LEB128). For each unit that has the word
//! one number holds how far it is from the one before, times 16, and the
//! places ([`super::texts`]) in the lowest four bits. A second list holds the
//! positions of the word among the unit's words, each twice the distance from
//! the one before, and 1 more where another follows in the same unit.

use super::pool::{Chain, Pool};

/// Writes a number.
pub(super) fn write(number: u64, into: &mut Vec<u8>) {
    each_byte(number, |byte| into.push(byte));
}

/// Tells the bytes of a number as it is written.
fn each_byte(mut number: u64, mut told: impl FnMut(u8)) {
    while number >= 0x80 {
        told(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    told(number.to_le_bytes()[0]);
}

/// Numbers as they were written.
pub(super) struct Numbers<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes: bytes.iter(),
        }
    }
}

impl Iterator for Numbers<'_> {
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

/// Each unit with the word, and its places in it.
pub(super) fn each_unit(units: &[u8], mut told: impl FnMut(usize, u8)) {
    let mut unit = 0;
    for number in Numbers::new(units) {
        unit += to_usize(number >> 4);
        told(unit, number.to_le_bytes()[0] & 15);
    }
}

/// Each place of a word, as a unit and a position in it.
pub(super) fn each_position(units: &[u8], positions: &[u8], mut told: impl FnMut(usize, u32)) {
    let mut positions = Numbers::new(positions);
    each_unit(units, |unit, _| {
        let mut position = 0;
        for number in positions.by_ref() {
            position += to_u32(number >> 1);
            told(unit, position);
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

/// The lists of a word while they grow in a pool. Units come in order.
#[derive(Default)]
pub(super) struct Growing {
    pub units: Chain,
    pub positions: Chain,
    /// How many units have it.
    pub count: u32,
    /// The unit written last.
    written: u32,
    /// The unit that is still being read.
    unit: u32,
    places: u8,
    /// Its position written last, and the one after it, not yet written.
    before: u32,
    position: u32,
}

impl Growing {
    pub(super) fn add(&mut self, pool: &mut Pool, unit: u32, place: u8, position: u32) {
        if self.places != 0 && self.unit == unit {
            self.write_position(pool, 1);
        } else {
            self.finish(pool);
            self.unit = unit;
            self.before = 0;
        }
        self.places |= place;
        self.position = position;
    }

    /// Writes what is still held.
    pub(super) fn finish(&mut self, pool: &mut Pool) {
        if self.places == 0 {
            return;
        }
        self.write_position(pool, 0);
        let distance = u64::from(self.unit - self.written);
        let number = distance << 4 | u64::from(self.places);
        each_byte(number, |byte| pool.push(&mut self.units, byte));
        self.written = self.unit;
        self.places = 0;
        self.count += 1;
    }

    fn write_position(&mut self, pool: &mut Pool, more: u64) {
        let distance = u64::from(self.position - self.before);
        let number = distance << 1 | more;
        each_byte(number, |byte| pool.push(&mut self.positions, byte));
        self.before = self.position;
    }
}
