// The traces that the other tests are made of: what they promise of themselves.
import { describe, expect, test } from "vitest";
import {
  type GeneratedTrace,
  type GenerateOptions,
  generateTrace,
  jaegerBytes,
  jaegerJson,
  otlpJson,
  zipkinJson,
} from "../../support/traces/generator";

const withEverything: GenerateOptions = { seed: 7, spans: 3000, skew: 5, orphans: 3, repeated: 4, links: 10, errors: 0.02 };

describe("a generated trace", () => {
  test("is the same for the same seed, and another one for another", () => {
    const once = jaegerJson([generateTrace(withEverything)]);
    expect(jaegerJson([generateTrace(withEverything)])).toBe(once);
    expect(jaegerJson([generateTrace({ ...withEverything, seed: 8 })])).not.toBe(once);
  });

  test.each([
    { spans: 1, depth: 8, reached: 0 },
    { spans: 2, depth: 8, reached: 1 },
    { spans: 9, depth: 8, reached: 8 },
    { spans: 500, depth: 3, reached: 3 },
    { spans: 5000, depth: 12, reached: 12 },
    { spans: 5000, depth: 4999, reached: 4999 },
    { spans: 5000, depth: 1, reached: 1 },
  ])("of $spans spans and $depth levels has as many", ({ spans, depth, reached }) => {
    const trace = generateTrace({ seed: 3, spans, depth });
    expect([trace.spans.length, Math.max(...depths(trace))]).toEqual([spans, reached]);
  });

  test("has its children within their parents, where clocks are right", () => {
    const trace = generateTrace({ seed: 5, spans: 2000 });
    const outside = trace.spans.filter((span) => {
      const parent = trace.spans.find(({ spanId }) => spanId === span.parentSpanId);
      return parent && !(span.startNs >= parent.startNs && end(span) <= end(parent));
    });
    expect(outside).toEqual([]);
  });

  test("has what was asked for, as often", () => {
    const { spans, processes } = generateTrace(withEverything);
    const ids = new Set(spans.map(({ spanId }) => spanId));
    const siblings = countsOf(spans.map(({ parentSpanId, operation }) => `${parentSpanId} ${operation}`));
    expect(ids.size).toBe(3000);
    expect(spans.filter(({ parentSpanId }) => parentSpanId !== undefined && !ids.has(parentSpanId))).toHaveLength(3);
    expect(spans.reduce((sum, { links }) => sum + links.length, 0)).toBe(10);
    expect([...siblings.values()].filter((count) => count >= 14).length).toBeGreaterThanOrEqual(4);
    expect(processes.some(({ skewNs }) => skewNs !== 0)).toBe(true);
    expect(spans.filter(({ status }) => status === "error").length).toBeGreaterThan(30);
  });

  test("says several hundred characters for each span, in every format", () => {
    const trace = generateTrace({ seed: 1, spans: 2000 });
    const sizes = [jaegerJson([trace]), otlpJson([trace]), zipkinJson([trace])].map((text) => {
      JSON.parse(text);
      return text.length / 2000;
    });
    expect(sizes.map((size) => size > 500 && size < 1300)).toEqual([true, true, true]);
  });

  test("comes in pieces that are its whole text", () => {
    const trace = generateTrace({ seed: 2, spans: 1500 });
    const pieces = [...jaegerBytes(trace)];
    expect(Buffer.concat(pieces).toString()).toBe(jaegerJson([trace]));
    expect(pieces.length).toBeGreaterThan(3);
  });
});

const end = ({ startNs, durationNs }: { startNs: number; durationNs: number }) => startNs + durationNs;

function depths({ spans }: GeneratedTrace): number[] {
  const parentOf = new Map(spans.map(({ spanId, parentSpanId }) => [spanId, parentSpanId]));
  const depthOf = new Map<string, number>();
  const depthBelow = (id: string): number => {
    const chain: string[] = [];
    let at: string | undefined = id;
    while (at !== undefined && !depthOf.has(at)) {
      chain.push(at);
      at = parentOf.get(at);
    }
    for (const each of chain.reverse()) {
      const parent = parentOf.get(each);
      depthOf.set(each, parent === undefined ? 0 : (depthOf.get(parent) ?? 0) + 1);
    }
    return depthOf.get(id) ?? 0;
  };
  return spans.map(({ spanId }) => depthBelow(spanId));
}

function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
