//! Whether words that suggest dates justify a stated one.

use annals_edtf::{Bound, Edtf, Extent, Kind};

/// What words do for a stated date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Justification {
    /// They say nothing of it.
    No,
    /// They leave open what it says: it is finer or surer than they are.
    TooPrecise,
    /// They say as much, or more.
    Supports,
}

/// Whether words that suggest these dates justify a stated one.
///
/// They do where one of them suggests that date, or a date within it (a year is
/// justified by one of its days), or has it for an end: "since 2017" is
/// `2017/..` and justifies 2017. Of a stated interval whose ends are firm, and
/// of a set of which all is meant, each part must be justified; an open or
/// unknown end claims nothing. Doubt (`~`, `?`) that the words have must not be
/// lost; doubt that they lack may be added.
#[must_use]
pub fn justifies(suggested: &[Edtf], stated: &Edtf) -> Justification {
    let as_a_whole = suggested
        .iter()
        .map(|words| one_justifies(words, stated))
        .max()
        .unwrap_or(Justification::No);
    if as_a_whole == Justification::Supports {
        return as_a_whole;
    }
    let by_parts = parts(stated)
        .iter()
        .map(|part| {
            suggested
                .iter()
                .map(|words| one_justifies(words, part))
                .max()
                .unwrap_or(Justification::No)
        })
        .min()
        .unwrap_or(Justification::No);
    as_a_whole.max(by_parts)
}

/// The same for one suggestion.
fn one_justifies(suggested: &Edtf, stated: &Edtf) -> Justification {
    let mut best = compared(suggested, stated);
    for end in ends(suggested) {
        // An end that the words name justifies itself; what lies within it is
        // finer than the words.
        best = best.max(compared(&end, stated));
    }
    best
}

fn compared(suggested: &Edtf, stated: &Edtf) -> Justification {
    let (words, date) = (suggested.extent(), stated.extent());
    if is_same(words, date) {
        let loses_doubt = suggested.is_approximate() && !stated.is_approximate()
            || suggested.is_uncertain() && !stated.is_uncertain();
        return if loses_doubt || closes_an_alternative(suggested, stated) {
            Justification::TooPrecise
        } else {
            Justification::Supports
        };
    }
    if date.contains(words) && !has_firm_ends(stated) {
        return Justification::Supports;
    }
    if words.contains(date) {
        return Justification::TooPrecise;
    }
    Justification::No
}

/// The same extent, open and unknown ends told apart from instants.
fn is_same(one: Extent, other: Extent) -> bool {
    one.contains(other) && other.contains(one)
}

/// Whether words leave a choice that the date does not.
fn closes_an_alternative(suggested: &Edtf, stated: &Edtf) -> bool {
    suggested.kind() == Kind::OneOf && stated.kind() == Kind::AllOf
}

/// Whether a date says of both its ends, or of its members, that they are so.
/// Where both ends are approximate it is a vague time, like "the late 1950s".
fn has_firm_ends(date: &Edtf) -> bool {
    match date.kind() {
        Kind::AllOf => true,
        Kind::Interval => date.spans().iter().any(|span| {
            [span.start, span.end]
                .iter()
                .any(|end| matches!(end.bound, Bound::At(_)) && !end.approximate)
        }),
        Kind::Date | Kind::DateTime | Kind::Season | Kind::OneOf => false,
    }
}

/// The parts of a stated date that must each be justified; none where it has
/// to be justified as a whole.
fn parts(stated: &Edtf) -> Vec<Edtf> {
    match stated.kind() {
        Kind::Interval => ends(stated),
        Kind::AllOf => stated
            .members()
            .iter()
            .filter_map(|member| {
                let range = member.replacen("..", "/", 1);
                Edtf::parse(member).or_else(|_| Edtf::parse(&range)).ok()
            })
            .collect(),
        Kind::Date | Kind::DateTime | Kind::Season | Kind::OneOf => Vec::new(),
    }
}

/// The dates that an interval, or "one of these or earlier", names as its ends.
fn ends(date: &Edtf) -> Vec<Edtf> {
    let text = date.as_str();
    let named: Vec<&str> = match date.kind() {
        Kind::Interval => text.split('/').collect(),
        Kind::OneOf if date.is_open_start() || date.is_open_end() => {
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

    fn weighed(suggested: &[&str], stated: &str) -> Justification {
        let suggested: Vec<Edtf> = suggested
            .iter()
            .map(|date| Edtf::parse(date).unwrap())
            .collect();
        justifies(&suggested, &Edtf::parse(stated).unwrap())
    }

    #[test]
    fn words_justify_what_they_say_and_what_says_less() {
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
                weighed(&[words], stated),
                Justification::Supports,
                "{words} {stated}"
            );
        }
    }

    #[test]
    fn a_date_that_says_more_is_too_precise() {
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
                weighed(&[words], stated),
                Justification::TooPrecise,
                "{words} {stated}"
            );
        }
    }

    #[test]
    fn other_words_say_nothing_of_a_date() {
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
                weighed(&[words], stated),
                Justification::No,
                "{words} {stated}"
            );
        }
        assert_eq!(weighed(&[], "1958"), Justification::No);
    }

    #[test]
    fn the_parts_of_a_date_may_rest_on_several_words() {
        assert_eq!(
            weighed(&["1953", "1963"], "1953/1963"),
            Justification::Supports
        );
        assert_eq!(
            weighed(&["1953/..", "../1963"], "1953/1963"),
            Justification::Supports
        );
        assert_eq!(
            weighed(&["1953", "196X"], "1953/1963"),
            Justification::TooPrecise
        );
        assert_eq!(
            weighed(&["1960", "1961"], "{1960,1961}"),
            Justification::Supports
        );
        assert_eq!(weighed(&["1960"], "{1960,1961}"), Justification::No);
        assert_eq!(weighed(&["1960"], "[1960,1961]"), Justification::Supports);
    }

    proptest! {
        #[test]
        fn every_date_justifies_itself(text in "[-0-9XY~?%./,\\[\\]{}]{1,20}") {
            if let Ok(date) = Edtf::parse(&text) {
                prop_assert_eq!(justifies(std::slice::from_ref(&date), &date), Justification::Supports);
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
