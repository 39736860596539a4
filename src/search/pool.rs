//! Lists of bytes that grow side by side.

/// The blocks that a list takes: twelve bytes and the way to the next one at
/// first, and as many as it has so far, up to these.
const LEAST: usize = 16;
const MOST: usize = 1024;

/// Bytes at the end of a block that tell the next.
const LINK: usize = size_of::<u32>();

/// The bytes of many lists, in blocks of a few large pages.
///
/// Tens of thousands of vectors that double as they grow leave the heap full of
/// gaps: after indexing a million events half as much memory again was held as
/// was used. A page is as large as a system gives and takes back by itself.
pub(super) struct Pool {
    pages: Vec<Box<[u8]>>,
    page_bytes: usize,
    /// Where the next block begins, counted over all pages.
    next: usize,
}

/// One of a pool's lists.
#[derive(Default)]
pub(super) struct Chain {
    /// The first block, counted in blocks of the least size.
    first: u32,
    /// Where the next byte goes, counted over all pages.
    next: usize,
    /// Where the block ends, its link apart.
    end: usize,
    length: usize,
}

impl Chain {
    /// How many bytes it has.
    pub(super) const fn len(&self) -> usize {
        self.length
    }
}

/// The size of the block that a list of some length takes next.
fn block_bytes(length: usize) -> usize {
    length.next_power_of_two().clamp(LEAST, MOST)
}

impl Pool {
    /// A pool for so many bytes or more. Pages are no memory before something
    /// is written on them.
    pub(super) fn new(bytes: usize) -> Self {
        Self {
            pages: Vec::new(),
            page_bytes: bytes.next_power_of_two().clamp(1 << 16, 1 << 26),
            next: 0,
        }
    }

    /// Adds a byte to a list.
    pub(super) fn push(&mut self, chain: &mut Chain, byte: u8) {
        if chain.next == chain.end {
            self.begin_block(chain);
        }
        if let Some(slot) = self.bytes_mut(chain.next, 1).and_then(<[u8]>::first_mut) {
            *slot = byte;
        }
        chain.next += 1;
        chain.length += 1;
    }

    /// Copies a list to the end of another.
    pub(super) fn copy(&self, chain: &Chain, into: &mut Vec<u8>) {
        let mut block = chain.first;
        let mut copied = 0;
        while copied < chain.length {
            let start = block as usize * LEAST;
            let holds = block_bytes(copied) - LINK;
            let taken = holds.min(chain.length - copied);
            into.extend_from_slice(self.bytes(start, taken));
            if let Ok(link) = self.bytes(start + holds, LINK).try_into() {
                block = u32::from_le_bytes(link);
            }
            copied += taken;
        }
    }

    fn begin_block(&mut self, chain: &mut Chain) {
        let size = block_bytes(chain.length);
        let is_full = self.next % self.page_bytes + size > self.page_bytes;
        if is_full || self.next == self.pages.len() * self.page_bytes {
            self.next = self.pages.len() * self.page_bytes;
            self.pages.push(vec![0; self.page_bytes].into_boxed_slice());
        }
        // Blocks of 16 bytes that 32 bits number are 64 gibibytes.
        let block = u32::try_from(self.next / LEAST).unwrap_or(u32::MAX);
        if chain.length == 0 {
            chain.first = block;
        } else if let Some(link) = self.bytes_mut(chain.end, LINK) {
            link.copy_from_slice(&block.to_le_bytes());
        }
        chain.next = self.next;
        self.next += size;
        chain.end = self.next - LINK;
    }

    /// Some bytes of one block.
    fn bytes(&self, at: usize, count: usize) -> &[u8] {
        let offset = at % self.page_bytes;
        let page = self.pages.get(at / self.page_bytes);
        let bytes = page.and_then(|page| page.get(offset..offset + count));
        bytes.unwrap_or_default()
    }

    fn bytes_mut(&mut self, at: usize, count: usize) -> Option<&mut [u8]> {
        let offset = at % self.page_bytes;
        let page = self.pages.get_mut(at / self.page_bytes)?;
        page.get_mut(offset..offset + count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_that_grow_side_by_side_are_those_that_grow_alone(
            runs in proptest::collection::vec((0_usize..5, 0_usize..3000, 0_u8..=255), 0..60),
        ) {
            let mut pool = Pool::new(0);
            let mut chains: [Chain; 5] = Default::default();
            let mut alone: [Vec<u8>; 5] = Default::default();
            for (of, count, byte) in runs {
                for number in 0..count {
                    let byte = byte.wrapping_add(number as u8);
                    pool.push(&mut chains[of], byte);
                    alone[of].push(byte);
                }
            }
            for (chain, alone) in chains.iter().zip(&alone) {
                let mut copied = vec![7];
                pool.copy(chain, &mut copied);
                prop_assert_eq!(chain.len(), alone.len());
                prop_assert_eq!(&copied[1..], &alone[..]);
            }
        }
    }
}
