//! The command line: the only part that prints, asks the clock and decides how a run ends.

#![allow(clippy::disallowed_methods, reason = "the command line is the rim of the program")]

mod arguments;
mod build;
mod check;
mod day;
mod diff;
mod everything;
mod facts;
mod format;
mod git;
mod history;
mod hub;
mod init;
mod new;
mod paper;
mod progress;
mod report;
mod schema;
mod serve;
mod timings;
mod upload;
mod why;

use arguments::{Command, CommandLine};
use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Done,
    /// The content has errors, all of which were printed; nothing was published.
    ContentErrors,
    /// The command line or the environment is at fault.
    Unusable,
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::ContentErrors => 1,
            Outcome::Unusable => 2,
            Outcome::Interrupted => 130,
        })
    }
}

/// Runs a command line, its first part being the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => {
            // Help and version are answers, everything else is a mistake; clap knows the stream for each.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match line.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Format(arguments) => format::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Facts(arguments) => facts::run(&arguments),
        Command::Why(arguments) => why::run(&arguments),
        Command::Completions { shell } => paper::completions(shell),
        Command::Man => paper::man(),
    }
    .into()
}
