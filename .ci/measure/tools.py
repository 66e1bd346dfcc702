"""The tools that netreg is compared with, and the scripts that a team would write instead of netreg."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

PACKAGES = ["taplo==0.9.3", "tombi==1.9.6", "check-jsonschema==0.39.0", "fastjsonschema==2.22.3"]
PYTHON_SCRIPT = '''
import datetime, json, sys, tomllib
import fastjsonschema
def plain(value):
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value.isoformat() if isinstance(value, datetime.date) else value
with open(sys.argv[2], "rb") as file:
    registry = plain(tomllib.load(file))
with open(sys.argv[1]) as file:
    fastjsonschema.compile(json.load(file))(registry)
names = [network["name"] for network in registry["network"].values()]
sys.exit(len(set(names)) != len(names))
'''
RUST_MANIFEST = """[package]
name = "toml-serde-script"
version = "0.0.0"
edition = "2024"
[dependencies]
serde = { version = "1", features = ["derive"] }
toml = "1.2.1"
[profile.release]
lto = "fat"
codegen-units = 1
panic = "abort"
[workspace]
"""
RUST_SCRIPT = """#![allow(dead_code)]
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use toml::value::Datetime;

#[derive(Deserialize)] #[serde(rename_all = "lowercase")]
enum Status { Planned, Established, Closed }
#[derive(Deserialize)] #[serde(untagged)]
enum Date { Day(Datetime), Text(String) }
#[derive(Deserialize)] #[serde(deny_unknown_fields)]
struct Head { format: u8, title: String, since: Datetime }
#[derive(Deserialize)] #[serde(deny_unknown_fields)]
struct Denominator { title: String, value: u64, date: Datetime, source: String }
#[derive(Deserialize)] #[serde(deny_unknown_fields)]
struct Network {
    name: String, status: Option<Status>, established: Option<Date>, closed: Option<Date>, chairs: Vec<String>,
    coordinator: String, members: Vec<String>, sources: Vec<String>, verified: Option<Datetime>, note: Option<String>,
}
#[derive(Deserialize)] #[serde(deny_unknown_fields)]
struct Registry { registry: Head, denominator: HashMap<String, Denominator>, network: HashMap<String, Network> }

fn is_date(date: &Date) -> bool {
    !matches!(date, Date::Text(text) if text.bytes().any(|byte| !byte.is_ascii_digit() && !b"[].-".contains(&byte)))
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[2]).expect("a file");
    let registry: Registry = toml::from_str(&text).expect("a registry");
    let mut names = HashSet::new();
    let is_valid = |one: &Network| [&one.established, &one.closed].into_iter().flatten().all(is_date)
        && one.sources.iter().all(|source| source.starts_with("https://")) && names.insert(one.name.clone());
    assert!(args[1] != "validate" || registry.network.values().all(is_valid));
    println!("{}", registry.network.len());
}
"""


def install(folder: Path) -> None:
    """Install into a folder what pip and cargo have. The rest, recutils and sqlite3, comes with the system."""

    def attempt(*command: str | Path) -> None:
        if subprocess.run(command, check=False).returncode:
            print(f"SKIPPED: {shlex.join(map(str, command))}", file=sys.stderr)

    (folder / "bin").mkdir(parents=True, exist_ok=True)
    attempt(sys.executable, "-m", "venv", folder)
    attempt(folder / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES)
    script = folder / "bin" / "tomllib-fastjsonschema"
    script.write_text(f"#!{folder / 'bin' / 'python3'}{PYTHON_SCRIPT}")
    script.chmod(0o755)
    crate = folder / "toml-serde-script"
    (crate / "src").mkdir(parents=True, exist_ok=True)
    (crate / "Cargo.toml").write_text(RUST_MANIFEST)
    (crate / "src" / "main.rs").write_text(RUST_SCRIPT)
    attempt("cargo", "install", "--quiet", "--path", crate, "--root", folder)
    attempt("cargo", "install", "--quiet", "--locked", "xsv@0.13.0", "--root", folder)
