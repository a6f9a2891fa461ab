//! A pack's templates, compiled: a graph of places with words and classes between them.

use super::{
    follow::{self, Follow},
    formula::{self, Formula},
    lexicon::{Form, Lexicon},
    nodes::{Edge, Node, Nodes, SlotId},
    number::NumberClass,
    template::{self, Piece},
    {Direction, TimeKind, Unit},
};
use crate::{
    flat::{Reader, Writer},
    pack::LanguagePack,
    text::{Cutter, LanguageIx},
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// What may stand at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Symbol {
    Literal(u32),
    Class(u32),
    Ending(u32),
    Number(NumberClass),
    Group(u32),
    /// In guards: any word with a capital.
    Capital,
    /// In guards: the beginning of the sentence.
    Start,
}

/// What may, or may not, stand beside an expression.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Guard {
    pub words: FxHashSet<u32>,
    /// Classes of words and numbers, capitals.
    pub others: Vec<Symbol>,
    /// The beginning of the sentence.
    pub head: bool,
}

impl Guard {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.others.is_empty() && !self.head
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Rule {
    pub value: Formula,
    /// None: as its function has it.
    pub kind: Option<TimeKind>,
    pub unless_next: Guard,
    pub unless_before: Guard,
    pub only_next: Guard,
    pub only_after: Guard,
    pub forward: bool,
    pub ahead: bool,
    pub alone: bool,
    pub aside: bool,
    /// Its first template, as a name for people.
    pub name: String,
    /// For marks: direction, and the words farther off that it counts before a date and behind it, if it does there.
    pub mark: Option<(Direction, u32, Option<u32>)>,
}

/// One language's templates.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Grammar {
    pub(super) lexicon: Lexicon,
    pub(super) nodes: Nodes,
    /// Plain words between nodes.
    pub words: FxHashMap<(u32, u32), u32>,
    /// Root node of each group.
    pub groups: Vec<u32>,
    group_names: Vec<String>,
    /// Groups that are found by themselves.
    pub tops: Vec<u32>,
    pub marks: u32,
    pub(super) rules: Vec<Rule>,
    pub slots: Vec<String>,
    classes: Vec<String>,
    pub endings: Vec<Vec<Box<str>>>,
    ending_names: Vec<String>,
    /// The groups that are found by themselves, as a set of bits.
    pub top_bits: u128,
    /// The groups that may begin with a number, as a set of bits.
    pub number_begins: u128,
    /// Numbers that may be an expression by themselves.
    pub(super) lone_numbers: Vec<NumberClass>,
    /// What may come next in a template that begins with a number.
    pub(super) number_follow: Follow,
    pub clauses: FxHashSet<u32>,
    pub datelines: FxHashSet<u32>,
    /// Numeric dates: 0 day first, 1 month first, 2 either.
    pub order: u8,
    pub problems: Vec<String>,
}

const MARKS: &str = "_marks";

impl Grammar {
    /// Those of all languages, as they can be put into the program.
    #[allow(dead_code)]
    pub fn prepare(languages: &[LanguagePack], cutter: &Cutter) -> Vec<u8> {
        let mut out = Writer::default();
        for (ix, pack) in languages.iter().enumerate() {
            out.bytes(pack.language.as_bytes());
            out.value(&Self::new(pack, ix as LanguageIx, cutter));
        }
        out.0
    }

    /// The one that lies in the program, if the pack does.
    #[allow(dead_code)]
    pub fn prepared(all: &'static [u8], pack: &LanguagePack) -> Option<Grammar> {
        let mut all = Reader(all);
        while pack.is_embedded() && !all.0.is_empty() {
            let (language, own) = (all.bytes(), all.bytes());
            if language == pack.language.as_bytes() {
                return Some(postcard::from_bytes(own).expect("embedded data is written by build.rs"));
            }
        }
        None
    }

    pub fn new(pack: &LanguagePack, language: LanguageIx, cutter: &Cutter) -> Grammar {
        let mut grammar = Grammar::default();
        let time = &pack.time;
        grammar.order = match time.numeric_order.as_str() {
            "mdy" => 1,
            "either" => 2,
            _ => 0,
        };
        grammar.lexicon.ordinal_suffixes = time.ordinal_suffixes.iter().map(|s| s.as_str().into()).collect();
        for (class, values) in &time.words {
            let id = index(&mut grammar.classes, class);
            for (value, words) in values {
                let Some(value) = value.parse().ok().or_else(|| Unit::named(value).map(|u| u as i32)) else {
                    grammar.problems.push(format!("words: {class}: `{value}` is neither a number nor a unit"));
                    continue;
                };
                for word in words {
                    grammar.lexicon.class(word, id, value);
                }
            }
        }
        for (name, endings) in &time.endings {
            index(&mut grammar.ending_names, name);
            grammar.endings.push(endings.iter().map(|e| e.as_str().into()).collect());
        }
        for rule in &time.rules {
            index(&mut grammar.group_names, &rule.group);
        }
        grammar.marks = index(&mut grammar.group_names, MARKS);
        grammar.nodes.making = vec![Node { exclusive: true, ..Node::default() }; grammar.group_names.len()];
        grammar.groups = (0..grammar.group_names.len() as u32).collect();
        grammar.tops =
            grammar.groups.iter().copied().filter(|&g| !grammar.group_names[g as usize].starts_with('_')).collect();

        if grammar.group_names.len() > 128 || grammar.classes.len() > 128 {
            grammar.problems.push("more than 128 groups or classes".into());
            return Grammar { problems: grammar.problems, ..Grammar::default() };
        }
        let cut = |text: &str| -> Vec<String> { cutter.words(text, language).into_iter().map(str::to_owned).collect() };
        for rule in &time.rules {
            let problem = grammar.rule(rule, &cut);
            if let Err(problem) = problem {
                grammar.problems.push(format!("rules: {}: {problem}", rule.value));
            }
        }
        for mark in &time.marks {
            let direction = match mark.direction.as_str() {
                "past" => Some(Direction::Past),
                "future" => Some(Direction::Future),
                "near" => Some(Direction::Near),
                "none" => None,
                other => {
                    grammar.problems.push(format!("marks: `{other}` is not past, future, near or none"));
                    continue;
                }
            };
            let number = grammar.rules.len() as u32;
            grammar.rules.push(Rule {
                value: Formula::Int(0),
                kind: None,
                unless_next: Guard::default(),
                unless_before: Guard::default(),
                only_next: Guard::default(),
                only_after: Guard::default(),
                forward: false,
                ahead: false,
                aside: false,
                alone: false,
                name: mark.find.first().cloned().unwrap_or_default(),
                mark: direction.map(|d| (d, mark.weakness, (!mark.before_only).then_some(mark.weakness + mark.behind))),
            });
            for text in &mark.find {
                if let Err(problem) = grammar.template(text, grammar.marks, number, &cut) {
                    grammar.problems.push(format!("marks: `{text}`: {problem}"));
                }
            }
        }
        grammar.clauses = time.clauses.iter().map(|w| grammar.lexicon.literal(w)).collect();
        grammar.datelines = time.datelines.iter().map(|w| grammar.lexicon.literal(w)).collect();
        grammar.begin();
        // what is made once and kept has no room for more
        grammar.lexicon.forms.shrink_to_fit();
        grammar.nodes.settle();
        grammar
    }

    fn rule(&mut self, rule: &crate::pack::TimeRule, cut: &impl Fn(&str) -> Vec<String>) -> Result<(), String> {
        let group = index(&mut self.group_names, &rule.group);
        let kind = match rule.kind.as_str() {
            "" => None,
            "date" => Some(TimeKind::Date),
            "time" => Some(TimeKind::Time),
            "duration" => Some(TimeKind::Duration),
            "set" => Some(TimeKind::Set),
            "vague" => Some(TimeKind::Vague),
            other => return Err(format!("`{other}` is no kind")),
        };
        let guards = |grammar: &mut Grammar, words: &[String]| -> Result<Guard, String> {
            let mut guard = Guard::default();
            for word in words {
                match word.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
                    Some(class) => match grammar.symbol(class)? {
                        Symbol::Start => guard.head = true,
                        symbol => guard.others.push(symbol),
                    },
                    None => {
                        guard.words.insert(grammar.lexicon.literal(word));
                    }
                }
            }
            Ok(guard)
        };
        let unless_next = guards(self, &rule.unless_next)?;
        let unless_before = guards(self, &rule.unless_before)?;
        let only_next = guards(self, &rule.only_next)?;
        let only_after = guards(self, &rule.only_after)?;
        let number = self.rules.len() as u32;
        self.rules.push(Rule {
            value: formula::parse(&rule.value)?,
            kind,
            unless_next,
            unless_before,
            only_next,
            only_after,
            forward: rule.forward,
            ahead: rule.ahead,
            aside: rule.aside,
            alone: rule.alone,
            name: rule.find.first().cloned().unwrap_or_default(),
            mark: None,
        });
        for text in &rule.find {
            self.template(text, group, number, cut).map_err(|problem| format!("`{text}`: {problem}"))?;
        }
        Ok(())
    }

    fn template(
        &mut self,
        text: &str,
        group: u32,
        rule: u32,
        cut: &impl Fn(&str) -> Vec<String>,
    ) -> Result<(), String> {
        let pieces = template::parse(text)?;
        let root = self.groups[group as usize];
        let ends = self.insert(&pieces, vec![root], cut)?;
        for end in ends {
            if end == root {
                return Err("it may be empty".into());
            }
            let ends = &mut self.nodes.making[end as usize].ends;
            if !ends.contains(&rule) {
                ends.push(rule);
            }
        }
        Ok(())
    }

    /// Adds the pieces after each of some nodes; the nodes after the last of them.
    fn insert(
        &mut self,
        pieces: &[Piece],
        mut from: Vec<u32>,
        cut: &impl Fn(&str) -> Vec<String>,
    ) -> Result<Vec<u32>, String> {
        for piece in pieces {
            from = match piece {
                Piece::Words { text, glued } => {
                    // an elided ending stands as it is
                    let elided = text.len() > 1 && text.starts_with('\'');
                    let words = if elided { vec![text.clone()] } else { cut(text) };
                    for (i, word) in words.iter().enumerate() {
                        let symbol = Symbol::Literal(self.lexicon.literal(word));
                        let glued = *glued && i == 0;
                        from = vec![self.step(&from, Edge { symbol, slot: 0, capital: false, glued, to: 0 })];
                    }
                    from
                }
                Piece::Class { name, slot, capital, glued } => {
                    let symbol = self.symbol(name)?;
                    let slot = index(&mut self.slots, slot) as SlotId;
                    vec![self.step(&from, Edge { symbol, slot, capital: *capital, glued: *glued, to: 0 })]
                }
                Piece::Either(all) => {
                    let mut ends = Vec::new();
                    for one in all {
                        for end in self.insert(one, from.clone(), cut)? {
                            if !ends.contains(&end) {
                                ends.push(end);
                            }
                        }
                    }
                    ends
                }
            };
        }
        Ok(from)
    }

    fn step(&mut self, from: &[u32], edge: Edge) -> u32 {
        let nodes = &mut self.nodes.making;
        let plain = matches!(edge.symbol, Symbol::Literal(_)) && !edge.capital && !edge.glued;
        let shareable = from.len() == 1 && nodes[from[0] as usize].exclusive;
        if shareable {
            let node = &nodes[from[0] as usize];
            let found = match edge.symbol {
                Symbol::Literal(word) if plain => self.words.get(&(from[0], word)).copied(),
                _ => node
                    .edges
                    .iter()
                    .find(|e| {
                        (e.symbol, e.slot, e.capital, e.glued) == (edge.symbol, edge.slot, edge.capital, edge.glued)
                    })
                    .map(|e| e.to),
            };
            // where another way leads there too, what follows would be of both: "late in" is not "early in"
            if let Some(to) = found.filter(|to| nodes[*to as usize].exclusive) {
                return to;
            }
        }
        let mut to = nodes.len() as u32;
        nodes.push(Node { exclusive: shareable, ..Node::default() });
        for &node in from {
            match edge.symbol {
                Symbol::Literal(word) if plain => match self.words.get(&(node, word)) {
                    // an optional piece may lead to where another way already leads: both ways go on there
                    Some(&other) if other != to => nodes[node as usize].edges.push(Edge { to, ..edge.clone() }),
                    _ => {
                        self.words.insert((node, word), to);
                    }
                },
                _ => nodes[node as usize].edges.push(Edge { to, ..edge.clone() }),
            }
        }
        std::mem::take(&mut to)
    }

    fn symbol(&self, name: &str) -> Result<Symbol, String> {
        match name {
            "capital" => return Ok(Symbol::Capital),
            "head" => return Ok(Symbol::Start),
            _ => {}
        }
        if let Some(class) = self.classes.iter().position(|c| c == name) {
            return Ok(Symbol::Class(class as u32));
        }
        if let Some(ending) = self.ending_names.iter().position(|c| c == name) {
            return Ok(Symbol::Ending(ending as u32));
        }
        if let Some(group) = self.group_names.iter().position(|c| c == name) {
            return Ok(Symbol::Group(group as u32));
        }
        NumberClass::named(name).map(Symbol::Number).ok_or_else(|| format!("there is no class or group `{name}`"))
    }

    /// Works out what each group may begin with, and what it may wholly consist of, and tells the lexicon.
    fn begin(&mut self) {
        // symbol, and whether a template may end after it
        let mut roots: Vec<Vec<(Symbol, bool)>> = Vec::new();
        let ends = |to: u32| !self.nodes.ends(to).is_empty();
        for &root in &self.groups {
            roots.push(self.nodes.edges(root).iter().map(|e| (e.symbol, ends(e.to))).collect());
        }
        for (&(node, word), &to) in &self.words {
            if let Some(symbols) = roots.get_mut(node as usize) {
                symbols.push((Symbol::Literal(word), ends(to)));
            }
        }
        let fits = |form: &Form, symbols: &FxHashSet<Symbol>| {
            form.literals.iter().any(|&l| symbols.contains(&Symbol::Literal(l)))
                || form.classes.iter().any(|&(c, _)| symbols.contains(&Symbol::Class(c)))
        };
        for group in 0..roots.len() {
            let bit = 1u128 << group;
            let firsts = closure(&roots, group, false);
            let singles = closure(&roots, group, true);
            if firsts.iter().any(|s| matches!(s, Symbol::Number(_))) {
                self.number_begins |= bit;
            }
            for &symbol in singles.iter().filter(|_| self.tops.contains(&(group as u32))) {
                if let Symbol::Number(class) = symbol
                    && !self.lone_numbers.contains(&class)
                {
                    self.lone_numbers.push(class);
                }
            }
            for form in &mut self.lexicon.forms {
                if fits(form, &firsts) {
                    form.begins |= bit;
                }
                if fits(form, &singles) {
                    form.alone |= bit;
                }
            }
        }
        self.top_bits = self.tops.iter().fold(0, |bits, &g| bits | 1 << g);
        let pairs = follow::pairs(self);
        for form in &mut self.lexicon.forms {
            let literals = form.literals.iter().map(|&l| Symbol::Literal(l));
            let classes = form.classes.iter().map(|&(c, _)| Symbol::Class(c));
            let mut all = Follow::default();
            literals.chain(classes).filter_map(|s| pairs.get(&s)).for_each(|f| all.join(f));
            // many share one
            form.follow = self.lexicon.follows.iter().position(|known| *known == all).unwrap_or_else(|| {
                self.lexicon.follows.push(all);
                self.lexicon.follows.len() - 1
            }) as u32;
        }
        self.lexicon.follows.shrink_to_fit();
        self.number_follow = pairs.get(&follow::ANY_NUMBER).copied().unwrap_or_default();
    }
}

/// The symbols with which a group may begin; if `whole`, those of which it may consist.
fn closure(roots: &[Vec<(Symbol, bool)>], group: usize, whole: bool) -> FxHashSet<Symbol> {
    let mut symbols = FxHashSet::default();
    let mut open = vec![group];
    let mut seen = FxHashSet::default();
    while let Some(at) = open.pop() {
        if !seen.insert(at) {
            continue;
        }
        for &(symbol, _) in roots[at].iter().filter(|(_, ends)| *ends || !whole) {
            match symbol {
                Symbol::Group(inner) => open.push(inner as usize),
                symbol => {
                    symbols.insert(symbol);
                }
            }
        }
    }
    symbols
}

fn index(names: &mut Vec<String>, name: &str) -> u32 {
    match names.iter().position(|n| n == name) {
        Some(at) => at as u32,
        None => {
            names.push(name.to_owned());
            names.len() as u32 - 1
        }
    }
}
