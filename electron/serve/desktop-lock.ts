import { connect } from "node:net";
import { join } from "node:path";

/**
 * Whether the desktop app runs on this data folder. Chromium keeps a socket there while it does, so it need not be guessed
 * from a process id. On Windows it keeps none, and the two shells share no folder there unless they are told to.
 */
export function isDesktopRunning(dataFolder: string): Promise<boolean> {
  if (process.platform === "win32") return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect(join(dataFolder, "SingletonSocket"));
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
