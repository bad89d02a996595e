import { expect, test } from "vitest";
import { columnsOffered } from "../../../../../renderer/pages/logs/detail/columns-offered";
import { aLine, loaded } from "./lines";

test("offers what most lines have first, and what is the same in all of them last", () => {
  const lines = Array.from({ length: 300 }, (_, id) =>
    aLine({
      id,
      labels: { service: "gateway", pod: `p${id % 3}` },
      line: id % 2 === 0 ? `status=${id} rare=${id}` : `status=${id}`,
    }),
  );
  expect(columnsOffered(loaded(lines))).toEqual(["pod", "status", "rare", "service"]);
});

test("offers nothing where nothing is loaded", () => expect(columnsOffered(loaded([]))).toEqual([]));
