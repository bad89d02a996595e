// The ledger where nothing can be kept on disk: the console alerts regardless, and forgets when it ends.
import { MemoryLevel } from "memory-level";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { createLedger, type Ledger } from "./ledger";

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const createMemoryLedger = ({ clock, log = silent }: { clock: Clock; log?: Log }): Ledger =>
  createLedger({ disk: new MemoryLevel<string, string>(), clock, log, problems: { add: () => undefined } });
