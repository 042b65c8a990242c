/* What libpurple would ask or show in a window. There is nobody to ask: a question is told and answered with its refusing answer. */
#ifndef PCHAT_INTEROP_DIALOGS_H
#define PCHAT_INTEROP_DIALOGS_H

void dialogs_set_ui(void);

#endif
