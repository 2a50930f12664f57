import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

test("a panel that is closed and opened again shows the same place", async ({ host, page }) => {
  host.record(recordedRun({ steps: 60 }));
  await host.open("explorer");
  await page.locator('.stage [data-id="b3/3a/path2/conv3x3"]').first().click();
  await page.getByRole("tab", { name: "Cost" }).click();
  await page.getByRole("slider", { name: "Input" }).fill("64");
  await page.getByRole("button", { name: "Zoom in" }).click();
  await expect
    .poll(() => host.keptView)
    .toMatchObject({
      ...{ selection: "b3/3a/path2/conv3x3", tab: "cost" },
      ...{ question: { inputSize: 64 }, zoom: { node: "b3/3a" } },
    });
  const kept = host.keptView;
  await host.reopen();
  await expect(page.getByRole("tab", { name: "Cost" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("slider", { name: "Input" })).toHaveValue("64");
  expect(await page.evaluate(() => sessionStorage.getItem("vscode-state"))).toBe(
    JSON.stringify(kept),
  );
  expect(host.complaints).toEqual([]);
});

test("a panel takes what cannot be understood of an earlier one for nothing", async ({
  host,
  page,
}) => {
  host.record(recordedRun({ steps: 60 }));
  await host.keep({ scope: 5, zoom: { scale: "big" }, selection: "gone/with/the/network" });
  await host.open("explorer");
  await expect(page.locator(".stage-head")).toContainText("3a");
  expect(host.complaints).toEqual([]);
});
