/* The conformance scenarios, driven through the C library. ../README.md says what scenarios and results look like. */
#ifndef CONFORMANCE_H
#define CONFORMANCE_H

#include "json.h"
#include <pchat.h>

/* placeholders.c: values that differ from run to run and the <names> that stand for them. */
void placeholders_know(const char *name, const char *value);
void placeholders_forget(void);
char *placeholders_resolve(const char *text); /* values for names */
char *placeholders_apply(const char *text);   /* names for values */
void placeholders_times(json_t *value);       /* <now> for numbers that can only be times about now */
bool placeholders_keep(const json_t *wanted, json_t *result); /* keeps parts of a result; false when it has them not */
void placeholders_with_kept(json_t *value);                    /* what was kept for {"kept": name} */

/* arguments.c: what a step says. What is wrong is noted in `arguments_wrong`. */
extern const char *arguments_wrong;
const char *argument_text(json_t *from, const char *field); /* NULL: missing, and noted */
const char *argument_optional_text(json_t *from, const char *field);
int64_t argument_number(json_t *from, const char *field);
bool argument_flag(json_t *from, const char *field, bool otherwise);
json_t *argument_structure(json_t *step, const char *field); /* an absent one has no fields */
const char *const *argument_texts(json_t *from, const char *field, size_t *count);
int32_t argument_choice(json_t *from, const char *field, int32_t otherwise, const char *(*name)(int32_t));
void arguments_finish(json_t *from); /* notes a field that nobody asked for */

pchat_local_server_settings_t argument_server_settings(json_t *step);
pchat_local_user_t argument_user(json_t *step);
pchat_local_group_t argument_group(json_t *step);
pchat_local_add_in_t argument_add_in(json_t *step);
pchat_local_limits_t argument_limits(json_t *step);
pchat_local_category_t argument_category(json_t *step);
pchat_local_category_change_t argument_category_change(json_t *step);
pchat_local_room_t argument_room(json_t *step);
pchat_endpoint_settings_t argument_endpoint_settings(json_t *step);
pchat_room_query_t argument_query(json_t *step);
pchat_outbound_message_t argument_message(json_t *step);
pchat_message_builder_settings_t argument_builder_settings(json_t *step);
pchat_chat_emoticon_t argument_emoticon(json_t *step);
pchat_chat_room_summary_t argument_summary(json_t *step);
pchat_file_upload_t argument_upload(json_t *step);
pchat_file_download_t argument_download(json_t *step);
pchat_content_download_t argument_content_download(json_t *step);

/* results.c: values of the API as JSON, what is absent left out, enums by their names. */
json_t *result_name(const char *name); /* "some name" as SomeName */
json_t *result_time(int64_t micros);
json_t *result_error(const pchat_error_t *error);
json_t *result_message(const pchat_chat_message_t *it);
json_t *result_participant(const pchat_chat_room_participant_t *it);
json_t *result_properties(const pchat_chat_room_properties_t *it);
json_t *result_snapshot(const pchat_chat_room_snapshot_t *it);
json_t *result_configuration(const pchat_server_configuration_t *it);
json_t *result_messages(const pchat_chat_message_list_t *list);
json_t *result_parts(const pchat_message_part_list_t *list);
json_t *result_participants(const pchat_chat_room_participant_list_t *list);
json_t *result_snapshots(const pchat_chat_room_snapshot_list_t *list);

/* objects.c: what a scenario has made so far. */
typedef struct named_t {
    struct named_t *next;
    const char *name;
    pchat_local_server_t *server;
    pchat_endpoint_t *endpoint;
    pchat_services_t *services;
    pchat_session_t *session;
    pchat_message_builder_t *builder;
    pchat_history_pager_t *pager;
    /* Of an operation. */
    bool operation;
    uint64_t number;
    json_t *outcome;
    /* Of one that joins many rooms: its result until it was shown, and what its sessions' names begin with. */
    pchat_joined_rooms_t *rooms;
    const char *joined_as;
    /* Of one that waits for a file; or a transfer by itself. */
    pchat_file_transfer_t *transfer;
    /* Events that wait, a list. */
    json_t *events;
} named_t;

typedef enum { A_SERVER, AN_ENDPOINT, A_SESSION, AN_OPERATION, A_BUILDER, A_PAGER, A_TRANSFER } named_kind_t;

extern pchat_platform_t *platform;
void objects_open(void);
void objects_close(void);
named_t *object_find(named_kind_t kind, const char *name); /* NULL, and noted as wrong */
named_t *object_new(named_kind_t kind, const char *name);
const char *object_session_name(pchat_session_t *session);
const char *object_endpoint_name(pchat_endpoint_t *endpoint);
/* Notes an event or an outcome and wakes who waits. Called by callbacks. */
void object_event(named_t *object, const char *kind, json_t *value);
void operation_ended(named_t *operation, json_t *outcome);
/* NULL when it does not come in time. */
json_t *object_next_event(named_t *object, const char *kind);
json_t *operation_wait(named_t *operation);

/* calls.c: does a step. */
json_t *perform(json_t *step);
/* A call that is over: its error, which is freed, or its result. */
json_t *done(pchat_status_t status, pchat_error_t *error, json_t *result);
json_t *text_and_free(char *text);

/* builders.c: the steps of messages that are composed. NULL for what nobody knows. */
json_t *message_builder(const char *call, json_t *step);

/* history.c: queries and pagers. NULL for an operation, which `operation` stands for, and for what nobody knows. */
json_t *services_history(const char *call, json_t *step, named_t *object, named_t *operation);
json_t *session_history(const char *call, json_t *step, named_t *object, named_t *operation);
json_t *history_pager(const char *call, json_t *step, named_t *operation);

/* transfers.c: files on their way; a session begins them under the name that the step has for it. */
json_t *begin_transfer(const char *call, json_t *step, named_t *session);
json_t *begin_content_transfer(const char *call, json_t *step, named_t *session);
json_t *file_transfer(const char *call, json_t *step, named_t *operation);
json_t *write_file(json_t *step);

json_t *outcome_refused(const pchat_error_t *error);
void operation_started(named_t *operation, pchat_status_t status, pchat_error_t *error);

/* management.c: the steps of room administration, of the directory, and of services beyond browsing. */
json_t *result_add_in(const pchat_add_in_t *it);
json_t *result_invitation(const pchat_chat_room_invitation_t *it);
bool management(const char *call, json_t *step, named_t *object, named_t *operation);
bool users(const char *call, json_t *step, named_t *object, named_t *operation);
bool more_services(const char *call, json_t *step, named_t *object, named_t *operation);

#endif
