//! The `pacthub` binary: it hands the command line to the library and exits with what comes back.

use std::process::ExitCode;

fn main() -> ExitCode {
    pacthub::cli::run(std::env::args_os())
}
