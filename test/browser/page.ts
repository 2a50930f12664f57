import { test as base } from "@playwright/test";
import { build, type BuildOptions } from "esbuild";
// @ts-expect-error: a build script, without types.
import { pageBundles } from "../../webview/pages/bundles.mjs";
import { pages } from "../../extension/views/pages.js";
import { pagesFolder } from "../support/browserWebview.js";
import { watchActivity } from "../support/idle.js";
import { PageHost } from "../support/pageHost.js";
import { sketchPage } from "./pages/sketch/page.js";

/** A test with a page, bundled as it is at this moment, and the host that it speaks to. */
export const test = base.extend<{ host: PageHost }, { bundles: string }>({
  bundles: [
    async ({}, use) => {
      const bundlesOf = pageBundles as (...folders: string[]) => Promise<BuildOptions>;
      const bundles = await bundlesOf("webview/pages", "test/browser/pages");
      await build({ ...bundles, outdir: pagesFolder });
      await use(pagesFolder);
    },
    { scope: "worker", auto: true },
  ],
  page: async ({ page }, use) => {
    await watchActivity(page);
    await use(page);
  },
  host: async ({ page }, use) => {
    const host = new PageHost(page, [...pages, sketchPage]);
    await use(host);
    host.dispose();
  },
});

export { expect } from "@playwright/test";
