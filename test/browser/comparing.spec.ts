import type { InputOf } from "../../model/asking/index.js";
import { idle } from "../support/idle.js";
import { inventedLabels, inventedPicture } from "../support/seenImages.js";
import { expectNoViolations } from "./axe.js";
import { expect, test } from "./page.js";
import { answerImages, openBar } from "./seeingBar.js";

let looks: readonly InputOf<"seenImage">[];
test.beforeEach(({ host }) => {
  looks = answerImages(host);
  host.answers = { ...host.answers, preparedPicture: inventedPicture };
});

const layer = "b3/3a/path2/conv3x3";

test("two images stand beside each other, with their classes and their maps, and part again", async ({
  host,
  page,
}) => {
  const bar = await openBar(host, page);
  await idle(page);
  const card = page.locator(`.stage [data-id="${layer}"] .shape-box`);
  const before = await card.boundingBox();
  const second = bar.locator(".second");
  await expect(second).toBeHidden();
  await bar.getByRole("button", { name: "Compare with…" }).click();
  await expect(second.getByRole("img")).toHaveAttribute("alt", "Trouser, test image 0");
  await expect(bar.locator(".standing")).toHaveText(
    "This image is kept as B: choose another one to compare with it.",
  );
  await bar.getByRole("button", { name: "Next image" }).click();
  await expect(bar.locator(".first").getByRole("img")).toHaveAttribute(
    "alt",
    "Sneaker, test image 1",
  );
  await expect(bar.locator(".standing")).toHaveText("");
  const classes = bar.getByRole("table", { name: "What the network takes both images for" });
  await expect(classes.getByRole("row")).toHaveText([
    "ClassABB − A",
    /^Trouser12\.5.%75\.0.%\+62\.5$/u,
    /^Sneaker75\.0.%12\.5.%−62\.5$/u,
    /^Bag12\.5.%12\.5.%0$/u,
  ]);
  await expect(bar.getByRole("status").last()).toHaveText(
    /^Sneaker, test image 1\. .+ Compared with Trouser, test image 0\. /u,
  );
  // Of both the same channels, of which the first has its strongest.
  const maps = (side: string) => page.locator(`.stage [data-map^="${layer} ${side}"]`);
  await expect.poll(() => maps("second").count()).toBeGreaterThan(0);
  expect(await maps("").count()).toBe(2 * (await maps("second").count()));
  const asked = looks.findLast((look) => look.channels?.[layer] !== undefined)!;
  expect(asked.example).toBe(0);
  expect(asked.channels![layer]![0]).toBe(4);
  const [one, other] = [(await maps("0").boundingBox())!, (await maps("second 0").boundingBox())!];
  expect(other.x - one.x - one.width).toBeGreaterThan(0);
  expect(other.x - one.x - one.width).toBeLessThan(2);
  expect(other.y).toBeCloseTo(one.y, 1);
  await expectNoViolations(page, ".stage");
  await page.locator(".explanation > summary").click();
  await expect(page.locator('.explanation [data-mark="pairs"]')).toContainText("A at the left");
  await page.keyboard.press("Escape");
  await host.reload();
  await expect(second.getByRole("img")).toHaveAttribute("alt", "Trouser, test image 0");
  await expect(classes.getByRole("row")).toHaveCount(4);
  await bar.getByRole("button", { name: "Swap the two images" }).click();
  await expect(second.getByRole("img")).toHaveAttribute("alt", "Sneaker, test image 1");
  await second.getByRole("button", { name: "End the comparison" }).press("Enter");
  await expect(second).toBeHidden();
  await expect(bar.getByRole("button", { name: "Compare with…" })).toBeFocused();
  await expect(bar.locator(".likeliest li")).toHaveCount(3);
  await expect(maps("second")).toHaveCount(0);
  await idle(page);
  expect(await card.boundingBox()).toEqual(before);
  expect(host.complaints).toEqual([]);
});

test("the tab Maps shows both images' maps and where they differ", async ({ host, page }) => {
  const bar = await openBar(host, page);
  await bar.getByRole("button", { name: "Compare with…" }).click();
  const file = { name: "shoe.png", mimeType: "image/png", buffer: Buffer.from("a picture") };
  await bar.locator("input.file").setInputFiles(file);
  await expect(bar.locator(".first").getByRole("img")).toHaveAttribute("alt", "shoe.png");
  await bar.getByRole("button", { name: "Swap the two images" }).click();
  await bar.getByRole("button", { name: "Next image" }).click();
  // How the second was prepared, and otherwise where one decides so.
  const way = bar.getByRole("list", { name: "How picture B is prepared" });
  await way.getByLabel("Inverted").uncheck();
  await expect(way.getByLabel("Inverted")).not.toBeChecked();
  await expect(bar.getByRole("list", { name: "How picture A is prepared" })).toBeHidden();
  await host.select(layer);
  await page.getByRole("tab", { name: "Maps" }).click();
  const panel = page.locator(".panel");
  const wall = panel.getByRole("listbox", { name: "Feature maps of 3×3 convolution" });
  await expect(wall.getByRole("option")).toHaveCount(128);
  await expect(wall.locator(".map")).toHaveCount(256);
  await expect(wall.getByRole("option").first()).toHaveAccessibleName(
    /^Channel 4, mean A 2\.00, B [\d.]+, B − A [\d.]+$/u,
  );
  for (const side of ["A", "B", "B − A"]) {
    await expect(
      panel.getByRole("slider", { name: `Map of channel 4, ${side}`, exact: true }),
    ).toBeVisible();
  }
  const large = panel.getByRole("slider", { name: "Map of channel 4, B", exact: true });
  await large.press("Home");
  await large.press("PageUp");
  await expect(panel.locator(".reading")).toHaveText(
    /^Row 1, column 1: A [\d.]+, B [\d.]+, B − A [+−]?[\d.]+$/u,
  );
  await expect(panel.getByText("In the difference: Black is −")).toBeVisible();
  await panel.getByRole("button", { name: "Most different first" }).click();
  const gaps = (): Promise<number[]> =>
    wall
      .getByRole("option")
      .evaluateAll((cells) =>
        cells.map((cell) => Number(/B − A ([\d.]+)$/u.exec(cell.getAttribute("aria-label")!)![1])),
      );
  // They are put in order with the next frame.
  await expect
    .poll(async () => (await gaps()).every((gap, at, all) => gap <= (all[at - 1] ?? gap)))
    .toBe(true);
  await panel.getByText("As a table").click();
  await expect(panel.getByRole("table")).toContainText("The 32 most different of 128 channels");
  await expectNoViolations(page, ".inspector");
  await bar.getByRole("button", { name: "End the comparison" }).click();
  await expect(wall.locator(".map")).toHaveCount(128);
  await expect(panel.getByRole("button", { name: "Most different first" })).toHaveCount(0);
  await expect(panel.getByRole("slider", { name: /^Map of channel \d+$/u })).toBeVisible();
  expect(host.complaints).toEqual([]);
});

test("the same image goes through another moment or run beside the newest weights", async ({
  host,
  page,
}) => {
  host.keptWeights = [60, 140, 200];
  const long = "Wellington boots, lined with wool";
  const testLabels = { ...inventedLabels(), classNames: [long, "Sneaker", "Bag"] };
  host.answers = { ...host.answers, testLabels: () => testLabels };
  const bar = await openBar(host, page);
  // What is chosen in a list can be read, a class or a run.
  const classes = bar.getByRole("combobox", { name: "Class of the images" });
  await classes.selectOption(long);
  const beyond = await classes.evaluate((list) => {
    const name = document.createElement("span");
    name.textContent = (list as HTMLSelectElement).selectedOptions[0]!.text;
    name.style.font = getComputedStyle(list).font;
    document.body.append(name);
    const { width } = name.getBoundingClientRect();
    name.remove();
    return width - list.clientWidth;
  });
  expect(beyond).toBeLessThan(0);
  await classes.selectOption("All classes");
  const menu = bar.getByRole("combobox", { name: "Weights to compare with" });
  await expect(menu.getByRole("option")).toHaveText([
    "Other weights…",
    "step 200, epoch 2",
    "step 140, epoch 2",
    "step 60, epoch 1",
  ]);
  await menu.selectOption({ label: "step 60, epoch 1" });
  const second = bar.locator(".second");
  await expect(second.locator(".step")).toHaveText("weights of step 60, epoch 1");
  await expect(bar.locator(".first .step")).toHaveText("at step 200");
  await expect(bar.getByRole("table")).toContainText("B − A");
  const map = (side: string) => page.locator(`.stage [data-map="${layer} ${side}0"]`);
  await expect(map("second ")).toHaveAttribute("href", /^data:image/u);
  expect(await map("second ").getAttribute("href")).not.toBe(await map("").getAttribute("href"));
  await expect(second.getByRole("button", { name: "Swap the two images" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
  // It goes on with the image.
  await bar.getByRole("button", { name: "Next image" }).click();
  await expect(second.getByRole("img")).toHaveAttribute("alt", "Sneaker, test image 1");
  // One looks back with the first, and the second stays.
  await page.getByRole("slider", { name: "Moment of the run" }).fill("140");
  await expect(bar.locator(".first .step")).toHaveText("weights of step 140, epoch 2");
  await expect(second.locator(".step")).toHaveText("weights of step 60, epoch 1");
  await expectNoViolations(page, ".seeing");
  await host.reload();
  await expect(second.locator(".step")).toHaveText("weights of step 60, epoch 1");
  await expect(menu).toHaveValue("[null,60]");
  await menu.selectOption({ label: "The same weights" });
  await expect(second).toBeHidden();
  expect(host.complaints).toEqual([]);
});
