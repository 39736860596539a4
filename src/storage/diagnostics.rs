//! Places in a text: bytes become lines and columns.

use super::json_value::{JsonSlice, JsonType, Member};
use super::pointer::tokens;
use super::problem::{Code, Problem, Severity};

/// A problem that is known by the byte where it stands.
#[derive(Debug)]
pub(super) struct Diagnostic {
    /// Where it stands.
    pub(super) offset: usize,
    /// The problem, as yet without line and column.
    pub(super) problem: Problem,
}

/// What was found in one file, up to a limit: a file of a thousand million
/// wrong entries must not fill the memory with complaints.
#[derive(Debug, Default)]
pub(super) struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The bytes of their paths and messages.
    bytes: usize,
    unlisted: usize,
    /// Whether an error is among them.
    hides_error: bool,
}

impl Diagnostics {
    /// How many problems of one file are listed.
    const LIMIT: usize = 10_000;

    /// How many bytes their paths and messages have: ten thousand that repeat a
    /// long key would fill the memory too.
    const MOST_BYTES: usize = 64 << 20;

    /// Notes one.
    pub(super) fn add(&mut self, offset: usize, problem: impl FnOnce() -> Problem) {
        let finding = Diagnostic {
            offset,
            problem: problem(),
        };
        let bytes = finding.problem.path.len() + finding.problem.message.len();
        if self.has_room_for(bytes) {
            self.list.push(finding);
            self.bytes += bytes;
        } else {
            self.leave_out(finding.problem.severity);
        }
    }

    /// Whether a problem would be listed whose path and message have so many
    /// bytes.
    pub(super) fn has_room_for(&self, bytes: usize) -> bool {
        self.list.len() < Self::LIMIT && self.bytes.saturating_add(bytes) <= Self::MOST_BYTES
    }

    /// Counts one that is not listed.
    pub(super) fn leave_out(&mut self, severity: Severity) {
        self.unlisted += 1;
        self.hides_error |= severity == Severity::Error;
    }

    /// Takes in what was found elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        self.list.extend(other.list);
        self.bytes += other.bytes;
        self.unlisted += other.unlisted;
        self.hides_error |= other.hides_error;
    }

    /// The problems in the order of the text, each with its line and column.
    pub(super) fn placed(mut self, text: &str) -> Vec<Problem> {
        self.list.sort_by_key(|finding| finding.offset);
        let rest = self.list.split_off(self.list.len().min(Self::LIMIT));
        for finding in rest {
            self.leave_out(finding.problem.severity);
        }
        let mut cursor = Cursor::new(text);
        let mut problems: Vec<Problem> = self
            .list
            .into_iter()
            .map(|finding| {
                let (line, column) = cursor.move_to(finding.offset);
                Problem {
                    line: Some(line),
                    column: Some(column),
                    ..finding.problem
                }
            })
            .collect();
        if self.unlisted > 0 {
            let more = Problem::new(
                Code::MoreProblems,
                "",
                format!("{} more problems are not listed.", self.unlisted),
            );
            problems.push(Problem {
                // It weighs as much as the heaviest of them: warnings alone,
                // however many, leave a file fine.
                severity: if self.hides_error {
                    Severity::Error
                } else {
                    Severity::Warning
                },
                ..more
            });
        }
        problems
    }
}

/// Line and column of one byte of a text.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    Cursor::new(text).move_to(offset)
}

/// Walks a text once, forwards, and counts lines and columns on the way.
struct Cursor<'t> {
    rest: std::str::CharIndices<'t>,
    line: usize,
    column: usize,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            rest: text.char_indices(),
            line: 1,
            column: 1,
        }
    }

    fn move_to(&mut self, offset: usize) -> (usize, usize) {
        while self.rest.offset() < offset {
            match self.rest.next() {
                Some((_, '\n')) => {
                    self.line += 1;
                    self.column = 1;
                }
                Some(_) => self.column += 1,
                None => break,
            }
        }
        (self.line, self.column)
    }
}

/// Gives lines and columns to problems that were found outside the file's
/// text: each stands where its path leads, or stays without a place.
pub fn locate_problems(bytes: &[u8], problems: &mut [Problem]) {
    let is_lost = |problem: &Problem| problem.line.is_none() && !problem.path.is_empty();
    if !problems.iter().any(is_lost) {
        return;
    }
    let Some(text) = std::str::from_utf8(bytes)
        .ok()
        .map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
    else {
        return;
    };
    let Ok(root) = JsonSlice::of_text(text) else {
        return;
    };
    let mut lost: Vec<&mut Problem> = problems.iter_mut().filter(|p| is_lost(p)).collect();
    // Those below one value follow one another, so that it is opened once.
    lost.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
    let mut opened = Opened {
        root,
        levels: Vec::new(),
    };
    let mut places: Vec<(usize, &mut Problem)> = lost
        .into_iter()
        .filter_map(|problem| Some((opened.follow(&problem.path)?, problem)))
        .collect();
    places.sort_by_key(|(offset, _)| *offset);
    let mut cursor = Cursor::new(text);
    for (offset, problem) in places {
        let (line, column) = cursor.move_to(offset);
        problem.line = Some(line);
        problem.column = Some(column);
    }
}

/// The values on the way to the place that was asked for last, each with what it
/// holds.
struct Opened<'t> {
    root: JsonSlice<'t>,
    levels: Vec<Level<'t>>,
}

/// A value that was opened, and where a token of a pointer led on from it.
struct Level<'t> {
    inside: Inside<'t>,
    led: Option<(String, JsonSlice<'t>)>,
}

enum Inside<'t> {
    Elements(Vec<JsonSlice<'t>>),
    /// In the order of the keys; of double ones the first in the text is first.
    Members(Vec<Member<'t>>),
}

impl Opened<'_> {
    /// The place that a pointer leads to. What it shares with the pointer that
    /// was followed before is not opened again.
    fn follow(&mut self, pointer: &str) -> Option<usize> {
        let mut value = self.root;
        for (depth, token) in tokens(pointer).enumerate() {
            let led = self.levels.get(depth).and_then(|level| level.led.as_ref());
            if let Some((_, next)) = led.filter(|(known, _)| *known == token) {
                value = *next;
                continue;
            }
            let inside = match self.levels.drain(depth..).next() {
                Some(level) => level.inside,
                None => Inside::of(value)?,
            };
            let found = inside.get(&token);
            // What was opened stays so, wherever the pointer leads.
            let led = found.map(|next| (token, next));
            self.levels.push(Level { inside, led });
            value = found?;
        }
        Some(value.offset)
    }
}

impl<'t> Inside<'t> {
    fn of(value: JsonSlice<'t>) -> Option<Self> {
        if value.kind() == JsonType::Array {
            let mut elements = Vec::new();
            value.each_element(|_, element| elements.push(element));
            return Some(Self::Elements(elements));
        }
        let mut members = value.members()?;
        members.sort_by(|a, b| a.key.cmp(&b.key));
        Some(Self::Members(members))
    }

    fn get(&self, token: &str) -> Option<JsonSlice<'t>> {
        match self {
            Self::Elements(elements) => elements.get(token.parse::<usize>().ok()?).copied(),
            Self::Members(members) => {
                let first = members.partition_point(|member| *member.key < *token);
                let member = members.get(first).filter(|member| member.key == token);
                member.map(|member| member.value)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points_from_one() {
        let text = "{\n  \"ភ្នំ\": 1,\r\n  \"b\": 2\n}";
        for (needle, place) in [("{", (1, 1)), ("1", (2, 11)), ("2", (3, 8)), ("}", (4, 1))] {
            assert_eq!(
                line_and_column(text, text.find(needle).unwrap()),
                place,
                "{needle}"
            );
        }
        assert_eq!(line_and_column(text, 1_000), (4, 2));
    }

    #[test]
    fn a_path_leads_to_its_place_and_a_wrong_one_nowhere() {
        let text = "\u{feff}{\"sources\": [\n {\"sha256\": 1},\n {\"é\": [0, 7]}]}";
        let problem = |path: &str| Problem::new(Code::DigestMismatch, path, "");
        let mut problems = [
            problem("/sources/1/é/1"),
            problem("/sources/0/sha256"),
            problem("/sources/7"),
            problem("/sources/0/file"),
            problem(""),
        ];
        locate_problems(text.as_bytes(), &mut problems);
        let places: Vec<_> = problems.iter().map(|p| p.line.zip(p.column)).collect();
        assert_eq!(places, [Some((3, 12)), Some((2, 13)), None, None, None]);
    }

    #[test]
    fn a_long_list_below_an_entry_is_opened_once_for_all_that_is_wrong_in_it() {
        // To open it for each of them takes hours.
        let filler = "x".repeat(100);
        let citations = vec![format!("{{\"date\":\"1958\",\"note\":\"{filler}\"}}"); 20_000];
        let text = format!(
            "{{\"events\":[{{}},\n{{\"citations\":[\n{}]}}]}}",
            citations.join(",\n")
        );
        let mut problems: Vec<Problem> = (0..20_000)
            .rev()
            .map(|number| format!("/events/1/citations/{number}/date"))
            .chain([
                "/events/1/citations/x/date".to_owned(),
                "/events/1".to_owned(),
            ])
            .map(|path| Problem::new(Code::StatedDateUnsupported, path, ""))
            .collect();
        locate_problems(text.as_bytes(), &mut problems);
        for (number, problem) in (0..20_000).rev().zip(&problems) {
            assert_eq!(problem.line.zip(problem.column), Some((number + 3, 9)));
        }
        let last: Vec<_> = problems.iter().skip(20_000).map(|p| p.line).collect();
        assert_eq!(last, [None, Some(2)]);
    }

    #[test]
    fn the_first_of_double_keys_is_the_place_and_an_empty_key_is_one() {
        let text = r#"{"b": 0, "a": {"": [1], "k": 2, "k": 3}, "": 4}"#;
        let paths = ["/a/k", "/a/k/x", "/a/", "/a//0", "/a//1", "/", "/c", "/a"];
        let mut problems = paths.map(|path| Problem::new(Code::WrongType, path, ""));
        locate_problems(text.as_bytes(), &mut problems);
        let places = problems.iter().map(|problem| {
            let column = problem.column?;
            text.get(column - 1..column)
        });
        let places: Vec<Option<&str>> = places.collect();
        let expected = ["2", "", "[", "1", "", "4", "", "{"];
        let expected = expected.map(|place| Some(place).filter(|place| !place.is_empty()));
        assert_eq!(places, expected);
    }

    #[test]
    fn complaints_end_somewhere_and_those_left_out_weigh_what_they_weigh() {
        for (listed, left_out, severity) in [
            (Code::WrongType, Code::WrongType, Severity::Error),
            (Code::InvalidColor, Code::InvalidColor, Severity::Warning),
            (Code::InvalidColor, Code::WrongType, Severity::Error),
            (Code::WrongType, Code::InvalidColor, Severity::Warning),
        ] {
            let mut diagnostics = Diagnostics::default();
            for offset in 0..Diagnostics::LIMIT {
                diagnostics.add(offset, || Problem::new(listed, "", ""));
            }
            let mut more = Diagnostics::default();
            for offset in 0..5 {
                let offset = Diagnostics::LIMIT + offset;
                more.add(offset, || Problem::new(left_out, "", ""));
            }
            diagnostics.append(more);
            let problems = diagnostics.placed("");
            assert_eq!(problems.len(), Diagnostics::LIMIT + 1);
            let last = &problems[Diagnostics::LIMIT];
            assert_eq!(last.message, "5 more problems are not listed.");
            assert_eq!((last.code, last.severity), ("more-problems", severity));
        }
    }
}
