//! A timeline together with what is known of its file.

use std::collections::{HashMap, HashSet};

use super::diagnostics::{MAX_LISTED_PROBLEMS, locate_problems_or_parents, more_problems};
use super::positions::Positions;
use super::problem::{Code, Problem};
use crate::model::{Basis, Dating, Event, Index, Source, Timeline, WrittenDate};

/// A timeline and what reading its file showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadedTimeline {
    /// The timeline, as far as it can be used.
    pub timeline: Timeline,
    /// What is wrong, in the order of the file. If not all problems are listed,
    /// the last one says how many more there are.
    pub problems: Vec<Problem>,
    /// How many problems are not listed.
    pub unlisted_problems: usize,
    /// The position of every entry of the timeline in the file.
    pub positions: Positions,
    /// The `file` of every source that leaves the timeline's folder. The
    /// timeline does not have them; a folder that the user names may.
    pub refused_files: Vec<(Index<Source>, String)>,
    /// JSON Pointers of fields that are missing or could not be used. Each is
    /// reported in `problems`.
    pub unread_fields: HashSet<String>,
    /// The basis that the file gives an event whose basis in the timeline is
    /// another: there an event has a basis exactly if it has a date.
    pub written_bases: HashMap<Index<Event>, Option<Basis>>,
    /// Citations of passages that do not exist. The timeline does not have
    /// them, but their dates are checked.
    pub left_out_citations: Vec<LeftOutCitation>,
}

/// A citation of a passage that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutCitation {
    /// Its JSON Pointer.
    pub pointer: String,
    /// Its date.
    pub date: Option<WrittenDate>,
    /// How the date is known.
    pub dating: Dating,
}

impl LoadedTimeline {
    /// Adds problems that were found after reading, and errors that were found
    /// and not listed. `bytes` are those of the file. A problem whose path leads
    /// to no value is moved to the nearest enclosing one.
    pub fn add_problems(&mut self, bytes: &[u8], mut problems: Vec<Problem>, unlisted: usize) {
        if problems.is_empty() && unlisted == 0 {
            return;
        }
        locate_problems_or_parents(bytes, &mut problems);
        let is_summary = |last: &mut Problem| last.code == Code::MoreProblems.name();
        let summary = self.problems.pop_if(is_summary);
        let mut hides_error = unlisted > 0 || summary.is_some_and(|it| it.is_error());
        self.problems.append(&mut problems);
        self.problems.sort_by_key(|problem| {
            let line = problem.line.unwrap_or(usize::MAX);
            (line, problem.column.unwrap_or(usize::MAX))
        });
        let listed = self.problems.len().min(MAX_LISTED_PROBLEMS);
        let rest = self.problems.split_off(listed);
        hides_error |= rest.iter().any(Problem::is_error);
        self.unlisted_problems += unlisted + rest.len();
        self.problems
            .extend(more_problems(self.unlisted_problems, hides_error));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{Severity, read};

    fn problem(code: Code, path: &str) -> Problem {
        Problem::new(code, path, "")
    }

    #[test]
    fn an_added_problem_takes_its_place_in_the_order_of_the_file() {
        let text = b"{\"annals\": 1,\n\"title\": 1,\n\"events\": [\n{\"id\": \"e\"}]}";
        let mut loaded = read(text).unwrap();
        let places = |loaded: &LoadedTimeline| -> Vec<(String, Option<usize>)> {
            let problems = loaded.problems.iter();
            problems.map(|one| (one.path.clone(), one.line)).collect()
        };
        let before = places(&loaded);
        assert_eq!(before.len(), 3, "{before:?}");
        let added = vec![
            problem(Code::OrderCircle, "/events/0/dating/basis"),
            problem(Code::InvalidDate, "/annals"),
        ];
        loaded.add_problems(text, added, 0);
        let after = places(&loaded);
        assert_eq!(after[0], ("/annals".to_owned(), Some(1)));
        assert_eq!(after[4], ("/events/0".to_owned(), Some(4)));
    }

    #[test]
    fn added_problems_beyond_the_limit_are_counted() {
        let text = b"{\"annals\": 1, \"title\": 1}";
        for (code, unlisted, count, severity) in [
            (Code::InvalidColor, 0, 1, Severity::Warning),
            (Code::InvalidColor, 5, 6, Severity::Error),
        ] {
            let mut loaded = read(text).unwrap();
            let added = vec![problem(code, "/title"); MAX_LISTED_PROBLEMS];
            loaded.add_problems(text, added, unlisted);
            assert_eq!(loaded.problems.len(), MAX_LISTED_PROBLEMS + 1);
            let last = loaded.problems.last().unwrap();
            assert_eq!(
                last.message,
                format!("{count} more problems are not listed.")
            );
            assert_eq!(last.severity, severity);
            loaded.add_problems(text, vec![problem(code, "/title")], 0);
            assert_eq!(loaded.unlisted_problems, count + 1);
            assert_eq!(loaded.problems.len(), MAX_LISTED_PROBLEMS + 1);
        }
    }
}
