//! A figure as PDF 1.7: text as text, with its fonts, a title and a language.

use std::collections::HashMap;
use std::sync::Arc;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point as At, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LinearGradient, SpreadMethod, Stop, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::error::FigureError;
use super::fonts::BUNDLED;
use super::outline::{Step, outline, sides};
use super::piece::{Coat, Piece, Stroke, Text};
use super::sheet::Figure;
use crate::layout::Point;

/// No page is higher, in points (PDF 1.7, annex C.2): what is longer goes on
/// upon another.
const MAX_PAGE_HEIGHT: f32 = 14_400.0;

impl Figure {
    /// The figure as PDF.
    ///
    /// # Errors
    ///
    /// [`FigureError`] where a font cannot be embedded.
    pub fn pdf(&self) -> Result<Vec<u8>, FigureError> {
        let mut document = Document::new();
        let mut pages = Pages {
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

    /// The upper and lower ends of the pages; they part between lines.
    fn pages(&self) -> Vec<(f32, f32)> {
        let (_, height) = self.size;
        let most = (MAX_PAGE_HEIGHT - 1.0) / self.scale;
        if height <= most {
            return vec![(0.0, height)];
        }
        let mut lines: Vec<(f32, f32)> = self
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Text(text) => Some((text.at.y - text.size, text.at.y + text.size * 0.4)),
                _ => None,
            })
            .collect();
        lines.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut pages = Vec::new();
        let mut top = 0.0;
        while height - top > most {
            // The lowest place above the limit that no line crosses.
            let mut at = top + most;
            for (above, below) in lines.iter().rev() {
                if *above < at && *below > at && *above > top + most / 2.0 {
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

struct Pages<'f> {
    figure: &'f Figure,
    /// The fonts that are in use, each embedded once.
    fonts: HashMap<usize, Font>,
}

impl Pages<'_> {
    fn draw(
        &mut self,
        surface: &mut Surface<'_>,
        top: f32,
        bottom: f32,
    ) -> Result<(), FigureError> {
        let mut open = Vec::new();
        for piece in &self.figure.pieces {
            match piece {
                Piece::Clip(_) => {
                    let clip = path_of(piece);
                    if let Some(clip) = &clip {
                        surface.push_clip_path(clip, &FillRule::NonZero);
                    }
                    open.push(clip.is_some());
                }
                Piece::Event { .. } => open.push(false),
                Piece::End => {
                    if open.pop() == Some(true) {
                        surface.pop();
                    }
                }
                Piece::Text(text) => {
                    // A page ends above a line, so that each stands on one.
                    let long = if text.is_upright {
                        let fonts = &self.figure.fonts;
                        fonts.width(&text.line, text.face, text.size)
                    } else {
                        0.0
                    };
                    if text.at.y >= top && text.at.y - long < bottom {
                        self.text(surface, text)?;
                    }
                }
                other => {
                    let reach = other.reach();
                    if reach.is_none_or(|(above, below)| below >= top && above <= bottom) {
                        self.shape(surface, other);
                    }
                }
            }
        }
        for was_pushed in open {
            if was_pushed {
                surface.pop();
            }
        }
        Ok(())
    }

    fn shape(&self, surface: &mut Surface<'_>, piece: &Piece) {
        let Some(path) = path_of(piece) else {
            return;
        };
        let (fill, stroke) = match piece {
            Piece::Rect { fill, stroke, .. }
            | Piece::Path { fill, stroke, .. }
            | Piece::Circle { fill, stroke, .. } => (
                fill.map(|coat| self.fill(coat)),
                stroke.map(|stroke| self.stroke(stroke)),
            ),
            Piece::Fade { points, from, to } => (Some(self.fade(points, *from, *to)), None),
            Piece::Text(_) | Piece::Clip(_) | Piece::Event { .. } | Piece::End => return,
        };
        surface.set_fill(fill);
        surface.set_stroke(stroke);
        surface.draw_path(&path);
    }

    fn color(&self, coat: Coat) -> rgb::Color {
        let color = self.figure.color(coat.paint, self.figure.theme);
        rgb::Color::new(color.red, color.green, color.blue)
    }

    fn fill(&self, coat: Coat) -> Fill {
        Fill {
            paint: self.color(coat).into(),
            opacity: share(coat.opacity),
            rule: FillRule::NonZero,
        }
    }

    fn stroke(&self, stroke: Stroke) -> krilla::paint::Stroke {
        krilla::paint::Stroke {
            paint: self.color(stroke.coat).into(),
            width: stroke.width,
            opacity: share(stroke.coat.opacity),
            dash: stroke.dash.map(|(on, off)| StrokeDash {
                array: vec![on, off],
                offset: 0.0,
            }),
            ..Default::default()
        }
    }

    fn fade(&self, points: &[Point], from: Coat, to: Coat) -> Fill {
        let (left, right) = sides(points);
        let stop = |offset: f32, coat: Coat| Stop {
            offset: share(offset),
            color: self.color(coat).into(),
            opacity: share(coat.opacity),
        };
        let fade = LinearGradient {
            x1: left,
            y1: 0.0,
            x2: right,
            y2: 0.0,
            transform: Transform::identity(),
            spread_method: SpreadMethod::Pad,
            stops: vec![stop(0.0, from), stop(1.0, to)],
            anti_alias: false,
        };
        Fill {
            paint: fade.into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }
    }

    fn text(&mut self, surface: &mut Surface<'_>, text: &Text) -> Result<(), FigureError> {
        surface.set_fill(Some(self.fill(text.paint.coat())));
        surface.set_stroke(None);
        if text.is_upright {
            let turned = Transform::from_rotate_at(-90.0, text.at.x, text.at.y);
            surface.push_transform(&turned);
        }
        let mut x = text.at.x;
        for run in self.figure.fonts.shape(&text.line, text.face) {
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
            let start = At::from_xy(x, text.at.y);
            surface.draw_glyphs(start, &glyphs, font, &text.line, text.size, false);
            x += run.width() * text.size;
        }
        if text.is_upright {
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
        let font = match BUNDLED.get(number) {
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
