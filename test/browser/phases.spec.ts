import type { Page } from "@playwright/test";
import { lookOf } from "../../model/metrics/watchdog/fruitless.js";
import type { RunState } from "../../model/run/state.js";
import { phases, type Phase } from "../../model/run/phase.js";
import { contrast } from "../support/contrast.js";
import { recordedRun } from "../support/recordedRun.js";
import { runIn } from "../support/runIn.js";
import { themeKinds } from "../support/themes.js";
import type { PageHost } from "../support/pageHost.js";
import { longUnless } from "../support/length.js";
import { expect, test } from "./page.js";

async function showPhase(host: PageHost, page: Page, run: RunState): Promise<void> {
  host.run = run;
  await host.hydrate();
  await expect(page.locator(".phase")).toHaveAttribute("data-phase", lookOf(run));
}

for (const theme of themeKinds) {
  test(
    `a phase is told by color, icon and word that are read, ${theme}`,
    longUnless(theme === "dark"),
    async ({ host, page }) => {
      host.record(recordedRun({ steps: 100 }));
      await host.open("explorer", theme);
      const reached = host.run;
      const colors = new Map<Phase, string>();
      for (const phase of phases) {
        await showPhase(host, page, runIn(phase, reached));
        const drawn = await drawnPhase(page);
        expect(contrast(drawn.text, drawn.ground), phase).toBeGreaterThanOrEqual(4.5);
        expect(contrast(drawn.icon, drawn.ground), phase).toBeGreaterThanOrEqual(3);
        expect(drawn.bar).toBe(drawn.border);
        await expect(page.locator(".phase .codicon")).toBeVisible();
        colors.set(phase, drawn.border);
      }
      const apart = (["failed", "paused", "finished", "training", "idle"] as const).map((phase) =>
        colors.get(phase),
      );
      expect(new Set(apart).size).toBe(apart.length);
    },
  );
}

/** The badge's colors as the browser draws them. */
function drawnPhase(
  page: Page,
): Promise<Record<"text" | "ground" | "icon" | "border" | "bar", string>> {
  return page.locator(".phase").evaluate((badge) => {
    const context = document.createElement("canvas").getContext("2d")!;
    const drawn = (css: string): string => {
      context.fillStyle = css;
      context.fillRect(0, 0, 1, 1);
      const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
      return `rgb(${red}, ${green}, ${blue})`;
    };
    const style = getComputedStyle(badge);
    return {
      text: drawn(style.color),
      ground: drawn(style.backgroundColor),
      icon: drawn(getComputedStyle(badge.querySelector(".codicon")!).color),
      border: drawn(style.borderTopColor),
      bar: drawn(getComputedStyle(document.querySelector(".progress .done")!).backgroundColor),
    };
  });
}
