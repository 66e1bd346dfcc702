//! How often texts were parsed, so that a test can hold each command to its number. Debug builds only.

#[cfg(debug_assertions)]
static PARSES: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);

/// Counts one parse of a text.
pub fn count() {
    #[cfg(debug_assertions)]
    PARSES.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
}

/// Returns how often this process has parsed a text.
#[cfg(debug_assertions)]
#[doc(hidden)]
pub fn parses() -> usize {
    PARSES.load(std::sync::atomic::Ordering::Relaxed)
}
