//! Keeps the signal of a limit on file sizes from killing the program.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGXFSZ;
use signal_hook::flag;

/// Makes a write beyond the limit on file sizes (`ulimit -f`) fail with an error, as on a full disk.
/// Without a handler, the signal would kill the process and leave its temporary file behind.
///
/// The flag is never read: the handler alone is enough. The signal is not ignored instead, because programs that
/// netreg starts would then ignore it too.
pub fn outlive_size_limit() {
    // If no handler can be set, the limit kills netreg, as it does other programs.
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}
