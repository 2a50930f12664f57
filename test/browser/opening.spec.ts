import { initialRunState } from "../../model/run/state.js";
import { googlenet } from "../../model/network/googlenet.js";
import type { Snapshot } from "../../webview/protocol.js";
import { expect, test } from "./page.js";

const idle: Snapshot = {
  network: googlenet,
  input: googlenet.input,
  run: initialRunState,
  eventCount: 0,
};

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
  await page.locator(".stage-frame").waitFor({ state: "attached" });
  await page.waitForTimeout(300);
  await expect(page.locator(".strip .item")).toHaveCount(0);
});
