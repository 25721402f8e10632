//! Steps of a world: those of processes, of the service, of time, and faults.

use ecm_launch_protocol::LaunchState;

use super::journal::{Operation, Operations};
use super::rules::{FAR, FENCE, Rules, WINDOW};
use super::world::{NONE, Phase, Row, World};

/// Worlds that follow, each with the name of the step.
pub(crate) type Next = Vec<(&'static str, World)>;

/// Steps with faults or without.
pub(crate) struct Steps<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) operations: &'a mut Operations,
    /// Faults are possible.
    pub(crate) faults: bool,
}

impl Steps<'_> {
    /// Collects all worlds that may follow.
    pub(crate) fn of(&mut self, world: &World, next: &mut Next) {
        next.clear();
        for number in 0..world.processes.len() {
            let same_as_before =
                number > 0 && world.processes[number] == world.processes[number - 1];
            if !same_as_before {
                self.process(world, number, next);
            }
        }
        self.service(world, next);
        if self.faults {
            self.person(world, next);
        }
        // Without faults, time passes with a look-up that has not settled anything: see `judge`.
        if self.faults && !(world.hidden > 0 && world.due == 0) {
            next.push(("a tick passes", world.tick(self.rules)));
        }
        for (_, world) in next {
            *world = world.canonical();
        }
    }

    fn service(&self, world: &World, next: &mut Next) {
        if world.hidden > 0 {
            let listed = World { listed: world.listed + 1, hidden: world.hidden - 1, ..*world };
            next.push(("a resource is listed", listed));
        }
        for number in 0..world.orphans.len() {
            let signed = world.orphans[number];
            if signed == NONE || (number > 0 && world.orphans[number - 1] == signed) {
                continue;
            }
            let mut without = *world;
            without.orphans[number] = NONE;
            for created in 1..=2 {
                if let Some(after) = self.create(without, signed, created) {
                    next.push(("a request that nobody waits for is carried out", after));
                }
            }
        }
        if self.faults
            && world.listed + world.hidden > 0
            && (self.rules.removes_early || is_removable(world))
        {
            next.push(("the resources are removed", World { listed: 0, hidden: 0, ..*world }));
        }
    }

    /// Steps of people: the journal is restored, a key resolved or forgotten.
    fn person(&mut self, world: &World, next: &mut Next) {
        let Some(row) = world.row else { return };
        if self.rules.is_restored {
            let restored = match self.rules.restores_silently {
                true => NONE,
                false => world.skew,
            };
            let begun = Row { state: LaunchState::Pending, signed: -FAR, ids: 0, ..row };
            for row in [row, begun] {
                let mut after = *world;
                after.row = Some(Row { lease: NONE, restored, ..row });
                next.push((
                    "the journal is restored",
                    written(after, world.processes.len(), self.rules),
                ));
            }
        }
        if !self.rules.has_person {
            return;
        }
        if world.state() == Some(LaunchState::Undecided) {
            // Whoever looks sees what is listed, and knows of what was removed.
            let says_none = world.listed == 0 && (world.commits == 0 || self.rules.person_errs);
            let said = if says_none { 0 } else { world.listed };
            if says_none || said > 0 {
                let mut resolved =
                    self.operations.apply(world.row, world.skew, Operation::Resolve(said));
                if says_none && self.rules.resolves_early {
                    resolved = Some(Row { state: LaunchState::NotCreated, restored: NONE, ..row });
                }
                if let Some(row) = resolved {
                    let after = World { row: Some(row), ..*world };
                    next.push((
                        "a person resolves the key",
                        written(after, world.processes.len(), self.rules),
                    ));
                }
            }
        }
        if self.operations.apply(world.row, world.skew, Operation::Forget).is_some() {
            let mut after = World { row: None, ..*world };
            if world.state() != Some(LaunchState::NotCreated) {
                // The promise ends with the key: the next launch is another one, with another tag, to which nothing
                // belongs that is still on its way.
                after = World { row: None, ..World::new(self.rules, world.skew) };
            }
            next.push(("a key is forgotten", written(after, world.processes.len(), self.rules)));
        }
    }

    /// World after a create was carried out; `None` if the service refuses the signature.
    fn create(&self, mut world: World, signed: i8, created: u8) -> Option<World> {
        if signed.abs() > self.rules.service_validity {
            return None;
        }
        world.commits += 1;
        if self.rules.writes_tags {
            world.hidden += created;
            world.due = self.rules.max_lag;
        }
        if self.rules.replays {
            world = with_orphan(world, signed);
        }
        Some(world)
    }

    fn process(&mut self, world: &World, number: usize, next: &mut Next) {
        let process = world.processes[number];
        let to = |phase| {
            let mut after = *world;
            after.processes[number].phase = phase;
            after
        };
        match process.phase {
            Phase::Absent => return,
            Phase::Idle => self.start(world, number, next),
            Phase::Chosen(signed) => self.record(world, number, signed, next),
            Phase::Recorded(signed) => {
                // The clock of the process may be right by now.
                let signed = if self.rules.signs_later { 0 } else { signed };
                next.push(("a request is signed and sent", to(Phase::Sent(signed))));
            }
            Phase::Sent(signed) => self.deliver(world, number, signed, next),
            Phase::Refused => self.choose(world, number, next),
            Phase::Answered(ids) => {
                let row = self.operations.apply(world.row, world.skew, Operation::Answer(ids));
                let after = World { row, ..to(Phase::Idle) };
                next.push(("an answer is recorded", written(after, number, self.rules)));
            }
            Phase::Looking { service, journal, found: NONE } => {
                let found = i8::try_from(world.listed).unwrap();
                next.push(("a list is read", to(Phase::Looking { service, journal, found })));
            }
            Phase::Looking { service, journal, found } => {
                self.judge(world, number, (service, journal, found.unsigned_abs()), next);
            }
            Phase::Settling { state, ids } => {
                let mut after = to(Phase::Idle);
                if let Some(row) = &mut after.row {
                    (row.state, row.ids, row.lease) = (state, ids, NONE);
                }
                next.push(("a key is settled", written(after, number, self.rules)));
            }
        }
        if self.faults && process.phase != Phase::Idle {
            let mut after = to(Phase::Idle);
            if let Phase::Sent(signed) = process.phase {
                after = with_orphan(after, signed);
            }
            after.processes[number].holds_lease = false;
            next.push(("a process crashes or gives up", after));
        }
    }

    /// Begins a launch or a recovery, as the entry asks for.
    fn start(&mut self, world: &World, number: usize, next: &mut Next) {
        match world.state() {
            None | Some(LaunchState::NotCreated) if self.faults => self.choose(world, number, next),
            Some(LaunchState::Pending) => {
                let lies: &[i8] = match (self.faults, self.rules.dates_lie) {
                    (false, _) => &[0],
                    // An earlier answer is a little older.
                    (true, false) => &[0, -1],
                    (true, true) => &[0, -1, FAR],
                };
                for service in lies {
                    let mut after = *world;
                    let (service, journal) = (*service, world.skew);
                    after.processes[number].phase =
                        Phase::Looking { service, journal, found: NONE };
                    next.push(("a look-up begins", after));
                }
                if self.faults
                    && let Some(row) =
                        self.operations.apply(world.row, world.skew, Operation::Undecide)
                {
                    let after = World { row: Some(row), ..*world };
                    next.push((
                        "an account cannot be confirmed",
                        written(after, number, self.rules),
                    ));
                }
            }
            _ => {}
        }
    }

    /// Chooses a signing time, by a clock that is a little wrong.
    fn choose(&self, world: &World, number: usize, next: &mut Next) {
        let times: &[i8] = if self.faults { &[-1, 0, 1] } else { &[0] };
        for signed in times {
            let mut after = *world;
            after.processes[number].phase = Phase::Chosen(*signed);
            next.push(("a signing time is chosen", after));
        }
    }

    /// Records an attempt. A reply of the journal that is lost, or a write that is made late, is the same as a process
    /// that crashes behind the write.
    fn record(&mut self, world: &World, number: usize, signed: i8, next: &mut Next) {
        let holds = world.processes[number].holds_lease;
        let operation = match (world.row, world.state(), holds) {
            (None, ..) => Operation::Begin(signed),
            (_, Some(LaunchState::NotCreated), false) => Operation::Relaunch(signed),
            _ => Operation::Attempt(signed, holds),
        };
        let mut after = *world;
        match self.operations.apply(world.row, world.skew, operation) {
            Some(row) => after.row = Some(row),
            None if self.rules.checks_lease => {
                after.processes[number].phase = Phase::Idle;
                after.processes[number].holds_lease = false;
                next.push(("an attempt is refused by the journal", after));
                return;
            }
            None => {
                if let Some(row) = &mut after.row {
                    row.signed = row.signed.max(signed);
                }
            }
        }
        let holders = after.processes.iter_mut().enumerate();
        holders.for_each(|(other, process)| process.holds_lease = other == number);
        let signed = signed.max(-(self.rules.service_validity + 1));
        after.processes[number].phase = Phase::Recorded(signed);
        next.push(("an attempt is recorded", written(after, number, self.rules)));
    }

    fn deliver(&self, world: &World, number: usize, signed: i8, next: &mut Next) {
        let to = |world: &World, phase| {
            let mut after = *world;
            after.processes[number].phase = phase;
            after
        };
        for created in 1..=2 {
            if let Some(after) = self.create(*world, signed, created) {
                next.push(("a request is carried out", to(&after, Phase::Answered(created))));
                if self.faults {
                    let mut lost = to(&after, Phase::Idle);
                    lost.processes[number].holds_lease = false;
                    next.push(("a request is carried out, its answer lost", lost));
                }
            }
        }
        // For its rate, or for its signature.
        if self.faults || signed.abs() > self.rules.service_validity {
            next.push(("a request is refused", to(world, Phase::Refused)));
        }
    }

    fn judge(
        &mut self,
        world: &World,
        number: usize,
        (service, journal, found): (i8, i8, u8),
        next: &mut Next,
    ) {
        let lies: &[i8] = if self.faults && self.rules.dates_lie { &[0, FAR, -FAR] } else { &[0] };
        for date in lies {
            let mut ended = (*date, world.skew);
            let mut began = (service, journal);
            if self.rules.counts_by_end {
                began = ended;
            }
            if self.rules.window_by_begin {
                ended = began;
            }
            let operation = Operation::Judge { began, ended, found };
            let mut after = *world;
            match self.operations.apply(world.row, world.skew, operation) {
                Some(row) => {
                    let (state, ids) = (row.state, row.ids);
                    after.processes[number].phase = Phase::Settling { state, ids };
                    next.push(("a look-up is judged", after));
                }
                None => {
                    after.processes[number].phase = Phase::Idle;
                    if !self.faults {
                        // Nothing is gained by another one at the same time.
                        if after.hidden > 0 && after.due == 0 {
                            (after.listed, after.hidden) = (after.listed + after.hidden, 0);
                        }
                        after = after.tick(self.rules);
                    }
                    next.push(("a look-up settles nothing yet", after));
                }
            }
        }
    }
}

/// Tells that resources may be removed: no look-up that began within the window ends any more by either clock.
fn is_removable(world: &World) -> bool {
    world.row.is_some_and(|row| row.signed + FENCE + WINDOW + 2 <= 0)
}

/// Effect of a write on the other processes: who has loaded the entry before cannot store any more.
fn written(mut world: World, by: usize, rules: &Rules) -> World {
    let leased = world.row.is_some_and(|row| row.lease != NONE);
    for (number, process) in world.processes.iter_mut().enumerate() {
        process.holds_lease &= leased && process.phase != Phase::Idle;
        let looks = matches!(process.phase, Phase::Looking { .. } | Phase::Settling { .. });
        if number != by && looks && !rules.settles_blindly {
            process.phase = Phase::Idle;
        }
    }
    world
}

/// Adds a request on its way that nobody waits for; two at a time are enough for two creates.
fn with_orphan(mut world: World, signed: i8) -> World {
    if let Some(free) = world.orphans.iter_mut().find(|orphan| **orphan == NONE) {
        *free = signed;
    }
    world
}

/// Tells that the key has no end yet.
pub(crate) fn is_pending(world: &World) -> bool {
    world.state() == Some(LaunchState::Pending)
}
