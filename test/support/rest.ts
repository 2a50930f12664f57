import type { Frame, Page } from "@playwright/test";

/** Until what moves has come to its end and is drawn; for pages that are watched or train, and so never idle. */
export async function rest(frame: Page | Frame): Promise<void> {
  await frame.evaluate(async () => {
    const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
    await nextFrame();
    const moves = document.getAnimations().filter(({ effect }) => {
      return effect?.getComputedTiming().iterations !== Infinity;
    });
    await Promise.allSettled(moves.map(({ finished }) => finished));
    await nextFrame();
    await nextFrame();
  });
}
