import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { Log } from "../engine/log";

// Field by field: what one version wrote wrongly costs that field and not the others.
const rememberedSchema = z.object({
  bounds: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).optional().catch(undefined),
  isMaximised: z.boolean().catch(false),
  theme: z.enum(["system", "dark", "light"]).catch("system"),
});
/** How the window was when it was last closed. */
export type Remembered = z.infer<typeof rememberedSchema>;

export interface WindowMemory {
  read(): Remembered;
  change(fields: Partial<Remembered>): void;
}

/** Keeps it in a file. Losing that file costs a window's place, so nothing here ever stops the console. */
export function openWindowMemory(path: string, log: Log): WindowMemory {
  let remembered = rememberedSchema.catch(rememberedSchema.parse({})).parse(readJson(path));
  return {
    read: () => remembered,
    change(fields) {
      remembered = { ...remembered, ...fields };
      try {
        // Written beside it and moved, so that a crash in between leaves the old one whole.
        writeFileSync(`${path}.new`, `${JSON.stringify(remembered, null, 2)}\n`, { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch (error) {
        log.warn(`the window's place could not be kept in ${path}`, error);
      }
    },
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // The first start has no such file, and a damaged one is worth no more.
    return undefined;
  }
}
