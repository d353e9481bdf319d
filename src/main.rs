//! The `pacthub` binary: it hands the command line to the library and exits with what comes back.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Rendering makes and drops many small values on all threads at once, which this allocator is good at.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    pacthub::cli::run(std::env::args_os())
}
