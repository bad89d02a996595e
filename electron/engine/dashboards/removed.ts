// Removed dashboards, each in a folder of its own with a note where it was; the newest are kept.
import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "#shared/model/failure";
import { readJson, writeJson } from "../settings/json-file";

const originSchema = z.object({ place: z.string(), folder: z.string(), stem: z.string() });
export type Origin = z.infer<typeof originSchema>;

export interface Removed {
  /** Keeps the text, and gives the name under which `take` finds it. */
  keep(text: string, origin: Origin, at: number): Promise<string>;
  find(removed: string): Promise<{ text: string; origin: Origin }>;
  forget(removed: string): Promise<void>;
}

const mostKept = 200;
const nameShape = /^\d{4}-\d\d-\d\dT[\d-]+Z-[\da-f]{8}$/;

export function createRemoved(folder: string): Removed {
  async function prune(): Promise<void> {
    const names = (await readdir(folder)).filter((name) => nameShape.test(name)).sort();
    await Promise.all(names.slice(0, -mostKept).map((name) => rm(join(folder, name), { recursive: true, force: true })));
  }

  return {
    async keep(text, origin, at) {
      const name = `${new Date(at).toISOString().replaceAll(/[:.]/g, "-")}-${randomUUID().slice(0, 8)}`;
      await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
      await writeFile(join(folder, name, "dashboard.json"), text, { mode: 0o600 });
      await writeJson(join(folder, name, "origin.json"), origin);
      await prune();
      return name;
    },
    async find(removed) {
      const gone = new AppError({ kind: "not-found", say: "This removed dashboard is not kept any more." });
      if (!nameShape.test(removed)) throw gone;
      const origin = await readJson(join(folder, removed, "origin.json"));
      const read = originSchema.safeParse(origin.kind === "read" ? origin.value : undefined);
      if (!read.success) throw gone;
      return { text: await readFile(join(folder, removed, "dashboard.json"), "utf8"), origin: read.data };
    },
    forget: (removed) => rm(join(folder, removed), { recursive: true, force: true }),
  };
}
