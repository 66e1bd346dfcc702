//! A day that was a given time ago.

use chrono::{Days, Months};

use crate::model::date::part::Day;
use crate::model::problem::Problem;

/// Returns the day that was so long ago: `1y`, `6m` or `90d`.
///
/// # Errors
/// If the text is not such a time.
pub fn ago(input: &str, today: Day) -> Result<Day, Problem> {
    let text = input.trim();
    let earlier = || {
        let (at, unit) = text.char_indices().next_back()?;
        let digits = &text[..at];
        let number: u32 = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
        match unit {
            'd' => today.checked_sub_days(Days::new(number.into())),
            'm' => today.checked_sub_months(Months::new(number)),
            'y' => today.checked_sub_months(Months::new(number.checked_mul(12)?)),
            _ => None,
        }
    };
    let problem = || {
        Problem::new(format!("`{input}` is not a time"))
            .help("write years, months or days: `1y`, `6m`, `90d`")
    };
    earlier().ok_or_else(problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_ago_is_in_years_months_or_days() {
        let today = "2024-02-29".parse().expect("a day");
        for (input, expected) in [
            ("1y", "2023-02-28"),
            ("4y", "2020-02-29"),
            ("6m", "2023-08-29"),
            ("90d", "2023-12-01"),
            (" 0d ", "2024-02-29"),
        ] {
            assert_eq!(ago(input, today).map(|day| day.to_string()), Ok(expected.to_owned()), "{input}");
        }
        for input in ["", "y", "1", "-1y", "+1y", "1w", "1.5y", "99999999999y", "4294967295y", "1y 6m", "1年"]
        {
            assert!(ago(input, today).is_err(), "{input}");
        }
    }
}
