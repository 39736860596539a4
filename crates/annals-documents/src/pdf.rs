//! Text of PDF, page by page, from the glyphs that each page draws.

use std::collections::HashSet;

use hayro_interpret::font::{Glyph as FontGlyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, interpret_page,
};

use crate::error::{ExtractError, ExtractErrorKind};
use crate::format::DocumentFormat;
use crate::page_layout::{PageLayout, PositionedGlyph};
use crate::pdf_outline::{PdfOutline, page_labels};
use crate::structure::{ExtractedText, Extractor};
use crate::text_builder::{MAX_TEXT_BYTES, TOO_MUCH_TEXT, TextBuilder};

/// The library's version, and the number of this crate's rules.
pub(crate) const VERSION: &str = "0.9.0-annals.2";

/// The text of a glyph whose character is unknown.
const UNKNOWN: char = '\u{FFFD}';

/// The text of a PDF. Lines are joined to paragraphs. A word that is hyphenated
/// at a line end is joined if the document also has it unbroken; otherwise it
/// keeps its hyphen and the line end. Page labels are those of the PDF, or 1, 2,
/// 3. Headings are the paragraphs whose words are titles of the PDF's outline.
///
/// # Errors
///
/// [`ExtractError`] where the file is encrypted or damaged, or has no text layer
/// or too much text.
pub(crate) fn pdf_text(bytes: Vec<u8>) -> Result<ExtractedText, ExtractError> {
    if is_truncated(&bytes) {
        return Err(ExtractErrorKind::Damaged(DocumentFormat::Pdf).into());
    }
    let is_pdf = is_pdf(&bytes);
    let pdf = Pdf::new(bytes).map_err(|error| load_error(error, is_pdf))?;
    let content = read_pages(&pdf)?;
    if content.pages.iter().all(Vec::is_empty) {
        return Err(without_text(&content).into());
    }
    if content.unknown_glyphs * 2 > content.glyphs {
        return Err(ExtractErrorKind::UnmappedFonts.into());
    }
    let words = unbroken_words(&content.pages);
    let outline = PdfOutline::read(&pdf);
    let labels = page_labels(&pdf);
    let mut builder = TextBuilder::default();
    for (page, paragraphs) in content.pages.iter().enumerate() {
        let label = labels.get(page).cloned();
        builder.end_paragraph();
        builder.start_page(label.unwrap_or_else(|| (page + 1).to_string()));
        let mut headings = outline.headings_on(page, paragraphs);
        for (at, paragraph) in paragraphs.iter().enumerate() {
            match headings.remove(&at) {
                Some(level) => builder.start_heading(level),
                None => builder.end_paragraph(),
            }
            let paragraph = join_hyphenated_words(paragraph, &words);
            for (at, line) in paragraph.split('\n').enumerate() {
                if at > 0 {
                    builder.end_line();
                }
                builder.push_words(line);
            }
        }
    }
    builder.finish(Extractor::new("hayro-interpret", VERSION))
}

const fn load_error(error: LoadPdfError, is_pdf: bool) -> ExtractErrorKind {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ExtractErrorKind::Encrypted(DocumentFormat::Pdf)
        }
        LoadPdfError::Decryption(_) => ExtractErrorKind::UnsupportedEncryption,
        LoadPdfError::Invalid if is_pdf => ExtractErrorKind::Damaged(DocumentFormat::Pdf),
        LoadPdfError::Invalid => ExtractErrorKind::OtherFormat(DocumentFormat::Pdf),
    }
}

fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"%PDF-").is_some()
}

/// Whether the file is a PDF without its end. The library would repair it and
/// drop the rest, so that a quotation from the rest would appear to be missing.
fn is_truncated(bytes: &[u8]) -> bool {
    const HEAD_BYTES: usize = 4096;
    let head = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    // Mail programs and servers may append bytes, but no objects.
    let ends = [&b"startxref"[..], b"%%EOF"];
    let end = ends.map(|end| memchr::memmem::rfind(bytes, end));
    let has_end = end.into_iter().flatten().max().is_some_and(|end| {
        let behind = bytes.get(end..).unwrap_or_default();
        memchr::memmem::find(behind, b" obj").is_none()
    });
    // A linearized file has an end near its start too, and gives its length
    // (ISO 32000-2, annex F).
    let declared_length = memchr::memmem::find(head, b"/Linearized").and_then(|from| {
        let dictionary = head.get(from..)?;
        let dictionary = dictionary.split(|byte| *byte == b'>').next()?;
        let at = memchr::memmem::find(dictionary, b"/L ")?;
        let number = dictionary.get(at + 3..)?.trim_ascii_start();
        let digits = number
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        std::str::from_utf8(number.get(..digits)?)
            .ok()?
            .parse::<usize>()
            .ok()
    });
    is_pdf(bytes) && (!has_end || declared_length.is_some_and(|length| length > bytes.len()))
}

const fn without_text(content: &TextDevice) -> ExtractErrorKind {
    if content.pages.is_empty() {
        ExtractErrorKind::NoPages
    } else if content.images > 0 {
        ExtractErrorKind::NoTextLayer
    } else {
        ExtractErrorKind::NoText(DocumentFormat::Pdf)
    }
}

fn read_pages(pdf: &Pdf) -> Result<TextDevice, ExtractError> {
    let cache = InterpreterCache::new();
    let mut device = TextDevice::default();
    let mut length = 0;
    for page in pdf.pages().iter() {
        device.has_tex_codes = has_tex_codes(&page.resources().fonts);
        read_page(pdf, page, &cache, &mut device);
        let paragraphs = std::mem::take(&mut device.layout).paragraphs();
        length += paragraphs.iter().map(String::len).sum::<usize>();
        if length > MAX_TEXT_BYTES {
            return Err(TOO_MUCH_TEXT.into());
        }
        device.pages.push(paragraphs);
    }
    Ok(device)
}

fn read_page<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    device: &mut TextDevice,
) {
    let settings = InterpreterSettings {
        // The values of form fields are annotations.
        render_content: RenderContent::PAGE | RenderContent::ANNOTATIONS,
        ..InterpreterSettings::default()
    };
    let unused_viewport = Rect::new(0.0, 0.0, 1.0, 1.0);
    let mut context = Context::new(
        Affine::IDENTITY,
        unused_viewport,
        cache,
        pdf.xref(),
        settings,
    );
    interpret_page(page, &mut context, device);
}

/// An output device that records glyphs and draws nothing.
#[derive(Default)]
struct TextDevice {
    /// The paragraphs of each page so far.
    pages: Vec<Vec<String>>,
    /// The current page.
    layout: PageLayout,
    /// Whether the codes of Type 3 glyphs on the current page are those of TeX.
    has_tex_codes: bool,
    glyphs: usize,
    /// The glyphs without a character.
    unknown_glyphs: usize,
    images: usize,
}

impl Device<'_> for TextDevice {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.images += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        // Text that is filled and outlined comes twice; the layout drops the
        // second.
        let placements: Vec<Placement> = run
            .glyphs()
            .iter()
            .map(|glyph| Placement::from_transform(props.transform * glyph.transform()))
            .collect();
        // If all glyphs are stretched alike, the text is stretched. Otherwise it
        // is the glyphs of a substitute font, each stretched to the width that
        // the PDF gives, which says nothing about the text.
        let stretch = |placement: &Placement| placement.x_scale / placement.y_scale;
        let first = placements.first().map_or(1.0, stretch);
        let is_uniform = placements.len() > 1
            && placements
                .iter()
                .all(|one| (stretch(one) - first).abs() < 0.01 * first);
        for (glyph, placement) in run.glyphs().iter().zip(&placements) {
            let text = glyph.as_unicode().map(|unicode| match unicode {
                BfString::Char(c) => c.to_string(),
                BfString::String(text) => text,
            });
            let text = text.or_else(|| match &**glyph {
                FontGlyph::Type3(glyph) if self.has_tex_codes => tex_character(glyph.char_code()),
                _ => None,
            });
            let text = text.unwrap_or_else(|| {
                self.unknown_glyphs += 1;
                UNKNOWN.to_string()
            });
            self.glyphs += 1;
            let width = match &**glyph {
                FontGlyph::Outline(glyph) => glyph.advance_width(),
                FontGlyph::Type3(glyph) => glyph.advance_width(),
            };
            let scale = if is_uniform {
                placement.x_scale
            } else {
                placement.y_scale
            };
            self.layout.push(&PositionedGlyph {
                text,
                origin: placement.origin,
                direction: placement.direction,
                em: placement.y_scale * UNITS_PER_EM,
                advance: f64::from(width.unwrap_or(DEFAULT_WIDTH)) * scale,
            });
        }
    }
}

/// Glyph space has 1,000 units per em (ISO 32000-2, 9.2.4).
const UNITS_PER_EM: f64 = 1000.0;

/// The width of a glyph without a width.
const DEFAULT_WIDTH: f32 = 500.0;

/// The transform of a glyph, taken apart.
struct Placement {
    origin: (f64, f64),
    /// The direction of the baseline, a unit vector.
    direction: (f64, f64),
    x_scale: f64,
    y_scale: f64,
}

impl Placement {
    fn from_transform(transform: Affine) -> Self {
        let [right, rise, lean, height, x, y] = transform.as_coeffs();
        let x_scale = right.hypot(rise);
        Self {
            origin: (x, y),
            direction: (right / x_scale, rise / x_scale),
            x_scale,
            y_scale: lean.hypot(height),
        }
    }
}

/// Whether all Type 3 fonts of a page are bitmap fonts of TeX, as in nearly all
/// papers before 2000: their glyphs are named by their codes (`a65`), and the
/// codes are TeX's. The codes of other programs can mean anything.
fn has_tex_codes(fonts: &Dict<'_>) -> bool {
    let mut type3_fonts = fonts
        .keys()
        .filter_map(|name| fonts.get::<Dict<'_>>(&*name))
        .filter(|font| font.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3"))
        .peekable();
    type3_fonts.peek().is_some() && type3_fonts.all(|font| has_codes_as_names(&font))
}

fn has_codes_as_names(font: &Dict<'_>) -> bool {
    let encoding = font.get::<Dict<'_>>("Encoding");
    let Some(names) = encoding.and_then(|encoding| encoding.get::<Array<'_>>("Differences")) else {
        return false;
    };
    let mut code = 0;
    names.iter::<Object<'_>>().all(|entry| match entry {
        Object::Name(name) => {
            let own = format!("a{code}");
            code += 1;
            &*name == b".notdef" || &*name == own.as_bytes()
        }
        number => number.into_i32().is_some_and(|first| {
            code = first;
            (0..256).contains(&first)
        }),
    })
}

/// The character of a code in TeX's text fonts: those that the encodings OT1
/// (Knuth) and T1 (Cork) share, and the ligatures of OT1.
fn tex_character(code: u32) -> Option<String> {
    let ligature = match code {
        11 => "ff",
        12 => "fi",
        13 => "fl",
        14 => "ffi",
        15 => "ffl",
        _ => "",
    };
    if !ligature.is_empty() {
        return Some(ligature.to_owned());
    }
    let c = char::from_u32(code)?;
    let is_shared = c.is_ascii_alphanumeric() || "!#$%&'()*+,-./:;=?@[]".contains(c);
    is_shared.then(|| c.to_string())
}

/// The words of the document that no line end breaks, in lower case, inner
/// hyphens included.
fn unbroken_words(pages: &[Vec<String>]) -> HashSet<String> {
    let paragraphs = pages.iter().flatten();
    paragraphs
        .flat_map(|paragraph| paragraph.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c))))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(|word| word.trim_matches(is_hyphen).to_lowercase())
        .collect()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

/// Joins the words that line ends break, if `words` has them unbroken.
fn join_hyphenated_words(paragraph: &str, words: &HashSet<String>) -> String {
    let mut joined = String::with_capacity(paragraph.len());
    let mut lines = paragraph.split('\n').peekable();
    while let Some(line) = lines.next() {
        let Some(next) = lines.peek() else {
            joined.push_str(line);
            break;
        };
        let Some(hyphen) = line.chars().next_back() else {
            continue;
        };
        let without_hyphen = line.strip_suffix(hyphen).unwrap_or(line);
        if hyphen == '\u{AD}' {
            joined.push_str(without_hyphen);
            continue;
        }
        let is_part = |c: char| c.is_alphanumeric() || is_hyphen(c);
        let left = without_hyphen
            .rsplit(|c| !is_part(c))
            .next()
            .unwrap_or_default();
        let right = next.split(|c| !is_part(c)).next().unwrap_or_default();
        let right = right.trim_end_matches(is_hyphen);
        let (left, right) = (left.to_lowercase(), right.to_lowercase());
        if left.is_empty() || right.is_empty() {
            joined.push_str(line);
            joined.push('\n');
        } else if words.contains(&format!("{left}{right}")) {
            joined.push_str(without_hyphen);
        } else if words.contains(&format!("{left}-{right}")) {
            joined.push_str(line);
        } else {
            joined.push_str(line);
            joined.push('\n');
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphenated_word_is_joined_if_the_document_has_it_unbroken() {
        let pages = [vec!["international well-known".to_owned()]];
        let words = unbroken_words(&pages);
        for (broken, joined) in [
            ("an Inter-\nnational day", "an International day"),
            ("a well-\nknown man", "a well-known man"),
            ("the ante-\nroom", "the ante-\nroom"),
            ("1958-\n1963", "1958-\n1963"),
            ("com\u{ad}\npany", "company"),
            ("a - \n-b", "a - \n-b"),
            ("plain", "plain"),
        ] {
            assert_eq!(join_hyphenated_words(broken, &words), joined);
        }
    }
}
