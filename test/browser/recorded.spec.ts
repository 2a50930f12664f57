import { chapterRun } from "../support/runFile.js";
import { expect, test } from "./page.js";

test("a real run is shown up to its end, whenever the page is opened", async ({ host, page }) => {
  const events = chapterRun();
  host.record(events.slice(0, 150));
  await host.open("explorer");
  await host.send(events.slice(150));
  await expect(page.locator(".phase")).toHaveAttribute("data-phase", "failed");
  await expect(page.locator('[data-fact="test"] dd')).toHaveText("0.876");
  await expect(page.locator(".notice-title")).toHaveText(
    "The loss is no longer a number at step 3455.",
  );
  await expect(page.getByText("step-00003400.safetensors")).toBeVisible();
  expect(host.complaints).toEqual([]);
  expect(host.errors).toEqual([]);
});
