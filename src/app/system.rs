//! Preferences of the user in the settings of the system.

use std::process::{Command, Stdio};

/// Whether the system's settings ask for reduced motion; `None` if they do not
/// say. This runs other programs, which takes time.
pub(super) fn prefers_reduced_motion() -> Option<bool> {
    // The setting of GNOME and its relatives, and then KDE's duration factor.
    let gnome = first_line_of(
        "gsettings",
        &["get", "org.gnome.desktop.interface", "enable-animations"],
    );
    match gnome.as_deref() {
        Some("false") => return Some(true),
        Some("true") => return Some(false),
        _ => {}
    }
    if cfg!(target_os = "macos") {
        let macos = first_line_of(
            "defaults",
            &["read", "com.apple.universalaccess", "reduceMotion"],
        );
        return macos.map(|answer| answer == "1");
    }
    let keys = ["--group", "KDE", "--key", "AnimationDurationFactor"];
    let kde =
        first_line_of("kreadconfig6", &keys).or_else(|| first_line_of("kreadconfig5", &keys))?;
    kde.parse::<f64>().ok().map(|factor| factor == 0.0)
}

/// The first line that a program prints, if it exists and prints one.
fn first_line_of(program: &str, arguments: &[&str]) -> Option<String> {
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
