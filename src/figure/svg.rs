//! Writes a figure as SVG 1.1 (Second Edition), with text as text.
//!
//! Nothing from a timeline can become markup: every text and attribute is escaped. The
//! only references are to gradients and clips of the same file, to events of the same
//! page, and to fonts that are embedded in the file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::display_item::{DisplayItem, TextLine};
use super::font_subset::{UsedCharacters, font_faces};
use super::fonts::{Face, Fonts};
use super::shaping::is_right_to_left;
use super::sheet::Figure;
use crate::layout::{Area, Fill, Geometry, Point, Shape};
use crate::model::Color;
use crate::theme::{ColorRole, Theme};

impl Figure {
    /// The figure as an SVG file with its fonts embedded.
    #[must_use]
    pub fn svg(&self) -> String {
        svg(self, SvgTarget::File)
    }
}

/// Where an SVG is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SvgTarget {
    /// In a file of its own, with embedded fonts.
    File,
    /// In a page that has the fonts and defines the colours. The number distinguishes the
    /// figures of one page.
    Page(usize),
}

/// Writes a figure.
pub(super) fn svg(figure: &Figure, target: SvgTarget) -> String {
    let mut writer = SvgWriter {
        figure,
        target,
        body: String::new(),
        fades: BTreeMap::new(),
        defs: String::new(),
        clips: 0,
        open: Vec::new(),
        used: UsedCharacters::default(),
    };
    for item in &figure.items {
        writer.item(item);
    }
    while let Some(end) = writer.open.pop() {
        writer.body.push_str(end);
    }
    writer.finish()
}

/// The CSS custom properties that an SVG for a page uses, each with its colour in the light
/// and in the dark theme.
pub(super) fn properties(figure: &Figure) -> Vec<(String, Color, Color)> {
    let mut roles = BTreeSet::new();
    for item in &figure.items {
        match item {
            DisplayItem::Shape(shape) => roles.extend(shape.fills().map(|fill| fill.role)),
            DisplayItem::Text(text) => drop(roles.insert(text.style.role)),
            DisplayItem::Clip(_) | DisplayItem::Event { .. } | DisplayItem::End => {}
        }
    }
    let color = |role, theme| figure.color(role, theme);
    roles
        .into_iter()
        .map(|role| {
            let name = format!("--{}", role.css_property());
            (name, color(role, Theme::Light), color(role, Theme::Dark))
        })
        .collect()
}

struct SvgWriter<'f> {
    figure: &'f Figure,
    target: SvgTarget,
    body: String,
    /// Numbers of the gradients by their markup.
    fades: BTreeMap<String, usize>,
    defs: String,
    clips: usize,
    /// End tags of the open elements.
    open: Vec<&'static str>,
    used: UsedCharacters,
}

impl SvgWriter<'_> {
    fn finish(self) -> String {
        let figure = self.figure;
        let (width, height) = figure.size;
        let (shown_width, shown_height) = figure.size();
        let mut svg = String::with_capacity(self.body.len() + 4_096);
        let size = format!(
            "width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\"",
            format_length(shown_width),
            format_length(shown_height),
            format_length(width),
            format_length(height)
        );
        let language = escaped(&figure.language);
        let (declaration, root_attributes) = match self.target {
            SvgTarget::File => (
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                format!("role=\"img\" xml:lang=\"{language}\""),
            ),
            SvgTarget::Page(_) => ("", "role=\"group\"".to_owned()),
        };
        let (title, description) = (escaped(&figure.title), escaped(&figure.description));
        let _ = write!(
            svg,
            "{declaration}<svg xmlns=\"http://www.w3.org/2000/svg\" {size} {root_attributes} xml:space=\"preserve\">\n<title>{title}</title>\n<desc>{description}</desc>\n"
        );
        if self.target == SvgTarget::File {
            let faces = font_faces(&figure.fonts, &self.used);
            let _ = writeln!(svg, "<style>\ntext{{white-space:pre}}\n{faces}</style>");
        }
        if !self.defs.is_empty() {
            let _ = writeln!(svg, "<defs>\n{}</defs>", self.defs);
        }
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        svg
    }

    fn item(&mut self, item: &DisplayItem) {
        match item {
            DisplayItem::Shape(shape) => self.shape(shape),
            DisplayItem::Text(text) => self.text(text),
            DisplayItem::Clip(area) => {
                self.clips += 1;
                let id = self.id("c", self.clips);
                let _ = writeln!(
                    self.defs,
                    "<clipPath id=\"{id}\"><rect{}/></clipPath>",
                    area_attributes(*area)
                );
                let _ = writeln!(self.body, "<g clip-path=\"url(#{id})\">");
                self.open.push("</g>\n");
            }
            DisplayItem::Event {
                fragment_id,
                label,
                is_cluster,
            } => self.event(fragment_id, label, *is_cluster),
            DisplayItem::End => {
                if let Some(end) = self.open.pop() {
                    self.body.push_str(end);
                }
            }
        }
    }

    fn shape(&mut self, shape: &Shape) {
        let element = match &shape.geometry {
            Geometry::Rect { area, rounding } if *rounding > 0.0 => {
                let area = area_attributes(*area);
                format!("rect{area} rx=\"{}\"", format_length(*rounding))
            }
            Geometry::Rect { area, .. } => format!("rect{}", area_attributes(*area)),
            Geometry::Line(points) => path(points, false),
            Geometry::Polygon(points) => path(points, true),
            Geometry::Between { left, right } => path(left.iter().chain(right.iter().rev()), true),
            Geometry::Circle { center, radius } => {
                let (x, y, radius) = (
                    format_length(center.x),
                    format_length(center.y),
                    format_length(*radius),
                );
                format!("circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"")
            }
        };
        let _ = write!(self.body, "<{element}");
        match (shape.fill, shape.fade_to) {
            (None, _) => self.body.push_str(" fill=\"none\""),
            (Some(fill), None) => {
                let color = self.color(fill.role);
                let _ = write!(self.body, " fill=\"{color}\"");
                self.opacity("fill-opacity", fill);
            }
            (Some(from), Some(to)) => {
                let fade = self.fade(from, to);
                let _ = write!(self.body, " fill=\"url(#{fade})\"");
            }
        }
        if let Some(stroke) = shape.stroke {
            let color = self.color(stroke.fill.role);
            let width = format_length(stroke.width);
            let _ = write!(self.body, " stroke=\"{color}\" stroke-width=\"{width}\"");
            self.opacity("stroke-opacity", stroke.fill);
            if let Some((on, off)) = stroke.dash {
                let (on, off) = (format_length(on), format_length(off));
                let _ = write!(self.body, " stroke-dasharray=\"{on} {off}\"");
            }
        }
        self.body.push_str("/>\n");
    }

    fn opacity(&mut self, attribute: &str, fill: Fill) {
        if fill.opacity < 1.0 {
            let opacity = format_length(fill.opacity);
            let _ = write!(self.body, " {attribute}=\"{opacity}\"");
        }
    }

    fn event(&mut self, fragment_id: &str, label: &str, is_cluster: bool) {
        let label = escaped(label);
        match self.target {
            SvgTarget::Page(_) => {
                let class = if is_cluster { "cluster" } else { "mark" };
                let _ = writeln!(
                    self.body,
                    "<a href=\"#{fragment_id}\" class=\"{class}\" aria-label=\"{label}\">"
                );
                self.open.push("</a>\n");
            }
            SvgTarget::File => {
                let _ = writeln!(self.body, "<g><title>{label}</title>");
                self.open.push("</g>\n");
            }
        }
    }

    /// The id of a gradient or a clip, unique in its page.
    fn id(&self, letter: &str, number: usize) -> String {
        match self.target {
            SvgTarget::Page(figure) => format!("figure-{figure}-{letter}{number}"),
            SvgTarget::File => format!("{letter}{number}"),
        }
    }

    fn fade(&mut self, from: Fill, to: Fill) -> String {
        let mut stops = String::new();
        for (offset, fill) in [(0, from), (1, to)] {
            let color = self.color(fill.role);
            let _ = write!(stops, "<stop offset=\"{offset}\" stop-color=\"{color}\"");
            if fill.opacity < 1.0 {
                let _ = write!(stops, " stop-opacity=\"{}\"", format_length(fill.opacity));
            }
            stops.push_str("/>");
        }
        let next = self.fades.len() + 1;
        let known = self.fades.get(&stops).copied();
        let id = self.id("f", known.unwrap_or(next));
        if known.is_none() {
            let _ = writeln!(
                self.defs,
                "<linearGradient id=\"{id}\">{stops}</linearGradient>"
            );
            self.fades.insert(stops, next);
        }
        id
    }

    fn color(&self, role: ColorRole) -> String {
        match self.target {
            SvgTarget::Page(_) => format!("var(--{})", role.css_property()),
            SvgTarget::File => {
                let color = self.figure.color(role, self.figure.theme);
                format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
            }
        }
    }

    fn text(&mut self, text: &TextLine) {
        let fonts = &self.figure.fonts;
        let face = text.style.face;
        let runs = fonts.font_runs(&text.text, face);
        let chain = fonts.chain(face);
        let first = runs.first().map(|run| run.font);
        let own = first.or(chain.first().copied()).unwrap_or(0);
        let (x, y) = (format_length(text.at.x), format_length(text.at.y));
        let color = self.color(text.style.role);
        let size = format_length(text.size);
        let style = Self::font(fonts, own, face);
        let _ = write!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\"{style} font-size=\"{size}\" fill=\"{color}\" unicode-bidi=\"isolate\""
        );
        if text.reads_upwards {
            let _ = write!(self.body, " transform=\"rotate(-90 {x} {y})\"");
        }
        let is_rtl = is_right_to_left(&text.text);
        if is_rtl {
            // The end of right-to-left text is its left side.
            self.body.push_str(" direction=\"rtl\" text-anchor=\"end\"");
        }
        self.body.push('>');
        for run in &runs {
            let part = text.text.get(run.range.clone()).unwrap_or_default();
            self.used.entry(run.font).or_default().extend(part.chars());
            if run.font == own {
                self.body.push_str(&escaped(part));
            } else {
                let style = Self::font(fonts, run.font, face);
                let part = escaped(part);
                let _ = write!(self.body, "<tspan{style}>{part}</tspan>");
            }
        }
        self.body.push_str("</text>\n");
    }

    /// The attributes that choose a font.
    fn font(fonts: &Fonts, font: usize, face: Face) -> String {
        let Some(loaded) = fonts.get(font) else {
            return String::new();
        };
        let generic = if face == Face::Serif {
            "serif"
        } else {
            "sans-serif"
        };
        let weight = if loaded.weight == 400 {
            String::new()
        } else {
            format!(" font-weight=\"{}\"", loaded.weight)
        };
        format!(
            " font-family=\"&quot;{}&quot;, {generic}\"{weight}",
            escaped(&loaded.family)
        )
    }
}

fn area_attributes(area: Area) -> String {
    format!(
        " x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        format_length(area.left),
        format_length(area.top),
        format_length((area.right - area.left).max(0.0)),
        format_length((area.bottom - area.top).max(0.0))
    )
}

/// `path d="…"`: a path element without `<` and `/>`.
fn path<'p>(points: impl IntoIterator<Item = &'p Point>, is_closed: bool) -> String {
    let mut path = "path d=\"".to_owned();
    for (at, point) in points.into_iter().enumerate() {
        let letter = if at == 0 { 'M' } else { 'L' };
        let _ = write!(
            path,
            "{letter}{} {}",
            format_length(point.x),
            format_length(point.y)
        );
    }
    path.push_str(if is_closed { "Z\"" } else { "\"" });
    path
}

/// A length with at most two decimal places, in the shortest form. NaN and infinity
/// give 0.
pub(super) fn format_length(length: f32) -> String {
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" || !length.is_finite() {
        return "0".to_owned();
    }
    text.to_owned()
}

/// A text escaped for content and attributes. Characters that XML 1.0 (section 2.2)
/// forbids become U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let allowed = |c| match c {
        '\t' | '\n' => ' ',
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    };
    escape_markup(&text.chars().map(allowed).collect::<String>())
}

/// A text escaped for HTML and XML, in an element or in a quoted attribute.
#[must_use]
pub fn escape_markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped_and_forbidden_characters_are_replaced() {
        assert_eq!(
            escaped("<a href='x'>\"&\"]]>\0\u{1b}\u{ffff}é"),
            "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;]]&gt;\u{fffd}\u{fffd}\u{fffd}é"
        );
    }

    #[test]
    fn lengths_have_at_most_two_decimal_places() {
        for (length, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (12.0, "12"),
            (12.5, "12.5"),
            (-3.256, "-3.26"),
            (f32::NAN, "0"),
            (100.0, "100"),
        ] {
            assert_eq!(format_length(length), text);
        }
    }
}
