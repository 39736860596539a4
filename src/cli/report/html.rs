//! The report as a page that stands alone: no script, nothing fetched, fit for
//! paper, light and dark.

use super::content::Report;
use super::facts::{SourceFacts, StateCounts};
use super::html_table::lines;
use super::wording::{copy_in_words, limit_in_words, verdict};
use crate::bibliography::Style;
use crate::cli::terminal::counted;
use crate::export::{field, html, id};
use crate::model::visible_line;
use annals_anchor::AnchorState;

/// Sizes in rem and ch, so that a reader's own text size holds.
const LOOK: &str = "
:root{color-scheme:light dark;--paper:#fbf9f4;--ink:#23211d;--soft:#625d53;--rule:#d9d3c5;--well:#f2eee4;
--bad:#9a2c1f;--bad-well:#fbe6e0;--good:#2c6142;--add:#dcefdd;--del:#f8dcd6}
@media(prefers-color-scheme:dark){:root{--paper:#191815;--ink:#e9e4d8;--soft:#a9a294;--rule:#3b3831;--well:#23211d;
--bad:#f0a090;--bad-well:#3d211c;--good:#96cfa9;--add:#1f3b27;--del:#4a2620}}
*{box-sizing:border-box}
a{color:inherit}
body{margin:0 auto;padding:2.5rem 1.5rem 4rem;max-width:76rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,\"Source Sans 3\",\"Segoe UI\",sans-serif;overflow-wrap:anywhere}
h1{font:600 2rem/1.2 \"Source Serif 4\",Charter,Georgia,serif;margin:0 0 .25rem}
h2{font-size:1.125rem;margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid var(--rule)}
.kind{margin:0 0 .25rem;color:var(--soft);font-size:.875rem}
.verdict{margin:1.25rem 0;padding:.75rem 1rem;background:var(--well);border-left:4px solid var(--good);font-size:1.0625rem}
.verdict.astray{border-color:var(--bad)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.125rem 1.25rem;margin:0}
dt{color:var(--soft)}dd{margin:0}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding-bottom:.375rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--rule)}
tbody th{font-weight:400}tbody th b,.total th{font-weight:600}
.tight{white-space:nowrap}
thead th{color:var(--soft);font-weight:600;font-size:.8125rem;white-space:nowrap}
.count{text-align:right;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
.lines{table-layout:fixed;min-width:44rem}
.lines .no{width:3rem}.lines .words{width:48%}.lines .stand{width:11rem}
tbody tr.event th{padding-top:1.75rem;font-weight:400;border-bottom:2px solid var(--rule)}
.title{display:block;font:600 1.1875rem/1.3 \"Source Serif 4\",Charter,Georgia,serif}
blockquote{margin:0 0 .5rem;font:1.0625rem/1.55 \"Source Serif 4\",Charter,Georgia,serif}
.change{margin:.25rem 0 .5rem;padding:.5rem .75rem;background:var(--well);font-family:\"Source Serif 4\",Charter,Georgia,serif}
.change b{display:block;font:600 .8125rem/1.5 system-ui,sans-serif;color:var(--soft)}
del{background:var(--del);text-decoration:line-through;text-decoration-thickness:.1em}
ins{background:var(--add);text-decoration:underline;text-decoration-thickness:.1em}
p{margin:0 0 .375rem}.soft{color:var(--soft);font-size:.875rem}
.id{font:.9em ui-monospace,\"DejaVu Sans Mono\",Menlo,Consolas,monospace}
.state{display:inline-block;padding:0 .5rem;border:1px solid var(--soft);border-radius:1rem;font-weight:600}
.state.good{color:var(--good);border-color:var(--good)}
.state.bad{color:var(--bad);border-color:var(--bad);background:var(--bad-well)}
.state.unavailable{border-style:dashed;color:var(--soft)}
.sign{margin-top:1.25rem;padding:1rem 1rem 1.25rem;border:1px solid var(--rule);break-inside:avoid}
.sign p{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:1.25rem 0 0}
.sign p:first-child{margin-top:0}
.blank{flex:1 1 10rem;border-bottom:1px solid var(--ink);height:1.5rem}
@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--well:#f4f4f4;--bad:#7a1d12;--bad-well:#fff;--good:#1e4a31;--add:#e6f2e6;--del:#f8e4e0}
body{max-width:none;padding:0;font-size:10pt}.lines{min-width:0}.scroll{overflow:visible}
tr{break-inside:avoid}tr.event,h2{break-after:avoid}thead{display:table-header-group}@page{margin:16mm 14mm}}
";

/// The whole page.
pub(super) fn page(report: &Report<'_>) -> String {
    let title = match report.title.trim() {
        "" => report.file.name.as_str(),
        title => title,
    };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Provenance report: {}</title>\n<style>{LOOK}</style>\n</head>\n<body>\n\
         <header>\n<p class=\"kind\">Provenance report</p>\n<h1>{}</h1>\n{}</header>\n<main>\n",
        html(&visible_line(title)),
        field(title),
        header(report),
    );
    page.push_str(&summary(report));
    page.push_str(&sign_off());
    page.push_str(&sources(report));
    page.push_str(&problems(report));
    page.push_str(&lines(report));
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn header(report: &Report<'_>) -> String {
    let style = report.options.style.parse::<Style>().unwrap_or_default();
    let rows = [
        ("File", id(&report.file.name)),
        ("SHA-256", id(&report.file.sha256)),
        ("Checked", html(report.checked_at)),
        ("By", html(report.program)),
        ("Citation style", html(style.title())),
        ("Quotation limit", html(&limit_in_words(report))),
    ];
    listed(
        rows.map(|(label, value)| (label.to_owned(), value))
            .as_slice(),
    )
}

fn listed(rows: &[(String, String)]) -> String {
    let rows = rows.iter();
    let rows: Vec<String> = rows
        .map(|(label, value)| format!("<dt>{label}</dt><dd>{value}</dd>\n"))
        .collect();
    format!("<dl>\n{}</dl>\n", rows.concat())
}

fn summary(report: &Report<'_>) -> String {
    let summary = &report.summary;
    let class = if summary.states.astray() + summary.errors > 0 {
        "verdict astray"
    } else {
        "verdict"
    };
    let of_which = |count: usize, what: &str| match count {
        0 => String::new(),
        count => format!(", {count} {what}"),
    };
    let rows = [
        (
            "Events",
            format!(
                "{}{}{}",
                summary.events,
                of_which(summary.undated_events, "undated"),
                of_which(summary.events_without_citations, "without a citation")
            ),
        ),
        ("Citations", summary.citations.to_string()),
        (
            "Passages",
            format!(
                "{}{}",
                summary.passages,
                of_which(summary.uncited_passages, "cited by no event")
            ),
        ),
        (
            "Problems of the file",
            format!(
                "{}, {}",
                counted(summary.errors, "error", "errors"),
                counted(summary.warnings, "warning", "warnings")
            ),
        ),
    ];
    let rows = rows.map(|(label, value)| (label.to_owned(), value));
    format!(
        "<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n\
         <p class=\"{class}\">{}</p>\n{}</section>\n",
        html(&verdict(report)),
        listed(&rows)
    )
}

fn sign_off() -> String {
    "<section class=\"sign\" aria-label=\"Sign-off\">\n\
     <p>Checked by <span class=\"blank\"></span> on <span class=\"blank\"></span></p>\n\
     <p>Remarks <span class=\"blank\"></span></p>\n</section>\n"
        .to_owned()
}

fn sources(report: &Report<'_>) -> String {
    let mut head = String::new();
    for state in AnchorState::ALL {
        head.push_str("<th scope=\"col\" class=\"count\">");
        head.push_str(state.name());
        head.push_str("</th>");
    }
    let rows: String = report.sources.iter().map(source_row).collect();
    format!(
        "<section aria-labelledby=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n\
         <div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"sources\"><table>\n\
         <caption>The passages of each source, counted by how they stand in the copy at hand</caption>\n\
         <thead><tr><th scope=\"col\">Source</th><th scope=\"col\" class=\"count\">passages</th>{head}</tr></thead>\n\
         <tbody>\n{rows}{}</tbody>\n</table></div>\n</section>\n",
        total_row(report),
    )
}

fn counts(states: &StateCounts) -> String {
    let cells = states.all();
    let cells = cells.iter().map(|count| match count {
        0 => "<td class=\"count soft\">0</td>".to_owned(),
        count => format!("<td class=\"count\">{count}</td>"),
    });
    cells.collect()
}

fn total_row(report: &Report<'_>) -> String {
    format!(
        "<tr class=\"total\"><th scope=\"row\">Together</th><td class=\"count\">{}</td>{}</tr>\n",
        report.summary.passages,
        counts(&report.summary.states)
    )
}

fn source_row(source: &SourceFacts<'_>) -> String {
    let (recorded, found) = (
        source.recorded_sha256.as_deref(),
        source.found_sha256.as_deref(),
    );
    let mut copy = vec![copy_in_words(recorded, found).to_owned()];
    copy.extend(
        source
            .file
            .as_deref()
            .map(|file| format!("file {}", id(file))),
    );
    copy.extend(
        source
            .extractor
            .as_deref()
            .map(|extractor| format!("read by {}", field(extractor))),
    );
    if let Some(recorded) = &source.recorded_extractor {
        copy.push(format!("recorded extractor {}", field(recorded)));
    }
    if source.words_cut > 0 {
        copy.push(format!(
            "{} quoted, {} cut",
            counted(source.words_quoted, "word", "words"),
            source.words_cut
        ));
    } else {
        copy.push(format!(
            "{} quoted",
            counted(source.words_quoted, "word", "words")
        ));
    }
    let digests = if recorded == found {
        recorded.map(|digest| format!("<p class=\"soft\">SHA-256 {}</p>", id(digest)))
    } else {
        let none = || "none".to_owned();
        Some(format!(
            "<p class=\"soft\">SHA-256 recorded {}<br>SHA-256 found {}</p>",
            recorded.map_or_else(none, id),
            found.map_or_else(none, id)
        ))
    };
    format!(
        "<tr><th scope=\"row\"><p><b>{}</b> {}</p><p class=\"soft\">{}</p>{}</th><td class=\"count\">{}</td>{}</tr>\n",
        id(source.id),
        field(&source.entry),
        copy.join(" · "),
        digests.unwrap_or_default(),
        source.passages,
        counts(&source.states)
    )
}

fn problems(report: &Report<'_>) -> String {
    if report.problems.is_empty() {
        return String::new();
    }
    let rows = report.problems.iter().map(|problem| {
        let place = match (problem.line, problem.column) {
            (Some(line), Some(column)) => format!("{line}:{column}"),
            _ => String::new(),
        };
        format!(
            "<tr><td class=\"tight\">{}</td><td class=\"tight\">{}</td><td>{}</td><td class=\"tight\">{place}</td></tr>\n",
            problem.severity,
            id(problem.code),
            field(&problem.message),
        )
    });
    format!(
        "<section aria-labelledby=\"problems\">\n<h2 id=\"problems\">Problems of the file</h2>\n\
         <table>\n<thead><tr><th scope=\"col\">Weight</th><th scope=\"col\">Code</th>\
         <th scope=\"col\">What is wrong</th><th scope=\"col\">Line</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n</section>\n",
        rows.collect::<String>()
    )
}
