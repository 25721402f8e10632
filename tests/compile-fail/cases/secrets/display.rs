use ecm_client::Secret;

fn main() {
    let password = Secret::from("long-Enough-1");
    println!("{password}");
}
