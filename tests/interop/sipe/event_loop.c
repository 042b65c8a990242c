#include "event_loop.h"

struct watch {
    PurpleInputFunction call;
    gpointer data;
};

static gboolean on_ready(GIOChannel *channel, GIOCondition ready, gpointer data)
{
    const struct watch *watch = data;
    int condition = 0;
    if (ready & (G_IO_IN | G_IO_HUP | G_IO_ERR))
        condition |= PURPLE_INPUT_READ;
    if (ready & (G_IO_OUT | G_IO_HUP | G_IO_ERR | G_IO_NVAL))
        condition |= PURPLE_INPUT_WRITE;
    watch->call(watch->data, g_io_channel_unix_get_fd(channel), (PurpleInputCondition)condition);
    return TRUE;
}

static guint input_add(int descriptor, PurpleInputCondition wanted, PurpleInputFunction call, gpointer data)
{
    struct watch *watch = g_new0(struct watch, 1);
    watch->call = call;
    watch->data = data;
    int condition = G_IO_HUP | G_IO_ERR | G_IO_NVAL;
    if (wanted & PURPLE_INPUT_READ)
        condition |= G_IO_IN;
    if (wanted & PURPLE_INPUT_WRITE)
        condition |= G_IO_OUT;
    GIOChannel *channel = g_io_channel_unix_new(descriptor);
    guint id = g_io_add_watch_full(channel, G_PRIORITY_DEFAULT, (GIOCondition)condition, on_ready, watch, g_free);
    g_io_channel_unref(channel);
    return id;
}

PurpleEventLoopUiOps *event_loop_operations(void)
{
    static PurpleEventLoopUiOps operations = {
        .timeout_add = g_timeout_add,
        .timeout_remove = g_source_remove,
        .input_add = input_add,
        .input_remove = g_source_remove,
        .timeout_add_seconds = g_timeout_add_seconds,
    };
    return &operations;
}
