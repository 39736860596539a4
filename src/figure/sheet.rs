//! A whole figure: heading, plot, legend, undated events, notes, bibliography and colophon.

use std::collections::{BTreeSet, HashMap};

use super::columns::{self, ColumnParagraph, ParagraphMarker};
use super::display_item::{DisplayItem, TextStyle};
use super::fonts::{Face, Fonts};
use super::legend::draw_legend;
use super::line_breaking::{ParagraphFormat, StyledText, break_lines, draw_line};
use super::message_text::format_message;
use super::notes::{FigureNotes, field, notes};
use super::options::{FigureInput, FigureOptions, FigureTitle, Width};
use super::plot::{AXIS_HEIGHT, NoteNumbers, PlotPainter, counted, lane_name};
use super::plot_layout::{EventCounts, PlotLayout, SMALL_SIZE, lay_out_plot, scale_of};
use crate::language::{say, say_with};
use crate::layout::{Area, Point, Stroke};
use crate::model::{Color, Event, Index, Quotations};
use crate::query::{date_in_words, lane_position};
use crate::theme::{ColorRole, Palette, Theme};

/// Margin at the sides of a figure, in points.
const MARGIN: f32 = 26.0;
/// Font size of the title, in points.
const TITLE_SIZE: f32 = 23.0;
/// Font size of notes, in points.
const NOTE_SIZE: f32 = 11.0;
/// Distance from one line of a note to the next, in points.
const NOTE_LINE: f32 = 14.6;
/// The greatest length of a line of the description, in points. Longer lines are hard to read.
const MAX_LINE: f32 = 680.0;

/// A figure that is laid out, ready to be written in any format.
#[derive(Debug, Clone)]
pub struct Figure {
    pub(super) items: Vec<DisplayItem>,
    /// Width and height of the layout, in points before scaling.
    pub(super) size: (f32, f32),
    /// The factor from the layout to the paper.
    pub(super) scale: f32,
    pub(super) theme: Theme,
    /// Colours of the lanes in each of [`Theme::ALL`]; that of events without a lane last.
    pub(super) lanes: [Vec<Color>; 3],
    pub(super) fonts: Fonts,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) language: String,
    summary: FigureSummary,
}

/// What a figure reports about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureSummary {
    /// Numbers of events, by how they are shown.
    pub counts: EventCounts,
    /// Number of notes.
    pub notes: usize,
    /// Number of quoted words that the quote limit removed.
    pub words_cut: usize,
    /// Characters that no available font has.
    pub missing: BTreeSet<char>,
}

/// Lays out a figure. With `quotations`, each note also quotes its passages, within the quote
/// limit. The words of the figure are in the language of the current thread.
#[must_use]
pub fn figure<'a>(
    input: &FigureInput<'a>,
    options: &FigureOptions,
    mut quotations: Option<&mut Quotations<'a>>,
) -> Figure {
    let scale = scale_of(options);
    let width = Width::clamp(options.width) / scale;
    let mut sheet = Sheet {
        input,
        options,
        items: Vec::new(),
        width,
        y: MARGIN - 4.0,
    };
    let layout = lay_out_plot(input, options, width - 2.0 * MARGIN);
    let mut cited = Vec::new();
    if options.has_notes {
        cited.clone_from(&layout.single);
        if options.has_undated {
            cited.extend(layout.off_axis.iter().chain(&layout.undated).copied());
        }
    }
    let numbers: NoteNumbers = cited.iter().copied().zip(1..).collect();
    sheet.heading();
    let inner = sheet.inner();
    let mut painter = PlotPainter {
        input,
        layout: &layout,
        numbers: &numbers,
        corner: Point::at(MARGIN, sheet.y),
        items: sheet.items,
    };
    let (legend, height) = draw_with_legend(&mut painter, 12.0, inner);
    sheet.items = painter.items;
    sheet.y = legend + (height + 8.0);
    sheet.unplotted(&layout, &numbers);
    let notes = notes(input, options.style, &cited, quotations.as_deref_mut());
    let words_cut = quotations.map_or(0, |quotations| quotations.words_cut());
    sheet.notes(&notes);
    sheet.colophon(&layout, words_cut);
    let height = sheet.y + MARGIN - 6.0;
    let sheet_area = Area {
        left: 0.0,
        top: 0.0,
        right: width,
        bottom: height,
    };
    let background = DisplayItem::rect(sheet_area, 0.0, ColorRole::Paper);
    sheet.items.insert(0, background);
    let summary = FigureSummary {
        counts: layout.counts,
        notes: cited.len(),
        words_cut,
        missing: BTreeSet::new(),
    };
    let description = description(&layout);
    let size = (width, height);
    assemble(input, options, sheet.items, size, description, summary)
}

/// Draws a plot, and `gap` points below its axis the legend, in a width. Returns the upper end
/// and the height of the legend, in points.
fn draw_with_legend(painter: &mut PlotPainter<'_>, gap: f32, width: f32) -> (f32, f32) {
    painter.paint();
    let (corner, layout) = (painter.corner, painter.layout);
    let corner = Point::at(corner.x, corner.y + (layout.height + AXIS_HEIGHT + gap));
    let fonts = painter.input.fonts;
    let height = draw_legend(&mut painter.items, fonts, layout, corner, width);
    (corner.y, height)
}

fn assemble(
    input: &FigureInput<'_>,
    options: &FigureOptions,
    items: Vec<DisplayItem>,
    size: (f32, f32),
    description: String,
    mut summary: FigureSummary,
) -> Figure {
    let timeline = input.timeline;
    for item in &items {
        if let DisplayItem::Text(text) = item {
            let missing = &mut summary.missing;
            input
                .fonts
                .add_missing(&text.text, text.style.face, missing);
        }
    }
    let lanes = |palette: &Palette| {
        let lanes = 0..=timeline.lanes.len();
        lanes.map(|lane| palette.lane(timeline, lane)).collect()
    };
    let title = match &options.title {
        FigureTitle::Custom(words) => words.as_str(),
        FigureTitle::OfTimeline | FigureTitle::Absent => timeline.title.as_str(),
    };
    let language = crate::language::current_language().tag().to_owned();
    Figure {
        items,
        size,
        scale: scale_of(options),
        theme: options.theme,
        lanes: Theme::ALL.map(|theme| lanes(theme.palette())),
        fonts: input.fonts.clone(),
        title: field(title, 1_000),
        description,
        language,
        summary,
    }
}

/// Description of the plot for screen readers.
pub(super) fn description(layout: &PlotLayout) -> String {
    let Some((viewport, _)) = &layout.axis else {
        return say("figure-description-empty");
    };
    // The last instant of a viewport belongs to the next.
    let last = viewport.last().saturating_add(-1);
    let span = crate::date_words::span_in_words(viewport.first(), last);
    let span = ("span", span.into());
    let single = ("single", counted(layout.counts.single).into());
    if layout.counts.clustered == 0 {
        return say_with("figure-description", &[span, single]);
    }
    let clustered = ("clustered", counted(layout.counts.clustered).into());
    say_with("figure-description-clustered", &[span, single, clustered])
}

impl Figure {
    /// What the figure reports about itself.
    #[must_use]
    pub const fn summary(&self) -> &FigureSummary {
        &self.summary
    }

    /// Width and height on paper, in points.
    #[must_use]
    pub fn size(&self) -> (f32, f32) {
        (self.size.0 * self.scale, self.size.1 * self.scale)
    }

    /// The colour for a purpose in a theme.
    pub(super) fn color(&self, role: ColorRole, theme: Theme) -> Color {
        let palette = theme.palette();
        let lanes = self.lanes.get(theme as usize);
        let lane = |lane: usize| lanes.and_then(|lanes| lanes.get(lane)).copied();
        let lane = |position: usize| lane(position).unwrap_or(palette.muted);
        role.color(palette, lane)
    }
}

/// Lays out a figure from top to bottom.
struct Sheet<'a> {
    input: &'a FigureInput<'a>,
    options: &'a FigureOptions,
    items: Vec<DisplayItem>,
    width: f32,
    y: f32,
}

impl Sheet<'_> {
    /// Width between the margins, in points.
    fn inner(&self) -> f32 {
        self.width - 2.0 * MARGIN
    }

    /// Adds a paragraph. `limits` are the greatest width of its lines, in points, and their
    /// greatest number.
    fn paragraph(&mut self, words: &[StyledText], size: f32, leading: f32, limits: (f32, usize)) {
        let format = ParagraphFormat {
            size,
            width: self.inner().min(limits.0),
            max_lines: limits.1,
        };
        for line in break_lines(self.input.fonts, words, format) {
            let baseline = self.y + leading * 0.5 + size * 0.33;
            draw_line(&mut self.items, &line, Point::at(MARGIN, baseline), size);
            self.y += leading;
        }
    }

    fn heading(&mut self) {
        let timeline = self.input.timeline;
        let (title, description) = match &self.options.title {
            FigureTitle::Absent => return,
            FigureTitle::Custom(words) => (words.as_str(), None),
            FigureTitle::OfTimeline => (timeline.title.as_str(), timeline.description.as_deref()),
        };
        if !title.trim().is_empty() {
            let title = field(title, 1_000);
            let words = [StyledText::new(title, TextStyle::SERIF)];
            self.paragraph(&words, TITLE_SIZE, 29.0, (f32::MAX, 6));
            self.y += 2.0;
        }
        let description = description.filter(|description| !description.trim().is_empty());
        if let Some(description) = description {
            let paragraphs = description.split('\n');
            for part in paragraphs.filter(|part| !part.trim().is_empty()) {
                let words = [StyledText::new(field(part, 4_000), TextStyle::MUTED)];
                self.paragraph(&words, 13.5, 18.5, (MAX_LINE, 12));
            }
        }
        self.y += 12.0;
    }

    /// Lists or counts the events that have no position on the axis.
    fn unplotted(&mut self, layout: &PlotLayout, numbers: &NoteNumbers) {
        for (events, listed, left_out) in [
            (&layout.off_axis, "figure-beyond", "figure-beyond-left-out"),
            (&layout.undated, "figure-undated", "figure-undated-left-out"),
        ] {
            let count = [("events", events.len().into())];
            if events.is_empty() {
                continue;
            }
            if self.options.has_undated {
                self.section(&say_with(listed, &count));
                self.list(events, layout, numbers);
                continue;
            }
            let words = say_with(left_out, &count);
            let words = [StyledText::new(words, TextStyle::MUTED)];
            self.paragraph(&words, SMALL_SIZE, 17.0, (f32::MAX, 4));
            self.y += 4.0;
        }
    }

    /// Lists events by lane, with their dates.
    fn list(&mut self, events: &[Index<Event>], layout: &PlotLayout, numbers: &NoteNumbers) {
        let mut by_lane: HashMap<usize, Vec<Index<Event>>> = HashMap::new();
        for event in events {
            let lane = lane_position(self.input.timeline, *event);
            by_lane.entry(lane).or_default().push(*event);
        }
        let mut paragraphs = Vec::new();
        for band in &layout.bands {
            let Some(of_lane) = by_lane.remove(&band.lane) else {
                continue;
            };
            let name = lane_name(self.input.timeline, band.lane);
            paragraphs.push(ColumnParagraph {
                words: vec![StyledText::new(name, TextStyle::STRONG_MUTED)],
                size: SMALL_SIZE,
                leading: 18.0,
                above: 5.0,
                keeps_with_next: true,
                ..ColumnParagraph::default()
            });
            for event in of_lane {
                let mut title = field(self.input.timeline[event].name(), 400);
                if self.input.index.date_claims_of(event).next().is_some() {
                    let date = date_in_words(self.input.timeline, event);
                    title = format!("{title}, {}", field(&date, 400));
                }
                let mut words = vec![StyledText::new(title, TextStyle::PLAIN)];
                if let Some(number) = numbers.get(&event) {
                    let number = format!(" {number}");
                    words.push(StyledText::new(number, TextStyle::STRONG_MUTED));
                }
                paragraphs.push(ColumnParagraph {
                    words,
                    size: SMALL_SIZE,
                    leading: 17.0,
                    indent: 14.0,
                    marker: ParagraphMarker::Lane(band.lane),
                    ..ColumnParagraph::default()
                });
            }
        }
        self.columns(&paragraphs);
    }

    fn notes(&mut self, notes: &FigureNotes) {
        if notes.entries.is_empty() {
            return;
        }
        self.section(&say("figure-notes"));
        let paragraph = |words: Vec<StyledText>, indent, hanging, marker| ColumnParagraph {
            words,
            size: NOTE_SIZE,
            leading: NOTE_LINE,
            above: 3.0,
            indent,
            hanging,
            marker,
            keeps_with_next: false,
        };
        let widest = notes.entries.len().to_string();
        let indent = 10.0 + self.input.fonts.width(&widest, Face::Semibold, NOTE_SIZE);
        let numbered: Vec<ColumnParagraph> = (1..)
            .zip(&notes.entries)
            .map(|(number, words): (usize, _)| {
                let number = ParagraphMarker::Number(number.to_string());
                paragraph(words.clone(), indent.max(20.0), 0.0, number)
            })
            .collect();
        self.columns(&numbered);
        if notes.bibliography.is_empty() {
            return;
        }
        self.section(&say("figure-bibliography"));
        let entries: Vec<ColumnParagraph> = notes
            .bibliography
            .iter()
            .map(|entry| {
                let entry = StyledText::new(field(entry, 3_000), TextStyle::PLAIN);
                paragraph(vec![entry], 16.0, 16.0, ParagraphMarker::None)
            })
            .collect();
        self.columns(&entries);
    }

    /// A line from margin to margin with a heading below it.
    fn section(&mut self, heading: &str) {
        self.y += 8.0;
        let from = Point::at(MARGIN, self.y);
        let to = Point::at(self.width - MARGIN, self.y);
        let stroke = Stroke::solid(1.0, ColorRole::Line);
        self.items.push(DisplayItem::line(from, to, stroke));
        self.y += 9.0;
        let words = [StyledText::new(heading, TextStyle::STRONG)];
        self.paragraph(&words, 13.0, 18.0, (f32::MAX, 2));
        self.y += 4.0;
    }

    fn columns(&mut self, paragraphs: &[ColumnParagraph]) {
        let corner = Point::at(MARGIN, self.y);
        let inner = self.inner();
        let fonts = self.input.fonts;
        self.y += columns::columns(&mut self.items, fonts, paragraphs, corner, inner);
        self.y += 6.0;
    }

    /// The origin of the figure and what it leaves out.
    fn colophon(&mut self, layout: &PlotLayout, words_cut: usize) {
        self.y += 10.0;
        let counts = layout.counts;
        let drawn = ("events", counts.single.into());
        let mut sentences = vec![say_with("figure-drawn", &[drawn])];
        let (dated, undated) = self.options.drafts_left_out;
        for (id, count) in [
            ("figure-drawn-in-clusters", counts.clustered),
            ("figure-left-out", counts.left_out.saturating_sub(dated)),
            (
                "figure-left-out-undated",
                counts.undated_left_out.saturating_sub(undated),
            ),
            ("figure-drafts-left-out", dated + undated),
            ("figure-words-cut", words_cut),
        ] {
            if count > 0 {
                sentences.push(say_with(id, &[("count", count.into())]));
            }
        }
        let muted = |text: String| StyledText::new(text, TextStyle::MUTED);
        let program = concat!("Annals ", env!("CARGO_PKG_VERSION")).to_owned();
        let program = ("program", vec![muted(program)]);
        let origin = match self.input.digest {
            Some(digest) => {
                let digest = ("digest", vec![muted(digest.to_string())]);
                format_message("figure-made-of", &[program, digest], TextStyle::MUTED)
            }
            None => format_message("figure-made", &[program], TextStyle::MUTED),
        };
        let counts = format!("{} ", sentences.join(" "));
        let mut words = vec![muted(counts)];
        words.extend(origin);
        self.paragraph(&words, 10.0, 13.5, (f32::MAX, 12));
    }
}

/// A figure without heading, notes and colophon: the plot and its legend.
pub(super) fn plot_figure(
    input: &FigureInput<'_>,
    options: &FigureOptions,
) -> (Figure, PlotLayout) {
    let scale = scale_of(options);
    let width = Width::clamp(options.width) / scale;
    let layout = lay_out_plot(input, options, width);
    let mut painter = PlotPainter {
        input,
        layout: &layout,
        numbers: &NoteNumbers::new(),
        corner: Point::at(0.0, 0.0),
        items: Vec::new(),
    };
    let (legend, height) = draw_with_legend(&mut painter, 10.0, width);
    let items = painter.items;
    let size = (width, legend + height);
    let summary = FigureSummary {
        counts: layout.counts,
        ..FigureSummary::default()
    };
    let described = description(&layout);
    let figure = assemble(input, options, items, size, described, summary);
    (figure, layout)
}
