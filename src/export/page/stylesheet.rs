//! The page's style sheet: paper and ink, light and dark, screen and paper.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::context::PageContext;
use crate::figure::{Theme, event_anchor};
use crate::model::Color;

/// Lengths in rem and ch, so that a reader's own size of text holds.
const RULES: &str = "
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 \"Source Sans 3\",\"Noto Sans Khmer\",system-ui,sans-serif;
overflow-wrap:anywhere}
a{color:var(--focus)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
.skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:1rem;background:var(--panel);padding:.5rem 1rem;z-index:2}
h1{font:400 1.875rem/1.2 \"Source Serif 4\",\"Noto Sans Khmer\",Charter,Georgia,serif;margin:0 0 .375rem}
h2{font-size:.9375rem;font-weight:600;color:var(--muted);margin:1.5rem 0 .625rem}
h3{font:600 1.25rem/1.3 \"Source Sans 3\",\"Noto Sans Khmer\",system-ui,sans-serif;margin:0 0 .25rem}
p{margin:0 0 .375rem}
.opening,main,footer{padding:1.25rem 1.5rem}
.about{max-width:46rem}
.counts,.facts,.order,.reason,.digest,.footnote{color:var(--muted);font-size:.875rem}
fieldset{border:0;margin:0 0 .5rem;padding:0;display:flex;gap:.25rem 1rem;align-items:baseline;font-size:.875rem}
legend{float:left;color:var(--muted);padding:0}
label{display:flex;gap:.375rem;align-items:center;min-height:1.5rem;cursor:pointer}
input{accent-color:var(--ink);margin:0}
.plot{display:none;overflow-x:auto;padding:.25rem .25rem .625rem;border:1px solid var(--line);border-radius:.375rem;background:var(--paper)}
.plot svg{display:block}
.zoom-0{display:block;max-width:72.6rem}
.plot text{white-space:pre}
.zoom-0 svg{width:100%;height:auto;min-width:40rem;max-width:72rem}
section:has(#zoom-1:checked) .zoom-0,section:has(#zoom-2:checked) .zoom-0{display:none}
section:has(#zoom-1:checked) .zoom-1,section:has(#zoom-2:checked) .zoom-2{display:block}
.mark,.cluster{cursor:pointer;text-decoration:none}
.mark:hover,.cluster:hover{filter:brightness(.9)}
.mark:focus-visible,.cluster:focus-visible{outline:2px solid var(--focus);outline-offset:1px}
.shelf ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.375rem}
.chip{display:inline-block;padding:.125rem .5rem;border:1px solid var(--line);border-left:3px solid var(--lane,var(--muted));
border-radius:.25rem;color:var(--ink);text-decoration:none;font-size:.875rem;background:var(--panel)}
.chip:hover{border-color:var(--muted)}
article{padding:1rem 1.125rem;margin:0 0 1rem;background:var(--panel);border:1px solid var(--line);border-radius:.375rem;
border-left:4px solid var(--lane,var(--muted));scroll-margin-top:1rem}
article:target{outline:2px solid var(--ink);outline-offset:-1px}
.date{font-weight:600}
.note{font-size:.875rem;padding:.375rem .625rem;background:var(--band);border-radius:.25rem}
.nothing,.disputes,.missing,.ambiguous{color:var(--bad)}
.drifted{color:var(--warning)}
.state.exact,.state.normalised{color:var(--good)}
.state{font-size:.8125rem}
.stance{font-weight:600;font-size:.875rem}
.quotation{margin:.875rem 0 0;padding:0 0 0 .875rem;border-left:3px solid var(--lane,var(--muted))}
blockquote{margin:0 0 .375rem}
blockquote p{font:1.0625rem/1.55 \"Source Serif 4\",\"Noto Sans Khmer\",Charter,Georgia,serif;margin:0}
.place{font-weight:600;font-size:.875rem}
figcaption p{margin:0 0 .125rem}
.steps{display:flex;gap:1rem;font-size:.875rem;margin-top:.75rem}
.steps a:last-child{margin-left:auto}
footer{border-top:1px solid var(--line);font-size:.9375rem}
.sources{list-style:none;padding:0;margin:0}.sources li{margin:0 0 .875rem}.sources p{margin:0}
.id{font-size:.8125rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.125rem 1rem;margin:0}dt{color:var(--muted)}dd{margin:0}
@media(min-width:72rem){
body{display:grid;grid-template-columns:minmax(0,1fr) 31rem;grid-template-rows:auto 1fr}
.opening{grid-row:1/span 2;position:sticky;top:0;max-height:100vh;overflow-y:auto;align-self:start;border-right:1px solid var(--line)}
}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
body{display:block;background:#fff;font-size:10pt}
.opening{position:static;max-height:none;border:0}
.opening,main,footer{padding:0 0 .5rem}
.skip,fieldset,.shelf,.steps{display:none}
.plot{display:none!important;overflow:visible;border:0}.plot.zoom-0{display:block!important}.zoom-0 svg{min-width:0}
article{border:0;border-top:1px solid var(--line);border-radius:0;padding:.75rem 0;background:none}
article:target{outline:0}
.quotation,h2,h3,.date{break-inside:avoid}h2,h3,.date{break-after:avoid}
@page{margin:18mm 16mm}
}
";

/// Marks of so many events at most show which event is read: each takes a rule
/// of its own.
const MAX_HIGHLIGHTED_EVENTS: usize = 2_000;

/// The whole sheet, beginning with its fonts.
pub(super) fn stylesheet(context: &PageContext<'_, '_>, fonts: &str) -> String {
    let (light, dark) = (colors(context, Theme::Light), colors(context, Theme::Dark));
    let mut sheet = format!(
        "\n{fonts}:root{{color-scheme:light dark;{light}}}\n\
         @media(prefers-color-scheme:dark){{:root{{{dark}}}}}\n@media print{{:root{{{light}}}}}\n"
    );
    for lane in 0..=context.request.timeline.lanes.len() {
        let _ = writeln!(sheet, ".lane-{lane}{{--lane:var(--lane-{lane})}}");
    }
    sheet.push_str(RULES);
    let events = &context.content.events;
    if !events.is_empty() && events.len() <= MAX_HIGHLIGHTED_EVENTS {
        let lit = events.iter().map(|entry| {
            let anchor = event_anchor(context.request.timeline, entry.index);
            format!("body:has(#{anchor}:target) [href=\"#{anchor}\"]")
        });
        let lit: Vec<String> = lit.collect();
        let _ = writeln!(
            sheet,
            ":is({}):is(.mark,.chip){{outline:2px solid var(--ink);outline-offset:1px}}",
            lit.join(",")
        );
    }
    sheet
}

/// Every colour of a theme, as custom properties.
fn colors(context: &PageContext<'_, '_>, theme: Theme) -> String {
    let palette = theme.palette();
    let mut colors: BTreeMap<String, Color> = [
        ("--paper", palette.paper),
        ("--band", palette.band),
        ("--panel", palette.panel),
        ("--ink", palette.ink),
        ("--muted", palette.muted),
        ("--line", palette.line),
        ("--good", palette.good),
        ("--warning", palette.warning),
        ("--bad", palette.bad),
        ("--focus", palette.focus),
    ]
    .map(|(name, color)| (name.to_owned(), color))
    .into();
    let timeline = context.request.timeline;
    for lane in 0..=timeline.lanes.len() {
        colors.insert(format!("--lane-{lane}"), palette.lane(timeline, lane));
    }
    let pictures = context.pictures.iter();
    for (name, light, dark) in pictures.flat_map(|picture| &picture.colors) {
        let color = match theme {
            Theme::Light | Theme::Print => light,
            Theme::Dark => dark,
        };
        colors.insert(name.clone(), *color);
    }
    let mut properties = String::new();
    for (name, Color { red, green, blue }) in colors {
        let _ = write!(properties, "{name}:#{red:02x}{green:02x}{blue:02x};");
    }
    properties
}
