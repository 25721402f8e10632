//! Generates the client of CVM from its spec.

fn main() -> Result<(), ecm_codegen::build::BuildError> {
    ecm_codegen::build::module("cvm", "specs/cvm-2017-03-12.json").write()
}
