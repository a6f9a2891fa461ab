//! The whole file: sections, entries, and what must hold among them.

use super::{
    ActorCorrection, ArticleCorrection, At, Corrections, EventCorrection, RoleCorrection, Source, Target, guard,
    keys::{self, ACTOR, ADDED, ARTICLE, ARTICLE_CHANGES, CHANGES, EVENT, ROLE, SECTIONS},
    loops,
    near::either,
    reader::{Fields, Reader},
    yaml::{self, Node, Value},
};
use crate::{
    events::{Kind, Role, Status, Tone},
    report::Diagnostic,
    text::lower,
};

pub fn read(text: &str, file: &str) -> (Corrections, Vec<Diagnostic>) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if let Some(problem) = guard::too_large(text.len(), file) {
        return (Corrections::default(), vec![problem]);
    }
    let source = Source::new(file, text);
    let mut reader = Reader::new(source);
    reader.problems = guard::false_blanks(&reader.source);
    let blanks = !reader.problems.is_empty();
    let (root, error) = yaml::parse(text);
    // a false blank explains the syntax error that it causes, and the odd keys too
    if blanks {
        return (Corrections::default(), reader.problems);
    }
    let mut corrections = Corrections::default();
    if let Some(root) = &root {
        reader.sections(root, &mut corrections);
    }
    if let Some(error) = error {
        let known: Vec<&str> = [ARTICLE, EVENT, ACTOR, ROLE].into_iter().flat_map(keys::names).collect();
        let problem = guard::explain(&reader.source, &error, &known);
        reader.problems.push(problem);
    } else {
        loops::check(&corrections, &mut reader);
    }
    reader.problems.sort_by_key(|p| (p.line, p.column));
    corrections.source = reader.source;
    (corrections, reader.problems)
}

impl Reader {
    fn sections(&mut self, root: &Node, corrections: &mut Corrections) {
        if root.value == Value::Empty {
            return;
        }
        let Some(sections) = self.fields(root, "the file", &SECTIONS.map(|s| s.0), &[]) else { return };
        if let Some(node) = sections.get("articles") {
            for entry in self.list(node, "articles") {
                let read = self.article(entry);
                corrections.articles.extend(read);
            }
        }
        if let Some(node) = sections.get("events") {
            for entry in self.list(node, "events") {
                let read = self.event(entry);
                corrections.events.extend(read);
            }
        }
        if let Some(node) = sections.get("actors") {
            for entry in self.list(node, "actors") {
                let read = self.actor(entry);
                corrections.actors.extend(read);
            }
        }
    }

    fn required(&mut self, fields: &Fields, key: &str, what: &str, example: &str) -> Option<At<String>> {
        if fields.get(key).is_none() {
            let message = format!("{what} needs `{key}`");
            self.error("missing-key", fields.place, message, format!("add `{key}: {example}`"));
            return None;
        }
        self.text(fields.get(key), key)
    }

    fn article(&mut self, node: &Node) -> Option<ArticleCorrection> {
        let elsewhere = [
            ("date", "an article has `published`; `date` belongs to events"),
            ("id", "an article is named by `file`; `id` belongs to events"),
            ("path", "did you mean `file`?"),
            ("hide", "an article is left out by `ignore: why`; `hide` belongs to events"),
        ];
        let before = self.problems.len();
        let fields = self.fields(node, "an article", &keys::names(ARTICLE), &elsewhere)?;
        let file = self.required(&fields, "file", "an article", "its name in the seeds folder");
        let published = self.date(fields.get("published"), "published");
        let correction = ArticleCorrection {
            place: fields.place,
            file: file?,
            published,
            source: self.text(fields.get("source"), "source"),
            title: self.text(fields.get("title"), "title"),
            url: self.url(fields.get("url")),
            ignore: self.reason(&fields, "ignore", "the article"),
            note: self.text(fields.get("note"), "note"),
        };
        if self.problems.len() == before && fields.any(&ARTICLE_CHANGES).is_none() {
            self.error(
                "no-effect",
                fields.place,
                "this entry changes nothing",
                "add `published: 2025-03-18`, `source: …`, or `ignore: why`",
            );
        }
        Some(correction)
    }

    /// A reason why; a bare yes is none, and a bare no means the opposite of what the key says.
    fn reason(&mut self, fields: &Fields, key: &'static str, what: &str) -> Option<At<String>> {
        let node = fields.get(key)?;
        if let Value::Text { text, plain: true } = &node.value {
            match lower(text).as_str() {
                text if keys::NO.contains(&text) => {
                    let hint = format!("delete the line to keep {what}, or say why it goes");
                    self.error("no-reason", node.place, format!("`{key}` says why, not yes or no"), hint);
                    return None;
                }
                text if keys::YES.contains(&text) => {
                    let hint = format!("`{key}: a headline` tells your readers more");
                    self.warn("no-reason", node.place, format!("`{key}` is meant to say why"), hint);
                }
                _ => {}
            }
        }
        self.text(Some(node), key)
    }

    fn url(&mut self, node: Option<&Node>) -> Option<At<String>> {
        let url = self.text(node, "url")?;
        if url.value.starts_with("https://") || url.value.starts_with("http://") {
            return Some(url);
        }
        self.error("bad-url", url.place, format!("`{}` is no web address", url.value), "begin it with https://");
        None
    }

    fn event(&mut self, node: &Node) -> Option<EventCorrection> {
        let elsewhere = [
            ("published", "an event has `date`; `published` belongs to articles"),
            ("file", "an event is named by `id`; `file` belongs to articles"),
            ("ignore", "an event is taken out by `hide: why`; `ignore` belongs to articles"),
            ("type", "did you mean `kind`?"),
            ("location", "did you mean `place`?"),
            ("participants", "write `actors: {participant: [Name, Name]}`"),
            ("participant", "write `actors: {participant: [Name, Name]}`"),
        ];
        let before = self.problems.len();
        let fields = self.fields(node, "an event", &keys::names(EVENT), &elsewhere)?;
        let id = self.text(fields.get("id"), "id");
        let hide = self.reason(&fields, "hide", "the event");
        let same_as = self.text(fields.get("same_as"), "same_as");
        let kinds = Kind::ALL.map(Kind::as_str);
        let tones = Tone::ALL.map(Tone::as_str);
        let statuses = Status::ALL.map(Status::as_str);
        let topics = fields.get("topics").map(|n| self.texts(Some(n), "topics"));
        let mut correction = EventCorrection {
            place: fields.place,
            target: Target::Add,
            kind: self.word(fields.get("kind"), "kind", &kinds, Kind::parse),
            tone: self.word(fields.get("tone"), "tone", &tones, Tone::parse),
            status: self.word(fields.get("status"), "status", &statuses, Status::parse),
            date: self.date(fields.get("date"), "date"),
            title: self.text(fields.get("title"), "title"),
            location: self.text(fields.get("place"), "place"),
            actors: self.roles_of_event(fields.get("actors")),
            topics,
            note: self.text(fields.get("note"), "note"),
            source: self.text(fields.get("source"), "source"),
            quote: self.text(fields.get("quote"), "quote"),
        };
        let clean = self.problems.len() == before;
        if let (Some(key), Some(kind)) = (fields.key("tone"), &correction.kind)
            && kind.value != Kind::Statement
            && correction.tone.is_some()
        {
            let message = format!("only a statement has a tone, and this is a {}", kind.value.as_str());
            self.error("no-effect", key, message, "delete `tone`, or write `kind: statement`");
        }
        if id.is_none() && fields.get("id").is_none() {
            // a key that is misspelt is not missing
            return if clean { self.addition(&fields, correction) } else { None };
        }
        let beside = |gone: &'static str| fields.any(&CHANGES).map(|change| (gone, change));
        let clash = match (fields.get("hide"), fields.get("same_as")) {
            (Some(_), Some(_)) => Some(("hide", "same_as")),
            (Some(_), None) => beside("hide"),
            (None, Some(_)) => beside("same_as"),
            (None, None) => None,
        };
        if let Some((gone, other)) = clash {
            let place = fields.key(other).unwrap_or(fields.place);
            let hint = if gone == "same_as" && other != "same_as" {
                "change the event that it is the same as, in an entry of its own"
            } else {
                "keep one of the two"
            };
            self.error(
                "contradiction",
                place,
                format!("`{gone}` and `{other}` in one entry contradict each other"),
                hint,
            );
        }
        if clean && fields.any(&CHANGES).is_none() && fields.any(&["hide", "same_as", "note", "source"]).is_none() {
            let message = "this entry changes nothing";
            self.error(
                "no-effect",
                fields.place,
                message,
                "add what is to be changed: `date: 2025-03-18`, `hide: why`",
            );
        }
        let id = id?;
        correction.target = match (hide, same_as) {
            (Some(why), _) => Target::Hide(id, why),
            (None, Some(other)) => Target::SameAs(id, other),
            _ => Target::Change(id),
        };
        (clean || correction.target != Target::Add).then_some(correction)
    }

    /// An entry without an id: an event that no article reports.
    fn addition(&mut self, fields: &Fields, correction: EventCorrection) -> Option<EventCorrection> {
        for key in ["hide", "same_as"] {
            if let Some(place) = fields.key(key) {
                let message = format!("`{key}` needs the `id` of the event");
                self.error("missing-key", place, message, "add `id: …` as the event's card shows it");
                return None;
            }
        }
        if fields.get("kind").is_none() {
            let hint = format!("add `id: …` to change an event, or `kind:` ({})", either(&Kind::ALL.map(Kind::as_str)));
            self.error("missing-key", fields.place, "an event without `id` is added, and needs its `kind`", hint);
            return None;
        }
        for (key, example) in ADDED {
            if fields.get(key).is_none() {
                let message = format!("an event that is added needs `{key}`");
                self.error("missing-key", fields.place, message, format!("add `{key}: {example}`"));
                return None;
            }
        }
        if fields.any(&["source", "note"]).is_none() {
            self.warn(
                "no-source",
                fields.place,
                "an event that no article reports has no `source`",
                "say where it is known from: `source: https://…`, or a `note`",
            );
        }
        Some(correction)
    }

    fn roles_of_event(&mut self, node: Option<&Node>) -> Vec<(Role, Vec<At<String>>)> {
        let Some(node) = node else { return Vec::new() };
        let roles = Role::ALL.map(Role::as_str);
        if matches!(node.value, Value::List(_) | Value::Text { .. }) {
            let message = format!("`actors` says who has which role, and here stands {}", node.describe());
            self.error(
                "wrong-shape",
                node.place,
                message,
                "write {participant: [Name, Name]}, or source:, target:, host:",
            );
            return Vec::new();
        }
        let Some(fields) = self.fields(node, "actors", &roles, &[]) else { return Vec::new() };
        let mut out = Vec::new();
        for role in Role::ALL {
            let Some(node) = fields.get(role.as_str()) else { continue };
            // an empty list takes the role from everyone
            out.push((role, self.texts(Some(node), role.as_str())));
        }
        out
    }

    fn actor(&mut self, node: &Node) -> Option<ActorCorrection> {
        let elsewhere = [
            ("alias", "did you mean `aliases`?"),
            ("id", "an actor is named by `name`, in any of its forms"),
            ("role", "did you mean `roles`?"),
        ];
        let before = self.problems.len();
        let fields = self.fields(node, "an actor", &keys::names(ACTOR), &elsewhere)?;
        if self.problems.len() > before && fields.get("name").is_none() {
            return None;
        }
        let name = self.required(&fields, "name", "an actor", "the usual English name");
        let roles = match fields.get("roles") {
            None => Vec::new(),
            Some(node) => {
                let mut roles = Vec::new();
                for entry in self.list(node, "roles") {
                    roles.extend(self.role(entry));
                }
                roles
            }
        };
        let correction = ActorCorrection {
            place: fields.place,
            name: name?,
            aliases: self.texts(fields.get("aliases"), "aliases"),
            country: self.text(fields.get("country"), "country"),
            roles,
            same_as: self.text(fields.get("same_as"), "same_as"),
            note: self.text(fields.get("note"), "note"),
        };
        if let (Some(place), Some(other)) = (fields.key("same_as"), fields.any(&["country", "roles"])) {
            let message = format!("`same_as` and `{other}` in one entry contradict each other");
            self.error("contradiction", place, message, "say it of the actor that this one is the same as");
        }
        Some(correction)
    }

    fn role(&mut self, node: &Node) -> Option<RoleCorrection> {
        let fields = self.fields(
            node,
            "a role",
            &keys::names(ROLE),
            &[("until", "did you mean `to`?"), ("since", "did you mean `from`?")],
        )?;
        let title = self.required(&fields, "title", "a role", "foreign minister");
        let from = self.date(fields.get("from"), "from");
        let to = self.date(fields.get("to"), "to");
        if let (Some(from), Some(to)) = (&from, &to)
            && from.value.first() > to.value.last()
            && to.value.last().is_some()
        {
            let message = format!("the role ends ({}) before it begins ({})", to.value, from.value);
            self.error("bad-date", to.place, message, "exchange `from` and `to`");
        }
        Some(RoleCorrection { title: title?, of: self.text(fields.get("of"), "of"), from, to })
    }
}
