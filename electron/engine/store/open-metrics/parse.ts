// Samples in the text format of OpenMetrics 1.0, line by line: what our own export writes, `promtool tsdb dump-openmetrics`, and
// exporters that say when. https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md
import { type Labels, labelsKey } from "#shared/model/labels";
import type { MetricKind } from "#shared/model/sample";
import type { EpochMs } from "#shared/units/time";
import { TextFault } from "./fault";
import { kindOf, metricTypes } from "./metric-types";
import { parseHead } from "./parse-head";
import { parseReading } from "./parse-reading";

/** One object for each label set of a text, however it is written there. */
export interface ParsedSeries {
  labels: Labels;
  kind: MetricKind;
  newest: EpochMs;
}

export interface OpenMetricsParser {
  /** Reads one line; throws a TextFault for a wrong one. */
  line(text: string): void;
  /** After the last line; throws a TextFault where the text is cut off. */
  end(): void;
}

export function createOpenMetricsParser(
  onSample: (series: ParsedSeries, time: EpochMs, value: number) => void,
): OpenMetricsParser {
  const types = new Map<string, string>();
  const seriesByText = new Map<string, ParsedSeries>();
  const seriesByKey = new Map<string, ParsedSeries>();
  let number = 0;
  let isEnded = false;
  let lastText = "";
  let lastSeries: ParsedSeries | undefined;

  /** The samples of a series mostly come one after another, with the same text before the value. */
  function seriesOf(text: string): { series: ParsedSeries; end: number } {
    if (lastSeries && text.startsWith(lastText) && text[lastText.length] === " ")
      return { series: lastSeries, end: lastText.length };
    const { labels, end } = parseHead(text, number);
    lastText = text.slice(0, end);
    lastSeries = seriesByText.get(lastText) ?? newSeries(lastText, labels);
    return { series: lastSeries, end };
  }

  function newSeries(text: string, labels: Labels): ParsedSeries {
    const key = labelsKey(labels);
    const kind = kindOf(labels.__name__ ?? "", types);
    const series = seriesByKey.get(key) ?? { labels, kind, newest: Number.NEGATIVE_INFINITY };
    seriesByKey.set(key, series);
    seriesByText.set(text, series);
    return series;
  }

  function sample(text: string): void {
    const { series, end } = seriesOf(text);
    const { value, time, timeAt } = parseReading(text, end, number);
    if (time <= series.newest) {
      const message = "this sample is not after the one before it of the same series: sort the samples of each series by time";
      throw new TextFault(message, number, timeAt + 1);
    }
    series.newest = time;
    onSample(series, time, value);
  }

  function comment(text: string): void {
    if (text === "# EOF") {
      isEnded = true;
      return;
    }
    const match = /^# TYPE (?:"((?:[^"\\]|\\.)*)"|(\S+)) (\S*)$/.exec(text);
    if (!match) {
      if (text.startsWith("# TYPE ")) throw new TextFault("expected # TYPE, the name of a metric and its type", number, 8);
      return;
    }
    const [, quotedName, bareName, type = ""] = match;
    const column = text.length - type.length + 1;
    if (!metricTypes.includes(type))
      throw new TextFault(`expected one of ${metricTypes.join(", ")}, found ${JSON.stringify(type)}`, number, column);
    types.set(quotedName?.replaceAll(/\\(.)/g, "$1") ?? bareName ?? "", type);
  }

  return {
    line(text) {
      number++;
      if (text === "") return;
      if (isEnded) throw new TextFault("nothing may follow # EOF", number, 1);
      if (text.startsWith("#")) comment(text);
      else sample(text);
    },
    end() {
      if (isEnded) return;
      throw new TextFault("the file does not end with # EOF: it is cut off, or not in the OpenMetrics format", number + 1, 1);
    },
  };
}
