//! A file to the server and back, over TLS.

use pchat_core::api::{
    Endpoint, EndpointSettings, FileDownload, FileUpload, Platform, PlatformSettings, Secret, Session,
};
use pchat_server::local::{
    LocalCategory, LocalLimits, LocalRoom, LocalServer, LocalServerSettings, LocalUser,
};
use std::time::Instant;

const SIZE: usize = 256 << 20;
const ROUNDS: usize = 5;

/// Megabytes of file a second, the best of some rounds each way. Client and server share the machine; base64 makes 4 bytes of 3, and
/// both ends code, encrypt and copy them.
pub(crate) fn run() -> Result<(), Box<dyn std::error::Error>> {
    let server = LocalServer::start(LocalServerSettings::default())?;
    let password = || Some(Secret::new("secret"));
    server.add_user(LocalUser {
        address: "ann@example.com".into(),
        password: password(),
        ..LocalUser::default()
    })?;
    server.add_category(LocalCategory {
        name: "Files".into(),
        file_upload: true,
        ..LocalCategory::default()
    })?;
    let room = LocalRoom { name: "Papers".into(), category: Some("Files".into()), ..LocalRoom::default() };
    server.add_room(room)?;
    server.set_limits(LocalLimits { max_file_kb: 1 << 20, ..LocalLimits::default() })?;
    let platform = Platform::start(PlatformSettings::default())?;
    let settings = EndpointSettings {
        user_uri: "ann@example.com".into(),
        server: Some("localhost".into()),
        port: Some(server.sip_tls_port()),
        ca_file: Some(server.ca_file()),
        password: password(),
        ..EndpointSettings::default()
    };
    let endpoint = Endpoint::new(&platform, settings)?;
    let runtime = platform.runtime_handle();
    runtime.block_on(endpoint.establish())?;
    let session = Session::new(&endpoint)?;
    runtime.block_on(session.join_by_name("Papers"))?;
    let path = format!("{}/bench.bin", server.data_folder());
    std::fs::write(
        &path,
        (0..SIZE).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<_>>(),
    )?;
    let copy = format!("{path}.copy");
    let (mut up, mut down) = (0f64, 0f64);
    let rate = |began: Instant| SIZE as f64 / 1e6 / began.elapsed().as_secs_f64();
    // The limit holds within a second.
    let mut tries = 0;
    for round in 0..ROUNDS {
        let began = Instant::now();
        let upload = FileUpload { path: path.clone(), file_name: None };
        let file = loop {
            match runtime.block_on(session.upload_file(upload.clone())?.finish()) {
                Ok(file) => break file,
                Err(error) if round == 0 && tries < 2000 => {
                    tries += 1;
                    drop(error);
                }
                Err(error) => return Err(error.into()),
            }
        };
        up = up.max(rate(began));
        let began = Instant::now();
        let download = FileDownload {
            file_uri: file.file_uri,
            path: copy.clone(),
            overwrite: true,
            ..FileDownload::default()
        };
        runtime.block_on(session.download_file(download)?.finish())?;
        down = down.max(rate(began));
    }
    crate::report_value("files_up", up.round(), "MB/s");
    crate::report_value("files_down", down.round(), "MB/s");
    runtime.block_on(endpoint.terminate())?;
    platform.shut_down()?;
    Ok(())
}
