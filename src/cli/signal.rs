//! Signals: a limit on file sizes must not kill the program; Ctrl-C at a question ends it with a word.

use std::io::Read;
use std::os::unix::net::UnixStream;
use std::process;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::thread;

use signal_hook::consts::{SIGINT, SIGXFSZ};
use signal_hook::{flag, low_level};

/// Makes a write beyond the limit on file sizes (`ulimit -f`) fail with an error, as on a full disk.
/// Without a handler, the signal would kill the process and leave its temporary file behind.
///
/// The flag is never read: the handler alone is enough. The signal is not ignored instead, because programs that
/// netreg starts would then ignore it too.
pub fn outlive_size_limit() {
    // If no handler can be set, the limit kills netreg, as it does other programs.
    let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
}

/// What ends the program after Ctrl-C, while an answer is awaited.
static END: Mutex<Option<Box<dyn FnOnce() -> u8 + Send>>> = Mutex::new(None);

/// Waits for an answer. If Ctrl-C is pressed meanwhile, `end` is called and the program ends with the code that it
/// returns. At any other time Ctrl-C does what it does without this.
///
/// A read of the standard library goes on after a signal, so another thread has to end the program.
pub fn interruptible<T>(end: impl FnOnce() -> u8 + Send + 'static, wait: impl FnOnce() -> T) -> T {
    static WATCH: Once = Once::new();
    // If there can be no watch, Ctrl-C kills netreg, as it does other programs.
    WATCH.call_once(|| {
        if let Ok((mut heard, signal)) = UnixStream::pair()
            && low_level::pipe::register(SIGINT, signal).is_ok()
        {
            thread::spawn(move || {
                while heard.read_exact(&mut [0]).is_ok() {
                    interrupt()
                }
            });
        }
    });
    let set = |end| *END.lock().unwrap_or_else(PoisonError::into_inner) = end;
    set(Some(Box::new(end)));
    let answer = wait();
    set(None);
    answer
}

/// Ends the program.
fn interrupt() {
    // It is locked to the end, so that an answer that comes now changes nothing.
    let mut end = END.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(end) = end.take() {
        process::exit(end().into());
    }
    let _ = low_level::emulate_default_handler(SIGINT);
}
