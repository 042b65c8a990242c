/* A chat client on our C library that speaks the lines of ../README.md: the other participant in a room with somebody else's client. */
#define _POSIX_C_SOURCE 200809L
#include "event_line.h"

#include <getopt.h>
#include <pchat.h>
#include <stdlib.h>
#include <string.h>

static const uint32_t WAIT_MS = 30000;
static const uint32_t GOODBYE_MS = 10000;

static pchat_platform_t *platform;
static pchat_endpoint_t *endpoint;
static pchat_services_t *services;
static pchat_session_t *session;

static void on_endpoint_state(pchat_endpoint_t *which, const pchat_endpoint_state_changed_t *changed, void *user_data)
{
    (void)which;
    (void)user_data;
    /* Without a reason it is what was asked for. */
    if (changed->state == PCHAT_ENDPOINT_STATE_TERMINATED && changed->reason != NULL)
        event_simple("disconnected", "reason", pchat_error_message(changed->reason));
}

static void write_message(const char *event, const pchat_chat_message_t *message)
{
    struct event_line line;
    event_begin(&line, event);
    event_text(&line, "author", message->author_uri);
    event_text(&line, "text", message->content);
    event_number(&line, "time", message->timestamp / 1000000);
    if (message->has_message_id)
        event_number(&line, "id", message->message_id);
    event_send(&line);
}

static void on_message(pchat_session_t *which, const pchat_chat_message_t *message, void *user_data)
{
    (void)which;
    (void)user_data;
    write_message("message", message);
}

static void on_attendance(pchat_session_t *which, const pchat_participant_attendance_changed_t *changed, void *user_data)
{
    (void)which;
    (void)user_data;
    event_simple(changed->is_active ? "user_joined" : "user_left", "user", changed->participant->uri);
}

static pchat_status_t list_rooms(pchat_error_t **error)
{
    pchat_room_query_t query;
    pchat_room_query_init(&query, sizeof query);
    pchat_chat_room_snapshot_list_t *rooms = NULL;
    pchat_status_t status = pchat_services_browse_by_criteria_wait(services, &query, WAIT_MS, &rooms, error);
    if (status != PCHAT_OK)
        return status;
    for (size_t at = 0; at < rooms->count; at++) {
        const pchat_chat_room_snapshot_t *room = rooms->items[at];
        struct event_line line;
        event_begin(&line, "room");
        event_text(&line, "name", room->name);
        event_text(&line, "uri", room->room_uri);
        event_text(&line, "description", room->description);
        if (room->has_participant_count)
            event_number(&line, "users", room->participant_count);
        if (room->has_privacy)
            event_flag(&line, "private", room->privacy == PCHAT_CHAT_ROOM_PRIVACY_SECRET);
        event_send(&line);
    }
    struct event_line line;
    event_begin(&line, "rooms_end");
    event_number(&line, "count", (long long)rooms->count);
    event_send(&line);
    pchat_chat_room_snapshot_list_free(rooms);
    return PCHAT_OK;
}

static pchat_status_t tell_joined(pchat_error_t **error)
{
    pchat_chat_room_properties_t *room = NULL;
    pchat_chat_room_participant_list_t *people = NULL;
    pchat_status_t status = pchat_session_properties(session, &room, error);
    if (status == PCHAT_OK)
        status = pchat_session_participants(session, &people, error);
    if (status == PCHAT_OK && room != NULL) {
        struct event_line line;
        event_begin(&line, "joined");
        event_text(&line, "name", room->name);
        event_text(&line, "uri", room->room_uri);
        event_text(&line, "topic", room->topic);
        event_list_begin(&line, "users");
        for (size_t at = 0; at < people->count; at++) {
            event_item_begin(&line);
            event_text(&line, "user", people->items[at]->uri);
            event_flag(&line, "operator", people->items[at]->is_manager);
            event_item_end(&line);
        }
        event_list_end(&line);
        event_send(&line);
    }
    pchat_chat_room_participant_list_free(people);
    pchat_chat_room_properties_free(room);
    return status;
}

static pchat_status_t join(const char *room, pchat_error_t **error)
{
    pchat_status_t status = strchr(room, ':') != NULL ? pchat_session_join_wait(session, room, WAIT_MS, error)
                                                      : pchat_session_join_by_name_wait(session, room, WAIT_MS, error);
    return status != PCHAT_OK ? status : tell_joined(error);
}

static pchat_status_t leave(pchat_error_t **error)
{
    pchat_status_t status = pchat_session_leave_wait(session, WAIT_MS, error);
    if (status == PCHAT_OK)
        event_simple("left", NULL, NULL);
    return status;
}

static pchat_status_t show_history(const char *count, pchat_error_t **error)
{
    pchat_chat_message_list_t *messages = NULL;
    pchat_status_t status = pchat_session_recent_history_wait(session, (uint32_t)strtoul(count, NULL, 10), WAIT_MS, &messages, error);
    if (status != PCHAT_OK)
        return status;
    for (size_t at = 0; at < messages->count; at++)
        write_message("history", messages->items[at]);
    struct event_line line;
    event_begin(&line, "history_end");
    event_number(&line, "count", (long long)messages->count);
    event_send(&line);
    pchat_chat_message_list_free(messages);
    return PCHAT_OK;
}

/* An alert with an RTF twin. */
static pchat_status_t send_rich(const char *text, pchat_error_t **error)
{
    pchat_outbound_message_t message;
    pchat_outbound_message_init(&message, sizeof message);
    message.text = text;
    message.rtf = "{\\rtf1\\ansi {\\b the same, but bold}\\par}";
    message.is_alert = true;
    return pchat_session_send_wait(session, &message, WAIT_MS, error);
}

/* The link to the file comes as a message. */
static pchat_status_t upload(const char *path, pchat_error_t **error)
{
    pchat_file_upload_t what;
    pchat_file_upload_init(&what, sizeof what);
    what.path = path;
    pchat_file_transfer_t *transfer = NULL;
    pchat_transferred_file_t *file = NULL;
    pchat_status_t status = pchat_session_upload_file(session, &what, &transfer, error);
    if (status == PCHAT_OK)
        status = pchat_file_transfer_finish_wait(transfer, WAIT_MS, &file, error);
    pchat_transferred_file_free(file);
    pchat_file_transfer_free(transfer);
    return status;
}

/* False when there is nothing more to do. */
static bool obey(char *text)
{
    const char *word = NULL;
    char *argument = NULL;
    pchat_error_t *error = NULL;
    const char *wrong = NULL;
    pchat_status_t status = PCHAT_OK;
    if (!command_split(text, &word, &argument))
        wrong = "unknown escape";
    else if (strcmp(word, "quit") == 0)
        return false;
    else if (strcmp(word, "list") == 0)
        status = list_rooms(&error);
    else if (strcmp(word, "join") == 0)
        status = join(argument, &error);
    else if (strcmp(word, "send") == 0)
        status = pchat_session_send_text_wait(session, argument, WAIT_MS, &error);
    else if (strcmp(word, "send_rich") == 0)
        status = send_rich(argument, &error);
    else if (strcmp(word, "send_story") == 0)
        status = pchat_session_send_story_wait(session, "News", argument, WAIT_MS, &error);
    else if (strcmp(word, "upload") == 0)
        status = upload(argument, &error);
    else if (strcmp(word, "history") == 0)
        status = show_history(argument, &error);
    else if (strcmp(word, "leave") == 0)
        status = leave(&error);
    else
        wrong = "unknown command";
    if (status != PCHAT_OK || wrong != NULL) {
        struct event_line line;
        event_begin(&line, "command_failed");
        event_text(&line, "command", word);
        event_text(&line, "reason", wrong != NULL ? wrong : pchat_error_message(error));
        event_send(&line);
    }
    pchat_error_free(error);
    return true;
}

/* What the command line says. The strings are its own, except the password's. */
struct options {
    char *server;
    const char *user;
    const char *login;
    const char *password_file;
    const char *transport;
    const char *ca_file;
    const char *authentication;
};

static bool read_options(int argc, char **argv, struct options *options)
{
    enum { SERVER = 1, USER, LOGIN, PASSWORD_FILE, TRANSPORT, CA_FILE, AUTHENTICATION };
    static const struct option known[] = {
        {"server", required_argument, NULL, SERVER},
        {"user", required_argument, NULL, USER},
        {"login", required_argument, NULL, LOGIN},
        {"password-file", required_argument, NULL, PASSWORD_FILE},
        {"transport", required_argument, NULL, TRANSPORT},
        {"ca-file", required_argument, NULL, CA_FILE},
        {"authentication", required_argument, NULL, AUTHENTICATION},
        {NULL, 0, NULL, 0},
    };
    options->transport = "tls";
    options->authentication = "ntlm";
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        switch (option) {
        case SERVER: options->server = optarg; break;
        case USER: options->user = optarg; break;
        case LOGIN: options->login = optarg; break;
        case PASSWORD_FILE: options->password_file = optarg; break;
        case TRANSPORT: options->transport = optarg; break;
        case CA_FILE: options->ca_file = optarg; break;
        case AUTHENTICATION: options->authentication = optarg; break;
        default: return false;
        }
    }
    if (options->server == NULL || options->user == NULL || strrchr(options->server, ':') == NULL) {
        fprintf(stderr, "--server HOST:PORT and --user are needed\n");
        return false;
    }
    return true;
}

static char *read_first_line(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return NULL;
    }
    char *line = NULL;
    size_t size = 0;
    if (getline(&line, &size, file) >= 0)
        line[strcspn(line, "\r\n")] = '\0';
    fclose(file);
    return line;
}

static pchat_status_t sign_in(const struct options *options, pchat_error_t **error)
{
    pchat_endpoint_settings_t settings;
    pchat_endpoint_settings_init(&settings, sizeof settings);
    char *colon = strrchr(options->server, ':');
    *colon = '\0';
    settings.server = options->server;
    settings.has_port = true;
    settings.port = (uint16_t)strtoul(colon + 1, NULL, 10);
    settings.user_uri = options->user;
    settings.login = options->login;
    settings.transport = strcmp(options->transport, "tcp") == 0 ? PCHAT_TRANSPORT_TCP : PCHAT_TRANSPORT_TLS;
    settings.authentication = strcmp(options->authentication, "none") == 0 ? PCHAT_AUTHENTICATION_NONE : PCHAT_AUTHENTICATION_NTLM;
    settings.allow_ntlm_over_tcp = strcmp(options->authentication, "ntlm-over-tcp") == 0;
    settings.ca_file = options->ca_file;
    char *password = options->password_file == NULL ? NULL : read_first_line(options->password_file);
    settings.password = password;

    pchat_endpoint_callbacks_t of_endpoint;
    pchat_endpoint_callbacks_init(&of_endpoint, sizeof of_endpoint);
    of_endpoint.on_state_changed = on_endpoint_state;
    pchat_session_callbacks_t of_session;
    pchat_session_callbacks_init(&of_session, sizeof of_session);
    of_session.on_message_received = on_message;
    of_session.on_participant_attendance_changed = on_attendance;

    pchat_status_t status = pchat_platform_start(NULL, &platform, error);
    if (status == PCHAT_OK)
        status = pchat_endpoint_new(platform, &settings, &endpoint, error);
    free(password);
    if (status == PCHAT_OK)
        status = pchat_endpoint_add_callbacks(endpoint, &of_endpoint, NULL, error);
    if (status == PCHAT_OK)
        status = pchat_endpoint_establish_wait(endpoint, WAIT_MS, error);
    if (status == PCHAT_OK)
        status = pchat_endpoint_services(endpoint, &services, error);
    if (status == PCHAT_OK)
        status = pchat_session_new(endpoint, &session, error);
    if (status == PCHAT_OK)
        status = pchat_session_add_callbacks(session, &of_session, NULL, error);
    return status;
}

static void print_log(int32_t level, const char *target, const char *message, void *user_data)
{
    (void)user_data;
    fprintf(stderr, "%d %s: %s\n", (int)level, target, message);
}

int main(int argc, char **argv)
{
    struct options options = {0};
    if (!read_options(argc, argv, &options))
        return 2;
    const pchat_log_callback_t log = {.call = print_log};
    pchat_log_set(PCHAT_LOG_LEVEL_TRACE, &log, NULL);

    pchat_error_t *error = NULL;
    int result = 0;
    if (sign_in(&options, &error) != PCHAT_OK) {
        event_simple("disconnected", "reason", pchat_error_message(error));
        result = 1;
    } else {
        event_simple("signed_on", "user", options.user);
        char *text = NULL;
        size_t size = 0;
        while (getline(&text, &size, stdin) >= 0 && obey(text))
            ;
        free(text);
        pchat_endpoint_terminate_wait(endpoint, GOODBYE_MS, NULL);
    }
    pchat_error_free(error);
    pchat_session_free(session);
    pchat_services_free(services);
    pchat_endpoint_free(endpoint);
    pchat_platform_free(platform);
    event_simple("stopped", NULL, NULL);
    return result;
}
