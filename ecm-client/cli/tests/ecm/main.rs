//! Tests that run the command as users do.

#[cfg(test)]
mod call;
#[cfg(test)]
#[cfg(test)]
mod call_credentials;
mod call_input;
mod call_vectors;
#[cfg(test)]
mod check;
#[cfg(test)]
mod compiles;
#[cfg(test)]
mod diff;
#[cfg(test)]
mod explain;
#[cfg(test)]
mod files;
#[cfg(test)]
mod generate;
#[cfg(test)]
mod import;
#[cfg(test)]
mod output;
#[cfg(test)]
mod serve;
#[cfg(test)]
mod support;
#[cfg(test)]
mod sync;
#[cfg(test)]
mod sync_steps;
