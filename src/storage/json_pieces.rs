//! What is inside a container: its items and the white space between them, while
//! items come and go.

use std::borrow::Cow;

/// The items of an object or array in the order of the text, and what is between them.
#[derive(Debug, Clone)]
pub(super) struct Pieces<'t, T> {
    /// The white space after the opening bracket.
    pub(super) opening: Cow<'t, str>,
    /// The items.
    pub(super) items: Vec<Piece<'t, T>>,
    /// The white space before the closing bracket. Empty if there are no items.
    pub(super) closing: Cow<'t, str>,
}

/// An item of a container.
#[derive(Debug, Clone)]
pub(super) struct Piece<'t, T> {
    /// The comma before it, with the white space around; empty before the first.
    pub(super) separator: Cow<'t, str>,
    /// The item.
    pub(super) item: T,
}

impl<'t, T> Pieces<'t, T> {
    /// The pieces of a container that begins and ends at these bytes of a text, given the
    /// range and the content of each item.
    pub(super) fn new(
        text: &'t str,
        container: std::ops::Range<usize>,
        items: impl Iterator<Item = (std::ops::Range<usize>, T)>,
    ) -> Self {
        let between = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
        let mut end = container.start + 1;
        let mut opening = None;
        let items: Vec<Piece<'t, T>> = items
            .map(|(range, item)| {
                let gap = between(end, range.start);
                end = range.end;
                let separator = if opening.is_some() { gap } else { "" };
                opening.get_or_insert(gap);
                Piece {
                    separator: separator.into(),
                    item,
                }
            })
            .collect();
        let last = between(end, container.end - 1);
        Self {
            closing: if opening.is_some() { last } else { "" }.into(),
            opening: opening.unwrap_or(last).into(),
            items,
        }
    }

    /// Adds an item to a container that has some. It is separated as its neighbours are;
    /// `comma` separates it if there is only one, on the same line. Returns the separator.
    pub(super) fn insert(&mut self, position: usize, item: T, comma: &str) -> Cow<'t, str> {
        let separator = |at: usize| self.items.get(at).map(|piece| piece.separator.clone());
        let position = position.min(self.items.len());
        let from = match position {
            0 => 1,
            _ if position == self.items.len() => position - 1,
            _ => position,
        };
        let separator = match separator(from) {
            Some(separator) if from > 0 => separator,
            _ if self.opening.contains('\n') => format!(",{}", self.opening).into(),
            _ => comma.to_owned().into(),
        };
        let is_first = position == 0;
        if is_first && let Some(second) = self.items.first_mut() {
            second.separator.clone_from(&separator);
        }
        let own = if is_first {
            "".into()
        } else {
            separator.clone()
        };
        let piece = Piece {
            separator: own,
            item,
        };
        self.items.insert(position, piece);
        separator
    }

    /// Removes an item and a comma beside it.
    pub(super) fn remove(&mut self, position: usize) -> Option<T> {
        if position >= self.items.len() {
            return None;
        }
        let Piece { separator, item } = self.items.remove(position);
        if let Some(next) = self.items.get_mut(position) {
            // What begins a line is removed with it, unless the next item shares the line.
            let shares_line = separator.contains('\n') && !next.separator.contains('\n');
            if position == 0 || shares_line {
                next.separator = separator;
            }
        }
        if self.items.is_empty() {
            self.opening = "".into();
            self.closing = "".into();
        }
        Some(item)
    }

    /// Writes what is inside the brackets.
    pub(super) fn write(&self, written: &mut String, mut write_item: impl FnMut(&mut String, &T)) {
        written.push_str(&self.opening);
        for piece in &self.items {
            written.push_str(&piece.separator);
            write_item(written, &piece.item);
        }
        written.push_str(&self.closing);
    }

    /// The same, independent of the text.
    pub(super) fn into_owned(self) -> Pieces<'static, T> {
        let items = self.items.into_iter().map(|piece| Piece {
            separator: piece.separator.into_owned().into(),
            item: piece.item,
        });
        Pieces {
            opening: self.opening.into_owned().into(),
            items: items.collect(),
            closing: self.closing.into_owned().into(),
        }
    }
}
