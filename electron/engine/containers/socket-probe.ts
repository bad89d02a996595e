// Whether there is a socket at a path, without connecting to it. Most of the usual paths have none on most machines, and two
// of them may be one socket: /var/run/docker.sock is a link to Docker Desktop's, or to Podman's, on many.
import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { ServiceTrouble, troubleOf } from "./trouble";

/** What makes two paths the same socket. Throws ServiceTrouble where there is none to be asked. */
export type SocketProbe = (path: string) => Promise<string>;

const deadline: Milliseconds = seconds(1);

export function createSocketProbe({ clock, statFile = stat }: { clock: Clock; statFile?: typeof stat }): SocketProbe {
  // A home folder on a server that is gone hangs in the kernel, and each ask holds a thread: so never a second one.
  const hanging = new Set<string>();
  const notAnswering = () => new ServiceTrouble("hung", "The file system that holds the socket does not answer.");

  return async (path) => {
    if (hanging.has(path)) throw notAnswering();
    hanging.add(path);
    const asked = statFile(path).finally(() => hanging.delete(path));
    const found = await withDeadline(asked).catch((error: unknown) => {
      throw error instanceof ServiceTrouble ? error : troubleOf(error, path);
    });
    if (!found.isSocket()) throw new ServiceTrouble("failing", "There is a file of this name that is no socket.");
    return `${found.dev}:${found.ino}`;
  };

  function withDeadline(asked: Promise<Stats>): Promise<Stats> {
    return new Promise((resolve, reject) => {
      const cancel = clock.setTimer(() => reject(notAnswering()), deadline);
      asked.then(resolve, reject).finally(cancel);
    });
  }
}
