/* Rooms that the user is in: what happens there becomes events. */
#ifndef PCHAT_INTEROP_CHATS_H
#define PCHAT_INTEROP_CHATS_H

#include <purple.h>
#include <stdbool.h>

/* Before purple_core_init. */
void chats_set_ui(void);
/* After it. */
void chats_connect_signals(void);

/* Each returns NULL, or what is wrong. */
const char *chats_join(PurpleAccount *account, const char *uri);
const char *chats_send(const char *text);
/* Tells who is there now. */
const char *chats_users(void);
const char *chats_leave(void);

#endif
