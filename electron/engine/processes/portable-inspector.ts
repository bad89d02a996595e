// macOS and Windows tell of one process what they tell of all; the rest is refused with the reason.
import { type ProcessId, processStates } from "#shared/contract/processes";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import { hasEnded } from "./identity";
import type { ProcessInspector } from "./inspector";
import { isSameStart, type PortableProcess } from "./portable-processes";

interface Options {
  clock: Clock;
  platform: NodeJS.Platform;
  list: () => Promise<PortableProcess[]>;
}

const zombie = processStates.indexOf("zombie");

export function createPortableInspector({ clock, platform, list }: Options): ProcessInspector {
  const system = platform === "win32" ? "Windows" : platform === "darwin" ? "macOS" : "this system";
  const refused = { refused: `${system} does not tell this to Watchdeck` };

  async function find({ pid, startStamp }: ProcessId): Promise<PortableProcess> {
    const found = (await list()).find((process) => process.pid === pid);
    if (!found || !isSameStart(found.info.startStamp, startStamp)) throw hasEnded(pid);
    return found;
  }

  return {
    async detail(id) {
      const { info } = await find(id);
      return {
        info,
        time: clock.now(),
        executable: refused,
        workingFolder: refused,
        memory: refused,
        threads: refused,
        openFiles: refused,
        network: refused,
        contextSwitches: refused,
        oomScore: refused,
      };
    },

    async openFiles() {
      throw new AppError({ kind: "not-supported", say: `${system} does not tell Watchdeck which files a process has open.` });
    },

    async target(id) {
      const { info, pid, state } = await find(id);
      return {
        name: info.name,
        owner: info.user || "another user",
        isKernelThread: false,
        isZombie: state === zombie,
        threads: [pid],
      };
    },
  };
}
