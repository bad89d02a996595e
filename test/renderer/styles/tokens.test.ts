import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const renderer = join(import.meta.dirname, "../../../renderer");
const css = readFileSync(join(renderer, "styles/tokens.css"), "utf8");

/** The tokens of one block that are plain colours. */
function coloursOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("\n}", start));
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [String(name), String(colour)]));
}

const themes = { dark: coloursOf(":root"), light: coloursOf(':root[data-theme="light"]') };

/** WCAG 2.2: relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const words = ["text", "muted", "accent-text", "ok-text", "warning-text", "critical-text"];
const lines = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => `series-${index}`);
const pairs = (["dark", "light"] as const).flatMap((theme) => [
  ...words.flatMap((name) => ["background", "panel", "raised"].map((surface) => ({ theme, name, surface, least: 4.5 }))),
  { theme, name: "on-accent", surface: "accent", least: 4.5 },
  ...lines.map((name) => ({ theme, name, surface: "panel", least: 3 })),
  ...["ok", "warning", "critical"].map((name) => ({ theme, name, surface: "panel", least: 3 })),
]);

test.each(pairs)("in the $theme theme $name stands out from $surface by $least:1", ({ theme, name, surface, least }) => {
  const [colour, ground] = [themes[theme].get(name), themes[theme].get(surface)];
  expect([colour, ground]).not.toContain(undefined);
  expect(contrast(colour as string, ground as string)).toBeGreaterThanOrEqual(least);
});

test("both themes name the same colours", () => {
  expect([...themes.light.keys()].sort()).toEqual([...themes.dark.keys()].sort());
});

test("whatever is drawn in the mono face draws `!=` and `://` as they were typed", () => {
  const sheets = readdirSync(renderer, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".css"));
  const blocks = sheets.flatMap((path) =>
    readFileSync(join(renderer, path), "utf8")
      .split("}")
      .filter((block) => block.includes("font-family: var(--font-mono)"))
      .map((block) => ({ path, hasFeatures: block.includes("font-feature-settings: var(--font-mono-features)") })),
  );
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks.filter(({ hasFeatures }) => !hasFeatures)).toEqual([]);
});
