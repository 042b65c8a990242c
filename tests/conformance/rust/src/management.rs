//! The steps of room administration and of the directory.

use crate::arguments::{Arguments, Wrong};
use crate::calls::Operation;
use crate::management_values as values;
use crate::results;
use pchat_core::api::{Endpoint, Result};
use serde_json::{Value, json};

fn nothing(outcome: Result<()>) -> Result<Value> {
    outcome.map(|()| Value::Null)
}

pub(crate) fn rooms(
    endpoint: &Endpoint,
    call: &str,
    given: &Arguments<'_>,
) -> std::result::Result<Operation, Wrong> {
    let it = endpoint.services().room_management();
    Ok(match call {
        "find_categories_with_create_rights" => Box::pin(async move {
            it.find_categories_with_create_rights().await.map(|all| results::list(&all, values::category))
        }),
        "create_chat_room" => {
            let settings = given.structure("settings", values::settings)?;
            Box::pin(async move { it.create_chat_room(settings).await.map(|uri| json!(uri)) })
        }
        "create_chat_room_in" => {
            let (name, category) = (given.text("name")?, given.text("category_uri")?);
            Box::pin(async move { it.create_chat_room_in(&name, &category).await.map(|uri| json!(uri)) })
        }
        "get_chat_room" => {
            let uri = given.text("room_uri")?;
            Box::pin(async move { it.get_chat_room(&uri).await.map(|room| values::room(&room)) })
        }
        "get_chat_room_by_name" => {
            let name = given.text("name")?;
            Box::pin(async move { it.get_chat_room_by_name(&name).await.map(|room| values::room(&room)) })
        }
        "update_chat_room" => {
            let change = given.structure("change", values::update)?;
            Box::pin(async move { nothing(it.update_chat_room(change).await) })
        }
        "change_parent_category" => {
            let (room, category) = (given.text("room_uri")?, given.text("category_uri")?);
            Box::pin(async move { nothing(it.change_parent_category(&room, &category).await) })
        }
        "find_chat_rooms_by_parent_category" => {
            let uri = given.text("category_uri")?;
            Box::pin(async move {
                let found = it.find_chat_rooms_by_parent_category(&uri).await;
                found.map(|rooms| results::list(&rooms, results::snapshot))
            })
        }
        "find_chat_rooms_using_add_in" => {
            let id = given.text("add_in_id")?;
            Box::pin(async move {
                let found = it.find_chat_rooms_using_add_in(&id).await;
                found.map(|rooms| results::list(&rooms, results::snapshot))
            })
        }
        "get_all_add_ins" => {
            Box::pin(async move { it.get_all_add_ins().await.map(|all| results::list(&all, values::add_in)) })
        }
        "get_permissions" => {
            let uri = given.text("room_uri")?;
            Box::pin(async move { it.get_permissions(&uri).await.map(|may| values::permissions(&may)) })
        }
        "get_members" => {
            let uri = given.text("room_uri")?;
            Box::pin(
                async move { it.get_members(&uri).await.map(|all| results::list(&all, values::role_entry)) },
            )
        }
        "get_managers" => {
            let uri = given.text("room_uri")?;
            Box::pin(
                async move { it.get_managers(&uri).await.map(|all| results::list(&all, values::role_entry)) },
            )
        }
        "get_presenters" => {
            let uri = given.text("room_uri")?;
            Box::pin(async move {
                it.get_presenters(&uri).await.map(|all| results::list(&all, values::role_entry))
            })
        }
        "find_users_or_groups_for_role" => {
            let role = values::role(&given.text("role")?)?;
            let (uri, search) = (given.text("room_uri")?, given.text("search")?);
            Box::pin(async move {
                let found = it.find_users_or_groups_for_role(role, &uri, &search).await;
                found.map(|all| results::list(&all, values::principal))
            })
        }
        "add_to_role" => {
            let change = given.structure("change", values::role_change)?;
            Box::pin(async move { nothing(it.add_to_role(change).await) })
        }
        "remove_from_role" => {
            let change = given.structure("change", values::role_change)?;
            Box::pin(async move { nothing(it.remove_from_role(change).await) })
        }
        "get_category_users" => {
            let (uri, filter) = (given.text("category_uri")?, given.text("filter")?);
            let most = given.number("result_size")?;
            Box::pin(async move {
                let found = it.get_category_users(&uri, &filter, most).await;
                found.map(|all| results::list(&all, values::principal))
            })
        }
        other => return Err(format!("nobody knows the step 'management.{other}'")),
    })
}

pub(crate) fn users(
    endpoint: &Endpoint,
    call: &str,
    given: &Arguments<'_>,
) -> std::result::Result<Operation, Wrong> {
    let it = endpoint.services().user_services();
    Ok(match call {
        "find_users" => {
            let search = given.structure("search", values::user_search)?;
            Box::pin(async move { it.find_users(search).await.map(|found| values::found_users(&found)) })
        }
        "get_user" => {
            let uri = given.text("user_uri")?;
            Box::pin(async move { it.get_user(&uri).await.map(|user| values::user(&user)) })
        }
        "get_user_group" => {
            let uri = given.text("group_uri")?;
            Box::pin(async move { it.get_user_group(&uri).await.map(|group| values::group(&group)) })
        }
        other => return Err(format!("nobody knows the step 'users.{other}'")),
    })
}
