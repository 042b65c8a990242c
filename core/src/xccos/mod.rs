//! XCCOS, the chat protocol inside SIP INFO: typed values and their text. Pure.
