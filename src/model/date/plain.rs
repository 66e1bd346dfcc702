//! A text without the characters that only look like those of a date.

/// Returns a text in small letters, with ASCII digits and marks where it has others, with single spaces, and
/// without quotes around it.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => {}
            '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => plain.push('-'),
            '／' | '⁄' | '∕' => plain.push('/'),
            '．' | '。' => plain.push('.'),
            '，' | '、' | '،' => plain.push(','),
            '…' | '‥' => plain.push_str(".."),
            '［' => plain.push('['),
            '］' => plain.push(']'),
            c if c.is_whitespace() => plain.push(' '),
            c => match digit(c) {
                Some(digit) => plain.push(digit),
                None => plain.extend(c.to_lowercase()),
            },
        }
    }
    let is_around =
        |c: char| c == ' ' || matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»');
    let words: Vec<&str> = plain.trim_matches(is_around).split_whitespace().collect();
    in_east_asia(&words.join(" "))
}

/// Returns the ASCII digit for a full-width, Arabic-Indic or extended Arabic-Indic one.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '０'..='９' => '０',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

/// Returns a text with `2021-6-30` for `2021年6月30日`. Spaces stay, so that no two numbers become one.
fn in_east_asia(text: &str) -> String {
    if !text.contains(['年', '년']) {
        return text.to_owned();
    }
    let text = text.replace(['年', '년', '月', '월'], "-").replace(['日', '号', '일'], " ");
    text.trim_end_matches(['-', ' ']).to_owned()
}
