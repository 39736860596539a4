//! A figure in pixels: its shapes, and its text as outlines of the same glyphs
//! that the PDF has.

use std::collections::HashMap;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider as _};
use tiny_skia::{
    Color, FillRule, GradientStop, LinearGradient, Mask, Paint, Path, PathBuilder, Pixmap,
    Point as At, Shader, SpreadMode, StrokeDash, Transform,
};

use super::error::FigureError;
use super::options::SCALES;
use super::outline::{Step, outline, sides};
use super::piece::{Coat, Piece, Stroke, Text};
use super::sheet::Figure;
use crate::layout::Point;

/// The most pixels of a picture: four bytes each, in memory.
const MOST_PIXELS: f32 = 200_000_000.0;

impl Figure {
    /// The figure as PNG, `scale` pixels to a point, held to
    /// [`SCALES`].
    ///
    /// # Errors
    ///
    /// [`FigureError`] where the picture would be too large.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, FigureError> {
        let (least, most) = SCALES;
        let scale = scale.clamp(least, most);
        let (width, height) = self.size();
        let (width, height) = ((width * scale).round(), (height * scale).round());
        if width * height > MOST_PIXELS {
            return Err(FigureError::TooManyPixels);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "held above"
        )]
        let (columns, rows) = ((width as u32).max(1), (height as u32).max(1));
        let pixels = Pixmap::new(columns, rows).ok_or(FigureError::TooManyPixels)?;
        let (own_width, own_height) = self.size;
        let mut raster = Raster {
            figure: self,
            pixels,
            whole: Transform::from_scale(width / own_width, height / own_height),
            clip: None,
            outlines: HashMap::new(),
        };
        let mut clips = Vec::new();
        for piece in &self.pieces {
            match piece {
                // No clip stands in another.
                Piece::Clip(_) => {
                    raster.clip_to(piece);
                    clips.push(true);
                }
                Piece::Event { .. } => clips.push(false),
                Piece::End => {
                    if clips.pop() == Some(true) {
                        raster.clip = None;
                    }
                }
                Piece::Text(text) => raster.text(text),
                shape => raster.shape(shape),
            }
        }
        let picture = raster.pixels.encode_png();
        picture.map_err(|_| FigureError::NotDrawn)
    }
}

/// A picture in the making.
struct Raster<'f> {
    figure: &'f Figure,
    pixels: Pixmap,
    /// From points to pixels.
    whole: Transform,
    /// What may be painted on; everything where it is `None`.
    clip: Option<Mask>,
    /// The outlines of glyphs that were asked for, by font and glyph, in units
    /// of the font.
    outlines: HashMap<(usize, u32), Option<Path>>,
}

impl Raster<'_> {
    fn clip_to(&mut self, clip: &Piece) {
        let mask = Mask::new(self.pixels.width(), self.pixels.height());
        let path = path_of(clip);
        self.clip = mask.zip(path).map(|(mut mask, path)| {
            mask.fill_path(&path, FillRule::Winding, true, self.whole);
            mask
        });
    }

    fn shape(&mut self, piece: &Piece) {
        let Some(path) = path_of(piece) else {
            return;
        };
        let (fill, stroke) = match piece {
            Piece::Rect { fill, stroke, .. }
            | Piece::Path { fill, stroke, .. }
            | Piece::Circle { fill, stroke, .. } => (*fill, *stroke),
            Piece::Fade { points, from, to } => {
                let paint = self.fade(points, *from, *to);
                self.fill(&path, &paint, Transform::identity());
                return;
            }
            Piece::Text(_) | Piece::Clip(_) | Piece::Event { .. } | Piece::End => return,
        };
        if let Some(coat) = fill {
            let paint = self.paint(coat);
            self.fill(&path, &paint, Transform::identity());
        }
        if let Some(stroke) = stroke {
            let paint = self.paint(stroke.coat);
            let line = line(stroke);
            let clip = self.clip.as_ref();
            self.pixels
                .stroke_path(&path, &paint, &line, self.whole, clip);
        }
    }

    fn fill(&mut self, path: &Path, paint: &Paint<'_>, placed: Transform) {
        let transform = placed.post_concat(self.whole);
        let clip = self.clip.as_ref();
        self.pixels
            .fill_path(path, paint, FillRule::Winding, transform, clip);
    }

    fn color(&self, coat: Coat) -> Color {
        let color = self.figure.color(coat.paint, self.figure.theme);
        let mut color = Color::from_rgba8(color.red, color.green, color.blue, u8::MAX);
        color.set_alpha(coat.opacity.clamp(0.0, 1.0));
        color
    }

    fn paint(&self, coat: Coat) -> Paint<'static> {
        Paint {
            shader: Shader::SolidColor(self.color(coat)),
            ..Paint::default()
        }
    }

    fn fade(&self, points: &[Point], from: Coat, to: Coat) -> Paint<'static> {
        let (left, right) = sides(points);
        let stops = vec![
            GradientStop::new(0.0, self.color(from)),
            GradientStop::new(1.0, self.color(to)),
        ];
        let (start, end) = (At::from_xy(left, 0.0), At::from_xy(right, 0.0));
        let shader = LinearGradient::new(start, end, stops, SpreadMode::Pad, Transform::identity());
        let Some(shader) = shader else {
            return self.paint(to);
        };
        Paint {
            shader,
            ..Paint::default()
        }
    }

    fn text(&mut self, text: &Text) {
        let paint = self.paint(text.paint.coat());
        let turned = if text.is_upright {
            Transform::from_rotate_at(-90.0, text.at.x, text.at.y)
        } else {
            Transform::identity()
        };
        let mut x = text.at.x;
        for run in self.figure.fonts.shape(&text.line, text.face) {
            let loaded = self.figure.fonts.get(run.font);
            let units = loaded.map_or(1_000.0, |loaded| loaded.units_per_em);
            let scale = text.size / units;
            for glyph in &run.glyphs {
                let left = x + glyph.x * text.size;
                let baseline = text.at.y - glyph.y * text.size;
                x += glyph.advance * text.size;
                let Some(outline) = self.outline(run.font, glyph.id) else {
                    continue;
                };
                // Fonts count upwards.
                let placed = Transform::from_row(scale, 0.0, 0.0, -scale, left, baseline);
                self.fill(&outline, &paint, placed.post_concat(turned));
            }
        }
    }

    /// The outline of a glyph, in units of its font; `None` of one without.
    fn outline(&mut self, font: usize, glyph: u32) -> Option<Path> {
        let fonts = &self.figure.fonts;
        let outline = self.outlines.entry((font, glyph));
        let outline = outline.or_insert_with(|| {
            let font = fonts.get(font)?.font()?;
            let glyph = font.outline_glyphs().get(GlyphId::new(glyph))?;
            let mut pen = Pen(PathBuilder::new());
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            glyph.draw(settings, &mut pen).ok()?;
            pen.0.finish()
        });
        outline.clone()
    }
}

/// Draws the outline of a glyph as a path.
struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

fn line(stroke: Stroke) -> tiny_skia::Stroke {
    tiny_skia::Stroke {
        width: stroke.width,
        dash: stroke
            .dash
            .and_then(|(on, off)| StrokeDash::new(vec![on, off], 0.0)),
        ..tiny_skia::Stroke::default()
    }
}

/// The path of a shape; `None` of what has none.
fn path_of(piece: &Piece) -> Option<Path> {
    let mut path = PathBuilder::new();
    for step in outline(piece) {
        match step {
            Step::Move(to) => path.move_to(to.x, to.y),
            Step::Line(to) => path.line_to(to.x, to.y),
            Step::Curve(one, other, to) => {
                path.cubic_to(one.x, one.y, other.x, other.y, to.x, to.y);
            }
            Step::Close => path.close(),
        }
    }
    path.finish()
}
