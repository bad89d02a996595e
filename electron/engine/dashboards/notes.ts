// Marks that people made by hand on the time axis: one file, the newest of them.
import { randomUUID } from "node:crypto";
import { type Note, noteSchema } from "#shared/contract/dashboards";
import type { CallRequest } from "#shared/contract/index";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { keepCopy, readJson, writeJson } from "../settings/json-file";
import { orRefuse } from "./why-not";

export interface Notes {
  list(request: CallRequest<"notes.list">): Note[];
  save(request: CallRequest<"notes.save">): Promise<Note>;
  remove(id: string): Promise<void>;
}

const mostKept = 10_000;
/** As many are shown at once; more would be a wall of lines. */
const mostListed = 1000;

export async function openNotes({ path, clock, log }: { path: string; clock: Clock; log: Log }): Promise<Notes> {
  let notes = await load();
  let queue: Promise<unknown> = Promise.resolve();

  async function load(): Promise<Note[]> {
    const found = await readJson(path);
    if (found.kind === "absent") return [];
    const value = found.kind === "read" ? found.value : undefined;
    const read = Array.isArray(value) ? value.map((item) => noteSchema.safeParse(item)) : [];
    const right = read.flatMap(({ data }) => data ?? []);
    if (!Array.isArray(value) || right.length < value.length) {
      const copy = await keepCopy(path, "before-repair", clock.now()).catch(() => undefined);
      log.warn(`some notes in ${path} could not be read${copy === undefined ? "" : `; the file is kept as ${copy}`}`);
    }
    return right;
  }

  /** One write after another; what cannot be written is not remembered either. */
  function keep(change: (was: readonly Note[]) => Note[]): Promise<void> {
    const done = queue.then(async () => {
      const next = change(notes).sort((a, b) => a.atMs - b.atMs);
      await orRefuse(`The note cannot be written to ${path}`, () => writeJson(path, next.slice(-mostKept)));
      notes = next.slice(-mostKept);
    });
    queue = done.catch(() => undefined);
    return done;
  }

  return {
    list: ({ fromMs, toMs, dashboard }) =>
      notes
        .filter((note) => note.atMs <= toMs && (note.untilMs ?? note.atMs) >= fromMs)
        .filter((note) => note.dashboard === undefined || note.dashboard === dashboard)
        .slice(-mostListed),
    async save({ id = randomUUID(), ...rest }) {
      if (rest.untilMs !== undefined && rest.untilMs < rest.atMs) {
        throw new AppError({ kind: "bad-request", say: "The note ends before it begins." });
      }
      const note: Note = { id, ...rest };
      await keep((was) => [...was.filter((other) => other.id !== id), note]);
      return note;
    },
    remove: (id) => keep((was) => was.filter((note) => note.id !== id)),
  };
}
