#include "rooms.h"

#include "event_line.h"

static const guint RETRY_MILLISECONDS = 100;

static GHashTable *uri_of_name;
static PurpleRoomlist *current;
static PurpleAccount *asked_account;
static gint64 deadline;
static guint retry_timer;

static char *folded(const char *name)
{
    return g_utf8_casefold(name, -1);
}

static gboolean ask(gpointer unused)
{
    (void)unused;
    retry_timer = 0;
    if (current != NULL) {
        purple_roomlist_unref(current);
        current = NULL;
    }
    PurpleConnection *connection = purple_account_get_connection(asked_account);
    PurpleRoomlist *list = connection == NULL || !PURPLE_CONNECTION_IS_CONNECTED(connection)
                                ? NULL
                                : purple_roomlist_get_list(connection);
    if (list != NULL && purple_roomlist_get_in_progress(list)) {
        /* SIPE holds the other reference, until its answer has come. */
        purple_roomlist_ref(list);
        current = list;
        return FALSE;
    }
    if (g_get_monotonic_time() >= deadline)
        event_simple("rooms_failed", "reason", "the chat service did not take the request in time");
    else
        retry_timer = g_timeout_add(RETRY_MILLISECONDS, ask, NULL);
    return FALSE;
}

void rooms_request(PurpleAccount *account, unsigned seconds)
{
    asked_account = account;
    deadline = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
    if (retry_timer == 0)
        ask(NULL);
}

const char *rooms_uri_of(const char *name)
{
    char *key = folded(name);
    const char *uri = g_hash_table_lookup(uri_of_name, key);
    g_free(key);
    return uri;
}

static void write_room(PurpleRoomlist *list, PurpleRoomlistRoom *room)
{
    const char *name = purple_roomlist_room_get_name(room);
    struct event_line line;
    event_begin(&line, "room");
    event_text(&line, "name", name);
    const GList *value = purple_roomlist_room_get_fields(room);
    for (const GList *at = purple_roomlist_get_fields(list); at != NULL && value != NULL; at = at->next, value = value->next) {
        const PurpleRoomlistField *field = at->data;
        switch (field->type) {
        case PURPLE_ROOMLIST_FIELD_BOOL:
            event_flag(&line, field->name, GPOINTER_TO_INT(value->data) != 0);
            break;
        case PURPLE_ROOMLIST_FIELD_INT:
            event_number(&line, field->name, GPOINTER_TO_INT(value->data));
            break;
        case PURPLE_ROOMLIST_FIELD_STRING:
            event_text(&line, field->name, value->data);
            if (g_strcmp0(field->name, "uri") == 0 && value->data != NULL)
                g_hash_table_replace(uri_of_name, folded(name), g_strdup(value->data));
            break;
        }
    }
    event_send(&line);
}

static void on_in_progress(PurpleRoomlist *list, gboolean in_progress)
{
    if (in_progress || list != current)
        return;
    long long count = 0;
    for (GList *at = list->rooms; at != NULL; at = at->next, count++)
        write_room(list, at->data);
    struct event_line line;
    event_begin(&line, "rooms_end");
    event_number(&line, "count", count);
    event_send(&line);
}

void rooms_init(void)
{
    static PurpleRoomlistUiOps operations = {.in_progress = on_in_progress};
    purple_roomlist_set_ui_ops(&operations);
    uri_of_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}
