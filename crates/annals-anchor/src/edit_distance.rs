//! The edit distance of some letters to the best matching range of others.

/// Letters prepared for computing edit distances, 64 at a time (Myers 1999, in
/// blocks after Hyyrö 2003).
#[derive(Debug)]
pub(super) struct Pattern {
    length: usize,
    /// For each letter a bit set of its positions, in blocks of 64.
    masks: Vec<u64>,
    blocks: usize,
}

impl Pattern {
    pub fn new(letters: &[u8]) -> Self {
        let blocks = letters.len().div_ceil(64);
        let mut masks = vec![0; blocks * 256];
        for (at, &letter) in letters.iter().enumerate() {
            if let Some(mask) = masks.get_mut(usize::from(letter) * blocks + at / 64) {
                *mask |= 1 << (at % 64);
            }
        }
        Self {
            length: letters.len(),
            masks,
            blocks,
        }
    }

    /// How many blocks each letter of a text takes to compare.
    pub fn blocks(&self) -> usize {
        self.blocks
    }

    /// The least number of letters to replace, remove or insert so that the whole
    /// pattern occurs somewhere in `text`.
    pub fn distance_to_best(&self, text: &[u8]) -> usize {
        let Some(last) = self.length.checked_sub(1) else {
            return 0;
        };
        let top = 1_u64 << (last % 64);
        let mut vertical = vec![(u64::MAX, 0_u64); self.blocks];
        let (mut distance, mut best) = (self.length, self.length);
        for &letter in text {
            let row = usize::from(letter) * self.blocks;
            let masks = self.masks.get(row..row + self.blocks).unwrap_or_default();
            // The horizontal difference that a block passes on to the next one:
            // plus one, minus one, or neither.
            let (mut more, mut less) = (0_u64, 0_u64);
            let mut outermost = (0, 0);
            for ((plus, minus), &mask) in vertical.iter_mut().zip(masks) {
                let crossed = mask | *minus;
                let equal = mask | less;
                let across = ((equal & *plus).wrapping_add(*plus) ^ *plus) | equal;
                let rises = *minus | !(across | *plus);
                let falls = *plus & across;
                outermost = (rises, falls);
                let (up, down) = (rises << 1 | more, falls << 1 | less);
                (more, less) = (rises >> 63, falls >> 63);
                *plus = down | !(crossed | up);
                *minus = up & crossed;
            }
            if outermost.0 & top != 0 {
                distance += 1;
            } else if outermost.1 & top != 0 {
                distance -= 1;
            }
            best = best.min(distance);
        }
        best
    }
}
