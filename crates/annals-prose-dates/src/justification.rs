//! Whether dates that were found in a text justify a stated date.

use annals_edtf::{Bound, DateKind, Edtf, Extent};

/// How well the dates of a text support a stated date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Justification {
    /// No found date supports it.
    Unsupported,
    /// The stated date is more precise or more certain than they are.
    TooPrecise,
    /// They say as much, or more.
    Supported,
}

/// Whether dates that were found in a text justify a stated date.
///
/// They do if one of them is that date, lies within it (a day justifies its
/// year), or has it as an end: "since 2017" is `2017/..` and justifies 2017. If
/// an interval has ends that are not approximate, and in an all-of set, each
/// part must be justified; an open or unknown end claims nothing. The stated
/// date may add qualifiers (`~`, `?`), but not drop them.
///
/// ```
/// use annals_edtf::Edtf;
/// use annals_prose_dates::{Justification, justifies};
///
/// let found = [Edtf::parse("2017/..")?]; // "since 2017"
/// let stated = Edtf::parse("2017")?;
/// assert_eq!(justifies(&found, &stated), Justification::Supported);
/// # Ok::<(), annals_edtf::EdtfError>(())
/// ```
#[must_use]
pub fn justifies(found: &[Edtf], stated: &Edtf) -> Justification {
    let best_for = |date: &Edtf| {
        found
            .iter()
            .map(|found| justification_by_one(found, date))
            .max()
            .unwrap_or(Justification::Unsupported)
    };
    let whole = best_for(stated);
    if whole == Justification::Supported {
        return whole;
    }
    let by_parts = parts(stated)
        .iter()
        .map(best_for)
        .min()
        .unwrap_or(Justification::Unsupported);
    whole.max(by_parts)
}

fn justification_by_one(found: &Edtf, stated: &Edtf) -> Justification {
    // An end that the words name justifies itself. A date within it is more
    // precise than the words.
    ends(found)
        .iter()
        .chain([found])
        .map(|date| compare(date, stated))
        .max()
        .unwrap_or(Justification::Unsupported)
}

fn compare(found: &Edtf, stated: &Edtf) -> Justification {
    let (found_extent, stated_extent) = (found.extent(), stated.extent());
    if is_same(found_extent, stated_extent) {
        let drops_qualifier = found.is_approximate() && !stated.is_approximate()
            || found.is_uncertain() && !stated.is_uncertain();
        return if drops_qualifier || drops_alternative(found, stated) {
            Justification::TooPrecise
        } else {
            Justification::Supported
        };
    }
    if stated_extent.contains(found_extent) && !claims_each_part(stated) {
        return Justification::Supported;
    }
    if found_extent.contains(stated_extent) {
        return Justification::TooPrecise;
    }
    Justification::Unsupported
}

/// Whether two extents are the same. Open and unknown ends count as the end of
/// time.
fn is_same(one: Extent, other: Extent) -> bool {
    one.contains(other) && other.contains(one)
}

/// Whether the found date is one of several, all of which the stated one claims.
fn drops_alternative(found: &Edtf, stated: &Edtf) -> bool {
    found.kind() == DateKind::OneOf && stated.kind() == DateKind::AllOf
}

/// Whether a date claims each of its ends or members. An interval with two
/// approximate ends is a vague time, like "the late 1950s", and does not.
fn claims_each_part(date: &Edtf) -> bool {
    match date.kind() {
        DateKind::AllOf => true,
        DateKind::Interval => date.spans().iter().any(|span| {
            [span.start, span.end]
                .iter()
                .any(|end| matches!(end.bound, Bound::At(_)) && !end.approximate)
        }),
        DateKind::Date | DateKind::DateTime | DateKind::Season | DateKind::OneOf => false,
    }
}

/// The parts of a stated date that must each be justified. Empty if it must be
/// justified as a whole.
fn parts(stated: &Edtf) -> Vec<Edtf> {
    match stated.kind() {
        DateKind::Interval => ends(stated),
        DateKind::AllOf => stated
            .members()
            .iter()
            .filter_map(|member| {
                let range = member.replacen("..", "/", 1);
                Edtf::parse(member).or_else(|_| Edtf::parse(&range)).ok()
            })
            .collect(),
        DateKind::Date | DateKind::DateTime | DateKind::Season | DateKind::OneOf => Vec::new(),
    }
}

/// The dates that an interval, or a one-of set with an open end, names as its
/// ends.
fn ends(date: &Edtf) -> Vec<Edtf> {
    let text = date.as_str();
    let named: Vec<&str> = match date.kind() {
        DateKind::Interval => text.split('/').collect(),
        DateKind::OneOf
            if [date.extent().earliest, date.extent().latest].contains(&Bound::Open) =>
        {
            text.trim_matches(['[', ']']).split("..").collect()
        }
        _ => Vec::new(),
    };
    let named = named
        .into_iter()
        .filter(|end| !end.is_empty() && *end != "..");
    named.filter_map(|end| Edtf::parse(end).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn justification(found: &[&str], stated: &str) -> Justification {
        let found: Vec<Edtf> = found
            .iter()
            .map(|date| Edtf::parse(date).unwrap())
            .collect();
        justifies(&found, &Edtf::parse(stated).unwrap())
    }

    #[test]
    fn words_justify_their_date_and_less_precise_ones() {
        for (words, stated) in [
            ("1958", "1958"),
            ("2017/..", "2017"),
            ("2017/..", "2017/.."),
            ("1990~/..", "1990~/.."),
            ("1955~/1959~", "1955~/1959~"),
            ("1953/1958", "1953"),
            ("1953/1958", "1958"),
            ("[..1958]", "1958"),
            ("1958", "1958~"),
            ("1958", "1958?"),
            ("1958", "195X"),
            ("1958", "1955~/1959~"),
            ("1956-03-12", "1956-03"),
            ("1956-03-12", "1956"),
            ("1970-21", "1970"),
            ("2017", "2017/.."),
            ("1953/1958", "1953/.."),
            ("1914/..", "1914/"),
            ("1953", "[1953,1954]"),
            ("1801/1900", "1801/1900"),
        ] {
            assert_eq!(
                justification(&[words], stated),
                Justification::Supported,
                "{words} {stated}"
            );
        }
    }

    #[test]
    fn a_more_precise_or_certain_date_is_too_precise() {
        for (words, stated) in [
            ("1958", "1958-03"),
            ("1958", "1958-03-12"),
            ("1958", "1958-03-12T10:00:00"),
            ("195X", "1958"),
            ("1955~/1959~", "1958"),
            ("1955~/1959~", "1955"),
            ("1955~/1959~", "1955/1959"),
            ("1958~", "1958"),
            ("1958?", "1958"),
            ("1958%", "1958~"),
            ("2017/..", "2020"),
            ("2017/..", "2017/2020"),
            ("2017/..", "2017-05"),
            ("[..1957]", "1950"),
            ("[1953,1954]", "1953"),
            ("1990~/..", "1990/.."),
            ("1970-21", "1970-04"),
        ] {
            assert_eq!(
                justification(&[words], stated),
                Justification::TooPrecise,
                "{words} {stated}"
            );
        }
    }

    #[test]
    fn words_of_another_time_do_not_support_a_date() {
        for (words, stated) in [
            ("1958", "1959"),
            ("[..1957]", "1958"),
            ("[1959..]", "1958"),
            ("1958", "1950/1960"),
            ("1953", "1953/1963"),
            ("2017/..", "2016"),
            ("1970", "1969-24"),
        ] {
            assert_eq!(
                justification(&[words], stated),
                Justification::Unsupported,
                "{words} {stated}"
            );
        }
        assert_eq!(justification(&[], "1958"), Justification::Unsupported);
    }

    #[test]
    fn several_words_may_justify_the_parts_of_a_date() {
        assert_eq!(
            justification(&["1953", "1963"], "1953/1963"),
            Justification::Supported
        );
        assert_eq!(
            justification(&["1953/..", "../1963"], "1953/1963"),
            Justification::Supported
        );
        assert_eq!(
            justification(&["1953", "196X"], "1953/1963"),
            Justification::TooPrecise
        );
        assert_eq!(
            justification(&["1960", "1961"], "{1960,1961}"),
            Justification::Supported
        );
        assert_eq!(
            justification(&["1960"], "{1960,1961}"),
            Justification::Unsupported
        );
        assert_eq!(
            justification(&["1960"], "[1960,1961]"),
            Justification::Supported
        );
    }

    proptest! {
        #[test]
        fn every_date_justifies_itself(text in "[-0-9XY~?%./,\\[\\]{}]{1,20}") {
            if let Ok(date) = Edtf::parse(&text) {
                prop_assert_eq!(justifies(std::slice::from_ref(&date), &date), Justification::Supported);
            }
        }

        #[test]
        fn more_words_never_justify_less(
            year in 1950..1970_i32, other in 1950..1970_i32, stated in 1950..1970_i32
        ) {
            let date = |year: i32| Edtf::parse(&year.to_string()).unwrap();
            let one = justifies(&[date(year)], &date(stated));
            prop_assert!(justifies(&[date(year), date(other)], &date(stated)) >= one);
        }
    }
}
