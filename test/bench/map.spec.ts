import { endedRun, endedStep } from "../browser/endedRun.js";
import { test } from "../browser/page.js";
import { rest } from "../support/rest.js";
import { ringTiles, testedMap, testedSet } from "../support/testedSet.js";
import { describeCosts, readCpu, readFrames, resetFrames, watchFrames } from "./frames.js";

const examples = 10_000;
const frames = 120;

test("going nearer to a map of ten thousand points, and moving it", async ({ host, page }) => {
  const said = testedSet({ examples, step: endedStep });
  const map = testedMap(said);
  host.answers = {
    testedExamples: () => said,
    testImages: (numbers) => ringTiles(numbers),
    testMap: () => map,
  };
  host.record(endedRun);
  await watchFrames(page);
  await host.open("evaluation");
  const frame = page.locator(".map-frame");
  await frame.scrollIntoViewIfNeeded();
  await rest(page);
  const cpu = await readCpu(page);
  for (const coloring of ["class", "error", "loss"]) {
    await page.locator(".map").getByLabel("Color").selectOption(coloring);
    await rest(page);
    for (const work of ["nearer and back", "moved"]) {
      await resetFrames(page);
      const before = await cpu();
      // A hand that does it in each frame.
      await frame.evaluate(
        async (element, [count, isMoved]) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          const [clientX, clientY] = [left + width / 2, top + height / 2];
          const tell = (kind: string, by: number, at: Partial<MouseEventInit>): void => {
            const init = { clientX, clientY, bubbles: true, cancelable: true, ...at };
            element.dispatchEvent(
              kind === "wheel"
                ? new WheelEvent(kind, { ...init, deltaY: by, ctrlKey: true })
                : new PointerEvent(kind, { ...init, pointerId: 1, shiftKey: true }),
            );
          };
          // SAFETY: a pointer that a test invents cannot be captured.
          Object.assign(element, { setPointerCapture: () => undefined });
          if (isMoved) {
            tell("wheel", -50, {});
            tell("pointerdown", 0, {});
          }
          for (let each = 0; each < count; each++) {
            if (isMoved) tell("pointermove", 0, { clientX: clientX + 60 * Math.sin(each / 9) });
            else tell("wheel", each < count / 2 ? -10 : 10, {});
            await new Promise(requestAnimationFrame);
          }
          if (isMoved) tell("pointerup", 0, {});
          await new Promise(requestAnimationFrame);
        },
        [frames, work === "moved"] as const,
      );
      const perFrame = ((await cpu()) - before) / frames;
      const costs = await readFrames(page);
      const longest = costs.costs.at(-1) ?? Number.NaN;
      process.stdout.write(
        `evaluation, map of ${examples} points by ${coloring}, ${work}: longest frame ${longest.toFixed(1)} ms; ${perFrame.toFixed(1)} ms of processor time a frame; ${describeCosts(costs)}\n`,
      );
      await frame.press("0");
    }
  }
});
