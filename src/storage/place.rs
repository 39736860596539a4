//! Places in a text: bytes become lines and columns.

use super::pointer::tokens;
use super::problem::{Code, Problem, Severity};
use super::syntax::{Member, Raw, Type};

/// A problem that is known by the byte where it stands.
#[derive(Debug)]
pub(super) struct Finding {
    /// Where it stands.
    pub(super) offset: usize,
    /// The problem, as yet without line and column.
    pub(super) problem: Problem,
}

/// What was found in one file, up to a limit: a file of a thousand million
/// wrong entries must not fill the memory with complaints.
#[derive(Debug, Default)]
pub(super) struct Findings {
    list: Vec<Finding>,
    unlisted: usize,
    /// Whether an error is among them.
    hides_error: bool,
}

impl Findings {
    /// How many problems of one file are listed.
    const LIMIT: usize = 10_000;

    /// Notes one.
    pub(super) fn add(&mut self, offset: usize, problem: impl FnOnce() -> Problem) {
        let finding = Finding {
            offset,
            problem: problem(),
        };
        if self.list.len() < Self::LIMIT {
            self.list.push(finding);
        } else {
            self.leave_out(&finding);
        }
    }

    fn leave_out(&mut self, finding: &Finding) {
        self.unlisted += 1;
        self.hides_error |= finding.problem.is_error();
    }

    /// Takes in what was found elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        self.list.extend(other.list);
        self.unlisted += other.unlisted;
        self.hides_error |= other.hides_error;
    }

    /// The same where every one is listed; `None` where some are not, as which
    /// of them are depends on the order in which they were found.
    pub(super) fn placed_if_all(self, text: &str) -> Option<Vec<Problem>> {
        (self.unlisted == 0 && self.list.len() <= Self::LIMIT).then(|| self.placed(text))
    }

    /// The problems in the order of the text, each with its line and column.
    pub(super) fn placed(mut self, text: &str) -> Vec<Problem> {
        self.list.sort_by_key(|finding| finding.offset);
        let rest = self.list.split_off(self.list.len().min(Self::LIMIT));
        for finding in rest {
            self.leave_out(&finding);
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
pub fn locate(bytes: &[u8], problems: &mut [Problem]) {
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
    let Ok(root) = Raw::of_text(text) else {
        return;
    };
    let mut opened = Opened::new(root);
    let mut places: Vec<(usize, &mut Problem)> = problems
        .iter_mut()
        .filter(|problem| is_lost(problem))
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

/// The root's members, and the elements of the lists that were asked for.
struct Opened<'t> {
    members: Vec<(Member<'t>, Option<Vec<Raw<'t>>>)>,
}

impl<'t> Opened<'t> {
    fn new(root: Raw<'t>) -> Self {
        let members = root.members().unwrap_or_default();
        Self {
            members: members.into_iter().map(|member| (member, None)).collect(),
        }
    }

    /// The place that a pointer leads to. Lists at the top are opened once,
    /// however many pointers lead into them.
    fn follow(&mut self, pointer: &str) -> Option<usize> {
        let mut tokens = tokens(pointer);
        let first = tokens.next()?;
        let (member, elements) = self
            .members
            .iter_mut()
            .find(|(member, _)| member.key == *first)?;
        let mut value = member.value;
        if value.kind() == Type::Array
            && let Some(position) = tokens.next()
        {
            let elements = elements.get_or_insert_with(|| elements_of(value));
            value = *elements.get(position.parse::<usize>().ok()?)?;
        }
        for token in tokens {
            value = match value.kind() {
                Type::Array => *elements_of(value).get(token.parse::<usize>().ok()?)?,
                _ => {
                    value
                        .members()?
                        .into_iter()
                        .find(|member| member.key == *token)?
                        .value
                }
            };
        }
        Some(value.offset)
    }
}

fn elements_of(list: Raw<'_>) -> Vec<Raw<'_>> {
    let mut elements = Vec::new();
    list.each_element(|_, element| elements.push(element));
    elements
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
        locate(text.as_bytes(), &mut problems);
        let places: Vec<_> = problems.iter().map(|p| p.line.zip(p.column)).collect();
        assert_eq!(places, [Some((3, 12)), Some((2, 13)), None, None, None]);
    }

    #[test]
    fn complaints_end_somewhere_and_those_left_out_weigh_what_they_weigh() {
        for (listed, left_out, severity) in [
            (Code::WrongType, Code::WrongType, Severity::Error),
            (Code::InvalidColor, Code::InvalidColor, Severity::Warning),
            (Code::InvalidColor, Code::WrongType, Severity::Error),
            (Code::WrongType, Code::InvalidColor, Severity::Warning),
        ] {
            let mut findings = Findings::default();
            for offset in 0..Findings::LIMIT {
                findings.add(offset, || Problem::new(listed, "", ""));
            }
            let mut more = Findings::default();
            for offset in 0..5 {
                let offset = Findings::LIMIT + offset;
                more.add(offset, || Problem::new(left_out, "", ""));
            }
            findings.append(more);
            let problems = findings.placed("");
            assert_eq!(problems.len(), Findings::LIMIT + 1);
            let last = &problems[Findings::LIMIT];
            assert_eq!(last.message, "5 more problems are not listed.");
            assert_eq!((last.code, last.severity), ("more-problems", severity));
        }
    }
}
