import type { Page } from "@playwright/test";

/** Notes from now on what changes in a part of the page; what is returned gives it, an entry a change. */
export async function changesIn(page: Page, part: string): Promise<() => Promise<string[]>> {
  await page.evaluate((selector) => {
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((news) => {
      records.push(...news);
    });
    observer.observe(document.querySelector(selector)!, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    Object.assign(window, { changes: { observer, records } });
  }, part);
  return () =>
    page.evaluate(() => {
      const { changes } = window as unknown as {
        changes: { observer: MutationObserver; records: MutationRecord[] };
      };
      return [...changes.records, ...changes.observer.takeRecords()].map(
        ({ type, target, attributeName }) => {
          const element = target instanceof Element ? target : target.parentElement;
          return [type, attributeName, element?.outerHTML.slice(0, 120)].join(" ");
        },
      );
    });
}
