//! In which events a word stands, and where in them.
//!
//! Numbers are written as differences, seven bits a byte, the lowest first; the
//! eighth bit says that more follow (LEB128). For each event that has the word
//! one number holds how far it is from the one before, times 16, and the
//! places ([`super::texts`]) in the lowest four bits. A second list holds the
//! positions of the word among the event's words, each twice the distance from
//! the one before, and 1 more where another follows in the same event.

/// Writes a number.
pub(super) fn write(mut number: u64, into: &mut Vec<u8>) {
    while number >= 0x80 {
        into.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    into.push(number.to_le_bytes()[0]);
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

/// Each event with the word, and its places in it.
pub(super) fn each_event(events: &[u8], mut told: impl FnMut(usize, u8)) {
    let mut event = 0;
    for number in Numbers::new(events) {
        event += to_usize(number >> 4);
        told(event, number.to_le_bytes()[0] & 15);
    }
}

/// Each place of a word, as an event and a position in it.
pub(super) fn each_position(events: &[u8], positions: &[u8], mut told: impl FnMut(usize, u32)) {
    let mut positions = Numbers::new(positions);
    each_event(events, |event, _| {
        let mut position = 0;
        for number in positions.by_ref() {
            position += to_u32(number >> 1);
            told(event, position);
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

/// The lists of a word while they grow. Events come in order.
#[derive(Default)]
pub(super) struct Growing {
    pub events: Vec<u8>,
    pub positions: Vec<u8>,
    /// How many events have it.
    pub count: u32,
    /// The event written last.
    written: u32,
    /// The event that is still being read.
    event: u32,
    places: u8,
    /// Its position written last, and the one after it, not yet written.
    before: u32,
    position: u32,
}

impl Growing {
    pub(super) fn add(&mut self, event: u32, place: u8, position: u32) {
        if self.places != 0 && self.event == event {
            self.write_position(1);
        } else {
            self.finish();
            self.event = event;
            self.before = 0;
        }
        self.places |= place;
        self.position = position;
    }

    /// Writes what is still held.
    pub(super) fn finish(&mut self) {
        if self.places == 0 {
            return;
        }
        self.write_position(0);
        let distance = u64::from(self.event - self.written);
        write(distance << 4 | u64::from(self.places), &mut self.events);
        self.written = self.event;
        self.places = 0;
        self.count += 1;
    }

    fn write_position(&mut self, more: u64) {
        let distance = u64::from(self.position - self.before);
        write(distance << 1 | more, &mut self.positions);
        self.before = self.position;
    }
}
