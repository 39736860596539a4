//! Writes a figure as PDF 1.7, with text as text, embedded fonts, a title and a language.

use std::collections::HashMap;
use std::sync::Arc;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{self, FillRule, LinearGradient, SpreadMethod, Stop, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use tiny_skia::PathSegment;

use super::display_item::{DisplayItem, TextLine};
use super::error::FigureError;
use super::path_tracing::path_of;
use super::sheet::Figure;
use crate::layout::{Fill, Geometry, Shape, Stroke};
use crate::theme::BUNDLED_FONTS;

/// The greatest height of a page, in points (PDF 1.7, annex C.2). A longer figure has
/// several pages.
const MAX_PAGE_HEIGHT: f32 = 14_400.0;

impl Figure {
    /// The figure as PDF.
    ///
    /// # Errors
    ///
    /// [`FigureError`] if a font cannot be embedded.
    pub fn pdf(&self) -> Result<Vec<u8>, FigureError> {
        let mut document = Document::new();
        let mut pages = PdfWriter {
            figure: self,
            fonts: HashMap::new(),
        };
        let (width, _) = self.size();
        for (top, bottom) in self.pages() {
            let height = (bottom - top) * self.scale;
            let settings = PageSettings::from_wh(width, height).ok_or(FigureError::NotDrawn)?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            surface.push_transform(&Transform::from_row(
                self.scale,
                0.0,
                0.0,
                self.scale,
                0.0,
                -top * self.scale,
            ));
            pages.draw(&mut surface, top, bottom)?;
            surface.pop();
            surface.finish();
            page.finish();
        }
        let metadata = Metadata::new()
            .title(self.title.clone())
            .description(self.description.clone())
            .language(self.language.clone())
            .creator(concat!("Annals ", env!("CARGO_PKG_VERSION")).to_owned());
        document.set_metadata(metadata);
        document.finish().map_err(|_| FigureError::FontNotEmbedded)
    }

    /// The upper and lower ends of the pages. They end between lines of text.
    fn pages(&self) -> Vec<(f32, f32)> {
        let (_, height) = self.size;
        let max_height = (MAX_PAGE_HEIGHT - 1.0) / self.scale;
        if height <= max_height {
            return vec![(0.0, height)];
        }
        let mut lines: Vec<(f32, f32)> = self
            .items
            .iter()
            .filter_map(|item| match item {
                DisplayItem::Text(text) => {
                    Some((text.at.y - text.size, text.at.y + text.size * 0.4))
                }
                _ => None,
            })
            .collect();
        lines.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut pages = Vec::new();
        let mut top = 0.0;
        while height - top > max_height {
            // The lowest position above the limit that no line crosses.
            let mut at = top + max_height;
            for (above, below) in lines.iter().rev() {
                if *above < at && *below > at && *above > top + max_height / 2.0 {
                    at = *above;
                }
            }
            pages.push((top, at));
            top = at;
        }
        pages.push((top, height));
        pages
    }
}

struct PdfWriter<'f> {
    figure: &'f Figure,
    /// Fonts in use, each embedded once.
    fonts: HashMap<usize, Font>,
}

impl PdfWriter<'_> {
    /// Draws what lies between two heights, in points.
    fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        top: f32,
        bottom: f32,
    ) -> Result<(), FigureError> {
        let mut is_clipped = Vec::new();
        for item in &self.figure.items {
            match item {
                DisplayItem::Clip(area) => {
                    let rect = Geometry::Rect {
                        area: *area,
                        rounding: 0.0,
                    };
                    let clip = path_of(&rect).and_then(|path| pdf_path(&path));
                    if let Some(clip) = &clip {
                        surface.push_clip_path(clip, &FillRule::NonZero);
                    }
                    is_clipped.push(clip.is_some());
                }
                DisplayItem::Event { .. } => is_clipped.push(false),
                DisplayItem::End => {
                    if is_clipped.pop() == Some(true) {
                        surface.pop();
                    }
                }
                DisplayItem::Text(text) => {
                    // Pages end above a line, so that each line is on one page.
                    let height = if text.reads_upwards {
                        let fonts = &self.figure.fonts;
                        fonts.width(&text.text, text.style.face, text.size)
                    } else {
                        0.0
                    };
                    if text.at.y >= top && text.at.y - height < bottom {
                        self.text(surface, text)?;
                    }
                }
                DisplayItem::Shape(shape) => {
                    let line = shape.stroke.map_or(0.0, |stroke| stroke.width);
                    if let Some(path) = path_of(&shape.geometry)
                        && path.bounds().bottom() + line >= top
                        && path.bounds().top() - line <= bottom
                    {
                        self.shape(surface, shape, &path);
                    }
                }
            }
        }
        for _ in is_clipped.into_iter().filter(|is_clipped| *is_clipped) {
            surface.pop();
        }
        Ok(())
    }

    fn shape(&self, surface: &mut Surface<'_>, shape: &Shape, path: &tiny_skia::Path) {
        let Some(pdf_path) = pdf_path(path) else {
            return;
        };
        surface.set_fill(shape.fill.map(|fill| match shape.fade_to {
            Some(to) => paint::Fill {
                paint: self.fade(path, fill, to).into(),
                opacity: NormalizedF32::ONE,
                rule: FillRule::NonZero,
            },
            None => self.fill(fill),
        }));
        surface.set_stroke(shape.stroke.map(|stroke| self.stroke(stroke)));
        surface.draw_path(&pdf_path);
    }

    fn color(&self, fill: Fill) -> rgb::Color {
        let color = self.figure.color(fill.role, self.figure.theme);
        rgb::Color::new(color.red, color.green, color.blue)
    }

    fn fill(&self, fill: Fill) -> paint::Fill {
        paint::Fill {
            paint: self.color(fill).into(),
            opacity: share(fill.opacity),
            rule: FillRule::NonZero,
        }
    }

    fn stroke(&self, stroke: Stroke) -> paint::Stroke {
        paint::Stroke {
            paint: self.color(stroke.fill).into(),
            width: stroke.width,
            opacity: share(stroke.fill.opacity),
            dash: stroke.dash.map(|(on, off)| StrokeDash {
                array: vec![on, off],
                offset: 0.0,
            }),
            ..Default::default()
        }
    }

    fn fade(&self, path: &tiny_skia::Path, from: Fill, to: Fill) -> LinearGradient {
        let stop = |offset: f32, fill: Fill| Stop {
            offset: share(offset),
            color: self.color(fill).into(),
            opacity: share(fill.opacity),
        };
        LinearGradient {
            x1: path.bounds().left(),
            y1: 0.0,
            x2: path.bounds().right(),
            y2: 0.0,
            transform: Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops: vec![stop(0.0, from), stop(1.0, to)],
            anti_alias: false,
        }
    }

    fn text(&mut self, surface: &mut Surface<'_>, text: &TextLine) -> Result<(), FigureError> {
        surface.set_fill(Some(self.fill(Fill::solid(text.style.role))));
        surface.set_stroke(None);
        if text.reads_upwards {
            let turned = Transform::from_rotate_at(-90.0, text.at.x, text.at.y);
            surface.push_transform(&turned);
        }
        let mut x = text.at.x;
        for run in self.figure.fonts.shape(&text.text, text.style.face) {
            let font = self.font(run.font)?;
            let glyphs: Vec<KrillaGlyph> = run
                .glyphs
                .iter()
                .map(|glyph| KrillaGlyph {
                    glyph_id: GlyphId::new(glyph.id),
                    text_range: glyph.range.clone(),
                    x_advance: glyph.advance,
                    x_offset: glyph.x,
                    y_offset: glyph.y,
                    y_advance: 0.0,
                    location: None,
                })
                .collect();
            let start = krilla::geom::Point::from_xy(x, text.at.y);
            surface.draw_glyphs(start, &glyphs, font, &text.text, text.size, false);
            x += run.width() * text.size;
        }
        if text.reads_upwards {
            surface.pop();
        }
        Ok(())
    }

    fn font(&mut self, number: usize) -> Result<Font, FigureError> {
        if let Some(font) = self.fonts.get(&number) {
            return Ok(font.clone());
        }
        let loaded = self
            .figure
            .fonts
            .get(number)
            .ok_or(FigureError::FontNotEmbedded)?;
        let font = match BUNDLED_FONTS.get(number) {
            Some(bundled) => Font::new(bundled.bytes.into(), 0),
            None => Font::new(Arc::new(loaded.bytes.to_vec()).into(), 0),
        };
        let font = font.ok_or(FigureError::FontNotEmbedded)?;
        self.fonts.insert(number, font.clone());
        Ok(font)
    }
}

fn share(share: f32) -> NormalizedF32 {
    NormalizedF32::new(share.clamp(0.0, 1.0)).unwrap_or(NormalizedF32::ONE)
}

/// The same path for `krilla`.
fn pdf_path(path: &tiny_skia::Path) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => builder.move_to(to.x, to.y),
            PathSegment::LineTo(to) => builder.line_to(to.x, to.y),
            PathSegment::QuadTo(one, to) => builder.quad_to(one.x, one.y, to.x, to.y),
            PathSegment::CubicTo(one, other, to) => {
                builder.cubic_to(one.x, one.y, other.x, other.y, to.x, to.y);
            }
            PathSegment::Close => builder.close(),
        }
    }
    builder.finish()
}
