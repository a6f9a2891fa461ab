//! The storyline's geometry: who stands where at each event, so that those who meet stand side by side.

/// Rows of the lines at each event, from the top. A line is there from its first event to its last.
pub fn rows(lines: usize, knots: &[Vec<usize>]) -> Vec<Vec<Option<usize>>> {
    let first = |line| knots.iter().position(|k| k.contains(&line));
    let last = |line| knots.iter().rposition(|k| k.contains(&line));
    let spans: Vec<Option<(usize, usize)>> = (0..lines).map(|l| first(l).zip(last(l))).collect();
    let mut order: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (at, knot) in knots.iter().enumerate() {
        order.retain(|line| spans[*line].is_some_and(|(_, end)| end >= at));
        for &line in knot {
            if !order.contains(&line) {
                // beside those it meets, else where the given order has it
                let near = order.iter().position(|l| knot.contains(l)).map(|p| p + usize::from(order[p] < line));
                let place = near.unwrap_or_else(|| order.iter().filter(|l| **l < line).count());
                order.insert(place, line);
            }
        }
        // those who meet come together around the middle one of them
        let mut places: Vec<usize> = (0..order.len()).filter(|p| knot.contains(&order[*p])).collect();
        let middle = places.len() / 2;
        let anchor = places.get(middle).copied().unwrap_or(0);
        let group: Vec<usize> = places.drain(..).map(|p| order[p]).collect();
        let before = order[..anchor.min(order.len())].iter().filter(|l| !group.contains(l)).count();
        let mut rest: Vec<usize> = order.iter().copied().filter(|l| !group.contains(l)).collect();
        rest.splice(before..before, group);
        order = rest;
        let mut column = vec![None; lines];
        for (row, line) in order.iter().enumerate() {
            column[*line] = Some(row);
        }
        out.push(column);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_meet_stand_side_by_side() {
        let knots = [vec![0, 3], vec![1, 2], vec![0, 2], vec![1, 3], vec![0, 1, 2, 3], vec![2, 3]];
        let rows = rows(4, &knots);
        for (knot, column) in knots.iter().zip(&rows) {
            let mut places: Vec<usize> = knot.iter().map(|l| column[*l].unwrap()).collect();
            places.sort_unstable();
            assert!(places.windows(2).all(|w| w[1] == w[0] + 1), "{knot:?} {column:?}");
            let mut all: Vec<usize> = column.iter().flatten().copied().collect();
            all.sort_unstable();
            assert!(all.iter().enumerate().all(|(i, p)| i == *p), "{column:?}");
        }
        // nobody is there before the first event or after the last
        assert_eq!(rows[0], [Some(0), None, None, Some(1)]);
        assert_eq!(rows[5][0], None);
    }
}
