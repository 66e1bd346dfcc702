//! Lines that fit a width, broken between words.

use unicode_width::UnicodeWidthChar;

/// Returns how many columns a text takes at most. Terminals do not join letters into one column, as Unicode's rule for
/// ligatures does.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or_default()).sum()
}

/// Breaks a line between words so that it has at most `width` columns. A longer word is not broken.
pub fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut length = 0;
    for word in line.split(' ') {
        let word_length = columns(word);
        if length > 0 && length + 1 + word_length > width {
            lines.push(String::new());
            length = 0;
        }
        if let Some(last) = lines.last_mut() {
            if length > 0 {
                last.push(' ');
                length += 1;
            }
            last.push_str(word);
            length += word_length;
        }
    }
    lines
}
