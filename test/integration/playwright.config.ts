import { defineConfig } from "@playwright/test";
import { chosenByLength } from "../support/length.js";

/** Each test has a VS Code of its own, so one at a time on a small machine. GOOGLENET_LONG=1 runs the long checks. */
export default defineConfig({
  testDir: "window",
  testMatch: "*.spec.ts",
  ...chosenByLength,
  outputDir: "../../dist/test/window",
  workers: 1,
  timeout: 300_000,
  // Other tests have the processors too: what is waited for comes, and not within the usual five seconds.
  expect: { timeout: 120_000 },
  forbidOnly: true,
  reporter: "line",
});
