//! The exports of the chronology that comes with the program are the recorded
//! ones.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::desk::Desk;

#[test]
fn the_exports_of_the_bundled_chronology_are_the_recorded_ones() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let desk = Desk::new(&Value::Null);
    fs::copy(root.join("timeline.json"), desk.path("town.json")).unwrap();
    let golden = root.join("tests/golden");
    let version = concat!("annals ", env!("CARGO_PKG_VERSION"));
    for (format, suffix) in [
        ("csv", "csv"),
        ("md", "md"),
        ("json", "json"),
        ("web-annotation", "web-annotation.json"),
        ("csl", "csl.json"),
    ] {
        let made = desk.export(&["--to", format]);
        assert_eq!(made.code, 0, "{format}: {}", made.err);
        let again = desk.export(&["--to", format]);
        assert_eq!(made.out, again.out, "{format} is not the same twice");
        let made = made.out.replace(version, "annals VERSION");
        let path = golden.join(format!("export.{suffix}"));
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::create_dir_all(&golden).unwrap();
            fs::write(&path, &made).unwrap();
        }
        let recorded = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            made == recorded,
            "{} is another; UPDATE_SNAPSHOTS=1 writes it anew",
            path.display()
        );
    }
}
