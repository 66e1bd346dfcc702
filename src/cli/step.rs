//! Named steps of a run, at which a test can run a command.

/// Runs the command that a test has set for this step, or panics if the test asks for it.
///
/// `NETREG_TEST_AT` contains the name of the step, `: ` and either a command for `sh`, such as one that kills this
/// process, or `panic` and the message. The variable `PARSES` tells the command how often texts have been parsed.
/// Only debug builds have this, so that no variable can make an installed netreg run a command.
#[cfg(debug_assertions)]
pub fn test_hook(step: &str) {
    let Ok(hook) = std::env::var("NETREG_TEST_AT") else { return };
    let Some(command) = hook.strip_prefix(step).and_then(|rest| rest.strip_prefix(": ")) else { return };
    if let Some(message) = command.strip_prefix("panic ") {
        panic!("{message}");
    }
    let parses = netreg::parse::PARSES.load(std::sync::atomic::Ordering::Relaxed).to_string();
    drop(std::process::Command::new("sh").args(["-c", command]).env("PARSES", parses).status());
}

/// Does nothing: release builds have no steps for tests.
#[cfg(not(debug_assertions))]
pub fn test_hook(_: &str) {}

/// Returns the day that a test puts in the place of today.
#[cfg(debug_assertions)]
pub fn test_day() -> Option<String> {
    std::env::var("NETREG_TEST_DAY").ok()
}

/// Returns nothing: in release builds today is today.
#[cfg(not(debug_assertions))]
pub fn test_day() -> Option<String> {
    None
}
