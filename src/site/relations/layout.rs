//! Where the network's circles and names stand: a force layout, then names where there is room for them.

use fjadra::{Center, Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};

pub const WIDTH: f64 = 960.0;
pub const HEIGHT: f64 = 680.0;
/// Around everything.
const MARGIN: f64 = 26.0;
/// Steps until the forces have cooled down, and how cold they are then.
const TICKS: usize = 150;
const COLD: f64 = 0.001;
/// Of a name: its height, and the breadth of a letter, rather more than less.
pub const LINE: f64 = 17.0;
const LETTER: f64 = 7.6;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    pub fn meets(&self, other: &Rect) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }

    fn within(&self) -> bool {
        self.x >= 0.0 && self.y >= 0.0 && self.x + self.w <= WIDTH && self.y + self.h <= HEIGHT
    }

    /// Whether the line between two points crosses it.
    fn crossed(&self, a: (f64, f64), b: (f64, f64)) -> bool {
        // the part of the line that lies within, from both pairs of sides
        let (mut from, mut to) = (0.0f64, 1.0f64);
        for (start, way, low, high) in
            [(a.0, b.0 - a.0, self.x, self.x + self.w), (a.1, b.1 - a.1, self.y, self.y + self.h)]
        {
            if way == 0.0 {
                if start < low || start > high {
                    return false;
                }
                continue;
            }
            let (t0, t1) = ((low - start) / way, (high - start) / way);
            from = from.max(t0.min(t1));
            to = to.min(t0.max(t1));
        }
        from < to
    }

    fn around(x: f64, y: f64, r: f64) -> Rect {
        Rect { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r }
    }
}

/// Places of circles for nodes of these radii, joined by links with a weight from 0 to 1; within the drawing.
pub fn places(radii: &[f64], links: &[(usize, usize, f64)]) -> Vec<(f64, f64)> {
    let strengths: Vec<f64> = links.iter().map(|l| 0.08 + 0.35 * l.2).collect();
    let room: Vec<f64> = radii.iter().map(|r| r + 22.0).collect();
    let mut simulation = SimulationBuilder::new()
        .with_alpha_decay(1.0 - f64::powf(COLD, 1.0 / TICKS as f64))
        .build(radii.iter().map(|_| Node::default()))
        .add_force(
            "link",
            Link::new(links.iter().map(|l| (l.0, l.1))).distance(95.0).strength(move |_: &_, i: usize| strengths[i]),
        )
        .add_force("charge", ManyBody::new().strength(-420.0))
        .add_force("collide", Collide::new().radius(move |i| room[i]).iterations(3))
        .add_force("x", PositionX::new().strength(0.05))
        .add_force("y", PositionY::new().strength(0.09))
        .add_force("center", Center::new());
    simulation.tick(TICKS);
    let at: Vec<[f64; 2]> = simulation.positions().collect();
    let bounds = |axis: usize| {
        let low = at.iter().map(|p| p[axis]).fold(f64::INFINITY, f64::min);
        let high = at.iter().map(|p| p[axis]).fold(f64::NEG_INFINITY, f64::max);
        (low, (high - low).max(1.0))
    };
    let ((x0, w), (y0, h)) = (bounds(0), bounds(1));
    let most = radii.iter().copied().fold(0.0, f64::max) + MARGIN;
    // names need breadth, so across is stretched more freely than down
    let fit = |value: f64, low: f64, span: f64, room: f64, limit: f64| {
        let scale = ((room - 2.0 * most) / span).min(limit);
        room / 2.0 + (value - low - span / 2.0) * scale
    };
    at.iter().map(|p| (fit(p[0], x0, w, WIDTH, 2.2), fit(p[1], y0, h, HEIGHT, 1.6))).collect()
}

/// The box of each name, none meeting another; those first that come first. A name stands beside its circle where it
/// can, where the fewest lines cross it, and otherwise as near as there is room.
pub fn names(names: &[String], circles: &[(f64, f64, f64)], lines: &[(usize, usize)]) -> Vec<Rect> {
    let discs: Vec<Rect> = circles.iter().map(|(x, y, r)| Rect::around(*x, *y, *r)).collect();
    let mut placed: Vec<Rect> = Vec::new();
    for (name, &(x, y, r)) in names.iter().zip(circles) {
        let w = name.chars().count() as f64 * LETTER + 4.0;
        let beside = [
            (x - w / 2.0, y + r + 1.0),
            (x - w / 2.0, y - r - LINE - 1.0),
            (x + r + 3.0, y - LINE / 2.0),
            (x - r - w - 3.0, y - LINE / 2.0),
            // beside it, a little higher or lower, so that a line to the side stays free
            (x + r * 0.75 + 2.0, y - r * 0.6 - LINE + 2.0),
            (x + r * 0.75 + 2.0, y + r * 0.6 - 2.0),
            (x - r * 0.75 - w - 2.0, y - r * 0.6 - LINE + 2.0),
            (x - r * 0.75 - w - 2.0, y + r * 0.6 - 2.0),
        ];
        let mut tries: Vec<(f64, f64)> = Vec::new();
        for ring in 1..60 {
            let reach = r + f64::from(ring) * LINE / 2.0;
            tries.extend((0..16).map(|step| {
                let angle = f64::from(step) * std::f64::consts::TAU / 16.0;
                (x + angle.cos() * (reach + w / 2.0) - w / 2.0, y + angle.sin() * (reach + LINE) - LINE / 2.0)
            }));
        }
        let free = |rect: &Rect, circles_too: bool| {
            rect.within()
                && !placed.iter().any(|p| p.meets(rect))
                && !(circles_too && discs.iter().any(|d| d.meets(rect)))
        };
        let rect = |&(x, y): &(f64, f64)| Rect { x, y, w, h: LINE };
        let crossed = |rect: &Rect| {
            let ends = lines.iter().map(|(a, b)| (circles[*a], circles[*b]));
            ends.filter(|(a, b)| rect.crossed((a.0, a.1), (b.0, b.1))).count()
        };
        // a place straight below, above or beside is worth a line
        let near = beside.iter().map(rect).enumerate().filter(|(_, r)| free(r, true));
        let best = near.min_by_key(|(at, r)| crossed(r) * 2 + usize::from(*at > 3)).map(|(_, r)| r);
        let rects = || tries.iter().map(rect);
        let found = best.or_else(|| rects().find(|r| free(r, true))).or_else(|| rects().find(|r| free(r, false)));
        // no room at all: a row of its own below everything
        let below = HEIGHT + placed.iter().filter(|p| p.y >= HEIGHT).count() as f64 * LINE;
        placed.push(found.unwrap_or(Rect { x: 0.0, y: below, w, h: LINE }));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_off_the_lines_where_it_can() {
        let circles = [(480.0, 200.0, 10.0), (480.0, 500.0, 10.0)];
        let boxes = names(&["Above".into(), "Below".into()], &circles, &[(0, 1)]);
        // the line leaves the upper circle downwards, and the lower one upwards
        assert!(boxes[0].y < 200.0 && boxes[1].y > 500.0, "{boxes:?}");
        let across = Rect { x: 0.0, y: 0.0, w: 10.0, h: 10.0 };
        assert!(across.crossed((-5.0, 5.0), (15.0, 5.0)) && across.crossed((5.0, -5.0), (5.0, 15.0)));
        assert!(!across.crossed((-5.0, 12.0), (15.0, 12.0)) && !across.crossed((-5.0, 8.0), (3.0, 30.0)));
    }

    #[test]
    fn no_name_stands_on_another() {
        for count in [1, 2, 7, 25, 40] {
            let radii: Vec<f64> = (0..count).map(|i| 6.0 + (i % 5) as f64 * 4.0).collect();
            let links: Vec<(usize, usize, f64)> = (1..count).map(|i| (i, i / 3, (i % 4) as f64 / 4.0)).collect();
            let at = places(&radii, &links);
            let circles: Vec<(f64, f64, f64)> = at.iter().zip(&radii).map(|((x, y), r)| (*x, *y, *r)).collect();
            for (x, y, r) in &circles {
                assert!(x - r >= 0.0 && x + r <= WIDTH && y - r >= 0.0 && y + r <= HEIGHT, "{x} {y}");
            }
            let texts: Vec<String> = (0..count).map(|i| "Name ".repeat(1 + i % 6)).collect();
            let lines: Vec<(usize, usize)> = links.iter().map(|l| (l.0, l.1)).collect();
            let boxes = names(&texts, &circles, &lines);
            for (i, a) in boxes.iter().enumerate() {
                assert!(boxes[i + 1..].iter().all(|b| !a.meets(b)), "{count}: {i}");
            }
            assert_eq!(at, places(&radii, &links));
        }
    }
}
