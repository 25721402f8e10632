//! Rules of the house: what sources, documents and examples must be like.

mod examples;
mod examples_run;
mod mutants;
mod public_api;
mod readme;
mod sources;
mod tidy;
