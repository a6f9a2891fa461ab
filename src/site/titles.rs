//! What an event is called, in the site's language, by the templates of its pack.

use super::{
    nouns::Namer,
    text::{capitalised, line},
};
use crate::{
    actors::ActorId,
    events::{Kind, Role, Tone},
    export::Named,
    pack::{Packs, SiteTexts},
    timeline::{Event, Timeline},
};
use std::{fmt, sync::OnceLock};

/// The title of one event: a person's, or one made of kind, status, actors, place and topic. To name many, make a
/// [`Titles`] once.
pub fn title(event: &Event, timeline: &Timeline, packs: &Packs, language: &str) -> String {
    match Titles::new(timeline, packs, language) {
        Some(titles) => titles.of(event),
        None => event.title.as_deref().map(line).unwrap_or_default(),
    }
}

/// Names the events of one timeline.
pub struct Titles<'a> {
    pub namer: Namer<'a>,
}

impl<'a> Titles<'a> {
    /// None when no pack speaks for a site in any language.
    pub fn new(timeline: &'a Timeline, packs: &'a Packs, language: &'a str) -> Option<Self> {
        let (texts, language) = texts(packs, language)?;
        Some(Titles { namer: Namer::new(timeline, packs, texts, language) })
    }

    pub fn of(&self, event: &Event) -> String {
        if let Some(title) = &event.title {
            let title = line(title);
            if !title.is_empty() {
                return title;
            }
        }
        let key = match event.kind {
            Kind::Statement => format!("{}.{}", event.kind.as_str(), event.tone.unwrap_or(Tone::Neutral).as_str()),
            kind => kind.as_str().to_owned(),
        };
        let templates = self.namer.texts.titles.get(&key).and_then(|t| t.get(event.status.as_str()));
        let made = templates.into_iter().flatten().find_map(|t| Filling::new(&self.namer, event).fill(t));
        let made = made.unwrap_or_else(|| self.namer.texts.kinds.get(event.kind.as_str()).cloned().unwrap_or_default());
        capitalised(line(&made).trim_end_matches(['.', '…']))
    }
}

/// The titles of a timeline's events, each made when it is first asked for: where most pages stay, few are.
pub struct EventTitles<'a> {
    pub maker: Titles<'a>,
    events: &'a [Event],
    made: Vec<OnceLock<String>>,
}

impl<'a> EventTitles<'a> {
    pub fn new(maker: Titles<'a>, events: &'a [Event]) -> Self {
        EventTitles { maker, events, made: vec![OnceLock::new(); events.len()] }
    }
}

impl Named for EventTitles<'_> {
    fn title(&self, event: usize) -> &str {
        self.made.get(event).map_or("", |made| made.get_or_init(|| self.maker.of(&self.events[event])))
    }
}

impl fmt::Debug for EventTitles<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_list().entries(&self.made).finish()
    }
}

/// The site's texts in a language, or in the first that has any, with its code.
pub fn texts<'a>(packs: &'a Packs, language: &str) -> Option<(&'a SiteTexts, &'a str)> {
    let speaks = |p: &&crate::pack::LanguagePack| !p.site.titles.is_empty();
    let pack = packs.languages.iter().filter(speaks).find(|p| p.language == language);
    let pack = pack.or_else(|| packs.languages.iter().find(speaks))?;
    Some((&pack.site, &pack.language))
}

/// One template being filled for one event.
struct Filling<'a> {
    namer: &'a Namer<'a>,
    event: &'a Event,
    named: Vec<&'a ActorId>,
}

impl<'a> Filling<'a> {
    fn new(namer: &'a Namer<'a>, event: &'a Event) -> Self {
        Filling { namer, event, named: Vec::new() }
    }

    /// None when something that the template names is missing.
    fn fill(&mut self, template: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = template;
        while let Some(at) = rest.find(['{', '[']) {
            out.push_str(&rest[..at]);
            let close = if rest.as_bytes()[at] == b'{' { '}' } else { ']' };
            let end = at + rest[at..].find(close)?;
            let inner = &rest[at + 1..end];
            if close == '}' {
                out.push_str(&self.value(inner)?);
            } else {
                let named = self.named.len();
                match self.fill(inner) {
                    Some(text) => out.push_str(&text),
                    None => self.named.truncate(named),
                }
            }
            rest = &rest[end + 1..];
        }
        out.push_str(rest);
        Some(out)
    }

    fn value(&mut self, field: &str) -> Option<String> {
        if let Some((role, forms)) = field.split_once('?') {
            let (one, many) = forms.split_once('|')?;
            return Some(if self.namer.plural(&self.actors(role)?) { many } else { one }.to_owned());
        }
        let (role, case) = field.split_once('@').unwrap_or((field, "base"));
        match role {
            "topic" => {
                let known = self.event.topics.iter().find_map(|t| self.namer.texts.topics.get(t.as_str()));
                known.map(|topic| topic.about.clone())
            }
            "place" => {
                let place = self.event.place.as_ref().filter(|p| !self.named.contains(p))?;
                Some(self.namer.inflected(place, case))
            }
            _ => {
                let actors = self.actors(role)?;
                self.named.extend(&actors);
                Some(self.namer.list(&actors, case))
            }
        }
    }

    fn actors(&self, role: &str) -> Option<Vec<&'a ActorId>> {
        let some = match role {
            "both" => {
                let sides = self.of(&[Role::Source, Role::Participant, Role::Target]);
                let sides = if sides.len() < 2 { self.anyone() } else { sides };
                (sides.len() >= 2).then_some(sides)?
            }
            "all" => {
                let sides = self.of(&[Role::Source, Role::Participant, Role::Target]);
                if sides.is_empty() { self.anyone() } else { sides }
            }
            role => self.of(&[Role::parse(role)?]),
        };
        (!some.is_empty()).then_some(some)
    }

    fn anyone(&self) -> Vec<&'a ActorId> {
        self.of(&[Role::Source, Role::Participant, Role::Target, Role::Host, Role::Mediator])
    }

    /// In the order of the roles, nobody twice.
    fn of(&self, roles: &[Role]) -> Vec<&'a ActorId> {
        let mut out: Vec<&ActorId> = Vec::new();
        for role in roles {
            for (_, id) in self.event.actors.iter().filter(|(r, _)| r == role) {
                if !out.contains(&id) {
                    out.push(id);
                }
            }
        }
        out
    }
}
