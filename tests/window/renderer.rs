//! Rasterises egui's triangles in software: the same image on every machine.

use std::collections::HashMap;

use eframe::egui::{
    ClippedPrimitive, Color32, Context, FullOutput, ImageData, Pos2, TextureId, TexturesDelta,
    epaint::{ImageDelta, Mesh, Primitive, Vertex},
};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};

/// Screen positions are rounded to this fraction of a pixel, so that triangles
/// that share an edge never both paint a pixel.
const SUBPIXELS: f32 = 256.0;

#[derive(Default)]
pub struct SoftwareRenderer {
    textures: HashMap<TextureId, Texture>,
}

#[derive(Default)]
struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

impl Texture {
    fn apply(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let Some([left, top]) = delta.pos else {
            self.width = width;
            self.height = height;
            self.pixels.clone_from(&image.pixels);
            return;
        };
        for row in 0..height {
            let from = row * width;
            let to = (top + row) * self.width + left;
            self.pixels[to..to + width].copy_from_slice(&image.pixels[from..from + width]);
        }
    }

    fn texel(&self, x: i64, y: i64) -> [f32; 4] {
        let x = x.clamp(0, self.width as i64 - 1) as usize;
        let y = y.clamp(0, self.height as i64 - 1) as usize;
        self.pixels[y * self.width + x].to_array().map(f32::from)
    }

    /// Bilinear sampling, as in the renderer of the window.
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let x = u * self.width as f32 - 0.5;
        let y = v * self.height as f32 - 0.5;
        let (left, top) = (x.floor(), y.floor());
        let (right_share, bottom_share) = (x - left, y - top);
        let (left, top) = (left as i64, top as i64);
        let mut color = [0.0; 4];
        for (dx, dy, share) in [
            (0, 0, (1.0 - right_share) * (1.0 - bottom_share)),
            (1, 0, right_share * (1.0 - bottom_share)),
            (0, 1, (1.0 - right_share) * bottom_share),
            (1, 1, right_share * bottom_share),
        ] {
            if share > 0.0 {
                let texel = self.texel(left + dx, top + dy);
                for (sum, part) in color.iter_mut().zip(texel) {
                    *sum += share * part;
                }
            }
        }
        color
    }
}

impl TestRenderer for SoftwareRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in &delta.set {
            let texture = self.textures.entry(*id).or_default();
            images.iter().for_each(|image| texture.apply(image));
        }
        for id in &delta.free {
            self.textures.remove(id);
        }
        delta.clear();
    }

    fn render(&mut self, context: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = context.content_rect().size() * scale;
        let mut picture = RgbaImage::from_pixel(
            size.x.round() as u32,
            size.y.round() as u32,
            Rgba([0, 0, 0, 255]),
        );
        for primitive in context.tessellate(output.shapes.clone(), scale) {
            let ClippedPrimitive {
                clip_rect,
                primitive: Primitive::Mesh(mesh),
            } = primitive
            else {
                continue;
            };
            let clip = Clip {
                left: (clip_rect.min.x * scale).round().max(0.0) as i64,
                top: (clip_rect.min.y * scale).round().max(0.0) as i64,
                right: ((clip_rect.max.x * scale).round() as i64).min(i64::from(picture.width())),
                bottom: ((clip_rect.max.y * scale).round() as i64).min(i64::from(picture.height())),
            };
            self.paint(&mut picture, &mesh, scale, clip)?;
        }
        Ok(picture)
    }
}

#[derive(Clone, Copy)]
struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl SoftwareRenderer {
    fn paint(
        &self,
        picture: &mut RgbaImage,
        mesh: &Mesh,
        scale: f32,
        clip: Clip,
    ) -> Result<(), String> {
        let texture = self
            .textures
            .get(&mesh.texture_id)
            .ok_or_else(|| format!("no texture {:?}", mesh.texture_id))?;
        for corners in mesh.indices.chunks_exact(3) {
            let corners =
                [corners[0], corners[1], corners[2]].map(|index| mesh.vertices[index as usize]);
            triangle(picture, texture, corners, scale, clip);
        }
        Ok(())
    }
}

fn subpixel(position: Pos2, scale: f32) -> (i64, i64) {
    let fixed_point = |value: f32| (value * scale * SUBPIXELS).round().clamp(-1e9, 1e9) as i64;
    (fixed_point(position.x), fixed_point(position.y))
}

fn triangle(
    picture: &mut RgbaImage,
    texture: &Texture,
    mut corners: [Vertex; 3],
    scale: f32,
    clip: Clip,
) {
    let area = |a: (i64, i64), b: (i64, i64), c: (i64, i64)| {
        (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
    };
    let mut points = corners.map(|corner| subpixel(corner.pos, scale));
    let mut whole = area(points[0], points[1], points[2]);
    if whole == 0 {
        return;
    }
    if whole < 0 {
        points.swap(1, 2);
        corners.swap(1, 2);
        whole = -whole;
    }
    let unit = SUBPIXELS as i64;
    let range = |values: [i64; 3], from: i64, to: i64| {
        let least = values.into_iter().min().unwrap_or(0).div_euclid(unit);
        let most = values.into_iter().max().unwrap_or(0).div_euclid(unit) + 1;
        least.max(from)..most.min(to)
    };
    let rows = range(points.map(|point| point.1), clip.top, clip.bottom);
    let columns = range(points.map(|point| point.0), clip.left, clip.right);
    // A pixel on an edge belongs to the triangle that has it on its left or
    // top edge.
    let owns = |a: (i64, i64), b: (i64, i64)| b.1 < a.1 || (b.1 == a.1 && b.0 > a.0);
    let bias = [
        i64::from(!owns(points[1], points[2])),
        i64::from(!owns(points[2], points[0])),
        i64::from(!owns(points[0], points[1])),
    ];
    let flat = corners
        .iter()
        .all(|corner| corner.color == corners[0].color);
    let untextured = corners.iter().all(|corner| corner.uv == corners[0].uv);
    let constant = (flat && untextured).then(|| {
        shade(
            corners[0].color.to_array().map(f32::from),
            texture.sample(corners[0].uv.x, corners[0].uv.y),
        )
    });
    for y in rows {
        for x in columns.clone() {
            let at = (x * unit + unit / 2, y * unit + unit / 2);
            let weights = [
                area(points[1], points[2], at),
                area(points[2], points[0], at),
                area(points[0], points[1], at),
            ];
            if weights
                .iter()
                .zip(bias)
                .any(|(weight, bias)| *weight < bias)
            {
                continue;
            }
            let color = constant.unwrap_or_else(|| {
                let shares = weights.map(|weight| weight as f32 / whole as f32);
                let mix = |of: &dyn Fn(&Vertex) -> f32| {
                    corners
                        .iter()
                        .zip(shares)
                        .map(|(corner, share)| of(corner) * share)
                        .sum::<f32>()
                };
                let tint = [0, 1, 2, 3].map(|channel| {
                    mix(&|corner: &Vertex| f32::from(corner.color.to_array()[channel]))
                });
                shade(tint, texture.sample(mix(&|c| c.uv.x), mix(&|c| c.uv.y)))
            });
            blend(picture.get_pixel_mut(x as u32, y as u32), color);
        }
    }
}

/// Colours are premultiplied and multiplied without conversion, as in egui's
/// own shaders.
fn shade(tint: [f32; 4], texel: [f32; 4]) -> [f32; 4] {
    [0, 1, 2, 3].map(|channel| tint[channel] * texel[channel] / 255.0)
}

fn blend(pixel: &mut Rgba<u8>, color: [f32; 4]) {
    let behind = 1.0 - color[3] / 255.0;
    for (channel, part) in pixel.0.iter_mut().zip(color).take(3) {
        *channel = (part + f32::from(*channel) * behind)
            .round()
            .clamp(0.0, 255.0) as u8;
    }
}
