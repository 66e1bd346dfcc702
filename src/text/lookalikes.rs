//! Characters that a reader takes for a space, a hyphen or a straight quote, and what they are called.

/// Returns `true` for white space and invisible characters that are no white space in TOML, which has only spaces, tabs
/// and line ends.
pub fn is_odd_space(c: char) -> bool {
    !c.is_ascii() && c.is_whitespace()
        || matches!(c, '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Returns `true` if an odd space is as wide as nothing.
pub fn is_invisible(c: char) -> bool {
    is_odd_space(c) && !c.is_whitespace()
}

/// Returns `true` for quotes that are not straight.
pub fn is_curly(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‘' | '’')
}

/// Returns what a character is called, with its code point: "a no-break space (U+00A0)".
pub fn called(c: char) -> String {
    let name = match c {
        '\u{A0}' => "a no-break space",
        '\u{2010}' | '\u{2011}' => "a hyphen that is not ASCII",
        '\u{2013}' => "an en dash",
        '\u{2014}' => "an em dash",
        '\u{200B}' => "a zero-width space",
        '\u{200C}' | '\u{200D}' | '\u{2060}' => "an invisible joiner",
        '\u{2028}' => "a line separator",
        '\u{2029}' => "a paragraph separator",
        '\u{202F}' => "a narrow no-break space",
        '\u{2212}' => "a minus sign",
        '\u{3000}' => "an ideographic space",
        '\u{FEFF}' => "a byte order mark",
        c if c.is_whitespace() => "an unusual space",
        _ => "an unusual character",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}
