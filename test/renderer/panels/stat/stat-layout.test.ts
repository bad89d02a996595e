import { expect, test } from "vitest";
import { type StatContent, statGrid, statLayout } from "../../../../renderer/panels/stat/stat-layout";

const content: StatContent = {
  showsName: true,
  showsValue: true,
  hasGraph: true,
  showsChange: false,
  valueWidth: (size) => 2.4 * size,
  nameWidth: () => 0,
};
const options = { wideLayout: true, text: {} };

test("in a tall cell the name stands above the value, and the graph has what is left at the foot", () => {
  const layout = statLayout(content, { width: 200, height: 160 }, options, true);
  expect(layout.isWide).toBe(false);
  expect(layout.valueSize + layout.graphHeight + layout.nameSize).toBeLessThanOrEqual(160);
  expect(layout.graphHeight).toBeGreaterThan(50);
});

test("in a low and wide cell the name stands beside the value, unless the panel says otherwise", () => {
  expect(statLayout(content, { width: 300, height: 46 }, options, true)).toMatchObject({ isWide: true, graphHeight: 0 });
  expect(statLayout(content, { width: 300, height: 46 }, { ...options, wideLayout: false }, true).isWide).toBe(false);
});

test.each([20, 40, 52, 60, 65, 90, 150, 400])("in a cell %i px high the value and its graph do not overlap", (height) => {
  const { valueSize, graphHeight, nameSize, padding } = statLayout(content, { width: 160, height }, options, true);
  const used = nameSize * 1.3 + valueSize * 1.2 + graphHeight + 2 * padding.head;
  if (graphHeight === 0) return;
  expect(used).toBeLessThanOrEqual(height);
  expect(valueSize).toBeGreaterThanOrEqual(20);
});

test("where the value would have to shrink for it, there is no graph", () => {
  expect(statLayout(content, { width: 160, height: 48 }, { ...options, wideLayout: false }, true).graphHeight).toBe(0);
});

test("a size that was chosen is taken as it is", () => {
  const text = { titleSize: 9, valueSize: 99 };
  expect(statLayout(content, { width: 100, height: 100 }, { wideLayout: true, text }, true)).toMatchObject({
    nameSize: 9,
    valueSize: 99,
  });
});

test("a name alone is written large", () => {
  const alone = { ...content, showsValue: false, hasGraph: false, nameWidth: (size: number) => 3 * size };
  expect(statLayout(alone, { width: 300, height: 100 }, options, false).nameSize).toBe(40);
});

const gridOptions = { orientation: "auto", wideLayout: true } as const;

test.each([
  { name: "in low cells when all of them fit so", count: 8, room: { width: 268, height: 152 }, columns: 2, cellHeight: 32 },
  { name: "in high cells when they scroll anyway", count: 200, room: { width: 268, height: 152 }, columns: 2, cellHeight: 46 },
  { name: "in high cells when those fit", count: 4, room: { width: 268, height: 152 }, columns: 2, cellHeight: 72 },
])("names and values stand $name", ({ count, room, columns, cellHeight }) => {
  expect(statGrid(count, room, gridOptions, true).grid).toMatchObject({ columns, cellHeight });
});
