//! A pool for byte lists that grow at the same time.

/// The sizes of the blocks of a list in bytes: the first has the minimum, of which
/// four link to the next block; each further one is as large as the list so far, up
/// to the maximum.
const MIN_BLOCK: usize = 16;
const MAX_BLOCK: usize = 1024;

/// Bytes at the end of a block that link to the next one.
const LINK: usize = size_of::<u32>();

/// The bytes of many lists, in blocks of a few large pages.
///
/// Tens of thousands of growing vectors fragment the heap: after indexing a million
/// events, it was half as large again as its contents. A page is large enough that
/// the system allocates and frees it separately.
pub(super) struct ByteListPool {
    pages: Vec<Box<[u8]>>,
    page_bytes: usize,
    /// The offset of the next block, over all pages.
    next: usize,
}

/// One of a pool's lists.
#[derive(Default)]
pub(super) struct ByteList {
    /// The first block, numbered in units of the minimum size.
    first: u32,
    /// The offset of the next byte, over all pages.
    next: usize,
    /// The end of the block, without its link.
    end: usize,
    length: usize,
}

impl ByteList {
    /// The number of bytes.
    pub(super) const fn len(&self) -> usize {
        self.length
    }
}

/// The size of the next block of a list.
fn block_bytes(length: usize) -> usize {
    length.next_power_of_two().clamp(MIN_BLOCK, MAX_BLOCK)
}

impl ByteListPool {
    /// A pool for about `bytes` bytes. Pages take no memory until they are written.
    pub(super) fn new(bytes: usize) -> Self {
        Self {
            pages: Vec::new(),
            page_bytes: bytes.next_power_of_two().clamp(1 << 16, 1 << 26),
            next: 0,
        }
    }

    /// Adds a byte to a list.
    pub(super) fn push(&mut self, list: &mut ByteList, byte: u8) {
        if list.next == list.end {
            self.begin_block(list);
        }
        if let Some(slot) = self.bytes_mut(list.next, 1).and_then(<[u8]>::first_mut) {
            *slot = byte;
        }
        list.next += 1;
        list.length += 1;
    }

    /// Copies a list to the end of another.
    pub(super) fn copy(&self, list: &ByteList, into: &mut Vec<u8>) {
        let mut block = list.first;
        let mut copied = 0;
        while copied < list.length {
            let start = block as usize * MIN_BLOCK;
            let holds = block_bytes(copied) - LINK;
            let taken = holds.min(list.length - copied);
            into.extend_from_slice(self.bytes(start, taken));
            if let Ok(link) = self.bytes(start + holds, LINK).try_into() {
                block = u32::from_le_bytes(link);
            }
            copied += taken;
        }
    }

    fn begin_block(&mut self, list: &mut ByteList) {
        let size = block_bytes(list.length);
        let is_full = self.next % self.page_bytes + size > self.page_bytes;
        if is_full || self.next == self.pages.len() * self.page_bytes {
            self.next = self.pages.len() * self.page_bytes;
            self.pages.push(vec![0; self.page_bytes].into_boxed_slice());
        }
        // 2³² blocks of 16 bytes are 64 GiB.
        let block = u32::try_from(self.next / MIN_BLOCK).unwrap_or(u32::MAX);
        if list.length == 0 {
            list.first = block;
        } else if let Some(link) = self.bytes_mut(list.end, LINK) {
            link.copy_from_slice(&block.to_le_bytes());
        }
        list.next = self.next;
        self.next += size;
        list.end = self.next - LINK;
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
        fn lists_do_not_mix(
            runs in proptest::collection::vec((0_usize..5, 0_usize..3000, 0_u8..=255), 0..60),
        ) {
            let mut pool = ByteListPool::new(0);
            let mut lists: [ByteList; 5] = Default::default();
            let mut alone: [Vec<u8>; 5] = Default::default();
            for (of, count, byte) in runs {
                for number in 0..count {
                    let byte = byte.wrapping_add(number as u8);
                    pool.push(&mut lists[of], byte);
                    alone[of].push(byte);
                }
            }
            for (list, alone) in lists.iter().zip(&alone) {
                let mut copied = vec![7];
                pool.copy(list, &mut copied);
                prop_assert_eq!(list.len(), alone.len());
                prop_assert_eq!(&copied[1..], &alone[..]);
            }
        }
    }
}
