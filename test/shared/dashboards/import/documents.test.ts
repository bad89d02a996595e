import { expect, test } from "vitest";
import { importDashboards } from "#shared/dashboards/import/import";

const panel = '{"type": "stat", "title": "Up", "targets": [{"expr": "up"}]}';

/** Each title with its shape, its folder, and the path of the first thing that is said of it. */
const found = (text: string) =>
  importDashboards(text).found.map(({ dashboard, shape, folder }) =>
    [dashboard.title, shape, ...(folder ? [folder] : [])].join(", "),
  );

test.each([
  { name: "a dashboard", text: '{"title": "A", "panels": []}', expected: ["A, classic"] },
  { name: "a dashboard of old rows", text: '{"title": "A", "rows": []}', expected: ["A, rows"] },
  { name: "a dashboard after a byte order mark", text: '\uFEFF{"title": "A", "panels": []}', expected: ["A, classic"] },
  {
    name: "what is sent to the API",
    text: '{"dashboard": {"title": "A", "panels": []}, "overwrite": true}',
    expected: ["A, api"],
  },
  {
    name: "what the API answers",
    text: '{"meta": {"folderTitle": "Team"}, "dashboard": {"title": "A", "panels": []}}',
    expected: ["A, api, Team"],
  },
  {
    name: "a resource in another resource's answer",
    text: '{"dashboard": {"apiVersion": "dashboard.grafana.app/v0alpha1", "kind": "Dashboard", "metadata": {"name": "a"}, "spec": {"title": "A"}}}',
    expected: ["A, kubernetes"],
  },
  {
    name: "the bare second version, as Grafana shows it",
    text: '{"title": "A", "elements": {}, "layout": {"kind": "GridLayout", "spec": {"items": []}}}',
    expected: ["A, v2"],
  },
  { name: "one panel", text: panel, expected: ["Up, panel"] },
  { name: "several panels", text: `[${panel}, {"type": "text", "content": "x"}]`, expected: ["Imported dashboard, panel"] },
  {
    name: "a panel of the second version",
    text: '{"kind": "Panel", "spec": {"id": 1, "title": "P", "vizConfig": {"kind": "stat", "spec": {}}}}',
    expected: ["Imported dashboard, panel"],
  },
  { name: "only queries", text: '{"targets": [{"expr": "up"}]}', expected: ["Imported dashboard, panel"] },
  {
    name: "several dashboards",
    text: '[{"title": "A", "panels": []}, {"title": "B", "rows": []}, 5]',
    expected: ["A, classic", "B, rows"],
  },
  {
    name: "variables alone",
    text: '[{"name": "a", "type": "query"}, {"name": "b", "type": "textbox"}]',
    expected: ["Part of a dashboard, fragment"],
  },
  {
    name: "one variable",
    text: '{"name": "a", "type": "query", "query": "label_values(up, job)"}',
    expected: ["Part of a dashboard, fragment"],
  },
  {
    name: "a part without its braces",
    text: '"templating": {"list": [{"name": "a", "type": "query"}]},',
    expected: ["Part of a dashboard, fragment"],
  },
  { name: "panels without the dashboard's braces", text: `"panels": [${panel}]`, expected: ["Up, fragment"] },
  { name: "a dashboard in YAML", text: "title: A\npanels:\n  - type: stat\n    title: Up\n", expected: ["A, classic"] },
  {
    name: "blocks of a page, whatever else is in it",
    text: `Text\n\n\`\`\`json\n${panel}\n\`\`\`\n\n\`\`\`bash\nls\n\`\`\`\n\n~~~\n{"level": "INFO"}\n~~~\n\n\`\`\`json\n{"title": "A", "panels": []}\n\`\`\`\n`,
    expected: ["Up, panel", "A, classic"],
  },
  {
    name: "JSON whose texts hold fences",
    text: '{"title": "A", "panels": [],\n"description": "```"\n}',
    expected: ["A, classic"],
  },
])("$name is found", ({ text, expected }) => expect(found(text)).toEqual(expected));

test.each([
  { name: "nothing", text: " \n ", expected: "There is nothing in it." },
  {
    name: "JSON that breaks off",
    text: '{"title": "A",\n "panels": [}',
    expected: 'This is not JSON, at line 2, column 13: Expected a value, found "}".',
  },
  {
    name: "a part without braces that is wrong in its first line",
    text: '"templating": {,}',
    expected: 'This is not JSON, at line 1, column 16: Expected a property name in double quotes or `}`, found ",".',
  },
  { name: "a number", text: "[1, 2]", expected: "This is a list, but not one of dashboards or panels." },
  {
    name: "any other JSON",
    text: '{"level": "INFO"}',
    expected: "This is JSON, but not a dashboard: it has neither panels nor rows nor elements.",
  },
  {
    name: "a list of things that have titles",
    text: '[{"title": "An issue", "body": "x"}]',
    expected: "This is a list, but not one of dashboards or panels.",
  },
  {
    name: "a version that is not there yet",
    text: '{"apiVersion": "dashboard.grafana.app/v3beta1", "kind": "Dashboard", "spec": {}}',
    expected: 'This dashboard is of version "dashboard.grafana.app/v3beta1", which is newer than what Watchdeck can read (v2).',
  },
  {
    name: "one of ours from a newer Watchdeck",
    text: '{"kind": "watchdeck-dashboard", "version": 99}',
    expected: "This dashboard is of version 99, from a newer Watchdeck; this one reads version 1. Update Watchdeck to open it.",
  },
  {
    name: "another resource",
    text: "apiVersion: v1\nkind: Service\n",
    expected: 'This is a "Service" of Kubernetes, and holds no dashboard.',
  },
  {
    name: "a ConfigMap whose dashboard is wrong",
    text: 'apiVersion: v1\nkind: ConfigMap\ndata:\n  a.json: "{\\"panels\\": }"\n',
    expected: 'a.json is not JSON, at its line 1, column 12: Expected a value, found "}".',
  },
  {
    name: "a list without dashboards",
    text: "apiVersion: v1\nkind: List\nitems: []\n",
    expected: "None of the items of this list is a dashboard.",
  },
  {
    name: "YAML that is wrong",
    text: "title: A\n  panels: [\n",
    expected: "This is neither JSON nor YAML, at line 1, column 8: Nested mappings are not allowed in compact mappings.",
  },
  { name: "plain words", text: "hello", expected: 'This is not JSON, at line 1, column 1: Expected a value, found "h".' },
  {
    name: "a page whose only block of JSON is wrong",
    text: "# A\n\n```json\n{]\n```\n",
    expected:
      'In the block at line 3: This is not JSON, at line 1, column 2: Expected a property name in double quotes or `}`, found "]".',
  },
  { name: "a page without any", text: "# A\n\n```bash\nls\n```\n", expected: "None of the blocks of this text is a dashboard." },
  {
    name: "what is nested without end",
    text: `{"panels": ${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
    expected: expect.stringMatching(/^This is nested too deep to be a dashboard, at \$\.panels\[0\]\[0\]/),
  },
  {
    name: "fifty megabytes",
    text: `{"a": "${"x".repeat(50_000_000)}"}`,
    expected: "This is larger than 25 MB: that is no dashboard.",
  },
  {
    name: "a dashboard of millions of panels",
    text: `{"title": "A", "panels": [${"{},".repeat(100_000)}{}]}`,
    expected: "This dashboard has 100001 panels; no more than 20000 can be read.",
  },
  {
    name: "a page of fences that never close",
    text: "```x\n".repeat(200_000),
    expected: "None of the blocks of this text is a dashboard.",
  },
  {
    name: "YAML without end",
    text: `title: ${"x".repeat(10_000_001)}`,
    expected: "This is YAML of more than 10 MB; bring its dashboards as JSON.",
  },
  {
    name: "YAML that unfolds without end",
    text: `kind: &a [1,1,1,1,1,1,1,1,1]\n${[..."bcdefgh"].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[index]}`).join(",")}]`).join("\n")}\n`,
    expected: expect.stringContaining("This YAML cannot be read"),
  },
])("$name is refused with a sentence", ({ text, expected }) => {
  expect(importDashboards(text)).toEqual({ found: [], failure: expected });
});

test("the report names paths of the given text, not of what was put around it", () => {
  const pathOf = (text: string) => importDashboards(text).found[0]?.report[0]?.path;
  expect(pathOf('{"type": "graph", "targets": []}')).toBe("$.type");
  expect(pathOf('[{"type": "graph", "targets": []}]')).toBe("$[0].type");
  expect(pathOf('{"dashboard": {"panels": [{"type": "graph"}]}}')).toBe("$.dashboard.panels[0].type");
  expect(pathOf('{"kind": "Panel", "spec": {"id": 1, "vizConfig": {"kind": "graph", "spec": {}}}}')).toBe("$.spec.vizConfig");
  expect(pathOf('[{"name": "a", "type": "query"}, {"name": "b", "type": "groupby"}]')).toBe("$[1]");
  expect(pathOf('[{"name": "b", "type": "groupby"}]')).toBe("$[0]");
});
