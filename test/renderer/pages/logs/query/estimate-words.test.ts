import { expect, test } from "vitest";
import { estimateWords } from "../../../../../renderer/pages/logs/query/estimate-words";

test.each([
  {
    told: { bytes: 41_234_567, entries: 18_412, streams: 12 },
    words: "about 41 MB",
    about: "Running it goes through about 41 MB: 18,412 lines of 12 streams, by the source's own estimate.",
  },
  {
    told: { bytes: 1.234e12, streams: 1 },
    words: "reads 1.2 TB: narrow it",
    about:
      "Running it goes through about 1.2 TB: 1 stream, by the source's own estimate. Narrow it by more labels or a shorter time.",
  },
  { told: { bytes: 9.99e9 }, words: "reads 10 GB: narrow it", about: "" },
  { told: { bytes: 9.4e9 }, words: "about 9.4 GB", about: "Running it goes through about 9.4 GB, by the source's own estimate." },
  { told: { bytes: 512 }, words: "about 510 B", about: "Running it goes through about 510 B, by the source's own estimate." },
])("an estimate is told as $words", ({ told, words, about }) => {
  const estimate = estimateWords(told);
  expect(estimate?.words).toBe(words);
  if (about !== "") expect(estimate?.about).toBe(about);
});

test.each([{ told: {} }, { told: { streams: 3 } }, { told: { bytes: 0, entries: 0, streams: 0 } }])(
  "where the source cannot tell, or has not counted yet, nothing is said: $told",
  ({ told }) => expect(estimateWords(told)).toBeUndefined(),
);
