//! Completions and the manual page.

use super::Outcome;
use super::arguments::CommandLine;
use clap::CommandFactory;
use std::io::Write;

/// Prints a completion script.
pub(super) fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "pacthub", &mut script);
    print(&script)
}

/// Prints the manual page in roff.
pub(super) fn man() -> Outcome {
    let mut page = Vec::new();
    match clap_mangen::Man::new(CommandLine::command()).render(&mut page) {
        Ok(()) => print(&page),
        Err(_) => Outcome::Unusable,
    }
}

fn print(bytes: &[u8]) -> Outcome {
    match std::io::stdout().write_all(bytes) {
        Ok(()) => Outcome::Done,
        Err(_) => Outcome::Unusable,
    }
}
