//! Tests that run the command as users do.

#[cfg(test)]
#[path = "../../../../tests/tests/network/trust/authority.rs"]
#[allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]
mod authority;
#[cfg(test)]
mod call;
#[cfg(test)]
mod call_all;
#[cfg(test)]
mod call_answers;
#[cfg(test)]
mod call_bodies;
#[cfg(test)]
mod call_credentials;
#[cfg(test)]
mod call_events;
#[cfg(test)]
mod call_events_memory;
#[cfg(test)]
mod call_input;
#[cfg(test)]
mod call_proxy;
#[cfg(test)]
mod call_query;
#[cfg(test)]
mod call_set;
#[cfg(test)]
mod call_trust;
#[cfg(test)]
mod call_unknown;
#[cfg(test)]
mod call_vectors;
#[cfg(test)]
mod call_wait;
#[cfg(test)]
mod check;
#[cfg(test)]
#[cfg(unix)]
#[path = "../../../launch/src/postgres/tests/cluster.rs"]
mod cluster;
#[cfg(test)]
mod compiles;
#[cfg(test)]
mod completion;
#[cfg(test)]
mod configure;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod docs_html;
#[cfg(test)]
mod explain;
#[cfg(test)]
mod files;
#[cfg(test)]
mod generate;
#[cfg(test)]
mod help;
#[cfg(test)]
mod import;
#[cfg(test)]
mod launch;
#[cfg(test)]
#[path = "../../../../tests/tests/network/proxies/logged.rs"]
#[allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]
mod logged;
#[cfg(test)]
mod logins;
#[cfg(test)]
mod man;
#[cfg(test)]
mod output;
#[cfg(test)]
mod paged;
#[cfg(test)]
#[cfg(unix)]
mod screen;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod service;
#[cfg(test)]
mod service_archives;
#[cfg(test)]
mod service_calls;
#[cfg(test)]
#[cfg(unix)]
mod service_disks;
#[cfg(test)]
mod service_names;
#[cfg(test)]
mod service_package;
#[cfg(test)]
mod service_updates;
#[cfg(test)]
#[cfg(unix)]
mod shells;
#[cfg(test)]
mod stored;
#[cfg(test)]
mod support;
#[cfg(test)]
mod sync;
#[cfg(test)]
mod sync_steps;
#[cfg(test)]
#[cfg(unix)]
mod terminal;
#[cfg(test)]
#[cfg(unix)]
mod terminal_interrupts;
#[cfg(test)]
#[cfg(unix)]
mod terminal_looks;
#[cfg(test)]
#[cfg(unix)]
mod terminal_secrets;
#[cfg(test)]
mod whoami;
