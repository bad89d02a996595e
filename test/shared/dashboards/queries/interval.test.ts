import { expect, test } from "vitest";
import {
  intervalFor,
  intervalText,
  mostPoints,
  parseInterval,
  rateInterval,
  withinMostPoints,
} from "#shared/dashboards/queries/interval";

const s = 1000;
const m = 60 * s;
const h = 60 * m;
const d = 24 * h;

test.each([
  [15, 10, 20],
  [35, 20, 50],
  [75, 50, 100],
  [150, 100, 200],
  [350, 200, 500],
  [750, 500, s],
  [1.5 * s, s, 2 * s],
  [3.5 * s, 2 * s, 5 * s],
  [7.5 * s, 5 * s, 10 * s],
  [12.5 * s, 10 * s, 15 * s],
  [17.5 * s, 15 * s, 20 * s],
  [25 * s, 20 * s, 30 * s],
  [45 * s, 30 * s, m],
  [1.5 * m, m, 2 * m],
  [3.5 * m, 2 * m, 5 * m],
  [7.5 * m, 5 * m, 10 * m],
  [12.5 * m, 10 * m, 15 * m],
  [17.5 * m, 15 * m, 20 * m],
  [25 * m, 20 * m, 30 * m],
  [45 * m, 30 * m, h],
  [1.5 * h, h, 2 * h],
  [2.5 * h, 2 * h, 3 * h],
  [4.5 * h, 3 * h, 6 * h],
  [9 * h, 6 * h, 12 * h],
  [d, 12 * h, d],
  [7 * d, d, 7 * d],
  [21 * d, 7 * d, 30 * d],
  [42 * d, 30 * d, 365 * d],
])("just below %i ms the interval is %i ms, and from there on %i ms", (bound, below, above) => {
  expect([intervalFor(bound - 0.001, 1, 0), intervalFor(bound, 1, 0)]).toEqual([below, above]);
});

test.each([
  { name: "six hours on 800 px", range: 6 * h, points: 800, least: 15 * s, interval: 30 * s },
  { name: "an hour on 1,000 px, scraped every 15 s", range: h, points: 1000, least: 15 * s, interval: 15 * s },
  { name: "an hour on 1,000 px of this machine", range: h, points: 1000, least: s, interval: 5 * s },
  { name: "a week on 1,200 px", range: 7 * d, points: 1200, least: 15 * s, interval: 10 * m },
  { name: "no width at all", range: h, points: 0, least: 15 * s, interval: h },
])("$name makes an interval of $interval ms", ({ range, points, least, interval }) =>
  expect(intervalFor(range, points, least)).toBe(interval),
);

test.each([
  { interval: 15 * s, scrape: 15 * s, rate: m },
  { interval: 30 * s, scrape: 15 * s, rate: m },
  { interval: 45 * s, scrape: 15 * s, rate: m },
  { interval: m, scrape: 15 * s, rate: 75 * s },
  { interval: s, scrape: s, rate: 4 * s },
  { interval: 5 * m, scrape: m, rate: 6 * m },
])("the rate interval of $interval ms and scrapes every $scrape ms is $rate ms", ({ interval, scrape, rate }) =>
  expect(rateInterval(interval, scrape)).toBe(rate),
);

test("no step makes more points than a source answers", () => {
  for (const range of [h, 6 * h, 7 * d, 90 * d, 3650 * d]) {
    const step = withinMostPoints(s, range);
    expect(Math.floor(range / step) + 1).toBeLessThanOrEqual(mostPoints);
  }
  expect(withinMostPoints(30 * s, 6 * h)).toBe(30 * s);
});

test.each([
  [1, "1ms"],
  [10, "10ms"],
  [s, "1s"],
  [90 * s, "90s"],
  [m, "1m"],
  [75 * s, "75s"],
  [90 * m, "90m"],
  [2 * h, "2h"],
  [d, "1d"],
  [7 * d, "7d"],
  [365 * d, "1y"],
  [0, "1ms"],
])("%i ms are written %s, in one unit", (ms, text) => {
  expect(intervalText(ms)).toBe(text);
  if (ms > 0) expect(parseInterval(text)).toBe(ms);
});

test.each([
  ["15s", 15 * s],
  [">15s", 15 * s],
  ["> 1m", m],
  [">=1m", m],
  ["1m30s", 90 * s],
  ["0.5h", 30 * m],
  ["500ms", 500],
  ["1w", 7 * d],
  ["1M", 30 * d],
  ["30", 30 * s],
  ["", undefined],
  ["0", undefined],
  ["0s", undefined],
  ["-5s", undefined],
  ["15 apples", undefined],
  ["$__interval", undefined],
])("%s as an interval", (text, ms) => expect(parseInterval(text)).toBe(ms));
