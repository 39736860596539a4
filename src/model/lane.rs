//! Lanes.

use super::visible_id;

/// A horizontal band that groups events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Stable id, unique among lanes.
    pub id: String,
    /// What it is called on the screen.
    pub name: String,
    /// Its accent, where the file gives one.
    pub color: Option<Color>,
}

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color {
    /// Red, 0–255.
    pub red: u8,
    /// Green, 0–255.
    pub green: u8,
    /// Blue, 0–255.
    pub blue: u8,
}

impl Color {
    /// Reads `#rrggbb` or `#rgb`, in either case.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        let byte = |shift: u32| u8::try_from(number >> shift & 0xff).unwrap_or(u8::MAX);
        let nibble = |shift: u32| u8::try_from((number >> shift & 0xf) * 17).unwrap_or(u8::MAX);
        match digits.len() {
            6 => Some(Self {
                red: byte(16),
                green: byte(8),
                blue: byte(0),
            }),
            3 => Some(Self {
                red: nibble(8),
                green: nibble(4),
                blue: nibble(0),
            }),
            _ => None,
        }
    }
}

/// "The lanes are a, b. ", to choose from; empty where there are none, or so many
/// that nobody would read them.
#[must_use]
pub fn ids_in_words(lanes: &[Lane]) -> String {
    const MOST: usize = 12;
    const LONGEST: usize = 200;
    let long: usize = lanes.iter().take(MOST).map(|lane| lane.id.len()).sum();
    if lanes.is_empty() || lanes.len() > MOST || long > LONGEST {
        return String::new();
    }
    let ids: Vec<&str> = lanes.iter().map(|lane| &*lane.id).collect();
    format!("The lanes are {}. ", visible_id(&ids.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_both_lengths_and_nothing_else_is() {
        let rust = Color {
            red: 0xb5,
            green: 0x50,
            blue: 0x2a,
        };
        assert_eq!(Color::from_hex("#b5502a"), Some(rust));
        assert_eq!(Color::from_hex("#B5502A"), Some(rust));
        assert_eq!(
            Color::from_hex("#fa0"),
            Some(Color {
                red: 255,
                green: 170,
                blue: 0
            })
        );
        for wrong in ["", "#", "b5502a", "#b5502", "#+5502a", "#b5502a00", "#é55"] {
            assert_eq!(Color::from_hex(wrong), None, "{wrong}");
        }
    }
}
