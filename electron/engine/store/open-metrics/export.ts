// The samples of the store as OpenMetrics text, for archives, for another console and for `promtool tsdb create-blocks-from
// openmetrics`. Two things get lost. The format has no word for the end of a series, so stale markers are left out. And where raw
// samples are gone, what is told is the last value of each bucket of the finest tier that is left.
import { prometheusNumber, prometheusTime } from "#shared/format/prometheus-number";
import { type Labels, labelsKey } from "#shared/model/labels";
import type { Matcher, Selection, StoredSeries } from "#shared/promql/storage";
import type { EpochMs } from "#shared/units/time";
import { DamagedChunk } from "../codec/column";
import type { SelectedSeries } from "../reading/pieces";
import type { StoreSelection } from "../reading/read";
import { createUnpacker } from "../reading/unpack";
import type { SampleStore } from "../store";
import { familyOf } from "./metric-types";
import { escaped, nameText, seriesText } from "./text";

export interface ExportRequest {
  /** What a series has to match: all matchers of one of these; absent or empty: every series. */
  selectors?: readonly (readonly Matcher[])[];
  /** Both ends are in it. */
  from: EpochMs;
  to: EpochMs;
  /** What a metric means. */
  help?(metric: string): string | undefined;
  /** A chunk could not be read and was left out. */
  onDamage?(): void;
}

export interface ExportableStore extends Pick<SampleStore, "read" | "kinds"> {
  matching(matchers: readonly Matcher[]): Labels[];
}

type Points = Pick<StoredSeries, "times" | "values" | "stale">;
type Piece = SelectedSeries["pieces"][number];

const pieceLength = 64 * 1024;

/** Pieces of the text, some ten kilobytes each. */
export async function* exportOpenMetrics(store: ExportableStore, request: ExportRequest): AsyncGenerator<string> {
  let text = "";
  for (const { family, type, series } of familiesOf(store, request.selectors)) {
    let isAnnounced = false;
    for (const labels of series) {
      const start = seriesText(labels);
      let newest = Number.NEGATIVE_INFINITY;
      for (const { times, values, stale } of await pointsOf(store, labels, request)) {
        for (let at = 0; at < times.length; at++) {
          const time = Math.round(times[at] as EpochMs);
          if (stale?.[at] || time <= newest) continue;
          newest = time;
          if (!isAnnounced) text += announcement(family, type, request.help?.(labels.__name__ ?? ""));
          isAnnounced = true;
          text += `${start} ${prometheusNumber(values[at] as number)} ${prometheusTime(time)}\n`;
          if (text.length < pieceLength) continue;
          yield text;
          text = "";
        }
      }
    }
  }
  yield `${text}# EOF\n`;
}

interface Family {
  family: string;
  type: string;
  series: Labels[];
}

/** By name; the series of each by their text. */
function familiesOf(store: ExportableStore, selectors: ExportRequest["selectors"] = []): Family[] {
  const chosen = new Map<string, Labels>();
  for (const matchers of selectors.length > 0 ? selectors : [[]]) {
    for (const labels of store.matching(matchers)) chosen.set(labelsKey(labels), labels);
  }
  const metrics = new Map<string, Labels[]>();
  for (const labels of chosen.values()) {
    const name = labels.__name__ ?? "";
    const known = metrics.get(name);
    if (known) known.push(labels);
    else metrics.set(name, [labels]);
  }
  const kinds = store.kinds();
  const families = [...metrics].map(([name, series]): Family => {
    const own = familyOf(name, kinds.get(name) ?? "unknown");
    // A counter `a_total` beside a metric `a`: a family of that name is there already.
    const { family, type } = own.family !== name && metrics.has(own.family) ? { family: name, type: "unknown" } : own;
    return { family, type, series: byText(series) };
  });
  return families.sort((a, b) => compare(a.family, b.family));
}

/** Each text is made once: a comparison that made them would hold up everybody for seconds where a metric has many series. */
const byText = (series: readonly Labels[]): Labels[] =>
  series
    .map((labels) => ({ labels, text: seriesText(labels) }))
    .sort((a, b) => compare(a.text, b.text))
    .map(({ labels }) => labels);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function announcement(family: string, type: string, help: string | undefined): string {
  const name = nameText(family);
  return `# TYPE ${name} ${type}\n${help === undefined ? "" : `# HELP ${name} ${escaped(help)}\n`}`;
}

/**
 * Of one series, a stretch at a time. Chunks are unpacked one by one, because together they may be a hundred times as large; only a
 * series of several writers is made whole.
 */
async function pointsOf(store: ExportableStore, labels: Labels, request: ExportRequest): Promise<Iterable<Points>> {
  const { from, to } = request;
  // A selection begins after its `from`; times are whole milliseconds.
  const selection: StoreSelection = { matchers: [], labels, from: from - 1, to, step: 0 };
  const { selections } = await store.read([selection]);
  const found = selections[0]?.[0];
  if (!found) return [];
  const pieces = found.pieces.map(kept);
  const parts = found.mergedFrom ? [{ ...found, pieces }] : pieces.map((piece) => ({ labels, pieces: [piece] }));
  return unpacked(parts, selection, request);
}

/** Rows in memory are views, which other runs may overwrite while what came before is written. */
const kept = (piece: Piece): Piece =>
  piece.kind === "chunk"
    ? piece
    : { ...piece, times: piece.times.slice(), values: piece.values.slice(), stale: piece.stale?.slice() };

function* unpacked(parts: readonly SelectedSeries[], selection: Selection, { onDamage }: ExportRequest): Generator<Points> {
  for (const part of parts) {
    try {
      yield createUnpacker().unpack(part, selection);
    } catch (error) {
      if (!(error instanceof DamagedChunk)) throw error;
      onDamage?.();
    }
  }
}
