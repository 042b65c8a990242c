/* The list of rooms, asked through libpurple's room list interface. */
#ifndef PCHAT_INTEROP_ROOMS_H
#define PCHAT_INTEROP_ROOMS_H

#include <purple.h>

void rooms_init(void);

/* Asks for the list: an event "room" for each, then "rooms_end". SIPE tells nobody when its chat service is up and gives an empty
 * list before, so a request that comes back unanswered is repeated until `seconds` are over; then comes "rooms_failed". */
void rooms_request(PurpleAccount *account, unsigned seconds);

/* The URI of a room in the newest list, or NULL. The name is compared without case. */
const char *rooms_uri_of(const char *name);

#endif
