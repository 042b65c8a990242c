/* Drives SIPE, a libpurple plugin, without a display: commands come in on standard input, events go out on standard output.
 * README.md describes both. */
#include "chats.h"
#include "dialogs.h"
#include "event_line.h"
#include "event_loop.h"
#include "rooms.h"
#include "xml_repair.h"

#include <locale.h>
#include <purple.h>
#include <stdlib.h>
#include <string.h>

static const char UI_ID[] = "pchat-interop";
static const char PLUGIN_FOLDER[] = "/usr/lib/purple-2";
static const unsigned ROOMS_SECONDS = 20;

static char *option_server;
static char *option_user;
static char *option_login;
static char *option_password_file;
static char *option_transport;
static char *option_authentication;
static char *option_home;
static char *option_ca;
static char *option_debug_file;
static gboolean option_self_test;

static const GOptionEntry option_entries[] = {
    {"server", 0, 0, G_OPTION_ARG_STRING, &option_server, "Where the server listens", "HOST:PORT"},
    {"user", 0, 0, G_OPTION_ARG_STRING, &option_user, "SIP address without sip:", "USER@DOMAIN"},
    {"login", 0, 0, G_OPTION_ARG_STRING, &option_login, "Login name, when it is not the SIP address", "DOMAIN\\USER"},
    {"password-file", 0, 0, G_OPTION_ARG_FILENAME, &option_password_file, "File with the password; SIPE asks for one even where the server does not", "FILE"},
    {"transport", 0, 0, G_OPTION_ARG_STRING, &option_transport, "tls (default) or tcp", "NAME"},
    {"authentication", 0, 0, G_OPTION_ARG_STRING, &option_authentication, "ntlm (default), krb5 or tls-dsk", "NAME"},
    {"home", 0, 0, G_OPTION_ARG_FILENAME, &option_home, "Empty folder for libpurple's files", "DIR"},
    {"ca-folder", 0, 0, G_OPTION_ARG_FILENAME, &option_ca, "Folder with certificates (*.pem) to trust besides the system's", "DIR"},
    {"debug-file", 0, 0, G_OPTION_ARG_FILENAME, &option_debug_file, "Write libpurple's debug log there", "FILE"},
    {"self-test", 0, 0, G_OPTION_ARG_NONE, &option_self_test, "Only test the repair of libxml2", NULL},
    {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
};

static GMainLoop *loop;
static PurpleAccount *account;
static FILE *debug_log;

static void on_debug(PurpleDebugLevel level, const char *category, const char *text)
{
    fprintf(debug_log, "%d %s: %s", (int)level, category == NULL ? "" : category, text);
    fflush(debug_log);
}

static void on_signed_on(PurpleConnection *connection)
{
    (void)connection;
    event_simple("signed_on", "user", purple_account_get_username(account));
}

static void on_disconnected(PurpleConnection *connection, PurpleConnectionError reason, const char *text)
{
    (void)connection;
    struct event_line line;
    event_begin(&line, "disconnected");
    event_number(&line, "code", (long long)reason);
    event_text(&line, "reason", text);
    event_send(&line);
}

static void on_signed_off(PurpleConnection *connection)
{
    (void)connection;
    event_simple("signed_off", NULL, NULL);
}

static const char *join(const char *room)
{
    if (strchr(room, ':') != NULL)
        return chats_join(account, room);
    const char *uri = rooms_uri_of(room);
    return uri == NULL ? "no such room in the newest list" : chats_join(account, uri);
}

static gboolean stop(gpointer unused)
{
    (void)unused;
    g_main_loop_quit(loop);
    return FALSE;
}

static void obey(char *text)
{
    const char *word = NULL;
    char *argument = NULL;
    const char *wrong = NULL;
    if (!command_split(text, &word, &argument))
        wrong = "unknown escape";
    else if (strcmp(word, "list") == 0)
        rooms_request(account, ROOMS_SECONDS);
    else if (strcmp(word, "join") == 0)
        wrong = join(argument);
    else if (strcmp(word, "send") == 0)
        wrong = chats_send(argument);
    else if (strcmp(word, "users") == 0)
        wrong = chats_users();
    else if (strcmp(word, "leave") == 0)
        wrong = chats_leave();
    else if (strcmp(word, "sign_in") == 0)
        purple_account_connect(account);
    else if (strcmp(word, "quit") == 0)
        stop(NULL);
    else
        wrong = "unknown command";
    if (wrong != NULL) {
        struct event_line line;
        event_begin(&line, "command_failed");
        event_text(&line, "command", text);
        event_text(&line, "reason", wrong);
        event_send(&line);
    }
}

static gboolean on_input(GIOChannel *channel, GIOCondition ready, gpointer unused)
{
    (void)ready;
    (void)unused;
    for (;;) {
        char *text = NULL;
        switch (g_io_channel_read_line(channel, &text, NULL, NULL, NULL)) {
        case G_IO_STATUS_NORMAL:
            obey(text);
            g_free(text);
            break;
        case G_IO_STATUS_AGAIN:
            return TRUE;
        case G_IO_STATUS_EOF:
        case G_IO_STATUS_ERROR:
            stop(NULL);
            return FALSE;
        }
    }
}

static bool repair_xml(void)
{
    struct xml_repair_report report = xml_repair_self_test();
    struct event_line line;
    event_begin(&line, "xml_self_test");
    event_flag(&line, "stock_works", report.stock_works);
    event_flag(&line, "repaired_works", report.repaired_works);
    event_flag(&line, "is_bound", report.is_bound);
    event_send(&line);
    return report.repaired_works && report.is_bound;
}

static bool start_core(void)
{
    purple_util_set_user_dir(option_home);
    static PurpleCoreUiOps core;
    purple_core_set_ui_ops(&core);
    purple_eventloop_set_ui_ops(event_loop_operations());
    if (option_debug_file != NULL) {
        debug_log = fopen(option_debug_file, "w");
        if (debug_log == NULL) {
            fprintf(stderr, "cannot write the debug log %s\n", option_debug_file);
            return false;
        }
    }
    /* libpurple prints passwords and whole messages only when told so; the switch is its own. */
    purple_debug_set_enabled(FALSE);
    chats_set_ui();
    dialogs_set_ui();
    purple_plugins_add_search_path(PLUGIN_FOLDER);
    if (!purple_core_init(UI_ID)) {
        fprintf(stderr, "libpurple does not start\n");
        return false;
    }
    if (option_ca != NULL)
        purple_certificate_add_ca_search_path(option_ca);
    rooms_init();
    purple_set_blist(purple_blist_new());
    purple_prefs_load();
    purple_plugins_load_saved("/purple/plugins/saved");
    return true;
}

static void on_debug_print(PurpleDebugLevel level, const char *category, const char *text)
{
    if (debug_log != NULL)
        on_debug(level, category, text);
}

static gboolean is_debug_wanted(PurpleDebugLevel level, const char *category)
{
    (void)level;
    (void)category;
    return debug_log != NULL;
}

static bool add_account(void)
{
    char *name = option_login == NULL ? g_strdup(option_user) : g_strdup_printf("%s,%s", option_user, option_login);
    account = purple_account_new(name, "prpl-sipe");
    g_free(name);
    if (purple_find_prpl("prpl-sipe") == NULL) {
        fprintf(stderr, "the SIPE plugin is not in %s: install pidgin-sipe\n", PLUGIN_FOLDER);
        return false;
    }
    char *password = NULL;
    GError *error = NULL;
    if (!g_file_get_contents(option_password_file, &password, NULL, &error)) {
        fprintf(stderr, "cannot read the password: %s\n", error->message);
        g_error_free(error);
        return false;
    }
    purple_account_set_password(account, g_strchomp(password));
    g_free(password);
    purple_account_set_string(account, "server", option_server);
    purple_account_set_string(account, "transport", option_transport == NULL ? "tls" : option_transport);
    purple_account_set_string(account, "authentication", option_authentication == NULL ? "ntlm" : option_authentication);
    purple_accounts_add(account);
    return true;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "C.UTF-8");
    GError *error = NULL;
    GOptionContext *context = g_option_context_new("- SIPE without a display");
    g_option_context_add_main_entries(context, option_entries, NULL);
    bool parsed = g_option_context_parse(context, &argc, &argv, &error);
    g_option_context_free(context);
    if (!parsed) {
        fprintf(stderr, "%s\n", error->message);
        return 2;
    }
    if (!repair_xml())
        return 3;
    if (option_self_test)
        return 0;
    if (option_server == NULL || option_user == NULL || option_home == NULL || option_password_file == NULL) {
        fprintf(stderr, "--server, --user, --password-file and --home are needed\n");
        return 2;
    }
    static PurpleDebugUiOps debug = {.print = on_debug_print, .is_enabled = is_debug_wanted};
    purple_debug_set_ui_ops(&debug);
    if (!start_core() || !add_account())
        return 1;

    static int here;
    void *connections = purple_connections_get_handle();
    purple_signal_connect(connections, "signed-on", &here, PURPLE_CALLBACK(on_signed_on), NULL);
    purple_signal_connect(connections, "signed-off", &here, PURPLE_CALLBACK(on_signed_off), NULL);
    purple_signal_connect(connections, "connection-error", &here, PURPLE_CALLBACK(on_disconnected), NULL);
    chats_connect_signals();

    GIOChannel *input = g_io_channel_unix_new(0);
    g_io_channel_set_flags(input, G_IO_FLAG_NONBLOCK, NULL);
    g_io_add_watch(input, (GIOCondition)(G_IO_IN | G_IO_HUP), on_input, NULL);
    loop = g_main_loop_new(NULL, FALSE);
    purple_savedstatus_activate(purple_savedstatus_new(NULL, PURPLE_STATUS_AVAILABLE));
    purple_account_set_enabled(account, UI_ID, TRUE);
    g_main_loop_run(loop);

    purple_core_quit();
    event_simple("stopped", NULL, NULL);
    g_main_loop_unref(loop);
    g_io_channel_unref(input);
    if (debug_log != NULL)
        fclose(debug_log);
    return 0;
}
