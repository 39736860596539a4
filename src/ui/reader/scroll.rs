//! Scroll position of a text.

/// The paragraph at the upper edge, and the part of it above the edge.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Scroll {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Offset in points; negative above the first paragraph.
    pub offset: f32,
}

/// Margin above the first paragraph and below the last, in points.
pub const MARGIN: f32 = 18.0;

impl Scroll {
    /// Scrolls by points, down if positive, within the text. `height` measures
    /// a paragraph with the space above it; only paragraphs that are passed
    /// are measured.
    pub fn go(&mut self, by: f32, count: usize, view: f32, height: &mut impl FnMut(usize) -> f32) {
        if count == 0 {
            *self = Self::default();
            return;
        }
        self.paragraph = self.paragraph.min(count - 1);
        self.offset += by;
        while self.offset < 0.0 && self.paragraph > 0 {
            self.paragraph -= 1;
            self.offset += height(self.paragraph);
        }
        while self.paragraph + 1 < count {
            let passed = height(self.paragraph);
            if self.offset < passed {
                break;
            }
            self.offset -= passed;
            self.paragraph += 1;
        }
        self.hold_to_the_end(count, view, height);
        if self.paragraph == 0 {
            self.offset = self.offset.max(-MARGIN);
        }
    }

    /// Scrolls back if the text ends above the lower edge.
    fn hold_to_the_end(&mut self, count: usize, view: f32, height: &mut impl FnMut(usize) -> f32) {
        let mut below = MARGIN - self.offset;
        for paragraph in self.paragraph..count {
            below += height(paragraph);
            if below >= view {
                return;
            }
        }
        self.offset -= view - below;
        while self.offset < 0.0 && self.paragraph > 0 {
            self.paragraph -= 1;
            self.offset += height(self.paragraph);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gone(from: Scroll, by: f32, heights: &[f32]) -> (usize, f32) {
        let mut scroll = from;
        scroll.go(by, heights.len(), 100.0, &mut |n| heights[n]);
        (scroll.paragraph, scroll.offset)
    }

    #[test]
    fn scrolling_stops_at_both_ends() {
        let heights = [50.0; 10];
        let start = Scroll::default();
        assert_eq!(gone(start, 0.0, &heights), (0, 0.0));
        assert_eq!(gone(start, -500.0, &heights), (0, -MARGIN));
        assert_eq!(gone(start, 120.0, &heights), (2, 20.0));
        let (paragraph, offset) = gone(start, 9_999.0, &heights);
        assert_eq!((paragraph, offset), (8, MARGIN));
        let end = Scroll { paragraph, offset };
        assert_eq!(gone(end, -10.0, &heights), (8, MARGIN - 10.0));
    }

    #[test]
    fn short_text_starts_at_the_top() {
        assert_eq!(gone(Scroll::default(), 40.0, &[30.0]), (0, -MARGIN));
        assert_eq!(gone(Scroll::default(), 40.0, &[]), (0, 0.0));
    }

    #[test]
    fn shrinking_text_stays_in_view() {
        let lost = Scroll {
            paragraph: 77,
            offset: 3.0,
        };
        assert_eq!(gone(lost, 0.0, &[60.0, 60.0]), (0, 120.0 + MARGIN - 100.0));
    }
}
