//! Caches galleys that were laid out again, while they are shown.

use std::collections::HashMap;
use std::sync::Arc;

use eframe::egui::cache::CacheTrait;
use eframe::egui::text::LayoutJob;
use eframe::egui::{Context, Galley};

use super::direction::is_plain;
use super::galley_layout::{Edge, laid_out_again};

/// Lays out a text of any script; the counterpart of `Painter::layout_job`.
#[must_use]
pub fn layout_job(context: &Context, job: LayoutJob, edge: Edge) -> Arc<Galley> {
    let galley = context.fonts_mut(|fonts| fonts.layout_job(job));
    reordered(context, galley, edge)
}

/// The galley laid out for its script, or the galley itself if egui does it
/// right. Cached as long as it is requested in every frame.
#[must_use]
pub fn reordered(context: &Context, galley: Arc<Galley>, edge: Edge) -> Arc<Galley> {
    if is_plain(galley.text()) {
        return galley;
    }
    let kept = context.memory_mut(|memory| memory.caches.cache::<GalleyCache>().get(&galley, edge));
    if let Some(made) = kept {
        return made;
    }
    let made = Arc::new(context.fonts_mut(|fonts| laid_out_again(fonts, &galley, edge)));
    context.memory_mut(|memory| {
        let kept = memory.caches.cache::<GalleyCache>();
        kept.add(galley, edge, Arc::clone(&made));
    });
    made
}

/// Cache from egui's galleys to ours. egui keeps a galley while it is used and
/// makes another when fonts or scale change, so the galley's address is the
/// key; `source` keeps it alive, so that the address is not reused.
#[derive(Default)]
struct GalleyCache {
    frame: u64,
    galleys: HashMap<(usize, Edge), CachedGalley>,
}

struct CachedGalley {
    used: u64,
    /// Keeps the address of the key in use.
    source: Arc<Galley>,
    made: Arc<Galley>,
}

fn key(galley: &Arc<Galley>, edge: Edge) -> (usize, Edge) {
    (Arc::as_ptr(galley).addr(), edge)
}

impl GalleyCache {
    fn get(&mut self, source: &Arc<Galley>, edge: Edge) -> Option<Arc<Galley>> {
        let entry = self.galleys.get_mut(&key(source, edge))?;
        entry.used = self.frame;
        Arc::ptr_eq(&entry.source, source).then(|| Arc::clone(&entry.made))
    }

    fn add(&mut self, source: Arc<Galley>, edge: Edge, made: Arc<Galley>) {
        let used = self.frame;
        self.galleys
            .insert(key(&source, edge), CachedGalley { used, source, made });
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
