// Files that lie in a process's own memory (its command line) or are counted from its page tables (smaps_rollup). Reading
// one waits for a lock that a process stuck in the kernel may hold for ever, and nothing cancels such a read: so it is done
// on another thread, with a deadline, and never on more than two threads of Node's four.
import { close, openSync, read } from "node:fs";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import { NotAnswering } from "../collectors/collector";

export interface CarefulReader {
  /** At most `most` bytes of the file. NotAnswering when it hangs, and at once while it still does. */
  read(path: string, most: number): Promise<Buffer>;
}

const deadline: Milliseconds = seconds(1);
const mostAtOnce = 2;

export function createCarefulReader(clock: Clock, system = { openSync, read, close }): CarefulReader {
  const hanging = new Set<string>();
  const waiting: { go: () => void; refuse: () => void }[] = [];
  let underWay = 0;

  async function takePlace(path: string): Promise<void> {
    if (underWay < mostAtOnce) underWay++;
    else await new Promise<void>((resolve, reject) => waiting.push({ go: resolve, refuse: () => reject(othersHang(path)) }));
  }

  function leavePlace(): void {
    const next = waiting.shift();
    if (next) next.go();
    else underWay--;
  }

  /** Opening asks nobody; only the read can hang. */
  function open(path: string): number {
    try {
      return system.openSync(path, "r");
    } catch (error) {
      leavePlace();
      throw error;
    }
  }

  function readFrom(file: number, path: string, most: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(most);
    return new Promise((resolve, reject) => {
      const cancel = clock.setTimer(() => {
        hanging.add(path);
        reject(new NotAnswering(`${path} did not answer within ${deadline / 1000} s`));
        if (hanging.size >= mostAtOnce) for (const { refuse } of waiting.splice(0)) refuse();
      }, deadline);
      system.read(file, bytes, 0, most, 0, (error, length) => {
        cancel();
        hanging.delete(path);
        // Nothing was written, so nothing is lost if closing fails.
        system.close(file, () => {});
        leavePlace();
        if (error) reject(error);
        else resolve(bytes.subarray(0, length));
      });
    });
  }

  return {
    async read(path, most) {
      if (hanging.has(path)) throw new NotAnswering(`${path} still does not answer`);
      if (hanging.size >= mostAtOnce) throw othersHang(path);
      await takePlace(path);
      return readFrom(open(path), path, most);
    },
  };
}

const othersHang = (path: string) => new NotAnswering(`${path} was not read, since ${mostAtOnce} other processes do not answer`);
