import type { Labels } from "#shared/model/labels";
import type { LogBlock } from "#shared/model/log";
import { createLineStore, type LineStore } from "../../../../../renderer/pages/logs/lines/line-store";

/** A block of lines told as `time text`, all of one stream. */
export function blockOf(lines: readonly string[], labels: Labels = { app: "api" }): LogBlock {
  const parts = lines.map((line) => ({ ms: Number(line.split(" ", 1)[0]), text: line.slice(line.indexOf(" ") + 1) }));
  return {
    streams: [labels],
    ms: Float64Array.from(parts, ({ ms }) => ms),
    ns: new Float64Array(parts.length),
    stream: new Float64Array(parts.length),
    lines: parts.map(({ text }) => text),
  };
}

/** Frames are drawn when the test says so. */
export function storeWith(options: { mostLines?: number; mostBytes?: number } = {}): LineStore & { drawFrame(): void } {
  const waiting: (() => void)[] = [];
  const store = createLineStore({ mostLines: 1000, mostBytes: 1e9, ...options, nextFrame: (run) => waiting.push(run) });
  return Object.assign(Object.create(store, Object.getOwnPropertyDescriptors(store)) as LineStore, {
    drawFrame: () => {
      for (const run of waiting.splice(0)) run();
    },
  });
}

/** The lines as they are shown. */
export const shown = (store: LineStore): string[] =>
  Array.from({ length: store.size }, (_, position) => store.line(position)?.line ?? "");
