//! Who deals with whom, drawn at build time, and the same as tables.

use super::{layout, main_family};
use crate::{
    graph,
    pack::ActorKind,
    site::{
        cards::FAMILIES,
        context::{Frame, Link, Site, word},
        plurals::number,
        press::{Press, sealed},
        text::{capitalised, fill},
    },
};
use askama::Template;

/// No more actors than these are drawn.
const DRAWN: usize = 40;

#[derive(Template)]
#[template(path = "network.html")]
struct NetworkPage<'a> {
    frame: Frame<'a>,
    width: u32,
    height: u32,
    nodes: Vec<NodeView>,
    edges: Vec<EdgeView>,
    left: String,
    families: Vec<(&'static str, String)>,
    actors: Vec<(Link, usize, Vec<Link>)>,
    pairs: Vec<(Link, usize, &'static str, String)>,
}

struct NodeView {
    link: Link,
    person: bool,
    /// For a pointer that rests on it.
    title: String,
    x: String,
    y: String,
    r: String,
    label_x: String,
    label_y: String,
}

struct EdgeView {
    x1: String,
    y1: String,
    x2: String,
    y2: String,
    width: String,
    family: &'static str,
    title: String,
}

pub fn render(site: &Site, press: &dyn Press) {
    const PATH: &str = "network.html";
    if !press.wants(PATH) {
        return;
    }
    let network = graph::network(site.timeline, &site.parts, &site.relations.own, DRAWN);
    let page = tables(site, &network);
    // what is drawn hangs on this alone
    let seal = site.seal(|_| {
        let NetworkPage { frame, left, families, actors, pairs, width: _, height: _, nodes: _, edges: _ } = &page;
        let person = |n: &graph::NetworkNode| site.timeline.actors[n.actor].kind == ActorKind::Person;
        let nodes: Vec<_> = network.nodes.iter().map(|n| (person(n), n.events)).collect();
        let edges: Vec<_> =
            network.edges.iter().map(|e| (e.ends, e.events.len(), main_family(site, &e.events))).collect();
        ((frame, left, families, actors, pairs), nodes, edges)
    });
    sealed(press, PATH, || seal, || draw(site, &network, page));
}

/// All of the page but the drawing.
fn tables<'a>(site: &Site<'a>, network: &graph::Network) -> NetworkPage<'a> {
    let id = |node: usize| &site.timeline.actors[network.nodes[node].actor].id;
    let names: Vec<String> = names(site, network);
    let partners = |n: usize| -> Vec<Link> {
        let mut out = Vec::new();
        for edge in network.edges.iter().filter(|e| e.ends.0 == n || e.ends.1 == n) {
            let other = if edge.ends.0 == n { edge.ends.1 } else { edge.ends.0 };
            let href = match site.relations.pair(network.nodes[n].actor, network.nodes[other].actor) {
                Some(pair) => pair.path.clone(),
                None => site.actor_link(id(other), "").href,
            };
            out.push(Link { href, text: format!("{} ({})", names[other], number(edge.events.len(), site.texts)) });
        }
        out
    };
    NetworkPage {
        frame: site.frame(&site.texts.ui.network, "network.html", "network"),
        width: layout::WIDTH as u32,
        height: 0,
        nodes: Vec::new(),
        edges: Vec::new(),
        left: match network.left_out {
            0 => String::new(),
            n => fill(&site.texts.ui.network_left, &[("actors", &site.count(n, &site.texts.counts.actors))]),
        },
        families: FAMILIES.map(|f| (f, word(&site.texts.families, f))).into(),
        actors: (0..network.nodes.len())
            .map(|n| (site.actor_link(id(n), ""), network.nodes[n].events, partners(n)))
            .collect(),
        pairs: site
            .relations
            .pairs
            .iter()
            .map(|pair| {
                let family = main_family(site, &pair.dyad.events);
                let link = Link { href: pair.path.clone(), text: super::pairs::title(site, pair) };
                (link, pair.dyad.events.len(), family, word(&site.texts.families, family))
            })
            .collect(),
    }
}

fn names(site: &Site, network: &graph::Network) -> Vec<String> {
    let id = |node: &graph::NetworkNode| &site.timeline.actors[node.actor].id;
    network.nodes.iter().map(|node| capitalised(&site.namer().full(id(node)))).collect()
}

/// Lays it out.
fn draw<'a>(site: &Site<'a>, network: &graph::Network, page: NetworkPage<'a>) -> NetworkPage<'a> {
    let id = |node: usize| &site.timeline.actors[network.nodes[node].actor].id;
    let names = names(site, network);
    let most = network.nodes.first().map_or(1, |n| n.events).max(1) as f64;
    let radii: Vec<f64> = network.nodes.iter().map(|n| 5.0 + 17.0 * (n.events as f64 / most).sqrt()).collect();
    let heaviest = network.edges.iter().map(|e| e.events.len()).max().unwrap_or(1) as f64;
    let links: Vec<(usize, usize, f64)> =
        network.edges.iter().map(|e| (e.ends.0, e.ends.1, e.events.len() as f64 / heaviest)).collect();
    let places = if network.nodes.is_empty() { Vec::new() } else { layout::places(&radii, &links) };
    let circles: Vec<(f64, f64, f64)> = places.iter().zip(&radii).map(|((x, y), r)| (*x, *y, *r)).collect();
    let lines: Vec<(usize, usize)> = network.edges.iter().map(|e| e.ends).collect();
    let boxes = layout::names(&names, &circles, &lines);
    let short = |v: f64| format!("{v:.1}");
    let events = |n: usize| site.count(n, &site.texts.counts.events);
    let nodes = (0..network.nodes.len())
        .map(|n| NodeView {
            link: site.actor_link(id(n), ""),
            person: site.timeline.actors[network.nodes[n].actor].kind == ActorKind::Person,
            title: format!("{}: {}", names[n], events(network.nodes[n].events)),
            x: short(circles[n].0),
            y: short(circles[n].1),
            r: short(circles[n].2),
            label_x: short(boxes[n].x + boxes[n].w / 2.0),
            label_y: short(boxes[n].y + layout::LINE * 0.74),
        })
        .collect();
    let edges = network
        .edges
        .iter()
        .rev()
        .map(|e| EdgeView {
            x1: short(circles[e.ends.0].0),
            y1: short(circles[e.ends.0].1),
            x2: short(circles[e.ends.1].0),
            y2: short(circles[e.ends.1].1),
            width: short(1.0 + 7.0 * (e.events.len() as f64 / heaviest).sqrt()),
            family: main_family(site, &e.events),
            title: format!("{} – {}: {}", names[e.ends.0], names[e.ends.1], events(e.events.len())),
        })
        .collect();
    let tall = boxes.iter().map(|b| b.y + b.h).fold(layout::HEIGHT, f64::max);
    NetworkPage { height: tall.ceil() as u32, nodes, edges, ..page }
}
