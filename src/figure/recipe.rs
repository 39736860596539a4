//! Recipes: options of a figure in a TOML file.
//!
//! Each key has the name of an argument of `annals render`. Paths are relative to the folder
//! of the recipe. A recipe names neither the timeline nor the output file.

use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use serde::de::value::Error as ValueError;
use serde::de::{Error as _, IntoDeserializer as _};
use serde::{Deserialize, Deserializer};

use super::options::{FigureTitle, PixelsPerPoint, PlotHeight, TextSize, Width};
use crate::bibliography::Style;
use crate::model::QuoteLimit;
use crate::theme::Theme;
use annals_edtf::Edtf;

/// A format of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureFormat {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Network Graphics.
    Png,
    /// Portable Document Format.
    Pdf,
}

impl FigureFormat {
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

/// Reads a format by its name. The error says which names are allowed.
impl FromStr for FigureFormat {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::deserialize(text.into_deserializer())
    }
}

/// Options of a figure. `None` means the default.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recipe {
    /// `to`
    pub to: Option<FigureFormat>,
    /// `width`, in points
    pub width: Option<Width>,
    /// `height`, in points
    pub height: Option<PlotHeight>,
    /// `scale`, in pixels per point
    pub scale: Option<PixelsPerPoint>,
    /// `text-size`, in points
    pub text_size: Option<TextSize>,
    /// `theme`
    pub theme: Option<Theme>,
    /// `font`: one path, or several
    #[serde(rename = "font", deserialize_with = "fonts")]
    pub fonts: Option<Vec<PathBuf>>,
    /// `range`
    #[serde(deserialize_with = "range")]
    pub range: Option<Edtf>,
    /// `lanes`: ids
    #[serde(deserialize_with = "lanes")]
    pub lanes: Option<Vec<String>>,
    /// `filter`
    pub filter: Option<String>,
    /// `style`
    #[serde(deserialize_with = "style")]
    pub style: Option<Style>,
    /// `undated`
    pub undated: Option<bool>,
    /// `title`: a text, or `false` for none
    #[serde(deserialize_with = "title")]
    pub title: Option<FigureTitle>,
    /// `notes`
    pub notes: Option<bool>,
    /// `quotations`
    pub quotations: Option<bool>,
    /// `quote-limit`: a number of words, or `"none"`
    #[serde(deserialize_with = "quote_limit")]
    pub quote_limit: Option<QuoteLimit>,
    /// `sources`
    pub sources: Option<PathBuf>,
}

/// An error in a recipe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipeError {
    /// The line, from 1.
    pub line: usize,
    /// The column, in code points from 1.
    pub column: usize,
    /// What is wrong, and what is allowed.
    pub message: String,
}

impl Recipe {
    /// Reads a recipe.
    ///
    /// # Errors
    ///
    /// [`RecipeError`] for the first unknown key or invalid value.
    pub fn read(text: &str) -> Result<Self, RecipeError> {
        toml_edit::de::from_str(text).map_err(|mut error| {
            let start = error.span().map_or(0, |span| span.start);
            let before = text.get(..start).unwrap_or(text);
            let line_start = before.rsplit('\n').next().unwrap_or_default();
            // Without the input, the message does not repeat it.
            error.set_input(None);
            RecipeError {
                line: before.matches('\n').count() + 1,
                column: line_start.chars().count() + 1,
                message: error.to_string().trim_end().replace('\n', " "),
            }
        })
    }
}

/// A value of one of two types.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOf<A, B> {
    First(A),
    Second(B),
}

/// Reads a value of one of two types; otherwise the error says what is `expected`.
fn one_of<'de, D, A, B>(from: D, expected: &str) -> Result<OneOf<A, B>, D::Error>
where
    D: Deserializer<'de>,
    A: Deserialize<'de>,
    B: Deserialize<'de>,
{
    OneOf::deserialize(from).map_err(|_| D::Error::custom(format!("expected {expected}")))
}

fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(match one_of(from, "a text, or a list of texts")? {
        OneOf::First(text) => vec![text],
        OneOf::Second(texts) => texts,
    })
}

fn fonts<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<PathBuf>>, D::Error> {
    let fonts = texts(from)?.into_iter();
    Ok(Some(fonts.map(PathBuf::from).collect()))
}

fn lanes<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<String>>, D::Error> {
    let lanes = Some(texts(from)?).filter(|lanes| !lanes.is_empty());
    let error = || D::Error::custom("expected at least one lane; without the key, all are drawn");
    lanes.ok_or_else(error).map(Some)
}

/// Reads a text with a parser.
fn parsed<'de, D: Deserializer<'de>, T, E: Display>(
    from: D,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(from)?;
    parse(&text).map(Some).map_err(D::Error::custom)
}

fn range<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Edtf>, D::Error> {
    parsed(from, |text| {
        Edtf::parse(text).map_err(|error| format!("expected an EDTF date: {error}"))
    })
}

fn style<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Style>, D::Error> {
    parsed(from, Style::from_str)
}

fn title<'de, D: Deserializer<'de>>(from: D) -> Result<Option<FigureTitle>, D::Error> {
    let title = one_of(from, "a text, or false")?;
    Ok(Some(match title {
        OneOf::First(true) => FigureTitle::OfTimeline,
        OneOf::First(false) => FigureTitle::Absent,
        OneOf::Second(words) => FigureTitle::Custom(words),
    }))
}

fn quote_limit<'de, D: Deserializer<'de>>(from: D) -> Result<Option<QuoteLimit>, D::Error> {
    let expected = "a number of words, or \"none\"";
    match one_of(from, expected)? {
        OneOf::First(words) => Ok(Some(QuoteLimit::Words(words))),
        OneOf::Second(NoLimit::None) => Ok(Some(QuoteLimit::Unlimited)),
    }
}

/// The word that a recipe has instead of the number of words.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum NoLimit {
    None,
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
        assert_eq!(recipe.height.map(PlotHeight::get), Some(200.5));
        assert_eq!(recipe.fonts, Some(vec![PathBuf::from("a.ttf")]));
        assert_eq!(recipe.lanes, Some(vec!["b".to_owned(), "a".to_owned()]));
        assert_eq!(
            recipe.title,
            Some(FigureTitle::Custom("A \"title\"".to_owned()))
        );
        assert_eq!(recipe.quote_limit, Some(QuoteLimit::Unlimited));
        assert_eq!(Recipe::read("").unwrap(), Recipe::default());
        let bare = Recipe::read("title = false").unwrap();
        assert_eq!(bare.title, Some(FigureTitle::Absent));
    }

    #[test]
    fn errors_in_a_recipe_have_a_line_and_a_column() {
        for (text, line, column, message) in [
            ("wide = 3", 1, 1, "`wide`, expected one of `to`, `width`"),
            ("\nwidth = 3", 2, 9, "from 300 to 10000 in `width`"),
            ("width = 'é'", 1, 9, "in `width`"),
            ("theme = 'red'", 1, 9, "`light`, `dark`"),
            ("to = 'gif'", 1, 6, "`svg`, `png`, `pdf`"),
            ("range = '195'", 1, 9, "EDTF"),
            ("lanes = 3", 1, 9, "a list of texts in `lanes`"),
            ("lanes = []", 1, 9, "at least one lane"),
            ("style = 'x'", 1, 9, "chicago-notes, apa, mla"),
            ("undated = 1", 1, 11, "boolean in `undated`"),
            ("quote-limit = -1", 1, 15, "\"none\" in `quote-limit`"),
            ("[width]\na = 1", 1, 1, "in `width`"),
            ("width = nan", 1, 9, "a number from 300"),
            ("width = ", 1, 9, "value"),
            ("to = 'svg'\nto = 'png'", 2, 1, "duplicate key"),
        ] {
            let error = Recipe::read(text).unwrap_err();
            let place = (error.line, error.column);
            assert_eq!(place, (line, column), "{text}: {error:?}");
            assert!(error.message.contains(message), "{text}: {error:?}");
        }
    }
}
