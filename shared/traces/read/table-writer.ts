// Fills a table of spans. Columns double when they are full; a span is added when all of it is known but its process, which a
// source may write after its spans.
import { spanFlags } from "../../model/trace";
import { type SpanTable, type TagRange, type TraceFormat, tagTypes } from "../span-table";
import { TextTable } from "../text-table";
import { type Instant, isPlausible } from "./instants";

export type TagTypeNumber = number;

/** The number of a type in `tagType`. */
export const tagTypeNumber = (type: (typeof tagTypes)[number]): TagTypeNumber => tagTypes.indexOf(type);

/** A span as it is added; texts by their numbers. */
export interface NewSpan {
  traceId: number;
  spanId: number;
  parentId: number;
  service: number;
  operation: number;
  kind: number;
  flags: number;
  start: number;
  duration: number;
  process: number;
  tagsFrom: number;
  tagsTo: number;
  statusMessage: number;
  scope: number;
  warnings: number;
  isSharedHalf: boolean;
}

type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

const rowColumns = [
  ["traceId", Uint32Array],
  ["spanId", Uint32Array],
  ["parentId", Uint32Array],
  ["service", Uint32Array],
  ["operation", Uint32Array],
  ["kind", Uint8Array],
  ["flags", Uint16Array],
  ["start", Float64Array],
  ["duration", Float64Array],
  ["process", Uint32Array],
  ["tagsFrom", Uint32Array],
  ["tagsTo", Uint32Array],
  ["eventsOf", Uint32Array],
  ["linksOf", Uint32Array],
  ["statusMessage", Uint32Array],
  ["scope", Uint32Array],
  ["warnings", Uint32Array],
  ["isSharedHalf", Uint8Array],
  ["isRepeated", Uint8Array],
] as const;

/** What a span of these columns takes, a tag, an event, and a link. */
const [rowBytes, tagBytes, eventBytes, linkBytes] = [76, 9, 20, 20];

export class SpanTableWriter {
  readonly texts = new TextTable();
  readonly #table: SpanTable;
  #tagCount = 0;
  #eventCount = 0;
  #linkCount = 0;
  /** By the number of a key: the key that came behind it, and the value that it had. */
  readonly #keyBehind: number[] = [];
  readonly #lastValue: number[] = [];
  #lastKey = 0;
  /** By what they say. The first has no tags. */
  #processes = new Map<string, number>([["", 0]]);

  constructor() {
    this.#table = emptyTable(this.texts.texts);
  }

  get count(): number {
    return this.#table.count;
  }

  /** Where the next tag will be: those of a span, a process, an event or a link are added one after the other. */
  get tagCount(): number {
    return this.#tagCount;
  }

  /** About how much memory the table takes. */
  get bytes(): number {
    const { count, processes } = this.#table;
    const columns = count * rowBytes + this.#tagCount * tagBytes + this.#eventCount * eventBytes + this.#linkCount * linkBytes;
    return columns + processes.length * 100 + this.texts.bytes;
  }

  set format(format: TraceFormat) {
    this.#table.format = format;
  }

  /**
   * The start of a span as the table counts: from the first plausible one on, so that one of 1970 at the head does not cost all
   * others their nanoseconds.
   */
  startAt(instant: Instant): number {
    if (this.#table.baseSeconds === 0 && isPlausible(instant.seconds)) this.#rebase(instant.seconds);
    return this.at(instant);
  }

  at({ seconds, nanos }: Instant): number {
    return (seconds - this.#table.baseSeconds) * 1e9 + nanos;
  }

  #rebase(seconds: number): void {
    const table = this.#table;
    table.baseSeconds = seconds;
    for (let row = 0; row < table.count; row++) table.start[row] = (table.start[row] as number) - seconds * 1e9;
    for (let event = 0; event < this.#eventCount; event++)
      table.eventAt[event] = (table.eventAt[event] as number) - seconds * 1e9;
  }

  addTag(key: string, value: string, type: TagTypeNumber): void {
    const keyNumber = this.#numberOfKey(key);
    this.addNumberedTag(keyNumber, this.#numberOfValue(value, keyNumber), type);
  }

  /** A tag by the numbers of its texts. */
  addNumberedTag(key: number, value: number, type: TagTypeNumber): void {
    const table = this.#table;
    const at = this.#tagCount++;
    if (at >= table.tagKey.length) {
      table.tagKey = grown(table.tagKey);
      table.tagValue = grown(table.tagValue);
      table.tagType = grown(table.tagType);
    }
    table.tagKey[at] = key;
    table.tagValue[at] = value;
    table.tagType[at] = type;
  }

  /** Tags come in the same order again and again: comparing with the one that came last behind the same is cheaper than a search. */
  #numberOfKey(key: string): number {
    const guess = this.#keyBehind[this.#lastKey] ?? 0;
    const number = this.texts.texts[guess] === key ? guess : this.texts.number(key);
    this.#keyBehind[this.#lastKey] = number;
    this.#lastKey = number;
    return number;
  }

  #numberOfValue(value: string, key: number): number {
    const guess = this.#lastValue[key] ?? 0;
    if (this.texts.texts[guess] === value) return guess;
    const number = this.texts.value(value);
    this.#lastValue[key] = number;
    return number;
  }

  /** Takes back the tags that were added from this place on. */
  dropTags(from: number): void {
    this.#tagCount = from;
  }

  /** How many events there are. */
  get eventCount(): number {
    return this.#eventCount;
  }

  /** Takes back the events that were added from this one on. */
  dropEvents(from: number): void {
    this.#eventCount = from;
  }

  /** An event of the span that is added next; its name by its number. */
  addEvent(at: number, name: number, tagsFrom: number): void {
    const table = this.#table;
    const index = this.#eventCount++;
    if (index >= table.eventAt.length) {
      table.eventAt = grown(table.eventAt);
      table.eventName = grown(table.eventName);
      table.eventTagsFrom = grown(table.eventTagsFrom);
      table.eventTagsTo = grown(table.eventTagsTo);
    }
    table.eventAt[index] = at;
    table.eventName[index] = name;
    table.eventTagsFrom[index] = tagsFrom;
    table.eventTagsTo[index] = this.#tagCount;
  }

  /** A link of the span that is added next. */
  addLink(traceId: string, spanId: string, kind: string, tagsFrom: number): void {
    const table = this.#table;
    const index = this.#linkCount++;
    if (index >= table.linkKind.length) {
      table.linkTraceId = grown(table.linkTraceId);
      table.linkSpanId = grown(table.linkSpanId);
      table.linkKind = grown(table.linkKind);
      table.linkTagsFrom = grown(table.linkTagsFrom);
      table.linkTagsTo = grown(table.linkTagsTo);
    }
    table.linkTraceId[index] = this.texts.number(traceId);
    table.linkSpanId[index] = this.texts.number(spanId);
    table.linkKind[index] = this.texts.number(kind);
    table.linkTagsFrom[index] = tagsFrom;
    table.linkTagsTo[index] = this.#tagCount;
  }

  /** The number of the process that has the tags from this place on; one that is known gives them back. */
  addProcess(tagsFrom: number): number {
    const { tagKey, tagValue, tagType, processes } = this.#table;
    let says = "";
    for (let tag = tagsFrom; tag < this.#tagCount; tag++) says += `${tagKey[tag]} ${tagValue[tag]} ${tagType[tag]},`;
    const known = this.#processes.get(says);
    if (known !== undefined) {
      this.dropTags(tagsFrom);
      return known;
    }
    const number = processes.push({ from: tagsFrom, to: this.#tagCount }) - 1;
    this.#processes.set(says, number);
    return number;
  }

  addSpan(span: NewSpan): void {
    const table = this.#table;
    const row = table.count++;
    // One more than rows: `eventsOf` and `linksOf` have an end.
    if (row + 1 >= table.traceId.length) for (const [name] of rowColumns) growColumn(table, name);
    table.traceId[row] = span.traceId;
    table.spanId[row] = span.spanId;
    table.parentId[row] = span.parentId;
    table.service[row] = span.service;
    table.operation[row] = span.operation;
    table.kind[row] = span.kind;
    const hasEvents = this.#eventCount > (table.eventsOf[row] as number);
    const hasLinks = this.#linkCount > (table.linksOf[row] as number);
    const isUnfinished = !(span.duration >= 0) || Number.isNaN(span.start);
    table.flags[row] =
      span.flags |
      (hasEvents ? spanFlags.events : 0) |
      (hasLinks ? spanFlags.links : 0) |
      (span.warnings !== 0 ? spanFlags.warnings : 0) |
      (isUnfinished ? spanFlags.unfinished : 0);
    table.start[row] = span.start;
    table.duration[row] = span.duration;
    table.process[row] = span.process;
    table.tagsFrom[row] = span.tagsFrom;
    table.tagsTo[row] = span.tagsTo;
    table.eventsOf[row + 1] = this.#eventCount;
    table.linksOf[row + 1] = this.#linkCount;
    table.statusMessage[row] = span.statusMessage;
    table.scope[row] = span.scope;
    table.warnings[row] = span.warnings;
    table.isSharedHalf[row] = span.isSharedHalf ? 1 : 0;
  }

  /** The table as it is so far: what is not known of its last spans can be written into its columns. */
  get table(): SpanTable {
    return this.#table;
  }
}

function growColumn(table: SpanTable, name: (typeof rowColumns)[number][0]): void {
  Object.assign(table, { [name]: grown(table[name] as Column) });
}

function grown<C extends Column>(column: C): C {
  const Kind = column.constructor as new (length: number) => C;
  const larger = new Kind(column.length * 2);
  larger.set(column);
  return larger;
}

const firstRows = 64;

function emptyTable(texts: string[]): SpanTable {
  const rows = Object.fromEntries(rowColumns.map(([name, Kind]) => [name, new Kind(firstRows)])) as unknown as Pick<
    SpanTable,
    (typeof rowColumns)[number][0]
  >;
  const processes: TagRange[] = [{ from: 0, to: 0 }];
  return {
    format: "jaeger",
    count: 0,
    texts,
    baseSeconds: 0,
    ...rows,
    processes,
    tagKey: new Uint32Array(firstRows),
    tagValue: new Uint32Array(firstRows),
    tagType: new Uint8Array(firstRows),
    eventAt: new Float64Array(firstRows),
    eventName: new Uint32Array(firstRows),
    eventTagsFrom: new Uint32Array(firstRows),
    eventTagsTo: new Uint32Array(firstRows),
    linkTraceId: new Uint32Array(firstRows),
    linkSpanId: new Uint32Array(firstRows),
    linkKind: new Uint32Array(firstRows),
    linkTagsFrom: new Uint32Array(firstRows),
    linkTagsTo: new Uint32Array(firstRows),
  };
}
