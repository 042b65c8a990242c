//! One question to a scripted server: its bytes as they have to be, and an answer written by hand.

use crate::program::Program;
use crate::scripted::{Peer, Server};
use pchat_core::api::Endpoint;
use std::future::Future;

pub(crate) const GENERAL: &str = "ma-cat://contoso.test/77777777-2222-3333-4444-555555555555";

/// An endpoint with an open chat.
pub(crate) struct Asking {
    // Keeps the event queue.
    pub(crate) program: Program,
    _server: Server,
    pub(crate) endpoint: Endpoint,
    pub(crate) peer: Peer,
}

impl Asking {
    pub(crate) async fn start() -> Asking {
        let program = Program::start();
        let server = Server::start().await;
        let endpoint = program.endpoint_for(&server);
        let (outcome, peer) = tokio::join!(endpoint.establish(), server.accept_established());
        outcome.expect("established");
        Asking { program, _server: server, endpoint, peer }
    }

    /// The operation has to send exactly this command, `cmd:` left out; the server answers it with this data.
    pub(crate) async fn ask<T>(
        &mut self,
        operation: impl Future<Output = T>,
        command: &str,
        data: &str,
        answer: &str,
    ) -> T {
        let request = format!("<cmd id=\"cmd:{command}\" seqid=\"1\">{}</cmd></xccos>", in_data(data));
        let answering = async {
            let envid = self.peer.command(&request).await;
            self.peer.reply(envid, command, answer).await;
        };
        tokio::join!(operation, answering).0
    }

    /// The server refuses whatever is asked.
    pub(crate) async fn refuse<T>(
        &mut self,
        operation: impl Future<Output = T>,
        command: &str,
        code: u16,
        text: &str,
    ) -> T {
        let answering = async {
            let envid = self.peer.command(&format!("\"cmd:{command}\"")).await;
            self.peer.reply_with(envid, command, code, text, "").await;
        };
        tokio::join!(operation, answering).0
    }
}

fn in_data(data: &str) -> String {
    if data.is_empty() { "<data/>".into() } else { format!("<data>{data}</data>") }
}
