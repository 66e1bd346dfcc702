//! Named steps of a run, at which a test can do something.

/// Runs what a test asked for at a step: the variable `NETREG_TEST_AT` holds the name of the step and a
/// command, such as one that kills this process, or `panic` and the message of a panic.
///
/// Only in debug builds, which nobody installs.
#[cfg(debug_assertions)]
pub fn stop_at(step: &str) {
    let Ok(hook) = std::env::var("NETREG_TEST_AT") else { return };
    let Some(command) = hook.strip_prefix(step).and_then(|rest| rest.strip_prefix(": ")) else { return };
    match command.strip_prefix("panic ") {
        Some(message) => panic!("{message}"),
        None => drop(std::process::Command::new("sh").args(["-c", command]).status()),
    }
}

#[cfg(not(debug_assertions))]
pub fn stop_at(_: &str) {}
