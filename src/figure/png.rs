//! A figure in pixels.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{self, Database, FaceInfo, Language, Source, Stretch, Weight};
use resvg::usvg::{Options, Tree};

use super::error::FigureError;
use super::fonts::{BUNDLED, Fonts};
use super::sheet::Figure;
use super::svg::{Medium, svg};
use super::view::SCALES;

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
        let options = Options {
            fontdb: Arc::new(database(&self.fonts)),
            font_family: "f0".to_owned(),
            ..Options::default()
        };
        let text = svg(self, Medium::Renderer);
        let tree = Tree::from_str(&text, &options).map_err(|_| FigureError::NotDrawn)?;
        let mut pixels = Pixmap::new(columns, rows).ok_or(FigureError::TooManyPixels)?;
        let (own_width, own_height) = (tree.size().width(), tree.size().height());
        let transform = Transform::from_scale(width / own_width, height / own_height);
        resvg::render(&tree, transform, &mut pixels.as_mut());
        pixels.encode_png().map_err(|_| FigureError::NotDrawn)
    }
}

/// The fonts of a figure, each under a name of its own.
fn database(fonts: &Fonts) -> Database {
    let mut database = Database::new();
    let numbers = (0..).take_while(|font| fonts.get(*font).is_some());
    for (number, loaded) in numbers.filter_map(|number| Some((number, fonts.get(number)?))) {
        let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = match BUNDLED.get(number) {
            Some(bundled) => Arc::new(bundled.bytes),
            None => Arc::new(loaded.bytes.to_vec()),
        };
        database.push_face_info(FaceInfo {
            id: fontdb::ID::dummy(),
            source: Source::Binary(bytes),
            index: 0,
            families: vec![(format!("f{number}"), Language::English_UnitedStates)],
            post_script_name: String::new(),
            style: fontdb::Style::Normal,
            weight: Weight::NORMAL,
            stretch: Stretch::Normal,
            monospaced: false,
        });
    }
    database
}
