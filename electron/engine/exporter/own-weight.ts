// What the engine itself costs the machine: the monitor must not be the load.
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";

export interface OwnWeight {
  /** Per cent of one core, over the last seconds. */
  cpuPercent: number;
  residentBytes: number;
}

interface Process {
  /** Microseconds of processor time so far. */
  cpuUsage(): { user: number; system: number };
  memoryUsage: { rss(): number };
}

const over: Milliseconds = seconds(5);

/** Measures whenever it is asked, against the reading of about five seconds before; several may ask. */
export function createOwnWeight({ clock, process: self = process }: { clock: Clock; process?: Process }): () => OwnWeight {
  const readings = [read()];

  function read(): { at: Milliseconds; used: number } {
    const { user, system } = self.cpuUsage();
    return { at: clock.monotonic(), used: user + system };
  }

  return () => {
    const now = read();
    readings.push(now);
    // One reading older than the stretch stays, to measure against; after a long silence it is just the last one.
    while (readings.length > 2 && now.at - (readings[1]?.at ?? now.at) >= over) readings.shift();
    const [from = now] = readings;
    const elapsed = now.at - from.at;
    return {
      cpuPercent: elapsed > 0 ? ((now.used - from.used) / 1000 / elapsed) * 100 : 0,
      residentBytes: self.memoryUsage.rss(),
    };
  };
}
