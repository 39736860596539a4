//! Recipes: options of a figure in a TOML file.
//!
//! Each key has the name of an argument of `annals render`. Paths are relative to the folder
//! of the recipe. A recipe names neither the timeline nor the output file.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::str::FromStr;

use toml_edit::{Document, Item, TomlError, Value};

use super::options::{MAX_PLOT_HEIGHT, SCALES, TEXT_SIZES, Title, WIDTHS};
use crate::bibliography::Style;
use crate::theme::Theme;
use annals_edtf::Edtf;

/// A format of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureFormat {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Network Graphics.
    Png,
    /// Portable Document Format.
    Pdf,
}

impl FigureFormat {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::Pdf];

    /// The name, which is also the file name extension.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

/// A length or a scale with two decimal places, the precision of a written figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hundredths(u32);

impl Hundredths {
    /// The number.
    #[must_use]
    pub fn get(self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "at most 10,000.00")]
        let hundredths = self.0 as f32;
        hundredths / 100.0
    }

    fn of(number: f64, (least, most): (f32, f32)) -> Option<Self> {
        if !(f64::from(least)..=f64::from(most)).contains(&number) {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked above"
        )]
        let hundredths = (number * 100.0).round() as u32;
        Some(Self(hundredths))
    }
}

/// Options of a figure. `None` means the default.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recipe {
    /// `to`
    pub to: Option<FigureFormat>,
    /// `width`, in points
    pub width: Option<Hundredths>,
    /// `height`, in points
    pub height: Option<Hundredths>,
    /// `scale`, in pixels per point
    pub scale: Option<Hundredths>,
    /// `text-size`, in points
    pub text_size: Option<Hundredths>,
    /// `theme`
    pub theme: Option<Theme>,
    /// `font`: one path, or several
    pub fonts: Option<Vec<PathBuf>>,
    /// `range`
    pub range: Option<Edtf>,
    /// `lanes`: ids
    pub lanes: Option<Vec<String>>,
    /// `filter`
    pub filter: Option<String>,
    /// `style`
    pub style: Option<Style>,
    /// `undated`
    pub undated: Option<bool>,
    /// `title`: a text, or `false` for none
    pub title: Option<Title>,
    /// `notes`
    pub notes: Option<bool>,
    /// `quotations`
    pub quotations: Option<bool>,
    /// `quote-limit`: a number of words, or `"none"`, which is `None` here
    pub quote_limit: Option<Option<usize>>,
    /// `sources`
    pub sources: Option<PathBuf>,
}

/// The keys of a recipe.
const RECIPE_KEYS: [&str; 17] = [
    "to",
    "width",
    "height",
    "scale",
    "theme",
    "font",
    "text-size",
    "range",
    "lanes",
    "filter",
    "style",
    "undated",
    "title",
    "notes",
    "quotations",
    "quote-limit",
    "sources",
];

/// An error in a recipe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeError {
    /// The line, from 1.
    pub line: usize,
    /// The column, in code points from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What is allowed.
    pub hint: String,
}

impl fmt::Display for RecipeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.line, self.column);
        write!(
            f,
            "{} (line {line}, column {column}). {}",
            self.message, self.hint
        )
    }
}

impl std::error::Error for RecipeError {}

/// Reads a format by its name. The error says which names are allowed.
impl FromStr for FigureFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        one_of(text, Self::ALL, Self::name)
    }
}

fn one_of<T: Copy, const N: usize>(
    text: &str,
    all: [T; N],
    name: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    let found = all.into_iter().find(|it| name(*it) == text);
    found.ok_or_else(|| format!("It is one of {}.", all.map(name).join(", ")))
}

/// Reads a width, in points.
///
/// # Errors
///
/// The allowed range.
pub fn parse_width(text: &str) -> Result<Hundredths, String> {
    length(text, WIDTHS)
}

/// Reads a height, in points.
///
/// # Errors
///
/// The allowed range.
pub fn parse_height(text: &str) -> Result<Hundredths, String> {
    length(text, (0.0, MAX_PLOT_HEIGHT))
}

/// Reads a scale, in pixels per point.
///
/// # Errors
///
/// The allowed range.
pub fn parse_scale(text: &str) -> Result<Hundredths, String> {
    length(text, SCALES)
}

/// Reads a text size, in points.
///
/// # Errors
///
/// The allowed range.
pub fn parse_text_size(text: &str) -> Result<Hundredths, String> {
    length(text, TEXT_SIZES)
}

fn length(text: &str, range: (f32, f32)) -> Result<Hundredths, String> {
    let number = text.parse::<f64>().ok();
    let length = number.and_then(|number| Hundredths::of(number, range));
    length.ok_or_else(|| in_range(range))
}

fn in_range((least, most): (f32, f32)) -> String {
    format!("It is a number from {least} to {most}.")
}

impl Recipe {
    /// Reads a recipe.
    ///
    /// # Errors
    ///
    /// [`RecipeError`] for the first unknown key or invalid value.
    pub fn read(text: &str) -> Result<Self, RecipeError> {
        let document = Document::parse(text).map_err(|error| broken(text, &error))?;
        let mut recipe = Self::default();
        for (name, item) in document.as_table() {
            let key = document.as_table().get_key_value(name);
            let place = key.and_then(|(key, _)| key.span());
            recipe.take(name, item).map_err(|hint| {
                let message = if RECIPE_KEYS.contains(&name) {
                    format!("`{name}` has a value that it cannot have")
                } else {
                    format!("`{name}` is no key of a recipe")
                };
                let of_value = item.span().filter(|_| RECIPE_KEYS.contains(&name));
                at(text, of_value.or(place), message, hint)
            })?;
        }
        Ok(recipe)
    }

    fn take(&mut self, name: &str, item: &Item) -> Result<(), String> {
        let value = item.as_value();
        match name {
            "to" => self.to = Some(text_of(value)?.parse()?),
            "width" => self.width = Some(number(value, WIDTHS)?),
            "height" => self.height = Some(number(value, (0.0, MAX_PLOT_HEIGHT))?),
            "scale" => self.scale = Some(number(value, SCALES)?),
            "text-size" => self.text_size = Some(number(value, TEXT_SIZES)?),
            "theme" => self.theme = Some(text_of(value)?.parse()?),
            "font" => {
                let fonts = texts_of(value)?;
                self.fonts = Some(fonts.into_iter().map(PathBuf::from).collect());
            }
            "range" => {
                let range = Edtf::parse(text_of(value)?);
                self.range = Some(range.map_err(|error| {
                    format!("It is an EDTF date or range, as \"1950/1965\": {error}.")
                })?);
            }
            "lanes" => {
                let lanes = texts_of(value)?;
                if lanes.is_empty() {
                    return Err(
                        "Without the key every lane is drawn; name one at least.".to_owned()
                    );
                }
                self.lanes = Some(lanes);
            }
            "filter" => self.filter = Some(text_of(value)?.to_owned()),
            "style" => {
                let style = text_of(value)?.parse();
                self.style = Some(style.map_err(|_| {
                    format!("It is one of {}.", Style::ALL.map(Style::name).join(", "))
                })?);
            }
            "undated" => self.undated = Some(truth_of(value)?),
            "notes" => self.notes = Some(truth_of(value)?),
            "quotations" => self.quotations = Some(truth_of(value)?),
            "title" => {
                self.title = Some(match value {
                    Some(Value::Boolean(is)) if *is.value() => Title::OfTimeline,
                    Some(Value::Boolean(_)) => Title::Absent,
                    Some(Value::String(words)) => Title::Custom(words.value().clone()),
                    _ => return Err("It is words in quotation marks, or false.".to_owned()),
                });
            }
            "quote-limit" => {
                let limit = value.and_then(Value::as_integer);
                self.quote_limit = Some(match (limit, value.and_then(Value::as_str)) {
                    (Some(limit), _) if limit >= 0 => usize::try_from(limit).ok(),
                    (None, Some("none")) => None,
                    _ => return Err("It is a number of words, or \"none\".".to_owned()),
                });
            }
            "sources" => self.sources = Some(PathBuf::from(text_of(value)?)),
            _ => {
                let keys = RECIPE_KEYS.join(", ");
                return Err(format!(
                    "The keys are {keys}; `title = false` and `notes = false` leave those out."
                ));
            }
        }
        Ok(())
    }
}

fn text_of(value: Option<&Value>) -> Result<&str, String> {
    let text = value.and_then(Value::as_str);
    text.ok_or_else(|| "It is a text in quotation marks.".to_owned())
}

fn texts_of(value: Option<&Value>) -> Result<Vec<String>, String> {
    let of_list = || {
        let list = value?.as_array()?.iter();
        list.map(|value| value.as_str().map(str::to_owned))
            .collect()
    };
    let one = value.and_then(Value::as_str);
    let texts = one.map(|one| vec![one.to_owned()]).or_else(of_list);
    texts.ok_or_else(|| "It is a list of texts, as [\"one\", \"other\"].".to_owned())
}

fn truth_of(value: Option<&Value>) -> Result<bool, String> {
    let truth = value.and_then(Value::as_bool);
    truth.ok_or_else(|| "It is true or false.".to_owned())
}

fn number(value: Option<&Value>, range: (f32, f32)) -> Result<Hundredths, String> {
    #[expect(clippy::cast_precision_loss, reason = "far greater ones are refused")]
    let whole = || Some(value?.as_integer()? as f64);
    let number = value.and_then(Value::as_float).or_else(whole);
    let number = number.and_then(|number| Hundredths::of(number, range));
    number.ok_or_else(|| in_range(range))
}

fn broken(text: &str, error: &TomlError) -> RecipeError {
    let message = format!("The recipe is no TOML: {}", error.message().trim());
    let hint = "A line is a key, =, and a value, as width = 900.".to_owned();
    at(text, error.span(), message, hint)
}

fn at(text: &str, place: Option<Range<usize>>, message: String, hint: String) -> RecipeError {
    let start = place.map_or(0, |place| place.start.min(text.len()));
    let before = text.get(..start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let begun = before.rsplit('\n').next().unwrap_or_default();
    RecipeError {
        line,
        column: begun.chars().count() + 1,
        message,
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_has_a_key_for_every_option() {
        let recipe = Recipe::read(
            "# for the paper\nto = 'pdf'\nwidth = 450\nheight = 200.5\nscale = 3\n\
             text-size = 9\ntheme = 'dark'\nfont = 'a.ttf'\nrange = '1950/1965'\n\
             lanes = ['b', 'a']\nfilter = 'radio'\nstyle = 'apa'\nundated = true\n\
             title = 'A \"title\"'\nnotes = false\nquotations = true\nquote-limit = 'none'\n\
             sources = 'texts'\n",
        )
        .unwrap();
        assert_eq!(recipe.to, Some(FigureFormat::Pdf));
        assert_eq!(recipe.height.map(Hundredths::get), Some(200.5));
        assert_eq!(recipe.fonts, Some(vec![PathBuf::from("a.ttf")]));
        assert_eq!(recipe.lanes, Some(vec!["b".to_owned(), "a".to_owned()]));
        assert_eq!(recipe.title, Some(Title::Custom("A \"title\"".to_owned())));
        assert_eq!(recipe.quote_limit, Some(None));
        assert_eq!(Recipe::read("").unwrap(), Recipe::default());
        let bare = Recipe::read("title = false").unwrap();
        assert_eq!(bare.title, Some(Title::Absent));
    }

    #[test]
    fn errors_in_a_recipe_have_a_line_and_a_column() {
        for (text, line, column, message, hint) in [
            (
                "wide = 3",
                1,
                1,
                "`wide` is no key",
                "The keys are to, width",
            ),
            ("\nwidth = 3", 2, 9, "`width` has", "from 300 to 10000"),
            ("width = 'é'", 1, 9, "`width` has", "from 300"),
            ("theme = 'red'", 1, 9, "`theme` has", "light, dark"),
            ("to = 'gif'", 1, 6, "`to` has", "svg, png, pdf"),
            ("range = '195'", 1, 9, "`range` has", "EDTF"),
            ("lanes = 3", 1, 9, "`lanes` has", "a list"),
            ("lanes = []", 1, 9, "`lanes` has", "one at least"),
            (
                "style = 'x'",
                1,
                9,
                "`style` has",
                "chicago-notes, apa, mla",
            ),
            ("undated = 1", 1, 11, "`undated` has", "true or false"),
            ("quote-limit = -1", 1, 15, "`quote-limit` has", "\"none\""),
            ("[width]\na = 1", 1, 1, "`width` has", "a number"),
            ("width = nan", 1, 9, "`width` has", "a number"),
            ("width = ", 1, 9, "The recipe is no TOML", "a key"),
            (
                "to = 'svg'\nto = 'png'",
                2,
                1,
                "The recipe is no TOML",
                "a key",
            ),
        ] {
            let error = Recipe::read(text).unwrap_err();
            assert_eq!(
                (error.line, error.column),
                (line, column),
                "{text}: {error}"
            );
            assert!(error.message.starts_with(message), "{error}");
            assert!(error.hint.contains(hint), "{error}");
        }
    }
}
