import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./test/support/chromium.js";

/** The pages alone in the system's Chromium; the host's side is the test's. */
export default defineConfig({
  testDir: "test/browser",
  testMatch: "*.spec.ts",
  outputDir: "dist/test/browser",
  workers: 1,
  timeout: 120_000,
  forbidOnly: true,
  reporter: "line",
  use: {
    launchOptions: {
      executablePath: findChromium(),
      args: chromiumFlags,
    },
    viewport: { width: 1400, height: 900 },
  },
});
