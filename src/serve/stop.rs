//! Being told to stop.

use std::io::Result;

/// Why a run is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Somebody pressed Ctrl-C.
    Interrupted,
    /// The system or a supervisor asked for an end.
    Terminated,
}

/// Waits until the process is told to stop.
pub(super) async fn told_to_stop() -> Result<Stop> {
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted.map(|()| Stop::Interrupted),
        terminated = terminated() => terminated.map(|()| Stop::Terminated),
    }
}

#[cfg(unix)]
async fn terminated() -> Result<()> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?.recv().await;
    Ok(())
}

#[cfg(not(unix))]
async fn terminated() -> Result<()> {
    std::future::pending().await
}

/// Calls `then` on another thread when the process is told to stop.
pub fn on_stop(then: impl FnOnce(Stop) + Send + 'static) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::spawn(move || {
        if let Ok(stop) = runtime.block_on(told_to_stop()) {
            then(stop);
        }
    });
    Ok(())
}
