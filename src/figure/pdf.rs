//! A figure as PDF 1.7: text as text, with its fonts, a title and a language.

use std::collections::HashMap;
use std::sync::Arc;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point as At, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LinearGradient, SpreadMethod, Stop, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::error::FigureError;
use super::fonts::BUNDLED;
use super::piece::{Coat, Piece, Stroke, Text};
use super::sheet::Figure;
use crate::layout::{Area, Point};

/// No page is higher, in points (PDF 1.7, annex C.2): what is longer goes on
/// upon another.
const MOST_HEIGHT: f32 = 14_400.0;
/// How far a circle's handles reach, as a share of its radius.
const HANDLE: f32 = 0.552_284_8;

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
        let most = (MOST_HEIGHT - 1.0) / self.scale;
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
                Piece::Clip(area) => {
                    let clip = area_path(*area, 0.0);
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
                    if text.at.y >= top && text.at.y <= bottom {
                        self.text(surface, text)?;
                    }
                }
                other => self.shape(surface, other),
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
        let (path, fill, stroke) = match piece {
            Piece::Rect {
                area,
                rounding,
                fill,
                stroke,
            } => (area_path(*area, *rounding), *fill, *stroke),
            Piece::Path {
                points,
                is_closed,
                fill,
                stroke,
            } => (points_path(points, *is_closed), *fill, *stroke),
            Piece::Circle {
                center,
                radius,
                fill,
                stroke,
            } => (circle(*center, *radius), *fill, *stroke),
            Piece::Fade { points, from, to } => {
                if let Some(path) = points_path(points, true) {
                    surface.set_fill(Some(self.fade(points, *from, *to)));
                    surface.set_stroke(None);
                    surface.draw_path(&path);
                }
                return;
            }
            Piece::Text(_) | Piece::Clip(_) | Piece::Event { .. } | Piece::End => return,
        };
        if let Some(path) = path {
            surface.set_fill(fill.map(|coat| self.fill(coat)));
            surface.set_stroke(stroke.map(|stroke| self.stroke(stroke)));
            surface.draw_path(&path);
        }
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
        let (left, right) = points
            .iter()
            .fold((f32::MAX, f32::MIN), |(left, right), point| {
                (left.min(point.x), right.max(point.x))
            });
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

fn area_path(area: Area, rounding: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    let Area {
        left,
        top,
        right,
        bottom,
    } = area;
    let radius = rounding
        .min((right - left) / 2.0)
        .min((bottom - top) / 2.0)
        .max(0.0);
    if radius <= 0.0 {
        path.push_rect(Rect::from_ltrb(left, top, right, bottom)?);
        return path.finish();
    }
    let near = radius * (1.0 - HANDLE);
    path.move_to(left + radius, top);
    path.line_to(right - radius, top);
    path.cubic_to(right - near, top, right, top + near, right, top + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(
        right,
        bottom - near,
        right - near,
        bottom,
        right - radius,
        bottom,
    );
    path.line_to(left + radius, bottom);
    path.cubic_to(
        left + near,
        bottom,
        left,
        bottom - near,
        left,
        bottom - radius,
    );
    path.line_to(left, top + radius);
    path.cubic_to(left, top + near, left + near, top, left + radius, top);
    path.close();
    path.finish()
}

fn points_path(points: &[Point], is_closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    let (first, rest) = points.split_first()?;
    path.move_to(first.x, first.y);
    for point in rest {
        path.line_to(point.x, point.y);
    }
    if is_closed {
        path.close();
    }
    path.finish()
}

fn circle(center: Point, radius: f32) -> Option<Path> {
    let area = Area {
        left: center.x - radius,
        top: center.y - radius,
        right: center.x + radius,
        bottom: center.y + radius,
    };
    area_path(area, radius)
}
