#include "dialogs.h"

#include "event_line.h"

#include <purple.h>
#include <string.h>

struct answer {
    PurpleRequestActionCb call;
    void *data;
    int index;
};

static gboolean give_answer(gpointer data)
{
    struct answer *answer = data;
    if (answer->call != NULL)
        answer->call(answer->data, answer->index);
    g_free(answer);
    return FALSE;
}

static void tell(const char *event, const char *title, const char *primary, const char *secondary)
{
    struct event_line line;
    event_begin(&line, event);
    event_text(&line, "title", title);
    event_text(&line, "primary", primary);
    event_text(&line, "secondary", secondary);
    event_send(&line);
}

static void *on_action(const char *title, const char *primary, const char *secondary, int default_action, PurpleAccount *account,
                       const char *who, PurpleConversation *conversation, void *user_data, size_t count, va_list actions)
{
    (void)default_action;
    (void)account;
    (void)who;
    (void)conversation;
    tell("question", title, primary, secondary);
    struct answer *answer = g_new0(struct answer, 1);
    answer->data = user_data;
    for (size_t index = 0; index < count; index++) {
        const char *label = va_arg(actions, const char *);
        PurpleRequestActionCb call = va_arg(actions, PurpleRequestActionCb);
        char *plain = purple_text_strip_mnemonic(label);
        if (strcmp(plain, "Reject") == 0 || strcmp(plain, "Cancel") == 0 || strcmp(plain, "No") == 0) {
            answer->call = call;
            answer->index = (int)index;
        }
        g_free(plain);
    }
    /* Later, because the caller does not expect the answer before it has the request's handle. */
    g_idle_add(give_answer, answer);
    return answer;
}

static void *on_action_with_icon(const char *title, const char *primary, const char *secondary, int default_action,
                                 PurpleAccount *account, const char *who, PurpleConversation *conversation, gconstpointer icon,
                                 gsize icon_size, void *user_data, size_t count, va_list actions)
{
    (void)icon;
    (void)icon_size;
    return on_action(title, primary, secondary, default_action, account, who, conversation, user_data, count, actions);
}

/* Forms, of which the password's is the one that comes. */
static void *on_fields(const char *title, const char *primary, const char *secondary, PurpleRequestFields *fields,
                       const char *ok_text, GCallback ok, const char *cancel_text, GCallback cancel, PurpleAccount *account,
                       const char *who, PurpleConversation *conversation, void *user_data)
{
    (void)fields;
    (void)ok_text;
    (void)ok;
    (void)cancel_text;
    (void)cancel;
    (void)account;
    (void)who;
    (void)conversation;
    (void)user_data;
    tell("question", title, primary, secondary);
    return NULL;
}

static void *on_message(PurpleNotifyMsgType type, const char *title, const char *primary, const char *secondary)
{
    (void)type;
    tell("dialog", title, primary, secondary);
    return NULL;
}

void dialogs_set_ui(void)
{
    static PurpleRequestUiOps requests = {.request_action = on_action, .request_action_with_icon = on_action_with_icon,
                                           .request_fields = on_fields};
    static PurpleNotifyUiOps notices = {.notify_message = on_message};
    purple_request_set_ui_ops(&requests);
    purple_notify_set_ui_ops(&notices);
}
