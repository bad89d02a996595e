// A Jaeger's traces, from its address to the slow line: found, looked at as a waterfall, folded, searched, compared, saved and opened
// again; from a log line and back to one. Hostile names stay text.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { type FakeLoki, startFakeLoki } from "../support/loki/fake-loki";
import { startHttp } from "../support/misbehaving-server";
import { takeScreenshots } from "../support/screenshots";
import { prometheusVersion, type RunningServer, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";
import { type FakeJaeger, startFakeJaeger } from "../support/traces/fake-jaeger";
import type { GeneratedSpan, GeneratedTrace } from "../support/traces/generated";
import { generateTrace, zipkinJson } from "../support/traces/generator";

for (const shell of ["desktop", "browser"] satisfies Shell[]) {
  suite(`traces in the ${shell} shell`, missingFor(shell), () => traces(shell));
}

const ms = 1_000_000;
const slowId = "4bf92f3577b34da6a3ce929d0e0e4736";
const quickId = "00f067aa0ba902b74bf92f3577b34da6";
const hostile = '<img src=x onerror="window.hacked = true"> \u202Egnp.exe';

/** A chat request: the model takes most of it, and a budget is looked up six times. */
function chat(traceId: string, startMs: number, { modelMs, isFailing }: { modelMs: number; isFailing: boolean }): GeneratedTrace {
  const names = ["gateway", "router", "postgres", "claude-api"];
  const processes = names.map((service, at) => ({
    ...{ service, ipv4: `10.0.0.${at + 1}`, port: 80, skewNs: 0 },
    tags: [{ key: "host.name", value: `node-${at}` }],
  }));
  const spans: GeneratedSpan[] = [];
  const add = (service: string, operation: string, parent: GeneratedSpan | undefined, fromMs: number, forMs: number) => {
    const span: GeneratedSpan = {
      spanId: String(spans.length + 1).padStart(16, "a"),
      ...(parent && { parentSpanId: parent.spanId }),
      ...{ process: names.indexOf(service), operation, kind: parent ? "internal" : "server" },
      ...{ startNs: fromMs * ms, durationNs: forMs * ms, tags: [], events: [], links: [], status: "unset" },
    };
    spans.push(span);
    return span;
  };
  const root = add("gateway", "POST /v1/chat", undefined, 0, modelMs + 200);
  root.tags.push({ key: "http.route", value: "/v1/chat" });
  add("gateway", hostile, root, 5, 10).tags.push({ key: "<script>", value: hostile });
  const route = add("router", "route request", root, 20, modelMs + 30);
  const model = add("claude-api", "messages.create", route, 30, modelMs);
  model.kind = "client";
  model.tags.push({ key: "retry", value: 1 }, { key: "model", value: "claude-sonnet" });
  if (isFailing) {
    root.status = "error";
    model.status = "error";
    model.statusMessage = "no answer in 2 s";
    model.events.push({ atNs: 40 * ms, name: "exception", tags: [{ key: "exception.type", value: "TimeoutError" }] });
  }
  for (let at = 0; at < 6; at++) add("postgres", "SELECT budget", root, modelMs + 60 + at * 10, 8);
  return { traceId, startMs, processes, spans };
}

/** What a collector makes of spans, with one of the slow trace beside a bucket; it grows with the seconds. */
function spanMetrics(): string {
  const count = Math.floor(Date.now() / 1000) % 100_000;
  const labels = 'service_name="gateway",span_name="POST /v1/chat",span_kind="SPAN_KIND_SERVER",status_code="STATUS_CODE_UNSET"';
  const name = "traces_span_metrics_duration_seconds";
  return [
    "# TYPE traces_span_metrics_calls counter",
    `traces_span_metrics_calls_total{${labels}} ${count}`,
    `# TYPE ${name} histogram`,
    `${name}_bucket{${labels},le="1.0"} ${Math.floor(count / 2)}`,
    `${name}_bucket{${labels},le="5.0"} ${count} # {trace_id="${slowId}"} 2.2`,
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${count * 1.5}`,
    `${name}_count{${labels}} ${count}`,
    "# EOF",
    "",
  ].join("\n");
}

function traces(shell: Shell): void {
  let folder: string;
  let jaeger: FakeJaeger;
  let loki: FakeLoki;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-traces-"));
    jaeger = await startFakeJaeger();
    const now = Date.now();
    jaeger.push([
      chat(slowId, now - 120_000, { modelMs: 2000, isFailing: true }),
      chat(quickId, now - 60_000, { modelMs: 300, isFailing: false }),
    ]);
    loki = await startFakeLoki();
    const ns = (BigInt(now) - 119_000n) * 1_000_000n;
    loki.push([
      {
        labels: { service_name: "gateway", env: "prod" },
        lines: [[ns, `level=error trace_id=${slowId} msg="no answer from the model"`]],
      },
    ]);
    watchdeck = await openConsole(shell);
    page = watchdeck.page;
  });
  afterAll(async () => {
    await watchdeck?.close();
    await jaeger?.close();
    await loki?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The same in both shells: one of them is enough to be looked at. */
  const shoot = async (name: string) => (shell === "browser" ? takeScreenshots(name, page, shell) : undefined);
  const main = () => page.locator("main");
  const rows = () => page.locator("[data-position]");
  const row = (name: string | RegExp) => page.getByRole("row", { name }).first();
  const detail = () => page.getByRole("region", { name: "Chosen span" });

  async function addServer(url: string, kind: string, name: string): Promise<void> {
    await page.getByRole("navigation").getByRole("link", { name: "Connections" }).click();
    await page.getByRole("button", { name: "Add server" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Address").fill(url);
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Test", exact: true }).click();
    await dialog.getByText(`This is a ${kind}, not a Prometheus`).waitFor();
    await dialog.getByRole("button", { name: `Connect it as a ${kind}` }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(`${name} was added`).waitFor();
  }

  async function openTraces(): Promise<void> {
    await page.getByRole("navigation").getByRole("link", { name: "Traces" }).click();
    await page.getByRole("form", { name: "Find traces" }).waitFor();
  }

  async function choose(picker: string, option: string): Promise<void> {
    await main()
      .getByRole("combobox", { name: picker })
      .or(main().getByRole("button", { name: picker }))
      .first()
      .click();
    await page.getByRole("option", { name: option }).first().click();
  }

  test("without a server the page says what to do", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Traces" }).click();
    await page
      .getByRole("button", { name: /Open (a )?file/ })
      .first()
      .waitFor();
    await shoot("traces-none");
  });

  test("a Jaeger is added by its address, though it is taken for a Prometheus at first", async () => {
    await addServer(jaeger.url, "Jaeger", "jaeger-prod");
    await addServer(loki.url, "Loki", "loki-prod");
  });

  test("traces of a service are found, those that failed are told, and the time is drawn", async () => {
    await openTraces();
    await choose("Service", "gateway");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await main().getByText("2 traces").first().waitFor();
    await shoot("traces-results");
    await main().getByLabel("Tags", { exact: true }).fill("error=true");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await main().getByText("1 trace", { exact: true }).first().waitFor();
  });

  test("a search that takes too long is cancelled, and asked again by nobody", async () => {
    jaeger.misbehave({ kind: "hang" }, "/api/v3/trace-summaries");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByRole("button", { name: "Find", exact: true }).waitFor();
    await main()
      .getByText(/cancelled/i)
      .first()
      .waitFor();
    jaeger.misbehave(undefined, "/api/v3/trace-summaries");
    await page.getByRole("button", { name: "Find", exact: true }).click();
    await main().getByText("1 trace", { exact: true }).first().waitFor();
  });

  test("a trace is a waterfall with its critical path, repeated siblings in one row", async () => {
    await main().getByText("POST /v1/chat").first().click();
    await row(/POST \/v1\/chat/).waitFor();
    await row(/SELECT budget.*6/).waitFor();
    expect(await rows().count()).toBe(5);
    await shoot("trace");
  });

  test("a span tells its tags, its events and what went wrong", async () => {
    await row(/messages\.create/).click();
    await detail().getByText("claude-sonnet").waitFor();
    await detail().getByText("no answer in 2 s").first().waitFor();
    await detail().getByText("TimeoutError").first().waitFor();
    await shoot("trace-span");
  });

  test("what is hostile is text, and what it hides is seen", async () => {
    await row(/img src=x/).click();
    await detail().getByText("<script>").waitFor();
    expect(await detail().textContent()).not.toContain("\u202E");
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    expect(await main().locator("img").count()).toBe(0);
  });

  test("the search finds a tag, and only the matches can be shown", async () => {
    await page.keyboard.press("Control+f");
    await page.keyboard.type("retry=1");
    await page.keyboard.press("Enter");
    await page
      .getByText(/1 of 1|1 span/)
      .first()
      .waitFor();
    await page.getByRole("switch", { name: "Only matches" }).click();
    // With those above it.
    await eventually(async () => (await rows().count()) === 3 || undefined, "the span, and the two above it");
    await page.getByRole("switch", { name: "Only matches" }).click();
    await page.getByRole("search", { name: "Find in this trace" }).getByRole("button", { name: "Close" }).click();
  });

  test("errors only, and the whole folded by a key", async () => {
    await page.getByRole("button", { name: "errors only" }).click();
    await eventually(async () => (await rows().count()) === 3 || undefined, "the failed spans, and the one between them");
    await page.getByRole("button", { name: "errors only" }).click();
    await page.getByRole("treegrid", { name: "Spans" }).focus();
    await page.keyboard.press("{");
    await eventually(async () => (await rows().count()) === 1 || undefined, "the root alone");
    await page.keyboard.press("}");
  });

  test.each([
    ["Flame graph", /messages\.create/],
    ["Statistics", /claude-api/],
    ["Spans", /SELECT budget/],
    ["Logs", /exception/],
  ])("%s says the same in another way", async (view, text) => {
    await page.getByRole("radio", { name: new RegExp(`^${view}`) }).click();
    await main().getByText(text).first().waitFor();
    await shoot(`trace-${view.toLowerCase().replace(" ", "-")}`);
  });

  test("the lines of the trace are found from its span, and the trace again from a line", async () => {
    await page.getByRole("radio", { name: "Waterfall" }).click();
    await row(/POST \/v1\/chat/).click();
    await detail().getByRole("button", { name: "Logs of this span" }).click();
    await detail().getByText("no answer from the model").first().waitFor();
    await shoot("trace-span-logs");
    await page.getByRole("navigation").getByRole("link", { name: "Logs" }).click();
    await page.getByRole("button", { name: "What is being looked at" }).click();
    await page.getByRole("menuitem", { name: /loki-prod/ }).click();
    await page.locator(".cm-content").first().fill('{service_name="gateway"}');
    await main().getByRole("button", { name: "Run", exact: true }).click();
    await page.locator("[data-log-row]").first().click();
    await page
      .getByRole("link", { name: "Open trace" })
      .or(page.getByRole("button", { name: "Open trace" }))
      .first()
      .click();
    await row(/POST \/v1\/chat/).waitFor();
    expect(page.url()).toContain(slowId);
  });

  test("two traces are compared, call by call", async () => {
    await page.evaluate(
      ([a, b]) => {
        location.hash = `/traces/compare/${a}..${b}`;
      },
      [slowId, quickId],
    );
    await main().getByText("messages.create").first().waitFor();
    await shoot("traces-compare");
  });

  test("which service calls which is a map and a list", async () => {
    await openTraces();
    await page
      .getByRole("link", { name: "Service map" })
      .or(page.getByRole("tab", { name: "Service map" }))
      .first()
      .click();
    await page.getByRole("img", { name: /Map of 4 services/ }).waitFor();
    await shoot("traces-map");
    await page.getByRole("radio", { name: "List" }).click();
    await page.getByRole("grid", { name: "Calls between services" }).getByText("claude-api").first().waitFor();
  });

  suite("beside a Prometheus with metrics of spans", prometheusVersion() ? [] : ["prometheus"], () => {
    let exporter: { url: string; stop(): Promise<void> };
    let prometheus: RunningServer;

    beforeAll(async () => {
      const type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
      exporter = await startHttp((_, response) => response.setHeader("content-type", type).end(spanMetrics()));
      prometheus = await startPrometheus({
        scrape: { spans: new URL(exporter.url).host },
        args: ["--enable-feature=exemplar-storage"],
      });
      const query = new URLSearchParams({ query: "rate(traces_span_metrics_calls_total[1m]) > 0" });
      await eventually(
        async () => {
          const answer = await fetch(`${prometheus.url}/api/v1/query?${query}`);
          const { data } = (await answer.json()) as { data: { result: unknown[] } };
          return data.result.length > 0 || undefined;
        },
        "a rate of the spans",
        { limitMs: 30_000 },
      );
    });
    afterAll(async () => {
      await prometheus?.stop();
      await exporter?.stop();
    });

    test("services have their rates, errors and durations, and lead to their traces", async () => {
      await page.getByRole("navigation").getByRole("link", { name: "Connections" }).click();
      await page.getByRole("button", { name: "Add server" }).first().click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Address").fill(prometheus.url);
      await dialog.getByLabel("Name").fill("prom-prod");
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.waitFor({ state: "detached" });
      await openTraces();
      await page.getByRole("link", { name: "Services", exact: true }).click();
      // Of a short time the newest numbers are shown at once.
      await page.getByRole("button", { name: /^Time range/ }).click();
      await page.getByRole("menuitem", { name: "Last 5 m" }).click();
      const services = page.getByRole("grid", { name: "Services" });
      await services.getByText("gateway").click();
      await page.getByRole("region", { name: "Service gateway" }).getByRole("link", { name: "Traces", exact: true }).waitFor();
      await shoot("traces-services");
      await page.getByRole("region", { name: "Service gateway" }).getByRole("link", { name: "Traces", exact: true }).click();
      await page.getByRole("form", { name: "Find traces" }).waitFor();
      expect(page.url()).toContain("service=gateway");
    });

    test("an exemplar on a chart leads to its trace", async () => {
      const expr = "rate(traces_span_metrics_duration_seconds_bucket[1m])";
      await page.getByRole("navigation").getByRole("link", { name: "Metrics" }).click();
      await page.getByRole("button", { name: "What is being looked at" }).click();
      await page.getByRole("menuitem", { name: /prom-prod/ }).click();
      await page.locator(".cm-content").first().fill(expr);
      await main().getByRole("button", { name: "Run", exact: true }).click();
      await main().getByRole("switch", { name: "Exemplars" }).click();
      await main()
        .getByRole("button", { name: /exemplars?$/ })
        .last()
        .click();
      await page
        .getByRole("menuitem", { name: new RegExp(`trace ${slowId.slice(0, 16)}`) })
        .first()
        .click();
      await row(/POST \/v1\/chat/).waitFor();
    });
  });

  test("a file of a Zipkin is opened without asking any server", async () => {
    const path = join(folder, "zipkin.json");
    const made = generateTrace({ seed: 4, spans: 40, services: 3 });
    writeFileSync(path, zipkinJson([made]));
    await openTraces();
    const chooser = page.waitForEvent("filechooser");
    await page
      .getByRole("button", { name: /Open (a )?file/ })
      .first()
      .click();
    await (await chooser).setFiles(path);
    await rows().first().waitFor();
    await main()
      .getByText(/40 spans/)
      .first()
      .waitFor();
  });

  // Where the desktop app's downloads go, dashboard-export.test.ts sees to.
  test.runIf(shell === "browser")("a trace is saved, and reads back from its file", async () => {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /Jaeger/ }).click()]);
    const path = join(folder, "saved.json");
    await download.saveAs(path);
    expect(JSON.parse(readFileSync(path, "utf8")).data[0].spans).toHaveLength(40);
  });

  test("a file that is none says so, and what was open stays", async () => {
    const path = join(folder, "page.json");
    writeFileSync(path, "<html><body>Sign in</body></html>");
    await openTraces();
    const chooser = page.waitForEvent("filechooser");
    await page
      .getByRole("button", { name: /Open (a )?file/ })
      .first()
      .click();
    await (await chooser).setFiles(path);
    await page.getByText(/HTML/).first().waitFor();
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}
