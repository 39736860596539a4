//! Lanes.

use super::slot_list::Entry;
use super::visible_id;

/// A horizontal band that groups events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Stable id, unique among lanes.
    pub id: String,
    /// The name that is shown.
    pub name: String,
    /// The colour, if the file gives one.
    pub color: Option<Color>,
}

impl Entry for Lane {
    fn id(&self) -> &str {
        &self.id
    }
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

/// The ids of lanes as a sentence for a hint, "The lanes are a, b. "; empty if there
/// are none, or too many to read.
#[must_use]
pub fn ids_in_words(lanes: &[Lane]) -> String {
    const MAX_LANES: usize = 12;
    const MAX_BYTES: usize = 200;
    let long: usize = lanes.iter().take(MAX_LANES).map(|lane| lane.id.len()).sum();
    if lanes.is_empty() || lanes.len() > MAX_LANES || long > MAX_BYTES {
        return String::new();
    }
    let ids: Vec<&str> = lanes.iter().map(|lane| &*lane.id).collect();
    format!("The lanes are {}. ", visible_id(&ids.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_have_three_or_six_digits() {
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
