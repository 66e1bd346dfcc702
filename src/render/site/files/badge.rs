//! The number as a badge: a picture, and the answer of an endpoint from which a badge is made (Shields, schema version 1).

use unicode_width::UnicodeWidthStr;

use crate::render::html::escape;
use crate::render::json;
use crate::render::site::facts::Facts;
use crate::text::isolated;

/// Returns what the badge says: what is counted, and the number with its day.
fn words(facts: &Facts<'_>) -> (String, String) {
    let number = facts.number(facts.count());
    let message = format!("{number} ({})", facts.days());
    let filters = if facts.selection.is_everything() { "" } else { "*" };
    (format!("{}{filters}", facts.phrase("Country networks")), isolated(&message).into_owned())
}

/// Returns the badge as a picture.
pub(crate) fn svg(facts: &Facts<'_>) -> String {
    let (label, message) = words(facts);
    let width = |text: &str| 7 * text.width() + 12;
    let (left, right) = (width(&label), width(&message));
    let (all, label, message) = (left + right, escape(&label), escape(&message));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{all}\" height=\"20\" role=\"img\" aria-label=\"{label}: {message}\">\
         <title>{label}: {message}</title>\
         <rect width=\"{left}\" height=\"20\" fill=\"#3d4650\"/><rect x=\"{left}\" width=\"{right}\" height=\"20\" fill=\"#1b5fa8\"/>\
         <g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\" text-anchor=\"middle\">\
         <text x=\"{}\" y=\"14\">{label}</text><text x=\"{}\" y=\"14\">{message}</text></g></svg>\n",
        left / 2,
        left + right / 2
    )
}

/// Returns the answer of the endpoint.
pub(crate) fn endpoint(facts: &Facts<'_>) -> String {
    let (label, message) = words(facts);
    json::document(
        &serde_json::json!({"schemaVersion": 1, "label": label, "message": message, "color": "blue"}),
    )
}
