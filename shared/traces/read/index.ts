// Reads traces out of bytes as they come: whose format it is shows by itself. Nothing of the text is kept but what spans say.
import { AppError } from "../../model/failure";
import type { ReadOutcome } from "../span-table";
import { deepest } from "./depths";
import { createDocuments } from "./documents";
import { forgetZeroStarts, markRepeated } from "./finish";
import { foundJson, foundText, notTraces } from "./not-traces";
import { createOutline, type NotTaken } from "./outline";
import { Problems } from "./problems";
import { SpanTableWriter } from "./table-writer";

export interface TraceReading {
  /** The next bytes, cut anywhere. */
  push(bytes: Uint8Array): void;
  /** What came. Throws `bad-file` where it was something else than traces; none of them is no mistake. */
  end(): ReadOutcome;
  /** About how much memory the spans take that were read. */
  readonly bytes: number;
  readonly spans: number;
  /** No more fits into memory: what is pushed from now on is passed over. */
  readonly isFull: boolean;
}

/** No answer may take more memory than this: a window has four gigabytes for everything. */
const mostBytes = 1_200_000_000;

export function createTraceReading(options: { mostBytes?: number } = {}): TraceReading {
  const most = options.mostBytes ?? mostBytes;
  const problems = new Problems();
  const writer = new SpanTableWriter();
  const { root, seen } = createDocuments({ writer, problems });
  const outline = createOutline({ root, onNotTaken: (why, at) => problems.note(notTakenWords[why], at) });
  let isFull = false;
  let head = new Uint8Array(0);

  return {
    get bytes() {
      return writer.bytes;
    },
    get spans() {
      return writer.count;
    },
    get isFull() {
      return isFull;
    },
    push(bytes) {
      if (isFull) return;
      if (head.length < headLength) head = withMore(head, bytes);
      outline.push(bytes);
      isFull = writer.bytes > most;
    },
    end() {
      const isCut = outline.end() || isFull || (outline.mistake !== undefined && writer.count > 0);
      const { table } = writer;
      if (table.count === 0) refuseStrangers(isCut);
      writer.format = seen.format ?? seen.guess ?? "jaeger";
      if (isFull) problems.note(`Only the first ${table.count} spans were read: more do not fit into memory.`);
      else if (outline.mistake) problems.note(brokenOff(table.count, mistakeWords(outline.mistake)));
      else if (isCut) problems.note(brokenOff(table.count, `it ends at byte ${outline.at}, in the middle`));
      forgetZeroStarts(table);
      markRepeated(table, problems);
      return { table, problems: problems.list(), isCut };
    },
  };

  /** Nothing came: because there is nothing, or because this is something else. */
  function refuseStrangers(isCut: boolean): void {
    if (outline.mistake) {
      const isText = outline.mistake.at < headLength && seen.format === undefined && seen.strangers.size === 0;
      throw notTraces(isText ? foundText(head) : `JSON with a mistake (${mistakeWords(outline.mistake)})`);
    }
    if (foundText(head) === "empty") throw notTraces("empty");
    if (seen.error !== undefined) {
      throw new AppError({ kind: "bad-file", say: `This is an error that a server answered with, and no traces: ${seen.error}` });
    }
    if (seen.format === undefined && seen.strangers.size > 0) throw notTraces(foundJson(seen.strangers));
    // A bracket begins many things; what has a list of spans or resources is a trace.
    if (isCut && (seen.format ?? seen.guess ?? "zipkin") === "zipkin") throw notTraces(`cut off at byte ${outline.at}`);
  }
}

const headLength = 512;

function withMore(head: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const more = bytes.subarray(0, headLength - head.length);
  const longer = new Uint8Array(head.length + more.length);
  longer.set(head);
  longer.set(more, head.length);
  return longer;
}

const notTakenWords: Record<NotTaken, string> = {
  "too-deep": `A value is nested deeper than ${deepest} levels; what is below is left out.`,
  "too-long": "A span of more than 256 MB was left out.",
  "not-json": "A span that is no valid JSON was left out.",
};

const mistakeWords = ({ at, found, wants }: { at: number; found: number; wants: string }) => {
  const sign = found > 32 && found < 127 ? `\`${String.fromCharCode(found)}\`` : `the byte ${found}`;
  return `at byte ${at} stands ${sign} where ${wants} belongs`;
};

const brokenOff = (count: number, why: string) => `The text breaks off: ${why}. ${spansBefore(count)}`;

function spansBefore(count: number): string {
  if (count === 0) return "No span stands whole before that.";
  return count === 1 ? "The one span before that is here." : `The ${count} spans before that are here.`;
}
