//! A program's own code, in a package that depends on the one with the types.

use ecm_spec::Spec;

use crate::forms::{FLOOR, OURS};

/// The packages that hold it.
pub(crate) const OF_FLOOR: &str = "user-of-plain-structs";
pub(crate) const OF_OURS: &str = "user-of-ours";

/// The request that it makes, the response that it reads, and what it gives.
const REQUEST: &str = "DescribeInstancesRequest";
const READING: &str = "
/// The ids of all that are running.
pub fn running(response: &DescribeInstancesResponse) -> Vec<&str> {
    let mut ids = Vec::new();
    for instance in response.instance_set.iter().flatten() {
        if let (Some(id), Some(_)) = (&instance.instance_id, &instance.instance_state) {
            ids.push(id.as_str());
        }
    }
    ids
}
";

/// Name, dependency and source of each.
pub(crate) fn packages(spec: &Spec) -> [(&'static str, String, String); 2] {
    let request = spec.types.iter().find(|ty| ty.name.wire == REQUEST);
    let others = request.iter().flat_map(|ty| &ty.fields).map(|field| &field.name.rust);
    let others = others.filter(|name| *name != "limit").map(|name| format!("{name}: None, "));
    let others: String = others.collect();
    let source = |path: &str, make: &str| {
        format!(
            "//! Somebody's own code.\n\nuse {path}::{{{REQUEST}, DescribeInstancesResponse}};\n\n\
             /// The first of them.\npub fn first(limit: i64) -> {REQUEST} {{\n    {make}\n}}\n{READING}"
        )
    };
    let needs = |package: &str| format!("{package} = {{ path = \"../{package}\" }}\n");
    [
        (
            OF_FLOOR,
            needs(FLOOR),
            source(
                &format!("{}::types", FLOOR.replace('-', "_")),
                &format!("{REQUEST} {{ {others}limit: Some(limit) }}"),
            ),
        ),
        (
            OF_OURS,
            needs(OURS),
            source(&format!("{OURS}::ecm"), &format!("{REQUEST}::builder().limit(limit).build()")),
        ),
    ]
}
