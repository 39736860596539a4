//! Phrases and their dates.

use super::{check_all, found};

#[test]
fn the_documented_phrases_have_the_documented_dates() {
    check_all(&[
        ("the 1950s", "195X"),
        ("late 1950s", "1955~/1959~"),
        ("mid-2010s", "2014~/2016~"),
        ("early 1990s", "1990~/1994~"),
        ("since the early 1990s", "1990~/.."),
        ("since 2017", "2017/.."),
        ("in 1958", "1958"),
        ("12 March 1956", "1956-03-12"),
        ("March 1970 to April 1975", "1970-03/1975-04"),
        ("for nearly a decade", "-"),
        ("the following year", "-"),
    ]);
}

#[test]
fn years_include_the_word_before_them() {
    check_all(&[
        ("It was built |in 1958|, for instance.", "1958"),
        ("its |1993| Constitution", "1993"),
        ("the |1958| elections", "1958"),
        ("|1958| was a hard year.", "1958"),
        ("the Treaty of Friendship (|1960|)", "1960"),
        ("the year 1958", "1958"),
        ("in the year 79", "0079"),
        ("during 1958", "1958"),
        ("throughout 1958", "1958"),
        ("as early as 1958", "1958"),
        ("some time in 1958", "1958"),
        ("the |1958|-built station", "1958"),
        ("|1958|’s end", "1958"),
    ]);
}

#[test]
fn words_before_a_year_make_it_a_start_an_end_or_a_limit() {
    check_all(&[
        ("since 1958", "1958/.."),
        ("ever since 1958", "1958/.."),
        ("from 1958 on", "1958/.."),
        ("from 1958 onwards", "1958/.."),
        ("a letter |from 1958|", "1958"),
        ("until 1975", "../1975"),
        ("up to 1975", "../1975"),
        ("till March 1975", "../1975-03"),
        ("before 1958", "[..1957]"),
        ("prior to 1958", "[..1957]"),
        ("pre-1958", "[..1957]"),
        ("after 1975", "[1976..]"),
        ("post-1975", "[1976..]"),
        ("after 12 March 1956", "[1956-03-13..]"),
        ("before March 1956", "[..1956-02]"),
        ("before the 1950s", "[..1949]"),
        ("after the early 1950s", "[1955~..]"),
        ("by 1958", "[..1958]"),
        ("no later than 1958", "[..1958]"),
        ("no earlier than 1958", "[1958..]"),
        ("since the 1990s", "199X/.."),
        ("since the mid-1990s", "1994~/.."),
        ("until the late 1950s", "../1959~"),
        ("since the 19th century", "18XX/.."),
        ("since 12 March 1956", "1956-03-12/.."),
        ("since about 1990", "1990~/.."),
        ("since at least 1997", "1997/.."),
        ("until at least 1975", "../1975"),
    ]);
}

#[test]
fn doubt_becomes_a_qualifier() {
    check_all(&[
        ("about 1958", "1958~"),
        ("around 1958", "1958~"),
        ("circa 1958", "1958~"),
        ("c. 1958", "1958~"),
        ("c.1958", "1958~"),
        ("ca. 1958", "1958~"),
        ("~1958", "1958~"),
        ("in about 1958", "1958~"),
        ("in or around 1958", "1958~"),
        ("on or about 12 March 1956", "1956-03-12~"),
        ("roughly 1958", "1958~"),
        ("in 1958 or so", "1958~"),
        ("around the 1950s", "195X~"),
        ("perhaps 1958", "1958?"),
        ("possibly in 1958", "1958?"),
        ("probably since 1958", "1958?/.."),
        ("perhaps about 1958", "1958%"),
        ("1958(?)", "1958?"),
        ("perhaps in the late 1950s", "1955%/1959%"),
    ]);
}

#[test]
fn ranges_go_forward() {
    check_all(&[
        ("1953–1958", "1953/1958"),
        ("1953-1958", "1953/1958"),
        ("1953-58", "1953/1958"),
        ("1953–8", "1953/1958"),
        ("1953 – 1958", "1953/1958"),
        ("in 1953–58", "1953/1958"),
        ("in the years 1953–58", "1953/1958"),
        ("1903-05", "1903/1905"),
        ("(|1953–58|)", "1953/1958"),
        ("1958/59", "1958/1959"),
        ("1999/00", "1999/2000"),
        ("from 1953 to 1958", "1953/1958"),
        ("from 1953 until 1958", "1953/1958"),
        ("1953 through 1958", "1953/1958"),
        ("between 1953 and 1958", "1953/1958"),
        ("from about 1953 to 1958", "1953~/1958"),
        ("from March 1970 to April 1975", "1970-03/1975-04"),
        ("March–May 1970", "1970-03/1970-05"),
        ("March to May 1970", "1970-03/1970-05"),
        ("between March and May 1970", "1970-03/1970-05"),
        ("12 March to 4 April 1956", "1956-03-12/1956-04-04"),
        ("12–15 March 1956", "1956-03-12/1956-03-15"),
        ("March 12–15, 1956", "1956-03-12/1956-03-15"),
        ("12 March 1956 – 4 April 1957", "1956-03-12/1957-04-04"),
        ("from the late 1950s to the early 1970s", "1955~/1974~"),
        ("1950s–1960s", "195X/196X"),
        ("the 1950s to the 1970s", "195X/197X"),
        ("from the 17th to the 19th century", "1601/1900"),
        ("the 18th and 19th centuries", "1701/1900"),
        ("500–450 BC", "-0499/-0449"),
        ("44 BC to AD 14", "-0043/0014"),
        ("in 1953 or 1954", "[1953,1954]"),
    ]);
    let both = [
        ("from 1958".to_owned(), "1958".to_owned()),
        ("1953".to_owned(), "1953".to_owned()),
    ];
    assert_eq!(found("from 1958 to 1953", None), both);
}

#[test]
fn days_and_months_are_found_in_every_order() {
    check_all(&[
        ("12th of March 1956", "1956-03-12"),
        ("the 12th of March, 1956", "1956-03-12"),
        ("on 12 March 1956", "1956-03-12"),
        ("on Monday, 12 March 1956", "1956-03-12"),
        ("March 12, 1956", "1956-03-12"),
        ("March 12th, 1956", "1956-03-12"),
        ("March the 12th, 1956", "1956-03-12"),
        ("12 march 1956", "1956-03-12"),
        ("Sept. 3, 1956", "1956-09-03"),
        ("1956-03-12", "1956-03-12"),
        ("1956-03", "1956-03"),
        ("12.3.1956", "1956-03-12"),
        ("25/03/1956", "1956-03-25"),
        ("03/25/1956", "1956-03-25"),
        ("03/12/1956", "[1956-03-12,1956-12-03]"),
        ("March 1956", "1956-03"),
        ("in March of 1956", "1956-03"),
        ("in May 1956", "1956-05"),
        ("March, 1956", "1956-03"),
        ("29 February 1956", "1956-02-29"),
    ]);
}

#[test]
fn parts_of_a_year_have_the_codes_of_the_standard() {
    check_all(&[
        ("spring 1970", "1970-21"),
        ("the summer of 1970", "1970-22"),
        ("in the autumn of 1970", "1970-23"),
        ("the fall of 1970", "1970-23"),
        ("winter of 1970–71", "1970-24"),
        ("the first quarter of 1970", "1970-33"),
        ("Q4 1970", "1970-36"),
        ("the first half of 1970", "1970-40"),
        ("the second half of 1970", "1970-41"),
    ]);
}

#[test]
fn early_mid_and_late_are_tenths_of_a_time() {
    check_all(&[
        ("early 1958", "1958-01~/1958-06~"),
        ("mid-1958", "1958-05~/1958-08~"),
        ("late in 1958", "1958-07~/1958-12~"),
        ("the end of 1958", "1958-07~/1958-12~"),
        ("early March 1956", "1956-03-01~/1956-03-15~"),
        ("late February 1956", "1956-02-15~/1956-02-29~"),
        ("the mid-to-late 1950s", "1954~/1959~"),
        ("the early to mid-1990s", "1990~/1996~"),
        ("mid 1950s", "1954~/1956~"),
        ("the beginning of the 1950s", "1950~/1954~"),
        ("the first half of the 1950s", "1950/1954"),
        ("early 19th century", "1801~/1850~"),
        ("the mid-19th century", "1841~/1870~"),
        ("late nineteenth century", "1851~/1900~"),
        ("the last quarter of the 19th century", "1876/1900"),
        ("early 2000s", "2000~/2004~"),
    ]);
}

#[test]
fn decades_and_centuries_differ() {
    check_all(&[
        ("1950s", "195X"),
        ("1950's", "195X"),
        ("the 1950’s", "195X"),
        ("in the 1950s", "195X"),
        ("the nineteen-fifties", "195X"),
        ("the 1800s", "18XX"),
        ("the 2000s", "200X"),
        ("the 19th century", "1801/1900"),
        ("the nineteenth century", "1801/1900"),
        ("|19th-century| maps", "1801/1900"),
        ("the 5th century BC", "-0499/-0400"),
        ("the fifties", "-"),
        ("the ’50s", "-"),
    ]);
}

#[test]
fn years_before_the_common_era_count_from_zero() {
    check_all(&[
        ("44 BC", "-0043"),
        ("in 44 BCE", "-0043"),
        ("44 B.C.", "-0043"),
        ("1 BC", "0000"),
        ("AD 79", "0079"),
        ("A.D. 79", "0079"),
        ("79 CE", "0079"),
        ("before 44 BC", "[..-0044]"),
        ("c. 44 BC", "-0043~"),
    ]);
}

#[test]
fn line_breaks_emphasis_and_dashes_do_not_split_a_phrase() {
    check_all(&[
        ("drills |in the\n**mid-2010s|**, most", "2014~/2016~"),
        ("|in the\n**mid–2010s|**, most", "2014~/2016~"),
        ("|mid‑2010s|", "2014~/2016~"),
        ("|since the\n\n  early\n1990s|,", "1990~/.."),
        ("|in\u{a0}1958|", "1958"),
        ("|mid-\n2010s|", "2014~/2016~"),
        ("_|in 1958|_", "1958"),
        ("“|1958|”", "1958"),
    ]);
}

#[test]
fn durations_and_vague_words_have_no_date() {
    check_all(&[
        ("|For nearly a decade|, bilateral defense", "-"),
        ("|for decades|", "-"),
        ("over the past ten years", "-"),
        ("during the last decade", "-"),
        ("for more than two years", "-"),
        ("the |recent| sight", "-"),
        ("in recent years", "-"),
        ("several years later", "-"),
    ]);
}
