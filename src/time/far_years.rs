//! Years of more digits than the parser computes with.
//!
//! `Y99999999999999999999` is EDTF all the same: valid, and further off than
//! seconds in an `i64` reach. The parser refuses it as it refuses nonsense, so
//! it is given another year of that sort to read, and its complaints are
//! brought back to the text that was written.

/// The largest mantissa that the parser takes, far beyond `i64` seconds.
const FAR_MANTISSA: &str = "9223372036854775807";

/// The largest exponent that the parser takes.
const FAR_EXPONENT: u64 = 100_000;

/// A text in which every year that the parser can not hold has given way to
/// one that it can, as far beyond the range of an instant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StandIn {
    /// The text for the parser.
    pub(super) text: String,
    /// What was replaced, in the order of the text.
    replaced: Vec<Replaced>,
}

/// Bytes of the text that was written, and how many stand for them.
#[derive(Debug, PartialEq, Eq)]
struct Replaced {
    start: usize,
    end: usize,
    length: usize,
}

impl StandIn {
    /// The stand-in for a text; `None` where the parser can hold every year.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut stand_in = Self {
            text: String::new(),
            replaced: Vec::new(),
        };
        let mut written = 0;
        for (start, _) in text.match_indices('Y') {
            for (old, new) in text.get(start..).and_then(far_year).into_iter().flatten() {
                // `old` is a piece of `text`.
                let begins = old.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
                stand_in.text.push_str(text.get(written..begins)?);
                stand_in.text.push_str(&new);
                written = begins + old.len();
                stand_in.replaced.push(Replaced {
                    start: begins,
                    end: written,
                    length: new.len(),
                });
            }
        }
        stand_in.text.push_str(text.get(written..)?);
        (!stand_in.replaced.is_empty()).then_some(stand_in)
    }

    /// The byte of the text that was written which a byte of the stand-in
    /// means.
    pub(super) fn original(&self, offset: usize) -> usize {
        let (mut written, mut read) = (0, 0);
        for number in &self.replaced {
            let begins = read + (number.start - written);
            if offset < begins {
                break;
            }
            if offset < begins + number.length {
                return number.start;
            }
            (written, read) = (number.end, begins + number.length);
        }
        written + offset.saturating_sub(read)
    }
}

/// What stands for the numbers of the year at the start of a text; `None` where
/// the parser holds that year, or finds more wrong with it than its size.
fn far_year(text: &str) -> Option<Vec<(&str, String)>> {
    let rest = text.strip_prefix('Y')?;
    let (mantissa, rest) = digits(rest.strip_prefix('-').unwrap_or(rest));
    let exponent = rest.strip_prefix('E').map(digits);
    let rest = exponent.map_or(rest, |(_, rest)| rest);
    let precision = rest.strip_prefix('S').map(digits);
    if mantissa.is_empty() || (mantissa.starts_with('0') && mantissa.len() > 1) {
        return None;
    }
    let power = match exponent {
        Some(("", _)) => return None,
        Some((digits, _)) => digits.parse().unwrap_or(u64::MAX),
        None => 0,
    };
    let is_large = mantissa.parse::<i64>().is_err();
    if !is_large && power <= FAR_EXPONENT {
        return None;
    }
    let mut numbers = Vec::new();
    if is_large {
        numbers.push((mantissa, FAR_MANTISSA.to_owned()));
    }
    if let Some((exponent, _)) = exponent {
        numbers.push((exponent, power.min(FAR_EXPONENT).to_string()));
    }
    if let Some((precision, _)) = precision {
        // More significant digits than the year has are wrong in any year.
        let most = power.saturating_add(mantissa.len() as u64);
        let fits = precision
            .parse()
            .is_ok_and(|precision: u64| (1..=most).contains(&precision));
        numbers.push((precision, u8::from(fits).to_string()));
    }
    Some(numbers)
}

/// The digits that a text begins with, and the rest.
fn digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_years_that_the_parser_can_not_hold_are_replaced() {
        for text in [
            "",
            "1958",
            "Y170000002",
            "Y-17E7S2",
            "Y",
            "Y-",
            "Y1E",
            "Y0123456789012345678901",
            "Y9223372036854775807",
            "Y1E100000",
        ] {
            assert_eq!(StandIn::of(text), None, "{text}");
        }
        for (text, read) in [
            ("Y99999999999999999999", "Y9223372036854775807"),
            ("Y-99999999999999999999?", "Y-9223372036854775807?"),
            ("Y1E100001", "Y1E100000"),
            ("Y1E99999999999999999999S3/..", "Y1E100000S1/.."),
            ("Y99999999999999999999S21", "Y9223372036854775807S0"),
            (
                "[1958,Y99999999999999999999S20,1960]",
                "[1958,Y9223372036854775807S1,1960]",
            ),
        ] {
            assert_eq!(StandIn::of(text).unwrap().text, read, "{text}");
        }
    }

    #[test]
    fn a_place_in_the_stand_in_is_one_in_the_text() {
        let text = "Y99999999999999999999/Y1E1234567/x";
        let stand_in = StandIn::of(text).unwrap();
        assert_eq!(stand_in.text, "Y9223372036854775807/Y1E100000/x");
        for needle in ["Y9", "/Y", "Y1", "/x", "x"] {
            let (there, here) = (stand_in.text.find(needle), text.find(needle));
            assert_eq!(stand_in.original(there.unwrap()), here.unwrap(), "{needle}");
        }
        assert_eq!(stand_in.original(stand_in.text.len()), text.len());
    }
}
