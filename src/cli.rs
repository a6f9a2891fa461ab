//! The command line, and nothing else that knows clap.

mod correct;
mod pages;

use crate::{
    commands::{self, Done, console::Console},
    engine::Project,
    export,
};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, error::ErrorKind};
use std::{
    ffi::OsString,
    io::{self, IsTerminal},
    path::PathBuf,
};

const EXAMPLES: &str = "\
Examples:
  demarche init crisis              a new project in crisis/
  demarche                          read seeds/, write out/index.html
  demarche serve                    the same in the browser, anew after every change
  demarche check                    every problem in articles and corrections
  demarche explain 7hq2-k3vd        why an event is as it is
  demarche explain 001_x.txt        how an article's publication date was reached
  demarche correct 7hq2-k3vd --date 2025-03-18 --note \"the readout says so\"

Exit status: 0 done; 1 the input or the corrections have errors (nothing in out/ changed); 2 wrong usage.
`demarche help COMMAND` tells more of each.";

/// Turns a folder of news articles into a dated, sourced, correctable timeline of diplomacy
#[derive(Debug, Parser)]
#[command(
    name = "demarche",
    version,
    after_help = EXAMPLES
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    build: BuildArgs,
}

#[derive(Debug, Args)]
struct Common {
    /// Folder of articles
    #[arg(long, global = true, value_name = "DIR", default_value = "seeds")]
    seeds: PathBuf,
    /// Folder of events.yaml and of the project's own packs
    #[arg(long, global = true, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Folder that the site is written to
    #[arg(long, global = true, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    /// Keep what was read of each article in this folder, so that only what changed is read again; it can be deleted
    /// at any time [env: DEMARCHE_CACHE]
    #[arg(long, global = true, value_name = "DIR")]
    cache: Option<PathBuf>,
    /// Read every article anew, whatever DEMARCHE_CACHE says
    #[arg(long, global = true, conflicts_with = "cache")]
    no_cache: bool,
    /// Threads to work with [default: one for each core]
    #[arg(short, long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Say less: no summary; twice: errors only
    #[arg(short, long, global = true, action = clap::ArgAction::Count, conflicts_with = "verbose")]
    quiet: u8,
    /// Say more: notes, and every warning
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Colours on the terminal
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// How problems are told on stderr
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    message_format: Format,
    /// Warnings count as errors in the exit status
    #[arg(long, global = true)]
    strict: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    /// The line, a caret under it, and what would be right
    Human,
    /// One JSON object a problem, each on a line of its own
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read every article, apply the corrections, write the site and the data files (the default)
    #[command(
        after_help = "Examples:\n  demarche build\n  demarche build --language it --title \"Colloqui di pace\"\n  \
                            demarche build --seeds articles --out public --base-url https://example.org/timeline\n\n\
                            What is not made by this program is never deleted from the folder that is written to."
    )]
    Build(BuildArgs),
    /// Show the site in the browser, built anew after every change of articles, corrections and language data
    #[command(after_help = "Examples:\n  demarche serve\n  demarche serve --port 8080 --language it\n\n\
                            Only this machine can open it. A mistake is shown on the page, and the last good site stays; nothing is\n\
                            written to the output folder.")]
    Serve {
        /// 0 for any that is free
        #[arg(long, value_name = "PORT", default_value_t = 4680)]
        port: u16,
        #[command(flatten)]
        build: BuildArgs,
    },
    /// Report every problem in articles, corrections and language data; write nothing
    #[command(
        after_help = "Examples:\n  demarche check\n  demarche check --strict       warnings make the exit status 1\n  \
                            demarche check --message-format json 2> problems.jsonl"
    )]
    Check,
    /// Why an event is as it is, or how an article's publication date was reached
    #[command(after_help = "Examples:\n  demarche explain 7hq2-k3vd\n  demarche explain 001_x.txt\n\n\
                            An id that was merged into another event explains that one.")]
    Explain {
        /// An event's id, or an article's file name
        id: String,
    },
    /// JSON Lines of articles on stdin to JSON Lines of events on stdout, a line out per line in
    #[command(after_help = "Examples:\n  demarche extract < articles.jsonl > events.jsonl\n  \
                            demarche extract --reading < articles.jsonl > read.jsonl; demarche build --from read.jsonl\n\n\
                            Each line in is an object with `text` or `html` and the keys of front matter:\n  \
                            {\"text\": \"…\", \"published\": \"2025-03-20\", \"path\": \"a.txt\"}\n\
                            Each line out holds its article, actors and events as in events.json, or {\"error\": \"…\"}.")]
    Extract {
        /// Add to each line what `build --from` needs to build exactly as from the articles
        #[arg(long)]
        reading: bool,
    },
    /// The timeline in another program's format, to stdout or a file
    #[command(after_help = formats())]
    Export {
        /// What to write; the list stands below
        #[arg(value_name = "FORMAT", value_parser = format)]
        format: export::Format,
        /// A file instead of stdout
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Language of the titles: the code of a pack
        #[arg(long, value_name = "CODE")]
        language: Option<String>,
        /// What the whole is called
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        /// Web address of the site, for links in feeds and calendars
        #[arg(long, value_name = "URL", value_parser = web_address)]
        base_url: Option<String>,
    },
    /// The dates of texts by themselves: JSON Lines in, JSON Lines out
    #[command(after_help = "Each line in is {\"text\": \"…\", \"published\": \"2025-03-20\", \"language\": \"en\"}; \
                            `published` and `language` may be missing.")]
    Dates,
    /// The language packs and what each covers
    #[command(
        after_help = "Examples:\n  demarche languages\n  demarche languages --data mydata    with the packs of mydata/lang"
    )]
    Languages {
        #[command(subcommand)]
        action: Option<LanguagesAction>,
    },
    /// Score the program against gold files: what a careful reader found in each article
    #[command(
        after_help = "The folder holds `<article>.yaml` files; each article stands beside its gold or among the project's.\n\
                            Examples:\n  demarche eval tests/articles/tune\n  demarche eval gold --seeds articles --published withheld"
    )]
    Eval {
        /// The folder of gold files
        #[arg(value_name = "DIR")]
        gold: PathBuf,
        /// Whether the program is told the days of publication that the gold gives
        #[arg(long, value_enum, value_name = "WHAT", default_value = "given")]
        published: Published,
    },
    /// Write a correction into events.yaml, keeping every comment and byte that stands there
    Correct(Box<correct::Correct>),
    /// A new project: folders, a commented events.yaml with its schema, a sample article
    #[command(
        after_help = "Examples:\n  demarche init            in this folder\n  demarche init crisis     in a new one\n\n\
                            Files that are there already are kept as they are."
    )]
    Init {
        /// The project's folder
        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
    /// The JSON Schema (draft-07) of events.yaml on stdout, for editors
    #[command(after_help = "Example:\n  demarche schema > data/events.schema.json\n\n\
                            An editor with a YAML language server finds it by the first line of events.yaml:\n  \
                            # yaml-language-server: $schema=events.schema.json")]
    Schema,
    /// Completions for a shell on stdout
    #[command(
        after_help = "Examples:\n  demarche completions bash > ~/.local/share/bash-completion/completions/demarche\n  \
                            demarche completions fish > ~/.config/fish/completions/demarche.fish\n  \
                            demarche completions zsh > ~/.zfunc/_demarche"
    )]
    Completions { shell: clap_complete::Shell },
    /// The manual page on stdout
    #[command(after_help = "Examples:\n  demarche man | man -l -\n  demarche man correct > demarche-correct.1")]
    Man {
        /// The page of one command
        command: Option<String>,
    },
}

#[derive(Debug, Clone, Subcommand)]
enum LanguagesAction {
    /// Validate one pack: schema, rules, and the tests it holds
    Check {
        /// The pack
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// Whether the days of publication are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Published {
    Given,
    Withheld,
}

#[derive(Debug, Clone, Default, PartialEq, Args)]
struct BuildArgs {
    /// Language of the site: the code of a pack
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Build from what `extract` wrote, or any extractor that speaks the JSON of events.json, a line an article; may be
    /// given several times
    #[arg(long, value_name = "FILE.jsonl")]
    from: Vec<PathBuf>,
    /// Publish whole articles instead of the evidence with its paragraph
    #[arg(long)]
    full_text: bool,
    /// Title of the site
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Web address that the site will have, for feeds
    #[arg(long, value_name = "URL", value_parser = web_address)]
    base_url: Option<String>,
}

impl BuildArgs {
    fn options(self, out: PathBuf) -> commands::build::Options {
        let BuildArgs { language, full_text, title, base_url, from: _ } = self;
        commands::build::Options { out, language, full_text, title, base_url }
    }
}

/// Parses the arguments, runs the command, and returns the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match pages::coloured(Cli::command(), &arguments)
        .try_get_matches_from(arguments)
        .and_then(|found| Cli::from_arg_matches(&found))
    {
        Ok(cli) => cli,
        Err(error) => {
            // help and version are no errors; what can't be printed needs no status of its own
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let console = console(&cli.common);
    if let Some(jobs) = cli.common.jobs
        && let Err(error) = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global()
    {
        console.fail(&format!("can't start {jobs} threads: {error}"));
        return 1;
    }
    let from_environment = || std::env::var_os("DEMARCHE_CACHE").filter(|v| !v.is_empty()).map(PathBuf::from);
    let cache = if cli.common.no_cache { None } else { cli.common.cache.or_else(from_environment) };
    let mut project = Project { seeds: cli.common.seeds, data: cli.common.data, cache, from: Vec::new() };
    let (command, build) = match cli.command {
        None => (Command::Build(cli.build), BuildArgs::default()),
        Some(command) => (command, cli.build),
    };
    if build != BuildArgs::default() {
        let message = "flags of a command stand behind its name: `demarche build --title …`";
        let _ = Cli::command().error(ErrorKind::ArgumentConflict, message).print();
        return 2;
    }
    let result = match command {
        Command::Build(mut args) => {
            project.from = std::mem::take(&mut args.from);
            commands::build::run(&project, &args.options(cli.common.out), &console)
        }
        Command::Serve { port, mut build } => {
            project.from = std::mem::take(&mut build.from);
            let options = commands::serve::Options { build: build.options(cli.common.out), port };
            commands::serve::run(&project, &options, &console)
        }
        Command::Check => commands::check::run(&project, &console),
        Command::Explain { id } => commands::explain::run(&project, &id, &console),
        Command::Extract { reading } => {
            commands::extract::run(&project, reading, io::stdin().lock(), io::stdout().lock(), &console)
        }
        Command::Export { format, output, language, title, base_url } => {
            let options = commands::export::Options { output, language, title, base_url };
            commands::export::run(&project, format, &options, &console)
        }
        Command::Dates => dates(&project, &console),
        Command::Languages { action: None } => commands::languages::run(&project, &console),
        Command::Languages { action: Some(LanguagesAction::Check { file }) } => {
            commands::languages::check(&project, &file, &console)
        }
        Command::Eval { gold, published } => {
            let options = commands::eval::Options { gold, withheld: published == Published::Withheld };
            commands::eval::run(&project, &options, &console)
        }
        Command::Correct(asked) => asked.run(&project, &console),
        Command::Init { folder } => {
            let layout = commands::init::Layout { seeds: project.seeds, data: project.data };
            commands::init::run(&folder, &layout, &console)
        }
        Command::Schema => commands::schema::run(&console),
        Command::Completions { shell } => pages::completions(shell, Cli::command(), &console),
        Command::Man { command } => pages::man(command.as_deref(), Cli::command(), &console),
    };
    match result {
        Ok(Done { warnings }) if warnings && cli.common.strict => 1,
        Ok(_) => 0,
        Err(commands::Failed::Usage(message)) => {
            console.fail(&message);
            2
        }
        Err(commands::Failed::Told) => 1,
        Err(commands::Failed::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(commands::Failed::Io(error)) => {
            console.fail(&error.to_string());
            1
        }
    }
}

fn dates(project: &Project, console: &Console) -> Result<Done, commands::Failed> {
    let (languages, diagnostics) = crate::pack::languages(Some(&project.data));
    console.tell(&diagnostics);
    commands::dates::run(io::stdin().lock(), io::stdout().lock(), &languages)?;
    Ok(Done { warnings: !diagnostics.is_empty() })
}

fn console(common: &Common) -> Console {
    let asked = |terminal: bool| match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let terminal = io::stderr().is_terminal();
    Console {
        colour_out: asked(io::stdout().is_terminal()),
        colour_err: asked(terminal),
        bar: terminal && common.quiet == 0 && common.message_format == Format::Human,
        quiet: common.quiet,
        verbose: common.verbose,
        json: common.message_format == Format::Json,
    }
}

fn formats() -> String {
    let lines = export::Format::ALL.map(|f| format!("  {:<12}{}", f.as_str(), f.about()));
    format!("Formats:\n{}", lines.join("\n"))
}

fn format(word: &str) -> Result<export::Format, String> {
    export::Format::parse(word).ok_or_else(|| {
        let known = export::Format::ALL.map(export::Format::as_str);
        format!("choose one of {}", known.join(", "))
    })
}

fn web_address(text: &str) -> Result<String, String> {
    let sound = ["https://", "http://"].iter().any(|p| text.strip_prefix(p).is_some_and(|rest| !rest.is_empty()));
    if sound { Ok(text.to_owned()) } else { Err("begin it with https://".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
