//! The binary as another user runs it, and where the system refuses calls.

use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

use super::netreg;

/// A user and a group that own nothing.
pub const NOBODY: u32 = 65534;

/// Installs a filter by which system calls fail, then becomes the program: `ERRNO NUMBERS PROGRAM …`.
const REFUSER: &str = r"
import ctypes, os, struct, sys
numbers = [int(number) for number in sys.argv[2].split(',')]
steps = [struct.pack('HBBI', 0x20, 0, 0, 0)]
for at, number in enumerate(numbers):
    steps.append(struct.pack('HBBI', 0x15, len(numbers) - at, 0, number))
steps.append(struct.pack('HBBI', 0x06, 0, 0, 0x7FFF0000))
steps.append(struct.pack('HBBI', 0x06, 0, 0, 0x00050000 | int(sys.argv[1])))
code = ctypes.create_string_buffer(b''.join(steps))
program = ctypes.create_string_buffer(struct.pack('HxxxxxxP', len(steps), ctypes.addressof(code)))
libc = ctypes.CDLL(None)
if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, ctypes.byref(program), 0, 0):
    sys.exit(125)
os.execv(sys.argv[3], sys.argv[3:])
";

/// Says that a test was not made, past the test runner, which shows nothing of a test that passes.
pub fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// Runs as a user who is not the superuser; nothing where that cannot be done.
pub fn as_nobody(here: &Path, args: &[&str]) -> Option<Output> {
    as_user(here, NOBODY, args)
}

/// Runs as a user who is not the superuser, in a group; nothing where that cannot be done.
pub fn as_user(here: &Path, group: u32, args: &[&str]) -> Option<Output> {
    let mut command = netreg();
    if fs::metadata(here).expect("it is there").uid() == 0 {
        command.uid(NOBODY).gid(group);
    }
    let output = command.current_dir(here).args(args).output();
    output.inspect_err(|error| skipped(&format!("the binary cannot run as another user: {error}"))).ok()
}

/// Returns `true` if the superuser runs the tests, who owns what they make.
pub fn is_superuser(here: &Path) -> bool {
    let is_so = fs::metadata(here).expect("it is there").uid() == 0;
    if !is_so {
        skipped("only the superuser can give a file to another user");
    }
    is_so
}

/// A system call by its numbers on x86-64 and AArch64.
pub type Call = (u32, u32);
pub const FSYNC: Call = (74, 82);
pub const FCHMOD: Call = (91, 52);
pub const FSETXATTR: Call = (190, 7);
pub const FGETXATTR: Call = (193, 10);
pub const FLISTXATTR: Call = (196, 13);
pub const FREMOVEXATTR: Call = (199, 16);

pub const EPERM: u32 = 1;
pub const EIO: u32 = 5;
pub const ENOTSUP: u32 = 95;
pub const EDQUOT: u32 = 122;

/// Runs where these system calls fail; nothing where that cannot be done.
pub fn where_refused(here: &Path, errno: u32, calls: &[Call], args: &[&str]) -> Option<Output> {
    if !(cfg!(target_os = "linux") && cfg!(any(target_arch = "x86_64", target_arch = "aarch64"))) {
        skipped("system calls can be refused on Linux on x86-64 and AArch64 only");
        return None;
    }
    let number = |call: &Call| if cfg!(target_arch = "x86_64") { call.0 } else { call.1 };
    let numbers: Vec<String> = calls.iter().map(|call| number(call).to_string()).collect();
    let mut command = Command::new("python3");
    command.current_dir(here).args(["-c", REFUSER, &errno.to_string(), &numbers.join(",")]);
    let output = command.arg(netreg().get_program()).args(args).output();
    let output = output.ok().filter(|output| output.status.code() != Some(125));
    if output.is_none() {
        skipped("system calls cannot be refused without Python and seccomp");
    }
    output
}
