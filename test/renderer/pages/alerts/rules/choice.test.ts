import { expect, test } from "vitest";
import type { PackRule, RulePack } from "#shared/contract/rule-packs";
import { givenValues, holesOf, offersOf, usualRules } from "../../../../../renderer/pages/alerts/rules/packs/choice";

const hole = (name: string, usual?: string) => ({
  name,
  label: name,
  about: "",
  kind: "number" as const,
  ...(usual !== undefined && { usual }),
});
const rule = (name: string, more: Partial<PackRule> = {}): PackRule => ({
  name,
  kind: "alerting",
  about: "",
  expr: "x",
  holes: [],
  isUsual: true,
  ...more,
});
const pack = (id: string, more: Partial<RulePack> = {}): RulePack => ({
  id,
  title: id,
  about: "",
  needs: ["up"],
  fits: "any",
  rules: [],
  usedAs: [],
  ...more,
});

test("a pack is offered for the sources that have all it asks for, and what is in use comes last", () => {
  const packs = [
    pack("used", { usedAs: [{ fileId: "f", source: "prod" }] }),
    pack("fits"),
    pack("does not fit", { needs: ["up", "redis_up"] }),
  ];
  const sources = [
    { id: "prod", name: "prod" },
    { id: "empty", name: "empty" },
    { id: "silent", name: "silent" },
  ];
  const metrics = new Map([
    ["prod", new Set(["up"])],
    ["empty", new Set<string>()],
  ]);
  expect(offersOf(packs, sources, metrics).map((offer) => [offer.pack.id, offer.source.id, offer.isUsed])).toEqual([
    ["fits", "prod", false],
    ["used", "prod", true],
  ]);
});

test("what is made for this machine is not offered for servers, and the other way round", () => {
  const packs = [pack("here", { fits: "host" }), pack("there", { fits: "servers" })];
  const sources = ["local", "prod"].map((id) => ({ id, name: id }));
  const metrics = new Map(sources.map(({ id }) => [id, new Set(["up"])]));
  expect(offersOf(packs, sources, metrics).map((offer) => `${offer.pack.id} ${offer.source.id}`)).toEqual([
    "here local",
    "there prod",
  ]);
});

test("chosen at first is what is usual and leaves nothing open", () => {
  const rules = [
    rule("usual"),
    rule("unusual", { isUsual: false }),
    rule("filled", { holes: [hole("a", "1")] }),
    rule("open", { holes: [hole("a", "1"), hole("b")] }),
  ];
  expect([...usualRules(pack("p", { rules }))]).toEqual(["usual", "filled"]);
});

test("a hole that several chosen rules have is asked for once, and those that must be filled come first", () => {
  const rules = [
    rule("four", { holes: [hole("e", "1")] }),
    rule("one", { holes: [hole("a"), hole("b")] }),
    rule("two", { holes: [hole("b"), hole("c")] }),
    rule("three", { holes: [hole("d")] }),
  ];
  expect(holesOf(rules, new Set(["four", "one", "two"])).map(({ name }) => name)).toEqual(["a", "b", "c", "e"]);
});

test("a value of blanks is none", () => {
  expect(
    givenValues(
      new Map([
        ["a", "1"],
        ["b", "  "],
      ]),
    ),
  ).toEqual({ a: "1" });
});
