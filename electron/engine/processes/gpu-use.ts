import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { GpuProcesses, GpuUse } from "../collectors/gpu/gpu-processes";
import type { Log } from "../log";

export interface GpuUses {
  /** Asks, unless the last question is still open. */
  ask(): void;
  /** The answer, or the one before it when a card takes its time. */
  answer(): Promise<ReadonlyMap<number, GpuUse>>;
  stop(): void;
}

const patience: Milliseconds = 300;
const nobody: ReadonlyMap<number, GpuUse> = new Map();

/** The table of processes never waits long for a graphics card, and is there without it. */
export function createGpuUses({ clock, log, gpus }: { clock: Clock; log: Log; gpus: GpuProcesses }): GpuUses {
  let latest = nobody;
  let open: Promise<void> | undefined;
  let wasFailing = false;

  async function askNow(): Promise<void> {
    try {
      latest = await gpus.ask();
      wasFailing = false;
    } catch (error) {
      if (!wasFailing) log.warn("the processes on the graphics cards could not be read", error);
      wasFailing = true;
      latest = nobody;
    }
    open = undefined;
  }

  return {
    ask() {
      open ??= askNow();
    },
    async answer() {
      if (open) {
        let cancel = () => {};
        const late = new Promise<void>((resolve) => {
          cancel = clock.setTimer(resolve, patience);
        });
        await Promise.race([open, late]);
        cancel();
      }
      return latest;
    },
    stop: () => gpus.stop(),
  };
}
