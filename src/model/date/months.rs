//! The names of months in the official languages of the UN.

use chrono::Month;

/// The names and usual short forms, normalized as by [`letters`]: without case and accents.
///
/// [`letters`]: crate::text::letters
const NAMES: [&str; 12] = [
    "january jan janvier janv enero ene январь января يناير",
    "february feb fevrier fevr fev febrero февраль февраля فبراير",
    "march mar mars marzo март марта مارس",
    "april apr avril avr abril abr апрель апреля ابريل",
    "may mai mayo маи мая مايو",
    "june jun juin junio июнь июня يونيو",
    "july jul juillet juil julio июль июля يوليو",
    "august aug aout agosto ago август августа اغسطس",
    "september sept sep septembre septiembre setiembre сентябрь сентября سبتمبر",
    "october oct octobre octubre октябрь октября اكتوبر",
    "november nov novembre noviembre ноябрь ноября نوفمبر",
    "december dec decembre diciembre dic декабрь декабря ديسمبر",
];

/// Returns the number of the month with this normalized name.
pub fn month_named(word: &str) -> Option<u32> {
    let names = (1..).zip(NAMES);
    names.into_iter().find(|(_, names)| names.split(' ').any(|name| name == word)).map(|(month, _)| month)
}

/// Returns the English name of a month, from 1 to 12.
pub fn month_name(month: u32) -> &'static str {
    let month = u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok());
    month.map_or("", |month| month.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::letters;

    #[test]
    fn each_name_is_normalized_and_of_one_month() {
        for (month, names) in (1..).zip(NAMES) {
            for name in names.split(' ') {
                assert_eq!((letters(name).as_str(), month_named(name)), (name, Some(month)));
            }
            assert_eq!(month_named(&letters(month_name(month))), Some(month));
        }
    }
}
