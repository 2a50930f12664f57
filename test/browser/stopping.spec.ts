import type { RunEvent } from "../../model/run/events.js";
import { recordedRun } from "../support/recordedRun.js";
import { expect, test } from "./page.js";

test("an error that nobody caught is told, and Reload builds the page anew", async ({
  host,
  page,
}) => {
  const [asked, takenBack]: [string[], string[]] = [[], []];
  const waiting =
    (kind: string) =>
    (_: unknown, { signal }: { readonly signal?: AbortSignal }): Promise<null> => {
      asked.push(kind);
      signal?.addEventListener("abort", () => takenBack.push(kind));
      return new Promise(() => undefined);
    };
  host.answers = { contribution: waiting("contribution"), seenImage: waiting("seenImage") };
  host.record(recordedRun({ steps: 30 }));
  await host.open("explorer");
  await page.getByLabel("What colors the picture").click();
  await page.getByRole("option", { name: "What a path gives" }).click();
  await page.getByRole("button", { name: "1,000 test images" }).click();
  await page.getByRole("button", { name: "Send an image through the network" }).click();
  await expect.poll(() => asked).toContain("seenImage");
  await page.locator('.strip [data-id="b5/5b"]').click();
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error("a bug");
    });
  });
  const banner = page.getByRole("alert");
  await expect(banner).toContainText("This view stopped; reload it.");
  await expect(page.locator(".stage .node.layer").first()).toBeVisible();
  expect(host.errors.join()).toContain("a bug");
  await banner.getByRole("button", { name: "Reload" }).click();

  await expect(banner).toHaveCount(0);
  // Nobody waits for what the old page asked; the new one asks for the image alone.
  await expect.poll(() => takenBack).toContain("contribution");
  await expect.poll(() => asked.length - takenBack.length).toBe(1);
  expect(asked.filter((kind) => kind === "contribution")).toHaveLength(1);
  expect(asked.at(-1)).toBe("seenImage");
  await expect(page.locator(".stage-head [aria-current]")).toHaveText("Inception 5b");
  await host.send(recordedRun({ steps: 40 }).slice(host.eventCount));
  await expect(page.locator('[data-fact="step"] dd')).toHaveText("40");
  await expect(page.locator(".explorer > main")).toHaveCount(1);
});

test("a page that is built anew leaves nothing of the old one behind", async ({ host, page }) => {
  await page.clock.install();
  host.record(recordedRun({ steps: 30 }));
  await host.open("explorer");
  await host.select("b1/conv7x7");
  await page.getByRole("tab", { name: "Kernels" }).click();
  const pastOnePoll = async (): Promise<number> => {
    const before = host.weightRequests.length;
    await page.clock.runFor(5_000);
    await expect.poll(() => host.weightRequests.length).toBeGreaterThan(before);
    return host.weightRequests.length - before;
  };
  expect(await pastOnePoll()).toBe(1);
  await page.evaluate(() => {
    void Promise.reject(new Error("a bug"));
  });
  await page.getByRole("button", { name: "Reload" }).click();
  await page.clock.runFor(1_000);
  await expect(page.getByRole("tab", { name: "Kernels" })).toBeVisible();
  expect(await pastOnePoll()).toBe(1);
});

test("a rejection that nobody awaited is told too, in the metrics as well", async ({
  host,
  page,
}) => {
  await host.open("metrics");
  await page.evaluate(() => {
    void Promise.reject(new Error("a bug"));
  });
  await expect(page.getByRole("alert")).toContainText("This view stopped; reload it.");
});

test("an event that cannot be read is answered by everything", async ({ host, page }) => {
  const events = recordedRun({ steps: 30 });
  await host.open("explorer");
  await host.send(events.slice(0, 10));
  const broken = [
    null,
    { kind: "of a newer version", step: 4 },
    { kind: "statistics", step: 1e9, time: 0 },
  ] as unknown as RunEvent[];
  await host.sendOnly(broken);
  await host.send(events.slice(10));
  await expect(page.locator('[data-fact="step"] dd')).toHaveText("30");
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(host.refreshes).toBeGreaterThan(0);
});

test("numbers that are none are shown as none", async ({ host, page }) => {
  await host.open("explorer");
  const wild = { activation: Number.NaN, dead: Number.POSITIVE_INFINITY, gradient: -1 };
  const node = { ...wild, energy: Number.NaN, weight: null, update: null };
  const nodes = { "b3/3a/path2": node, "b3/3a/path2/conv3x3": node, unknown: node };
  await host.send([{ kind: "statistics", time: 0, step: 1, nodes }]);
  await expect(page.locator('[data-value="b3/3a/path2 0"]')).toHaveText("–");
  await expect(page.locator('[data-value="b3/3a/path2 1"]')).toHaveText("–");
  expect(await page.locator(".stage-picture").innerHTML()).not.toMatch(/NaN|Infinity/);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a network of a newer version is refused with the reason", async ({ host, page }) => {
  const layer = { kind: "<i>attention</i>", name: "a" };
  host.network = {
    ...host.network,
    title: "<b>New</b>",
    modules: [{ name: "b1", stages: [layer as never] }],
  };
  await host.open("explorer");
  await expect(page.locator(".no-picture")).toHaveText(
    "<b>New</b> cannot be drawn: it has a layer of the kind “<i>attention</i>”, which this version does not know. Update the extension.",
  );
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("names that look like HTML are names", async ({ host, page }) => {
  const name = "<img src=x onerror=alert(1)>";
  const [first, ...others] = host.network.modules;
  host.network = { ...host.network, modules: [{ ...first!, name }, ...others] };
  await host.open("explorer");
  await page.locator(".stage-head .crumbs button").first().click();
  // Too long for the map, where its tooltip has all of it.
  await expect(page.locator(".strip .module-name").nth(1)).toHaveText(/^<img src=x .*…$/);
  await expect(page.locator(".strip g.module title").first()).toContainText(name);
  await expect(page.locator("img")).toHaveCount(0);
  expect(host.complaints).toEqual([]);
});

test("a page that is opened at step 10,000 shows the run", async ({ host, page }) => {
  host.record(
    recordedRun({ steps: 10_000, stepsPerEpoch: 469, epochs: 30, statisticsEvery: 1000 }),
  );
  await host.open("explorer");
  await expect(page.locator('[data-fact="step"] dd')).toHaveText("10,000");
  await expect(page.locator('[data-value="b3/3a/path2 0"]')).toHaveText(/\d/);
});
