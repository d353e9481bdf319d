//! What can be said on the command line.

use crate::hub::BaseUrl;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

/// A static site generator for multilingual, filterable knowledge hubs.
#[derive(Debug, Parser)]
#[command(name = "pacthub", version, about, max_term_width = 100, arg_required_else_help = true)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into the output folder.
    #[command(
        after_help = "Examples:\n  pacthub build\n  pacthub build --output /srv/www/hub --base-url https://example.org/hub/\n  pacthub build --today 2027-03-01 --drafts"
    )]
    Build(BuildArguments),
    /// Say everything that is wrong with the content, and write nothing.
    #[command(after_help = "Examples:\n  pacthub check\n  pacthub check --strict --format github")]
    Check(CheckArguments),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

#[derive(Debug, Args)]
pub(super) struct RootArgument {
    /// The hub's folder, which holds content/.
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct LoadArguments {
    #[command(flatten)]
    pub(super) root: RootArgument,
    /// Build for another day, such as 2027-03-01.
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(super) today: Option<Date>,
    /// Publish drafts too.
    #[arg(long)]
    pub(super) drafts: bool,
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) load: LoadArguments,
    /// Where the site goes [default: ROOT/output]
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// An address that takes the place of the hub's base_url.
    #[arg(short = 'u', long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub(super) base_url: Option<BaseUrl>,
    /// Treat warnings as errors.
    #[arg(long)]
    pub(super) strict: bool,
    /// Say where the time went.
    #[arg(long)]
    pub(super) timings: bool,
    /// Say nothing but what is wrong.
    #[arg(short, long, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// List what is not published, and why.
    #[arg(short, long)]
    pub(super) verbose: bool,
}

/// A form of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Human,
    /// One JSON document.
    Json,
    /// Annotations for GitHub.
    Github,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) load: LoadArguments,
    /// The form of the diagnostics.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Treat warnings as errors.
    #[arg(long)]
    pub(super) strict: bool,
}

fn parse_day(text: &str) -> Result<Date, String> {
    crate::record::parse_date(text).ok_or_else(|| format!("'{text}' is not a day such as 2027-03-01"))
}
