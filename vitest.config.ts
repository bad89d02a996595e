import { defineConfig } from "vitest/config";

// Two projects: `unit` needs nothing but Node; `integration` needs real servers, which test/run.mjs finds or installs.
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", include: ["test/{shared,electron,renderer,lint}/**/*.test.{ts,tsx}"], environment: "node" } },
      {
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          environment: "node",
          testTimeout: 60_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
