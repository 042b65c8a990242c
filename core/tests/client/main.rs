//! The client against a scripted server: every byte of the server is written by hand, so that client and server of this
//! project cannot agree on a mistake.

mod asking;
mod browsing;
mod endings;
mod joining_many;
mod large_rooms;
mod long_answers;
mod management;
mod ntlm;
mod program;
mod room_changes;
mod rooms;
mod scripted;
mod sign_in;
