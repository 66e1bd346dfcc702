//! The binary: the command line in, an exit code out. Everything is in `cli/`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os())
}
