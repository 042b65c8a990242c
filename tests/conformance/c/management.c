/* See conformance.h. Room administration, the directory, and what browsing got with them. */
#include "conformance.h"

#include <string.h>

/* Results. */

static json_t *audit(const pchat_audit_data_t *from) {
    if (!from) return json_null();
    json_t *it = json_object();
    json_set(it, "created_by", json_text(from->created_by));
    if (from->has_created_on) json_set(it, "created_on", result_time(from->created_on));
    json_set(it, "updated_by", json_text(from->updated_by));
    if (from->has_updated_on) json_set(it, "updated_on", result_time(from->updated_on));
    return it;
}

json_t *result_add_in(const pchat_add_in_t *from) {
    if (!from) return json_null();
    json_t *it = json_object();
    json_set(it, "add_in_id", json_text(from->add_in_id));
    json_set(it, "name", json_text(from->name));
    json_set(it, "url", json_text(from->url));
    return it;
}

static json_t *category(const pchat_chat_room_category_summary_t *from) {
    json_t *it = json_object();
    json_set(it, "uri", json_text(from->uri));
    json_set(it, "name", json_text(from->name));
    json_set(it, "description", json_text(from->description));
    json_set(it, "invitations", json_bool(from->invitations));
    return it;
}

static json_t *room(const pchat_chat_room_t *from) {
    json_t *it = json_object(), *invitations = json_object();
    json_set(it, "room_uri", json_text(from->room_uri));
    json_set(it, "name", json_text(from->name));
    json_set(it, "description", json_text(from->description));
    json_set(it, "add_in", result_add_in(from->add_in));
    json_set(it, "file_store_uri", json_text(from->file_store_uri));
    json_set(it, "is_auditorium", json_bool(from->is_auditorium));
    json_set(it, "is_disabled", json_bool(from->is_disabled));
    json_set(it, "parent_category_uri", json_text(from->parent_category_uri));
    json_set(it, "parent_category_name", json_text(from->parent_category_name));
    json_set(it, "parent_category_description", json_text(from->parent_category_description));
    if (from->has_privacy) json_set(it, "privacy", result_name(pchat_chat_room_privacy_name(from->privacy)));
    const pchat_inherited_invitation_setting_t *inherited = from->send_invitations_to_members;
    json_set(invitations, "local_value", result_name(pchat_chat_room_invitation_setting_name(inherited->local_value)));
    json_set(invitations, "inherited_value", json_bool(inherited->inherited_value));
    json_set(invitations, "value", json_bool(inherited->value));
    json_set(it, "send_invitations_to_members", invitations);
    json_set(it, "change_history", audit(from->change_history));
    return it;
}

static json_t *permissions(const pchat_room_permissions_t *from) {
    json_t *it = json_object();
    json_set(it, "can_manage_room", json_bool(from->can_manage_room));
    json_set(it, "can_join", json_bool(from->can_join));
    json_set(it, "can_chat", json_bool(from->can_chat));
    json_set(it, "can_read_history", json_bool(from->can_read_history));
    json_set(it, "can_view", json_bool(from->can_view));
    json_set(it, "can_auditorium_chat", json_bool(from->can_auditorium_chat));
    return it;
}

static json_t *principal(const pchat_principal_summary_t *from) {
    json_t *it = json_object();
    json_set(it, "uri", json_text(from->uri));
    json_set(it, "name", json_text(from->name));
    json_set(it, "display_name", json_text(from->display_name));
    json_set(it, "kind", result_name(pchat_principal_kind_name(from->kind)));
    json_set(it, "guid", json_text(from->guid));
    json_set(it, "directory_path", json_text(from->directory_path));
    return it;
}

static json_t *principals(const pchat_principal_summary_list_t *list) {
    json_t *it = json_list();
    for (size_t i = 0; i < list->count; ++i) json_append(it, principal(list->items[i]));
    return it;
}

static json_t *role_entry(const pchat_role_entry_t *from) {
    json_t *it = json_object();
    json_set(it, "principal", principal(from->principal));
    json_set(it, "change_history", audit(from->change_history));
    return it;
}

static json_t *found_users(const pchat_user_search_result_t *from) {
    json_t *it = json_object();
    json_set(it, "users", principals(from->users));
    json_set(it, "more_available", json_bool(from->more_available));
    return it;
}

static json_t *user(const pchat_user_t *from) {
    json_t *it = json_object();
    json_set(it, "uri", json_text(from->uri));
    json_set(it, "name", json_text(from->name));
    json_set(it, "display_name", json_text(from->display_name));
    json_set(it, "kind", result_name(pchat_principal_kind_name(from->kind)));
    json_set(it, "guid", json_text(from->guid));
    json_set(it, "directory_path", json_text(from->directory_path));
    json_set(it, "company_name", json_text(from->company_name));
    json_set(it, "email", json_text(from->email));
    json_set(it, "is_disabled", json_bool(from->is_disabled));
    json_set(it, "member_of", principals(from->member_of));
    json_set(it, "change_history", audit(from->change_history));
    return it;
}

static json_t *group(const pchat_user_group_t *from) {
    json_t *it = json_object();
    json_set(it, "uri", json_text(from->uri));
    json_set(it, "name", json_text(from->name));
    json_set(it, "display_name", json_text(from->display_name));
    json_set(it, "kind", result_name(pchat_principal_kind_name(from->kind)));
    json_set(it, "guid", json_text(from->guid));
    json_set(it, "directory_path", json_text(from->directory_path));
    json_set(it, "member_of", principals(from->member_of));
    json_set(it, "change_history", audit(from->change_history));
    return it;
}

json_t *result_invitation(const pchat_chat_room_invitation_t *from) {
    json_t *it = json_object();
    if (from->has_invitation_id) json_set(it, "invitation_id", json_number(from->invitation_id));
    if (from->has_created_on) json_set(it, "created_on", result_time(from->created_on));
    json_set(it, "room", result_snapshot(from->room));
    return it;
}

static json_t *invitation_list(const pchat_invitation_list_t *from) {
    json_t *it = json_object(), *list = json_list();
    for (size_t i = 0; i < from->invitations->count; ++i)
        json_append(list, result_invitation(from->invitations->items[i]));
    json_set(it, "invitations", list);
    json_set(it, "last_invitation_id", json_number(from->last_invitation_id));
    return it;
}

static json_t *preference(const pchat_preference_bundle_t *from) {
    if (!from) return json_null();
    json_t *it = json_object();
    json_set(it, "label", json_text(from->label));
    json_set(it, "sequence_id", json_number(from->sequence_id));
    json_set(it, "data", json_text(from->data));
    return it;
}

/* Operations: what is called when one with this result is over. */

#define ENDED(name, type, made)                                                                   \
    static void ended_with_##name(const pchat_error_t *error, const type *it, void *operation) { \
        operation_ended(operation, error ? outcome_refused(error) : json_one("ok", made));        \
    }
#define ENDED_WITH_LIST(name, plural, type, item)                                            \
    static json_t *name##_list(const type *list) {                                    \
        json_t *all = json_list();                                                    \
        for (size_t i = 0; i < list->count; ++i) json_append(all, item(list->items[i])); \
        return all;                                                                   \
    }                                                                                 \
    ENDED(plural, type, name##_list(it))

static void ended(const pchat_error_t *error, void *operation) {
    operation_ended(operation, error ? outcome_refused(error) : json_one("ok", json_null()));
}

ENDED(uri, char, json_text(it))
ENDED(room, pchat_chat_room_t, room(it))
ENDED(permissions, pchat_room_permissions_t, permissions(it))
ENDED(snapshots, pchat_chat_room_snapshot_list_t, result_snapshots(it))
ENDED(principals, pchat_principal_summary_list_t, principals(it))
ENDED(found_users, pchat_user_search_result_t, found_users(it))
ENDED(user, pchat_user_t, user(it))
ENDED(group, pchat_user_group_t, group(it))
ENDED(invitations, pchat_invitation_list_t, invitation_list(it))
ENDED(stored, pchat_preference_bundle_t, preference(it))
ENDED(preference, pchat_preference_bundle_t, preference(it))
ENDED_WITH_LIST(category, categories, pchat_chat_room_category_summary_list_t, category)
ENDED_WITH_LIST(add_in, add_ins, pchat_add_in_list_t, result_add_in)
ENDED_WITH_LIST(role_entry, role_entries, pchat_role_entry_list_t, role_entry)

/* Structs that a step gives. */

static pchat_chat_room_settings_t settings(json_t *step) {
    json_t *from = argument_structure(step, "settings");
    pchat_chat_room_settings_t it;
    pchat_chat_room_settings_init(&it, sizeof it);
    it.name = argument_optional_text(from, "name");
    it.parent_category_uri = argument_optional_text(from, "parent_category_uri");
    it.description = argument_optional_text(from, "description");
    it.add_in_id = argument_optional_text(from, "add_in_id");
    it.is_auditorium = argument_flag(from, "is_auditorium", it.is_auditorium);
    it.is_disabled = argument_flag(from, "is_disabled", it.is_disabled);
    it.invitations =
        argument_choice(from, "invitations", it.invitations, pchat_chat_room_invitation_setting_name);
    it.visible_only_to_members = argument_flag(from, "visible_only_to_members", it.visible_only_to_members);
    arguments_finish(from);
    return it;
}

static pchat_chat_room_update_t update(json_t *step) {
    json_t *from = argument_structure(step, "change");
    pchat_chat_room_update_t it;
    pchat_chat_room_update_init(&it, sizeof it);
    it.room_uri = argument_optional_text(from, "room_uri");
    it.name = argument_optional_text(from, "name");
    it.description = argument_optional_text(from, "description");
    it.has_privacy = json_get(from, "privacy") != NULL;
    it.privacy = argument_choice(from, "privacy", it.privacy, pchat_chat_room_privacy_name);
    it.has_is_auditorium = json_get(from, "is_auditorium") != NULL;
    it.is_auditorium = argument_flag(from, "is_auditorium", false);
    it.has_is_disabled = json_get(from, "is_disabled") != NULL;
    it.is_disabled = argument_flag(from, "is_disabled", false);
    it.has_invitations = json_get(from, "invitations") != NULL;
    it.invitations =
        argument_choice(from, "invitations", it.invitations, pchat_chat_room_invitation_setting_name);
    it.add_in_id = argument_optional_text(from, "add_in_id");
    it.detach_add_in = argument_flag(from, "detach_add_in", false);
    it.has_members = json_get(from, "members") != NULL;
    it.members = argument_texts(from, "members", &it.members_count);
    it.has_managers = json_get(from, "managers") != NULL;
    it.managers = argument_texts(from, "managers", &it.managers_count);
    it.has_expected_updated_on = json_get(from, "expected_updated_on") != NULL;
    if (it.has_expected_updated_on) it.expected_updated_on = argument_number(from, "expected_updated_on");
    it.has_presenters = json_get(from, "presenters") != NULL;
    it.presenters = argument_texts(from, "presenters", &it.presenters_count);
    arguments_finish(from);
    return it;
}

static pchat_role_change_t role_change(json_t *step) {
    json_t *from = argument_structure(step, "change");
    pchat_role_change_t it;
    pchat_role_change_init(&it, sizeof it);
    it.role = argument_choice(from, "role", it.role, pchat_chat_room_role_name);
    it.room_uri = argument_optional_text(from, "room_uri");
    it.principals = argument_texts(from, "principals", &it.principals_count);
    arguments_finish(from);
    return it;
}

static pchat_room_filter_t filter(json_t *step) {
    json_t *from = argument_structure(step, "filter");
    pchat_room_filter_t it;
    pchat_room_filter_init(&it, sizeof it);
    it.search_terms = argument_optional_text(from, "search_terms");
    it.search_description = argument_flag(from, "search_description", it.search_description);
    it.member = argument_optional_text(from, "member");
    it.manager = argument_optional_text(from, "manager");
    it.category_uri = argument_optional_text(from, "category_uri");
    it.add_in_id = argument_optional_text(from, "add_in_id");
    it.disabled = argument_flag(from, "disabled", it.disabled);
    it.has_privacy = json_get(from, "privacy") != NULL;
    it.privacy = argument_choice(from, "privacy", it.privacy, pchat_chat_room_privacy_name);
    it.has_behavior = json_get(from, "behavior") != NULL;
    it.behavior = argument_choice(from, "behavior", it.behavior, pchat_chat_room_behavior_name);
    it.search_invitations = argument_flag(from, "search_invitations", it.search_invitations);
    it.has_invitations = json_get(from, "invitations") != NULL;
    it.invitations = argument_flag(from, "invitations", false);
    if (json_get(from, "max_results")) it.max_results = (int32_t)argument_number(from, "max_results");
    arguments_finish(from);
    return it;
}

static pchat_user_search_t user_search(json_t *step) {
    json_t *from = argument_structure(step, "search");
    pchat_user_search_t it;
    pchat_user_search_init(&it, sizeof it);
    it.last_name = argument_optional_text(from, "last_name");
    it.first_name = argument_optional_text(from, "first_name");
    it.email = argument_optional_text(from, "email");
    arguments_finish(from);
    return it;
}

/* Steps. Each starts its operation; false for what nobody knows. */

#define IS(name) (strcmp(call, name) == 0)
/* Runs a function of the object with these arguments and then those that every operation has. */
#define START(type, function, done, ...)                                                          \
    do {                                                                                          \
        type completion = {.call = done, .user_data = operation};                                 \
        if (!arguments_wrong) status = function(it, __VA_ARGS__, &completion, &operation->number, &error); \
    } while (0)
#define START_BARE(type, function, done)                                                          \
    do {                                                                                          \
        type completion = {.call = done, .user_data = operation};                                 \
        if (!arguments_wrong) status = function(it, &completion, &operation->number, &error);      \
    } while (0)

bool management(const char *call, json_t *step, named_t *object, named_t *operation) {
    pchat_error_t *error = NULL;
    pchat_status_t status = PCHAT_OK;
    pchat_room_management_t *it = NULL;
    if (pchat_services_room_management(object->services, &it, NULL) != PCHAT_OK) return false;
    /* The name of the URI that comes of it; `perform` learns it. */
    argument_optional_text(step, "as");
    bool known = true;
    if (IS("find_categories_with_create_rights")) {
        START_BARE(pchat_chat_room_category_summary_list_completion_t,
                   pchat_room_management_find_categories_with_create_rights, ended_with_categories);
    } else if (IS("create_chat_room")) {
        pchat_chat_room_settings_t given = settings(step);
        START(pchat_string_completion_t, pchat_room_management_create_chat_room, ended_with_uri, &given);
    } else if (IS("create_chat_room_in")) {
        const char *name = argument_text(step, "name"), *uri = argument_text(step, "category_uri");
        START(pchat_string_completion_t, pchat_room_management_create_chat_room_in, ended_with_uri, name, uri);
    } else if (IS("get_chat_room")) {
        const char *uri = argument_text(step, "room_uri");
        START(pchat_chat_room_completion_t, pchat_room_management_get_chat_room, ended_with_room, uri);
    } else if (IS("get_chat_room_by_name")) {
        const char *name = argument_text(step, "name");
        START(pchat_chat_room_completion_t, pchat_room_management_get_chat_room_by_name, ended_with_room, name);
    } else if (IS("update_chat_room")) {
        pchat_chat_room_update_t given = update(step);
        START(pchat_completion_t, pchat_room_management_update_chat_room, ended, &given);
    } else if (IS("change_parent_category")) {
        const char *uri = argument_text(step, "room_uri"), *parent = argument_text(step, "category_uri");
        START(pchat_completion_t, pchat_room_management_change_parent_category, ended, uri, parent);
    } else if (IS("find_chat_rooms_by_parent_category")) {
        const char *uri = argument_text(step, "category_uri");
        START(pchat_chat_room_snapshot_list_completion_t,
              pchat_room_management_find_chat_rooms_by_parent_category, ended_with_snapshots, uri);
    } else if (IS("find_chat_rooms_using_add_in")) {
        const char *id = argument_text(step, "add_in_id");
        START(pchat_chat_room_snapshot_list_completion_t, pchat_room_management_find_chat_rooms_using_add_in,
              ended_with_snapshots, id);
    } else if (IS("get_all_add_ins")) {
        START_BARE(pchat_add_in_list_completion_t, pchat_room_management_get_all_add_ins, ended_with_add_ins);
    } else if (IS("get_permissions")) {
        const char *uri = argument_text(step, "room_uri");
        START(pchat_room_permissions_completion_t, pchat_room_management_get_permissions, ended_with_permissions,
              uri);
    } else if (IS("get_members")) {
        const char *uri = argument_text(step, "room_uri");
        START(pchat_role_entry_list_completion_t, pchat_room_management_get_members, ended_with_role_entries, uri);
    } else if (IS("get_managers")) {
        const char *uri = argument_text(step, "room_uri");
        START(pchat_role_entry_list_completion_t, pchat_room_management_get_managers, ended_with_role_entries, uri);
    } else if (IS("get_presenters")) {
        const char *uri = argument_text(step, "room_uri");
        START(pchat_role_entry_list_completion_t, pchat_room_management_get_presenters, ended_with_role_entries, uri);
    } else if (IS("find_users_or_groups_for_role")) {
        pchat_chat_room_role_t role = argument_choice(step, "role", -1, pchat_chat_room_role_name);
        const char *uri = argument_text(step, "room_uri"), *search = argument_text(step, "search");
        START(pchat_principal_summary_list_completion_t, pchat_room_management_find_users_or_groups_for_role,
              ended_with_principals, role, uri, search);
    } else if (IS("add_to_role")) {
        pchat_role_change_t given = role_change(step);
        START(pchat_completion_t, pchat_room_management_add_to_role, ended, &given);
    } else if (IS("remove_from_role")) {
        pchat_role_change_t given = role_change(step);
        START(pchat_completion_t, pchat_room_management_remove_from_role, ended, &given);
    } else if (IS("get_category_users")) {
        const char *uri = argument_text(step, "category_uri"), *start = argument_text(step, "filter");
        uint32_t most = (uint32_t)argument_number(step, "result_size");
        START(pchat_principal_summary_list_completion_t, pchat_room_management_get_category_users,
              ended_with_principals, uri, start, most);
    } else {
        known = false;
    }
    pchat_room_management_free(it);
    if (known) operation_started(operation, status, error);
    return known;
}

bool users(const char *call, json_t *step, named_t *object, named_t *operation) {
    pchat_error_t *error = NULL;
    pchat_status_t status = PCHAT_OK;
    pchat_user_services_t *it = NULL;
    if (pchat_services_user_services(object->services, &it, NULL) != PCHAT_OK) return false;
    bool known = true;
    if (IS("find_users")) {
        pchat_user_search_t given = user_search(step);
        START(pchat_user_search_result_completion_t, pchat_user_services_find_users, ended_with_found_users, &given);
    } else if (IS("get_user")) {
        const char *uri = argument_text(step, "user_uri");
        START(pchat_user_completion_t, pchat_user_services_get_user, ended_with_user, uri);
    } else if (IS("get_user_group")) {
        const char *uri = argument_text(step, "group_uri");
        START(pchat_user_group_completion_t, pchat_user_services_get_user_group, ended_with_group, uri);
    } else {
        known = false;
    }
    pchat_user_services_free(it);
    if (known) operation_started(operation, status, error);
    return known;
}

bool more_services(const char *call, json_t *step, named_t *object, named_t *operation) {
    pchat_error_t *error = NULL;
    pchat_status_t status = PCHAT_OK;
    pchat_services_t *it = object->services;
    if (IS("browse_by_category")) {
        const char *uri = argument_text(step, "category_uri");
        uint32_t most = (uint32_t)argument_number(step, "max_results");
        START(pchat_chat_room_snapshot_list_completion_t, pchat_services_browse_by_category, ended_with_snapshots,
              uri, most);
    } else if (IS("browse_by_filter")) {
        pchat_room_filter_t given = filter(step);
        START(pchat_chat_room_snapshot_list_completion_t, pchat_services_browse_by_filter, ended_with_snapshots,
              &given);
    } else if (IS("browse_by_joined_user")) {
        const char *uri = argument_text(step, "user_uri");
        START(pchat_chat_room_snapshot_list_completion_t, pchat_services_browse_by_joined_user,
              ended_with_snapshots, uri);
    } else if (IS("browse_by_invitations")) {
        int64_t last = argument_number(step, "last_invitation_id");
        START(pchat_invitation_list_completion_t, pchat_services_browse_by_invitations, ended_with_invitations,
              last);
    } else if (IS("get_preference")) {
        const char *label = argument_text(step, "label");
        int64_t known = argument_number(step, "sequence_id");
        bool with_default = argument_flag(step, "provide_default", false);
        START(pchat_optional_preference_bundle_completion_t, pchat_services_get_preference, ended_with_preference,
              label, known, with_default);
    } else if (IS("set_preference")) {
        const char *label = argument_text(step, "label");
        int64_t known = argument_number(step, "sequence_id");
        const char *data = argument_text(step, "data");
        START(pchat_preference_bundle_completion_t, pchat_services_set_preference, ended_with_stored, label, known,
              data);
    } else {
        return false;
    }
    operation_started(operation, status, error);
    return true;
}
