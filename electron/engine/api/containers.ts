// The containers of this machine, for a page that shows them. Nobody asks the services for it while no page does.
import type { StreamFrame } from "#shared/contract/index";
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { inOrder, rowOf } from "../containers/rows";
import type { ContainersLook, ContainerWatch } from "../containers/watch";
import type { Api, FrameWriter } from "./api";
import { hasCredit } from "./credit";

type Frame = StreamFrame<"containers.table">;

export function setUpContainersApi(api: Pick<Api, "stream">, { watch, clock }: { watch: ContainerWatch; clock: Clock }): void {
  api.stream("containers.table", ({ everyMs }, writer) => follow(watch, clock, everyMs, writer));
}

/** A frame every so often, and none while the reader takes none. Ends with the reader, or with a bug of ours. */
async function follow(watch: ContainerWatch, clock: Clock, everyMs: Milliseconds, writer: FrameWriter<Frame>): Promise<void> {
  while (!writer.signal.aborted) {
    if (!(await hasCredit(writer))) return;
    const began = clock.monotonic();
    // Two pages, or a page and the collector, share what was seen within half a period.
    writer.send(frameOf(await watch.look(everyMs / 2)));
    await pause(clock, everyMs - (clock.monotonic() - began), writer.signal);
  }
}

const frameOf = ({ time, services, containers, rates }: ContainersLook): Frame => ({
  time,
  services,
  rows: inOrder(containers).map((container) => rowOf(container, rates.get(container.id))),
});

function pause(clock: Clock, delay: Milliseconds, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.setTimer(end, Math.max(0, delay));
    signal.addEventListener("abort", end);
  });
}
