//! The committed schemas are those of the code.

use super::support::{avg, golden, root};

#[test]
fn committed_schemas_are_those_of_the_code() {
    for kind in ["organisation", "activity", "agreement", "request", "incident", "pack"] {
        let run = avg(&root(), &["schema", kind]);
        assert_eq!(run.code, 0);
        golden(&format!("schemas/{kind}.json"), &run.out);
    }
}
