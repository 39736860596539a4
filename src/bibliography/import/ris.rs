//! RIS: a tag and a value a line, from `TY` to `ER`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::fields::{CslBuilder, date, issued_date, month, name};
use super::imported::{ImportProblem, ParsedFile, ParsedRecord};
use crate::language::Message;

/// The most values of a record.
const MAX_VALUES: usize = 10_000;

/// The tags of one record.
struct RisRecord {
    line: usize,
    kind: String,
    fields: Vec<(String, String)>,
}

/// Parses the records of a text.
pub(super) fn read(text: &str) -> ParsedFile {
    let mut parsed = ParsedFile::default();
    let mut open: Option<RisRecord> = None;
    // Each unknown tag is reported once: databases repeat it in every record.
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for (line, written) in (1..).zip(text.lines()) {
        match (tag(written), &mut open) {
            (Some(("TY", kind)), _) => {
                if let Some(record) = open.take() {
                    parsed.problems.push(
                        ImportProblem::new(line, Message::new("import-no-end"))
                            .with_hint("import-end-hint"),
                    );
                    parsed.add_ris(&record);
                }
                open = Some(RisRecord {
                    line,
                    kind: kind.to_uppercase(),
                    fields: Vec::new(),
                });
            }
            (Some(("ER", _)), Some(_)) => {
                if let Some(record) = open.take() {
                    parsed.add_ris(&record);
                }
            }
            (Some((tag, value)), Some(record)) => {
                if !is_known(tag) {
                    unknown.entry(tag.to_owned()).or_insert(line);
                }
                if record.fields.len() < MAX_VALUES {
                    record.fields.push((tag.to_owned(), value.to_owned()));
                }
            }
            (Some((tag, _)), None) => parsed.problems.push(
                ImportProblem::new(line, Message::new("import-outside").with("tag", tag))
                    .with_hint("import-outside-hint"),
            ),
            // A value can continue on further lines.
            (None, Some(record)) if !written.trim().is_empty() => match record.fields.last_mut() {
                Some((_, value)) if value.len() < 1 << 20 => {
                    value.push(' ');
                    value.push_str(written.trim());
                }
                _ => parsed.problems.push(no_tag(line)),
            },
            (None, None) if !written.trim().is_empty() => parsed.problems.push(no_tag(line)),
            (None, _) => {}
        }
    }
    if let Some(record) = open {
        parsed.problems.push(
            ImportProblem::new(record.line, Message::new("import-no-last-end"))
                .with_hint("import-end-hint"),
        );
        parsed.add_ris(&record);
    }
    for (tag, line) in unknown {
        parsed.problems.push(ImportProblem::new(
            line,
            Message::new("import-unknown-tag").with("tag", tag),
        ));
    }
    parsed
}

fn no_tag(line: usize) -> ImportProblem {
    ImportProblem::new(line, Message::new("import-no-tag")).with_hint("import-no-tag-hint")
}

/// The tag and the value of "AU  - Smith, J."; one space before the hyphen is
/// enough.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.trim_start().split_at_checked(2)?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let spaced = rest.trim_start_matches(' ');
    let value = spaced.strip_prefix('-')?;
    let spaces = rest.len() - spaced.len();
    let ends = value.is_empty() || value.starts_with([' ', '\t']);
    (is_tag && (1..=2).contains(&spaces) && ends).then(|| (tag, value.trim()))
}

/// Whether a tag is converted, or is known and has no data of the source.
fn is_known(tag: &str) -> bool {
    const CONVERTED: &str = "AU A1 A2 A3 A4 ED TI T1 CT T2 BT JO JF J1 J2 JA T3 ST PY Y1 DA Y2 VL IS \
        SP EP PB CY PP UR LK DO SN ET AB N2 N1 KW LA M1 M3 ID LB DB DP SE NV CN";
    const IGNORED: &str = "AD AN AV C1 C2 C3 C4 C5 C6 C7 C8 CA L1 L2 L3 L4 M2 OP RI RN RP SV TA TT \
        U1 U2 U3 U4 U5 VO";
    let has = |tags: &str| tags.split(' ').any(|known| known == tag);
    has(CONVERTED) || has(IGNORED)
}

impl ParsedFile {
    fn add_ris(&mut self, record: &RisRecord) {
        let kind = kind(&record.kind).unwrap_or_else(|| {
            let problem = Message::new("import-unknown-type").with("type", &record.kind);
            self.problems.push(ImportProblem::new(record.line, problem));
            "document"
        });
        let csl = csl(record, kind);
        if csl.0.len() < 2 {
            let problem = ImportProblem::new(record.line, Message::new("import-empty-record"));
            self.problems.push(problem);
            return;
        }
        self.records.push(ParsedRecord {
            line: record.line,
            key: record.first(&["ID", "LB"]).map(str::to_owned),
            csl: csl.0,
        });
    }
}

impl RisRecord {
    /// The first value of the first of these tags that has one.
    fn first(&self, tags: &[&str]) -> Option<&str> {
        tags.iter().find_map(|tag| self.all(tag).into_iter().next())
    }

    fn all(&self, tag: &str) -> Vec<&str> {
        let has_tag = |(of, value): &&(String, String)| of == tag && !value.is_empty();
        let values = self.fields.iter().filter(has_tag);
        values.map(|(_, value)| value.as_str()).collect()
    }
}

fn csl(record: &RisRecord, kind: &str) -> CslBuilder {
    let mut csl = CslBuilder::default();
    csl.text("type", kind);
    // `BT` is the title of a book; for a chapter, that of its book.
    let is_book = kind == "book";
    let titles: &[&str] = if is_book {
        &["TI", "T1", "CT", "BT"]
    } else {
        &["TI", "T1", "CT"]
    };
    let containers: &[&str] = match kind {
        "book" => &[],
        "chapter" => &["T2", "BT"],
        _ => &["JF", "JO", "T2", "BT", "J1", "JA", "J2"],
    };
    let number = match kind {
        "article-journal" | "article-magazine" | "article-newspaper" => "issue",
        _ => "number",
    };
    let serial = match kind {
        "book" | "chapter" => "ISBN",
        _ => "ISSN",
    };
    let series: &[&str] = if is_book { &["T3", "T2"] } else { &["T3"] };
    for (key, tags) in [
        ("title", titles),
        ("container-title", containers),
        ("container-title-short", &["JA", "J2"]),
        ("collection-title", series),
        ("title-short", &["ST"]),
        ("volume", &["VL"]),
        (number, &["IS"]),
        ("number", &["M1"]),
        ("publisher", &["PB"]),
        ("publisher-place", &["CY", "PP"]),
        ("URL", &["UR", "LK"]),
        (serial, &["SN"]),
        ("edition", &["ET"]),
        ("abstract", &["AB", "N2"]),
        ("language", &["LA"]),
        ("genre", &["M3"]),
        ("source", &["DP", "DB"]),
        ("section", &["SE"]),
        ("number-of-volumes", &["NV"]),
        ("call-number", &["CN"]),
    ] {
        if let Some(value) = record.first(tags) {
            csl.text(key, value);
        }
    }
    if let Some(doi) = record.first(&["DO"]) {
        csl.doi(doi);
    }
    for (key, tags) in [
        ("author", &["AU", "A1"][..]),
        ("editor", &["ED", "A2"]),
        ("collection-editor", &["A3"]),
        ("translator", &["A4"]),
    ] {
        for tag in tags {
            for name in record.all(tag).into_iter().filter_map(name) {
                csl.name(key, name);
            }
        }
    }
    for (key, tag, joint) in [("keyword", "KW", ", "), ("note", "N1", "\n")] {
        let values = record.all(tag);
        if !values.is_empty() {
            csl.text(key, &values.join(joint));
        }
    }
    let page = match (record.first(&["SP"]), record.first(&["EP"])) {
        (Some(first), Some(last)) if first != last && !first.contains(['-', '–']) => {
            format!("{first}-{last}")
        }
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    };
    csl.text("page", &page);
    for (key, date) in [
        ("issued", issued(record)),
        ("accessed", record.first(&["Y2"]).and_then(ris_date)),
    ] {
        if let Some(date) = date {
            csl.0.insert(key.to_owned(), date);
        }
    }
    csl
}

/// The date of `PY` or `Y1`, or of `DA` if that is more precise or the only one.
fn issued(record: &RisRecord) -> Option<Value> {
    let year = record.first(&["PY", "Y1"]).and_then(ris_date);
    let day = record.first(&["DA"]).and_then(ris_date);
    let parts = |date: &Option<Value>| {
        let date = date.as_ref()?.pointer("/date-parts/0")?.as_array()?;
        Some((date.first()?.clone(), date.len()))
    };
    match (parts(&year), parts(&day)) {
        (Some((one, short)), Some((other, long))) if one == other && long > short => day,
        _ => year.or(day),
    }
}

/// "2020/05/03/Spring": a year, then a month, a day and a season, each of which
/// can be empty; or another date.
fn ris_date(text: &str) -> Option<Value> {
    let mut parts = text.split('/').map(str::trim);
    let year = parts.next().unwrap_or_default();
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return date(text);
    }
    let month = parts.next().and_then(month);
    let day = parts.next().and_then(|day| day.parse().ok());
    let rest = parts.next().filter(|rest| !rest.is_empty());
    match (month, rest) {
        (None, Some(rest)) => Some(json!({ "raw": format!("{rest} {year}") })),
        _ => issued_date(year, month, day),
    }
}

/// The CSL type of a type of RIS.
fn kind(written: &str) -> Option<&'static str> {
    Some(match written {
        "JOUR" | "EJOUR" | "JFULL" | "ABST" => "article-journal",
        "MGZN" => "article-magazine",
        "NEWS" => "article-newspaper",
        "BOOK" | "EBOOK" | "EDBOOK" | "CLSWK" | "SER" => "book",
        "CHAP" | "ECHAP" => "chapter",
        "CONF" | "CPAPER" => "paper-conference",
        "RPRT" | "GOVDOC" => "report",
        "THES" => "thesis",
        "ELEC" | "WEB" => "webpage",
        "BLOG" => "post-weblog",
        "ENCYC" => "entry-encyclopedia",
        "DICT" => "entry-dictionary",
        "PAT" => "patent",
        "STAND" => "standard",
        "STAT" | "LEGAL" => "legislation",
        "BILL" | "UNBILL" => "bill",
        "CASE" => "legal_case",
        "HEAR" => "hearing",
        "MAP" => "map",
        "MPCT" | "VIDEO" => "motion_picture",
        "SOUND" | "MUSIC" => "song",
        "DATA" | "DBASE" | "AGGR" => "dataset",
        "COMP" => "software",
        "UNPB" | "INPR" | "MANSCPT" => "manuscript",
        "ICOMM" | "PCOMM" => "personal_communication",
        "PAMP" => "pamphlet",
        "ART" | "SLIDE" => "graphic",
        "FIGURE" | "CHART" | "EQUA" => "figure",
        "GEN" | "ANCIENT" | "CTLG" | "MULTI" => "document",
        _ => return None,
    })
}
