import { coursesOf } from "../../model/metrics/courses.js";
import { recordedRun } from "../support/recordedRun.js";
import { testedEpochs } from "../support/testedEpochs.js";
import { ringTiles, testedSet } from "../support/testedSet.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";

const tested = testedEpochs();
const courses = coursesOf(tested);
const events = recordedRun({ steps: 300 });

test("images are followed over the epochs, and go into the picture with a key", async ({
  host,
  page,
}) => {
  host.testedOverEpochs = tested;
  host.answers = { testImages: (numbers) => ringTiles(numbers) };
  host.record(events);
  await host.open("evaluation");
  const list = page.getByRole("listbox", { name: "Hard throughout" });
  await list.waitFor();
  const [first = NaN, second = NaN] = courses.hard;
  const option = list.getByRole("option", { selected: true });
  await expect(option).toHaveAttribute(
    "aria-label",
    new RegExp(`^Image ${first}: .*right after no epoch`, "u"),
  );
  await expect(option.locator("img")).toHaveAttribute("src", /^data:image/u);
  // A dot an evaluation, and none of them right.
  await expect(option.locator(".wrong")).toHaveAttribute("d", /^(M[\d.]+,[\d.]+h0){10}$/u);
  await expect(option.locator(".right")).toHaveAttribute("d", "");
  await list.press("ArrowRight");
  await expect(option).toHaveAttribute("aria-label", new RegExp(`^Image ${second}:`, "u"));
  await list.press("Enter");
  await expect.poll(() => host.imagesShown).toEqual([{ example: second, at: null }]);
  await page
    .getByRole("combobox", { name: "Images" })
    .selectOption({ label: `Forgotten (${courses.forgotten.length})` });
  const forgotten = page.getByRole("listbox", { name: "Forgotten" });
  await expect(forgotten.getByRole("option", { selected: true })).toHaveAttribute(
    "aria-label",
    new RegExp(`^Image ${courses.forgotten[0] ?? NaN}: .*right after [1-9] of 10 epochs`, "u"),
  );
  await forgotten.press("End");
  await expect(forgotten.getByRole("option", { selected: true })).toHaveAttribute(
    "aria-label",
    new RegExp(`^Image ${courses.forgotten.at(-1) ?? NaN}:`, "u"),
  );
  await page.getByRole("combobox", { name: "Images" }).selectOption("suspicious");
  await expect(page.getByRole("listbox", { name: "Suspicious labels" })).toBeVisible();
  await expectNoViolations(page, ".over-epochs");
  // Another run of which less is kept.
  host.testedOverEpochs = tested.slice(0, 1);
  await host.send(recordedRun({ steps: 400 }).slice(events.length));
  await expect(page.locator(".over-epochs")).toBeHidden();
  expect(host.complaints).toEqual([]);
});

test("a run that has kept none of it says so in a sentence", async ({ host, page }) => {
  host.answers = {
    testedExamples: () => testedSet(),
    testImages: (numbers) => ringTiles(numbers),
  };
  host.record(events);
  await host.open("evaluation");
  await page.getByRole("button", { name: "Evaluate" }).click();
  await expect(page.locator(".over-epochs")).toHaveText(
    /^Over the epochsThis run has not kept what its evaluations made of each image; [^.]*\.$/u,
  );
  // One in which no image was hard throughout begins with images all the same.
  const [begun, ...rest] = tested;
  host.testedOverEpochs = [{ ...begun!, chosen: begun!.labels }, ...rest];
  await host.send(recordedRun({ steps: 400 }).slice(events.length));
  const list = page.getByRole("listbox", { name: "Forgotten" });
  await list.getByRole("option").nth(1).hover();
  await expect(page.locator(".over-epochs .reading")).toHaveText(
    `${(await list.getByRole("option").nth(1).getAttribute("aria-label"))!}.`,
  );
  expect(host.complaints).toEqual([]);
});
