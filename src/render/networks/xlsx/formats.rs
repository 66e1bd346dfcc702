//! How cells look in a workbook.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::Language;
use crate::render::networks::xlsx::columns::Input;

/// The fill of a heading: that of a heading in HTML.
const FILL: Color = Color::RGB(0x00E5_EEF7);

/// The direction of a text from left to right.
const FROM_LEFT: u8 = 1;

/// The formats of cells.
pub struct Formats {
    /// A heading.
    pub heading: Format,
    /// A text; what is typed over it stays a text.
    pub text: Format,
    /// A date as far as it is known, which is written from left to right.
    pub date: Format,
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
    /// Returns the formats of a sheet in a language.
    pub fn new(language: Language) -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        // In a sheet from right to left, a text in Latin letters would be at the left, beside the text of the next column.
        let is_from_right = language == Language::Arabic;
        let side = if is_from_right { FormatAlign::Right } else { FormatAlign::Left };
        let text = || cell().set_num_format("@").set_align(side);
        // A text in the next column begins where a number ends.
        let number = || cell().set_align(FormatAlign::Right).set_indent(1);
        Self {
            heading: text()
                .set_bold()
                .set_text_wrap()
                .set_background_color(FILL)
                .set_border_bottom(FormatBorder::Thin),
            text: text(),
            date: if is_from_right { text().set_reading_direction(FROM_LEFT) } else { text() },
            lines: text().set_text_wrap(),
            day: cell().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            number: number().set_num_format("0"),
            percentage: number().set_num_format("0.0"),
        }
    }
    /// Returns the format of new cells in a column.
    pub fn of(&self, input: Input) -> &Format {
        match input {
            Input::Text | Input::Status | Input::Entity => &self.text,
            Input::Date => &self.date,
            Input::Day => &self.day,
            Input::Number => &self.number,
            Input::Percentage => &self.percentage,
        }
    }
}
