//! The binary: the command line in, an exit code out. Everything is in `cli/`.
// The world is allowed here: `lib.rs` is where it is denied.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
