import type { Page } from "@playwright/test";
import { toBase64 } from "../../model/run/base64.js";
import { snapshotOf } from "../../model/run/runSnapshot.js";
import { initialRunState } from "../../model/run/state.js";
import { googlenet } from "../../model/network/googlenet.js";
import type { Snapshot } from "../../webview/protocol.js";
import { expect, test } from "./page.js";

const idle: Snapshot = {
  network: googlenet,
  input: googlenet.input,
  run: snapshotOf(initialRunState, toBase64),
  eventCount: 0,
};

/** One is drawn before the frame after it begins. */
function nextFrames(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise((drawn) => {
        requestAnimationFrame(() => {
          requestAnimationFrame(() => {
            drawn();
          });
        });
      }),
  );
}

test("the first picture is drawn before the host has answered", async ({ page, host }) => {
  host.firstSnapshot = idle;
  host.willAnswer = false;
  await host.open("explorer");
  await expect(page.locator(".strip .item").first()).toBeVisible();
  await expect(page.locator(".inspector .panel")).toBeVisible();
  expect(host.complaints).toEqual([]);
});

test("a page that is seen again does not show what its old document says", async ({
  page,
  host,
}) => {
  host.firstSnapshot = idle;
  await host.open("explorer");
  host.willAnswer = false;
  await page.reload();
  // The page is built, and what its document says would be taken in, in one go; a frame later it is drawn.
  await page.locator(".stage-frame").waitFor({ state: "attached" });
  await nextFrames(page);
  expect(await page.locator("[data-ready]").count()).toBe(0);
  expect(await page.locator(".strip .item").count()).toBe(0);
  host.willAnswer = true;
  await host.hydrate();
  await expect(page.locator(".strip .item")).not.toHaveCount(0);
});
