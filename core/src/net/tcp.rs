//! A TCP connection to a name with several addresses.

use super::{Host, NetError, NetErrorKind};
use std::io;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpSocket, TcpStream, lookup_host};
use tokio::time::{Instant, timeout_at};

/// One address gets at least this long, so that the last of many still has a chance.
const LEAST_SHARE: Duration = Duration::from_millis(250);

/// More addresses than this are not tried.
const MOST_ADDRESSES: usize = 16;

/// Connects to the first address that answers before `end`, the families taking turns (a simple form of RFC 8305: one address
/// at a time, each with its share of the time). Gives the stream, our address and the server's.
pub async fn connect_tcp(
    host: &Host,
    port: u16,
    end: Instant,
) -> Result<(TcpStream, SocketAddr, SocketAddr), NetError> {
    let addresses = resolve(host, port, end).await?;
    let mut last = None;
    let count = addresses.len();
    for (index, address) in addresses.into_iter().enumerate() {
        let now = Instant::now();
        let left = end.saturating_duration_since(now);
        if left.is_zero() && index > 0 {
            break;
        }
        let share = u32::try_from(count - index).map_or(left, |rest| left / rest).max(LEAST_SHARE).min(left);
        match timeout_at(now + share, connect_address(address)).await {
            Ok(Ok((tcp, local))) => return Ok((tcp, local, address)),
            Ok(Err(error)) => last = Some((address, error)),
            Err(_) => last = Some((address, io::ErrorKind::TimedOut.into())),
        }
    }
    Err(describe(host, port, count, last))
}

async fn resolve(host: &Host, port: u16, end: Instant) -> Result<Vec<SocketAddr>, NetError> {
    let name = match host {
        Host::Address(address) => return Ok(vec![SocketAddr::new(*address, port)]),
        Host::Name(name) => name,
    };
    match timeout_at(end, lookup_host((name.as_str(), port))).await {
        Err(_) => Err(NetError::new(
            NetErrorKind::TimedOut,
            format!("the name server did not answer in time for '{name}'"),
        )),
        Ok(Err(error)) => Err(NetError::new(
            NetErrorKind::Unreachable,
            format!("the host name '{name}' does not resolve ({error}); check the spelling and the DNS"),
        )),
        Ok(Ok(found)) => {
            let addresses = interleave(found.take(MOST_ADDRESSES).collect());
            if addresses.is_empty() {
                return Err(NetError::new(
                    NetErrorKind::Unreachable,
                    format!("the host name '{name}' has no address"),
                ));
            }
            Ok(addresses)
        }
    }
}

/// The families take turns, beginning with the one that the resolver prefers.
fn interleave(found: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let prefers_v6 = found.first().is_some_and(SocketAddr::is_ipv6);
    let (first, second): (Vec<_>, Vec<_>) = found.into_iter().partition(|a| a.is_ipv6() == prefers_v6);
    let mut out = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    loop {
        match (first.next(), second.next()) {
            (None, None) => return out,
            (a, b) => out.extend(a.into_iter().chain(b)),
        }
    }
}

async fn connect_address(address: SocketAddr) -> io::Result<(TcpStream, SocketAddr)> {
    let socket = if address.is_ipv6() { TcpSocket::new_v6()? } else { TcpSocket::new_v4()? };
    // The protocol's own keep-alive gets no answer (spec: sip.md G5), so the kernel looks whether the peer still lives.
    socket.set_keepalive(true)?;
    let tcp = socket.connect(address).await?;
    tcp.set_nodelay(true)?;
    let local = tcp.local_addr()?;
    Ok((tcp, local))
}

fn describe(host: &Host, port: u16, tried: usize, last: Option<(SocketAddr, io::Error)>) -> NetError {
    let Some((address, error)) = last else {
        return NetError::new(
            NetErrorKind::TimedOut,
            format!("no time was left to connect to {host}:{port}"),
        );
    };
    let at = match (host, tried) {
        (Host::Address(_), _) => format!("{host}:{port}"),
        (Host::Name(_), 1) => format!("{host}:{port} ({})", address.ip()),
        (Host::Name(_), n) => format!("{host}:{port} ({n} addresses tried, last {})", address.ip()),
    };
    match error.kind() {
        io::ErrorKind::TimedOut => NetError::new(
            NetErrorKind::TimedOut,
            format!("{at} did not answer in time; check the address, the port and the firewall"),
        ),
        io::ErrorKind::ConnectionRefused => NetError::new(
            NetErrorKind::Unreachable,
            format!("nobody listens on {at}; check the port and that the server runs"),
        ),
        _ => NetError::new(NetErrorKind::Unreachable, format!("cannot connect to {at}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_take_turns() {
        let parse = |text: &str| text.parse::<SocketAddr>().expect("an address");
        let found = ["[::1]:1", "[::2]:1", "[::3]:1", "127.0.0.1:1"].map(parse).to_vec();
        let order: Vec<_> = interleave(found).into_iter().map(|a| a.to_string()).collect();
        assert_eq!(order, ["[::1]:1", "127.0.0.1:1", "[::2]:1", "[::3]:1"]);
    }

    #[tokio::test]
    async fn a_closed_port_says_that_nobody_listens() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("its address").port();
        drop(free);
        let host = Host::parse("127.0.0.1").expect("a host");
        let end = Instant::now() + Duration::from_secs(5);
        let error = connect_tcp(&host, port, end).await.expect_err("nobody listens");
        assert_eq!(error.kind(), NetErrorKind::Unreachable);
        assert!(error.message().contains(&format!("127.0.0.1:{port}")), "{error}");
    }

    #[tokio::test]
    async fn a_name_that_cannot_exist_is_unreachable() {
        // RFC 6761 6.4: the top-level domain "invalid" never resolves.
        let host = Host::parse("no-such-host.invalid").expect("a host");
        let error =
            connect_tcp(&host, 5061, Instant::now() + Duration::from_secs(20)).await.expect_err("no address");
        assert!(matches!(error.kind(), NetErrorKind::Unreachable | NetErrorKind::TimedOut), "{error}");
        assert!(error.message().contains("no-such-host.invalid"), "{error}");
    }
}
