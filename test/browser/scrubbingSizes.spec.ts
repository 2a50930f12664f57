import { tried, wide, type WindowSize } from "../support/length.js";
import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";
import { restingPlace } from "./stagePlace.js";

const sizes = tried<WindowSize>(
  [
    [1280, 720],
    [292, 600],
  ],
  [
    [923, 618],
    [700, 900],
    [362, 830],
    [1600, 1000],
  ],
);

test(
  "it is whole and within reach in windows of every size, presenting too",
  wide,
  async ({ host, page }) => {
    host.record(recordedRun({ steps: 320 }));
    const slider = page.getByRole("slider", { name: "Moment of the run" });
    await host.open("explorer");
    for (const isPresenting of [false, true]) {
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        if (isPresenting) await page.keyboard.press("p");
        await slider.fill("120");
        await restingPlace(page);
        const where = `at ${width}×${height}${isPresenting ? " presented" : ""}`;
        const parts = page.locator(
          ":is(.time-bar, .time-bar button, .time-bar .time, .time-marks, .time-bar .moment, .slim-legend .ends, .slim-legend .ends > *):visible",
        );
        const boxes = await Promise.all((await parts.all()).map((part) => part.boundingBox()));
        for (const box of boxes) {
          expect(box!.x, where).toBeGreaterThanOrEqual(0);
          expect(box!.x + box!.width, where).toBeLessThanOrEqual(width);
          expect(box!.y + box!.height, where).toBeLessThanOrEqual(height);
        }
        const reach = (await slider.boundingBox())!;
        expect(reach.width, where).toBeGreaterThan(80);
        await expect(page.locator(".moment .when")).toHaveText("step 120, epoch 2");
        // Nothing is cut, and a ramp has both of its ends.
        for (const part of await page
          .locator(":is(.moment, .when, .slim-legend .word):visible")
          .all()) {
          const cut = await part.evaluate(
            ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
          );
          expect(cut, where).toBeLessThanOrEqual(0);
        }
        for (const legend of await page.locator(".slim-legend:visible").all()) {
          const [line, end, ramp] = await Promise.all(
            [legend, legend.locator(".to"), legend.locator(".ramp")].map((part) =>
              part.boundingBox(),
            ),
          );
          expect(end!.x + end!.width, where).toBeLessThanOrEqual(line!.x + line!.width);
          expect(end!.y + end!.height, where).toBeLessThanOrEqual(line!.y + line!.height + 1);
          expect(ramp!.width, where).toBeGreaterThan(20);
        }
        await slider.press("End");
        if (isPresenting) await page.keyboard.press("p");
      }
    }
  },
);
