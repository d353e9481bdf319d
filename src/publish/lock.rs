//! Keeps two publications apart.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::address::HOME;
use super::{Failure, Refusal};

const PAUSE: Duration = Duration::from_millis(50);

/// Takes the lock of an output folder; the system gives it back when the file is closed or the process ends.
///
/// While another publication has it, this waits for up to `patience` and calls `waiting` once. The file stays where
/// it is for good: if it were deleted, two publications could hold locks on two files of one name.
pub(super) fn take(output: &Path, patience: Duration, waiting: &mut (dyn FnMut(&Path) + '_)) -> Result<File, Refusal> {
    let path = output.join(HOME).join("lock");
    let failed = |action, error| Failure::new(action, &path, error);
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(|error| failed("open", error))?;
    let begun = Instant::now();
    let mut told = false;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => {}
            Err(TryLockError::Error(error)) => return Err(failed("lock", error).into()),
        }
        if !told {
            waiting(output);
            told = true;
        }
        let waited = begun.elapsed();
        if waited >= patience {
            return Err(Refusal::Busy { output: output.to_owned(), waited });
        }
        thread::sleep(PAUSE.min(patience.saturating_sub(waited)));
    }
}
