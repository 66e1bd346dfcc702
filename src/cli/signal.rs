//! The one signal that netreg handles.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGXFSZ;
use signal_hook::flag;

/// Lets a write beyond the limit on the size of files (`ulimit -f`) fail with an error, as on a full disk.
/// The signal would kill the process without a word, its temporary file left behind.
///
/// The flag is never read: a handler is all that is needed. To ignore the signal would do as well, but
/// programs that netreg starts would ignore it too.
pub fn outlive_size_limit() {
    // Where no handler can be set, the limit kills, as it does other programs.
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}
