//! Circles that repel each other, and are drawn together by what links them, until they rest.
//!
//! There are a few dozen, so that each is compared with each: that is less work than a tree of places which would have
//! to be made anew at every step.

use std::f64::consts::PI;

/// Steps until the forces have cooled down, and how cold they are then.
const STEPS: usize = 150;
const COLD: f64 = 0.001;
/// What of its speed a circle keeps from step to step.
const GLIDE: f64 = 0.6;
/// How strongly circles repel each other, at any distance.
const REPULSION: f64 = 420.0;
/// As far apart as two that are linked want to be.
const LINK: f64 = 95.0;
/// Free room around a circle, and how often a step makes room.
const ROOM: f64 = 22.0;
const ROUNDS: usize = 3;
/// How strongly everything is drawn to the middle, across and down.
const INWARD: [f64; 2] = [0.05, 0.09];
/// Nearer than this, two repel each other no more than there.
const NEAR: f64 = 1.0;

type Point = [f64; 2];

/// Two circles that are linked, how strongly they draw each other, and which part of the way the second goes.
struct Link {
    ends: (usize, usize),
    strength: f64,
    share: f64,
}

struct Bodies {
    at: Vec<Point>,
    speed: Vec<Point>,
}

/// Where circles of these radii come to rest, around the middle; links have a weight from 0 to 1.
pub fn rest(radii: &[f64], links: &[(usize, usize, f64)]) -> Vec<Point> {
    let mut degrees = vec![0.0; radii.len()];
    for &(a, b, _) in links {
        degrees[a] += 1.0;
        degrees[b] += 1.0;
    }
    // who has more links moves less
    let link = |&(a, b, weight): &(usize, usize, f64)| Link {
        ends: (a, b),
        strength: 0.08 + 0.35 * weight,
        share: degrees[a] / (degrees[a] + degrees[b]),
    };
    let links: Vec<Link> = links.iter().map(link).collect();
    let rooms: Vec<f64> = radii.iter().map(|r| r + ROOM).collect();
    let mut bodies = Bodies { at: (0..radii.len()).map(spiral).collect(), speed: vec![[0.0; 2]; radii.len()] };
    let cooling = f64::powf(COLD, 1.0 / STEPS as f64);
    let mut heat = 1.0;
    for _ in 0..STEPS {
        heat *= cooling;
        bodies.draw(&links, heat);
        bodies.repel(heat);
        (0..ROUNDS).for_each(|_| bodies.part(&rooms));
        bodies.glide(heat);
    }
    bodies.at
}

/// Places that fill a disc evenly from the middle, each a golden angle from the one before.
fn spiral(n: usize) -> Point {
    let (radius, angle) = (10.0 * (0.5 + n as f64).sqrt(), n as f64 * PI * (3.0 - 5.0f64.sqrt()));
    [radius * angle.cos(), radius * angle.sin()]
}

impl Bodies {
    /// Where a circle is going to be.
    fn next(&self, ix: usize) -> Point {
        [self.at[ix][0] + self.speed[ix][0], self.at[ix][1] + self.speed[ix][1]]
    }

    fn push(&mut self, ix: usize, [x, y]: Point, by: f64) {
        self.speed[ix][0] += x * by;
        self.speed[ix][1] += y * by;
    }

    fn draw(&mut self, links: &[Link], heat: f64) {
        for Link { ends: (a, b), strength, share } in links {
            let way = between(self.next(*a), self.next(*b), *b);
            let length = square(way).sqrt();
            let pull = (length - LINK) / length * heat * strength;
            self.push(*b, way, -pull * share);
            self.push(*a, way, pull * (1.0 - share));
        }
    }

    fn repel(&mut self, heat: f64) {
        for a in 0..self.at.len() {
            let (at, mut speed) = (self.at[a], self.speed[a]);
            for b in a + 1..self.at.len() {
                let way = between(at, self.at[b], b);
                let mut distance = square(way);
                if distance < NEAR {
                    distance = distance.sqrt();
                }
                let force = REPULSION * heat / distance;
                speed = [speed[0] - way[0] * force, speed[1] - way[1] * force];
                self.push(b, way, force);
            }
            self.speed[a] = speed;
        }
    }

    /// Parts circles that would overlap; the larger gives way less.
    fn part(&mut self, rooms: &[f64]) {
        for a in 0..self.at.len() {
            let next = self.next(a);
            for b in a + 1..self.at.len() {
                let reach = rooms[a] + rooms[b];
                let way = between(next, self.next(b), b);
                let distance = square(way);
                if distance >= reach * reach {
                    continue;
                }
                let distance = distance.sqrt();
                let overlap = (reach - distance) / distance;
                let (own, other) = (rooms[a] * rooms[a], rooms[b] * rooms[b]);
                self.push(a, way, -overlap * other / (own + other));
                self.push(b, way, overlap * own / (own + other));
            }
        }
    }

    /// Draws everything to the middle, and moves it.
    fn glide(&mut self, heat: f64) {
        let count = self.at.len().max(1) as f64;
        for axis in 0..2 {
            for (at, speed) in self.at.iter_mut().zip(&mut self.speed) {
                speed[axis] = (speed[axis] - at[axis] * INWARD[axis] * heat) * GLIDE;
                at[axis] += speed[axis];
            }
            let middle = self.at.iter().map(|at| at[axis]).sum::<f64>() / count;
            self.at.iter_mut().for_each(|at| at[axis] -= middle);
        }
    }
}

/// The way from a point to another; two at the same place are taken a little apart, each pair its own way.
fn between(from: Point, to: Point, number: usize) -> Point {
    let way = [to[0] - from[0], to[1] - from[1]];
    if way == [0.0; 2] {
        let angle = number as f64;
        return [angle.cos() * 1e-6, angle.sin() * 1e-6];
    }
    way
}

fn square([x, y]: Point) -> f64 {
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_have_room_and_those_who_are_linked_are_near() {
        let radii: Vec<f64> = (0..40).map(|n| 6.0 + f64::from(n % 5) * 4.0).collect();
        let links: Vec<_> = (1..40).map(|n| (n, n / 3, f64::from(n as u32 % 4) / 3.0)).collect();
        let at = rest(&radii, &links);
        let distance = |a: usize, b: usize| square(between(at[a], at[b], 0)).sqrt();
        for a in 0..at.len() {
            for b in 0..a {
                assert!(distance(a, b) > radii[a] + radii[b], "{a} and {b}");
            }
        }
        let mean =
            |pairs: &[(usize, usize)]| pairs.iter().map(|p| distance(p.0, p.1)).sum::<f64>() / pairs.len() as f64;
        let linked: Vec<_> = links.iter().map(|l| (l.0, l.1)).collect();
        let all: Vec<_> = (0..40).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        assert!(mean(&linked) * 2.0 < mean(&all));
        assert_eq!(rest(&[], &[]), [[0.0; 2]; 0]);
        assert!(rest(&[1.0, 1.0], &[]).iter().flatten().all(|x| x.is_finite()));
    }
}
