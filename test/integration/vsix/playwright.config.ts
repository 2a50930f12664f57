import { defineConfig } from "@playwright/test";

/** The VSIX as it was packaged before, in a VS Code as anybody has it. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: "../../../dist/test/vsix",
  workers: 1,
  timeout: 300_000,
  // Other tests have the processors too: what is waited for comes, and not within the usual five seconds.
  expect: { timeout: 120_000 },
  forbidOnly: true,
  reporter: "line",
});
