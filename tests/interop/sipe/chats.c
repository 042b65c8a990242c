#include "chats.h"

#include "event_line.h"

/* SIPE fills the list of users after libpurple said that the chat was joined, within the same turn of the main loop. The event
 * "joined" waits for the end of that turn, or for the first thing that happens in the room. */
static PurpleConversation *filling;
static guint filling_source;
static PurpleConversation *room;
static time_t joined_at;

static bool is_operator(PurpleConvChat *chat, const char *user)
{
    return (purple_conv_chat_user_get_flags(chat, user) & PURPLE_CBFLAGS_OP) != 0;
}

static void write_users(struct event_line *line, PurpleConversation *conversation)
{
    PurpleConvChat *chat = purple_conversation_get_chat_data(conversation);
    event_list_begin(line, "users");
    for (GList *at = purple_conv_chat_get_users(chat); at != NULL; at = at->next) {
        const PurpleConvChatBuddy *user = at->data;
        event_item_begin(line);
        event_text(line, "user", user->name);
        event_flag(line, "operator", is_operator(chat, user->name));
        event_item_end(line);
    }
    event_list_end(line);
}

static void tell_joined(void)
{
    if (filling == NULL)
        return;
    struct event_line line;
    event_begin(&line, "joined");
    event_text(&line, "name", purple_conversation_get_title(filling));
    event_text(&line, "topic", purple_conv_chat_get_topic(purple_conversation_get_chat_data(filling)));
    write_users(&line, filling);
    event_send(&line);
    filling = NULL;
    if (filling_source != 0)
        g_source_remove(filling_source);
    filling_source = 0;
}

static gboolean on_filled(gpointer unused)
{
    (void)unused;
    filling_source = 0;
    tell_joined();
    return FALSE;
}

static void on_joined(PurpleConversation *conversation)
{
    tell_joined();
    room = filling = conversation;
    joined_at = time(NULL);
    filling_source = g_idle_add_full(G_PRIORITY_HIGH, on_filled, NULL, NULL);
}

static void on_left(PurpleConversation *conversation)
{
    tell_joined();
    event_simple("left", "name", purple_conversation_get_title(conversation));
    if (room == conversation)
        room = NULL;
}

static void on_destroyed(PurpleConversation *conversation)
{
    if (filling == conversation) {
        filling = NULL;
        if (filling_source != 0)
            g_source_remove(filling_source);
        filling_source = 0;
    }
    if (room == conversation)
        room = NULL;
}

static void on_user_joined(PurpleConversation *conversation, const char *user, PurpleConvChatBuddyFlags flags, gboolean is_new)
{
    (void)flags;
    if (filling == conversation && !is_new)
        return;
    tell_joined();
    event_simple("user_joined", "user", user);
    (void)conversation;
}

static void on_user_left(PurpleConversation *conversation, const char *user, const char *reason)
{
    (void)conversation;
    (void)reason;
    tell_joined();
    event_simple("user_left", "user", user);
}

static void on_written(PurpleConversation *conversation, const char *author, const char *alias, const char *html,
                       PurpleMessageFlags flags, time_t when)
{
    (void)conversation;
    (void)alias;
    tell_joined();
    char *text = purple_unescape_html(html);
    bool is_chat = (flags & (PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_ERROR)) == 0;
    struct event_line line;
    event_begin(&line, is_chat ? "message" : "notice");
    event_text(&line, "author", author);
    event_text(&line, "text", text);
    event_number(&line, "time", (long long)when);
    if (is_chat)
        event_flag(&line, "is_history", when < joined_at);
    event_send(&line);
    g_free(text);
}

void chats_set_ui(void)
{
    static PurpleConversationUiOps operations = {.write_conv = on_written, .destroy_conversation = on_destroyed};
    purple_conversations_set_ui_ops(&operations);
}

void chats_connect_signals(void)
{
    static int here;
    void *conversations = purple_conversations_get_handle();
    purple_signal_connect(conversations, "chat-joined", &here, PURPLE_CALLBACK(on_joined), NULL);
    purple_signal_connect(conversations, "chat-left", &here, PURPLE_CALLBACK(on_left), NULL);
    purple_signal_connect(conversations, "chat-buddy-joined", &here, PURPLE_CALLBACK(on_user_joined), NULL);
    purple_signal_connect(conversations, "chat-buddy-left", &here, PURPLE_CALLBACK(on_user_left), NULL);
}

const char *chats_join(PurpleAccount *account, const char *uri)
{
    PurpleConnection *connection = purple_account_get_connection(account);
    if (connection == NULL)
        return "not signed in";
    GHashTable *where = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_insert(where, (gpointer) "uri", (gpointer)uri);
    serv_join_chat(connection, where);
    g_hash_table_destroy(where);
    return NULL;
}

const char *chats_send(const char *text)
{
    if (room == NULL)
        return "in no room";
    /* libpurple takes HTML, in which a line break is an element. */
    char *escaped = g_markup_escape_text(text, -1);
    char **lines = g_strsplit(escaped, "\r\n", -1);
    char *html = g_strjoinv("<br>", lines);
    PurpleConvChat *chat = purple_conversation_get_chat_data(room);
    int result = serv_chat_send(purple_conversation_get_gc(room), purple_conv_chat_get_id(chat), html, PURPLE_MESSAGE_SEND);
    g_free(html);
    g_strfreev(lines);
    g_free(escaped);
    return result < 0 ? "SIPE did not take the message" : NULL;
}

const char *chats_users(void)
{
    if (room == NULL)
        return "in no room";
    tell_joined();
    struct event_line line;
    event_begin(&line, "users");
    write_users(&line, room);
    event_send(&line);
    return NULL;
}

const char *chats_leave(void)
{
    if (room == NULL)
        return "in no room";
    /* As when a window is closed: libpurple lets SIPE leave, and takes the room as left without waiting for the server. */
    purple_conversation_destroy(room);
    return NULL;
}
