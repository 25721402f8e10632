//! Search through all worlds, breadth first, and for worlds from which a key never ends.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

use ecm_launch_protocol::LaunchState;

use super::journal::Operations;
use super::rules::Rules;
use super::step::{Next, Steps, is_pending};
use super::world::World;

/// Result of a search.
pub(crate) struct Report {
    /// Worlds that were seen.
    pub(crate) states: usize,
    /// Steps between them.
    pub(crate) steps: usize,
    /// Worlds in which the key is pending.
    pub(crate) pending: usize,
    /// Steps to two creates for the key.
    pub(crate) violation: Option<Vec<String>>,
    /// World in which the entry says that something was created, or nothing, and it is not so.
    pub(crate) untrue: Option<String>,
    /// World from which the key may stay pending for ever although the faults have stopped.
    pub(crate) stuck: Option<String>,
}

/// Hash function for small keys: fast, and good enough for what nobody chooses.
#[derive(Default)]
struct FastHasher(u64);

impl Hasher for FastHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_i8(&mut self, value: i8) {
        self.write_u64(u64::from(value.unsigned_abs()) ^ (u64::from(value < 0) << 8));
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(value.into());
    }

    fn write_isize(&mut self, value: isize) {
        self.write_u64(value as u64);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

#[derive(Default)]
struct Seen {
    worlds: Vec<World>,
    /// World and step from which each was reached first.
    parents: Vec<(u32, &'static str)>,
    numbers: HashMap<World, u32, BuildHasherDefault<FastHasher>>,
}

impl Seen {
    /// Number of a world, and whether it is new.
    fn add(&mut self, world: World, parent: (u32, &'static str)) -> bool {
        let number = u32::try_from(self.worlds.len()).unwrap();
        match self.numbers.entry(world) {
            Entry::Occupied(_) => false,
            Entry::Vacant(place) => {
                place.insert(number);
                self.worlds.push(world);
                self.parents.push(parent);
                true
            }
        }
    }

    fn trace(&self, mut number: u32) -> Vec<String> {
        let mut trace = Vec::new();
        while let (parent, step) = self.parents[number as usize]
            && parent != u32::MAX
        {
            trace.push(format!("{step}: {:?}", self.worlds[number as usize]));
            number = parent;
        }
        trace.reverse();
        trace
    }
}

/// Searches all worlds, until two creates are found.
pub(crate) fn search(rules: Rules) -> Report {
    let mut operations = Operations::new(&rules);
    let mut seen = Seen::default();
    for skew in rules.journal_skews {
        seen.add(World::new(&rules, *skew).canonical(), (u32::MAX, ""));
    }
    let (mut at, mut steps, mut next) = (0, 0, Next::new());
    while at < seen.worlds.len() {
        let world = seen.worlds[at];
        Steps { rules: &rules, operations: &mut operations, faults: true }.of(&world, &mut next);
        steps += next.len();
        let parent = u32::try_from(at).unwrap();
        for (step, world) in next.drain(..) {
            let violates = world.commits > 1;
            if seen.add(world, (parent, step)) && violates {
                let last = u32::try_from(seen.worlds.len() - 1).unwrap();
                let (states, violation) = (seen.worlds.len(), Some(seen.trace(last)));
                return Report { states, steps, pending: 0, violation, untrue: None, stuck: None };
            }
        }
        at += 1;
    }
    let pending = seen.worlds.iter().filter(|world| is_pending(world)).count();
    let untrue = seen.worlds.iter().find(|world| match world.state() {
        Some(LaunchState::NotCreated) => world.commits > 0,
        Some(LaunchState::Created | LaunchState::Partial) => world.commits == 0,
        Some(LaunchState::Excess) => true,
        _ => false,
    });
    let untrue = untrue.map(|world| format!("{world:?}"));
    let stuck = endless(&rules, &mut operations, &seen);
    Report { states: seen.worlds.len(), steps, pending, violation: None, untrue, stuck }
}

/// Finds a world from which the key may stay pending for ever without faults.
///
/// Such a world has a step without faults to another one, or none at all. So worlds are removed all of whose steps
/// lead to worlds that were removed or are not pending, until nothing changes. Each is removed once, backwards along
/// the steps.
fn endless(rules: &Rules, operations: &mut Operations, seen: &Seen) -> Option<String> {
    let number = |world: &World| seen.numbers[world] as usize;
    let mut left = vec![0_u32; seen.worlds.len()];
    let mut back: Vec<(u32, u32)> = Vec::new();
    let mut ends = Vec::new();
    let mut next = Next::new();
    for (at, world) in seen.worlds.iter().enumerate().filter(|(_, world)| is_pending(world)) {
        Steps { rules, operations: &mut *operations, faults: false }.of(world, &mut next);
        if next.is_empty() {
            return Some(format!("no step from {world:?}"));
        }
        let here = u32::try_from(at).unwrap();
        for (_, after) in next.iter().filter(|(_, after)| is_pending(after)) {
            left[at] += 1;
            back.push((u32::try_from(number(after)).unwrap(), here));
        }
        if left[at] == 0 {
            ends.push(here);
        }
    }
    back.sort_unstable();
    while let Some(end) = ends.pop() {
        let first = back.partition_point(|(to, _)| *to < end);
        for (_, from) in back[first..].iter().take_while(|(to, _)| *to == end) {
            left[*from as usize] -= 1;
            if left[*from as usize] == 0 {
                ends.push(*from);
            }
        }
    }
    let stuck = left.iter().position(|left| *left > 0)?;
    Some(format!("{:?}", seen.worlds[stuck]))
}
