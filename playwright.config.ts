import { defineConfig } from "@playwright/test";
import { chromiumFlags, findChromium } from "./test/support/chromium.js";
import { chosenByLength, isLong } from "./test/support/length.js";

const isBench = process.env["GOOGLENET_BENCH"] !== undefined;

/** A page is closed before code that is made faster has paid for it: a tenth of a test's work. */
const compiledOnce = ["--js-flags=--no-maglev"];

/** Letters are drawn the same on every machine that has the font. */
const sameLetters = ["--font-render-hinting=none", "--force-color-profile=srgb"];

/** The pages alone in the system's Chromium; the host's side is the extension's own, over a fake VS Code. GOOGLENET_BENCH=1 measures instead, and GOOGLENET_LONG=1 runs the long checks. */
export default defineConfig({
  testDir: "test",
  // The host of the pages is the real one, over as much of VS Code as the unit tests have.
  tsconfig: "test/browser/playwright.tsconfig.json",
  testMatch: isBench ? "bench/*.spec.ts" : "browser/*.spec.ts",
  ...chosenByLength,
  outputDir: "dist/test/browser",
  globalSetup: "./test/browser/bundlePages.mjs",
  // A page waits for its host and its frames as long as it works.
  workers: isBench ? 1 : 2,
  timeout: isLong ? 1_800_000 : 300_000,
  // Other tests have the processors too: what is waited for comes, and not within the usual five seconds.
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: "line",
  // Drawn anew by: npx playwright test test/browser/pictures.spec.ts --update-snapshots
  snapshotPathTemplate: "test/snapshots/pages/{arg}{ext}",
  updateSnapshots: "none",
  use: {
    launchOptions: {
      executablePath: findChromium(),
      args: [...chromiumFlags, ...sameLetters, ...(isBench ? [] : compiledOnce)],
    },
    viewport: { width: 1400, height: 900 },
  },
});
