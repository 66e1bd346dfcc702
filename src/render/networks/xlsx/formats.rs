//! How cells look in a workbook.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The fill of a heading: that of a heading in HTML.
const FILL: Color = Color::RGB(0x00E5_EEF7);

/// The formats of cells.
pub struct Formats {
    /// A heading.
    pub heading: Format,
    /// A text; what is typed over it stays a text.
    pub text: Format,
    /// A text of several lines.
    pub lines: Format,
    /// A day, as ISO 8601 writes it.
    pub day: Format,
    /// A whole number.
    pub number: Format,
    /// A percentage with one decimal.
    pub percentage: Format,
}

impl Formats {
    /// Returns the formats.
    pub fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        let text = || cell().set_num_format("@");
        Self {
            heading: text()
                .set_bold()
                .set_text_wrap()
                .set_background_color(FILL)
                .set_border_bottom(FormatBorder::Thin),
            text: text(),
            lines: text().set_text_wrap(),
            day: cell().set_num_format("yyyy-mm-dd"),
            number: cell().set_num_format("0"),
            percentage: cell().set_num_format("0.0"),
        }
    }
}
