//! SIP as Lync speaks it: messages, framing, transactions, dialogs, session timers, registration. Pure, sans-IO.
