//! What the steps are: one for each method of the API, and a few of the runner's own.

use crate::arguments::{self, Arguments, Wrong};
use crate::builders;
use crate::history;
use crate::management;
use crate::management_values as values;
use crate::objects::{Objects, Outcome};
use crate::results;
use crate::transfers;
use pchat_core::api::{Endpoint, FileTransfer, Result, Session};
use pchat_server::local::LocalServer;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

pub(crate) type Operation = Pin<Box<dyn Future<Output = Outcome> + Send>>;

/// What a step has come to.
enum Step {
    /// It is done.
    Done(Value),
    /// It has to be waited for.
    Pending(Operation),
}

/// Does a step and gives its result, with placeholders.
pub(crate) fn perform(objects: &mut Objects, step: &Map<String, Value>) -> Value {
    let mut with_kept = step.clone();
    let wanted = with_kept.remove("keep");
    with_kept.remove("expect");
    with_kept.values_mut().for_each(|value| *value = objects.names.with_kept(value));
    let mut result = understand(objects, &with_kept).unwrap_or_else(|why| json!({ "unknown": why }));
    if let Some(Err(why)) = wanted.map(|wanted| objects.names.keep(&wanted, &result)) {
        result = json!({ "unknown": why });
    }
    objects.names.apply(result)
}

fn understand(objects: &mut Objects, step: &Map<String, Value>) -> std::result::Result<Value, Wrong> {
    let text = |field| step.get(field).and_then(Value::as_str).map(str::to_owned);
    let kind = text("do").ok_or("a step has no 'do'")?;
    let begun = match kind.split_once('.') {
        Some(("server", call)) => Step::Done(server(objects, call, step)?),
        Some(("endpoint", call)) => endpoint(objects, call, step)?,
        Some(("services", call)) => services(objects, call, step)?,
        Some(("session", call)) => session(objects, call, step)?,
        Some((noun @ ("management" | "users"), call)) => {
            let given = given(step, objects);
            given.ignore("as");
            let endpoint = named(&objects.endpoints, &given.text("on")?)?;
            let doing = if noun == "users" { management::users } else { management::rooms };
            let operation = doing(&endpoint, call, &given)?;
            given.finish()?;
            Step::Pending(operation)
        }
        Some(("history_pager", call)) => history_pager(objects, call, step)?,
        Some(("file_transfer", call)) => file_transfer(objects, call, step)?,
        Some(("message_builder", call)) => message_builder(objects, call, step)?,
        _ => Step::Done(own(objects, &kind, step)?),
    };
    match (begun, text("start")) {
        (Step::Done(value), None) => Ok(value),
        (Step::Done(_), Some(_)) => Err(format!("'{kind}' ends at once and cannot be started")),
        (Step::Pending(operation), Some(name)) => {
            objects.start(&name, operation);
            Ok(json!({ "started": true }))
        }
        (Step::Pending(operation), None) => {
            objects.start("", operation);
            let result = objects.finish("").ok_or_else(|| "no operation".to_owned())?;
            if let (Some(name), Some(uri)) = (text("as"), result.get("ok").and_then(Value::as_str)) {
                objects.names.know(&name, uri.to_owned());
            }
            Ok(result)
        }
    }
}

fn given<'a>(step: &'a Map<String, Value>, objects: &'a Objects) -> Arguments<'a> {
    let given = Arguments::new(step, &objects.names);
    ["do", "expect", "start", "note"].iter().for_each(|field| given.ignore(field));
    given
}

fn named<T: Clone>(from: &BTreeMap<String, T>, name: &str) -> std::result::Result<T, Wrong> {
    from.get(name).cloned().ok_or_else(|| format!("there is no '{name}' for this call"))
}

fn done(outcome: Outcome) -> Value {
    match outcome {
        Ok(value) => json!({ "ok": value }),
        Err(error) => json!({ "error": results::error(&error) }),
    }
}

fn nothing(outcome: Result<()>) -> Outcome {
    outcome.map(|()| Value::Null)
}

/// What the runner does itself.
fn own(objects: &mut Objects, kind: &str, step: &Map<String, Value>) -> std::result::Result<Value, Wrong> {
    let given = given(step, objects);
    match kind {
        "platform.shut_down" => {
            given.finish()?;
            Ok(done(nothing(objects.platform.shut_down())))
        }
        "cancel" => {
            let operation = given.text("on")?;
            given.finish()?;
            if objects.cancel(&operation) {
                Ok(json!({ "ok": null }))
            } else {
                Err("no such operation".into())
            }
        }
        "finish" => {
            let operation = given.text("on")?;
            given.finish()?;
            objects.finish(&operation).ok_or_else(|| "no such operation".into())
        }
        "next_event" => {
            let (on, wanted) = (given.text("on")?, given.optional_text("kind")?);
            given.finish()?;
            let endpoint = objects.endpoints.get(&on).map(Endpoint::identity);
            let session = objects.sessions.get(&on).map(Session::identity);
            let transfer = objects.transfers.get(&on).map(FileTransfer::identity);
            let Some(identity) = endpoint.or(session).or(transfer) else {
                return Err(format!("there is no '{on}'"));
            };
            Ok(objects.next_event(identity, wanted.as_deref()))
        }
        "write_file" => {
            let (path, text) = (given.text("path")?, given.text("text")?);
            given.finish()?;
            let written = std::fs::write(&path, text).map(|()| json!({ "ok": null }));
            written.map_err(|error| format!("{path}: {error}"))
        }
        other => Err(format!("nobody knows the step '{other}'")),
    }
}

fn server(objects: &mut Objects, call: &str, step: &Map<String, Value>) -> std::result::Result<Value, Wrong> {
    let given = given(step, objects);
    if call == "start" {
        let name = given.text("as")?;
        let settings = given.structure("settings", arguments::server_settings)?;
        given.finish()?;
        return Ok(done(LocalServer::start(settings).map(|server| {
            for (what, value) in [
                ("sip_tls_port", server.sip_tls_port().to_string()),
                ("sip_tcp_port", server.sip_tcp_port().to_string()),
                ("ca_file", server.ca_file()),
                ("data_folder", server.data_folder()),
            ] {
                objects.names.know(&format!("{name}.{what}"), value);
            }
            objects.servers.insert(name, server);
            Value::Null
        })));
    }
    let server = named(&objects.servers, &given.text("on")?)?;
    let mut learnt = None;
    let outcome = match call {
        "sip_tls_port" => Ok(json!(server.sip_tls_port().to_string())),
        "sip_tcp_port" => Ok(json!(server.sip_tcp_port().to_string())),
        "ca_file" => Ok(json!(server.ca_file())),
        "domain" => Ok(json!(server.domain())),
        "data_folder" => Ok(json!(server.data_folder())),
        "root_category_uri" => {
            learnt = given.optional_text("as")?;
            Ok(json!(server.root_category_uri()))
        }
        "connection_count" => Ok(json!(server.connection_count())),
        "add_user" => nothing(server.add_user(given.structure("user", arguments::user)?)),
        "add_category" => {
            learnt = given.optional_text("as")?;
            server.add_category(given.structure("category", arguments::category)?).map(|uri| json!(uri))
        }
        "change_category" => {
            nothing(server.change_category(given.structure("change", arguments::category_change)?))
        }
        "remove_category" => nothing(server.remove_category(&given.text("category")?)),
        "add_room" => {
            learnt = given.optional_text("as")?;
            server.add_room(given.structure("room", arguments::room)?).map(|uri| json!(uri))
        }
        "set_room_disabled" => {
            nothing(server.set_room_disabled(&given.text("room")?, given.flag("disabled", true)?))
        }
        "move_room" => nothing(server.move_room(&given.text("room")?, &given.text("category")?)),
        "remove_room" => nothing(server.remove_room(&given.text("room")?)),
        "set_user_disabled" => {
            nothing(server.set_user_disabled(&given.text("address")?, given.flag("disabled", true)?))
        }
        "set_role" => {
            let role = values::role(&given.text("role")?)?;
            let (room, who) = (given.text("room")?, given.text("principal")?);
            nothing(server.set_role(&room, role, &who, given.flag("has", true)?))
        }
        "add_group" => {
            learnt = given.optional_text("as")?;
            server.add_group(given.structure("group", arguments::group)?).map(|uri| json!(uri))
        }
        "set_group_member" => {
            let (group, member) = (given.text("group")?, given.text("member")?);
            nothing(server.set_group_member(&group, &member, given.flag("is_member", true)?))
        }
        "remove_group" => nothing(server.remove_group(&given.text("group")?)),
        "add_add_in" => {
            learnt = given.optional_text("as")?;
            server.add_add_in(given.structure("add_in", arguments::add_in)?).map(|id| json!(id))
        }
        "remove_add_in" => nothing(server.remove_add_in(&given.text("add_in")?)),
        "remove_user" => nothing(server.remove_user(&given.text("address")?)),
        "set_room_management_url" => nothing(server.set_room_management_url(&given.text("url")?)),
        "set_limits" => nothing(server.set_limits(given.structure("limits", arguments::limits)?)),
        "post" => server
            .post(&given.text("room")?, &given.text("author")?, &given.text("text")?)
            .map(|id| json!(id)),
        "remove_message" => nothing(server.remove_message(&given.text("room")?, given.number("message_id")?)),
        "replace_message" => {
            let (room, text) = (given.text("room")?, given.text("text")?);
            nothing(server.replace_message(&room, given.number("message_id")?, &text))
        }
        "disconnect_all" => nothing(server.disconnect_all()),
        "set_silent" => nothing(server.set_silent(given.flag("silent", true)?)),
        "stop" => {
            server.stop();
            Ok(Value::Null)
        }
        other => return Err(format!("nobody knows the step 'server.{other}'")),
    };
    given.finish()?;
    if let (Some(name), Ok(Value::String(uri))) = (learnt, &outcome) {
        objects.names.know(&name, uri.clone());
    }
    Ok(done(outcome))
}

fn endpoint(
    objects: &mut Objects,
    call: &str,
    step: &Map<String, Value>,
) -> std::result::Result<Step, Wrong> {
    let given = given(step, objects);
    if call == "new" {
        let name = given.text("as")?;
        let settings = given.structure("settings", arguments::endpoint_settings)?;
        given.finish()?;
        return Ok(Step::Done(done(Endpoint::new(&objects.platform, settings).map(|endpoint| {
            objects.endpoints.insert(name, endpoint);
            Value::Null
        }))));
    }
    let endpoint = named(&objects.endpoints, &given.text("on")?)?;
    let session = |session: Option<Session>| session.map_or(Value::Null, |it| objects.session_name(&it));
    let step = match call {
        "establish" => Step::Pending(Box::pin(async move { nothing(endpoint.establish().await) })),
        "terminate" => Step::Pending(Box::pin(async move { nothing(endpoint.terminate().await) })),
        "join_rooms" => {
            let (name, rooms) = (given.text("as")?, given.structure("rooms", arguments::rooms)?);
            let (on, into) = (objects.endpoint_name(&endpoint), Arc::clone(&objects.given));
            Step::Pending(Box::pin(async move {
                let joined = endpoint.join_rooms(rooms).await?;
                let sessions = joined.sessions().into_iter().map(|session| {
                    let room = session.properties().map(|it| it.name).unwrap_or_default();
                    (format!("{name}.{room}"), session)
                });
                let sessions: Vec<_> = sessions.collect();
                let is_own = joined.endpoint().identity() == endpoint.identity();
                let value = json!({
                    "sessions": sessions.iter().map(|(name, _)| name).collect::<Vec<_>>(),
                    "failures": results::list(&joined.failures(), results::room_not_joined),
                    "endpoint": if is_own { on } else { Value::Null },
                });
                if let Ok(mut into) = into.lock() {
                    into.extend(sessions);
                }
                Ok(value)
            }))
        }
        "state" => Step::Done(done(Ok(results::name(endpoint.state())))),
        "owner_uri" => Step::Done(done(Ok(json!(endpoint.owner_uri())))),
        "active_sessions" => Step::Done(done(Ok(endpoint
            .active_sessions()
            .iter()
            .map(|session| objects.session_name(session))
            .collect()))),
        "session_by_name" => Step::Done(done(endpoint.session_by_name(&given.text("name")?).map(session))),
        "session_by_uri" => Step::Done(done(endpoint.session_by_uri(&given.text("uri")?).map(session))),
        other => return Err(format!("nobody knows the step 'endpoint.{other}'")),
    };
    given.finish()?;
    Ok(step)
}

fn services(
    objects: &mut Objects,
    call: &str,
    step: &Map<String, Value>,
) -> std::result::Result<Step, Wrong> {
    let given = given(step, objects);
    let services = named(&objects.endpoints, &given.text("on")?)?.services();
    let rooms = |rooms: Result<Vec<_>>| rooms.map(|rooms| results::list(&rooms, results::snapshot));
    let step = match call {
        "server_configuration" => {
            Step::Done(done(services.server_configuration().map(|it| results::configuration(&it))))
        }
        "query_history" => {
            let query = given.structure("query", history::query)?;
            Step::Pending(Box::pin(async move {
                services.query_history(query).await.map(|found| results::list(&found, history::result))
            }))
        }
        "history_pager" => {
            let (name, query) = (given.text("as")?, given.structure("query", history::query)?);
            given.finish()?;
            return Ok(Step::Done(done(history::keep(objects, name, services.history_pager(query)))));
        }
        "browse_by_criteria" => {
            let query = given.structure("query", arguments::query)?;
            Step::Pending(Box::pin(async move { rooms(services.browse_by_criteria(query).await) }))
        }
        "browse_by_category" => {
            let (uri, most) = (given.text("category_uri")?, given.number("max_results")?);
            Step::Pending(Box::pin(async move { rooms(services.browse_by_category(&uri, most).await) }))
        }
        "browse_by_filter" => {
            let filter = given.structure("filter", values::filter)?;
            Step::Pending(Box::pin(async move { rooms(services.browse_by_filter(filter).await) }))
        }
        "browse_by_joined_user" => {
            let uri = given.text("user_uri")?;
            Step::Pending(Box::pin(async move { rooms(services.browse_by_joined_user(&uri).await) }))
        }
        "browse_by_invitations" => {
            let last = given.number("last_invitation_id")?;
            Step::Pending(Box::pin(async move {
                services.browse_by_invitations(last).await.map(|found| values::invitation_list(&found))
            }))
        }
        "get_preference" => {
            let (label, known) = (given.text("label")?, given.number("sequence_id")?);
            let default = given.flag("provide_default", false)?;
            Step::Pending(Box::pin(async move {
                let found = services.get_preference(&label, known, default).await?;
                Ok(found.as_ref().map_or(Value::Null, values::preference))
            }))
        }
        "set_preference" => {
            let (label, known) = (given.text("label")?, given.number("sequence_id")?);
            let data = given.text("data")?;
            Step::Pending(Box::pin(async move {
                services.set_preference(&label, known, &data).await.map(|it| values::preference(&it))
            }))
        }
        "browse_my_chat_rooms" => {
            let most = given.number("max_results")?;
            Step::Pending(Box::pin(async move { rooms(services.browse_my_chat_rooms(most).await) }))
        }
        "browse_chat_rooms_i_manage" => {
            let most = given.number("max_results")?;
            Step::Pending(Box::pin(async move { rooms(services.browse_chat_rooms_i_manage(most).await) }))
        }
        other => return Err(format!("nobody knows the step 'services.{other}'")),
    };
    given.finish()?;
    Ok(step)
}

fn history_pager(
    objects: &mut Objects,
    call: &str,
    step: &Map<String, Value>,
) -> std::result::Result<Step, Wrong> {
    let given = given(step, objects);
    let pager = named(&objects.pagers, &given.text("on")?)?;
    given.finish()?;
    Ok(match call {
        "next_page" => Step::Pending(history::next_page(pager)),
        "progress" => Step::Done(done(Ok(history::progress(&pager)))),
        "room_uri" => Step::Done(done(Ok(json!(pager.room_uri())))),
        other => return Err(format!("nobody knows the step 'history_pager.{other}'")),
    })
}

fn file_transfer(
    objects: &mut Objects,
    call: &str,
    step: &Map<String, Value>,
) -> std::result::Result<Step, Wrong> {
    let given = given(step, objects);
    let (transfer, learnt) = (named(&objects.transfers, &given.text("on")?)?, given.optional_text("as")?);
    let begun = transfers::call(objects, transfer, call, &given)?;
    given.finish()?;
    Ok(match begun {
        transfers::Call::Waits(operation) => Step::Pending(operation),
        transfers::Call::Ended(outcome) => {
            if let (Some(name), Ok(Value::String(uri))) = (learnt, &outcome) {
                objects.names.know(&name, uri.clone());
            }
            Step::Done(done(outcome))
        }
    })
}

fn session(objects: &mut Objects, call: &str, step: &Map<String, Value>) -> std::result::Result<Step, Wrong> {
    let given = given(step, objects);
    if call == "new" {
        let (name, endpoint) = (given.text("as")?, named(&objects.endpoints, &given.text("on")?)?);
        given.finish()?;
        return Ok(Step::Done(done(Session::new(&endpoint).map(|session| {
            objects.sessions.insert(name, session);
            Value::Null
        }))));
    }
    let session = named(&objects.sessions, &given.text("on")?)?;
    let step = match call {
        "query_history" => {
            let query = given.structure("query", history::query)?;
            Step::Pending(Box::pin(async move {
                session.query_history(query).await.map(|found| history::result(&found))
            }))
        }
        "history_pager" => {
            let (name, query) = (given.text("as")?, given.structure("query", history::query)?);
            given.finish()?;
            return Ok(Step::Done(done(history::keep(objects, name, session.history_pager(query)))));
        }
        "join" => {
            let uri = given.text("room_uri")?;
            Step::Pending(Box::pin(async move { nothing(session.join(&uri).await) }))
        }
        "join_by_name" => {
            let name = given.text("name")?;
            Step::Pending(Box::pin(async move { nothing(session.join_by_name(&name).await) }))
        }
        "join_room" => {
            let room = given.structure("room", arguments::summary)?;
            Step::Pending(Box::pin(async move { nothing(session.join_room(room).await) }))
        }
        "leave" => Step::Pending(Box::pin(async move { nothing(session.leave().await) })),
        "send" => {
            let message = given.structure("message", arguments::message)?;
            Step::Pending(Box::pin(async move { nothing(session.send(message).await) }))
        }
        "send_text" => {
            let text = given.text("text")?;
            Step::Pending(Box::pin(async move { nothing(session.send_text(&text).await) }))
        }
        "send_alert" => {
            let text = given.text("text")?;
            Step::Pending(Box::pin(async move { nothing(session.send_alert(&text).await) }))
        }
        "send_story" => {
            let (title, text) = (given.text("title")?, given.text("text")?);
            Step::Pending(Box::pin(async move { nothing(session.send_story(&title, &text).await) }))
        }
        "send_built" => {
            let message = builders::named(objects, &given.text("message")?)?;
            Step::Pending(Box::pin(async move { nothing(session.send_built(&message).await) }))
        }
        "upload_file" => {
            let (upload, begun) =
                (given.structure("upload", arguments::upload)?, given.optional_text("transfer")?);
            if let Some(name) = begun {
                given.finish()?;
                return Ok(Step::Done(done(transfers::keep(objects, name, session.upload_file(upload)))));
            }
            given.ignore("as");
            Step::Pending(Box::pin(async move {
                session.upload_file(upload)?.finish().await.map(|file| json!(file.file_uri))
            }))
        }
        "download_file" => {
            let (download, begun) =
                (given.structure("download", arguments::download)?, given.optional_text("transfer")?);
            if let Some(name) = begun {
                given.finish()?;
                return Ok(Step::Done(done(transfers::keep(objects, name, session.download_file(download)))));
            }
            Step::Pending(Box::pin(async move {
                session.download_file(download)?.finish().await.map(|file| json!(file.file_name))
            }))
        }
        "upload_bytes" | "upload_stream" | "download_bytes" | "download_stream" => {
            let name = given.text("transfer")?;
            let begun = transfers::begin(&session, call, &given)?;
            given.finish()?;
            return Ok(Step::Done(done(transfers::keep(objects, name, begun))));
        }
        "hidden_participants" => Step::Pending(Box::pin(async move {
            session.hidden_participants().await.map(|it| results::list(&it, results::participant))
        })),
        "recent_history" => {
            let count = given.number("count")?;
            Step::Pending(Box::pin(async move {
                session.recent_history(count).await.map(|messages| results::list(&messages, results::message))
            }))
        }
        "state" => Step::Done(done(Ok(results::name(session.state())))),
        "properties" => {
            Step::Done(done(Ok(session.properties().as_ref().map_or(Value::Null, results::properties))))
        }
        "participants" => Step::Done(done(Ok(results::list(&session.participants(), results::participant)))),
        "endpoint" => Step::Done(done(Ok(objects.endpoint_name(&session.endpoint())))),
        other => return Err(format!("nobody knows the step 'session.{other}'")),
    };
    given.finish()?;
    Ok(step)
}

fn message_builder(
    objects: &mut Objects,
    call: &str,
    step: &Map<String, Value>,
) -> std::result::Result<Step, Wrong> {
    let given = given(step, objects);
    let outcome = if call == "new" {
        let name = given.text("as")?;
        let settings = given.structure("settings", arguments::builder_settings)?;
        given.finish()?;
        builders::begin(objects, name, settings)
    } else {
        let outcome = builders::call(objects, call, &given)?;
        given.finish()?;
        outcome
    };
    Ok(Step::Done(done(outcome)))
}
