//! Runs of the binary as another user, and with system calls that fail.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

use super::{netreg, skipped, stderr};

/// A user and a group that own nothing.
pub const NOBODY: u32 = 65534;

/// Installs a filter by which system calls fail, then becomes the program: `ERRNO NUMBERS PROGRAM …`.
const REFUSER: &str = r"
import os, sys
try:
    import ctypes, struct
    libc = ctypes.CDLL(None)
except Exception as error:
    sys.exit(f'REFUSER: {error}')
numbers = [int(number) for number in sys.argv[2].split(',')]
steps = [struct.pack('HBBI', 0x20, 0, 0, 0)]
for at, number in enumerate(numbers):
    steps.append(struct.pack('HBBI', 0x15, len(numbers) - at, 0, number))
steps.append(struct.pack('HBBI', 0x06, 0, 0, 0x7FFF0000))
steps.append(struct.pack('HBBI', 0x06, 0, 0, 0x00050000 | int(sys.argv[1])))
code = ctypes.create_string_buffer(b''.join(steps))
program = ctypes.create_string_buffer(struct.pack('HxxxxxxP', len(steps), ctypes.addressof(code)))
if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, ctypes.byref(program), 0, 0):
    sys.exit('REFUSER: the kernel takes no seccomp filter')
os.execv(sys.argv[3], sys.argv[3:])
";

/// Runs as a user who is not the superuser; returns `None` if that is not possible.
pub fn as_nobody(here: &Path, args: &[&str]) -> Option<Output> {
    as_user(here, NOBODY, args)
}

/// Runs as a user who is not the superuser, in a group; returns `None` if that is not possible.
pub fn as_user(here: &Path, group: u32, args: &[&str]) -> Option<Output> {
    let mut command = netreg();
    if fs::metadata(here).expect("it is there").uid() == 0 {
        command.uid(NOBODY).gid(group);
    }
    let output = command.current_dir(here).args(args).output();
    output.inspect_err(|error| skipped(&format!("the binary cannot run as another user: {error}"))).ok()
}

/// Gives a file to a user and a group that own nothing else; returns `false` if that cannot be done.
pub fn given_away(file: &Path) -> bool {
    let given = chown(file, Some(NOBODY), Some(NOBODY));
    if let Err(error) = &given {
        skipped(&format!("a file cannot be given to another user: {error}"));
    }
    given.is_ok()
}

/// Returns `true` if the superuser runs the tests, and so owns the files that they make.
pub fn is_superuser(here: &Path) -> bool {
    let is_so = fs::metadata(here).expect("it is there").uid() == 0;
    if !is_so {
        skipped("only the superuser can give a file to another user");
    }
    is_so
}

/// The numbers of a system call on x86-64 and AArch64.
pub type Call = (u32, u32);
pub const FSYNC: Call = (74, 82);
pub const FCHMOD: Call = (91, 52);
pub const FCHOWN: Call = (93, 55);
// On AArch64 there are only the newer forms.
pub const RENAMES: [Call; 2] = [(82, 38), (264, 38)];
pub const RENAME_WITH_FLAGS: Call = (316, 276);
pub const LINKS: [Call; 2] = [(86, 37), (265, 37)];
pub const FSETXATTR: Call = (190, 7);
pub const FGETXATTR: Call = (193, 10);
pub const FLISTXATTR: Call = (196, 13);
pub const FREMOVEXATTR: Call = (199, 16);

pub const EPERM: u32 = 1;
pub const EIO: u32 = 5;
pub const ENOTSUP: u32 = 95;
pub const EBUSY: u32 = 16;
pub const EINVAL: u32 = 22;
pub const EDQUOT: u32 = 122;

/// Runs with these system calls failing; returns `None` if that is not possible.
pub fn where_refused(here: &Path, errno: u32, calls: &[Call], args: &[&str]) -> Option<Output> {
    where_refused_at(here, errno, calls, "", args)
}

/// Does the same, and runs a command at a step of the write, such as `locked: touch x`.
pub fn where_refused_at(
    here: &Path,
    errno: u32,
    calls: &[Call],
    step: &str,
    args: &[&str],
) -> Option<Output> {
    if !(cfg!(target_os = "linux") && cfg!(any(target_arch = "x86_64", target_arch = "aarch64"))) {
        skipped("system calls can be refused on Linux on x86-64 and AArch64 only");
        return None;
    }
    let number = |call: &Call| if cfg!(target_arch = "x86_64") { call.0 } else { call.1 };
    let numbers: Vec<String> = calls.iter().map(|call| number(call).to_string()).collect();
    let mut command = Command::new("python3");
    command.current_dir(here).env("NETREG_TEST_AT", step).args([
        "-c",
        REFUSER,
        &errno.to_string(),
        &numbers.join(","),
    ]);
    let output = match command.arg(netreg().get_program()).args(args).output() {
        Ok(output) => output,
        Err(error) => {
            skipped(&format!("system calls cannot be refused without `python3`: {error}"));
            return None;
        }
    };
    if let Some(why) = stderr(&output).strip_prefix("REFUSER: ") {
        skipped(&format!("system calls cannot be refused: {}", why.trim_end()));
        return None;
    }
    Some(output)
}
