//! One pass over a page: blocks of text, containers, metadata.

use lol_html::{
    DocumentContentHandlers, ElementContentHandlers, HtmlRewriter, MemorySettings, Settings,
    html_content::{Element, TextChunk, TextType},
};
use std::{borrow::Cow, cell::RefCell, rc::Rc};

/// What the parser may hold in memory, in bytes: bounds how deeply elements nest.
const MAX_MEMORY: usize = 64 << 20;
/// Containers kept apart; further ones belong to those around them.
const MAX_CONTAINERS: usize = 200_000;
/// JSON-LD scripts and metadata read.
const MAX_SCRIPTS: usize = 32;
const MAX_METADATA: usize = 500;

/// A stretch of text that a reader sees as one block.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Block {
    pub text: String,
    /// How many bytes of the text are links.
    pub links: usize,
    /// 1 to 6 for headings.
    pub heading: Option<u8>,
    /// A line of a list or table.
    pub item: bool,
    /// Stands in what pages put around articles: navigation, sharing, comments, captions.
    pub furniture: bool,
}

/// What an element's author says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    ArticleBody,
    Article,
    Main,
    Other,
}

/// An element that holds blocks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Container {
    pub kind: Kind,
    /// Range of blocks.
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Default)]
pub(super) struct Collected {
    pub blocks: Vec<Block>,
    /// In the order of their beginnings.
    pub containers: Vec<Container>,
    /// `name`, `property` or `itemprop` in lower case, and `content`.
    pub metadata: Vec<(String, String)>,
    pub json_ld: Vec<String>,
    pub canonical: Option<String>,
    pub language: Option<String>,
    /// `datetime` of `<time>` elements outside of furniture; true for those marked as the publication date.
    pub times: Vec<(String, bool)>,
    title: String,
    pub cut_short: bool,
}

impl Collected {
    /// The `<title>`, if it says something.
    pub fn title(&self) -> Option<&str> {
        Some(self.title.trim()).filter(|t| !t.is_empty())
    }
}

pub(super) fn collect(html: &str) -> Collected {
    let collector = Rc::new(RefCell::new(Collector::default()));
    let on_element = {
        let collector = collector.clone();
        move |element: &mut Element| {
            let opened = collector.borrow_mut().open(element);
            if let Some(id) = opened
                && let Some(handlers) = element.end_tag_handlers()
            {
                let collector = collector.clone();
                handlers.push(Box::new(move |_| {
                    collector.borrow_mut().close(id);
                    Ok(())
                }));
            }
            Ok(())
        }
    };
    let on_text = {
        let collector = collector.clone();
        move |chunk: &mut TextChunk| {
            collector.borrow_mut().text(chunk);
            Ok(())
        }
    };
    let all = "*".parse().expect("a selector");
    let settings = Settings::new()
        .append_element_content_handler((Cow::Owned(all), ElementContentHandlers::default().element(on_element)))
        .append_document_content_handler(DocumentContentHandlers::default().text(on_text))
        .with_memory_settings(MemorySettings::new().with_max_allowed_memory_usage(MAX_MEMORY))
        .with_strict(false);
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    let read = rewriter.write(html.as_bytes()).and_then(|()| rewriter.end());
    let mut collector = collector.borrow_mut();
    collector.close(0);
    collector.flush();
    let mut collected = std::mem::take(&mut collector.out);
    collected.cut_short = read.is_err();
    collected
}

/// An open element that means something for the text in it.
struct Open {
    id: u32,
    role: Role,
    furniture: bool,
    container: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Its text is never read.
    Unread,
    Paragraph,
    Item,
    Heading(u8),
    /// Any other block.
    Block,
    Link,
    Preformatted,
    Title,
    JsonLd,
}

#[derive(Default)]
struct Collector {
    out: Collected,
    stack: Vec<Open>,
    /// Ids are never zero, so that closing zero closes all.
    last_id: u32,
    /// The text node being read, not yet decoded.
    raw: String,
    block: Block,
}

impl Collector {
    /// Takes note of an element; an id if its end matters.
    fn open(&mut self, element: &Element) -> Option<u32> {
        let name = element.tag_name();
        let attribute = |name: &str| element.get_attribute(name);
        match name.as_str() {
            "html" => {
                self.out.language = self.out.language.take().or_else(|| attribute("lang").or(attribute("xml:lang")))
            }
            "meta" => self.metadata(element),
            "link" if attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                self.out.canonical = self.out.canonical.take().or_else(|| attribute("href"));
            }
            "br" => self.push("\n", true),
            "hr" => self.flush(),
            _ => {}
        }
        let furniture = self.stack.last().is_some_and(|o| o.furniture);
        if name == "time" && !furniture && self.out.times.len() < MAX_METADATA {
            let published = attribute("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("datePublished"))
                || element.has_attribute("pubdate");
            let changed = attribute("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("dateModified"));
            if !changed && let Some(day) = attribute("datetime") {
                self.out.times.push((day, published));
            }
        }
        if !element.can_have_content() {
            return None;
        }
        let hidden = is_hidden(element);
        let mut role = match role(&name) {
            Some(role) => role,
            None if hidden => Role::Unread,
            None => return None,
        };
        if role == Role::Unread && name == "script" && is_json_ld(element) {
            role = Role::JsonLd;
        }
        let unread = self.stack.last().is_some_and(|o| o.role == Role::Unread) && role != Role::JsonLd;
        if unread || hidden {
            role = Role::Unread;
        }
        // a link within a link ends the first
        if role == Role::Link && self.stack.last().is_some_and(|o| o.role == Role::Link) {
            self.stack.pop();
        }
        let inline = matches!(role, Role::Link | Role::Title | Role::JsonLd | Role::Unread);
        if !inline {
            self.flush();
            self.close_implied(role);
        }
        let container =
            (name != "p" && role == Role::Block || name == "td") && self.out.containers.len() < MAX_CONTAINERS;
        let container = container.then(|| {
            let start = self.out.blocks.len();
            self.out.containers.push(Container { kind: kind(&name, element), start, end: usize::MAX });
            self.out.containers.len() - 1
        });
        let furniture = furniture || is_furniture(&name, element);
        if !inline || role == Role::Link {
            self.start_block(role, furniture);
        }
        self.last_id += 1;
        self.stack.push(Open { id: self.last_id, role, furniture, container });
        Some(self.last_id)
    }

    /// Ends an element and all that were opened in it and not closed.
    fn close(&mut self, id: u32) {
        let at = self.stack.partition_point(|o| o.id < id);
        if self.stack.get(at).is_none_or(|o| o.id != id) && id != 0 {
            return;
        }
        self.truncate(at);
    }

    fn truncate(&mut self, at: usize) {
        let inline = |role| matches!(role, Role::Link | Role::Title | Role::JsonLd | Role::Unread);
        if self.stack[at..].iter().any(|o| !inline(o.role)) {
            self.flush();
        }
        let blocks = self.out.blocks.len();
        for open in self.stack.drain(at..) {
            if let Some(container) = open.container {
                self.out.containers[container].end = blocks;
            }
        }
        if let Some(last) = self.stack.iter().rev().find(|o| o.role != Role::Link) {
            let (role, furniture) = (last.role, last.furniture);
            if self.block.text.is_empty() {
                self.start_block(role, furniture);
            }
        }
    }

    /// A paragraph ends where a block begins, an item where the next one does.
    fn close_implied(&mut self, role: Role) {
        let same = |o: &Open| match o.role {
            Role::Paragraph => true,
            Role::Item => role == Role::Item,
            Role::Heading(_) => matches!(role, Role::Heading(_)),
            _ => false,
        };
        let depth = self.stack.len();
        let from = self.stack.iter().rposition(|o| o.role != Role::Link).unwrap_or(0);
        if self.stack.get(from).is_some_and(same) {
            self.truncate(from.min(depth));
        }
    }

    fn start_block(&mut self, role: Role, furniture: bool) {
        if !self.block.text.is_empty() {
            return;
        }
        let heading = match role {
            Role::Heading(level) => Some(level),
            Role::Link => return,
            _ => None,
        };
        let item = role == Role::Item || self.stack.last().is_some_and(|o| o.role == Role::Item);
        self.block = Block { heading, item, furniture, ..Block::default() };
    }

    fn text(&mut self, chunk: &TextChunk) {
        self.raw.push_str(chunk.as_str());
        if !chunk.last_in_text_node() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        match self.stack.last().map(|o| o.role) {
            Some(Role::Unread) => {}
            Some(Role::JsonLd) if self.out.json_ld.len() < MAX_SCRIPTS => self.out.json_ld.push(raw),
            Some(Role::Title) => self.out.title.push_str(&html_escape::decode_html_entities(&raw)),
            _ if matches!(chunk.text_type(), TextType::ScriptData | TextType::RawText) => {}
            role => {
                let text = html_escape::decode_html_entities(&raw);
                self.push(&text, role == Some(Role::Preformatted));
            }
        }
    }

    /// Adds text to the block, blanks drawn together; line ends stay where `lines` says.
    fn push(&mut self, text: &str, lines: bool) {
        if self.stack.last().is_some_and(|o| o.role == Role::Unread) {
            return;
        }
        let before = self.block.text.len();
        for c in text.chars() {
            match c {
                '\n' if lines => {
                    let kept = self.block.text.trim_end_matches(' ').len();
                    self.block.text.truncate(kept);
                    self.block.text.push('\n');
                }
                c if c.is_whitespace() => {
                    if !self.block.text.is_empty() && !self.block.text.ends_with([' ', '\n']) {
                        self.block.text.push(' ');
                    }
                }
                // joints that only typesetting sees
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                c if c.is_control() => {}
                c => self.block.text.push(c),
            }
        }
        if self.stack.iter().rev().take(8).any(|o| o.role == Role::Link) {
            self.block.links += self.block.text.len().saturating_sub(before);
        }
    }

    /// Ends the block.
    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        let furniture = self.stack.last().is_some_and(|o| o.furniture);
        self.block = Block { furniture, ..Block::default() };
        let text = block.text.trim();
        if text.is_empty() {
            return;
        }
        if text.len() < block.text.len() {
            block.text = text.to_owned();
        }
        self.out.blocks.push(block);
    }

    fn metadata(&mut self, element: &Element) {
        if self.out.metadata.len() >= MAX_METADATA {
            return;
        }
        let Some(content) = element.get_attribute("content").filter(|c| c.len() < 4096) else { return };
        let content = html_escape::decode_html_entities(&content).into_owned();
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = element.get_attribute(key) {
                self.out.metadata.push((name.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }
}

fn role(name: &str) -> Option<Role> {
    Some(match name {
        "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "object" | "embed" | "canvas"
        | "audio" | "video" | "button" | "select" | "textarea" | "label" | "dialog" | "menu" | "map" | "datalist"
        | "progress" => Role::Unread,
        "p" => Role::Paragraph,
        "li" | "dt" | "dd" | "tr" => Role::Item,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading(name.as_bytes()[1] - b'0'),
        "a" => Role::Link,
        "pre" => Role::Preformatted,
        "title" => Role::Title,
        "body" | "div" | "section" | "article" | "main" | "header" | "footer" | "nav" | "aside" | "form"
        | "fieldset" | "figure" | "figcaption" | "blockquote" | "ul" | "ol" | "dl" | "table" | "tbody" | "thead"
        | "td" | "address" | "details" | "summary" | "center" | "hgroup" | "search" => Role::Block,
        _ => return None,
    })
}

fn kind(name: &str, element: &Element) -> Kind {
    let is = |key: &str, value: &str| element.get_attribute(key).is_some_and(|v| v.eq_ignore_ascii_case(value));
    match name {
        _ if is("itemprop", "articleBody") => Kind::ArticleBody,
        "article" => Kind::Article,
        "main" => Kind::Main,
        _ if is("role", "main") => Kind::Main,
        _ if is("role", "article") => Kind::Article,
        _ => Kind::Other,
    }
}

fn is_json_ld(element: &Element) -> bool {
    element.get_attribute("type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"))
}

fn is_hidden(element: &Element) -> bool {
    element.has_attribute("hidden")
        || element.get_attribute("aria-hidden").is_some_and(|v| v.eq_ignore_ascii_case("true"))
        || element.get_attribute("style").is_some_and(|s| {
            let style: String = s.chars().filter(|c| !c.is_whitespace()).take(400).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Elements, roles, and the class names by which web pages call what surrounds an article. These are habits of
/// page templates, the same in every language; when nearly all text of a page bears one, none counts.
fn is_furniture(name: &str, element: &Element) -> bool {
    const CLASSES: [&str; 36] = [
        "ad",
        "ads",
        "advert",
        "advertisement",
        "author-box",
        "banner",
        "breadcrumb",
        "breadcrumbs",
        "caption",
        "comment",
        "comments",
        "cookie",
        "cookies",
        "credit",
        "disqus",
        "footer",
        "gdpr",
        "menu",
        "nav",
        "navbar",
        "newsletter",
        "outbrain",
        "pagination",
        "popup",
        "promo",
        "recommended",
        "related",
        "share",
        "sharing",
        "sidebar",
        "social",
        "sponsored",
        "subscribe",
        "taboola",
        "tags",
        "widget",
    ];
    match name {
        "nav" | "aside" | "footer" | "figcaption" | "form" | "address" => return true,
        "body" | "main" | "article" | "html" => return false,
        _ => {}
    }
    if element.get_attribute("role").is_some_and(|r| {
        matches!(r.as_str(), "navigation" | "banner" | "complementary" | "contentinfo" | "search" | "dialog" | "menu")
    }) {
        return true;
    }
    ["class", "id"].iter().filter_map(|key| element.get_attribute(key)).any(|value| {
        value.split_ascii_whitespace().take(16).any(|word| {
            let word = word.to_ascii_lowercase();
            let head = word.split(['-', '_']).next().unwrap_or("");
            let caption = word.ends_with("-caption") || word.ends_with("-caption-text");
            caption || CLASSES.iter().any(|c| word == *c || head == *c)
        })
    })
}
