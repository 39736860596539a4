//! Work on several threads.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Processes items on one thread per processor, at most on `max_threads`.
///
/// `receive` gets each result with the position of its item, on the calling
/// thread, in the order in which they are done. Where it breaks, the function
/// returns as soon as the items in work are done.
pub(super) fn process_in_parallel<T: Sync, R: Send>(
    items: &[T],
    max_threads: usize,
    process: impl Fn(&T) -> R + Sync,
    mut receive: impl FnMut(usize, R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        for _ in 0..processors.min(max_threads).min(items.len()) {
            let sender = sender.clone();
            let (next, process) = (&next, &process);
            scope.spawn(move || {
                loop {
                    let position = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(position) else {
                        return;
                    };
                    // It fails once the receiver is dropped, after a break.
                    if sender.send((position, process(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        receiver
            .into_iter()
            .try_for_each(|(position, result)| receive(position, result))
    })
}
