//! A program that uses everything that the client of the lanterns has. It is compiled against
//! clients of changed specs: see `verdict.rs`.

use ecm_client::{Response, Error, ErrorCode as _, TrackingTag, Paginator, Request as _, Secret, Waiter, literal};

use super::lanterns::builder::LightUpRequestBuilder;
use super::lanterns::error::{CommonErrorCode, DimErrorCode, LightUpErrorCode, ListErrorCode};
use super::lanterns::types::{
    Chain, Color, DimRequest, DimResponse, Lamp, Lantern, Level, Light, LightUpRequest, LightUpResponse, ListRequest,
    ListResponse,
};
use super::lanterns::Client;

fn lamp() -> Lamp {
    let mut lamp = Lamp::new(60_i64, "maker");
    (lamp.watts, lamp.maker) = (60_i64, String::from("maker"));
    (lamp.flicker, lamp.share, lamp.serial) = (Some(true), Some(0.5_f64), Some(7_u64));
    let built = Lamp::builder().watts(60_i64).maker("maker").flicker(true).share(0.5).serial(7_u64);
    assert!(lamp == built.maybe_flicker(Some(true)).maybe_share(Some(0.5)).maybe_serial(Some(7)).build());
    lamp
}

fn request() -> LightUpRequest {
    let ids = literal!(LightUpRequest::LANTERN_IDS, ["lan-1", "lan-2"]);
    let title = literal!(LightUpRequest::TITLE, "abcd");
    let note = literal!(LightUpRequest::NOTE, "abcd");
    let color = literal!(LightUpRequest::COLOR, "RED");
    let mut request = LightUpRequest::new(ids, literal!(LightUpRequest::COUNT, 9));
    request.lantern_ids = vec![String::from("lan-1")];
    request.count = 9_i64;
    request.title = Some(String::from(title));
    request.note = Some(String::from(note));
    request.secret = Some(Secret::from("secret"));
    request.color = Some(Color::from(color));
    request.level = Some(Level::Dim);
    request.light = Some(Light::Kelvin(2700_i64));
    request.light = Some(Light::Mood(String::from("merry")));
    request.lamp = Some(lamp());
    request.lamps = Some(vec![lamp()]);
    request.marks = Some(vec![String::new()]);
    request.old = Some(String::new());
    request
}

async fn build(client: &Client) -> Result<Response<LightUpResponse>, Error> {
    let builder: LightUpRequestBuilder = LightUpRequest::builder();
    builder
        .lantern_ids(["lan-1"])
        .count(9_i64)
        .title("abcd")
        .maybe_title(Some(String::new()))
        .note("note")
        .maybe_note(Some(String::new()))
        .secret("secret")
        .maybe_secret(Some(Secret::from("secret")))
        .color(Color::Blue)
        .maybe_color(Some(Color::Red))
        .level(Level::Bright)
        .maybe_level(Some(Level::Dim))
        .light(Light::Kelvin(1_i64))
        .lamp(lamp())
        .maybe_lamp(Some(lamp()))
        .lamps([lamp()])
        .maybe_lamps(Some(vec![lamp()]))
        .marks(["mark"])
        .maybe_marks(Some(vec![String::new()]))
        .old("old")
        .maybe_old(Some(String::new()))
        .send(client)
        .await
}

fn choose() -> [LightUpRequest; 3] {
    let fresh = || LightUpRequest::builder().lantern_ids(["lan-1"]).count(1_i64);
    let light = fresh().maybe_light(Some(Light::Kelvin(1_i64))).build();
    [fresh().kelvin(2700_i64).build(), fresh().mood("merry").build(), light]
}

/// What is closed is matched to the end.
fn light(light: &Light) -> String {
    match light {
        Light::Kelvin(kelvin) => i64::to_string(kelvin),
        Light::Mood(mood) => String::clone(mood),
    }
}

fn words(color: &Color, level: &Level) -> (String, i64) {
    let color = match color {
        Color::Red => "red",
        Color::Blue => "blue",
        Color::Other(other) => String::as_str(other),
        _ => color.as_str(),
    };
    let level = match level {
        Level::Dim => 1,
        Level::Bright => 2,
        Level::Other(other) => i64::clone(other),
        _ => level.value(),
    };
    (String::from(color), level)
}

fn codes(code: LightUpErrorCode, common: CommonErrorCode) -> bool {
    let known = match code {
        LightUpErrorCode::LanternBroken | LightUpErrorCode::LanternWet => true,
        _ => code.as_str().is_empty(),
    };
    let list: Option<ListErrorCode> = ListErrorCode::from_code(common.as_str());
    known || list.is_some() || matches!(common, CommonErrorCode::LimitRate | CommonErrorCode::FaultInternal)
}

fn answer(answer: &LightUpResponse, list: &ListResponse) -> Option<usize> {
    let ids: &Option<Vec<String>> = &answer.lantern_ids;
    let lamp: &Option<Lamp> = &answer.lamp;
    let chain: &Option<Chain> = &answer.chain;
    let next: &Option<Box<Chain>> = &chain.as_ref()?.next;
    let link: &Option<String> = &chain.as_ref()?.link;
    let total: &Option<i64> = &list.total;
    let lantern: &Lantern = list.lantern_set.as_ref()?.first()?;
    let (id, state): (&Option<String>, &Option<String>) = (&lantern.lantern_id, &lantern.state);
    Some(ids.iter().len() + lamp.iter().len() + next.iter().len() + link.iter().len() + total.iter().len() + id.iter().len() + state.iter().len())
}

/// Lists in pages, waits, looks for what was lost, and divides what is too much.
async fn around(client: &Client) -> Result<usize, Error> {
    let list = ListRequest::builder().lantern_ids(literal!(ListRequest::LANTERN_IDS, ["lan-1"]));
    let mut list = list.marks(["mark"]).offset(0_u64).limit(5_u64).build();
    (list.marks, list.offset, list.limit) = (Some(vec![String::new()]), Some(0_u64), Some(5_u64));
    let pages: Paginator<ListRequest> = client.list_pages(list);
    let mut lanterns = pages.items();
    let first: Option<Lantern> = lanterns.next().await.transpose()?;
    let waiter: Waiter<ListRequest> = client.wait_until_lanterns_lit(["lan-1"]);
    let mut request = request();
    let tag = TrackingTag::random("light");
    let _ = tag.apply_to(&mut request);
    let ids: Vec<String> = tag.reconcile::<LightUpRequest>(client.core()).await?;
    let dim: Response<DimResponse> = client.dim(&DimRequest::new()).await?;
    let _ = (waiter, dim, DimErrorCode::from_code(CommonErrorCode::LimitRate.as_str()));
    Ok(request.split().len() + ids.len() + first.iter().len())
}

/// Uses it all.
pub async fn everything(client: &Client) -> Result<Option<usize>, Error> {
    let lit: Response<LightUpResponse> = client.light_up(&request()).await?;
    let list: Response<ListResponse> = client.list(&ListRequest::new()).await?;
    let list_again = ListRequest::builder().send(client).await?;
    let _ = (build(client).await?, choose(), light(&Light::Kelvin(1)), words(&Color::Red, &Level::Dim));
    let _ = around(client).await?;
    let _ = (codes(LightUpErrorCode::LanternBroken, CommonErrorCode::LimitRate), list_again);
    Ok(answer(&lit, &list))
}
