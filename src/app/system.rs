//! What the system says of its user's wishes.

use std::process::{Command, Stdio};

/// Whether the system says that its user wants no animation; `None` where it
/// does not say. It asks another program, so it is asked on a thread.
pub(super) fn prefers_reduced_motion() -> Option<bool> {
    // What GNOME and those that follow it keep, and KDE's scale of durations.
    let gnome = asked(
        "gsettings",
        &["get", "org.gnome.desktop.interface", "enable-animations"],
    );
    match gnome.as_deref() {
        Some("false") => return Some(true),
        Some("true") => return Some(false),
        _ => {}
    }
    if cfg!(target_os = "macos") {
        let macos = asked(
            "defaults",
            &["read", "com.apple.universalaccess", "reduceMotion"],
        );
        return macos.map(|answer| answer == "1");
    }
    let keys = ["--group", "KDE", "--key", "AnimationDurationFactor"];
    let kde = asked("kreadconfig6", &keys).or_else(|| asked("kreadconfig5", &keys))?;
    kde.parse::<f64>().ok().map(|factor| factor == 0.0)
}

/// The first line that a program prints, if it is there and says anything.
fn asked(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    let line = text.lines().next()?.trim().to_owned();
    (!line.is_empty()).then_some(line)
}
