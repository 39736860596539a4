//! Stepping through a list, and from its end to its start.

/// The position `by` places after the current one in a list of `len` entries,
/// going around at either end. Without a current position, the first one;
/// `None` if the list is empty.
pub(super) fn step_around(current: Option<usize>, by: isize, len: usize) -> Option<usize> {
    let len = isize::try_from(len).ok().filter(|len| *len > 0)?;
    let next = match current {
        None => 0,
        Some(at) => isize::try_from(at).ok()?.saturating_add(by).rem_euclid(len),
    };
    usize::try_from(next).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_around_at_both_ends() {
        for (current, by, len, expected) in [
            (None, 5, 3, Some(0)),
            (Some(2), 1, 3, Some(0)),
            (Some(0), -1, 3, Some(2)),
            (Some(1), 7, 3, Some(2)),
            (Some(1), -7, 3, Some(0)),
            (None, 1, 0, None),
            (Some(1), 1, 0, None),
        ] {
            assert_eq!(step_around(current, by, len), expected);
        }
    }
}
