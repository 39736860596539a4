//! PDF as text: page by page, as its glyphs stand there.

use std::collections::{HashMap, HashSet};

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

use super::flow::{Flow, MAX_TEXT_BYTES, too_much_text};
use super::lines::{Glyph, Lines};
use super::pdf_outline::{Outline, page_labels};
use super::structure::PlainText;
use crate::model::Extractor;
use crate::storage::FileError;

/// The library's version and the number of the rules below.
pub(super) const VERSION: &str = "0.9.0-annals.2";

/// What a glyph says that does not say which character it is.
const UNKNOWN: char = '\u{FFFD}';

/// The text of a PDF. Lines are joined into paragraphs; a word that a line's
/// end broke is put together where the document writes it whole elsewhere,
/// and else keeps its hyphen and the line's end. Page labels are the PDF's
/// own, else 1, 2, 3. Headings are paragraphs that its outline names.
///
/// # Errors
///
/// [`FileError`] where it is encrypted, damaged, has no text layer or too much
/// text.
pub(super) fn pdf_text(bytes: Vec<u8>) -> Result<PlainText, FileError> {
    if breaks_off(&bytes) {
        return Err(damaged());
    }
    let is_pdf = is_pdf(&bytes);
    let pdf = Pdf::new(bytes).map_err(|error| refusal(error, is_pdf))?;
    let drawn = draw(&pdf)?;
    if drawn.pages.iter().all(Vec::is_empty) {
        return Err(without_text(&drawn));
    }
    if drawn.unknown * 2 > drawn.signs {
        return Err(FileError::new(
            "The fonts of the PDF do not say which characters its signs are, so that no text can \
             be taken out of it",
        )
        .with_hint("Run it through OCR, or look for another copy."));
    }
    let words = words(&drawn.pages);
    let outline = Outline::of(&pdf);
    let labels = page_labels(&pdf);
    let mut flow = Flow::default();
    for (page, paragraphs) in drawn.pages.iter().enumerate() {
        let label = labels.get(page).cloned();
        flow.end_paragraph();
        flow.begin_page(label.unwrap_or_else(|| (page + 1).to_string()));
        let mut headings = outline.on_page(page, paragraphs);
        for (at, paragraph) in paragraphs.iter().enumerate() {
            match headings.remove(&at) {
                Some(level) => flow.begin_heading(level),
                None => flow.end_paragraph(),
            }
            let paragraph = with_whole_words(paragraph, &words);
            for (at, line) in paragraph.split('\n').enumerate() {
                if at > 0 {
                    flow.end_line();
                }
                flow.say(line);
            }
        }
    }
    let (text, structure) = flow.finish()?;
    Ok(PlainText {
        text,
        structure,
        extractor: Extractor {
            name: "hayro-interpret".to_owned(),
            version: VERSION.to_owned(),
        },
    })
}

fn refusal(error: LoadPdfError, is_pdf: bool) -> FileError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            FileError::new("The PDF is encrypted, and opens only with a password")
                .with_hint("Save a copy without a password.")
        }
        LoadPdfError::Decryption(_) => {
            FileError::new("The PDF is encrypted in a way that cannot be read")
                .with_hint("Save a copy without encryption.")
        }
        LoadPdfError::Invalid if is_pdf => damaged(),
        LoadPdfError::Invalid => FileError::new("This is no PDF file")
            .with_hint("Its name claims that it is one. Give it the suffix of what it is."),
    }
}

fn damaged() -> FileError {
    FileError::new("The PDF is damaged, or breaks off before its end").with_hint("Fetch it again.")
}

fn is_pdf(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"%PDF-").is_some()
}

/// Whether the file is a PDF without its end. The library would make what it
/// can of the rest, and a quotation from further on would seem to be missing.
fn breaks_off(bytes: &[u8]) -> bool {
    /// Where a file made for the web says how long it is.
    const HEAD: usize = 4096;
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // Behind the end there may be what a mail program or a server left there,
    // but no more objects.
    let ends = [&b"startxref"[..], b"%%EOF"];
    let end = ends.map(|end| memchr::memmem::rfind(bytes, end));
    let has_end = end.into_iter().flatten().max().is_some_and(|end| {
        let behind = bytes.get(end..).unwrap_or_default();
        memchr::memmem::find(behind, b" obj").is_none()
    });
    // One made for the web has an end near its beginning too, and says how
    // long it is (ISO 32000-2, annex F).
    let said = memchr::memmem::find(head, b"/Linearized").and_then(|from| {
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
    is_pdf(bytes) && (!has_end || said.is_some_and(|said| said > bytes.len()))
}

fn without_text(drawn: &Drawn) -> FileError {
    if drawn.pages.is_empty() {
        FileError::new("The PDF is damaged: it has no pages").with_hint("Fetch it again.")
    } else if drawn.images > 0 {
        FileError::new("The PDF has no text layer: its pages are pictures, as a scanner makes them")
            .with_hint("Run it through OCR (ocrmypdf adds a text layer).")
    } else {
        FileError::new("The PDF has no text").with_hint(
            "Its letters may be drawn as shapes. Run it through OCR (ocrmypdf adds a text layer).",
        )
    }
}

/// What the pages draw.
#[derive(Default)]
struct Drawn {
    /// The paragraphs of each page.
    pages: Vec<Vec<String>>,
    /// How many glyphs there are, and how many say no character.
    signs: usize,
    unknown: usize,
    images: usize,
}

fn draw(pdf: &Pdf) -> Result<Drawn, FileError> {
    let cache = InterpreterCache::new();
    let mut drawn = Drawn::default();
    let mut length = 0;
    for page in pdf.pages().iter() {
        let pen = draw_page(pdf, page, &cache);
        drawn.signs += pen.signs;
        drawn.unknown += pen.unknown;
        drawn.images += pen.images;
        let paragraphs = pen.lines.paragraphs();
        length += paragraphs.iter().map(String::len).sum::<usize>();
        if length > MAX_TEXT_BYTES {
            return Err(too_much_text());
        }
        drawn.pages.push(paragraphs);
    }
    Ok(drawn)
}

fn draw_page<'a>(pdf: &'a Pdf, page: &Page<'a>, cache: &InterpreterCache<'a>) -> Pen {
    let settings = InterpreterSettings {
        // What was filled into a form is drawn as annotations.
        render_content: RenderContent::PAGE | RenderContent::ANNOTATIONS,
        ..InterpreterSettings::default()
    };
    let nowhere = Rect::new(0.0, 0.0, 1.0, 1.0);
    let mut context = Context::new(Affine::IDENTITY, nowhere, cache, pdf.xref(), settings);
    let mut pen = Pen {
        has_tex_codes: has_tex_codes(&page.resources().fonts),
        ..Pen::default()
    };
    interpret_page(page, &mut context, &mut pen);
    pen
}

/// Takes down glyphs and draws nothing.
#[derive(Default)]
struct Pen {
    lines: Lines,
    /// Whether the codes of drawn glyphs are those of TeX.
    has_tex_codes: bool,
    signs: usize,
    unknown: usize,
    images: usize,
}

impl Device<'_> for Pen {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.images += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, mode: &DrawMode) {
        // Text that is filled and outlined comes twice; the lines see to it.
        let _ = mode;
        let placed: Vec<Placement> = run
            .glyphs()
            .iter()
            .map(|glyph| Placement::of(props.transform * glyph.transform()))
            .collect();
        // A glyph of a stand-in font is stretched to the width that the PDF
        // gives it, which is a stretch of the glyph and not of the text. Where
        // all are stretched alike it is of the text.
        let first = placed.first().map_or(1.0, |first| first.across / first.up);
        let is_uniform = placed.len() > 1
            && placed
                .iter()
                .all(|one| (one.across / one.up - first).abs() < 0.01 * first);
        for (glyph, place) in run.glyphs().iter().zip(&placed) {
            let said = glyph.as_unicode().map(|said| match said {
                BfString::Char(c) => c.to_string(),
                BfString::String(text) => text,
            });
            let said = said.or_else(|| match &**glyph {
                FontGlyph::Type3(glyph) if self.has_tex_codes => tex_character(glyph.char_code()),
                _ => None,
            });
            let text = said.unwrap_or_else(|| {
                self.unknown += 1;
                UNKNOWN.to_string()
            });
            self.signs += 1;
            let width = match &**glyph {
                FontGlyph::Outline(glyph) => glyph.advance_width(),
                FontGlyph::Type3(glyph) => glyph.advance_width(),
            };
            let unit = if is_uniform { place.across } else { place.up };
            self.lines.push(&Glyph {
                text,
                at: place.at,
                along: place.along,
                em: place.up * UNITS_PER_EM,
                advance: f64::from(width.unwrap_or(USUAL_WIDTH)) * unit,
            });
        }
    }
}

/// Widths of glyphs are thousandths of an em (ISO 32000-2, 9.2.4).
const UNITS_PER_EM: f64 = 1000.0;

/// The width of a glyph that says none.
const USUAL_WIDTH: f32 = 500.0;

/// Where a glyph stands, and how large a unit of its own space is there.
struct Placement {
    at: (f64, f64),
    along: (f64, f64),
    across: f64,
    up: f64,
}

impl Placement {
    fn of(transform: Affine) -> Self {
        let [right, rise, lean, height, x, y] = transform.as_coeffs();
        let across = right.hypot(rise);
        Self {
            at: (x, y),
            along: (right / across, rise / across),
            across,
            up: lean.hypot(height),
        }
    }
}

/// Whether the drawn fonts (type 3) of a page are all of those that TeX draws
/// dot by dot, as it did for every paper before about 2000: they name glyphs by
/// their codes, `a65`, and the codes are TeX's. Those of other programs may
/// mean anything.
fn has_tex_codes(fonts: &Dict<'_>) -> bool {
    let mut drawn = fonts
        .keys()
        .filter_map(|name| fonts.get::<Dict<'_>>(&*name))
        .filter(|font| font.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3"))
        .peekable();
    drawn.peek().is_some() && drawn.all(|font| names_its_codes(&font))
}

fn names_its_codes(font: &Dict<'_>) -> bool {
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

/// The character of a code in TeX's fonts, where all fonts for text agree
/// (Knuth's own encoding and that of Cork), and the ligatures of Knuth's.
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
    let is_agreed = c.is_ascii_alphanumeric() || "!#$%&'()*+,-./:;=?@[]".contains(c);
    is_agreed.then(|| c.to_string())
}

/// The words that the document writes whole, hyphens inside included.
fn words(pages: &[Vec<String>]) -> HashSet<String> {
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

/// Puts words together that the end of a line broke, where the document itself
/// says how they are written.
fn with_whole_words(paragraph: &str, words: &HashSet<String>) -> String {
    let mut whole = String::with_capacity(paragraph.len());
    let mut lines = paragraph.split('\n').peekable();
    while let Some(line) = lines.next() {
        let Some(next) = lines.peek() else {
            whole.push_str(line);
            break;
        };
        let Some(hyphen) = line.chars().next_back() else {
            continue;
        };
        let begun = line.strip_suffix(hyphen).unwrap_or(line);
        if hyphen == '\u{AD}' {
            whole.push_str(begun);
            continue;
        }
        let is_part = |c: char| c.is_alphanumeric() || is_hyphen(c);
        let left = begun.rsplit(|c| !is_part(c)).next().unwrap_or_default();
        let right = next.split(|c| !is_part(c)).next().unwrap_or_default();
        let right = right.trim_end_matches(is_hyphen);
        let (left, right) = (left.to_lowercase(), right.to_lowercase());
        if left.is_empty() || right.is_empty() {
            whole.push_str(line);
            whole.push('\n');
        } else if words.contains(&format!("{left}{right}")) {
            whole.push_str(begun);
        } else if words.contains(&format!("{left}-{right}")) {
            whole.push_str(line);
        } else {
            whole.push_str(line);
            whole.push('\n');
        }
    }
    whole
}

/// What is compared of a title and of a paragraph: letters and digits.
pub(super) fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Which paragraphs of a page are headings: those that a title names, with a
/// number before it or not. Of several the first.
pub(super) fn named_by(titles: &[(String, u8)], paragraphs: &[String]) -> HashMap<usize, u8> {
    /// A number before a title may be this long: "Chapter 12", "Appendix IV".
    const LONGEST_NUMBER: usize = 14;
    let mut headings = HashMap::new();
    if titles.is_empty() {
        return headings;
    }
    let written: Vec<String> = paragraphs
        .iter()
        .map(|paragraph| letters(paragraph))
        .collect();
    for (title, level) in titles {
        if title.is_empty() {
            continue;
        }
        let named = written.iter().enumerate().position(|(at, words)| {
            !headings.contains_key(&at)
                && words
                    .strip_suffix(title.as_str())
                    .is_some_and(|number| number.len() <= LONGEST_NUMBER)
        });
        if let Some(at) = named {
            headings.insert(at, *level);
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_word_is_whole_where_the_document_writes_it_so() {
        let pages = [vec!["international well-known".to_owned()]];
        let words = words(&pages);
        for (broken, whole) in [
            ("an Inter-\nnational day", "an International day"),
            ("a well-\nknown man", "a well-known man"),
            ("the ante-\nroom", "the ante-\nroom"),
            ("1958-\n1963", "1958-\n1963"),
            ("com\u{ad}\npany", "company"),
            ("a - \n-b", "a - \n-b"),
            ("plain", "plain"),
        ] {
            assert_eq!(with_whole_words(broken, &words), whole);
        }
    }

    #[test]
    fn a_heading_is_what_a_title_names() {
        let paragraphs = ["2", "1.2 The Begin-\nning", "The beginning of it all"];
        let paragraphs = paragraphs.map(str::to_owned);
        let titles = [(letters("The Beginning"), 2), (letters("Elsewhere"), 1)];
        let headings = named_by(&titles, &paragraphs);
        assert_eq!(headings, HashMap::from([(1, 2)]));
    }
}
