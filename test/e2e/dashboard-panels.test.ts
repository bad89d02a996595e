// The panels in a real browser: what hostile texts become, and what a table does with keys and clicks.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dashboardSchema } from "#shared/dashboards/dashboard";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { suite } from "../support/suite";

const run = "window.wasRun=true";

/** Each is one way in which a text has become a program somewhere. */
const vectors: readonly { name: string; mode: "markdown" | "html"; content: string }[] = [
  { name: "a script", mode: "html", content: `<script>${run}</script>` },
  { name: "a picture that fails", mode: "html", content: `<img src=x onerror="${run}">` },
  { name: "a picture in Markdown that ends its own attribute", mode: "markdown", content: `![a](x"onerror="${run})` },
  { name: "a drawing that loads", mode: "html", content: `<svg onload="${run}"><script>${run}</script></svg>` },
  {
    name: "a drawing within mathematics",
    mode: "html",
    content: `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
  },
  { name: "an address that is a program", mode: "html", content: `<a href="javascript:${run}">go</a>` },
  { name: "an address that is a program, in Markdown", mode: "markdown", content: `[go](javascript:${run})` },
  { name: "an address with a tab in it", mode: "html", content: `<a href="jav&#x09;ascript:${run}">go</a>` },
  {
    name: "an address that is a page of its own",
    mode: "html",
    content: `<a href="data:text/html,<script>${run}</script>">go</a>`,
  },
  { name: "an old address that is a program", mode: "markdown", content: `[go](vbscript:${run})` },
  { name: "a frame", mode: "html", content: `<iframe srcdoc="<script>parent.wasRun=true</script>"></iframe>` },
  {
    name: "an object",
    mode: "html",
    content: `<object data="data:text/html,<script>${run}</script>"></object><embed src="javascript:${run}">`,
  },
  {
    name: "a form that asks for a password",
    mode: "html",
    content: `<form action="https://example.com"><input name="password"><button formaction="javascript:${run}">go</button></form>`,
  },
  {
    name: "a style sheet",
    mode: "html",
    content: `<style>body{display:none}</style><link rel="stylesheet" href="https://example.com/x.css">`,
  },
  {
    name: "an element over the whole window",
    mode: "html",
    content: `<div style="position:fixed;inset:0;z-index:99999;background:red">x</div>`,
  },
  { name: "a style that loads", mode: "html", content: `<div style="background-image:url(https://example.com/x.png)">x</div>` },
  { name: "names that scripts know", mode: "html", content: `<img name="body"><a id="location" name="cookie">x</a>` },
  { name: "a class of the console", mode: "html", content: `<div class="visually-hidden">x</div>` },
  {
    name: "a refresh of the page",
    mode: "html",
    content: `<meta http-equiv="refresh" content="0;url=https://example.com"><base href="https://example.com/">`,
  },
  { name: "a template", mode: "html", content: `<template><img src=x onerror="${run}"></template>` },
  { name: "a comment that is not closed", mode: "html", content: `<!--><img src=x onerror="${run}">` },
  { name: "HTML in Markdown", mode: "markdown", content: `**a** <details open ontoggle="${run}"><summary>b</summary></details>` },
  { name: "a picture from elsewhere", mode: "markdown", content: "![seen](https://example.com/pixel.png)" },
];

const elementOf = (index: number) => `v${index}`;

const dashboard = dashboardSchema.parse({
  kind: "watchdeck-dashboard",
  version: 1,
  uid: "panels-by-hand",
  title: "Hostile texts",
  elements: {
    ...Object.fromEntries(
      vectors.map(({ name, mode, content }, index) => [
        elementOf(index),
        { id: index + 1, title: name, type: "text", options: { mode, content } },
      ]),
    ),
    table: {
      ...{ id: 100, title: "Cores", type: "table" },
      queries: [{ refId: "A", expr: "sum by (cpu, mode) (node_cpu_seconds_total)", mode: "instant", format: "table" }],
      fieldConfig: { defaults: { custom: { filterable: true } }, overrides: [] },
    },
  },
  layout: {
    kind: "grid",
    items: [
      { element: "table", x: 0, y: 0, width: 24, height: 8 },
      ...vectors.map((_, index) => ({
        element: elementOf(index),
        x: (index % 6) * 4,
        y: 8 + Math.floor(index / 6) * 3,
        width: 4,
        height: 3,
      })),
    ],
  },
});

suite("the panels of a dashboard", missingFor("browser"), () => {
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let page: Page;
  const elsewhere: string[] = [];

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-panels-"));
    mkdirSync(join(dataFolder, "dashboards"));
    writeFileSync(join(dataFolder, "dashboards", "panels.json"), JSON.stringify(dashboard));
    watchdeck = await openConsole("browser", { dataFolder });
    page = watchdeck.page;
    page.on("request", (request) => {
      if (!["localhost", "127.0.0.1"].includes(new URL(request.url()).hostname) && !request.url().startsWith("data:"))
        elsewhere.push(request.url());
    });
    await page.setViewportSize({ width: 1440, height: 1100 });
    await page.evaluate(() => {
      location.hash = "#/dashboards/panels-by-hand";
    });
    await page.getByRole("heading", { level: 1, name: "Hostile texts" }).waitFor();
  });
  afterAll(async () => {
    await watchdeck?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const panel = (title: string) => page.locator("main").getByRole("region", { name: title, exact: true });

  test.each(vectors)("a text with $name is inert", async ({ name }) => {
    const body = panel(name);
    await body.waitFor();
    expect(
      await body.evaluate((element) => ({
        forbidden: element.querySelectorAll("script, iframe, object, embed, form, input, style, link, meta, base, template, math")
          .length,
        handlers: [...element.querySelectorAll("*")].flatMap(({ attributes }) =>
          [...attributes].map((attribute) => attribute.name).filter((attribute) => attribute.startsWith("on")),
        ),
        addresses: [...element.querySelectorAll("a[href]")]
          .map((link) => link.getAttribute("href") ?? "")
          .filter((href) => !/^(https?:|mailto:|#\/)/.test(href)),
        named: element.querySelectorAll("div[class*=markdown] :is([id], [name], [class])").length,
        placed: [...element.querySelectorAll<HTMLElement>("div[class*=markdown] *")].filter(
          (inner) => getComputedStyle(inner).position === "fixed" || getComputedStyle(inner).backgroundImage !== "none",
        ).length,
      })),
    ).toEqual({ forbidden: 0, handlers: [], addresses: [], named: 0, placed: 0 });
  });

  test("none of them ran, and nothing was asked of another machine", async () => {
    expect(await page.evaluate(() => "wasRun" in window)).toBe(false);
    expect(elsewhere).toEqual([]);
    expect(watchdeck.complaints).toEqual([]);
    await panel("a picture from elsewhere").getByRole("link", { name: "seen" }).waitFor();
  });

  test("a table is sorted by its heads, filtered by its values, and read cell by cell with the keyboard", async () => {
    const table = panel("Cores").getByRole("grid");
    const rows = table.getByRole("row");
    await table.getByRole("button", { name: /^mode/ }).click();
    await table.getByRole("button", { name: "Filter mode", exact: true }).click();
    await page.getByRole("textbox", { name: "mode with this text" }).fill("idle");
    await page.keyboard.press("Escape");
    await expect.poll(() => table.getAttribute("aria-label")).toMatch(/^Cores: \d+ of \d+ rows/);
    expect(await rows.nth(1).innerText()).toContain("idle");
    await rows.nth(1).getByRole("gridcell").first().click();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Copy the value" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
  });
});
