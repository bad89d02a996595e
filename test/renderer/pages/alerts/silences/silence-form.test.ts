import { describe, expect, test } from "vitest";
import { hours } from "#shared/units/time";
import { draftOf, formOf, problemsOf, type SilenceForm } from "../../../../../renderer/pages/alerts/silences/silence-form";
import { emptyStart } from "../../../../../renderer/pages/alerts/silences/start";

const now = 1_764_000_000_000;
const form: SilenceForm = {
  home: "local",
  text: 'alertname="DiskFull", instance=~"db-.*"',
  startsAt: undefined,
  end: { kind: "after", length: hours(1) },
  createdBy: " dana ",
  comment: " disk is replaced ",
};

test("a form makes the silence that it shows, from now on", () => {
  expect(problemsOf(form, now)).toEqual({});
  expect(draftOf(form, undefined, now)).toEqual({
    home: "local",
    matchers: [
      { name: "alertname", value: "DiskFull", isRegex: false, isEqual: true },
      { name: "instance", value: "db-.*", isRegex: true, isEqual: true },
    ],
    startsAt: now,
    endsAt: now + hours(1),
    createdBy: "dana",
    comment: "disk is replaced",
  });
});

describe("a form cannot be saved", () => {
  test.each<{ name: string; change: Partial<SilenceForm>; problems: ReturnType<typeof problemsOf> }>([
    {
      name: "without matchers",
      change: { text: " " },
      problems: { matchers: 'A silence needs a matcher, such as alertname="DiskFull".' },
    },
    {
      name: "when it fits every alert",
      change: { text: 'team!="web"' },
      problems: { matchers: "These matchers fit every alert: at least one of them has to ask for a label that is there." },
    },
    {
      name: "with an end that is over",
      change: { end: { kind: "at", at: now - 1 } },
      problems: { end: "The end is over already." },
    },
    {
      name: "with an end before its start",
      change: { startsAt: now + hours(2), end: { kind: "at", at: now + hours(1) } },
      problems: { end: "It ends before it starts." },
    },
    {
      name: "without its author and its reason",
      change: { createdBy: " ", comment: "" },
      problems: {
        createdBy: "Who silences, for those who wonder later.",
        comment: "Why: the next person on duty reads it.",
      },
    },
  ])("$name", ({ change, problems }) => expect(problemsOf({ ...form, ...change }, now)).toEqual(problems));

  test("while the matchers cannot be read: their field says so itself", () => {
    const broken = { ...form, text: "alertname=~" };
    expect(problemsOf({ ...form, text: 'a=~"("' }, now)).toEqual({});
    expect(draftOf({ ...broken, text: 'a=~"("' }, undefined, now)).toBeUndefined();
  });
});

test("a silence that is changed keeps its id, its home and its times to the millisecond", () => {
  const was = {
    id: "s1",
    home: "am1",
    matchers: [{ name: "team", value: "web", isRegex: false, isEqual: true }],
    startsAt: now - 12_345,
    endsAt: now + 67_890,
    createdBy: "kim",
    comment: "deploy",
  };
  expect(draftOf(formOf(was, "dana"), was.id, now)).toEqual(was);
});

test("a new one is the remembered author's and lasts two hours", () => {
  expect(formOf(emptyStart, "dana")).toMatchObject({
    home: "local",
    createdBy: "dana",
    end: { kind: "after", length: hours(2) },
  });
});
