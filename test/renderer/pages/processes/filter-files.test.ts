import { expect, test } from "vitest";
import type { OpenFile } from "#shared/contract/processes";
import { filterFiles } from "../../../../renderer/pages/processes/filter-files";

const files: OpenFile[] = [
  { descriptor: 1, kind: "file", target: "/var/log/Nginx/access.log" },
  { descriptor: 2, kind: "socket", target: "tcp 127.0.0.1:9090 ← 127.0.0.1:51234 established" },
];

test.each([
  { filter: "", expected: [1, 2] },
  { filter: "nginx LOG", expected: [1] },
  { filter: "socket :9090", expected: [2] },
  { filter: "(", expected: [] },
])("'$filter' leaves the open files $expected", ({ filter, expected }) => {
  expect(filterFiles(files, filter).map(({ descriptor }) => descriptor)).toEqual(expected);
});
