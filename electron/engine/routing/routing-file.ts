// The tree of routes in the data folder, with where it came from.
import { join } from "node:path";
import { type RoutingState, routingStateSchema } from "#shared/contract/routing";
import { AppError } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import { codeOf, readJson, setAside, writeJson } from "../settings/json-file";
import type { Problems } from "../settings/problems";
import { defaultRouting } from "./default-routing";

const fileName = "routing.json";

export const builtIn: RoutingState = { config: defaultRouting, origin: "built-in" };

/** A file that cannot be used is set aside, told of, and in its place everything goes to this machine: nothing goes unheard. */
export async function readRoutingFile(folder: string, now: EpochMs, problems: Pick<Problems, "add">): Promise<RoutingState> {
  const path = join(folder, fileName);
  const found = await readJson(path);
  if (found.kind === "absent") return builtIn;
  const read = found.kind === "read" ? routingStateSchema.safeParse(found.value) : undefined;
  if (read?.success) return read.data;
  const reason = found.kind === "damaged" ? found.reason : "held something else than a tree of routes";
  const aside = await setAside(path, "damaged", now);
  problems.add("critical", `${fileName} ${reason}: all alerts are told on this machine now. The file is kept as ${aside}.`);
  return builtIn;
}

export async function writeRoutingFile(folder: string, state: RoutingState): Promise<void> {
  const path = join(folder, fileName);
  try {
    await writeJson(path, state);
  } catch (error) {
    throw new AppError(
      { kind: "refused", say: `The routes could not be written to ${path} (${codeOf(error)}).` },
      { cause: error },
    );
  }
}
