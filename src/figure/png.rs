//! Writes a figure as PNG: shapes, and text as outlines of the same glyphs as in the PDF.

use std::collections::HashMap;

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider as _};
use tiny_skia::{
    Color, FillRule, GradientStop, LinearGradient, Mask, Paint, Path, PathBuilder, Pixmap, Shader,
    SpreadMode, StrokeDash, Transform,
};

use super::display_item::{DisplayItem, TextLine};
use super::error::FigureError;
use super::options::PixelsPerPoint;
use super::path_tracing::path_of;
use super::sheet::Figure;
use crate::layout::{Area, Fill, Geometry, Shape};

/// The most pixels of an image. Each takes four bytes of memory.
const MAX_PIXELS: f32 = 200_000_000.0;

impl Figure {
    /// The figure as PNG with `scale` pixels per point, clamped to the range of [`PixelsPerPoint`].
    ///
    /// # Errors
    ///
    /// [`FigureError::TooManyPixels`] if the image would be too large.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, FigureError> {
        let scale = PixelsPerPoint::clamp(scale);
        let (width, height) = self.size();
        let (width, height) = ((width * scale).round(), (height * scale).round());
        if width * height > MAX_PIXELS {
            return Err(FigureError::TooManyPixels);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked above"
        )]
        let (columns, rows) = ((width as u32).max(1), (height as u32).max(1));
        let pixels = Pixmap::new(columns, rows).ok_or(FigureError::TooManyPixels)?;
        let (own_width, own_height) = self.size;
        let mut writer = PngWriter {
            figure: self,
            pixels,
            to_pixels: Transform::from_scale(width / own_width, height / own_height),
            clip: None,
            outlines: HashMap::new(),
        };
        let mut clips = Vec::new();
        for item in &self.items {
            match item {
                DisplayItem::Clip(area) => {
                    writer.clip_to(*area);
                    clips.push(true);
                }
                DisplayItem::Event { .. } => clips.push(false),
                DisplayItem::End => {
                    if clips.pop() == Some(true) {
                        writer.clip = None;
                    }
                }
                DisplayItem::Text(text) => writer.text(text),
                DisplayItem::Shape(shape) => writer.shape(shape),
            }
        }
        let image = writer.pixels.encode_png();
        image.map_err(|_| FigureError::NotDrawn)
    }
}

struct PngWriter<'f> {
    figure: &'f Figure,
    pixels: Pixmap,
    /// From points to pixels.
    to_pixels: Transform,
    /// Where painting is allowed; everywhere if `None`.
    clip: Option<Mask>,
    /// Outlines of glyphs, by font and glyph, in units of the font.
    outlines: HashMap<(usize, u32), Option<Path>>,
}

impl PngWriter<'_> {
    fn clip_to(&mut self, area: Area) {
        let mask = Mask::new(self.pixels.width(), self.pixels.height());
        let path = path_of(&Geometry::Rect {
            area,
            rounding: 0.0,
        });
        self.clip = mask.zip(path).map(|(mut mask, path)| {
            mask.fill_path(&path, FillRule::Winding, true, self.to_pixels);
            mask
        });
    }

    fn shape(&mut self, shape: &Shape) {
        let Some(path) = path_of(&shape.geometry) else {
            return;
        };
        if let Some(fill) = shape.fill {
            let fade = shape.fade_to.and_then(|to| self.fade(&path, fill, to));
            let paint = fade.unwrap_or_else(|| self.paint(shape.fade_to.unwrap_or(fill)));
            self.fill(&path, &paint, Transform::identity());
        }
        if let Some(stroke) = shape.stroke {
            let paint = self.paint(stroke.fill);
            let dash = stroke.dash;
            let style = tiny_skia::Stroke {
                width: stroke.width,
                dash: dash.and_then(|(on, off)| StrokeDash::new(vec![on, off], 0.0)),
                ..tiny_skia::Stroke::default()
            };
            let clip = self.clip.as_ref();
            self.pixels
                .stroke_path(&path, &paint, &style, self.to_pixels, clip);
        }
    }

    fn fill(&mut self, path: &Path, paint: &Paint<'_>, placed: Transform) {
        let transform = placed.post_concat(self.to_pixels);
        let clip = self.clip.as_ref();
        self.pixels
            .fill_path(path, paint, FillRule::Winding, transform, clip);
    }

    fn color(&self, fill: Fill) -> Color {
        let color = self.figure.color(fill.role, self.figure.theme);
        let mut color = Color::from_rgba8(color.red, color.green, color.blue, u8::MAX);
        color.set_alpha(fill.opacity.clamp(0.0, 1.0));
        color
    }

    fn paint(&self, fill: Fill) -> Paint<'static> {
        Paint {
            shader: Shader::SolidColor(self.color(fill)),
            ..Paint::default()
        }
    }

    fn fade(&self, path: &Path, from: Fill, to: Fill) -> Option<Paint<'static>> {
        let stops = vec![
            GradientStop::new(0.0, self.color(from)),
            GradientStop::new(1.0, self.color(to)),
        ];
        let start = tiny_skia::Point::from_xy(path.bounds().left(), 0.0);
        let end = tiny_skia::Point::from_xy(path.bounds().right(), 0.0);
        Some(Paint {
            shader: LinearGradient::new(start, end, stops, SpreadMode::Pad, Transform::identity())?,
            ..Paint::default()
        })
    }

    fn text(&mut self, text: &TextLine) {
        let paint = self.paint(Fill::solid(text.style.role));
        let turned = if text.reads_upwards {
            Transform::from_rotate_at(-90.0, text.at.x, text.at.y)
        } else {
            Transform::identity()
        };
        let mut x = text.at.x;
        for run in self.figure.fonts.shape(&text.text, text.style.face) {
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
                // In fonts, y grows upwards.
                let placed = Transform::from_row(scale, 0.0, 0.0, -scale, left, baseline);
                self.fill(&outline, &paint, placed.post_concat(turned));
            }
        }
    }

    /// The outline of a glyph, in units of its font.
    fn outline(&mut self, font: usize, glyph: u32) -> Option<Path> {
        let fonts = &self.figure.fonts;
        let outline = self.outlines.entry((font, glyph));
        let outline = outline.or_insert_with(|| {
            let font = fonts.get(font)?.font()?;
            let glyph = font.outline_glyphs().get(GlyphId::new(glyph))?;
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            let mut pen = PathPen(PathBuilder::new());
            glyph.draw(settings, &mut pen).ok()?;
            pen.0.finish()
        });
        outline.clone()
    }
}

/// Collects the outline of a glyph.
struct PathPen(PathBuilder);

impl OutlinePen for PathPen {
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
