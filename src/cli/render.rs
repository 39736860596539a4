//! `annals render`: a figure with footnotes.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::outcome::{CommandError, Outcome};
use super::run::Streams;
use super::selection::{CommandScope, SelectionSource};
use super::timeline_file::{drafts_of, open};
use crate::bibliography::Style;
use crate::export::{ExportKind, ExportRequest, FigureExport, export, listed};
use crate::figure::{
    FigureFormat, FigureOptions, FigureTitle, Fonts, PixelsPerPoint, PlotHeight, Recipe, TextSize,
    Width, viewport_of,
};
use crate::layout::Viewport;
use crate::model::{QuoteLimit, Timeline, ids_in_words, visible_id};
use crate::query::TimeIndex;
use crate::storage::{FileError, read_up_to, write_atomically};
use crate::theme::Theme;
use annals_edtf::Edtf;

/// The largest recipe and the largest font, in bytes.
const MAX_RECIPE_BYTES: u64 = 1 << 20;
const MAX_FONT_BYTES: u64 = 64 << 20;

/// Arguments of `annals render`.
#[derive(Debug, Clone, PartialEq, Eq, clap::Args)]
#[command(after_help = "\
Examples:
  annals render timeline.json -o fig.svg
  annals render timeline.json -o fig.pdf --width 450 --text-size 9 --range 1950/1965
  annals render timeline.json -o fig.png --theme dark --lanes washington,phnom-penh --undated
  annals render 'timeline.json#range=1950/1965&filter=radio' -o fig.svg
  annals render timeline.json --recipe fig.toml -o fig.pdf

A recipe is a TOML file with the options below as keys, such as `width = 450`. Options given here
win: --undated=false wins over `undated = true`. The same file, options, version and fonts give the
same bytes. With --quotations the notes quote at most 300 words per source. Change this with
--quote-limit.")]
pub struct RenderArgs {
    /// The timeline; FILE#range=EDTF&filter=WORDS draws that part of it
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The file to write [default: SVG on standard output]
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// A file with options
    #[arg(long, value_name = "FILE")]
    pub recipe: Option<PathBuf>,
    /// The format: svg, png or pdf [default: by the suffix of OUT]
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<FigureFormat>,
    /// Width of the figure, in points [default: 900]
    #[arg(long, value_name = "POINTS")]
    pub width: Option<Width>,
    /// Least height of the plot, in points [default: what its lanes need]
    #[arg(long, value_name = "POINTS")]
    pub height: Option<PlotHeight>,
    /// Pixels per point, in PNG [default: 2]
    #[arg(long, value_name = "NUMBER")]
    pub scale: Option<PixelsPerPoint>,
    /// Colours: light, dark or print, which has a white background
    #[arg(long, value_name = "THEME")]
    pub theme: Option<Theme>,
    /// A TrueType or OpenType font; the first replaces the bundled ones, others supply missing characters
    #[arg(long = "font", value_name = "FILE")]
    pub fonts: Vec<PathBuf>,
    /// Size of labels, in points; everything else scales with them [default: 13.5]
    #[arg(long, value_name = "POINTS")]
    pub text_size: Option<TextSize>,
    /// Draw only this span of time
    #[arg(long, value_name = "EDTF", allow_hyphen_values = true, value_parser = Edtf::parse)]
    pub range: Option<Edtf>,
    /// Draw only these lanes, in this order; `none` is the lane of events without one
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    pub lanes: Vec<String>,
    /// Draw only the events that match this search
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// The citation style of the notes: chicago-notes, apa or mla
    #[arg(long, value_name = "STYLE")]
    pub style: Option<Style>,
    /// List the undated events under the axis
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub undated: Option<bool>,
    /// A title instead of the timeline's title and description
    #[arg(long, value_name = "TEXT", conflicts_with = "no_title")]
    pub title: Option<String>,
    /// Draw no title
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub no_title: Option<bool>,
    /// Draw neither notes nor sources
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub no_notes: Option<bool>,
    /// Quote the passages in the notes
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub quotations: Option<bool>,
    /// Draw drafts and rejected events too
    #[arg(long)]
    pub drafts: bool,
    /// The most words to quote per source: a number, or none [default: 300]
    #[arg(long, value_name = "N")]
    pub quote_limit: Option<QuoteLimit>,
    /// A folder with copies of the sources
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
}

pub(super) fn run(args: &RenderArgs, streams: &mut Streams<'_>) -> Result<Outcome, CommandError> {
    let (options, selection) = read_options(args)?;
    let format = format_of(args, &options)?;
    let fonts = read_fonts(options.fonts.as_deref().unwrap_or_default())?;
    let path = &selection.file;
    let mut file = open(path)?;
    let mut anchors = Vec::new();
    let needs_states = selection.filter.asks_for_states();
    if options.sources.is_some() || needs_states {
        file = file.with_documents(options.sources.as_ref(), streams.worker)?;
        if needs_states {
            anchors = file.anchor_passages();
        }
    }
    if let Some(output) = &args.output {
        let recipe = args.recipe.iter().map(|path| (path.clone(), "recipe"));
        let fonts = options.fonts.iter().flatten();
        let fonts = fonts.map(|path| (path.clone(), "font"));
        file.refuse_overwriting_inputs(output, recipe.chain(fonts))?;
    }
    let indexes = file.indexes();
    let viewport = viewport(selection.range.as_ref(), &indexes.index);
    let lanes = options.lanes.as_deref();
    let lanes = lanes
        .map(|ids| find_lanes(file.timeline(), ids))
        .transpose();
    let events = selection.events(file.timeline(), &anchors, None);
    let request = ExportRequest {
        events: events.as_ref(),
        style: options.style.unwrap_or_default(),
        limit: options.quote_limit.unwrap_or_default(),
        drafts: drafts_of(args.drafts),
        ..file.request(&indexes, &anchors)
    };
    let has_quotations = options.quotations.unwrap_or(false);
    let defaults = FigureOptions::default();
    let product = FigureExport {
        format,
        view: FigureOptions {
            theme: options.theme.unwrap_or_default(),
            width: options.width.map_or(defaults.width, Width::get),
            height: options.height.map(PlotHeight::get),
            text_size: options.text_size.map_or(defaults.text_size, TextSize::get),
            viewport: viewport.map_err(CommandError::about(path))?,
            lanes: lanes.map_err(CommandError::about(path))?,
            title: options.title.unwrap_or_default(),
            has_undated: options.undated.unwrap_or(false),
            has_notes: options.notes.unwrap_or(true),
            ..defaults
        },
        fonts: &fonts,
        scale: options.scale.map_or(2.0, PixelsPerPoint::get),
        has_quotations,
    };
    let target = args.output.as_deref().unwrap_or(path);
    let outcome =
        export(&request, ExportKind::Figure(product)).map_err(CommandError::about(target))?;
    match &args.output {
        Some(output) => {
            let written = write_atomically(output, &outcome.bytes);
            let warnings = written.map_err(CommandError::about(output))?;
            streams.save_warnings(output, &warnings)?;
        }
        None => streams.out.write_all(&outcome.bytes)?,
    }
    streams.problems(path, &file.problems, false)?;
    streams.drafts_left_out(path, outcome.drafts_left_out)?;
    let has_link_problems = selection.report_problems(&file, Some(outcome.events), streams)?;
    report_missing_glyphs(&outcome.missing_glyphs, streams)?;
    if args.quote_limit.is_some() && !has_quotations {
        writeln!(
            streams.err,
            "warning: --quote-limit has no effect without --quotations\n  hint: Add --quotations."
        )?;
    }
    Ok(Outcome::problems_if(has_link_problems || file.has_errors()))
}

/// The options of the arguments and the recipe, where arguments win, and the
/// selection. Paths in the recipe are relative to its folder.
fn read_options(args: &RenderArgs) -> Result<(Recipe, CommandScope), CommandError> {
    let recipe = match &args.recipe {
        Some(path) => read_recipe(path)?,
        None => Recipe::default(),
    };
    let folder = args.recipe.as_deref().and_then(Path::parent);
    let beside = |path: PathBuf| folder.map_or_else(|| path.clone(), |it| it.join(&path));
    let flags = SelectionSource {
        named_as: "--filter".into(),
        range: args.range.clone(),
        filter: args.filter.clone(),
    };
    let of_recipe = SelectionSource {
        named_as: args.recipe.clone().unwrap_or_default(),
        range: recipe.range.clone(),
        filter: recipe.filter.clone(),
    };
    let selection = CommandScope::of(args.file.as_os_str(), flags, of_recipe)?;
    let title = match (&args.title, args.no_title) {
        (Some(words), _) => Some(FigureTitle::Custom(words.clone())),
        (None, Some(true)) => Some(FigureTitle::Absent),
        (None, Some(false)) => Some(FigureTitle::OfTimeline),
        (None, None) => recipe.title,
    };
    let given = |paths: &[PathBuf]| Some(paths.to_vec()).filter(|paths| !paths.is_empty());
    let beside_all = |paths: Vec<PathBuf>| paths.into_iter().map(beside).collect();
    let options = Recipe {
        to: args.to.or(recipe.to),
        width: args.width.or(recipe.width),
        height: args.height.or(recipe.height),
        scale: args.scale.or(recipe.scale),
        theme: args.theme.or(recipe.theme),
        fonts: given(&args.fonts).or_else(|| recipe.fonts.map(beside_all)),
        text_size: args.text_size.or(recipe.text_size),
        lanes: Some(args.lanes.clone())
            .filter(|lanes| !lanes.is_empty())
            .or(recipe.lanes),
        style: args.style.or(recipe.style),
        undated: args.undated.or(recipe.undated),
        title,
        notes: args.no_notes.map(|is| !is).or(recipe.notes),
        quotations: args.quotations.or(recipe.quotations),
        quote_limit: args.quote_limit.or(recipe.quote_limit),
        sources: args.sources.clone().or_else(|| recipe.sources.map(beside)),
        ..Recipe::default()
    };
    Ok((options, selection))
}

/// The format of `--to`, else that of the output's suffix, else that of the recipe.
fn format_of(args: &RenderArgs, options: &Recipe) -> Result<FigureFormat, CommandError> {
    let Some(output) = &args.output else {
        return Ok(options.to.unwrap_or(FigureFormat::Svg));
    };
    let suffix = output.extension().and_then(OsStr::to_str);
    let by_suffix = suffix.and_then(|suffix| suffix.to_ascii_lowercase().parse().ok());
    args.to.or(by_suffix).or(options.to).ok_or_else(|| {
        let error = FileError::new("The suffix is no format of a figure");
        CommandError::about(output)(
            error.with_hint("Let it end in .svg, .png or .pdf, or use --to."),
        )
    })
}

fn read_fonts(paths: &[PathBuf]) -> Result<Fonts, CommandError> {
    let mut files = Vec::new();
    for path in paths {
        let (bytes, _) =
            read_up_to(path, MAX_FONT_BYTES, too_large).map_err(CommandError::about(path))?;
        files.push(bytes);
    }
    Fonts::with(files).map_err(|position| {
        let path = paths.get(position).map_or(Path::new(""), PathBuf::as_path);
        let error =
            FileError::new("The file is no TrueType or OpenType font whose outlines can be read");
        CommandError::about(path)(error.with_hint("Name a file that ends in .ttf or .otf."))
    })
}

fn too_large() -> FileError {
    FileError::new("The file is too large").with_hint("Name a smaller one.")
}

fn read_recipe(path: &Path) -> Result<Recipe, CommandError> {
    let (bytes, _) =
        read_up_to(path, MAX_RECIPE_BYTES, too_large).map_err(CommandError::about(path))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        CommandError::about(path)(FileError::new("The recipe is not text in UTF-8"))
    })?;
    Recipe::read(&text).map_err(|error| {
        CommandError::about(path)(FileError {
            line: Some(error.line),
            column: Some(error.column),
            ..FileError::new(error.message).with_hint(
                "The keys are the options of `annals render --help`; `title = false` and \
                 `notes = false` leave those out.",
            )
        })
    })
}

fn viewport(range: Option<&Edtf>, index: &TimeIndex) -> Result<Option<Viewport>, FileError> {
    let Some(range) = range else {
        return Ok(None);
    };
    let viewport = viewport_of(range, index).ok_or_else(|| {
        let message = format!("The range {} cannot be drawn on an axis", range.as_str());
        FileError::new(message).with_hint("Use a range such as 1950/1965.")
    })?;
    Ok(Some(viewport))
}

/// The positions of lanes. `none` is the lane of the events without one, unless a
/// lane has that id.
fn find_lanes(timeline: &Timeline, ids: &[String]) -> Result<Vec<usize>, FileError> {
    const NONE: &str = "none";
    let position = |id: &String| {
        let found = timeline.lanes.iter().position(|lane| lane.id == *id);
        let stray = (id == NONE).then_some(timeline.lanes.len());
        found.or(stray).ok_or_else(|| {
            let error = FileError::new(format!("No lane has the id “{id}”"));
            let lanes = ids_in_words(&timeline.lanes);
            error.with_hint(format!("{lanes}`none` is the lane of events without one."))
        })
    };
    ids.iter().map(position).collect()
}

/// Warns about characters that no font has.
fn report_missing_glyphs(
    missing: &BTreeSet<char>,
    streams: &mut Streams<'_>,
) -> Result<(), CommandError> {
    const MAX_LISTED: usize = 20;
    if missing.is_empty() {
        return Ok(());
    }
    let characters = missing.iter();
    let characters =
        characters.map(|c| format!("{} (U+{:04X})", visible_id(&c.to_string()), u32::from(*c)));
    let listed = listed(characters, MAX_LISTED);
    writeln!(
        streams.err,
        "warning: no font has {listed}\n  hint: Add a font that has them with --font FILE."
    )?;
    Ok(())
}
