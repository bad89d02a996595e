// Spans that are written as everybody writes them are read straight out of the bytes, which takes half the time of parsing them. All
// others are parsed and taken whole, as are those of Zipkin; what is read here has to say the same as if it were parsed.
import type { TraceFormat } from "../span-table";
import type { ReadContext } from "./context";
import { createPlainJaeger } from "./plain-jaeger";
import { PlainJson } from "./plain-json";
import { createPlainOtlp } from "./plain-otlp";

/** Adds the span at a place of these bytes. Returns the place behind it; -1: it is not plain, or goes on in the next bytes. */
export type ReadPlainSpan = (bytes: Uint8Array, at: number) => number;

export function createPlainSpans({ writer }: ReadContext): Partial<Record<TraceFormat, ReadPlainSpan>> {
  const json = new PlainJson(writer.texts);
  const reading =
    (addSpan: () => void): ReadPlainSpan =>
    (bytes, at) => {
      const { tagCount, eventCount } = writer;
      json.start(bytes, at);
      addSpan();
      if (json.isPlain) return json.at;
      writer.dropTags(tagCount);
      writer.dropEvents(eventCount);
      return -1;
    };
  return {
    jaeger: reading(createPlainJaeger(writer, json)),
    otlp: reading(createPlainOtlp(writer, json)),
  };
}
