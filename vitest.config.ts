import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Far beyond what any test takes: a slow machine must not fail one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests wait more than they compute: on two cores one worker, the default, leaves much of both idle.
    maxWorkers: "100%",
    projects: [
      { extends: true, test: { name: "unit", include: ["test/unit/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "integration",
          include: ["test/{integration,system}/**/*.test.ts"],
          globalSetup: ["test/support/database-server.ts"],
        },
      },
    ],
  },
});
