//! Texts of every direction, compared with the reference order of Unicode.
//!
//! The bundled fonts have neither Arabic nor Hebrew: their letters are
//! replacement boxes here, one for each, in the right order.

use std::cell::RefCell;
use std::sync::Arc;

use eframe::egui::epaint::text::{Fonts, FontsView, MissingGlyphPolicy, TextOptions};
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Color32, Context, FontData, FontDefinitions, FontFamily, FontId, Galley, RawInput, vec2,
};
use proptest::prelude::*;
use unicode_bidi::ParagraphBidiInfo;
use unicode_segmentation::UnicodeSegmentation;

use super::direction::{has_right_to_left, is_plain};
use super::galley_layout::relayout;
use super::{RightEdge, caret, index_at, label, layout_job, rects, reordered};

fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    let bundled: [(&str, &'static [u8]); 2] = [
        (
            "Sans",
            include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf"),
        ),
        (
            "Khmer",
            include_bytes!("../../../assets/fonts/NotoSansKhmer-Regular.ttf"),
        ),
    ];
    for (name, bytes) in bundled {
        let font = Arc::new(FontData::from_static(bytes));
        definitions.font_data.insert(name.to_owned(), font);
        for family in [FontFamily::Proportional, FontFamily::Monospace] {
            let names = definitions.families.entry(family).or_default();
            names.push(name.to_owned());
        }
    }
    definitions
}

thread_local! {
    static FONTS: RefCell<Fonts> = RefCell::new(
        Fonts::new(TextOptions::default(), definitions())
            .with_missing_glyph_policy(MissingGlyphPolicy::Tofu),
    );
}

/// Runs `act` with the bundled fonts.
fn with_fonts<T>(act: impl FnOnce(&mut FontsView<'_>) -> T) -> T {
    FONTS.with_borrow_mut(|fonts| act(&mut fonts.with_pixels_per_point(1.0)))
}

fn job(text: &str, width: f32) -> LayoutJob {
    let font = FontId::proportional(16.0);
    LayoutJob::simple(text.to_owned(), font, Color32::BLACK, width)
}

fn laid(text: &str, width: f32) -> Galley {
    with_fonts(|fonts| {
        let galley = fonts.layout_job(job(text, width));
        relayout(fonts, &galley, RightEdge::WrapWidth)
    })
}

/// Characters of each row of a galley from left to right, by their position in
/// the text. Combining marks are left out.
fn seen(galley: &Galley) -> Vec<Vec<usize>> {
    let mut first = 0;
    let mut rows = Vec::new();
    for row in &galley.rows {
        let glyphs = row.glyphs.iter().enumerate();
        let mut placed: Vec<(f32, usize)> = glyphs
            .filter(|(_, glyph)| glyph.advance_width > 0.0)
            .map(|(at, glyph)| (glyph.pos.x, first + at))
            .collect();
        placed.sort_by(|one, other| one.0.total_cmp(&other.0));
        rows.push(placed.into_iter().map(|(_, at)| at).collect());
        first += row.char_count_including_newline().0;
    }
    rows
}

/// The same by the reference implementation, for a text of one paragraph with
/// known rows.
fn reference(text: &str, galley: &Galley) -> Vec<Vec<usize>> {
    let bidi = ParagraphBidiInfo::new(text, None);
    let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
    bytes.push(text.len());
    let mut first = 0;
    let mut rows = Vec::new();
    for row in &galley.rows {
        let end = first + row.glyphs.len();
        let levels = bidi.reordered_levels(bytes[first]..bytes[end]);
        let line = &text[bytes[first]..bytes[end]];
        let mut graphemes = Vec::new();
        let mut at = first;
        for grapheme in line.graphemes(true) {
            graphemes.push((at, levels[bytes[at]]));
            at += grapheme.chars().count();
        }
        let of_graphemes: Vec<_> = graphemes.iter().map(|(_, level)| *level).collect();
        let order = ParagraphBidiInfo::reorder_visual(&of_graphemes);
        let order = order.into_iter().map(|place| graphemes[place].0);
        let has_width = |at: &usize| row.glyphs[at - first].advance_width > 0.0;
        rows.push(order.filter(has_width).collect());
        first = end;
    }
    rows
}

/// Words of several scripts with digits, brackets and marks between them.
fn mixed() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-zA-Z]{1,6}",
        "[ابتثجحدرسعفقلمنهوي]{1,6}",
        "(ل[اأإآ]|[بتل]لا|ك\u{64E}ت\u{64E}ب)",
        "[אבגדהוזחטי]{1,5}",
        "ב\u{5B0}\u{5BC}ר\u{5B5}א",
        "م[\u{200C}\u{200D}]ی",
        "[0-9]{1,4}([.,:][0-9]{1,2})?",
        "[٠-٩۰-۹]{1,4}",
        "[កខគងច]ើ?",
        "[()\\[\\]«»<>{}]",
        "[-.,;:!?%/+–—…؟،؛]",
        " {1,2}",
        " ",
        " ",
    ];
    proptest::collection::vec(part, 1..24).prop_map(|parts| parts.concat())
}

fn plain_or_marked(text: &str, cut: usize, width: f32) -> LayoutJob {
    let cut = text
        .char_indices()
        .map(|(at, _)| at)
        .nth(cut)
        .unwrap_or(text.len());
    let mut made = LayoutJob::default();
    let format = |background| TextFormat {
        font_id: FontId::proportional(16.0),
        background,
        ..TextFormat::default()
    };
    made.append(&text[..cut], 0.0, format(Color32::TRANSPARENT));
    made.append(&text[cut..], 0.0, format(Color32::YELLOW));
    made.wrap.max_width = width;
    made
}

proptest! {
    #[test]
    fn row_has_the_reference_order(text in mixed(), width in 30.0_f32..400.0) {
        let galley = laid(&text, width);
        prop_assert_eq!(seen(&galley), reference(&text, &galley));
    }

    #[test]
    fn each_character_has_a_glyph_within_its_row(text in mixed(), width in 30.0_f32..400.0) {
        let galley = laid(&text, width);
        let drawn: String = galley.rows.iter().map(|row| row.text()).collect();
        prop_assert_eq!(drawn, text);
        for row in &galley.rows {
            for glyph in &row.glyphs {
                prop_assert!(glyph.pos.x > -0.01 && glyph.max_x() < row.size.x + 0.6);
            }
            prop_assert!(row.pos.x >= 0.0);
        }
    }

    #[test]
    fn glyphs_of_a_row_do_not_overlap(text in mixed()) {
        let galley = laid(&text, f32::INFINITY);
        for row in &galley.rows {
            let advances: f32 = row.glyphs.iter().map(|glyph| glyph.advance_width).sum();
            prop_assert!((advances - row.size.x).abs() < 1.0, "{} {}", advances, row.size.x);
        }
    }

    #[test]
    fn a_point_on_a_glyph_finds_its_character(text in mixed(), width in 60.0_f32..400.0) {
        let galley = laid(&text, width);
        let bidi = ParagraphBidiInfo::new(&text, None);
        let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        bytes.push(text.len());
        let mut first = 0;
        for row in &galley.rows {
            let levels = bidi.reordered_levels(bytes[first]..bytes[first + row.glyphs.len()]);
            for (at, glyph) in row.glyphs.iter().enumerate() {
                if glyph.advance_width < 0.1 {
                    continue;
                }
                let is_reversed = levels[bytes[first + at]].is_rtl();
                let share = if is_reversed { 0.75 } else { 0.25 };
                let x = row.pos.x + glyph.pos.x + glyph.advance_width * share;
                let point = vec2(x, row.pos.y + row.size.y / 2.0);
                prop_assert_eq!(index_at(&galley, point), first + at);
                // The caret is at the edge where the character starts.
                let edge = if is_reversed { glyph.max_x() } else { glyph.pos.x };
                let stands = caret(&galley, first + at);
                prop_assert!((stands.left() - row.pos.x - edge).abs() < 0.01);
            }
            first += row.glyphs.len();
        }
    }

    #[test]
    fn a_range_covers_its_glyphs_and_no_others(
        text in mixed(),
        width in 60.0_f32..400.0,
        from in 0_usize..60,
        length in 0_usize..60,
    ) {
        let galley = laid(&text, width);
        let range = from..from + length;
        let rects = rects(&galley, range.clone());
        let last = galley.rows.len() - 1;
        let mut first = 0;
        for (number, row) in galley.rows.iter().enumerate() {
            for (at, glyph) in row.glyphs.iter().enumerate() {
                let is_break = number < last && at + 1 == row.glyphs.len() && glyph.chr == ' ';
                if glyph.advance_width < 0.1 || is_break {
                    continue;
                }
                let center = row.pos + vec2(glyph.pos.x + glyph.advance_width / 2.0, row.size.y / 2.0);
                let covered = rects.iter().filter(|rect| rect.contains(center)).count();
                prop_assert_eq!(covered, usize::from(range.contains(&(first + at))));
            }
            first += row.char_count_including_newline().0;
        }
    }

    #[test]
    fn no_character_is_lost(text in any::<String>(), width in 1.0_f32..300.0) {
        let galley = laid(&text, width);
        let count: usize = galley.rows.iter().map(|row| row.char_count_including_newline().0).sum();
        prop_assert_eq!(count, text.chars().count());
    }

    #[test]
    fn a_mark_within_a_word_does_not_change_its_shape(text in mixed(), cut in 0_usize..40) {
        let (whole, marked) = with_fonts(|fonts| {
            let whole = fonts.layout_job(job(&text, 200.0));
            let marked = fonts.layout_job(plain_or_marked(&text, cut, 200.0));
            (
                relayout(fonts, &whole, RightEdge::WrapWidth),
                relayout(fonts, &marked, RightEdge::WrapWidth),
            )
        });
        let places = |galley: &Galley| -> Vec<(f32, char)> {
            let glyphs = galley.rows.iter().flat_map(|row| row.glyphs.iter());
            glyphs.map(|glyph| (glyph.pos.x, glyph.chr)).collect()
        };
        prop_assert_eq!(places(&whole), places(&marked));
    }
}

/// Whether a paragraph is right-to-left: its first strong character is (UAX
/// #9, P2 and P3). A text without strong characters is left-to-right.
fn is_right_to_left(text: &str) -> bool {
    use unicode_bidi::{Direction, get_base_direction};
    has_right_to_left(text) && get_base_direction(text) == Direction::Rtl
}

#[test]
fn first_strong_character_sets_the_paragraph_direction() {
    let cases = [
        ("", false),
        ("Latin", false),
        ("1953", false),
        ("«العربية» is Arabic", true),
        ("12 (שלום)", true),
        ("The word العربية", false),
        ("ភាសាខ្មែរ", false),
    ];
    for (text, expected) in cases {
        assert_eq!(is_right_to_left(text), expected, "{text}");
    }
}

#[test]
fn plain_text_keeps_eguis_layout() {
    let cases = [
        ("Latin – with “quotes”, ʿayn and ě", true, false),
        ("Ελληνικά, русский, ქართული", true, false),
        ("日本国憲法 🚀", true, false),
        ("العربية", false, true),
        ("١٢٣", false, true),
        ("עברית", false, true),
        ("ភាសាខ្មែរ", false, false),
        ("ภาษาไทย", false, false),
        ("हिन्दी", false, false),
        ("a\u{200B}b", false, false),
    ];
    for (text, plain, right_to_left) in cases {
        assert_eq!(is_plain(text), plain, "{text}");
        assert_eq!(has_right_to_left(text), right_to_left, "{text}");
    }
}

#[test]
fn brackets_are_mirrored_in_rtl_text() {
    let mesh = |galley: &Galley, at: usize| {
        let row = &galley.rows[0];
        let from = row.glyphs[at].first_vertex as usize;
        row.visuals.mesh.vertices[from].uv
    };
    let (turned, opening, closing) = with_fonts(|fonts| {
        let hebrew = fonts.layout_job(job("א(ב)", f32::INFINITY));
        let mut alone = |sign: &str| fonts.layout_job(job(sign, f32::INFINITY));
        let (opening, closing) = (alone("("), alone(")"));
        (
            relayout(fonts, &hebrew, RightEdge::WidestLine),
            opening,
            closing,
        )
    });
    assert_eq!(mesh(&turned, 1), mesh(&closing, 0));
    assert_eq!(mesh(&turned, 3), mesh(&opening, 0));
    assert_eq!(turned.text(), "א(ב)");
}

#[test]
fn paragraphs_start_at_the_edge_of_their_direction() {
    let galley = laid("שלום\nLatin", 300.0);
    let edges = |row: usize| {
        let rect = galley.rows[row].rect();
        (rect.left(), rect.right())
    };
    assert!((edges(0).1 - 300.0).abs() < 1.0, "{:?}", edges(0));
    assert!(edges(1).0.abs() < f32::EPSILON, "{:?}", edges(1));
    let narrow = with_fonts(|fonts| {
        let galley = fonts.layout_job(job("שלום", 300.0));
        relayout(fonts, &galley, RightEdge::WidestLine)
    });
    assert!(narrow.rect.width() < 100.0, "{:?}", narrow.rect);
}

#[test]
fn cut_rtl_text_ends_with_an_ellipsis_at_the_left() {
    let mut cut = job("מילה ועוד מילה ועוד מילה", 100.0);
    cut.wrap.max_rows = 1;
    cut.wrap.break_anywhere = true;
    let galley = with_fonts(|fonts| {
        let galley = fonts.layout_job(cut);
        relayout(fonts, &galley, RightEdge::WrapWidth)
    });
    assert!(galley.elided);
    let row = &galley.rows[0];
    let leftmost = row
        .glyphs
        .iter()
        .min_by(|one, other| one.pos.x.total_cmp(&other.pos.x));
    assert_eq!(leftmost.map(|glyph| glyph.chr), Some('…'));
    assert!(galley.rect.width() <= 100.0, "{:?}", galley.rect);
}

#[test]
fn khmer_breaks_between_words() {
    let text = "ប្រាសាទអង្គរវត្តត្រូវបានសាងសង់ឡើងនៅដើមសតវត្ស";
    let galley = laid(text, 120.0);
    let rows: Vec<String> = galley.rows.iter().map(|row| row.text()).collect();
    assert_eq!(rows.concat(), text);
    assert!(rows.len() > 2, "{rows:?}");
    let words = [
        "ប្រាសាទ",
        "អង្គរវត្ត",
        "ត្រូវ",
        "បាន",
        "សាងសង់",
        "ឡើង",
        "នៅ",
        "ដើម",
        "សតវត្ស",
    ];
    for row in &rows {
        assert!(words.iter().any(|word| row.starts_with(word)), "{rows:?}");
    }
}

#[test]
fn line_breaks_at_zero_width_space() {
    let galley = laid("កកកក\u{200B}ខខខខ\u{200B}គគគគ", 50.0);
    let rows: Vec<String> = galley.rows.iter().map(|row| row.text()).collect();
    assert_eq!(rows, ["កកកក\u{200B}", "ខខខខ\u{200B}", "គគគគ"]);
}

/// Runs a frame and returns its result.
fn frame<T>(context: &Context, mut act: impl FnMut(&Context) -> T) -> T {
    let mut made = None;
    let mut output = context.run_ui(RawInput::default(), |ui| made = Some(act(ui.ctx())));
    output.textures_delta.clear();
    made.expect("the frame runs")
}

#[test]
fn plain_galley_is_returned_unchanged() {
    let context = Context::default();
    context.set_fonts(definitions());
    frame(&context, |context| {
        let galley = context.fonts_mut(|fonts| fonts.layout_job(job("Latin, “quoted”", 200.0)));
        let same = reordered(context, Arc::clone(&galley), RightEdge::WrapWidth);
        assert!(Arc::ptr_eq(&galley, &same));
    });
}

#[test]
fn galley_is_cached_while_shown() {
    let context = Context::default();
    context.set_fonts(definitions());
    let lay = |context: &Context| layout_job(context, job("ភាសាខ្មែរ", 200.0), RightEdge::WrapWidth);
    let first = frame(&context, lay);
    let second = frame(&context, lay);
    assert!(Arc::ptr_eq(&first, &second));
    for _ in 0..3 {
        frame(&context, |_| ());
    }
    assert_eq!(
        Arc::strong_count(&first),
        2,
        "held by this test alone, twice"
    );
}

#[test]
fn label_stays_within_its_width() {
    let context = Context::default();
    context.set_fonts(definitions());
    for text in [
        "Latin words that are wrapped",
        "ភាសាខ្មែរជាភាសាផ្លូវការ",
        "מילה ועוד מילה ועוד מילה",
    ] {
        let mut rect = None;
        let mut output = context.run_ui(RawInput::default(), |ui| {
            ui.set_max_width(90.0);
            rect = Some(label(ui, text).rect);
        });
        output.textures_delta.clear();
        let rect = rect.expect("the frame runs");
        assert!(
            rect.width() <= 90.0 && rect.height() > 25.0,
            "{text}: {rect:?}"
        );
    }
}
