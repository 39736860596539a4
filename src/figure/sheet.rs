//! A whole figure: heading, plot, key, undated events, notes, sources, and what
//! it was made from.

use std::collections::{BTreeSet, HashMap};

use super::columns::{self, Paragraph, Sign};
use super::fonts::{Face, Fonts};
use super::key::key;
use super::lines::{Setting, Words, set, shortened};
use super::notes::{Notes, field, notes};
use super::options::{FigureInput, FigureOptions, Title, WIDTHS};
use super::palette::{Palette, Theme};
use super::picture::{EventCounts, Picture, SMALL_SIZE, picture, scale_of};
use super::piece::{Paint, Piece, Text};
use super::plot::{AXIS_HEIGHT, Numbers, Painter, counted};
use super::words::{Manner, woven};
use crate::language::{say, say_with};
use crate::layout::{Area, Point};
use crate::model::Quotations;
use crate::model::{Color, Event, Index, visible_line};
use crate::query::{date_in_words, lane_position};

/// Room at the sides of a figure, in points.
const MARGIN: f32 = 26.0;
/// Size of the title, in points.
const TITLE_SIZE: f32 = 23.0;
/// Size of notes, in points.
const NOTE_SIZE: f32 = 11.0;
/// From one line of a note to the next, in points.
const NOTE_LINE: f32 = 14.6;
/// Lines of the description are no longer, in points: they could not be read.
const MOST_LINE: f32 = 680.0;

const MUTED: Manner = Manner {
    face: Face::Sans,
    paint: Paint::Muted,
};

/// A figure: what it shows, ready to be written in any format.
#[derive(Debug, Clone)]
pub struct Figure {
    pub(super) pieces: Vec<Piece>,
    /// Its size as it is laid out; `scale` makes it that of the paper.
    pub(super) size: (f32, f32),
    pub(super) scale: f32,
    pub(super) theme: Theme,
    /// The colours of the lanes, that of events without one last, in each theme.
    pub(super) lanes: [Vec<Color>; 3],
    pub(super) fonts: Fonts,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) language: String,
    summary: FigureSummary,
}

/// What a figure says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureSummary {
    /// How many events are where.
    pub counts: EventCounts,
    /// How many notes there are.
    pub notes: usize,
    /// How many words of quotations the limit took away.
    pub words_cut: usize,
    /// The characters that no font at hand has.
    pub missing: BTreeSet<char>,
}

/// Draws a figure. With `quotations` each note also quotes its passages, as far as
/// they let it. The words of the figure are in the language of this thread.
#[must_use]
pub fn figure<'a>(
    input: &FigureInput<'a>,
    view: &FigureOptions,
    mut quotations: Option<&mut Quotations<'a>>,
) -> Figure {
    let (least, most) = WIDTHS;
    let scale = scale_of(view);
    let width = view.width.clamp(least, most) / scale;
    let mut sheet = Sheet {
        input,
        view,
        pieces: Vec::new(),
        width,
        y: MARGIN - 4.0,
    };
    let picture = picture(input, view, width - 2.0 * MARGIN);
    let mut cited = Vec::new();
    if view.has_notes {
        cited.clone_from(&picture.single);
        if view.has_undated {
            cited.extend(picture.beyond.iter().chain(&picture.undated).copied());
        }
    }
    let numbers: Numbers = cited.iter().copied().zip(1..).collect();
    sheet.heading();
    sheet.plot(&picture, &numbers);
    sheet.unplaced(&picture, &numbers);
    let made = notes(input, view.style, &cited, quotations.as_deref_mut());
    let words_cut = quotations.map_or(0, |quotations| quotations.words_cut());
    sheet.notes(&made);
    sheet.colophon(&picture, words_cut);
    let height = sheet.y + MARGIN - 6.0;
    let ground = Piece::rect(
        Area {
            left: 0.0,
            top: 0.0,
            right: width,
            bottom: height,
        },
        0.0,
        Paint::Paper,
    );
    sheet.pieces.insert(0, ground);
    let summary = FigureSummary {
        counts: picture.counts,
        notes: cited.len(),
        words_cut,
        missing: BTreeSet::new(),
    };
    finished(
        input,
        view,
        sheet.pieces,
        (width, height),
        description(&picture),
        summary,
    )
}

fn finished(
    input: &FigureInput<'_>,
    view: &FigureOptions,
    pieces: Vec<Piece>,
    size: (f32, f32),
    description: String,
    mut summary: FigureSummary,
) -> Figure {
    let timeline = input.timeline;
    for piece in &pieces {
        if let Piece::Text(text) = piece {
            let missing = &mut summary.missing;
            input.fonts.add_missing(&text.line, text.face, missing);
        }
    }
    let lanes = |palette: &Palette| {
        let lanes = 0..=timeline.lanes.len();
        lanes.map(|lane| palette.lane(timeline, lane)).collect()
    };
    let title = match &view.title {
        Title::Custom(words) => words.as_str(),
        Title::OfTimeline | Title::Absent => timeline.title.as_str(),
    };
    let language = crate::language::spoken().tag().to_owned();
    Figure {
        pieces,
        size,
        scale: scale_of(view),
        theme: view.theme,
        lanes: Theme::ALL.map(|theme| lanes(theme.palette())),
        fonts: input.fonts.clone(),
        title: field(title, 1_000),
        description,
        language,
        summary,
    }
}

/// What the figure shows, for who hears it.
pub(super) fn description(picture: &Picture) -> String {
    let Some((viewport, _)) = &picture.axis else {
        return say("figure-description-empty");
    };
    // The last instant of a viewport is where the next begins.
    let last = viewport.last().saturating_add(-1);
    let span = crate::date_words::span_in_words(viewport.first(), last);
    let span = ("span", span.into());
    let single = ("single", counted(picture.counts.single).into());
    if picture.counts.clustered == 0 {
        return say_with("figure-description", &[span, single]);
    }
    let clustered = ("clustered", counted(picture.counts.clustered).into());
    say_with("figure-description-clustered", &[span, single, clustered])
}

impl Figure {
    /// What it says of itself.
    #[must_use]
    pub const fn summary(&self) -> &FigureSummary {
        &self.summary
    }

    /// Its width and height on paper, in points.
    #[must_use]
    pub fn size(&self) -> (f32, f32) {
        (self.size.0 * self.scale, self.size.1 * self.scale)
    }

    /// The colour of a paint in a theme.
    pub(super) fn color(&self, paint: Paint, theme: Theme) -> Color {
        let [light, dark, print] = &self.lanes;
        let lanes = match theme {
            Theme::Light => light,
            Theme::Dark => dark,
            Theme::Print => print,
        };
        let palette = theme.palette();
        let lane = |lane: usize| lanes.get(lane).copied().unwrap_or(palette.muted);
        paint.color(palette, lane)
    }
}

/// A figure in the making, from top to bottom.
struct Sheet<'a> {
    input: &'a FigureInput<'a>,
    view: &'a FigureOptions,
    pieces: Vec<Piece>,
    width: f32,
    y: f32,
}

impl Sheet<'_> {
    fn inner(&self) -> f32 {
        self.width - 2.0 * MARGIN
    }

    /// Sets a paragraph from side to side.
    fn paragraph(&mut self, words: &[Words], size: f32, leading: f32, most: (f32, usize)) {
        let setting = Setting {
            size,
            width: self.inner().min(most.0),
            most_lines: most.1,
        };
        for line in set(self.input.fonts, words, setting) {
            let baseline = self.y + leading * 0.5 + size * 0.33;
            for placed in line {
                self.pieces.push(Piece::Text(Text {
                    at: Point {
                        x: MARGIN + placed.x,
                        y: baseline,
                    },
                    line: placed.words.text,
                    face: placed.words.face,
                    size,
                    paint: placed.words.paint,
                    is_upright: false,
                }));
            }
            self.y += leading;
        }
    }

    fn heading(&mut self) {
        let timeline = self.input.timeline;
        let (title, description) = match &self.view.title {
            Title::Absent => return,
            Title::Custom(words) => (words.as_str(), None),
            Title::OfTimeline => (timeline.title.as_str(), timeline.description.as_deref()),
        };
        if !title.trim().is_empty() {
            let title = visible_line(&shortened(title, 1_000)).into_owned();
            let words = [Words::new(title, Face::Serif, Paint::Ink)];
            self.paragraph(&words, TITLE_SIZE, 29.0, (f32::MAX, 6));
            self.y += 2.0;
        }
        let description = description.filter(|description| !description.trim().is_empty());
        if let Some(description) = description {
            // Line feeds part its paragraphs.
            for part in description
                .split('\n')
                .filter(|part| !part.trim().is_empty())
            {
                let part = visible_line(&shortened(part, 4_000)).into_owned();
                let words = [Words::new(part, Face::Sans, Paint::Muted)];
                self.paragraph(&words, 13.5, 18.5, (MOST_LINE, 12));
            }
        }
        self.y += 12.0;
    }

    fn plot(&mut self, picture: &Picture, numbers: &Numbers) {
        let mut painter = Painter {
            input: self.input,
            picture,
            numbers,
            corner: Point {
                x: MARGIN,
                y: self.y,
            },
            pieces: std::mem::take(&mut self.pieces),
        };
        painter.paint();
        self.pieces = painter.pieces;
        self.y += picture.height + AXIS_HEIGHT + 12.0;
        let corner = Point {
            x: MARGIN,
            y: self.y,
        };
        let inner = self.inner();
        let height = key(&mut self.pieces, self.input.fonts, picture, corner, inner);
        self.y += height + 8.0;
    }

    /// The events that have no place on the axis.
    fn unplaced(&mut self, picture: &Picture, numbers: &Numbers) {
        for (events, listed, left_out) in [
            (&picture.beyond, "figure-beyond", "figure-beyond-left-out"),
            (
                &picture.undated,
                "figure-undated",
                "figure-undated-left-out",
            ),
        ] {
            let count = [("events", events.len().into())];
            if events.is_empty() {
                continue;
            }
            if self.view.has_undated {
                self.rule(&say_with(listed, &count));
                self.list(events, picture, numbers);
                continue;
            }
            let words = say_with(left_out, &count);
            let words = [Words::new(words, MUTED.face, MUTED.paint)];
            self.paragraph(&words, SMALL_SIZE, 17.0, (f32::MAX, 4));
            self.y += 4.0;
        }
    }

    /// Events by lane, with the date of those that have one.
    fn list(&mut self, events: &[Index<Event>], picture: &Picture, numbers: &Numbers) {
        let mut by_lane: HashMap<usize, Vec<Index<Event>>> = HashMap::new();
        for event in events {
            let lane = lane_position(self.input.timeline, *event);
            by_lane.entry(lane).or_default().push(*event);
        }
        let mut paragraphs = Vec::new();
        for band in &picture.bands {
            let Some(of_lane) = by_lane.remove(&band.lane) else {
                continue;
            };
            let name = match self.input.timeline.lanes.get(band.lane) {
                Some(lane) => field(&lane.name, 400),
                None => say("no-lane"),
            };
            paragraphs.push(Paragraph {
                words: vec![Words::new(name, Face::Semibold, Paint::Muted)],
                size: SMALL_SIZE,
                leading: 18.0,
                above: 5.0,
                indent: 0.0,
                hanging: 0.0,
                sign: Sign::Nothing,
                leads: true,
            });
            for event in of_lane {
                let mut title = field(self.input.timeline[event].name(), 400);
                if self.input.index.date_claims_of(event).next().is_some() {
                    let date = date_in_words(self.input.timeline, event);
                    title = format!("{title}, {}", field(&date, 400));
                }
                let mut words = vec![Words::new(title, Face::Sans, Paint::Ink)];
                if let Some(number) = numbers.get(&event) {
                    words.push(Words::new(
                        format!(" {number}"),
                        Face::Semibold,
                        Paint::Muted,
                    ));
                }
                paragraphs.push(Paragraph {
                    words,
                    size: SMALL_SIZE,
                    leading: 17.0,
                    above: 0.0,
                    indent: 14.0,
                    hanging: 0.0,
                    sign: Sign::Lane(band.lane),
                    leads: false,
                });
            }
        }
        self.columns(&paragraphs);
    }

    fn notes(&mut self, made: &Notes) {
        if made.entries.is_empty() {
            return;
        }
        self.rule(&say("figure-notes"));
        let paragraph = |words: Vec<Words>, indent, hanging, sign| Paragraph {
            words,
            size: NOTE_SIZE,
            leading: NOTE_LINE,
            above: 3.0,
            indent,
            hanging,
            sign,
            leads: false,
        };
        let widest = made.entries.len().to_string();
        let indent = 10.0 + self.input.fonts.width(&widest, Face::Semibold, NOTE_SIZE);
        let numbered: Vec<Paragraph> = (1..)
            .zip(&made.entries)
            .map(|(number, words): (usize, _)| {
                paragraph(
                    words.clone(),
                    indent.max(20.0),
                    0.0,
                    Sign::Number(number.to_string()),
                )
            })
            .collect();
        self.columns(&numbered);
        if made.bibliography.is_empty() {
            return;
        }
        self.rule(&say("figure-bibliography"));
        let entries: Vec<Paragraph> = made
            .bibliography
            .iter()
            .map(|entry| {
                let entry = Words::new(field(entry, 3_000), Face::Sans, Paint::Ink);
                paragraph(vec![entry], 16.0, 16.0, Sign::Nothing)
            })
            .collect();
        self.columns(&entries);
    }

    /// A line from side to side, and what comes under it.
    fn rule(&mut self, heading: &str) {
        self.y += 8.0;
        let (from, to) = (
            Point {
                x: MARGIN,
                y: self.y,
            },
            Point {
                x: self.width - MARGIN,
                y: self.y,
            },
        );
        let stroke = Paint::Line.stroke(1.0);
        self.pieces.push(Piece::line(from, to, stroke));
        self.y += 9.0;
        let words = [Words::new(heading, Face::Semibold, Paint::Ink)];
        self.paragraph(&words, 13.0, 18.0, (f32::MAX, 2));
        self.y += 4.0;
    }

    fn columns(&mut self, paragraphs: &[Paragraph]) {
        let corner = Point {
            x: MARGIN,
            y: self.y,
        };
        let inner = self.inner();
        let fonts = self.input.fonts;
        self.y += columns::columns(&mut self.pieces, fonts, paragraphs, corner, inner);
        self.y += 6.0;
    }

    /// What the figure was made from, and what it leaves out.
    fn colophon(&mut self, picture: &Picture, words_cut: usize) {
        self.y += 10.0;
        let counts = picture.counts;
        let mut sentences: Vec<String> = Vec::new();
        sentences.push(say_with(
            "figure-drawn",
            &[("events", counts.single.into())],
        ));
        for (id, count) in [
            ("figure-drawn-in-clusters", counts.clustered),
            ("figure-left-out", counts.left_out),
            ("figure-left-out-undated", counts.undated_left_out),
            ("figure-words-cut", words_cut),
        ] {
            if count > 0 {
                sentences.push(say_with(id, &[("count", count.into())]));
            }
        }
        let program = concat!("Annals ", env!("CARGO_PKG_VERSION"));
        let made = match self.input.digest {
            Some(digest) => woven(
                "figure-made-of",
                &[
                    (
                        "program",
                        vec![Words::new(program, MUTED.face, MUTED.paint)],
                    ),
                    (
                        "digest",
                        vec![Words::new(digest.to_string(), MUTED.face, MUTED.paint)],
                    ),
                ],
                MUTED,
            ),
            None => woven(
                "figure-made",
                &[(
                    "program",
                    vec![Words::new(program, MUTED.face, MUTED.paint)],
                )],
                MUTED,
            ),
        };
        let counts = format!("{} ", sentences.join(" "));
        let mut words = vec![Words::new(counts, MUTED.face, MUTED.paint)];
        words.extend(made);
        self.paragraph(&words, 10.0, 13.5, (f32::MAX, 12));
    }
}

/// A figure without heading, notes and colophon: the plot alone, and under it
/// the key.
pub(super) fn bare(input: &FigureInput<'_>, view: &FigureOptions) -> (Figure, Picture) {
    let (least, most) = WIDTHS;
    let scale = scale_of(view);
    let width = view.width.clamp(least, most) / scale;
    let picture = picture(input, view, width);
    let mut painter = Painter {
        input,
        picture: &picture,
        numbers: &Numbers::new(),
        corner: Point { x: 0.0, y: 0.0 },
        pieces: Vec::new(),
    };
    painter.paint();
    let mut pieces = painter.pieces;
    let top = picture.height + AXIS_HEIGHT + 10.0;
    let corner = Point { x: 0.0, y: top };
    let height = top + key(&mut pieces, input.fonts, &picture, corner, width);
    let summary = FigureSummary {
        counts: picture.counts,
        ..FigureSummary::default()
    };
    let described = description(&picture);
    let figure = finished(input, view, pieces, (width, height), described, summary);
    (figure, picture)
}
