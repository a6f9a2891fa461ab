//! What is made of the command line itself: completions, the manual, the colours of its help.

use crate::commands::{Done, Failed, console::Console};
use clap::{ColorChoice, Command};
use clap_complete::Shell;
use std::ffi::OsString;

pub fn completions(shell: Shell, mut command: Command, console: &Console) -> Result<Done, Failed> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "demarche", &mut script);
    console.out(&String::from_utf8_lossy(&script))?;
    Ok(Done { warnings: false })
}

/// The page of the program, or of one of its commands.
pub fn man(of: Option<&str>, mut command: Command, console: &Console) -> Result<Done, Failed> {
    command.build();
    let page = match of {
        None => command,
        Some(name) => {
            let found = command.find_subcommand(name).cloned();
            found.ok_or_else(|| Failed::Usage(format!("there is no command `{name}`")))?
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    console.out(&String::from_utf8_lossy(&text))?;
    Ok(Done { warnings: false })
}

/// Help and errors of usage are printed before `--color` is parsed, and heed it all the same.
pub fn coloured(command: Command, arguments: &[OsString]) -> Command {
    let mut choice = ColorChoice::Auto;
    let mut arguments = arguments.iter().map(|a| a.to_string_lossy());
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--color") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(|value| value.to_owned().into()),
            None if argument == "--" => break,
            None => None,
        };
        match value.as_deref() {
            Some("always") => choice = ColorChoice::Always,
            Some("never") => choice = ColorChoice::Never,
            Some("auto") => choice = ColorChoice::Auto,
            _ => {}
        }
    }
    command.color(choice)
}
