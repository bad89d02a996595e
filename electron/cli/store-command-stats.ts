import type { History } from "#shared/contract/store";
import { formatDiskSize } from "#shared/format/disk-size";
import { formatDuration } from "#shared/format/duration";
import { AppError } from "#shared/model/failure";
import { readArguments } from "./arguments";
import { askRunningConsole } from "./asker";
import { type Surroundings, UsageError } from "./command";
import { dataFolderOf, openOwnStore, refuseDesktop, refuseWithoutHistory } from "./store-command-place";

export async function storeStats(args: string[], surroundings: Surroundings): Promise<number> {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean", default: false }, "data-folder": { type: "string" } },
  });
  if (positionals.length > 0) throw new UsageError(`store stats takes options only, not ${JSON.stringify(positionals[0])}.`);
  const history = await readHistory(dataFolderOf(values["data-folder"], surroundings), surroundings);
  surroundings.out(values.json ? `${JSON.stringify(history, null, 2)}\n` : historyTable(history));
  return 0;
}

async function readHistory(dataFolder: string, surroundings: Surroundings): Promise<History> {
  const asker = await askRunningConsole(dataFolder, surroundings.now());
  if (asker) {
    try {
      const reply = await asker.ask("store.history", {});
      if (!reply.ok) throw new AppError(reply.failure);
      return reply.value;
    } finally {
      await asker.close();
    }
  }
  await refuseDesktop(dataFolder);
  await refuseWithoutHistory(dataFolder);
  const store = await openOwnStore(dataFolder, surroundings);
  try {
    return await store.history();
  } finally {
    await store.close();
  }
}

export function historyTable({ state, bytes, mostBytes, series, tiers }: History): string {
  const heads = ["SAMPLES", "KEPT FOR", "OLDEST", "NEWEST ON DISK", "BLOCKS", "SIZE"];
  const rows = tiers.map(({ resolutionMs, keepMs, from, to, blocks, bytes }) => [
    resolutionMs === 0 ? "as taken" : `every ${formatDuration(resolutionMs)}`,
    formatDuration(keepMs),
    timeText(from),
    timeText(to),
    String(blocks),
    formatDiskSize(bytes),
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => (row[column] ?? "").length)));
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  const facts = [`${series} series, ${formatDiskSize(bytes)} on disk, ${formatDiskSize(mostBytes)} at most`, ...stateText(state)];
  return `${[...facts, "", line(heads), ...rows.map(line)].join("\n")}\n`;
}

function stateText(state: History["state"]): string[] {
  if (state.kind === "paused") return [`Nothing is written since ${timeText(state.since)}: ${state.say}`];
  return state.kind === "memory" ? [`History is kept in memory only${state.say === undefined ? "" : `: ${state.say}`}`] : [];
}

const timeText = (time: number | undefined): string =>
  time === undefined ? "-" : new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
