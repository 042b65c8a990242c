/* libpurple's timers and watched descriptors on the GLib main loop. */
#ifndef PCHAT_INTEROP_EVENT_LOOP_H
#define PCHAT_INTEROP_EVENT_LOOP_H

#include <purple.h>

PurpleEventLoopUiOps *event_loop_operations(void);

#endif
