//! The exports of the bundled chronology match the golden files.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::town::folder_with;

#[test]
fn exports_of_the_bundled_chronology_match_the_golden_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sandbox = folder_with(&Value::Null);
    fs::copy(root.join("timeline.json"), sandbox.path("town.json")).unwrap();
    let golden = root.join("tests/golden");
    let version = concat!("annals ", env!("CARGO_PKG_VERSION"));
    for (format, suffix) in [
        ("csv", "csv"),
        ("md", "md"),
        ("json", "json"),
        ("web-annotation", "web-annotation.json"),
        ("csl", "csl.json"),
    ] {
        let output = sandbox.run("export", &["--to", format]);
        assert_eq!(output.code, 0, "{format}: {}", output.err);
        let again = sandbox.run("export", &["--to", format]);
        assert_eq!(output.out, again.out, "{format} is not the same twice");
        let written = output.out.replace(version, "annals VERSION");
        let path = golden.join(format!("export.{suffix}"));
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::create_dir_all(&golden).unwrap();
            fs::write(&path, &written).unwrap();
        }
        let recorded = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            written == recorded,
            "{} differs; UPDATE_SNAPSHOTS=1 replaces it",
            path.display()
        );
    }
}
