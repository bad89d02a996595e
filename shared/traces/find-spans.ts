// Finds spans by words. Each text is looked at once, however many spans say it; spans are then found by the texts' numbers.
import type { BuiltTrace } from "./build/index";
import { readSearchWords, type SearchWord } from "./search-words";
import type { SpanTable, TagRange } from "./span-table";

/** Positions of the spans that all words are true of, wherever in a span each of them is. No words find nothing. */
export function findSpans(table: SpanTable, built: BuiltTrace, words: string): Uint32Array {
  const asked = readSearchWords(words);
  if (asked.length === 0) return new Uint32Array(0);
  const isFound = asked
    .map((word) => spansWith(table, built, word))
    .reduce((both, one) => both.map((found, position) => found & (one[position] as number)));
  const positions: number[] = [];
  for (let position = 0; position < isFound.length; position++) if (isFound[position]) positions.push(position);
  return Uint32Array.from(positions);
}

/** 1 for each position that this word is true of. */
function spansWith(table: SpanTable, built: BuiltTrace, word: SearchWord): Uint8Array {
  const hits = textsWith(table.texts, word.text);
  const tags = word.tag ? tagHits(table, word.tag) : undefined;
  const isHit = (text: number | undefined) => hits[text as number] === 1;
  const inTags = ({ from, to }: TagRange): boolean => {
    for (let tag = from; tag < to; tag++) {
      const [key, value] = [table.tagKey[tag] as number, table.tagValue[tag] as number];
      if (hits[key] === 1 || hits[value] === 1) return true;
      if (tags && tags.keys[key] === 1 && (!tags.values || tags.values[value] === 1)) return true;
    }
    return false;
  };
  const processes = table.processes.map(inTags);
  const services = word.tag && serviceKeys.has(word.tag.key) ? tags?.values : undefined;
  const operations = word.tag && operationKeys.has(word.tag.key) ? tags?.values : undefined;
  const found = new Uint8Array(built.row.length);
  for (let position = 0; position < found.length; position++) {
    const row = built.row[position] as number;
    if (
      isHit(table.operation[row]) ||
      isHit(table.service[row]) ||
      isHit(table.spanId[row]) ||
      isHit(table.parentId[row]) ||
      isHit(table.scope[row]) ||
      isHit(table.statusMessage[row]) ||
      isHit(table.warnings[row]) ||
      services?.[table.service[row] as number] === 1 ||
      operations?.[table.operation[row] as number] === 1 ||
      processes[table.process[row] as number] ||
      inTags({ from: table.tagsFrom[row] as number, to: table.tagsTo[row] as number }) ||
      inEvents(table, row, isHit, inTags) ||
      inLinks(table, row, isHit, inTags)
    ) {
      found[position] = 1;
    }
  }
  return found;
}

type IsHit = (text: number | undefined) => boolean;
type InTags = (range: TagRange) => boolean;

function inEvents(table: SpanTable, row: number, isHit: IsHit, inTags: InTags): boolean {
  const to = table.eventsOf[row + 1] as number;
  for (let event = table.eventsOf[row] as number; event < to; event++) {
    if (isHit(table.eventName[event])) return true;
    if (inTags({ from: table.eventTagsFrom[event] as number, to: table.eventTagsTo[event] as number })) return true;
  }
  return false;
}

function inLinks(table: SpanTable, row: number, isHit: IsHit, inTags: InTags): boolean {
  const to = table.linksOf[row + 1] as number;
  for (let link = table.linksOf[row] as number; link < to; link++) {
    if (isHit(table.linkTraceId[link]) || isHit(table.linkSpanId[link])) return true;
    if (inTags({ from: table.linkTagsFrom[link] as number, to: table.linkTagsTo[link] as number })) return true;
  }
  return false;
}

/** What is no tag here, but is asked for as one. */
const serviceKeys = new Set(["service", "service.name"]);
const operationKeys = new Set(["operation", "name"]);

/** 1 for each text that has these signs in it, in either case. A pattern looks at a text without making another one of it. */
function textsWith(texts: readonly string[], part: string): Uint8Array {
  const pattern = new RegExp(part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"), "i");
  const hits = new Uint8Array(texts.length);
  for (let text = 0; text < texts.length; text++) if (pattern.test(texts[text] as string)) hits[text] = 1;
  return hits;
}

function tagHits({ texts }: SpanTable, { key, value }: { key: string; value: string }) {
  const equal = (asked: string) => Uint8Array.from(texts, (text) => (isEqual(text, asked) ? 1 : 0));
  return { keys: equal(key), values: value === "" ? undefined : equal(value) };
}

/** Compared by length first: hardly any text has the same. */
const isEqual = (text: string, asked: string) => text.length === asked.length && text.toLowerCase() === asked;
