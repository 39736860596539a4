//! The fonts that are part of the program.

/// A font that is part of the program.
#[derive(Debug, Clone, Copy)]
pub struct BundledFont {
    /// Family name.
    pub family: &'static str,
    /// CSS font weight.
    pub weight: u16,
    /// The TrueType file.
    pub bytes: &'static [u8],
}

/// Sans serif, for everything except quotations and titles of figures.
pub const SANS: BundledFont = BundledFont {
    family: "Source Sans 3",
    weight: 400,
    bytes: include_bytes!("../../assets/fonts/SourceSans3-Regular.ttf"),
};

/// Semibold sans serif.
pub const SEMIBOLD: BundledFont = BundledFont {
    family: "Source Sans 3",
    weight: 600,
    bytes: include_bytes!("../../assets/fonts/SourceSans3-Semibold.ttf"),
};

/// Serif, for quotations and titles of figures.
pub const SERIF: BundledFont = BundledFont {
    family: "Source Serif 4",
    weight: 400,
    bytes: include_bytes!("../../assets/fonts/SourceSerif4-Regular.ttf"),
};

/// Khmer script.
pub const KHMER: BundledFont = BundledFont {
    family: "Noto Sans Khmer",
    weight: 400,
    bytes: include_bytes!("../../assets/fonts/NotoSansKhmer-Regular.ttf"),
};

/// Every bundled font.
pub const BUNDLED_FONTS: [BundledFont; 4] = [SANS, SEMIBOLD, SERIF, KHMER];
