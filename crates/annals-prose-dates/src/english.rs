//! The English vocabulary.
//!
//! Phrases are separated by a comma and a space.

use std::sync::LazyLock;

use super::time_expression::PercentRange;
use super::vocabulary::{
    DurationUnit, PhraseTable, Phrases, Preposition, Quantity, RelativeDirection, Vocabulary,
};

const EARLY: PercentRange = percent(0, 50);
const MID: PercentRange = percent(40, 70);
const LATE: PercentRange = percent(50, 100);
const EARLY_TO_MID: PercentRange = percent(0, 70);
const MID_TO_LATE: PercentRange = percent(40, 100);

const fn percent(from: u8, to: u8) -> PercentRange {
    PercentRange { from, to }
}

pub(super) static ENGLISH: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary {
    the: "the",
    of: "of",
    inside: "in",
    and: "and",
    or: "or",
    plural: "s",
    year_named: list("the year, year, the years, years"),
    months: [
        numbered(
            1,
            "January, February, March, April, May, June, July, August, September, October, \
             November, December",
        ),
        numbered(
            1,
            "Jan, Feb, Mar, Apr, May, Jun, Jul, Aug, Sep, Oct, Nov, Dec",
        ),
        table(&[(9, "Sept")]),
    ]
    .concat(),
    weekdays: list("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"),
    seasons: table(&[
        (21, "spring, springtime"),
        (22, "summer, summertime"),
        (23, "autumn, fall"),
        (24, "winter, wintertime"),
    ]),
    fractions: table(&[
        ((33, percent(0, 25)), "first quarter, 1 st quarter"),
        ((34, percent(25, 50)), "second quarter, 2 nd quarter"),
        ((35, percent(50, 75)), "third quarter, 3 rd quarter"),
        (
            (36, percent(75, 100)),
            "fourth quarter, 4 th quarter, last quarter, final quarter",
        ),
        ((40, percent(0, 50)), "first half"),
        (
            (41, percent(50, 100)),
            "second half, latter half, last half",
        ),
    ]),
    parts: table(&[
        (EARLY, "early"),
        (MID, "mid, middle"),
        (LATE, "late"),
        (EARLY_TO_MID, "early to mid, early and mid, early or mid"),
        (MID_TO_LATE, "mid to late, mid and late, mid or late"),
    ]),
    parts_of: table(&[
        (
            EARLY,
            "start of, beginning of, opening of, early part of, early years of, early months of",
        ),
        (MID, "middle of"),
        (
            LATE,
            "end of, close of, late part of, latter part of, later years of, final years of, \
             last years of, last months of, final months of",
        ),
    ]),
    ordinals: numbered(
        1,
        "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, \
         twelfth, thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, \
         nineteenth, twentieth, twenty first",
    ),
    ordinal_endings: list("st, nd, rd, th"),
    century: list("century, centuries, cent, c"),
    decades: numbered(
        2,
        "twenties, thirties, forties, fifties, sixties, seventies, eighties, nineties",
    ),
    hundreds: numbered(
        15,
        "fifteen, sixteen, seventeen, eighteen, nineteen, twenty",
    ),
    before_era: list("BC, BCE"),
    of_era: list("AD, CE"),
    prepositions: table(&[
        (
            Preposition::In,
            "in, in the course of, on, during, throughout, all through, as early as, \
             as early as in, as late as, as far back as, as recently as, back in, dated, \
             dating from, dating to, dates from, dates to, some time in, sometime in, \
             some time during, sometime during, at, direction, towards",
        ),
        (
            Preposition::Since,
            "since, ever since, since at least, from at least, starting in, starting from, \
             beginning in",
        ),
        (
            Preposition::Until,
            "until, till, until at least, till at least, up to, up until, up till, through",
        ),
        (Preposition::Before, "before, prior to, earlier than, pre"),
        (Preposition::After, "after, post, later than"),
        (
            Preposition::By,
            "by, no later than, not later than, in or before, on or before",
        ),
        (
            Preposition::NotBefore,
            "no earlier than, not earlier than, not before, in or after, on or after",
        ),
        (Preposition::From, "from"),
        (Preposition::Between, "between"),
    ]),
    onward: list("on, onward, onwards, forward, and after, and later"),
    to: list("to, until, till, through, up to, up until, and until, and up to"),
    about: list(
        "about, around, circa, ca, c, roughly, approximately, or about, or around, \
         some time around, sometime around, some time about, sometime about, in or about, \
         in or around, on or about, on or around, close to, near",
    ),
    perhaps: list(
        "perhaps, possibly, probably, maybe, likely, most likely, presumably, reportedly",
    ),
    or_so: list("or so, or thereabouts, or thereabout"),
    counts: [
        numbered(
            1,
            "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve",
        ),
        table(&[
            (1, "a, an"),
            (15, "fifteen"),
            (20, "twenty"),
            (30, "thirty"),
            (40, "forty"),
            (50, "fifty"),
            (100, "a hundred, one hundred"),
        ]),
    ]
    .concat()
    .into_iter()
    .map(|(phrase, number)| (phrase, Quantity::Exactly(u16::from(number))))
    .chain(table(&[(
        Quantity::Some,
        "half a, a couple of, a few, several, some, many, a number of",
    )]))
    .collect(),
    periods: table(&[
        (DurationUnit::Day, "day, days"),
        (DurationUnit::Week, "week, weeks"),
        (DurationUnit::Month, "month, months"),
        (DurationUnit::Year, "year, years"),
        (DurationUnit::Decade, "decade, decades"),
        (DurationUnit::Century, "century, centuries"),
    ]),
    many_periods: list("days, weeks, months, years, decades, centuries"),
    steps: table(&[
        (
            RelativeDirection::Later,
            "the following, the next, the subsequent, the ensuing, next",
        ),
        (
            RelativeDirection::Earlier,
            "the previous, the preceding, the prior, last",
        ),
        (
            RelativeDirection::Same,
            "that, this, that same, this same, the same",
        ),
    ]),
    shifts: table(&[
        (
            RelativeDirection::Later,
            "later, afterwards, afterward, thereafter, hence",
        ),
        (RelativeDirection::Earlier, "earlier, previously, ago"),
    ]),
    closing_shifts: table(&[
        (RelativeDirection::Later, "after, on"),
        (RelativeDirection::Earlier, "before"),
    ]),
    shifts_from: table(&[
        (RelativeDirection::Later, "after"),
        (RelativeDirection::Earlier, "before, prior to"),
    ]),
    days: table(&[(-1, "yesterday"), (1, "tomorrow")]),
    within_same: list("later, earlier, late, early"),
    more_or_less: list(
        "nearly, almost, about, around, roughly, approximately, some, just, more than, less than, \
         fewer than, over, well over, under, at least, at most, up to, only, exactly, barely, \
         close to",
    ),
    lasting: list("for, over, within, during, throughout, in, across, after"),
    lasting_many: list("for, over, within, after, in"),
    past: list("the past, the last, the next, the following, the previous, the coming, the"),
    undated: list(
        "in recent years, in recent months, in recent weeks, in recent decades, in recent times, \
         recent years, recent months, recent weeks, recent decades, recently, recent",
    ),
    before_years: list(
        "in, since, until, till, during, throughout, circa, ca, year, early, late, mid, pre, \
         post, spring, summer, autumn, winter",
    ),
    before_months: list(
        "in, since, until, till, during, throughout, by, from, early, late, mid, of, before, after",
    ),
    labels: list(
        "no, nos, nr, number, numbers, p, pp, page, pages, para, paras, paragraph, paragraphs, \
         section, sections, art, article, articles, chapter, vol, volume, issue, issues, room, \
         highway, route, road, flight, resolution, box, folder, file, document, doc, table, \
         figure, fig, line, lines, verse, note, notes, model, type, id, ref, item, lot, port, \
         version, case, order, at",
    ),
    quantifiers: list(
        "some, nearly, almost, over, exactly, only, another, than, least, most, all, these, \
         those, other, total, totalling, totaling, numbering, killed, killing, wounded, under, \
         additional, further, just, roughly, approximately, with",
    ),
    comparatives: list("later, earlier"),
    limits: list("least, most"),
    before_limits: list("since, from, until, till"),
    determiners: list("the, its, their, his, her, our, your, my, a, this, that, every, each, s"),
    counted: list(
        "soldiers, people, men, women, children, troops, dollars, votes, villages, tons, tonnes, \
         km, kilometres, kilometers, miles, metres, meters, feet, pages, words, copies, hectares, \
         acres, deaths, dead, casualties, prisoners, ships, aircraft, tanks, guns, houses, \
         families, persons, members, students, workers, percent, per, riel, francs, pounds, \
         euros, years, months, weeks, days, hours, minutes, seconds, points, seats, cases, items, \
         units, times, million, billion, thousand, hundred, m, kg, kilograms, grams, litres, \
         liters, degrees, hrs, mm, cm, mw, delegates, civilians, refugees, monks, officers, \
         officials, schools",
    ),
    uncounted: list(
        "was, is, has, as, us, this, its, his, does, sees, marks, brings, begins, ends, remains, \
         stands, means, perhaps, towards, afterwards, always, besides, onwards, across, unless, \
         thus, whereas, shows, saw",
    ),
    possessives: list("his, her, their, my, our, your"),
    prefixes: list("mid, early, late, post, pre, circa"),
});

fn list(phrases: &'static str) -> Phrases {
    phrases.split(", ").collect()
}

/// Phrases by their meaning.
fn table<T: Copy>(rows: &[(T, &'static str)]) -> PhraseTable<T> {
    let with_meaning = |&(meaning, phrases): &(T, &'static str)| {
        phrases.split(", ").map(move |phrase| (phrase, meaning))
    };
    rows.iter().flat_map(with_meaning).collect()
}

/// Phrases that mean consecutive numbers from `first` on.
fn numbered(first: u8, phrases: &'static str) -> PhraseTable<u8> {
    phrases.split(", ").zip(first..).collect()
}
