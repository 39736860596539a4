//! `annals render`: a figure, footnoted.

use std::path::{Path, PathBuf};

use super::outcome::{Outcome, VerbError};
use super::overwrite::refuse_overwriting_inputs;
use super::run::Streams;
use super::selection::{Selection, SelectionPart};
use super::timeline_file::{TimelineFile, open};
use crate::bibliography::Style;
use crate::figure::{
    self, Figure, FigureError, FigureFormat, FigureInput, FigureOptions, Fonts, Hundredths, Recipe,
    Theme, Title, figure, viewport_of,
};
use crate::model::{Quotations, QuoteLimit};
use crate::model::{Timeline, ids_in_words, visible_id};
use crate::query::{LaneIndexes, TimeIndex};
use crate::storage::{FileError, read_up_to, write_atomically};
use annals_anchor::Anchor;
use annals_edtf::Edtf;

/// The largest recipe and the largest font that are read, in bytes.
const MOST_RECIPE: u64 = 1 << 20;
const MOST_FONT: u64 = 64 << 20;

/// Arguments of `annals render`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Examples:
  annals render timeline.json -o fig.svg
  annals render timeline.json -o fig.pdf --width 450 --text-size 9 --range 1950/1965
  annals render timeline.json -o fig.png --theme dark --lanes washington,phnom-penh --undated
  annals render 'timeline.json#range=1950/1965&filter=radio' -o fig.svg
  annals render timeline.json --recipe fig.toml -o fig.pdf

A recipe is a TOML file in which the options below are keys, as `width = 450`; what is given here
goes before it, as --undated=false does before `undated = true`. The same file, options, version and fonts give the same bytes.")]
pub struct RenderArgs {
    /// The timeline; FILE#range=EDTF&filter=WORDS draws that of it
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The figure's file; without it SVG goes to standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// A file that says the options
    #[arg(long, value_name = "FILE")]
    pub recipe: Option<PathBuf>,
    /// svg, png or pdf; what OUT ends with by default
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<FigureFormat>,
    /// Width of the figure, in points; 900 by default
    #[arg(long, value_name = "POINTS", value_parser = figure::parse_width)]
    pub width: Option<Hundredths>,
    /// Least height of the plot, in points; what its lanes need by default
    #[arg(long, value_name = "POINTS", value_parser = figure::parse_height)]
    pub height: Option<Hundredths>,
    /// Pixels a point, in PNG; 2 by default
    #[arg(long, value_name = "NUMBER", value_parser = figure::parse_scale)]
    pub scale: Option<Hundredths>,
    /// light, dark or print, which is on white
    #[arg(long, value_name = "THEME")]
    pub theme: Option<Theme>,
    /// A TrueType or OpenType font; the first goes before the bundled ones, others serve where all lack a character
    #[arg(long = "font", value_name = "FILE")]
    pub fonts: Vec<PathBuf>,
    /// Size of labels, in points, and of all else with them; 13.5 by default
    #[arg(long, value_name = "POINTS", value_parser = figure::parse_text_size)]
    pub text_size: Option<Hundredths>,
    /// Draw this span of time alone
    #[arg(long, value_name = "EDTF", allow_hyphen_values = true, value_parser = edtf)]
    pub range: Option<Edtf>,
    /// Draw these lanes alone, in this order; none is that of the events without a lane
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub lanes: Vec<String>,
    /// Draw the events alone that a search for these words finds
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// The citation style of the notes: chicago-notes, apa or mla
    #[arg(long, value_name = "STYLE")]
    pub style: Option<Style>,
    /// List the undated events under the axis
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub undated: Option<bool>,
    /// A title in place of the timeline's title and description
    #[arg(long, value_name = "TEXT", conflicts_with = "no_title")]
    pub title: Option<String>,
    /// No title
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub no_title: Option<bool>,
    /// Neither notes nor the list of sources
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub no_notes: Option<bool>,
    /// Quote the passages in the notes
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub quotations: Option<bool>,
    /// The most words of one source that are quoted, or none for no limit; 300 by default
    #[arg(long, value_name = "N")]
    pub quote_limit: Option<QuoteLimit>,
    /// A folder with copies of the sources
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
}

fn edtf(text: &str) -> Result<Edtf, String> {
    Edtf::parse(text).map_err(|error| error.to_string())
}

pub(super) fn run(args: &RenderArgs, streams: &mut Streams<'_>) -> Result<Outcome, VerbError> {
    let options = RenderOptions::of(args)?;
    let format = options.format(args)?;
    let fonts = options.fonts()?;
    let file = &options.selection.file;
    let mut opened = open(file)?;
    let mut anchors = Vec::new();
    let asks_for_states = options.selection.filter.asks_for_states();
    if options.sources.is_some() || asks_for_states {
        opened = opened.with_documents(file, options.sources.as_ref(), streams.worker)?;
        if asks_for_states {
            anchors = opened.anchor_all();
        }
    }
    if let Some(output) = &args.output {
        let recipe = args.recipe.iter().map(|path| (path.clone(), "the recipe"));
        let also = options.fonts.iter().map(|path| (path.clone(), "a font"));
        let checked = refuse_overwriting_inputs(output, file, &opened, recipe.chain(also));
        checked.map_err(VerbError::refused(output))?;
    }
    let drawn = draw(&options, &opened, &anchors, &fonts)?;
    let bytes = match format {
        FigureFormat::Svg => Ok(drawn.svg().into_bytes()),
        FigureFormat::Png => drawn.png(options.scale.map_or(2.0, Hundredths::get)),
        FigureFormat::Pdf => drawn.pdf(),
    };
    let target = args.output.as_deref().unwrap_or(file);
    let bytes = bytes.map_err(|error: FigureError| {
        VerbError::refused(target)(FileError::new(error.to_string()).with_hint(error.hint()))
    })?;
    match &args.output {
        Some(output) => write_atomically(output, &bytes).map_err(VerbError::refused(output))?,
        None => streams.out.write_all(&bytes)?,
    }
    streams.problems(&file.to_string_lossy(), &opened.problems, false)?;
    let counts = drawn.summary().counts;
    let unplaced = counts.beyond_axis + counts.undated;
    let listed = if options.has_undated { unplaced } else { 0 };
    let chosen = counts.single + counts.clustered + listed;
    let is_link_wrong = options
        .selection
        .report_problems(&opened, Some(chosen), streams)?;
    say_missing(&drawn, streams)?;
    if args.quote_limit.is_some() && options.quotations.is_none() {
        writeln!(
            streams.err,
            "warning: nothing is quoted, so that --quote-limit limits nothing\n  hint: Say --quotations too."
        )?;
    }
    Ok(Outcome::problems_if(is_link_wrong || opened.has_errors()))
}

/// Options of a figure: arguments win over the link, the link over the recipe.
struct RenderOptions {
    /// The format that the recipe names.
    to: Option<FigureFormat>,
    width: Option<Hundredths>,
    height: Option<Hundredths>,
    scale: Option<Hundredths>,
    text_size: Option<Hundredths>,
    theme: Theme,
    fonts: Vec<PathBuf>,
    selection: Selection,
    lanes: Option<Vec<String>>,
    style: Style,
    has_undated: bool,
    title: Title,
    has_notes: bool,
    /// The limit, where passages are quoted.
    quotations: Option<QuoteLimit>,
    sources: Option<PathBuf>,
}

impl RenderOptions {
    fn of(args: &RenderArgs) -> Result<Self, VerbError> {
        let recipe = match &args.recipe {
            Some(path) => read_recipe(path)?,
            None => Recipe::default(),
        };
        let folder = args.recipe.as_deref().and_then(Path::parent);
        let beside = |path: PathBuf| folder.map_or_else(|| path.clone(), |it| it.join(&path));
        let fonts = if args.fonts.is_empty() {
            let fonts = recipe.fonts.unwrap_or_default();
            fonts.into_iter().map(beside).collect()
        } else {
            args.fonts.clone()
        };
        let lanes = Some(args.lanes.clone()).filter(|lanes| !lanes.is_empty());
        let title = match &args.title {
            Some(words) => Title::Custom(words.clone()),
            None => match args.no_title {
                Some(true) => Title::Absent,
                Some(false) => Title::OfTimeline,
                None => recipe.title.unwrap_or_default(),
            },
        };
        let limit = args.quote_limit.or(recipe
            .quote_limit
            .map(|limit| limit.map_or(QuoteLimit::Unlimited, QuoteLimit::Words)));
        let has_quotations = args.quotations.or(recipe.quotations).unwrap_or(false);
        let named = SelectionPart {
            place: "--filter".into(),
            range: args.range.clone(),
            filter: args.filter.clone(),
        };
        let otherwise = SelectionPart {
            place: args.recipe.clone().unwrap_or_default(),
            range: recipe.range,
            filter: recipe.filter,
        };
        Ok(Self {
            selection: Selection::of(args.file.as_os_str(), named, otherwise)?,
            to: recipe.to,
            width: args.width.or(recipe.width),
            height: args.height.or(recipe.height),
            scale: args.scale.or(recipe.scale),
            text_size: args.text_size.or(recipe.text_size),
            theme: args.theme.or(recipe.theme).unwrap_or_default(),
            fonts,
            lanes: lanes.or(recipe.lanes),
            style: args.style.or(recipe.style).unwrap_or_default(),
            has_undated: args.undated.or(recipe.undated).unwrap_or(false),
            title,
            has_notes: args.no_notes.map(|is| !is).or(recipe.notes).unwrap_or(true),
            quotations: has_quotations.then(|| limit.unwrap_or_default()),
            sources: args.sources.clone().or_else(|| recipe.sources.map(beside)),
        })
    }

    fn format(&self, args: &RenderArgs) -> Result<FigureFormat, VerbError> {
        let Some(output) = &args.output else {
            return Ok(args.to.or(self.to).unwrap_or(FigureFormat::Svg));
        };
        let suffix = output.extension().and_then(std::ffi::OsStr::to_str);
        let by_suffix = suffix.and_then(|suffix| suffix.to_ascii_lowercase().parse().ok());
        args.to.or(by_suffix).or(self.to).ok_or_else(|| {
            let refusal = FileError::new("What it ends with names no format of figures");
            VerbError::refused(output)(
                refusal.with_hint("Let it end with .svg, .png or .pdf, or say --to."),
            )
        })
    }

    fn fonts(&self) -> Result<Fonts, VerbError> {
        let mut files = Vec::new();
        for path in &self.fonts {
            let (bytes, _) =
                read_up_to(path, MOST_FONT, too_large).map_err(VerbError::refused(path))?;
            files.push(bytes);
        }
        Fonts::with(files).map_err(|(position, error)| {
            let path = self
                .fonts
                .get(position)
                .map_or(Path::new(""), PathBuf::as_path);
            let refusal = FileError::new(error.to_string());
            VerbError::refused(path)(refusal.with_hint("Name a file that ends with .ttf or .otf."))
        })
    }
}

fn too_large() -> FileError {
    FileError::new("The file is too large").with_hint("Name a smaller one.")
}

fn read_recipe(path: &Path) -> Result<Recipe, VerbError> {
    let (bytes, _) = read_up_to(path, MOST_RECIPE, too_large).map_err(VerbError::refused(path))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| VerbError::refused(path)(FileError::new("The recipe is no text in UTF-8")))?;
    Recipe::read(&text).map_err(|error| {
        VerbError::refused(path)(FileError {
            line: Some(error.line),
            column: Some(error.column),
            ..FileError::new(error.message).with_hint(error.hint)
        })
    })
}

fn draw(
    options: &RenderOptions,
    opened: &TimelineFile,
    anchors: &[Anchor],
    fonts: &Fonts,
) -> Result<Figure, VerbError> {
    let timeline = &opened.reading.timeline;
    let file = &options.selection.file;
    let index = TimeIndex::new(timeline);
    let lanes = LaneIndexes::new(timeline, &index);
    let viewport = match &options.selection.range {
        None => None,
        Some(range) => Some(viewport_of(range, &index).ok_or_else(|| {
            let message = format!("The range {} has no place on an axis", range.as_str());
            VerbError::refused(file)(
                FileError::new(message).with_hint("Write a range like 1950/1965."),
            )
        })?),
    };
    let defaults = FigureOptions::default();
    let view = FigureOptions {
        theme: options.theme,
        width: options.width.map_or(defaults.width, Hundredths::get),
        height: options.height.map(Hundredths::get),
        text_size: options
            .text_size
            .map_or(defaults.text_size, Hundredths::get),
        viewport,
        lanes: match &options.lanes {
            None => None,
            Some(ids) => Some(lanes_of(timeline, ids).map_err(VerbError::refused(file))?),
        },
        events: options.selection.events(timeline, anchors, None),
        title: options.title.clone(),
        style: options.style,
        has_undated: options.has_undated,
        has_notes: options.has_notes,
        ..defaults
    };
    let input = FigureInput {
        timeline,
        index: &index,
        lanes: &lanes,
        digest: Some(opened.digest()),
        fonts,
    };
    let Some(limit) = options.quotations else {
        return Ok(figure(&input, &view, None));
    };
    let mut quotations = Quotations::new(limit, timeline.sources.len());
    Ok(figure(&input, &view, Some(&mut quotations)))
}

/// The lanes that are named, by position. That of the events without one has no
/// id: it goes by `none`, unless a lane has that.
fn lanes_of(timeline: &Timeline, ids: &[String]) -> Result<Vec<usize>, FileError> {
    const NONE: &str = "none";
    let position = |id: &String| {
        let found = timeline.lanes.iter().position(|lane| lane.id == *id);
        let stray = (id == NONE).then_some(timeline.lanes.len());
        found.or(stray).ok_or_else(|| {
            let refusal = FileError::new(format!("No lane has the id “{id}”"));
            let lanes = ids_in_words(&timeline.lanes);
            refusal.with_hint(format!("{lanes}`none` is that of the events without one."))
        })
    };
    ids.iter().map(position).collect()
}

/// Says which characters no font has.
fn say_missing(figure: &Figure, streams: &mut Streams<'_>) -> Result<(), VerbError> {
    const MOST: usize = 20;
    let missing = &figure.summary().missing;
    if missing.is_empty() {
        return Ok(());
    }
    let told = |c: &char| format!("{} (U+{:04X})", visible_id(&c.to_string()), u32::from(*c));
    let mut words = missing
        .iter()
        .take(MOST)
        .map(told)
        .collect::<Vec<_>>()
        .join(", ");
    if let Some(more) = missing.len().checked_sub(MOST).filter(|more| *more > 0) {
        words = format!("{words} and {more} more");
    }
    writeln!(
        streams.err,
        "warning: no font at hand has {words}\n  hint: Name one that has them with --font FILE."
    )?;
    Ok(())
}
