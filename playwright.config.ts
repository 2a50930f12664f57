import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./test/support/chromium.js";

const isBench = process.env["GOOGLENET_BENCH"] !== undefined;

/** The pages alone in the system's Chromium; the host's side is the test's. GOOGLENET_BENCH=1 measures instead. */
export default defineConfig({
  testDir: "test",
  testMatch: ["browser/*.spec.ts", "bench/*.spec.ts"],
  testIgnore: isBench ? "browser/**" : "bench/**",
  outputDir: "dist/test/browser",
  workers: 1,
  timeout: 120_000,
  forbidOnly: true,
  reporter: "line",
  use: {
    launchOptions: { executablePath: findChromium(), args: chromiumFlags },
    viewport: { width: 1400, height: 900 },
  },
});
