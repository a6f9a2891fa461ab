//! The arguments of `demarche correct`, and the entry that they ask for.

use crate::{
    commands::{self, Done, Failed, console::Console},
    corrections::{
        Section,
        edit::{Entry, Given},
    },
    edtf::Edtf,
    engine::Project,
    events::{Kind, Role, Status, Tone},
};
use clap::{Args, Subcommand, builder::PossibleValuesParser};

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:
  demarche correct 7hq2-k3vd --date 2025-03-18 --note \"the readout says so\"
  demarche correct 7hq2-k3vd --actor participant=\"Marco Rubio\" --actor participant=\"Sergey Lavrov\"
  demarche correct hide 99ab-cc01 \"a headline, not an event\"
  demarche correct same-as 31fe-77aa 7hq2-k3vd
  demarche correct add --kind call --date 2025-03-12 --actor participant=\"Marco Rubio\" \\
      --actor participant=\"Sergey Lavrov\" --source https://example.org/readout
  demarche correct article 001_x.txt --published 2025-03-17
  demarche correct actor \"Andrii Hnatov\" --alias \"Andriy Gnatov\" --country Ukraine

The project is built with the correction before the file is saved: what would be an error, or have no effect, is told and
not written. An event that has a correction already keeps it, completed by what is new."
)]
pub struct Correct {
    /// The event's id, as its card and `explain` show it
    #[arg(required = true, value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    fields: Fields,
    #[command(subcommand)]
    action: Option<Action>,
    /// Show what would be written, and write nothing
    #[arg(short = 'n', long, global = true)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Take an event out
    Hide {
        #[arg(value_name = "ID")]
        id: String,
        /// Why; readers see it
        #[arg(value_name = "WHY")]
        why: Option<String>,
        /// Why, as with the other corrections
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Make an event one with another, which keeps what it says
    SameAs {
        #[arg(value_name = "ID")]
        id: String,
        /// The event that it is the same as
        #[arg(value_name = "OTHER")]
        other: String,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Add an event that no article reports; it needs a kind, a date and actors
    Add(Fields),
    /// Say what is known of an article
    Article {
        /// Its path below the folder of articles, or its name
        #[arg(value_name = "FILE")]
        file: String,
        /// The publication day
        #[arg(long, value_name = "DATE", value_parser = date)]
        published: Option<String>,
        #[arg(long, value_name = "TEXT")]
        source: Option<String>,
        #[arg(long, value_name = "TEXT")]
        title: Option<String>,
        #[arg(long, value_name = "URL", value_parser = super::web_address)]
        url: Option<String>,
        /// Leave it out, and say why
        #[arg(long, value_name = "WHY")]
        ignore: Option<String>,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
    /// Say who someone is
    Actor {
        #[arg(value_name = "NAME")]
        name: String,
        /// Another form of the name
        #[arg(long = "alias", value_name = "NAME")]
        aliases: Vec<String>,
        #[arg(long, value_name = "NAME")]
        country: Option<String>,
        /// Whom this name means
        #[arg(long, value_name = "NAME")]
        same_as: Option<String>,
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
    },
}

#[derive(Debug, Clone, Default, Args)]
struct Fields {
    /// What sort of event it is
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::as_str)))]
    kind: Option<String>,
    /// Of what sort a statement is
    #[arg(long, value_name = "TONE", value_parser = PossibleValuesParser::new(Tone::ALL.map(Tone::as_str)))]
    tone: Option<String>,
    /// Whether it happened
    #[arg(long, value_name = "STATUS", value_parser = PossibleValuesParser::new(Status::ALL.map(Status::as_str)))]
    status: Option<String>,
    /// When: 2025-03-18, 2025-03, 2025-03-15/2025-03-16, 2025-08~, [2025-03-06,2025-03-20]
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// The headline of its card
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Where: any name of a place or country
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Who takes part, and how: source, target, participant, host or mediator; may be given again
    #[arg(long = "actor", value_name = "ROLE=NAME", value_parser = actor)]
    actors: Vec<(Role, String)>,
    /// What it is about; may be given again
    #[arg(long = "topic", value_name = "WORD")]
    topics: Vec<String>,
    /// A remark for readers
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Where it is known from
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
}

fn date(text: &str) -> Result<String, String> {
    text.parse::<Edtf>().map(|_| text.trim().to_owned()).map_err(|error| error.to_string())
}

fn actor(text: &str) -> Result<(Role, String), String> {
    let roles = || Role::ALL.map(Role::as_str).join(", ");
    let (role, name) = text.split_once('=').ok_or_else(|| format!("write ROLE=NAME; the roles are {}", roles()))?;
    let role = Role::parse(role.trim()).ok_or_else(|| format!("`{role}` is no role; there are {}", roles()))?;
    match name.trim() {
        "" => Err("the name is missing".to_owned()),
        name => Ok((role, name.to_owned())),
    }
}

impl Correct {
    pub fn run(self, project: &Project, console: &Console) -> Result<Done, Failed> {
        let dry_run = self.dry_run;
        commands::correct::run(project, self.entry()?, dry_run, console)
    }

    fn entry(self) -> Result<Entry, Failed> {
        let nothing = |what: &str| Err(Failed::Usage(format!("say what is to be corrected: {what}")));
        let entry = |section, name, fields: Vec<(&'static str, Option<Given>)>| Entry {
            section,
            name,
            fields: fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect(),
        };
        let text = |value: Option<String>| value.map(Given::Text);
        let made = match self.action {
            None => {
                let made = Entry { section: Section::Events, name: self.id, fields: self.fields.given() };
                if made.fields.is_empty() {
                    return nothing("--date, --status, --kind, --actor …; `demarche help correct` lists them");
                }
                made
            }
            Some(Action::Hide { id, why, note }) => {
                let (why, note) = match (why, note) {
                    (Some(why), note) => (why, note),
                    (None, Some(note)) => (note, None),
                    (None, None) => ("taken out by hand".to_owned(), None),
                };
                entry(Section::Events, Some(id), vec![("hide", text(Some(why))), ("note", text(note))])
            }
            Some(Action::SameAs { id, other, note }) => {
                entry(Section::Events, Some(id), vec![("same_as", text(Some(other))), ("note", text(note))])
            }
            Some(Action::Add(fields)) => {
                let missing: Vec<&str> = [
                    ("--kind", fields.kind.is_none()),
                    ("--date", fields.date.is_none()),
                    ("--actor ROLE=NAME", fields.actors.is_empty()),
                ]
                .iter()
                .filter(|m| m.1)
                .map(|m| m.0)
                .collect();
                if !missing.is_empty() {
                    let message = format!("an event that is added needs {}", missing.join(" and "));
                    return Err(Failed::Usage(message));
                }
                Entry { section: Section::Events, name: None, fields: fields.given() }
            }
            Some(Action::Article { file, published, source, title, url, ignore, note }) => {
                let fields = vec![
                    ("published", text(published)),
                    ("source", text(source)),
                    ("title", text(title)),
                    ("url", text(url)),
                    ("ignore", text(ignore)),
                    ("note", text(note)),
                ];
                let made = entry(Section::Articles, Some(file), fields);
                if made.fields.is_empty() {
                    return nothing("--published, --source, --title, --url or --ignore");
                }
                made
            }
            Some(Action::Actor { name, aliases, country, same_as, note }) => {
                let fields = vec![
                    ("aliases", (!aliases.is_empty()).then_some(Given::More(aliases))),
                    ("country", text(country)),
                    ("same_as", text(same_as)),
                    ("note", text(note)),
                ];
                let made = entry(Section::Actors, Some(name), fields);
                if made.fields.is_empty() {
                    return nothing("--alias, --country or --same-as");
                }
                made
            }
        };
        Ok(made)
    }
}

impl Fields {
    fn given(self) -> Vec<(&'static str, Given)> {
        let mut roles: Vec<(Role, Vec<String>)> = Vec::new();
        for role in Role::ALL {
            let names: Vec<String> = self.actors.iter().filter(|a| a.0 == role).map(|a| a.1.clone()).collect();
            if !names.is_empty() {
                roles.push((role, names));
            }
        }
        let text = |value: Option<String>| value.map(Given::Text);
        let fields = [
            ("kind", text(self.kind)),
            ("tone", text(self.tone)),
            ("status", text(self.status)),
            ("date", text(self.date)),
            ("title", text(self.title)),
            ("place", text(self.place)),
            ("actors", (!roles.is_empty()).then_some(Given::Roles(roles))),
            ("topics", (!self.topics.is_empty()).then_some(Given::List(self.topics))),
            ("note", text(self.note)),
            ("source", text(self.source)),
        ];
        fields.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}
