//! Dates of every kind, in French words.

use super::words::{in_english, in_words, short_words, span_in_words};
use crate::language::{Language, set_language};
use annals_edtf::Edtf;

#[test]
fn dates_read_in_french_as_a_person_says_them() {
    set_language(Language::French);
    for (text, words) in [
        ("1958", "1958"),
        ("1985-04", "avril 1985"),
        ("1985-04-12", "le 12 avril 1985"),
        ("1970-03-18", "le 18 mars 1970"),
        ("1985-01-01", "le 1er janvier 1985"),
        ("195X", "les années 1950"),
        ("19XX", "une année entre 1900 et 1999"),
        ("1985-04-XX", "un jour d’avril 1985"),
        ("1985-03-XX", "un jour de mars 1985"),
        ("1985-XX-XX", "courant 1985"),
        ("1985-XX", "un mois de 1985"),
        ("XXXX", "une année"),
        ("1XX3", "une année entre 1003 et 1993"),
        ("-01XX", "une année entre 200_av._J.-C. et 101_av._J.-C."),
        ("195X-12", "décembre d’une année des années 1950"),
        ("1XXX-12", "décembre d’une année entre 1000 et 1999"),
        ("XXXX-12-XX", "un jour de décembre d’une année"),
        ("XXXX-XX-XX", "un jour d’une année"),
        ("195X-XX-XX", "un jour d’une année des années 1950"),
        ("156X-12-25", "le 25 décembre d’une année des années 1560"),
        ("1560-XX-25", "le 25 d’un mois de 1560"),
        ("1560-XX-01", "le 1er d’un mois de 1560"),
        ("1560-X2", "février ou décembre 1560"),
        ("1984-1X", "octobre, novembre ou décembre 1984"),
        ("2020-0X", "un mois entre janvier et septembre 2020"),
        ("2020-05-X5", "le 5, le 15 ou le 25 mai 2020"),
        ("2020-05-1X", "un jour entre le 10 et le 19 mai 2020"),
        (
            "2020-XX-1X",
            "un jour entre le 10 et le 19 d’un mois de 2020",
        ),
        ("1560-X2-XX", "un jour de février ou décembre 1560"),
        ("195X-22", "l’été d’une année des années 1950"),
        (
            "195X-33",
            "le premier trimestre d’une année des années 1950",
        ),
        ("1958~", "vers 1958"),
        ("1958?", "peut-être 1958"),
        ("1958%", "peut-être vers 1958"),
        ("1958-03~", "vers mars 1958"),
        ("2004-06~-11", "le 11 juin 2004 (en partie approximative)"),
        ("?2004-06-11", "le 11 juin 2004 (en partie incertaine)"),
        (
            "2004-%06-11",
            "le 11 juin 2004 (en partie incertaine et approximative)",
        ),
        (
            "?2004-06-~11",
            "le 11 juin 2004 (en partie incertaine, en partie approximative)",
        ),
        ("?2004-?06-?11", "peut-être le 11 juin 2004"),
        ("1955/1959", "1955–1959"),
        ("1984?/2004?", "peut-être 1984–2004"),
        ("1984%/2004%", "peut-être vers 1984–2004"),
        ("1984?/2004%", "de peut-être 1984 à peut-être vers 2004"),
        ("1955~/1959~", "vers 1955–1959"),
        ("1955~/1959", "d’environ 1955 à 1959"),
        ("1955/1959~", "de 1955 à environ 1959"),
        ("1970-03-18/1970-04-03", "du 18 mars 1970 au 3 avril 1970"),
        ("1970-04/1970-08", "d’avril 1970 à août 1970"),
        ("1990-01~/1994~", "de janvier 1990 à 1994 environ"),
        ("195X/196X", "des années 1950 aux années 1960"),
        ("1990~/..", "à partir d’environ 1990"),
        ("2017/..", "à partir de 2017"),
        ("2017-08/..", "à partir d’août 2017"),
        ("2017-08-04/..", "à partir du 4 août 2017"),
        ("1914/", "à partir de 1914, fin inconnue"),
        ("../1975", "jusqu’en 1975"),
        ("../1975~", "jusque vers 1975"),
        ("../1975-04-17", "jusqu’au 17 avril 1975"),
        ("../1975-04", "jusqu’à avril 1975"),
        ("/1975", "début inconnu, jusqu’en 1975"),
        ("2001-21", "le printemps 2001"),
        ("2001-33", "le premier trimestre de 2001"),
        ("2001-38", "les quatre mois du milieu de 2001"),
        ("2001-41", "le second semestre de 2001"),
        ("2001-26", "l’été 2001 (hémisphère Nord)"),
        ("2001-29?", "peut-être le printemps 2001 (hémisphère Sud)"),
        ("-0043-24", "l’hiver 44_av._J.-C."),
        ("2001-21/2001-23", "du printemps 2001 à l’automne 2001"),
        ("[1667,1668,1670..1672]", "1667, 1668 ou 1670–1672"),
        ("{1960,1961-12}", "1960 et décembre 1961"),
        ("[..1760-12]", "décembre 1760 ou avant"),
        ("[1667,1760-12..]", "1667 ou décembre 1760 ou après"),
        ("{..1984}", "1984 et avant"),
        ("{1984..}", "1984 et après"),
        ("[1984~,1986?]", "vers 1984 ou peut-être 1986"),
        (
            "..2004-06-01/2004-06-20..",
            "du 1er juin 2004 ou avant au 20 juin 2004 ou après",
        ),
        ("../1984..", "jusqu’en 1984 ou après"),
        ("-0044/-0030", "de 45_av._J.-C. à 31_av._J.-C."),
        ("-0044/0014", "de 45_av._J.-C. à 14_apr._J.-C."),
        ("0007", "7_apr._J.-C."),
        ("0410", "410"),
        ("Y170000002", "l’an 170~000~002"),
        ("Y-17E7", "l’an −170~000~000"),
        (
            "Y17101E4S3",
            "vers l’an 171~010~000 (entre l’an 171~000~000 et l’an 171~999~999)",
        ),
        ("Y9E30S1", "vers l’an 9 × 10^30, un chiffre significatif"),
        ("-0043", "44_av._J.-C."),
        ("1950S2", "vers 1950 (entre 1900 et 1999)"),
        ("1985-04-12T23:20:30Z", "le 12 avril 1985 à 23:20:30 UTC"),
    ] {
        let words = words.replace(['_', '~'], "\u{a0}");
        assert_eq!(in_words(&Edtf::parse(text).unwrap()), words, "{text}");
    }
}

#[test]
fn a_vague_part_of_a_decade_has_french_words() {
    set_language(Language::French);
    for (text, words) in [
        ("1990~/1994~", "le début des années 1990"),
        ("2014~/2016~", "le milieu des années 2010"),
        ("1955~/1959~", "la fin des années 1950"),
        ("1990~/1995~", "vers 1990–1995"),
    ] {
        assert_eq!(short_words(&Edtf::parse(text).unwrap()), words, "{text}");
    }
}

#[test]
fn spans_and_lengths_have_french_words() {
    set_language(Language::French);
    let day = |text: &str| Edtf::parse(text).unwrap().extent();
    let words = |first: &str, last: &str| span_in_words(day(first).first(), day(last).last());
    assert_eq!(words("1953", "1963"), "1953–1963");
    assert_eq!(
        words("1958-02", "1958-11"),
        "de février 1958 à novembre 1958"
    );
    assert_eq!(
        words("1958-02-01", "1958-02-03"),
        "du 1er février 1958 au 3 février 1958"
    );
    let length =
        |text: &str| crate::date_words::length_in_words(day(text).first(), day(text).last());
    assert_eq!(length("1965-01-02/1994"), "plus de 29 ans");
    assert_eq!(length("1965/1965"), "12 mois");
    assert_eq!(length("1965-01-15"), "24 heures");
}

#[test]
fn in_english_ignores_the_language_of_the_thread() {
    set_language(Language::French);
    let date = Edtf::parse("1985-04-12").unwrap();
    assert_eq!(in_english(&date), "12 April 1985");
    assert_eq!(in_words(&date), "le 12 avril 1985");
}
