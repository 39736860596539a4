//! Cleans up when a signal ends the program.
//!
//! Without this, Ctrl+C in the middle of a save leaves a temporary file behind.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// Locked for reading while a file is exchanged. The program ends once it is locked
/// for writing.
static EXCHANGES: RwLock<()> = RwLock::new(());

/// Postpones the end of the program by a signal until the guard is dropped. Do not
/// nest it.
pub(super) fn postpone_termination() -> RwLockReadGuard<'static, ()> {
    EXCHANGES.read().unwrap_or_else(PoisonError::into_inner)
}

/// Lets the program clean up when SIGINT, SIGTERM or SIGHUP ends it: it completes the
/// exchange of a file and removes temporary files. Then the signal does what it always
/// does.
///
/// A signal that the program ignores (`nohup`, a background job of a script) stays
/// ignored. Other systems than Unix have no such signals; leftovers are then removed
/// by the next run.
pub fn handle_termination() {
    #[cfg(unix)]
    if let Ok(mut signals) = signal_hook::iterator::Signals::new(handled_signals()) {
        // Without the thread, the signals would have no effect at all.
        let handle = signals.handle();
        let thread = std::thread::Builder::new().name("signals".to_owned());
        let started = thread.spawn(move || {
            for signal in signals.forever() {
                clean_up();
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        });
        if started.is_err() {
            handle.close();
        }
    }
}

#[cfg(unix)]
fn clean_up() {
    // Never unlocked: no file is exchanged any more.
    std::mem::forget(EXCHANGES.write());
    super::temporary_file::remove_all();
}

/// The signals that end a program and that it does not ignore.
#[cfg(unix)]
fn handled_signals() -> Vec<i32> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    match ignored_signals() {
        Some(ignored) => [SIGHUP, SIGINT, SIGTERM]
            .into_iter()
            .filter(|signal| ignored & (1 << (signal - 1)) == 0)
            .collect(),
        // Where nobody can say, a program that `nohup` started must survive.
        None => vec![SIGINT, SIGTERM],
    }
}

/// The signals that this process ignores, one bit each from signal 1 on; `None`
/// where the system does not say. Linux does: proc(5), `SigIgn`.
#[cfg(unix)]
fn ignored_signals() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(line.trim(), 16).ok()
}

#[cfg(test)]
mod tests {
    #[cfg(target_os = "linux")]
    #[test]
    fn linux_says_which_signals_are_ignored() {
        // Rust ignores SIGPIPE (13) in every program.
        let ignored = super::ignored_signals().unwrap();
        assert_eq!(ignored & (1 << 12), 1 << 12);
        assert!(super::handled_signals().contains(&signal_hook::consts::SIGTERM));
    }
}
