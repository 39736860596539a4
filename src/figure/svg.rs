//! A figure as SVG 1.1 (Second Edition), text as text.
//!
//! Nothing of a timeline is ever more than characters here: every text and every
//! attribute is escaped, elements and attributes are those that this file writes,
//! and there is no reference but to a gradient or a clip of the same file, to an
//! event of the same page, and to a font that the file holds itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::fonts::{Face, Fonts};
use super::palette::Theme;
use super::piece::{Coat, Paint, Piece, Stroke, Text};
use super::shaping::is_right_to_left;
use super::sheet::Figure;
use super::subset::{Used, font_faces};
use crate::layout::{Area, Point};
use crate::model::Color;

/// What an SVG is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    /// A file of its own, with its fonts.
    File,
    /// A part of a page that has the fonts and says the colours; which of its
    /// pictures.
    Page(usize),
}

/// Writes a figure.
pub(super) fn svg(figure: &Figure, medium: Medium) -> String {
    let mut writer = Writer {
        figure,
        medium,
        body: String::new(),
        fades: BTreeMap::new(),
        defs: String::new(),
        clips: 0,
        open: Vec::new(),
        used: Used::default(),
    };
    for piece in &figure.pieces {
        writer.piece(piece);
    }
    while let Some(end) = writer.open.pop() {
        writer.body.push_str(end);
    }
    writer.whole()
}

/// The colours that an SVG for a page names: the property, in the light and in
/// the dark theme.
pub(super) fn properties(figure: &Figure) -> Vec<(String, Color, Color)> {
    let mut paints: Vec<Paint> = figure
        .pieces
        .iter()
        .flat_map(Piece::coats)
        .map(|coat| coat.paint)
        .collect();
    paints.sort_unstable();
    paints.dedup();
    let color = |paint, theme| figure.color(paint, theme);
    paints
        .into_iter()
        .map(|paint| {
            let name = format!("--{}", paint.property());
            (name, color(paint, Theme::Light), color(paint, Theme::Dark))
        })
        .collect()
}

struct Writer<'f> {
    figure: &'f Figure,
    medium: Medium,
    body: String,
    /// The numbers of gradients, by their text.
    fades: BTreeMap<String, usize>,
    defs: String,
    clips: usize,
    /// The ends of the elements that are open.
    open: Vec<&'static str>,
    used: Used,
}

impl Writer<'_> {
    fn whole(self) -> String {
        let figure = self.figure;
        let (width, height) = figure.size;
        let (shown_width, shown_height) = figure.size();
        let mut svg = String::with_capacity(self.body.len() + 4_096);
        let size = format!(
            "width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\"",
            number(shown_width),
            number(shown_height),
            number(width),
            number(height)
        );
        let about = format!(
            "<title>{}</title>\n<desc>{}</desc>\n",
            escaped(&figure.title),
            escaped(&figure.description)
        );
        let language = escaped(&figure.language);
        let _ = match self.medium {
            Medium::File => write!(
                svg,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"img\" xml:lang=\"{language}\" xml:space=\"preserve\">\n{about}"
            ),
            Medium::Page(_) => write!(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"group\" xml:space=\"preserve\">\n{about}"
            ),
        };
        if self.medium == Medium::File {
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

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Rect {
                area,
                rounding,
                fill,
                stroke,
            } => {
                let _ = write!(self.body, "<rect{}", of_area(*area));
                if *rounding > 0.0 {
                    let _ = write!(self.body, " rx=\"{}\"", number(*rounding));
                }
                self.looks(*fill, *stroke);
            }
            Piece::Path {
                points,
                is_closed,
                fill,
                stroke,
            } => {
                let _ = write!(self.body, "<path d=\"{}\"", path(points, *is_closed));
                self.looks(*fill, *stroke);
            }
            Piece::Circle {
                center,
                radius,
                fill,
                stroke,
            } => {
                let _ = write!(
                    self.body,
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"",
                    number(center.x),
                    number(center.y),
                    number(*radius)
                );
                self.looks(*fill, *stroke);
            }
            Piece::Fade { points, from, to } => {
                let fade = self.fade(*from, *to);
                let path = path(points, true);
                let _ = writeln!(self.body, "<path d=\"{path}\" fill=\"url(#{fade})\"/>");
            }
            Piece::Text(text) => self.text(text),
            Piece::Clip(area) => {
                self.clips += 1;
                let id = self.id("c", self.clips);
                let _ = writeln!(
                    self.defs,
                    "<clipPath id=\"{id}\"><rect{}/></clipPath>",
                    of_area(*area)
                );
                let _ = writeln!(self.body, "<g clip-path=\"url(#{id})\">");
                self.open.push("</g>\n");
            }
            Piece::Event {
                anchor,
                words,
                is_cluster,
            } => self.event(anchor, words, *is_cluster),
            Piece::End => {
                if let Some(end) = self.open.pop() {
                    self.body.push_str(end);
                }
            }
        }
    }

    fn event(&mut self, anchor: &str, words: &str, is_cluster: bool) {
        let words = escaped(words);
        match self.medium {
            Medium::Page(_) => {
                let class = if is_cluster { "cluster" } else { "mark" };
                let _ = writeln!(
                    self.body,
                    "<a href=\"#{anchor}\" class=\"{class}\" aria-label=\"{words}\">"
                );
                self.open.push("</a>\n");
            }
            Medium::File => {
                let _ = writeln!(self.body, "<g><title>{words}</title>");
                self.open.push("</g>\n");
            }
        }
    }

    /// Gradients and clips of a page must not meet those of another part of it.
    fn id(&self, letter: &str, number: usize) -> String {
        match self.medium {
            Medium::Page(picture) => format!("figure-{picture}-{letter}{number}"),
            Medium::File => format!("{letter}{number}"),
        }
    }

    fn fade(&mut self, from: Coat, to: Coat) -> String {
        let mut stops = String::new();
        for (offset, coat) in [(0, from), (1, to)] {
            let color = self.color(coat.paint);
            let _ = write!(stops, "<stop offset=\"{offset}\" stop-color=\"{color}\"");
            if coat.opacity < 1.0 {
                let _ = write!(stops, " stop-opacity=\"{}\"", number(coat.opacity));
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

    fn color(&self, paint: Paint) -> String {
        match self.medium {
            Medium::Page(_) => format!("var(--{})", paint.property()),
            Medium::File => {
                let color = self.figure.color(paint, self.figure.theme);
                format!("#{:02x}{:02x}{:02x}", color.red, color.green, color.blue)
            }
        }
    }

    /// The end of an element, with its colours.
    fn looks(&mut self, fill: Option<Coat>, stroke: Option<Stroke>) {
        match fill {
            None => self.body.push_str(" fill=\"none\""),
            Some(coat) => {
                let color = self.color(coat.paint);
                let _ = write!(self.body, " fill=\"{color}\"");
                if coat.opacity < 1.0 {
                    let _ = write!(self.body, " fill-opacity=\"{}\"", number(coat.opacity));
                }
            }
        }
        if let Some(stroke) = stroke {
            let color = self.color(stroke.coat.paint);
            let width = number(stroke.width);
            let _ = write!(self.body, " stroke=\"{color}\" stroke-width=\"{width}\"");
            if stroke.coat.opacity < 1.0 {
                let opacity = number(stroke.coat.opacity);
                let _ = write!(self.body, " stroke-opacity=\"{opacity}\"");
            }
            if let Some((on, off)) = stroke.dash {
                let (on, off) = (number(on), number(off));
                let _ = write!(self.body, " stroke-dasharray=\"{on} {off}\"");
            }
        }
        self.body.push_str("/>\n");
    }

    fn text(&mut self, text: &Text) {
        let fonts = &self.figure.fonts;
        let items = fonts.items(&text.line, text.face);
        let chain = fonts.chain(text.face);
        let first = items.first().map(|item| item.font);
        let own = first.or(chain.first().copied()).unwrap_or(0);
        let (x, y) = (number(text.at.x), number(text.at.y));
        let color = self.color(text.paint);
        let size = number(text.size);
        let style = Self::font(fonts, own, text.face);
        let _ = write!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\"{style} font-size=\"{size}\" fill=\"{color}\" unicode-bidi=\"isolate\""
        );
        if text.is_upright {
            let _ = write!(self.body, " transform=\"rotate(-90 {x} {y})\"");
        }
        let is_rtl = is_right_to_left(&text.line);
        if is_rtl {
            // The end of such a text is its left side.
            self.body.push_str(" direction=\"rtl\" text-anchor=\"end\"");
        }
        self.body.push('>');
        for item in &items {
            let part = text.line.get(item.range.clone()).unwrap_or_default();
            self.used.add(item.font, part);
            if item.font == own {
                self.body.push_str(&escaped(part));
            } else {
                let style = Self::font(fonts, item.font, text.face);
                let part = escaped(part);
                let _ = write!(self.body, "<tspan{style}>{part}</tspan>");
            }
        }
        self.body.push_str("</text>\n");
    }

    /// The attributes of a font.
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

fn of_area(area: Area) -> String {
    format!(
        " x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        number(area.left),
        number(area.top),
        number((area.right - area.left).max(0.0)),
        number((area.bottom - area.top).max(0.0))
    )
}

fn path(points: &[Point], is_closed: bool) -> String {
    let mut path = String::with_capacity(points.len() * 12);
    for (at, point) in points.iter().enumerate() {
        let letter = if at == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{letter}{} {}", number(point.x), number(point.y));
    }
    if is_closed {
        path.push('Z');
    }
    path
}

/// A length to the hundredth, as short as it can be written.
pub(super) fn number(length: f32) -> String {
    let text = format!("{length:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" || !length.is_finite() {
        return "0".to_owned();
    }
    text.to_owned()
}

/// A text as it stands between tags and in attributes. What XML 1.0 (2.2) has no
/// place for is replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_a_parser_is_escaped_and_what_it_refuses_replaced() {
        assert_eq!(
            escaped("<a href='x'>\"&\"]]>\0\u{1b}\u{ffff}é"),
            "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;]]&gt;\u{fffd}\u{fffd}\u{fffd}é"
        );
    }

    #[test]
    fn lengths_are_short() {
        for (length, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (12.0, "12"),
            (12.5, "12.5"),
            (-3.256, "-3.26"),
            (f32::NAN, "0"),
            (100.0, "100"),
        ] {
            assert_eq!(number(length), text);
        }
    }
}
