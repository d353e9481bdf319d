//! What can be said on the command line.

use crate::hub::BaseUrl;
use crate::route::Shard;
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
        after_help = "Examples:\n  pacthub build\n  pacthub build --output /srv/www/hub --base-url https://example.org/hub/\n  pacthub build --today 2027-03-01 --drafts\n  pacthub build --watch"
    )]
    Build(BuildArguments),
    /// Show the site in a browser, and follow every change.
    #[command(
        after_help = "Examples:\n  pacthub serve --open\n  pacthub serve --drafts --today 2027-03-01\n  pacthub serve --host 0.0.0.0 --port 8080"
    )]
    Serve(ServeArguments),
    /// Say everything that is wrong with the content, and write nothing.
    #[command(
        after_help = "Examples:\n  pacthub check\n  pacthub check --strict --format github\n  pacthub check --against https://example.org/hub/sitemap.xml\n  pacthub check --fix"
    )]
    Check(CheckArguments),
    /// Write a record, or a translation of one, that only needs to be filled in; or all records of a table.
    #[command(
        after_help = "A table's first row names its columns: keys such as title, summary, sources and slug (the file's name), or fields by key or by label in any \
        language; body is the text. Terms are given by id, alias or label, lists separated by ';' or '|'.\n\nExamples:\n  pacthub new funding 'Bon szkoleniowy'\n  pacthub new funding 'Training voucher' --lang en --slug bon-szkoleniowy\n  pacthub new pages 'O nas'\n  pacthub new events --from events.csv"
    )]
    New(NewArguments),
    /// Print JSON Schemas of the hub's files, so that editors' programs complete keys and terms; or set up VS Code, or forms for a CMS.
    #[command(
        after_help = "One document holds all schemas; its $defs are keyed hub.yaml, vocabulary, _collection.yaml, synonyms.yaml, theme.yaml, strings, then by collection \
        (funding) and pages for originals, and with the language (funding.en) for translations.\n\nExamples:\n  pacthub schema > schema.json\n  pacthub schema funding > .vscode/funding.json\n  pacthub schema --vscode\n  pacthub schema --cms > content/_static/admin/config.yml"
    )]
    Schema(SchemaArguments),
    /// Make a small working hub with the built-in theme.
    #[command(after_help = "Examples:\n  pacthub init\n  pacthub init hub && cd hub && pacthub build")]
    Init(InitArguments),
    /// Put front matter in the order of its collection's fields, in one style; comments stay, texts are left alone.
    #[command(name = "fmt", after_help = "Examples:\n  pacthub fmt\n  pacthub fmt --check")]
    Format(FormatArguments),
    /// Tell what a change does to readers: pages added and gone, facts changed, compared with an older commit.
    #[command(
        after_help = "Examples:\n  pacthub diff main\n  pacthub diff --merge-base origin/main --format markdown > comment.md\n  pacthub diff HEAD~5 --format json"
    )]
    Diff(DiffArguments),
    /// List what needs somebody's eyes: what closes soon, is stale, has no translation or no sources.
    #[command(after_help = "Examples:\n  pacthub facts\n  pacthub facts --format csv > facts.csv")]
    Facts(FactsArguments),
    /// Tell which files, template and components made a page.
    #[command(after_help = "Examples:\n  pacthub why https://example.org/hub/en/funding/kfs/\n  pacthub why /finansowanie/status/open/")]
    Why(WhyArguments),
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
    /// Stay, and publish again whenever something changes; what is wrong leaves the last good output as it is.
    #[arg(long)]
    pub(super) watch: bool,
    /// With --watch: compare all files again and again instead of waiting for the system to report changes.
    #[arg(long, requires = "watch")]
    pub(super) poll: bool,
    /// Write .br, .zst and .gz beside every file that gets smaller by it, for servers that hand them out.
    #[arg(long)]
    pub(super) compress: bool,
    /// Build the K-th of N parts, each for a folder of its own; all parts together are the site.
    #[arg(long, value_name = "K/N", conflicts_with = "watch")]
    pub(super) shard: Option<Shard>,
    /// List every file with its size, hashes, type and cache lifetime in FILE, for an upload; - is standard output.
    #[arg(long, value_name = "FILE", conflicts_with = "watch")]
    pub(super) manifest: Option<PathBuf>,
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

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub(super) load: LoadArguments,
    /// An address that takes the place of the hub's base_url; its path is where the hub is served.
    #[arg(short = 'u', long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub(super) base_url: Option<BaseUrl>,
    /// The name or number to listen at; others than this computer can only see the preview at its number in their network.
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub(super) host: String,
    /// The port to listen at [default: 4000, or the next free one]
    #[arg(short, long, value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// Open the preview in a browser.
    #[arg(short = 'O', long)]
    pub(super) open: bool,
    /// Leave pages as they are until they are reloaded by hand.
    #[arg(long)]
    pub(super) no_reload: bool,
    /// Compare all files again and again instead of waiting for the system to report changes.
    #[arg(long)]
    pub(super) poll: bool,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    /// The collection's folder, or pages.
    pub(super) collection: String,
    /// The title.
    #[arg(required_unless_present = "from", conflicts_with = "from")]
    pub(super) title: Option<String>,
    /// Write a record for each row of a table of comma-separated values; all of them, or none where a row is wrong.
    #[arg(long, value_name = "FILE.csv")]
    pub(super) from: Option<PathBuf>,
    /// Write the rows that are right, and leave out the others.
    #[arg(long, requires = "from")]
    pub(super) partial: bool,
    /// Write the translation into this language, beside the original.
    #[arg(long, value_name = "LANG", conflicts_with = "from")]
    pub(super) lang: Option<String>,
    /// The file's name without .md; for a translation, that of its original [default: made of the title]
    #[arg(long, value_name = "SLUG", conflicts_with = "from")]
    pub(super) slug: Option<String>,
    #[command(flatten)]
    pub(super) root: RootArgument,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Print only the schema of this name, such as funding or hub.yaml.
    pub(super) name: Option<String>,
    /// Print the configuration of Sveltia CMS instead, with a form for each collection, for editors who do not use git.
    #[arg(long, conflicts_with = "name")]
    pub(super) cms: bool,
    /// Write .vscode/ instead: schemas for YAML files and snippets for front matter, so that VS Code completes keys and terms.
    #[arg(long, conflicts_with_all = ["name", "cms"])]
    pub(super) vscode: bool,
    #[command(flatten)]
    pub(super) root: RootArgument,
}

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// The hub's folder; it may hold hidden files only.
    #[arg(value_name = "DIR", default_value = ".")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct FormatArguments {
    /// Write nothing; say what would change, and end with 1 if anything would.
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) root: RootArgument,
}

/// A form of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FactsFormat {
    /// For people.
    Text,
    /// A JSON list.
    Json,
    /// A table.
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct FactsArguments {
    #[command(flatten)]
    pub(super) load: LoadArguments,
    /// The form of the list.
    #[arg(long, value_enum, default_value_t = FactsFormat::Text)]
    pub(super) format: FactsFormat,
}

/// A form of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// For people.
    Text,
    /// For a pull request.
    Markdown,
    /// One JSON document.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// The commit, branch or tag to compare the hub in the folder with.
    #[arg(value_name = "BASE")]
    pub(super) base: String,
    /// Compare with the last commit that BASE and the current one have in common.
    #[arg(long)]
    pub(super) merge_base: bool,
    /// The form of what is told.
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(super) format: DiffFormat,
    #[command(flatten)]
    pub(super) load: LoadArguments,
}

#[derive(Debug, Args)]
pub(super) struct WhyArguments {
    /// The page's address, with or without the site's.
    pub(super) url: String,
    #[command(flatten)]
    pub(super) load: LoadArguments,
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
    /// A SARIF 2.1.0 log.
    Sarif,
}

#[derive(Debug, Args)]
pub(super) struct ExternalArguments {
    /// Ask every link out of the site once whether it still leads somewhere.
    #[arg(long)]
    pub(super) external: bool,
    /// Hosts and beginnings of addresses that are never asked, such as linkedin.com.
    #[arg(long, value_name = "HOST", value_delimiter = ',', requires = "external")]
    pub(super) allow: Vec<String>,
    /// Where the answers are kept [default: ROOT/.pacthub/links.json]
    #[arg(long, value_name = "FILE", requires = "external")]
    pub(super) cache: Option<PathBuf>,
    /// For how many days a good answer is believed.
    #[arg(long, value_name = "DAYS", default_value_t = 7, requires = "external")]
    pub(super) cache_days: u32,
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
    /// An older sitemap, as a file or an address: none of its addresses may be gone without a redirect.
    #[arg(long, value_name = "SITEMAP")]
    pub(super) against: Option<String>,
    /// Mend Polish typography (quotes, dashes, spaces before marks) and touch nothing else.
    #[arg(long)]
    pub(super) fix: bool,
    #[command(flatten)]
    pub(super) external: ExternalArguments,
}

fn parse_day(text: &str) -> Result<Date, String> {
    crate::record::parse_date(text).ok_or_else(|| format!("'{text}' is not a day such as 2027-03-01"))
}
