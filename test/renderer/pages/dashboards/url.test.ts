import { expect, test } from "vitest";
import { variableSchema } from "#shared/dashboards/variable";
import { givenChoices, readView, type ViewChange, withView } from "../../../../renderer/pages/dashboards/url";

const nothing = { chosen: new Map(), isKiosk: false };

test.each([
  { name: "nothing", link: "", expected: nothing },
  { name: "a range", link: "from=now-1h&to=now", expected: { ...nothing, range: { from: "now-1h", to: "now" } } },
  {
    name: "a start alone, which goes on until now",
    link: "from=now-1h",
    expected: { ...nothing, range: { from: "now-1h", to: "now" } },
  },
  { name: "a start that is longer than any time", link: `from=${"9".repeat(65)}`, expected: nothing },
  { name: "a time zone", link: "tz=Europe/Berlin", expected: { ...nothing, timeZone: "Europe/Berlin" } },
  { name: "local time", link: "tz=browser", expected: { ...nothing, timeZone: "browser" } },
  { name: "a time zone that is none", link: "tz=Mars/Base", expected: nothing },
  { name: "a refresh", link: "refresh=5s", expected: { ...nothing, refresh: "5s" } },
  { name: "a refresh that is switched off", link: "refresh=off", expected: { ...nothing, refresh: "" } },
  { name: "a refresh that is not offered", link: "refresh=1ms", expected: { ...nothing, refresh: "" } },
  {
    name: "several values of a variable, and one of another",
    link: "var-job=a&var-job=b&var-node=x",
    expected: {
      ...nothing,
      chosen: new Map([
        ["job", ["a", "b"]],
        ["node", ["x"]],
      ]),
    },
  },
  { name: "a variable without a name", link: "var-=a", expected: nothing },
  {
    name: "a variable called __proto__",
    link: "var-__proto__=a",
    expected: { ...nothing, chosen: new Map([["__proto__", ["a"]]]) },
  },
  { name: "one panel, in presentation", link: "panel=cpu&kiosk=1", expected: { ...nothing, panel: "cpu", isKiosk: true } },
])("a link is read: $name", ({ link, expected }) => {
  expect(readView(new URLSearchParams(link))).toEqual(expected);
});

test.each<{ name: string; was: string; change: ViewChange; link: string }>([
  { name: "a range", was: "source=c1", change: { range: { from: "now-1h", to: "now" } }, link: "source=c1&from=now-1h&to=now" },
  { name: "back to the dashboard's range", was: "from=now-1h&to=now&source=c1", change: { range: undefined }, link: "source=c1" },
  { name: "no refresh", was: "", change: { refresh: "" }, link: "refresh=off" },
  {
    name: "other values of a variable",
    was: "var-a=1&var-a=2&var-b=3",
    change: { chosen: new Map([["a", ["4"]]]) },
    link: "var-b=3&var-a=4",
  },
  {
    name: "a variable as it was saved",
    was: "var-a=1&var-b=3",
    change: { chosen: new Map([["a", undefined]]) },
    link: "var-b=3",
  },
  { name: "the end of a presentation", was: "kiosk=1&panel=cpu", change: { isKiosk: false }, link: "panel=cpu" },
])("a link is changed to $name, and the rest of it stays", ({ was, change, link }) => {
  expect(withView(new URLSearchParams(was), change).toString()).toBe(link);
});

test("only variables that there are take what a link says, and constants take nothing", () => {
  const variables = [
    variableSchema.parse({ kind: "textbox", name: "word" }),
    variableSchema.parse({ kind: "constant", name: "fixed", query: "a" }),
  ];
  const chosen = new Map([
    ["word", ["x"]],
    ["fixed", ["b"]],
    ["other", ["c"]],
  ]);
  expect(givenChoices(variables, chosen)).toEqual(new Map([["word", { values: ["x"], texts: ["x"] }]]));
});
