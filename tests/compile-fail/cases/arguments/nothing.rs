ecm_client::api! {

}

fn main() {}
