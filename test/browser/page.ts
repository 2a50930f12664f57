import { test as base } from "@playwright/test";
import { pages } from "../../extension/views/pages.js";
import { watchActivity } from "../support/idle.js";
import { PageHost } from "../support/pageHost.js";
import { sketchPage } from "./pages/sketch/page.js";

/** A test with a page, and the host that it speaks to. */
export const test = base.extend<{ host: PageHost }>({
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
