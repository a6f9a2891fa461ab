//! Who takes part in a happening, and how: of all that is held of it the part most looked at, and so kept small.

use super::profiles::Who;
use crate::events::Role;
use smallvec::SmallVec;

/// Those who take part, each with a role; four at most have room without allocation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cast(SmallVec<[Part; 4]>);

/// A role in the upper bits, an actor's number in the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part(u32);

/// Bits for the number: half a thousand million actors.
const BITS: u32 = 29;

impl Part {
    fn new(role: Role, who: Who) -> Self {
        debug_assert!(who >> BITS == 0);
        Part((role as u32) << BITS | who)
    }

    fn parts(self) -> (Role, Who) {
        (Role::ALL[(self.0 >> BITS) as usize], self.0 & ((1 << BITS) - 1))
    }
}

impl Cast {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (Role, Who)> + Clone {
        self.0.iter().map(|part| part.parts())
    }

    /// Those of one role.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = Who> {
        self.iter().filter(move |(r, _)| *r == role).map(|(_, who)| who)
    }

    /// Adds one, unless there already.
    pub fn enter(&mut self, role: Role, who: Who) {
        let part = Part::new(role, who);
        if !self.0.contains(&part) {
            self.0.push(part);
        }
    }

    /// Puts those of one role beside each other, and leaves them otherwise in their order.
    pub fn sort(&mut self) {
        self.0.sort_by_key(|part| part.parts().0);
    }
}

impl FromIterator<(Role, Who)> for Cast {
    fn from_iter<I: IntoIterator<Item = (Role, Who)>>(iter: I) -> Self {
        Cast(iter.into_iter().map(|(role, who)| Part::new(role, who)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_and_numbers_come_back() {
        let all: Vec<(Role, Who)> = Role::ALL.into_iter().zip([0, 1, 7, 1 << 20, (1 << BITS) - 1]).collect();
        let cast: Cast = all.iter().copied().collect();
        assert_eq!(cast.iter().collect::<Vec<_>>(), all);
        assert_eq!(cast.of_role(Role::Host).collect::<Vec<_>>(), [1 << 20]);
    }

    #[test]
    fn nobody_enters_twice() {
        let mut cast = Cast::default();
        cast.enter(Role::Target, 3);
        cast.enter(Role::Source, 3);
        cast.enter(Role::Target, 3);
        cast.sort();
        assert_eq!(cast.iter().collect::<Vec<_>>(), [(Role::Source, 3), (Role::Target, 3)]);
    }
}
