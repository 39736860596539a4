//! What is wrong in a file, collected by byte and listed by line and column.

use std::collections::HashSet;

use super::json_value::{JsonMember, JsonSlice, JsonType};
use super::pointer::tokens;
use super::problem::{Code, Problem, Severity};

/// How many problems of one file are listed.
pub const MAX_LISTED_PROBLEMS: usize = 10_000;

/// How many bytes the paths and messages of listed problems may have. Ten
/// thousand that repeat a long key would fill the memory too.
pub const MAX_LISTED_BYTES: usize = 64 << 20;

/// A problem and the byte of the file where it is.
#[derive(Debug)]
struct Diagnostic {
    offset: usize,
    /// Without line and column.
    problem: Problem,
}

/// What the parser found wrong in one file. The list is limited, because a file
/// may have a thousand million wrong entries.
#[derive(Debug, Default)]
pub(super) struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The bytes of the paths and messages in the list.
    bytes: usize,
    unlisted: usize,
    /// Whether any problem that is not listed is an error.
    hides_error: bool,
    unread_fields: HashSet<String>,
}

/// Diagnostics in the order of the file.
#[derive(Debug, Default)]
pub(super) struct SortedDiagnostics {
    pub(super) problems: Vec<Problem>,
    pub(super) unlisted: usize,
    pub(super) unread_fields: HashSet<String>,
}

impl Diagnostics {
    /// Adds a problem.
    pub(super) fn add(&mut self, offset: usize, problem: impl FnOnce() -> Problem) {
        let problem = problem();
        let bytes = problem.path.len() + problem.message.len();
        if self.has_room_for(bytes) {
            self.list.push(Diagnostic { offset, problem });
            self.bytes += bytes;
        } else {
            self.count_unlisted(problem.severity);
        }
    }

    /// Whether a problem is listed whose path and message have so many bytes.
    pub(super) fn has_room_for(&self, bytes: usize) -> bool {
        self.list.len() < MAX_LISTED_PROBLEMS
            && self.bytes.saturating_add(bytes) <= MAX_LISTED_BYTES
    }

    /// Counts a problem that is not listed.
    pub(super) fn count_unlisted(&mut self, severity: Severity) {
        self.unlisted += 1;
        self.hides_error |= severity == Severity::Error;
    }

    /// Records that the value of a field, given its JSON Pointer, is reported and
    /// not used.
    pub(super) fn mark_unread(&mut self, pointer: String) {
        if self.unread_fields.len() < MAX_LISTED_PROBLEMS {
            self.unread_fields.insert(pointer);
        }
    }

    /// Adds all of other diagnostics.
    pub(super) fn append(&mut self, other: Self) {
        self.list.extend(other.list);
        self.bytes += other.bytes;
        self.unlisted += other.unlisted;
        self.hides_error |= other.hides_error;
        self.unread_fields.extend(other.unread_fields);
    }

    /// Sorts the problems by their place in the text, and gives each its line and
    /// column.
    pub(super) fn sorted(mut self, text: &str) -> SortedDiagnostics {
        self.list.sort_by_key(|diagnostic| diagnostic.offset);
        let rest = self
            .list
            .split_off(self.list.len().min(MAX_LISTED_PROBLEMS));
        for diagnostic in rest {
            self.count_unlisted(diagnostic.problem.severity);
        }
        let mut cursor = LineCursor::new(text);
        let mut problems: Vec<Problem> = self
            .list
            .into_iter()
            .map(|diagnostic| {
                let (line, column) = cursor.move_to(diagnostic.offset);
                Problem {
                    line: Some(line),
                    column: Some(column),
                    ..diagnostic.problem
                }
            })
            .collect();
        problems.extend(more_problems(self.unlisted, self.hides_error));
        SortedDiagnostics {
            problems,
            unlisted: self.unlisted,
            unread_fields: self.unread_fields,
        }
    }
}

/// The problem that stands for those that are not listed, if there are any. It is
/// an error only if one of them is: warnings alone, however many, leave a file
/// usable.
pub(super) fn more_problems(unlisted: usize, hides_error: bool) -> Option<Problem> {
    let severity = if hides_error {
        Severity::Error
    } else {
        Severity::Warning
    };
    (unlisted > 0).then(|| Problem {
        severity,
        ..Problem::new(
            Code::MoreProblems,
            "",
            format!("{unlisted} more problems are not listed."),
        )
    })
}

/// The line and column of a byte of a text, both from 1.
pub(super) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    LineCursor::new(text).move_to(offset)
}

/// Walks through a text once, forward, and counts lines and columns.
struct LineCursor<'t> {
    rest: std::str::CharIndices<'t>,
    line: usize,
    column: usize,
}

impl<'t> LineCursor<'t> {
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

/// Gives problems without line and column those of the values that their paths
/// lead to. A problem whose path leads nowhere stays as it is.
pub fn locate_problems(bytes: &[u8], problems: &mut [Problem]) {
    locate(bytes, problems, |values, problem| {
        values.follow(&problem.path)
    });
}

/// Does the same, but a path that leads nowhere is shortened until it leads to a
/// value: a problem about a missing field is at the object without it.
pub(super) fn locate_problems_or_parents(bytes: &[u8], problems: &mut [Problem]) {
    locate(bytes, problems, |values, problem| {
        loop {
            let found = values.follow(&problem.path);
            if found.is_some() {
                return found;
            }
            let parent = problem.path.rfind('/')?;
            problem.path.truncate(parent);
        }
    });
}

fn locate<'b>(
    bytes: &'b [u8],
    problems: &mut [Problem],
    mut offset_of: impl FnMut(&mut OpenedValues<'b>, &mut Problem) -> Option<usize>,
) {
    let has_no_place = |problem: &Problem| problem.line.is_none() && !problem.path.is_empty();
    if !problems.iter().any(has_no_place) {
        return;
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Ok(root) = JsonSlice::of_text(text) else {
        return;
    };
    let mut placeless: Vec<&mut Problem> = problems
        .iter_mut()
        .filter(|one| has_no_place(one))
        .collect();
    // Those below one value follow one another, so that it is opened once.
    placeless.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
    let mut values = OpenedValues {
        root,
        levels: Vec::new(),
    };
    let mut places: Vec<(usize, &mut Problem)> = placeless
        .into_iter()
        .filter_map(|problem| Some((offset_of(&mut values, problem)?, problem)))
        .collect();
    places.sort_by_key(|(offset, _)| *offset);
    let mut cursor = LineCursor::new(text);
    for (offset, problem) in places {
        let (line, column) = cursor.move_to(offset);
        problem.line = Some(line);
        problem.column = Some(column);
    }
}

/// The values on the way to the place that was looked up last, with their
/// members or elements.
struct OpenedValues<'t> {
    root: JsonSlice<'t>,
    levels: Vec<OpenedValue<'t>>,
}

/// An opened value, and the token of a pointer that led on from it.
struct OpenedValue<'t> {
    children: Children<'t>,
    next: Option<(String, JsonSlice<'t>)>,
}

enum Children<'t> {
    Elements(Vec<JsonSlice<'t>>),
    /// Sorted by key; of repeated keys the first in the text comes first.
    Members(Vec<JsonMember<'t>>),
}

impl OpenedValues<'_> {
    /// The offset of the value that a pointer leads to. The part that it shares
    /// with the previous pointer is not opened again.
    fn follow(&mut self, pointer: &str) -> Option<usize> {
        let mut value = self.root;
        for (depth, token) in tokens(pointer).enumerate() {
            let next = self.levels.get(depth).and_then(|level| level.next.as_ref());
            if let Some((_, next)) = next.filter(|(known, _)| *known == token) {
                value = *next;
                continue;
            }
            let children = match self.levels.drain(depth..).next() {
                Some(level) => level.children,
                None => Children::of(value)?,
            };
            let found = children.get(&token);
            // The value stays open wherever the pointer leads.
            let next = found.map(|next| (token, next));
            self.levels.push(OpenedValue { children, next });
            value = found?;
        }
        Some(value.offset)
    }
}

impl<'t> Children<'t> {
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
    fn a_path_gets_its_line_and_column_and_a_wrong_one_none() {
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
    fn a_long_list_with_many_problems_is_opened_once() {
        // Opening it for each of them would take hours.
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
    fn a_path_leads_to_the_first_of_repeated_keys_and_to_empty_keys() {
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
    fn problems_beyond_the_limit_are_counted_with_their_severity() {
        for (listed, unlisted, severity) in [
            (Code::WrongType, Code::WrongType, Severity::Error),
            (Code::InvalidColor, Code::InvalidColor, Severity::Warning),
            (Code::InvalidColor, Code::WrongType, Severity::Error),
            (Code::WrongType, Code::InvalidColor, Severity::Warning),
        ] {
            let mut diagnostics = Diagnostics::default();
            for offset in 0..MAX_LISTED_PROBLEMS {
                diagnostics.add(offset, || Problem::new(listed, "", ""));
            }
            let mut more = Diagnostics::default();
            for offset in 0..5 {
                let offset = MAX_LISTED_PROBLEMS + offset;
                more.add(offset, || Problem::new(unlisted, "", ""));
            }
            diagnostics.append(more);
            let problems = diagnostics.sorted("").problems;
            assert_eq!(problems.len(), MAX_LISTED_PROBLEMS + 1);
            let last = &problems[MAX_LISTED_PROBLEMS];
            assert_eq!(last.message, "5 more problems are not listed.");
            assert_eq!((last.code, last.severity), ("more-problems", severity));
        }
    }
}
