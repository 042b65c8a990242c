/* Two users in one room of a local server, from signing in to leaving: the whole session API in both forms. */
#include "local.h"
#include "peers.h"
#include "probe.h"

#define WAIT (PATIENCE_S * 1000)
#define ROOM "Lobby <1> & \"quoted\""

/* What one user sees in the room. */
typedef struct {
    counter_t messages, came, went, states, destroyed;
    pthread_mutex_t lock;
    char last_text[20000];
    char last_author[200];
    int64_t last_id;
    bool last_alert;
    pchat_chat_message_t *kept;
} seen_t;

static void on_message(pchat_session_t *session, const pchat_chat_message_t *message, void *user_data) {
    seen_t *seen = (seen_t *)user_data;
    CHECK(session != NULL && message->content != NULL && message->author_uri != NULL && message->has_message_id);
    pthread_mutex_lock(&seen->lock);
    CHECK(message->message_id > seen->last_id);
    snprintf(seen->last_text, sizeof seen->last_text, "%s", message->content);
    snprintf(seen->last_author, sizeof seen->last_author, "%s", message->author_uri);
    seen->last_id = message->message_id;
    seen->last_alert = message->is_alert;
    pchat_chat_message_free(seen->kept);
    seen->kept = pchat_chat_message_copy(message);
    pthread_mutex_unlock(&seen->lock);
    counter_add(&seen->messages);
}

static void on_attendance(pchat_session_t *session, const pchat_participant_attendance_changed_t *event, void *user_data) {
    seen_t *seen = (seen_t *)user_data;
    CHECK(session != NULL && event->participant != NULL && event->participant->uri != NULL);
    counter_add(event->is_active ? &seen->came : &seen->went);
}

static void on_state(pchat_session_t *session, const pchat_session_state_changed_t *event, void *user_data) {
    (void)session, (void)event;
    counter_add(&((seen_t *)user_data)->states);
}

static void on_destroy(void *user_data) { counter_add(&((seen_t *)user_data)->destroyed); }

static void see(seen_t *seen, pchat_session_t *session) {
    pchat_session_callbacks_t callbacks;
    pchat_error_t *error = NULL;
    memset((void *)seen, 0, sizeof *seen);
    counter_init(&seen->messages);
    counter_init(&seen->came);
    counter_init(&seen->went);
    counter_init(&seen->states);
    counter_init(&seen->destroyed);
    pthread_mutex_init(&seen->lock, NULL);
    pchat_session_callbacks_init(&callbacks, sizeof callbacks);
    callbacks.user_data = seen;
    callbacks.destroy = on_destroy;
    callbacks.on_state_changed = on_state;
    callbacks.on_message_received = on_message;
    callbacks.on_participant_attendance_changed = on_attendance;
    CHECK_OK(pchat_session_add_callbacks(session, &callbacks, NULL, &error), error);
}

static void saw(seen_t *seen, int messages, const char *author, const char *text, bool alert) {
    WAIT_FOR(&seen->messages, messages);
    pthread_mutex_lock(&seen->lock);
    if (strcmp(seen->last_text, text) != 0) FAIL("'%s' instead of '%s'", seen->last_text, text);
    CHECK(strstr(seen->last_author, author) != NULL && seen->last_alert == alert);
    CHECK(seen->kept != NULL && strcmp(seen->kept->content, text) == 0 && seen->kept->timestamp > 0);
    pthread_mutex_unlock(&seen->lock);
}

typedef struct {
    counter_t done;
    size_t count;
    char newest[64];
} history_t;

static void on_history(const pchat_error_t *error, const pchat_chat_message_list_t *result, void *user_data) {
    history_t *history = (history_t *)user_data;
    CHECK(error == NULL && result != NULL && result->count > 0);
    history->count = result->count;
    snprintf(history->newest, sizeof history->newest, "%s", result->items[result->count - 1]->content);
    counter_add(&history->done);
}

static void on_rooms(const pchat_error_t *error, const pchat_chat_room_snapshot_list_t *result, void *user_data) {
    CHECK(error == NULL && result != NULL && result->count == 2);
    counter_add((counter_t *)user_data);
}

int main(void) {
    test_begin();
    pchat_error_t *error = NULL;
    pchat_local_server_t *server = server_start();
    server_add_user(server, "ann");
    server_add_user(server, "bob");
    server_add_room(server, ROOM);
    server_add_room(server, "Other");
    pchat_platform_t *platform = platform_of(false);
    pchat_endpoint_t *ann = endpoint_at(server, platform, "ann"), *bob = endpoint_at(server, platform, "bob");
    pchat_session_t *session = NULL;

    /* Nothing works before the endpoint is established. */
    CHECK_ERROR(PCHAT_ERROR_CODE_ENDPOINT_NOT_ESTABLISHED, "establish", pchat_session_new(ann, &session, &error), error);
    CHECK(session == NULL);
    CHECK_OK(pchat_endpoint_establish_wait(ann, WAIT, &error), error);
    CHECK_ERROR(PCHAT_ERROR_CODE_INVALID_OPERATION, "establish", pchat_endpoint_establish_wait(ann, WAIT, &error), error);
    CHECK_OK(pchat_endpoint_establish_wait(bob, WAIT, &error), error);
    pchat_endpoint_state_t state = -1;
    CHECK_OK(pchat_endpoint_state(ann, &state, &error), error);
    CHECK(state == PCHAT_ENDPOINT_STATE_ESTABLISHED);
    char *uri = NULL;
    CHECK_OK(pchat_endpoint_owner_uri(ann, &uri, &error), error);
    CHECK(strcmp(uri, "sip:ann@example.com") == 0);
    pchat_string_free(uri);

    /* Services. */
    pchat_services_t *services = services_of(ann);
    pchat_server_configuration_t *configuration = NULL;
    CHECK_OK(pchat_services_server_configuration(services, &configuration, &error), error);
    CHECK(configuration != NULL && configuration->message_size_limit > 0);
    pchat_server_configuration_t *copy = pchat_server_configuration_copy(configuration);
    CHECK(copy != NULL && copy->message_size_limit == configuration->message_size_limit);
    pchat_server_configuration_free(copy);
    pchat_server_configuration_free(configuration);
    pchat_room_query_t query;
    pchat_room_query_init(&query, sizeof query);
    counter_t listed = COUNTER_INIT;
    pchat_chat_room_snapshot_list_completion_t on_list = {on_rooms, &listed, NULL};
    CHECK_OK(pchat_services_browse_by_criteria(services, &query, &on_list, NULL, &error), error);
    WAIT_FOR(&listed, 1);
    query.criteria = "Lobby";
    pchat_chat_room_snapshot_list_t *rooms = NULL;
    CHECK_OK(pchat_services_browse_by_criteria_wait(services, &query, WAIT, &rooms, &error), error);
    CHECK(rooms->count == 1 && strcmp(rooms->items[0]->name, ROOM) == 0);
    pchat_chat_room_snapshot_list_t *rooms_copy = pchat_chat_room_snapshot_list_copy(rooms);
    CHECK(rooms_copy->count == 1 && strcmp(rooms_copy->items[0]->room_uri, rooms->items[0]->room_uri) == 0);
    pchat_chat_room_snapshot_list_free(rooms_copy);
    CHECK_STATUS(PCHAT_OK, pchat_services_free(services));

    /* Joining: by URI, and by the summary of a room. */
    pchat_session_t *ann_session = session_of(ann), *bob_session = session_of(bob);
    seen_t ann_sees, bob_sees;
    see(&ann_sees, ann_session);
    see(&bob_sees, bob_session);
    CHECK_ERROR(PCHAT_ERROR_CODE_SESSION_STATE, "room", pchat_session_send_text_wait(ann_session, "too early", WAIT, &error), error);
    CHECK_OK(pchat_session_join_wait(ann_session, rooms->items[0]->room_uri, WAIT, &error), error);
    pchat_chat_room_summary_t summary;
    pchat_chat_room_summary_init(&summary, sizeof summary);
    summary.room_uri = rooms->items[0]->room_uri;
    summary.name = rooms->items[0]->name;
    CHECK_OK(pchat_session_join_room_wait(bob_session, &summary, WAIT, &error), error);
    WAIT_FOR(&ann_sees.came, 1);
    pchat_session_t *found = NULL;
    CHECK_OK(pchat_endpoint_session_by_uri(ann, rooms->items[0]->room_uri, &found, &error), error);
    CHECK(found == ann_session);
    CHECK_STATUS(PCHAT_OK, pchat_session_free(found));
    found = NULL;
    CHECK_OK(pchat_endpoint_session_by_name(ann, "Nowhere", &found, &error), error);
    CHECK(found == NULL);
    pchat_session_list_t *sessions = NULL;
    CHECK_OK(pchat_endpoint_active_sessions(ann, &sessions, &error), error);
    CHECK(sessions->count == 1 && sessions->items[0] == ann_session);
    pchat_session_list_free(sessions);
    pchat_chat_room_snapshot_list_free(rooms);
    pchat_chat_room_participant_list_t *participants = NULL;
    CHECK_OK(pchat_session_participants(ann_session, &participants, &error), error);
    CHECK(participants->count == 2 && strcmp(participants->items[0]->uri, "sip:ann@example.com") == 0);
    pchat_chat_room_participant_list_free(participants);
    pchat_chat_room_properties_t *properties = NULL;
    CHECK_OK(pchat_session_properties(bob_session, &properties, &error), error);
    CHECK(properties != NULL && strcmp(properties->name, ROOM) == 0 && properties->can_chat);
    pchat_chat_room_properties_free(properties);

    /* Talking: what arrives is what was sent, at both. */
    static char long_text[8193];
    memset(long_text, 'x', sizeof long_text - 1);
    const char *const texts[] = {"hello", "<b>&amp; \"quotes\" ]]> '", "zwei\nZeilen", "gr\xc3\xbc\xc3\x9f dich \xf0\x9f\x98\x80", long_text};
    int sent = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CHECK_OK(pchat_session_send_text_wait(ann_session, texts[i], WAIT, &error), error);
        sent++;
        saw(&ann_sees, sent, "ann", texts[i], false);
        saw(&bob_sees, sent, "ann", texts[i], false);
    }
    CHECK_OK(pchat_session_send_alert_wait(bob_session, "fire", WAIT, &error), error);
    sent++;
    saw(&ann_sees, sent, "bob", "fire", true);
    pchat_outbound_message_t message;
    pchat_outbound_message_init(&message, sizeof message);
    message.text = "last";
    probe_t probe;
    probe_init(&probe);
    pchat_completion_t completion = probe_completion(&probe);
    CHECK_OK(pchat_session_send(bob_session, &message, &completion, NULL, &error), error);
    CHECK_COMPLETED(&probe, PCHAT_OK);
    sent++;
    saw(&ann_sees, sent, "bob", "last", false);
    CHECK_ERROR(PCHAT_ERROR_CODE_BAD_ARGUMENT, "empty", pchat_session_send_text_wait(ann_session, "", WAIT, &error), error);

    /* History: both forms, oldest first. */
    pchat_chat_message_list_t *messages = NULL;
    CHECK_OK(pchat_session_recent_history_wait(ann_session, 3, WAIT, &messages, &error), error);
    CHECK(messages->count == 3 && strcmp(messages->items[2]->content, "last") == 0 && messages->items[1]->is_alert);
    CHECK(messages->items[0]->message_id < messages->items[1]->message_id);
    pchat_chat_message_list_free(messages);
    history_t history;
    memset((void *)&history, 0, sizeof history);
    counter_init(&history.done);
    pchat_chat_message_list_completion_t on_messages = {on_history, &history, NULL};
    CHECK_OK(pchat_session_recent_history(bob_session, 50, &on_messages, NULL, &error), error);
    WAIT_FOR(&history.done, 1);
    CHECK(history.count == (size_t)sent && strcmp(history.newest, "last") == 0);

    /* Leaving, and coming back with the same session. */
    CHECK_OK(pchat_session_leave_wait(bob_session, WAIT, &error), error);
    WAIT_FOR(&ann_sees.went, 1);
    CHECK_ERROR(PCHAT_ERROR_CODE_SESSION_STATE, "room", pchat_session_leave_wait(bob_session, WAIT, &error), error);
    CHECK_OK(pchat_session_join_by_name_wait(bob_session, ROOM, WAIT, &error), error);
    WAIT_FOR(&ann_sees.came, 2);

    /* Signing out ends the session. */
    CHECK_OK(pchat_endpoint_terminate_wait(bob, WAIT, &error), error);
    WAIT_FOR(&ann_sees.went, 2);
    pchat_session_state_t session_state = -1;
    CHECK_OK(pchat_session_state(bob_session, &session_state, &error), error);
    CHECK(session_state == PCHAT_SESSION_STATE_TERMINATED);

    CHECK_STATUS(PCHAT_OK, pchat_session_free(ann_session));
    CHECK_STATUS(PCHAT_OK, pchat_session_free(bob_session));
    WAIT_FOR(&ann_sees.destroyed, 1);
    WAIT_FOR(&bob_sees.destroyed, 1);
    CHECK_OK(pchat_endpoint_terminate_wait(ann, WAIT, &error), error);
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(ann));
    CHECK_STATUS(PCHAT_OK, pchat_endpoint_free(bob));
    CHECK_STATUS(PCHAT_OK, pchat_platform_free(platform));
    CHECK_STATUS(PCHAT_OK, pchat_local_server_free(server));
    pchat_chat_message_free(ann_sees.kept);
    pchat_chat_message_free(bob_sees.kept);
    return test_end();
}
