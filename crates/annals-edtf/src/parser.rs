//! Reading EDTF: the grammar of ISO 8601-2:2019, Annex A, from left to right.
//!
//! One pass, no backing up, so that what is refused is refused where it stops
//! being EDTF. Two rules look further than the next character: a day must
//! exist in its month and year, and an interval must not run backwards; both
//! are refused at the component that is at fault.
//!
//! Which text is taken, and why, stands in [`super::edtf`].

use super::bounds::is_before;
use super::syntax::{Date, End, LongYear, Member, Part, Qualifier, Value, Year};

/// What was read: the value, and the lowest level whose grammar has every form
/// that was used to write it.
#[derive(Debug)]
pub(crate) struct Read {
    pub value: Value,
    pub level: u8,
}

/// Where a text stops being EDTF, and what was expected there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// Bytes from the start of the text; all before it is ASCII.
    pub at: usize,
    pub expected: String,
}

pub(crate) type Reading<T> = Result<T, Refusal>;

/// Reads a whole text.
pub(crate) fn read(text: &str) -> Reading<Read> {
    let mut reader = Reader {
        signs: text.as_bytes(),
        at: 0,
        level: 0,
    };
    let value = reader.value()?;
    Ok(Read {
        value,
        level: reader.level,
    })
}

/// Where a date stands, which decides what may follow it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Alone,
    InInterval,
    InSet,
}

impl Place {
    const fn end(self) -> &'static str {
        match self {
            Self::Alone => "the end of the date",
            Self::InInterval => "the end of the interval, which has one slash",
            Self::InSet => "a comma or the closing bracket",
        }
    }
}

pub(crate) struct Reader<'text> {
    signs: &'text [u8],
    at: usize,
    level: u8,
}

impl Reader<'_> {
    /// How far it has read, in bytes.
    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.signs.get(self.at).copied()
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.at >= self.signs.len()
    }

    pub(crate) fn eat(&mut self, sign: u8) -> bool {
        let found = self.peek() == Some(sign);
        if found {
            self.at += 1;
        }
        found
    }

    fn eat_dots(&mut self) -> bool {
        let found = self.signs.get(self.at..self.at + 2) == Some(b"..");
        if found {
            self.at += 2;
        }
        found
    }

    fn needs(&mut self, level: u8) {
        self.level = self.level.max(level);
    }

    pub(crate) fn refuse<T>(&self, expected: impl Into<String>) -> Reading<T> {
        self.refuse_at(self.at, expected)
    }

    pub(crate) fn refuse_at<T>(&self, at: usize, expected: impl Into<String>) -> Reading<T> {
        let expected = expected.into();
        let is_space = self.signs.get(at).is_some_and(u8::is_ascii_whitespace);
        Err(Refusal {
            at,
            expected: if is_space {
                format!("no space, but {expected}")
            } else {
                expected
            },
        })
    }

    // Whole texts (A.4 to A.6).

    fn value(&mut self) -> Reading<Value> {
        match self.peek() {
            None => return self.refuse("a date, such as 1958 or 1958-03-12"),
            Some(b'[') => return self.set(b']').map(Value::OneOf),
            Some(b'{') => return self.set(b'}').map(Value::AllOf),
            Some(_) => {}
        }
        let start = self.start()?;
        if self.peek() == Some(b'/') {
            self.at += 1;
            return self.interval(start);
        }
        let End::On(date) = start else {
            return self.refuse(
                "a slash: an open beginning stands in an interval (../1984) or a set ([..1984])",
            );
        };
        if self.peek() == Some(b'T') {
            let time = self.time_after(&date)?;
            return Ok(Value::DateTime(date, time));
        }
        self.expect_end(&date, Place::Alone)?;
        Ok(Value::Date(date))
    }

    /// What may follow a date, said by what it has so far.
    fn expect_end(&self, date: &Date, place: Place) -> Reading<()> {
        if self.is_at_end() {
            return Ok(());
        }
        self.refuse_after(date, place)
    }

    fn refuse_after<T>(&self, date: &Date, place: Place) -> Reading<T> {
        let end = place.end();
        if self.peek() == Some(b'T') && place != Place::Alone {
            return self.refuse(format!("{end}: no times of day in intervals and sets"));
        }
        if matches!(date.year, Year::Long(_)) || date.significant.is_some() {
            return self.refuse(format!("{end}: such a year has no month"));
        }
        if date.grouping().is_some() && self.peek() == Some(b'-') {
            return self.refuse(format!("{end}: a season or part of a year has no day"));
        }
        let doubt = if date.whole_qualifier().is_some_and(|whole| !whole.is_some()) {
            "?, ~ or %, or "
        } else {
            ""
        };
        let more = match (date.month, date.day) {
            (None, _) => "a hyphen and a month, ",
            (Some(_), None) if date.grouping().is_none() => "a hyphen and a day, ",
            _ => "",
        };
        let or = if doubt.is_empty() && !more.is_empty() {
            "or "
        } else {
            ""
        };
        self.refuse(format!("{more}{or}{doubt}{end}"))
    }

    // Intervals (A.4.4, A.5.6; 10.2, 10.6).

    fn start(&mut self) -> Reading<End> {
        if self.peek() == Some(b'/') {
            self.needs(1);
            return Ok(End::Unknown);
        }
        if !self.eat_dots() {
            return Ok(End::On(self.date(Place::Alone)?));
        }
        if self.is_at_end() || self.peek() == Some(b'/') {
            self.needs(1);
            return Ok(End::Open);
        }
        self.needs(2);
        Ok(End::OrBefore(self.date(Place::InInterval)?))
    }

    /// After the slash.
    fn interval(&mut self, start: End) -> Reading<Value> {
        let begun = self.at;
        let end = self.end(&start)?;
        for date in [start.date(), end.date()].into_iter().flatten() {
            if date.has_unspecified() {
                // 10.4 stands in no list of level 1.
                self.needs(2);
            }
        }
        if let (End::On(first), End::On(last)) = (&start, &end)
            && is_before(last, first)
        {
            return self.refuse_at(begun, "an end that is not before the start");
        }
        Ok(Value::Interval(start, end))
    }

    fn end(&mut self, start: &End) -> Reading<End> {
        let needs_date = start.date().is_none();
        if self.is_at_end() && !needs_date {
            self.needs(1);
            return Ok(End::Unknown);
        }
        let dots = self.at;
        if self.eat_dots() {
            if !self.is_at_end() {
                return self.refuse(if needs_date {
                    "a date without the dots before it"
                } else {
                    Place::InInterval.end()
                });
            }
            if needs_date {
                return self.refuse_at(dots, "a date: an interval has one at least");
            }
            self.needs(1);
            return Ok(End::Open);
        }
        if self.is_at_end() {
            return self.refuse("a date: an interval has one at least");
        }
        let date = self.date(Place::InInterval)?;
        if self.eat_dots() {
            self.needs(2);
            if !self.is_at_end() {
                return self.refuse(Place::InInterval.end());
            }
            return Ok(End::OrAfter(date));
        }
        self.expect_end(&date, Place::InInterval)?;
        Ok(End::On(date))
    }

    // Sets (A.6.5; 6.1 to 6.3).

    fn set(&mut self, close: u8) -> Reading<Vec<Member>> {
        self.at += 1;
        self.needs(2);
        let mut members = Vec::new();
        loop {
            members.push(self.member()?);
            if self.eat(close) {
                break;
            }
            if !self.eat(b',') {
                return self.refuse(format!("a comma or {}", char::from(close)));
            }
        }
        if !self.is_at_end() {
            return self.refuse("the end, after the closing bracket");
        }
        Ok(members)
    }

    fn member(&mut self) -> Reading<Member> {
        if self.eat_dots() {
            return Ok(Member::OrBefore(self.date(Place::InSet)?));
        }
        match self.peek() {
            Some(b'[' | b'{') => return self.refuse("a date: sets do not nest"),
            Some(b',' | b']' | b'}') => return self.refuse("a date: a set has no empty member"),
            _ => {}
        }
        let begun = self.at;
        let first = self.date(Place::InSet)?;
        if !self.eat_dots() {
            return match self.peek() {
                None | Some(b',' | b']' | b'}') => Ok(Member::One(first)),
                Some(b'/') => self.refuse("a comma or the closing bracket: no intervals in a set"),
                Some(_) => self.refuse_after(&first, Place::InSet),
            };
        }
        if matches!(self.peek(), None | Some(b',' | b']' | b'}')) {
            return Ok(Member::OrAfter(first));
        }
        if !first.is_plain() {
            return self.refuse_at(
                begun,
                "a plain year, month or day where a range begins (no ?, ~, %, X, S or season)",
            );
        }
        let second = self.at;
        let last = self.date(Place::InSet)?;
        if !last.is_plain() {
            return self.refuse_at(
                second,
                "a plain year, month or day where a range ends (no ?, ~, %, X, S or season)",
            );
        }
        if (first.month.is_some(), first.day.is_some())
            != (last.month.is_some(), last.day.is_some())
        {
            return self.refuse_at(second, "a date as precise as the one before the dots");
        }
        if is_before(&last, &first) {
            return self.refuse_at(second, "an end of the range that is not before its start");
        }
        match self.peek() {
            None | Some(b',' | b']' | b'}') => Ok(Member::Range(first, last)),
            Some(b'.') => self.refuse(Place::InSet.end()),
            Some(_) => self.refuse_after(&last, Place::InSet),
        }
    }

    // Dates (A.4.2, A.5.2 to A.5.5, A.6.2 to A.6.4, A.6.6, A.6.7).

    fn qualifier(&mut self) -> Option<Qualifier> {
        let (uncertain, approximate) = match self.peek()? {
            b'?' => (true, false),
            b'~' => (false, true),
            b'%' => (true, true),
            _ => return None,
        };
        self.at += 1;
        Some(Qualifier {
            uncertain,
            approximate,
        })
    }

    /// A qualifier on the left: of this component alone (8.2.3).
    fn own_qualifier(&mut self) -> Qualifier {
        let own = self.qualifier();
        if own.is_some() {
            self.needs(2);
        }
        own.unwrap_or_default()
    }

    fn date(&mut self, place: Place) -> Reading<Date> {
        let mut date = Date {
            year: Year::Four {
                negative: false,
                digits: [None; 4],
            },
            significant: None,
            year_qualifier: self.own_qualifier(),
            month: None,
            day: None,
        };
        if self.eat(b'Y') {
            self.long_year(&mut date)?;
        } else {
            self.four_digit_year(&mut date)?;
        }
        let group = self.qualifier();
        date.year_qualifier = date.year_qualifier.and(group.unwrap_or_default());
        self.needs(u8::from(group.is_some()));
        if self.peek() == Some(b'-') {
            if matches!(date.year, Year::Long(_)) || date.significant.is_some() {
                return self.refuse_after(&date, place);
            }
            self.at += 1;
            if group.is_some() {
                self.needs(2);
            }
            self.month(&mut date)?;
            if self.peek() == Some(b'-') {
                if date.grouping().is_some() {
                    return self.refuse_after(&date, place);
                }
                self.at += 1;
                self.day(&mut date)?;
            }
        }
        self.needs(date.level_of_unspecified());
        Ok(date)
    }

    fn four_digit_year(&mut self, date: &mut Date) -> Reading<()> {
        let begun = self.at;
        let negative = self.eat(b'-');
        let mut digits = [None; 4];
        for (place, digit) in digits.iter_mut().enumerate() {
            *digit = match self.peek() {
                Some(sign @ b'0'..=b'9') => Some(sign - b'0'),
                Some(b'X') => None,
                _ if place == 0 => {
                    return self.refuse(if negative {
                        "a year of four digits after the minus sign"
                    } else {
                        "a date: a year of four digits, or Y and a longer one"
                    });
                }
                _ => return self.refuse("a year of four digits, X where one is unknown"),
            };
            self.at += 1;
        }
        if negative {
            self.needs(1);
            if digits == [Some(0); 4] {
                return self.refuse_at(begun, "a year: year zero is 0000, the one before it -0001");
            }
        }
        if self.peek().is_some_and(|sign| sign.is_ascii_digit()) {
            return self
                .refuse("a hyphen, or the end of the year: longer ones begin with Y, as Y12345");
        }
        date.year = Year::Four { negative, digits };
        if self.peek() == Some(b'S') {
            if digits.contains(&None) {
                return self.refuse("no S after a year with X: one of the two");
            }
            date.significant = Some(self.significant(4)?);
        }
        Ok(())
    }

    /// A whole number from 1 on without leading zeros; held at the end of
    /// `u64`.
    fn number(&mut self, expected: &str) -> Reading<u64> {
        let begun = self.at;
        let mut number: u64 = 0;
        while let Some(sign @ b'0'..=b'9') = self.peek() {
            number = number
                .saturating_mul(10)
                .saturating_add(u64::from(sign - b'0'));
            self.at += 1;
        }
        if self.at == begun || self.signs.get(begun) == Some(&b'0') {
            return self.refuse_at(begun, expected);
        }
        Ok(number)
    }

    /// `S` and how many digits are meant (4.4.3, 4.7.4).
    fn significant(&mut self, length: u64) -> Reading<u64> {
        self.at += 1;
        self.needs(2);
        let begun = self.at;
        let expected = || format!("a number of significant digits from 1 to {length}");
        let digits = self.number(&expected())?;
        if digits > length {
            return self.refuse_at(begun, expected());
        }
        Ok(digits)
    }

    /// After `Y` (4.7.2 to 4.7.4).
    fn long_year(&mut self, date: &mut Date) -> Reading<()> {
        let negative = self.eat(b'-');
        self.needs(1);
        let begun = self.at;
        while self.peek().is_some_and(|sign| sign.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = self.signs.get(begun..self.at).unwrap_or_default();
        if digits.is_empty() {
            return self.refuse("the digits of a year after Y");
        }
        if digits.first() == Some(&b'0') {
            return self.refuse_at(begun, "a year without leading zeros after Y");
        }
        let digits: String = digits.iter().copied().map(char::from).collect();
        let exponent = if self.eat(b'E') {
            self.needs(2);
            self.number("a power of ten from 1 on, without leading zeros")?
        } else {
            0
        };
        let long = LongYear {
            negative,
            digits: digits.into(),
            exponent,
        };
        if long.length() < 5 {
            if self
                .peek()
                .is_some_and(|sign| sign.is_ascii_alphabetic() && sign != b'S')
            {
                return self.refuse("more digits of the year, or E and a power of ten");
            }
            return self.refuse_at(
                begun,
                "a year beyond 9999 after Y: shorter ones are written with four digits",
            );
        }
        if self.peek() == Some(b'S') {
            date.significant = Some(self.significant(long.length())?);
        }
        date.year = Year::Long(long);
        Ok(())
    }

    fn two_digits(&mut self, expected: &str) -> Reading<[Option<u8>; 2]> {
        let mut digits = [None; 2];
        for digit in &mut digits {
            *digit = match self.peek() {
                Some(sign @ b'0'..=b'9') => Some(sign - b'0'),
                Some(b'X') => None,
                _ => return self.refuse(expected),
            };
            self.at += 1;
        }
        Ok(digits)
    }

    fn month(&mut self, date: &mut Date) -> Reading<()> {
        let own = self.own_qualifier();
        let begun = self.at;
        let digits = self.two_digits("a month of two digits")?;
        let group = self.qualifier();
        date.year_qualifier = date.year_qualifier.and(group.unwrap_or_default());
        self.needs(u8::from(group.is_some()));
        if group.is_some() && self.peek() == Some(b'-') {
            self.needs(2);
        }
        let month = Part {
            digits,
            qualifier: own.and(group.unwrap_or_default()),
        };
        date.month = Some(month);
        match month.value() {
            Some(1..=12) => {}
            Some(21..=24) => self.needs(1),
            Some(25..=41) => self.needs(2),
            Some(_) => {
                return self.refuse_at(
                    begun,
                    "a month from 01 to 12, or 21 to 41 for a season or part of the year",
                );
            }
            None if month.choices(12).next().is_some() => {}
            None => {
                return self.refuse_at(begun, "digits that a month from 01 to 12 can have");
            }
        }
        Ok(())
    }

    fn day(&mut self, date: &mut Date) -> Reading<()> {
        let own = self.own_qualifier();
        let begun = self.at;
        let digits = self.two_digits("a day of two digits")?;
        let group = self.qualifier().unwrap_or_default();
        self.needs(u8::from(group.is_some()));
        date.year_qualifier = date.year_qualifier.and(group);
        if let Some(month) = &mut date.month {
            month.qualifier = month.qualifier.and(group);
        }
        date.day = Some(Part {
            digits,
            qualifier: own.and(group),
        });
        let first = date.year.find(true, |year| date.day_in(year, true));
        if first.is_none() {
            let last = date.longest_month();
            return self.refuse_at(begun, format!("a day from 01 to {last}"));
        }
        Ok(())
    }
}
