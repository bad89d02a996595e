// Node waits for its file threads before a process ends, and a thread that hangs in the kernel never comes back: with a
// file server gone, process.exit() would not return, and the engine could neither end nor be started again after a bug.

export interface ExitGuard {
  /** While something hangs, the end of this process is a kill. Everything that listens for "exit" before has run by then. */
  set(isHanging: boolean): void;
}

export function createExitGuard(): ExitGuard {
  let isSet = false;
  const endAtOnce = () => {
    process.kill(process.pid, "SIGKILL");
  };
  return {
    set(isHanging) {
      if (isHanging === isSet) return;
      isSet = isHanging;
      if (isHanging) process.on("exit", endAtOnce);
      else process.off("exit", endAtOnce);
    },
  };
}
