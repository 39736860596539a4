//! Caches galleys that were laid out again, while they are shown.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::cache::CacheTrait;
use eframe::egui::text::LayoutJob;
use eframe::egui::{Context, Galley};

use super::direction::is_plain;
use super::galley_layout::{RightEdge, relayout};

/// Lays out a text of any script; the counterpart of `Painter::layout_job`.
#[must_use]
pub fn layout_job(context: &Context, job: LayoutJob, edge: RightEdge) -> Arc<Galley> {
    let galley = context.fonts_mut(|fonts| fonts.layout_job(job));
    reordered(context, galley, edge)
}

/// The galley laid out for its script, or the galley itself if egui does it
/// right. Cached as long as it is requested in every frame.
#[must_use]
pub fn reordered(context: &Context, galley: Arc<Galley>, edge: RightEdge) -> Arc<Galley> {
    if is_plain(galley.text()) {
        return galley;
    }
    let key = (Arc::as_ptr(&galley).addr(), edge);
    let cached = context.memory_mut(|memory| memory.caches.cache::<GalleyCache>().get(key));
    cached.unwrap_or_else(|| {
        let reordered = context.fonts_mut(|fonts| relayout(fonts, &galley, edge));
        let reordered = Arc::new(reordered);
        context.memory_mut(|memory| {
            let cache = memory.caches.cache::<GalleyCache>();
            let entry = CachedGalley {
                used: cache.frame,
                _source: galley,
                reordered: Arc::clone(&reordered),
            };
            cache.galleys.insert(key, entry);
        });
        reordered
    })
}

/// Address of egui's galley, and the edge.
type GalleyKey = (usize, RightEdge);

/// Cache from egui's galleys to ours. egui keeps a galley while it is used and
/// makes another when fonts or scale change, so the galley's address is the
/// key; each entry keeps the galley alive, so that the address is not reused.
#[derive(Default)]
struct GalleyCache {
    frame: u64,
    galleys: HashMap<GalleyKey, CachedGalley>,
}

struct CachedGalley {
    /// Last frame in which it was used.
    used: u64,
    /// Keeps the address of the key in use.
    _source: Arc<Galley>,
    reordered: Arc<Galley>,
}

impl GalleyCache {
    fn get(&mut self, key: GalleyKey) -> Option<Arc<Galley>> {
        let entry = self.galleys.get_mut(&key)?;
        entry.used = self.frame;
        Some(Arc::clone(&entry.reordered))
    }
}

impl CacheTrait for GalleyCache {
    fn update(&mut self) {
        let frame = self.frame;
        self.galleys.retain(|_, entry| entry.used == frame);
        self.frame += 1;
    }

    fn len(&self) -> usize {
        self.galleys.len()
    }
}
