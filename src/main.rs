//! Annals: a timeline whose every event can be checked against its sources.

fn main() {
    let args: Vec<String> = std::env::args().collect();
    annals::app::run(args.get(1).map(std::path::Path::new), args.get(2).map(std::path::Path::new)).unwrap();
}
