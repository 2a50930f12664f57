import { googlenetPaper } from "../../model/network/googlenet-paper/spec.js";
import { recordedRun } from "../support/recordedRun.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";

test("a head is drawn as a branch, and explained", async ({ host, page }) => {
  host.record(recordedRun({ steps: 60, network: googlenetPaper }));
  await host.open("explorer");
  await page.locator('.strip [data-id="b4/head1"]').click();
  await page.locator('.stage [data-id="b4/head1/path2/dense_2"]').waitFor();
  await expect(page.locator(".inspector h2")).toHaveText("Auxiliary head 1");
  await page.getByRole("tab", { name: "Source" }).click();
  await expect(page.locator(".inspector")).toContainText("whose loss counts 0.3 times");
  await expectNoViolations(page);
  expect(host.complaints).toEqual([]);
  expect(host.errors).toEqual([]);
});
