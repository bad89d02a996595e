import { defineConfig } from "vitest/config";

const slow = { environment: "node" as const, testTimeout: 120_000, hookTimeout: 180_000 };

// Integration tests mostly wait for servers and for time to pass: three at once (test/run.mjs says so) take a third of it. Windows are
// shown one after another, because one at a time has the focus.
// `unit` needs nothing but Node. `integration` needs real servers, `e2e` a browser, an Electron and a display as well:
// test/run.mjs finds or installs those, and says by name what it had to leave out.
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/{shared,electron,renderer,lint}/**/*.test.{ts,tsx}"], environment: "node" } },
      { test: { name: "integration", include: ["test/integration/**/*.test.ts"], ...slow } },
      { test: { name: "e2e", include: ["test/e2e/**/*.test.ts"], ...slow, fileParallelism: false } },
    ],
  },
});
