//! Rules that select the requests for faults.

use std::sync::{Mutex, PoisonError};

use super::{Fault, Moment};
use crate::ids::mix;

/// Fault, and the requests that meet it: all of them by default.
///
/// ```
/// use ecm_test_server::{Disconnect, Fault, FaultRule, Moment};
///
/// // The second `Install` is carried out, but its client never hears of it.
/// let lost = Fault::NoResponse { after: Moment::Request, disconnect: Disconnect::Reset };
/// let _ = FaultRule::new(lost).action("Install").nth(2).after_commit();
/// // About every tenth request is throttled.
/// let _ = FaultRule::new(Fault::error("RequestLimitExceeded")).probability(0.1);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a rule has an effect only on a server that has it"]
pub struct FaultRule {
    fault: Fault,
    action: Option<String>,
    skip: u64,
    take: u64,
    probability: f64,
    after_commit: bool,
}

impl FaultRule {
    /// Creates a rule that applies the fault to every request.
    pub fn new(fault: Fault) -> Self {
        Self { fault, action: None, skip: 0, take: u64::MAX, probability: 1.0, after_commit: false }
    }

    /// Limits the rule to requests of this action.
    pub fn action(mut self, name: impl Into<String>) -> Self {
        self.action = Some(name.into());
        self
    }

    /// Spares the first so many requests.
    pub fn skip(mut self, count: u64) -> Self {
        self.skip = count;
        self
    }

    /// Limits the rule to so many requests.
    pub fn take(mut self, count: u64) -> Self {
        self.take = count;
        self
    }

    /// Limits the rule to the nth request, from 1.
    pub fn nth(self, number: u64) -> Self {
        self.skip(number.saturating_sub(1)).take(1)
    }

    /// Applies the fault to each request with this probability, from 0 to 1.
    ///
    /// The choice follows the server's [`seed`](crate::TestServerBuilder::seed), so that a run can
    /// be repeated.
    pub fn probability(mut self, probability: f64) -> Self {
        self.probability = probability;
        self
    }

    /// Carries the request out before the fault, if the request is valid.
    ///
    /// The client does not hear of it, but what it asked for has happened. The
    /// [`Ledger`](crate::Ledger) shows it.
    pub fn after_commit(mut self) -> Self {
        self.after_commit = true;
        self
    }

    pub(crate) fn named_action(&self) -> Option<&str> {
        self.action.as_deref()
    }

    fn is_on_connection(&self) -> bool {
        matches!(self.fault, Fault::NoResponse { after: Moment::Connected, .. })
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SelectedFault {
    pub(crate) fault: Fault,
    pub(crate) execute: bool,
}

/// Rules in force, each with the number of requests that it has counted.
#[derive(Debug)]
pub(crate) struct FaultPlan {
    seed: u64,
    rules: Mutex<Vec<(FaultRule, u64)>>,
}

impl FaultPlan {
    pub(crate) fn new(seed: u64, rules: Vec<FaultRule>) -> Self {
        let rules = rules.into_iter().map(|rule| (rule, 0)).collect();
        Self { seed, rules: Mutex::new(rules) }
    }

    pub(crate) fn add(&self, rule: FaultRule) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).push((rule, 0));
    }

    pub(crate) fn clear(&self) {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    pub(crate) fn select_for_connection(&self) -> Option<SelectedFault> {
        self.select(FaultRule::is_on_connection)
    }

    pub(crate) fn select_for_request(&self, action: &str) -> Option<SelectedFault> {
        self.select(|rule| {
            let named = rule.action.as_deref();
            !rule.is_on_connection() && named.is_none_or(|named| named == action)
        })
    }

    /// Selects the first rule that applies; all rules that are about the event count it.
    fn select(&self, applies: impl Fn(&FaultRule) -> bool) -> Option<SelectedFault> {
        let mut rules = self.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let mut selected = None;
        for (index, (rule, seen)) in rules.iter_mut().enumerate() {
            if !applies(rule) {
                continue;
            }
            let number = *seen;
            *seen += 1;
            let in_turn = number >= rule.skip && number - rule.skip < rule.take;
            if selected.is_none() && in_turn && self.draw(index as u64, number, rule.probability) {
                let execute = rule.after_commit || rule.fault.needs_response();
                selected = Some(SelectedFault { fault: rule.fault.clone(), execute });
            }
        }
        selected
    }

    /// Draws with this probability, with the same result in every run.
    fn draw(&self, rule: u64, number: u64, probability: f64) -> bool {
        const FRACTION: u64 = 1 << 53;
        let roll = mix(self.seed ^ mix(mix(rule) ^ number)) >> 11;
        #[allow(clippy::cast_precision_loss, reason = "53 bits are what a float holds")]
        let roll = roll as f64 / FRACTION as f64;
        roll < probability
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(plan: &FaultPlan, actions: &str) -> String {
        let mut codes = String::new();
        for action in actions.chars() {
            codes.push(match plan.select_for_request(&action.to_string()) {
                Some(SelectedFault { fault: Fault::Error { code, .. }, .. }) => {
                    code.chars().next().unwrap()
                }
                _ => '-',
            });
        }
        codes
    }

    fn rule(code: &str) -> FaultRule {
        FaultRule::new(Fault::error(code))
    }

    #[test]
    fn rules_are_for_actions_and_numbers() {
        let rules = vec![
            rule("1").action("a").nth(2),
            rule("2").action("a").skip(2),
            rule("3").action("b").take(1),
        ];
        let plan = FaultPlan::new(0, rules);
        assert_eq!(codes(&plan, "aaabacb"), "-123".to_owned() + "2--");
        plan.clear();
        assert_eq!(codes(&plan, "aab"), "---");
        plan.add(rule("4"));
        assert_eq!(codes(&plan, "ab"), "44");
    }

    #[test]
    fn chance_is_the_same_for_a_seed_and_about_right() {
        let faults = |seed, probability| {
            let plan = FaultPlan::new(seed, vec![rule("1").probability(probability)]);
            codes(&plan, &"a".repeat(10_000))
        };
        let count = faults(1, 0.25).matches('1').count();
        assert!((2_300..2_700).contains(&count), "{count}");
        assert_eq!(faults(1, 0.25), faults(1, 0.25));
        assert_ne!(faults(1, 0.25), faults(2, 0.25));
        assert!(!faults(1, 0.0).contains('1'));
        assert!(!faults(1, 1.0).contains('-'));
    }

    #[test]
    fn connections_are_counted_by_themselves() {
        let rules = vec![FaultRule::new(Fault::reset(Moment::Connected)).nth(2), rule("1").nth(1)];
        let plan = FaultPlan::new(0, rules);
        assert!(plan.select_for_connection().is_none());
        assert_eq!(codes(&plan, "aa"), "1-");
        assert!(plan.select_for_connection().is_some());
        assert!(plan.select_for_connection().is_none());
    }
}
