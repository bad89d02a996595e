// The list of receivers, in `receivers.json` of the data folder, without their secrets. A damaged file is set aside and told; an
// entry that this version does not understand costs that entry alone.
import { join } from "node:path";
import { z } from "zod";
import { integrationSchema, nativeReceiver, type Receiver, receiverSchema } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { codeOf, keepCopy, readJson, setAside, writeJson } from "../settings/json-file";
import type { Problems } from "../settings/problems";

export interface ReceiverFile {
  /** As it is on disk, without the receiver that every Watchdeck has. */
  list(): readonly Receiver[];
  /** Changes the list, one change after another; resolves when it is on disk, and rejects unchanged. */
  update(change: (receivers: readonly Receiver[]) => readonly Receiver[]): Promise<void>;
}

export interface ReceiverFileOptions {
  folder: string;
  clock: Clock;
  log: Log;
  problems: Pick<Problems, "add">;
}

const fileSchema = z.object({ version: z.literal(1), receivers: z.array(z.unknown()) });

export async function openReceiverFile({ folder, clock, log, problems }: ReceiverFileOptions): Promise<ReceiverFile> {
  const path = join(folder, "receivers.json");
  let blocked: string | undefined;
  let current: readonly Receiver[] = await load();
  let queue: Promise<unknown> = Promise.resolve();

  function tell(severity: "warning" | "critical", text: string): void {
    problems.add(severity, text);
    log.warn(text);
  }

  async function load(): Promise<readonly Receiver[]> {
    const found = await readJson(path);
    if (found.kind === "absent") return [];
    const file = found.kind === "read" ? fileSchema.safeParse(found.value) : undefined;
    if (!file?.success) {
      const reason = found.kind === "damaged" ? found.reason : "is not of a kind that this version reads";
      await giveUp(reason);
      return [];
    }
    const lost: string[] = [];
    const receivers = readEntries(file.data.receivers, lost);
    if (lost.length > 0) await keepLost(lost);
    return receivers;
  }

  async function giveUp(reason: string): Promise<void> {
    try {
      const aside = await setAside(path, "damaged", clock.now());
      tell(
        "critical",
        `The file of receivers ${reason}; it is kept as ${aside}. Until they are made again, nobody but this computer is told of alerts.`,
      );
    } catch (error) {
      blocked = `The file of receivers ${path} ${reason} and could not be set aside (${codeOf(error)}); receivers are not kept until it is moved away.`;
      tell("critical", blocked);
    }
  }

  async function keepLost(lost: readonly string[]): Promise<void> {
    let kept = "";
    try {
      kept = ` The file as it was is kept as ${await keepCopy(path, "before-repair", clock.now())}.`;
    } catch (error) {
      log.warn("the file of receivers could not be copied", error);
    }
    tell("warning", `In the file of receivers these were not right and were left out: ${lost.join(", ")}.${kept}`);
  }

  async function apply(change: (receivers: readonly Receiver[]) => readonly Receiver[]): Promise<void> {
    const next = change(current);
    if (blocked !== undefined) throw new AppError({ kind: "refused", say: blocked });
    try {
      await writeJson(path, { version: 1, receivers: next });
    } catch (error) {
      const say = `The receivers could not be written to ${path} (${codeOf(error)}).`;
      throw new AppError({ kind: "refused", say, retry: true }, { cause: error });
    }
    current = next;
  }

  return {
    list: () => current,
    update(change) {
      const changed = queue.then(() => apply(change));
      // The caller hears of a failure; the changes behind it in the queue go on.
      queue = changed.catch(() => undefined);
      return changed;
    },
  };
}

const outerSchema = z.object({ name: receiverSchema.shape.name, integrations: z.array(z.unknown()) });

function readEntries(raw: readonly unknown[], lost: string[]): Receiver[] {
  const receivers = new Map<string, Receiver>();
  const ids = new Set<string>();
  raw.forEach((entry, index) => {
    const outer = outerSchema.safeParse(entry);
    if (!outer.success || outer.data.name === nativeReceiver || receivers.has(outer.data.name)) {
      lost.push(`receivers[${index}]`);
      return;
    }
    const { name, integrations } = outer.data;
    const right = integrations.flatMap((each, place) => {
      const integration = integrationSchema.safeParse(each);
      // One whose templates or addresses are wrong would fail at every message; it says so itself, so it stays.
      if (integration.success && !ids.has(integration.data.id) && !integration.data.id.includes("/")) {
        ids.add(integration.data.id);
        return [integration.data];
      }
      lost.push(`receivers[${index}].integrations[${place}]`);
      return [];
    });
    receivers.set(name, { name, integrations: right });
  });
  return [...receivers.values()];
}
