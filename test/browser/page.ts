import { test as base } from "@playwright/test";
import { build } from "esbuild";
import { PageHost, pagesFolder } from "../support/pageHost.js";

/** A test with a page, bundled as it is at this moment, and the host that it speaks to. */
export const test = base.extend<{ host: PageHost }, { bundles: string }>({
  bundles: [
    async ({}, use) => {
      await build({
        bundle: true,
        minify: true,
        platform: "browser",
        target: "es2022",
        format: "iife",
        outdir: pagesFolder,
        logLevel: "warning",
        loader: { ".ttf": "file" },
        assetNames: "[name]",
        entryPoints: {
          explorer: "webview/pages/explorer/main.ts",
          metrics: "webview/pages/metrics/main.ts",
        },
      });
      await use(pagesFolder);
    },
    { scope: "worker", auto: true },
  ],
  host: async ({ page }, use) => {
    await use(new PageHost(page));
  },
});

export { expect } from "@playwright/test";
